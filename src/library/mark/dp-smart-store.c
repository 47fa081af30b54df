/* dp-smart-store.c: searches that are kept under a name
 *
 * As with collections a name stands for one in every library of a user: one that was
 * removed, or is named otherwise now, leaves its old name behind with state 0 and the
 * moment, for other libraries.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-smart-store.h"

#include "library/dp-library-private.h"
#include "library/mark/dp-mark-change-private.h"
#include "model/dp-name.h"
#include "model/search/dp-search-expression.h"

#include <glib/gi18n.h>

typedef struct
{
  gint64        id;
  char         *name;   /* (owned) (nullable): as it is */
  char         *search; /* (owned) (nullable): as it is */
  gboolean      is_there;
  DpMarkChange *change;
} SmartJob;

static SmartJob *
smart_job_new (gint64 id)
{
  SmartJob *job = g_new0 (SmartJob, 1);

  job->id = id;
  job->is_there = TRUE;
  job->change = dp_mark_change_new ();

  return job;
}

static void
smart_job_free (SmartJob *job)
{
  g_free (job->name);
  g_free (job->search);
  dp_mark_change_unref (job->change);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmartJob, smart_job_free)

static void
run (DpLibrary          *library,
     SmartJob           *job, /* (transfer full) */
     DpWriteFunc         func,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, dp_smart_store_finish);
  g_task_set_task_data (task, job, (GDestroyNotify)smart_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_FULL, func);
}

static void
set_state (DpSmartState *state,
           const char   *name,
           const char   *search,
           gboolean      is_there)
{
  state->name = g_strdup (name);
  state->search = g_strdup (search);
  state->is_there = is_there;
}

/* %DP_LIBRARY_ERROR_NOT_FOUND where no library ever had it. */
static gboolean
load_state (DpDatabase   *database,
            gint64        id,
            DpSmartState *out_state,
            GError      **error)
{
  static const char sql[] = "SELECT name, search, state FROM smart_collection WHERE id = ?";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "l", id);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    set_state (out_state, dp_statement_get_text (statement, 0), dp_statement_get_text (statement, 1),
               dp_statement_get_int64 (statement, 2) != 0);
  else if (step == DP_STEP_DONE)
    g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("The library has no such collection."));

  return step == DP_STEP_ROW;
}

void
dp_smart_state_clear (DpSmartState *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->search, g_free);
}

/**
 * dp_smart_state_equal:
 * @a: what is known of one
 * @b: what is known of it at another time
 *
 * Returns: whether nothing happened to it
 */
gboolean
dp_smart_state_equal (const DpSmartState *a,
                      const DpSmartState *b)
{
  return a->is_there == b->is_there && g_str_equal (a->name, b->name) && g_str_equal (a->search, b->search);
}

/**
 * dp_smart_store_check_name:
 * @database: the connection that writes, in a transaction
 * @id: the smart collection that may have the name; 0 for none
 * @name: a name, normalized
 * @error: return location for a #DpLibraryError
 *
 * Returns: whether no other smart collection that is there has that name
 */
gboolean
dp_smart_store_check_name (DpDatabase *database,
                           gint64      id,
                           const char *name,
                           GError    **error)
{
  g_autofree char *key = dp_name_dup_key (name);
  gint64           n_others = 0;

  if (!dp_database_get_int64 (database, &n_others, error,
                              "SELECT count (*) FROM smart_collection WHERE name_key = ? AND state = 1 AND id <> ?",
                              "sl", key, id))
    return FALSE;

  if (n_others == 0)
    return TRUE;

  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS, _("There is a collection named “%s” already."), name);
  return FALSE;
}

/* The row that a name has; one that nobody ever had begins as one that was removed. */
static gboolean
add_row (DpDatabase *database,
         const char *name,
         const char *search,
         gint64     *out_id,
         GError    **error)
{
  g_autofree char *key = dp_name_dup_key (name);

  return dp_database_run (database, error,
                          "INSERT INTO smart_collection (name, name_key, search, position, state, changed_at)"
                          "  SELECT ?1, ?2, ?3, 1 + coalesce (max (position), 0), 0, 0 FROM smart_collection WHERE true"
                          "  ON CONFLICT DO UPDATE SET position = excluded.position WHERE state = 0",
                          "sss", name, key, search) &&
         dp_database_get_int64 (database, out_id, error, "SELECT id FROM smart_collection WHERE name_key = ?", "s", key);
}

