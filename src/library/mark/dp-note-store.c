/* dp-note-store.c: what the user writes about a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-note-store.h"

#include "library/dp-library-private.h"
#include "library/mark/dp-mark-change-private.h"
#include "model/dp-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  guint32       rowid;
  char         *base; /* (owned) (nullable) */
  char         *text;
  char         *stored; /* (owned) (nullable) until it is */
  DpMarkChange *change;
} NoteJob;

static void
note_job_free (NoteJob *job)
{
  g_free (job->base);
  g_free (job->text);
  g_free (job->stored);
  dp_mark_change_unref (job->change);
  g_free (job);
}

/**
 * dp_note_store_load:
 * @database: a connection
 * @rowid: a paper
 * @error: return location for a #DpLibraryError
 *
 * Returns: (transfer full) (nullable): its note, empty where it has none
 */
char *
dp_note_store_load (DpDatabase *database,
                    guint32     rowid,
                    GError    **error)
{
  static const char sql[] = "SELECT text FROM note WHERE paper = ? AND state = 1";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "u", rowid);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ERROR)
    return NULL;

  return g_strdup (step == DP_STEP_ROW ? dp_statement_get_text (statement, 0) : "");
}

/**
 * dp_note_store_write:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @rowid: a paper that is there
 * @text: its note; empty for none
 * @now_us: the moment, in microseconds since the epoch
 * @error: return location for a #DpLibraryError
 *
 * Writes a note, or the tombstone of one.
 */
gboolean
dp_note_store_write (DpDatabase  *database,
                     DpChangeLog *log,
                     guint32      rowid,
                     const char  *text,
                     gint64       now_us,
                     GError     **error)
{
  dp_change_log_add (log, rowid, DP_CHANGE_NOTE);

  if (text[0] == '\0')
    return dp_database_run (database, error,
                            "UPDATE note SET text = '', state = 0, changed_at = ? WHERE paper = ? AND state = 1", "lu",
                            now_us, rowid);

  return dp_database_run (database, error,
                          "INSERT INTO note (paper, text, state, changed_at) VALUES (?1, ?2, 1, ?3)"
                          "  ON CONFLICT DO UPDATE SET text = ?2, state = 1, changed_at = ?3",
                          "usl", rowid, text, now_us);
}

/* The note that was there is another than the one that was edited: somebody wrote it
 * meanwhile, and nothing that anybody wrote is lost. */
static char *
unite (const char *base, /* (nullable) */
       const char *text,
       const char *there)
{
  if (base == NULL || g_str_equal (there, base) || g_str_equal (there, text) || there[0] == '\0')
    return g_strdup (text);

  return text[0] != '\0' ? g_strconcat (text, "\n\n", there, NULL) : g_strdup (there);
}

static gboolean
check_paper (DpDatabase *database,
             guint32     rowid,
             GError    **error)
{
  gint64 found = 0;

  if (!dp_database_get_int64 (database, &found, error, "SELECT id FROM paper WHERE id = ?", "u", rowid))
    return FALSE;

  if (found != 0)
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("The library has no such paper."));
  return FALSE;
}

static gboolean
check_length (const char *text,
              GError    **error)
{
  if (strlen (text) <= DP_NOTE_MAX_BYTES)
    return TRUE;

  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_TOO_LARGE,
               _("The note is too long. It can have at most %d KB."), DP_NOTE_MAX_BYTES / 1024);
  return FALSE;
}

static gboolean
set_note (DpDatabase  *database,
          DpChangeLog *log,
          gpointer     data,
          gboolean    *out_more,
          GError     **error)
{
  NoteJob         *job = data;
  g_autofree char *there = NULL;

  if (!check_paper (database, job->rowid, error))
    return FALSE;

  there = dp_note_store_load (database, job->rowid, error);
  if (there == NULL)
    return FALSE;

  job->stored = unite (job->base, job->text, there);
  if (g_str_equal (job->stored, there))
    return TRUE;

  job->change->noted = job->rowid;
  job->change->n_papers = 1;
  job->change->old_note = g_steal_pointer (&there);
  job->change->new_note = g_strdup (job->stored);

  return check_length (job->stored, error) &&
         dp_note_store_write (database, log, job->rowid, job->stored, g_get_real_time (), error);
}

/**
 * dp_note_store_set_async:
 * @library: a library
 * @rowid: a paper
 * @base: (nullable): the note that @text was made from, empty for none; %NULL to write
 *   @text in any case
 * @text: the note; with nothing but white space it is removed
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Writes a note, before any long write that is under way. %DP_LIBRARY_ERROR_TOO_LARGE
 * past %DP_NOTE_MAX_BYTES, %DP_LIBRARY_ERROR_NOT_FOUND where there is no such paper.
 */
void
dp_note_store_set_async (DpLibrary          *library,
                         guint32             rowid,
                         const char         *base,
                         const char         *text,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask   *task = NULL;
  NoteJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (text != NULL);

  job = g_new0 (NoteJob, 1);
  job->rowid = rowid;
  job->base = g_strdup (base);
  job->text = dp_text_clean_lines (text);
  job->change = dp_mark_change_new ();

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_note_store_set_async);
  g_task_set_task_data (task, job, (GDestroyNotify)note_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_FULL, set_note);
}

/**
 * dp_note_store_set_finish:
 * @library: the library
 * @result: the result
 * @out_text: (out) (optional): the note that is stored now, empty for none
 * @error: return location for a #DpLibraryError
 *
 * Ends dp_note_store_set_async().
 *
 * Returns: (transfer full) (nullable): what was changed
 */
DpMarkChange *
dp_note_store_set_finish (DpLibrary    *library,
                          GAsyncResult *result,
                          char        **out_text,
                          GError      **error)
{
  NoteJob *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_note_store_set_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  job = g_task_get_task_data (G_TASK (result));
  if (out_text != NULL)
    *out_text = g_strdup (job->stored);

  return dp_mark_change_ref (job->change);
}
