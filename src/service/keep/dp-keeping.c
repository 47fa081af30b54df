/* dp-keeping.c: backing up a library, and having a backup back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/keep/dp-keeping.h"

#include "library/keep/dp-prune-store.h"
#include "library/keep/dp-restore.h"
#include "model/dp-time.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* What library/keep does on a thread that may wait, for who may not: on threads of GLib's,
 * and the replacing itself on the library's own. */

typedef struct
{
  GFile          *file;        /* (owned) (nullable) */
  DpProgress     *progress;    /* (owned) (nullable) */
  char           *staged_path; /* (owned) (nullable) */
  char           *aside_path;  /* (owned) (nullable) */
  int             lock;        /* or -1 */
  GError         *error;       /* (owned) (nullable): why nothing was replaced */
  DpCopiesOutcome outcome;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->file);
  g_clear_pointer (&job->progress, dp_progress_unref);
  g_free (job->staged_path);
  g_free (job->aside_path);
  g_clear_error (&job->error);
  if (job->lock >= 0)
    g_close (job->lock, NULL);
  g_free (job);
}

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  dp_progress_set_total (user_data, n_total);
  dp_progress_tell (user_data, n_done);
}

static void
info_free (gpointer data)
{
  dp_backup_info_free (data);
}

static void
return_info (GTask        *task,
             DpBackupInfo *info,
             GError       *error)
{
  if (info != NULL)
    g_task_return_pointer (task, info, info_free);
  else
    g_task_return_error (task, error);
}

static GTask *
new_task (DpLibrary          *library,
          gpointer            tag,
          GFile              *file,
          GCancellable       *cancellable,
          DpProgressFunc      progress,
          gpointer            progress_data,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  Job   *job = g_new0 (Job, 1);

  g_set_object (&job->file, file);
  job->lock = -1;
  job->progress = dp_progress_new (progress, progress_data);
  (g_task_set_source_tag) (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  /* What was done was done, even if it is cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

/* SQLite works on files that have a path; so do the files of other computers that GNOME
 * mounts, and those that a portal hands in. */
static const char *
peek_path (GFile   *file,
           GError **error)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN,
                         _("A backup can only be a file in a folder of this computer; choose another place."));

  return path;
}

/**
 * dp_keeping_dup_file_name:
 *
 * Returns: (transfer full): the name that a backup of today is offered
 */
char *
dp_keeping_dup_file_name (void)
{
  g_autofree char *day = dp_time_format_day (dp_time_now ());

  return g_strdup_printf ("daily-papers-%s%s", day, DP_BACKUP_SUFFIX);
}

static void
back_up_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job          *job = data;
  GError       *error = NULL;
  DpBackupInfo *info = NULL;
  const char   *path = peek_path (job->file, &error);

  if (path != NULL &&
      dp_backup_write (source, path, DP_BACKUP_AT_ONCE, progress_cb, job->progress, cancellable, &error))
    info = dp_backup_read_info (path, &error);
  return_info (task, info, error);
}

/**
 * dp_keeping_back_up_async:
 * @library: a library, which stays open meanwhile
 * @file: what is written, or replaced
 * @cancellable: (nullable): gives up; @file stays as it was
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @callback: called when the backup is there and verified
 * @user_data: for @callback
 *
 * Writes the whole library into one file.
 */
void
dp_keeping_back_up_async (DpLibrary          *library,
                          GFile              *file,
                          GCancellable       *cancellable,
                          DpProgressFunc      progress,
                          gpointer            progress_data,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (library, dp_keeping_back_up_async, file, cancellable, progress, progress_data,
                                     callback, user_data);

  g_task_run_in_thread (task, back_up_thread);
}

/**
 * dp_keeping_back_up_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_keeping_back_up_async().
 *
 * Returns: (transfer full) (nullable): what the backup holds
 */
DpBackupInfo *
dp_keeping_back_up_finish (DpLibrary    *library,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_keeping_back_up_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
inspect_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job          *job = data;
  GError       *error = NULL;
  DpBackupInfo *info = NULL;
  const char   *path = peek_path (job->file, &error);

  if (path != NULL)
    info = dp_backup_read_info (path, &error);
  return_info (task, info, error);
}

/**
 * dp_keeping_inspect_async:
 * @library: a library
 * @file: a backup
 * @callback: called when it is known what is in it
 * @user_data: for @callback
 *
 * Looks what a backup holds, before somebody decides to restore it.
 */
void
dp_keeping_inspect_async (DpLibrary          *library,
                          GFile              *file,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (library, dp_keeping_inspect_async, file, NULL, NULL, NULL, callback, user_data);

  g_task_run_in_thread (task, inspect_thread);
}

/**
 * dp_keeping_inspect_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError
 *
 * Ends dp_keeping_inspect_async().
 *
 * Returns: (transfer full) (nullable): what the backup holds
 */
DpBackupInfo *
dp_keeping_inspect_finish (DpLibrary    *library,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_keeping_inspect_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* To delete what may be gigabytes takes its time. */
static void
tidy_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *job = data;

  dp_backup_remove (job->staged_path);
  if (job->error != NULL)
    dp_backup_remove (job->aside_path); /* it may be whole, but nothing was replaced */
  else
    dp_copies_trim (dp_library_get_path (source));

  g_task_return_boolean (task, TRUE);
}

static void
tidied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->aside_path), g_free);
}

