/* test-digest-maker.c: what a library holds, as a digest, and why it has nothing new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "model/dp-day.h"
#include "service/export/dp-digest-maker.h"
#include "service/export/dp-digest-reason.h"

/* 2025-01-08 is a Wednesday; 12:00 UTC. That day's papers were ready at 02:00 UTC. */
#define WEDNESDAY 1736337600
#define DAY (24 * 60 * 60)

static DpDigest *
make (LibraryFixture        *fixture,
      const DpDigestRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpDigest *digest = NULL;

  dp_digest_maker_make_async (fixture->library, request, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  digest = dp_digest_maker_make_finish (fixture->library, result, &error);
  g_assert_no_error (error);

  return digest;
}

static void
assert_section (const DpDigest *digest,
                guint           position,
                const char     *ids)
{
  const DpDigestSection *section = g_ptr_array_index (digest->sections, position);
  g_autoptr (GString) actual = g_string_new (NULL);

  for (guint i = 0; i < section->papers->len; i++)
    g_string_append_printf (actual, "%s%s", i > 0 ? " " : "", ((DpPaper *)section->papers->pdata[i])->id);
  g_assert_cmpstr (actual->str, ==, ids);
}

static DpPaper *
new_paper (const char *id,
           DpTime      published,
           int         rank)
{
  DpPaper *paper = library_fixture_new_paper (id, published);

  if (rank > 0)
    dp_paper_add_day (paper, "2025-01-03", rank);

  return paper;
}

/* Two topics, a day out of the order by date, and papers on both sides of New Year. */
static void
fill (LibraryFixture *fixture)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  DpPaper *tagged = new_paper ("2501.00002", 1735689600, 0);

  library_fixture_follow (fixture, "tagged", NULL, NULL, NULL);
  library_fixture_follow (fixture, "title", NULL, NULL, NULL);

  tagged->abstract = g_strdup ("It is tagged.");
  g_ptr_array_add (papers, new_paper ("2501.00001", 1735689599, 2));
  g_ptr_array_add (papers, tagged);
  g_ptr_array_add (papers, new_paper ("2501.00003", 1738367999, 1));
  g_ptr_array_add (papers, new_paper ("2501.00004", 1738368000, 0));
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
}

static void
test_keyword (LibraryFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) topics = NULL;
  g_autoptr (DpDigest) digest = NULL;
  DpDigestRequest request = { .layout = DP_DIGEST_KEYWORD, .now = WEDNESDAY };

  library_fixture_open (fixture);
  fill (fixture);
  request.topics = topics = dp_topic_query_list (fixture->library, NULL);
  digest = make (fixture, &request);

  g_assert_cmpuint (digest->sections->len, ==, 2);
  g_assert_cmpstr (digest->last_update, ==, "2025-01-08");
  assert_section (digest, 0, "2501.00002");
  assert_section (digest, 1, "2501.00004 2501.00003 2501.00002 2501.00001");
  g_assert_cmpstr (((DpDigestSection *)digest->sections->pdata[0])->topic, ==, "tagged");
  /* They came just now, which is after that Wednesday. */
  g_assert_null (((DpDigestSection *)digest->sections->pdata[0])->reason);

  g_clear_pointer (&digest, dp_digest_free);
  request.limit = 3;
  digest = make (fixture, &request);
  assert_section (digest, 1, "2501.00004 2501.00003 2501.00002");
}

static void
test_day (LibraryFixture *fixture,
          gconstpointer   data)
{
  g_autoptr (DpDigest) digest = NULL;
  g_autoptr (DpDigest) empty = NULL;
  DpDigestRequest request = { .layout = DP_DIGEST_SUMMARY, .day = "2025-01-03", .now = WEDNESDAY };

  library_fixture_open (fixture);
  fill (fixture);
  digest = make (fixture, &request);
  assert_section (digest, 0, "2501.00003 2501.00001");

  request.day = "2025-01-04";
  empty = make (fixture, &request);
  assert_section (empty, 0, "");
  g_assert_nonnull (((DpDigestSection *)empty->sections->pdata[0])->reason);
}

