/* dp-version-store.c: writing down whose new versions were asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-version-store.h"

#include "library/dp-library-private.h"

typedef struct
{
  char **ids;
  DpTime checked_at;
} VersionJob;

static void
version_job_free (VersionJob *job)
{
  g_strfreev (job->ids);
  g_free (job);
}

static gboolean
record (DpDatabase  *database,
        DpChangeLog *log,
        gpointer     data,
        gboolean    *out_more,
        GError     **error)
{
  VersionJob *job = data;

  for (guint i = 0; job->ids[i] != NULL; i++)
    if (!dp_database_run (database, error,
                          "INSERT OR REPLACE INTO version_check SELECT paper, ?2 FROM paper_alias WHERE alias = ?1",
                          "sl", job->ids[i], job->checked_at))
      return FALSE;

  return TRUE;
}

/**
 * dp_version_store_record_async:
 * @library: a library
 * @ids: (array zero-terminated=1): papers that were asked for, also those of which nothing came
 * @checked_at: when
 * @cancellable: (nullable): takes it back while it has not begun
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Writes down that somebody asked for papers, for dp_version_query_list_due().
 */
void
dp_version_store_record_async (DpLibrary          *library,
                               const char *const  *ids,
                               DpTime              checked_at,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask      *task = NULL;
  VersionJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (ids != NULL);

  job = g_new0 (VersionJob, 1);
  job->ids = g_strdupv ((char **)ids);
  job->checked_at = checked_at;
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_version_store_record_async);
  g_task_set_task_data (task, job, (GDestroyNotify)version_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_NORMAL, record);
}

/**
 * dp_version_store_record_finish:
 * @library: a library
 * @result: the result that the callback got
 * @error: return location for a #DpLibraryError
 *
 * Returns: whether it was written
 */
gboolean
dp_version_store_record_finish (DpLibrary    *library,
                                GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_version_store_record_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
