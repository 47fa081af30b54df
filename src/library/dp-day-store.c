/* dp-day-store.c: writing down how it went to ask for a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-day-store.h"

#include "library/dp-library-private.h"

typedef struct
{
  char  *day;     /* (owned) */
  char  *message; /* (owned) (nullable) */
  DpTime asked_at;
  guint  n_papers;
} DayJob;

static void
day_job_free (DayJob *job)
{
  g_free (job->day);
  g_free (job->message);
  g_free (job);
}

/* A failure leaves what the last success said. */
static gboolean
record_day (DpDatabase  *database,
            DpChangeLog *log,
            gpointer     data,
            gboolean    *out_more,
            GError     **error)
{
  DayJob *job = data;

  dp_change_log_add (log, 0, DP_CHANGE_DAY_LIST);

  if (job->message == NULL)
    return dp_database_run (database, error,
                            "INSERT INTO day_refresh VALUES (?1, ?2, ?2, ?3, NULL)"
                            "  ON CONFLICT DO UPDATE SET attempted_at = ?2, succeeded_at = ?2, n_papers = ?3,"
                            "    error = NULL",
                            "slu", job->day, job->asked_at, job->n_papers);

  return dp_database_run (database, error,
                          "INSERT INTO day_refresh VALUES (?1, ?2, ?3, 0, ?4)"
                          "  ON CONFLICT DO UPDATE SET attempted_at = ?2, error = ?4",
                          "slls", job->day, job->asked_at, DP_TIME_UNKNOWN, job->message);
}

/**
 * dp_day_store_record_async:
 * @library: a library
 * @day: the day whose list was asked for, `YYYY-MM-DD`
 * @asked_at: when it was, in seconds since the epoch
 * @n_papers: how many papers its list had; of a success alone
 * @error_message: (nullable): why it failed, a sentence; %NULL after a success
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when that is on the disk
 * @user_data: for @callback
 *
 * Remembers how it went to ask for a day. The papers themselves are stored by
 * dp_paper_store_merge_async() before. Tells %DP_CHANGE_DAY_LIST.
 */
void
dp_day_store_record_async (DpLibrary          *library,
                           const char         *day,
                           DpTime              asked_at,
                           guint               n_papers,
                           const char         *error_message,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask  *task = NULL;
  DayJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (dp_day_is_valid (day));

  job = g_new0 (DayJob, 1);
  job->day = g_strdup (day);
  job->asked_at = asked_at;
  job->n_papers = n_papers;
  job->message = g_strdup (error_message);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_day_store_record_async);
  g_task_set_task_data (task, job, (GDestroyNotify)day_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_NORMAL, record_day);
}

/**
 * dp_day_store_record_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_day_store_record_async().
 */
gboolean
dp_day_store_record_finish (DpLibrary    *library,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_day_store_record_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
