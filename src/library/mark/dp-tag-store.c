/* dp-tag-store.c: tagging papers
 *
 * A tag has no life of its own: it is there while a paper has it. So to rename one is
 * to take it from its papers and to give them another, which is what another machine
 * with the same papers is told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-tag-store.h"

#include "library/dp-library-private.h"
#include "library/mark/dp-mark-change-private.h"
#include "model/dp-name.h"

#include <glib/gi18n.h>

typedef struct
{
  char         *name;
  char         *new_name; /* (owned) (nullable) */
  GArray       *rowids;   /* (owned) (nullable) of guint32 */
  gboolean      state;
  DpMarkChange *change;
} TagJob;

static void
tag_job_free (TagJob *job)
{
  g_free (job->name);
  g_free (job->new_name);
  g_clear_pointer (&job->rowids, g_array_unref);
  dp_mark_change_unref (job->change);
  g_free (job);
}

/* Names that cannot be are refused before anything is written. */
static gboolean
normalize_names (TagJob  *job,
                 GError **error)
{
  g_autofree char *name = g_steal_pointer (&job->name);
  g_autofree char *new_name = g_steal_pointer (&job->new_name);

  job->name = dp_name_normalize (name, error);
  if (job->name == NULL || new_name == NULL)
    return job->name != NULL;

  job->new_name = dp_name_normalize (new_name, error);

  return job->new_name != NULL;
}

static void
run (DpLibrary          *library,
     TagJob             *job, /* (transfer full) */
     DpWriteFunc         func,
     gpointer            source_tag,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  GTask  *task = g_task_new (library, cancellable, callback, user_data);
  GError *error = NULL;

  job->change = dp_mark_change_new ();
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, (GDestroyNotify)tag_job_free);

  if (normalize_names (job, &error))
    {
      dp_library_run_on_writer (library, task, DP_DURABILITY_FULL, func);
      return;
    }

  g_task_return_error (task, error);
  g_object_unref (task);
}

static DpMarkChange *
finish (GAsyncResult *result,
        GError      **error)
{
  TagJob *job = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? dp_mark_change_ref (job->change) : NULL;
}

static gboolean
find_tag (DpDatabase *database,
          const char *name,
          gint64     *out_id,
          GError    **error)
{
  g_autofree char *key = dp_name_dup_key (name);

  *out_id = 0;

  return dp_database_get_int64 (database, out_id, error, "SELECT id FROM tag WHERE name_key = ?", "s", key);
}

/* One that no paper has any more may be spelled anew. */
static gboolean
find_or_make_tag (DpDatabase *database,
                  const char *name,
                  gint64     *out_id,
                  GError    **error)
{
  g_autofree char *key = dp_name_dup_key (name);

  return dp_database_run (database, error,
                          "INSERT INTO tag (name, name_key) VALUES (?, ?)"
                          "  ON CONFLICT DO UPDATE SET name = excluded.name WHERE n_papers = 0",
                          "ss", name, key) &&
         find_tag (database, name, out_id, error);
}

static gboolean
set_tag (DpDatabase  *database,
         DpChangeLog *log,
         gpointer     data,
         gboolean    *out_more,
         GError     **error)
{
  TagJob   *job = data;
  DpMarkRow row = { .kind = DP_MARK_HOLDER_TAG, .state = job->state };

  if (job->state && job->rowids->len > 0
        ? !find_or_make_tag (database, job->name, &row.holder, error)
        : !find_tag (database, job->name, &row.holder, error))
    return FALSE;

  if (row.holder == 0)
    return TRUE;

  if (!dp_mark_change_set_rows (job->change, database, log, row, job->rowids, g_get_real_time (), error))
    return FALSE;

  if (!dp_mark_change_is_empty (job->change))
    dp_change_log_add (log, 0, DP_CHANGE_TAG_LIST);

  return TRUE;
}

static gboolean
find_used_tag (DpDatabase *database,
               const char *name,
               gint64     *out_id,
               GError    **error)
{
  gint64 n_papers = 0;

  if (!find_tag (database, name, out_id, error) ||
      !dp_database_get_int64 (database, &n_papers, error, "SELECT n_papers FROM tag WHERE id = ?", "l", *out_id))
    return FALSE;

  if (n_papers > 0)
    return TRUE;

  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("No paper has the tag “%s”."), name);
  return FALSE;
}

static gboolean
remove_tag (DpDatabase  *database,
            DpChangeLog *log,
            gpointer     data,
            gboolean    *out_more,
            GError     **error)
{
  TagJob *job = data;
  gint64  id = 0;

  dp_change_log_add (log, 0, DP_CHANGE_TAG_LIST);

  return find_used_tag (database, job->name, &id, error) &&
         dp_mark_change_empty (job->change, database, log, DP_MARK_HOLDER_TAG, id, g_get_real_time (), error);
}

