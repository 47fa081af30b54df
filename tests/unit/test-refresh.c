/* test-refresh.c: asking the services what is new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/topic/dp-topic-query.h"
#include "library/topic/dp-topic-store.h"
#include "model/dp-arxiv-calendar.h"
#include "service/refresh/dp-refresh.h"
#include "service/refresh/dp-topic-refresh.h"
#include "test-source.h"
#include "test-util.h"

typedef struct
{
  char       *folder;
  DpLibrary  *library;
  TestSource *source;
  DpRefresh  *refresh;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("dp-refresh-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "library.db", NULL);
  fixture->library = dp_library_open (path, &error);
  g_assert_no_error (error);
  fixture->source = test_source_new ();
  fixture->refresh = dp_refresh_new (fixture->library, DP_SOURCE (fixture->source), NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  test_assert_finalizes (fixture->refresh);
  test_assert_finalizes (fixture->source);
  dp_library_close (fixture->library);
  test_assert_finalizes (fixture->library);

  test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static DpTopic *
make_topic (const char *word,
            guint       keep)
{
  DpTopic *topic = dp_topic_new ();
  g_autoptr (GError) error = NULL;

  topic->words = g_strsplit (word, "|", -1);
  topic->keep = keep;
  g_assert_true (dp_topic_normalize (topic, &error));
  g_assert_no_error (error);

  return topic;
}

static gint64
follow (Fixture    *fixture,
        const char *word,
        guint       keep)
{
  g_autoptr (DpTopic) topic = make_topic (word, keep);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;
  gint64        id = 0;

  dp_topic_store_add_async (fixture->library, topic, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  id = dp_topic_store_add_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return id;
}

static void
edit (Fixture    *fixture,
      gint64      id,
      const char *word)
{
  g_autoptr (DpTopic) topic = make_topic (word, 100);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  topic->id = id;
  dp_topic_store_update_async (fixture->library, topic, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  dp_topic_store_update_finish (fixture->library, result, &error);
  g_assert_no_error (error);
}

static void
unfollow (Fixture *fixture,
          gint64   id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  dp_topic_store_set_removed_async (fixture->library, id, TRUE, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  dp_topic_store_set_removed_finish (fixture->library, result, &error);
  g_assert_no_error (error);
}

static DpTopicInfo *
find_topic (Fixture    *fixture,
            const char *name)
{
  g_autoptr (GError) error = NULL;
  DpTopicInfo *info = dp_topic_query_find (fixture->library, name, &error);

  g_assert_no_error (error);

  return info;
}

static guint
count_papers (Fixture    *fixture,
              const char *name)
{
  g_autoptr (DpTopicInfo) info = find_topic (fixture, name);

  return info->n_papers;
}

static guint
count_all (Fixture *fixture)
{
  DpLibraryCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  dp_topic_query_count (fixture->library, 0, &counts, &error);
  g_assert_no_error (error);

  return counts.n_papers;
}

static void
start (Fixture       *fixture,
       DpRefreshFlags flags,
       GAsyncResult **slot)
{
  dp_refresh_run_async (fixture->refresh, NULL, 0, flags, NULL, test_result_cb, slot);
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
                const char    *name,
                DpRefreshState state,
                guint          n_new)
{
  const DpRefreshOutcome *outcome = NULL;

  g_assert_cmpuint (position, <, outcomes->len);
  outcome = g_ptr_array_index (outcomes, position);
  g_assert_cmpstr (outcome->topic_name, ==, name);
  g_assert_cmpint (outcome->state, ==, state);
  g_assert_cmpuint (outcome->n_new, ==, n_new);
  g_assert_true ((outcome->error != NULL) ==
                 (state == DP_REFRESH_STATE_FAILED || state == DP_REFRESH_STATE_NOT_ASKED));
}

#define await_request(fixture) test_wait_until (test_source_is_asked ((fixture)->source))

static void
test_nothing_followed (Fixture      *fixture,
                       gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  outcomes = await_outcomes (fixture, &slot);

  g_assert_cmpuint (outcomes->len, ==, 0);
  g_assert_false (dp_refresh_is_running (fixture->refresh));
}

static void
test_stores_and_records (Fixture      *fixture,
                         gconstpointer data)
{
  GAsyncResult *slot = NULL;
  DpTime        before = dp_time_now ();
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (DpTopicInfo) info = NULL;
  const DpRefreshRecord *record = NULL;

  follow (fixture, "alpha", 20);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 20, 500, NULL);
  outcomes = await_outcomes (fixture, &slot);

  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "alpha 0+20");
  g_assert_cmpuint (outcomes->len, ==, 1);
  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_DONE, 20);

  info = find_topic (fixture, "alpha");
  g_assert_cmpuint (info->n_papers, ==, 20);
  g_assert_cmpuint (info->refreshes->len, ==, 1);
  record = g_ptr_array_index (info->refreshes, 0);
  g_assert_cmpstr (record->source, ==, "test");
  g_assert_cmpuint (record->n_new, ==, 20);
  g_assert_null (record->error);
  g_assert_cmpint (record->succeeded_at, >=, before);
}

static void
refresh_once (Fixture       *fixture,
              DpRefreshFlags flags,
              guint          n)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  start (fixture, flags, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, n, n, NULL);
  outcomes = await_outcomes (fixture, &slot);
  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_DONE, n);
}

/* What came through other topics is not “nothing”, the first time a topic is asked for. */
static void
test_known_from_elsewhere (Fixture      *fixture,
                           gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autofree char *first = NULL;

  follow (fixture, "alpha", 3);
  refresh_once (fixture, DP_REFRESH_FLAGS_NONE, 3);
  follow (fixture, "paper", 3); /* which is in every title */
  g_assert_cmpuint (count_papers (fixture, "paper"), ==, 3);

  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 3, 3, NULL);
  outcomes = await_outcomes (fixture, &slot);
  assert_outcome (outcomes, 1, "paper", DP_REFRESH_STATE_DONE, 0);
  first = dp_refresh_outcome_dup_sentence (outcomes->pdata[1], "Test");
  g_assert_cmpstr (first, ==, "3 papers, all of which were here already.");
}

