/* test-paper.c: one paper, as every layer knows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-authority.h"
#include "model/dp-link.h"
#include "model/dp-paper.h"

static void
test_new_knows_nothing (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autoptr (DpPaper) second = dp_paper_ref (paper);
  g_autoptr (GPtrArray) links = dp_paper_dup_links (second);

  g_assert_true (second == paper);
  g_assert_null (paper->id);
  g_assert_cmpint (paper->published, ==, DP_TIME_UNKNOWN);
  g_assert_cmpint (paper->updated, ==, DP_TIME_UNKNOWN);
  g_assert_cmpint (paper->upvotes, ==, DP_COUNT_UNKNOWN);
  g_assert_cmpint (paper->num_comments, ==, DP_COUNT_UNKNOWN);
  g_assert_cmpint (paper->stars, ==, DP_COUNT_UNKNOWN);
  g_assert_cmpuint (links->len, ==, 0);
}

static void
test_versions_are_ascending (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  static const guint numbers[] = { 3, 1, 2, 3, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    dp_paper_add_version (paper, numbers[i], 100 + (DpTime)i);
  dp_paper_add_version (paper, 4, DP_TIME_UNKNOWN);

  g_assert_cmpuint (paper->versions->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (((DpVersion *)g_ptr_array_index (paper->versions, i))->number, ==, i + 1);
  g_assert_cmpint (((DpVersion *)g_ptr_array_index (paper->versions, 2))->date, ==, 100);
}

static void
test_links_lead_to_the_web (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();

  dp_paper_add_link (paper, DP_LINK_CODE, NULL);
  dp_paper_add_link (paper, DP_LINK_CODE, "");
  dp_paper_add_link (paper, DP_LINK_CODE, "javascript:alert(1)");
  dp_paper_add_link (paper, DP_LINK_CODE, "file:///etc/passwd");
  g_assert_null (paper->links);

  dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/a/b");
  dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/a/b");
  dp_paper_add_link (paper, DP_LINK_CODE, "https://github.com/a/b");
  g_assert_cmpuint (paper->links->len, ==, 2);
}

static void
assert_link (GPtrArray  *links,
             guint       i,
             DpLinkKind  kind,
             const char *url)
{
  const DpLink *link = NULL;

  g_assert_cmpuint (i, <, links->len);
  link = g_ptr_array_index (links, i);
  g_assert_cmpint (link->kind, ==, kind);
  g_assert_cmpstr (link->url, ==, url);
}

static void
test_links_are_derived (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autoptr (GPtrArray) links = NULL;

  paper->id = g_strdup ("math/0611800");
  paper->doi = g_strdup ("10.1002/(sici)<1::aid>a b%#?");
  dp_paper_add_link (paper, DP_LINK_PROJECT, "https://example.org/p");
  dp_paper_add_link (paper, DP_LINK_ABS, "https://arxiv.org/abs/math/0611800"); /* follows from the id */
  links = dp_paper_dup_links (paper);

  assert_link (links, 0, DP_LINK_ABS, "https://arxiv.org/abs/math/0611800");
  assert_link (links, 1, DP_LINK_PDF, "https://arxiv.org/pdf/math/0611800");
  assert_link (links, 2, DP_LINK_DOI, "https://doi.org/10.1002/(sici)%3C1::aid%3Ea%20b%25%23%3F");
  assert_link (links, 3, DP_LINK_PROJECT, "https://example.org/p");
  g_assert_cmpuint (links->len, ==, 4);
}

static void
assert_n_links (const char *id,
                guint       n_links)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autoptr (GPtrArray) links = NULL;

  paper->id = g_strdup (id);
  links = dp_paper_dup_links (paper);
  g_assert_cmpuint (links->len, ==, n_links);
}

static void
test_links_lead_somewhere (void)
{
  g_autoptr (DpPaper) report = dp_paper_new ();
  g_autoptr (GPtrArray) links = NULL;

  assert_n_links ("2311.18000", 2); /* before arXiv had HTML pages */
  assert_n_links ("2312.00001", 3);
  assert_n_links ("doi:10.1000/x", 0);

  report->id = g_strdup ("url:https://example.org/report");
  links = dp_paper_dup_links (report);
  assert_link (links, 0, DP_LINK_OTHER, "https://example.org/report");
}

