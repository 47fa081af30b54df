/* dp-refresh.c: asking a service what is new
 *
 * One queue of topics and days that are asked for one after the other: a service
 * wants one request at a time. Whoever asks gets a run, which is over when all it
 * asked for is; what is queued already is shared by runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-refresh-private.h"

#include <glib/gi18n.h>

#include "service/dp-problem.h"
#include "service/refresh/dp-feed-fallback.h"

/* A service that has kept two in a row waiting for minutes would do so with the rest. */
#define MAX_TIMEOUTS 2

G_DEFINE_FINAL_TYPE (DpRefresh, dp_refresh, G_TYPE_OBJECT)

typedef enum
{
  PROP_RUNNING = 1,
  PROP_N_TOTAL,
  PROP_N_DONE,
  PROP_SUBJECT,
  PROP_WAIT,
  PROP_WAIT_UNTIL,
} DpRefreshProps;

static GParamSpec *props[PROP_WAIT_UNTIL + 1];

enum
{
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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

/* Each is out of the queue before its callback may change the queue. */
static void
return_served (DpRefresh *self)
{
  DpRefreshWaiter *served = NULL;

  while ((served = dp_refresh_queue_take_served (&self->queue)) != NULL)
    {
      g_autoptr (DpRefreshWaiter) waiter = served;

      dp_refresh_waiter_return (waiter);
    }
}

/* Tells everybody who waits for it how a job went. */
static void
tell_outcome (DpRefresh        *self,
              guint64           ticket,
              DpRefreshOutcome *outcome)
{
  dp_refresh_queue_give (&self->queue, ticket, outcome);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DONE]);

  g_signal_emit (self, signals[DONE], 0, outcome);
}

/* What the announcements gave to a topic that could not be asked for. */
static void
note_fallback (DpRefreshOutcome     *outcome,
               const DpFeedFallback *fallback) /* (nullable) */
{
  if (fallback == NULL || !g_hash_table_contains (fallback->n_new, &outcome->topic_id))
    return;

  outcome->instead = g_strdup (fallback->categories);
  outcome->n_new += GPOINTER_TO_UINT (g_hash_table_lookup (fallback->n_new, &outcome->topic_id));
}

/* Whoever hears of the problem hears of the help, too. */
static void
tell_of_fallback (GError              **error,
                  const DpFeedFallback *fallback)
{
  g_autoptr (GError) busy = *error;

  /* Translators: the first %s says that arXiv is busy and until when; the second is one of its categories, or several */
  *error = g_error_new (busy->domain, busy->code, _("%s The day’s announcements of %s were read instead."), busy->message, fallback->categories);
}

/* Ends everything that is queued, without asking. */
static void
drop_jobs (DpRefresh            *self,
           DpRefreshState        state,
           const GError         *error,
           const DpFeedFallback *fallback) /* (nullable) */
{
  DpRefreshJob *next = NULL;

  while ((next = g_queue_pop_head (&self->queue.jobs)) != NULL)
    {
      g_autoptr (DpRefreshJob) job = next;
      g_autoptr (DpRefreshOutcome) outcome = dp_refresh_job_new_outcome (job, state);

      outcome->error = error != NULL ? g_error_copy (error) : NULL;
      note_fallback (outcome, fallback);
      tell_outcome (self, job->ticket, outcome);
    }
}

/* Whether what comes after a job that failed would fail in the same way. */
static gboolean
is_obstacle (DpRefresh    *self,
             const GError *error)
{
  gboolean timed_out = g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_TIMED_OUT);

  self->n_timeouts = timed_out ? self->n_timeouts + 1 : 0;

  return error != NULL && (self->n_timeouts >= MAX_TIMEOUTS || dp_problem_is_lasting (error));
}

static void ask_next (DpRefresh *self);

/* All feeds are made at the same time: a second one would be a request in vain, too. */
static void
spare_feeds (DpRefresh *self)
{
  for (GList *l = self->queue.jobs.head; l != NULL; l = l->next)
    ((DpRefreshJob *)l->data)->avoid_feed = TRUE;
}

