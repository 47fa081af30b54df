/* dp-restore-dialog.h: which backup is to be restored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DP_TYPE_RESTORE_DIALOG (dp_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (DpRestoreDialog, dp_restore_dialog, DP, RESTORE_DIALOG, AdwWindow)

/* Signals: `chosen (const char *uri)`: a copy that was added; `file-requested`: another file.
 * The dialog is gone then. */

GtkWidget *dp_restore_dialog_new      (void) G_GNUC_WARN_UNUSED_RESULT;
/* A copy from before a restore, else one of a day. */
void       dp_restore_dialog_add_copy (DpRestoreDialog *self,
                                       const char      *uri,
                                       gboolean         is_replaced,
                                       const char      *title,
                                       const char      *subtitle);

G_END_DECLS
