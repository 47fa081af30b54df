/* dp-backup.c: a whole library in one file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/keep/dp-backup.h"

#include "library/dp-database.h"
#include "library/schema/dp-library-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A backup is the library's own file as it was at one moment, copied page by page out of
 * one read transaction: who writes meanwhile neither waits nor disturbs. It is made under
 * another name, verified as SQLite verifies, and only then gets its own. It needs no -wal
 * and no -shm, so that it may lie on any disk, in a read-only folder too. */

/* A megabyte, which is a few milliseconds' work. */
#define PAGES_AT_ONCE 256

/* The rest after each when nobody waits. */
#define GENTLE_PAUSE_US (5 * G_TIME_SPAN_MILLISECOND)

/* What must stay free beyond what is written. */
#define SPARE_BYTES (G_GUINT64_CONSTANT (32) * 1024 * 1024)

void
dp_backup_info_free (DpBackupInfo *self)
{
  g_free (self->library_uuid);
  g_free (self);
}

/**
 * dp_backup_remove:
 * @path: (type filename): a database that nobody uses
 *
 * Removes it, with what SQLite may have left beside it.
 */
void
dp_backup_remove (const char *path)
{
  static const char *const suffixes[] = { "", "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

/**
 * dp_backup_check_space:
 * @path: (type filename): a file that is to be written
 * @n_bytes: how long it will be
 * @error: return location for %DP_LIBRARY_ERROR_FULL
 *
 * Looks whether its disk has room. One that does not say is tried.
 */
gboolean
dp_backup_check_space (const char *path,
                       guint64     n_bytes,
                       GError    **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *size = g_format_size (n_bytes);
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) ||
      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) >= n_bytes + SPARE_BYTES)
    return TRUE;

  /* Translators: %s is a size, as "281.5 MB" */
  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_FULL,
               _("The disk does not have the %s free that this takes; nothing was changed."), size);
  return FALSE;
}

typedef struct
{
  DpBackupFunc  func; /* (nullable) */
  gpointer      user_data;
  gint64        pause_us;
  GCancellable *cancellable; /* (unowned) (nullable) */
} Pace;

static gboolean
copied_cb (guint64  n_done,
           guint64  n_total,
           gpointer user_data,
           GError **error)
{
  const Pace *pace = user_data;

  if (g_cancellable_set_error_if_cancelled (pace->cancellable, error))
    return FALSE;

  if (pace->func != NULL)
    pace->func (n_done, n_total, pace->user_data);
  if (pace->pause_us > 0)
    g_usleep ((gulong)pace->pause_us);

  return TRUE;
}

static gboolean
get_size (DpDatabase *database,
          guint64    *out_n_bytes,
          GError    **error)
{
  gint64 n_pages = 0;
  gint64 page_size = 0;

  if (!dp_database_get_int64 (database, &n_pages, error, "PRAGMA page_count", "") ||
      !dp_database_get_int64 (database, &page_size, error, "PRAGMA page_size", ""))
    return FALSE;

  *out_n_bytes = (guint64)(n_pages * page_size);
  return TRUE;
}

/* Copies @source as it is at this moment into a new file that needs nothing beside it. */
static gboolean
copy_aside (DpDatabase *source,
            const char *path,
            Pace       *pace,
            GError    **error)
{
  g_autoptr (DpDatabase) target = NULL;
  guint64  n_bytes = 0;
  gboolean copied = FALSE;

  if (!get_size (source, &n_bytes, error) || !dp_backup_check_space (path, n_bytes, error))
    return FALSE;

  dp_backup_remove (path);
  target = dp_database_open (path, DP_DATABASE_READ_WRITE, error);
  copied = target != NULL && dp_database_execute (source, "BEGIN; SELECT one FROM meta", error) &&
           dp_database_copy_into (source, target, PAGES_AT_ONCE, copied_cb, pace, error) &&
           dp_database_execute (target, "PRAGMA journal_mode = DELETE", error);
  dp_database_roll_back (source);

  return copied;
}

/* The first thing that SQLite finds wrong is enough. */
static gboolean
check_pages (DpDatabase *database,
             const char *sql,
             GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  step = dp_statement_step (statement, error);
  if (step != DP_STEP_ROW || g_strcmp0 (dp_statement_get_text (statement, 0), "ok") == 0)
    return step != DP_STEP_ERROR;

  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED, _("The file is damaged. (%s)"), dp_statement_get_text (statement, 0));
  return FALSE;
}

static gboolean
verify_copy (const char   *path,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (DpDatabase) database = dp_database_open (path, DP_DATABASE_IMMUTABLE, error);

  if (database == NULL)
    return FALSE;

  dp_database_set_cancellable (database, cancellable);

  return dp_library_schema_check_readable (database, error) && check_pages (database, "PRAGMA quick_check (1)", error);
}

