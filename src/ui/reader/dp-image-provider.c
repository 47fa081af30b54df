/* dp-image-provider.c: where the window gets pictures from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-image-provider.h"

G_DEFINE_INTERFACE (DpImageProvider, dp_image_provider, G_TYPE_OBJECT)

static void
dp_image_provider_default_init (DpImageProviderInterface *iface)
{
}

/**
 * dp_image_provider_load_async:
 * @self: a provider
 * @uri: a picture of a paper
 * @cancellable: (nullable): ends the wait for it
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Asks for a picture. Main thread.
 */
void
dp_image_provider_load_async (DpImageProvider    *self,
                              const char         *uri,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (DP_IS_IMAGE_PROVIDER (self));
  g_return_if_fail (uri != NULL);

  DP_IMAGE_PROVIDER_GET_IFACE (self)->load_async (self, uri, cancellable, callback, user_data);
}

/**
 * dp_image_provider_load_finish:
 * @self: a provider
 * @result: the result that the callback got
 * @error: return location for any error
 *
 * Returns: (transfer full): the picture, or %NULL with @error set
 */
GBytes *
dp_image_provider_load_finish (DpImageProvider *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (DP_IS_IMAGE_PROVIDER (self), NULL);

  return DP_IMAGE_PROVIDER_GET_IFACE (self)->load_finish (self, result, error);
}
