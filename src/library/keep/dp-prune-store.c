/* dp-prune-store.c: letting old papers go, and having them back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/keep/dp-prune-store.h"

#include "library/dp-library-private.h"
#include "library/keep/dp-copies.h"
#include "library/keep/dp-prune-choice.h"
#include "library/keep/dp-prune-rows.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Pruning goes in three steps. On a thread of its own the papers are chosen, and all that is
 * said of them is written into a file beside the library; only when that is on the disk they
 * go, in short transactions of the writer's, each looked at again; and when that left much
 * of the file empty, it is made shorter. Who is killed in between has lost nothing: what is
 * in the file and still in the library too is passed over by an undo.
 *
 * The file is there until the next pruning, or for a week. */

#define AT_ONCE 100

/* The file is made shorter when this much of it is empty. */
#define EMPTY_BYTES (8 * 1024 * 1024)
#define EMPTY_PERCENT 15

typedef struct
{
  DpTime      line;
  char       *saved_path; /* (owned) */
  GArray     *rowids;     /* (owned) (nullable) of guint32 */
  GPtrArray  *tables;     /* (owned) (nullable) */
  guint       next;
  guint       n_in_step; /* not known to be committed */
  guint       n_done;
  DpDatabase *saved; /* (owned) (nullable): on the writer thread */
} Job;

static void
job_free (Job *job)
{
  g_free (job->saved_path);
  g_clear_pointer (&job->rowids, g_array_unref);
  g_clear_pointer (&job->tables, g_ptr_array_unref);
  g_clear_pointer (&job->saved, dp_database_close);
  g_free (job);
}

static char *
dup_saved_path (const char *library_path)
{
  return g_strconcat (library_path, ".pruned", NULL);
}

static GTask *
new_task (DpLibrary          *library,
          gpointer            tag,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  Job   *job = g_new0 (Job, 1);

  job->saved_path = dup_saved_path (dp_library_get_path (library));
  (g_task_set_source_tag) (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

/* A step with the data of the whole, which it holds. */
static GTask *
new_step (GTask              *task, /* (transfer full) */
          gpointer            tag,
          GAsyncReadyCallback callback)
{
  GTask *step = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), callback, task);

  (g_task_set_source_tag) (step, tag);
  g_task_set_task_data (step, g_task_get_task_data (task), NULL);

  return step;
}

static gboolean
choose (DpLibrary    *library,
        Job          *job,
        GCancellable *cancellable,
        GError      **error)
{
  g_autoptr (DpDatabase) database = dp_database_open (dp_library_get_path (library), DP_DATABASE_READ_ONLY, error);
  g_autoptr (DpRowidSet) chosen = NULL;
  g_autofree char *part = g_strconcat (job->saved_path, ".part", NULL);
  gboolean         is_saved = FALSE;

  if (database == NULL)
    return FALSE;

  dp_database_set_cancellable (database, cancellable);
  chosen = dp_database_execute (database, "BEGIN", error) ? dp_prune_choice_find (database, job->line, error) : NULL;
  dp_database_roll_back (database);
  if (chosen == NULL)
    return FALSE;

  job->rowids = dp_rowid_set_dup_rowids (chosen);
  job->tables = dp_prune_rows_list_tables (database, "main", error);
  if (job->tables == NULL || job->rowids->len == 0)
    return job->tables != NULL;

  dp_backup_remove (part);
  is_saved = dp_prune_rows_save (dp_library_get_path (library), part, chosen, cancellable, error);
  if (is_saved && g_rename (part, job->saved_path) != 0)
    {
      g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY, _("The file “%s” cannot be written: %s."), job->saved_path, g_strerror (errno));
      is_saved = FALSE;
    }
  if (!is_saved)
    dp_backup_remove (part);

  return is_saved;
}

