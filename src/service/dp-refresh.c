/* dp-refresh.c: asking the services what is new
 *
 * One queue of topics that are asked for one after the other: a service wants
 * one request at a time. Whoever asks for topics gets a run, which is over when
 * its topics are; topics that are queued already are shared by runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-refresh.h"

#include "library/dp-topic-query.h"
#include "service/dp-refresh-waiter.h"
#include "service/dp-topic-refresh.h"

#include <glib/gi18n.h>

/* A service that has kept two topics in a row waiting for minutes would do so with the rest. */
#define MAX_TIMEOUTS 2

/* One topic to ask for. */
typedef struct
{
  gint64   topic_id;
  char    *topic_name; /* (owned) */
  gboolean force;
} Job;

struct _DpRefresh
{
  GObject parent_instance;

  DpLibrary *library; /* (owned) */
  DpSource  *source;  /* (owned) */

  GQueue        jobs;    /* of Job (owned) */
  Job          *current; /* (owned) (nullable) */
  GCancellable *stop;    /* (owned) (nullable): for @current */
  GPtrArray    *runs;    /* (owned) of DpRefreshWaiter: who waits for topics */

  guint      n_topics;
  guint      n_done;
  guint      n_timeouts; /* in a row */
  DpHttpWait wait;
  gint64     wait_until;
};

G_DEFINE_FINAL_TYPE (DpRefresh, dp_refresh, G_TYPE_OBJECT)

typedef enum
{
  PROP_RUNNING = 1,
  PROP_N_TOPICS,
  PROP_N_DONE,
  PROP_TOPIC_ID,
  PROP_TOPIC_NAME,
  PROP_WAIT,
  PROP_WAIT_UNTIL,
} DpRefreshProps;

static GParamSpec *props[PROP_WAIT_UNTIL + 1];

enum
{
  TOPIC_DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Job *
job_new (const DpTopic *topic)
{
  Job *job = g_new0 (Job, 1);

  job->topic_id = topic->id;
  job->topic_name = g_strdup (topic->name);

  return job;
}

static void
job_free (Job *job)
{
  g_free (job->topic_name);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
set_wait (DpRefresh *self,
          DpHttpWait wait,
          gint64     until_us)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (self->wait != wait)
    {
      self->wait = wait;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WAIT]);
    }

  if (self->wait_until != until_us)
    {
      self->wait_until = until_us;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WAIT_UNTIL]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
notify_topic (DpRefresh *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOPIC_ID]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOPIC_NAME]);
}

/* Each is out of the list before its callback may change the list. */
static void
return_finished_runs (DpRefresh *self)
{
  guint i = 0;

  while (i < self->runs->len)
    {
      g_autoptr (DpRefreshWaiter) run = NULL;

      if (!dp_refresh_waiter_is_served (g_ptr_array_index (self->runs, i)))
        {
          i++;
          continue;
        }

      run = g_ptr_array_steal_index (self->runs, i);
      dp_refresh_waiter_return (run);
      i = 0;
    }
}

/* Tells everybody who waits for it how a topic went. */
static void
tell_outcome (DpRefresh        *self,
              DpRefreshOutcome *outcome)
{
  self->n_done++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DONE]);

  for (guint i = 0; i < self->runs->len; i++)
    dp_refresh_waiter_give (g_ptr_array_index (self->runs, i), outcome);

  g_signal_emit (self, signals[TOPIC_DONE], 0, outcome);
}

/* Ends everything that is queued, without asking. */
static void
drop_jobs (DpRefresh     *self,
           DpRefreshState state,
           const GError  *error)
{
  Job *next = NULL;

  while ((next = g_queue_pop_head (&self->jobs)) != NULL)
    {
      g_autoptr (Job) job = next;
      g_autoptr (DpRefreshOutcome) outcome = dp_refresh_outcome_new (job->topic_id, job->topic_name, state);

      outcome->error = error != NULL ? g_error_copy (error) : NULL;
      tell_outcome (self, outcome);
    }
}

/* Whether the topics after one that failed would fail in the same way. */
static gboolean
is_obstacle (DpRefresh    *self,
             const GError *error)
{
  gboolean timed_out = g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_TIMED_OUT);

  self->n_timeouts = timed_out ? self->n_timeouts + 1 : 0;

  if (error == NULL)
    return FALSE;

  return self->n_timeouts >= MAX_TIMEOUTS ||
         error->domain == DP_LIBRARY_ERROR ||
         g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_ADDRESS) ||
         g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_OFFLINE) ||
         g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_UNTRUSTED) ||
         g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED) ||
         g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_FORBIDDEN) ||
         g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_GONE);
}

