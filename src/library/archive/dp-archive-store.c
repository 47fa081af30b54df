/* dp-archive-store.c: taking into a library what a file holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/archive/dp-archive-store.h"

#include "library/archive/dp-archive-marks.h"
#include "library/archive/dp-archive-topics.h"
#include "library/dp-library-private.h"
#include "library/order/dp-rowid-set.h"
#include "library/paper/dp-paper-identity.h"
#include "library/paper/dp-paper-writer.h"

typedef struct
{
  guint32  rowid;
  gboolean is_new;
  gboolean is_changed;
} Outcome;

struct _DpArchiveTally
{
  gatomicrefcount ref_count;
  DpRowidSet     *seen;
  DpRowidSet     *added;
  DpRowidSet     *changed;
  guint           n_lost;
  gboolean        has_written;
  GArray         *pending; /* of Outcome: of a transaction that is not known to be committed */
};

typedef struct
{
  GPtrArray      *entries; /* (owned) */
  DpArchiveTally *tally;   /* (owned) */
  DpPaperWriter  *writer;  /* (owned) */
  guint           next;    /* the first entry that is not stored yet */
} StoreJob;

DpArchiveTally *
dp_archive_tally_new (void)
{
  DpArchiveTally *self = g_new0 (DpArchiveTally, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->seen = dp_rowid_set_new ();
  self->added = dp_rowid_set_new ();
  self->changed = dp_rowid_set_new ();
  self->pending = g_array_new (FALSE, FALSE, sizeof (Outcome));

  return self;
}

DpArchiveTally *
dp_archive_tally_ref (DpArchiveTally *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
dp_archive_tally_unref (DpArchiveTally *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  dp_rowid_set_free (self->seen);
  dp_rowid_set_free (self->added);
  dp_rowid_set_free (self->changed);
  g_array_unref (self->pending);
  g_free (self);
}

guint
dp_archive_tally_get_n_new (DpArchiveTally *self)
{
  return dp_rowid_set_get_size (self->added);
}

guint
dp_archive_tally_get_n_enriched (DpArchiveTally *self)
{
  return dp_rowid_set_get_size (self->changed);
}

guint
dp_archive_tally_get_n_unchanged (DpArchiveTally *self)
{
  return dp_rowid_set_get_size (self->seen) - dp_rowid_set_get_size (self->added) -
         dp_rowid_set_get_size (self->changed);
}

gboolean
dp_archive_tally_is_unchanged (DpArchiveTally *self)
{
  return !self->has_written;
}

guint
dp_archive_tally_get_n_lost (DpArchiveTally *self)
{
  return self->n_lost;
}

/* A paper that this import brought stays new, whatever else the file says of it. */
static void
count_pending (DpArchiveTally *self)
{
  for (guint i = 0; i < self->pending->len; i++)
    {
      const Outcome *outcome = &g_array_index (self->pending, Outcome, i);

      dp_rowid_set_add (self->seen, outcome->rowid);
      if (outcome->is_new)
        dp_rowid_set_add (self->added, outcome->rowid);
      else if (outcome->is_changed && !dp_rowid_set_contains (self->added, outcome->rowid))
        dp_rowid_set_add (self->changed, outcome->rowid);
    }

  g_array_set_size (self->pending, 0);
}

static void
store_job_free (StoreJob *job)
{
  g_ptr_array_unref (job->entries);
  dp_archive_tally_unref (job->tally);
  dp_paper_writer_free (job->writer);
  g_free (job);
}

static gboolean
merge_marks (DpDatabase           *database,
             DpChangeLog          *log,
             guint32               rowid,
             const DpArchiveEntry *entry,
             gboolean             *out_changed,
             GError              **error)
{
  for (guint i = 0; entry->marks != NULL && i < entry->marks->len; i++)
    {
      gboolean changed = FALSE;

      if (!dp_archive_marks_merge (database, log, rowid, g_ptr_array_index (entry->marks, i), &changed, error))
        return FALSE;

      *out_changed |= changed;
    }

  return TRUE;
}

static gboolean
store_paper (StoreJob             *job,
             DpDatabase           *database,
             DpChangeLog          *log,
             const DpArchiveEntry *entry,
             GError              **error)
{
  g_autoptr (DpPaperRecord) record = NULL;
  DpChangeFields changed = 0;
  Outcome        outcome = { 0 };

  record = dp_paper_merge_entry (database, log, entry, dp_time_now (), &outcome.is_new, &changed, error);
  if (record == NULL)
    return FALSE;

  outcome.rowid = record->rowid;
  outcome.is_changed = changed != 0;
  if (!dp_archive_topics_add_places (database, log, record->rowid, entry, &outcome.is_changed, error) ||
      !merge_marks (database, log, record->rowid, entry, &outcome.is_changed, error))
    return FALSE;

  g_array_append_val (job->tally->pending, outcome);

  return dp_paper_writer_add (job->writer, database, record, changed, error);
}

static gboolean
store_mark (StoreJob             *job,
            DpDatabase           *database,
            DpChangeLog          *log,
            const DpArchiveEntry *entry,
            GError              **error)
{
  Outcome outcome = { 0 };
  gint64  rowid = 0;

  if (!dp_paper_identity_find (database, entry->paper->id, &rowid, error))
    return FALSE;

  if (rowid == 0)
    {
      job->tally->n_lost++;
      return TRUE;
    }

  outcome.rowid = (guint32)rowid;
  if (!merge_marks (database, log, outcome.rowid, entry, &outcome.is_changed, error))
    return FALSE;

  g_array_append_val (job->tally->pending, outcome);

  return TRUE;
}

static gboolean
store_entry (StoreJob             *job,
             DpDatabase           *database,
             DpChangeLog          *log,
             const DpArchiveEntry *entry,
             GError              **error)
{
  switch (entry->kind)
    {
    case DP_ARCHIVE_LIBRARY:
      return TRUE;

    case DP_ARCHIVE_TOPIC:
      return dp_archive_topics_merge (database, log, entry, error);

    case DP_ARCHIVE_COLLECTION:
      return dp_archive_marks_merge_collection (database, log, entry, error);

    case DP_ARCHIVE_SMART:
      return dp_archive_marks_merge_smart (database, log, entry, error);

    case DP_ARCHIVE_PAPER:
      return store_paper (job, database, log, entry, error);

    case DP_ARCHIVE_MARK:
      return store_mark (job, database, log, entry, error);
    }

  g_return_val_if_reached (FALSE);
}

static gboolean
store_batch (StoreJob    *job,
             DpDatabase  *database,
             DpChangeLog *log,
             guint        end,
             GError     **error)
{
  if (!dp_paper_writer_begin (job->writer, database, error))
    return FALSE;

  for (guint i = job->next; i < end; i++)
    if (!store_entry (job, database, log, g_ptr_array_index (job->entries, i), error))
      return FALSE;

  return dp_paper_writer_end (job->writer, database, log, error);
}

static gboolean
store (DpDatabase  *database,
       DpChangeLog *log,
       gpointer     data,
       gboolean    *out_more,
       GError     **error)
{
  StoreJob *job = data;
  guint     end = MIN (job->next + DP_PAPER_WRITER_BATCH, job->entries->len);

  /* To be called again means that the transaction before was committed. */
  count_pending (job->tally);

  if (!store_batch (job, database, log, end, error))
    {
      g_array_set_size (job->tally->pending, 0);
      return FALSE;
    }

  job->tally->has_written |= !dp_change_log_is_empty (log);
  job->next = end;
  *out_more = end < job->entries->len;

  return TRUE;
}

/**
 * dp_archive_store_async:
 * @library: a library
 * @entries: (element-type DpArchiveEntry): what a file holds, or a part of it; a
 *   collection or topic before what is in it, a paper before its marks; not changed
 *   any more
 * @tally: counts what becomes of the papers, over all parts
 * @cancellable: (nullable): ends it between two transactions; what is done stays
 * @callback: called when all are stored, or at the first error
 * @user_data: for @callback
 *
 * Unites what a file holds with the library. Field by field the higher version holds,
 * then the greater authority; of marks, topics and collections the later change. The
 * same file again changes nothing.
 */
void
dp_archive_store_async (DpLibrary          *library,
                        GPtrArray          *entries,
                        DpArchiveTally     *tally,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask    *task = NULL;
  StoreJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (entries != NULL);
  g_return_if_fail (tally != NULL);

  job = g_new0 (StoreJob, 1);
  job->entries = g_ptr_array_ref (entries);
  job->tally = dp_archive_tally_ref (tally);
  job->writer = dp_paper_writer_new ();

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_archive_store_async);
  g_task_set_task_data (task, job, (GDestroyNotify)store_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_NORMAL, store);
}

/**
 * dp_archive_store_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_archive_store_async().
 *
 * Returns: whether all was stored
 */
gboolean
dp_archive_store_finish (DpLibrary    *library,
                         GAsyncResult *result,
                         GError      **error)
{
  StoreJob *job = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean stored = FALSE;

  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_archive_store_async), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  stored = g_task_propagate_boolean (G_TASK (result), &local_error);

  /* A write is cancelled before or while it works, never after. */
  if (stored || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    count_pending (job->tally);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return stored;
}

typedef struct
{
  char    *digest;   /* (owned) */
  char    *contents; /* (owned) (nullable) */
  gboolean has_marks;
} Conclusion;

static void
conclusion_free (Conclusion *conclusion)
{
  g_free (conclusion->digest);
  g_free (conclusion->contents);
  g_free (conclusion);
}

/* A checkpoint syncs what the short transactions left to the system. Somebody who reads
 * can keep it from being moved into the file; it is in the -wal. */
static gboolean
conclude (DpDatabase *database,
          gpointer    data,
          GError    **error)
{
  const Conclusion *conclusion = data;

  return (conclusion->contents == NULL ||
          dp_database_run (database, error, "INSERT OR REPLACE INTO imported (digest, contents) VALUES (?, ?)", "ss",
                           conclusion->digest, conclusion->contents)) &&
         (!conclusion->has_marks || dp_database_execute (database, "PRAGMA wal_checkpoint (PASSIVE)", error));
}

/**
 * dp_archive_store_conclude_async:
 * @library: a library
 * @digest: what identifies the content of the file that was stored
 * @contents: (nullable): what is to be remembered of it; %NULL for nothing
 * @has_marks: whether it held marks
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Ends an import. After marks everything that was stored so far is synced to the disk:
 * they are the user's as any other. Papers can be had again.
 */
void
dp_archive_store_conclude_async (DpLibrary          *library,
                                 const char         *digest,
                                 const char         *contents,
                                 gboolean            has_marks,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask      *task = g_task_new (library, NULL, callback, user_data);
  Conclusion *conclusion = g_new0 (Conclusion, 1);

  conclusion->digest = g_strdup (digest);
  conclusion->contents = g_strdup (contents);
  conclusion->has_marks = has_marks;
  g_task_set_source_tag (task, dp_archive_store_conclude_async);
  g_task_set_task_data (task, conclusion, (GDestroyNotify)conclusion_free);
  dp_library_run_maintenance (library, task, conclude);
}

gboolean
dp_archive_store_conclude_finish (DpLibrary    *library,
                                  GAsyncResult *result,
                                  GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_archive_store_conclude_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dp_archive_store_recall:
 * @library: a library
 * @digest: what identifies the content of a file
 * @error: return location for a #DpLibraryError
 *
 * Looks whether a file was stored as a whole before.
 *
 * Returns: (transfer full) (nullable): what was remembered of it; %NULL without an
 *   error when it was not
 */
char *
dp_archive_store_recall (DpLibrary  *library,
                         const char *digest,
                         GError    **error)
{
  DpDatabase *database = NULL;
  g_autoptr (DpStatement) statement = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  statement = dp_database_prepare (database, "SELECT contents FROM imported WHERE digest = ?", error);
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "s", digest);

  return dp_statement_step (statement, error) == DP_STEP_ROW ? g_strdup (dp_statement_get_text (statement, 0)) : NULL;
}