/* The same name with other capitals: nothing but how it looks. */
static gboolean
spell_tag (TagJob      *job,
           DpDatabase  *database,
           DpChangeLog *log,
           gint64       id,
           GError     **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, "SELECT name FROM tag WHERE id = ?", error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "l", id);
  step = dp_statement_step (statement, error);
  if (step != DP_STEP_ROW || g_strcmp0 (dp_statement_get_text (statement, 0), job->new_name) == 0)
    return step != DP_STEP_ERROR;

  job->change->tag = id;
  job->change->spelling = g_strdup (dp_statement_get_text (statement, 0));
  dp_change_log_add (log, 0, DP_CHANGE_TAG_LIST);

  return dp_database_run (database, error, "UPDATE tag SET name = ? WHERE id = ?", "sl", job->new_name, id);
}

static gboolean
rename_tag (DpDatabase  *database,
            DpChangeLog *log,
            gpointer     data,
            gboolean    *out_more,
            GError     **error)
{
  TagJob   *job = data;
  gint64    now_us = g_get_real_time ();
  DpMarkRow row = { .kind = DP_MARK_HOLDER_TAG, .state = TRUE };
  gint64    id = 0;
  guint     n_papers = 0;

  if (!find_used_tag (database, job->name, &id, error) ||
      !find_or_make_tag (database, job->new_name, &row.holder, error))
    return FALSE;

  if (row.holder == id)
    return spell_tag (job, database, log, id, error);

  dp_change_log_add (log, 0, DP_CHANGE_TAG_LIST);
  if (!dp_mark_change_empty (job->change, database, log, DP_MARK_HOLDER_TAG, id, now_us, error))
    return FALSE;

  n_papers = job->change->rows->len;
  for (guint i = 0; i < n_papers; i++)
    {
      row.paper = g_array_index (job->change->rows, DpMarkRow, i).paper;
      if (!dp_mark_change_set_row (job->change, database, log, row, now_us, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * dp_tag_store_set_async:
 * @library: a library
 * @name: a tag
 * @rowids: (array length=n_rowids): the papers; copied
 * @n_rowids: how many
 * @state: whether they get the tag or lose it
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Tags papers, all or none, before any long write that is under way. A tag that is there
 * keeps its spelling.
 */
void
dp_tag_store_set_async (DpLibrary          *library,
                        const char         *name,
                        const guint32      *rowids,
                        gsize               n_rowids,
                        gboolean            state,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  TagJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (name != NULL);
  g_return_if_fail (rowids != NULL || n_rowids == 0);

  job = g_new0 (TagJob, 1);
  job->name = g_strdup (name);
  job->state = state;
  job->rowids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint)n_rowids);
  g_array_append_vals (job->rowids, rowids, (guint)n_rowids);
  run (library, job, set_tag, dp_tag_store_set_async, cancellable, callback, user_data);
}

DpMarkChange *
dp_tag_store_set_finish (DpLibrary    *library,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_tag_store_set_async), NULL);

  return finish (result, error);
}

/**
 * dp_tag_store_rename_async:
 * @library: a library
 * @name: a tag
 * @new_name: what its papers shall have in its stead
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Renames a tag, or unites it with another.
 */
void
dp_tag_store_rename_async (DpLibrary          *library,
                           const char         *name,
                           const char         *new_name,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  TagJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (name != NULL && new_name != NULL);

  job = g_new0 (TagJob, 1);
  job->name = g_strdup (name);
  job->new_name = g_strdup (new_name);
  run (library, job, rename_tag, dp_tag_store_rename_async, cancellable, callback, user_data);
}

DpMarkChange *
dp_tag_store_rename_finish (DpLibrary    *library,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_tag_store_rename_async), NULL);

  return finish (result, error);
}

/**
 * dp_tag_store_remove_async:
 * @library: a library
 * @name: a tag
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Removes a tag; the papers stay.
 */
void
dp_tag_store_remove_async (DpLibrary          *library,
                           const char         *name,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  TagJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (name != NULL);

  job = g_new0 (TagJob, 1);
  job->name = g_strdup (name);
  run (library, job, remove_tag, dp_tag_store_remove_async, cancellable, callback, user_data);
}

DpMarkChange *
dp_tag_store_remove_finish (DpLibrary    *library,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_tag_store_remove_async), NULL);

  return finish (result, error);
}
