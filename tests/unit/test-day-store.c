/* test-day-store.c: the days of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"
#include "library/dp-change-set.h"
#include "library/dp-day-query.h"
#include "library/dp-day-store.h"

#define NOW 1738368000 /* 2025-02-01T00:00:00Z */

static void
record_list (LibraryFixture *fixture,
             const char     *day,
             DpTime          asked_at,
             guint           n_papers,
             GPtrArray      *list,
             const char     *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dp_day_store_record_async (fixture->library, day, asked_at, n_papers, list, message, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  dp_day_store_record_finish (fixture->library, result, &error);
  g_assert_no_error (error);
}

static void
record (LibraryFixture *fixture,
        const char     *day,
        DpTime          asked_at,
        guint           n_papers,
        const char     *message)
{
  record_list (fixture, day, asked_at, n_papers, NULL, message);
}

static void
store (LibraryFixture *fixture,
       const char     *id,
       const char     *day,
       int             rank)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (id, NOW);
  g_autofree char *page = g_strconcat ("https://huggingface.co/papers/", id, NULL);

  dp_paper_add_day (paper, day, rank);
  dp_paper_add_link (paper, DP_LINK_HUGGINGFACE, page);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_HUGGING_FACE);
}

static void
store_by_digest (LibraryFixture *fixture,
                 const char     *id,
                 const char     *day,
                 int             rank)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (id, NOW);

  dp_paper_add_day (paper, day, rank);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_DIGEST);
}

static DpDayInfo *
find (LibraryFixture *fixture,
      const char     *day)
{
  g_autoptr (GError) error = NULL;
  DpDayInfo *info = dp_day_query_find (fixture->library, day, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
  g_assert_cmpstr (info->day, ==, day);

  return info;
}

static void
test_unknown (LibraryFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDayInfo) info = NULL;
  g_autoptr (GPtrArray) days = NULL;

  library_fixture_open (fixture);
  info = find (fixture, "2025-01-31");
  g_assert_cmpuint (info->n_papers, ==, 0);
  g_assert_cmpint (info->attempted_at, ==, DP_TIME_UNKNOWN);
  g_assert_cmpint (info->succeeded_at, ==, DP_TIME_UNKNOWN);
  g_assert_null (info->error);

  days = dp_day_query_list (fixture->library, NULL, NULL, DP_DAY_QUERY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (days->len, ==, 0);

  g_assert_null (dp_day_query_find_newest (fixture->library, NOW, &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND);
}

static void
test_records (LibraryFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (DpDayInfo) failed = NULL;
  g_autoptr (DpDayInfo) done = NULL;
  g_autoptr (DpDayInfo) failed_again = NULL;
  g_autoptr (DpDayInfo) empty = NULL;

  library_fixture_open (fixture);
  record (fixture, "2025-01-31", 100, 0, "Offline.");
  failed = find (fixture, "2025-01-31");
  g_assert_cmpint (failed->attempted_at, ==, 100);
  g_assert_cmpint (failed->succeeded_at, ==, DP_TIME_UNKNOWN);
  g_assert_cmpstr (failed->error, ==, "Offline.");

  record (fixture, "2025-01-31", 200, 12, NULL);
  done = find (fixture, "2025-01-31");
  g_assert_cmpint (done->attempted_at, ==, 200);
  g_assert_cmpint (done->succeeded_at, ==, 200);
  g_assert_cmpuint (done->n_listed, ==, 12);
  g_assert_null (done->error);

  /* What the last success said stays. */
  record (fixture, "2025-01-31", 300, 0, "The service is busy.");
  failed_again = find (fixture, "2025-01-31");
  g_assert_cmpint (failed_again->attempted_at, ==, 300);
  g_assert_cmpint (failed_again->succeeded_at, ==, 200);
  g_assert_cmpuint (failed_again->n_listed, ==, 12);
  g_assert_cmpstr (failed_again->error, ==, "The service is busy.");

  record (fixture, "2025-01-31", 400, 0, NULL);
  empty = find (fixture, "2025-01-31");
  g_assert_cmpuint (empty->n_listed, ==, 0);
  g_assert_null (empty->error);
}

static void
test_counts (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (DpDayInfo) info = NULL;
  g_autoptr (DpDayInfo) unread_again = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001", "2025-01-31", 1);
  store (fixture, "2501.00002", "2025-01-31", 2);
  store (fixture, "2501.00002", "2025-01-30", 1); /* of two days */
  library_fixture_mark (fixture, DP_MARK_READ, library_fixture_find (fixture, "2501.00001"), TRUE);

  info = find (fixture, "2025-01-31");
  g_assert_cmpuint (info->n_papers, ==, 2);
  g_assert_cmpuint (info->n_unread, ==, 1);

  library_fixture_mark (fixture, DP_MARK_READ, library_fixture_find (fixture, "2501.00001"), FALSE);
  unread_again = find (fixture, "2025-01-31");
  g_assert_cmpuint (unread_again->n_unread, ==, 2);
}

static void
assert_days (LibraryFixture *fixture,
             const char     *first,
             const char     *last,
             guint           limit,
             const char     *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) infos = dp_day_query_list (fixture->library, first, last, limit, &error);
  g_autoptr (GString) days = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < infos->len; i++)
    g_string_append_printf (days, "%s:%u ", ((DpDayInfo *)infos->pdata[i])->day, ((DpDayInfo *)infos->pdata[i])->n_papers);
  g_assert_cmpstr (days->str, ==, expected);
}

