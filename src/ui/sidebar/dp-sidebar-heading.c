/* dp-sidebar-heading.c: the name of some lists in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/sidebar/dp-sidebar-heading.h"

struct _DpSidebarHeading
{
  GtkWidget parent_instance;

  gboolean expanded;

  /* Template */
  GtkLabel  *label;
  GtkWidget *fold_button;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (DpSidebarHeading, dp_sidebar_heading, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_EXPANDED = 1,
} DpSidebarHeadingProperty;

static GParamSpec *props[PROP_EXPANDED + 1];

static void
set_expanded (DpSidebarHeading *self,
              gboolean          expanded)
{
  if (self->expanded == expanded)
    return;

  self->expanded = expanded;
  gtk_button_set_icon_name (GTK_BUTTON (self->fold_button), expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fold_button), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EXPANDED]);
}

static void
dp_sidebar_heading_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((DpSidebarHeadingProperty)prop_id)
    {
    case PROP_EXPANDED:
      g_value_set_boolean (value, DP_SIDEBAR_HEADING (object)->expanded);
      break;
    }
}

static void
dp_sidebar_heading_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch ((DpSidebarHeadingProperty)prop_id)
    {
    case PROP_EXPANDED:
      set_expanded (DP_SIDEBAR_HEADING (object), g_value_get_boolean (value));
      break;
    }
}

static void
dp_sidebar_heading_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (dp_sidebar_heading_parent_class)->dispose (object);
}

static void
dp_sidebar_heading_class_init (DpSidebarHeadingClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dp_sidebar_heading_dispose;
  object_class->get_property = dp_sidebar_heading_get_property;
  object_class->set_property = dp_sidebar_heading_set_property;

  props[PROP_EXPANDED] = g_param_spec_boolean ("expanded", NULL, NULL, FALSE,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-sidebar-heading.ui");
  gtk_widget_class_bind_template_child (widget_class, DpSidebarHeading, label);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarHeading, fold_button);
  gtk_widget_class_bind_template_child (widget_class, DpSidebarHeading, button);
}

static void
dp_sidebar_heading_init (DpSidebarHeading *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "dp-sidebar-heading");
}

/**
 * dp_sidebar_heading_new:
 * @title: the name
 *
 * Returns: (transfer floating): a new heading
 */
GtkWidget *
dp_sidebar_heading_new (const char *title)
{
  DpSidebarHeading *self = g_object_new (DP_TYPE_SIDEBAR_HEADING, NULL);

  gtk_label_set_label (self->label, title);

  return GTK_WIDGET (self);
}

static void
name_button (GtkWidget  *button,
             const char *label)
{
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (button, TRUE);
}

/**
 * dp_sidebar_heading_set_foldable:
 * @self: a heading
 * @label: what is folded, as a screen reader says it (“Past Days”)
 *
 * Shows a button that switches `expanded`.
 */
void
dp_sidebar_heading_set_foldable (DpSidebarHeading *self,
                                 const char       *label)
{
  g_return_if_fail (DP_IS_SIDEBAR_HEADING (self));

  name_button (self->fold_button, label);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->fold_button), GTK_ACCESSIBLE_STATE_EXPANDED, self->expanded, -1);
}

/**
 * dp_sidebar_heading_set_button:
 * @self: a heading
 * @icon_name: its icon
 * @label: what it does
 * @action: the name of the action it activates
 *
 * Shows a button at the end.
 */
void
dp_sidebar_heading_set_button (DpSidebarHeading *self,
                               const char       *icon_name,
                               const char       *label,
                               const char       *action)
{
  g_return_if_fail (DP_IS_SIDEBAR_HEADING (self));

  gtk_button_set_icon_name (GTK_BUTTON (self->button), icon_name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  name_button (self->button, label);
}
