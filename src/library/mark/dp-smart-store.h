/* dp-smart-store.h: searches that are kept under a name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/mark/dp-mark-change.h"

G_BEGIN_DECLS

/* All run on the writer thread, in one transaction that is synced to disk (FULL) before
 * they finish. A name is any that dp_name_normalize() accepts, else a #DpNameError; no
 * two collections have one name, without case, smart or not: %DP_LIBRARY_ERROR_EXISTS. A
 * search is one that dp_search_expression_check() accepts, else a #DpSearchError. An id
 * of none that is there gives %DP_LIBRARY_ERROR_NOT_FOUND. */

/* Keeps a search, after the others. */
void          dp_smart_store_create_async (DpLibrary          *library,
                                           const char         *name,
                                           const char         *search,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);

/* %NULL leaves the name, or the search, as it is. */
void          dp_smart_store_edit_async   (DpLibrary          *library,
                                           gint64              id,
                                           const char         *name,
                                           const char         *search,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);

void          dp_smart_store_remove_async (DpLibrary          *library,
                                           gint64              id,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);

/* Ends any of these. */
DpMarkChange *dp_smart_store_finish       (DpLibrary    *library,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
