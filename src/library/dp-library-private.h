/* dp-library-private.h: the threads and connections of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "library/dp-database.h"
#include "library/dp-library.h"
#include "model/dp-time.h"

G_BEGIN_DECLS

/* Reads on the reader thread. @data is the task's data: what is found goes there
 * and is taken in the finish function. Ends with %G_IO_ERROR_CANCELLED within a
 * millisecond of SQL after @cancellable; between two long stretches of other work
 * it should look at it. */
typedef gboolean (*DpReadFunc) (DpDatabase   *database,
                                gpointer      data,
                                GCancellable *cancellable,
                                GError      **error);

/* Writes on the writer thread, in a transaction that is committed when it returns
 * %TRUE and taken back otherwise. What it changes of papers it tells @log. Leaves
 * *@out_more %TRUE to be called again, in another transaction. */
typedef gboolean (*DpWriteFunc) (DpDatabase  *database,
                                 DpChangeLog *log,
                                 gpointer     data,
                                 gboolean    *out_more,
                                 GError     **error);

typedef enum
{
  DP_DURABILITY_NORMAL, /* a power cut may take it back; goes after the others */
  DP_DURABILITY_FULL,   /* on the disk when the task returns; goes first */
} DpDurability;

/* Each takes a task made by the caller (source object: the library; a source tag;
 * task data that both threads use in turn) and returns %TRUE through it, or the
 * error. The task's cancellable ends the work, and once it is done the result
 * holds. Any thread. */
void        dp_library_run_on_reader    (DpLibrary *self,
                                         GTask     *task,
                                         DpReadFunc func);
void        dp_library_run_on_writer    (DpLibrary   *self,
                                         GTask       *task,
                                         DpDurability durability,
                                         DpWriteFunc  func);
/* Without a transaction around it. */
typedef gboolean (*DpMaintenanceFunc) (DpDatabase *database,
                                       gpointer    data,
                                       GError    **error);
void        dp_library_run_maintenance  (DpLibrary        *self,
                                         GTask            *task,
                                         DpMaintenanceFunc func);

/* The read-only connection of the thread that owns the library, for short queries;
 * lent. %NULL with @error when the library was closed. */
DpDatabase *dp_library_get_database     (DpLibrary *self,
                                         GError   **error);

/* The first rowid that was stored at or after @since, beyond the last one when
 * there is none. */
gboolean    dp_library_find_first_since (DpDatabase *database,
                                         DpTime      since,
                                         gint64     *out_rowid,
                                         GError    **error);

/* For tests. */
void        dp_library_set_log_length   (DpLibrary *self,
                                         guint      n_kept);

G_END_DECLS
