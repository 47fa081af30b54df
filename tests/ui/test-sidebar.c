/* test-sidebar.c: the lists one can choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/sidebar/dp-sidebar.h"

#include "library-fixture.h"
#include "library/dp-day-store.h"
#include "ui/days/dp-day-text.h"
#include "ui/sidebar/dp-sidebar-heading.h"
#include "ui/sidebar/dp-sidebar-row.h"

/* Where rows stand while no day but *Today* is shown. */
#define NEW_VERSIONS 3
#define TODAY 4
#define FIRST_TOPIC 5
/* With one topic, and the headings of collections and tags. */
#define TASKS_TOP 8

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
  g_assert_cmpint (dp_sidebar_row_get_place (get_row (fixture, FIRST_TOPIC))->scope, ==, DP_SCOPE_COLLECTION);
  g_assert_null (get_count (get_row (fixture, 1)));

  topic = library_fixture_follow (&fixture->library, "one", NULL, NULL, NULL);
  test_wait_until (dp_sidebar_get_n_topics (fixture->sidebar) == 1);
  g_assert_cmpstr (dp_sidebar_row_get_title (get_row (fixture, FIRST_TOPIC)), ==, "one");
  g_assert_nonnull (gtk_widget_get_tooltip_text (GTK_WIDGET (get_row (fixture, FIRST_TOPIC))));
  g_assert_false (shows_problem (get_row (fixture, FIRST_TOPIC)));

  library_fixture_store (&fixture->library, papers, DP_AUTHORITY_ARXIV_API, topic);
  test_wait_until (g_strcmp0 (get_count (get_row (fixture, FIRST_TOPIC)), "3") == 0);
  g_assert_cmpstr (get_count (get_row (fixture, 0)), ==, "3");
  g_assert_cmpstr (get_count (get_row (fixture, 1)), ==, "3");
  g_assert_null (get_count (get_row (fixture, 2)));
  gtk_test_accessible_assert_property (GTK_WIDGET (get_row (fixture, FIRST_TOPIC)), GTK_ACCESSIBLE_PROPERTY_LABEL,
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
  test_wait_until (shows_problem (get_row (fixture, FIRST_TOPIC)));

  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (get_row (fixture, FIRST_TOPIC))),
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
  g_assert_cmpint (dp_sidebar_get_place (fixture->sidebar)->id, ==, second);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (get_row (fixture, FIRST_TOPIC))));

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

  g_assert_false (press_alt (GTK_WIDGET (get_row (fixture, 0)), GDK_KEY_Down));         /* no topic */
  g_assert_false (press_alt (GTK_WIDGET (get_row (fixture, FIRST_TOPIC)), GDK_KEY_Up)); /* first already */
  g_assert_true (press_alt (GTK_WIDGET (get_row (fixture, FIRST_TOPIC)), GDK_KEY_Down));
  g_assert_cmpint (fixture->moved_topic, ==, first);
  g_assert_cmpuint (fixture->moved_to, ==, 1);
}

static void
store_day (Fixture    *fixture,
           const char *day,
           guint       first,
           guint       n_papers)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (first, n_papers);

  for (guint i = 0; i < papers->len; i++)
    dp_paper_add_day (g_ptr_array_index (papers, i), day, (int)i + 1);
  library_fixture_store (&fixture->library, papers, DP_AUTHORITY_HUGGING_FACE, 0);
}

