/* dp-refresh-private.h: what the files of a refresh share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "service/refresh/dp-refresh-queue.h"
#include "service/refresh/dp-refresh.h"

G_BEGIN_DECLS

struct _DpRefresh
{
  GObject parent_instance;

  DpLibrary *library; /* (owned) */
  DpSource  *source;  /* (owned) */

  DpRefreshQueue queue;

  guint      n_timeouts; /* in a row */
  DpHttpWait wait;
  gint64     wait_until;
};

/* dp-refresh.c */
DpRefreshWaiter *dp_refresh_begin_run (DpRefresh *self,
                                       GTask     *task);
void             dp_refresh_start_run (DpRefresh *self);

G_END_DECLS
