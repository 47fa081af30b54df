/* test-window-links.c: papers that are named in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"
#include "ui/window/dp-window.h"

#define SCHEMA "io.github.dailypapers.DailyPapers"

typedef struct
{
  LibraryFixture     library;
  GSettings         *settings;
  DpRefreshProgress *progress;
  DpWindow          *window;
  GString           *opened; /* each text with a bar */
} Fixture;

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  g_string_append_printf (((Fixture *)user_data)->opened, "%s|", g_variant_get_string (parameter, NULL));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const GActionEntry entries[] = { { "open", open_cb, "s" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  library_fixture_set_up (&fixture->library, NULL);
  library_fixture_open (&fixture->library);
  fixture->settings = g_settings_new (SCHEMA);
  fixture->progress = dp_refresh_progress_new ();
  fixture->opened = g_string_new (NULL);
  fixture->window = DP_WINDOW (dp_window_new (NULL, fixture->settings, fixture->progress));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "app", G_ACTION_GROUP (actions));
  dp_window_set_library (fixture->window, fixture->library.library);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  dp_window_set_library (fixture->window, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->progress);
  g_object_unref (fixture->settings);
  g_string_free (fixture->opened, TRUE);
  library_fixture_tear_down (&fixture->library, NULL);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->window), DP_TYPE_WINDOW, name);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  g_assert_not_reached ();
}

static gboolean
drop (GtkWidget    *widget,
      const GValue *value)
{
  gboolean is_taken = FALSE;

  g_signal_emit_by_name (find_drop_target (widget), "drop", value, 1.0, 1.0, &is_taken);

  return is_taken;
}

static gboolean
drop_text (GtkWidget  *widget,
           const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text);

  return drop (widget, &value);
}

static void
test_drop (Fixture      *fixture,
           gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GFile) link = g_file_new_for_uri ("https://arxiv.org/abs/2501.00001");
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/digest.md");
  GSList second = { .data = file };
  GSList files = { .data = link, .next = &second };

  /* On the window, and on the page, which would follow it. */
  g_assert_true (drop_text (GTK_WIDGET (fixture->window), " arXiv:2501.00002\n"));
  g_assert_true (drop_text (get_child (fixture, "reader"), "2501.00003"));
  g_assert_false (drop_text (GTK_WIDGET (fixture->window), " \n"));

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);
  g_assert_true (drop (GTK_WIDGET (fixture->window), &value));

  g_assert_cmpstr (fixture->opened->str, ==,
                   "arXiv:2501.00002|2501.00003|https://arxiv.org/abs/2501.00001|file:///tmp/digest.md|");
}

static void
search (Fixture    *fixture,
        const char *text)
{
  gtk_search_bar_set_search_mode (get_child (fixture, "search_bar"), TRUE);
  gtk_editable_set_text (get_child (fixture, "search_entry"), text);
  g_signal_emit_by_name (get_child (fixture, "search_entry"), "search-changed");
}

static void
test_offer (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *offer = get_child (fixture, "offer_button");

  g_assert_false (gtk_widget_get_visible (offer));
  search (fixture, "https://arxiv.org/pdf/2501.00001v2");
  g_assert_true (gtk_widget_get_visible (offer));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (offer)), ==, "Open the Paper 2501.00001");
  g_signal_emit_by_name (offer, "clicked");
  g_assert_false (gtk_search_bar_get_search_mode (get_child (fixture, "search_bar")));
  g_assert_false (gtk_widget_get_visible (offer));
  search (fixture, "2501.00001");
  g_signal_emit_by_name (get_child (fixture, "search_entry"), "activate");
  g_assert_cmpstr (fixture->opened->str, ==, "2501.00001|2501.00001|");

  /* Words are looked for, and so is what is no paper of arXiv's. */
  search (fixture, "reward model");
  g_assert_false (gtk_widget_get_visible (offer));
  search (fixture, "https://example.org");
  g_assert_false (gtk_widget_get_visible (offer));
  g_signal_emit_by_name (get_child (fixture, "search_entry"), "activate");
  gtk_search_bar_set_search_mode (get_child (fixture, "search_bar"), FALSE);
  g_assert_cmpstr (fixture->opened->str, ==, "2501.00001|2501.00001|");
}

int
main (int argc, char **argv)
{
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/window-links/" name, Fixture, NULL, set_up, function, tear_down)
  add ("drop", test_drop);
  add ("offer", test_offer);
#undef add

  return g_test_run ();
}