static void
assert_month (LibraryFixture *fixture,
              const char     *month,
              const char     *ids)
{
  g_autoptr (DpDigest) digest = NULL;
  const DpDigestRequest request = { .layout = DP_DIGEST_DATED, .month = month, .now = WEDNESDAY };

  digest = make (fixture, &request);
  assert_section (digest, 0, ids);
  g_assert_true ((((DpDigestSection *)digest->sections->pdata[0])->reason != NULL) == (*ids == '\0'));
}

static void
test_month (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (GPtrArray) topics = NULL;
  g_autoptr (DpDigest) digest = NULL;
  DpDigestRequest request = { .layout = DP_DIGEST_DATED, .month = "2025-01", .now = WEDNESDAY };

  library_fixture_open (fixture);
  fill (fixture);
  assert_month (fixture, "2024-11", "");
  assert_month (fixture, "2024-12", "2501.00001");
  assert_month (fixture, "2025-01", "2501.00003 2501.00002");
  assert_month (fixture, "2025-02", "2501.00004");
  assert_month (fixture, "2025-03", "");

  request.topics = topics = dp_topic_query_list (fixture->library, NULL);
  g_ptr_array_set_size (topics, 1);
  digest = make (fixture, &request);
  assert_section (digest, 0, "2501.00002");
}

/* More papers than are read at once, and nobody who waits for them. */
static void
test_many (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 450);
  g_autoptr (DpDigest) digest = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DpDigestRequest request = { .layout = DP_DIGEST_DATED, .month = "1970-01", .now = WEDNESDAY };

  library_fixture_open (fixture);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
  digest = make (fixture, &request);
  g_assert_cmpuint (dp_digest_count_papers (digest), ==, 450);

  dp_digest_maker_make_async (fixture->library, &request, cancellable, test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);
  g_assert_null (dp_digest_maker_make_finish (fixture->library, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_reason (DpTime      attempted_at,
               DpTime      succeeded_at,
               const char *problem,
               DpTime      now,
               const char *expected)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GPtrArray) refreshes = g_ptr_array_new ();
  DpRefreshRecord  record = { (char *)"arxiv", NULL, succeeded_at, attempted_at, 0, (char *)problem };
  DpRefreshRecord  older = { (char *)"feed", NULL, DP_TIME_UNKNOWN, attempted_at - 9, 0, (char *)"Old trouble." };
  DpTopicInfo      info = { .topic = topic, .refreshes = refreshes };
  g_autofree char *reason = NULL;
  g_autofree char *none = NULL;

  topic->followed = TRUE;
  g_ptr_array_add (refreshes, &record);
  g_ptr_array_add (refreshes, &older);
  reason = dp_digest_reason_dup_for_topic (&info, 0, now);
  none = dp_digest_reason_dup_for_topic (&info, 1, now);

  g_assert_cmpstr (reason, ==, expected);
  g_assert_null (none);
}

