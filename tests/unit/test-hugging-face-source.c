/* test-hugging-face-source.c: Hugging Face's API, as it is and as it fails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/dp-format-error.h"
#include "sources/dp-hugging-face-source.h"
#include "test-replay.h"
#include "test-util.h"

/* A second takes as long as this says a pause between two requests to arXiv takes. */
#define SCALED_MS 6

#define LIST "/api/daily_papers"
#define PAPERS "/api/papers/"
#define DAY "2025-11-04"

#define ENTRY(id, upvotes) \
  "{\"paper\": {\"id\": \"" id "\", \"title\": \"On " id "\", \"upvotes\": " upvotes "}, \"title\": \"On " id "\"}"

#define LIST_OF_TWO "[" ENTRY ("2511.00001", "9") ", " ENTRY ("2511.00002", "7") "]"

typedef struct
{
  TestReplay   *replay;
  DpHttpClient *client;
  DpSource     *source;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "net", NULL);
  g_autofree char *base = NULL;

  fixture->replay = test_replay_new ();
  fixture->client = dp_http_client_new (folder, SCALED_MS);
  base = test_replay_get_uri (fixture->replay, "/");
  fixture->source = dp_hugging_face_source_new (fixture->client, base);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->source);
  g_assert_finalize_object (fixture->client);
  test_replay_free (fixture->replay);
}

static DpSourcePage *
fetch_day (Fixture      *fixture,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_source_fetch_day_async (fixture->source, DAY, cancellable, test_result_cb, &slot);
  g_assert_null (slot); /* never before the call returns */
  result = test_await (&slot);

  return dp_source_fetch_day_finish (fixture->source, result, error);
}

static DpSourcePage *
fetch_papers (Fixture           *fixture,
              const char *const *ids,
              GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_source_fetch_papers_async (fixture->source, ids, NULL, test_result_cb, &slot);
  g_assert_null (slot);
  result = test_await (&slot);

  return dp_source_fetch_papers_finish (fixture->source, result, error);
}

/* A list of the papers @first to @first + @n - 1. */
static char *
make_list (guint first,
           guint n)
{
  GString *text = g_string_new ("[");

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (text, "%s{\"paper\": {\"id\": \"2511.%05u\", \"title\": \"On %u\"}}", i > first ? ", " : "", i, i);
  g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

static void
assert_paper (DpSourcePage *page,
              guint         i,
              const char   *id,
              int           rank)
{
  DpPaper         *paper = g_ptr_array_index (page->papers, i);
  const DpDayRank *day = g_ptr_array_index (paper->days, 0);

  g_assert_cmpstr (paper->id, ==, id);
  g_assert_cmpuint (paper->days->len, ==, 1);
  g_assert_cmpstr (day->day, ==, DAY);
  g_assert_cmpint (day->rank, ==, rank);
}

static void
test_gives_the_list_of_a_day (Fixture      *fixture,
                              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  g_assert_cmpint (dp_source_get_features (fixture->source), ==, DP_SOURCE_DAYS | DP_SOURCE_IDS);

  test_replay_add (fixture->replay, LIST, 200, NULL, NULL, LIST_OF_TWO);
  page = fetch_day (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (page->problem);
  g_assert_cmpint (page->authority, ==, DP_AUTHORITY_HUGGING_FACE);
  g_assert_cmpint (page->total_results, ==, 2);
  g_assert_cmpuint (page->papers->len, ==, 2);
  assert_paper (page, 0, "2511.00001", 1);
  assert_paper (page, 1, "2511.00002", 2);

  g_assert_cmpstr (test_replay_get_header (fixture->replay, 0, "Accept"), ==, "application/json");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "date"), ==, DAY);
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "limit"), ==, "100");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "p"), ==, "0");
}

static void
test_an_empty_day_is_no_failure (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, LIST, 200, NULL, NULL, "[]");
  page = fetch_day (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 0);
  g_assert_cmpint (page->total_results, ==, 0);
}

static void
test_reads_all_pages (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *first = make_list (1, 100);
  g_autofree char *second = make_list (100, 30); /* one moved while we were asking */
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, LIST, 200, NULL, NULL, first);
  test_replay_add (fixture->replay, LIST, 200, NULL, NULL, second);
  page = fetch_day (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 129);
  assert_paper (page, 99, "2511.00100", 100);
  assert_paper (page, 100, "2511.00101", 102);
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 1, "p"), ==, "1");

  /* The pause of a second, when three are six milliseconds. */
  g_assert_cmpint (test_replay_get_begin_us (fixture->replay, 1) - test_replay_get_end_us (fixture->replay, 0), >=,
                   SCALED_MS * 1000 / 3 - 1000);
}

/* A server that does not care for our limit gives fifty. */
static void
test_reads_pages_of_another_length (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autofree char *first = make_list (1, 50);
  g_autofree char *second = make_list (51, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, LIST, 200, NULL, NULL, first);
  test_replay_add (fixture->replay, LIST, 200, NULL, NULL, second);
  page = fetch_day (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 53);
  assert_paper (page, 52, "2511.00053", 53);
}

