/* dp-copies.c: the copies of a library that are kept beside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/keep/dp-copies.h"

#include "model/dp-time.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Beside `library.db` lies the folder `library.db.copies` with
 *
 *   2026-11-21.dpbackup                      what the library was on that day
 *   replaced-2026-11-21T061200Z.dpbackup     what it was before a backup was restored
 *   lock                                     held by who writes here
 *
 * five of each kind at most. They are backups as any other: a person may move them. What
 * has another name is somebody else's and left alone. */

#define REPLACED_PREFIX "replaced-"
#define REPLACED_LENGTH 18 /* 2026-11-21T061200Z */
#define DAY_LENGTH 10

/* Between two attempts to get the lock. */
#define LOCK_PAUSE_US (50 * G_TIME_SPAN_MILLISECOND)

/* So much of the disk must stay free that others need not suffer for our caution. */
#define SPARE_BYTES (G_GUINT64_CONSTANT (512) * 1024 * 1024)

void
dp_copy_free (DpCopy *self)
{
  g_free (self->path);
  g_free (self->when);
  g_free (self);
}

static void
free_copy (gpointer data)
{
  dp_copy_free (data);
}

/**
 * dp_copies_dup_folder:
 * @library_path: (type filename): a library
 *
 * Returns: (transfer full) (type filename): the folder of its copies, which may not be there
 */
char *
dp_copies_dup_folder (const char *library_path)
{
  return g_strconcat (library_path, ".copies", NULL);
}

/* `2026-11-21T061200Z` as ISO 8601 writes it. */
static char *
dup_moment (const char *text)
{
  DpTime           time = 0;
  g_autofree char *moment = NULL;

  if (strlen (text) != REPLACED_LENGTH || text[DAY_LENGTH] != 'T')
    return NULL;

  moment = g_strdup_printf ("%.13s:%.2s:%.3s", text, text + 13, text + 15);

  return dp_time_parse_iso8601 (moment, &time) ? g_steal_pointer (&moment) : NULL;
}

/* %NULL for what is no copy. */
static DpCopy *
parse_name (const char *folder,
            const char *name)
{
  g_autofree char *stem = NULL;
  g_autofree char *when = NULL;
  DpCopy          *copy = NULL;
  gboolean         is_replaced = g_str_has_prefix (name, REPLACED_PREFIX);

  if (!g_str_has_suffix (name, DP_BACKUP_SUFFIX))
    return NULL;

  stem = g_strndup (name, strlen (name) - strlen (DP_BACKUP_SUFFIX));
  if (is_replaced)
    when = dup_moment (stem + strlen (REPLACED_PREFIX));
  else if (dp_day_is_valid (stem))
    when = g_strdup (stem);
  if (when == NULL)
    return NULL;

  copy = g_new0 (DpCopy, 1);
  copy->path = g_build_filename (folder, name, NULL);
  copy->kind = is_replaced ? DP_COPY_REPLACED : DP_COPY_DAILY;
  copy->when = g_steal_pointer (&when);

  return copy;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const DpCopy *first = *(const DpCopy *const *)a;
  const DpCopy *second = *(const DpCopy *const *)b;

  return -strcmp (first->when, second->when);
}

/* By their names alone, newest first. */
static GPtrArray *
find_copies (const char *library_path)
{
  GPtrArray       *copies = g_ptr_array_new_with_free_func (free_copy);
  g_autofree char *folder = dp_copies_dup_folder (library_path);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      DpCopy *copy = parse_name (folder, name);

      if (copy != NULL)
        g_ptr_array_add (copies, copy);
    }
  g_ptr_array_sort (copies, compare_newest_first);

  return copies;
}

/**
 * dp_copies_list:
 * @library_path: (type filename): a library
 *
 * Finds the copies that can be restored. One that is damaged, or of a newer version of the
 * program, is left out.
 *
 * Returns: (transfer full) (element-type DpCopy): newest first
 */
