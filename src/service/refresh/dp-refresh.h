/* dp-refresh.h: asking a service what is new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "net/dp-http-client.h"
#include "service/refresh/dp-refresh-outcome.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

/**
 * DpRefreshFlags:
 * @DP_REFRESH_FLAGS_NONE: skip topics and days that cannot have anything new
 * @DP_REFRESH_FLAGS_FORCE: ask for them too
 */
typedef enum
{
  DP_REFRESH_FLAGS_NONE = 0,
  DP_REFRESH_FLAGS_FORCE = 1 << 0,
} DpRefreshFlags;

#define DP_TYPE_REFRESH (dp_refresh_get_type ())
G_DECLARE_FINAL_TYPE (DpRefresh, dp_refresh, DP, REFRESH, GObject)

/* Asks one source, for topics or for days. Properties, all read-only and notified:
 * `running`, `n-total` and `n-done` (of everything asked for since it was last idle),
 * `subject` (the name of the topic, or the day, that is being asked for; %NULL when none
 * is), `wait` (guint, a DpHttpWait, _OVER when it waits for nothing) and `wait-until`
 * (gint64, µs since 1970, UTC; 0 when nobody knows).
 *
 * Signal `done (DpRefresh *self, DpRefreshOutcome *outcome, gpointer data)`: one more
 * topic or day is done, in one way or another. */

DpRefresh  *dp_refresh_new            (DpLibrary    *library,
                                       DpSource     *source,
                                       DpHttpClient *client) G_GNUC_WARN_UNUSED_RESULT;

void        dp_refresh_run_async      (DpRefresh          *self,
                                       const gint64       *topic_ids,
                                       gsize               n_topic_ids,
                                       DpRefreshFlags      flags,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
void        dp_refresh_run_days_async (DpRefresh          *self,
                                       const char         *first,
                                       const char         *last,
                                       DpRefreshFlags      flags,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GPtrArray  *dp_refresh_run_finish     (DpRefresh    *self,
                                       GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void        dp_refresh_stop           (DpRefresh *self);

gboolean    dp_refresh_is_running     (DpRefresh *self);
guint       dp_refresh_get_n_total    (DpRefresh *self);
guint       dp_refresh_get_n_done     (DpRefresh *self);
const char *dp_refresh_get_subject    (DpRefresh *self);
DpHttpWait  dp_refresh_get_wait       (DpRefresh *self);

const char *dp_refresh_get_service    (DpRefresh *self);

char       *dp_refresh_dup_sentence   (DpRefresh *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
