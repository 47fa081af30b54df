/* test-window.c: the window over a library, without a service
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/window/dp-window.h"

#include "library-fixture.h"
#include "ui/list/dp-list-footer.h"
#include "ui/list/dp-paper-view.h"
#include "ui/sidebar/dp-sidebar.h"
#include "ui/window/dp-panes.h"

#define SCHEMA "io.github.dailypapers.DailyPapers"

typedef struct
{
  LibraryFixture     library;
  GSettings         *settings;
  DpRefreshProgress *progress;
  DpWindow          *window;
  char              *mark; /* what was asked for last */
  gboolean           state;
  guint              n_marked;
  GString           *fetched; /* the days that were asked for, each with a comma */
} Fixture;

static void
set_mark_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GVariant) papers = NULL;

  g_clear_pointer (&fixture->mark, g_free);
  g_variant_get (parameter, "(sb@au)", &fixture->mark, &fixture->state, &papers);
  fixture->n_marked = g_variant_n_children (papers);
}

static void
fetch_day_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_string_append_printf (fixture->fetched, "%s,", g_variant_get_string (parameter, NULL));
}

static void
open_window (Fixture *fixture)
{
  const GActionEntry entries[] = {
    { "set-mark", set_mark_cb, "(sbau)" },
    { "fetch-day", fetch_day_cb, "s" },
    { "refetch-day", fetch_day_cb, "s" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  fixture->window = DP_WINDOW (dp_window_new (NULL, fixture->settings, fixture->progress));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "app", G_ACTION_GROUP (actions));
}

static void
close_window (Fixture *fixture)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (G_OBJECT (window), &window);
  dp_window_save_state (fixture->window);
  dp_window_set_library (fixture->window, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (window);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  library_fixture_set_up (&fixture->library, NULL);
  library_fixture_open (&fixture->library);
  dp_library_watch (fixture->library.library);

  fixture->settings = g_settings_new (SCHEMA);
  g_settings_reset (fixture->settings, "selected-list");
  g_settings_reset (fixture->settings, "selected-paper");
  g_settings_reset (fixture->settings, "sort");
  g_settings_reset (fixture->settings, "day-sort");
  fixture->fetched = g_string_new (NULL);
  g_settings_set_uint (fixture->settings, "read-after-seconds", 0);
  fixture->progress = dp_refresh_progress_new ();
  open_window (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  close_window (fixture);
  g_assert_finalize_object (fixture->progress);
  g_object_unref (fixture->settings);
  g_free (fixture->mark);
  g_string_free (fixture->fetched, TRUE);
  library_fixture_tear_down (&fixture->library, NULL);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (fixture->window), DP_TYPE_WINDOW, name);

  g_assert_nonnull (child);

  return child;
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "list_stack"));
}

static const char *
get_subtitle (Fixture *fixture)
{
  return adw_window_title_get_subtitle (get_child (fixture, "list_title"));
}

static gint64
fill (Fixture *fixture,
      guint    n_papers)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (1, n_papers);
  gint64 topic = library_fixture_follow (&fixture->library, "one", NULL, NULL, NULL);

  library_fixture_store (&fixture->library, papers, DP_AUTHORITY_ARXIV_API, topic);

  return topic;
}

static void
show_library (Fixture *fixture)
{
  dp_window_set_library (fixture->window, fixture->library.library);
  test_wait_until (g_str_equal (get_page (fixture), "papers"));
}

static void
activate (Fixture    *fixture,
          const char *action,
          GVariant   *parameter)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, parameter));
}

/* Run from the build folder, no theme has them. */
static void
test_icons_come_along (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GtkIconTheme) theme = gtk_icon_theme_new ();

  gtk_icon_theme_add_resource_path (theme, "/io/github/dailypapers/DailyPapers/icons");
  g_assert_true (gtk_icon_theme_has_icon (theme, SCHEMA));
  g_assert_true (gtk_icon_theme_has_icon (theme, SCHEMA "-symbolic"));
}

