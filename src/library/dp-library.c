/* dp-library.c: the database file with all of a user's papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-library.h"

#include "library/dp-change-set-private.h"
#include "library/dp-library-private.h"
#include "library/dp-library-struct.h"
#include "library/schema/dp-library-schema.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* How often an open window looks for what other processes changed. */
#define LOOK_INTERVAL_US (500 * G_TIME_SPAN_MILLISECOND)

/* The rest between two transactions of a long write while a window is open. */
#define WATCHED_PAUSE_MS 20

/**
 * DpLibrary:
 *
 * The room of everything that knows SQL. A library is one file; this object holds
 * three connections to it:
 *
 * - the writer's, on a thread of its own, through which everything is written, one
 *   short transaction after the other;
 * - the reader's, on a thread of its own, for queries over whole lists;
 * - the owner's, on the thread that made the library, for short queries.
 *
 * Because the file is in WAL mode, the readers never wait for the writer. Other
 * processes may use the file at the same time; what anybody changes is told in the
 * table `change`.
 *
 * The other files of this folder are functions over the three: `dp-*-store` write,
 * `dp-*-query` read, `dp-order` and `dp-listing` are the lists.
 */
G_DEFINE_FINAL_TYPE (DpLibrary, dp_library, G_TYPE_OBJECT)

G_DEFINE_QUARK (dp_library_error, dp_library_error)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
set_errno_error (const char *sentence,
                 int         saved_errno,
                 GError    **error)
{
  DpLibraryError code = DP_LIBRARY_ERROR_CANNOT_OPEN;

  if (saved_errno == EACCES || saved_errno == EPERM || saved_errno == EROFS)
    code = DP_LIBRARY_ERROR_READ_ONLY;
  else if (saved_errno == ENOSPC || saved_errno == EDQUOT)
    code = DP_LIBRARY_ERROR_FULL;

  g_set_error (error, DP_LIBRARY_ERROR, code, "%s (%s)", sentence, g_strerror (saved_errno));
  return FALSE;
}

static gboolean
make_folder (const char *path,
             GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  return set_errno_error (_("The folder of the library cannot be made."), errno, error);
}

/* SQLite makes files beside the library, so the folder matters as much as the file. */
static gboolean
can_write (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (folder, W_OK) == 0 &&
         (g_access (path, F_OK) != 0 || g_access (path, W_OK) == 0);
}

/* From now on what is asked for is meant for the library as it is now. */
static gboolean
know_restored (DpLibrary *self,
               GError   **error)
{
  int n_restored = 0;

  if (!dp_library_read_restored (self->database, &n_restored, error))
    return FALSE;

  g_atomic_int_set (&self->n_restored, n_restored);
  return TRUE;
}

static gboolean
read_position (DpLibrary *self,
               GError   **error)
{
  return know_restored (self, error) &&
         dp_database_get_int64 (self->database, &self->data_version, error, "PRAGMA data_version", "") &&
         dp_database_get_int64 (self->database, &self->generation, error, "SELECT generation FROM meta", "") &&
         dp_change_log_get_last (self->database, &self->last_seq, error);
}

static gboolean
open_readers (DpLibrary     *self,
              DpDatabaseMode mode,
              GError       **error)
{
  g_autoptr (DpDatabase) reader = NULL;

  self->database = dp_database_open (self->path, mode, error);
  if (self->database == NULL ||
      !dp_library_schema_check_readable (self->database, error) ||
      !read_position (self, error))
    return FALSE;

  reader = dp_database_open (self->path, mode, error);
  if (reader == NULL)
    return FALSE;

  self->reader = dp_worker_new ("dp-reader", g_steal_pointer (&reader));

  return TRUE;
}

/* A file without a -wal can be read without writing anything beside it. */
static gboolean
open_read_only (DpLibrary *self,
                GError   **error)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);

  self->is_read_only = TRUE;

  if (g_access (self->path, F_OK) != 0)
    return set_errno_error (_("The library cannot be made here."), EROFS, error);

  if (g_access (wal, F_OK) == 0)
    {
      g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY,
                           _("The library was not closed properly and its folder is read-only, "
                             "so it cannot be opened."));
      return FALSE;
    }

  return open_readers (self, DP_DATABASE_IMMUTABLE, error);
}