static void ask_next (DpRefresh *self);

static void
topic_refreshed_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (DpRefresh) self = user_data;
  g_autoptr (DpRefreshOutcome) outcome = dp_topic_refresh_run_finish (DP_LIBRARY (object), result);

  /* Of a topic that is gone, the queue alone still knows the name. */
  if (outcome->topic_name == NULL)
    outcome->topic_name = g_strdup (self->current->topic_name);

  g_clear_pointer (&self->current, job_free);
  g_clear_object (&self->stop);
  set_wait (self, DP_HTTP_WAIT_OVER, 0);
  tell_outcome (self, outcome);

  if (is_obstacle (self, outcome->error))
    drop_jobs (self, DP_REFRESH_STATE_NOT_ASKED, outcome->error);

  return_finished_runs (self);
  ask_next (self);
}

static void
ask_next (DpRefresh *self)
{
  /* A listener of what was told just now may have asked for more. */
  if (self->current != NULL)
    return;

  self->current = g_queue_pop_head (&self->jobs);
  notify_topic (self);

  if (self->current == NULL)
    {
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);
      return;
    }

  self->stop = g_cancellable_new ();
  dp_topic_refresh_run_async (self->library,
                              self->source,
                              self->current->topic_id,
                              self->current->force,
                              self->stop,
                              topic_refreshed_cb,
                              g_object_ref (self));
}

static Job *
find_job (DpRefresh *self,
          gint64     topic_id)
{
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    {
      Job *job = l->data;

      if (job->topic_id == topic_id)
        return job;
    }

  return NULL;
}

/* Queues a topic, unless it is asked for now or will be. */
static void
add_job (DpRefresh *self,
         Job       *new_job /* (transfer full) */,
         gboolean   force)
{
  g_autoptr (Job) job = new_job;
  Job *queued = find_job (self, job->topic_id);

  if (queued != NULL)
    {
      queued->force = queued->force || force;
      return;
    }

  if (self->current != NULL && self->current->topic_id == job->topic_id)
    return;

  job->force = force;
  g_queue_push_tail (&self->jobs, g_steal_pointer (&job));
  self->n_topics++;
}

static gboolean
is_wanted (DpRefresh *self,
           gint64     topic_id)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (dp_refresh_waiter_has_topic (g_ptr_array_index (self->runs, i), topic_id))
      return TRUE;

  return FALSE;
}

/* Lets go of what only a run that was cancelled had asked for. */
static void
drop_unwanted_jobs (DpRefresh *self)
{
  GList *next = NULL;

  for (GList *l = self->jobs.head; l != NULL; l = next)
    {
      Job *job = l->data;

      next = l->next;
      if (is_wanted (self, job->topic_id))
        continue;

      g_queue_delete_link (&self->jobs, l);
      job_free (job);
      self->n_topics--;
    }

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TOPICS]);

  if (self->current != NULL && !is_wanted (self, self->current->topic_id))
    g_cancellable_cancel (self->stop);
}

static gboolean
run_cancelled_cb (GCancellable *cancellable,
                  gpointer      user_data)
{
  GTask     *task = user_data;
  DpRefresh *self = g_task_get_source_object (task);
  g_autoptr (DpRefreshWaiter) run = NULL;

  for (guint i = 0; run == NULL && i < self->runs->len; i++)
    if (dp_refresh_waiter_is_of (g_ptr_array_index (self->runs, i), task))
      run = g_ptr_array_steal_index (self->runs, i);

  g_assert (run != NULL);

  drop_unwanted_jobs (self);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
waiting_cb (DpHttpClient *client,
            const char   *group,
            guint         wait,
            gint64        until_us,
            gpointer      user_data)
{
  DpRefresh *self = DP_REFRESH (user_data);

  /* The client serves others too. */
  if (self->current != NULL)
    set_wait (self, (DpHttpWait)wait, until_us);
}

static void
dp_refresh_dispose (GObject *object)
{
  DpRefresh *self = DP_REFRESH (object);

  /* Each job and run holds a reference until it is over. */
  g_assert (self->current == NULL);
  g_assert (self->runs->len == 0);

  g_clear_object (&self->source);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (dp_refresh_parent_class)->dispose (object);
}

static void
dp_refresh_finalize (GObject *object)
{
  DpRefresh *self = DP_REFRESH (object);

  g_ptr_array_unref (self->runs);

  G_OBJECT_CLASS (dp_refresh_parent_class)->finalize (object);
}

static void
dp_refresh_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  DpRefresh *self = DP_REFRESH (object);

  switch ((DpRefreshProps)property_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, dp_refresh_is_running (self));
      break;

    case PROP_N_TOPICS:
      g_value_set_uint (value, self->n_topics);
      break;

    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;

    case PROP_TOPIC_ID:
      g_value_set_int64 (value, dp_refresh_get_topic_id (self));
      break;

    case PROP_TOPIC_NAME:
      g_value_set_string (value, dp_refresh_get_topic_name (self));
      break;

    case PROP_WAIT:
      g_value_set_uint (value, self->wait);
      break;

    case PROP_WAIT_UNTIL:
      g_value_set_int64 (value, self->wait_until);
      break;
    }
}