static void
test_fresh_is_skipped (Fixture      *fixture,
                       gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autofree char *sentence = NULL;

  follow (fixture, "alpha", 100);
  refresh_once (fixture, DP_REFRESH_FLAGS_NONE, 3);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_FRESH, 0);
  sentence = dp_refresh_outcome_dup_sentence (g_ptr_array_index (outcomes, 0), "the test");
  g_assert_true (g_str_has_prefix (sentence, "Up to date since "));
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "alpha 0+100");
}

static void
test_force_asks (Fixture      *fixture,
                 gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  follow (fixture, "alpha", 100);
  refresh_once (fixture, DP_REFRESH_FLAGS_NONE, 3);
  start (fixture, DP_REFRESH_FLAGS_FORCE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 4, 4, NULL);
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_DONE, 1);
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "alpha 0+100, alpha 0+100");
}

static void
test_pages (Fixture      *fixture,
            gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  follow (fixture, "alpha", 2500);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 50, 3000, NULL);
  await_request (fixture);
  /* One entry moved from the first page to the second. */
  test_source_answer (fixture->source, 49, 50, 3001, NULL);
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_DONE, 99);
  g_assert_cmpuint (((DpRefreshOutcome *)outcomes->pdata[0])->n_received, ==, 99);
  g_assert_cmpuint (count_papers (fixture, "alpha"), ==, 99);
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "alpha 0+2000, alpha 2000+2000");
}

/* A first refresh that broke off is made whole by the next. */
static void
test_broken_paging_is_made_whole (Fixture      *fixture,
                                  gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) broken = NULL;
  g_autoptr (GPtrArray) whole = NULL;

  follow (fixture, "alpha", 2500);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 50, 3000, NULL);
  await_request (fixture);
  test_source_fail (fixture->source, DP_NET_ERROR, DP_NET_ERROR_STATUS);
  broken = await_outcomes (fixture, &slot);
  assert_outcome (broken, 0, "alpha", DP_REFRESH_STATE_FAILED, 50);

  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 50, 3000, NULL);
  await_request (fixture);
  test_source_answer (fixture->source, 50, 50, 3000, NULL);
  whole = await_outcomes (fixture, &slot);
  assert_outcome (whole, 0, "alpha", DP_REFRESH_STATE_DONE, 50);
}

