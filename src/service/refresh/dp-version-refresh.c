/* dp-version-refresh.c: asking for new versions of papers that the user keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-version-refresh.h"

#include "library/dp-version-query.h"
#include "library/dp-version-store.h"
#include "library/paper/dp-paper-store.h"
#include "library/topic/dp-topic-query.h"
#include "model/dp-arxiv-calendar.h"

/* A topic's newest papers are those that were submitted last, so a revision of an older
 * one would go unnoticed. One request after each announcement asks for a hundred of the
 * bookmarked papers, each in its turn: a page of arXiv's costs it no more than one paper. */

#define MAX_IDS 100

/* The task's data. */
typedef struct
{
  DpRefreshOutcome *outcome; /* (owned) */
  DpSourcePage     *page;    /* (owned) (nullable): being stored */
  char            **ids;     /* (owned) */
  DpTime            began_at;
  guint             n_before; /* new versions that were known */
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_clear_pointer (&refresh->outcome, dp_refresh_outcome_unref);
  g_clear_pointer (&refresh->page, dp_source_page_free);
  g_strfreev (refresh->ids);
  g_free (refresh);
}

static guint
count_new_versions (DpLibrary *library)
{
  DpLibraryCounts counts = { 0 };

  return dp_topic_query_count (library, 0, &counts, NULL) ? counts.n_new_versions : 0;
}

/* @error: (transfer full) (nullable): why it failed. */
static void
finish (GTask  *task,
        GError *error)
{
  Refresh *refresh = g_task_get_task_data (task);

  if (error == NULL)
    {
      refresh->outcome->state = DP_REFRESH_STATE_DONE;
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      refresh->outcome->state = DP_REFRESH_STATE_STOPPED;
      g_error_free (error);
    }
  else
    {
      refresh->outcome->state = DP_REFRESH_STATE_FAILED;
      refresh->outcome->error = error;
    }

  g_task_return_pointer (task, g_steal_pointer (&refresh->outcome), (GDestroyNotify)dp_refresh_outcome_unref);
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  dp_version_store_record_finish (DP_LIBRARY (object), result, &error);
  finish (task, error);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Refresh      *refresh = g_task_get_task_data (task);
  DpLibrary    *library = DP_LIBRARY (object);
  DpStoreResult stored = { 0 };
  GError       *error = NULL;
  guint         n_after = 0;

  if (!dp_paper_store_merge_finish (library, result, &stored, &error))
    {
      finish (task, error);
      return;
    }

  n_after = count_new_versions (library);
  refresh->outcome->n_received = stored.n_papers;
  refresh->outcome->n_revised = n_after > refresh->n_before ? n_after - refresh->n_before : 0;

  /* Half an answer is asked for again tomorrow, like the whole of it. */
  dp_version_store_record_async (library, (const char *const *)refresh->ids, refresh->began_at, NULL,
                                 recorded_cb, g_steal_pointer (&task));
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Refresh   *refresh = g_task_get_task_data (task);
  DpLibrary *library = g_task_get_source_object (task);
  GError    *error = NULL;

  refresh->page = dp_source_fetch_papers_finish (DP_SOURCE (object), result, &error);
  if (refresh->page == NULL)
    {
      finish (task, error);
      return;
    }

  refresh->n_before = count_new_versions (library);
  dp_paper_store_merge_async (library, refresh->page->papers, refresh->page->authority, 0, DP_TOPIC_EDITION_NOW,
                              DP_TOPIC_ORIGIN_LOCAL, g_task_get_cancellable (task), stored_cb, g_object_ref (task));
}

/**
 * dp_version_refresh_list_due:
 * @library: where bookmarks are
 *
 * Lists the bookmarked papers whose turn it is, none when somebody has been asked since
 * arXiv's last announcement. Main thread.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): ids; %NULL when there is nothing to ask
 */
char **
dp_version_refresh_list_due (DpLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = NULL;

  if (dp_library_is_read_only (library))
    return NULL;

  ids = dp_version_query_list_due (library, dp_arxiv_calendar_get_last_announcement (dp_time_now ()), MAX_IDS, &error);
  if (error != NULL)
    g_debug ("Bookmarked papers are not asked for: %s", error->message);

  return ids != NULL && ids[0] != NULL ? g_steal_pointer (&ids) : NULL;
}

/**
 * dp_version_refresh_run_async:
 * @library: where papers are kept
 * @source: whom to ask, one that has %DP_SOURCE_IDS
 * @ids: (array zero-terminated=1): what dp_version_refresh_list_due() gave
 * @stop: (nullable): ends it
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Asks for papers, joins what comes to what is known, and writes down that it was done.
 * Main thread.
 */
void
dp_version_refresh_run_async (DpLibrary          *library,
                              DpSource           *source,
                              const char *const  *ids,
                              GCancellable       *stop,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask   *task = NULL;
  Refresh *refresh = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (DP_IS_SOURCE (source));
  g_return_if_fail (ids != NULL);

  refresh = g_new0 (Refresh, 1);
  refresh->outcome = dp_refresh_outcome_new_bookmarks (DP_REFRESH_STATE_FAILED);
  refresh->ids = g_strdupv ((char **)ids);
  refresh->began_at = dp_time_now ();

  task = g_task_new (library, stop, callback, user_data);
  g_task_set_source_tag (task, dp_version_refresh_run_async);
  g_task_set_task_data (task, refresh, (GDestroyNotify)refresh_free);
  /* Being stopped is an outcome. */
  g_task_set_check_cancellable (task, FALSE);

  dp_source_fetch_papers_async (source, ids, stop, fetched_cb, task);
}

/**
 * dp_version_refresh_run_finish:
 * @library: the library
 * @result: the result that the callback got
 *
 * Returns: (transfer full): how it went; there is always an outcome
 */
DpRefreshOutcome *
dp_version_refresh_run_finish (DpLibrary    *library,
                               GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_version_refresh_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
