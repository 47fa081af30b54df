/* dp-worker.c: a thread with a connection of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-worker.h"

/* Jobs run one at a time, in the order in which they were asked for, the urgent
 * ones first. A long job is made of steps; between two of them the worker looks
 * for urgent jobs, so that a mark never waits for an import, and rests when it
 * was told to, so that readers are not starved of the disk. */

typedef struct
{
  GTask         *task; /* (owned) */
  DpWorkFunc     func;
  gpointer       user_data; /* (owned) */
  GDestroyNotify destroy;
  gint64         ready_us; /* monotonic; when its next step may run */
} Job;

struct _DpWorker
{
  DpDatabase   *database; /* (owned) (worker) */
  GThread      *thread;
  GCancellable *stopping; /* (owned): cancelled when what runs shall be given up */

  /* Under the lock: */
  GMutex   lock;
  GCond    changed;
  GQueue   jobs[DP_WORK_BULK + 1]; /* of Job (owned) */
  guint    pause_ms;
  gboolean stopped;
};

static void
job_free (Job *job)
{
  if (job->destroy != NULL)
    job->destroy (job->user_data);
  g_object_unref (job->task);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* Waits for the next job whose time has come; %NULL when the worker is to end.
 * A worker that ends does not rest. */
static Job *
pop_job (DpWorker       *self,
         DpWorkPriority *out_priority)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  while (TRUE)
    {
      Job *bulk = g_queue_peek_head (&self->jobs[DP_WORK_BULK]);

      *out_priority = DP_WORK_URGENT;
      if (!g_queue_is_empty (&self->jobs[DP_WORK_URGENT]))
        return g_queue_pop_head (&self->jobs[DP_WORK_URGENT]);

      *out_priority = DP_WORK_BULK;
      if (bulk != NULL && (self->stopped || bulk->ready_us <= g_get_monotonic_time ()))
        return g_queue_pop_head (&self->jobs[DP_WORK_BULK]);

      if (bulk != NULL)
        g_cond_wait_until (&self->changed, &self->lock, bulk->ready_us);
      else if (self->stopped)
        return NULL;
      else
        g_cond_wait (&self->changed, &self->lock);
    }
}

static void
push_again (DpWorker      *self,
            Job           *job,
            DpWorkPriority priority)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  job->ready_us = g_get_monotonic_time () + self->pause_ms * G_TIME_SPAN_MILLISECOND;
  g_queue_push_head (&self->jobs[priority], job);
}

static void
run_step (DpWorker      *self,
          Job           *job, /* (transfer full) */
          DpWorkPriority priority)
{
  g_autoptr (Job) owned = job;
  g_autoptr (GError) error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (job->task);
  gboolean      more = FALSE;

  if (g_cancellable_set_error_if_cancelled (self->stopping, &error) ||
      g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      g_task_return_error (job->task, g_steal_pointer (&error));
      return;
    }

  dp_database_set_cancellable (self->database, cancellable);
  if (!job->func (self->database, job->task, job->user_data, &more, &error))
    g_task_return_error (job->task, g_steal_pointer (&error));
  else if (more)
    push_again (self, g_steal_pointer (&owned), priority);
  else
    g_task_return_boolean (job->task, TRUE);
  dp_database_set_cancellable (self->database, NULL);
}

static gpointer
run_thread (gpointer data)
{
  DpWorker      *self = data;
  DpWorkPriority priority = DP_WORK_URGENT;
  Job           *job = NULL;

  while ((job = pop_job (self, &priority)) != NULL)
    run_step (self, job, priority);

  return NULL;
}

/**
 * dp_worker_new:
 * @name: the thread's, for debuggers
 * @database: (transfer full): the connection that its jobs work on
 *
 * Starts a thread.
 *
 * Returns: (transfer full): the worker, for dp_worker_stop()
 */
DpWorker *
dp_worker_new (const char *name,
               DpDatabase *database)
{
  DpWorker *self = g_new0 (DpWorker, 1);

  self->database = database;
  self->stopping = g_cancellable_new ();
  dp_database_set_stopping (database, self->stopping);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_new (name, run_thread, self);

  return self;
}

/**
 * dp_worker_stop:
 * @self: (transfer full): a worker
 * @finish: whether the jobs that wait are done first; otherwise they end with
 *   %G_IO_ERROR_CANCELLED
 *
 * Waits for the thread, closes the connection and frees the worker. No job may be
 * pushed meanwhile.
 */
void
dp_worker_stop (DpWorker *self,
                gboolean  finish)
{
  if (!finish)
    g_cancellable_cancel (self->stopping);

  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  g_thread_join (self->thread);

  dp_database_close (self->database);
  g_object_unref (self->stopping);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/**
 * dp_worker_set_pause:
 * @self: a worker
 * @pause_ms: the rest between two steps of a job, in milliseconds
 *
 * Urgent jobs are done during the rest too.
 */
void
dp_worker_set_pause (DpWorker *self,
                     guint     pause_ms)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);

  self->pause_ms = pause_ms;
}

/**
 * dp_worker_push:
 * @self: a worker
 * @task: (transfer full): returns %TRUE or the error; its cancellable ends the job
 * @priority: whether it goes before the steps of others
 * @func: (scope notified): what to do
 * @user_data: (closure func): for @func
 * @destroy: (destroy user_data): frees @user_data, on either thread
 *
 * Queues a job. Any thread.
 */
void
dp_worker_push (DpWorker      *self,
                GTask         *task,
                DpWorkPriority priority,
                DpWorkFunc     func,
                gpointer       user_data,
                GDestroyNotify destroy)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->lock);
  Job                            *job = g_new0 (Job, 1);

  /* What was done was done, even if it is cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);

  job->task = task;
  job->func = func;
  job->user_data = user_data;
  job->destroy = destroy;
  g_queue_push_tail (&self->jobs[priority], job);
  g_cond_signal (&self->changed);
}