/* The row of a name that nobody has any more takes over the old one. */
static gboolean
leave_name (DpDatabase         *database,
            gint64              id,
            const DpSmartState *before,
            const char         *new_key,
            gint64              now_us,
            GError            **error)
{
  g_autofree char *old_key = dp_name_dup_key (before->name);
  gint64           former = 0;

  if (g_str_equal (old_key, new_key))
    return TRUE;

  if (!dp_database_get_int64 (database, &former, error,
                              "SELECT coalesce (max (id), 0) FROM smart_collection WHERE name_key = ?", "s", new_key) ||
      !dp_database_run (database, error, "UPDATE smart_collection SET name_key = '' WHERE id = ?", "l", id))
    return FALSE;

  if (former == 0)
    return dp_database_run (database, error,
                            "INSERT INTO smart_collection (name, name_key, search, position, state, changed_at)"
                            "  SELECT name, ?1, search, position, 0, ?2 FROM smart_collection WHERE id = ?3",
                            "sll", old_key, now_us, id);

  return dp_database_run (database, error,
                          "UPDATE smart_collection SET name = ?, name_key = ?, changed_at = ? WHERE id = ?", "ssll",
                          before->name, old_key, now_us, former);
}

static gboolean
write_state (DpDatabase         *database,
             gint64              id,
             const DpSmartState *before,
             const DpSmartState *after,
             gint64              now_us,
             GError            **error)
{
  g_autofree char *key = dp_name_dup_key (after->name);

  return leave_name (database, id, before, key, now_us, error) &&
         dp_database_run (database, error,
                          "UPDATE smart_collection SET name = ?, name_key = ?, search = ?, state = ?, changed_at = ?"
                          "  WHERE id = ?",
                          "sssill", after->name, key, after->search, (int)after->is_there, now_us, id);
}

/* No two that are there have one name; what is gone may have any. */
static gboolean
check_state (DpDatabase         *database,
             gint64              id,
             const DpSmartState *after,
             GError            **error)
{
  return !after->is_there || (dp_smart_store_check_name (database, id, after->name, error) &&
                              dp_collection_store_check_name (database, after->name, error));
}

/**
 * dp_smart_store_write:
 * @change: notes what is another now
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @id: a smart collection, maybe one that was removed
 * @after: what it shall be
 * @now_us: the moment, in microseconds since the epoch
 * @error: return location for a #DpLibraryError
 *
 * Makes it what it shall be; nothing is written where it is that.
 */
gboolean
dp_smart_store_write (DpMarkChange       *change,
                      DpDatabase         *database,
                      DpChangeLog        *log,
                      gint64              id,
                      const DpSmartState *after,
                      gint64              now_us,
                      GError            **error)
{
  g_auto (DpSmartState) before = { 0 };

  if (!load_state (database, id, &before, error))
    return FALSE;

  if (dp_smart_state_equal (&before, after))
    return TRUE;

  if (!check_state (database, id, after, error) || !write_state (database, id, &before, after, now_us, error))
    return FALSE;

  change->smart = id;
  set_state (&change->smart_before, before.name, before.search, before.is_there);
  set_state (&change->smart_after, after->name, after->search, after->is_there);
  dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return TRUE;
}

/**
 * dp_smart_store_revert:
 * @change: notes what is another now
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @reverted: what was changed
 * @now_us: the moment, in microseconds since the epoch
 * @error: return location for a #DpLibraryError
 *
 * Takes back what was changed of a smart collection, unless it was changed again since.
 */
gboolean
dp_smart_store_revert (DpMarkChange       *change,
                       DpDatabase         *database,
                       DpChangeLog        *log,
                       const DpMarkChange *reverted,
                       gint64              now_us,
                       GError            **error)
{
  g_auto (DpSmartState) now = { 0 };

  if (reverted->smart == 0)
    return TRUE;

  if (!load_state (database, reverted->smart, &now, error))
    return FALSE;

  return !dp_smart_state_equal (&now, &reverted->smart_after) ||
         dp_smart_store_write (change, database, log, reverted->smart, &reverted->smart_before, now_us, error);
}

