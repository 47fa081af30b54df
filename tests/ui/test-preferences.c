/* test-preferences.c: the settings that a person changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "test-util.h"
#include "ui/dp-preferences.h"

#include <adwaita.h>

typedef struct
{
  GSettings *settings;
  GtkWidget *preferences;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->settings = g_settings_new (APPLICATION_ID);
  g_settings_set_uint (fixture->settings, "refresh-hours", GPOINTER_TO_UINT (data));
  fixture->preferences = dp_preferences_new (fixture->settings, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->preferences));
  g_settings_reset (fixture->settings, "refresh-hours");
  g_settings_reset (fixture->settings, "show-thumbnails");
  g_object_unref (fixture->settings);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (fixture->preferences, DP_TYPE_PREFERENCES, name);
}

static void
test_hours (Fixture      *fixture,
            gconstpointer data)
{
  AdwComboRow *row = get_child (fixture, "hours_row");
  GtkWidget   *background = get_child (fixture, "background_row");

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 3);
  g_assert_true (gtk_widget_get_sensitive (background));

  adw_combo_row_set_selected (row, 5);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "refresh-hours"), ==, 24);

  adw_combo_row_set_selected (row, 0);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "refresh-hours"), ==, 0);
  g_assert_false (gtk_widget_get_sensitive (background));
}

/* Looking does not change what somebody set elsewhere. */
static void
test_other_hours (Fixture      *fixture,
                  gconstpointer data)
{
  AdwComboRow *row = get_child (fixture, "hours_row");

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 4); /* 12 */
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "refresh-hours"), ==, 13);
}

static void
test_switches (Fixture      *fixture,
               gconstpointer data)
{
  GtkSwitch *thumbnails = get_child (fixture, "thumbnails_switch");

  g_assert_true (gtk_switch_get_active (thumbnails));
  gtk_switch_set_active (thumbnails, FALSE);
  g_assert_false (g_settings_get_boolean (fixture->settings, "show-thumbnails"));
}

#define ADD(name, hours, test) \
  g_test_add ("/preferences/" name, Fixture, GUINT_TO_POINTER (hours), set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* Newer libadwaitas warn of what their own window of preferences is made of. */
  if (adw_get_minor_version () >= 4)
    g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  ADD ("hours", 6, test_hours);
  ADD ("other-hours", 13, test_other_hours);
  ADD ("switches", 6, test_switches);

  return g_test_run ();
}