/* What GTK would look up it finds only for a window that GtkApplication made. */
static void
test_shortcuts_name_their_keys (Fixture      *fixture,
                                gconstpointer data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/dailypapers/DailyPapers/dp-shortcuts.ui");
  GSList *objects = gtk_builder_get_objects (builder);
  guint   n_shortcuts = 0;

  for (GSList *item = objects; item != NULL; item = item->next)
    if (GTK_IS_SHORTCUTS_SHORTCUT (item->data))
      {
        g_autofree char *keys = NULL;

        g_object_get (item->data, "accelerator", &keys, NULL);
        g_assert_true (keys != NULL && *keys != '\0');
        n_shortcuts++;
      }

  g_assert_cmpuint (n_shortcuts, >, 10);
  g_slist_free (objects);
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window")));
}

static gboolean
has_focus_in (Fixture    *fixture,
              const char *name)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, get_child (fixture, name));
}

static void
test_focus_goes_round_the_panes (Fixture      *fixture,
                                 gconstpointer data)
{
  fill (fixture, 3);
  show_library (fixture);
  gtk_widget_grab_focus (get_child (fixture, "paper_view"));

  /* Without a paper, the reader has nothing to focus. */
  activate (fixture, "win.focus-pane", g_variant_new_int32 (1));
  g_assert_true (has_focus_in (fixture, "sidebar"));
  activate (fixture, "win.focus-pane", g_variant_new_int32 (1));
  g_assert_true (has_focus_in (fixture, "paper_view"));
  activate (fixture, "win.focus-pane", g_variant_new_int32 (-1));
  g_assert_true (has_focus_in (fixture, "sidebar"));
}

static void
test_first_start (Fixture      *fixture,
                  gconstpointer data)
{
  g_assert_cmpstr (get_page (fixture), ==, "loading");
  dp_window_set_library (fixture->window, fixture->library.library);
  test_wait_until (g_str_equal (get_page (fixture), "welcome"));

  /* What can do nothing says so. */
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "mark-all-read"));
}

static void
test_shows_papers (Fixture      *fixture,
                   gconstpointer data)
{
  fill (fixture, 12);
  show_library (fixture);

  g_assert_cmpstr (get_subtitle (fixture), ==, "12 papers");
}

static void
test_searches (Fixture      *fixture,
               gconstpointer data)
{
  fill (fixture, 12);
  show_library (fixture);

  activate (fixture, "win.search", NULL);
  g_assert_true (gtk_search_bar_get_search_mode (get_child (fixture, "search_bar")));
  gtk_editable_set_text (get_child (fixture, "search_entry"), "zebra");
  test_wait_until (g_str_equal (get_page (fixture), "status"));
  g_assert_cmpstr (adw_status_page_get_title (get_child (fixture, "status_page")), ==, "Nothing Found");

  gtk_search_bar_set_search_mode (get_child (fixture, "search_bar"), FALSE);
  test_wait_until (g_str_equal (get_page (fixture), "papers"));
  g_assert_cmpstr (get_subtitle (fixture), ==, "12 papers");
}

static void
test_sorts (Fixture      *fixture,
            gconstpointer data)
{
  GActionGroup *actions = NULL;
  g_autoptr (GVariant) sort = NULL;
  g_autoptr (GVariant) key = NULL;
  g_autoptr (GVariant) direction = NULL;

  fill (fixture, 3);
  show_library (fixture);
  actions = G_ACTION_GROUP (fixture->window);

  activate (fixture, "win.sort", g_variant_new_string ("title:desc"));
  sort = g_action_group_get_action_state (actions, "sort");
  key = g_action_group_get_action_state (actions, "sort-by");
  direction = g_action_group_get_action_state (actions, "sort-direction");
  g_assert_cmpstr (g_variant_get_string (sort, NULL), ==, "title:desc");
  g_assert_cmpstr (g_variant_get_string (key, NULL), ==, "title");
  g_assert_cmpstr (g_variant_get_string (direction, NULL), ==, "desc");

  activate (fixture, "win.sort", g_variant_new_string ("nonsense"));
  g_variant_unref (sort);
  sort = g_action_group_get_action_state (actions, "sort");
  g_assert_cmpstr (g_variant_get_string (sort, NULL), ==, "title:desc");
}

