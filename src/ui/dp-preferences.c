/* dp-preferences.c: the settings that a person changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-preferences.h"

#include "ui/keep/dp-prune-row.h"

#define KEY_READ_AFTER "read-after-seconds"
#define KEY_THUMBNAILS "show-thumbnails"
#define KEY_BIBTEX "bibtex-tex-letters"
#define KEY_ON_START "refresh-on-start"
#define KEY_HOURS "refresh-hours"
#define KEY_BACKGROUND "refresh-in-background"
#define KEY_COPIES "daily-copies"

/* In the order of the rows in dp-preferences.ui. */
static const guint hours[] = { 0, 1, 3, 6, 12, 24 };

struct _DpPreferences
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings; /* (nullable) until the widgets show what it holds */

  /* Template */
  GtkSwitch     *read_switch;
  GtkSpinButton *seconds_button;
  GtkSwitch     *thumbnails_switch;
  GtkSwitch     *start_switch;
  AdwComboRow   *hours_row;
  GtkWidget     *background_row;
  GtkSwitch     *background_switch;
  GtkSwitch     *copies_switch;
  GtkSwitch     *bibtex_switch;
  DpPruneRow    *prune_row;
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

/* Nothing is done in the background when nothing is done by the hour. */
static void
update_background_row (DpPreferences *self)
{
  gtk_widget_set_sensitive (self->background_row, adw_combo_row_get_selected (self->hours_row) != 0);
}

static void
hours_changed_cb (DpPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->hours_row);

  update_background_row (self);
  if (self->settings != NULL && selected < G_N_ELEMENTS (hours))
    g_settings_set_uint (self->settings, KEY_HOURS, hours[selected]);
}

/* A number that is in none of the rows was set elsewhere; the next smaller one stands for it. */
static guint
find_hours (guint value)
{
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (hours); i++)
    if (hours[i] <= value)
      found = i;

  return found;
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
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, start_switch);
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, hours_row);
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, background_row);
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, background_switch);
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, copies_switch);
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, bibtex_switch);
  gtk_widget_class_bind_template_child (widget_class, DpPreferences, prune_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, hours_changed_cb);
}

static void
dp_preferences_init (DpPreferences *self)
{
  g_type_ensure (DP_TYPE_PRUNE_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dp_preferences_new:
 * @settings: what is shown and changed
 * @library: (nullable): what some of them are about
 *
 * Returns: (transfer floating): a new window
 */
GtkWidget *
dp_preferences_new (GSettings *settings,
                    DpLibrary *library)
{
  DpPreferences *self = g_object_new (DP_TYPE_PREFERENCES, NULL);
  guint          seconds = g_settings_get_uint (settings, KEY_READ_AFTER);

  gtk_switch_set_active (self->read_switch, seconds > 0);
  if (seconds > 0)
    gtk_spin_button_set_value (self->seconds_button, seconds);
  adw_combo_row_set_selected (self->hours_row, find_hours (g_settings_get_uint (settings, KEY_HOURS)));
  update_background_row (self);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, KEY_ON_START, self->start_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, KEY_BACKGROUND, self->background_switch, "active", G_SETTINGS_BIND_DEFAULT);
  dp_prune_row_bind (self->prune_row, settings, library);
  g_settings_bind (settings, KEY_COPIES, self->copies_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, KEY_THUMBNAILS, self->thumbnails_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, KEY_BIBTEX, self->bibtex_switch, "active", G_SETTINGS_BIND_DEFAULT);

  return GTK_WIDGET (self);
}
