/* dp-sidebar-row.h: one list in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/dp-place.h"

G_BEGIN_DECLS

#define DP_TYPE_SIDEBAR_ROW (dp_sidebar_row_get_type ())

/**
 * DpSidebarRow:
 *
 * The rows of topics, collections and tags have a menu, and keys that do the same; some
 * can be dragged, and papers dropped onto some. What that asks for goes to actions of the
 * application and the window. A name is edited in the row itself. Signals:
 *
 * - `edited (const char *name)`: this was typed in place of the name
 * - `edit-ended ()`: the name is shown again
 */
G_DECLARE_FINAL_TYPE (DpSidebarRow, dp_sidebar_row, DP, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget     *dp_sidebar_row_new         (const DpPlace *place,
                                           const char    *icon_name) G_GNUC_WARN_UNUSED_RESULT;
const DpPlace *dp_sidebar_row_get_place   (DpSidebarRow *self);
const char    *dp_sidebar_row_get_title   (DpSidebarRow *self);
void           dp_sidebar_row_set_title   (DpSidebarRow *self,
                                           const char   *title);
void           dp_sidebar_row_set_detail  (DpSidebarRow *self,
                                           const char   *detail);
void           dp_sidebar_row_set_count   (DpSidebarRow *self,
                                           guint         count,
                                           const char   *meaning);
void           dp_sidebar_row_set_state   (DpSidebarRow *self,
                                           const char   *state,
                                           gboolean      is_problem);
void           dp_sidebar_row_set_position (DpSidebarRow *self,
                                            guint         position,
                                            guint         n_siblings);
gboolean       dp_sidebar_row_is_editing   (DpSidebarRow *self);
void           dp_sidebar_row_begin_edit   (DpSidebarRow *self);
void           dp_sidebar_row_end_edit     (DpSidebarRow *self);
void           dp_sidebar_row_refuse_edit  (DpSidebarRow *self,
                                            const char   *reason);

G_END_DECLS
