/* dp-day-text.c: days, and what is known of them, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/days/dp-day-text.h"

#include <glib/gi18n.h>

#include "model/dp-day-calendar.h"
#include "model/dp-day.h"
#include "ui/dp-refresh-text.h"

/* A day that is older needs its year: a weekday and a month would name a day to come, too. */
#define N_RECENT_DAYS 300

/* Days are UTC and so is what is made of them here: no day slips into the next. */
static char *
format (const char *day,
        const char *pattern)
{
  g_autoptr (GDateTime) date = dp_day_to_date_time (day);

  return g_date_time_format (date, pattern);
}

/**
 * dp_day_text_format_short:
 * @day: a valid day
 * @present: the present day
 *
 * Returns: (transfer full): “Sat 14 November”, or “14 Nov 2024” for a day that is long over
 */
char *
dp_day_text_format_short (const char *day,
                          const char *present)
{
  if (dp_day_count_between (day, present) > N_RECENT_DAYS)
    return dp_day_text_format_compact (day);

  /* Translators: a day in a narrow list, as g_date_time_format() understands it: “Sat 14 November” */
  return format (day, _("%a %-e %B"));
}

/**
 * dp_day_text_format_compact:
 * @day: a valid day
 *
 * Returns: (transfer full): “14 Nov 2026”
 */
char *
dp_day_text_format_compact (const char *day)
{
  return format (day, _("%-e %b %Y"));
}

/**
 * dp_day_text_format_month:
 * @day: a valid day
 *
 * Returns: (transfer full): its month above a calendar, “November 2026”
 */
char *
dp_day_text_format_month (const char *day)
{
  /* Translators: the month above a calendar, as g_date_time_format() understands it: “November 2026” */
  return format (day, _("%OB %Y"));
}

static char *
describe_papers (const DpDayInfo *info)
{
  g_autofree char *papers = g_strdup_printf (ngettext ("%'u paper", "%'u papers", info->n_papers), info->n_papers);
  g_autofree char *unread = NULL;

  if (info->n_unread == 0)
    return g_steal_pointer (&papers);

  unread = g_strdup_printf (ngettext ("%'u unread", "%'u unread", info->n_unread), info->n_unread);

  /* Translators: “5 papers, 2 unread” */
  return g_strdup_printf (_("%s, %s"), papers, unread);
}

/**
 * dp_day_text_describe:
 * @info: (nullable): what is known of a day
 *
 * Returns: (transfer full): a few words: how many papers it has, or why it has none
 */
char *
dp_day_text_describe (const DpDayInfo *info)
{
  if (info != NULL && info->n_papers > 0)
    return describe_papers (info);
  if (info != NULL && info->error != NULL)
    return g_strdup (_("could not be fetched"));
  if (info != NULL && info->succeeded_at != DP_TIME_UNKNOWN)
    return g_strdup (_("no papers"));

  return g_strdup (_("not fetched yet"));
}

/* Of *Today*, which can be older than its name says. */
static char *
explain_today (const DpDayInfo *info,
               const DpDayInfo *present,
               DpTime           now,
               gboolean        *out_failed)
{
  *out_failed = present->error != NULL;
  if (*out_failed)
    return g_strdup (present->error);

  return dp_day_calendar_explain_empty (present->day, present->succeeded_at, now, info->day);
}

/**
 * dp_day_text_describe_age:
 * @info: a day that has papers
 * @present: (nullable): the present day, where @info stands for *Today*
 * @now: the present moment
 * @out_failed: (out): whether fetching it failed the last time
 *
 * Says how old the list of a day is, and why *Today* is not of today.
 *
 * Returns: (transfer full): one or more whole sentences
 */
char *
dp_day_text_describe_age (const DpDayInfo *info,
                          const DpDayInfo *present,
                          DpTime           now,
                          gboolean        *out_failed)
{
  g_autofree char *when = NULL;

  if (present != NULL && !g_str_equal (present->day, info->day))
    return explain_today (info, present, now, out_failed);

  *out_failed = info->error != NULL;
  if (*out_failed)
    return g_strdup (info->error);
  if (info->succeeded_at == DP_TIME_UNKNOWN)
    return g_strdup (_("The list of this day was not fetched; its papers came from elsewhere."));

  when = dp_refresh_text_format_time (info->succeeded_at, now);

  /* Translators: %s is a time like “today at 14:05” */
  return g_strdup_printf (_("Last fetched %s."), when);
}
