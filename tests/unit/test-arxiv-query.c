/* test-arxiv-query.c: what arXiv is asked, whatever was typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "sources/dp-arxiv-query.h"

static char **
split (const char *terms)
{
  return terms != NULL ? g_strsplit (terms, "|", -1) : NULL;
}

static DpTopic *
make_topic (const char *words,
            const char *excluded,
            const char *categories,
            const char *authors)
{
  DpTopic *topic = dp_topic_new ();

  g_strfreev (topic->words);
  g_strfreev (topic->excluded);
  g_strfreev (topic->categories);
  g_strfreev (topic->authors);
  topic->words = split (words);
  topic->excluded = split (excluded);
  topic->categories = split (categories);
  topic->authors = split (authors);

  return topic;
}

static void
assert_query (const char *words,
              const char *excluded,
              const char *categories,
              const char *authors,
              const char *expected)
{
  g_autoptr (DpTopic) topic = make_topic (words, excluded, categories, authors);
  g_autofree char *query = dp_arxiv_query_build (topic);

  g_assert_cmpstr (query, ==, expected);
}

static void
test_groups (void)
{
  assert_query ("reward model", NULL, NULL, NULL,
                "(ti:\"reward model\" OR abs:\"reward model\")");
  assert_query ("a|b c", NULL, NULL, NULL,
                "(ti:\"a\" OR abs:\"a\" OR ti:\"b c\" OR abs:\"b c\")");
  assert_query ("reward model", NULL, "cs.*|math-ph", NULL,
                "(ti:\"reward model\" OR abs:\"reward model\") AND (cat:cs.* OR cat:math-ph)");
  assert_query (NULL, NULL, NULL, "Yann LeCun|Jürgen Schmidhuber",
                "(au:\"Yann LeCun\" OR au:\"Jürgen Schmidhuber\")");
  assert_query ("a", "b", NULL, NULL,
                "(ti:\"a\" OR abs:\"a\") ANDNOT (ti:\"b\" OR abs:\"b\")");
  assert_query ("a", "b|c", "cs.CL", "d",
                "((ti:\"a\" OR abs:\"a\") AND (cat:cs.CL) AND (au:\"d\"))"
                " ANDNOT (ti:\"b\" OR abs:\"b\" OR ti:\"c\" OR abs:\"c\")");
}

static void
test_nothing_to_look_for (void)
{
  assert_query (NULL, NULL, NULL, NULL, NULL);
  assert_query ("", "", "", "", NULL);
  assert_query ("   |\"\"|()", NULL, NULL, NULL, NULL);
  assert_query (NULL, "only excluded", NULL, NULL, NULL);
  assert_query (NULL, NULL, "cs.CL OR all:x", NULL, NULL);
  assert_query ("\xff\xfe", NULL, NULL, NULL, NULL);
}

/* Outside quotes there is only what we wrote ourselves. */
static void
test_hostile_words (void)
{
  const struct
  {
    const char *typed;
    const char *sent;
  } cases[] = {
    { "\"", NULL },
    { "say \"hello\"", "say hello" },
    { "\" OR all:x OR \"", "OR all x OR" },
    { "a\") OR (all:\"b", "a OR all b" },
    { "ti:deep (learning)", "ti deep learning" },
    { "AND", "AND" },
    { "NOT ANDNOT OR", "NOT ANDNOT OR" },
    { "back\\slash\\\"", "back slash" },
    { "wild*card? [a TO b] {c} ^2 ~", "wild card a TO b c 2" },
    { "AI-hallucinated C++ GPT-4.1 O'Brien", "AI-hallucinated C++ GPT-4.1 O'Brien" },
    { "Poincaré naïve Übersetzung 深度学习", "Poincaré naïve Übersetzung 深度学习" },
    { "e\xcc\x81t", "e\xcc\x81t" },
    { "new\nline\ttab\x01", "new line tab" },
    { "&start=0&max_results=99999#x", "start=0 max_results=99999#x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expected = NULL;

      if (cases[i].sent != NULL)
        expected = g_strdup_printf ("(ti:\"%s\" OR abs:\"%s\")", cases[i].sent, cases[i].sent);
      assert_query (cases[i].typed, NULL, NULL, NULL, expected);
    }
}

static void
test_paths (void)
{
  g_autoptr (DpTopic) topic = make_topic ("Übung & mehr", NULL, NULL, NULL);
  g_autofree char *long_word = g_strnfill (300, 'x');
  g_autoptr (DpTopic) long_topic = make_topic (long_word, NULL, NULL, NULL);
  g_autofree char *path = dp_arxiv_query_build_path (topic, 0, 100);
  g_autofree char *long_path = dp_arxiv_query_build_path (long_topic, 0, 100);

  g_assert_cmpstr (path, ==,
                   "/api/query?search_query=%28ti%3A%22%C3%9Cbung%20mehr%22%20OR%20abs%3A%22%C3%9Cbung%20mehr%22%29"
                   "&start=0&max_results=100&sortBy=submittedDate&sortOrder=descending");
  g_assert_nonnull (strstr (long_path, long_word));

  topic->revised = TRUE;
  g_free (path);
  path = dp_arxiv_query_build_path (topic, 0, 100);
  g_assert_true (g_str_has_suffix (path, "&start=0&max_results=100&sortBy=lastUpdatedDate&sortOrder=descending"));
}

static void
test_limits (void)
{
  const struct
  {
    guint       start;
    guint       max_results;
    const char *expected;
  } cases[] = {
    { 0, 2000, "&start=0&max_results=2000&" },
    { 0, 2001, "&start=0&max_results=2000&" },
    { 0, 0, "&start=0&max_results=1&" },
    { 8000, 2000, "&start=8000&max_results=2000&" },
    { 9000, 2000, "&start=9000&max_results=1000&" },
    { 9999, 2000, "&start=9999&max_results=1&" },
    { 10000, 100, NULL },
    { G_MAXUINT, G_MAXUINT, NULL },
  };
  g_autoptr (DpTopic) topic = make_topic ("a", NULL, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = dp_arxiv_query_build_path (topic, cases[i].start, cases[i].max_results);

      if (cases[i].expected == NULL)
        g_assert_null (path);
      else
        g_assert_nonnull (strstr (path, cases[i].expected));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/arxiv-query/groups", test_groups);
  g_test_add_func ("/arxiv-query/nothing-to-look-for", test_nothing_to_look_for);
  g_test_add_func ("/arxiv-query/hostile-words", test_hostile_words);
  g_test_add_func ("/arxiv-query/paths", test_paths);
  g_test_add_func ("/arxiv-query/limits", test_limits);

  return g_test_run ();
}
