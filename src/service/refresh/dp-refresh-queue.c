/* dp-refresh-queue.c: what is to be asked for, and who waits for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-refresh-queue.h"

/* A job is known by a ticket that is never given again, and not by its topic or day:
 * one that is being stopped may stand beside another for the same, and who waits for
 * the later one is not to be told how the former ended. */

void
dp_refresh_queue_init (DpRefreshQueue *self)
{
  g_queue_init (&self->jobs);
  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_refresh_waiter_free);
}

/**
 * dp_refresh_queue_clear:
 * @self: a queue that is idle
 */
void
dp_refresh_queue_clear (DpRefreshQueue *self)
{
  g_assert (self->current == NULL);
  g_assert (g_queue_is_empty (&self->jobs));

  g_clear_pointer (&self->waiters, g_ptr_array_unref);
}

/**
 * dp_refresh_queue_add_waiter:
 * @self: a queue
 * @waiter: (transfer full): somebody who will wait
 *
 * Begins to count anew when nothing was under way.
 */
void
dp_refresh_queue_add_waiter (DpRefreshQueue  *self,
                             DpRefreshWaiter *waiter)
{
  if (self->current == NULL && g_queue_is_empty (&self->jobs))
    self->n_total = self->n_done = 0;

  g_ptr_array_add (self->waiters, waiter);
}

/* What is asked for now or will be, and not being stopped. */
static DpRefreshJob *
find_alike (DpRefreshQueue     *self,
            const DpRefreshJob *job)
{
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    if (dp_refresh_job_is_alike (l->data, job))
      return l->data;

  if (self->current != NULL && dp_refresh_job_is_alike (self->current, job) &&
      !g_cancellable_is_cancelled (self->stop))
    return self->current;

  return NULL;
}

/* Queues a job, unless there is one like it that will do. */
static guint64
push (DpRefreshQueue *self,
      DpRefreshJob   *new_job /* (transfer full) */)
{
  g_autoptr (DpRefreshJob) job = new_job;
  DpRefreshJob *alike = find_alike (self, job);

  if (alike != NULL)
    {
      alike->force = alike->force || job->force;
      alike->n_earlier = MAX (alike->n_earlier, job->n_earlier);
      return alike->ticket;
    }

  job->ticket = ++self->last_ticket;
  self->n_total++;
  g_queue_push_tail (&self->jobs, g_steal_pointer (&job));

  return self->last_ticket;
}

/**
 * dp_refresh_queue_add:
 * @self: a queue
 * @job: (transfer full): what to ask for
 * @waiter: who waits for it
 *
 * Queues a job. Where it is queued already, or under way, @waiter shares it.
 */
void
dp_refresh_queue_add (DpRefreshQueue  *self,
                      DpRefreshJob    *job,
                      DpRefreshWaiter *waiter)
{
  dp_refresh_waiter_add (waiter, push (self, job));
}

/**
 * dp_refresh_queue_add_after:
 * @self: a queue
 * @job: (transfer full): what to ask for too
 * @ticket: another job
 *
 * Queues a job for everybody who waits for another.
 */
void
dp_refresh_queue_add_after (DpRefreshQueue *self,
                            DpRefreshJob   *job,
                            guint64         ticket)
{
  guint64 added = push (self, job);

  for (guint i = 0; i < self->waiters->len; i++)
    if (dp_refresh_waiter_has (self->waiters->pdata[i], ticket))
      dp_refresh_waiter_add (self->waiters->pdata[i], added);
}

/**
 * dp_refresh_queue_begin_next:
 * @self: a queue without a current job
 *
 * Makes the next job the current one, with a cancellable of its own.
 *
 * Returns: whether there is one
 */
gboolean
dp_refresh_queue_begin_next (DpRefreshQueue *self)
{
  g_assert (self->current == NULL);

  self->current = g_queue_pop_head (&self->jobs);
  if (self->current == NULL)
    return FALSE;

  self->stop = g_cancellable_new ();

  return TRUE;
}

/**
 * dp_refresh_queue_end_current:
 * @self: a queue with a current job
 *
 * Returns: (transfer full): the job, which is current no more
 */
DpRefreshJob *
dp_refresh_queue_end_current (DpRefreshQueue *self)
{
  g_clear_object (&self->stop);

  return g_steal_pointer (&self->current);
}

/**
 * dp_refresh_queue_give:
 * @self: a queue
 * @ticket: a job that is done
 * @outcome: how it went
 *
 * Counts it, and tells everybody who waits for it.
 */
void
dp_refresh_queue_give (DpRefreshQueue   *self,
                       guint64           ticket,
                       DpRefreshOutcome *outcome)
{
  self->n_done++;
  for (guint i = 0; i < self->waiters->len; i++)
    dp_refresh_waiter_give (self->waiters->pdata[i], ticket, outcome);
}

/**
 * dp_refresh_queue_take_served:
 * @self: a queue
 *
 * Returns: (transfer full) (nullable): somebody whose jobs are all done
 */
DpRefreshWaiter *
dp_refresh_queue_take_served (DpRefreshQueue *self)
{
  for (guint i = 0; i < self->waiters->len; i++)
    if (dp_refresh_waiter_is_served (self->waiters->pdata[i]))
      return g_ptr_array_steal_index (self->waiters, i);

  return NULL;
}

/**
 * dp_refresh_queue_take_waiter_of:
 * @self: a queue
 * @task: a task
 *
 * Returns: (transfer full) (nullable): who waits on its behalf
 */
DpRefreshWaiter *
dp_refresh_queue_take_waiter_of (DpRefreshQueue *self,
                                 GTask          *task)
{
  for (guint i = 0; i < self->waiters->len; i++)
    if (dp_refresh_waiter_is_of (self->waiters->pdata[i], task))
      return g_ptr_array_steal_index (self->waiters, i);

  return NULL;
}

static gboolean
is_wanted (DpRefreshQueue     *self,
           const DpRefreshJob *job)
{
  for (guint i = 0; i < self->waiters->len; i++)
    if (dp_refresh_waiter_has (self->waiters->pdata[i], job->ticket))
      return TRUE;

  return FALSE;
}

/**
 * dp_refresh_queue_drop_unwanted:
 * @self: a queue
 *
 * Lets go of the jobs that nobody waits for any more, and stops the current one if it
 * is among them.
 */
void
dp_refresh_queue_drop_unwanted (DpRefreshQueue *self)
{
  GList *next = NULL;

  for (GList *l = self->jobs.head; l != NULL; l = next)
    {
      DpRefreshJob *job = l->data;

      next = l->next;
      if (is_wanted (self, job))
        continue;

      g_queue_delete_link (&self->jobs, l);
      dp_refresh_job_free (job);
      self->n_total--;
    }

  if (self->current != NULL && !is_wanted (self, self->current))
    g_cancellable_cancel (self->stop);
}