/* One that gives the same page for ever, or new ones. */
static void
test_pages_come_to_an_end (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *same = make_list (1, 100);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  for (guint i = 0; i < 2; i++)
    test_replay_add (fixture->replay, LIST, 200, NULL, NULL, same);
  page = fetch_day (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 100);
  g_clear_pointer (&page, dp_source_page_free);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *next = make_list (1 + 100 * i, 100);

      test_replay_add (fixture->replay, LIST, 200, NULL, NULL, next);
    }
  page = fetch_day (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 2000);
}

static void
test_keeps_what_came_before_a_problem (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autofree char *first = make_list (1, 100);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, LIST, 200, NULL, NULL, first);
  test_replay_add (fixture->replay, LIST, 403, NULL, NULL, "no");
  page = fetch_day (fixture, NULL, &error);
  g_assert_no_error (error);
  g_assert_error (page->problem, DP_NET_ERROR, DP_NET_ERROR_FORBIDDEN);
  g_assert_cmpuint (page->papers->len, ==, 100);
  g_assert_cmpint (page->total_results, ==, -1);
}

/* What did not change costs nothing; what did is read anew. */
static void
test_asks_only_for_what_changed (Fixture      *fixture,
                                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    {
      const struct
      {
        guint       status;
        const char *header;
        const char *value;
        const char *body;
        guint       n;
        const char *sent;
      } steps[] = {
        { 200, "ETag", "W/\"one\"", LIST_OF_TWO, 2, NULL },
        { 304, NULL, NULL, "", 2, "W/\"one\"" },
        { 200, NULL, NULL, "[" ENTRY ("2511.00003", "1") "]", 1, "W/\"one\"" },
        { 200, NULL, NULL, "[]", 0, NULL },
      };
      g_autoptr (DpSourcePage) page = NULL;

      test_replay_add (fixture->replay, LIST, steps[i].status, steps[i].header, steps[i].value, steps[i].body);
      page = fetch_day (fixture, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (page->papers->len, ==, steps[i].n);
      g_assert_cmpstr (test_replay_get_header (fixture->replay, i, "If-None-Match"), ==, steps[i].sent);
    }
}

static void
test_sends_the_date_back (Fixture      *fixture,
                          gconstpointer data)
{
  const char *date = "Tue, 04 Nov 2025 10:00:00 GMT";
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (DpSourcePage) page = NULL;

      test_replay_add (fixture->replay, LIST, i == 0 ? 200 : 304, "Last-Modified", date, i == 0 ? LIST_OF_TWO : "");
      page = fetch_day (fixture, NULL, &error);
      g_assert_no_error (error);
      assert_paper (page, 1, "2511.00002", 2);
    }
  g_assert_cmpstr (test_replay_get_header (fixture->replay, 1, "If-Modified-Since"), ==, date);
}

static void
test_gives_papers_by_id (Fixture      *fixture,
                         gconstpointer data)
{
  const char *const ids[] = { "2511.00001v2", "https://huggingface.co/papers/2511.00002", "2511.00001", "2511.00003",
                              "doi:10.1234/x", "math.GT/0309136", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, PAPERS "2511.00001", 200, NULL, NULL,
                   "{\"id\": \"2511.00001\", \"title\": \"On 1\", \"submittedOnDailyAt\": \"2025-11-04T00:00:00.000Z\"}");
  test_replay_add (fixture->replay, PAPERS "2511.00002", 404, NULL, NULL, "{\"error\": \"Paper not found\"}");
  /* Another one than was asked for */
  test_replay_add (fixture->replay, PAPERS "2511.00003", 200, NULL, NULL, "{\"id\": \"2511.00009\", \"title\": \"On 9\"}");
  test_replay_add (fixture->replay, PAPERS "math/0309136", 200, NULL, NULL, "{\"id\": \"math/0309136\", \"title\": \"Old\"}");

  page = fetch_papers (fixture, ids, &error);
  g_assert_no_error (error);
  g_assert_no_error (page->problem);
  g_assert_cmpint (page->authority, ==, DP_AUTHORITY_HUGGING_FACE);
  g_assert_cmpuint (page->papers->len, ==, 2);
  assert_paper (page, 0, "2511.00001", 0);
  g_assert_cmpstr (((DpPaper *)g_ptr_array_index (page->papers, 1))->id, ==, "math/0309136");
}

