/* dp-thumbnail-store.c: pictures kept on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/thumbnail/dp-thumbnail-store.h"

#include "formats/dp-png.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <utime.h>

/* A folder of the user's cache: whoever deletes it, or a file in it, costs nothing but
 * another request. A file is named by the digest of its address, so no name from
 * outside is used as a path, and appears whole or not at all. The ones that were
 * looked at longest ago go first when there are too many. */

#define SUFFIX ".image"

/* Room is made for some more at once, so that not every picture has to make its own. */
#define KEEP_OF_FULL(size) ((size) / 10 * 9)

typedef struct
{
  char   *path; /* (owned) */
  guint64 size;
  gint64  used_at;
} StoredFile;

static void
stored_file_free (StoredFile *self)
{
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoredFile, stored_file_free)

static char *
dup_path (const char *folder,
          const char *uri)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
  g_autofree char *name = g_strconcat (digest, SUFFIX, NULL);

  return g_build_filename (folder, name, NULL);
}

/* Looks no further than the head: pixels are decoded in WebKit's sandbox only. */
static gboolean
check_picture (GBytes  *bytes,
               GError **error)
{
  gsize         size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint32       width = 0;
  guint32       height = 0;

  if (!dp_png_read_size (data, size, &width, &height))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The file is no picture in PNG format."));
      return FALSE;
    }

  if (width > DP_THUMBNAIL_MAX_SIDE || height > DP_THUMBNAIL_MAX_SIDE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("The picture is too large: %u × %u pixels."), width, height);
      return FALSE;
    }

  return TRUE;
}

/**
 * dp_thumbnail_store_read:
 * @folder: (type filename): where pictures are kept
 * @uri: where the picture comes from
 * @error: return location for a #GFileError or #GIOError
 *
 * Reads a picture that was kept, and counts it as looked at now. A file that is no
 * picture any more is deleted. Blocks; any thread.
 *
 * Returns: (transfer full): the picture, or %NULL with @error set, %G_FILE_ERROR_NOENT
 *   when it was not kept
 */
GBytes *
dp_thumbnail_store_read (const char *folder,
                         const char *uri,
                         GError    **error)
{
  g_autofree char *path = dup_path (folder, uri);
  g_autoptr (GBytes) bytes = NULL;
  char *data = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &data, &size, error))
    return NULL;

  bytes = g_bytes_new_take (data, size);
  if (!check_picture (bytes, error))
    {
      g_unlink (path);
      return NULL;
    }

  g_utime (path, NULL);

  return g_steal_pointer (&bytes);
}

static GPtrArray *
list_stored (const char *folder)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify)stored_file_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autoptr (StoredFile) file = g_new0 (StoredFile, 1);
      GStatBuf status = { 0 };

      file->path = g_build_filename (folder, name, NULL);
      if (g_lstat (file->path, &status) != 0)
        continue;

      file->size = (guint64)status.st_size;
      file->used_at = status.st_mtime;
      g_ptr_array_add (files, g_steal_pointer (&file));
    }

  return g_steal_pointer (&files);
}

static int
compare_used_at (gconstpointer a,
                 gconstpointer b)
{
  const StoredFile *file_a = *(StoredFile *const *)a;
  const StoredFile *file_b = *(StoredFile *const *)b;

  return (file_a->used_at > file_b->used_at) - (file_a->used_at < file_b->used_at);
}

static void
make_room (const char *folder,
           guint64     max_stored)
{
  g_autoptr (GPtrArray) files = list_stored (folder);
  guint64 total = 0;

  for (guint i = 0; i < files->len; i++)
    total += ((StoredFile *)g_ptr_array_index (files, i))->size;

  if (total <= max_stored)
    return;

  g_ptr_array_sort (files, compare_used_at);
  for (guint i = 0; i < files->len && total > KEEP_OF_FULL (max_stored); i++)
    {
      const StoredFile *file = g_ptr_array_index (files, i);

      if (g_unlink (file->path) == 0)
        total -= file->size;
    }
}

/**
 * dp_thumbnail_store_write:
 * @folder: (type filename): where pictures are kept; made when needed
 * @uri: where the picture comes from
 * @bytes: what came
 * @max_stored: how many bytes all pictures may take; old ones are deleted
 * @error: return location for a #GFileError or #GIOError, %G_IO_ERROR_INVALID_DATA
 *   when @bytes are no picture, or one too large to draw
 *
 * Keeps a picture. Blocks; any thread.
 *
 * Returns: (transfer full): the picture, or %NULL with @error set
 */
GBytes *
dp_thumbnail_store_write (const char *folder,
                          const char *uri,
                          GBytes     *bytes,
                          guint64     max_stored,
                          GError    **error)
{
  g_autofree char *path = dup_path (folder, uri);
  gsize            size = 0;
  const char      *data = g_bytes_get_data (bytes, &size);

  if (!check_picture (bytes, error))
    return NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (path, data, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error))
    return NULL;

  make_room (folder, max_stored);

  return g_bytes_ref (bytes);
}