static void
test_failure_goes_on (Fixture      *fixture,
                      gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (DpTopicInfo) info = NULL;
  const DpRefreshRecord *record = NULL;

  follow (fixture, "alpha", 100);
  follow (fixture, "beta", 100);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_fail (fixture->source, DP_NET_ERROR, DP_NET_ERROR_STATUS);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 5, 5, NULL);
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_FAILED, 0);
  assert_outcome (outcomes, 1, "beta", DP_REFRESH_STATE_DONE, 5);

  info = find_topic (fixture, "alpha");
  record = g_ptr_array_index (info->refreshes, 0);
  g_assert_cmpint (record->succeeded_at, ==, DP_TIME_UNKNOWN);
  g_assert_true (g_str_has_prefix (record->error, "The test says no. "));
}

static void
test_part_of_a_page_is_kept (Fixture      *fixture,
                             gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autofree char *sentence = NULL;

  follow (fixture, "alpha", 100);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 7, 500,
                      g_error_new (DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE, "Cut off."));
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_FAILED, 7);
  g_assert_cmpuint (count_papers (fixture, "alpha"), ==, 7);
  sentence = dp_refresh_outcome_dup_sentence (g_ptr_array_index (outcomes, 0), "the test");
  g_assert_true (g_str_has_prefix (sentence, "Cut off. "));
  g_assert_true (g_str_has_suffix (sentence, "7 new papers came before that and are kept."));
}

static void
test_obstacle_spares_the_rest (Fixture      *fixture,
                               gconstpointer data)
{
  static const DpNetError obstacles[] = {
    DP_NET_ERROR_OFFLINE, DP_NET_ERROR_THROTTLED, DP_NET_ERROR_FORBIDDEN, DP_NET_ERROR_GONE, DP_NET_ERROR_UNTRUSTED
  };

  follow (fixture, "alpha", 100);
  follow (fixture, "beta", 100);
  follow (fixture, "gamma", 100);

  for (guint i = 0; i < G_N_ELEMENTS (obstacles); i++)
    {
      GAsyncResult *slot = NULL;
      g_autoptr (GPtrArray) outcomes = NULL;

      start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
      await_request (fixture);
      test_source_fail (fixture->source, DP_NET_ERROR, (int)obstacles[i]);
      outcomes = await_outcomes (fixture, &slot);

      assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_FAILED, 0);
      assert_outcome (outcomes, 1, "beta", DP_REFRESH_STATE_NOT_ASKED, 0);
      assert_outcome (outcomes, 2, "gamma", DP_REFRESH_STATE_NOT_ASKED, 0);
    }
}

static void
test_two_timeouts_are_an_obstacle (Fixture      *fixture,
                                   gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  follow (fixture, "alpha", 100);
  follow (fixture, "beta", 100);
  follow (fixture, "gamma", 100);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  for (guint i = 0; i < 2; i++)
    {
      await_request (fixture);
      test_source_fail (fixture->source, DP_NET_ERROR, DP_NET_ERROR_TIMED_OUT);
    }
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 1, "beta", DP_REFRESH_STATE_FAILED, 0);
  assert_outcome (outcomes, 2, "gamma", DP_REFRESH_STATE_NOT_ASKED, 0);
}

static void
test_stop_keeps_what_came (Fixture      *fixture,
                           gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (DpTopicInfo) info = NULL;

  follow (fixture, "alpha", 2500);
  follow (fixture, "beta", 100);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 50, 3000, NULL);
  await_request (fixture);
  dp_refresh_stop (fixture->refresh);
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_STOPPED, 50);
  assert_outcome (outcomes, 1, "beta", DP_REFRESH_STATE_STOPPED, 0);
  g_assert_cmpuint (count_papers (fixture, "alpha"), ==, 50);
  g_assert_false (dp_refresh_is_running (fixture->refresh));

  /* Being stopped is neither a success nor a failure. */
  info = find_topic (fixture, "alpha");
  g_assert_cmpuint (info->refreshes->len, ==, 0);
}