static void
test_list (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDayInfo) newest = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001", "2025-01-30", 1);
  store (fixture, "2501.00002", "2025-01-30", 2);
  store (fixture, "2501.00003", "2025-01-29", 1);
  record (fixture, "2025-01-30", NOW, 2, NULL);
  record (fixture, "2025-01-31", NOW, 0, NULL);

  assert_days (fixture, NULL, NULL, DP_DAY_QUERY_ALL, "2025-01-31:0 2025-01-30:2 2025-01-29:1 ");
  assert_days (fixture, NULL, NULL, 2, "2025-01-31:0 2025-01-30:2 ");
  assert_days (fixture, "2025-01-30", NULL, DP_DAY_QUERY_ALL, "2025-01-31:0 2025-01-30:2 ");
  assert_days (fixture, "2025-01-01", "2025-01-30", 1, "2025-01-30:2 ");

  newest = dp_day_query_find_newest (fixture->library, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (newest->day, ==, "2025-01-30");
}

/* A day that has not come cannot be *Today*. */
static void
test_newest_is_not_in_the_future (LibraryFixture *fixture,
                                  gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDayInfo) newest = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001", "2025-02-01", 1);
  store (fixture, "2501.00002", "2205-02-01", 1);

  newest = dp_day_query_find_newest (fixture->library, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (newest->day, ==, "2025-02-01");
}

/* A day as `ID RANK, …`, by rank, and each paper's newest day. */
static char *
dup_day (LibraryFixture *fixture,
         guint           first,
         guint           n)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *id = g_strdup_printf ("2501.%05u", i);
      g_autoptr (DpPaper) paper = library_fixture_load (fixture, id);

      for (guint j = 0; paper->days != NULL && j < paper->days->len; j++)
        {
          const DpDayRank *day = g_ptr_array_index (paper->days, j);

          g_string_append_printf (text, "%u: %s %d, ", i, day->day, day->rank);
        }
    }

  return g_string_free (text, FALSE);
}

/* A day asked for again: one left the list, one moved up, one is new; and a digest knows
 * of one that the list never had. */
