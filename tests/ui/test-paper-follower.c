/* test-paper-follower.c: a view that shows what a library holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library-fixture.h"

#include "ui/list/dp-paper-view.h"

typedef struct
{
  LibraryFixture library;
  DpListing     *listing;
  DpPaperView   *view;
  GtkWidget     *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  library_fixture_set_up (&fixture->library, NULL);
  library_fixture_open (&fixture->library);
  dp_library_watch (fixture->library.library);
  fixture->listing = dp_listing_new (fixture->library.library);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 400);
  fixture->view = DP_PAPER_VIEW (dp_paper_view_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  dp_paper_view_set_columns (fixture->view, "star:60,title:300,date:140");
  dp_paper_view_set_listing (fixture->view, fixture->library.library, fixture->listing);
  gtk_window_present (GTK_WINDOW (fixture->window));
  test_wait_until (gtk_widget_get_mapped (fixture->window));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  dp_paper_view_set_listing (fixture->view, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *)&fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  test_wait_until (fixture->view == NULL);
  test_assert_finalizes (fixture->listing);
  library_fixture_tear_down (&fixture->library, NULL);
}

static guint32
store (Fixture    *fixture,
       const char *id,
       DpTime      published,
       DpTime      updated)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (id, published);

  paper->updated = updated;
  library_fixture_store_one (&fixture->library, paper, DP_AUTHORITY_ARXIV_API);

  return library_fixture_find (&fixture->library, id);
}

/* The names of the rows in sight, from top to bottom, a line each. */
static gboolean
rows_are (Fixture    *fixture,
          const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *widget = GTK_WIDGET (fixture->view);

  /* The scrolled window, the column view, its header, its list, the rows. */
  widget = gtk_widget_get_first_child (gtk_widget_get_first_child (widget));
  widget = gtk_widget_get_next_sibling (gtk_widget_get_first_child (widget));

  for (widget = gtk_widget_get_first_child (widget); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    {
      GtkWidget *star = gtk_widget_get_first_child (widget);
      GtkWidget *title = gtk_widget_get_next_sibling (star);
      GtkWidget *date = gtk_widget_get_next_sibling (title);

      star = gtk_widget_get_first_child (star);
      title = gtk_widget_get_first_child (title);
      date = gtk_widget_get_first_child (date);
      g_string_append_printf (names, "%s%s %s\n",
                              gtk_widget_has_css_class (star, "starred") ? "*" : "",
                              gtk_inscription_get_text (GTK_INSCRIPTION (title)),
                              gtk_inscription_get_text (GTK_INSCRIPTION (date)));
    }

  return g_str_equal (names->str, expected);
}

static void
test_view_follows_the_library (Fixture      *fixture,
                               gconstpointer data)
{
  DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_DATE, .descending = TRUE };
  guint32     first = store (fixture, "2501.00001", 0, 0);

  dp_listing_set_query (fixture->listing, &query);
  test_wait_until (rows_are (fixture, "Title of 2501.00001 1 Jan 1970\n"));
  dp_paper_view_select (fixture->view, first);

  store (fixture, "2501.00002", 86400, 86400);
  test_wait_until (rows_are (fixture, "Title of 2501.00002 2 Jan 1970\nTitle of 2501.00001 1 Jan 1970\n"));
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, first);

  library_fixture_mark (&fixture->library, DP_MARK_BOOKMARK, first, TRUE);
  test_wait_until (rows_are (fixture, "Title of 2501.00002 2 Jan 1970\n*Title of 2501.00001 1 Jan 1970\n"));

  query.sort = DP_SORT_TITLE;
  query.descending = FALSE;
  dp_listing_set_query (fixture->listing, &query);
  test_wait_until (rows_are (fixture, "*Title of 2501.00001 1 Jan 1970\nTitle of 2501.00002 2 Jan 1970\n"));
  g_assert_cmpuint (dp_paper_view_get_current (fixture->view), ==, first);

  dp_paper_view_set_listing (fixture->view, NULL, NULL);
  test_wait_until (rows_are (fixture, ""));
}

/* In a topic that counts revisions as new, a paper's date is its last version's. */
static void
test_topic_of_revisions_shows_their_dates (Fixture      *fixture,
                                           gconstpointer data)
{
  DpListQuery query = { .scope = DP_SCOPE_TOPIC, .sort = DP_SORT_DATE, .descending = TRUE };

  store (fixture, "2501.00001", 0, 86400);
  query.topic_id = library_fixture_follow (&fixture->library, "title", NULL, NULL, NULL);
  dp_listing_set_query (fixture->listing, &query);
  test_wait_until (rows_are (fixture, "Title of 2501.00001 1 Jan 1970\n"));

  {
    g_autoptr (GPtrArray) topics = dp_topic_query_list (fixture->library.library, NULL);
    g_autoptr (DpTopic) topic = dp_topic_copy (((const DpTopicInfo *)topics->pdata[0])->topic);
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GError) error = NULL;
    GAsyncResult *slot = NULL;

    topic->revised = TRUE;
    dp_topic_store_update_async (fixture->library.library, topic, NULL, test_result_cb, &slot);
    result = test_await (&slot);
    g_assert_true (dp_topic_store_update_finish (fixture->library.library, result, &error));
    g_assert_no_error (error);
  }
  test_wait_until (rows_are (fixture, "Title of 2501.00001 2 Jan 1970\n"));
}

#define ADD(path, test) g_test_add ("/paper-follower/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("follows-the-library", test_view_follows_the_library);
  ADD ("topic-of-revisions-shows-their-dates", test_topic_of_revisions_shows_their_dates);

  return g_test_run ();
}
