/* dp-thumbnail-store.h: pictures kept on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DP_THUMBNAIL_MAX_BYTES  (2 * 1024 * 1024)          /* of one picture, as it comes */
#define DP_THUMBNAIL_MAX_SIDE   4096                       /* in pixels, once it is drawn */
#define DP_THUMBNAIL_MAX_STORED (100 * G_GUINT64_CONSTANT (1000000)) /* of all, by decisions.md */

GBytes *dp_thumbnail_store_read  (const char *folder,
                                  const char *uri,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *dp_thumbnail_store_write (const char *folder,
                                  const char *uri,
                                  GBytes     *bytes,
                                  guint64     max_stored,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