static gboolean
set_errno_error (const char *path,
                 int         saved_errno,
                 GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);
  gboolean         is_full = saved_errno == ENOSPC || saved_errno == EDQUOT || saved_errno == EFBIG;

  g_set_error (error, DP_LIBRARY_ERROR, is_full ? DP_LIBRARY_ERROR_FULL : DP_LIBRARY_ERROR_CANNOT_OPEN,
               _("The file “%s” cannot be written: %s."), name, g_strerror (saved_errno));
  return FALSE;
}

/* SQLite has synced the file; its name is synced here. */
static gboolean
give_name (const char *aside,
           const char *path,
           GError    **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int              fd = -1;

  if (g_rename (aside, path) != 0)
    return set_errno_error (path, errno, error);

  fd = g_open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }

  return TRUE;
}

/* SQLite would say no more than that a database cannot be opened, which sounds like the library. */
static gboolean
check_folder (const char *path,
              GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (folder, W_OK | X_OK) == 0 || set_errno_error (path, errno, error);
}

/* To replace the library itself would pull it out from under everybody. */
static gboolean
check_other_file (const char *library_path,
                  const char *path,
                  GError    **error)
{
  GStatBuf library_status = { 0 };
  GStatBuf status = { 0 };

  if (g_stat (path, &status) != 0)
    return TRUE;

  if (S_ISREG (status.st_mode) &&
      !(g_stat (library_path, &library_status) == 0 && library_status.st_dev == status.st_dev &&
        library_status.st_ino == status.st_ino))
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN,
                       S_ISREG (status.st_mode) ? _("This is the library itself; choose another file.")
                                                : _("This is not a file; choose another name."));
  return FALSE;
}

/**
 * dp_backup_write:
 * @library: a library, which stays open meanwhile
 * @path: (type filename): what is written, or replaced
 * @pace: whether somebody waits
 * @func: (nullable) (scope call): told how far it is, on this thread
 * @user_data: for @func
 * @cancellable: (nullable): gives up
 * @error: return location for a #DpLibraryError
 *
 * Writes the library as it is at this moment into one file, and verifies it. Until that is
 * done @path is what it was; so it stays on any error.
 *
 * Returns: whether the backup is there
 */
gboolean
dp_backup_write (DpLibrary    *library,
                 const char   *path,
                 DpBackupPace  pace,
                 DpBackupFunc  func,
                 gpointer      user_data,
                 GCancellable *cancellable,
                 GError      **error)
{
  DpDatabaseMode   mode = dp_library_is_read_only (library) ? DP_DATABASE_IMMUTABLE : DP_DATABASE_READ_ONLY;
  Pace             copying = { func, user_data, pace == DP_BACKUP_GENTLY ? GENTLE_PAUSE_US : 0, cancellable };
  g_autofree char *aside = g_strconcat (path, ".part", NULL);
  g_autoptr (DpDatabase) source = NULL;

  if (!check_other_file (dp_library_get_path (library), path, error) || !check_folder (path, error))
    return FALSE;

  source = dp_database_open (dp_library_get_path (library), mode, error);
  if (source != NULL &&
      copy_aside (source, aside, &copying, error) &&
      verify_copy (aside, cancellable, error) &&
      give_name (aside, path, error))
    return TRUE;

  dp_backup_remove (aside);
  return FALSE;
}

static gboolean
check_file (const char *path,
            GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);
  GStatBuf         status = { 0 };
  int              saved_errno = 0;

  if (g_stat (path, &status) != 0 || g_access (path, R_OK) != 0)
    saved_errno = errno;
  else if (!S_ISREG (status.st_mode))
    saved_errno = S_ISDIR (status.st_mode) ? EISDIR : EINVAL;

  if (saved_errno != 0)
    g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN, _("The file “%s” cannot be read: %s."), name, g_strerror (saved_errno));

  return saved_errno == 0;
}

/* What lies in a -wal is part of the library, and somebody may be using it. Without one
 * nothing need be written beside the file to read it. */
