/* dp-database.c: one connection to an SQLite file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-database.h"

#include "library/dp-database-private.h"
#include "library/dp-library.h"

#include <glib/gi18n.h>

/* How long a write waits for another process before it gives up. Each of ours
 * holds the file for milliseconds only. */
#define BUSY_TIMEOUT_MS 5000

/* How many steps of SQLite's machine pass between two looks at the cancellable:
 * well under a millisecond. */
#define STEPS_BETWEEN_LOOKS 4000

/* What SQLite's result means to a caller, and the sentence for a person. */
static const char *
describe_result (int             result,
                 DpLibraryError *out_code)
{
  switch (result)
    {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
      *out_code = DP_LIBRARY_ERROR_FULL;
      return _("The library cannot be written: the disk is full or failing.");

    default:
      break;
    }

  switch (result & 0xff)
    {
    case SQLITE_FULL:
      *out_code = DP_LIBRARY_ERROR_FULL;
      return _("The disk is full; what was being written to the library was taken back.");

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      *out_code = DP_LIBRARY_ERROR_DAMAGED;
      return _("The library is damaged.");

    case SQLITE_READONLY:
      *out_code = DP_LIBRARY_ERROR_READ_ONLY;
      return _("The library cannot be changed: its file or folder is read-only.");

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      *out_code = DP_LIBRARY_ERROR_LOCKED;
      return _("Another program is using the library; try again in a moment.");

    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      *out_code = DP_LIBRARY_ERROR_CANNOT_OPEN;
      return _("The library cannot be opened.");

    default:
      *out_code = DP_LIBRARY_ERROR_FAILED;
      return _("The library reported an error.");
    }
}

/**
 * dp_database_set_error:
 * @handle: (nullable): the connection that reported it
 * @result: SQLite's result
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Says what a result means.
 *
 * Returns: %FALSE
 */
gboolean
dp_database_set_error (sqlite3 *handle,
                       int      result,
                       GError **error)
{
  DpLibraryError code = DP_LIBRARY_ERROR_FAILED;
  const char    *sentence = NULL;

  if ((result & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The operation was cancelled."));
      return FALSE;
    }

  sentence = describe_result (result, &code);
  g_set_error (error, DP_LIBRARY_ERROR, code, "%s (%s)", sentence,
               handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (result));
  return FALSE;
}

/* An immutable file is named by a URI, in which `?` and `#` of a name are escaped. */
static char *
dup_immutable_uri (const char *path,
                   GError    **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);

  return uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;
}

static int
look_at_cancellable_cb (gpointer user_data)
{
  DpDatabase *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable) || g_cancellable_is_cancelled (self->stopping);
}

/**
 * dp_database_set_checkpoint_on_close:
 * @self: a connection
 * @checkpoint: whether the last connection to close moves the -wal into the file
 *
 * A file that must stay untouched is closed without, as every connection is at first.
 */
void
dp_database_set_checkpoint_on_close (DpDatabase *self,
                                     gboolean    checkpoint)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !checkpoint, NULL);
}

static gboolean
configure (DpDatabase *self,
           GError    **error)
{
  sqlite3_extended_result_codes (self->handle, TRUE);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->handle, STEPS_BETWEEN_LOOKS, look_at_cancellable_cb, self);

  /* No statement, not even one in the file's own triggers, can harm its format. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  /* Until it is known what the file is, closing leaves it alone. */
  dp_database_set_checkpoint_on_close (self, FALSE);

  return dp_database_execute (self,
                              "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
                              "PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 67108864",
                              error);
}

/**
 * dp_database_open:
 * @path: (type filename): the file; not looked at for %DP_DATABASE_MEMORY
 * @mode: what may be done with it
 * @error: return location for a #DpLibraryError
 *
 * Opens a connection. SQLite reads nothing of the file yet, so what is wrong
 * with its content is noticed by the first statement.
 *
 * Where @mode is %DP_DATABASE_READ_WRITE and the file is write-protected, the
 * connection is read-only; see dp_database_is_read_only().
 *
 * Returns: (transfer full) (nullable): the connection
 */