/* Who closes the window does not wait for two thousand papers. */
static void
test_stop_while_storing (Fixture      *fixture,
                         gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  guint n_kept = 0;

  dp_library_watch (fixture->library);
  follow (fixture, "alpha", 2000);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 2000, 3000, NULL);
  test_wait_until (count_all (fixture) >= 100);
  dp_refresh_stop (fixture->refresh);
  outcomes = await_outcomes (fixture, &slot);

  n_kept = count_all (fixture);
  g_assert_cmpuint (n_kept, <, 2000);
  g_assert_cmpuint (n_kept % 100, ==, 0);
  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_STOPPED, n_kept);
}

/* Who asks again does not get the end of what was stopped. */
static void
test_asked_again_while_stopping (Fixture      *fixture,
                                 gconstpointer data)
{
  GAsyncResult *slot = NULL;
  GAsyncResult *again_slot = NULL;
  g_autoptr (GPtrArray) stopped = NULL;
  g_autoptr (GPtrArray) again = NULL;

  follow (fixture, "alpha", 100);
  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  dp_refresh_stop (fixture->refresh);
  g_assert_true (dp_refresh_is_running (fixture->refresh));
  start (fixture, DP_REFRESH_FLAGS_NONE, &again_slot);

  stopped = await_outcomes (fixture, &slot);
  assert_outcome (stopped, 0, "alpha", DP_REFRESH_STATE_STOPPED, 0);

  await_request (fixture);
  test_source_answer (fixture->source, 0, 5, 5, NULL);
  again = await_outcomes (fixture, &again_slot);
  g_assert_cmpuint (again->len, ==, 1);
  assert_outcome (again, 0, "alpha", DP_REFRESH_STATE_DONE, 5);
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "alpha 0+100, alpha 0+100");
}

static void
test_stop_when_idle (Fixture      *fixture,
                     gconstpointer data)
{
  dp_refresh_stop (fixture->refresh);
  g_assert_false (dp_refresh_is_running (fixture->refresh));
}

static void
test_overlapping_runs_join (Fixture      *fixture,
                            gconstpointer data)
{
  gint64        ids[] = { 0 };
  GAsyncResult *first_slot = NULL;
  GAsyncResult *second_slot = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  follow (fixture, "alpha", 100);
  ids[0] = follow (fixture, "beta", 100);
  start (fixture, DP_REFRESH_FLAGS_NONE, &first_slot);
  await_request (fixture);
  g_assert_cmpstr (dp_refresh_get_subject (fixture->refresh), ==, "alpha");
  dp_refresh_run_async (fixture->refresh, ids, 1, DP_REFRESH_FLAGS_FORCE, NULL, test_result_cb, &second_slot);
  g_assert_cmpuint (dp_refresh_get_n_total (fixture->refresh), ==, 2);

  test_source_answer (fixture->source, 0, 5, 5, NULL);
  await_request (fixture);
  test_source_answer (fixture->source, 5, 5, 5, NULL);
  first = await_outcomes (fixture, &first_slot);
  second = await_outcomes (fixture, &second_slot);

  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpuint (second->len, ==, 1);
  assert_outcome (second, 0, "beta", DP_REFRESH_STATE_DONE, 5);
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "alpha 0+100, beta 0+100");
}

