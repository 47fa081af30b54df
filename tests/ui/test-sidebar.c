/* test-sidebar.c: the lists one can choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/dp-sidebar.h"

#include "library-fixture.h"
#include "ui/dp-sidebar-row.h"

typedef struct
{
  LibraryFixture library;
  GtkWidget     *window;
  DpSidebar     *sidebar;
  guint          n_place_changes;
  gint64         moved_topic;
  guint          moved_to;
} Fixture;

static void
place_changed_cb (Fixture *fixture)
{
  fixture->n_place_changes++;
}

static void
move_topic_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_variant_get (parameter, "(xu)", &fixture->moved_topic, &fixture->moved_to);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const GActionEntry entries[] = { { "move-topic", move_topic_cb, "(xu)" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  library_fixture_set_up (&fixture->library, NULL);
  library_fixture_open (&fixture->library);
  dp_library_watch (fixture->library.library);

  fixture->window = gtk_window_new ();
  fixture->sidebar = DP_SIDEBAR (dp_sidebar_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->sidebar));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (fixture->window, "app", G_ACTION_GROUP (actions));
  g_signal_connect_swapped (fixture->sidebar, "place-changed", G_CALLBACK (place_changed_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->sidebar), (gpointer *)&fixture->sidebar);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (fixture->sidebar);

  library_fixture_tear_down (&fixture->library, NULL);
}

static DpSidebarRow *
get_row (Fixture *fixture,
         int      position)
{
  GObject *list = gtk_widget_get_template_child (GTK_WIDGET (fixture->sidebar), DP_TYPE_SIDEBAR, "list_box");

  return (DpSidebarRow *)gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), position);
}

static const char *
get_count (DpSidebarRow *row)
{
  GObject *label = gtk_widget_get_template_child (GTK_WIDGET (row), DP_TYPE_SIDEBAR_ROW, "count_label");

  return gtk_widget_get_visible (GTK_WIDGET (label)) ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static gboolean
shows_problem (DpSidebarRow *row)
{
  return gtk_widget_get_visible (
    GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (row), DP_TYPE_SIDEBAR_ROW, "problem_icon")));
}

static void
test_follows_library (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (1, 3);
  gint64 topic = 0;

  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
  g_assert_cmpuint (dp_sidebar_get_n_topics (fixture->sidebar), ==, 0);
  g_assert_null (get_row (fixture, 3));
  g_assert_null (get_count (get_row (fixture, 1)));

  topic = library_fixture_follow (&fixture->library, "one", NULL, NULL, NULL);
  test_wait_until (dp_sidebar_get_n_topics (fixture->sidebar) == 1);
  g_assert_cmpstr (dp_sidebar_row_get_title (get_row (fixture, 3)), ==, "one");
  g_assert_nonnull (gtk_widget_get_tooltip_text (GTK_WIDGET (get_row (fixture, 3))));
  g_assert_false (shows_problem (get_row (fixture, 3)));

  library_fixture_store (&fixture->library, papers, DP_AUTHORITY_ARXIV_API, topic);
  test_wait_until (g_strcmp0 (get_count (get_row (fixture, 3)), "3") == 0);
  g_assert_cmpstr (get_count (get_row (fixture, 0)), ==, "3");
  g_assert_cmpstr (get_count (get_row (fixture, 1)), ==, "3");
  g_assert_null (get_count (get_row (fixture, 2)));
  gtk_test_accessible_assert_property (GTK_WIDGET (get_row (fixture, 3)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "one, 3 unread");

  library_fixture_mark (&fixture->library, DP_MARK_BOOKMARK, 1, TRUE);
  test_wait_until (g_strcmp0 (get_count (get_row (fixture, 2)), "1") == 0);
}

static void
record_failure (Fixture *fixture,
                gint64   topic)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_topic_store_record_refresh_async (fixture->library.library, topic, 1, "arxiv", NULL, dp_time_now (), 0,
                                       "arXiv cannot be reached.", NULL, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_true (dp_topic_store_record_refresh_finish (fixture->library.library, result, NULL));
}

static void
test_shows_failure (Fixture      *fixture,
                    gconstpointer data)
{
  gint64 topic = library_fixture_follow (&fixture->library, "one", NULL, NULL, NULL);

  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
  record_failure (fixture, topic);
  test_wait_until (shows_problem (get_row (fixture, 3)));

  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (get_row (fixture, 3))),
                            "arXiv cannot be reached."));
}

static void
test_chooses (Fixture      *fixture,
              gconstpointer data)
{
  gint64  topic = library_fixture_follow (&fixture->library, "one", NULL, NULL, NULL);
  DpPlace place = { DP_SCOPE_TOPIC, topic };
  DpPlace lost = { DP_SCOPE_TOPIC, topic + 1 };

  g_assert_false (dp_sidebar_set_place (fixture->sidebar, &place)); /* no library yet */
  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
  g_assert_cmpint (dp_sidebar_get_place (fixture->sidebar)->scope, ==, DP_SCOPE_ALL);

  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &place));
  g_assert_false (dp_sidebar_set_place (fixture->sidebar, &lost));
  g_assert_cmpuint (fixture->n_place_changes, ==, 1);
  g_assert_cmpstr (dp_sidebar_get_title (fixture->sidebar), ==, "one");
}