static void
record_day (Fixture    *fixture,
            const char *day,
            guint       n_papers,
            const char *error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_day_store_record_async (fixture->library.library, day, dp_time_now (), n_papers, NULL, error, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_true (dp_day_store_record_finish (fixture->library.library, result, NULL));
}

static const char *
get_detail (DpSidebarRow *row)
{
  GObject *label = gtk_widget_get_template_child (GTK_WIDGET (row), DP_TYPE_SIDEBAR_ROW, "detail_label");

  return gtk_widget_get_visible (GTK_WIDGET (label)) ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

/* In the tests' own present, whenever that is. */
static void
check_day (Fixture    *fixture,
           const char *text,
           const char *day)
{
  const DpDayInfo *present = dp_recent_days_get_today (dp_sidebar_get_days (fixture->sidebar));
  g_autofree char *expected = dp_day_text_format_short (day, present->day);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_days (Fixture      *fixture,
           gconstpointer data)
{
  DpRecentDays *days = dp_sidebar_get_days (fixture->sidebar);
  DpPlace       today = { .scope = DP_SCOPE_DAY };
  DpPlace       saturday = dp_place_named (DP_SCOPE_DAY, "2026-11-14");

  g_assert_false (dp_sidebar_set_place (fixture->sidebar, &saturday)); /* no library yet */
  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
  g_assert_null (get_detail (get_row (fixture, TODAY)));
  g_assert_null (get_count (get_row (fixture, TODAY)));
  g_assert_null (dp_recent_days_get_newest (days));

  /* *Today* is the newest with papers; those before have rows, what is empty has none. */
  store_day (fixture, "2026-11-12", 1, 2);
  store_day (fixture, "2026-11-13", 3, 3);
  record_day (fixture, "2026-11-15", 0, NULL);
  test_wait_until (g_strcmp0 (get_count (get_row (fixture, TODAY)), "3") == 0);
  check_day (fixture, get_detail (get_row (fixture, TODAY)), "2026-11-13");
  check_day (fixture, dp_sidebar_row_get_title (get_row (fixture, TODAY + 1)), "2026-11-12");
  g_assert_cmpstr (get_count (get_row (fixture, TODAY + 1)), ==, "2");
  g_assert_cmpint (dp_sidebar_row_get_place (get_row (fixture, TODAY + 2))->scope, ==, DP_SCOPE_COLLECTION);
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &today));
  g_assert_cmpstr (dp_recent_days_find (days, NULL)->day, ==, "2026-11-13");

  /* A day one goes to has a row while one is there, folded or not. */
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &saturday));
  check_day (fixture, dp_sidebar_row_get_title (get_row (fixture, TODAY + 1)), "2026-11-14");
  g_object_set (fixture->sidebar, "days-expanded", FALSE, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TODAY + 1))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TODAY + 2))));
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &today));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TODAY + 1))));
  g_assert_cmpuint (fixture->n_place_changes, ==, 3);
}

static void
store_paper (Fixture    *fixture,
             guint       version,
             const char *task)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper ("2501.00001", 1735689600);

  paper->version = version;
  paper->tasks = g_strsplit (task, ",", -1);
  library_fixture_store_one (&fixture->library, paper, DP_AUTHORITY_DIGEST);
}

/* Folded at first, behind a heading that is there with the first of them. */
static void
test_tasks (Fixture      *fixture,
            gconstpointer data)
{
  DpPlace    translation = dp_place_named (DP_SCOPE_TASK, "Translation");
  GtkWidget *heading = NULL;

  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
  library_fixture_follow (&fixture->library, "one", NULL, NULL, NULL);
  test_wait_until (dp_sidebar_get_n_topics (fixture->sidebar) == 1);
  g_assert_null (get_row (fixture, TASKS_TOP));
  g_assert_false (dp_sidebar_set_place (fixture->sidebar, &translation));

  store_paper (fixture, 1, "Translation,Summarization");
  test_wait_until (get_row (fixture, TASKS_TOP + 2) != NULL);
  heading = gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (get_row (fixture, TASKS_TOP)));
  g_assert_true (DP_IS_SIDEBAR_HEADING (heading));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TASKS_TOP))));
  g_assert_cmpstr (dp_sidebar_row_get_title (get_row (fixture, TASKS_TOP + 1)), ==, "Summarization");
  g_assert_cmpstr (get_count (get_row (fixture, TASKS_TOP + 2)), ==, "1");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TASKS_TOP + 2))));

  /* What is chosen is seen, and all of them when they are unfolded. */
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &translation));
  g_assert_cmpstr (dp_sidebar_get_title (fixture->sidebar), ==, "Translation");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TASKS_TOP + 2))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TASKS_TOP + 1))));
  g_object_set (heading, "expanded", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TASKS_TOP + 1))));

  library_fixture_mark (&fixture->library, DP_MARK_READ, 1, TRUE);
  test_wait_until (get_count (get_row (fixture, TASKS_TOP + 2)) == NULL);

  /* Its last paper is gone, as when two are found to be one. */
  library_fixture_execute (&fixture->library, "DELETE FROM paper_task; INSERT INTO change (paper, fields) VALUES (1, 512)");
  test_wait_until (dp_sidebar_get_place (fixture->sidebar)->scope == DP_SCOPE_ALL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, TASKS_TOP))));
}