static void
test_papers_leave_a_list (LibraryFixture *fixture,
                          gconstpointer   data)
{
  const char *sql = "SELECT count (*) FROM paper WHERE day = '2025-01-31'";
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  g_autoptr (GPtrArray) empty = g_ptr_array_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *after_nothing = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001", "2025-01-30", 7);
  store (fixture, "2501.00001", "2025-01-31", 1);
  store (fixture, "2501.00002", "2025-01-31", 2);
  store_by_digest (fixture, "2501.00003", "2025-01-31", 5);
  store (fixture, "2501.00002", "2025-01-31", 1);
  store (fixture, "2501.00004", "2025-01-31", 2);
  g_ptr_array_add (list, library_fixture_new_paper ("2501.00002", NOW));
  g_ptr_array_add (list, library_fixture_new_paper ("2501.00004", NOW));
  g_assert_cmpint (library_fixture_get_int64 (fixture, sql), ==, 4);

  /* A failure and a list that is suddenly empty take nothing away. */
  record_list (fixture, "2025-01-31", NOW, 0, list, "Offline.");
  record_list (fixture, "2025-01-31", NOW, 0, empty, NULL);
  before = dup_day (fixture, 1, 4);
  g_assert_cmpstr (before, ==, "1: 2025-01-31 1, 1: 2025-01-30 7, 2: 2025-01-31 1, 3: 2025-01-31 5, 4: 2025-01-31 2, ");

  record_list (fixture, "2025-01-31", NOW, 2, list, NULL);
  after = dup_day (fixture, 1, 4);
  g_assert_cmpstr (after, ==, "1: 2025-01-30 7, 2: 2025-01-31 1, 3: 2025-01-31 5, 4: 2025-01-31 2, ");
  g_assert_cmpint (library_fixture_get_int64 (fixture, sql), ==, 3);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT day = '2025-01-30' FROM paper WHERE uid = '2501.00001'"), ==, 1);

  /* Nor is anything written that was written before. */
  record_list (fixture, "2025-01-31", NOW, 2, list, NULL);
  after_nothing = dup_day (fixture, 1, 4);
  g_assert_cmpstr (after_nothing, ==, after);
}

/* A digest has a part of a list, so the list's places are the better ones. */
static void
test_places_of_a_digest (LibraryFixture *fixture,
                         gconstpointer   data)
{
  g_autofree char *alone = NULL;
  g_autofree char *later = NULL;
  g_autofree char *again = NULL;

  library_fixture_open (fixture);
  store_by_digest (fixture, "2501.00001", "2025-01-31", 1);
  alone = dup_day (fixture, 1, 1);
  g_assert_cmpstr (alone, ==, "1: 2025-01-31 1, ");

  store (fixture, "2501.00001", "2025-01-31", 7);
  later = dup_day (fixture, 1, 1);
  g_assert_cmpstr (later, ==, "1: 2025-01-31 7, ");

  store_by_digest (fixture, "2501.00001", "2025-01-31", 1);
  again = dup_day (fixture, 1, 1);
  g_assert_cmpstr (again, ==, later);
}

static void
changed_cb (DpLibrary      *library,
            DpChangeSet    *changes,
            DpChangeFields *fields)
{
  *fields |= dp_change_set_get_fields (changes);
}

static void
test_is_told (LibraryFixture *fixture,
              gconstpointer   data)
{
  DpChangeFields fields = 0;

  library_fixture_open (fixture);
  g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_cb), &fields);
  dp_library_watch (fixture->library);

  record (fixture, "2025-01-31", NOW, 0, NULL);
  test_wait_until ((fields & DP_CHANGE_DAY_LIST) != 0);

  fields = 0;
  store (fixture, "2501.00001", "2025-01-31", 1);
  test_wait_until ((fields & DP_CHANGE_ADDED) != 0);

  fields = 0;
  store (fixture, "2501.00001", "2025-01-30", 1);
  test_wait_until ((fields & DP_CHANGE_DAYS) != 0);
}

#define ADD_TEST(name, func)                                                    \
  g_test_add ("/day-store/" name, LibraryFixture, NULL, library_fixture_set_up, \
              func, library_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_TEST ("unknown", test_unknown);
  ADD_TEST ("records", test_records);
  ADD_TEST ("counts", test_counts);
  ADD_TEST ("list", test_list);
  ADD_TEST ("papers-leave-a-list", test_papers_leave_a_list);
  ADD_TEST ("places-of-a-digest", test_places_of_a_digest);
  ADD_TEST ("newest-is-not-in-the-future", test_newest_is_not_in_the_future);
  ADD_TEST ("is-told", test_is_told);

  return g_test_run ();
}
