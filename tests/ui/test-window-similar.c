/* test-window-similar.c: from one paper to others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"
#include "ui/dp-topic-editor.h"
#include "ui/list/dp-paper-slot.h"
#include "ui/list/dp-paper-view.h"
#include "ui/window/dp-window.h"

#define SCHEMA "io.github.dailypapers.DailyPapers"

typedef struct
{
  LibraryFixture     library;
  GSettings         *settings;
  DpRefreshProgress *progress;
  DpWindow          *window;
} Fixture;

static void
store (Fixture    *fixture,
       const char *id,
       const char *title,
       const char *author)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();

  paper->id = g_strdup (id);
  paper->title = g_strdup (title);
  paper->authors = g_strdupv ((char *[]){ (char *)author, (char *)"Under_Score, \"Q\"", NULL });
  library_fixture_store_one (&fixture->library, paper, DP_AUTHORITY_ARXIV_API);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  library_fixture_set_up (&fixture->library, NULL);
  library_fixture_open (&fixture->library);
  store (fixture, "2401.00001", "Grazing of mountain sheep", "Ann Alpha");
  store (fixture, "2401.00002", "Tides of a harbour", "Bob Beta");
  store (fixture, "2401.00003", "A mountain", "Ann Alpha");
  store (fixture, "2401.00004", "Sheep of the mountain", "Bob Beta");

  fixture->settings = g_settings_new (SCHEMA);
  g_settings_reset (fixture->settings, "selected-list");
  g_settings_reset (fixture->settings, "sort");
  fixture->progress = dp_refresh_progress_new ();
  fixture->window = DP_WINDOW (dp_window_new (NULL, fixture->settings, fixture->progress));
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
  library_fixture_tear_down (&fixture->library, NULL);
}

static gpointer
get_child (Fixture    *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->window), DP_TYPE_WINDOW, name);
}

static void
activate (Fixture    *fixture,
          const char *action,
          GVariant   *parameter)
{
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, parameter));
}

static const char *
get_subtitle (Fixture *fixture)
{
  return adw_window_title_get_subtitle (get_child (fixture, "list_title"));
}

static char *
dup_sort (Fixture *fixture)
{
  g_autoptr (GVariant) sort = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "sort");

  return g_variant_dup_string (sort, NULL);
}

/* The rowids of the list, joined by spaces. */
static char *
dup_list (Fixture *fixture)
{
  GtkWidget  *view = get_child (fixture, "paper_view");
  GObject    *columns = gtk_widget_get_template_child (view, DP_TYPE_PAPER_VIEW, "column_view");
  GListModel *list = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (columns)));
  g_autoptr (GString) rowids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (DpPaperSlot) slot = g_list_model_get_item (list, i);

      g_string_append_printf (rowids, "%s%u", i > 0 ? " " : "", dp_paper_slot_get_rowid (slot));
    }

  return g_string_free (g_steal_pointer (&rowids), FALSE);
}

static gboolean
is_list (Fixture    *fixture,
         const char *expected)
{
  g_autofree char *list = dup_list (fixture);

  return g_str_equal (list, expected);
}

static void
test_more_like_this (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *sort = NULL;
  g_autofree char *sort_before = NULL;

  test_wait_until (g_str_equal (get_subtitle (fixture), "4 papers"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "more-like-this"));
  dp_paper_view_select (get_child (fixture, "paper_view"), library_fixture_find (&fixture->library, "2401.00001"));
  test_wait_until (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "more-like-this"));

  activate (fixture, "win.more-like-this", NULL);
  test_wait_until (g_str_has_suffix (get_subtitle (fixture), "results"));
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "search_entry")), ==, "like:2401.00001 ");
  sort = dup_sort (fixture);
  g_assert_cmpstr (sort, ==, "nearest:asc");
  test_wait_until (is_list (fixture, "4 3 2"));

  /* Another order may be chosen, and the list before has its own. */
  activate (fixture, "win.sort", g_variant_new_string ("nearest:desc"));
  test_wait_until (is_list (fixture, "2 3 4"));
  gtk_search_bar_set_search_mode (get_child (fixture, "search_bar"), FALSE);
  test_wait_until (g_str_equal (get_subtitle (fixture), "4 papers"));
  sort_before = dup_sort (fixture);
  g_assert_cmpstr (sort_before, ==, "date:desc");
}

static void
test_more_by (Fixture      *fixture,
              gconstpointer data)
{
  test_wait_until (g_str_equal (get_subtitle (fixture), "4 papers"));

  activate (fixture, "win.more-by", g_variant_new_string ("Ann Alpha"));
  test_wait_until (g_str_equal (get_subtitle (fixture), "2 results"));

  /* What would end the quotes does not. */
  activate (fixture, "win.more-by", g_variant_new_string ("Under_Score, \"Q\""));
  test_wait_until (g_str_equal (get_subtitle (fixture), "4 results"));
}

static void
test_follow_author (Fixture      *fixture,
                    gconstpointer data)
{
  DpTopicEditor *editor = NULL;
  GListModel    *windows = gtk_window_get_toplevels ();
  g_autoptr (DpTopic) topic = NULL;
  g_autoptr (GError) error = NULL;

  activate (fixture, "win.follow-author", g_variant_new_string ("Ann Alpha"));
  for (guint i = 0; i < g_list_model_get_n_items (windows) && editor == NULL; i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (DP_IS_TOPIC_EDITOR (window))
        editor = DP_TOPIC_EDITOR (window);
    }

  g_assert_nonnull (editor);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (editor)), ==, "Add a Topic");
  topic = dp_topic_editor_dup_topic (editor, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (topic->authors[0], ==, "Ann Alpha");
  g_assert_null (topic->authors[1]);
  g_assert_cmpint (topic->id, ==, 0);
  gtk_window_destroy (GTK_WINDOW (editor));
}

#define add(name, function) g_test_add ("/window-similar/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  if (!gtk_init_check ())
    return 77;

  adw_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("more-like-this", test_more_like_this);
  add ("more-by", test_more_by);
  add ("follow-author", test_follow_author);

  return g_test_run ();
}
