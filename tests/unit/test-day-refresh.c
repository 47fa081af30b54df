/* test-day-refresh.c: asking for the lists of days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"
#include "library/dp-day-query.h"
#include "library/dp-day-store.h"
#include "model/dp-day-calendar.h"
#include "model/dp-day.h"
#include "net/dp-net-error.h"
#include "service/refresh/dp-refresh.h"
#include "test-source.h"

typedef struct
{
  LibraryFixture library;
  TestSource    *source;
  DpRefresh     *refresh;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  library_fixture_set_up (&fixture->library, NULL);
  library_fixture_open (&fixture->library);
  fixture->source = test_source_new ();
  fixture->refresh = dp_refresh_new (fixture->library.library, DP_SOURCE (fixture->source), NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  test_assert_finalizes (fixture->refresh);
  test_assert_finalizes (fixture->source);
  library_fixture_tear_down (&fixture->library, NULL);
}

static void
start (Fixture       *fixture,
       const char    *first,
       const char    *last,
       DpRefreshFlags flags,
       GAsyncResult **slot)
{
  dp_refresh_run_days_async (fixture->refresh, first, last, flags, NULL, test_result_cb, slot);
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
                const char    *day,
                DpRefreshState state,
                const char    *sentence)
{
  const DpRefreshOutcome *outcome = NULL;
  g_autofree char        *text = NULL;

  g_assert_cmpuint (position, <, outcomes->len);
  outcome = g_ptr_array_index (outcomes, position);
  g_assert_cmpint (outcome->topic_id, ==, 0);
  g_assert_cmpstr (dp_refresh_outcome_get_name (outcome), ==, day);
  g_assert_cmpint (outcome->state, ==, state);

  text = dp_refresh_outcome_dup_sentence (outcome, "the test");
  if (!g_str_has_prefix (text, sentence))
    g_assert_cmpstr (text, ==, sentence);
}

#define await_request(fixture) test_wait_until (test_source_is_asked ((fixture)->source))

static void
answer (Fixture    *fixture,
        const char *day,
        guint       first,
        guint       n)
{
  await_request (fixture);
  test_source_answer_day (fixture->source, day, first, n, NULL);
}

/* Asks for one day and gets @n papers. */
static void
refresh_once (Fixture       *fixture,
              const char    *day,
              DpRefreshFlags flags,
              guint          n,
              const char    *sentence)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  start (fixture, day, NULL, flags, &slot);
  answer (fixture, day, 0, n);
  outcomes = await_outcomes (fixture, &slot);
  g_assert_cmpuint (outcomes->len, ==, 1);
  assert_outcome (outcomes, 0, day, DP_REFRESH_STATE_DONE, sentence);
}

static DpDayInfo *
find_day (Fixture    *fixture,
          const char *day)
{
  g_autoptr (GError) error = NULL;
  DpDayInfo *info = dp_day_query_find (fixture->library.library, day, &error);

  g_assert_no_error (error);

  return info;
}

static void
record (Fixture    *fixture,
        const char *day,
        DpTime      asked_at,
        guint       n_papers)
{
  g_autoptr (GAsyncResult) result = NULL;

  dp_day_store_record_async (fixture->library.library, day, asked_at, n_papers, NULL, NULL, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_true (dp_day_store_record_finish (fixture->library.library, result, NULL));
}

static void
test_stores_and_records (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (DpDayInfo) info = NULL;
  g_autoptr (DpPaper) paper = NULL;
  DpTime before = dp_time_now ();

  refresh_once (fixture, "2025-01-31", DP_REFRESH_FLAGS_NONE, 12, "12 new papers.");
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "day 2025-01-31");

  info = find_day (fixture, "2025-01-31");
  g_assert_cmpuint (info->n_papers, ==, 12);
  g_assert_cmpuint (info->n_listed, ==, 12);
  g_assert_cmpint (info->succeeded_at, >=, before);
  g_assert_null (info->error);

  paper = library_fixture_load (&fixture->library, "2501.00003");
  g_assert_cmpuint (paper->days->len, ==, 1);
  g_assert_cmpint (((DpDayRank *)paper->days->pdata[0])->rank, ==, 4);
}

