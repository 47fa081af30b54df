/* dp-refresh-waiter.c: somebody who waits for topics or days to be refreshed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-refresh-waiter.h"

struct _DpRefreshWaiter
{
  GTask     *task;      /* (owned) */
  GArray    *tickets;   /* (owned) of guint64 */
  GPtrArray *outcomes;  /* (owned) of DpRefreshOutcome in the order of @tickets, %NULL until it is known */
  guint      n_left;    /* outcomes that are not known */
  GSource   *cancelled; /* (owned) (nullable) */
};

static void
clear_outcome (gpointer outcome)
{
  if (outcome != NULL)
    dp_refresh_outcome_unref (outcome);
}

/**
 * dp_refresh_waiter_new:
 * @task: what is returned when all its jobs are done
 * @cancelled_cb: gets @task when its cancellable is cancelled
 *
 * Returns: (transfer full): a waiter without jobs
 */
DpRefreshWaiter *
dp_refresh_waiter_new (GTask                 *task,
                       GCancellableSourceFunc cancelled_cb)
{
  DpRefreshWaiter *self = g_new0 (DpRefreshWaiter, 1);
  GCancellable    *cancellable = g_task_get_cancellable (task);

  self->task = g_object_ref (task);
  self->tickets = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->outcomes = g_ptr_array_new_with_free_func (clear_outcome);

  if (cancellable != NULL)
    {
      self->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_static_name (self->cancelled, "[daily-papers] refresh cancelled");
      g_source_set_callback (self->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (self->cancelled, g_task_get_context (task));
    }

  return self;
}

/**
 * dp_refresh_waiter_free:
 * @self: (transfer full): a waiter whose task has been returned
 */
void
dp_refresh_waiter_free (DpRefreshWaiter *self)
{
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
  g_object_unref (self->task);
  g_array_unref (self->tickets);
  g_ptr_array_unref (self->outcomes);
  g_free (self);
}

/**
 * dp_refresh_waiter_add:
 * @self: a waiter
 * @ticket: one more job to wait for; once is enough
 */
void
dp_refresh_waiter_add (DpRefreshWaiter *self,
                       guint64          ticket)
{
  if (dp_refresh_waiter_has (self, ticket))
    return;

  g_array_append_val (self->tickets, ticket);
  g_ptr_array_add (self->outcomes, NULL);
  self->n_left++;
}

/**
 * dp_refresh_waiter_has:
 * @self: a waiter
 * @ticket: a job
 *
 * Returns: whether it waits, or has waited, for the job
 */
gboolean
dp_refresh_waiter_has (DpRefreshWaiter *self,
                       guint64          ticket)
{
  for (guint i = 0; i < self->tickets->len; i++)
    if (g_array_index (self->tickets, guint64, i) == ticket)
      return TRUE;

  return FALSE;
}

/**
 * dp_refresh_waiter_is_of:
 * @self: a waiter
 * @task: a task
 *
 * Returns: whether it is @task's waiter
 */
gboolean
dp_refresh_waiter_is_of (DpRefreshWaiter *self,
                         GTask           *task)
{
  return self->task == task;
}

/**
 * dp_refresh_waiter_give:
 * @self: a waiter
 * @ticket: a job, which may be one of others
 * @outcome: how it went
 */
void
dp_refresh_waiter_give (DpRefreshWaiter  *self,
                        guint64           ticket,
                        DpRefreshOutcome *outcome)
{
  for (guint i = 0; i < self->tickets->len; i++)
    if (g_array_index (self->tickets, guint64, i) == ticket && self->outcomes->pdata[i] == NULL)
      {
        self->outcomes->pdata[i] = dp_refresh_outcome_ref (outcome);
        self->n_left--;
      }
}

/**
 * dp_refresh_waiter_is_served:
 * @self: a waiter
 *
 * Returns: whether all its jobs are done
 */
gboolean
dp_refresh_waiter_is_served (DpRefreshWaiter *self)
{
  return self->n_left == 0;
}

/**
 * dp_refresh_waiter_return:
 * @self: a waiter that is served
 *
 * Returns the outcomes to whoever waits.
 */
void
dp_refresh_waiter_return (DpRefreshWaiter *self)
{
  g_task_return_pointer (self->task, g_ptr_array_ref (self->outcomes), (GDestroyNotify)g_ptr_array_unref);
}
