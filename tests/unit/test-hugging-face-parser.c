/* test-hugging-face-parser.c: Hugging Face's JSON in each of its shapes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "formats/dp-format-error.h"
#include "formats/dp-hugging-face-parser.h"
#include "model/dp-paper-id.h"

/* Everything that an entry has had at one time or another, and things that it has not. */
#define FULL_ENTRY                                                                                           \
  "{\"paper\": {\"id\": \"2511.00001v2\", \"title\": \"Rocks and\\n  Stones\","                              \
  "  \"summary\": \"All\\nabout  rocks.\", \"publishedAt\": \"2025-11-01T10:20:30.000Z\","                   \
  "  \"submittedOnDailyAt\": \"2025-11-04T00:00:00.000Z\", \"upvotes\": 42, \"discussionId\": \"x\","        \
  "  \"authors\": [{\"_id\": \"1\", \"name\": \" Ada \\n Example\", \"hidden\": false},"                     \
  "    {\"name\": \"Hidden Person\", \"hidden\": true}, {\"name\": \"Bob Beispiel\"}, {\"name\": \"\"},"     \
  "    {\"name\": \"Bob Beispiel\"}, {\"name\": null}, 7, null],"                                            \
  "  \"ai_summary\": \"Rocks are\\nhard.\", \"ai_keywords\": [\"rocks\", \"\", \" stones \", \"rocks\", 3]," \
  "  \"githubRepo\": \"https://github.com/rocks/\\nstones.git\", \"githubStars\": 7,"                        \
  "  \"projectPage\": \" https://rocks.example/\", \"mediaUrls\": [\"https://cdn.example/a.mp4\"],"          \
  "  \"organization\": {\"name\": \"rocks\", \"fullname\": \"Institute of Rocks\"}},"                        \
  " \"title\": \"Rocks and $\\\\textit{Stones}$\", \"summary\": \"Another.\","                               \
  " \"publishedAt\": \"2025-11-03T20:00:00.000Z\", \"numComments\": 3, \"isAuthorParticipating\": true,"     \
  " \"thumbnail\": \"https://cdn.example/2511.00001.png\", \"submittedBy\": {\"name\": \"someone\"}}"

static GPtrArray *
parse (const char *text,
       GError    **error)
{
  return dp_hugging_face_parse_day (text, strlen (text), "2025-11-04", 0, NULL, error);
}

static DpPaper *
get (GPtrArray *papers,
     guint      i)
{
  g_assert_cmpuint (i, <, papers->len);

  return g_ptr_array_index (papers, i);
}

static void
assert_strv (char      **strv,
             const char *joined)
{
  g_autofree char *text = g_strjoinv ("|", strv);

  g_assert_cmpstr (text, ==, joined);
}

static void
assert_link (const DpPaper *paper,
             DpLinkKind     kind,
             const char    *url)
{
  const char *found = NULL;

  for (guint i = 0; paper->links != NULL && i < paper->links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (paper->links, i);

      if (link->kind == kind)
        found = link->url;
    }

  g_assert_cmpstr (found, ==, url);
}

static void
assert_day (const DpPaper *paper,
            const char    *day,
            int            rank)
{
  const DpDayRank *entry = NULL;

  g_assert_nonnull (paper->days);
  g_assert_cmpuint (paper->days->len, ==, 1);
  entry = g_ptr_array_index (paper->days, 0);
  g_assert_cmpstr (entry->day, ==, day);
  g_assert_cmpint (entry->rank, ==, rank);
}