GPtrArray *
dp_copies_list (const char *library_path)
{
  GPtrArray *copies = find_copies (library_path);

  for (guint i = copies->len; i-- > 0;)
    {
      DpCopy  *copy = g_ptr_array_index (copies, i);
      GStatBuf status = { 0 };
      g_autoptr (DpBackupInfo) info = dp_backup_read_info (copy->path, NULL);

      if (info == NULL || g_stat (copy->path, &status) != 0)
        {
          g_ptr_array_remove_index (copies, i);
          continue;
        }

      copy->n_bytes = (guint64)status.st_size;
      copy->n_papers = info->n_papers;
      copy->n_marks = info->n_marks;
    }

  return copies;
}

/**
 * dp_copies_trim:
 * @library_path: (type filename): a library
 *
 * Removes the oldest copies of each kind beyond five.
 */
void
dp_copies_trim (const char *library_path)
{
  g_autoptr (GPtrArray) copies = find_copies (library_path);
  guint n_kept[] = { [DP_COPY_DAILY] = 0, [DP_COPY_REPLACED] = 0 };

  for (guint i = 0; i < copies->len; i++)
    {
      const DpCopy *copy = g_ptr_array_index (copies, i);

      if (++n_kept[copy->kind] > DP_COPIES_KEPT)
        g_unlink (copy->path);
    }
}

static gboolean
make_folder (const char *folder,
             GError    **error)
{
  g_autofree char *name = NULL;

  if (g_mkdir (folder, 0700) == 0 || errno == EEXIST)
    return TRUE;

  name = g_filename_display_name (folder);
  g_set_error (error, DP_LIBRARY_ERROR, errno == ENOSPC ? DP_LIBRARY_ERROR_FULL : DP_LIBRARY_ERROR_READ_ONLY,
               _("The folder “%s” cannot be made. (%s)"), name, g_strerror (errno));
  return FALSE;
}

/**
 * dp_copies_dup_replaced_path:
 * @library_path: (type filename): a library
 *
 * Gives a name for what the library holds.
 *
 * Returns: (transfer full) (type filename): a file that is not there
 */
char *
dp_copies_dup_replaced_path (const char *library_path)
{
  g_autofree char *folder = dp_copies_dup_folder (library_path);
  gint64           moment = dp_time_now ();

  /* Two in one second get two names, the later one the later name. */
  for (;; moment++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (moment);
      g_autofree char *name = g_date_time_format (time, REPLACED_PREFIX "%Y-%m-%dT%H%M%SZ" DP_BACKUP_SUFFIX);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_access (path, F_OK) != 0)
        return g_steal_pointer (&path);
    }
}

/* What is written here has a name of this kind until it is whole, and while SQLite has it open. */
static gboolean
is_part (const char *name)
{
  static const char *const endings[] = { ".part", ".staged", "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return strstr (name, DP_BACKUP_SUFFIX) != NULL;

  return FALSE;
}

/* What a process left that was killed. Only who has the lock may know. */
static void
remove_parts (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_part (name))
        g_unlink (path);
    }
}

static void
set_lock_error (const char *folder,
                int         saved_errno,
                GError    **error)
{
  g_autofree char *name = g_filename_display_name (folder);

  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY, _("The folder “%s” cannot be written. (%s)"), name, g_strerror (saved_errno));
}

static int
open_lock (const char *folder,
           GError    **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int              fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    set_lock_error (folder, errno, error);

  return fd;
}

/**
 * dp_copies_lock:
 * @library_path: (type filename): a library
 * @wait: whether to wait for another process that has the lock
 * @cancellable: (nullable): ends the waiting
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED; not set when
 *   another process has the lock and is not waited for
 *
 * Makes the folder of the copies, and this process the only one that writes there. Removes
 * what others left there that died.
 *
 * Returns: what is to be closed to give the lock back, or -1
 */
int
dp_copies_lock (const char   *library_path,
                gboolean      wait,
                GCancellable *cancellable,
                GError      **error)
{
  g_autofree char *folder = dp_copies_dup_folder (library_path);
  int              fd = make_folder (folder, error) ? open_lock (folder, error) : -1;

  while (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      gboolean is_held = errno == EWOULDBLOCK || errno == EINTR;

      /* Some disks of other computers know no locks. */
      if (!is_held)
        set_lock_error (folder, errno, error);
      if (!is_held || !wait || g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          close (fd);
          return -1;
        }
      g_usleep (LOCK_PAUSE_US);
    }

  if (fd >= 0)
    remove_parts (folder);

  return fd;
}