static void
choose_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (choose (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* To be called again means that the transaction before was committed. */
static void
count_step (Job *job)
{
  job->n_done += job->n_in_step;
  job->n_in_step = 0;
}

/* Its papers' numbers mean the same only in the library that they were taken from. */
static gboolean
check_same_library (DpDatabase *database,
                    DpDatabase *saved,
                    GError    **error)
{
  g_autoptr (DpStatement) here = dp_database_prepare (database, "SELECT library_uuid, n_restored FROM meta", error);
  g_autoptr (DpStatement) there = NULL;
  gint64 version = 0;
  gint64 saved_version = 0;

  there = here != NULL ? dp_database_prepare (saved, "SELECT library_uuid, n_restored FROM meta", error) : NULL;
  if (there == NULL ||
      dp_statement_step (here, error) != DP_STEP_ROW || dp_statement_step (there, error) != DP_STEP_ROW ||
      !dp_database_get_int64 (database, &version, error, "PRAGMA user_version", "") ||
      !dp_database_get_int64 (saved, &saved_version, error, "PRAGMA user_version", ""))
    return FALSE;

  if (version == saved_version &&
      g_strcmp0 (dp_statement_get_text (here, 0), dp_statement_get_text (there, 0)) == 0 &&
      dp_statement_get_int64 (here, 1) == dp_statement_get_int64 (there, 1))
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_REPLACED,
                       _("What was pruned is of another library."));
  return FALSE;
}

static gboolean
open_saved (DpDatabase *database,
            Job        *job,
            GError    **error)
{
  job->saved = dp_database_open (job->saved_path, DP_DATABASE_IMMUTABLE, error);

  return job->saved != NULL && check_same_library (database, job->saved, error);
}

static gboolean
prune (DpDatabase  *database,
       DpChangeLog *log,
       gpointer     data,
       gboolean    *out_more,
       GError     **error)
{
  Job  *job = data;
  guint end = MIN (job->next + AT_ONCE, job->rowids->len);

  /* A backup may have been restored since they were chosen. */
  if (job->saved == NULL && !open_saved (database, job, error))
    return FALSE;

  count_step (job);
  for (; job->next < end; job->next++)
    {
      guint32  rowid = g_array_index (job->rowids, guint32, job->next);
      gboolean may_go = FALSE;

      if (!dp_prune_choice_may_go (database, rowid, job->line, &may_go, error) ||
          (may_go && !dp_prune_rows_remove (database, log, job->tables, rowid, error)))
        {
          job->n_in_step = 0;
          return FALSE;
        }

      job->n_in_step += may_go;
    }

  *out_more = end < job->rowids->len;
  return TRUE;
}

/* Twice the file's length has to be free: VACUUM writes it anew, through the -wal. A person
 * has the space back who looks for it; what fails here is of no harm. */
static gboolean
shorten (DpDatabase *database,
         gpointer    data,
         GError    **error)
{
  Job   *job = data;
  gint64 n_pages = 0;
  gint64 n_free = 0;
  gint64 page_size = 0;

  if (!dp_database_get_int64 (database, &n_pages, error, "PRAGMA page_count", "") ||
      !dp_database_get_int64 (database, &n_free, error, "PRAGMA freelist_count", "") ||
      !dp_database_get_int64 (database, &page_size, error, "PRAGMA page_size", ""))
    return FALSE;

  if (n_free * page_size >= EMPTY_BYTES && n_free * 100 >= n_pages * EMPTY_PERCENT &&
      dp_backup_check_space (job->saved_path, (guint64)(2 * n_pages * page_size), NULL) &&
      dp_database_execute (database, "VACUUM", NULL))
    dp_database_execute (database, "PRAGMA wal_checkpoint (PASSIVE)", NULL);

  return TRUE;
}

/* What was asked for is done; what became of the tidying behind it is nobody's concern. */
static void
tidied_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_propagate_boolean (G_TASK (result), NULL);
  g_task_return_boolean (task, TRUE);
}

static void
pruned_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  count_step (g_task_get_task_data (task));
  dp_library_run_maintenance (DP_LIBRARY (object), new_step (g_steal_pointer (&task), shorten, tidied_cb), shorten);
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (job->rowids->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    dp_library_run_on_writer (DP_LIBRARY (object), new_step (g_steal_pointer (&task), prune, pruned_cb),
                              DP_DURABILITY_NORMAL, prune);
}

static gboolean
return_if_read_only (DpLibrary *library,
                     GTask     *task)
{
  if (!dp_library_is_read_only (library))
    return FALSE;

  g_task_return_new_error (task, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY,
                           _("The library cannot be changed: its file or folder is read-only."));
  g_object_unref (task);
  return TRUE;
}

/**
 * dp_prune_run_async:
 * @library: a library, which stays open meanwhile
 * @months: papers go that were stored before, 1 to 120
 * @cancellable: (nullable): gives up; what went can be had back
 * @callback: called when they are gone
 * @user_data: for @callback
 *
 * Lets the papers go that dp_prune_count_async() counts.
 */
void
dp_prune_run_async (DpLibrary          *library,
                    guint               months,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  GTask *task = new_task (library, dp_prune_run_async, cancellable, callback, user_data);
  Job   *job = g_task_get_task_data (task);
  g_autoptr (GTask) step = NULL;

  if (return_if_read_only (library, task))
    return;

  job->line = dp_prune_get_line (months, dp_time_now ());
  step = new_step (task, choose_thread, chosen_cb);
  g_task_run_in_thread (step, choose_thread);
}