static void
test_summaries_are_ranked (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  static const char *const expected[] = { "hugging-face", "digest", "elsewhere" };

  dp_paper_add_summary (paper, "digest", "");
  dp_paper_add_summary (paper, "digest", NULL);
  g_assert_null (paper->summaries);

  dp_paper_add_summary (paper, "elsewhere", "c");
  dp_paper_add_summary (paper, "digest", "b");
  dp_paper_add_summary (paper, "hugging-face", "a");
  dp_paper_add_summary (paper, "digest", "newer");

  g_assert_cmpuint (paper->summaries->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((DpSummary *)g_ptr_array_index (paper->summaries, i))->source, ==, expected[i]);
  g_assert_cmpstr (((DpSummary *)g_ptr_array_index (paper->summaries, 1))->text, ==, "newer");
}

static void
test_days_are_newest_first (void)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  const DpDayRank *first = NULL;
  const DpDayRank *second = NULL;

  dp_paper_add_day (paper, "yesterday", 1);
  dp_paper_add_day (paper, NULL, 1);
  g_assert_null (paper->days);

  dp_paper_add_day (paper, "2025-01-30", -1);
  dp_paper_add_day (paper, "2025-01-31", 4);
  dp_paper_add_day (paper, "2025-01-30", 7);
  dp_paper_add_day (paper, "2025-01-31", 9);

  g_assert_cmpuint (paper->days->len, ==, 2);
  first = g_ptr_array_index (paper->days, 0);
  second = g_ptr_array_index (paper->days, 1);
  g_assert_cmpstr (first->day, ==, "2025-01-31");
  g_assert_cmpint (first->rank, ==, 4);
  g_assert_cmpstr (second->day, ==, "2025-01-30");
  g_assert_cmpint (second->rank, ==, 7);
}

static void
test_names_go_both_ways (void)
{
  DpLinkKind  kind = DP_LINK_OTHER;
  DpAuthority authority = 0;

  for (int i = DP_LINK_ABS; i <= DP_LINK_OTHER; i++)
    {
      g_assert_true (dp_link_kind_from_string (dp_link_kind_to_string ((DpLinkKind)i), &kind));
      g_assert_cmpint (kind, ==, i);
    }
  g_assert_cmpstr (dp_link_kind_to_string (DP_LINK_HUGGINGFACE), ==, "huggingface");
  g_assert_cmpstr (dp_link_kind_to_string (DP_LINK_DOI), ==, "doi");
  g_assert_false (dp_link_kind_from_string ("Abs", &kind));
  g_assert_false (dp_link_kind_from_string (NULL, &kind));

  for (int i = DP_AUTHORITY_DIGEST; i <= DP_AUTHORITY_ARXIV_API; i++)
    {
      g_assert_true (dp_authority_from_string (dp_authority_to_string ((DpAuthority)i), &authority));
      g_assert_cmpint (authority, ==, i);
    }
  g_assert_cmpstr (dp_authority_to_string (DP_AUTHORITY_ARXIV_API), ==, "arxiv-api");
  g_assert_false (dp_authority_from_string ("arxiv", &authority));
}

static void
test_links_have_names (void)
{
  static const char *const names[][2] = {
    { "https://github.com/owner/repository", "owner/repository" },
    { "https://www.GitHub.com/owner/repository.git", "owner/repository" },
    { "http://github.com/owner/repository/tree/main/docs?tab=readme#top", "owner/repository" },
    { "https://github.com/owner/", "github.com/owner" },
    { "https://github.com//", "github.com/" },
    { "https://huggingface.co/owner/model/", "owner/model" },
    { "https://huggingface.co/datasets/owner/data", "owner/data" },
    { "https://huggingface.co/models/owner", "models/owner" },
    { "https://owner.github.io/project/", "owner.github.io/project" },
    { "https://example.org", "example.org" },
    { "https://example.org:8080/a%20b?q=1", "example.org/a%20b" },
    { "https://", "https://" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = dp_link_dup_name (names[i][0]);

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/paper/new-knows-nothing", test_new_knows_nothing);
  g_test_add_func ("/paper/versions-are-ascending", test_versions_are_ascending);
  g_test_add_func ("/paper/links-lead-to-the-web", test_links_lead_to_the_web);
  g_test_add_func ("/paper/links-lead-somewhere", test_links_lead_somewhere);
  g_test_add_func ("/paper/links-are-derived", test_links_are_derived);
  g_test_add_func ("/paper/links-have-names", test_links_have_names);
  g_test_add_func ("/paper/summaries-are-ranked", test_summaries_are_ranked);
  g_test_add_func ("/paper/days-are-newest-first", test_days_are_newest_first);
  g_test_add_func ("/paper/names-go-both-ways", test_names_go_both_ways);

  return g_test_run ();
}
