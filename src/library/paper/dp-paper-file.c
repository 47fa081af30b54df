/* dp-paper-file.c: where the PDF of a paper was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-file.h"

#include "library/dp-library-private.h"

typedef struct
{
  guint32 rowid;
  char   *uri;
} RecordJob;

static void
record_job_free (RecordJob *job)
{
  g_free (job->uri);
  g_free (job);
}

static gboolean
record (DpDatabase  *database,
        DpChangeLog *log,
        gpointer     data,
        gboolean    *out_more,
        GError     **error)
{
  RecordJob *job = data;

  dp_change_log_add (log, job->rowid, DP_CHANGE_LINKS);

  return dp_database_run (database, error,
                          "INSERT OR REPLACE INTO paper_file SELECT id, ?2, ?3 FROM paper WHERE id = ?1",
                          "usl", job->rowid, job->uri, g_get_real_time ());
}

/**
 * dp_paper_file_record_async:
 * @library: a library
 * @rowid: a paper
 * @uri: its file
 * @cancellable: (nullable): takes it back while it has not begun
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Writes down where the PDF of a paper is; an earlier place is forgotten.
 */
void
dp_paper_file_record_async (DpLibrary          *library,
                            guint32             rowid,
                            const char         *uri,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask     *task = NULL;
  RecordJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (uri != NULL);

  job = g_new0 (RecordJob, 1);
  job->rowid = rowid;
  job->uri = g_strdup (uri);
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_paper_file_record_async);
  g_task_set_task_data (task, job, (GDestroyNotify)record_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_NORMAL, record);
}

/**
 * dp_paper_file_record_finish:
 * @library: a library
 * @result: of dp_paper_file_record_async()
 * @error: return location for a #DpLibraryError
 *
 * Returns: whether it was written
 */
gboolean
dp_paper_file_record_finish (DpLibrary    *library,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_paper_file_record_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dp_paper_file_find:
 * @library: a library
 * @rowid: a paper
 * @error: return location for a #DpLibraryError
 *
 * Tells where the PDF of a paper was saved, which says nothing of whether it is still
 * there. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable): its URI; %NULL, without an error, when none was
 */
char *
dp_paper_file_find (DpLibrary *library,
                    guint32    rowid,
                    GError   **error)
{
  g_autoptr (DpStatement) statement = NULL;
  DpDatabase *database = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  statement = database != NULL
                ? dp_database_prepare (database, "SELECT uri FROM paper_file WHERE paper = ?1", error)
                : NULL;
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "u", rowid);

  return dp_statement_step (statement, error) == DP_STEP_ROW ? g_strdup (dp_statement_get_text (statement, 0)) : NULL;
}
