/* dp-sidebar-row.c: one list in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/sidebar/dp-sidebar-row.h"

#include <glib/gi18n.h>

/**
 * DpSidebarRow:
 *
 * A topic's row can also be dragged, and has a menu and keys that do the same. What
 * they ask for goes to the actions `win.edit-topic(x)`, `app.move-topic((xu))`,
 * `app.refresh-topic(x)` and `app.remove-topic(x)`.
 */

struct _DpSidebarRow
{
  GtkListBoxRow parent_instance;

  DpPlace    place;
  guint      topic_position;
  guint      n_topics;
  char      *count_text; /* (owned) (nullable): what the count means, for who cannot see it */
  char      *state;      /* (owned) (nullable) */
  GtkWidget *menu;       /* (nullable), a child */

  /* Template */
  GtkImage  *icon;
  GtkLabel  *title_label;
  GtkLabel  *detail_label;
  GtkWidget *problem_icon;
  GtkLabel  *count_label;
};

G_DEFINE_FINAL_TYPE (DpSidebarRow, dp_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_topic (DpSidebarRow *self)
{
  return self->place.scope == DP_SCOPE_TOPIC;
}

/* One name that says all of it: the icon and the number mean nothing when read alone. */
static void
update_accessible (DpSidebarRow *self)
{
  g_autoptr (GString) label = g_string_new (gtk_label_get_label (self->title_label));

  if (gtk_widget_get_visible (GTK_WIDGET (self->detail_label)))
    g_string_append_printf (label, ", %s", gtk_label_get_label (self->detail_label));
  if (self->count_text != NULL)
    g_string_append_printf (label, ", %s", self->count_text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->state != NULL ? self->state : "",
                                  -1);
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

static GVariant *
new_move_target (DpSidebarRow *self,
                 int           delta)
{
  return g_variant_new ("(xu)", self->place.topic_id, self->topic_position + delta);
}

static GMenuModel *
create_menu_model (DpSidebarRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) use = g_menu_new ();
  g_autoptr (GMenu) order = g_menu_new ();
  g_autoptr (GMenu) end = g_menu_new ();
  gint64 id = self->place.topic_id;

  append_item (use, _("_Edit…"), "win.edit-topic", g_variant_new_int64 (id));
  append_item (use, _("_Refresh"), "app.refresh-topic", g_variant_new_int64 (id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (use));

  if (self->topic_position > 0)
    append_item (order, _("Move _Up"), "app.move-topic", new_move_target (self, -1));
  if (self->topic_position + 1 < self->n_topics)
    append_item (order, _("Move _Down"), "app.move-topic", new_move_target (self, 1));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));

  append_item (end, _("Re_move"), "app.remove-topic", g_variant_new_int64 (id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (end));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
show_menu (DpSidebarRow *self,
           double        x,
           double        y)
{
  GdkRectangle point = { (int)x, (int)y, 1, 1 };
  g_autoptr (GMenuModel) model = NULL;

  if (!is_topic (self))
    return;

  model = create_menu_model (self);
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

  if (!is_topic (self) || (delta < 0 && self->topic_position == 0) ||
      (delta > 0 && self->topic_position + 1 >= self->n_topics))
    return FALSE;

  return gtk_widget_activate_action_variant (widget, "app.move-topic", new_move_target (self, delta));
}

static gboolean
topic_key_cb (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   user_data)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (widget);

  if (!is_topic (self))
    return FALSE;

  return gtk_widget_activate_action (widget, g_variant_get_string (arguments, NULL), "x", self->place.topic_id);
}

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
  guint         position = self->topic_position;

  mark_drop (self, FALSE, 0);
  if (moved == NULL || moved == self)
    return FALSE;

  if (y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0)
    position++;
  if (moved->topic_position < position)
    position--; /* it leaves its own place first */

  return gtk_widget_activate_action (GTK_WIDGET (self), "app.move-topic", "(xu)",
                                     moved->place.topic_id, position);
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

static void
add_menu_gestures (DpSidebarRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

static void
dp_sidebar_row_dispose (GObject *object)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);

  G_OBJECT_CLASS (dp_sidebar_row_parent_class)->dispose (object);
}

