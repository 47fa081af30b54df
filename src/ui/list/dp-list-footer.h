/* dp-list-footer.h: how old a list is, and how its refresh goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/dp-refresh-progress.h"

G_BEGIN_DECLS

#define DP_TYPE_LIST_FOOTER (dp_list_footer_get_type ())

/**
 * DpListFooter:
 *
 * Shows a bar and what is waited for while a refresh runs, and otherwise how old the
 * list is and what went wrong. Takes no room when there is nothing to say.
 */
G_DECLARE_FINAL_TYPE (DpListFooter, dp_list_footer, DP, LIST_FOOTER, GtkWidget)

GtkWidget *dp_list_footer_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void       dp_list_footer_set_progress (DpListFooter      *self,
                                        DpRefreshProgress *progress);
void       dp_list_footer_set_state    (DpListFooter *self,
                                        const char   *state,
                                        gboolean      is_problem);

G_END_DECLS
