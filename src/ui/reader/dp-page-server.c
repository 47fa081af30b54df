/* dp-page-server.c: what a page is made of, for WebKit to ask for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-page-server.h"

#include "render/dp-page.h"

#define KATEX_RESOURCES "/io/github/dailypapers/DailyPapers/katex/"

struct _DpPageServer
{
  GObject parent_instance;

  guint            number;
  char            *uri;     /* of the page */
  GBytes          *page;    /* (nullable) */
  DpPaper         *paper;   /* (nullable): whose page it is */
  DpImageProvider *images;  /* (nullable): no images */
  GCancellable    *loading; /* (nullable): of the paper's images */
};

G_DEFINE_FINAL_TYPE (DpPageServer, dp_page_server, G_TYPE_OBJECT)

static void
give (WebKitURISchemeRequest *request,
      GBytes                 *bytes,
      const char             *content_type)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  webkit_uri_scheme_request_finish (request, stream, (gint64)g_bytes_get_size (bytes), content_type);
}

static void
refuse (WebKitURISchemeRequest *request)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no such resource");

  webkit_uri_scheme_request_finish_error (request, error);
}

static void
give_style (WebKitURISchemeRequest *request)
{
  g_autoptr (GBytes) style = dp_page_dup_style ();

  give (request, style, "text/css");
}

/* By name, for a program that was built without KaTeX has none. */
static void
give_katex (WebKitURISchemeRequest *request,
            const char             *name)
{
  g_autofree char *path = g_strconcat (KATEX_RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes != NULL)
    give (request, bytes, g_str_has_suffix (name, ".css") ? "text/css" : "font/woff2");
  else
    refuse (request);
}

/* WebKit marks an image that fails by an icon, whatever its alternative text: a picture
 * of nothing leaves no trace. */
static void
give_no_image (WebKitURISchemeRequest *request)
{
  static const char picture[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (picture, sizeof picture - 1);

  give (request, bytes, "image/svg+xml");
}

static void
image_loaded_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (WebKitURISchemeRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) image = dp_image_provider_load_finish (DP_IMAGE_PROVIDER (object), result, &error);

  if (image == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("There is no thumbnail: %s", error->message);
      give_no_image (request);
      return;
    }

  give (request, image, "image/png");
}

static gboolean
is_thumbnail (DpPageServer *self,
              const char   *uri)
{
  g_autofree char *thumbnail_uri = self->paper != NULL ? dp_page_dup_thumbnail_uri (self->paper) : NULL;

  return g_strcmp0 (uri, thumbnail_uri) == 0;
}

/* The context may live on for a moment when its view is gone. */
static void
requested_cb (WebKitURISchemeRequest *request,
              gpointer                user_data)
{
  g_autoptr (DpPageServer) self = g_weak_ref_get (user_data);
  const char *uri = webkit_uri_scheme_request_get_uri (request);

  if (self == NULL)
    refuse (request);
  else if (g_strcmp0 (uri, DP_PAGE_STYLE_URI) == 0)
    give_style (request);
  else if (g_str_has_prefix (uri, DP_PAGE_KATEX_URI))
    give_katex (request, uri + strlen (DP_PAGE_KATEX_URI));
  else if (g_strcmp0 (uri, self->uri) == 0 && self->page != NULL)
    give (request, self->page, "text/html");
  else if (!is_thumbnail (self, uri))
    refuse (request);
  else if (self->images == NULL)
    give_no_image (request);
  else
    dp_image_provider_load_async (self->images, self->paper->thumbnail, self->loading,
                                  image_loaded_cb, g_object_ref (request));
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
dp_page_server_dispose (GObject *object)
{
  DpPageServer *self = DP_PAGE_SERVER (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->images);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->page, g_bytes_unref);
  g_clear_pointer (&self->paper, dp_paper_unref);

  G_OBJECT_CLASS (dp_page_server_parent_class)->dispose (object);
}

static void
dp_page_server_class_init (DpPageServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dp_page_server_dispose;
}

static void
dp_page_server_init (DpPageServer *self)
{
  dp_page_server_begin_page (self);
}

/**
 * dp_page_server_new:
 * @context: a context without a server
 *
 * Answers requests of @context's views for as long as it lives itself. Main thread.
 *
 * Returns: (transfer full): a server without a page
 */
DpPageServer *
dp_page_server_new (WebKitWebContext *context)
{
  DpPageServer *self = g_object_new (DP_TYPE_PAGE_SERVER, NULL);
  GWeakRef     *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  webkit_web_context_register_uri_scheme (context, "dp", requested_cb, weak, free_weak_ref);

  return self;
}

/**
 * dp_page_server_set_page:
 * @self: a server
 * @page: the HTML of the page
 * @paper: the paper that it shows
 *
 * Changes what the page is; pictures that it still waits for are given up.
 */
void
dp_page_server_set_page (DpPageServer *self,
                         const char   *page,
                         DpPaper      *paper)
{
  g_return_if_fail (DP_IS_PAGE_SERVER (self));
  g_return_if_fail (page != NULL && paper != NULL);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();

  dp_paper_ref (paper);
  g_clear_pointer (&self->paper, dp_paper_unref);
  self->paper = paper;

  g_clear_pointer (&self->page, g_bytes_unref);
  self->page = g_bytes_new (page, strlen (page));
}

/**
 * dp_page_server_begin_page:
 * @self: a server
 *
 * Gives the page another address: what is set next is another paper's.
 */
void
dp_page_server_begin_page (DpPageServer *self)
{
  g_return_if_fail (DP_IS_PAGE_SERVER (self));

  g_free (self->uri);
  self->uri = g_strdup_printf ("%s%u", DP_PAGE_BASE_URI, self->number++);
}

/**
 * dp_page_server_get_uri:
 * @self: a server
 *
 * Returns: (transfer none): where the page is
 */
const char *
dp_page_server_get_uri (DpPageServer *self)
{
  g_return_val_if_fail (DP_IS_PAGE_SERVER (self), NULL);

  return self->uri;
}

/**
 * dp_page_server_set_images:
 * @self: a server
 * @images: (nullable): where thumbnails come from; %NULL for none
 *
 * Changes what the next page gets for its thumbnail.
 */
void
dp_page_server_set_images (DpPageServer    *self,
                           DpImageProvider *images)
{
  g_return_if_fail (DP_IS_PAGE_SERVER (self));
  g_return_if_fail (images == NULL || DP_IS_IMAGE_PROVIDER (images));

  g_set_object (&self->images, images);
}