static void
remove_topic (Fixture *fixture,
              gint64   topic)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_topic_store_set_removed_async (fixture->library.library, topic, TRUE, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_true (dp_topic_store_set_removed_finish (fixture->library.library, result, NULL));
}

static void
test_leaves_removed_topic (Fixture      *fixture,
                           gconstpointer data)
{
  gint64  first = library_fixture_follow (&fixture->library, "one", NULL, NULL, NULL);
  gint64  second = library_fixture_follow (&fixture->library, "two", NULL, NULL, NULL);
  DpPlace place = { DP_SCOPE_TOPIC, second };

  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
  dp_sidebar_set_place (fixture->sidebar, &place);

  /* Another topic's going does not move the choice. */
  remove_topic (fixture, first);
  test_wait_until (dp_sidebar_get_n_topics (fixture->sidebar) == 1);
  g_assert_cmpint (dp_sidebar_get_place (fixture->sidebar)->topic_id, ==, second);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (get_row (fixture, 3))));

  remove_topic (fixture, second);
  test_wait_until (dp_sidebar_get_n_topics (fixture->sidebar) == 0);
  g_assert_cmpint (dp_sidebar_get_place (fixture->sidebar)->scope, ==, DP_SCOPE_ALL);
}

/* What Alt+Up and Alt+Down do, without a keyboard. */
static gboolean
press_alt (GtkWidget *row,
           guint      keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == GDK_ALT_MASK)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, row,
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }

  g_assert_not_reached ();
}

static void
test_moves_by_keyboard (Fixture      *fixture,
                        gconstpointer data)
{
  gint64 first = library_fixture_follow (&fixture->library, "one", NULL, NULL, NULL);

  library_fixture_follow (&fixture->library, "two", NULL, NULL, NULL);
  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);

  g_assert_false (press_alt (GTK_WIDGET (get_row (fixture, 0)), GDK_KEY_Down)); /* no topic */
  g_assert_false (press_alt (GTK_WIDGET (get_row (fixture, 3)), GDK_KEY_Up));   /* first already */
  g_assert_true (press_alt (GTK_WIDGET (get_row (fixture, 3)), GDK_KEY_Down));
  g_assert_cmpint (fixture->moved_topic, ==, first);
  g_assert_cmpuint (fixture->moved_to, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/sidebar/" name, Fixture, NULL, set_up, function, tear_down)
  add ("follows-library", test_follows_library);
  add ("shows-failure", test_shows_failure);
  add ("chooses", test_chooses);
  add ("leaves-removed-topic", test_leaves_removed_topic);
  add ("moves-by-keyboard", test_moves_by_keyboard);
#undef add

  return g_test_run ();
}