static void
select_first (Fixture *fixture)
{
  dp_paper_view_select (get_child (fixture, "paper_view"), 1);
  test_wait_until (dp_paper_view_get_current (get_child (fixture, "paper_view")) == 1);
}

static void
test_marks (Fixture      *fixture,
            gconstpointer data)
{
  fill (fixture, 3);
  show_library (fixture);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "toggle-bookmark"));

  select_first (fixture);
  activate (fixture, "win.toggle-bookmark", NULL);
  g_assert_cmpstr (fixture->mark, ==, "bookmark");
  g_assert_true (fixture->state);
  g_assert_cmpuint (fixture->n_marked, ==, 1);

  activate (fixture, "win.mark-all-read", NULL);
  g_assert_cmpstr (fixture->mark, ==, "read");
  g_assert_cmpuint (fixture->n_marked, ==, 3);

  /* The window follows the library, not its own wish. */
  library_fixture_mark (&fixture->library, DP_MARK_BOOKMARK, 1, TRUE);
  test_wait_until (g_str_equal (gtk_widget_get_tooltip_text (get_child (fixture, "bookmark_button")),
                                "Remove Bookmark"));
}

static void
test_counts_as_read (Fixture      *fixture,
                     gconstpointer data)
{
  g_settings_set_uint (fixture->settings, "read-after-seconds", 1);
  fill (fixture, 3);
  show_library (fixture);
  select_first (fixture);
  g_assert_null (fixture->mark);

  test_wait_until (fixture->mark != NULL);
  g_assert_cmpstr (fixture->mark, ==, "read");
  g_assert_cmpuint (fixture->n_marked, ==, 1);
}

/* To have a paper in view is to read its newest version, too, though it is read. */
static void
test_reads_a_new_version (Fixture      *fixture,
                          gconstpointer data)
{
  g_settings_set_uint (fixture->settings, "read-after-seconds", 1);
  fill (fixture, 1);
  library_fixture_execute (&fixture->library, "UPDATE paper SET version = 1");
  library_fixture_mark (&fixture->library, DP_MARK_READ, 1, TRUE);
  library_fixture_execute (&fixture->library, "UPDATE paper SET version = 2");
  show_library (fixture);
  select_first (fixture);

  test_wait_until (fixture->mark != NULL);
  g_assert_cmpstr (fixture->mark, ==, "read");
  g_assert_true (fixture->state);
}

/* The reader's own button does at once what waiting does. */
static void
test_new_version_is_seen (Fixture      *fixture,
                          gconstpointer data)
{
  fill (fixture, 1);
  library_fixture_execute (&fixture->library, "UPDATE paper SET version = 1");
  library_fixture_mark (&fixture->library, DP_MARK_BOOKMARK, 1, TRUE);
  library_fixture_execute (&fixture->library, "UPDATE paper SET version = 2");
  show_library (fixture);
  select_first (fixture);
  g_assert_null (fixture->mark);

  g_signal_emit_by_name (get_child (fixture, "reader"), "seen");
  g_assert_cmpstr (fixture->mark, ==, "read");
  g_assert_cmpuint (fixture->n_marked, ==, 1);
}

