/* dp-topic-refresh.h: asking what is new on one topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "library/topic/dp-topic-query.h"
#include "service/refresh/dp-refresh-outcome.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

gboolean          dp_topic_refresh_is_fresh   (const DpRefreshRecord *record,
                                               const char            *request_key,
                                               DpTime                 now);

void              dp_topic_refresh_run_async  (DpLibrary          *library,
                                               DpSource           *source,
                                               gint64              topic_id,
                                               gboolean            force,
                                               gboolean            avoid_feed,
                                               GCancellable       *stop,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
DpRefreshOutcome *dp_topic_refresh_run_finish (DpLibrary    *library,
                                               GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
