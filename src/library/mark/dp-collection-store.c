/* dp-collection-store.c: collections and what is in them
 *
 * A name stands for one collection in every library of a user. One that was removed, or
 * is named otherwise now, leaves its old name behind with state 0 and the moment: that
 * takes out what had been in it until then, here and, by way of a file, elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-collection-store.h"

#include "library/dp-library-private.h"
#include "library/mark/dp-mark-change-private.h"
#include "model/dp-name.h"

#include <glib/gi18n.h>

typedef struct
{
  gint64        id;
  char         *name;   /* (owned) (nullable) */
  GArray       *rowids; /* (owned) (nullable) of guint32 */
  gboolean      state;
  guint         position;
  DpMarkChange *change;
} CollectionJob;

static CollectionJob *
collection_job_new (gint64         id,
                    const guint32 *rowids,
                    gsize          n_rowids)
{
  CollectionJob *job = g_new0 (CollectionJob, 1);

  job->id = id;
  job->rowids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint)n_rowids);
  g_array_append_vals (job->rowids, rowids, (guint)n_rowids);
  job->change = dp_mark_change_new ();

  return job;
}

static void
collection_job_free (CollectionJob *job)
{
  g_free (job->name);
  g_array_unref (job->rowids);
  dp_mark_change_unref (job->change);
  g_free (job);
}

static void
run (DpLibrary          *library,
     CollectionJob      *job, /* (transfer full) */
     DpWriteFunc         func,
     gpointer            source_tag,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, (GDestroyNotify)collection_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_FULL, func);
}

static DpMarkChange *
finish (GAsyncResult *result,
        GError      **error)
{
  CollectionJob *job = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? dp_mark_change_ref (job->change) : NULL;
}

/* Who has a name, or had it last. */
typedef struct
{
  gint64   id; /* 0 for nobody */
  gboolean is_there;
} Holder;

static gboolean
find_holder (DpDatabase *database,
             const char *key,
             Holder     *out_holder,
             GError    **error)
{
  static const char sql[] = "SELECT id, state FROM collection WHERE name_key = ?";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  *out_holder = (Holder){ 0 };
  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "s", key);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    {
      out_holder->id = dp_statement_get_int64 (statement, 0);
      out_holder->is_there = dp_statement_get_int64 (statement, 1) != 0;
    }

  return step != DP_STEP_ERROR;
}

static void
set_exists (const char *name,
            GError    **error)
{
  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS, _("There is a collection named “%s” already."), name);
}

/**
 * dp_collection_store_check_name:
 * @database: the connection that writes, in a transaction
 * @name: a name, normalized
 * @error: return location for a #DpLibraryError
 *
 * Returns: whether no collection that is there has that name
 */
gboolean
dp_collection_store_check_name (DpDatabase *database,
                                const char *name,
                                GError    **error)
{
  g_autofree char *key = dp_name_dup_key (name);
  Holder           holder = { 0 };

  if (!find_holder (database, key, &holder, error))
    return FALSE;

  if (holder.is_there)
    set_exists (name, error);

  return !holder.is_there;
}

/* The name of one that is there. */
static char *
load_name (DpDatabase *database,
           gint64      id,
           GError    **error)
{
  static const char sql[] = "SELECT name FROM collection WHERE id = ? AND state = 1";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "l", id);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    return g_strdup (dp_statement_get_text (statement, 0));

  if (step == DP_STEP_DONE)
    g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("The library has no such collection."));
  return NULL;
}

static gboolean
put_papers (CollectionJob *job,
            DpDatabase    *database,
            DpChangeLog   *log,
            GError       **error)
{
  DpMarkRow row = { .holder = job->id, .kind = DP_MARK_HOLDER_COLLECTION, .state = job->state };

  return dp_mark_change_set_rows (job->change, database, log, row, job->rowids, g_get_real_time (), error);
}

