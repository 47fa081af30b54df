/* dp-mark-change.c: what one call changed of tags, collections, smart collections and notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-mark-change.h"

#include "library/dp-library-private.h"
#include "library/mark/dp-mark-change-private.h"

#include <glib/gi18n.h>

/* A paper that was never in it leaves no tombstone when it is taken out. */
static const struct
{
  const char    *set_sql;
  const char    *clear_sql;
  const char    *empty_sql;
  DpChangeFields field;
} holders[] = {
  [DP_MARK_HOLDER_TAG] = {
    "INSERT INTO paper_tag SELECT id, ?2, 1, ?3 FROM paper WHERE id = ?1"
    "  ON CONFLICT DO UPDATE SET state = 1, changed_at = ?3 WHERE state = 0",
    "UPDATE paper_tag SET state = 0, changed_at = ?3 WHERE paper = ?1 AND tag = ?2 AND state = 1",
    "UPDATE paper_tag SET state = 0, changed_at = ?2 WHERE tag = ?1 AND state = 1 RETURNING paper",
    DP_CHANGE_TAGS,
  },
  [DP_MARK_HOLDER_COLLECTION] = {
    "INSERT INTO paper_collection SELECT id, ?2, 1, ?3 FROM paper WHERE id = ?1"
    "  ON CONFLICT DO UPDATE SET state = 1, changed_at = ?3 WHERE state = 0",
    "UPDATE paper_collection SET state = 0, changed_at = ?3 WHERE paper = ?1 AND collection = ?2 AND state = 1",
    "UPDATE paper_collection SET state = 0, changed_at = ?2 WHERE collection = ?1 AND state = 1 RETURNING paper",
    DP_CHANGE_COLLECTIONS,
  },
};

/**
 * dp_mark_change_new:
 *
 * Returns: (transfer full): one with nothing in it
 */
DpMarkChange *
dp_mark_change_new (void)
{
  DpMarkChange *self = g_new0 (DpMarkChange, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->rows = g_array_new (FALSE, FALSE, sizeof (DpMarkRow));

  return self;
}

DpMarkChange *
dp_mark_change_ref (DpMarkChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
dp_mark_change_unref (DpMarkChange *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->rows);
  g_free (self->spelling);
  g_free (self->old_name);
  dp_smart_state_clear (&self->smart_before);
  dp_smart_state_clear (&self->smart_after);
  g_free (self->old_note);
  g_free (self->new_note);
  g_free (self);
}

/**
 * dp_mark_change_is_empty:
 * @self: what a call changed
 *
 * Returns: whether everything had been so before
 */
gboolean
dp_mark_change_is_empty (DpMarkChange *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->rows->len == 0 && self->tag == 0 && self->collection == 0 && self->smart == 0 &&
         self->noted == 0;
}

/**
 * dp_mark_change_get_n_papers:
 * @self: what a call changed
 *
 * Returns: how many papers were given something, or lost it
 */
guint
dp_mark_change_get_n_papers (DpMarkChange *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_papers;
}

static void
note_row (DpMarkChange    *self,
          DpChangeLog     *log,
          const DpMarkRow *row)
{
  g_array_append_vals (self->rows, row, 1);
  dp_change_log_add (log, row->paper, holders[row->kind].field);
}

/**
 * dp_mark_change_set_row:
 * @self: notes what is another now
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @row: what shall be
 * @now_us: the moment
 * @error: return location for a #DpLibraryError
 *
 * Puts a paper, if there is one, into a holder or takes it out.
 */
gboolean
dp_mark_change_set_row (DpMarkChange *self,
                        DpDatabase   *database,
                        DpChangeLog  *log,
                        DpMarkRow     row,
                        gint64        now_us,
                        GError      **error)
{
  const char *sql = row.state ? holders[row.kind].set_sql : holders[row.kind].clear_sql;

  if (!dp_database_run (database, error, sql, "ull", row.paper, row.holder, now_us))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    note_row (self, log, &row);

  return TRUE;
}

/**
 * dp_mark_change_set_rows:
 * @self: notes what is another now
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @row: what shall be of each
 * @rowids: (element-type guint32): the papers
 * @now_us: the moment
 * @error: return location for a #DpLibraryError
 *
 * Puts papers into one holder or takes them out.
 */
gboolean
dp_mark_change_set_rows (DpMarkChange *self,
                         DpDatabase   *database,
                         DpChangeLog  *log,
                         DpMarkRow     row,
                         GArray       *rowids,
                         gint64        now_us,
                         GError      **error)
{
  guint before = self->rows->len;

  for (guint i = 0; i < rowids->len; i++)
    {
      row.paper = g_array_index (rowids, guint32, i);
      if (!dp_mark_change_set_row (self, database, log, row, now_us, error))
        return FALSE;
    }

  self->n_papers += self->rows->len - before;

  return TRUE;
}

/**
 * dp_mark_change_empty:
 * @self: notes what is another now
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @kind: what @holder is
 * @holder: a tag or a collection
 * @now_us: the moment
 * @error: return location for a #DpLibraryError
 *
 * Takes out all papers.
 */
gboolean
dp_mark_change_empty (DpMarkChange *self,
                      DpDatabase   *database,
                      DpChangeLog  *log,
                      DpMarkHolder  kind,
                      gint64        holder,
                      gint64        now_us,
                      GError      **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, holders[kind].empty_sql, error);
  DpMarkRow row = { .holder = holder, .kind = kind, .state = FALSE };
  DpStep    step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "ll", holder, now_us);
  for (; (step = dp_statement_step (statement, error)) == DP_STEP_ROW; self->n_papers++)
    {
      row.paper = (guint32)dp_statement_get_int64 (statement, 0);
      note_row (self, log, &row);
    }

  return step == DP_STEP_DONE;
}

