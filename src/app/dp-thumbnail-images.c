/* dp-thumbnail-images.c: the service's thumbnails, for the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-thumbnail-images.h"

/* The window knows no service, and the service no window. */
struct _DpThumbnailImages
{
  GObject parent_instance;

  DpThumbnailCache *cache;
};

static void provider_iface_init (DpImageProviderInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpThumbnailImages, dp_thumbnail_images, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_IMAGE_PROVIDER, provider_iface_init))
/* clang-format on */

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *picture = dp_thumbnail_cache_load_finish (DP_THUMBNAIL_CACHE (object), result, &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
load_async (DpImageProvider    *provider,
            const char         *uri,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  DpThumbnailImages *self = DP_THUMBNAIL_IMAGES (provider);
  GTask             *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, load_async);
  dp_thumbnail_cache_load_async (self->cache, uri, cancellable, loaded_cb, task);
}

static GBytes *
load_finish (DpImageProvider *provider,
             GAsyncResult    *result,
             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
provider_iface_init (DpImageProviderInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
}

static void
dp_thumbnail_images_finalize (GObject *object)
{
  g_object_unref (DP_THUMBNAIL_IMAGES (object)->cache);

  G_OBJECT_CLASS (dp_thumbnail_images_parent_class)->finalize (object);
}

static void
dp_thumbnail_images_class_init (DpThumbnailImagesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_thumbnail_images_finalize;
}

static void
dp_thumbnail_images_init (DpThumbnailImages *self)
{
}

/**
 * dp_thumbnail_images_new:
 * @cache: where the thumbnails are
 *
 * Main thread.
 *
 * Returns: (transfer full): what the window asks
 */
DpImageProvider *
dp_thumbnail_images_new (DpThumbnailCache *cache)
{
  DpThumbnailImages *self = NULL;

  g_return_val_if_fail (DP_IS_THUMBNAIL_CACHE (cache), NULL);

  self = g_object_new (DP_TYPE_THUMBNAIL_IMAGES, NULL);
  self->cache = g_object_ref (cache);

  return DP_IMAGE_PROVIDER (self);
}
