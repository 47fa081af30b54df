/* test-hugging-face-faults.c: Hugging Face as a stand-in with real lists imitates it, in each of its moods
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-format-error.h"
#include "sources/dp-hugging-face-source.h"
#include "test-sim.h"
#include "test-util.h"

#define SCALED_MS 15

/* The exit status of a test that could not run. */
#define SKIPPED 77

/* One of the stand-in's lists, and how long it is. */
#define DAY "2025-05-22"
#define N_PAPERS 27

/* It is started once for all tests of this file. */
static TestSim *sim;

typedef struct
{
  DpHttpClient *client;
  DpSource     *source;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "net", NULL);
  g_autofree char *base = g_strconcat (test_sim_get_base (sim), "/hf", NULL);
  DpHttpLimits     limits = { .connect_ms = 2000, .first_byte_ms = 8000, .idle_ms = 300, .total_ms = 9000 };

  fixture->client = dp_http_client_new (folder, SCALED_MS);
  dp_http_client_set_limits (fixture->client, &limits);
  fixture->source = dp_hugging_face_source_new (fixture->client, base);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->source);
  g_assert_finalize_object (fixture->client);
}

static DpSourcePage *
fetch_day (Fixture    *fixture,
           const char *day,
           GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  dp_source_fetch_day_async (fixture->source, day, NULL, test_result_cb, &slot);
  result = test_await (&slot);

  return dp_source_fetch_day_finish (fixture->source, result, error);
}

typedef struct
{
  const char *faults;
  guint       n_requests;
  int         code; /* of DP_NET_ERROR; -1 for success; -2 for any of DP_FORMAT_ERROR */
} Case;

static const Case cases[] = {
  { "", 1, -1 },
  { "429", 2, -1 },
  { "rate200,429,rate200", 4, -1 },
  { "429,429,429,429", 4, DP_NET_ERROR_THROTTLED },
  { "503", 2, -1 },
  { "503retry", 2, -1 },
  { "503,503retry,503", 4, -1 },
  { "406", 2, -1 },
  { "captcha", 2, -1 },
  { "captcha,captcha,captcha,captcha", 4, DP_NET_ERROR_THROTTLED },
  { "reset", 2, -1 },
  { "reset,reset,reset,reset", 4, DP_NET_ERROR_INCOMPLETE },
  { "garbage", 1, -2 },
  { "bomb", 1, -2 },
  { "huge", 1, DP_NET_ERROR_TOO_LARGE },
  { "redirect", 2, DP_NET_ERROR_NOT_FOUND },
  { "slow", 1, -1 },
  /* The last, since the stand-in goes on with it for a minute, whoever has gone. */
  { "stall", 1, DP_NET_ERROR_TIMED_OUT },
};

static void
test_fault (Fixture      *fixture,
            gconstpointer data)
{
  const Case *expected = data;
  guint       n_before = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;

  test_sim_queue_faults (sim, "hf", expected->faults);
  n_before = test_sim_count_requests (sim);
  page = fetch_day (fixture, DAY, &error);
  if (error != NULL)
    g_test_message ("%s", error->message);

  g_assert_true ((page != NULL) == (expected->code == -1));
  if (expected->code == -1)
    {
      g_assert_no_error (error);
      g_assert_no_error (page->problem);
      g_assert_cmpuint (page->papers->len, ==, N_PAPERS);
    }
  else if (expected->code == -2)
    {
      g_assert_true (error->domain == DP_FORMAT_ERROR);
    }
  else
    {
      g_assert_error (error, DP_NET_ERROR, expected->code);
    }

  g_assert_cmpuint (test_sim_count_requests (sim) - n_before, ==, expected->n_requests);
}

static void
test_days_and_papers (Fixture      *fixture,
                      gconstpointer data)
{
  const char *const ids[] = { "2405.15738", "2405.99999", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) fifty = NULL;
  g_autoptr (DpSourcePage) empty = NULL;
  g_autoptr (DpSourcePage) papers = NULL;

  test_sim_queue_faults (sim, "hf", "");
  fifty = fetch_day (fixture, "2025-09-30", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fifty->papers->len, ==, 50);

  empty = fetch_day (fixture, "2025-05-24", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (empty->papers->len, ==, 0);

  dp_source_fetch_papers_async (fixture->source, ids, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  papers = dp_source_fetch_papers_finish (fixture->source, result, &error);
  g_assert_no_error (error);
  g_assert_no_error (papers->problem);
  g_assert_cmpuint (papers->papers->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  sim = test_sim_new (SCALED_MS);
  if (sim == NULL)
    return SKIPPED;

  g_test_add ("/hugging-face-faults/days-and-papers", Fixture, NULL, set_up, test_days_and_papers, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/hugging-face-faults/%u-%s", i, cases[i].faults);

      g_test_add (path, Fixture, &cases[i], set_up, test_fault, tear_down);
    }

  status = g_test_run ();
  g_clear_pointer (&sim, test_sim_free);

  return status;
}