/* Ends the job under way. Those that are dropped after it have had the same help. */
static void
conclude (DpRefresh        *self,
          DpRefreshOutcome *outcome,
          DpFeedFallback   *fallback) /* (nullable) */
{
  g_autoptr (DpRefreshJob) job = dp_refresh_queue_end_current (&self->queue);
  DpRefreshJob *earlier = dp_refresh_job_new_earlier (job, self->library, outcome);

  set_wait (self, DP_HTTP_WAIT_OVER, 0);

  if (earlier != NULL)
    {
      dp_refresh_queue_add_after (&self->queue, earlier, job->ticket);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TOTAL]);
    }

  if (outcome->feed_in_vain)
    spare_feeds (self);
  if (fallback != NULL)
    tell_of_fallback (&outcome->error, fallback);
  note_fallback (outcome, fallback);
  tell_outcome (self, job->ticket, outcome);
  if (is_obstacle (self, outcome->error))
    drop_jobs (self, DP_REFRESH_STATE_NOT_ASKED, outcome->error, fallback);

  return_served (self);
  ask_next (self);
}

/* A job that failed, while its fallback is under way. */
typedef struct
{
  DpRefresh        *refresh; /* (owned) */
  DpRefreshOutcome *outcome; /* (owned) */
} Failure;

static void
fallen_back_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Failure *failure = user_data;
  g_autoptr (DpRefresh) self = failure->refresh;
  g_autoptr (DpRefreshOutcome) outcome = failure->outcome;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpFeedFallback) fallback = dp_feed_fallback_run_finish (DP_LIBRARY (object), result, &error);

  /* What kept the first request from being answered is what people are told. */
  if (fallback == NULL)
    g_debug ("The announcements were not read: %s", error->message);

  conclude (self, outcome, fallback);
}

/* For the job under way and those that would meet the same refusal. */
static void
fall_back (DpRefresh        *self,
           DpRefreshOutcome *outcome /* (owned) */)
{
  g_autoptr (GArray) topic_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Failure *failure = g_new0 (Failure, 1);

  g_array_append_val (topic_ids, self->queue.current->topic_id);
  for (GList *l = self->queue.jobs.head; l != NULL; l = l->next)
    if (((DpRefreshJob *)l->data)->topic_id != 0)
      g_array_append_val (topic_ids, ((DpRefreshJob *)l->data)->topic_id);

  failure->refresh = g_object_ref (self);
  failure->outcome = outcome;
  dp_feed_fallback_run_async (self->library, dp_source_get_feed (self->source),
                              (const gint64 *)(void *)topic_ids->data, topic_ids->len, self->queue.stop,
                              fallen_back_cb, failure);
}

static void
job_done_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (DpRefresh) self = user_data;
  g_autoptr (DpRefreshOutcome) outcome = dp_refresh_job_run_finish (self->queue.current, DP_LIBRARY (object), result);

  if (outcome->topic_id != 0 && dp_source_get_feed (self->source) != NULL &&
      g_error_matches (outcome->error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED))
    fall_back (self, g_steal_pointer (&outcome));
  else
    conclude (self, outcome, NULL);
}

static void
ask_next (DpRefresh *self)
{
  gboolean has_next = FALSE;

  /* A listener of what was told just now may have asked for more. */
  if (self->queue.current != NULL)
    return;

  has_next = dp_refresh_queue_begin_next (&self->queue);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBJECT]);

  if (has_next)
    dp_refresh_job_run_async (self->queue.current, self->library, self->source, self->queue.stop,
                              job_done_cb, g_object_ref (self));
  else
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);
}

static gboolean
run_cancelled_cb (GCancellable *cancellable,
                  gpointer      user_data)
{
  GTask     *task = user_data;
  DpRefresh *self = g_task_get_source_object (task);
  g_autoptr (DpRefreshWaiter) waiter = dp_refresh_queue_take_waiter_of (&self->queue, task);

  g_assert (waiter != NULL);

  dp_refresh_queue_drop_unwanted (&self->queue);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TOTAL]);
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
  if (self->queue.current != NULL && g_str_equal (group, dp_source_get_id (self->source)))
    set_wait (self, (DpHttpWait)wait, until_us);
}

