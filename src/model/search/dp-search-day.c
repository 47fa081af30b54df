/* dp-search-day.c: days in a search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/search/dp-search-day.h"

#include "model/dp-day.h"

#include <stdlib.h>
#include <string.h>

/* More days back than any paper is old, and few enough to count with. */
#define MAX_COUNT 99999

/* `7d` and `2w`: how many days before today. */
static gboolean
parse_count (const char *text,
             int        *out_days)
{
  gsize n_digits = strspn (text, "0123456789");
  char  unit = n_digits > 0 ? g_ascii_tolower (text[n_digits]) : '\0';

  if (n_digits > 5 || (unit != 'd' && unit != 'w') || text[n_digits + 1] != '\0')
    return FALSE;

  *out_days = MIN (atoi (text), MAX_COUNT) * (unit == 'w' ? 7 : 1);

  return TRUE;
}

static gboolean
is_year (const char *text)
{
  return strlen (text) == 4 && strspn (text, "0123456789") == 4 && strcmp (text, "0000") != 0;
}

static char *
find_last_of_month (const char *month)
{
  g_autofree char *first = g_strconcat (month, "-01", NULL);
  GDateYear        year = (GDateYear)atoi (month);

  return g_strdup_printf ("%s-%02u", month, (guint)g_date_get_days_in_month ((GDateMonth)atoi (first + 5), year));
}

/* How many days ago; -1 where @text is no such day. */
static int
count_days_ago (const char *text)
{
  int n_days = -1;

  if (g_ascii_strcasecmp (text, "today") == 0)
    return 0;
  if (g_ascii_strcasecmp (text, "yesterday") == 0)
    return 1;

  return parse_count (text, &n_days) ? n_days : -1;
}

/**
 * dp_search_day_get_period:
 * @text: `2025-03-10`, `2025-03`, `2025`, `today`, `yesterday`, or `7d` and `2w` for
 *   so many days and weeks ago
 * @now: the present moment
 * @out_first: (out) (transfer full): its first day; untouched on failure
 * @out_last: (out) (transfer full): its last day, which may be the same
 *
 * Reads a day, a month or a year; all days are UTC. Any thread.
 *
 * Returns: %FALSE when @text is none of these
 */
gboolean
dp_search_day_get_period (const char *text,
                          DpTime      now,
                          char      **out_first,
                          char      **out_last)
{
  int n_days = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_first != NULL && out_last != NULL, FALSE);

  n_days = count_days_ago (text);
  if (n_days >= 0)
    {
      g_autofree char *today = dp_time_format_day (now);

      *out_first = dp_day_shift (today, -n_days);
      *out_last = g_strdup (*out_first);
    }
  else if (dp_day_is_valid (text))
    {
      *out_first = g_strdup (text);
      *out_last = g_strdup (text);
    }
  else if (dp_month_is_valid (text))
    {
      *out_first = g_strconcat (text, "-01", NULL);
      *out_last = find_last_of_month (text);
    }
  else if (is_year (text))
    {
      *out_first = g_strconcat (text, "-01-01", NULL);
      *out_last = g_strconcat (text, "-12-31", NULL);
    }
  else
    {
      return FALSE;
    }

  return TRUE;
}

/**
 * dp_search_day_is_valid:
 * @text: what stands after `day:`, `after:` or `before:`
 *
 * Returns: whether dp_search_day_get_period() reads it
 */
gboolean
dp_search_day_is_valid (const char *text)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  return dp_search_day_get_period (text, dp_time_now (), &first, &last);
}
