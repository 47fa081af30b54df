/* test-news.c: what a refresh brought, in a few words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"
#include "library/dp-news-query.h"
#include "service/dp-news.h"
#include "service/refresh/dp-refresh-outcome.h"

#define PUBLISHED G_GINT64_CONSTANT (1763740800)

static guint32
get_end (LibraryFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  guint32 end = 0;

  g_assert_true (dp_news_query_get_end (fixture->library, &end, &error));
  g_assert_no_error (error);

  return end;
}

static void
store (LibraryFixture *fixture,
       const char     *id,
       const char     *title)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (id, PUBLISHED);

  g_free (paper->title);
  paper->title = g_strdup (title);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
}

static GPtrArray *
new_outcomes (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)dp_refresh_outcome_unref);
}

static void
add_day (GPtrArray  *outcomes,
         const char *day,
         guint       n_new)
{
  DpRefreshOutcome *outcome = dp_refresh_outcome_new_day (day, DP_REFRESH_STATE_DONE);

  outcome->n_new = n_new;
  g_ptr_array_add (outcomes, outcome);
}

static void
follow_quietly (LibraryFixture *fixture,
                const char     *words)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE topic SET notify = 0 WHERE id = %" G_GINT64_FORMAT,
                                          library_fixture_follow (fixture, words, NULL, NULL, NULL));

  library_fixture_execute (fixture, sql);
}

static DpNews *
ask (LibraryFixture *fixture,
     guint32         end,
     GPtrArray      *outcomes)
{
  g_autoptr (GError) error = NULL;
  DpNews *news = dp_news_new (fixture->library, end, outcomes, &error);

  g_assert_no_error (error);

  return news;
}

static void
test_several_topics (LibraryFixture *fixture,
                     gconstpointer   data)
{
  g_autoptr (GPtrArray) outcomes = new_outcomes ();
  g_autoptr (DpNews) news = NULL;
  guint32 end = 0;

  library_fixture_open (fixture);
  store (fixture, "2511.00001", "Old alpha");
  library_fixture_follow (fixture, "alpha", NULL, NULL, NULL);
  library_fixture_follow (fixture, "beta", NULL, NULL, NULL);
  library_fixture_follow (fixture, "nothing", NULL, NULL, NULL);
  follow_quietly (fixture, "gamma");

  end = get_end (fixture);
  store (fixture, "2511.00002", "Alpha and beta"); /* counts once */
  store (fixture, "2511.00003", "Alpha");
  store (fixture, "2511.00004", "Gamma");
  store (fixture, "2511.00005", "None of them");

  news = ask (fixture, end, outcomes);
  g_assert_cmpstr (news->title, ==, "2 new papers in 2 topics");
  g_assert_cmpstr (news->body, ==, "alpha: 2, beta: 1");
  g_assert_cmpint (news->topic_id, ==, 0);
  g_assert_null (news->day);
}

static void
test_one_topic_and_a_list (LibraryFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (GPtrArray) outcomes = new_outcomes ();
  g_autoptr (DpNews) news = NULL;
  gint64  alpha = 0;
  guint32 end = 0;

  library_fixture_open (fixture);
  alpha = library_fixture_follow (fixture, "alpha", NULL, NULL, NULL);
  end = get_end (fixture);
  store (fixture, "2511.00001", "Alpha");
  add_day (outcomes, "2025-11-20", 0);
  add_day (outcomes, "2025-11-21", 25);

  news = ask (fixture, end, outcomes);
  g_assert_cmpstr (news->title, ==, "1 new paper in “alpha”");
  g_assert_cmpstr (news->body, ==, "25 new papers in the list of Friday, 21 November 2025");
  g_assert_cmpint (news->topic_id, ==, alpha);
}

static void
test_a_list_alone (LibraryFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) outcomes = new_outcomes ();
  g_autoptr (DpNews) news = NULL;

  library_fixture_open (fixture);
  add_day (outcomes, "2025-11-21", 1);
  news = ask (fixture, 0, outcomes);
  g_assert_cmpstr (news->title, ==, "1 new paper in the list of Friday, 21 November 2025");
  g_assert_null (news->body);
  g_assert_cmpstr (news->day, ==, "2025-11-21");
}

static void
test_new_versions (LibraryFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GPtrArray) outcomes = new_outcomes ();
  g_autoptr (DpNews) alone = NULL;
  g_autoptr (DpNews) below = NULL;
  DpRefreshOutcome *outcome = dp_refresh_outcome_new_bookmarks (DP_REFRESH_STATE_DONE);

  library_fixture_open (fixture);
  outcome->n_revised = 2;
  g_ptr_array_add (outcomes, outcome);
  alone = ask (fixture, 0, outcomes);
  g_assert_cmpstr (alone->title, ==, "New versions of 2 bookmarked papers");
  g_assert_null (alone->body);
  g_assert_true (alone->is_of_versions);

  add_day (outcomes, "2025-11-21", 3);
  below = ask (fixture, 0, outcomes);
  g_assert_cmpstr (below->title, ==, "3 new papers in the list of Friday, 21 November 2025");
  g_assert_cmpstr (below->body, ==, "New versions of 2 bookmarked papers");
  g_assert_false (below->is_of_versions);
}

static void
test_many_topics (LibraryFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (GPtrArray) outcomes = new_outcomes ();
  g_autoptr (DpNews) news = NULL;

  library_fixture_open (fixture);
  library_fixture_follow (fixture, "a1", NULL, NULL, NULL);
  library_fixture_follow (fixture, "a2", NULL, NULL, NULL);
  library_fixture_follow (fixture, "a3", NULL, NULL, NULL);
  library_fixture_follow (fixture, "a4", NULL, NULL, NULL);
  library_fixture_follow (fixture, "a5", NULL, NULL, NULL);
  store (fixture, "2511.00001", "A1 a2 a3 a4 a5");

  news = ask (fixture, 0, outcomes);
  g_assert_cmpstr (news->title, ==, "1 new paper in 5 topics");
  g_assert_cmpstr (news->body, ==, "a1: 1, a2: 1, a3: 1 and 2 more topics");
}

/* Nothing new, or nothing but what somebody has just begun to follow. */
static void
test_no_news (LibraryFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) outcomes = new_outcomes ();
  DpRefreshOutcome *outcome = NULL;

  library_fixture_open (fixture);
  g_assert_null (ask (fixture, 0, outcomes));

  outcome = dp_refresh_outcome_new (library_fixture_follow (fixture, "alpha", NULL, NULL, NULL), "alpha",
                                    DP_REFRESH_STATE_DONE);
  outcome->is_first = TRUE;
  g_ptr_array_add (outcomes, outcome);
  store (fixture, "2511.00001", "Alpha");
  add_day (outcomes, "2025-11-21", 0);
  g_assert_null (ask (fixture, 0, outcomes));
}

#define ADD(name, test) \
  g_test_add ("/news/" name, LibraryFixture, NULL, library_fixture_set_up, test, library_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("several-topics", test_several_topics);
  ADD ("one-topic-and-a-list", test_one_topic_and_a_list);
  ADD ("a-list-alone", test_a_list_alone);
  ADD ("new-versions", test_new_versions);
  ADD ("many-topics", test_many_topics);
  ADD ("no-news", test_no_news);

  return g_test_run ();
}