/* A name that was used before is used again, for a collection that begins empty. */
static gboolean
write_new (CollectionJob *job,
           DpDatabase    *database,
           const char    *key,
           gint64        *out_id,
           GError       **error)
{
  Holder holder = { 0 };

  if (!dp_collection_store_check_name (database, job->name, error) ||
      !dp_smart_store_check_name (database, 0, job->name, error) ||
      !find_holder (database, key, &holder, error))
    return FALSE;

  if (!dp_database_run (database, error,
                        "UPDATE paper_collection SET state = 0, changed_at = ?2 WHERE collection = ?1 AND state = 1",
                        "ll", holder.id, g_get_real_time ()) ||
      !dp_database_run (database, error,
                        "INSERT INTO collection (name, name_key, position, state, changed_at)"
                        "  SELECT ?1, ?2, 1 + coalesce (max (position), 0), 1, ?3 FROM collection WHERE true"
                        "  ON CONFLICT DO UPDATE SET name = ?1, position = excluded.position, state = 1, changed_at = ?3",
                        "ssl", job->name, key, g_get_real_time ()) ||
      !find_holder (database, key, &holder, error))
    return FALSE;

  *out_id = holder.id;
  return TRUE;
}

static gboolean
create (DpDatabase  *database,
        DpChangeLog *log,
        gpointer     data,
        gboolean    *out_more,
        GError     **error)
{
  CollectionJob   *job = data;
  g_autofree char *key = dp_name_dup_key (job->name);

  if (!write_new (job, database, key, &job->id, error))
    return FALSE;

  job->change->collection = job->id;
  job->change->fate = DP_COLLECTION_FATE_CAME;
  dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return put_papers (job, database, log, error);
}

static gboolean
set_papers (DpDatabase  *database,
            DpChangeLog *log,
            gpointer     data,
            gboolean    *out_more,
            GError     **error)
{
  CollectionJob   *job = data;
  g_autofree char *name = load_name (database, job->id, error);

  return name != NULL && put_papers (job, database, log, error);
}

/* The row of a name that nobody has any more takes over the old one, and what was in it
 * once is not in the collection that has its name now. */
static gboolean
leave_name (DpDatabase   *database,
            const Holder *former,
            gint64        id,
            const char   *old_name,
            const char   *new_key,
            gint64        now_us,
            GError      **error)
{
  g_autofree char *old_key = dp_name_dup_key (old_name);

  if (former->id == 0)
    return dp_database_run (database, error, "UPDATE collection SET name_key = ? WHERE id = ?", "sl", new_key, id) &&
           dp_database_run (database, error,
                            "INSERT INTO collection (name, name_key, position, state, changed_at)"
                            "  SELECT ?1, ?2, position, 0, ?3 FROM collection WHERE id = ?4",
                            "ssll", old_name, old_key, now_us, id);

  return dp_database_run (database, error,
                          "INSERT OR IGNORE INTO paper_collection SELECT paper, ?1, 0, changed_at"
                          "  FROM paper_collection WHERE collection = ?2",
                          "ll", id, former->id) &&
         dp_database_run (database, error, "UPDATE collection SET name_key = '' WHERE id = ?", "l", former->id) &&
         dp_database_run (database, error, "UPDATE collection SET name_key = ? WHERE id = ?", "sl", new_key, id) &&
         dp_database_run (database, error,
                          "UPDATE collection SET name = ?, name_key = ?, changed_at = ? WHERE id = ?", "ssll",
                          old_name, old_key, now_us, former->id);
}

/* That its papers have another name for it. */
static gboolean
tell_papers (DpDatabase  *database,
             DpChangeLog *log,
             gint64       id,
             gint64       now_us,
             GError     **error)
{
  static const char sql[] = "UPDATE paper_collection SET changed_at = ?2 WHERE collection = ?1 AND state = 1"
                            "  RETURNING paper";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "ll", id, now_us);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_change_log_add (log, (guint32)dp_statement_get_int64 (statement, 0), DP_CHANGE_COLLECTIONS);

  return step == DP_STEP_DONE;
}

/**
 * dp_collection_store_rename_to:
 * @change: notes what is another now
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @id: a collection
 * @name: its new name, normalized
 * @now_us: the moment, in microseconds since the epoch
 * @error: return location for a #DpLibraryError
 *
 * Renames a collection. Its papers are in it by the new name from now on.
 */
