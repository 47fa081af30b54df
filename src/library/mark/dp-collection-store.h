/* dp-collection-store.h: collections and what is in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/mark/dp-mark-change.h"

G_BEGIN_DECLS

/* All run on the writer thread, in one transaction that is synced to disk (FULL) before
 * they finish. A name is any that dp_name_normalize() accepts, else a #DpNameError; no
 * two collections have one name, without case. An id of none that is there gives
 * %DP_LIBRARY_ERROR_NOT_FOUND. */

/* Makes a collection after the others and puts papers into it.
 * %DP_LIBRARY_ERROR_EXISTS when one has its name. */
void          dp_collection_store_create_async  (DpLibrary          *library,
                                                 const char         *name,
                                                 const guint32      *rowids,
                                                 gsize               n_rowids,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
DpMarkChange *dp_collection_store_create_finish (DpLibrary    *library,
                                                 GAsyncResult *result,
                                                 gint64       *out_id,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts papers into a collection or takes them out; those that are not there are passed
 * over. */
void          dp_collection_store_set_async     (DpLibrary          *library,
                                                 gint64              id,
                                                 const guint32      *rowids,
                                                 gsize               n_rowids,
                                                 gboolean            state,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
DpMarkChange *dp_collection_store_set_finish    (DpLibrary    *library,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* %DP_LIBRARY_ERROR_EXISTS when another has that name. */
void          dp_collection_store_rename_async  (DpLibrary          *library,
                                                 gint64              id,
                                                 const char         *name,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
DpMarkChange *dp_collection_store_rename_finish (DpLibrary    *library,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Its papers stay in the library. */
void          dp_collection_store_remove_async  (DpLibrary          *library,
                                                 gint64              id,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
DpMarkChange *dp_collection_store_remove_finish (DpLibrary    *library,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Moves a collection to @position, from 0; past the end is the end. */
void          dp_collection_store_move_async    (DpLibrary          *library,
                                                 gint64              id,
                                                 guint               position,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
gboolean      dp_collection_store_move_finish   (DpLibrary    *library,
                                                 GAsyncResult *result,
                                                 GError      **error);

G_END_DECLS