/* In a list of unread papers the one that is read stays until it is left. */
static void
test_keeps_what_is_read_in_new (Fixture      *fixture,
                                gconstpointer data)
{
  gint64 deadline = 0;

  g_settings_set_uint (fixture->settings, "read-after-seconds", 1);
  g_settings_set_string (fixture->settings, "selected-list", "new");
  fill (fixture, 3);
  show_library (fixture);
  select_first (fixture);

  deadline = g_get_monotonic_time () + 3 * G_TIME_SPAN_SECOND; /* seconds are rounded up */
  test_wait_until (g_get_monotonic_time () > deadline);
  g_assert_null (fixture->mark);

  dp_paper_view_select (get_child (fixture, "paper_view"), 2);
  test_wait_until (fixture->mark != NULL);
  g_assert_cmpstr (fixture->mark, ==, "read");
}

static void
test_shows_progress (Fixture      *fixture,
                     gconstpointer data)
{
  fill (fixture, 1);
  show_library (fixture);

  dp_refresh_progress_set (fixture->progress, TRUE, 1, 4, "Asking arXiv");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "stop_button")));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "refresh_button")));

  dp_refresh_progress_set (fixture->progress, FALSE, 4, 4, NULL);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "stop_button")));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "refresh_button")));
}

static void
test_remembers (Fixture      *fixture,
                gconstpointer data)
{
  gint64           topic = fill (fixture, 3);
  DpPlace          place = { DP_SCOPE_TOPIC, topic };
  g_autofree char *id = NULL;

  show_library (fixture);
  dp_sidebar_set_place (get_child (fixture, "sidebar"), &place);
  activate (fixture, "win.sort", g_variant_new_string ("author:asc"));
  select_first (fixture);
  g_object_set (get_child (fixture, "panes"), "sidebar-width", 300, NULL);
  close_window (fixture);

  id = g_settings_get_string (fixture->settings, "selected-paper");
  g_assert_cmpstr (id, !=, "");

  open_window (fixture);
  show_library (fixture);
  g_assert_true (dp_place_equal (dp_sidebar_get_place (get_child (fixture, "sidebar")), &place));
  test_wait_until (dp_paper_view_get_current (get_child (fixture, "paper_view")) == 1);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "sidebar-width"), ==, 300);
}

static char *
get_sort (Fixture *fixture)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "sort");

  return g_variant_dup_string (state, NULL);
}

static void
assert_sort (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *sort = get_sort (fixture);

  g_assert_cmpstr (sort, ==, expected);
}

static void
test_days (Fixture      *fixture,
           gconstpointer data)
{
  DpPlace day = dp_place_named (DP_SCOPE_DAY, "2026-11-13");
  DpPlace today = { .scope = DP_SCOPE_DAY };

  fill (fixture, 3);
  show_library (fixture);
  g_assert_cmpstr (fixture->fetched->str, ==, "");

  /* What is opened is fetched, and an empty day says more than nothing. */
  activate (fixture, "win.show-day", g_variant_new_string ("2026-11-13"));
  test_wait_until (g_str_equal (get_page (fixture), "status"));
  g_assert_cmpstr (fixture->fetched->str, ==, "2026-11-13,");
  g_assert_cmpstr (adw_window_title_get_title (get_child (fixture, "list_title")), ==, "Friday, 13 November 2026");
  g_assert_cmpstr (adw_status_page_get_title (get_child (fixture, "status_page")), ==, "Not Fetched Yet");
  activate (fixture, "win.fetch-this-day", NULL);
  g_assert_cmpstr (fixture->fetched->str, ==, "2026-11-13,2026-11-13,");
  activate (fixture, "win.show-day", g_variant_new_string ("yesterday"));
  g_assert_true (dp_place_equal (dp_sidebar_get_place (get_child (fixture, "sidebar")), &day));

  /* Days are sorted by themselves. */
  assert_sort (fixture, "day:desc");
  activate (fixture, "win.sort", g_variant_new_string ("upvotes:desc"));
  /* A notification that is clicked shows the list, whatever was in front. */
  dp_panes_set_visible_pane (get_child (fixture, "panes"), DP_PANE_READER);
  dp_window_show_list (fixture->window, "all");
  g_assert_cmpint (dp_panes_get_visible_pane (get_child (fixture, "panes")), ==, DP_PANE_LIST);
  assert_sort (fixture, "date:desc");
  activate (fixture, "win.show-today", NULL);
  assert_sort (fixture, "upvotes:desc");
  g_assert_cmpstr (fixture->fetched->str, ==, "2026-11-13,2026-11-13,,");
  g_assert_true (dp_place_equal (dp_sidebar_get_place (get_child (fixture, "sidebar")), &today));

  activate (fixture, "win.show-day", g_variant_new_string ("2026-11-13"));
  close_window (fixture);
  open_window (fixture);
  dp_window_set_library (fixture->window, fixture->library.library);
  g_assert_true (dp_place_equal (dp_sidebar_get_place (get_child (fixture, "sidebar")), &day));
  assert_sort (fixture, "upvotes:desc");
}