static void
test_reasons_of_topics (void)
{
  assert_reason (WEDNESDAY - 60, WEDNESDAY - 60, NULL, WEDNESDAY,
                 "Nothing new: no paper that arXiv announced today matches. The next are announced at 2025-01-09 02:00 UTC.");
  assert_reason (WEDNESDAY - DAY, WEDNESDAY - DAY, NULL, WEDNESDAY,
                 "Nothing new: arXiv has announced papers since the last refresh, at 2025-01-07 12:00 UTC.");
  assert_reason (WEDNESDAY - 60, WEDNESDAY - DAY, "It was busy.", WEDNESDAY,
                 "Nothing new: the refresh of 2025-01-08 11:59 UTC failed. It was busy. "
                 "The last one that went well was that of 2025-01-07 12:00 UTC.");
  assert_reason (WEDNESDAY - 60, DP_TIME_UNKNOWN, "It was busy.", WEDNESDAY,
                 "Nothing new: the refresh of 2025-01-08 11:59 UTC failed. It was busy.");
  /* Saturday, with Friday's papers; then Monday, early. */
  assert_reason (WEDNESDAY + 3 * DAY, WEDNESDAY + 3 * DAY, NULL, WEDNESDAY + 3 * DAY,
                 "Nothing new: arXiv announces nothing at weekends. The next papers are announced at 2025-01-13 02:00 UTC.");
  assert_reason (WEDNESDAY + 4 * DAY, WEDNESDAY + 4 * DAY, NULL, WEDNESDAY + 4 * DAY + DAY / 2 + 60,
                 "Nothing new yet: today’s papers are announced at 2025-01-13 02:00 UTC.");
}

static void
test_reasons_of_other_topics (void)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  DpTopicInfo      info = { .topic = topic };
  g_autofree char *unfollowed = NULL;
  g_autofree char *imported = NULL;
  g_autofree char *never = NULL;

  topic->followed = FALSE;
  unfollowed = dp_digest_reason_dup_for_topic (&info, 0, WEDNESDAY);
  info.n_papers = 3;
  imported = dp_digest_reason_dup_for_topic (&info, 0, WEDNESDAY);
  topic->followed = TRUE;
  never = dp_digest_reason_dup_for_topic (&info, 0, WEDNESDAY);

  g_assert_cmpstr (unfollowed, ==, "This keyword is not followed, so nothing is fetched for it.");
  g_assert_null (imported);
  g_assert_cmpstr (never, ==, "Nothing has been fetched for this keyword yet.");
}

static void
assert_day_reason (const char *day,
                   guint       n_papers,
                   DpTime      succeeded_at,
                   const char *problem,
                   const char *expected)
{
  DpDayInfo        info = { .day = (char *)day, .n_papers = n_papers, .succeeded_at = succeeded_at, .error = (char *)problem };
  g_autofree char *reason = dp_digest_reason_dup_for_day (&info, WEDNESDAY);

  g_assert_cmpstr (reason, ==, expected);
}

static void
test_reasons_of_days (void)
{
  assert_day_reason ("2025-01-07", 3, DP_TIME_UNKNOWN, "Busy.", NULL);
  assert_day_reason ("2025-01-07", 0, DP_TIME_UNKNOWN, NULL, "The list of Tuesday, 7 January 2025 has not been fetched.");
  assert_day_reason ("2025-01-07", 0, WEDNESDAY, "It was busy.", "The list of this day could not be fetched. It was busy.");
  assert_day_reason ("2025-01-04", 0, WEDNESDAY, NULL,
                     "There is no list of Saturday, 4 January 2025: at weekends Hugging Face puts up few papers or none.");
}

static void
test_months (void)
{
  g_assert_true (dp_month_is_valid ("2025-12"));
  g_assert_false (dp_month_is_valid ("2025-13"));
  g_assert_false (dp_month_is_valid ("2025-1"));
  g_assert_false (dp_month_is_valid ("2025-01-01"));
  g_assert_false (dp_month_is_valid (""));
  g_assert_false (dp_month_is_valid (NULL));
}

#define ADD_TEST(path, func) \
  g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_TEST ("/digest-maker/keyword", test_keyword);
  ADD_TEST ("/digest-maker/day", test_day);
  ADD_TEST ("/digest-maker/month", test_month);
  ADD_TEST ("/digest-maker/many", test_many);
  g_test_add_func ("/digest-maker/reasons-of-topics", test_reasons_of_topics);
  g_test_add_func ("/digest-maker/reasons-of-other-topics", test_reasons_of_other_topics);
  g_test_add_func ("/digest-maker/reasons-of-days", test_reasons_of_days);
  g_test_add_func ("/digest-maker/months", test_months);

  return g_test_run ();
}
