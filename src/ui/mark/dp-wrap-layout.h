/* dp-wrap-layout.h: children beside each other, in as many lines as they need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_WRAP_LAYOUT (dp_wrap_layout_get_type ())

/**
 * DpWrapLayout:
 *
 * Gives each child its natural width and begins another line where there is no room.
 * GtkFlowBox would make columns of them, and AdwWrapBox is newer than our floor.
 */
G_DECLARE_FINAL_TYPE (DpWrapLayout, dp_wrap_layout, DP, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *dp_wrap_layout_new (int spacing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
