/* test-days-dialog.c: fetching several days at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/days/dp-days-dialog.h"

#include "library-fixture.h"
#include "model/dp-day.h"

typedef struct
{
  LibraryFixture library;
  GtkWidget     *parent;
  DpDaysDialog  *dialog;
  char          *first; /* (owned) (nullable): what was asked for */
  char          *last;
} Fixture;

static void
fetch_days_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_variant_get (parameter, "(ss)", &fixture->first, &fixture->last);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const GActionEntry entries[] = { { "fetch-days", fetch_days_cb, "(ss)" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  library_fixture_set_up (&fixture->library, NULL);
  library_fixture_open (&fixture->library);

  fixture->parent = gtk_window_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->parent, "app", G_ACTION_GROUP (actions));
  fixture->dialog = DP_DAYS_DIALOG (dp_days_dialog_new (fixture->library.library, "2026-11-13"));
  gtk_window_set_transient_for (GTK_WINDOW (fixture->dialog), GTK_WINDOW (fixture->parent));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *)&fixture->dialog);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->dialog));
  gtk_window_destroy (GTK_WINDOW (fixture->parent));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (fixture->dialog);

  g_free (fixture->first);
  g_free (fixture->last);
  library_fixture_tear_down (&fixture->library, NULL);
}

static GtkWidget *
get_part (Fixture    *fixture,
          const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), DP_TYPE_DAYS_DIALOG, name));
}

static const char *
get_hint (Fixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (get_part (fixture, "hint_label")));
}

static void
test_proposes_a_week (Fixture      *fixture,
                      gconstpointer data)
{
  g_assert_nonnull (strstr (get_hint (fixture), "7 days"));
  gtk_test_accessible_assert_property (get_part (fixture, "first_button"), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "From Saturday, 7 November 2026");

  g_signal_emit_by_name (get_part (fixture, "fetch_button"), "clicked");
  g_assert_cmpstr (fixture->first, ==, "2026-11-07");
  g_assert_cmpstr (fixture->last, ==, "2026-11-13");
}

static void
test_refuses (Fixture      *fixture,
              gconstpointer data)
{
  dp_days_dialog_set_first (fixture->dialog, "2026-11-14");
  g_assert_false (gtk_widget_get_sensitive (get_part (fixture, "fetch_button")));
  g_assert_cmpstr (get_hint (fixture), ==, "The last day comes before the first.");

  dp_days_dialog_set_first (fixture->dialog, "2026-11-13");
  g_assert_true (gtk_widget_get_sensitive (get_part (fixture, "fetch_button")));

  dp_days_dialog_set_first (fixture->dialog, "2025-11-12");
  g_assert_false (gtk_widget_get_sensitive (get_part (fixture, "fetch_button")));
  dp_days_dialog_set_first (fixture->dialog, "2025-11-13");
  g_assert_true (gtk_widget_get_sensitive (get_part (fixture, "fetch_button")));
}

static void
test_ends_today (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *today = dp_day_dup_today ();
  g_autofree char *tomorrow = dp_day_shift (today, 1);

  dp_days_dialog_set_first (fixture->dialog, today);
  dp_days_dialog_set_last (fixture->dialog, tomorrow);
  g_signal_emit_by_name (get_part (fixture, "fetch_button"), "clicked");
  g_assert_cmpstr (fixture->last, ==, today);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();

#define add(name, function) g_test_add ("/days-dialog/" name, Fixture, NULL, set_up, function, tear_down)
  add ("proposes-a-week", test_proposes_a_week);
  add ("refuses", test_refuses);
  add ("ends-today", test_ends_today);
#undef add

  return g_test_run ();
}
