/* dp-arxiv-source.c: arXiv's query API
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-arxiv-source.h"

#include "sources/dp-arxiv-answer.h"
#include "sources/dp-arxiv-query.h"

#include <glib/gi18n.h>
#include <string.h>

/* arXiv answers 406 to who accepts anything, and to who says nothing. */
#define ACCEPT "application/atom+xml, application/xml;q=0.9, */*;q=0.8"

struct _DpArxivSource
{
  GObject parent_instance;

  DpHttpClient *client;
  char         *base_url; /* without a final slash */
  DpSource     *feed;     /* (nullable) */
};

static void source_iface_init (DpSourceInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpArxivSource, dp_arxiv_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_SOURCE, source_iface_init))
/* clang-format on */

typedef struct
{
  DpArxivAnswer *answer;
  char          *request_key;
  gboolean       revised;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->answer);
  g_free (fetch->request_key);
  g_free (fetch);
}

static const char *
get_id (DpSource *source)
{
  return "arxiv";
}

static const char *
get_name (DpSource *source)
{
  return "arXiv";
}

static DpSource *
get_feed (DpSource *source)
{
  return DP_ARXIV_SOURCE (source)->feed;
}

static char *
dup_request_key (DpSource      *source,
                 const DpTopic *topic,
                 guint          start,
                 guint          max_results)
{
  char *path = dp_arxiv_query_build_path (topic, start, max_results);

  return path != NULL ? path : g_strdup ("");
}

static DpTime
get_date (const DpPaper *paper,
          gboolean       revised)
{
  return revised ? paper->updated : paper->published;
}

/* Newest first, and by id within a second: arXiv's own order is not reliable. */
static int
compare_papers (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const DpPaper *paper_a = *(DpPaper *const *)a;
  const DpPaper *paper_b = *(DpPaper *const *)b;
  gboolean       revised = GPOINTER_TO_INT (user_data);
  DpTime         date_a = get_date (paper_a, revised);
  DpTime         date_b = get_date (paper_b, revised);

  if (date_a != date_b)
    return date_a < date_b ? 1 : -1;

  return strcmp (paper_b->id, paper_a->id);
}

static DpSourcePage *
build_page (Fetch  *fetch,
            GError *problem) /* (owned) (nullable) */
{
  DpSourcePage *page = dp_source_page_new (DP_AUTHORITY_ARXIV_API);
  GPtrArray    *papers = dp_arxiv_answer_get_papers (fetch->answer);

  for (guint i = 0; papers != NULL && i < papers->len; i++)
    g_ptr_array_add (page->papers, dp_paper_ref (g_ptr_array_index (papers, i)));
  g_ptr_array_sort_with_data (page->papers, compare_papers, GINT_TO_POINTER (fetch->revised));

  page->total_results = dp_arxiv_answer_get_total_results (fetch->answer);
  page->request_key = g_strdup (fetch->request_key);
  page->problem = problem;

  return page;
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;
  Fetch     *fetch = g_task_get_task_data (task);
  GPtrArray *papers = NULL;

  response = dp_http_client_fetch_finish (DP_HTTP_CLIENT (object), result, &error);

  /* What came before something went wrong is worth keeping. */
  papers = dp_arxiv_answer_get_papers (fetch->answer);
  if (response == NULL && (papers == NULL || papers->len == 0 ||
                           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, build_page (fetch, g_steal_pointer (&error)),
                           (GDestroyNotify)dp_source_page_free);
}

static DpHttpRequest *
build_request (DpArxivSource *self,
               const char    *path)
{
  g_autofree char *uri = g_strconcat (self->base_url, path, NULL);
  DpHttpRequest   *request = dp_http_request_new (uri, DP_ARXIV_GROUP, DP_ARXIV_INTERVAL_MS);

  request->accept = g_strdup (ACCEPT);

  return request;
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
  DpArxivSource *self = DP_ARXIV_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *query = dp_arxiv_query_build (topic);
  g_autoptr (DpHttpRequest) request = NULL;
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, fetch_page_async);
  fetch->answer = dp_arxiv_answer_new (start);
  fetch->request_key = dup_request_key (source, topic, start, max_results);
  fetch->revised = topic->revised;
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);

  if (query == NULL)
    {
      g_task_return_new_error (task, DP_TOPIC_ERROR, DP_TOPIC_ERROR_EMPTY,
                               _("The topic names nothing that arXiv could look for."));
      return;
    }

  if (*fetch->request_key == '\0') /* past the end of what arXiv gives */
    {
      g_task_return_pointer (task, build_page (fetch, NULL), (GDestroyNotify)dp_source_page_free);
      return;
    }

  request = build_request (self, fetch->request_key);
  dp_http_client_fetch_async (self->client, request, DP_HTTP_CONSUMER (fetch->answer), cancellable,
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

/* Papers by their ids, as many requests as that takes. */
typedef struct
{
  GPtrArray     *ids;     /* (owned) canonical, each once */
  GHashTable    *wanted;  /* (owned) of (unowned) ids: those that did not come yet */
  guint          n_asked; /* of @ids, up to and with the request under way */
  DpArxivAnswer *answer;  /* (owned) (nullable): of that request */
  DpSourcePage  *page;    /* (owned) (nullable): what came so far */
} PapersFetch;

static void ask_for_papers (GTask *task);

static void
papers_fetch_free (PapersFetch *fetch)
{
  g_hash_table_unref (fetch->wanted);
  g_ptr_array_unref (fetch->ids);
  g_clear_object (&fetch->answer);
  dp_source_page_free (fetch->page);
  g_free (fetch);
}

/* What came in, but for papers that nobody asked for. */
static void
take_papers (PapersFetch *fetch)
{
  GPtrArray *papers = dp_arxiv_answer_get_papers (fetch->answer);

  for (guint i = 0; papers != NULL && i < papers->len; i++)
    {
      DpPaper *paper = g_ptr_array_index (papers, i);

      if (g_hash_table_remove (fetch->wanted, paper->id))
        g_ptr_array_add (fetch->page->papers, dp_paper_ref (paper));
    }
}

static void
return_papers (GTask  *task,
               GError *problem /* (transfer full) (nullable) */)
{
  PapersFetch *fetch = g_task_get_task_data (task);

  if (problem != NULL && (fetch->page->papers->len == 0 ||
                          g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_task_return_error (task, problem);
      return;
    }

  fetch->page->problem = problem;
  g_task_return_pointer (task, g_steal_pointer (&fetch->page), (GDestroyNotify)dp_source_page_free);
}

static void
papers_came_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;

  response = dp_http_client_fetch_finish (DP_HTTP_CLIENT (object), result, &error);
  take_papers (g_task_get_task_data (task));

  if (response != NULL)
    ask_for_papers (task);
  else
    return_papers (task, g_steal_pointer (&error));
}

static void
ask_for_papers (GTask *task)
{
  DpArxivSource   *self = g_task_get_source_object (task);
  PapersFetch     *fetch = g_task_get_task_data (task);
  guint            first = fetch->n_asked;
  guint            n = MIN (fetch->ids->len - first, DP_ARXIV_MAX_IDS);
  g_autofree char *path = NULL;
  g_autoptr (DpHttpRequest) request = NULL;

  if (n == 0)
    {
      return_papers (task, NULL);
      return;
    }

  path = dp_arxiv_query_build_ids_path ((const char *const *)fetch->ids->pdata + first, n);
  request = build_request (self, path);
  fetch->n_asked += n;
  g_clear_object (&fetch->answer);
  fetch->answer = dp_arxiv_answer_new (0);
  dp_http_client_fetch_async (self->client, request, DP_HTTP_CONSUMER (fetch->answer),
                              g_task_get_cancellable (task), papers_came_cb, g_object_ref (task));
}

static void
fetch_papers_async (DpSource           *source,
                    const char *const  *ids,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  PapersFetch *fetch = g_new0 (PapersFetch, 1);

  g_task_set_source_tag (task, fetch_papers_async);
  fetch->ids = dp_source_select_arxiv_ids (ids);
  fetch->wanted = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < fetch->ids->len; i++)
    g_hash_table_add (fetch->wanted, g_ptr_array_index (fetch->ids, i));
  fetch->page = dp_source_page_new (DP_AUTHORITY_ARXIV_API);
  g_task_set_task_data (task, fetch, (GDestroyNotify)papers_fetch_free);

  ask_for_papers (task);
}

