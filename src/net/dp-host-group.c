/* dp-host-group.c: hosts that share one connection and one pace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-host-group.h"

/* One request at a time may be under way to the hosts of a group, in all processes
 * of the user together. This is the queue for that turn, and the bookkeeping of when
 * the next request may go out; who has the turn does the waiting for it.
 *
 * Requests of this process wait in the order in which they came; between processes
 * the file's lock decides, and is asked for from a timer. */

/* A server's wish for a longer pause than this is not believed. */
#define MAX_BUSY_US (24 * G_TIME_SPAN_HOUR)

/* The lock is asked for this often in one interval, but not in less than … */
#define TRIES_PER_INTERVAL 30
#define MIN_POLL_MS 2

typedef struct
{
  DpHostGroup *group;     /* (unowned): the task's source */
  GTask       *task;      /* (owned) */
  GSource     *cancelled; /* (owned) (nullable) */
} Waiter;

struct _DpHostGroup
{
  GObject parent_instance;

  DpPaceFile *file;
  gint64      interval_us; /* scaled */
  double      scale;
  DpPace      pace;     /* what this process knows; the truth while it has the turn */
  gint64      rest_us;  /* monotonic: till then we have asked too recently, whatever became of the clock */
  GQueue      waiters;  /* of Waiter (owned) */
  gboolean    taken;    /* by a request of this process */
  gint64      yield_us; /* monotonic: till then another process may take the lock */
  GSource    *timer;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (DpHostGroup, dp_host_group, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
waiter_free (Waiter *waiter)
{
  clear_source (&waiter->cancelled);
  g_object_unref (waiter->task);
  g_free (waiter);
}

static guint
get_poll_ms (DpHostGroup *self)
{
  return (guint)MAX (MIN_POLL_MS, self->interval_us / 1000 / TRIES_PER_INTERVAL);
}

static void
update_busy (gint64 *busy_until_us,
             gint64  known_us,
             gint64  latest_us)
{
  if (*busy_until_us > latest_us)
    *busy_until_us = 0;
  *busy_until_us = MAX (*busy_until_us, known_us);
}

/* Others may have asked since, and so may we where the file cannot be written. What
 * we remember is no more to be believed than the file when the clock was set back. */
static void
update_pace (DpHostGroup *self)
{
  gint64 now_us = g_get_real_time ();
  gint64 max_busy_us = dp_host_group_scale (self, MAX_BUSY_US);
  DpPace known = { 0 };

  dp_pace_file_read (self->file, now_us, self->interval_us, max_busy_us, &known);

  self->pace.next_us = MIN (MAX (self->pace.next_us, known.next_us), now_us + self->interval_us);
  update_busy (&self->pace.busy_until_us, known.busy_until_us, now_us + max_busy_us);
  update_busy (&self->pace.side_busy_until_us, known.side_busy_until_us, now_us + max_busy_us);
}

static void
grant (DpHostGroup *self)
{
  Waiter *waiter = g_queue_pop_head (&self->waiters);

  self->taken = TRUE;
  update_pace (self);
  g_task_return_boolean (waiter->task, TRUE);
  waiter_free (waiter);
}

static gboolean timer_cb (gpointer user_data);

/* Gives the turn to who waits longest, now or from a timer. */
static void
serve (DpHostGroup *self)
{
  gint64 ahead_us = self->yield_us - g_get_monotonic_time ();
  guint  delay_ms = ahead_us > 0 ? (guint)(ahead_us / 1000) + 1 : get_poll_ms (self);
  GTask *first = NULL;

  if (self->taken || self->timer != NULL || g_queue_is_empty (&self->waiters))
    return;

  if (ahead_us <= 0 && dp_pace_file_try_lock (self->file))
    {
      grant (self);
      return;
    }

  first = ((Waiter *)g_queue_peek_head (&self->waiters))->task;
  self->timer = g_timeout_source_new (delay_ms);
  g_source_set_static_name (self->timer, "[daily-papers] wait for the turn");
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, g_task_get_context (first));
}

static gboolean
timer_cb (gpointer user_data)
{
  DpHostGroup *self = DP_HOST_GROUP (user_data);

  clear_source (&self->timer);
  serve (self);

  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  Waiter *waiter = user_data;

  g_queue_remove (&waiter->group->waiters, waiter);
  g_task_return_new_error (waiter->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  waiter_free (waiter);

  return G_SOURCE_REMOVE;
}

static void
dp_host_group_finalize (GObject *object)
{
  DpHostGroup *self = DP_HOST_GROUP (object);

  g_assert (g_queue_is_empty (&self->waiters)); /* each holds a reference */

  clear_source (&self->timer);
  g_clear_pointer (&self->file, dp_pace_file_free);

  G_OBJECT_CLASS (dp_host_group_parent_class)->finalize (object);
}

static void
dp_host_group_class_init (DpHostGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_host_group_finalize;
}

static void
dp_host_group_init (DpHostGroup *self)
{
  g_queue_init (&self->waiters);
}

/**
 * dp_host_group_new:
 * @state_folder: (nullable): where the state is shared with other processes; %NULL
 *   for this process only
 * @name: the name of the file
 * @interval_us: the pause from the end of an answer to the next request
 * @scale: all waits are multiplied by this; 1 but for servers of tests
 *
 * Returns: (transfer full): a new group
 */
DpHostGroup *
dp_host_group_new (const char *state_folder,
                   const char *name,
                   gint64      interval_us,
                   double      scale)
{
  DpHostGroup *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (interval_us >= 0, NULL);
  g_return_val_if_fail (scale >= 0, NULL);

  self = g_object_new (DP_TYPE_HOST_GROUP, NULL);
  self->file = dp_pace_file_new (state_folder, name);
  self->scale = scale;
  self->interval_us = dp_host_group_scale (self, interval_us);

  return self;
}

/**
 * dp_host_group_acquire_async:
 * @self: a group
 * @cancellable: (nullable): gives the place in the queue up
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Waits for the turn. Who gets it calls dp_host_group_release().
 */
void
dp_host_group_acquire_async (DpHostGroup        *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  Waiter *waiter = NULL;

  g_return_if_fail (DP_IS_HOST_GROUP (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  waiter = g_new0 (Waiter, 1);
  waiter->group = self;
  waiter->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (waiter->task, dp_host_group_acquire_async);

  /* A turn that was given must arrive, or nobody would release it. */
  g_task_set_check_cancellable (waiter->task, FALSE);

  if (cancellable != NULL)
    {
      waiter->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
      g_source_attach (waiter->cancelled, g_task_get_context (waiter->task));
    }

  g_queue_push_tail (&self->waiters, waiter);
  serve (self);
}

/**
 * dp_host_group_acquire_finish:
 * @self: a group
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Returns: whether the turn was given; it may be even though it was cancelled
 *   meanwhile
 */
gboolean
dp_host_group_acquire_finish (DpHostGroup  *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_host_group_acquire_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dp_host_group_release:
 * @self: a group whose turn the caller has
 *
 * Ends the turn. The next request of this process leaves other processes the time to
 * take theirs; the pause has to be waited for anyway.
 */
void
dp_host_group_release (DpHostGroup *self)
{
  g_return_if_fail (DP_IS_HOST_GROUP (self));
  g_return_if_fail (self->taken);

  self->taken = FALSE;
  self->yield_us = g_get_monotonic_time () + 2 * (gint64)get_poll_ms (self) * 1000;
  dp_pace_file_unlock (self->file);
  serve (self);
}

/**
 * dp_host_group_scale:
 * @self: a group
 * @wait_us: a wait as it is for a real server
 *
 * Returns: as it is for this group's
 */
gint64
dp_host_group_scale (DpHostGroup *self,
                     gint64       wait_us)
{
  g_return_val_if_fail (DP_IS_HOST_GROUP (self), wait_us);

  return (gint64)((double)wait_us * self->scale);
}

/**
 * dp_host_group_get_pace:
 * @self: a group whose turn the caller has
 * @out_pace: (out): when the next request may go out
 *
 * By the clock as it is now: one that was set since the last request neither lets the
 * next one out too soon nor holds it up for longer than the pause.
 */
void
dp_host_group_get_pace (DpHostGroup *self,
                        DpPace      *out_pace)
{
  gint64 now_us = 0;
  gint64 rest_us = 0;

  g_return_if_fail (DP_IS_HOST_GROUP (self));
  g_return_if_fail (self->taken);

  now_us = g_get_real_time ();
  rest_us = self->rest_us - g_get_monotonic_time ();

  *out_pace = self->pace;
  out_pace->next_us = MIN (out_pace->next_us, now_us + self->interval_us);
  if (rest_us > 0)
    out_pace->next_us = MAX (out_pace->next_us, now_us + rest_us);
}

/**
 * dp_host_group_touch:
 * @self: a group whose turn the caller has
 * @now_us: the present, in microseconds since 1970 (UTC)
 *
 * Tells that a request goes out or that its answer ended: the pause begins anew. The
 * former counts too, for a process that dies in between.
 */
void
dp_host_group_touch (DpHostGroup *self,
                     gint64       now_us)
{
  g_return_if_fail (DP_IS_HOST_GROUP (self));
  g_return_if_fail (self->taken);

  self->rest_us = g_get_monotonic_time () + self->interval_us;
  self->pace.next_us = now_us + self->interval_us;
  dp_pace_file_write (self->file, &self->pace);
}

/**
 * dp_host_group_hold_off:
 * @self: a group whose turn the caller has
 * @until_us: when it may be asked again, in microseconds since 1970 (UTC)
 * @is_side_door: whether it is the group's side door, which is busy by itself
 *
 * Tells that the server wants a pause. Never shortens one.
 */
void
dp_host_group_hold_off (DpHostGroup *self,
                        gint64       until_us,
                        gboolean     is_side_door)
{
  gint64 *busy_until_us = is_side_door ? &self->pace.side_busy_until_us : &self->pace.busy_until_us;

  g_return_if_fail (DP_IS_HOST_GROUP (self));
  g_return_if_fail (self->taken);

  *busy_until_us = MAX (*busy_until_us, until_us);
  dp_pace_file_write (self->file, &self->pace);
}