/* Papers that were there are not new, and a topic gets those that it matches. */
static void
test_joins_what_is_there (Fixture      *fixture,
                          gconstpointer data)
{
  gint64           topic = library_fixture_follow (&fixture->library, "paper 5", NULL, NULL, NULL);
  g_autofree char *sql =
    g_strdup_printf ("SELECT origins FROM topic_paper WHERE topic = %" G_GINT64_FORMAT, topic);

  refresh_once (fixture, "2025-01-30", DP_REFRESH_FLAGS_NONE, 4, "4 new papers.");
  g_assert_cmpint (library_fixture_get_int64 (&fixture->library, "SELECT count (*) FROM topic_paper"), ==, 0);

  refresh_once (fixture, "2025-01-31", DP_REFRESH_FLAGS_NONE, 6, "6 papers, 2 of them new.");
  g_assert_cmpint (library_fixture_get_int64 (&fixture->library, "SELECT count (*) FROM paper"), ==, 6);
  g_assert_cmpint (library_fixture_get_int64 (&fixture->library, "SELECT count (*) FROM topic_paper"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (&fixture->library, sql), ==, DP_TOPIC_ORIGIN_LOCAL);

  refresh_once (fixture, "2025-01-29", DP_REFRESH_FLAGS_NONE, 3, "3 papers, all of which were here already.");
  refresh_once (fixture, "2025-01-31", DP_REFRESH_FLAGS_FORCE, 6, "Nothing new.");
}

static void
test_past_day_is_asked_once (Fixture      *fixture,
                             gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  refresh_once (fixture, "2025-01-31", DP_REFRESH_FLAGS_NONE, 3, "3 new papers.");
  start (fixture, "2025-01-31", NULL, DP_REFRESH_FLAGS_NONE, &slot);
  outcomes = await_outcomes (fixture, &slot);
  assert_outcome (outcomes, 0, "2025-01-31", DP_REFRESH_STATE_FRESH, "Fetched on ");
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "day 2025-01-31");
}

/* What came while the day lasted may have grown since. */
static void
test_unfinished_day_is_asked_again (Fixture      *fixture,
                                    gconstpointer data)
{
  record (fixture, "2025-01-31", 1738281600 + 12 * 60 * 60, 3);
  refresh_once (fixture, "2025-01-31", DP_REFRESH_FLAGS_NONE, 3, "3 new papers.");
}

static void
test_empty_day_says_why (Fixture      *fixture,
                         gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (DpDayInfo) info = NULL;

  refresh_once (fixture, "2025-01-31", DP_REFRESH_FLAGS_NONE, 3, "3 new papers.");
  refresh_once (fixture, "2025-02-01", DP_REFRESH_FLAGS_NONE, 0,
                "There is no list of Saturday, 1 February 2025: at weekends Hugging Face puts up few papers or none. "
                "The newest list here is that of Friday, 31 January 2025.");

  info = find_day (fixture, "2025-02-01");
  g_assert_cmpint (info->succeeded_at, !=, DP_TIME_UNKNOWN);
  g_assert_cmpuint (info->n_listed, ==, 0);

  /* Nor is it asked for again, for the same reason. */
  start (fixture, "2025-02-01", NULL, DP_REFRESH_FLAGS_NONE, &slot);
  outcomes = await_outcomes (fixture, &slot);
  assert_outcome (outcomes, 0, "2025-02-01", DP_REFRESH_STATE_FRESH, "There is no list of Saturday");
}

