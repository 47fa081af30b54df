/* dp-page-look.h: the system's fonts and colours, for a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_PAGE_LOOK (dp_page_look_get_type ())

/**
 * DpPageLook:
 *
 * What a page takes from the desktop, so that it looks at home in its window: the
 * user's font and its size, the window's colours, light or dark, high contrast.
 * Emits `changed ()` when any of it does, live.
 */
G_DECLARE_FINAL_TYPE (DpPageLook, dp_page_look, DP, PAGE_LOOK, GObject)

DpPageLook *dp_page_look_new             (GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;
double      dp_page_look_get_font_points (DpPageLook *self);
void        dp_page_look_get_background  (DpPageLook *self,
                                          GdkRGBA    *out_color);
char       *dp_page_look_dup_style       (DpPageLook *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
