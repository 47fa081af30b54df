/* dp-import-dialog.h: files on their way into the library, as a person sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DP_TYPE_IMPORT_DIALOG (dp_import_dialog_get_type ())

/**
 * DpImportDialog:
 *
 * Shows how far an import is, what the files hold, and what became of them. It knows
 * nothing of files: who opens it tells it each line. Signal `import-requested`: the
 * files that are shown are to be imported. To close it is to cancel.
 */
G_DECLARE_FINAL_TYPE (DpImportDialog, dp_import_dialog, DP, IMPORT_DIALOG, AdwWindow)

GtkWidget *dp_import_dialog_new           (void) G_GNUC_WARN_UNUSED_RESULT;
/* @fraction is negative when nobody knows. */
void       dp_import_dialog_show_progress (DpImportDialog *self,
                                           const char     *text,
                                           double          fraction);
/* Drops what was added. It is shown when everything else is. */
void       dp_import_dialog_clear         (DpImportDialog *self);
void       dp_import_dialog_add_file      (DpImportDialog *self,
                                           const char     *name,
                                           const char     *description);
void       dp_import_dialog_add_fact      (DpImportDialog *self,
                                           const char     *label,
                                           const char     *value);
void       dp_import_dialog_add_problem   (DpImportDialog *self,
                                           const char     *text);
void       dp_import_dialog_ask           (DpImportDialog *self,
                                           gboolean        may_import);
void       dp_import_dialog_show_report   (DpImportDialog *self);

G_END_DECLS