static void
assert_full_paper (const DpPaper *paper)
{
  g_autofree char *published = dp_time_format_iso8601 (paper->published);
  const DpSummary *summary = NULL;

  g_assert_cmpstr (paper->id, ==, "2511.00001");
  g_assert_cmpuint (paper->version, ==, 0);
  g_assert_cmpstr (paper->abstract, ==, "All about rocks.");
  assert_strv (paper->authors, "Ada Example|Bob Beispiel|Bob Beispiel");
  assert_strv (paper->keywords, "rocks|stones");
  g_assert_cmpstr (published, ==, "2025-11-01T10:20:30Z");
  g_assert_false (paper->published_is_day);
  g_assert_true (paper->updated == DP_TIME_UNKNOWN);
  g_assert_cmpint (paper->upvotes, ==, 42);
  g_assert_cmpint (paper->stars, ==, 7);
  g_assert_cmpstr (paper->organization, ==, "Institute of Rocks");
  assert_link (paper, DP_LINK_GITHUB, "https://github.com/rocks/stones");
  assert_link (paper, DP_LINK_PROJECT, "https://rocks.example/");
  assert_link (paper, DP_LINK_HUGGINGFACE, "https://huggingface.co/papers/2511.00001");

  g_assert_cmpuint (paper->summaries->len, ==, 1);
  summary = g_ptr_array_index (paper->summaries, 0);
  g_assert_cmpstr (summary->source, ==, "hugging-face");
  g_assert_cmpstr (summary->text, ==, "Rocks are hard.");
}

static void
test_reads_everything (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = parse ("[" FULL_ENTRY "]", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (papers->len, ==, 1);
  assert_full_paper (get (papers, 0));
  g_assert_cmpstr (get (papers, 0)->title, ==, "Rocks and $\\textit{Stones}$");
  g_assert_cmpint (get (papers, 0)->num_comments, ==, 3);
  g_assert_cmpstr (get (papers, 0)->thumbnail, ==, "https://cdn.example/2511.00001.png");
  assert_day (get (papers, 0), "2025-11-04", 1);
}

/* Nothing but id and title is sure to be there, and nothing is sure of its type. */
static void
test_survives_what_is_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = NULL;

  papers = parse ("[{\"paper\": {\"id\": \"2511.00001\", \"title\": \"One\\n line\"}},"
                  " {\"title\": \"Two\", \"paper\": {\"id\": \"2511.00002\", \"title\": null, \"summary\": null,"
                  "  \"authors\": null, \"publishedAt\": null, \"upvotes\": null, \"ai_summary\": null,"
                  "  \"ai_keywords\": null, \"githubRepo\": null, \"githubStars\": null, \"projectPage\": null,"
                  "  \"organization\": null}, \"thumbnail\": null, \"numComments\": null},"
                  " {\"title\": 3, \"paper\": {\"id\": \"2511.00003\", \"title\": \"Three\", \"summary\": {},"
                  "  \"authors\": \"Ada\", \"publishedAt\": 2025, \"upvotes\": \"9\", \"ai_summary\": [],"
                  "  \"ai_keywords\": {}, \"githubRepo\": 1, \"githubStars\": -5, \"projectPage\": \"javascript:x\","
                  "  \"organization\": \"Rocks\"}, \"thumbnail\": \"data:x\", \"numComments\": 1e99},"
                  " {\"id\": \"2511.00004\", \"title\": \"Four\", \"upvotes\": 99999999999, \"githubStars\": 1}]",
                  &error);
  g_assert_no_error (error);
  g_assert_cmpuint (papers->len, ==, 4);
  g_assert_cmpstr (get (papers, 0)->title, ==, "One line");
  g_assert_cmpstr (get (papers, 1)->title, ==, "Two");
  g_assert_cmpstr (get (papers, 2)->title, ==, "Three");
  g_assert_cmpstr (get (papers, 3)->title, ==, "Four");

  for (guint i = 0; i < papers->len; i++)
    {
      const DpPaper *paper = get (papers, i);

      g_assert_cmpint (paper->upvotes, ==, DP_COUNT_UNKNOWN);
      g_assert_cmpint (paper->num_comments, ==, DP_COUNT_UNKNOWN);
      g_assert_cmpint (paper->stars, ==, DP_COUNT_UNKNOWN);
      g_assert_null (paper->abstract);
      g_assert_null (paper->thumbnail);
      g_assert_null (paper->organization);
      g_assert_null (paper->summaries);
      g_assert_true (paper->published == DP_TIME_UNKNOWN);
      assert_strv (paper->authors, "");
      g_assert_cmpuint (paper->links->len, ==, 1); /* to its own page */
    }
}

