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

/* Remembers a file that was stored as a whole, so that it needs not be read again, and
 * with @has_marks has everything that was stored so far synced to the disk. @digest
 * identifies its content; @contents, which may be %NULL to remember nothing, is the
 * caller's. */
void     dp_archive_store_conclude_async  (DpLibrary          *library,
                                           const char         *digest,
                                           const char         *contents,
                                           gboolean            has_marks,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
gboolean dp_archive_store_conclude_finish (DpLibrary    *library,
                                           GAsyncResult *result,
                                           GError      **error);

/* What was remembered of a file; %NULL without an error when it was not. On the thread
 * that owns the library. */
char    *dp_archive_store_recall          (DpLibrary  *library,
                                           const char *digest,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
