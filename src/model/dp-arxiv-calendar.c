/* dp-arxiv-calendar.c: when arXiv announces new papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-arxiv-calendar.h"

/* Announcements are made at 20:00; the API's index is given an hour to follow. */
#define READY_HOUR 21

/* Friday and Saturday have none, so three steps always meet one. */
#define MAX_DAYS_APART 3

static GTimeZone *
get_eastern_time (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("America/New_York");

  /* A system without the time zone database still knows the rule itself. */
  if (zone == NULL)
    zone = g_time_zone_new_identifier ("EST5EDT,M3.2.0,M11.1.0");

  return zone != NULL ? zone : g_time_zone_new_offset (-5 * 60 * 60);
}

static gboolean
is_announcement_day (GDateTime *day)
{
  int weekday = g_date_time_get_day_of_week (day);

  return weekday != G_DATE_FRIDAY && weekday != G_DATE_SATURDAY;
}

/* Walks from the day of @now in @direction until a moment lies on the wanted side of it. */
static DpTime
find_announcement (DpTime now,
                   int    direction)
{
  g_autoptr (GTimeZone) eastern = get_eastern_time ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, eastern) : NULL;

  if (local == NULL)
    return DP_TIME_UNKNOWN;

  for (int i = 0; i <= MAX_DAYS_APART; i++)
    {
      g_autoptr (GDateTime) day = g_date_time_add_days (local, i * direction);
      g_autoptr (GDateTime) ready = NULL;
      DpTime time = 0;

      if (day == NULL || !is_announcement_day (day))
        continue;

      /* Built from the calendar day, so a change to or from summer time moves nothing. */
      ready = g_date_time_new (eastern,
                               g_date_time_get_year (day),
                               g_date_time_get_month (day),
                               g_date_time_get_day_of_month (day),
                               READY_HOUR, 0, 0);
      if (ready == NULL)
        continue;

      time = g_date_time_to_unix (ready);
      if (direction < 0 ? time <= now : time > now)
        return time;
    }

  return DP_TIME_UNKNOWN;
}

/**
 * dp_arxiv_calendar_get_last_announcement:
 * @now: a moment
 *
 * Gives the newest moment at or before @now from which the API knew the papers of
 * an announcement: Sunday to Thursday, 20:00 in New York, and an hour more.
 *
 * arXiv's holidays are not known here: it publishes them for a year at a time and
 * moves them, so on a holiday this names an announcement that was not made. Ask
 * once then, find nothing new, and it is right again the next day. Any thread.
 *
 * Returns: the moment; %DP_TIME_UNKNOWN only for a @now outside the calendar
 */
DpTime
dp_arxiv_calendar_get_last_announcement (DpTime now)
{
  return find_announcement (now, -1);
}

/**
 * dp_arxiv_calendar_get_next_announcement:
 * @now: a moment
 *
 * Gives the first such moment after @now; see
 * dp_arxiv_calendar_get_last_announcement() for what it means and does not know.
 * Any thread.
 *
 * Returns: the moment; %DP_TIME_UNKNOWN only for a @now outside the calendar
 */
DpTime
dp_arxiv_calendar_get_next_announcement (DpTime now)
{
  return find_announcement (now, 1);
}