typedef struct
{
  DpMarkChange *change; /* (owned) */
  DpMarkChange *done;   /* (owned): what undoing changed */
} RevertJob;

static void
revert_job_free (RevertJob *job)
{
  dp_mark_change_unref (job->change);
  dp_mark_change_unref (job->done);
  g_free (job);
}

static gboolean
bring_collection_back (RevertJob   *job,
                       DpDatabase  *database,
                       DpChangeLog *log,
                       gint64       now_us,
                       GError     **error)
{
  if (job->change->fate != DP_COLLECTION_FATE_WENT)
    return TRUE;

  if (!dp_database_run (database, error,
                        "UPDATE collection SET state = 1, changed_at = ?2 WHERE id = ?1 AND state = 0", "ll",
                        job->change->collection, now_us))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    job->done->collection = job->change->collection;
  dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return TRUE;
}

/* One that was given other papers since is somebody's own. */
static gboolean
take_collection_away (RevertJob   *job,
                      DpDatabase  *database,
                      DpChangeLog *log,
                      gint64       now_us,
                      GError     **error)
{
  if (job->change->fate != DP_COLLECTION_FATE_CAME)
    return TRUE;

  if (!dp_database_run (database, error,
                        "UPDATE collection SET state = 0, changed_at = ?2 WHERE id = ?1 AND state = 1 AND n_papers = 0",
                        "ll", job->change->collection, now_us))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    job->done->collection = job->change->collection;
  dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return TRUE;
}

static gboolean
revert_rows (RevertJob   *job,
             DpDatabase  *database,
             DpChangeLog *log,
             gint64       now_us,
             GError     **error)
{
  for (guint i = 0; i < job->change->rows->len; i++)
    {
      DpMarkRow row = g_array_index (job->change->rows, DpMarkRow, i);

      row.state = !row.state;
      if (!dp_mark_change_set_row (job->done, database, log, row, now_us, error))
        return FALSE;

      if (i == 0 && row.kind == DP_MARK_HOLDER_TAG)
        dp_change_log_add (log, 0, DP_CHANGE_TAG_LIST);
    }

  return TRUE;
}

static gboolean
revert_names (RevertJob   *job,
              DpDatabase  *database,
              DpChangeLog *log,
              gint64       now_us,
              GError     **error)
{
  DpMarkChange *change = job->change;

  if (change->tag != 0)
    {
      if (!dp_database_run (database, error, "UPDATE tag SET name = ? WHERE id = ?", "sl", change->spelling, change->tag))
        return FALSE;

      job->done->tag = change->tag;
      dp_change_log_add (log, 0, DP_CHANGE_TAG_LIST);
    }

  return change->old_name == NULL ||
         dp_collection_store_rename_to (job->done, database, log, change->collection, change->old_name, now_us, error);
}

/* What was written after it is not overwritten. */
static gboolean
revert_note (RevertJob   *job,
             DpDatabase  *database,
             DpChangeLog *log,
             gint64       now_us,
             GError     **error)
{
  g_autofree char *now = NULL;

  if (job->change->noted == 0)
    return TRUE;

  now = dp_note_store_load (database, job->change->noted, error);
  if (now == NULL)
    return FALSE;

  if (!g_str_equal (now, job->change->new_note))
    return TRUE;

  job->done->noted = job->change->noted;

  return dp_note_store_write (database, log, job->change->noted, job->change->old_note, now_us, error);
}

static gboolean
revert (DpDatabase  *database,
        DpChangeLog *log,
        gpointer     data,
        gboolean    *out_more,
        GError     **error)
{
  RevertJob *job = data;
  gint64     now_us = g_get_real_time ();

  if (!bring_collection_back (job, database, log, now_us, error) ||
      !revert_rows (job, database, log, now_us, error) ||
      !take_collection_away (job, database, log, now_us, error) ||
      !revert_names (job, database, log, now_us, error) ||
      !dp_smart_store_revert (job->done, database, log, job->change, now_us, error) ||
      !revert_note (job, database, log, now_us, error))
    return FALSE;

  if (!dp_mark_change_is_empty (job->done))
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CHANGED,
                       _("It was changed again since, and stays as it is."));
  return FALSE;
}

/**
 * dp_mark_change_revert_async:
 * @library: the library that was changed
 * @self: what was changed
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Takes back exactly what was changed, but for what was changed again since.
 */
void
dp_mark_change_revert_async (DpLibrary          *library,
                             DpMarkChange       *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask     *task = NULL;
  RevertJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (self != NULL);

  job = g_new0 (RevertJob, 1);
  job->change = dp_mark_change_ref (self);
  job->done = dp_mark_change_new ();

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_mark_change_revert_async);
  g_task_set_task_data (task, job, (GDestroyNotify)revert_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_FULL, revert);
}

gboolean
dp_mark_change_revert_finish (DpLibrary    *library,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_mark_change_revert_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
