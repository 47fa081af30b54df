/* dp-pane-divider.c: the line between two panes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-pane-divider.h"

#define STEP 16
#define LONG_STEP 64

struct _DpPaneDivider
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (DpPaneDivider, dp_pane_divider, GTK_TYPE_WIDGET)

typedef enum
{
  SIGNAL_DRAGGED,
  SIGNAL_NUDGED,
} DpPaneDividerSignal;

static guint signals[SIGNAL_NUDGED + 1];

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          offset_x,
                double          offset_y,
                DpPaneDivider  *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double     start_x = 0;
  double     start_y = 0;
  double     x = 0;
  double     y = 0;

  /* The line moves under the pointer, so only the parent's coordinates hold still. */
  if (gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y) &&
      gtk_widget_translate_coordinates (widget, gtk_widget_get_parent (widget),
                                        start_x + offset_x, start_y + offset_y, &x, &y))
    g_signal_emit (self, signals[SIGNAL_DRAGGED], 0, x);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                DpPaneDivider         *self)
{
  int step = (modifiers & GDK_CONTROL_MASK) != 0 ? LONG_STEP : STEP;

  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    g_signal_emit (self, signals[SIGNAL_NUDGED], 0, -step);
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    g_signal_emit (self, signals[SIGNAL_NUDGED], 0, step);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
dp_pane_divider_class_init (DpPaneDividerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_DRAGGED] =
    g_signal_new ("dragged", DP_TYPE_PANE_DIVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_NUDGED] =
    g_signal_new ("nudged", DP_TYPE_PANE_DIVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "panedivider");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
}

static void
dp_pane_divider_init (DpPaneDivider *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");

  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * dp_pane_divider_new:
 * @label: what a screen reader calls it
 *
 * Returns: (transfer floating): a new divider
 */
GtkWidget *
dp_pane_divider_new (const char *label)
{
  GtkWidget *self = g_object_new (DP_TYPE_PANE_DIVIDER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return self;
}
