/* test-feed-source.c: arXiv's daily feeds, as they are and as they fail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/dp-format-error.h"
#include "sources/dp-arxiv-feed-source.h"
#include "sources/dp-arxiv-source.h"
#include "test-replay.h"
#include "test-util.h"

/* A second takes as long as this says a pause between two requests to arXiv takes. */
#define SCALED_MS 6

#define PATH "/atom/cs.CL+math"

#define ENTRY(id, type)                                                                              \
  "<entry><id>oai:arXiv.org:" id "</id><title>On " id "</title><published>2025-08-20T00:00:00-04:00" \
  "</published><arxiv:announce_type>" type "</arxiv:announce_type></entry>"
#define FEED(entries)                                                                      \
  "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:arxiv='http://arxiv.org/schemas/atom'>" \
  "<updated>2025-08-20T04:00:19Z</updated>" entries "</feed>"
#define TODAY FEED (ENTRY ("2508.00001v1", "new") ENTRY ("2508.00002v1", "cross") ENTRY ("2507.00003v2", "replace"))

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
  fixture->source = dp_arxiv_feed_source_new (fixture->client, base);
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
fetch (Fixture *fixture,
       gboolean revised,
       GError **error)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  topic->categories = g_strsplit ("cs.CL|math.*", "|", -1);
  topic->revised = revised;
  dp_source_fetch_page_async (fixture->source, topic, 0, 100, NULL, test_result_cb, &slot);
  g_assert_null (slot); /* never before the call returns */
  result = test_await (&slot);

  return dp_source_fetch_page_finish (fixture->source, result, error);
}

static void
assert_page (Fixture *fixture,
             gboolean revised,
             guint    n_papers,
             gint64   total)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = fetch (fixture, revised, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->papers->len, ==, n_papers);
  g_assert_cmpint (page->total_results, ==, total);
  g_assert_cmpint (page->authority, ==, DP_AUTHORITY_ARXIV_FEED);
  g_assert_cmpint (page->announced_at, ==, 1755662419);
}

static void
test_page (Fixture      *fixture,
           gconstpointer data)
{
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, TODAY);
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, TODAY);

  assert_page (fixture, FALSE, 2, 3);
  assert_page (fixture, TRUE, 3, 3);
  g_assert_cmpuint (test_replay_get_n_asked (fixture->replay), ==, 2);
  g_assert_nonnull (strstr (test_replay_get_header (fixture->replay, 0, "Accept"), "application/atom+xml"));
}

static void
test_weekend (Fixture      *fixture,
              gconstpointer data)
{
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, FEED (""));
  assert_page (fixture, FALSE, 0, 0);
}

static void
test_not_modified (Fixture      *fixture,
                   gconstpointer data)
{
  test_replay_add (fixture->replay, PATH, 200, "ETag", "\"a\"", TODAY);
  test_replay_add (fixture->replay, PATH, 304, NULL, NULL, "");
  test_replay_add (fixture->replay, PATH, 200, "ETag", "\"b\"", FEED (""));

  assert_page (fixture, FALSE, 2, 3);
  assert_page (fixture, TRUE, 3, 3);
  assert_page (fixture, TRUE, 0, 0);
  g_assert_null (test_replay_get_header (fixture->replay, 0, "If-None-Match"));
  g_assert_cmpstr (test_replay_get_header (fixture->replay, 1, "If-None-Match"), ==, "\"a\"");
}

static void
test_cache_control (Fixture      *fixture,
                    gconstpointer data)
{
  test_replay_add (fixture->replay, PATH, 200, "Cache-Control", "public, max-age=3600", TODAY);

  for (guint i = 0; i < 20; i++)
    assert_page (fixture, FALSE, 2, 3);
  g_assert_cmpuint (test_replay_get_n_asked (fixture->replay), ==, 1);
}

static void
test_no_cache (Fixture      *fixture,
               gconstpointer data)
{
  test_replay_add (fixture->replay, PATH, 200, "Cache-Control", "no-cache, max-age=3600", TODAY);
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, TODAY);

  assert_page (fixture, FALSE, 2, 3);
  assert_page (fixture, FALSE, 2, 3);
}

static void
assert_fails (Fixture *fixture,
              GQuark   domain,
              int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch (fixture, FALSE, &error));
  g_assert_error (error, domain, code);
}

static void
test_failures (Fixture      *fixture,
               gconstpointer data)
{
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, "Rate exceeded.");
  assert_fails (fixture, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED);
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, "<feed xmlns='http://www.w3.org/2005/Atom'>");
  assert_fails (fixture, DP_FORMAT_ERROR, DP_FORMAT_ERROR_TRUNCATED);
  test_replay_add (fixture->replay, PATH, 400, NULL, NULL, "no such category");
  assert_fails (fixture, DP_NET_ERROR, DP_NET_ERROR_STATUS);
  test_replay_add (fixture->replay, PATH, 404, NULL, NULL, "");
  assert_fails (fixture, DP_NET_ERROR, DP_NET_ERROR_NOT_FOUND);
}

/* The API wants to be left alone for an hour; its side door is open, and the other way round. */
static void
test_side_door (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *base = test_replay_get_uri (fixture->replay, "/");
  g_autoptr (DpSource) api = dp_arxiv_source_new (fixture->client, base);
  const char *const ids[] = { "2508.00001", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  test_replay_add (fixture->replay, "/api/query", 503, "Retry-After", "3600000", "");
  test_replay_add (fixture->replay, PATH, 200, NULL, NULL, TODAY);
  test_replay_add (fixture->replay, PATH, 503, "Retry-After", "3600000", "");

  dp_source_fetch_papers_async (api, ids, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_null (dp_source_fetch_papers_finish (api, result, &error));
  g_assert_error (error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);

  assert_page (fixture, FALSE, 2, 3);
  assert_fails (fixture, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);
  assert_fails (fixture, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);
  g_assert_cmpuint (test_replay_get_n_asked (fixture->replay), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(name, function) g_test_add ("/feed-source/" name, Fixture, NULL, set_up, function, tear_down)
  add ("page", test_page);
  add ("weekend", test_weekend);
  add ("not-modified", test_not_modified);
  add ("cache-control", test_cache_control);
  add ("no-cache", test_no_cache);
  add ("failures", test_failures);
  add ("side-door", test_side_door);
#undef add

  return g_test_run ();
}
