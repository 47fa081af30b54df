/* dp-archive-store.h: taking into a library what a file holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-archive.h"

G_BEGIN_DECLS

/* What became of the papers of one import; it may be stored in many parts. */
typedef struct _DpArchiveTally DpArchiveTally;

DpArchiveTally *dp_archive_tally_new             (void) G_GNUC_WARN_UNUSED_RESULT;
DpArchiveTally *dp_archive_tally_ref             (DpArchiveTally *self);
void            dp_archive_tally_unref           (DpArchiveTally *self);
/* Distinct papers, each in one of the three. */
guint           dp_archive_tally_get_n_new       (DpArchiveTally *self);
guint           dp_archive_tally_get_n_enriched  (DpArchiveTally *self);
guint           dp_archive_tally_get_n_unchanged (DpArchiveTally *self);
/* Whether nothing at all was written. */
gboolean        dp_archive_tally_is_unchanged    (DpArchiveTally *self);
/* Marks of papers that the library does not have. */
guint           dp_archive_tally_get_n_lost      (DpArchiveTally *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpArchiveTally, dp_archive_tally_unref)

/* Unites @entries (element-type DpArchiveEntry) with the library, in transactions of
 * at most 100 with marks let in between; @tally is not to be read meanwhile. Cancelling
 * keeps the transactions that are done. */
void     dp_archive_store_async  (DpLibrary          *library,
                                  GPtrArray          *entries,
                                  DpArchiveTally     *tally,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean dp_archive_store_finish (DpLibrary    *library,
                                  GAsyncResult *result,
                                  GError      **error);

/* Has what was stored synced to the disk. */
void     dp_archive_store_sync_async  (DpLibrary          *library,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean dp_archive_store_sync_finish (DpLibrary    *library,
                                       GAsyncResult *result,
                                       GError      **error);

G_END_DECLS