static gboolean
open_writable (DpLibrary *self,
               GError   **error)
{
  g_autoptr (DpDatabase) writer = dp_database_open (self->path, DP_DATABASE_READ_WRITE, error);

  if (writer == NULL)
    return FALSE;

  if (dp_database_is_read_only (writer))
    return open_read_only (self, error);

  /* The schema first: a newer library is left as it is. */
  if (!dp_library_schema_prepare (writer, self->path, error) ||
      !dp_database_execute (writer, "PRAGMA journal_mode = WAL; PRAGMA cache_size = -16000", error) ||
      !open_readers (self, DP_DATABASE_READ_ONLY, error))
    return FALSE;

  dp_database_set_checkpoint_on_close (writer, TRUE);
  self->writer = dp_worker_new ("dp-writer", g_steal_pointer (&writer));

  return TRUE;
}

static DpChangeSet *
read_changes (DpLibrary *self,
              GError   **error)
{
  gint64 version = 0;
  gint64 generation = 0;

  if (!dp_database_get_int64 (self->database, &version, error, "PRAGMA data_version", ""))
    return NULL;

  if (version == self->data_version)
    return NULL;

  self->data_version = version;
  if (!dp_database_get_int64 (self->database, &generation, error, "SELECT generation FROM meta", ""))
    return NULL;

  if (generation != self->generation)
    {
      self->generation = generation;
      return know_restored (self, error) && dp_change_log_get_last (self->database, &self->last_seq, error)
               ? dp_change_set_new_complete_reload ()
               : NULL;
    }

  return dp_change_log_read (self->database, self->last_seq, &self->last_seq, error);
}