/**
 * dp_prune_run_finish:
 * @library: the library
 * @result: the result
 * @out_n_pruned: (out): how many papers went
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_prune_run_async().
 *
 * Returns: whether all went that were to
 */
gboolean
dp_prune_run_finish (DpLibrary    *library,
                     GAsyncResult *result,
                     guint        *out_n_pruned,
                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_prune_run_async), FALSE);

  *out_n_pruned = ((Job *)g_task_get_task_data (G_TASK (result)))->n_done;

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
read_saved (Job     *job,
            GError **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (job->saved, "SELECT id FROM paper ORDER BY id", error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  job->rowids = g_array_new (FALSE, FALSE, sizeof (guint32));
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      guint32 rowid = (guint32)dp_statement_get_int64 (statement, 0);

      g_array_append_val (job->rowids, rowid);
    }

  return step == DP_STEP_DONE;
}

static gboolean
begin_undo (DpDatabase *database,
            Job        *job,
            GError    **error)
{
  if (g_access (job->saved_path, R_OK) != 0)
    {
      g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND,
                           _("There is nothing that was pruned within the last week."));
      return FALSE;
    }

  if (!open_saved (database, job, error))
    return FALSE;

  job->tables = dp_prune_rows_list_tables (database, "main", error);

  return job->tables != NULL && read_saved (job, error);
}

static gboolean
undo (DpDatabase  *database,
      DpChangeLog *log,
      gpointer     data,
      gboolean    *out_more,
      GError     **error)
{
  Job  *job = data;
  guint end = 0;

  if (job->saved == NULL && !begin_undo (database, job, error))
    return FALSE;

  count_step (job);
  end = MIN (job->next + AT_ONCE, job->rowids->len);
  for (; job->next < end; job->next++)
    {
      gboolean added = FALSE;

      if (!dp_prune_rows_add (database, log, job->tables, job->saved, g_array_index (job->rowids, guint32, job->next),
                              &added, error))
        {
          job->n_in_step = 0;
          return FALSE;
        }

      job->n_in_step += added;
    }

  *out_more = end < job->rowids->len;
  return TRUE;
}

static gboolean
forget_saved (DpDatabase *database,
              gpointer    data,
              GError    **error)
{
  dp_backup_remove (((Job *)data)->saved_path);

  return TRUE;
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  count_step (g_task_get_task_data (task));
  dp_library_run_maintenance (DP_LIBRARY (object), new_step (g_steal_pointer (&task), forget_saved, tidied_cb),
                              forget_saved);
}

/**
 * dp_prune_undo_async:
 * @library: a library
 * @cancellable: (nullable): gives up; what is back stays
 * @callback: called when they are back
 * @user_data: for @callback
 *
 * Puts the papers back that the last pruning let go, each with all that was said of it, its
 * number, and its marks. One that has come back by itself stays as it came.
 */
void
dp_prune_undo_async (DpLibrary          *library,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GTask *task = new_task (library, dp_prune_undo_async, cancellable, callback, user_data);

  if (!return_if_read_only (library, task))
    dp_library_run_on_writer (library, new_step (task, undo, undone_cb), DP_DURABILITY_NORMAL, undo);
}

/**
 * dp_prune_undo_finish:
 * @library: the library
 * @result: the result
 * @out_n_back: (out): how many papers came back
 * @error: return location for a #DpLibraryError; %DP_LIBRARY_ERROR_NOT_FOUND when nothing
 *   was pruned lately
 *
 * Ends dp_prune_undo_async().
 *
 * Returns: whether all came back
 */
gboolean
dp_prune_undo_finish (DpLibrary    *library,
                      GAsyncResult *result,
                      guint        *out_n_back,
                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_prune_undo_async), FALSE);

  *out_n_back = ((Job *)g_task_get_task_data (G_TASK (result)))->n_done;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dp_prune_forget_old:
 * @library_path: (type filename): a library
 * @now: the present
 *
 * Removes what was pruned more than a week ago for good.
 */
void
dp_prune_forget_old (const char *library_path,
                     DpTime      now)
{
  g_autofree char *path = dup_saved_path (library_path);
  GStatBuf         status = { 0 };

  if (g_stat (path, &status) == 0 && status.st_mtime < now - DP_PRUNE_KEPT_DAYS * 24 * 60 * 60)
    dp_backup_remove (path);
}