static void
test_failure_stores_nothing (Fixture      *fixture,
                             gconstpointer data)
{
  GAsyncResult *slot = NULL;
  GAsyncResult *broken_slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GPtrArray) broken = NULL;
  g_autoptr (DpDayInfo) info = NULL;

  start (fixture, "2025-01-31", NULL, DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_fail (fixture->source, DP_NET_ERROR, DP_NET_ERROR_STATUS);
  outcomes = await_outcomes (fixture, &slot);
  assert_outcome (outcomes, 0, "2025-01-31", DP_REFRESH_STATE_FAILED, "The test says no. ");

  start (fixture, "2025-01-31", NULL, DP_REFRESH_FLAGS_NONE, &broken_slot);
  await_request (fixture);
  test_source_answer_day (fixture->source, "2025-01-31", 0, 7,
                          g_error_new (DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE, "Cut off."));
  broken = await_outcomes (fixture, &broken_slot);
  assert_outcome (broken, 0, "2025-01-31", DP_REFRESH_STATE_FAILED, "Cut off. ");

  g_assert_cmpint (library_fixture_get_int64 (&fixture->library, "SELECT count (*) FROM paper"), ==, 0);
  info = find_day (fixture, "2025-01-31");
  g_assert_true (g_str_has_prefix (info->error, "Cut off. "));
  g_assert_cmpint (info->succeeded_at, ==, DP_TIME_UNKNOWN);

  refresh_once (fixture, "2025-01-31", DP_REFRESH_FLAGS_NONE, 7, "7 new papers.");
}

/* The newest first; what is there already is not asked for, so that one that was
 * interrupted goes on. */
static void
test_range (Fixture      *fixture,
            gconstpointer data)
{
  GAsyncResult *slot = NULL;
  GAsyncResult *rest_slot = NULL;
  g_autoptr (GPtrArray) stopped = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autofree char *sentence = NULL;

  start (fixture, "2025-01-29", "2025-01-31", DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  sentence = dp_refresh_dup_sentence (fixture->refresh);
  g_assert_cmpstr (sentence, ==, "Asking the test for the list of Friday, 31 January 2025, 1 of 3");
  answer (fixture, "2025-01-31", 0, 2);
  await_request (fixture);
  g_assert_cmpstr (dp_refresh_get_subject (fixture->refresh), ==, "2025-01-30");
  dp_refresh_stop (fixture->refresh);
  stopped = await_outcomes (fixture, &slot);
  assert_outcome (stopped, 0, "2025-01-31", DP_REFRESH_STATE_DONE, "2 new papers.");
  assert_outcome (stopped, 1, "2025-01-30", DP_REFRESH_STATE_STOPPED, "Stopped.");
  assert_outcome (stopped, 2, "2025-01-29", DP_REFRESH_STATE_STOPPED, "Stopped.");

  start (fixture, "2025-01-29", "2025-01-31", DP_REFRESH_FLAGS_NONE, &rest_slot);
  answer (fixture, "2025-01-30", 2, 2);
  answer (fixture, "2025-01-29", 4, 2);
  rest = await_outcomes (fixture, &rest_slot);
  assert_outcome (rest, 0, "2025-01-31", DP_REFRESH_STATE_FRESH, "Fetched on ");
  assert_outcome (rest, 2, "2025-01-29", DP_REFRESH_STATE_DONE, "2 new papers.");
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==,
                   "day 2025-01-31, day 2025-01-30, day 2025-01-30, day 2025-01-29");
}

static void
test_obstacle_spares_the_rest (Fixture      *fixture,
                               gconstpointer data)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;

  start (fixture, "2025-01-29", "2025-01-31", DP_REFRESH_FLAGS_NONE, &slot);
  await_request (fixture);
  test_source_fail (fixture->source, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);
  outcomes = await_outcomes (fixture, &slot);
  assert_outcome (outcomes, 0, "2025-01-31", DP_REFRESH_STATE_FAILED, "The test says no. ");
  assert_outcome (outcomes, 1, "2025-01-30", DP_REFRESH_STATE_NOT_ASKED, "Not asked, for the same reason.");
}