static void
look (DpLibrary *self)
{
  g_autoptr (DpChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;

  if (self->database == NULL)
    return;

  changes = read_changes (self, &error);
  if (error != NULL)
    {
      /* What cannot be read now will be told at a later look. */
      g_debug ("Cannot look for changes: %s", error->message);
      self->data_version = -1;
    }
  else if (changes != NULL && dp_change_set_get_fields (changes) != 0)
    {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
    }
}

static gboolean
look_cb (gpointer user_data)
{
  g_autoptr (DpLibrary) self = g_weak_ref_get (user_data);

  if (self != NULL)
    look (self);

  return G_SOURCE_CONTINUE;
}

/* The writer makes the source ready at once by setting its time to zero. */
static gboolean
dispatch_look (GSource    *source,
               GSourceFunc callback,
               gpointer    user_data)
{
  g_source_set_ready_time (source, g_source_get_time (source) + LOOK_INTERVAL_US);

  return callback (user_data);
}

static GSourceFuncs look_source_funcs = {
  .dispatch = dispatch_look,
};

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
dp_library_finalize (GObject *object)
{
  DpLibrary *self = DP_LIBRARY (object);

  /* Threads cannot be waited for wherever the last reference happens to go. */
  g_assert (self->reader == NULL && self->writer == NULL);

  g_clear_pointer (&self->database, dp_database_close);
  g_free (self->path);

  G_OBJECT_CLASS (dp_library_parent_class)->finalize (object);
}

static void
dp_library_class_init (DpLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_library_finalize;

  /**
   * DpLibrary::changed:
   * @self: the library
   * @changes: what this process or another changed since the signal before
   *
   * Emitted on the thread that called dp_library_watch().
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", DP_TYPE_LIBRARY, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, DP_TYPE_CHANGE_SET);
}

static void
dp_library_init (DpLibrary *self)
{
  self->log_length = DP_CHANGE_LOG_KEPT;
}

/**
 * dp_library_open:
 * @path: (type filename): the file; its folder is made when missing
 * @error: return location for a #DpLibraryError
 *
 * Opens a library, makes a new one, or brings an old one to this version's format
 * after keeping a copy. Blocks: milliseconds at any size, except for the last.
 *
 * Where the file or its folder cannot be written, and no -wal lies beside it, the
 * library is read-only.
 *
 * Returns: (transfer full) (nullable): the library, for dp_library_close()
 */
DpLibrary *
dp_library_open (const char *path,
                 GError    **error)
{
  g_autoptr (DpLibrary) self = NULL;
  gboolean opened = FALSE;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (DP_TYPE_LIBRARY, NULL);
  self->path = g_canonicalize_filename (path, NULL);

  if (!make_folder (self->path, error))
    return NULL;

  opened = can_write (self->path) ? open_writable (self, error) : open_read_only (self, error);
  if (!opened)
    {
      dp_library_close (self);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * dp_library_close:
 * @self: a library
 *
 * Does the writes that are queued, gives up the reads, waits for both threads and
 * closes the file. Blocks. What is asked afterwards fails with %G_IO_ERROR_CLOSED.
 * On the thread that owns the library.
 */
void
dp_library_close (DpLibrary *self)
{
  GSource *look_source = NULL;

  g_return_if_fail (DP_IS_LIBRARY (self));

  /* The writer last: the last connection to close moves the -wal into the file,
   * and the others may not write. */
  if (self->reader != NULL)
    dp_worker_stop (g_steal_pointer (&self->reader), FALSE);
  g_clear_pointer (&self->database, dp_database_close);
  if (self->writer != NULL)
    dp_worker_stop (g_steal_pointer (&self->writer), TRUE);

  look_source = g_atomic_pointer_get (&self->look_source);
  g_atomic_pointer_set (&self->look_source, NULL);
  if (look_source != NULL)
    {
      g_source_destroy (look_source);
      g_source_unref (look_source);
    }
}

const char *
dp_library_get_path (DpLibrary *self)
{
  g_return_val_if_fail (DP_IS_LIBRARY (self), NULL);

  return self->path;
}

gboolean
dp_library_is_read_only (DpLibrary *self)
{
  g_return_val_if_fail (DP_IS_LIBRARY (self), FALSE);

  return self->is_read_only;
}

/**
 * dp_library_count_restored:
 * @self: a library
 *
 * Returns: how often a backup took its place; -1 when it is closed or cannot be read
 */
int
dp_library_count_restored (DpLibrary *self)
{
  int n_restored = -1;

  g_return_val_if_fail (DP_IS_LIBRARY (self), -1);

  if (self->database != NULL)
    dp_library_read_restored (self->database, &n_restored, NULL);

  return n_restored;
}

/**
 * dp_library_watch:
 * @self: a library
 *
 * Emits #DpLibrary::changed from now on, with everything since the library was
 * opened, and makes long writes pause between their transactions. Once.
 */
void
dp_library_watch (DpLibrary *self)
{
  GSource  *source = NULL;
  GWeakRef *weak_ref = NULL;

  g_return_if_fail (DP_IS_LIBRARY (self));
  g_return_if_fail (self->look_source == NULL);

  if (self->writer == NULL)
    return;

  weak_ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak_ref, self);
  source = g_source_new (&look_source_funcs, sizeof (GSource));
  g_source_set_static_name (source, "[daily-papers] look for changes");
  g_source_set_callback (source, look_cb, weak_ref, weak_ref_free);
  g_source_set_ready_time (source, 0);
  g_source_attach (source, g_main_context_get_thread_default ());

  g_atomic_pointer_set (&self->look_source, source);
  dp_worker_set_pause (self->writer, WATCHED_PAUSE_MS);
}

DpDatabase *
dp_library_get_database (DpLibrary *self,
                         GError   **error)
{
  if (self->database == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The library is closed."));

  return self->database;
}

/* First stored never falls from one rowid to the next, so it is found by halving,
 * in some twenty look-ups at any size. */
gboolean
dp_library_find_first_since (DpDatabase *database,
                             DpTime      since,
                             gint64     *out_rowid,
                             GError    **error)
{
  gint64 low = 1;
  gint64 high = 0;

  if (!dp_database_get_int64 (database, &high, error, "SELECT max (id) FROM paper", ""))
    return FALSE;

  high++;
  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;
      gint64 first = high;

      if (!dp_database_get_int64 (database, &first, error,
                                  "SELECT id FROM paper WHERE id >= ?1 AND first_stored < ?2 "
                                  "AND id = (SELECT min (id) FROM paper WHERE id >= ?1)",
                                  "ll", middle, since))
        return FALSE;

      if (first < high)
        low = first + 1;
      else
        high = middle;
    }

  *out_rowid = low;
  return TRUE;
}

void
dp_library_set_log_length (DpLibrary *self,
                           guint      n_kept)
{
  self->log_length = n_kept;
}
