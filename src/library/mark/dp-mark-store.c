/* dp-mark-store.c: the user's own marks, which no refresh touches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-mark-store.h"

#include "library/dp-library-private.h"

/* How each mark is set and cleared. A mark that was never set leaves no tombstone
 * when it is cleared. */
typedef struct
{
  const char    *set_sql;
  const char    *clear_sql;
  DpChangeFields field;
} MarkTable;

static const MarkTable mark_tables[] = {
  [DP_MARK_BOOKMARK] = {
    "INSERT INTO bookmark SELECT id, 1, ?2, version FROM paper WHERE id = ?1"
    "  ON CONFLICT DO UPDATE SET state = 1, changed_at = ?2, version = excluded.version WHERE state = 0",
    "UPDATE bookmark SET state = 0, changed_at = ?2 WHERE paper = ?1 AND state = 1",
    DP_CHANGE_BOOKMARK,
  },
  [DP_MARK_READ] = {
    "INSERT INTO read_mark SELECT id, 1, ?2, version FROM paper WHERE id = ?1"
    "  ON CONFLICT DO UPDATE SET state = 1, changed_at = ?2, version = excluded.version WHERE state = 0",
    "UPDATE read_mark SET state = 0, changed_at = ?2 WHERE paper = ?1 AND state = 1",
    DP_CHANGE_READ,
  },
};

/* To read a paper again is to read its newest version. Nobody has it back by undoing. */
static const char read_again_sql[] =
  "UPDATE read_mark SET changed_at = ?2, version = (SELECT version FROM paper WHERE id = ?1)"
  "  WHERE paper = ?1 AND state = 1 AND EXISTS (SELECT 1 FROM new_version WHERE paper = ?1)";

/* How many marks a transaction has: a list may be marked that holds every paper there
 * is, and other processes have marks to set too. */
#define BATCH_SIZE 1000

typedef struct
{
  DpMark   mark;
  gboolean state;
  GArray  *rowids;  /* (owned) of guint32 */
  guint    next;    /* the first that is not set yet */
  GArray  *changed; /* (owned) (nullable) of guint32 */
} SetJob;

static void
set_job_free (SetJob *job)
{
  g_clear_pointer (&job->rowids, g_array_unref);
  g_clear_pointer (&job->changed, g_array_unref);
  g_free (job);
}

static gboolean
read_again (DpDatabase  *database,
            DpChangeLog *log,
            guint32      rowid,
            gint64       now_us,
            GError     **error)
{
  if (!dp_database_run (database, error, read_again_sql, "ul", rowid, now_us))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    dp_change_log_add (log, rowid, DP_CHANGE_READ);

  return TRUE;
}

static gboolean
set_mark (DpDatabase  *database,
          DpChangeLog *log,
          SetJob      *job,
          guint32      rowid,
          gint64       now_us,
          GError     **error)
{
  const MarkTable *table = &mark_tables[job->mark];

  if (!dp_database_run (database, error, job->state ? table->set_sql : table->clear_sql, "ul", rowid, now_us))
    return FALSE;

  if (dp_database_get_n_changed (database) == 0)
    return job->mark != DP_MARK_READ || !job->state || read_again (database, log, rowid, now_us, error);

  g_array_append_val (job->changed, rowid);
  dp_change_log_add (log, rowid, table->field);

  return job->mark != DP_MARK_READ || dp_change_log_add_topics_of (log, database, rowid, error);
}

static gboolean
set_marks (DpDatabase  *database,
           DpChangeLog *log,
           gpointer     data,
           gboolean    *out_more,
           GError     **error)
{
  SetJob *job = data;
  gint64  now_us = g_get_real_time ();
  guint   end = job->next + MIN (BATCH_SIZE, job->rowids->len - job->next);

  for (; job->next < end; job->next++)
    if (!set_mark (database, log, job, g_array_index (job->rowids, guint32, job->next), now_us, error))
      return FALSE;

  *out_more = end < job->rowids->len;
  return TRUE;
}

static gboolean
record_session (DpDatabase  *database,
                DpChangeLog *log,
                gpointer     data,
                gboolean    *out_more,
                GError     **error)
{
  return dp_database_run (database, error, "INSERT OR IGNORE INTO session VALUES (?)", "l", *(gint64 *)data);
}

/**
 * dp_mark_store_set_async:
 * @library: a library
 * @mark: which mark
 * @rowids: (array length=n_rowids): the papers; those that are not there are
 *   passed over
 * @n_rowids: how many
 * @state: whether the mark is set or cleared
 * @cancellable: (nullable): gives up between two thousands, or before it begins
 * @callback: called when the marks are on the disk
 * @user_data: for @callback
 *
 * Sets or clears a mark, before any long write that is under way. A paper that is
 * marked as read once more is read in its newest version from then on. Up to a thousand
 * papers are marked all or none; of more, those of the thousands before an error stay
 * marked.
 */
void
dp_mark_store_set_async (DpLibrary          *library,
                         DpMark              mark,
                         const guint32      *rowids,
                         gsize               n_rowids,
                         gboolean            state,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask  *task = NULL;
  SetJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (rowids != NULL || n_rowids == 0);

  job = g_new0 (SetJob, 1);
  job->mark = mark;
  job->state = state;
  job->rowids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint)n_rowids);
  g_array_append_vals (job->rowids, rowids, (guint)n_rowids);
  job->changed = g_array_new (FALSE, FALSE, sizeof (guint32));

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_mark_store_set_async);
  g_task_set_task_data (task, job, (GDestroyNotify)set_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_FULL, set_marks);
}

/**
 * dp_mark_store_set_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError
 *
 * Ends dp_mark_store_set_async().
 *
 * Returns: (transfer full) (nullable) (element-type guint32): the papers whose
 *   mark was another before
 */
GArray *
dp_mark_store_set_finish (DpLibrary    *library,
                          GAsyncResult *result,
                          GError      **error)
{
  SetJob *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_mark_store_set_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  job = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&job->changed);
}

/**
 * dp_mark_store_record_session_async:
 * @library: a library
 * @began_at: when the session began, in seconds since the epoch
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is stored
 * @user_data: for @callback
 *
 * Moves the line of *New* for the next session.
 */
void
dp_mark_store_record_session_async (DpLibrary          *library,
                                    gint64              began_at,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_mark_store_record_session_async);
  g_task_set_task_data (task, g_memdup2 (&began_at, sizeof began_at), g_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_FULL, record_session);
}

gboolean
dp_mark_store_record_session_finish (DpLibrary    *library,
                                     GAsyncResult *result,
                                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_mark_store_record_session_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
