/* dp-refresh-run.c: which topics and days a refresh asks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-refresh-private.h"

#include "library/topic/dp-topic-query.h"
#include "model/dp-day-calendar.h"
#include "model/dp-day.h"
#include "service/refresh/dp-version-refresh.h"

#include <glib/gi18n.h>
#include <string.h>

/* From the Tuesday after a long weekend back to the Friday before it, and one to spare. */
#define MAX_EARLIER 5

/* Whether a run of @topic_ids, all when there are none, includes @topic. */
static gboolean
is_asked_for (const DpTopic *topic,
              const gint64  *topic_ids,
              gsize          n_topic_ids)
{
  for (gsize i = 0; i < n_topic_ids; i++)
    if (topic_ids[i] == topic->id)
      return TRUE;

  return n_topic_ids == 0 && topic->followed;
}

/* Last, and never twice after one announcement, whoever asks. */
static void
add_bookmarks (DpRefresh       *self,
               DpRefreshWaiter *waiter)
{
  char **ids = NULL;

  if ((dp_source_get_features (self->source) & DP_SOURCE_IDS) != 0)
    ids = dp_version_refresh_list_due (self->library);
  if (ids != NULL)
    dp_refresh_queue_add (&self->queue, dp_refresh_job_new_papers (ids), waiter);
}

/**
 * dp_refresh_run_async:
 * @self: a refresh whose source has %DP_SOURCE_TOPICS
 * @topic_ids: (array length=n_topic_ids) (nullable): the topics to ask for
 * @n_topic_ids: how many; 0 for all that are followed
 * @flags: how
 * @cancellable: (nullable): lets go of the run: what nobody else asked for is stopped
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Asks for topics one after the other, in the user's order, and keeps what comes. Topics that
 * cannot have anything new are skipped unless @flags has %DP_REFRESH_FLAGS_FORCE. A topic that another run has
 * already queued is asked for once, for both; one that is just being stopped is asked for anew.
 *
 * When all topics are asked for, so are new versions of bookmarked papers, once after each announcement
 * of arXiv's.
 *
 * A topic that fails does not keep the others from being asked for, unless they would fail in the
 * same way: offline, throttled, refused, a library that cannot be written.
 */
void
dp_refresh_run_async (DpRefresh          *self,
                      const gint64       *topic_ids,
                      gsize               n_topic_ids,
                      DpRefreshFlags      flags,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GError) error = NULL;
  DpRefreshWaiter *waiter = NULL;

  g_return_if_fail (DP_IS_REFRESH (self));
  g_return_if_fail (topic_ids != NULL || n_topic_ids == 0);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_refresh_run_async);

  infos = dp_topic_query_list (self->library, &error);
  if (infos == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  waiter = dp_refresh_begin_run (self, task);
  for (guint i = 0; i < infos->len; i++)
    {
      const DpTopicInfo *info = g_ptr_array_index (infos, i);
      DpRefreshJob      *job = NULL;

      if (!is_asked_for (info->topic, topic_ids, n_topic_ids))
        continue;

      job = dp_refresh_job_new_topic (info->topic);
      job->force = (flags & DP_REFRESH_FLAGS_FORCE) != 0;
      dp_refresh_queue_add (&self->queue, job, waiter);
    }
  if (n_topic_ids == 0)
    add_bookmarks (self, waiter);
  dp_refresh_start_run (self);
}

static gboolean
check_range (const char *first,
             const char *last,
             DpTime      now,
             GError    **error)
{
  if (!dp_day_calendar_check (first, now, error) || !dp_day_calendar_check (last, now, error))
    return FALSE;

  if (strcmp (first, last) <= 0)
    return TRUE;

  g_set_error (error, DP_DAY_ERROR, DP_DAY_ERROR_MALFORMED, _("%s does not come before %s."), first, last);
  return FALSE;
}

/**
 * dp_refresh_run_days_async:
 * @self: a refresh whose source has %DP_SOURCE_DAYS
 * @first: (nullable): the first day to ask for, `YYYY-MM-DD`; %NULL for the newest list
 * @last: (nullable): the last day; %NULL for @first alone
 * @flags: how
 * @cancellable: (nullable): lets go of the run: what nobody else asked for is stopped
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Asks for the lists of days one after the other, the newest first, and keeps what
 * comes; the rest is as with dp_refresh_run_async(). So a range that was interrupted
 * goes on where it was.
 *
 * The newest list is that of the present day, and where that is empty the one before
 * it that has papers, five days back at most.
 */
void
dp_refresh_run_days_async (DpRefresh          *self,
                           const char         *first,
                           const char         *last,
                           DpRefreshFlags      flags,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *day = NULL;
  DpRefreshWaiter *waiter = NULL;
  DpTime           now = dp_time_now ();

  g_return_if_fail (DP_IS_REFRESH (self));
  g_return_if_fail (first != NULL || last == NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_refresh_run_async);

  if (first != NULL && !check_range (first, last != NULL ? last : first, now, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  day = first == NULL ? dp_time_format_day (now) : g_strdup (last != NULL ? last : first);
  waiter = dp_refresh_begin_run (self, task);
  do
    {
      DpRefreshJob *job = dp_refresh_job_new_day (day);
      char         *before = dp_day_shift (day, -1);

      job->force = (flags & DP_REFRESH_FLAGS_FORCE) != 0;
      job->n_earlier = first == NULL ? MAX_EARLIER : 0;
      dp_refresh_queue_add (&self->queue, job, waiter);

      g_free (day);
      day = before;
    }
  while (first != NULL && strcmp (day, first) >= 0);
  dp_refresh_start_run (self);
}

/**
 * dp_refresh_run_finish:
 * @self: a refresh
 * @result: the result that the callback got
 * @error: return location for an error: the topics could not be read, a #DpDayError for days
 *   that cannot be asked for, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_refresh_run_async() and dp_refresh_run_days_async(). Topics and days that failed
 * are no error here: their outcomes say so.
 *
 * Returns: (transfer full) (element-type DpRefreshOutcome): an outcome for each
 *   topic of the run, in the user's order of topics, or for each day; empty when there
 *   were none
 */
GPtrArray *
dp_refresh_run_finish (DpRefresh    *self,
                       GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_refresh_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