static void
test_problem (Fixture      *fixture,
              gconstpointer data)
{
  dp_window_show_problem (fixture->window, "The Library Is Damaged", "Nothing <was> changed.", TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture, "main_stack")), ==, "problem");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "set_aside_button")));

  dp_window_show_problem (fixture->window, "Newer", "Nothing was changed.", FALSE);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "set_aside_button")));

  dp_window_set_library (fixture->window, fixture->library.library);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_child (fixture, "main_stack")), ==, "panes");
}

static void
assert_grouping (Fixture    *fixture,
                 const char *grouping,
                 const char *sort)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "group-by");

  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, grouping);
  assert_sort (fixture, sort);
}

static void
test_groups (Fixture      *fixture,
             gconstpointer data)
{
  fill (fixture, 3);
  show_library (fixture);
  assert_grouping (fixture, "none", "date:desc");

  /* A sort that fits stays; another one gives way. */
  activate (fixture, "win.sort", g_variant_new_string ("date:asc"));
  activate (fixture, "win.group-by", g_variant_new_string ("day"));
  assert_grouping (fixture, "day", "date:asc");
  activate (fixture, "win.group-by", g_variant_new_string ("topic"));
  assert_grouping (fixture, "topic", "topics:asc");

  /* It is wanted still when the list is sorted otherwise for a while. */
  activate (fixture, "win.sort", g_variant_new_string ("title:asc"));
  assert_grouping (fixture, "none", "title:asc");
  activate (fixture, "win.sort", g_variant_new_string ("topics:desc"));
  assert_grouping (fixture, "topic", "topics:desc");

  close_window (fixture);
  open_window (fixture);
  dp_window_set_library (fixture->window, fixture->library.library);
  assert_grouping (fixture, "topic", "topics:desc");

  activate (fixture, "win.group-by", g_variant_new_string ("none"));
  assert_grouping (fixture, "none", "topics:desc");
  activate (fixture, "win.sort", g_variant_new_string ("date:desc"));
  assert_grouping (fixture, "none", "date:desc");
}

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/window/" name, Fixture, NULL, set_up, function, tear_down)
  add ("icons-come-along", test_icons_come_along);
  add ("shortcuts-name-their-keys", test_shortcuts_name_their_keys);
  add ("focus-goes-round-the-panes", test_focus_goes_round_the_panes);
  add ("first-start", test_first_start);
  add ("shows-papers", test_shows_papers);
  add ("searches", test_searches);
  add ("sorts", test_sorts);
  add ("groups", test_groups);
  add ("marks", test_marks);
  add ("counts-as-read", test_counts_as_read);
  add ("reads-a-new-version", test_reads_a_new_version);
  add ("new-version-is-seen", test_new_version_is_seen);
  add ("keeps-what-is-read-in-new", test_keeps_what_is_read_in_new);
  add ("shows-progress", test_shows_progress);
  add ("remembers", test_remembers);
  add ("days", test_days);
  add ("problem", test_problem);
#undef add

  return g_test_run ();
}
