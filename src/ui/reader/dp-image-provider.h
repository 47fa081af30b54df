/* dp-image-provider.h: where the window gets pictures from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DP_TYPE_IMAGE_PROVIDER (dp_image_provider_get_type ())
G_DECLARE_INTERFACE (DpImageProvider, dp_image_provider, DP, IMAGE_PROVIDER, GObject)

/**
 * DpImageProviderInterface:
 *
 * The window fetches nothing; who makes it hands it one of these. What it gives is a
 * picture in PNG format, small enough to draw.
 */
struct _DpImageProviderInterface
{
  GTypeInterface parent_iface;

  void    (*load_async)  (DpImageProvider    *self,
                          const char         *uri,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data);
  GBytes *(*load_finish) (DpImageProvider *self,
                          GAsyncResult    *result,
                          GError         **error);
};

void    dp_image_provider_load_async  (DpImageProvider    *self,
                                       const char         *uri,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GBytes *dp_image_provider_load_finish (DpImageProvider *self,
                                       GAsyncResult    *result,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