DpDatabase *
dp_database_open (const char    *path,
                  DpDatabaseMode mode,
                  GError       **error)
{
  g_autoptr (DpDatabase) self = g_new0 (DpDatabase, 1);
  g_autofree char *name = NULL;
  int              flags = SQLITE_OPEN_NOMUTEX;
  int              result = SQLITE_OK;

  switch (mode)
    {
    case DP_DATABASE_READ_WRITE:
      name = g_strdup (path);
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
      break;

    case DP_DATABASE_READ_ONLY:
      name = g_strdup (path);
      flags |= SQLITE_OPEN_READONLY;
      break;

    case DP_DATABASE_IMMUTABLE:
      name = dup_immutable_uri (path, error);
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
      break;

    case DP_DATABASE_MEMORY:
      name = g_strdup (":memory:");
      flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
      break;
    }

  if (name == NULL)
    return NULL;

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal,
                                            NULL, (GDestroyNotify)sqlite3_finalize);
  result = sqlite3_open_v2 (name, &self->handle, flags, NULL);
  if (result != SQLITE_OK)
    {
      dp_database_set_error (self->handle, result, error);
      return NULL;
    }

  if (!configure (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * dp_database_close:
 * @self: (transfer full): a connection
 *
 * Closes the connection. No statement of it may be in use any more.
 */
void
dp_database_close (DpDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stopping);
  g_free (self);
}

gboolean
dp_database_is_read_only (DpDatabase *self)
{
  return sqlite3_db_readonly (self->handle, "main") != 0;
}

/**
 * dp_database_set_cancellable:
 * @self: a connection
 * @cancellable: (nullable): what ends the statements that run from now on
 *
 * Statements fail with %G_IO_ERROR_CANCELLED within a millisecond or so of
 * @cancellable. It may be cancelled on any thread.
 */
void
dp_database_set_cancellable (DpDatabase   *self,
                             GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
}

/**
 * dp_database_set_stopping:
 * @self: a connection
 * @stopping: (nullable): what ends all statements, whichever cancellable they have
 *
 * As dp_database_set_cancellable(), for the life of a thread.
 */
void
dp_database_set_stopping (DpDatabase   *self,
                          GCancellable *stopping)
{
  g_set_object (&self->stopping, stopping);
}

/**
 * dp_database_execute:
 * @self: a connection
 * @sql: statements without parameters, whose rows are of no interest
 * @error: return location for a #DpLibraryError
 *
 * Runs one or more statements, without keeping them.
 */
gboolean
dp_database_execute (DpDatabase *self,
                     const char *sql,
                     GError    **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return result == SQLITE_OK || dp_database_set_error (self->handle, result, error);
}

/**
 * dp_database_begin:
 * @self: a connection
 * @error: return location for a #DpLibraryError
 *
 * Begins to write. Taking the lock at once, instead of at the first write, is
 * what lets SQLite wait for another process.
 */
gboolean
dp_database_begin (DpDatabase *self,
                   GError    **error)
{
  return dp_database_run (self, error, "BEGIN IMMEDIATE", "");
}

/**
 * dp_database_commit:
 * @self: a connection in a transaction
 * @error: return location for a #DpLibraryError
 *
 * Ends the transaction. When that fails, nothing of it is kept.
 */
gboolean
dp_database_commit (DpDatabase *self,
                    GError    **error)
{
  if (dp_database_run (self, error, "COMMIT", ""))
    return TRUE;

  dp_database_roll_back (self);
  return FALSE;
}

/**
 * dp_database_roll_back:
 * @self: a connection
 *
 * Takes back the transaction, where SQLite has not done so by itself.
 */
void
dp_database_roll_back (DpDatabase *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * dp_database_prepare:
 * @self: a connection
 * @sql: one statement; a text from this program, so that the cache stays small
 * @error: return location for a #DpLibraryError
 *
 * Lends a statement from the connection's cache. Keep it in a g_autoptr(): the
 * same text cannot be lent twice at once.
 *
 * Returns: (nullable): the statement, ready for binding
 */
DpStatement *
dp_database_prepare (DpDatabase *self,
                     const char *sql,
                     GError    **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int           result = SQLITE_OK;

  if (statement != NULL)
    {
      g_assert (!sqlite3_stmt_busy (statement));
      return statement;
    }

  result = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (result != SQLITE_OK)
    {
      dp_database_set_error (self->handle, result, error);
      return NULL;
    }

  g_hash_table_insert (self->statements, (gpointer)sqlite3_sql (statement), statement);

  return statement;
}

/**
 * dp_statement_release:
 * @self: a statement
 *
 * Gives a statement back; what it read is no longer held.
 */
void
dp_statement_release (DpStatement *self)
{
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

/* Texts are bound as they are, without a copy: they live longer than the step. */
static void
bind_valist (DpStatement *self,
             const char  *types,
             va_list      arguments)
{
  for (int i = 0; types[i] != '\0'; i++)
    {
      switch (types[i])
        {
        case 'i':
          sqlite3_bind_int (self, i + 1, va_arg (arguments, int));
          break;

        case 'u':
          sqlite3_bind_int64 (self, i + 1, va_arg (arguments, guint));
          break;

        case 'l':
          sqlite3_bind_int64 (self, i + 1, va_arg (arguments, gint64));
          break;

        case 's':
          sqlite3_bind_text (self, i + 1, va_arg (arguments, const char *), -1, SQLITE_STATIC);
          break;

        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * dp_statement_bind:
 * @self: a statement
 * @types: one letter a parameter: `i` int, `u` guint32, `l` gint64, `s` text
 *   (nullable)
 * @...: the values
 *
 * Binds the parameters from the first one on. Texts are not copied and must live
 * until the last step.
 */
void
dp_statement_bind (DpStatement *self,
                   const char  *types,
                   ...)
{
  va_list arguments;

  va_start (arguments, types);
  bind_valist (self, types, arguments);
  va_end (arguments);
}

void
dp_statement_bind_int64 (DpStatement *self,
                         int          index,
                         gint64       value)
{
  sqlite3_bind_int64 (self, index, value);
}

void
dp_statement_bind_text (DpStatement *self,
                        int          index,
                        const char  *text)
{
  sqlite3_bind_text (self, index, text, -1, SQLITE_STATIC);
}

/**
 * dp_statement_step:
 * @self: a statement
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Reads the next row.
 */
DpStep
dp_statement_step (DpStatement *self,
                   GError     **error)
{
  int result = sqlite3_step (self);

  if (result == SQLITE_ROW)
    return DP_STEP_ROW;

  if (result == SQLITE_DONE)
    return DP_STEP_DONE;

  dp_database_set_error (sqlite3_db_handle (self), result, error);
  return DP_STEP_ERROR;
}

gint64
dp_statement_get_int64 (DpStatement *self,
                        int          column)
{
  return sqlite3_column_int64 (self, column);
}

/**
 * dp_statement_get_text:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (nullable): the text, lent until the next step
 */
const char *
dp_statement_get_text (DpStatement *self,
                       int          column)
{
  return (const char *)sqlite3_column_text (self, column);
}

/**
 * dp_database_run:
 * @self: a connection
 * @error: return location for a #DpLibraryError
 * @sql: one statement that gives no rows, or whose rows are of no interest
 * @types: see dp_statement_bind()
 * @...: the parameters
 *
 * Runs a statement from the cache to its end.
 */
gboolean
dp_database_run (DpDatabase *self,
                 GError    **error,
                 const char *sql,
                 const char *types,
                 ...)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (self, sql, error);
  DpStep  step = DP_STEP_ROW;
  va_list arguments;

  if (statement == NULL)
    return FALSE;

  va_start (arguments, types);
  bind_valist (statement, types, arguments);
  va_end (arguments);

  while (step == DP_STEP_ROW)
    step = dp_statement_step (statement, error);

  return step == DP_STEP_DONE;
}

/**
 * dp_database_get_int64:
 * @self: a connection
 * @out_value: (out): the first column of the first row; left alone when there is
 *   no row, so give it what is meant then
 * @error: return location for a #DpLibraryError
 * @sql: a query
 * @types: see dp_statement_bind()
 * @...: the parameters
 *
 * Reads one number.
 *
 * Returns: %FALSE when the query failed; that there is no row is no failure
 */
gboolean
dp_database_get_int64 (DpDatabase *self,
                       gint64     *out_value,
                       GError    **error,
                       const char *sql,
                       const char *types,
                       ...)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (self, sql, error);
  DpStep  step = DP_STEP_DONE;
  va_list arguments;

  if (statement == NULL)
    return FALSE;

  va_start (arguments, types);
  bind_valist (statement, types, arguments);
  va_end (arguments);

  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    *out_value = sqlite3_column_int64 (statement, 0);

  return step != DP_STEP_ERROR;
}

/* How many rows the last statement inserted, changed or deleted. */
gint64
dp_database_get_n_changed (DpDatabase *self)
{
  return sqlite3_changes64 (self->handle);
}

gint64
dp_database_get_last_rowid (DpDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}