static void
test_some_papers_may_fail (Fixture      *fixture,
                           gconstpointer data)
{
  const char *const ids[] = { "2511.00001", "2511.00002", "2511.00003", NULL };
  const char *const none[] = { "doi:10.1234/x", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, PAPERS "2511.00001", 200, NULL, NULL, "{\"id\": \"2511.00001\", \"title\": \"On 1\"}");
  test_replay_add (fixture->replay, PAPERS "2511.00002", 403, NULL, NULL, "");
  page = fetch_papers (fixture, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 1);
  g_assert_error (page->problem, DP_NET_ERROR, DP_NET_ERROR_FORBIDDEN);
  g_clear_pointer (&page, dp_source_page_free);

  test_replay_add (fixture->replay, PAPERS "2511.00001", 200, NULL, NULL, "[]");
  page = fetch_papers (fixture, ids, &error);
  g_assert_null (page);
  g_assert_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_PAPERS);
  g_clear_error (&error);

  page = fetch_papers (fixture, none, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 0);
}

static void
test_has_no_topics (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autofree char *key = dp_source_dup_request_key (fixture->source, topic, 0, 100);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  g_assert_cmpstr (key, ==, "");
  dp_source_fetch_page_async (fixture->source, topic, 0, 100, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  page = dp_source_fetch_page_finish (fixture->source, result, &error);
  g_assert_null (page);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  g_cancellable_cancel (cancellable);
  page = fetch_day (fixture, cancellable, &error);
  g_assert_null (page);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  guint       status;
  const char *header;
  const char *value;
  const char *body;
  guint       n_requests; /* till it is given up */
  GQuark (*domain) (void);
  int code;
} Failure;

static const Failure failures[] = {
  { 400, NULL, NULL, "{\"error\": \"Invalid date\"}", 1, dp_format_error_quark, DP_FORMAT_ERROR_REFUSED },
  { 400, NULL, NULL, "Bad request", 1, dp_net_error_quark, DP_NET_ERROR_STATUS },
  { 400, NULL, NULL, "<!doctype html>", 1, dp_net_error_quark, DP_NET_ERROR_STATUS },
  { 200, NULL, NULL, "[\"{'paper': {'id': '2511.00001'}}\"]", 1, dp_format_error_quark, DP_FORMAT_ERROR_NOT_PAPERS },
  { 200, NULL, NULL, "{}", 1, dp_format_error_quark, DP_FORMAT_ERROR_NOT_PAPERS },
  { 200, NULL, NULL, "", 1, dp_format_error_quark, DP_FORMAT_ERROR_SYNTAX },
  { 200, NULL, NULL, "not JSON", 1, dp_format_error_quark, DP_FORMAT_ERROR_SYNTAX },
  { 200, NULL, NULL, "<!DOCTYPE html><title>Are you human?</title>", 4, dp_net_error_quark, DP_NET_ERROR_THROTTLED },
  { 200, NULL, NULL, "[" ENTRY ("2511.00001", "9") ", {\"paper\": {\"id\": \"2511.", 4, dp_net_error_quark, DP_NET_ERROR_INCOMPLETE },
  { 429, NULL, NULL, "{\"error\": \"We had to rate limit you\"}", 4, dp_net_error_quark, DP_NET_ERROR_THROTTLED },
  /* Longer than we wait for: told at once, and until when. */
  { 429, "RateLimit", "\"api\";r=0;t=250", "", 1, dp_net_error_quark, DP_NET_ERROR_THROTTLED },
  { 404, NULL, NULL, "", 1, dp_net_error_quark, DP_NET_ERROR_NOT_FOUND },
  { 410, NULL, NULL, "", 1, dp_net_error_quark, DP_NET_ERROR_GONE },
};

static void
test_fails (Fixture      *fixture,
            gconstpointer data)
{
  const Failure *failure = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  for (guint i = 0; i < failure->n_requests; i++)
    test_replay_add (fixture->replay, LIST, failure->status, failure->header, failure->value, failure->body);

  page = fetch_day (fixture, NULL, &error);
  g_assert_null (page);
  g_assert_error (error, failure->domain (), failure->code);
  g_test_message ("%s", error->message);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/hugging-face-source/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("gives-the-list-of-a-day", test_gives_the_list_of_a_day);
  ADD ("an-empty-day-is-no-failure", test_an_empty_day_is_no_failure);
  ADD ("reads-all-pages", test_reads_all_pages);
  ADD ("reads-pages-of-another-length", test_reads_pages_of_another_length);
  ADD ("pages-come-to-an-end", test_pages_come_to_an_end);
  ADD ("keeps-what-came-before-a-problem", test_keeps_what_came_before_a_problem);
  ADD ("asks-only-for-what-changed", test_asks_only_for_what_changed);
  ADD ("sends-the-date-back", test_sends_the_date_back);
  ADD ("gives-papers-by-id", test_gives_papers_by_id);
  ADD ("some-papers-may-fail", test_some_papers_may_fail);
  ADD ("has-no-topics", test_has_no_topics);
  ADD ("cancel", test_cancel);
#undef ADD

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hugging-face-source/fails/%u", i);

      g_test_add (path, Fixture, &failures[i], set_up, test_fails, tear_down);
    }

  return g_test_run ();
}