static void
dp_sidebar_row_finalize (GObject *object)
{
  DpSidebarRow *self = DP_SIDEBAR_ROW (object);

  g_free (self->count_text);
  g_free (self->state);

  G_OBJECT_CLASS (dp_sidebar_row_parent_class)->finalize (object);
}

static void
dp_sidebar_row_class_init (DpSidebarRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_sidebar_row_dispose;
  object_class->finalize = dp_sidebar_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, problem_icon);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarRow, count_label);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_key_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_key_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, topic_key_cb, "s", "win.edit-topic");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, topic_key_cb, "s", "app.remove-topic");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

static void
dp_sidebar_row_init (DpSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dp_sidebar_row_new:
 * @place: the list it stands for
 * @icon_name: its icon
 *
 * Returns: (transfer floating): a new row
 */
GtkWidget *
dp_sidebar_row_new (const DpPlace *place,
                    const char    *icon_name)
{
  DpSidebarRow *self = NULL;

  g_return_val_if_fail (place != NULL, NULL);

  self = g_object_new (DP_TYPE_SIDEBAR_ROW, NULL);
  self->place = *place;
  gtk_image_set_from_icon_name (self->icon, icon_name);

  if (is_topic (self))
    {
      make_movable (self);
      add_menu_gestures (self);
    }

  return GTK_WIDGET (self);
}

/**
 * dp_sidebar_row_get_place:
 * @self: a row
 *
 * Returns: (transfer none): the list it stands for
 */
const DpPlace *
dp_sidebar_row_get_place (DpSidebarRow *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR_ROW (self), NULL);

  return &self->place;
}

const char *
dp_sidebar_row_get_title (DpSidebarRow *self)
{
  g_return_val_if_fail (DP_IS_SIDEBAR_ROW (self), NULL);

  return gtk_label_get_label (self->title_label);
}

void
dp_sidebar_row_set_title (DpSidebarRow *self,
                          const char   *title)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  gtk_label_set_label (self->title_label, title);
  update_accessible (self);
}

/**
 * dp_sidebar_row_set_detail:
 * @self: a row
 * @detail: (nullable): what is said of it beside its title
 */
void
dp_sidebar_row_set_detail (DpSidebarRow *self,
                           const char   *detail)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  gtk_label_set_label (self->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), detail != NULL);
  update_accessible (self);
}

/**
 * dp_sidebar_row_set_count:
 * @self: a row
 * @count: the number at its end; nothing is shown for 0
 * @meaning: what the number counts, as a screen reader says it (“12 unread”)
 */
void
dp_sidebar_row_set_count (DpSidebarRow *self,
                          guint         count,
                          const char   *meaning)
{
  g_autofree char *text = g_strdup_printf ("%'u", count);

  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count > 0);

  g_free (self->count_text);
  self->count_text = count > 0 ? g_strdup (meaning) : NULL;
  update_accessible (self);
}

/**
 * dp_sidebar_row_set_state:
 * @self: a row
 * @state: (nullable): how its last refresh went
 * @is_problem: whether that went wrong
 *
 * The state is the row's tooltip and its description for screen readers; a problem
 * shows an icon as well.
 */
void
dp_sidebar_row_set_state (DpSidebarRow *self,
                          const char   *state,
                          gboolean      is_problem)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  g_free (self->state);
  self->state = g_strdup (state);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), state);
  gtk_widget_set_visible (self->problem_icon, is_problem);
  update_accessible (self);
}

/**
 * dp_sidebar_row_set_topic_position:
 * @self: a topic's row
 * @position: its place among the topics, from 0
 * @n_topics: how many there are
 */
void
dp_sidebar_row_set_topic_position (DpSidebarRow *self,
                                   guint         position,
                                   guint         n_topics)
{
  g_return_if_fail (DP_IS_SIDEBAR_ROW (self));

  self->topic_position = position;
  self->n_topics = n_topics;
}
