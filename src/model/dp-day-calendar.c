/* dp-day-calendar.c: when Hugging Face puts up its daily lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-day-calendar.h"

#include "model/dp-day.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of 428 recorded lists, of May 2024 to August 2026, none is of a Saturday or a Sunday.
 * In the 272 that say when each paper was put in, the first came at 00:20 UTC of the
 * day in half of them and at 03:50 in all but one of a hundred, and the last at 09:13
 * at the latest. So a list is whole in the morning, and votes move until the evening. */

#define HOUR (60 * 60)
#define DAY (24 * HOUR)

/* From when to when a list fills, after the day's midnight. */
#define FIRST_PAPER (0 * HOUR)
#define LAST_PAPER (9 * HOUR)

/* How long after its last second a day is over everywhere on earth. */
#define MARGIN (12 * HOUR)

/* How long an answer holds while the day is not over. */
#define HOLDS (4 * HOUR)
#define EMPTY_HOLDS (2 * HOUR)

G_DEFINE_QUARK (dp_day_error, dp_day_error)

/* The first second of a day. */
static DpTime
get_start (const char *day)
{
  DpTime start = 0;

  dp_time_parse_iso8601 (day, &start);

  return start;
}

/**
 * dp_day_calendar_format:
 * @day: a valid day
 *
 * Returns: (transfer full): the day as it stands in a sentence: “Friday, 21 November 2025”
 */
char *
dp_day_calendar_format (const char *day)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (get_start (day));

  /* Translators: a day within a sentence, for g_date_time_format(): “Friday, 21 November 2025” */
  return g_date_time_format (date, _("%A, %-e %B %Y"));
}

/**
 * dp_day_calendar_check:
 * @day: what somebody asks for
 * @now: the present moment
 * @error: return location for a #DpDayError
 *
 * Tells whether a day can have a list. Any thread.
 *
 * Returns: %FALSE with @error set when it cannot
 */
gboolean
dp_day_calendar_check (const char *day,
                       DpTime      now,
                       GError    **error)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (day != NULL, FALSE);

  if (!dp_day_is_valid (day))
    {
      g_set_error (error, DP_DAY_ERROR, DP_DAY_ERROR_MALFORMED,
                   _("“%s” is not a day; days are written YYYY-MM-DD."), day);
      return FALSE;
    }

  if (strcmp (day, DP_DAY_CALENDAR_FIRST) < 0)
    {
      words = dp_day_calendar_format (DP_DAY_CALENDAR_FIRST);
      g_set_error (error, DP_DAY_ERROR, DP_DAY_ERROR_TOO_EARLY,
                   /* Translators: a day as 2020-01-31, and one in words */
                   _("There is no list of %s: Hugging Face’s first is that of %s."), day, words);
      return FALSE;
    }

  if (get_start (day) > now)
    {
      words = dp_day_calendar_format (day);
      g_set_error (error, DP_DAY_ERROR, DP_DAY_ERROR_FUTURE,
                   _("%s has not come yet; days are counted in UTC."), words);
      return FALSE;
    }

  return TRUE;
}

/**
 * dp_day_calendar_get_next_look:
 * @day: a valid day
 * @succeeded_at: when its list last came; %DP_TIME_UNKNOWN when never
 * @n_listed: how many papers it had then
 *
 * The one rule of when a list is worth another request: that of a day which was over
 * when it came is whole for ever; before that it holds for some hours, fewer where it
 * was empty though papers are due. Any thread.
 *
 * Returns: the moment from which on; %DP_DAY_CALENDAR_AT_ONCE when it never came,
 *   %DP_DAY_CALENDAR_NEVER when it cannot change any more
 */
