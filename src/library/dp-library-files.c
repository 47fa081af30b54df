/* dp-library-files.c: where a library lies, and setting a damaged one aside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define _GNU_SOURCE /* open file description locks */

#include "config.h"

#include "library/dp-library.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* The bytes that SQLite locks ("File Locking And Concurrency In SQLite Version 3"):
 * a connection in WAL mode holds one of them for as long as it is open. */
#define FIRST_LOCK_BYTE 0x40000000
#define N_LOCK_BYTES 512

/**
 * dp_library_dup_default_path:
 *
 * Gives the place of the user's library. Any thread.
 *
 * Returns: (transfer full) (type filename): `$DAILY_PAPERS_LIBRARY`, else
 *   `$XDG_DATA_HOME/daily-papers/library.db`
 */
char *
dp_library_dup_default_path (void)
{
  const char *path = g_getenv ("DAILY_PAPERS_LIBRARY");

  if (path != NULL && *path != '\0')
    return g_strdup (path);

  return g_build_filename (g_get_user_data_dir (), "daily-papers", "library.db", NULL);
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    g_close (*fd, NULL);
}

/* Returns a descriptor that keeps everybody else from opening the library, or -1. */
static int
lock_alone (const char *path,
            GError    **error)
{
  __attribute__ ((cleanup (close_fd))) int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  struct flock                             lock = {
                                .l_type = F_WRLCK,
                                .l_whence = SEEK_SET,
                                .l_start = FIRST_LOCK_BYTE,
                                .l_len = N_LOCK_BYTES,
  };

  if (fd < 0)
    {
      g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN,
                   _("The library cannot be set aside. (%s)"), g_strerror (errno));
      return -1;
    }

  if (fcntl (fd, F_OFD_SETLK, &lock) != 0)
    {
      g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_LOCKED,
                           _("Another program is using the library, so it cannot be set aside."));
      return -1;
    }

  return g_steal_fd (&fd);
}

/* A part that is not there needs no new name. */
static gboolean
rename_part (const char *path,
             const char *target,
             const char *suffix)
{
  g_autofree char *from = g_strconcat (path, suffix, NULL);
  g_autofree char *to = g_strconcat (target, suffix, NULL);

  return g_rename (from, to) == 0 || errno == ENOENT;
}

/* The file itself last: as long as it has its old name, a second attempt is
 * possible. */
static gboolean
rename_parts (const char *path,
              const char *target,
              GError    **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      int saved_errno = 0;

      if (rename_part (path, target, suffixes[i]))
        continue;

      saved_errno = errno;
      while (i-- > 0)
        rename_part (target, path, suffixes[i]);

      g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY,
                   _("The library cannot be set aside. (%s)"), g_strerror (saved_errno));
      return FALSE;
    }

  return TRUE;
}

/* Two in one second get two names. */
static char *
dup_free_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  char            *name = g_strdup_printf ("%s.damaged-%s", path, moment);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.damaged-%s-%u", path, moment, i);
    }

  return name;
}

/**
 * dp_library_set_aside:
 * @path: (type filename): a library that no one in this process has open
 * @error: return location for a #DpLibraryError; %DP_LIBRARY_ERROR_LOCKED while
 *   another process has it open
 *
 * Gives a damaged library, its -wal and its -shm other names, together, so that a
 * new one can be made in its place. Nothing is deleted. Any thread.
 *
 * Returns: (transfer full) (nullable) (type filename): the file's new name
 */
char *
dp_library_set_aside (const char *path,
                      GError    **error)
{
  g_autofree char                         *target = NULL;
  __attribute__ ((cleanup (close_fd))) int fd = -1;

  g_return_val_if_fail (path != NULL, NULL);

  fd = lock_alone (path, error);
  if (fd < 0)
    return NULL;

  target = dup_free_name (path);

  return rename_parts (path, target, error) ? g_steal_pointer (&target) : NULL;
}
