/* dp-digest-reason.c: why a section of a digest has nothing new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/export/dp-digest-reason.h"

#include "model/dp-arxiv-calendar.h"
#include "model/dp-day-calendar.h"
#include "model/dp-day.h"

#include <glib/gi18n.h>

/* Decides and words, without a library: every case can be tested by itself. A digest
 * is read by anybody anywhere, so its times are in UTC and say so. */

#define SECONDS_PER_DAY (24 * 60 * 60)

/**
 * dp_digest_reason_get_today:
 * @now: a moment
 *
 * Gives where the day of @now begins. Days are those of UTC: arXiv's evening in New
 * York is always the next morning there, so a day has one announcement or none.
 *
 * Returns: the moment
 */
DpTime
dp_digest_reason_get_today (DpTime now)
{
  return now - now % SECONDS_PER_DAY;
}

static char *
format_time (DpTime time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);

  return utc != NULL ? g_date_time_format (utc, "%Y-%m-%d %H:%M UTC") : g_strdup ("");
}

/* The last attempt, whichever source made it; %NULL when there was none. */
static const DpRefreshRecord *
find_last_attempt (const DpTopicInfo *info)
{
  const DpRefreshRecord *last = NULL;

  for (guint i = 0; info->refreshes != NULL && i < info->refreshes->len; i++)
    {
      const DpRefreshRecord *record = g_ptr_array_index (info->refreshes, i);

      if (last == NULL || record->attempted_at > last->attempted_at)
        last = record;
    }

  return last;
}

static char *
explain_failure (const DpRefreshRecord *record)
{
  g_autofree char *attempt = format_time (record->attempted_at);
  g_autofree char *success = NULL;

  if (record->succeeded_at == DP_TIME_UNKNOWN)
    return g_strdup_printf (_("Nothing new: the refresh of %s failed. %s"), attempt, record->error);

  success = format_time (record->succeeded_at);

  /* Translators: a time, why it failed (a sentence), another time */
  return g_strdup_printf (_("Nothing new: the refresh of %s failed. %s The last one that went well was that of %s."),
                             attempt, record->error, success);
}

/* The last refresh went well. */
static char *
explain_success (DpTime succeeded_at,
                 DpTime now)
{
  DpTime           announcement = dp_arxiv_calendar_get_last_announcement (now);
  g_autofree char *today = dp_time_format_day (now);
  g_autofree char *next = format_time (dp_arxiv_calendar_get_next_announcement (now));
  g_autofree char *success = format_time (succeeded_at);

  if (succeeded_at < announcement)
    return g_strdup_printf (_("Nothing new: arXiv has announced papers since the last refresh, at %s."), success);

  if (announcement >= dp_digest_reason_get_today (now))
    return g_strdup_printf (_("Nothing new: no paper that arXiv announced today matches. The next are announced at %s."),
                               next);

  if (dp_day_is_weekend (today))
    return g_strdup_printf (_("Nothing new: arXiv announces nothing at weekends. The next papers are announced at %s."),
                               next);

  return g_strdup_printf (_("Nothing new yet: today’s papers are announced at %s."), next);
}

/**
 * dp_digest_reason_dup_for_topic:
 * @info: a topic
 * @n_today: how many papers it got since dp_digest_reason_get_today()
 * @now: the present
 *
 * Says why a topic has nothing new today: how its last refresh went, and what arXiv's
 * calendar has to do with it. A topic that came with a digest and is not followed has
 * nothing to say for itself as long as it has papers. Any thread.
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL when there is something new
 */
char *
dp_digest_reason_dup_for_topic (const DpTopicInfo *info,
                                guint              n_today,
                                DpTime             now)
{
  const DpRefreshRecord *record = NULL;

  g_return_val_if_fail (info != NULL, NULL);

  if (!info->topic->followed)
    return info->n_papers == 0 ? g_strdup (_("This keyword is not followed, so nothing is fetched for it.")) : NULL;

  if (n_today > 0)
    return NULL;

  record = find_last_attempt (info);
  if (record != NULL && record->error != NULL)
    return explain_failure (record);
  if (record == NULL || record->succeeded_at == DP_TIME_UNKNOWN)
    return g_strdup (_("Nothing has been fetched for this keyword yet."));

  return explain_success (record->succeeded_at, now);
}

/**
 * dp_digest_reason_dup_for_day:
 * @info: what is known of the day
 * @now: the present
 *
 * Says why the list of a day is empty. Any thread.
 *
 * Returns: (transfer full) (nullable): a sentence; %NULL when it is not empty
 */
char *
dp_digest_reason_dup_for_day (const DpDayInfo *info,
                              DpTime           now)
{
  g_return_val_if_fail (info != NULL, NULL);

  if (info->n_papers > 0)
    return NULL;

  if (info->error != NULL)
    return g_strdup_printf (_("The list of this day could not be fetched. %s"), info->error);

  return dp_day_calendar_explain_empty (info->day, info->succeeded_at, now, NULL);
}
