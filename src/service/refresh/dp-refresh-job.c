/* dp-refresh-job.c: one topic, one day or some papers to ask for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-refresh-job.h"

#include "service/refresh/dp-day-refresh.h"
#include "service/refresh/dp-topic-refresh.h"
#include "service/refresh/dp-version-refresh.h"

/**
 * dp_refresh_job_new_topic:
 * @topic: a topic
 *
 * Returns: (transfer full): what asks for it
 */
DpRefreshJob *
dp_refresh_job_new_topic (const DpTopic *topic)
{
  DpRefreshJob *self = g_new0 (DpRefreshJob, 1);

  self->topic_id = topic->id;
  self->topic_name = g_strdup (topic->name);

  return self;
}

/**
 * dp_refresh_job_new_day:
 * @day: a day, `YYYY-MM-DD`
 *
 * Returns: (transfer full): what asks for its list
 */
DpRefreshJob *
dp_refresh_job_new_day (const char *day)
{
  DpRefreshJob *self = g_new0 (DpRefreshJob, 1);

  self->day = g_strdup (day);

  return self;
}

/**
 * dp_refresh_job_new_papers:
 * @ids: (transfer full) (array zero-terminated=1): bookmarked papers
 *
 * Returns: (transfer full): what asks for their newest versions
 */
DpRefreshJob *
dp_refresh_job_new_papers (char **ids)
{
  DpRefreshJob *self = g_new0 (DpRefreshJob, 1);

  self->ids = ids;

  return self;
}

/**
 * dp_refresh_job_new_earlier:
 * @self: what was asked for
 * @library: where it was stored
 * @outcome: how it went
 *
 * Goes back from a day without papers to the one before.
 *
 * Returns: (transfer full) (nullable): what is to be asked for too, if anything
 */
DpRefreshJob *
dp_refresh_job_new_earlier (DpRefreshJob           *self,
                            DpLibrary              *library,
                            const DpRefreshOutcome *outcome)
{
  DpRefreshJob    *earlier = NULL;
  g_autofree char *day = NULL;

  if (self->n_earlier == 0 || outcome->reason == NULL)
    return NULL;

  day = dp_day_refresh_find_earlier (library, self->day, &self->n_earlier);
  if (day == NULL)
    return NULL;

  earlier = dp_refresh_job_new_day (day);
  earlier->n_earlier = self->n_earlier;

  return earlier;
}

/**
 * dp_refresh_job_free:
 * @self: (transfer full): a job
 */
void
dp_refresh_job_free (DpRefreshJob *self)
{
  g_free (self->topic_name);
  g_free (self->day);
  g_strfreev (self->ids);
  g_free (self);
}

/**
 * dp_refresh_job_is_alike:
 * @self: a job
 * @other: another
 *
 * Returns: whether both are of the same topic, of the same day, or of bookmarked papers
 */
gboolean
dp_refresh_job_is_alike (const DpRefreshJob *self,
                         const DpRefreshJob *other)
{
  return self->topic_id == other->topic_id && g_strcmp0 (self->day, other->day) == 0;
}

/**
 * dp_refresh_job_new_outcome:
 * @self: a job that is not run
 * @state: why
 *
 * Returns: (transfer full): its outcome
 */
DpRefreshOutcome *
dp_refresh_job_new_outcome (const DpRefreshJob *self,
                            DpRefreshState      state)
{
  if (self->day != NULL)
    return dp_refresh_outcome_new_day (self->day, state);
  if (self->ids != NULL)
    return dp_refresh_outcome_new_bookmarks (state);

  return dp_refresh_outcome_new (self->topic_id, self->topic_name, state);
}

/**
 * dp_refresh_job_run_async:
 * @self: a job
 * @library: where topic and papers are
 * @source: whom to ask
 * @stop: (nullable): ends it; see dp_topic_refresh_run_async() and dp_day_refresh_run_async()
 * @callback: called on the calling thread's main context, with @library
 * @user_data: data for @callback
 *
 * Asks for the topic, the day or the papers.
 */
void
dp_refresh_job_run_async (DpRefreshJob       *self,
                          DpLibrary          *library,
                          DpSource           *source,
                          GCancellable       *stop,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  if (self->day != NULL)
    dp_day_refresh_run_async (library, source, self->day, self->force, stop, callback, user_data);
  else if (self->ids != NULL)
    dp_version_refresh_run_async (library, source, (const char *const *)self->ids, stop, callback, user_data);
  else
    dp_topic_refresh_run_async (library, source, self->topic_id, self->force, self->avoid_feed, stop, callback, user_data);
}

/**
 * dp_refresh_job_run_finish:
 * @self: a job
 * @library: the library
 * @result: the result that the callback got
 *
 * Returns: (transfer full): how it went; there is always an outcome
 */
DpRefreshOutcome *
dp_refresh_job_run_finish (DpRefreshJob *self,
                           DpLibrary    *library,
                           GAsyncResult *result)
{
  DpRefreshOutcome *outcome = NULL;

  if (self->day != NULL)
    return dp_day_refresh_run_finish (library, result);
  if (self->ids != NULL)
    return dp_version_refresh_run_finish (library, result);

  /* Of a topic that is gone, the job alone still knows the name. */
  outcome = dp_topic_refresh_run_finish (library, result);
  if (outcome->topic_name == NULL)
    outcome->topic_name = g_strdup (self->topic_name);

  return outcome;
}