static DpDatabase *
open_foreign (const char *path,
              GError    **error)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  gboolean         has_wal = g_access (wal, F_OK) == 0;
  g_autoptr (DpDatabase) database = NULL;

  if (!check_file (path, error))
    return NULL;

  database = dp_database_open (path, has_wal ? DP_DATABASE_READ_ONLY : DP_DATABASE_IMMUTABLE, error);
  if (database == NULL || !dp_library_schema_check_known (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

#define INFO_SQL                                                             \
  "SELECT library_uuid, generation,"                                         \
  "  coalesce ((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0)," \
  "  (SELECT coalesce (sum (n_papers), 0) FROM tally),"                      \
  "  (SELECT count (*) FROM topic WHERE state = 1),"                         \
  "  (SELECT count (*) FROM bookmark WHERE state = 1)"                       \
  "    + (SELECT count (*) FROM paper_tag WHERE state = 1)"                  \
  "    + (SELECT count (*) FROM paper_collection WHERE state = 1)"           \
  "    + (SELECT count (*) FROM note WHERE state = 1)"                       \
  "  FROM meta"

static DpBackupInfo *
read_info (DpDatabase *database,
           GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, INFO_SQL, error);
  g_autoptr (DpBackupInfo) info = NULL;
  DpStep step = statement != NULL ? dp_statement_step (statement, error) : DP_STEP_ERROR;

  if (step == DP_STEP_DONE)
    g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED, _("The file does not say which library it is."));
  if (step != DP_STEP_ROW)
    return NULL;

  info = g_new0 (DpBackupInfo, 1);
  info->library_uuid = g_strdup (dp_statement_get_text (statement, 0));
  info->generation = dp_statement_get_int64 (statement, 1);
  info->seq = dp_statement_get_int64 (statement, 2);
  info->n_papers = (guint64)dp_statement_get_int64 (statement, 3);
  info->n_topics = (guint64)dp_statement_get_int64 (statement, 4);
  info->n_marks = (guint64)dp_statement_get_int64 (statement, 5);

  return g_steal_pointer (&info);
}

/**
 * dp_backup_read_info:
 * @path: (type filename): a backup, or another library
 * @error: return location for a #DpLibraryError; %DP_LIBRARY_ERROR_NEWER when a newer
 *   version of the program wrote it
 *
 * Says what a file holds, which takes milliseconds: it is not verified.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
DpBackupInfo *
dp_backup_read_info (const char *path,
                     GError    **error)
{
  g_autoptr (DpDatabase) database = open_foreign (path, error);

  return database != NULL ? read_info (database, error) : NULL;
}

/**
 * dp_backup_read_info_of:
 * @library: a library
 * @error: return location for a #DpLibraryError
 *
 * As dp_backup_read_info() for a library that is open.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
DpBackupInfo *
dp_backup_read_info_of (DpLibrary *library,
                        GError   **error)
{
  DpDatabaseMode mode = dp_library_is_read_only (library) ? DP_DATABASE_IMMUTABLE : DP_DATABASE_READ_ONLY;
  g_autoptr (DpDatabase) database = dp_database_open (dp_library_get_path (library), mode, error);

  return database != NULL ? read_info (database, error) : NULL;
}

static gboolean
has_info (DpDatabase *database,
          GError    **error)
{
  g_autoptr (DpBackupInfo) info = read_info (database, error);

  return info != NULL;
}

/* Of a file from outside everything is looked at before anything of it is used. */
static gboolean
verify_staged (DpDatabase *database,
               GError    **error)
{
  gint64 n_strays = 0;

  if (!check_pages (database, "PRAGMA integrity_check (1)", error) ||
      !dp_library_schema_prepare (database, NULL, error) ||
      !dp_library_schema_check_own (database, error) ||
      !has_info (database, error) ||
      !dp_database_get_int64 (database, &n_strays, error, "SELECT count (*) FROM pragma_foreign_key_check", ""))
    return FALSE;

  if (n_strays == 0)
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED,
                       _("The file is damaged. (A row is of a paper or topic that is not there.)"));
  return FALSE;
}

/**
 * dp_backup_stage:
 * @path: (type filename): a backup, or another library; not changed
 * @staged_path: (type filename): the copy, for dp_backup_remove()
 * @func: (nullable) (scope call): told how far it is, on this thread
 * @user_data: for @func
 * @cancellable: (nullable): gives up
 * @error: return location for a #DpLibraryError; %DP_LIBRARY_ERROR_NEWER when a newer
 *   version of the program wrote it, %DP_LIBRARY_ERROR_DAMAGED, %DP_LIBRARY_ERROR_FULL
 *
 * Copies a library from outside, verifies the copy, and brings it to this version.
 *
 * Returns: whether the copy is there, sound and of this version
 */
gboolean
dp_backup_stage (const char   *path,
                 const char   *staged_path,
                 DpBackupFunc  func,
                 gpointer      user_data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Pace pace = { func, user_data, 0, cancellable };
  g_autoptr (DpDatabase) source = open_foreign (path, error);
  g_autoptr (DpDatabase) staged = NULL;
  gboolean is_sound = FALSE;

  if (source != NULL && copy_aside (source, staged_path, &pace, error))
    {
      staged = dp_database_open (staged_path, DP_DATABASE_READ_WRITE, error);
      if (staged != NULL)
        {
          dp_database_set_cancellable (staged, cancellable);
          is_sound = verify_staged (staged, error);
        }
    }

  if (!is_sound)
    dp_backup_remove (staged_path);

  return is_sound;
}
