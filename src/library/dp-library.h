/* dp-library.h: the database file with all of a user's papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "library/dp-change-set.h"

G_BEGIN_DECLS

/**
 * DpLibraryError:
 * @DP_LIBRARY_ERROR_FAILED: anything that SQLite reports and no other code names
 * @DP_LIBRARY_ERROR_DAMAGED: the file is no database, or a broken one
 * @DP_LIBRARY_ERROR_NEWER: it was written by a newer version of the program; untouched
 * @DP_LIBRARY_ERROR_READ_ONLY: the folder or file cannot be written
 * @DP_LIBRARY_ERROR_FULL: the disk is full; what was being written was taken back
 * @DP_LIBRARY_ERROR_LOCKED: another program holds it for too long
 * @DP_LIBRARY_ERROR_NOT_FOUND: no such paper, topic or collection
 * @DP_LIBRARY_ERROR_EXISTS: a topic or collection of that name exists
 * @DP_LIBRARY_ERROR_CANNOT_OPEN: the file cannot be opened or made
 * @DP_LIBRARY_ERROR_REPLACED: a backup was restored after the write was asked for, so that
 *   it is not known any more what it was meant for; nothing was written
 * @DP_LIBRARY_ERROR_TOO_LARGE: a text that is longer than the library keeps
 * @DP_LIBRARY_ERROR_CHANGED: what was to be undone was changed since
 */
typedef enum
{
  DP_LIBRARY_ERROR_FAILED,
  DP_LIBRARY_ERROR_DAMAGED,
  DP_LIBRARY_ERROR_NEWER,
  DP_LIBRARY_ERROR_READ_ONLY,
  DP_LIBRARY_ERROR_FULL,
  DP_LIBRARY_ERROR_LOCKED,
  DP_LIBRARY_ERROR_NOT_FOUND,
  DP_LIBRARY_ERROR_EXISTS,
  DP_LIBRARY_ERROR_CANNOT_OPEN,
  DP_LIBRARY_ERROR_REPLACED,
  DP_LIBRARY_ERROR_TOO_LARGE,
  DP_LIBRARY_ERROR_CHANGED,
} DpLibraryError;

#define DP_LIBRARY_ERROR (dp_library_error_quark ())
GQuark dp_library_error_quark (void);

#define DP_TYPE_LIBRARY (dp_library_get_type ())

G_DECLARE_FINAL_TYPE (DpLibrary, dp_library, DP, LIBRARY, GObject)

/* `$DAILY_PAPERS_LIBRARY`, else `$XDG_DATA_HOME/daily-papers/library.db`. */
char       *dp_library_dup_default_path (void) G_GNUC_WARN_UNUSED_RESULT;

/* Opens, creates or migrates; blocks. May be called on any thread, and the
 * library then belongs to the thread that calls dp_library_watch(). A folder
 * that cannot be written gives a read-only library where no -wal lies beside the
 * file (see dp_library_is_read_only()), else %DP_LIBRARY_ERROR_READ_ONLY. */
DpLibrary  *dp_library_open             (const char *path,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Finishes the writes that are queued, then closes. Must be called before the
 * last reference is dropped. */
void        dp_library_close            (DpLibrary *self);

const char *dp_library_get_path         (DpLibrary *self);
gboolean    dp_library_is_read_only     (DpLibrary *self);
/* How often a backup took the library's place, by whomever; -1 when it cannot be read.
 * Where it grew, numbers of papers and topics that somebody remembers mean nothing. On the
 * thread that owns the library. */
int         dp_library_count_restored   (DpLibrary *self);

/* For a process that a person looks at: long writes pause between their short
 * transactions, changes of this and of other processes are looked for every
 * 500 ms and after each write of ours, and told on the calling thread's main
 * context by the signal `changed (DpChangeSet *changes)`. */
void        dp_library_watch            (DpLibrary *self);

/* Renames a damaged library, its -wal and -shm together to names that say so
 * (`library.db.damaged-20261121T061200Z`); nothing is deleted. Alone with the
 * file only: fails with %DP_LIBRARY_ERROR_LOCKED while another process has it. */
char       *dp_library_set_aside        (const char *path,
                                         GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Verifies the whole file and repairs what is derived (search index, counts,
 * orders on disk). Runs on the writer thread.
 * Finish returns (element-type utf8) one sentence for each thing that was
 * repaired, or in a read-only library should be; empty when sound; an error when
 * something cannot be repaired. */
void        dp_library_check_async      (DpLibrary          *self,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GPtrArray  *dp_library_check_finish     (DpLibrary    *self,
                                         GAsyncResult *result,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
