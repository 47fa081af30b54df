/* dp-database-copy.c: copying a whole database, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-database-private.h"

/**
 * dp_database_copy:
 * @self: a connection
 * @target_path: (type filename): a file that does not exist
 * @error: return location for a #DpLibraryError
 *
 * Copies the whole database with SQLite's backup API, which gives a sound copy
 * whatever lies in the -wal. Blocks for as long as that takes.
 */
gboolean
dp_database_copy (DpDatabase *self,
                  const char *target_path,
                  GError    **error)
{
  g_autoptr (DpDatabase) target = dp_database_open (target_path, DP_DATABASE_READ_WRITE, error);

  return target != NULL && dp_database_copy_into (self, target, -1, NULL, NULL, error);
}

static gboolean
copy_pages (sqlite3_backup    *backup,
            sqlite3           *target,
            int                n_pages,
            DpDatabaseCopyFunc func,
            gpointer           user_data,
            GError           **error)
{
  int result = sqlite3_backup_step (backup, 1);

  while (result == SQLITE_OK)
    {
      guint64 n_total = (guint64)sqlite3_backup_pagecount (backup);

      if (func != NULL && !func (n_total - (guint64)sqlite3_backup_remaining (backup), n_total, user_data, error))
        return FALSE;

      result = sqlite3_backup_step (backup, n_pages);
    }

  return result == SQLITE_DONE || dp_database_set_error (target, result, error);
}

/**
 * dp_database_copy_into:
 * @self: the connection to copy; in a transaction, so that nobody who writes meanwhile
 *   makes the copy begin again
 * @target: the connection whose content is replaced, in one transaction that begins with
 *   the first page and ends with the last; nothing of it may be in use
 * @n_pages: how many pages are copied at once; -1 for all
 * @func: (nullable) (scope call): called after each such part; %FALSE ends the copying
 * @user_data: for @func
 * @error: return location for a #DpLibraryError, or what @func sets
 *
 * Replaces a whole database with another. Until it is done everybody else sees in @target
 * what was there before, and if it fails, or the process dies, so it stays: it is a
 * transaction as any other ("SQLite Backup API", sqlite3_backup_step()). A @target in WAL
 * mode stays so and must have pages of the same size.
 */
gboolean
dp_database_copy_into (DpDatabase        *self,
                       DpDatabase        *target,
                       int                n_pages,
                       DpDatabaseCopyFunc func,
                       gpointer           user_data,
                       GError           **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target->handle, "main", self->handle, "main");
  gboolean        copied = FALSE;
  int             result = SQLITE_OK;

  if (backup == NULL)
    return dp_database_set_error (target->handle, sqlite3_extended_errcode (target->handle), error);

  copied = copy_pages (backup, target->handle, n_pages, func, user_data, error);
  result = sqlite3_backup_finish (backup); /* of what was not copied as a whole nothing stays */

  return copied && (result == SQLITE_OK || dp_database_set_error (target->handle, result, error));
}