static void
test_cancelled_run_lets_go (Fixture      *fixture,
                            gconstpointer data)
{
  gint64 ids[] = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *all_slot = NULL;
  GAsyncResult *beta_slot = NULL;

  follow (fixture, "alpha", 100);
  ids[0] = follow (fixture, "beta", 100);
  dp_refresh_run_async (fixture->refresh, NULL, 0, DP_REFRESH_FLAGS_NONE, cancellable, test_result_cb, &all_slot);
  dp_refresh_run_async (fixture->refresh, ids, 1, DP_REFRESH_FLAGS_NONE, NULL, test_result_cb, &beta_slot);
  await_request (fixture);
  g_assert_cmpstr (dp_refresh_get_subject (fixture->refresh), ==, "alpha");

  g_cancellable_cancel (cancellable);
  result = test_await (&all_slot);
  g_assert_null (dp_refresh_run_finish (fixture->refresh, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* What somebody else wants goes on. */
  test_wait_until (g_strcmp0 (dp_refresh_get_subject (fixture->refresh), "beta") == 0);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 5, 5, NULL);
  outcomes = await_outcomes (fixture, &beta_slot);
  assert_outcome (outcomes, 0, "beta", DP_REFRESH_STATE_DONE, 5);
}

static void
test_edited_meanwhile (Fixture      *fixture,
                       gconstpointer data)
{
  gint64        id = follow (fixture, "alpha", 100);
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  edit (fixture, id, "beta");
  test_source_answer (fixture->source, 0, 5, 5, NULL);
  await_request (fixture);
  test_source_answer (fixture->source, 100, 3, 3, NULL);
  outcomes = await_outcomes (fixture, &slot);

  /* Nothing of the first answer is the topic's. */
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "alpha 0+100, beta 0+100");
  g_assert_cmpint (((DpRefreshOutcome *)outcomes->pdata[0])->state, ==, DP_REFRESH_STATE_DONE);
  g_assert_cmpuint (((DpRefreshOutcome *)outcomes->pdata[0])->n_new, ==, 3);
  g_assert_cmpuint (count_papers (fixture, "beta"), ==, 3);
}

/* The same, with an edit that is on its way to the disk when the answer comes. */
static void
test_edited_at_the_last_moment (Fixture      *fixture,
                                gconstpointer data)
{
  gint64 id = follow (fixture, "alpha", 100);
  g_autoptr (DpTopic) topic = make_topic ("beta", 100);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  GAsyncResult *edit_slot = NULL;
  GAsyncResult *slot = NULL;

  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  topic->id = id;
  dp_topic_store_update_async (fixture->library, topic, NULL, test_result_cb, &edit_slot);
  test_source_answer (fixture->source, 0, 5, 5, NULL);
  result = test_await (&edit_slot);
  g_assert_true (dp_topic_store_update_finish (fixture->library, result, NULL));

  await_request (fixture);
  test_source_answer (fixture->source, 100, 3, 3, NULL);
  outcomes = await_outcomes (fixture, &slot);
  g_assert_cmpuint (((DpRefreshOutcome *)outcomes->pdata[0])->n_new, ==, 3);
  g_assert_cmpuint (count_papers (fixture, "beta"), ==, 3);
}

/* A new name asks for nothing else. */
static void
test_renamed_meanwhile (Fixture      *fixture,
                        gconstpointer data)
{
  gint64 id = follow (fixture, "alpha", 100);
  g_autoptr (DpTopic) topic = make_topic ("alpha", 100);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  GAsyncResult *rename_slot = NULL;
  GAsyncResult *slot = NULL;

  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  topic->id = id;
  g_free (topic->name);
  topic->name = g_strdup ("first letter");
  dp_topic_store_update_async (fixture->library, topic, NULL, test_result_cb, &rename_slot);
  result = test_await (&rename_slot);
  g_assert_true (dp_topic_store_update_finish (fixture->library, result, NULL));
  test_source_answer (fixture->source, 0, 5, 5, NULL);
  outcomes = await_outcomes (fixture, &slot);

  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "alpha 0+100");
  g_assert_cmpuint (count_papers (fixture, "first letter"), ==, 5);
}

static void
test_removed_meanwhile (Fixture      *fixture,
                        gconstpointer data)
{
  gint64        id = follow (fixture, "alpha", 100);
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  unfollow (fixture, id);
  test_source_answer (fixture->source, 0, 5, 5, NULL);
  outcomes = await_outcomes (fixture, &slot);

  assert_outcome (outcomes, 0, "alpha", DP_REFRESH_STATE_REMOVED, 0);
  g_assert_cmpuint (count_all (fixture), ==, 0);
}

static void
done_cb (DpRefresh        *refresh,
         DpRefreshOutcome *outcome,
         gpointer          user_data)
{
  GString *log = user_data;

  g_string_append_printf (log, "%s:%u/%u ", outcome->topic_name,
                          dp_refresh_get_n_done (refresh), dp_refresh_get_n_total (refresh));
}

