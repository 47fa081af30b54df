/* dp-thumbnail-images.h: the service's thumbnails, for the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "service/thumbnail/dp-thumbnail-cache.h"
#include "ui/reader/dp-image-provider.h"

G_BEGIN_DECLS

#define DP_TYPE_THUMBNAIL_IMAGES (dp_thumbnail_images_get_type ())
G_DECLARE_FINAL_TYPE (DpThumbnailImages, dp_thumbnail_images, DP, THUMBNAIL_IMAGES, GObject)

DpImageProvider *dp_thumbnail_images_new (DpThumbnailCache *cache) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
