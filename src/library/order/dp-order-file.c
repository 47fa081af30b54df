/* dp-order-file.c: an order of all papers as a file beside the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-order-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* The files of `library.db` are `library.db.orders/title.asc` and so on: a header
 * and an array of rowids, mapped by whoever shows a list. A file is never changed,
 * let alone made shorter, while it has its name: a new one is written aside, synced
 * and renamed, so that a process that maps the old one keeps it, and one that dies
 * in between leaves the old one.
 *
 * The files hold nothing that the library does not: one that is missing, short,
 * foreign or damaged is as good as none, and a later one takes its place. So no
 * function here fails loudly because of what it read. */

#define MAGIC "DpOrder"
#define FORMAT_VERSION 1

/* In the byte order of the machine: on another one @format_version does not match. */
typedef struct
{
  char    magic[8];
  guint32 format_version;
  guint32 key_version;
  char    library_uuid[DP_ORDER_FILE_MAX_UUID];
  gint64  generation;
  gint64  seq;
  guint64 anchor;
  guint32 key;
  guint32 descending;
  guint32 n_rowids;
  guint32 reserved;
  guint64 rowids_sum;
  guint64 header_sum; /* of all before it */
} Header;

G_STATIC_ASSERT (sizeof (Header) == 112);
G_STATIC_ASSERT (sizeof (Header) % sizeof (guint64) == 0);

/* FNV-1a over four lanes of 32 bits, 1 ms for a million rowids: the disk's mistakes
 * are to be found, not an enemy's. */
static guint64
sum_up (const guint32 *words,
        gsize          n_words)
{
  const guint64 prime = G_GUINT64_CONSTANT (0x100000001b3);
  guint64       lanes[4] = { G_GUINT64_CONSTANT (0xcbf29ce484222325), 1, 2, 3 };
  guint64       sum = n_words;

  for (gsize i = 0; i < n_words; i++)
    lanes[i % 4] = (lanes[i % 4] ^ words[i]) * prime;
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    sum = (sum ^ lanes[i]) * prime;

  return sum;
}

static guint64
sum_up_header (const Header *header)
{
  return sum_up ((const guint32 *)header, G_STRUCT_OFFSET (Header, header_sum) / sizeof (guint32));
}

static char *
dup_folder (const char *library_path)
{
  return g_strconcat (library_path, ".orders", NULL);
}

/**
 * dp_order_file_dup_path:
 * @library_path: the path of a library
 * @key: what the order is sorted by
 * @descending: in which direction
 *
 * Returns: (transfer full): where the file of that order is, if there is one
 */
char *
dp_order_file_dup_path (const char *library_path,
                        DpSortKey   key,
                        gboolean    descending)
{
  g_autofree char *folder = dup_folder (library_path);
  g_autofree char *name = g_strconcat (dp_sort_key_to_string (key), descending ? ".desc" : ".asc", NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
fits (const Header       *header,
      const guint32      *rowids,
      gsize               n_rowids,
      const DpOrderStamp *expected)
{
  return memcmp (header->magic, MAGIC, sizeof header->magic) == 0 &&
         header->format_version == FORMAT_VERSION &&
         header->header_sum == sum_up_header (header) &&
         header->key_version == expected->key_version &&
         strncmp (header->library_uuid, expected->library_uuid, sizeof header->library_uuid) == 0 &&
         header->generation == expected->generation &&
         header->key == expected->key &&
         header->descending == (expected->descending ? 1 : 0) &&
         header->n_rowids == n_rowids &&
         header->rowids_sum == sum_up (rowids, n_rowids);
}

/**
 * dp_order_file_map:
 * @library_path: the path of a library
 * @expected: what the file must be of; its `seq` and `anchor` do not matter
 * @out_stamp: (out): @expected with the `seq` and `anchor` of the file; untouched without one
 *
 * Maps the file of an order when there is one that is whole and of this library.
 * The order may be older than the library: see @out_stamp. Reads the whole file
 * once, to be sure of it. Any thread; blocks for as long as the disk does.
 *
 * Returns: (transfer full) (nullable): the order; %NULL when it must be made anew
 */
DpOrder *
dp_order_file_map (const char         *library_path,
                   const DpOrderStamp *expected,
                   DpOrderStamp       *out_stamp)
{
  g_autofree char *path = NULL;
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) payload = NULL;
  const Header *header = NULL;
  gsize         n_rowids = 0;

  g_return_val_if_fail (library_path != NULL && expected != NULL && out_stamp != NULL, NULL);

  path = dp_order_file_dup_path (library_path, expected->key, expected->descending);
  file = g_mapped_file_new (path, FALSE, NULL);
  if (file == NULL || g_mapped_file_get_length (file) < sizeof *header)
    return NULL;

  header = (const Header *)(gconstpointer)g_mapped_file_get_contents (file);
  n_rowids = (g_mapped_file_get_length (file) - sizeof *header) / sizeof (guint32);
  if (g_mapped_file_get_length (file) != sizeof *header + n_rowids * sizeof (guint32) ||
      !fits (header, (const guint32 *)(header + 1), n_rowids, expected))
    return NULL;

  *out_stamp = *expected;
  out_stamp->seq = header->seq;
  out_stamp->anchor = header->anchor;

  bytes = g_mapped_file_get_bytes (file);
  payload = g_bytes_new_from_bytes (bytes, sizeof *header, n_rowids * sizeof (guint32));

  return dp_order_new_bytes (payload);
}

static void
fill_header (Header             *header,
             const DpOrderStamp *stamp,
             DpOrder            *order)
{
  memset (header, 0, sizeof *header);
  memcpy (header->magic, MAGIC, sizeof header->magic);
  header->format_version = FORMAT_VERSION;
  header->key_version = stamp->key_version;
  g_strlcpy (header->library_uuid, stamp->library_uuid, sizeof header->library_uuid);
  header->generation = stamp->generation;
  header->seq = stamp->seq;
  header->anchor = stamp->anchor;
  header->key = stamp->key;
  header->descending = stamp->descending ? 1 : 0;
  header->n_rowids = dp_order_get_length (order);
  header->rowids_sum = sum_up (dp_order_get_rowids (order), header->n_rowids);
  header->header_sum = sum_up_header (header);
}

static gboolean
set_error_from_errno (GError    **error,
                      const char *path,
                      int         saved_errno)
{
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               "%s: %s", path, g_strerror (saved_errno));

  return FALSE;
}

