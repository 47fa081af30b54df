/* dp-refresh-text.c: when and how a topic was last refreshed, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-refresh-text.h"

#include <glib/gi18n.h>

static int
count_days_between (GDateTime *earlier,
                    GDateTime *later)
{
  GDate first = { 0 };
  GDate last = { 0 };

  g_date_set_dmy (&first, g_date_time_get_day_of_month (earlier),
                  g_date_time_get_month (earlier), g_date_time_get_year (earlier));
  g_date_set_dmy (&last, g_date_time_get_day_of_month (later),
                  g_date_time_get_month (later), g_date_time_get_year (later));

  return g_date_days_between (&first, &last);
}

/**
 * dp_refresh_text_format_time:
 * @time: a moment
 * @now: the present moment
 *
 * Returns: (transfer full): the moment in local time, to stand within a sentence:
 *   “today at 14:05”, “tomorrow at 02:00”, “on 3 March 2026 at 09:30”
 */
char *
dp_refresh_text_format_time (DpTime time,
                             DpTime now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time);
  g_autoptr (GDateTime) present = g_date_time_new_from_unix_local (now);

  if (then == NULL || present == NULL)
    return g_strdup (_("at an unknown time"));

  switch (count_days_between (then, present))
    {
    case 0:
      /* Translators: a time within a sentence: “Last refreshed today at 14:05” */
      return g_date_time_format (then, _("today at %H:%M"));
    case 1:
      /* Translators: a time within a sentence: “Last refreshed yesterday at 14:05” */
      return g_date_time_format (then, _("yesterday at %H:%M"));
    case -1:
      /* Translators: a time within a sentence: “announced tomorrow at 02:00” */
      return g_date_time_format (then, _("tomorrow at %H:%M"));
    default:
      /* Translators: a time within a sentence: “Last refreshed on 3 March 2026 at 14:05” */
      return g_date_time_format (then, _("on %-e %B %Y at %H:%M"));
    }
}

/**
 * dp_refresh_text_get_latest:
 * @info: a topic
 *
 * Returns: (transfer none) (nullable): its latest attempt, %NULL when there was none
 */
const DpRefreshRecord *
dp_refresh_text_get_latest (const DpTopicInfo *info)
{
  const DpRefreshRecord *latest = NULL;

  g_return_val_if_fail (info != NULL, NULL);

  for (guint i = 0; info->refreshes != NULL && i < info->refreshes->len; i++)
    {
      const DpRefreshRecord *record = g_ptr_array_index (info->refreshes, i);

      if (latest == NULL || record->attempted_at > latest->attempted_at)
        latest = record;
    }

  return latest;
}

static char *
describe_success (const DpRefreshRecord *record,
                  DpTime                 now)
{
  g_autofree char *when = NULL;

  if (record->succeeded_at == DP_TIME_UNKNOWN)
    return g_strdup (_("Never refreshed."));

  when = dp_refresh_text_format_time (record->succeeded_at, now);
  if (record->n_new == 0)
    /* Translators: %s is a time like “today at 14:05” */
    return g_strdup_printf (_("Last refreshed %s, with nothing new."), when);

  /* Translators: %s is a time like “today at 14:05” */
  return g_strdup_printf (ngettext ("Last refreshed %s, with %u new paper.",
                                    "Last refreshed %s, with %u new papers.", record->n_new),
                                    when, record->n_new);
}

/**
 * dp_refresh_text_describe:
 * @info: a topic
 * @now: the present moment
 * @out_failed: (out): whether the latest attempt failed
 *
 * Says when the topic was last updated, and, when the latest attempt failed, when
 * and why.
 *
 * Returns: (transfer full): one or more whole sentences
 */
char *
dp_refresh_text_describe (const DpTopicInfo *info,
                          DpTime             now,
                          gboolean          *out_failed)
{
  const DpRefreshRecord *record = NULL;
  g_autofree char       *success = NULL;
  g_autofree char       *when = NULL;

  g_return_val_if_fail (info != NULL, NULL);
  g_return_val_if_fail (out_failed != NULL, NULL);

  record = dp_refresh_text_get_latest (info);
  *out_failed = record != NULL && record->error != NULL;

  if (record == NULL)
    return g_strdup (info->topic->followed ? _("Not refreshed yet.")
                                           : _("Imported, and not followed: it is not refreshed."));

  success = describe_success (record, now);
  if (!*out_failed)
    return g_steal_pointer (&success);

  when = dp_refresh_text_format_time (record->attempted_at, now);

  /* Translators: a time like “today at 14:05”, the reason as a sentence, and when
   * the topic was last updated as another sentence. */
  return g_strdup_printf (_("The refresh %s failed. %s %s"), when, record->error, success);
}
