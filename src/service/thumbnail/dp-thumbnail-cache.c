/* dp-thumbnail-cache.c: the pictures of papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/thumbnail/dp-thumbnail-cache.h"

#include "net/dp-http-body.h"

#include <glib/gi18n.h>
#include <string.h>

/* Pictures come from the disk or else from Hugging Face, and from nobody else: a paper's
 * address of a picture may have come from a file that anybody wrote, and asking for it
 * would tell them who reads the paper. Blocking work is done on threads of GIO; the rest
 * on the main thread. */

/* The pictures' host is not the API's, so they do not make the day's list wait. */
#define GROUP "hugging-face-images"
#define INTERVAL_MS 250

#define ACCEPT "image/png"

/* For so long a picture that could not be had is not asked for again. */
#define FAILURE_LASTS_US (10 * 60 * G_TIME_SPAN_SECOND)

struct _DpThumbnailCache
{
  GObject parent_instance;

  DpHttpClient *client;
  char         *folder;
  GUri         *base_url; /* (nullable): replaces scheme, host and port */
  GHashTable   *failures; /* address → gint64, monotonic time of the last try */
};

G_DEFINE_FINAL_TYPE (DpThumbnailCache, dp_thumbnail_cache, G_TYPE_OBJECT)

typedef struct
{
  char       *folder;
  char       *uri;
  DpHttpBody *body;
  GBytes     *bytes; /* (nullable): what is to be kept */
} Load;

static void
load_free (Load *load)
{
  g_free (load->folder);
  g_free (load->uri);
  g_clear_object (&load->body);
  g_clear_pointer (&load->bytes, g_bytes_unref);
  g_free (load);
}

static gboolean
is_host_of (const char *host,
            const char *domain)
{
  g_autofree char *suffix = g_strconcat (".", domain, NULL);

  return g_ascii_strcasecmp (host, domain) == 0 ||
         (strlen (host) > strlen (suffix) &&
          g_ascii_strcasecmp (host + strlen (host) - strlen (suffix), suffix) == 0);
}

static gboolean
is_trusted (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 && host != NULL &&
         (is_host_of (host, "huggingface.co") || is_host_of (host, "hf.co"));
}

/* The address to ask, %NULL when nobody is to be asked. */
static char *
dup_address (DpThumbnailCache *self,
             const char       *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) moved = NULL;

  if (parsed == NULL || !is_trusted (parsed))
    return NULL;

  if (self->base_url == NULL)
    return g_uri_to_string (parsed);

  moved = g_uri_build (G_URI_FLAGS_ENCODED,
                       g_uri_get_scheme (self->base_url), NULL,
                       g_uri_get_host (self->base_url), g_uri_get_port (self->base_url),
                       g_uri_get_path (parsed), g_uri_get_query (parsed), NULL);

  return g_uri_to_string (moved);
}

static gboolean
has_failed_lately (DpThumbnailCache *self,
                   const char       *uri)
{
  const gint64 *failed_at = g_hash_table_lookup (self->failures, uri);

  return failed_at != NULL && g_get_monotonic_time () - *failed_at < FAILURE_LASTS_US;
}

/* Takes @error. */
static void
return_failure (GTask  *task,
                GError *error)
{
  DpThumbnailCache *self = g_task_get_source_object (task);
  const Load       *load = g_task_get_task_data (task);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gint64 now_us = g_get_monotonic_time ();

      g_hash_table_replace (self->failures, g_strdup (load->uri), g_memdup2 (&now_us, sizeof now_us));
    }

  g_task_return_error (task, error);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Load *load = task_data;
  GError     *error = NULL;
  GBytes     *picture = dp_thumbnail_store_write (load->folder, load->uri, load->bytes,
                                                  DP_THUMBNAIL_MAX_STORED, &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *picture = g_task_propagate_pointer (G_TASK (result), &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify)g_bytes_unref);
  else
    return_failure (task, error);
}

/* Both threads work on the task data of the task that waits for them. */
static void
run_in_thread (GTask              *task, /* (transfer full) */
               GTaskThreadFunc     thread_func,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) work = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task),
                                       callback, task);

  g_task_set_source_tag (work, run_in_thread);
  g_task_set_task_data (work, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (work, thread_func);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Load   *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (DpHttpResponse) response = dp_http_client_fetch_finish (DP_HTTP_CLIENT (object), result, &error);

  if (response == NULL)
    {
      return_failure (task, error);
      return;
    }

  load->bytes = dp_http_body_dup_bytes (load->body);
  run_in_thread (g_steal_pointer (&task), write_in_thread, written_cb);
}

