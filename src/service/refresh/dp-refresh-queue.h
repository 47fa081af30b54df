/* dp-refresh-queue.h: what is to be asked for, and who waits for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "service/refresh/dp-refresh-job.h"
#include "service/refresh/dp-refresh-waiter.h"

G_BEGIN_DECLS

/* Used by DpRefresh alone, on the main thread. */
typedef struct
{
  GQueue        jobs;       /* of DpRefreshJob (owned) */
  DpRefreshJob *current;    /* (owned) (nullable): the one that is being asked for */
  GCancellable *stop;       /* (owned) (nullable): for @current */
  GPtrArray    *waiters;    /* (owned) of DpRefreshWaiter */
  guint64       last_ticket;
  guint         n_total;    /* jobs since it was last idle */
  guint         n_done;     /* of those, in one way or another */
} DpRefreshQueue;

void             dp_refresh_queue_init           (DpRefreshQueue *self);
void             dp_refresh_queue_clear          (DpRefreshQueue *self);

void             dp_refresh_queue_add_waiter     (DpRefreshQueue  *self,
                                                  DpRefreshWaiter *waiter);
void             dp_refresh_queue_add            (DpRefreshQueue  *self,
                                                  DpRefreshJob    *job,
                                                  DpRefreshWaiter *waiter);
void             dp_refresh_queue_add_after      (DpRefreshQueue *self,
                                                  DpRefreshJob   *job,
                                                  guint64         ticket);
gboolean         dp_refresh_queue_begin_next     (DpRefreshQueue *self);
DpRefreshJob    *dp_refresh_queue_end_current    (DpRefreshQueue *self) G_GNUC_WARN_UNUSED_RESULT;

void             dp_refresh_queue_give           (DpRefreshQueue   *self,
                                                  guint64           ticket,
                                                  DpRefreshOutcome *outcome);
DpRefreshWaiter *dp_refresh_queue_take_served    (DpRefreshQueue *self) G_GNUC_WARN_UNUSED_RESULT;
DpRefreshWaiter *dp_refresh_queue_take_waiter_of (DpRefreshQueue *self,
                                                  GTask          *task) G_GNUC_WARN_UNUSED_RESULT;
void             dp_refresh_queue_drop_unwanted  (DpRefreshQueue *self);

G_END_DECLS