gboolean
dp_collection_store_rename_to (DpMarkChange *change,
                               DpDatabase   *database,
                               DpChangeLog  *log,
                               gint64        id,
                               const char   *name,
                               gint64        now_us,
                               GError      **error)
{
  g_autofree char *old_name = load_name (database, id, error);
  g_autofree char *key = dp_name_dup_key (name);
  Holder           holder = { 0 };

  if (old_name == NULL || !dp_smart_store_check_name (database, 0, name, error) ||
      !find_holder (database, key, &holder, error))
    return FALSE;

  if (g_str_equal (old_name, name))
    return TRUE;

  if (holder.is_there && holder.id != id)
    {
      set_exists (name, error);
      return FALSE;
    }

  dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);
  if ((holder.id != id && !leave_name (database, &holder, id, old_name, key, now_us, error)) ||
      !dp_database_run (database, error, "UPDATE collection SET name = ?, changed_at = ? WHERE id = ?", "sll", name,
                        now_us, id))
    return FALSE;

  change->collection = id;
  change->old_name = g_steal_pointer (&old_name);

  return tell_papers (database, log, id, now_us, error);
}

static gboolean
rename_collection (DpDatabase  *database,
                   DpChangeLog *log,
                   gpointer     data,
                   gboolean    *out_more,
                   GError     **error)
{
  CollectionJob *job = data;

  return dp_collection_store_rename_to (job->change, database, log, job->id, job->name, g_get_real_time (), error);
}

static gboolean
remove_collection (DpDatabase  *database,
                   DpChangeLog *log,
                   gpointer     data,
                   gboolean    *out_more,
                   GError     **error)
{
  CollectionJob   *job = data;
  gint64           now_us = g_get_real_time ();
  g_autofree char *name = load_name (database, job->id, error);

  if (name == NULL)
    return FALSE;

  job->change->collection = job->id;
  job->change->fate = DP_COLLECTION_FATE_WENT;
  dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return dp_database_run (database, error, "UPDATE collection SET state = 0, changed_at = ? WHERE id = ?", "ll",
                          now_us, job->id) &&
         dp_mark_change_empty (job->change, database, log, DP_MARK_HOLDER_COLLECTION, job->id, now_us, error);
}

static gboolean
load_others (DpDatabase *database,
             gint64      moved,
             GArray     *ids,
             GError    **error)
{
  static const char sql[] = "SELECT id FROM collection WHERE id <> ? AND state = 1 ORDER BY position, id";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "l", moved);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      gint64 id = dp_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }

  return step == DP_STEP_DONE;
}

static gboolean
move_collection (DpDatabase  *database,
                 DpChangeLog *log,
                 gpointer     data,
                 gboolean    *out_more,
                 GError     **error)
{
  CollectionJob   *job = data;
  gint64           now_us = g_get_real_time ();
  g_autofree char *name = load_name (database, job->id, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (name == NULL || !load_others (database, job->id, ids, error))
    return FALSE;

  g_array_insert_val (ids, MIN (job->position, ids->len), job->id);
  for (guint i = 0; i < ids->len; i++)
    if (!dp_database_run (database, error, "UPDATE collection SET position = ?, ordered_at = ? WHERE id = ?", "ull",
                          i + 1, now_us, g_array_index (ids, gint64, i)))
      return FALSE;

  dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return TRUE;
}

/* A name that cannot be is refused before anything is written. */
static void
run_named (DpLibrary          *library,
           CollectionJob      *job, /* (transfer full) */
           const char         *name,
           DpWriteFunc         func,
           gpointer            source_tag,
           GCancellable       *cancellable,
           GAsyncReadyCallback callback,
           gpointer            user_data)
{
  GError *error = NULL;

  job->name = dp_name_normalize (name, &error);
  if (job->name != NULL)
    {
      run (library, job, func, source_tag, cancellable, callback, user_data);
      return;
    }

  collection_job_free (job);
  g_task_report_error (library, callback, user_data, source_tag, error);
}

/**
 * dp_collection_store_create_async:
 * @library: a library
 * @name: its name
 * @rowids: (array length=n_rowids): what is put into it; copied
 * @n_rowids: how many, maybe none
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Makes a collection, with all its papers or not at all.
 */
void
dp_collection_store_create_async (DpLibrary          *library,
                                  const char         *name,
                                  const guint32      *rowids,
                                  gsize               n_rowids,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  CollectionJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (name != NULL);

  job = collection_job_new (0, rowids, n_rowids);
  job->state = TRUE;
  run_named (library, job, name, create, dp_collection_store_create_async, cancellable, callback, user_data);
}

/**
 * dp_collection_store_create_finish:
 * @library: the library
 * @result: the result
 * @out_id: (out) (optional): the new collection
 * @error: return location for a #DpLibraryError or #DpNameError
 *
 * Ends dp_collection_store_create_async().
 *
 * Returns: (transfer full) (nullable): what was changed
 */
DpMarkChange *
dp_collection_store_create_finish (DpLibrary    *library,
                                   GAsyncResult *result,
                                   gint64       *out_id,
                                   GError      **error)
{
  g_autoptr (DpMarkChange) change = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_collection_store_create_async), NULL);

  change = finish (result, error);
  if (change != NULL && out_id != NULL)
    *out_id = change->collection;

  return g_steal_pointer (&change);
}