static void
dp_refresh_class_init (DpRefreshClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = dp_refresh_dispose;
  object_class->finalize = dp_refresh_finalize;
  object_class->get_property = dp_refresh_get_property;

  props[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  props[PROP_N_TOPICS] = g_param_spec_uint ("n-topics", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_TOPIC_ID] = g_param_spec_int64 ("topic-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_TOPIC_NAME] = g_param_spec_string ("topic-name", NULL, NULL, NULL, flags);
  props[PROP_WAIT] = g_param_spec_uint ("wait", NULL, NULL, 0, DP_HTTP_WAIT_OVER, DP_HTTP_WAIT_OVER, flags);
  props[PROP_WAIT_UNTIL] = g_param_spec_int64 ("wait-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[TOPIC_DONE] = g_signal_new ("topic-done",
                                      G_TYPE_FROM_CLASS (klass),
                                      G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1,
                                      DP_TYPE_REFRESH_OUTCOME);
}

static void
dp_refresh_init (DpRefresh *self)
{
  g_queue_init (&self->jobs);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_refresh_waiter_free);
  self->wait = DP_HTTP_WAIT_OVER;
}

/**
 * dp_refresh_new:
 * @library: whose topics are asked for and where papers are kept
 * @source: whom to ask
 * @client: (nullable): what @source asks through, to tell what is being waited for
 *
 * Belongs to the main thread.
 *
 * Returns: (transfer full): a refresh that is idle
 */
DpRefresh *
dp_refresh_new (DpLibrary    *library,
                DpSource     *source,
                DpHttpClient *client)
{
  DpRefresh *self = g_object_new (DP_TYPE_REFRESH, NULL);

  self->library = g_object_ref (library);
  self->source = g_object_ref (source);

  if (client != NULL)
    g_signal_connect_object (client, "waiting", G_CALLBACK (waiting_cb), self, 0);

  return self;
}

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

/* Queues what was asked for, in the user's order of topics. */
static void
queue_topics (DpRefresh       *self,
              DpRefreshWaiter *run,
              GPtrArray       *infos,
              const gint64    *topic_ids,
              gsize            n_topic_ids,
              DpRefreshFlags   flags)
{
  for (guint i = 0; i < infos->len; i++)
    {
      const DpTopicInfo *info = g_ptr_array_index (infos, i);

      if (!is_asked_for (info->topic, topic_ids, n_topic_ids))
        continue;

      dp_refresh_waiter_add_topic (run, info->topic->id);
      add_job (self, job_new (info->topic), (flags & DP_REFRESH_FLAGS_FORCE) != 0);
    }
}

/**
 * dp_refresh_run_async:
 * @self: a refresh
 * @topic_ids: (array length=n_topic_ids) (nullable): the topics to ask for
 * @n_topic_ids: how many; 0 for all that are followed
 * @flags: how
 * @cancellable: (nullable): lets go of the run: topics that nobody else asked for are stopped
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Asks for topics one after the other, in the user's order, and keeps what comes. Topics that
 * cannot have anything new are skipped unless @flags has %DP_REFRESH_FLAGS_FORCE. A topic that another run has
 * already queued is asked for once, for both.
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
  DpRefreshWaiter *run = NULL;

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

  if (!dp_refresh_is_running (self))
    {
      self->n_topics = self->n_done = self->n_timeouts = 0;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DONE]);
    }

  run = dp_refresh_waiter_new (task, run_cancelled_cb);
  g_ptr_array_add (self->runs, run);
  queue_topics (self, run, infos, topic_ids, n_topic_ids, flags);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TOPICS]);

  return_finished_runs (self); /* of no topics */

  if (self->current == NULL && !g_queue_is_empty (&self->jobs))
    {
      ask_next (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);
    }
}

