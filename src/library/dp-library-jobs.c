/* dp-library-jobs.c: what the threads of a library do for others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-library-private.h"
#include "library/dp-library-struct.h"

#include <glib/gi18n.h>

/* How often the library in the file was replaced by a backup. */
gboolean
dp_library_read_restored (DpDatabase *database,
                          int        *out_n_restored,
                          GError    **error)
{
  gint64 n_restored = 0;

  if (!dp_database_get_int64 (database, &n_restored, error, "SELECT n_restored FROM meta", ""))
    return FALSE;

  *out_n_restored = (int)n_restored;
  return TRUE;
}

typedef struct
{
  DpLibrary   *library; /* (unowned): the task holds it */
  DpDurability durability;
  DpWriteFunc  func;
  int          n_restored; /* of the library that the job is meant for */
} WriteJob;

/* Papers and topics go by numbers, which mean others once a backup was restored. */
static gboolean
check_restored (DpDatabase *database,
                WriteJob   *job,
                GError    **error)
{
  int n_restored = 0;

  if (!dp_library_read_restored (database, &n_restored, error))
    return FALSE;

  if (n_restored == job->n_restored)
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_REPLACED,
                       _("A backup was restored meanwhile, so this was not written."));
  return FALSE;
}

static gboolean
write_in_transaction (DpDatabase  *database,
                      WriteJob    *job,
                      GTask       *task,
                      DpChangeLog *log,
                      gboolean    *out_more,
                      GError     **error)
{
  if (!dp_database_begin (database, error))
    return FALSE;

  if (check_restored (database, job, error) &&
      job->func (database, log, g_task_get_task_data (task), out_more, error))
    {
      /* What is worked out is kept: from here on nothing can be cancelled. */
      dp_database_set_cancellable (database, NULL);

      if (dp_change_log_write (log, database, job->library->log_length, error))
        return dp_database_commit (database, error);
    }

  dp_database_roll_back (database);
  return FALSE;
}

static gboolean
run_write_step (DpDatabase *database,
                GTask      *task,
                gpointer    user_data,
                gboolean   *out_more,
                GError    **error)
{
  WriteJob *job = user_data;
  g_autoptr (DpChangeLog) log = dp_change_log_new ();
  GSource *look_source = NULL;

  if (!dp_database_execute (database,
                            job->durability == DP_DURABILITY_FULL ? "PRAGMA synchronous = FULL"
                                                                  : "PRAGMA synchronous = NORMAL",
                            error) ||
      !write_in_transaction (database, job, task, log, out_more, error))
    return FALSE;

  look_source = g_atomic_pointer_get (&job->library->look_source);
  if (look_source != NULL && !dp_change_log_is_empty (log))
    g_source_set_ready_time (look_source, 0);

  return TRUE;
}

static gboolean
run_read (DpDatabase *database,
          GTask      *task,
          gpointer    user_data,
          gboolean   *out_more,
          GError    **error)
{
  DpReadFunc func = (DpReadFunc)user_data;

  return func (database, g_task_get_task_data (task), g_task_get_cancellable (task), error);
}

static gboolean
run_maintenance (DpDatabase *database,
                 GTask      *task,
                 gpointer    user_data,
                 gboolean   *out_more,
                 GError    **error)
{
  DpMaintenanceFunc func = (DpMaintenanceFunc)user_data;

  return func (database, g_task_get_task_data (task), error);
}

static gboolean
return_if_unable (DpLibrary *self,
                  GTask     *task,
                  gboolean   writes)
{
  if (writes && self->is_read_only)
    g_task_return_new_error (task, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY,
                             _("The library cannot be changed: its file or folder is read-only."));
  else if (self->reader == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The library is closed."));
  else
    return FALSE;

  g_object_unref (task);
  return TRUE;
}

/**
 * dp_library_run_on_reader:
 * @self: a library
 * @task: (transfer full): see dp-library-private.h
 * @func: what to read
 *
 * Queues @func for the reader thread.
 */
void
dp_library_run_on_reader (DpLibrary *self,
                          GTask     *task,
                          DpReadFunc func)
{
  if (!return_if_unable (self, task, FALSE))
    dp_worker_push (self->reader, task, DP_WORK_BULK, run_read, (gpointer)func, NULL);
}

/**
 * dp_library_run_on_writer:
 * @self: a library
 * @task: (transfer full): see dp-library-private.h
 * @durability: when it is safe, and how urgent it is
 * @func: what to write
 *
 * Queues @func for the writer thread.
 */
void
dp_library_run_on_writer (DpLibrary   *self,
                          GTask       *task,
                          DpDurability durability,
                          DpWriteFunc  func)
{
  WriteJob *job = NULL;

  if (return_if_unable (self, task, TRUE))
    return;

  job = g_new0 (WriteJob, 1);
  job->library = self;
  job->durability = durability;
  job->func = func;
  job->n_restored = g_atomic_int_get (&self->n_restored);
  dp_worker_push (self->writer, task,
                  durability == DP_DURABILITY_FULL ? DP_WORK_URGENT : DP_WORK_BULK,
                  run_write_step, job, g_free);
}

/**
 * dp_library_run_maintenance:
 * @self: a library
 * @task: (transfer full): see dp-library-private.h
 * @func: what to do
 *
 * Queues @func for the writer thread, with no transaction around it.
 */
void
dp_library_run_maintenance (DpLibrary        *self,
                            GTask            *task,
                            DpMaintenanceFunc func)
{
  if (!return_if_unable (self, task, TRUE))
    dp_worker_push (self->writer, task, DP_WORK_BULK, run_maintenance, (gpointer)func, NULL);
}