static gboolean
is_same (const DpBackupInfo *a,
         const DpBackupInfo *b)
{
  return a != NULL && b != NULL && a->seq == b->seq && a->generation == b->generation &&
         g_strcmp0 (a->library_uuid, b->library_uuid) == 0;
}

/* A library that is empty is not worth a copy either. */
static gboolean
has_news (DpLibrary  *library,
          const char *day,
          gboolean   *out_has_news,
          GError    **error)
{
  g_autoptr (GPtrArray) copies = find_copies (dp_library_get_path (library));
  g_autoptr (DpBackupInfo) now = dp_backup_read_info_of (library, error);
  const DpCopy *last = NULL;

  if (now == NULL)
    return FALSE;

  for (guint i = 0; i < copies->len && last == NULL; i++)
    if (((DpCopy *)g_ptr_array_index (copies, i))->kind == DP_COPY_DAILY)
      last = g_ptr_array_index (copies, i);

  *out_has_news = now->seq > 0 || now->n_papers > 0;
  if (last != NULL && g_str_equal (last->when, day))
    {
      *out_has_news = FALSE;
    }
  else if (last != NULL)
    {
      g_autoptr (DpBackupInfo) before = dp_backup_read_info (last->path, NULL);

      *out_has_news = *out_has_news && !is_same (now, before);
    }

  return TRUE;
}

/* The library, its -wal and the copy, and still half a gigabyte to spare. */
static gboolean
has_space (DpLibrary  *library,
           const char *path)
{
  GStatBuf status = { 0 };

  return g_stat (dp_library_get_path (library), &status) == 0 &&
         dp_backup_check_space (path, (guint64)status.st_size + SPARE_BYTES, NULL);
}

static gboolean
make_daily (DpLibrary       *library,
            const char      *folder,
            const char      *day,
            GCancellable    *cancellable,
            DpCopiesOutcome *out_outcome,
            GError         **error)
{
  g_autofree char *name = g_strconcat (day, DP_BACKUP_SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gboolean         wanted = FALSE;

  if (!has_news (library, day, &wanted, error))
    return FALSE;

  *out_outcome = DP_COPIES_UNCHANGED;
  if (!wanted)
    return TRUE;

  *out_outcome = DP_COPIES_NO_SPACE;
  if (!has_space (library, path))
    return TRUE;

  *out_outcome = DP_COPIES_MADE;
  if (!dp_backup_write (library, path, DP_BACKUP_GENTLY, NULL, NULL, cancellable, error))
    return FALSE;

  dp_copies_trim (dp_library_get_path (library));
  return TRUE;
}

/**
 * dp_copies_make_daily:
 * @library: a library that may be written, which stays open meanwhile
 * @day: today, `YYYY-MM-DD`
 * @cancellable: (nullable): gives up
 * @out_outcome: (out): what was done
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Makes the day's copy if there is none, if something changed since the one before, if the
 * disk has room and no other process is at it; then removes what is beyond five. Only one
 * process at a time writes here.
 *
 * Returns: %FALSE when the copy could not be made
 */
gboolean
dp_copies_make_daily (DpLibrary       *library,
                      const char      *day,
                      GCancellable    *cancellable,
                      DpCopiesOutcome *out_outcome,
                      GError         **error)
{
  g_autofree char *folder = dp_copies_dup_folder (dp_library_get_path (library));
  g_autoptr (GError) local_error = NULL;
  gboolean done = FALSE;
  int      lock = dp_copies_lock (dp_library_get_path (library), FALSE, cancellable, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *out_outcome = DP_COPIES_BUSY;
  if (lock < 0)
    return TRUE;

  done = make_daily (library, folder, day, cancellable, out_outcome, error);
  close (lock);

  return done;
}
