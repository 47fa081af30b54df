/* dp-progress-dialog.h: something long is under way, and can be given up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Appears only when it takes long enough to be seen. Main thread. */
typedef struct _DpProgressDialog DpProgressDialog;

DpProgressDialog *dp_progress_dialog_new      (GtkWindow    *parent,
                                               const char   *heading,
                                               GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void              dp_progress_dialog_free     (DpProgressDialog *self);
void              dp_progress_dialog_set_done (DpProgressDialog *self,
                                               guint64           n_done,
                                               guint64           n_total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpProgressDialog, dp_progress_dialog_free)

G_END_DECLS