/* What the inner object lacks the outer one may have, and the other way round. */
static void
test_looks_in_both_places (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = NULL;

  papers = parse ("[{\"paper\": {\"id\": \"2405.00001\", \"title\": \"Inner\", \"publishedAt\": \"2026-01-02T00:00:00.000Z\"},"
                  "  \"summary\": \"Outer.\", \"organization\": {\"name\": \"rocks\"},"
                  "  \"mediaUrl\": \"https://cdn.example/2405.00001.png\"}]",
                  &error);
  g_assert_no_error (error);
  g_assert_cmpstr (get (papers, 0)->title, ==, "Inner");
  g_assert_cmpstr (get (papers, 0)->abstract, ==, "Outer.");
  g_assert_cmpstr (get (papers, 0)->organization, ==, "rocks");
  g_assert_cmpstr (get (papers, 0)->thumbnail, ==, "https://cdn.example/2405.00001.png");
  g_assert_true (get (papers, 0)->published_is_day);
}

static void
test_repositories (void)
{
  const struct
  {
    const char *given;
    DpLinkKind  kind;
    const char *url;
  } cases[] = {
    { "https://github.com/rocks/stones", DP_LINK_GITHUB, "https://github.com/rocks/stones" },
    { "https://github.com/rocks/stones///", DP_LINK_GITHUB, "https://github.com/rocks/stones" },
    { "http://www.github.com/rocks/stones/tree/main", DP_LINK_GITHUB, "http://www.github.com/rocks/stones/tree/main" },
    { "github.com/rocks/stones.git", DP_LINK_GITHUB, "https://github.com/rocks/stones" },
    { "rocks-1/stones_2.x", DP_LINK_GITHUB, "https://github.com/rocks-1/stones_2.x" },
    { "https://gitlab.example/rocks/stones", DP_LINK_CODE, "https://gitlab.example/rocks/stones" },
    { "https://github.com.example/rocks", DP_LINK_CODE, "https://github.com.example/rocks" },
    { "gitlab.com/rocks", DP_LINK_GITHUB, NULL },
    { "rocks", DP_LINK_GITHUB, NULL },
    { "///", DP_LINK_GITHUB, NULL },
    { ".git", DP_LINK_GITHUB, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\": \"2511.00001\", \"title\": \"T\", \"githubRepo\": \"%s\","
                                               " \"projectPage\": \"https://github.com/Rocks/Stones/\"}",
                                               cases[i].given);
      g_autoptr (GError) error = NULL;
      g_autoptr (DpPaper) paper = dp_hugging_face_parse_paper (text, strlen (text), &error);

      g_test_message ("%s", cases[i].given);
      g_assert_no_error (error);
      assert_link (paper, cases[i].kind, cases[i].url);

      /* The same page twice is once. */
      if (g_strcmp0 (cases[i].url, "https://github.com/rocks/stones") == 0)
        assert_link (paper, DP_LINK_PROJECT, NULL);
      else
        assert_link (paper, DP_LINK_PROJECT, "https://github.com/Rocks/Stones/");
    }
}