static void
dp_refresh_dispose (GObject *object)
{
  DpRefresh *self = DP_REFRESH (object);

  g_clear_object (&self->source);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (dp_refresh_parent_class)->dispose (object);
}

static void
dp_refresh_finalize (GObject *object)
{
  DpRefresh *self = DP_REFRESH (object);

  /* Each job and run held a reference until it was over. */
  dp_refresh_queue_clear (&self->queue);

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

    case PROP_N_TOTAL:
      g_value_set_uint (value, self->queue.n_total);
      break;

    case PROP_N_DONE:
      g_value_set_uint (value, self->queue.n_done);
      break;

    case PROP_SUBJECT:
      g_value_set_string (value, dp_refresh_get_subject (self));
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
  props[PROP_N_TOTAL] = g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  props[PROP_WAIT] = g_param_spec_uint ("wait", NULL, NULL, 0, DP_HTTP_WAIT_OVER, DP_HTTP_WAIT_OVER, flags);
  props[PROP_WAIT_UNTIL] = g_param_spec_int64 ("wait-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[DONE] = g_signal_new ("done",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1,
                                DP_TYPE_REFRESH_OUTCOME);
}

static void
dp_refresh_init (DpRefresh *self)
{
  dp_refresh_queue_init (&self->queue);
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

/**
 * dp_refresh_begin_run:
 * @self: a refresh
 * @task: what is returned when the run is over
 *
 * Returns: (transfer none): a run that waits for nothing yet; what it is to wait for is
 *   added to the queue, and then dp_refresh_start_run() is called
 */
DpRefreshWaiter *
dp_refresh_begin_run (DpRefresh *self,
                      GTask     *task)
{
  DpRefreshWaiter *waiter = dp_refresh_waiter_new (task, run_cancelled_cb);

  if (!dp_refresh_is_running (self))
    self->n_timeouts = 0;

  dp_refresh_queue_add_waiter (&self->queue, waiter);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DONE]);

  return waiter;
}

/**
 * dp_refresh_start_run:
 * @self: a refresh
 *
 * Asks for what was queued.
 */
void
dp_refresh_start_run (DpRefresh *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_TOTAL]);

  return_served (self); /* of nothing */

  if (self->queue.current == NULL && !g_queue_is_empty (&self->queue.jobs))
    {
      ask_next (self);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RUNNING]);
    }
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

  drop_jobs (self, DP_REFRESH_STATE_STOPPED, NULL, NULL);

  if (self->queue.stop != NULL)
    g_cancellable_cancel (self->queue.stop);

  return_served (self);
}

/**
 * dp_refresh_is_running:
 * @self: a refresh
 *
 * Returns: %TRUE while something is being asked for
 */
gboolean
dp_refresh_is_running (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), FALSE);

  return self->queue.current != NULL;
}

/**
 * dp_refresh_get_n_total:
 * @self: a refresh
 *
 * Returns: how many topics and days were asked for since it was last idle
 */
guint
dp_refresh_get_n_total (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), 0);

  return self->queue.n_total;
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

  return self->queue.n_done;
}

/**
 * dp_refresh_get_subject:
 * @self: a refresh
 *
 * Returns: (nullable): the name of the topic, or the day as `YYYY-MM-DD`, that is being asked for
 */
const char *
dp_refresh_get_subject (DpRefresh *self)
{
  const DpRefreshJob *current = NULL;

  g_return_val_if_fail (DP_IS_REFRESH (self), NULL);

  current = self->queue.current;
  if (current == NULL)
    return NULL;

  return current->day != NULL ? current->day : current->topic_name;
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

/**
 * dp_refresh_get_service:
 * @self: a refresh
 *
 * Returns: (transfer none): the name of the service that it asks, as people know it
 */
const char *
dp_refresh_get_service (DpRefresh *self)
{
  g_return_val_if_fail (DP_IS_REFRESH (self), NULL);

  return dp_source_get_name (self->source);
}