static void
fetch (GTask *task) /* (transfer full) */
{
  DpThumbnailCache *self = g_task_get_source_object (task);
  Load             *load = g_task_get_task_data (task);
  g_autofree char  *address = dup_address (self, load->uri);
  g_autoptr (DpHttpRequest) request = dp_http_request_new (address, GROUP, INTERVAL_MS);

  request->accept = g_strdup (ACCEPT);
  request->max_bytes = DP_THUMBNAIL_MAX_BYTES;
  load->body = dp_http_body_new ();

  dp_http_client_fetch_async (self->client, request, DP_HTTP_CONSUMER (load->body),
                              g_task_get_cancellable (task), fetched_cb, task);
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Load *load = task_data;
  GError     *error = NULL;
  GBytes     *picture = dp_thumbnail_store_read (load->folder, load->uri, &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  DpThumbnailCache *self = DP_THUMBNAIL_CACHE (object);
  const Load       *load = g_task_get_task_data (task);
  GBytes           *picture = g_task_propagate_pointer (G_TASK (result), &error);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify)g_bytes_unref);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (has_failed_lately (self, load->uri))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The picture could not be fetched a short while ago."));
  else
    fetch (g_steal_pointer (&task));
}

static void
dp_thumbnail_cache_finalize (GObject *object)
{
  DpThumbnailCache *self = DP_THUMBNAIL_CACHE (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->base_url, g_uri_unref);
  g_hash_table_unref (self->failures);
  g_free (self->folder);

  G_OBJECT_CLASS (dp_thumbnail_cache_parent_class)->finalize (object);
}

static void
dp_thumbnail_cache_class_init (DpThumbnailCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_thumbnail_cache_finalize;
}

static void
dp_thumbnail_cache_init (DpThumbnailCache *self)
{
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * dp_thumbnail_cache_new:
 * @client: what asks for pictures
 * @folder: (type filename): where they are kept; made when needed
 * @base_url: (nullable): whom to ask instead of the addresses' own servers
 *
 * Main thread.
 *
 * Returns: (transfer full): a new cache
 */
DpThumbnailCache *
dp_thumbnail_cache_new (DpHttpClient *client,
                        const char   *folder,
                        const char   *base_url)
{
  DpThumbnailCache *self = g_object_new (DP_TYPE_THUMBNAIL_CACHE, NULL);

  self->client = g_object_ref (client);
  self->folder = g_strdup (folder);
  if (base_url != NULL)
    self->base_url = g_uri_parse (base_url, G_URI_FLAGS_ENCODED, NULL);

  return self;
}

/**
 * dp_thumbnail_cache_new_default:
 * @client: what asks for pictures
 *
 * Returns: (transfer full): the cache in `$XDG_CACHE_HOME`, which obeys `DAILY_PAPERS_THUMBNAIL_URL`
 */
DpThumbnailCache *
dp_thumbnail_cache_new_default (DpHttpClient *client)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), PACKAGE_NAME, "thumbnails", NULL);

  return dp_thumbnail_cache_new (client, folder, g_getenv ("DAILY_PAPERS_THUMBNAIL_URL"));
}

/**
 * dp_thumbnail_cache_load_async:
 * @self: a cache
 * @uri: a paper's thumbnail
 * @cancellable: (nullable): stops asking for it
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Gives a picture from the disk, or asks for it and keeps it. Only https addresses of
 * Hugging Face are asked, and none for ten minutes after it failed.
 */
void
dp_thumbnail_cache_load_async (DpThumbnailCache   *self,
                               const char         *uri,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *address = NULL;
  Load            *load = NULL;

  g_return_if_fail (DP_IS_THUMBNAIL_CACHE (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_thumbnail_cache_load_async);

  address = dup_address (self, uri);
  if (address == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                               _("Pictures are asked for at Hugging Face only, not at “%s”."), uri);
      return;
    }

  load = g_new0 (Load, 1);
  load->folder = g_strdup (self->folder);
  load->uri = g_strdup (uri);
  g_task_set_task_data (task, load, (GDestroyNotify)load_free);
  run_in_thread (g_steal_pointer (&task), read_in_thread, read_cb);
}

/**
 * dp_thumbnail_cache_load_finish:
 * @self: a cache
 * @result: the result that the callback got
 * @error: return location for an error: of net, of files, or %G_IO_ERROR
 *
 * Returns: (transfer full): the picture, or %NULL with @error set
 */
GBytes *
dp_thumbnail_cache_load_finish (DpThumbnailCache *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_thumbnail_cache_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