/**
 * dp_collection_store_set_async:
 * @library: a library
 * @id: a collection
 * @rowids: (array length=n_rowids): the papers; copied
 * @n_rowids: how many
 * @state: whether they are put into it or taken out
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Puts papers into a collection or takes them out, all or none.
 */
void
dp_collection_store_set_async (DpLibrary          *library,
                               gint64              id,
                               const guint32      *rowids,
                               gsize               n_rowids,
                               gboolean            state,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  CollectionJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (rowids != NULL || n_rowids == 0);

  job = collection_job_new (id, rowids, n_rowids);
  job->state = state;
  run (library, job, set_papers, dp_collection_store_set_async, cancellable, callback, user_data);
}

DpMarkChange *
dp_collection_store_set_finish (DpLibrary    *library,
                                GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_collection_store_set_async), NULL);

  return finish (result, error);
}

/**
 * dp_collection_store_rename_async:
 * @library: a library
 * @id: a collection
 * @name: its new name
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Renames a collection.
 */
void
dp_collection_store_rename_async (DpLibrary          *library,
                                  gint64              id,
                                  const char         *name,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (name != NULL);

  run_named (library, collection_job_new (id, NULL, 0), name, rename_collection, dp_collection_store_rename_async,
             cancellable, callback, user_data);
}

DpMarkChange *
dp_collection_store_rename_finish (DpLibrary    *library,
                                   GAsyncResult *result,
                                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_collection_store_rename_async), NULL);

  return finish (result, error);
}

/**
 * dp_collection_store_remove_async:
 * @library: a library
 * @id: a collection
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Takes all papers out of a collection, and removes it.
 */
void
dp_collection_store_remove_async (DpLibrary          *library,
                                  gint64              id,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_return_if_fail (DP_IS_LIBRARY (library));

  run (library, collection_job_new (id, NULL, 0), remove_collection, dp_collection_store_remove_async, cancellable,
       callback, user_data);
}

DpMarkChange *
dp_collection_store_remove_finish (DpLibrary    *library,
                                   GAsyncResult *result,
                                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_collection_store_remove_async), NULL);

  return finish (result, error);
}

/**
 * dp_collection_store_move_async:
 * @library: a library
 * @id: a collection
 * @position: its place, from 0; past the end is the end
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Changes the order of the collections.
 */
void
dp_collection_store_move_async (DpLibrary          *library,
                                gint64              id,
                                guint               position,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  CollectionJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));

  job = collection_job_new (id, NULL, 0);
  job->position = position;
  run (library, job, move_collection, dp_collection_store_move_async, cancellable, callback, user_data);
}

gboolean
dp_collection_store_move_finish (DpLibrary    *library,
                                 GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_collection_store_move_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
