/* dp-mark-share-query.c: which tags and collections some papers have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-mark-share-query.h"

#include "library/dp-library-private.h"

typedef struct
{
  const char *list;  /* SQL: id and name of all */
  const char *count; /* SQL: the ids that one paper has */
} Table;

static const Table tables[] = {
  [DP_MARK_SHARE_TAGS] = {
    .list = "SELECT id, name FROM tag WHERE EXISTS"
            " (SELECT 1 FROM paper_tag WHERE paper_tag.tag = tag.id AND paper_tag.state = 1) ORDER BY name_key",
    .count = "SELECT tag FROM paper_tag WHERE paper = ? AND state = 1",
  },
  [DP_MARK_SHARE_COLLECTIONS] = {
    .list = "SELECT id, name FROM collection WHERE state = 1 ORDER BY position, id",
    .count = "SELECT collection FROM paper_collection WHERE paper = ? AND state = 1",
  },
};

typedef struct
{
  const Table *table;
  guint32     *rowids; /* (owned) */
  gsize        n_rowids;
  GPtrArray   *shares; /* (owned) (nullable) once taken */
} Question;

static void
free_share (gpointer data)
{
  DpMarkShare *share = data;

  g_free (share->name);
  g_free (share);
}

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->rowids);
  g_clear_pointer (&question->shares, g_ptr_array_unref);
  g_free (question);
}

/* Gives @question what there is, and @by_id the same by number. */
static gboolean
list (Question   *question,
      GHashTable *by_id,
      DpDatabase *database,
      GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, question->table->list, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      DpMarkShare *share = g_new0 (DpMarkShare, 1);

      share->id = dp_statement_get_int64 (statement, 0);
      share->name = g_strdup (dp_statement_get_text (statement, 1));
      g_ptr_array_add (question->shares, share);
      g_hash_table_insert (by_id, &share->id, share);
    }

  return step == DP_STEP_DONE;
}

static gboolean
count (Question   *question,
       GHashTable *by_id,
       DpDatabase *database,
       guint32     rowid,
       GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, question->table->count, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind_int64 (statement, 1, rowid);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      gint64       id = dp_statement_get_int64 (statement, 0);
      DpMarkShare *share = g_hash_table_lookup (by_id, &id);

      if (share != NULL)
        share->n_papers++;
    }

  return step == DP_STEP_DONE;
}

static gboolean
read_shares (DpDatabase   *database,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Question *question = data;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!list (question, by_id, database, error))
    return FALSE;

  for (gsize i = 0; i < question->n_rowids; i++)
    if (!count (question, by_id, database, question->rowids[i], error))
      return FALSE;

  return TRUE;
}

/**
 * dp_mark_share_query_list_async:
 * @library: a library
 * @kind: what is asked for
 * @rowids: (array length=n_rowids): papers, none of them twice; copied
 * @n_rowids: how many
 * @cancellable: (nullable): ends the reading
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Counts how many of some papers have each tag, or are in each collection.
 */
void
dp_mark_share_query_list_async (DpLibrary          *library,
                                DpMarkShareKind     kind,
                                const guint32      *rowids,
                                gsize               n_rowids,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask    *task = NULL;
  Question *question = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (rowids != NULL || n_rowids == 0);

  task = g_task_new (library, cancellable, callback, user_data);
  question = g_new0 (Question, 1);
  question->table = &tables[kind];
  question->rowids = g_memdup2 (rowids, n_rowids * sizeof *rowids);
  question->n_rowids = n_rowids;
  question->shares = g_ptr_array_new_with_free_func (free_share);
  g_task_set_source_tag (task, dp_mark_share_query_list_async);
  g_task_set_task_data (task, question, free_question);

  dp_library_run_on_reader (library, task, read_shares);
}

/**
 * dp_mark_share_query_list_finish:
 * @library: a library
 * @result: of dp_mark_share_query_list_async()
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type DpMarkShare): what there is
 */
GPtrArray *
dp_mark_share_query_list_finish (DpLibrary    *library,
                                 GAsyncResult *result,
                                 GError      **error)
{
  Question *question = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_mark_share_query_list_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  question = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&question->shares);
}
