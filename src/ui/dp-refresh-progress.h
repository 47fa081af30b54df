/* dp-refresh-progress.h: how a refresh goes, as the window shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "model/dp-time.h"

G_BEGIN_DECLS

/**
 * DpRefreshTrouble:
 *
 * Why the last refresh brought nothing, as far as the window tells them apart.
 */
typedef enum
{
  DP_REFRESH_TROUBLE_NONE,
  DP_REFRESH_TROUBLE_OFFLINE,
  DP_REFRESH_TROUBLE_BUSY, /* the service asked us to wait */
  DP_REFRESH_TROUBLE_OTHER,
} DpRefreshTrouble;

#define DP_TYPE_REFRESH_PROGRESS (dp_refresh_progress_get_type ())

/**
 * DpRefreshProgress:
 *
 * Filled in by the application, shown by widgets: widgets do not know the service.
 * Properties, all read-only and notified: `running`, `n-done`, `n-total`, `fraction`,
 * `text` (what is being done or waited for), `trouble` (uint) and `trouble-text`.
 */
G_DECLARE_FINAL_TYPE (DpRefreshProgress, dp_refresh_progress, DP, REFRESH_PROGRESS, GObject)

DpRefreshProgress *dp_refresh_progress_new              (void) G_GNUC_WARN_UNUSED_RESULT;
void               dp_refresh_progress_set              (DpRefreshProgress *self,
                                                         gboolean           running,
                                                         guint              n_done,
                                                         guint              n_total,
                                                         const char        *text);
void               dp_refresh_progress_set_trouble      (DpRefreshProgress *self,
                                                         DpRefreshTrouble   trouble,
                                                         const char        *text);
gboolean           dp_refresh_progress_is_running       (DpRefreshProgress *self);
double             dp_refresh_progress_get_fraction     (DpRefreshProgress *self);
guint              dp_refresh_progress_get_n_done       (DpRefreshProgress *self);
guint              dp_refresh_progress_get_n_total      (DpRefreshProgress *self);
const char        *dp_refresh_progress_get_text         (DpRefreshProgress *self);
DpRefreshTrouble   dp_refresh_progress_get_trouble      (DpRefreshProgress *self);
const char        *dp_refresh_progress_get_trouble_text (DpRefreshProgress *self);

G_END_DECLS
