/* dp-sidebar-row-drop.c: what is dragged in the sidebar, and dropped there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-drag.h"
#include "ui/sidebar/dp-sidebar-row-private.h"

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 DpSidebarRow  *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, (int)x, (int)y);

  /* The row itself, so that nothing but this sidebar understands what is dropped. */
  return gdk_content_provider_new_typed (DP_TYPE_SIDEBAR_ROW, self);
}

static void
mark_drop (DpSidebarRow *self,
           gboolean      inside,
           double        y)
{
  gboolean below = y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  gtk_widget_remove_css_class (GTK_WIDGET (self), "dp-drop-above");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dp-drop-below");
  if (inside)
    gtk_widget_add_css_class (GTK_WIDGET (self), below ? "dp-drop-below" : "dp-drop-above");
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                DpSidebarRow  *self)
{
  mark_drop (self, TRUE, y);

  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GtkDropTarget *target,
               DpSidebarRow  *self)
{
  mark_drop (self, FALSE, 0);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         DpSidebarRow  *self)
{
  DpSidebarRow *moved = g_value_get_object (value);
  guint         position = self->position;

  mark_drop (self, FALSE, 0);
  if (moved == NULL || moved == self || moved->place.scope != self->place.scope)
    return FALSE;

  if (y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0)
    position++;
  if (moved->position < position)
    position--; /* it leaves its own place first */

  return dp_sidebar_row_move (moved, position);
}

static void
make_movable (DpSidebarRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (DP_TYPE_SIDEBAR_ROW, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));

  g_signal_connect (target, "enter", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static gboolean
takes_papers (DpSidebarRow *self)
{
  return self->place.scope == DP_SCOPE_BOOKMARKS || self->place.scope == DP_SCOPE_TAG ||
         (self->place.scope == DP_SCOPE_COLLECTION && self->place.id != 0);
}

static GdkDragAction
papers_enter_cb (GtkDropTarget *target,
                 double         x,
                 double         y,
                 DpSidebarRow  *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "dp-drop-into");

  return GDK_ACTION_COPY;
}

static void
papers_leave_cb (GtkDropTarget *target,
                 DpSidebarRow  *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dp-drop-into");
}

/* What the list keeps them by is what papers that are dropped on it get. */
static gboolean
papers_drop_cb (GtkDropTarget *target,
                const GValue  *value,
                double         x,
                double         y,
                DpSidebarRow  *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GVariant  *papers = dp_paper_drag_new_variant (g_value_get_boxed (value));

  gtk_widget_remove_css_class (widget, "dp-drop-into");

  if (self->place.scope == DP_SCOPE_TAG)
    return gtk_widget_activate_action (widget, "app.set-tag", "(sb@au)", self->place.name, TRUE, papers);
  if (self->place.scope == DP_SCOPE_COLLECTION)
    return gtk_widget_activate_action (widget, "app.set-collected", "(xb@au)", self->place.id, TRUE, papers);

  return gtk_widget_activate_action (widget, "app.set-mark", "(sb@au)", "bookmark", TRUE, papers);
}

static void
take_papers (DpSidebarRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (DP_TYPE_PAPER_DRAG, GDK_ACTION_COPY);

  g_signal_connect (target, "enter", G_CALLBACK (papers_enter_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (papers_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (papers_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * dp_sidebar_row_accept_drops:
 * @self: a row
 *
 * Lets the row be dragged where the user says where it stands, and take papers where
 * these can be put.
 */
void
dp_sidebar_row_accept_drops (DpSidebarRow *self)
{
  if (dp_sidebar_row_is_movable (self))
    make_movable (self);
  if (takes_papers (self))
    take_papers (self);
}
