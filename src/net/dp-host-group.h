/* dp-host-group.h: hosts that share one connection and one pace
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "net/dp-pace-file.h"

G_BEGIN_DECLS

#define DP_TYPE_HOST_GROUP (dp_host_group_get_type ())
G_DECLARE_FINAL_TYPE (DpHostGroup, dp_host_group, DP, HOST_GROUP, GObject)

DpHostGroup *dp_host_group_new            (const char *state_folder,
                                           const char *name,
                                           gint64      interval_us,
                                           double      scale) G_GNUC_WARN_UNUSED_RESULT;

void         dp_host_group_acquire_async  (DpHostGroup        *self,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
gboolean     dp_host_group_acquire_finish (DpHostGroup  *self,
                                           GAsyncResult *result,
                                           GError      **error);
void         dp_host_group_release        (DpHostGroup *self);

/* For who has the turn. */
gint64       dp_host_group_scale          (DpHostGroup *self,
                                           gint64       wait_us);
void         dp_host_group_get_pace       (DpHostGroup *self,
                                           DpPace      *out_pace);
void         dp_host_group_touch          (DpHostGroup *self,
                                           gint64       now_us);
void         dp_host_group_hold_off       (DpHostGroup *self,
                                           gint64       until_us,
                                           gboolean     is_side_door);

G_END_DECLS
