/* dp-window-focus.c: where the keyboard is in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

/**
 * dp_window_focus_pane:
 * @self: a window
 * @pane: a pane that is shown
 *
 * Gives the focus to what the pane is for, not to the first button of its header.
 *
 * Returns: whether there was something to give it to
 */
gboolean
dp_window_focus_pane (DpWindow *self,
                      DpPane    pane)
{
  switch (pane)
    {
    case DP_PANE_SIDEBAR:
      return gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
    case DP_PANE_LIST:
      if (g_str_equal (gtk_stack_get_visible_child_name (self->list_stack), "papers"))
        return gtk_widget_grab_focus (GTK_WIDGET (self->paper_view));
      return gtk_widget_child_focus (GTK_WIDGET (self->list_stack), GTK_DIR_TAB_FORWARD);
    case DP_PANE_READER:
      return gtk_widget_child_focus (GTK_WIDGET (self->reader), GTK_DIR_TAB_FORWARD);
    }

  return FALSE;
}

static DpPane
find_focused_pane (DpWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  g_autoptr (GtkWidget) sidebar = NULL;
  g_autoptr (GtkWidget) reader = NULL;

  if (dp_panes_is_folded (self->panes))
    return dp_panes_get_visible_pane (self->panes);

  g_object_get (self->panes, "sidebar", &sidebar, "reader", &reader, NULL);
  if (focus != NULL && gtk_widget_is_ancestor (focus, sidebar))
    return DP_PANE_SIDEBAR;
  if (focus != NULL && gtk_widget_is_ancestor (focus, reader))
    return DP_PANE_READER;

  return DP_PANE_LIST;
}

/**
 * dp_window_focus_next_pane:
 * @self: a window
 * @delta: 1 for the next pane, -1 for the one before
 *
 * Moves the focus to another pane that can have it, around from the last to the first.
 */
void
dp_window_focus_next_pane (DpWindow *self,
                           int       delta)
{
  int pane = (int)find_focused_pane (self);

  for (guint i = 1; i < DP_PANE_N_PANES; i++)
    {
      pane = (pane + delta + DP_PANE_N_PANES) % DP_PANE_N_PANES;
      dp_panes_set_visible_pane (self->panes, (DpPane)pane);
      if (dp_window_focus_pane (self, (DpPane)pane))
        return;
    }
}