/* A step with the same data: the outer task holds it for the inner one. */
static void
run_step (GTask              *task, /* (transfer full) */
          GCancellable       *cancellable,
          GTaskThreadFunc     func,
          GAsyncReadyCallback callback)
{
  g_autoptr (GTask) step = g_task_new (g_task_get_source_object (task), cancellable, callback, task);

  (g_task_set_source_tag) (step, (gpointer)func);
  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_set_check_cancellable (step, FALSE);
  g_task_run_in_thread (step, func);
}

static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);

  dp_restore_run_finish (DP_LIBRARY (object), result, &job->error);
  run_step (g_steal_pointer (&task), NULL, tidy_thread, tidied_cb);
}

static void
staged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  dp_restore_run_async (DP_LIBRARY (object), job->staged_path, job->aside_path, progress_cb, job->progress,
                        g_task_get_cancellable (task), restored_cb, task);
  g_steal_pointer (&task);
}

static void
stage_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Job        *job = data;
  GError     *error = NULL;
  const char *path = peek_path (job->file, &error);

  if (path != NULL)
    job->lock = dp_copies_lock (dp_library_get_path (source), TRUE, cancellable, &error);
  if (job->lock >= 0)
    {
      job->aside_path = dp_copies_dup_replaced_path (dp_library_get_path (source));
      job->staged_path = g_strconcat (job->aside_path, ".staged", NULL);
    }

  if (job->lock >= 0 &&
      dp_backup_stage (path, job->staged_path, progress_cb, job->progress, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * dp_keeping_restore_async:
 * @library: a library that may be written
 * @file: a backup
 * @cancellable: (nullable): gives up; the library stays what it was
 * @progress: (nullable): told how far it is, twice from the beginning: while the backup is
 *   verified, and while it takes the library's place
 * @progress_data: for @progress
 * @callback: called when the library is what the backup was
 * @user_data: for @callback
 *
 * Replaces all that the library holds with a backup, which is verified first. What the
 * library held is kept beside it. Other processes may be using the library.
 */
void
dp_keeping_restore_async (DpLibrary          *library,
                          GFile              *file,
                          GCancellable       *cancellable,
                          DpProgressFunc      progress,
                          gpointer            progress_data,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (library, dp_keeping_restore_async, file, cancellable, progress, progress_data,
                                     callback, user_data);

  if (dp_library_is_read_only (library))
    {
      g_task_return_new_error (task, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY,
                               _("The library cannot be changed: its file or folder is read-only."));
      return;
    }

  run_step (g_steal_pointer (&task), cancellable, stage_thread, staged_cb);
}

/**
 * dp_keeping_restore_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_keeping_restore_async().
 *
 * Returns: (transfer full) (nullable) (type filename): the backup of what the library held
 *   before; %NULL when it still does
 */
char *
dp_keeping_restore_finish (DpLibrary    *library,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_keeping_restore_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  g_task_return_pointer (task, dp_copies_list (dp_library_get_path (source)), (GDestroyNotify)g_ptr_array_unref);
}

/**
 * dp_keeping_list_copies_async:
 * @library: a library
 * @callback: called when they are found
 * @user_data: for @callback
 *
 * Finds the copies beside the library that can be restored.
 */
void
dp_keeping_list_copies_async (DpLibrary          *library,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (library, dp_keeping_list_copies_async, NULL, NULL, NULL, NULL, callback,
                                     user_data);

  g_task_run_in_thread (task, list_thread);
}

/**
 * dp_keeping_list_copies_finish:
 * @library: the library
 * @result: the result
 * @error: return location for an error
 *
 * Ends dp_keeping_list_copies_async().
 *
 * Returns: (transfer full) (element-type DpCopy): newest first
 */
GPtrArray *
dp_keeping_list_copies_finish (DpLibrary    *library,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_keeping_list_copies_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * dp_keeping_wants_copies:
 *
 * Returns: whether the preferences, if there are any, have the library copied once a day
 */
gboolean
dp_keeping_wants_copies (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, "daily-copies"))
    return TRUE;

  settings = g_settings_new (APPLICATION_ID);

  return g_settings_get_boolean (settings, "daily-copies");
}

static void
copy_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job             *job = data;
  GError          *error = NULL;
  g_autofree char *day = dp_time_format_day (dp_time_now ());

  dp_prune_forget_old (dp_library_get_path (source), dp_time_now ());
  if (dp_copies_make_daily (source, day, cancellable, &job->outcome, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * dp_keeping_copy_today_async:
 * @library: a library that may be written, which stays open meanwhile
 * @cancellable: (nullable): gives up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Makes the day's copy, if there is reason to; see dp_copies_make_daily().
 */
void
dp_keeping_copy_today_async (DpLibrary          *library,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (library, dp_keeping_copy_today_async, NULL, cancellable, NULL, NULL, callback,
                                     user_data);

  g_task_run_in_thread (task, copy_thread);
}

/**
 * dp_keeping_copy_today_finish:
 * @library: the library
 * @result: the result
 * @out_outcome: (out): what was done
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_keeping_copy_today_async().
 *
 * Returns: %FALSE when the copy could not be made
 */
gboolean
dp_keeping_copy_today_finish (DpLibrary       *library,
                              GAsyncResult    *result,
                              DpCopiesOutcome *out_outcome,
                              GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_keeping_copy_today_async), FALSE);

  *out_outcome = ((Job *)g_task_get_task_data (G_TASK (result)))->outcome;

  return g_task_propagate_boolean (G_TASK (result), error);
}
