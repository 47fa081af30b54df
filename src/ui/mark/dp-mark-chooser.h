/* dp-mark-chooser.h: which tags or collections some papers have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "library/mark/dp-mark-share-query.h"

G_BEGIN_DECLS

#define DP_TYPE_MARK_CHOOSER (dp_mark_chooser_get_type ())

/**
 * DpMarkChooser:
 *
 * A dialog for some papers: a name that is typed is added with Enter, and each that there
 * is can be switched on or off for all of them; one that only some have says so. It
 * changes nothing itself and holds no button to confirm. Signals:
 *
 * - `toggled (gint64 id, const char *name, gboolean state)`
 * - `created (const char *name)`: of a name that there is not yet
 */
G_DECLARE_FINAL_TYPE (DpMarkChooser, dp_mark_chooser, DP, MARK_CHOOSER, AdwWindow)

GtkWidget *dp_mark_chooser_new         (DpMarkShareKind kind,
                                        guint           n_papers) G_GNUC_WARN_UNUSED_RESULT;
void       dp_mark_chooser_set_choices (DpMarkChooser *self,
                                        GPtrArray     *shares);

G_END_DECLS
