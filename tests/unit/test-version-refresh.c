/* test-version-refresh.c: asking for new versions of bookmarked papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"
#include "net/dp-net-error.h"
#include "service/refresh/dp-refresh.h"
#include "test-source.h"

#define PUBLISHED G_GINT64_CONSTANT (1763740800)

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

static DpPaper *
new_version (const char *id,
             guint       version)
{
  DpPaper *paper = library_fixture_new_paper (id, PUBLISHED);

  paper->version = version;
  paper->updated = PUBLISHED + version;

  return paper;
}

static void
bookmark (Fixture    *fixture,
          const char *id)
{
  g_autoptr (DpPaper) paper = new_version (id, 1);

  library_fixture_store_one (&fixture->library, paper, DP_AUTHORITY_ARXIV_API);
  library_fixture_mark (&fixture->library, DP_MARK_BOOKMARK, library_fixture_find (&fixture->library, id), TRUE);
}

static void
start (Fixture       *fixture,
       GAsyncResult **slot)
{
  dp_refresh_run_async (fixture->refresh, NULL, 0, DP_REFRESH_FLAGS_FORCE, NULL, test_result_cb, slot);
}

/* What a round without topics came to; the words, too. */
static char *
finish (Fixture       *fixture,
        GAsyncResult **slot)
{
  g_autoptr (GAsyncResult) result = test_await (slot);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = dp_refresh_run_finish (fixture->refresh, result, &error);

  g_assert_no_error (error);
  if (outcomes->len == 0)
    return NULL;

  g_assert_cmpuint (outcomes->len, ==, 1);
  g_assert_cmpstr (dp_refresh_outcome_get_name (outcomes->pdata[0]), ==, "Bookmarks");

  return dp_refresh_outcome_dup_sentence (outcomes->pdata[0], "the test");
}

static void
answer (Fixture *fixture,
        DpPaper *paper) /* (nullable) */
{
  DpSourcePage *page = dp_source_page_new (DP_AUTHORITY_ARXIV_API);

  if (paper != NULL)
    g_ptr_array_add (page->papers, dp_paper_ref (paper));
  test_wait_until (test_source_is_asked (fixture->source));
  test_source_answer_page (fixture->source, page);
}

static void
test_tells_once (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (DpPaper) revised = new_version ("2501.00001", 3);
  g_autoptr (DpPaper) known = NULL;
  g_autofree char *words = NULL;
  g_autofree char *again = NULL;
  GAsyncResult    *slot = NULL;

  bookmark (fixture, "2501.00001");
  start (fixture, &slot);
  answer (fixture, revised);
  words = finish (fixture, &slot);
  g_assert_cmpstr (words, ==, "1 new version.");
  g_assert_cmpstr (test_source_get_asked (fixture->source), ==, "ids 2501.00001");
  known = library_fixture_load (&fixture->library, "2501.00001");
  g_assert_cmpuint (known->version, ==, 3);
  g_assert_cmpuint (known->seen_version, ==, 1);

  /* Once after each announcement, also for who insists. */
  start (fixture, &slot);
  again = finish (fixture, &slot);
  g_assert_null (again);
}

static void
test_asks_for_bookmarks_of_arxiv_alone (Fixture      *fixture,
                                        gconstpointer data)
{
  g_autoptr (DpPaper) other = library_fixture_new_paper ("doi:10.1000/x", PUBLISHED);
  g_autoptr (DpPaper) unmarked = new_version ("2501.00002", 1);
  g_autofree char *nothing = NULL;
  GAsyncResult    *slot = NULL;

  library_fixture_store_one (&fixture->library, other, DP_AUTHORITY_DIGEST);
  library_fixture_mark (&fixture->library, DP_MARK_BOOKMARK, library_fixture_find (&fixture->library, other->id), TRUE);
  library_fixture_store_one (&fixture->library, unmarked, DP_AUTHORITY_ARXIV_API);
  start (fixture, &slot);
  nothing = finish (fixture, &slot);
  g_assert_null (nothing);
}

/* A hundred at a time; the others have their turn after the next announcement. */
static void
test_takes_turns (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GAsyncResult    *slot = NULL;

  static const char n_checked[] = "SELECT count (*) FROM version_check";

  for (guint i = 1; i <= 101; i++)
    {
      g_autofree char *id = library_fixture_dup_id (i);

      bookmark (fixture, id);
    }

  start (fixture, &slot);
  answer (fixture, NULL);
  first = finish (fixture, &slot);
  g_assert_cmpstr (first, ==, "No new versions.");
  g_assert_cmpint (library_fixture_get_int64 (&fixture->library, n_checked), ==, 100);

  library_fixture_execute (&fixture->library, "UPDATE version_check SET checked_at = 1");
  start (fixture, &slot);
  answer (fixture, NULL);
  second = finish (fixture, &slot);
  g_assert_cmpint (library_fixture_get_int64 (&fixture->library, n_checked), ==, 101);
}

static void
test_failure_is_asked_again (Fixture      *fixture,
                             gconstpointer data)
{
  g_autofree char *failed = NULL;
  g_autofree char *words = NULL;
  GAsyncResult    *slot = NULL;

  bookmark (fixture, "2501.00001");
  start (fixture, &slot);
  test_wait_until (test_source_is_asked (fixture->source));
  test_source_fail (fixture->source, DP_NET_ERROR, DP_NET_ERROR_OFFLINE);
  failed = finish (fixture, &slot);
  g_assert_nonnull (failed);

  start (fixture, &slot);
  answer (fixture, NULL);
  words = finish (fixture, &slot);
  g_assert_cmpstr (words, ==, "No new versions.");
}

#define ADD(name, test) g_test_add ("/version-refresh/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("tells-once", test_tells_once);
  ADD ("asks-for-bookmarks-of-arxiv-alone", test_asks_for_bookmarks_of_arxiv_alone);
  ADD ("takes-turns", test_takes_turns);
  ADD ("failure-is-asked-again", test_failure_is_asked_again);

  return g_test_run ();
}
