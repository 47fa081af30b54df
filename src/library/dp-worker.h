/* dp-worker.h: a thread with a connection of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"

G_BEGIN_DECLS

typedef struct _DpWorker DpWorker;

/* One step of a job, on the worker's thread. Leaves *@out_more %TRUE to be called
 * again, after what is more urgent. */
typedef gboolean (*DpWorkFunc) (DpDatabase *database,
                                GTask      *task,
                                gpointer    user_data,
                                gboolean   *out_more,
                                GError    **error);

typedef enum
{
  DP_WORK_URGENT,
  DP_WORK_BULK,
} DpWorkPriority;

DpWorker *dp_worker_new       (const char *name,
                               DpDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
void      dp_worker_stop      (DpWorker *self,
                               gboolean  finish);
void      dp_worker_set_pause (DpWorker *self,
                               guint     pause_ms);
void      dp_worker_push      (DpWorker      *self,
                               GTask         *task,
                               DpWorkPriority priority,
                               DpWorkFunc     func,
                               gpointer       user_data,
                               GDestroyNotify destroy);

G_END_DECLS
