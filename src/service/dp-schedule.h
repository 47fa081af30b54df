/* dp-schedule.h: when to refresh without being asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "model/dp-time.h"

G_BEGIN_DECLS

#define DP_SCHEDULE_NEVER 0

#define DP_TYPE_SCHEDULE (dp_schedule_get_type ())
G_DECLARE_FINAL_TYPE (DpSchedule, dp_schedule, DP, SCHEDULE, GObject)

/* Signal `due (DpSchedule *self, gpointer data)`: the time has come; emitted once for each
 * dp_schedule_start(). */

gboolean    dp_schedule_is_due (guint  every_hours,
                                DpTime last,
                                DpTime now);

DpSchedule *dp_schedule_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void        dp_schedule_start  (DpSchedule *self,
                                guint       every_hours,
                                DpTime      last);
void        dp_schedule_stop   (DpSchedule *self);

G_END_DECLS
