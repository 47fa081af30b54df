/* dp-keeping.h: backing up a library, and having a backup back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/keep/dp-copies.h"
#include "service/dp-progress.h"

G_BEGIN_DECLS

/* `daily-papers-2026-11-21.dpbackup` */
char         *dp_keeping_dup_file_name       (void) G_GNUC_WARN_UNUSED_RESULT;

/* In bytes of no unit that means anything: only their ratio does. */
void          dp_keeping_back_up_async       (DpLibrary          *library,
                                              GFile              *file,
                                              GCancellable       *cancellable,
                                              DpProgressFunc      progress,
                                              gpointer            progress_data,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
DpBackupInfo *dp_keeping_back_up_finish      (DpLibrary    *library,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is in a backup, before it is restored. */
void          dp_keeping_inspect_async       (DpLibrary          *library,
                                              GFile              *file,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
DpBackupInfo *dp_keeping_inspect_finish      (DpLibrary    *library,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void          dp_keeping_restore_async       (DpLibrary          *library,
                                              GFile              *file,
                                              GCancellable       *cancellable,
                                              DpProgressFunc      progress,
                                              gpointer            progress_data,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
/* The path of what the library held before. */
char         *dp_keeping_restore_finish      (DpLibrary    *library,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void          dp_keeping_list_copies_async   (DpLibrary          *library,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
GPtrArray    *dp_keeping_list_copies_finish  (DpLibrary    *library,
                                              GAsyncResult *result,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The preference; where there are no preferences it is on. */
gboolean      dp_keeping_wants_copies        (void);
void          dp_keeping_copy_today_async    (DpLibrary          *library,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
gboolean      dp_keeping_copy_today_finish   (DpLibrary       *library,
                                              GAsyncResult    *result,
                                              DpCopiesOutcome *out_outcome,
                                              GError         **error);

G_END_DECLS
