/* dp-refresh-waiter.h: somebody who waits for topics or days to be refreshed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "service/refresh/dp-refresh-outcome.h"

G_BEGIN_DECLS

/* A task, the tickets of the jobs it is about, and the outcomes that are known so far.
 * Used by DpRefresh alone, on the main thread. */
typedef struct _DpRefreshWaiter DpRefreshWaiter;

DpRefreshWaiter *dp_refresh_waiter_new       (GTask                 *task,
                                              GCancellableSourceFunc cancelled_cb) G_GNUC_WARN_UNUSED_RESULT;
void             dp_refresh_waiter_free      (DpRefreshWaiter *self);

void             dp_refresh_waiter_add       (DpRefreshWaiter *self,
                                              guint64          ticket);
gboolean         dp_refresh_waiter_has       (DpRefreshWaiter *self,
                                              guint64          ticket);
gboolean         dp_refresh_waiter_is_of     (DpRefreshWaiter *self,
                                              GTask           *task);
void             dp_refresh_waiter_give      (DpRefreshWaiter  *self,
                                              guint64           ticket,
                                              DpRefreshOutcome *outcome);
gboolean         dp_refresh_waiter_is_served (DpRefreshWaiter *self);
void             dp_refresh_waiter_return    (DpRefreshWaiter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpRefreshWaiter, dp_refresh_waiter_free)

G_END_DECLS
