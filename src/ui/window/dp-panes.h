/* dp-panes.h: three panes beside each other, or one at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  DP_PANE_SIDEBAR,
  DP_PANE_LIST,
  DP_PANE_READER,
} DpPane;

#define DP_PANE_N_PANES (DP_PANE_READER + 1)

#define DP_TYPE_PANES (dp_panes_get_type ())

/**
 * DpPanes:
 *
 * Properties: `sidebar`, `list` and `reader` (GtkWidget), `sidebar-width` and
 * `reader-width` (int, what the user wants; the list takes the rest), `folded`
 * (read-only: there is room for one pane only), `visible-pane` (uint, a DpPane: the one
 * that is shown while folded).
 */
G_DECLARE_FINAL_TYPE (DpPanes, dp_panes, DP, PANES, GtkWidget)

GtkWidget *dp_panes_new              (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean   dp_panes_is_folded        (DpPanes *self);
DpPane     dp_panes_get_visible_pane (DpPanes *self);
void       dp_panes_set_visible_pane (DpPanes *self,
                                      DpPane   pane);
gboolean   dp_panes_go_back          (DpPanes *self);

G_END_DECLS
