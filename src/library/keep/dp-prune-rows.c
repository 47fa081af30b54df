/* dp-prune-rows.c: all that a library says of a paper, out of it and in again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/keep/dp-prune-rows.h"

#include "library/dp-database-private.h"

/* Whatever table says something of papers has a column `paper`, so one that comes later is
 * not forgotten. Rows leave and come back as they are, with the paper's number: so the
 * moment it was stored, read marks, tombstones, memberships and places in lists are exactly
 * what they were. What triggers keep (numbers, search index, new versions) follows.
 *
 * The file of what was pruned has the same tables, without triggers, and an index each. */

/* `change` is no fact of a paper, and new_version is kept by triggers. */
#define TABLES_SQL                                                                   \
  "SELECT tables.name FROM %1$s.sqlite_schema AS tables"                             \
  "  WHERE tables.type = 'table' AND tables.name NOT IN ('change', 'new_version')"   \
  "    AND EXISTS (SELECT 1 FROM pragma_table_info (tables.name, '%1$s') AS columns" \
  "                WHERE columns.name = 'paper')"

/**
 * dp_prune_rows_list_tables:
 * @database: a connection
 * @schema: `main`, or what is attached
 * @error: return location for a #DpLibraryError
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the tables with rows of papers,
 *   the papers' own first
 */
GPtrArray *
dp_prune_rows_list_tables (DpDatabase *database,
                           const char *schema,
                           GError    **error)
{
  g_autofree char *sql = g_strdup_printf (TABLES_SQL, schema);
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return NULL;

  g_ptr_array_add (tables, g_strdup ("paper"));
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    g_ptr_array_add (tables, g_strdup (dp_statement_get_text (statement, 0)));

  return step == DP_STEP_DONE ? g_steal_pointer (&tables) : NULL;
}

static const char *
get_key (const char *table)
{
  return g_str_equal (table, "paper") ? "id" : "paper";
}

static gboolean
save_table (DpDatabase *database,
            const char *table,
            GError    **error)
{
  const char      *key = get_key (table);
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE %1$s AS SELECT * FROM library.%1$s"
                                          "  WHERE %2$s IN (SELECT paper FROM chosen);"
                                          "CREATE INDEX %1$s_of ON %1$s (%2$s)",
                                          table, key);

  return dp_database_execute (database, sql, error);
}

static gboolean
save_chosen (DpDatabase       *database,
             const DpRowidSet *chosen,
             GError          **error)
{
  g_autoptr (GArray) rowids = dp_rowid_set_dup_rowids (chosen);

  for (guint i = 0; i < rowids->len; i++)
    if (!dp_database_run (database, error, "INSERT INTO chosen VALUES (?)", "u", g_array_index (rowids, guint32, i)))
      return FALSE;

  return TRUE;
}

static gboolean
save_tables (DpDatabase       *database,
             const DpRowidSet *chosen,
             GError          **error)
{
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *numbers = NULL;
  gint64           version = 0;

  if (!dp_database_execute (database, "CREATE TABLE chosen (paper INTEGER PRIMARY KEY)", error) ||
      !save_chosen (database, chosen, error) ||
      !dp_database_get_int64 (database, &version, error, "PRAGMA library.user_version", ""))
    return FALSE;

  tables = dp_prune_rows_list_tables (database, "library", error);
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    if (!save_table (database, g_ptr_array_index (tables, i), error))
      return FALSE;

  numbers = g_strdup_printf ("CREATE TABLE meta AS SELECT library_uuid, n_restored FROM library.meta;"
                             "PRAGMA user_version = %d",
                             (int)version);

  return tables != NULL && dp_database_execute (database, numbers, error);
}

/**
 * dp_prune_rows_save:
 * @library_path: (type filename): a library
 * @path: (type filename): a file that is not there
 * @chosen: papers
 * @cancellable: (nullable): gives up
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Writes all rows of @chosen into a file, and syncs it. Blocks.
 */
gboolean
dp_prune_rows_save (const char       *library_path,
                    const char       *path,
                    const DpRowidSet *chosen,
                    GCancellable     *cancellable,
                    GError          **error)
{
  g_autoptr (DpDatabase) database = dp_database_open (path, DP_DATABASE_READ_WRITE, error);

  if (database == NULL)
    return FALSE;

  dp_database_set_cancellable (database, cancellable);

  return dp_database_run (database, error, "ATTACH ? AS library", "s", library_path) &&
         dp_database_execute (database, "BEGIN", error) &&
         save_tables (database, chosen, error) &&
         dp_database_commit (database, error);
}

/* The primary key of paper_category begins with the category, of which there are few. */
static char *
dup_remove_sql (const char *table)
{
  return g_strdup_printf ("DELETE FROM %s WHERE %s = ?1%s", table, get_key (table),
                          g_str_equal (table, "paper_category") ? " AND category IN (SELECT id FROM category)" : "");
}

