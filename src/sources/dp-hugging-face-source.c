/* dp-hugging-face-source.c: Hugging Face's daily papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-hugging-face-source.h"

#include "sources/dp-hugging-face-answer.h"

#include <string.h>

#define ACCEPT "application/json"

/* A page of a hundred is about a megabyte. */
#define MAX_BYTES (16 * 1024 * 1024)

/* What may be asked for at once, and what comes when a server does not care for that. */
#define PAGE_LENGTH 100
#define DEFAULT_PAGE_LENGTH 50

/* The longest list there was had a hundred or so; a server that always has another page
 * is not to keep us. */
#define MAX_PAGES 20

/* So many pages are remembered, to be asked for again only where they changed. */
#define MAX_REMEMBERED 32

struct _DpHuggingFaceSource
{
  GObject parent_instance;

  DpHttpClient *client;
  char         *base_url;   /* without a final slash */
  GHashTable   *remembered; /* of path → RememberedPage */
};

static void source_iface_init (DpSourceInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpHuggingFaceSource, dp_hugging_face_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_SOURCE, source_iface_init))
/* clang-format on */

/* What a page of a list was when it came last. Shared, so that it outlives its place in
 * the table. */
typedef struct
{
  char      *etag;          /* (owned) (nullable) */
  char      *last_modified; /* (owned) (nullable) */
  GPtrArray *papers;        /* (owned) */
  guint      n_entries;
} RememberedPage;

static void
clear_remembered_page (gpointer data)
{
  RememberedPage *page = data;

  g_free (page->etag);
  g_free (page->last_modified);
  g_ptr_array_unref (page->papers);
}

static void
remembered_page_unref (RememberedPage *page)
{
  g_rc_box_release_full (page, clear_remembered_page);
}

/* What is asked for: the pages of a day, or papers one after the other. */
typedef struct
{
  char                *day;       /* (owned) (nullable) */
  GPtrArray           *ids;       /* (owned) (nullable) */
  guint                n_asked;   /* pages or ids, with the one under way */
  guint                n_entries; /* of the day's list so far */
  char                *path;      /* (owned) (nullable): of the request under way */
  DpHuggingFaceAnswer *answer;    /* (owned) (nullable): to it */
  RememberedPage      *known;     /* (owned) (nullable): what it was last time */
  GHashTable          *seen;      /* (owned) of (unowned) ids of papers in @page */
  DpSourcePage        *page;      /* (owned) (nullable): what came so far */
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->day);
  g_clear_pointer (&fetch->ids, g_ptr_array_unref);
  g_free (fetch->path);
  g_clear_object (&fetch->answer);
  g_clear_pointer (&fetch->known, remembered_page_unref);
  g_hash_table_unref (fetch->seen);
  dp_source_page_free (fetch->page);
  g_free (fetch);
}

static const char *
get_id (DpSource *source)
{
  return "hugging-face";
}

static const char *
get_name (DpSource *source)
{
  return "Hugging Face";
}

static void ask_for_list (GTask *task);
static void ask_for_paper (GTask *task);

/* A paper that moved to the next page while we were asking is there twice. */
static gboolean
take_papers (Fetch     *fetch,
             GPtrArray *papers)
{
  guint n_before = fetch->page->papers->len;

  for (guint i = 0; i < papers->len; i++)
    {
      DpPaper *paper = g_ptr_array_index (papers, i);

      if (g_hash_table_contains (fetch->seen, paper->id))
        continue;

      g_hash_table_add (fetch->seen, paper->id);
      g_ptr_array_add (fetch->page->papers, dp_paper_ref (paper));
    }

  return fetch->page->papers->len > n_before;
}

/* Ends the fetch, with what came before a problem. */
static void
return_page (GTask  *task,
             GError *problem /* (transfer full) (nullable) */)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (problem != NULL && (fetch->page->papers->len == 0 ||
                          g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_task_return_error (task, problem);
      return;
    }

  if (problem == NULL)
    fetch->page->total_results = fetch->page->papers->len;
  fetch->page->problem = problem;
  g_hash_table_remove_all (fetch->seen);
  g_task_return_pointer (task, g_steal_pointer (&fetch->page), (GDestroyNotify)dp_source_page_free);
}

