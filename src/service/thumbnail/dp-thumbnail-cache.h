/* dp-thumbnail-cache.h: the pictures of papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/dp-http-client.h"
#include "service/thumbnail/dp-thumbnail-store.h"

G_BEGIN_DECLS

#define DP_TYPE_THUMBNAIL_CACHE (dp_thumbnail_cache_get_type ())
G_DECLARE_FINAL_TYPE (DpThumbnailCache, dp_thumbnail_cache, DP, THUMBNAIL_CACHE, GObject)

DpThumbnailCache *dp_thumbnail_cache_new         (DpHttpClient *client,
                                                  const char   *folder,
                                                  const char   *base_url) G_GNUC_WARN_UNUSED_RESULT;
DpThumbnailCache *dp_thumbnail_cache_new_default (DpHttpClient *client) G_GNUC_WARN_UNUSED_RESULT;
void              dp_thumbnail_cache_load_async  (DpThumbnailCache   *self,
                                                  const char         *uri,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
GBytes           *dp_thumbnail_cache_load_finish (DpThumbnailCache *self,
                                                  GAsyncResult     *result,
                                                  GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
