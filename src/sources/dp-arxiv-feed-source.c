/* dp-arxiv-feed-source.c: arXiv's daily feeds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-arxiv-feed-source.h"

#include "formats/arxiv/dp-feed-parser.h"
#include "net/dp-http-body.h"
#include "sources/dp-arxiv-source.h"

#include <string.h>

/* The announcements of one day in some categories, see
 * https://info.arxiv.org/help/rss.html. They come from another server than the API's, but
 * arXiv counts the requests to both together. */

#define ACCEPT "application/atom+xml, application/xml;q=0.9, */*;q=0.8"

/* Two thousand abstracts are five megabytes. */
#define MAX_BYTES (32 * 1024 * 1024)

/* Feeds are remembered, to be asked for again only when they changed: so many. */
#define MAX_REMEMBERED 8

struct _DpArxivFeedSource
{
  GObject parent_instance;

  DpHttpClient *client;
  char         *base_url;   /* without a final slash */
  GHashTable   *remembered; /* of path → Remembered */
};

static void source_iface_init (DpSourceInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpArxivFeedSource, dp_arxiv_feed_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_SOURCE, source_iface_init))
/* clang-format on */

/* A feed as it came last. */
typedef struct
{
  DpFeed *feed;
  char   *etag;          /* (nullable) */
  char   *last_modified; /* (nullable) */
  gint64  good_until_us; /* monotonic: it need not be asked for before that */
} Remembered;

typedef struct
{
  char           *path;
  gboolean        revised;
  DpHttpBody     *body;
  DpHttpResponse *response; /* (nullable) */
} Fetch;

static void
remembered_free (Remembered *remembered)
{
  dp_feed_free (remembered->feed);
  g_free (remembered->etag);
  g_free (remembered->last_modified);
  g_free (remembered);
}

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->path);
  g_object_unref (fetch->body);
  g_clear_pointer (&fetch->response, dp_http_response_free);
  g_free (fetch);
}

static const char *
get_id (DpSource *source)
{
  return "arxiv-feed";
}

static const char *
get_name (DpSource *source)
{
  return "arXiv";
}

/* `/atom/cs.AI+cs.CL`; the feed of a whole archive has the archive's name. */
static char *
dup_request_key (DpSource      *source,
                 const DpTopic *topic,
                 guint          start,
                 guint          max_results)
{
  GString *path = g_string_new ("/atom/");

  for (guint i = 0; topic->categories != NULL && topic->categories[i] != NULL; i++)
    {
      const char *category = topic->categories[i];
      gsize       length = strlen (category) - (g_str_has_suffix (category, ".*") ? strlen (".*") : 0);

      if (i > 0)
        g_string_append_c (path, '+');
      g_string_append_len (path, category, (gssize)length);
    }

  return g_string_free (path, FALSE);
}

static DpSourcePage *
build_page (const DpFeed *feed,
            const Fetch  *fetch)
{
  DpSourcePage *page = dp_source_page_new (DP_AUTHORITY_ARXIV_FEED);

  for (guint i = 0; i < feed->announcements->len; i++)
    {
      const DpAnnouncement *announcement = g_ptr_array_index (feed->announcements, i);
      gboolean              is_first = announcement->type == DP_ANNOUNCE_NEW ||
                          announcement->type == DP_ANNOUNCE_CROSS;

      if (is_first || fetch->revised)
        g_ptr_array_add (page->papers, dp_paper_ref (announcement->paper));
    }

  page->total_results = feed->announcements->len;
  page->announced_at = feed->date;
  page->request_key = g_strdup (fetch->path);

  return page;
}

static void
return_page (GTask        *task,
             const DpFeed *feed)
{
  g_task_return_pointer (task, build_page (feed, g_task_get_task_data (task)),
                         (GDestroyNotify)dp_source_page_free);
}

static void
return_remembered (GTask      *task,
                   Remembered *remembered)
{
  Fetch *fetch = g_task_get_task_data (task);

  remembered->good_until_us = g_get_monotonic_time () + (gint64)fetch->response->max_age_s * G_USEC_PER_SEC;
  return_page (task, remembered->feed);
}

static void
remember (GTask  *task,
          DpFeed *feed) /* (owned) */
{
  DpArxivFeedSource *self = g_task_get_source_object (task);
  Fetch             *fetch = g_task_get_task_data (task);
  Remembered        *remembered = g_new0 (Remembered, 1);

  remembered->feed = feed;
  remembered->etag = g_strdup (fetch->response->etag);
  remembered->last_modified = g_strdup (fetch->response->last_modified);

  if (g_hash_table_size (self->remembered) >= MAX_REMEMBERED)
    g_hash_table_remove_all (self->remembered);
  g_hash_table_replace (self->remembered, g_strdup (fetch->path), remembered);

  return_remembered (task, remembered);
}

