/* test-arxiv-faults.c: arXiv as a stand-in with real papers imitates it, in each of its moods
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/dp-format-error.h"
#include "sources/dp-arxiv-source.h"
#include "test-sim.h"
#include "test-util.h"

/* The stand-in calls less than this between two requests impolite. */
#define PACE_MS 14
#define SCALED_MS 15

/* It is started once for all tests of this file; %NULL where it is not there. */
static TestSim *sim;

typedef struct
{
  DpHttpClient *client;
  DpSource     *source;
  DpTopic      *topic;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const char *const words[] = { "reasoning", NULL };
  g_autofree char  *folder = g_build_filename (g_get_user_state_dir (), "net", NULL);
  DpHttpLimits      limits = { .connect_ms = 2000, .first_byte_ms = 8000, .idle_ms = 300, .total_ms = 9000 };

  fixture->client = dp_http_client_new (folder, SCALED_MS);
  dp_http_client_set_limits (fixture->client, &limits);
  fixture->source = dp_arxiv_source_new (fixture->client, sim != NULL ? test_sim_get_base (sim) : "http://127.0.0.1");
  fixture->topic = dp_topic_new ();
  g_strfreev (fixture->topic->words);
  fixture->topic->words = g_strdupv ((char **)words);

  /* Each test has a state of its own, and so no memory of the last one's end. */
  g_usleep (SCALED_MS * 1000);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->source);
  g_assert_finalize_object (fixture->client);
  dp_topic_free (fixture->topic);
}

static gboolean
is_skipped (void)
{
  if (sim == NULL)
    g_test_skip ("The stand-in for arXiv is not there.");

  return sim == NULL;
}

static DpSourcePage *
fetch_page (Fixture *fixture,
            guint    start,
            guint    max_results,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_source_fetch_page_async (fixture->source, fixture->topic, start, max_results, NULL, test_result_cb, &slot);
  result = test_await (&slot);

  return dp_source_fetch_page_finish (fixture->source, result, error);
}

typedef struct
{
  const char *faults;
  guint       n_requests;
  int         code;     /* of DP_NET_ERROR; -1 for success; -2 for any of DP_FORMAT_ERROR */
  gboolean    is_whole; /* papers without a problem */
} Case;

static const Case cases[] = {
  { "", 1, -1, TRUE },
  { "empty", 2, -1, TRUE },
  { "empty,empty,empty", 4, -1, TRUE },
  { "empty,empty,empty,empty", 4, DP_NET_ERROR_INCOMPLETE, FALSE },
  { "429", 2, -1, TRUE },
  { "rate200,429,rate200", 4, -1, TRUE },
  { "rate200,rate200,rate200,rate200", 4, DP_NET_ERROR_THROTTLED, FALSE },
  { "503", 2, -1, TRUE },
  { "503retry", 2, -1, TRUE },
  { "503,503retry,503", 4, -1, TRUE },
  { "406", 2, -1, TRUE },
  { "captcha", 2, -1, TRUE },
  { "captcha,captcha,captcha,captcha", 4, DP_NET_ERROR_THROTTLED, FALSE },
  { "truncate", 2, -1, TRUE },
  { "truncate,truncate,truncate,truncate", 4, -1, FALSE },
  { "reset", 2, -1, TRUE },
  { "reset,reset,reset,reset", 4, DP_NET_ERROR_INCOMPLETE, FALSE },
  { "slow", 1, -1, TRUE },
  { "garbage", 1, -2, FALSE },
  { "huge", 1, DP_NET_ERROR_TOO_LARGE, FALSE },
  { "bomb", 1, -2, FALSE },
  { "redirect", 2, DP_NET_ERROR_NOT_FOUND, FALSE },
  { "dup", 1, -1, TRUE },
  /* The last, since the stand-in goes on with it for a minute, whoever has gone. */
  { "stall", 1, DP_NET_ERROR_TIMED_OUT, FALSE },
};