/**
 * dp_refresh_run_finish:
 * @self: a refresh
 * @result: the result that the callback got
 * @error: return location for an error: the topics could not be read, or %G_IO_ERROR_CANCELLED
 *
 * Topics that failed are no error here: their outcomes say so.
 *
 * Returns: (transfer full) (element-type DpRefreshOutcome): an outcome for each
 *   topic of the run, in the user's order of topics; empty when there were none
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

/**
 * dp_refresh_stop:
 * @self: a refresh
 *
 * Stops everything that was asked for, by whomever: no more is asked, the request
 * under way ends at once, and of what came no more is stored than the hundred papers
 * that are being written. Every run then ends with the outcomes it has, %DP_REFRESH_STATE_STOPPED for the rest. Does nothing when idle.
 */
void
dp_refresh_stop (DpRefresh *self)
{
  g_return_if_fail (DP_IS_REFRESH (self));

  drop_jobs (self, DP_REFRESH_STATE_STOPPED, NULL);

  if (self->stop != NULL)
    g_cancellable_cancel (self->stop);

  return_finished_runs (self);
}

/**
 * dp_refresh_is_running:
 * @self: a refresh
 *
 * Returns: %TRUE while a topic is being asked for
 */
gboolean
dp_refresh_is_running (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), FALSE);

  return self->current != NULL;
}

/**
 * dp_refresh_get_n_topics:
 * @self: a refresh
 *
 * Returns: how many topics were asked for since it was last idle
 */
guint
dp_refresh_get_n_topics (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), 0);

  return self->n_topics;
}

/**
 * dp_refresh_get_n_done:
 * @self: a refresh
 *
 * Returns: how many of them are done, in one way or another
 */
guint
dp_refresh_get_n_done (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), 0);

  return self->n_done;
}

/**
 * dp_refresh_get_topic_id:
 * @self: a refresh
 *
 * Returns: the topic that is being asked for; 0 when none is
 */
gint64
dp_refresh_get_topic_id (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), 0);

  return self->current != NULL ? self->current->topic_id : 0;
}

/**
 * dp_refresh_get_topic_name:
 * @self: a refresh
 *
 * Returns: (nullable): the name of the topic that is being asked for
 */
const char *
dp_refresh_get_topic_name (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), NULL);

  return self->current != NULL ? self->current->topic_name : NULL;
}

/**
 * dp_refresh_get_wait:
 * @self: a refresh
 *
 * Returns: what it waits for; %DP_HTTP_WAIT_OVER when for nothing
 */
DpHttpWait
dp_refresh_get_wait (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), DP_HTTP_WAIT_OVER);

  return self->wait;
}

/* “until 14:05:20”: waits are of seconds. */
static char *
describe_wait (DpRefresh *self)
{
  const char *service = dp_source_get_name (self->source);
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *time = NULL;

  if (self->wait == DP_HTTP_WAIT_TURN)
    return g_strdup (_("waiting for another program’s request to end"));

  if (self->wait != DP_HTTP_WAIT_BUSY)
    return NULL;

  until = self->wait_until > 0 ? g_date_time_new_from_unix_local (self->wait_until / G_USEC_PER_SEC) : NULL;
  if (until == NULL)
    return g_strdup_printf (_("%s is busy"), service);

  time = g_date_time_format (until, "%T");
  /* Translators: the name of a service, and a time with seconds. */
  return g_strdup_printf (_("%s is busy, trying again at %s"), service, time);
}

/**
 * dp_refresh_dup_sentence:
 * @self: a refresh
 *
 * Says what is going on, for a line of progress: “Asking arXiv about “MLLM”, 2 of 4”.
 *
 * Returns: (transfer full) (nullable): words in the user's language without a full stop, or %NULL when idle
 */
char *
dp_refresh_dup_sentence (DpRefresh *self)
{
  g_autofree char *asking = NULL;
  g_autofree char *wait = NULL;

  g_return_val_if_fail (DP_IS_REFRESH (self), NULL);

  if (self->current == NULL)
    return NULL;

  /* Translators: a service, a topic, and which one it is of how many. */
  asking = g_strdup_printf (_("Asking %s about “%s”, %u of %u"),
                               dp_source_get_name (self->source),
                               self->current->topic_name,
                               self->n_done + 1,
                               self->n_topics);
  wait = describe_wait (self);

  return wait != NULL ? g_strdup_printf ("%s: %s", asking, wait) : g_steal_pointer (&asking);
}
