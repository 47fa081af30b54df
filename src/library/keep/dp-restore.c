/* dp-restore.c: a backup in the place of the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/keep/dp-restore.h"

#include "library/dp-library-private.h"

#include <glib/gi18n.h>

/* Other processes may have the library open, and hold on to its file whatever its name
 * becomes. So the file stays, and what is in it is replaced page by page, in one
 * transaction of the writer's connection: others see all of the one library or all of the
 * other, who reads goes on reading what was there when they began, and a process that dies
 * half-way leaves the old one.
 *
 * Three things make everybody notice. The generation grows, so that orders on disk are of
 * no use and open windows read everything anew. The number of restores grows, so that a
 * write which was meant for a paper of the library before is refused: numbers of papers and
 * topics now mean others. And SQLite tells its own caches. */

#define PAGES_AT_ONCE 1024

/* How often somebody else's write may come between the copy aside and the replacing. */
#define N_ATTEMPTS 5

typedef struct
{
  DpLibrary    *library; /* (unowned) by the task */
  char         *staged_path;
  char         *aside_path;
  DpBackupFunc  func; /* (nullable) */
  gpointer      func_data;
  GCancellable *cancellable; /* (unowned) (nullable) the task's */

  DpDatabase *watcher;      /* (unowned) tells whether others wrote */
  gint64      data_version; /* of the watcher, when the copy aside began */
  gboolean    is_begun;     /* nobody else can write any more */
  gboolean    is_outrun;    /* somebody did before */
} RestoreJob;

static void
restore_job_free (RestoreJob *job)
{
  g_free (job->staged_path);
  g_free (job->aside_path);
  g_free (job);
}

/* The first page takes the lock; what others wrote until then is not in the copy aside. */
static gboolean
copied_cb (guint64  n_done,
           guint64  n_total,
           gpointer user_data,
           GError **error)
{
  RestoreJob *job = user_data;
  gint64      version = 0;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;

  if (!job->is_begun)
    {
      if (!dp_database_get_int64 (job->watcher, &version, error, "PRAGMA data_version", ""))
        return FALSE;
      job->is_begun = TRUE;
      job->is_outrun = version != job->data_version;
    }

  if (job->is_outrun)
    {
      g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_LOCKED,
                           _("Another program keeps writing to the library; nothing was changed."));
      return FALSE;
    }

  if (job->func != NULL)
    job->func (n_done, n_total, job->func_data);

  return TRUE;
}

/* Both numbers go on from those of the library that is replaced, whatever the backup has. */
static gboolean
number_staged (DpDatabase *staged,
               DpDatabase *database,
               GError    **error)
{
  gint64 generation = 0;
  gint64 n_restored = 0;

  return dp_database_get_int64 (database, &generation, error, "SELECT generation FROM meta", "") &&
         dp_database_get_int64 (database, &n_restored, error, "SELECT n_restored FROM meta", "") &&
         dp_database_run (staged, error, "UPDATE meta SET generation = ?, n_restored = ?", "ll",
                          generation + 1, n_restored + 1);
}

static gboolean
is_same_page_size (DpDatabase *staged,
                   DpDatabase *database,
                   gint64     *out_page_size,
                   GError    **error)
{
  gint64 staged_size = 0;

  return dp_database_get_int64 (database, out_page_size, error, "PRAGMA page_size", "") &&
         dp_database_get_int64 (staged, &staged_size, error, "PRAGMA page_size", "") && staged_size == *out_page_size;
}

/* Pages of another size cannot be copied into a file in WAL mode. */
static gboolean
fit_pages (DpDatabase *staged,
           DpDatabase *database,
           GError    **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 page_size = 0;

  if (is_same_page_size (staged, database, &page_size, &local_error))
    return TRUE;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  sql = g_strdup_printf ("PRAGMA page_size = %d; VACUUM", (int)page_size);

  return dp_database_execute (staged, sql, error);
}