static void
assert_refused (Fixture    *fixture,
                const char *first,
                const char *last,
                int         code)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  start (fixture, first, last, DP_REFRESH_FLAGS_FORCE, &slot);
  result = test_await (&slot);
  g_assert_null (dp_refresh_run_finish (fixture->refresh, result, &error));
  g_assert_error (error, DP_DAY_ERROR, code);
}

static void
test_refuses (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *today = dp_day_dup_today ();
  g_autofree char *next_week = dp_day_shift (today, 7);

  assert_refused (fixture, "2025-02-30", NULL, DP_DAY_ERROR_MALFORMED);
  assert_refused (fixture, "2020-01-01", NULL, DP_DAY_ERROR_TOO_EARLY);
  assert_refused (fixture, next_week, NULL, DP_DAY_ERROR_FUTURE);
  assert_refused (fixture, "2025-01-31", next_week, DP_DAY_ERROR_FUTURE);
  assert_refused (fixture, "2025-01-31", "2025-01-30", DP_DAY_ERROR_MALFORMED);
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "");
}

/* Where the present day is empty the newest list is an earlier one. */
static void
test_newest_goes_back (Fixture      *fixture,
                       gconstpointer data)
{
  GAsyncResult    *slot = NULL;
  GAsyncResult    *again_slot = NULL;
  g_autofree char *today = dp_day_dup_today ();
  g_autofree char *day_before = dp_day_shift (today, -1);
  g_autofree char *two_before = dp_day_shift (today, -2);
  g_autofree char *expected = g_strdup_printf ("day %s, day %s, day %s, day %s", today, day_before, two_before, today);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GPtrArray) again = NULL;

  start (fixture, NULL, NULL, DP_REFRESH_FLAGS_NONE, &slot);
  answer (fixture, today, 0, 0);
  answer (fixture, day_before, 0, 0);
  answer (fixture, two_before, 0, 5);
  outcomes = await_outcomes (fixture, &slot);
  g_assert_cmpuint (outcomes->len, ==, 3);
  assert_outcome (outcomes, 2, two_before, DP_REFRESH_STATE_DONE, "5 new papers.");

  /* By force the present day alone: what is known of the others is fresh. */
  start (fixture, NULL, NULL, DP_REFRESH_FLAGS_FORCE, &again_slot);
  answer (fixture, today, 0, 0);
  again = await_outcomes (fixture, &again_slot);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, expected);
}

/* It gives up some day. */
static void
test_newest_ends (Fixture      *fixture,
                  gconstpointer data)
{
  GAsyncResult    *slot = NULL;
  g_autofree char *today = dp_day_dup_today ();
  g_autoptr (GPtrArray) outcomes = NULL;

  start (fixture, NULL, NULL, DP_REFRESH_FLAGS_NONE, &slot);
  for (int i = 0; i <= 5; i++)
    {
      g_autofree char *day = dp_day_shift (today, -i);

      answer (fixture, day, 0, 0);
    }
  outcomes = await_outcomes (fixture, &slot);
  g_assert_cmpuint (outcomes->len, ==, 6);
}

#define add(name, function) g_test_add ("/day-refresh/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("stores-and-records", test_stores_and_records);
  add ("joins-what-is-there", test_joins_what_is_there);
  add ("past-day-is-asked-once", test_past_day_is_asked_once);
  add ("unfinished-day-is-asked-again", test_unfinished_day_is_asked_again);
  add ("empty-day-says-why", test_empty_day_says_why);
  add ("failure-stores-nothing", test_failure_stores_nothing);
  add ("range", test_range);
  add ("obstacle-spares-the-rest", test_obstacle_spares_the_rest);
  add ("refuses", test_refuses);
  add ("newest-goes-back", test_newest_goes_back);
  add ("newest-ends", test_newest_ends);

  return g_test_run ();
}
