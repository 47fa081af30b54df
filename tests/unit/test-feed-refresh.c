/* test-feed-refresh.c: announcements in place of answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/topic/dp-topic-query.h"
#include "library/topic/dp-topic-store.h"
#include "model/dp-arxiv-calendar.h"
#include "net/dp-net-error.h"
#include "service/refresh/dp-refresh.h"
#include "test-source.h"
#include "test-util.h"

#include <string.h>

/* From an announcement, as the API knows it, to the feed of the day after. */
#define FEED_DELAY (3 * 60 * 60)

typedef struct
{
  char       *folder;
  DpLibrary  *library;
  TestSource *api;
  TestSource *feed;
  DpRefresh  *refresh;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("dp-feed-XXXXXX", &error);
  path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = dp_library_open (path, &error);
  g_assert_no_error (error);
  fixture->api = test_source_new ();
  fixture->feed = test_source_new ();
  test_source_set_feed (fixture->api, fixture->feed);
  fixture->refresh = dp_refresh_new (fixture->library, DP_SOURCE (fixture->api), NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  test_assert_finalizes (fixture->refresh);
  test_assert_finalizes (fixture->api);
  test_assert_finalizes (fixture->feed);
  dp_library_close (fixture->library);
  test_assert_finalizes (fixture->library);

  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static DpTime
get_announcement (void)
{
  return dp_arxiv_calendar_get_last_announcement (dp_time_now ());
}

static void
follow_with (Fixture    *fixture,
             const char *word, /* (nullable) */
             const char *category,
             gboolean    revised)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  if (word != NULL)
    topic->words = g_strsplit (word, "|", -1);
  topic->categories = g_strsplit (category, "|", -1);
  topic->revised = revised;
  g_assert_true (dp_topic_normalize (topic, &error));

  dp_topic_store_add_async (fixture->library, topic, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_cmpint (dp_topic_store_add_finish (fixture->library, result, &error), >, 0);
}

static void
follow (Fixture    *fixture,
        const char *word, /* (nullable) */
        const char *category)
{
  follow_with (fixture, word, category, FALSE);
}

static void
set_success (Fixture           *fixture,
             const DpTopicInfo *info,
             DpTime             time)
{
  const DpRefreshRecord *record = g_ptr_array_index (info->refreshes, 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  dp_topic_store_record_refresh_async (fixture->library, info->topic->id, info->edition, record->source, record->request,
                                       time, 0, NULL, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_true (dp_topic_store_record_refresh_finish (fixture->library, result, &error));
}

/* Takes the last successes for those of just before the last announcement. */
static void
grow_old (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = dp_topic_query_list (fixture->library, &error);

  for (guint i = 0; i < infos->len; i++)
    set_success (fixture, g_ptr_array_index (infos, i), get_announcement () - 1);
}

static void
start (Fixture       *fixture,
       GAsyncResult **slot)
{
  dp_refresh_run_async (fixture->refresh, NULL, 0, DP_REFRESH_FLAGS_NONE, NULL, test_result_cb, slot);
}

static GPtrArray *
await_outcomes (Fixture       *fixture,
                GAsyncResult **slot)
{
  g_autoptr (GAsyncResult) result = test_await (slot);
  g_autoptr (GError) error = NULL;
  GPtrArray *outcomes = dp_refresh_run_finish (fixture->refresh, result, &error);

  g_assert_no_error (error);

  return outcomes;
}

static void
assert_outcome (GPtrArray     *outcomes,
                guint          position,
                DpRefreshState state,
                guint          n_new,
                const char    *instead)
{
  const DpRefreshOutcome *outcome = g_ptr_array_index (outcomes, position);

  g_assert_cmpint (outcome->state, ==, state);
  g_assert_cmpuint (outcome->n_new, ==, n_new);
  g_assert_cmpstr (outcome->instead, ==, instead);
}

static void
answer_feed (Fixture *fixture,
             guint    first,
             guint    n,
             DpTime   announced_at)
{
  DpSourcePage *page = dp_source_page_new (DP_AUTHORITY_ARXIV_FEED);

  for (guint i = first; i < first + n; i++)
    g_ptr_array_add (page->papers, test_source_make_paper (i));
  page->total_results = n;
  page->announced_at = announced_at;

  test_wait_until (test_source_is_asked (fixture->feed));
  test_source_answer_page (fixture->feed, page);
}

static void
answer_api (Fixture *fixture,
            guint    first,
            guint    n)
{
  test_wait_until (test_source_is_asked (fixture->api));
  test_source_answer (fixture->api, first, n, n, NULL);
}

/* Filled from the API, then followed by its feed. */
static void
test_whole_category (Fixture      *fixture,
                     gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) forced = NULL;

  follow (fixture, NULL, "cs.CL");
  start (fixture, &slot);
  answer_api (fixture, 10, 3);
  first = await_outcomes (fixture, &slot);
  assert_outcome (first, 0, DP_REFRESH_STATE_DONE, 3, NULL);
  g_assert_cmpstr (test_source_get_asked (fixture->feed), ==, "");

  grow_old (fixture);
  start (fixture, &slot);
  answer_feed (fixture, 8, 3, get_announcement () + FEED_DELAY);
  second = await_outcomes (fixture, &slot);
  assert_outcome (second, 0, DP_REFRESH_STATE_DONE, 2, NULL);
  g_assert_cmpstr (test_source_get_asked (fixture->api), ==, "cs.CL 0+100");
  g_assert_cmpstr (test_source_get_asked (fixture->feed), ==, "cs.CL 0+100");

  dp_refresh_run_async (fixture->refresh, NULL, 0, DP_REFRESH_FLAGS_FORCE, NULL, test_result_cb, &slot);
  answer_api (fixture, 10, 3);
  forced = await_outcomes (fixture, &slot);
  assert_outcome (forced, 0, DP_REFRESH_STATE_DONE, 0, NULL);
  g_assert_cmpstr (test_source_get_asked (fixture->feed), ==, "cs.CL 0+100");
}

/* A feed of another day, one without papers as at weekends, one that is full, one that failed. */
static void
test_feed_is_of_no_use (Fixture      *fixture,
                        gconstpointer data)
{
  const struct
  {
    guint  n;
    DpTime announced_at;
  } feeds[] = {
    { 3, get_announcement () - 1 },
    { 3, get_announcement () + FEED_DELAY + 24 * 60 * 60 },
    { 3, DP_TIME_UNKNOWN },
    { 0, get_announcement () + FEED_DELAY },
    { 2000, get_announcement () + FEED_DELAY },
  };
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) filled = NULL;
  g_autoptr (GPtrArray) failed = NULL;

  follow (fixture, NULL, "cs.CL");
  start (fixture, &slot);
  answer_api (fixture, 10, 1);
  filled = await_outcomes (fixture, &slot);

  for (guint i = 0; i < G_N_ELEMENTS (feeds); i++)
    {
      g_autoptr (GPtrArray) outcomes = NULL;

      grow_old (fixture);
      start (fixture, &slot);
      answer_feed (fixture, 100, feeds[i].n, feeds[i].announced_at);
      answer_api (fixture, 9 - i, 1);
      outcomes = await_outcomes (fixture, &slot);
      assert_outcome (outcomes, 0, DP_REFRESH_STATE_DONE, 1, NULL);
    }

  grow_old (fixture);
  start (fixture, &slot);
  test_wait_until (test_source_is_asked (fixture->feed));
  test_source_fail (fixture->feed, DP_NET_ERROR, DP_NET_ERROR_NOT_FOUND);
  answer_api (fixture, 1, 1);
  failed = await_outcomes (fixture, &slot);
  assert_outcome (failed, 0, DP_REFRESH_STATE_DONE, 1, NULL);
}

/* One is asked for, and then no more. */
static void
test_feeds_of_no_use (Fixture      *fixture,
                      gconstpointer data)
{
  const char *const categories[] = { "cs.AI", "cs.CL", "cs.LG" };
  GAsyncResult     *slot = NULL;
  g_autoptr (GPtrArray) filled = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    follow (fixture, NULL, categories[i]);
  start (fixture, &slot);
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    answer_api (fixture, 10 * i, 1);
  filled = await_outcomes (fixture, &slot);

  grow_old (fixture);
  start (fixture, &slot);
  answer_feed (fixture, 100, 3, get_announcement () - 1);
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    answer_api (fixture, 10 * i + 1, 1);
  outcomes = await_outcomes (fixture, &slot);
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    assert_outcome (outcomes, i, DP_REFRESH_STATE_DONE, 1, NULL);
  g_assert_cmpstr (test_source_get_asked (fixture->feed), ==, "cs.AI 0+100");
}

/* Words must be searched for. */
static void
test_words (Fixture      *fixture,
            gconstpointer data)
{
  follow (fixture, "paper", "cs.CL");

  for (guint i = 0; i < 2; i++)
    {
      GAsyncResult *slot = NULL;
      g_autoptr (GPtrArray) outcomes = NULL;

      if (i > 0)
        grow_old (fixture);
      start (fixture, &slot);
      answer_api (fixture, i, 1);
      outcomes = await_outcomes (fixture, &slot);
      assert_outcome (outcomes, 0, DP_REFRESH_STATE_DONE, 1, NULL);
    }

  g_assert_cmpstr (test_source_get_asked (fixture->feed), ==, "");
}

/* One feed for all topics, and each gets what it wants of it. */
static void
test_busy (Fixture      *fixture,
           gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autofree char *sentence = NULL;

  follow (fixture, "7", "cs.CL");
  follow (fixture, "paper", "cs.CL|cs.AI");
  follow (fixture, "nothing", "cs.LG");

  start (fixture, &slot);
  test_wait_until (test_source_is_asked (fixture->api));
  test_source_fail (fixture->api, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);
  answer_feed (fixture, 5, 4, DP_TIME_UNKNOWN);
  outcomes = await_outcomes (fixture, &slot);

  g_assert_cmpuint (outcomes->len, ==, 3);
  assert_outcome (outcomes, 0, DP_REFRESH_STATE_FAILED, 1, "cs.CL, cs.AI, cs.LG");
  assert_outcome (outcomes, 1, DP_REFRESH_STATE_NOT_ASKED, 4, "cs.CL, cs.AI, cs.LG");
  assert_outcome (outcomes, 2, DP_REFRESH_STATE_NOT_ASKED, 0, "cs.CL, cs.AI, cs.LG");
  g_assert_cmpstr (test_source_get_asked (fixture->feed), ==, "cs.CL/cs.AI/cs.LG 0+0");

  sentence = dp_refresh_outcome_dup_sentence (g_ptr_array_index (outcomes, 1), "the test");
  g_assert_nonnull (strstr (sentence, "The day’s announcements of cs.CL, cs.AI, cs.LG were read instead. 4 new papers came with them."));
}

static void
answer_with_paper (Fixture    *fixture,
                   TestSource *source,
                   guint       version,
                   const char *title,
                   const char *category)
{
  DpSourcePage *page = dp_source_page_new (DP_AUTHORITY_ARXIV_API);
  DpPaper      *paper = test_source_make_paper (1);

  paper->version = version;
  g_free (paper->title);
  paper->title = g_strdup (title);
  g_free (paper->primary_category);
  paper->primary_category = g_strdup (category);
  g_ptr_array_add (page->papers, paper);
  page->total_results = 1;

  test_wait_until (test_source_is_asked (source));
  test_source_answer_page (source, page);
}

/* What a paper says is its category is nothing to ask for unless it is one. */
static void
test_foreign_category (Fixture      *fixture,
                       gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      GAsyncResult *slot = NULL;
      g_autoptr (GPtrArray) filled = NULL;
      g_autoptr (GPtrArray) outcomes = NULL;

      if (i == 0)
        follow (fixture, "title", "");
      start (fixture, &slot);
      answer_with_paper (fixture, fixture->api, i + 1, "A title", i == 0 ? "../x?y=1 2" : "cs.lg");
      filled = await_outcomes (fixture, &slot);

      grow_old (fixture);
      start (fixture, &slot);
      test_wait_until (test_source_is_asked (fixture->api));
      test_source_fail (fixture->api, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);
      if (i == 1)
        answer_feed (fixture, 5, 1, DP_TIME_UNKNOWN);
      outcomes = await_outcomes (fixture, &slot);
      assert_outcome (outcomes, 0, DP_REFRESH_STATE_FAILED, 0, i == 0 ? NULL : "cs.LG");
    }

  g_assert_cmpstr (test_source_get_asked (fixture->feed), ==, "cs.LG 0+0");
}

/* A revised paper that one topic wants may be lost to another by that. */
static void
test_topic_that_shrinks (Fixture      *fixture,
                         gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) filled = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  follow_with (fixture, "alpha", "cs.CL", TRUE);
  follow (fixture, "beta", "cs.CL");
  start (fixture, &slot);
  answer_with_paper (fixture, fixture->api, 1, "Alpha and beta", "cs.CL");
  answer_api (fixture, 2, 0);
  filled = await_outcomes (fixture, &slot);

  grow_old (fixture);
  start (fixture, &slot);
  test_wait_until (test_source_is_asked (fixture->api));
  test_source_fail (fixture->api, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);
  answer_with_paper (fixture, fixture->feed, 2, "Alpha and gamma", "cs.CL");
  outcomes = await_outcomes (fixture, &slot);
  assert_outcome (outcomes, 0, DP_REFRESH_STATE_FAILED, 0, "cs.CL");
  assert_outcome (outcomes, 1, DP_REFRESH_STATE_NOT_ASKED, 0, "cs.CL");
}

static void
test_stop_while_falling_back (Fixture      *fixture,
                              gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  follow (fixture, "paper", "cs.CL");
  start (fixture, &slot);
  test_wait_until (test_source_is_asked (fixture->api));
  test_source_fail (fixture->api, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);
  test_wait_until (test_source_is_asked (fixture->feed));
  g_assert_true (dp_refresh_is_running (fixture->refresh));
  dp_refresh_stop (fixture->refresh);
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 0, DP_REFRESH_STATE_FAILED, 0, NULL);
  g_assert_false (dp_refresh_is_running (fixture->refresh));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/feed-refresh/" name, Fixture, NULL, set_up, function, tear_down)
  add ("whole-category", test_whole_category);
  add ("feed-is-of-no-use", test_feed_is_of_no_use);
  add ("feeds-of-no-use", test_feeds_of_no_use);
  add ("words", test_words);
  add ("busy", test_busy);
  add ("foreign-category", test_foreign_category);
  add ("topic-that-shrinks", test_topic_that_shrinks);
  add ("stop-while-falling-back", test_stop_while_falling_back);
#undef add

  return g_test_run ();
}