static gboolean
replace (DpDatabase *database,
         RestoreJob *job,
         DpDatabase *staged,
         GError    **error)
{
  job->is_begun = FALSE;
  job->is_outrun = FALSE;

  return dp_database_get_int64 (job->watcher, &job->data_version, error, "PRAGMA data_version", "") &&
         dp_backup_write (job->library, job->aside_path, DP_BACKUP_AT_ONCE, NULL, NULL, job->cancellable, error) &&
         number_staged (staged, database, error) &&
         dp_database_copy_into (staged, database, PAGES_AT_ONCE, copied_cb, job, error);
}

static gboolean
replace_unless_outrun (DpDatabase *database,
                       RestoreJob *job,
                       DpDatabase *staged,
                       GError    **error)
{
  for (guint i = 0; i < N_ATTEMPTS; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (replace (database, job, staged, &local_error))
        return TRUE;

      if (!job->is_outrun || i == N_ATTEMPTS - 1)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  g_return_val_if_reached (FALSE);
}

/* The -wal is to take the whole, and the file may have to grow. */
static gboolean
check_space (RestoreJob *job,
             DpDatabase *staged,
             GError    **error)
{
  gint64 n_pages = 0;
  gint64 page_size = 0;

  return dp_database_get_int64 (staged, &n_pages, error, "PRAGMA page_count", "") &&
         dp_database_get_int64 (staged, &page_size, error, "PRAGMA page_size", "") &&
         dp_backup_check_space (dp_library_get_path (job->library), (guint64)(2 * n_pages * page_size), error);
}

static gboolean
restore (DpDatabase *database,
         gpointer    data,
         GError    **error)
{
  RestoreJob *job = data;
  g_autoptr (DpDatabase) staged = dp_database_open (job->staged_path, DP_DATABASE_READ_WRITE, error);
  g_autoptr (DpDatabase) watcher = NULL;

  watcher = staged != NULL ? dp_database_open (dp_library_get_path (job->library), DP_DATABASE_READ_ONLY, error) : NULL;
  job->watcher = watcher;
  if (watcher == NULL || !fit_pages (staged, database, error) || !check_space (job, staged, error) ||
      !dp_database_execute (database, "PRAGMA synchronous = FULL", error) ||
      !replace_unless_outrun (database, job, staged, error))
    return FALSE;

  /* It is done; that the -wal stays long for a while is no reason to say otherwise. */
  dp_database_execute (database, "PRAGMA wal_checkpoint (PASSIVE)", NULL);

  return TRUE;
}

/**
 * dp_restore_run_async:
 * @library: a library that may be written
 * @staged_path: (type filename): what dp_backup_stage() made
 * @aside_path: (type filename): where what the library held is written to first
 * @func: (nullable): told how far it is, on the library's writer thread
 * @func_data: for @func
 * @cancellable: (nullable): gives up; the library stays what it was
 * @callback: called when the library is the other one
 * @user_data: for @callback
 *
 * Replaces all that the library holds. What any process asked to be written before it knew
 * of that fails with %DP_LIBRARY_ERROR_REPLACED.
 */
void
dp_restore_run_async (DpLibrary          *library,
                      const char         *staged_path,
                      const char         *aside_path,
                      DpBackupFunc        func,
                      gpointer            func_data,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask      *task = NULL;
  RestoreJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));

  job = g_new0 (RestoreJob, 1);
  job->library = library;
  job->staged_path = g_strdup (staged_path);
  job->aside_path = g_strdup (aside_path);
  job->func = func;
  job->func_data = func_data;
  job->cancellable = cancellable;

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_restore_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify)restore_job_free);
  dp_library_run_maintenance (library, task, restore);
}

/**
 * dp_restore_run_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_restore_run_async().
 *
 * Returns: whether the library is the other one; otherwise it is what it was
 */
gboolean
dp_restore_run_finish (DpLibrary    *library,
                       GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_restore_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