static void
test_ranks_are_places_in_the_list (void)
{
  const char *text = "[{\"paper\": {\"id\": \"2511.00001\", \"title\": \"A\"}}, \"no paper\","
                     " {\"paper\": {\"id\": \"2511.00001\", \"title\": \"A again\"}},"
                     " {\"paper\": {\"id\": \"2511.00002\", \"title\": \"B\"}}, {\"paper\": {\"id\": \"x\", \"title\": \"C\"}},"
                     " {\"paper\": {\"id\": \"2511.00003\"}}, {}, null]";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  guint n_rejected = 0;

  papers = dp_hugging_face_parse_day (text, strlen (text), "2025-11-04", 100, &n_rejected, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (papers->len, ==, 2);
  g_assert_cmpuint (n_rejected, ==, 5);
  g_assert_cmpstr (get (papers, 0)->title, ==, "A");
  assert_day (get (papers, 0), "2025-11-04", 101);
  assert_day (get (papers, 1), "2025-11-04", 104);
}

static void
test_empty_is_no_failure (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = parse (" []\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (papers->len, ==, 0);
}

static void
test_fails (void)
{
  const struct
  {
    const char   *text;
    DpFormatError code;
  } cases[] = {
    /* As fourteen recorded days are: each paper is a text that is no JSON. */
    { "[\"{'paper': {'id': '2511.00001', 'title': 'A'}}\", \"{'paper': {}}\"]", DP_FORMAT_ERROR_NOT_PAPERS },
    { "{\"papers\": []}", DP_FORMAT_ERROR_NOT_PAPERS },
    { "null", DP_FORMAT_ERROR_NOT_PAPERS },
    { "[[]]", DP_FORMAT_ERROR_NOT_PAPERS },
    { "{\"error\": \"Invalid date\"}", DP_FORMAT_ERROR_REFUSED },
    { "", DP_FORMAT_ERROR_SYNTAX },
    { "<html>", DP_FORMAT_ERROR_SYNTAX },
    { "[{\"paper\": {\"id\": \"2511.00001\", \"ti", DP_FORMAT_ERROR_TRUNCATED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) paper_error = NULL;
      g_autoptr (GPtrArray) papers = parse (cases[i].text, &error);
      g_autoptr (DpPaper) paper = dp_hugging_face_parse_paper (cases[i].text, strlen (cases[i].text), &paper_error);

      g_assert_null (papers);
      g_assert_error (error, DP_FORMAT_ERROR, (int)cases[i].code);
      g_assert_null (paper);
      g_assert_error (paper_error, DP_FORMAT_ERROR, (int)cases[i].code);
    }
}

static void
test_reads_one_paper (void)
{
  const char *text = FULL_ENTRY;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpPaper) paper = dp_hugging_face_parse_paper (text, strlen (text), &error);

  g_assert_no_error (error);
  assert_full_paper (paper);
  assert_day (paper, "2025-11-04", 0);
}

/* A saved answer whose day nobody knows. */
static void
test_without_a_day (void)
{
  const char *text = "[" FULL_ENTRY ", {\"id\": \"2511.00002\", \"title\": \"B\"}]";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = dp_hugging_face_parse_day (text, strlen (text), NULL, 0, NULL, &error);

  g_assert_no_error (error);
  assert_day (get (papers, 0), "2025-11-04", 0);
  g_assert_null (get (papers, 1)->days);
}

static void
test_keeps_its_limits (void)
{
  g_autoptr (GString) many = g_string_new ("[{}");
  g_autofree char *name = g_strnfill (2000000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"id\": \"2511.00001\", \"title\": \"T\", \"summary\": \"%s\","
                                           " \"projectPage\": \"https://%s.example\"}",
                                           name, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  g_autoptr (DpPaper) paper = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (many, ",{}");
  g_string_append_c (many, ']');
  papers = parse (many->str, &error);
  g_assert_null (papers);
  g_assert_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX);
  g_clear_error (&error);

  paper = dp_hugging_face_parse_paper (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_null (paper->abstract);
  assert_link (paper, DP_LINK_PROJECT, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add_func ("/hugging-face-parser/" path, func)
  ADD ("reads-everything", test_reads_everything);
  ADD ("survives-what-is-missing", test_survives_what_is_missing);
  ADD ("looks-in-both-places", test_looks_in_both_places);
  ADD ("repositories", test_repositories);
  ADD ("ranks-are-places-in-the-list", test_ranks_are_places_in_the_list);
  ADD ("empty-is-no-failure", test_empty_is_no_failure);
  ADD ("fails", test_fails);
  ADD ("reads-one-paper", test_reads_one_paper);
  ADD ("without-a-day", test_without_a_day);
  ADD ("keeps-its-limits", test_keeps_its_limits);
#undef ADD

  return g_test_run ();
}
