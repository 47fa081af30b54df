/* dp-paper-fetch.c: one paper by its id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-paper-fetch.h"

#include "library/paper/dp-paper-query.h"
#include "library/paper/dp-paper-store.h"
#include "model/dp-paper-id.h"

#include <glib/gi18n.h>

/* Somebody names a paper: it is in the library, or a source knows it and then it is. The
 * sources are asked in turn until one has it; the first problem is what is told,
 * since the others only stand in. */

G_DEFINE_QUARK (dp_paper_fetch_error, dp_paper_fetch_error)

typedef struct
{
  char         *id;
  GPtrArray    *sources; /* of DpSource */
  guint         n_asked;
  GError       *problem; /* (nullable): the first that a source met */
  DpSourcePage *page;    /* (nullable): being stored */
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->id);
  g_ptr_array_unref (fetch->sources);
  g_clear_error (&fetch->problem);
  g_clear_pointer (&fetch->page, dp_source_page_free);
  g_free (fetch);
}

/* Gives the paper back when the library has it. */
static gboolean
return_known (GTask *task)
{
  Fetch  *fetch = g_task_get_task_data (task);
  guint32 rowid = 0;
  g_autoptr (GError) error = NULL;

  rowid = dp_paper_query_find (g_task_get_source_object (task), fetch->id, &error);
  if (g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    return FALSE;

  if (rowid != 0)
    g_task_return_int (task, rowid);
  else
    g_task_return_error (task, g_steal_pointer (&error));

  return TRUE;
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!dp_paper_store_merge_finish (DP_LIBRARY (object), result, NULL, &error))
    g_task_return_error (task, error);
  else if (!return_known (task))
    g_task_return_new_error (task, DP_PAPER_FETCH_ERROR, DP_PAPER_FETCH_ERROR_UNKNOWN,
                             _("Another paper came in its place."));
}

static void ask_next (GTask *task);

static void
papers_came_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = dp_source_fetch_papers_finish (DP_SOURCE (object), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (page != NULL && page->papers->len > 0)
    {
      fetch->page = g_steal_pointer (&page);
      dp_paper_store_merge_async (g_task_get_source_object (task), fetch->page->papers, fetch->page->authority,
                                  0, DP_TOPIC_EDITION_NOW, DP_TOPIC_ORIGIN_LOCAL,
                                  g_task_get_cancellable (task), stored_cb, g_object_ref (task));
      return;
    }

  if (error == NULL && page != NULL)
    error = g_steal_pointer (&page->problem);
  if (fetch->problem == NULL)
    fetch->problem = g_steal_pointer (&error);

  ask_next (task);
}

static void
ask_next (GTask *task)
{
  Fetch            *fetch = g_task_get_task_data (task);
  const char *const ids[] = { fetch->id, NULL };

  if (fetch->n_asked < fetch->sources->len)
    dp_source_fetch_papers_async (g_ptr_array_index (fetch->sources, fetch->n_asked++), ids,
                                  g_task_get_cancellable (task), papers_came_cb, g_object_ref (task));
  else if (fetch->problem != NULL)
    g_task_return_error (task, g_steal_pointer (&fetch->problem));
  else
    g_task_return_new_error (task, DP_PAPER_FETCH_ERROR, DP_PAPER_FETCH_ERROR_UNKNOWN,
                             _("There is no paper %s on arXiv; look for a mistake in the number."), fetch->id);
}

/**
 * dp_paper_fetch_run_async:
 * @library: where the paper is kept
 * @sources: (element-type DpSource): whom to ask, the best first
 * @id: the canonical id of a paper, see dp_paper_id_parse()
 * @cancellable: (nullable): ends the asking at once
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Finds a paper in the library, and if it is not there, asks @sources for it and stores
 * it. A paper that is there is not asked for. Main thread.
 */
void
dp_paper_fetch_run_async (DpLibrary          *library,
                          GPtrArray          *sources,
                          const char         *id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (sources != NULL);
  g_return_if_fail (id != NULL);

  fetch = g_new0 (Fetch, 1);
  fetch->id = g_strdup (id);
  fetch->sources = g_ptr_array_ref (sources);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_paper_fetch_run_async);
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);

  if (return_known (task))
    return;

  if (dp_paper_id_is_arxiv (id))
    ask_next (task);
  else
    g_task_return_new_error (task, DP_PAPER_FETCH_ERROR, DP_PAPER_FETCH_ERROR_NOT_ARXIV,
                             _("The library does not have that paper, and only papers of arXiv can be fetched."));
}

/**
 * dp_paper_fetch_run_finish:
 * @library: the library
 * @result: the result that the callback got
 * @error: return location for an error: a #DpPaperFetchError, what a source met, a
 *   #DpLibraryError or %G_IO_ERROR_CANCELLED
 *
 * Returns: the paper's rowid; 0 on error
 */
guint32
dp_paper_fetch_run_finish (DpLibrary    *library,
                           GAsyncResult *result,
                           GError      **error)
{
  gssize rowid = 0;

  g_return_val_if_fail (g_task_is_valid (result, library), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_paper_fetch_run_async), 0);

  rowid = g_task_propagate_int (G_TASK (result), error);

  return rowid > 0 ? (guint32)rowid : 0;
}
