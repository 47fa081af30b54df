/* dp-day.c: days of the calendar, written YYYY-MM-DD
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-day.h"

#include <stdlib.h>

#include "model/dp-time.h"

/* Days are UTC, so that there is one list a day wherever one is. */

#define LAST_JULIAN 3652059u /* of 9999-12-31 */

static GDate
parse (const char *day)
{
  GDate date = { 0 };

  g_date_set_dmy (&date, (GDateDay)atoi (day + 8), (GDateMonth)atoi (day + 5), (GDateYear)atoi (day));

  return date;
}

static char *
format (const GDate *date)
{
  return g_strdup_printf ("%04u-%02u-%02u", (guint)g_date_get_year (date), (guint)g_date_get_month (date),
                          (guint)g_date_get_day (date));
}

/**
 * dp_day_dup_today:
 *
 * Returns: (transfer full): the present day in UTC
 */
char *
dp_day_dup_today (void)
{
  return dp_time_format_day (dp_time_now ());
}

/**
 * dp_day_shift:
 * @day: a valid day
 * @n_days: how many days later; less than 0 for earlier
 *
 * Returns: (transfer full): the other day; the first or the last there is, where that
 *   would lie before the year 1 or after 9999
 */
char *
dp_day_shift (const char *day,
              int         n_days)
{
  GDate  date = { 0 };
  gint64 julian = 0;

  g_return_val_if_fail (dp_day_is_valid (day), NULL);

  date = parse (day);
  julian = (gint64)g_date_get_julian (&date) + n_days;
  g_date_set_julian (&date, (guint32)CLAMP (julian, 1, (gint64)LAST_JULIAN));

  return format (&date);
}

/**
 * dp_day_count_between:
 * @first: a valid day
 * @last: another
 *
 * Returns: how many days later @last is; less than 0 where it is earlier
 */
int
dp_day_count_between (const char *first,
                      const char *last)
{
  GDate begin = { 0 };
  GDate end = { 0 };

  g_return_val_if_fail (dp_day_is_valid (first) && dp_day_is_valid (last), 0);

  begin = parse (first);
  end = parse (last);

  return g_date_days_between (&begin, &end);
}

/**
 * dp_day_get_weekday:
 * @day: a valid day
 *
 * Returns: which day of the week it is
 */
GDateWeekday
dp_day_get_weekday (const char *day)
{
  GDate date = { 0 };

  g_return_val_if_fail (dp_day_is_valid (day), G_DATE_BAD_WEEKDAY);

  date = parse (day);

  return g_date_get_weekday (&date);
}

/**
 * dp_day_is_weekend:
 * @day: a valid day
 *
 * Returns: whether it is a Saturday or a Sunday, when services have few or no lists
 */
gboolean
dp_day_is_weekend (const char *day)
{
  return dp_day_get_weekday (day) >= G_DATE_SATURDAY;
}

/**
 * dp_month_is_valid:
 * @month: (nullable): a text
 *
 * Tells whether a text is a month, written `YYYY-MM` and no other way. Any thread.
 *
 * Returns: whether it is
 */
gboolean
dp_month_is_valid (const char *month)
{
  g_autofree char *day = month != NULL ? g_strconcat (month, "-01", NULL) : NULL;

  return dp_day_is_valid (day);
}

/**
 * dp_day_to_date_time:
 * @day: a valid day
 *
 * Returns: (transfer full): its beginning, in UTC
 */
GDateTime *
dp_day_to_date_time (const char *day)
{
  GDate date = { 0 };

  g_return_val_if_fail (dp_day_is_valid (day), NULL);

  date = parse (day);

  return g_date_time_new_utc (g_date_get_year (&date), (int)g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);
}