static gboolean
write_all (int           fd,
           gconstpointer data,
           gsize         size)
{
  const char *next = data;

  while (size > 0)
    {
      gssize n_written = write (fd, next, size);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      if (n_written > 0)
        {
          next += n_written;
          size -= n_written;
        }
    }

  return TRUE;
}

static gboolean
write_aside (const char   *path,
             const Header *header,
             DpOrder      *order,
             GError      **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  int saved_errno = 0;

  if (fd < 0)
    return set_error_from_errno (error, path, errno);

  if (!write_all (fd, header, sizeof *header) ||
      !write_all (fd, dp_order_get_rowids (order), header->n_rowids * sizeof (guint32)) ||
      fsync (fd) != 0)
    saved_errno = errno;
  if (close (fd) != 0 && saved_errno == 0)
    saved_errno = errno;

  return saved_errno == 0 || set_error_from_errno (error, path, saved_errno);
}

static gboolean
replace_file (const char         *path,
              const DpOrderStamp *stamp,
              DpOrder            *order,
              GError            **error)
{
  g_autofree char *aside = g_strconcat (path, ".new", NULL);
  gboolean         success = FALSE;
  Header           header;

  fill_header (&header, stamp, order);
  success = write_aside (aside, &header, order, error);
  if (success && g_rename (aside, path) != 0)
    success = set_error_from_errno (error, path, errno);
  if (!success)
    g_unlink (aside);

  return success;
}

static int
open_lock (const char *library_path,
           GError    **error)
{
  g_autofree char *path = g_strconcat (library_path, ".orders.lock", NULL);
  int              fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    {
      set_error_from_errno (error, path, errno);
    }
  else if (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      set_error_from_errno (error, path, errno);
      close (fd);
      return -1;
    }

  return fd;
}

/* Another process may have been here with a later one. */
static gboolean
has_newer (const char         *library_path,
           const DpOrderStamp *stamp)
{
  DpOrderStamp found = { 0 };
  g_autoptr (DpOrder) order = dp_order_file_map (library_path, stamp, &found);

  return order != NULL && found.seq >= stamp->seq;
}

/**
 * dp_order_file_write:
 * @library_path: the path of a library
 * @stamp: of what, and at which moment
 * @order: all papers in the order that @stamp names
 * @error: return location, domain %G_FILE_ERROR
 *
 * Gives an order its file, unless there is one as new. Only one process writes
 * at a time; where another one does now, %G_FILE_ERROR_AGAIN is returned at once.
 * Any thread; blocks until the file is safe on the disk.
 *
 * Returns: %FALSE when there is no such file now; a reader does well without
 */
gboolean
dp_order_file_write (const char         *library_path,
                     const DpOrderStamp *stamp,
                     DpOrder            *order,
                     GError            **error)
{
  g_autofree char *folder = dup_folder (library_path);
  g_autofree char *path = dp_order_file_dup_path (library_path, stamp->key, stamp->descending);
  gboolean         success = FALSE;
  int              lock = -1;

  if (g_mkdir (folder, 0700) != 0 && errno != EEXIST)
    return set_error_from_errno (error, folder, errno);

  lock = open_lock (library_path, error);
  if (lock < 0)
    return FALSE;

  success = has_newer (library_path, stamp) || replace_file (path, stamp, order, error);

  close (lock);

  return success;
}

/**
 * dp_order_file_remove:
 * @library_path: the path of a library
 * @key: what the order is sorted by
 * @descending: in which direction
 *
 * Removes the file of an order, so that one that seems newer but is wrong does not
 * stand in the way of the right one. Who has it mapped keeps it. Any thread.
 */
void
dp_order_file_remove (const char *library_path,
                      DpSortKey   key,
                      gboolean    descending)
{
  g_autofree char *path = dp_order_file_dup_path (library_path, key, descending);

  g_unlink (path);
}

/**
 * dp_order_file_remove_all:
 * @library_path: the path of a library
 *
 * Removes every order file, for instance because the library is being repaired.
 * Any thread.
 */
void
dp_order_file_remove_all (const char *library_path)
{
  for (DpSortKey key = 0; key < DP_SORT_N_KEYS; key++)
    {
      dp_order_file_remove (library_path, key, FALSE);
      dp_order_file_remove (library_path, key, TRUE);
    }
}
