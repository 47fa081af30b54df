/* dp-sidebar-row-menu.c: what can be done with a list in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/sidebar/dp-sidebar-row-private.h"

#include <glib/gi18n.h>

/* What a menu and its keys ask for goes to these actions, by the kind of list. */
typedef struct
{
  DpScope     scope;
  const char *edit;   /* in another place than the row itself, or NULL */
  const char *move;   /* (nullable): it stands where the user put it */
  const char *remove; /* takes what get_target() gives, as all but `move` do */
} Kind;

static const Kind kinds[] = {
  { DP_SCOPE_TOPIC, "win.edit-topic", "app.move-topic", "app.remove-topic" },
  { DP_SCOPE_COLLECTION, NULL, "app.move-collection", "app.remove-collection" },
  { DP_SCOPE_SMART, NULL, NULL, "app.remove-smart" },
  { DP_SCOPE_TAG, NULL, NULL, "win.remove-tag" },
};

static const Kind *
get_kind (DpSidebarRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].scope == self->place.scope)
      return &kinds[i];

  return NULL;
}

static GVariant *
get_target (DpSidebarRow *self)
{
  return self->place.scope == DP_SCOPE_TAG ? g_variant_new_string (self->place.name)
                                           : g_variant_new_int64 (self->place.id);
}

/**
 * dp_sidebar_row_is_movable:
 * @self: a row
 *
 * Returns: whether the user says where the list stands
 */
gboolean
dp_sidebar_row_is_movable (DpSidebarRow *self)
{
  const Kind *kind = get_kind (self);

  return kind != NULL && kind->move != NULL;
}

/**
 * dp_sidebar_row_move:
 * @self: a row that is movable
 * @position: its new place among its like, from 0
 *
 * Asks for the list to be moved.
 *
 * Returns: whether somebody was there to ask
 */
gboolean
dp_sidebar_row_move (DpSidebarRow *self,
                     guint         position)
{
  const Kind *kind = get_kind (self);

  g_return_val_if_fail (kind != NULL && kind->move != NULL, FALSE);

  return gtk_widget_activate_action (GTK_WIDGET (self), kind->move, "(xu)", self->place.id, position);
}

static void
append_item (GMenu      *menu,
             const char *label,
             const char *action,
             GVariant   *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
append_moves (DpSidebarRow *self,
              const Kind   *kind,
              GMenu        *menu)
{
  g_autoptr (GMenu) order = g_menu_new ();

  if (self->position > 0)
    append_item (order, _("Move _Up"), kind->move, g_variant_new ("(xu)", self->place.id, self->position - 1));
  if (self->position + 1 < self->n_siblings)
    append_item (order, _("Move _Down"), kind->move, g_variant_new ("(xu)", self->place.id, self->position + 1));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
}

static GMenuModel *
create_menu_model (DpSidebarRow *self,
                   const Kind   *kind)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) use = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();

  if (kind->edit != NULL)
    append_item (use, _("_Edit…"), kind->edit, get_target (self));
  else
    append_item (use, _("Re_name"), "row.rename", NULL);
  if (kind->scope == DP_SCOPE_SMART)
    append_item (use, _("Edit _Search…"), "win.edit-smart", get_target (self));
  if (kind->scope == DP_SCOPE_TOPIC)
    append_item (use, _("_Refresh"), "app.refresh-topic", get_target (self));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (use));

  if (kind->move != NULL)
    append_moves (self, kind, menu);

  append_item (end, _("Re_move"), kind->remove, get_target (self));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
show_menu (DpSidebarRow *self,
           double        x,
           double        y)
{
  GdkRectangle point = { (int)x, (int)y, 1, 1 };
  const Kind  *kind = get_kind (self);
  g_autoptr (GMenuModel) model = NULL;

  if (kind == NULL || self->is_editing)
    return;

  model = create_menu_model (self, kind);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &point);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
secondary_pressed_cb (GtkGestureClick *gesture,
                      int              n_press,
                      double           x,
                      double           y,
                      DpSidebarRow    *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (self, x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 DpSidebarRow        *self)
{
  show_menu (self, x, y);
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  show_menu (DP_SIDEBAR_ROW (widget), 24, gtk_widget_get_height (widget));

  return TRUE;
}

static gboolean
move_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (widget);
  int           delta = g_variant_get_int32 (arguments);

  if (!dp_sidebar_row_is_movable (self) || (delta < 0 && self->position == 0) ||
      (delta > 0 && self->position + 1 >= self->n_siblings))
    return FALSE;

  return dp_sidebar_row_move (self, self->position + delta);
}

static gboolean
edit_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (widget);
  const Kind   *kind = get_kind (self);

  if (kind == NULL)
    return FALSE;
  if (kind->edit != NULL)
    return gtk_widget_activate_action_variant (widget, kind->edit, get_target (self));

  dp_sidebar_row_begin_edit (self);

  return TRUE;
}

static gboolean
remove_key_cb (GtkWidget *widget,
               GVariant  *arguments,
               gpointer   user_data)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (widget);
  const Kind   *kind = get_kind (self);

  return kind != NULL && gtk_widget_activate_action_variant (widget, kind->remove, get_target (self));
}

static void
rename_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  dp_sidebar_row_begin_edit (DP_SIDEBAR_ROW (widget));
}

/**
 * dp_sidebar_row_install_keys:
 * @widget_class: the class of rows
 *
 * Adds the keys that do what the menu of a row does.
 */
void
dp_sidebar_row_install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "row.rename", NULL, rename_action);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, edit_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

/**
 * dp_sidebar_row_add_menu:
 * @self: a row
 *
 * Gives it a menu by secondary click and long press, where it is of a kind that has one.
 */
void
dp_sidebar_row_add_menu (DpSidebarRow *self)
{
  GtkGesture *click = NULL;
  GtkGesture *press = NULL;

  if (get_kind (self) == NULL)
    return;

  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  press = gtk_gesture_long_press_new ();
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}
