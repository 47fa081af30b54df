/* dp-pace-file.c: when a group of hosts may be asked again, on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-pace-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* All processes of a user share one file a group, and whoever holds its lock has
 * the turn. The lock belongs to the open file, so the kernel releases it for a
 * process that dies; the content is rewritten in place, because a renamed file
 * would carry another lock. A file that is torn by a crash is taken for “asked just
 * now”, which is never impolite.
 *
 * Where no file can be kept, each process has a pace of its own. */

#define GROUP "pace"
#define MAX_SIZE 4096

struct _DpPaceFile
{
  char *folder; /* (nullable): there is none */
  char *path;   /* (nullable) */
  int   fd;     /* -1 unless locked */
};

/**
 * dp_pace_file_new:
 * @folder: (nullable): where the file is; made when needed. %NULL for no file
 * @name: the group's name
 *
 * Returns: (transfer full): the file, not yet touched
 */
DpPaceFile *
dp_pace_file_new (const char *folder,
                  const char *name)
{
  DpPaceFile *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (DpPaceFile, 1);
  self->folder = g_strdup (folder);
  self->path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  self->fd = -1;

  return self;
}

void
dp_pace_file_free (DpPaceFile *self)
{
  if (self == NULL)
    return;

  dp_pace_file_unlock (self);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

/* From the first failure on there is no file, until the next start. */
static gboolean
do_without (DpPaceFile *self,
            int         reason)
{
  g_debug ("The pace is kept in this process only: %s: %s", self->path, g_strerror (reason));
  g_clear_pointer (&self->path, g_free);

  return TRUE;
}

/**
 * dp_pace_file_try_lock:
 * @self: an unlocked file
 *
 * Never waits.
 *
 * Returns: %FALSE while somebody else has it; %TRUE also where no file can be kept
 */
gboolean
dp_pace_file_try_lock (DpPaceFile *self)
{
  int fd = -1;
  int result = 0;
  int reason = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->fd == -1, FALSE);

  if (self->path == NULL)
    return TRUE;

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return do_without (self, errno);

  fd = g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (fd == -1)
    return do_without (self, errno);

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result == -1 && errno == EINTR);
  reason = errno;

  if (result == 0)
    {
      self->fd = fd;
      return TRUE;
    }

  close (fd);

  /* Some file systems cannot lock at all. */
  if (reason != EWOULDBLOCK)
    return do_without (self, reason);

  return FALSE;
}

void
dp_pace_file_unlock (DpPaceFile *self)
{
  g_return_if_fail (self != NULL);

  if (self->fd != -1)
    close (self->fd);
  self->fd = -1;
}

static gboolean
parse (const char *text,
       gsize       length,
       DpPace     *out_pace)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  if (!g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return FALSE;

  out_pace->next_us = g_key_file_get_int64 (file, GROUP, "next", &error);
  if (error != NULL)
    return FALSE;
  out_pace->busy_until_us = g_key_file_get_int64 (file, GROUP, "busy-until", &error);
  out_pace->side_busy_until_us = g_key_file_get_int64 (file, GROUP, "side-busy-until", NULL); /* old files have none */

  return error == NULL;
}

/**
 * dp_pace_file_read:
 * @self: a locked file
 * @now_us: the present, in microseconds since 1970 (UTC)
 * @interval_us: the longest @next_us may lie ahead
 * @max_busy_us: the longest @busy_until_us may lie ahead
 * @out_pace: (out): what the file says; zeros where there is none
 *
 * A file that cannot be read means “asked just now”. Times that lie too far ahead,
 * from a clock that was wrong, are not believed.
 */
void
dp_pace_file_read (DpPaceFile *self,
                   gint64      now_us,
                   gint64      interval_us,
                   gint64      max_busy_us,
                   DpPace     *out_pace)
{
  char   text[MAX_SIZE] = { 0 };
  gssize length = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (out_pace != NULL);

  *out_pace = (DpPace){ 0 };

  if (self->fd == -1)
    return;

  length = pread (self->fd, text, sizeof text, 0);
  if (length == 0)
    return;

  if (length < 0 || !parse (text, (gsize)length, out_pace))
    *out_pace = (DpPace){ .next_us = now_us + interval_us };

  out_pace->next_us = MIN (out_pace->next_us, now_us + interval_us);
  if (out_pace->busy_until_us > now_us + max_busy_us)
    out_pace->busy_until_us = 0;
  if (out_pace->side_busy_until_us > now_us + max_busy_us)
    out_pace->side_busy_until_us = 0;
}

static gboolean
is_deleted (int fd)
{
  struct stat status = { 0 };

  return fstat (fd, &status) == 0 && status.st_nlink == 0;
}

/* Somebody tidied up: others would not see what we write, nor that we have the turn. */
static void
make_anew (DpPaceFile *self)
{
  int old_fd = self->fd;

  self->fd = -1;
  dp_pace_file_try_lock (self);

  /* Where somebody else has the new one by now, the old one is as good as none. */
  if (self->fd == -1)
    self->fd = old_fd;
  else
    close (old_fd);
}

/**
 * dp_pace_file_write:
 * @self: a locked file
 * @pace: what to write
 *
 * Best effort: the process that writes has the same in memory. A file that was deleted
 * is made anew.
 */
void
dp_pace_file_write (DpPaceFile   *self,
                    const DpPace *pace)
{
  g_autofree char *text = NULL;
  gsize            length = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (pace != NULL);

  if (self->fd == -1)
    return;

  if (is_deleted (self->fd))
    make_anew (self);

  text = g_strdup_printf ("[" GROUP "]\n"
                          "next=%" G_GINT64_FORMAT "\n"
                          "busy-until=%" G_GINT64_FORMAT "\n"
                          "side-busy-until=%" G_GINT64_FORMAT "\n",
                          pace->next_us, pace->busy_until_us, pace->side_busy_until_us);
  length = strlen (text);

  if (pwrite (self->fd, text, length, 0) != (gssize)length ||
      ftruncate (self->fd, (off_t)length) != 0)
    g_debug ("The pace could not be written: %s: %s", self->path, g_strerror (errno));
}