static void
test_progress (Fixture      *fixture,
               gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autofree char *sentence = NULL;

  follow (fixture, "alpha", 100);
  follow (fixture, "beta", 100);
  g_signal_connect (fixture->refresh, "done", G_CALLBACK (done_cb), log);
  g_assert_null (dp_refresh_dup_sentence (fixture->refresh));

  start (fixture, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  g_assert_true (dp_refresh_is_running (fixture->refresh));
  sentence = dp_refresh_dup_sentence (fixture->refresh);
  g_assert_cmpstr (sentence, ==, "Asking the test about “alpha”, 1 of 2");
  test_source_answer (fixture->source, 0, 1, 1, NULL);
  await_request (fixture);
  test_source_answer (fixture->source, 0, 1, 1, NULL);
  outcomes = await_outcomes (fixture, &slot);

  g_assert_cmpstr (log->str, ==, "alpha:1/2 beta:2/2 ");
  g_assert_null (dp_refresh_get_subject (fixture->refresh));
  /* One paper in two topics is one row. */
  g_assert_cmpuint (count_all (fixture), ==, 1);
  g_assert_cmpuint (count_papers (fixture, "beta"), ==, 1);
}

static void
test_freshness (void)
{
  DpTime          friday = 1763744400; /* 2025-11-21T17:00:00Z, the last announcement was on Thursday */
  DpTime          announced = dp_arxiv_calendar_get_last_announcement (friday);
  DpRefreshRecord record = { .request = (char *)"key", .succeeded_at = announced };

  g_assert_true (dp_topic_refresh_is_fresh (&record, "key", friday));
  g_assert_false (dp_topic_refresh_is_fresh (&record, "another key", friday));
  g_assert_false (dp_topic_refresh_is_fresh (NULL, "key", friday));

  record.succeeded_at = announced - 1;
  g_assert_false (dp_topic_refresh_is_fresh (&record, "key", friday));
  record.succeeded_at = friday + 60; /* by a clock that was wrong */
  g_assert_false (dp_topic_refresh_is_fresh (&record, "key", friday));
  record.succeeded_at = DP_TIME_UNKNOWN;
  g_assert_false (dp_topic_refresh_is_fresh (&record, "key", friday));

  /* Nothing is announced on Friday and Saturday. */
  record.succeeded_at = announced;
  g_assert_true (dp_topic_refresh_is_fresh (&record, "key", friday + 2 * 24 * 60 * 60));
  g_assert_false (dp_topic_refresh_is_fresh (&record, "key", friday + 3 * 24 * 60 * 60));
}

#define add(name, function) g_test_add ("/refresh/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/refresh/freshness", test_freshness);
  add ("nothing-followed", test_nothing_followed);
  add ("stores-and-records", test_stores_and_records);
  add ("known-from-elsewhere", test_known_from_elsewhere);
  add ("fresh-is-skipped", test_fresh_is_skipped);
  add ("force-asks", test_force_asks);
  add ("pages", test_pages);
  add ("broken-paging-is-made-whole", test_broken_paging_is_made_whole);
  add ("failure-goes-on", test_failure_goes_on);
  add ("part-of-a-page-is-kept", test_part_of_a_page_is_kept);
  add ("obstacle-spares-the-rest", test_obstacle_spares_the_rest);
  add ("two-timeouts-are-an-obstacle", test_two_timeouts_are_an_obstacle);
  add ("stop-keeps-what-came", test_stop_keeps_what_came);
  add ("stop-while-storing", test_stop_while_storing);
  add ("asked-again-while-stopping", test_asked_again_while_stopping);
  add ("stop-when-idle", test_stop_when_idle);
  add ("overlapping-runs-join", test_overlapping_runs_join);
  add ("cancelled-run-lets-go", test_cancelled_run_lets_go);
  add ("edited-meanwhile", test_edited_meanwhile);
  add ("edited-at-the-last-moment", test_edited_at_the_last_moment);
  add ("renamed-meanwhile", test_renamed_meanwhile);
  add ("removed-meanwhile", test_removed_meanwhile);
  add ("progress", test_progress);

  return g_test_run ();
}
