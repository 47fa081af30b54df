/* test-arxiv-source.c: arXiv's API, as it is and as it fails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/dp-format-error.h"
#include "sources/dp-arxiv-source.h"
#include "test-replay.h"
#include "test-util.h"

#define SCALED_MS 15

#define PATH "/api/query"

#define FEED(total, entries)                                                                             \
  "<?xml version='1.0' encoding='UTF-8'?>\n"                                                             \
  "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:opensearch='http://a9.com/-/spec/opensearch/1.1/'>\n" \
  "<opensearch:totalResults>" total "</opensearch:totalResults>" entries "</feed>"

#define ENTRY(id, published, updated)                                     \
  "<entry><id>http://arxiv.org/abs/" id "v1</id><title>On " id "</title>" \
  "<published>" published "</published><updated>" updated "</updated></entry>"

/* A list that ends in the middle. */
#define CUT_FEED(entries) "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>" entries "<entry><id>http://"

/* In no order at all; the second and third share their moment. */
#define ENTRIES                                                        \
  ENTRY ("2511.00001", "2025-11-01T10:00:00Z", "2025-12-24T10:00:00Z") \
  ENTRY ("2511.00002", "2025-11-03T10:00:00Z", "2025-11-03T10:00:00Z") \
  ENTRY ("2511.00003", "2025-11-03T10:00:00Z", "2025-11-03T10:00:00Z") \
  ENTRY ("2511.00004", "2025-11-02T10:00:00Z", "2025-11-02T10:00:00Z")

typedef struct
{
  TestReplay   *replay;
  DpHttpClient *client;
  DpSource     *source;
  DpTopic      *topic;
} Fixture;

static DpHttpClient *
make_client (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "net", NULL);
  DpHttpLimits     limits = { .connect_ms = 2000, .first_byte_ms = 8000, .idle_ms = 500, .total_ms = 9000 };
  DpHttpClient    *client = dp_http_client_new (folder, SCALED_MS);

  dp_http_client_set_limits (client, &limits);

  return client;
}

static DpTopic *
make_topic (const char *word)
{
  const char *const words[] = { word, NULL };
  DpTopic          *topic = dp_topic_new ();

  g_strfreev (topic->words);
  topic->words = g_strdupv ((char **)words);

  return topic;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *base = NULL;

  fixture->replay = test_replay_new ();
  fixture->client = make_client ();
  fixture->topic = make_topic ("learning");
  base = test_replay_get_uri (fixture->replay, "/");
  fixture->source = dp_arxiv_source_new (fixture->client, base);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->source);
  g_assert_finalize_object (fixture->client);
  dp_topic_free (fixture->topic);
  test_replay_free (fixture->replay);
}

static DpSourcePage *
fetch_page (DpSource      *source,
            const DpTopic *topic,
            guint          start,
            guint          max_results,
            GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_source_fetch_page_async (source, topic, start, max_results, NULL, test_result_cb, &slot);
  g_assert_null (slot); /* never before the call returns */
  result = test_await (&slot);

  return dp_source_fetch_page_finish (source, result, error);
}

static const char *
get_paper_id (DpSourcePage *page,
              guint         i)
{
  DpPaper *paper = g_ptr_array_index (page->papers, i);

  return paper->id;
}

static void
test_gives_papers_newest_first (Fixture      *fixture,
                                gconstpointer data)
{
  g_autofree char *key = dp_source_dup_request_key (fixture->source, fixture->topic, 0, 100);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, FEED ("1234", ENTRIES));

  page = fetch_page (fixture->source, fixture->topic, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_no_error (page->problem);
  g_assert_cmpint (page->total_results, ==, 1234);
  g_assert_cmpstr (page->request_key, ==, key);
  g_assert_cmpuint (page->papers->len, ==, 4);
  g_assert_cmpstr (get_paper_id (page, 0), ==, "2511.00003");
  g_assert_cmpstr (get_paper_id (page, 1), ==, "2511.00002");
  g_assert_cmpstr (get_paper_id (page, 2), ==, "2511.00004");
  g_assert_cmpstr (get_paper_id (page, 3), ==, "2511.00001");

  g_assert_cmpstr (test_replay_get_header (fixture->replay, 0, "Accept"), ==,
                   "application/atom+xml, application/xml;q=0.9, */*;q=0.8");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "search_query"), ==,
                   "(ti:\"learning\" OR abs:\"learning\")");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "start"), ==, "0");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "max_results"), ==, "100");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "sortBy"), ==, "submittedDate");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "sortOrder"), ==, "descending");
}

static void
test_revised_counts_the_last_update (Fixture      *fixture,
                                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  fixture->topic->revised = TRUE;
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, FEED ("4", ENTRIES));

  page = fetch_page (fixture->source, fixture->topic, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get_paper_id (page, 0), ==, "2511.00001");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "sortBy"), ==, "lastUpdatedDate");
}

