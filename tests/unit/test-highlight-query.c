/* test-highlight-query.c: where a text has the words that were searched for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library/search/dp-highlight-query.h"

#include <string.h>

/* The text with what is marked in brackets. */
static char *
mark (const char   *search,
      DpSearchField field,
      const char   *text)
{
  g_autoptr (DpHighlightQuery) query = dp_highlight_query_new (search);
  g_autoptr (GArray) ranges = query != NULL ? dp_highlight_query_find (query, field, text) : NULL;
  GString *marked = g_string_new (NULL);
  gsize    end = 0;

  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      DpTextRange range = g_array_index (ranges, DpTextRange, i);

      g_assert_cmpuint (range.start, >=, end);
      g_assert_cmpuint (range.length, >, 0);
      g_string_append_len (marked, text + end, (gssize)(range.start - end));
      end = range.start + range.length;
      g_assert_cmpuint (end, <=, strlen (text));
      g_string_append_printf (marked, "[%.*s]", (int)range.length, text + range.start);
    }
  g_string_append (marked, text + end);

  return g_string_free (marked, FALSE);
}

static void
assert_marked (const char   *search,
               DpSearchField field,
               const char   *text,
               const char   *expected)
{
  g_autofree char *marked = mark (search, field, text);

  g_test_message ("%s", search);
  g_assert_cmpstr (marked, ==, expected);
}

static void
test_words (void)
{
  assert_marked ("learn ", DP_SEARCH_TITLE, "Learning to learn", "[Learning] to [learn]");
  assert_marked ("muller ", DP_SEARCH_AUTHOR, "Jürgen Müller", "Jürgen [Müller]");
  assert_marked ("größe", DP_SEARCH_TITLE, "Die GRÖSSE, die Größe", "Die GRÖSSE, die [Größe]");
  assert_marked ("gpt-4 ", DP_SEARCH_TITLE, "On GPT-4 and GPT 4o", "On [GPT-4] and GPT 4o");
  assert_marked ("数学 ", DP_SEARCH_TITLE, "C++ and 数学!", "C++ and [数学]!");
  assert_marked ("a b ", DP_SEARCH_TITLE, "a b c", "[a] [b] c");
  assert_marked ("x ", DP_SEARCH_TITLE, "", "");
  assert_marked ("one OR (two -three) ", DP_SEARCH_TITLE, "one two three", "[one] [two] three");
}

static void
test_phrases (void)
{
  assert_marked ("\"reward model\" ", DP_SEARCH_TITLE, "Reward modeling of models, reward", "[Reward modeling] of models, reward");
  assert_marked ("\"a b\" \"b c\" ", DP_SEARCH_TITLE, "a b c b", "[a b c] b");
  assert_marked ("\"a b\" a ", DP_SEARCH_TITLE, "a a b", "[a] [a b]");
  assert_marked ("\"reward mod", DP_SEARCH_TITLE, "reward models", "[reward models]");
}

/* A word is marked from its first letter on, as it is found. */
static void
test_prefix (void)
{
  const char *word = "hallucinations";

  assert_marked ("hall", DP_SEARCH_TITLE, "all hallucinations", "all [hallucinations]");
  assert_marked ("hall ", DP_SEARCH_TITLE, "all hallucinations", "all hallucinations");
  for (gsize i = 1; i <= strlen (word); i++)
    {
      g_autofree char *typed = g_strndup (word, i);

      assert_marked (typed, DP_SEARCH_TITLE, "of hallucinations", "of [hallucinations]");
    }
}

static void
test_fields (void)
{
  assert_marked ("title:a b ", DP_SEARCH_TITLE, "a b", "[a] [b]");
  assert_marked ("title:a b ", DP_SEARCH_ABSTRACT, "a b", "a [b]");
  assert_marked ("title:a b ", DP_SEARCH_ANY, "a b", "a [b]");
  assert_marked ("cat:a tag:b is:read ", DP_SEARCH_TITLE, "a b read", "a b read");
  g_assert_null (dp_highlight_query_new ("-a cat:b"));
  g_assert_null (dp_highlight_query_new (NULL));
}

static void
test_long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (DpHighlightQuery) query = dp_highlight_query_new ("word");
  g_autoptr (GArray) ranges = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append (text, "word ");
  ranges = dp_highlight_query_find (query, DP_SEARCH_ABSTRACT, text->str);
  g_assert_cmpuint (ranges->len, ==, 20000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/highlight-query/words", test_words);
  g_test_add_func ("/highlight-query/phrases", test_phrases);
  g_test_add_func ("/highlight-query/prefix", test_prefix);
  g_test_add_func ("/highlight-query/fields", test_fields);
  g_test_add_func ("/highlight-query/long-text", test_long_text);

  return g_test_run ();
}
