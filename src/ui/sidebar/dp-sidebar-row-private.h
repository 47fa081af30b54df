/* dp-sidebar-row-private.h: what the files of a row share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/sidebar/dp-sidebar-row.h"

G_BEGIN_DECLS

struct _DpSidebarRow
{
  GtkListBoxRow parent_instance;

  DpPlace    place;
  guint      position;   /* of a list that can be moved: its place among its like */
  guint      n_siblings; /* and how many of these there are */
  char      *count_text; /* (owned) (nullable): what the count means, for who cannot see it */
  char      *state;      /* (owned) (nullable) */
  gboolean   is_editing;
  GtkWidget *menu;       /* (nullable), a child */

  /* Template */
  GtkImage    *icon;
  GtkLabel    *title_label;
  GtkEditable *entry;
  GtkLabel    *detail_label;
  GtkWidget   *problem_icon;
  GtkLabel    *count_label;
};

/* dp-sidebar-row-drop.c */
void dp_sidebar_row_accept_drops (DpSidebarRow *self);

/* dp-sidebar-row-menu.c */
gboolean    dp_sidebar_row_is_movable    (DpSidebarRow *self);
gboolean    dp_sidebar_row_move          (DpSidebarRow *self,
                                          guint         position);
void        dp_sidebar_row_install_keys  (GtkWidgetClass *widget_class);
void        dp_sidebar_row_add_menu      (DpSidebarRow *self);

G_END_DECLS