static void
test_no_match_is_no_failure (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, FEED ("0", ""));
  page = fetch_page (fixture->source, fixture->topic, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 0);
  g_assert_cmpint (page->total_results, ==, 0);
  g_clear_pointer (&page, dp_source_page_free);

  /* Nor is a page past the last match … */
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, FEED ("100", ""));
  page = fetch_page (fixture->source, fixture->topic, 100, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 0);
  g_clear_pointer (&page, dp_source_page_free);

  /* … or past what arXiv gives at all, which is not even asked for. */
  page = fetch_page (fixture->source, fixture->topic, 10000, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 0);
}

static void
test_nothing_to_ask (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (DpTopic) topic = make_topic ("()");
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = fetch_page (fixture->source, topic, 0, 100, &error);

  g_assert_null (page);
  g_assert_error (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_EMPTY);
}

typedef struct
{
  guint       status;
  const char *body;
  guint       n_requests; /* till it is given up */
  GQuark (*domain) (void);
  int code;
} Failure;

static const Failure failures[] = {
  { 200, "Rate exceeded.", 4, dp_net_error_quark, DP_NET_ERROR_THROTTLED },
  { 200, "\xef\xbb\xbf \n rate exceeded", 4, dp_net_error_quark, DP_NET_ERROR_THROTTLED },
  { 200, "<!DOCTYPE html><title>Are you human?</title>", 4, dp_net_error_quark, DP_NET_ERROR_THROTTLED },
  { 200, "\n<html><p>Wait</html>", 4, dp_net_error_quark, DP_NET_ERROR_THROTTLED },
  { 429, "Rate exceeded.", 4, dp_net_error_quark, DP_NET_ERROR_THROTTLED },
  { 200, FEED ("5", ""), 4, dp_net_error_quark, DP_NET_ERROR_INCOMPLETE },
  { 200, CUT_FEED (""), 4, dp_net_error_quark, DP_NET_ERROR_INCOMPLETE },
  { 400,
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/api/errors#x</id>"
    "<title>Error</title><summary>start must be an integer</summary></entry></feed>",
    1, dp_format_error_quark, DP_FORMAT_ERROR_REFUSED },
  { 200,
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/api/errors#x</id>"
    "<title>Error</title><summary>incorrect id</summary></entry></feed>",
    1, dp_format_error_quark, DP_FORMAT_ERROR_REFUSED },
  { 400, "Bad request", 1, dp_net_error_quark, DP_NET_ERROR_STATUS },
  { 400, "<html><h1>Bad request</h1></html>", 1, dp_net_error_quark, DP_NET_ERROR_STATUS },
  { 403, "robots", 1, dp_net_error_quark, DP_NET_ERROR_FORBIDDEN },
  { 200, FEED ("1", "<entry><title>No id</title></entry>"), 1, dp_format_error_quark, DP_FORMAT_ERROR_NOT_A_FEED },
  { 200, "<rss version='2.0'><channel/></rss>", 1, dp_format_error_quark, DP_FORMAT_ERROR_NOT_A_FEED },
};

static void
test_fails (Fixture      *fixture,
            gconstpointer data)
{
  const Failure *failure = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  for (guint i = 0; i < failure->n_requests; i++)
    test_replay_add (fixture->replay, PATH, failure->status, NULL, NULL, failure->body);

  page = fetch_page (fixture->source, fixture->topic, 0, 100, &error);
  g_assert_null (page);
  g_assert_error (error, failure->domain (), failure->code);
  g_test_message ("%s", error->message);
}

static void
test_cut_page_keeps_its_papers (Fixture      *fixture,
                                gconstpointer data)
{
  const char *longer = CUT_FEED (ENTRIES);
  const char *shorter = CUT_FEED (ENTRY ("2511.00001", "2025-11-01T10:00:00Z", "2025-11-01T10:00:00Z"));
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, shorter);
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, longer);
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, shorter);
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, shorter);

  page = fetch_page (fixture->source, fixture->topic, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_error (page->problem, DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE);
  g_assert_cmpuint (page->papers->len, ==, 4);
}

static void
test_whole_page_beats_a_cut_one (Fixture      *fixture,
                                 gconstpointer data)
{
  const char *cut = CUT_FEED (ENTRIES);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, cut);
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL,
                   FEED ("1", ENTRY ("2511.00009", "2025-11-09T10:00:00Z", "2025-11-09T10:00:00Z")));

  page = fetch_page (fixture->source, fixture->topic, 0, 100, &error);
  g_assert_no_error (error);
  g_assert_no_error (page->problem);
  g_assert_cmpuint (page->papers->len, ==, 1);
  g_assert_cmpint (page->total_results, ==, 1);
}

static DpSourcePage *
fetch_papers (DpSource          *source,
              const char *const *ids,
              GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_source_fetch_papers_async (source, ids, NULL, test_result_cb, &slot);
  g_assert_null (slot);
  result = test_await (&slot);

  return dp_source_fetch_papers_finish (source, result, error);
}