/**
 * dp_prune_rows_remove:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @tables: (element-type utf8): see dp_prune_rows_list_tables()
 * @rowid: a paper
 * @error: return location for a #DpLibraryError
 *
 * Removes a paper and all that is said of it.
 */
gboolean
dp_prune_rows_remove (DpDatabase  *database,
                      DpChangeLog *log,
                      GPtrArray   *tables,
                      guint32      rowid,
                      GError     **error)
{
  if (!dp_change_log_add_topics_of (log, database, rowid, error) ||
      !dp_database_run (database, error, "DELETE FROM new_version WHERE paper = ?", "u", rowid))
    return FALSE;

  dp_change_log_add (log, rowid, DP_CHANGE_REMOVED);
  dp_change_log_add (log, 0, DP_CHANGE_DAY_LIST | DP_CHANGE_TOPIC_LIST);

  /* The paper itself last: the others refer to it. */
  for (guint i = tables->len; i-- > 0;)
    {
      g_autofree char *sql = dup_remove_sql (g_ptr_array_index (tables, i));

      if (!dp_database_run (database, error, sql, "u", rowid))
        return FALSE;
    }

  return TRUE;
}

/* One row, column by column. */
static gboolean
insert_row (DpDatabase  *database,
            const char  *table,
            DpStatement *row,
            GError     **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (DpStatement) insert = NULL;
  int n_columns = sqlite3_column_count (row);

  g_string_printf (sql, "INSERT INTO %s VALUES (?", table);
  for (int i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  insert = dp_database_prepare (database, sql->str, error);
  if (insert == NULL)
    return FALSE;

  for (int i = 0; i < n_columns; i++)
    sqlite3_bind_value (insert, i + 1, sqlite3_column_value (row, i));

  return dp_statement_step (insert, error) == DP_STEP_DONE;
}

static gboolean
insert_rows (DpDatabase *database,
             const char *table,
             DpDatabase *saved,
             guint32     rowid,
             GError    **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s WHERE %s = ?", table, get_key (table));
  g_autoptr (DpStatement) rows = dp_database_prepare (saved, sql, error);
  DpStep step = DP_STEP_ROW;

  if (rows == NULL)
    return FALSE;

  dp_statement_bind (rows, "u", rowid);
  while ((step = dp_statement_step (rows, error)) == DP_STEP_ROW)
    if (!insert_row (database, table, rows, error))
      return FALSE;

  return step == DP_STEP_DONE;
}

/* By its number, or by a name that another paper has now. */
static gboolean
is_back (DpDatabase *database,
         DpDatabase *saved,
         guint32     rowid,
         gboolean   *out_is_back,
         GError    **error)
{
  g_autoptr (DpStatement) aliases = NULL;
  gint64 n_found = 0;
  DpStep step = DP_STEP_ROW;

  if (!dp_database_get_int64 (database, &n_found, error, "SELECT count (*) FROM paper WHERE id = ?", "u", rowid))
    return FALSE;

  aliases = dp_database_prepare (saved, "SELECT alias FROM paper_alias WHERE paper = ?", error);
  if (aliases == NULL)
    return FALSE;

  dp_statement_bind (aliases, "u", rowid);
  while (n_found == 0 && (step = dp_statement_step (aliases, error)) == DP_STEP_ROW)
    if (!dp_database_get_int64 (database, &n_found, error, "SELECT count (*) FROM paper_alias WHERE alias = ?", "s",
                                dp_statement_get_text (aliases, 0)))
      return FALSE;

  *out_is_back = n_found > 0;
  return step != DP_STEP_ERROR;
}

/**
 * dp_prune_rows_add:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @tables: (element-type utf8): see dp_prune_rows_list_tables()
 * @saved: what dp_prune_rows_save() made
 * @rowid: a paper in it
 * @out_added: (out): %FALSE where the paper was never away, or has come back by itself
 * @error: return location for a #DpLibraryError
 *
 * Adds a paper with all that was said of it.
 */
gboolean
dp_prune_rows_add (DpDatabase  *database,
                   DpChangeLog *log,
                   GPtrArray   *tables,
                   DpDatabase  *saved,
                   guint32      rowid,
                   gboolean    *out_added,
                   GError     **error)
{
  gboolean has_come_back = FALSE;

  if (!is_back (database, saved, rowid, &has_come_back, error))
    return FALSE;

  *out_added = !has_come_back;
  if (has_come_back)
    return TRUE;

  for (guint i = 0; i < tables->len; i++)
    if (!insert_rows (database, g_ptr_array_index (tables, i), saved, rowid, error))
      return FALSE;

  dp_change_log_add (log, rowid, DP_CHANGE_ADDED);
  dp_change_log_add (log, 0, DP_CHANGE_DAY_LIST | DP_CHANGE_TOPIC_LIST);

  return dp_change_log_add_topics_of (log, database, rowid, error);
}
