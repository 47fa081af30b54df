/* dp-tag-store.h: tagging papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/mark/dp-mark-change.h"

G_BEGIN_DECLS

/* All run on the writer thread, in one transaction that is synced to disk (FULL) before
 * they finish. A name is any that dp_name_normalize() accepts, else a #DpNameError; it
 * stands for the tag of that name in any case. Tags are there while a paper has them. */

/* Gives papers a tag or takes it from them; those that are not there are passed over. */
void          dp_tag_store_set_async     (DpLibrary          *library,
                                          const char         *name,
                                          const guint32      *rowids,
                                          gsize               n_rowids,
                                          gboolean            state,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
DpMarkChange *dp_tag_store_set_finish    (DpLibrary    *library,
                                          GAsyncResult *result,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives all papers of a tag another in its stead: where that one is there already, both
 * become one. %DP_LIBRARY_ERROR_NOT_FOUND when no paper has it. */
void          dp_tag_store_rename_async  (DpLibrary          *library,
                                          const char         *name,
                                          const char         *new_name,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
DpMarkChange *dp_tag_store_rename_finish (DpLibrary    *library,
                                          GAsyncResult *result,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes a tag from all papers that have it. */
void          dp_tag_store_remove_async  (DpLibrary          *library,
                                          const char         *name,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
DpMarkChange *dp_tag_store_remove_finish (DpLibrary    *library,
                                          GAsyncResult *result,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