static void
assert_papers (DpSourcePage *page,
               gboolean      is_whole)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  if (is_whole)
    g_assert_cmpuint (page->papers->len, ==, 50);
  else
    g_assert_cmpuint (page->papers->len, >, 10);

  for (guint i = 0; i < page->papers->len; i++)
    {
      DpPaper *paper = g_ptr_array_index (page->papers, i);

      g_assert_true (g_hash_table_add (ids, paper->id)); /* each once */
      if (i > 0)
        g_assert_cmpint (paper->published, <=, ((DpPaper *)g_ptr_array_index (page->papers, i - 1))->published);
    }
}

static void
test_fault (Fixture      *fixture,
            gconstpointer data)
{
  const Case *expected = data;
  guint       n_before = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  if (is_skipped ())
    return;

  test_sim_queue_faults (sim, "next", expected->faults);
  n_before = test_sim_count_requests (sim);
  page = fetch_page (fixture, 0, 50, &error);
  if (error != NULL)
    g_test_message ("%s", error->message);

  if (expected->code == -1)
    {
      g_assert_no_error (error);
      g_assert_true ((page->problem == NULL) == expected->is_whole);
      assert_papers (page, expected->is_whole);
    }
  else
    {
      g_assert_null (page);
      if (expected->code == -2)
        g_assert_true (error->domain == DP_FORMAT_ERROR);
      else
        g_assert_error (error, DP_NET_ERROR, expected->code);
    }

  g_assert_cmpuint (test_sim_count_requests (sim) - n_before, ==, expected->n_requests);
}

/* Three pages of a topic with each of its groups, against the same asked for at once. */
static void
test_pages_add_up (Fixture      *fixture,
                   gconstpointer data)
{
  const char *const excluded[] = { "vision", "\") OR all:(", NULL };
  const char *const categories[] = { "cs.CL", "cs.LG", NULL };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) whole = NULL;

  if (is_skipped ())
    return;

  test_sim_queue_faults (sim, "next", "");
  g_strfreev (fixture->topic->excluded);
  fixture->topic->excluded = g_strdupv ((char **)excluded);
  g_strfreev (fixture->topic->categories);
  fixture->topic->categories = g_strdupv ((char **)categories);

  whole = fetch_page (fixture, 0, 60, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->papers->len, ==, 60);
  g_assert_cmpint (whole->total_results, >=, 60);

  for (guint start = 0; start < 60; start += 20)
    {
      g_autoptr (DpSourcePage) page = fetch_page (fixture, start, 20, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < page->papers->len; i++)
        g_hash_table_add (ids, g_strdup (((DpPaper *)g_ptr_array_index (page->papers, i))->id));
    }

  g_assert_cmpuint (g_hash_table_size (ids), ==, 60);
  for (guint i = 0; i < whole->papers->len; i++)
    {
      DpPaper         *paper = g_ptr_array_index (whole->papers, i);
      g_autofree char *text = g_strconcat (paper->title, " ", paper->abstract, NULL);
      g_autofree char *folded = g_utf8_casefold (text, -1);

      g_assert_true (g_hash_table_contains (ids, paper->id));
      g_assert_nonnull (strstr (folded, "reason"));
      g_assert_true (g_strv_contains ((const char *const *)paper->categories, "cs.CL") ||
                     g_strv_contains ((const char *const *)paper->categories, "cs.LG"));
    }
  test_sim_count_requests (sim);
}

int
main (int    argc,
      char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  sim = test_sim_new (PACE_MS);

  g_test_add ("/arxiv-faults/pages-add-up", Fixture, NULL, set_up, test_pages_add_up, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/arxiv-faults/%u-%s", i, cases[i].faults);

      g_test_add (path, Fixture, &cases[i], set_up, test_fault, tear_down);
    }

  status = g_test_run ();
  g_clear_pointer (&sim, test_sim_free);

  return status;
}