static void
test_gives_papers_by_id (Fixture      *fixture,
                         gconstpointer data)
{
  const char *const ids[] = { "2511.00004", "https://arxiv.org/pdf/2511.00001v3", "arXiv:2511.00004v2", "doi:10.1234/x",
                              "none", "math.GT/0309136", "2511.00099", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, PATH, 200, NULL, NULL,
                   FEED ("4", ENTRIES ENTRY ("math.GT/0309136", "2003-09-08T10:00:00Z", "2003-09-08T10:00:00Z")));

  page = fetch_papers (fixture->source, ids, &error);
  g_assert_no_error (error);
  g_assert_no_error (page->problem);
  g_assert_cmpint (page->authority, ==, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "id_list"), ==,
                   "2511.00004,2511.00001,math/0309136,2511.00099");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "max_results"), ==, "4");
  g_assert_null (test_replay_get_query (fixture->replay, 0, "search_query"));

  /* The unknown one is absent, and so are those that nobody asked for. */
  g_assert_cmpuint (page->papers->len, ==, 3);
  g_assert_cmpstr (get_paper_id (page, 0), ==, "2511.00001");
  g_assert_cmpstr (get_paper_id (page, 1), ==, "2511.00004");
  g_assert_cmpstr (get_paper_id (page, 2), ==, "math/0309136");
}

static void
test_unknown_ids_are_absent (Fixture      *fixture,
                             gconstpointer data)
{
  const char *const unknown[] = { "2511.00099", NULL };
  const char *const foreign[] = { "https://example.org/paper", "", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, FEED ("0", ""));
  page = fetch_papers (fixture->source, unknown, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 0);
  g_clear_pointer (&page, dp_source_page_free);

  /* Nobody is asked for what arXiv cannot know. */
  page = fetch_papers (fixture->source, foreign, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 0);
  g_assert_cmpuint (test_replay_get_n_asked (fixture->replay), ==, 1);
}

static void
test_many_ids_are_several_requests (Fixture      *fixture,
                                    gconstpointer data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  for (guint i = 1; i <= 101; i++)
    {
      g_autofree char *id = g_strdup_printf ("2511.%05u", i);

      g_strv_builder_add (builder, id);
    }
  ids = g_strv_builder_end (builder);

  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, FEED ("4", ENTRIES));
  test_replay_add (fixture->replay, PATH, 403, NULL, NULL, "robots");
  page = fetch_papers (fixture->source, (const char *const *)ids, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, 4);
  g_assert_error (page->problem, DP_NET_ERROR, DP_NET_ERROR_FORBIDDEN);
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 0, "max_results"), ==, "100");
  g_assert_cmpstr (test_replay_get_query (fixture->replay, 1, "id_list"), ==, "2511.00101");
  g_clear_pointer (&page, dp_source_page_free);

  /* Where nothing came, that is a failure. */
  test_replay_add (fixture->replay, PATH, 403, NULL, NULL, "robots");
  page = fetch_papers (fixture->source, (const char *const *)ids, &error);
  g_assert_null (page);
  g_assert_error (error, DP_NET_ERROR, DP_NET_ERROR_FORBIDDEN);
}

static void
test_has_no_days (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  g_assert_cmpint (dp_source_get_features (fixture->source), ==, DP_SOURCE_TOPICS | DP_SOURCE_IDS);

  dp_source_fetch_day_async (fixture->source, "2025-11-03", NULL, test_result_cb, &slot);
  result = test_await (&slot);
  page = dp_source_fetch_day_finish (fixture->source, result, &error);
  g_assert_null (page);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  g_cancellable_cancel (cancellable);
  dp_source_fetch_page_async (fixture->source, fixture->topic, 0, 100, cancellable, test_result_cb, &slot);
  result = test_await (&slot);
  page = dp_source_fetch_page_finish (fixture->source, result, &error);
  g_assert_null (page);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, func) g_test_add ("/arxiv-source/" path, Fixture, data, set_up, func, tear_down)
  ADD ("gives-papers-newest-first", NULL, test_gives_papers_newest_first);
  ADD ("revised-counts-the-last-update", NULL, test_revised_counts_the_last_update);
  ADD ("no-match-is-no-failure", NULL, test_no_match_is_no_failure);
  ADD ("nothing-to-ask", NULL, test_nothing_to_ask);
  ADD ("cut-page-keeps-its-papers", NULL, test_cut_page_keeps_its_papers);
  ADD ("whole-page-beats-a-cut-one", NULL, test_whole_page_beats_a_cut_one);
  ADD ("gives-papers-by-id", NULL, test_gives_papers_by_id);
  ADD ("unknown-ids-are-absent", NULL, test_unknown_ids_are_absent);
  ADD ("many-ids-are-several-requests", NULL, test_many_ids_are_several_requests);
  ADD ("has-no-days", NULL, test_has_no_days);
  ADD ("cancel", NULL, test_cancel);
#undef ADD

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strdup_printf ("/arxiv-source/fails/%u", i);

      g_test_add (path, Fixture, &failures[i], set_up, test_fails, tear_down);
    }

  return g_test_run ();
}