/* Megabytes of abstracts take longer than a window may stand still. */
static void
parse_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  gsize       length = 0;
  const char *text = g_bytes_get_data (data, &length);
  GError     *error = NULL;
  DpFeed     *feed = dp_feed_parse (text != NULL ? text : "", length, &error);

  if (feed != NULL)
    g_task_return_pointer (task, feed, (GDestroyNotify)dp_feed_free);
  else
    g_task_return_error (task, error);
}

static void
parsed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  DpFeed *feed = g_task_propagate_pointer (G_TASK (result), &error);

  if (feed != NULL)
    remember (task, feed);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  DpArxivFeedSource *self = g_task_get_source_object (task);
  Fetch             *fetch = g_task_get_task_data (task);
  g_autoptr (GTask) parse = NULL;
  GError     *error = NULL;
  Remembered *remembered = NULL;

  fetch->response = dp_http_client_fetch_finish (DP_HTTP_CLIENT (object), result, &error);
  if (fetch->response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  remembered = fetch->response->not_modified ? g_hash_table_lookup (self->remembered, fetch->path) : NULL;
  if (remembered != NULL)
    {
      return_remembered (task, remembered);
      return;
    }

  parse = g_task_new (self, g_task_get_cancellable (task), parsed_cb, g_object_ref (task));
  g_task_set_source_tag (parse, fetched_cb);
  g_task_set_task_data (parse, dp_http_body_dup_bytes (fetch->body), (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (parse, parse_thread);
}

static void
fetch_page_async (DpSource           *source,
                  const DpTopic      *topic,
                  guint               start,
                  guint               max_results,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  DpArxivFeedSource *self = DP_ARXIV_FEED_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (DpHttpRequest) request = NULL;
  g_autofree char  *uri = NULL;
  const Remembered *remembered = NULL;
  Fetch            *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, fetch_page_async);
  fetch->path = dup_request_key (source, topic, start, max_results);
  fetch->revised = topic->revised;
  fetch->body = dp_http_body_new ();
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);

  remembered = g_hash_table_lookup (self->remembered, fetch->path);
  if (remembered != NULL && g_get_monotonic_time () < remembered->good_until_us)
    {
      return_page (task, remembered->feed);
      return;
    }

  uri = g_strconcat (self->base_url, fetch->path, NULL);
  request = dp_http_request_new (uri, DP_ARXIV_GROUP, DP_ARXIV_INTERVAL_MS);
  request->accept = g_strdup (ACCEPT);
  request->max_bytes = MAX_BYTES;
  request->is_side_door = TRUE;
  request->etag = remembered != NULL ? g_strdup (remembered->etag) : NULL;
  request->last_modified = remembered != NULL ? g_strdup (remembered->last_modified) : NULL;
  dp_http_client_fetch_async (self->client, request, DP_HTTP_CONSUMER (fetch->body), cancellable,
                              fetched_cb, g_object_ref (task));
}

static DpSourcePage *
fetch_page_finish (DpSource     *source,
                   GAsyncResult *result,
                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fetch_page_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
source_iface_init (DpSourceInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_name;
  iface->dup_request_key = dup_request_key;
  iface->fetch_page_async = fetch_page_async;
  iface->fetch_page_finish = fetch_page_finish;
}

static void
dp_arxiv_feed_source_finalize (GObject *object)
{
  DpArxivFeedSource *self = DP_ARXIV_FEED_SOURCE (object);

  g_clear_object (&self->client);
  g_free (self->base_url);
  g_hash_table_unref (self->remembered);

  G_OBJECT_CLASS (dp_arxiv_feed_source_parent_class)->finalize (object);
}

static void
dp_arxiv_feed_source_class_init (DpArxivFeedSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_arxiv_feed_source_finalize;
}

static void
dp_arxiv_feed_source_init (DpArxivFeedSource *self)
{
  self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)remembered_free);
}

/**
 * dp_arxiv_feed_source_new:
 * @client: what to ask with
 * @base_url: where: %DP_ARXIV_FEED_DEFAULT_URL, or a mirror's or a test's
 *
 * Gives arXiv's daily feeds as a source. A topic's page is the announcements of one day in
 * its categories, without replacements unless its revisions count; its words and authors are
 * not looked at. What came is kept for as long as the server says, and asked for
 * again only if it changed.
 *
 * Returns: (transfer full): a new source
 */
DpSource *
dp_arxiv_feed_source_new (DpHttpClient *client,
                          const char   *base_url)
{
  DpArxivFeedSource *self = NULL;

  g_return_val_if_fail (DP_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (base_url != NULL, NULL);

  self = g_object_new (DP_TYPE_ARXIV_FEED_SOURCE, NULL);
  self->client = g_object_ref (client);
  self->base_url = g_strdup (base_url);
  if (g_str_has_suffix (self->base_url, "/"))
    self->base_url[strlen (self->base_url) - 1] = '\0';

  return DP_SOURCE (self);
}
