/* dp-feed-fallback.h: the day's announcements in place of a busy API
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

/**
 * DpFeedFallback:
 *
 * What a feed gave to topics. A plain struct, owned by one place at a time.
 */
typedef struct
{
  char       *categories; /* (owned): whose announcements were read, as people write them */
  GHashTable *n_new;      /* (owned): topic id (gint64) → how many papers are new in it */
} DpFeedFallback;

void            dp_feed_fallback_free       (DpFeedFallback *self);

/* One request for all topics; fails when none could be made or it failed. Main thread. */
void            dp_feed_fallback_run_async  (DpLibrary          *library,
                                             DpSource           *feed,
                                             const gint64       *topic_ids,
                                             gsize               n_topic_ids,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
DpFeedFallback *dp_feed_fallback_run_finish (DpLibrary    *library,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpFeedFallback, dp_feed_fallback_free)

G_END_DECLS