DpTime
dp_day_calendar_get_next_look (const char *day,
                               DpTime      succeeded_at,
                               guint       n_listed)
{
  DpTime over = 0;
  DpTime holds = HOLDS;

  g_return_val_if_fail (dp_day_is_valid (day), DP_DAY_CALENDAR_AT_ONCE);

  over = get_start (day) + DAY + MARGIN;
  if (succeeded_at == DP_TIME_UNKNOWN)
    return DP_DAY_CALENDAR_AT_ONCE;
  if (succeeded_at >= over)
    return DP_DAY_CALENDAR_NEVER;

  if (n_listed == 0 && !dp_day_is_weekend (day))
    holds = EMPTY_HOLDS;

  return MIN (succeeded_at + holds, over);
}

/**
 * dp_day_calendar_is_fresh:
 * @day: a valid day
 * @succeeded_at: when its list last came; %DP_TIME_UNKNOWN when never
 * @n_listed: how many papers it had then
 * @now: the present moment
 *
 * Returns: whether to ask for it would be in vain; see dp_day_calendar_get_next_look()
 */
gboolean
dp_day_calendar_is_fresh (const char *day,
                          DpTime      succeeded_at,
                          guint       n_listed,
                          DpTime      now)
{
  /* A success in the future was written down by a clock that was wrong. */
  return succeeded_at <= now && now < dp_day_calendar_get_next_look (day, succeeded_at, n_listed);
}

static char *
format_local_time (DpTime time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);

  return g_date_time_format (local, "%H:%M");
}

/* While the day lasts its list may still come. */
static char *
explain_today (const char *words,
               DpTime      start,
               DpTime      succeeded_at)
{
  g_autofree char *first = format_local_time (start + FIRST_PAPER);
  g_autofree char *last = format_local_time (start + LAST_PAPER);
  g_autofree char *looked = format_local_time (succeeded_at);

  if (succeeded_at < start + LAST_PAPER)
    /* Translators: a day in words, and three times of day. */
    return g_strdup_printf (_("The list of %s is not up yet: at %s it was empty. It usually fills between %s and %s."),
                               words, looked, first, last);

  /* Translators: a day in words, and two times of day. */
  return g_strdup_printf (_("The list of %s was still empty at %s, though it is usually up by %s. "
                            "Perhaps there is none that day."),
                             words, looked, last);
}

static char *
explain (const char *day,
         DpTime      succeeded_at)
{
  g_autofree char *words = dp_day_calendar_format (day);
  DpTime           start = get_start (day);

  if (succeeded_at == DP_TIME_UNKNOWN)
    return g_strdup_printf (_("The list of %s has not been fetched."), words);

  if (dp_day_is_weekend (day))
    return g_strdup_printf (_("There is no list of %s: at weekends Hugging Face puts up few papers or none."), words);

  if (succeeded_at < start + DAY)
    return explain_today (words, start, succeeded_at);

  return g_strdup_printf (_("Hugging Face has no list of %s; perhaps it was a holiday."), words);
}

/**
 * dp_day_calendar_explain_empty:
 * @day: a day whose list is empty, in any writing
 * @succeeded_at: when it was last asked for with success; %DP_TIME_UNKNOWN when never
 * @now: the present moment
 * @newest: (nullable): the newest day that has papers, to be named
 *
 * Says why a day shows nothing: a weekend, not up yet and when it will be, not come
 * yet, not asked for, or for no reason that is known. That asking failed is another
 * thing and is not said here.
 *
 * Returns: (transfer full): one to three sentences in the user's language
 */
char *
dp_day_calendar_explain_empty (const char *day,
                               DpTime      succeeded_at,
                               DpTime      now,
                               const char *newest)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *newest_words = NULL;

  if (!dp_day_calendar_check (day, now, &error))
    return g_strdup (error->message);

  reason = explain (day, succeeded_at);
  if (newest == NULL)
    return g_steal_pointer (&reason);

  newest_words = dp_day_calendar_format (newest);

  /* Translators: the reason why a day is empty, in sentences, and another day in words. */
  return g_strdup_printf (_("%s The newest list here is that of %s."), reason, newest_words);
}
