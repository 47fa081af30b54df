/* dp-day-range.c: the days that an option stands for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-day-range.h"

#include "model/dp-day.h"
#include "model/dp-time.h"

#include <glib/gi18n.h>
#include <string.h>

#define TODAY "today"
#define TO ".."

/* One end of a range. */
static char *
parse_end (const char *text)
{
  if (g_str_equal (text, TODAY))
    return dp_day_dup_today ();

  return dp_day_is_valid (text) ? g_strdup (text) : NULL;
}

static DpDayRange *
parse_ends (const char *text)
{
  g_autoptr (DpDayRange) self = g_new0 (DpDayRange, 1);
  const char      *to = strstr (text, TO);
  g_autofree char *first = to != NULL ? g_strndup (text, (gsize)(to - text)) : g_strdup (text);

  self->first = parse_end (first);
  self->last = parse_end (to != NULL ? to + strlen (TO) : first);

  if (self->first == NULL || self->last == NULL || strcmp (self->first, self->last) > 0)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * dp_day_range_parse:
 * @cli: the run, which is over when the text stands for no days
 * @text: `YYYY-MM-DD`, `today`, or two of these with `..` between them
 *
 * `today` alone is the newest list. Whether the days can have lists is not looked at.
 *
 * Returns: (transfer full) (nullable): the days
 */
DpDayRange *
dp_day_range_parse (DpCli      *cli,
                    const char *text)
{
  DpDayRange *self = NULL;

  if (g_str_equal (text, TODAY))
    return g_new0 (DpDayRange, 1);

  self = parse_ends (text);
  if (self == NULL)
    dp_cli_reject (cli, _("“%s” is not a day or a range of days: write YYYY-MM-DD, “today”, or the first and the last "
                          "day with “..” between them."),
                           text);

  return self;
}

void
dp_day_range_free (DpDayRange *self)
{
  g_free (self->first);
  g_free (self->last);
  g_free (self);
}