static gboolean
create (DpDatabase  *database,
        DpChangeLog *log,
        gpointer     data,
        gboolean    *out_more,
        GError     **error)
{
  SmartJob          *job = data;
  const DpSmartState after = { job->name, job->search, TRUE };

  return dp_smart_store_check_name (database, 0, job->name, error) &&
         add_row (database, job->name, job->search, &job->id, error) &&
         dp_smart_store_write (job->change, database, log, job->id, &after, g_get_real_time (), error);
}

/* One that is gone is not edited, nor removed again. */
static gboolean
edit (DpDatabase  *database,
      DpChangeLog *log,
      gpointer     data,
      gboolean    *out_more,
      GError     **error)
{
  SmartJob    *job = data;
  DpSmartState after = { 0 };
  g_auto (DpSmartState) before = { 0 };

  if (!load_state (database, job->id, &before, error))
    return FALSE;

  if (!before.is_there)
    {
      g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("The library has no such collection."));
      return FALSE;
    }

  after.name = job->name != NULL ? job->name : before.name;
  after.search = job->search != NULL ? job->search : before.search;
  after.is_there = job->is_there;

  return dp_smart_store_write (job->change, database, log, job->id, &after, g_get_real_time (), error);
}

/* What cannot be kept is refused before anything is written. */
static void
run_checked (DpLibrary          *library,
             SmartJob           *job, /* (transfer full) */
             const char         *name,
             const char         *search,
             DpWriteFunc         func,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  g_autoptr (SmartJob) checked = job;
  GError *error = NULL;

  checked->name = name != NULL ? dp_name_normalize (name, &error) : NULL;
  checked->search = g_strdup (search);
  if (error == NULL && search != NULL)
    dp_search_expression_check (search, &error);

  if (error == NULL)
    run (library, g_steal_pointer (&checked), func, cancellable, callback, user_data);
  else
    g_task_report_error (library, callback, user_data, dp_smart_store_finish, error);
}

/**
 * dp_smart_store_create_async:
 * @library: a library
 * @name: its name
 * @search: what it shows, see dp_search_expression_parse()
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Keeps a search under a name.
 */
void
dp_smart_store_create_async (DpLibrary          *library,
                             const char         *name,
                             const char         *search,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (name != NULL);
  g_return_if_fail (search != NULL);

  run_checked (library, smart_job_new (0), name, search, create, cancellable, callback,
               user_data);
}

/**
 * dp_smart_store_edit_async:
 * @library: a library
 * @id: a smart collection
 * @name: (nullable): its new name
 * @search: (nullable): what it shows from now on
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Renames a smart collection, or gives it another search.
 */
void
dp_smart_store_edit_async (DpLibrary          *library,
                           gint64              id,
                           const char         *name,
                           const char         *search,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (DP_IS_LIBRARY (library));

  run_checked (library, smart_job_new (id), name, search, edit, cancellable, callback,
               user_data);
}

/**
 * dp_smart_store_remove_async:
 * @library: a library
 * @id: a smart collection
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Forgets a search.
 */
void
dp_smart_store_remove_async (DpLibrary          *library,
                             gint64              id,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  SmartJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));

  job = smart_job_new (id);
  job->is_there = FALSE;
  run (library, job, edit, cancellable, callback, user_data);
}

/**
 * dp_smart_store_finish:
 * @library: the library
 * @result: of any of the functions above
 * @error: return location for a #DpLibraryError, a #DpNameError or a #DpSearchError
 *
 * Ends what was begun.
 *
 * Returns: (transfer full) (nullable): what was changed
 */
DpMarkChange *
dp_smart_store_finish (DpLibrary    *library,
                       GAsyncResult *result,
                       GError      **error)
{
  SmartJob *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_smart_store_finish), NULL);

  job = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? dp_mark_change_ref (job->change) : NULL;
}