static void
send (GTask              *task,
      GAsyncReadyCallback callback)
{
  DpHuggingFaceSource *self = g_task_get_source_object (task);
  Fetch               *fetch = g_task_get_task_data (task);
  g_autofree char     *uri = g_strconcat (self->base_url, fetch->path, NULL);
  g_autoptr (DpHttpRequest) request = NULL;

  request = dp_http_request_new (uri, DP_HUGGING_FACE_GROUP, DP_HUGGING_FACE_INTERVAL_MS);
  request->accept = g_strdup (ACCEPT);
  request->max_bytes = MAX_BYTES;
  if (fetch->known != NULL)
    {
      request->etag = g_strdup (fetch->known->etag);
      request->last_modified = g_strdup (fetch->known->last_modified);
    }

  dp_http_client_fetch_async (self->client, request, DP_HTTP_CONSUMER (fetch->answer),
                              g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* Keeps the page in the answer, in case it is asked for again. */
static void
remember (DpHuggingFaceSource  *self,
          Fetch                *fetch,
          const DpHttpResponse *response)
{
  RememberedPage *page = g_rc_box_new0 (RememberedPage);

  page->etag = g_strdup (response->etag);
  page->last_modified = g_strdup (response->last_modified);
  page->papers = g_ptr_array_ref (dp_hugging_face_answer_get_papers (fetch->answer));
  page->n_entries = dp_hugging_face_answer_get_n_entries (fetch->answer);

  g_clear_pointer (&fetch->known, remembered_page_unref);
  fetch->known = page;

  g_hash_table_remove (self->remembered, fetch->path);
  if (page->etag == NULL && page->last_modified == NULL)
    return;

  if (g_hash_table_size (self->remembered) >= MAX_REMEMBERED)
    g_hash_table_remove_all (self->remembered);
  g_hash_table_insert (self->remembered, g_strdup (fetch->path), g_rc_box_acquire (page));
}

static gboolean
is_full (const RememberedPage *page)
{
  return page->n_entries == PAGE_LENGTH || page->n_entries == DEFAULT_PAGE_LENGTH;
}

static void
list_came_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = dp_http_client_fetch_finish (DP_HTTP_CLIENT (object), result, &error);
  Fetch *fetch = g_task_get_task_data (task);

  if (response == NULL)
    {
      return_page (task, g_steal_pointer (&error));
      return;
    }

  if (!response->not_modified)
    remember (g_task_get_source_object (task), fetch, response);

  fetch->n_entries += fetch->known->n_entries;
  if (take_papers (fetch, fetch->known->papers) && is_full (fetch->known) && fetch->n_asked < MAX_PAGES)
    ask_for_list (task);
  else
    return_page (task, NULL);
}

static void
ask_for_list (GTask *task)
{
  DpHuggingFaceSource *self = g_task_get_source_object (task);
  Fetch               *fetch = g_task_get_task_data (task);
  RememberedPage      *known = NULL;

  g_free (fetch->path);
  fetch->path = g_strdup_printf ("/api/daily_papers?date=%s&limit=%u&p=%u", fetch->day, PAGE_LENGTH, fetch->n_asked);
  fetch->n_asked++;

  g_clear_object (&fetch->answer);
  fetch->answer = dp_hugging_face_answer_new_for_day (fetch->day, fetch->n_entries);

  g_clear_pointer (&fetch->known, remembered_page_unref);
  known = g_hash_table_lookup (self->remembered, fetch->path);
  fetch->known = known != NULL ? g_rc_box_acquire (known) : NULL;

  send (task, list_came_cb);
}

static void
paper_came_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = dp_http_client_fetch_finish (DP_HTTP_CLIENT (object), result, &error);
  Fetch      *fetch = g_task_get_task_data (task);
  const char *id = g_ptr_array_index (fetch->ids, fetch->n_asked - 1);

  if (response == NULL && !g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_NOT_FOUND))
    {
      return_page (task, g_steal_pointer (&error));
      return;
    }

  if (response != NULL)
    {
      GPtrArray *papers = dp_hugging_face_answer_get_papers (fetch->answer);
      DpPaper   *paper = g_ptr_array_index (papers, 0);

      if (g_str_equal (paper->id, id))
        take_papers (fetch, papers);
    }

  ask_for_paper (task);
}

