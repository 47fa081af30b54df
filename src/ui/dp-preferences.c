/* dp-preferences.c: the settings that a person changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-preferences.h"

#define KEY_READ_AFTER "read-after-seconds"
#define KEY_THUMBNAILS "show-thumbnails"

struct _DpPreferences
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings; /* (nullable) until the widgets show what it holds */

  /* Template */
  GtkSwitch     *read_switch;
  GtkSpinButton *seconds_button;
  GtkSwitch     *thumbnails_switch;
};

G_DEFINE_FINAL_TYPE (DpPreferences, dp_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* One number is stored; 0 stands for never. */
static void
changed_cb (DpPreferences *self)
{
  guint seconds = (guint)gtk_spin_button_get_value_as_int (self->seconds_button);

  if (self->settings != NULL)
    g_settings_set_uint (self->settings, KEY_READ_AFTER, gtk_switch_get_active (self->read_switch) ? seconds : 0);
}

static void
dp_preferences_dispose (GObject *object)
{
  DpPreferences *self = DP_PREFERENCES (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (dp_preferences_parent_class)->dispose (object);
}

static void
dp_preferences_class_init (DpPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dp_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, read_switch);
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, seconds_button);
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, thumbnails_switch);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
dp_preferences_init (DpPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dp_preferences_new:
 * @settings: what is shown and changed
 *
 * Returns: (transfer floating): a new window
 */
GtkWidget *
dp_preferences_new (GSettings *settings)
{
  DpPreferences *self = g_object_new (DP_TYPE_PREFERENCES, NULL);
  guint          seconds = g_settings_get_uint (settings, KEY_READ_AFTER);

  gtk_switch_set_active (self->read_switch, seconds > 0);
  if (seconds > 0)
    gtk_spin_button_set_value (self->seconds_button, seconds);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, KEY_THUMBNAILS, self->thumbnails_switch, "active", G_SETTINGS_BIND_DEFAULT);

  return GTK_WIDGET (self);
}