static void
test_new_versions (Fixture      *fixture,
                   gconstpointer data)
{
  DpPlace place = { DP_SCOPE_NEW_VERSIONS };
  DpPlace all = { DP_SCOPE_ALL };

  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
  store_paper (fixture, 1, "Translation");
  library_fixture_mark (&fixture->library, DP_MARK_BOOKMARK, 1, TRUE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, NEW_VERSIONS))));

  store_paper (fixture, 2, "Translation");
  test_wait_until (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, NEW_VERSIONS))));
  g_assert_cmpstr (get_count (get_row (fixture, NEW_VERSIONS)), ==, "1");
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &place));

  /* It stays for as long as somebody looks at it. */
  library_fixture_mark (&fixture->library, DP_MARK_READ, 1, TRUE);
  test_wait_until (get_count (get_row (fixture, NEW_VERSIONS)) == NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, NEW_VERSIONS))));
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &all));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, NEW_VERSIONS))));
}

static void
test_few_days (Fixture      *fixture,
               gconstpointer data)
{
  DpPlace fourth = dp_place_named (DP_SCOPE_DAY, "2026-11-04");

  for (guint i = 1; i <= 9; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-11-%02u", i);

      store_day (fixture, day, i, 1);
    }
  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);

  g_assert_nonnull (get_row (fixture, TODAY + 5));
  g_assert_cmpint (dp_sidebar_row_get_place (get_row (fixture, TODAY + 6))->scope, ==, DP_SCOPE_COLLECTION);

  /* The day that is looked at stays when a newer one takes its place. */
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &fourth));
  store_day (fixture, "2026-11-10", 10, 1);
  test_wait_until (g_strcmp0 (get_detail (get_row (fixture, TODAY)), "Tue 10 November") == 0);
  g_assert_cmpstr (dp_sidebar_row_get_title (get_row (fixture, TODAY + 5)), ==, "Thu 5 November");
  g_assert_cmpstr (dp_sidebar_row_get_title (get_row (fixture, TODAY + 6)), ==, "Wed 4 November");
  g_assert_cmpstr (dp_sidebar_get_title (fixture->sidebar), ==, "Wed 4 November");
}

static void
test_day_that_failed (Fixture      *fixture,
                      gconstpointer data)
{
  DpPlace place = dp_place_named (DP_SCOPE_DAY, "2026-11-12");

  dp_sidebar_set_library (fixture->sidebar, fixture->library.library, 0);
  g_assert_true (dp_sidebar_set_place (fixture->sidebar, &place));
  g_assert_false (shows_problem (get_row (fixture, TODAY + 1)));
  record_day (fixture, "2026-11-12", 0, "Hugging Face cannot be reached.");

  test_wait_until (shows_problem (get_row (fixture, TODAY + 1)));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (get_row (fixture, TODAY + 1))), "reached"));
}

static void
test_day_names (Fixture      *fixture,
                gconstpointer data)
{
  const char *good[] = { "today", "day:2026-11-14" };
  const char *bad[] = { "day:", "day:2026-13-01", "day:2026-1-1", "today:" };
  DpPlace     place = { DP_SCOPE_NEW, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (dp_place_parse (good[i], &place));
      g_assert_cmpint (place.scope, ==, DP_SCOPE_DAY);
      text = dp_place_format (&place);
      g_assert_cmpstr (text, ==, good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (dp_place_parse (bad[i], &place));
}

/* A digest of years ago makes days, too; the row before may be of the same date of this year. */
static void
test_day_titles (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *recent = dp_day_text_format_short ("2026-02-28", "2026-11-21");
  g_autofree char *old = dp_day_text_format_short ("2025-11-14", "2026-11-21");

  g_assert_cmpstr (recent, ==, "Sat 28 February");
  g_assert_cmpstr (old, ==, "14 Nov 2025");
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
  add ("days", test_days);
  add ("few-days", test_few_days);
  add ("day-names", test_day_names);
  add ("day-titles", test_day_titles);
  add ("tasks", test_tasks);
  add ("new-versions", test_new_versions);
  add ("day-that-failed", test_day_that_failed);
#undef add

  return g_test_run ();
}
