/* dp-pane-divider.h: the line between two panes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_PANE_DIVIDER (dp_pane_divider_get_type ())

/**
 * DpPaneDivider:
 *
 * Can be dragged, or focused and moved with the arrow keys. Signals, both telling
 * what the user wants and not what happened:
 *
 * - `dragged (double x)`: to this place, in the coordinates of the parent
 * - `nudged (int delta)`: by this many pixels to the right, negative to the left
 */
G_DECLARE_FINAL_TYPE (DpPaneDivider, dp_pane_divider, DP, PANE_DIVIDER, GtkWidget)

GtkWidget *dp_pane_divider_new (const char *label) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