static void
ask_for_paper (GTask *task)
{
  Fetch      *fetch = g_task_get_task_data (task);
  const char *id = NULL;

  if (fetch->n_asked == fetch->ids->len)
    {
      return_page (task, NULL);
      return;
    }

  id = g_ptr_array_index (fetch->ids, fetch->n_asked++);
  g_free (fetch->path);
  fetch->path = g_strconcat ("/api/papers/", id, NULL);

  g_clear_object (&fetch->answer);
  fetch->answer = dp_hugging_face_answer_new_for_paper ();
  send (task, paper_came_cb);
}

static Fetch *
fetch_new (void)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->seen = g_hash_table_new (g_str_hash, g_str_equal);
  fetch->page = dp_source_page_new (DP_AUTHORITY_HUGGING_FACE);

  return fetch;
}

static void
fetch_day_async (DpSource           *source,
                 const char         *day,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Fetch *fetch = fetch_new ();

  g_task_set_source_tag (task, fetch_day_async);
  fetch->day = g_strdup (day);
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);

  ask_for_list (task);
}

static DpSourcePage *
fetch_day_finish (DpSource     *source,
                  GAsyncResult *result,
                  GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fetch_day_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fetch_papers_async (DpSource           *source,
                    const char *const  *ids,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Fetch *fetch = fetch_new ();

  g_task_set_source_tag (task, fetch_papers_async);
  fetch->ids = dp_source_select_arxiv_ids (ids);
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);

  ask_for_paper (task);
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
  iface->fetch_day_async = fetch_day_async;
  iface->fetch_day_finish = fetch_day_finish;
  iface->fetch_papers_async = fetch_papers_async;
  iface->fetch_papers_finish = fetch_papers_finish;
}

static void
dp_hugging_face_source_finalize (GObject *object)
{
  DpHuggingFaceSource *self = DP_HUGGING_FACE_SOURCE (object);

  g_clear_object (&self->client);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->remembered, g_hash_table_unref);

  G_OBJECT_CLASS (dp_hugging_face_source_parent_class)->finalize (object);
}

static void
dp_hugging_face_source_class_init (DpHuggingFaceSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_hugging_face_source_finalize;
}

static void
dp_hugging_face_source_init (DpHuggingFaceSource *self)
{
  self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)remembered_page_unref);
}

/**
 * dp_hugging_face_source_new:
 * @client: what to ask with
 * @base_url: where: %DP_HUGGING_FACE_DEFAULT_URL, or a mirror's or a test's
 *
 * Gives Hugging Face's daily papers as a source of days and of papers by id. A list that
 * came with an ETag or a date is asked for again with it, for as long as the source
 * lives. Its rules: 500 requests in five minutes (https://huggingface.co/docs/hub/rate-limits).
 *
 * Returns: (transfer full): a new source
 */
DpSource *
dp_hugging_face_source_new (DpHttpClient *client,
                            const char   *base_url)
{
  DpHuggingFaceSource *self = NULL;

  g_return_val_if_fail (DP_IS_HTTP_CLIENT (client), NULL);
  g_return_val_if_fail (base_url != NULL, NULL);

  self = g_object_new (DP_TYPE_HUGGING_FACE_SOURCE, NULL);
  self->client = g_object_ref (client);
  self->base_url = g_strdup (base_url);
  if (g_str_has_suffix (self->base_url, "/"))
    self->base_url[strlen (self->base_url) - 1] = '\0';

  return DP_SOURCE (self);
}
