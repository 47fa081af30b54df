/* dp-sidebar-heading.h: the name of some lists in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_SIDEBAR_HEADING (dp_sidebar_heading_get_type ())

/**
 * DpSidebarHeading:
 *
 * A name above lists, which can fold them when dp_sidebar_heading_set_foldable() was
 * called, and a button at its end when dp_sidebar_heading_set_button() was. Property
 * `expanded` (boolean): whether what is below it is shown.
 */
G_DECLARE_FINAL_TYPE (DpSidebarHeading, dp_sidebar_heading, DP, SIDEBAR_HEADING, GtkWidget)

GtkWidget *dp_sidebar_heading_new          (const char *title) G_GNUC_WARN_UNUSED_RESULT;
void       dp_sidebar_heading_set_foldable (DpSidebarHeading *self,
                                            const char       *label);
void       dp_sidebar_heading_set_button   (DpSidebarHeading *self,
                                            const char       *icon_name,
                                            const char       *label,
                                            const char       *action);

G_END_DECLS
