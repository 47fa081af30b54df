/* dp-import-library.c: a library's file as the lines of an export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-library-lines.h"
#include "library/archive/dp-archive-reader.h"
#include "library/keep/dp-backup.h"
#include "service/import/dp-import-file-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* A backup, or the file of another library, is united with this one the way its export is:
 * a copy of it is verified, brought to this version and written as lines into a file that
 * has no name any more when it is read. So neither is ever in memory as a whole. */

/* "Database File Format", the header. */
#define MAGIC "SQLite format 3"

#define BUFFER_BYTES (256 * 1024)

/**
 * dp_import_is_library:
 * @path: (type filename): a file
 *
 * Returns: whether it is a database
 */
gboolean
dp_import_is_library (const char *path)
{
  char  head[sizeof MAGIC] = "";
  FILE *file = NULL;
  gsize n_read = 0;

  /* What is taken out of a pipe to look at it is gone. */
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    file = g_fopen (path, "re");
  if (file == NULL)
    return FALSE;

  n_read = fread (head, 1, sizeof head, file);
  fclose (file);

  return n_read == sizeof head && memcmp (head, MAGIC, sizeof head) == 0;
}

static gboolean
write_entry (const DpArchiveEntry *entry,
             gpointer              user_data,
             GError              **error)
{
  g_autofree char *line = dp_library_lines_format (entry);

  return g_output_stream_write_all (user_data, line, strlen (line), NULL, NULL, error);
}

static gboolean
write_lines (const char   *staged_path,
             const char   *lines_path,
             GCancellable *cancellable,
             GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (lines_path);
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, cancellable, error);
  g_autoptr (GOutputStream) buffer = NULL;

  if (stream == NULL)
    return FALSE;

  buffer = g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (stream), BUFFER_BYTES);

  return dp_archive_reader_run_staged (staged_path, write_entry, buffer, cancellable, error) &&
         g_output_stream_close (buffer, cancellable, error);
}

/* Not where temporary files usually are: that may be memory. */
static char *
make_folder (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "daily-papers", NULL);
  g_autofree char *folder = g_build_filename (parent, "import-XXXXXX", NULL);

  if (g_mkdir_with_parents (parent, 0700) == 0 && g_mkdtemp (folder) != NULL)
    return g_steal_pointer (&folder);

  g_set_error (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_READ, _("The folder “%s” cannot be written: %s."), parent, g_strerror (errno));
  return NULL;
}

static GBytes *
map_lines (const char   *path,
           const char   *folder,
           GCancellable *cancellable,
           GError      **error)
{
  g_autofree char *staged_path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *lines_path = g_build_filename (folder, "lines", NULL);
  g_autoptr (GMappedFile) mapped = NULL;

  if (dp_backup_stage (path, staged_path, NULL, NULL, cancellable, error) &&
      write_lines (staged_path, lines_path, cancellable, error))
    mapped = g_mapped_file_new (lines_path, FALSE, error);

  dp_backup_remove (staged_path);
  g_unlink (lines_path);

  return mapped != NULL ? g_mapped_file_get_bytes (mapped) : NULL;
}

/**
 * dp_import_load_library:
 * @path: (type filename): a database
 * @cancellable: (nullable): gives up
 * @error: return location for a #DpImportError, a #GIOError
 *
 * Reads a library, a backup of one, of this version or an older one. Blocks.
 *
 * Returns: (transfer full) (nullable): its export, mapped
 */
GBytes *
dp_import_load_library (const char   *path,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_autofree char *folder = make_folder (error);
  g_autoptr (GError) local_error = NULL;
  GBytes *bytes = NULL;

  if (folder == NULL)
    return NULL;

  bytes = map_lines (path, folder, cancellable, &local_error);
  g_rmdir (folder);

  /* It is about the file, and not about the library that it was to come into. */
  if (local_error != NULL && local_error->domain == DP_LIBRARY_ERROR)
    g_set_error_literal (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_READ, local_error->message);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return bytes;
}
