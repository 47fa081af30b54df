/* dp-prune-query.c: which papers are old, and kept by nobody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/keep/dp-prune-query.h"

#include "library/dp-library-private.h"
#include "library/keep/dp-prune-choice.h"

typedef struct
{
  DpTime       line;
  DpPruneCount count;
} CountJob;

/**
 * dp_prune_get_line:
 * @months: 1 to 120
 * @now: the present
 *
 * Returns: the moment so many months ago
 */
DpTime
dp_prune_get_line (guint  months,
                   DpTime now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now);
  g_autoptr (GDateTime) line = g_date_time_add_months (time, -(int)months);

  return g_date_time_to_unix (line);
}

static gboolean
count (DpDatabase   *database,
       gpointer      data,
       GCancellable *cancellable,
       GError      **error)
{
  CountJob *job = data;
  g_autoptr (DpRowidSet) chosen = dp_prune_choice_find (database, job->line, error);
  gint64 n_papers = 0;
  gint64 n_bytes = 0;

  if (chosen == NULL ||
      !dp_database_get_int64 (database, &n_papers, error, "SELECT coalesce (sum (n_papers), 0) FROM tally", "") ||
      !dp_database_get_int64 (database, &n_bytes, error,
                              "SELECT (page_count - freelist_count) * page_size"
                              "  FROM pragma_page_count, pragma_freelist_count, pragma_page_size",
                              ""))
    return FALSE;

  job->count.n_papers = dp_rowid_set_get_size (chosen);
  if (n_papers > 0)
    job->count.n_bytes = (guint64)n_bytes / (guint64)n_papers * job->count.n_papers;

  return TRUE;
}

/**
 * dp_prune_count_async:
 * @library: a library
 * @months: how old papers are that may go, 1 to 120
 * @cancellable: (nullable): gives up
 * @callback: called when they are counted
 * @user_data: for @callback
 *
 * Counts what dp_prune_run_async() would prune, on the reader thread. Nothing is changed.
 */
void
dp_prune_count_async (DpLibrary          *library,
                      guint               months,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask    *task = g_task_new (library, cancellable, callback, user_data);
  CountJob *job = g_new0 (CountJob, 1);

  job->line = dp_prune_get_line (months, dp_time_now ());
  g_task_set_source_tag (task, dp_prune_count_async);
  g_task_set_task_data (task, job, g_free);
  dp_library_run_on_reader (library, task, count);
}

/**
 * dp_prune_count_finish:
 * @library: the library
 * @result: the result
 * @out_count: (out): how many there are
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_prune_count_async().
 */
gboolean
dp_prune_count_finish (DpLibrary    *library,
                       GAsyncResult *result,
                       DpPruneCount *out_count,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_prune_count_async), FALSE);

  *out_count = ((CountJob *)g_task_get_task_data (G_TASK (result)))->count;

  return g_task_propagate_boolean (G_TASK (result), error);
}