static DpSourcePage *
fetch_papers_finish (DpSource     *source,
                     GAsyncResult *result,
                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fetch_papers_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
source_iface_init (DpSourceInterface *iface)
{
  iface->get_id = get_id;
  iface->get_name = get_name;
  iface->get_feed = get_feed;
  iface->dup_request_key = dup_request_key;
  iface->fetch_page_async = fetch_page_async;
  iface->fetch_page_finish = fetch_page_finish;
  iface->fetch_papers_async = fetch_papers_async;
  iface->fetch_papers_finish = fetch_papers_finish;
}

static void
dp_arxiv_source_finalize (GObject *object)
{
  DpArxivSource *self = DP_ARXIV_SOURCE (object);

  g_clear_object (&self->client);
  g_clear_object (&self->feed);
  g_clear_pointer (&self->base_url, g_free);

  G_OBJECT_CLASS (dp_arxiv_source_parent_class)->finalize (object);
}

static void
dp_arxiv_source_class_init (DpArxivSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_arxiv_source_finalize;
}

static void
dp_arxiv_source_init (DpArxivSource *self)
{
}

/**
 * dp_arxiv_source_new:
 * @client: what to ask with
 * @base_url: where: %DP_ARXIV_DEFAULT_URL, or a mirror's or a test's
 *
 * Gives arXiv's query API as a source. Its rules are in arXiv's user manual and terms of
 * use: at most 2,000 papers a request, one request in three seconds.
 *
 * Returns: (transfer full): a new source
 */
DpSource *
dp_arxiv_source_new (DpHttpClient *client,
                     const char   *base_url)
{
  DpArxivSource *self = NULL;

  g_return_val_if_fail (DP_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (base_url != NULL, NULL);

  self = g_object_new (DP_TYPE_ARXIV_SOURCE, NULL);
  self->client = g_object_ref (client);
  self->base_url = g_strdup (base_url);
  if (g_str_has_suffix (self->base_url, "/"))
    self->base_url[strlen (self->base_url) - 1] = '\0';

  return DP_SOURCE (self);
}

/**
 * dp_arxiv_source_set_feed:
 * @self: arXiv's query API
 * @feed: arXiv's daily feeds
 *
 * Gives it what dp_source_get_feed() returns.
 */
void
dp_arxiv_source_set_feed (DpArxivSource *self,
                          DpSource      *feed)
{
  g_return_if_fail (DP_IS_ARXIV_SOURCE (self));
  g_return_if_fail (DP_IS_SOURCE (feed));

  g_set_object (&self->feed, feed);
}
