/* test-search-expression.c: what a person types to search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/search/dp-search-topic.h"

#include <string.h>

static void append_node (GString            *text,
                         const DpSearchNode *node);

static void
append_children (GString            *text,
                 const DpSearchNode *node)
{
  g_string_append_c (text, '(');
  for (guint i = 0; i < node->children->len; i++)
    {
      if (i > 0)
        g_string_append (text, node->kind == DP_SEARCH_ALL ? " & " : " | ");
      append_node (text, node->children->pdata[i]);
    }
  g_string_append_c (text, ')');
}

/* One way that is easy to compare: field:[phrase] prefix* word#id. */
static void
append_node (GString            *text,
             const DpSearchNode *node)
{
  if (node->kind == DP_SEARCH_NOT)
    {
      g_string_append_c (text, '!');
      append_node (text, node->children->pdata[0]);
      return;
    }
  if (node->kind != DP_SEARCH_TERM)
    {
      append_children (text, node);
      return;
    }

  if (node->field != DP_SEARCH_ANY)
    g_string_append_printf (text, "%s:", dp_search_field_get_name (node->field));
  g_string_append_printf (text, node->is_phrase ? "[%s]" : "%s", node->text);
  if (node->is_prefix)
    g_string_append_c (text, '*');
  if (node->id != NULL)
    g_string_append_printf (text, "#%s", node->id);
}

static char *
describe (const DpSearchExpression *expression)
{
  GString *text = g_string_new (NULL);

  if (expression->root != NULL)
    append_node (text, expression->root);

  return g_string_free (text, FALSE);
}

static void
assert_parsed (const char *text,
               const char *expected)
{
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (text);
  g_autofree char *description = describe (expression);

  g_test_message ("%s", text);
  g_assert_cmpstr (description, ==, expected);
}

static void
test_words (void)
{
  assert_parsed (NULL, "");
  assert_parsed ("", "");
  assert_parsed ("   \n", "");
  assert_parsed ("reward", "reward*");
  assert_parsed ("reward ", "reward");
  assert_parsed ("reward mod", "(reward & mod*)");
  assert_parsed ("\"reward model\"", "[reward model]");
  assert_parsed ("\"reward  \n model", "[reward model]*");
  assert_parsed ("„reward model“ gen", "([reward model] & gen*)");
  assert_parsed ("«a b»c", "([a b] & c*)");
  assert_parsed ("ab\"c d\"ef ", "(ab & [c d] & ef)");
  assert_parsed ("\"\" x", "x*");
  assert_parsed ("größe ∀", "größe");
  assert_parsed ("caf\xe9", "caf\xef\xbf\xbd*");
}

/* What looks like the language and is not: names, addresses, formulas. */
static void
test_mere_text (void)
{
  assert_parsed ("- * : ( )", "");
  assert_parsed ("foo -", "foo");
  assert_parsed ("foo --", "foo");
  assert_parsed ("--foo ", "--foo");
  assert_parsed ("GPT-4 C++ AT&T ", "(GPT-4 & C++ & AT&T)");
  assert_parsed ("f(x) O(n) :) ", "(f(x) & O(n))");
  assert_parsed ("AND NOT NEAR(x ", "(AND & NOT & NEAR(x)");
  assert_parsed ("ORAL or oR ", "(ORAL & or & oR)");
  assert_parsed ("std::vector foo:bar x:y ", "(std::vector & foo:bar & x:y)");
  assert_parsed ("https://example.org/a(b) ", "https://example.org/a(b)#url:https://example.org/a(b)");
  assert_parsed ("2501.12948v2 ", "2501.12948v2#2501.12948");
  assert_parsed ("arXiv:2501.12948 x ", "(arXiv:2501.12948#2501.12948 & x)");
  assert_parsed ("title:x^2* ", "title:x^2*");
}

static void
test_operators (void)
{
  assert_parsed ("a b OR c d ", "((a & b) | (c & d))");
  assert_parsed ("a OR b OR c ", "(a | b | c)");
  assert_parsed ("a (b OR c) d ", "(a & (b | c) & d)");
  assert_parsed ("(a) ((b)) ", "(a & b)");
  assert_parsed ("a -b ", "(a & !b)");
  assert_parsed ("-a ", "!a");
  assert_parsed ("-\"a b\" -(c d) -tag:e ", "(![a b] & !(c & d) & !tag:e)");
  assert_parsed ("(f(x) OR g) h ", "((f(x) | g) & h)");
  assert_parsed ("a OR\"b\"", "(a | [b])");
  assert_parsed ("(a OR (b c ", "(a | (b & c))");
  assert_parsed ("a) b ", "(a) & b)");
}

static void
test_fields (void)
{
  assert_parsed ("title:diffusion ", "title:diffusion");
  assert_parsed ("TITLE:a Author:b ", "(title:a & author:b)");
  assert_parsed ("author:\"van der Berg\" x ", "(author:[van der Berg] & x)");
  assert_parsed ("author:„van der Berg“", "author:[van der Berg]");
  assert_parsed ("title:(a OR \"b c\" abs:d) ", "(title:a | (title:[b c] & abstract:d))");
  assert_parsed ("cat:cs.CL cat:math* topic:t tag:u task:v collection:w ",
                 "(cat:cs.CL & cat:math* & topic:t & tag:u & task:v & collection:w)");
  assert_parsed ("abstract:a comment:b note:c ti:d au:e co:f ",
                 "(abstract:a & comment:b & note:c & title:d & author:e & comment:f)");
  assert_parsed ("day:2025-03-10 after:2025-01 before:2025 ", "(day:2025-03-10 & after:2025-01 & before:2025)");
  assert_parsed ("is:unread IS:Bookmarked has:code ", "(is:unread & is:Bookmarked & has:code)");
  assert_parsed ("id:https://arxiv.org/abs/2501.12948v3 ", "id:2501.12948");
}

/* At every key that is pressed the list is of something that was meant. */
static void
test_letter_by_letter (void)
{
  assert_parsed ("au", "au*");
  assert_parsed ("author:", "");
  assert_parsed ("author:\"", "");
  assert_parsed ("author:\"van d", "author:[van d]*");
  assert_parsed ("x after:202", "x");
  assert_parsed ("x after:2025", "(x & after:2025*)");
  assert_parsed ("x after:2025-0", "x");
  assert_parsed ("x is:unr", "x");
  assert_parsed ("x O", "(x & O*)");
  assert_parsed ("x OR", "x");
  assert_parsed ("x OR ", "x");
  assert_parsed ("x OR y", "(x | y*)");
  assert_parsed ("x (", "x");
  assert_parsed ("x -", "x");
  assert_parsed ("x -(", "x");
  assert_parsed ("x -y", "(x & !y*)");
}

/* Writes the faults with their places: 0+4! for one that is left, ~ for what may
 * still be typed, i for a note. */
static char *
describe_faults (const char *text)
{
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (text);
  GString *description = g_string_new (NULL);

  for (guint i = 0; i < expression->faults->len; i++)
    {
      const DpSearchFault *fault = expression->faults->pdata[i];

      g_assert_cmpint (fault->sentence[strlen (fault->sentence) - 1], ==, '.');
      g_string_append_printf (description, "%s%" G_GSIZE_FORMAT "+%" G_GSIZE_FORMAT "%s%s", i > 0 ? " " : "",
                              fault->start, fault->length, fault->is_note ? "i" : "", fault->is_unfinished ? "~" : "!");
    }

  return g_string_free (description, FALSE);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "a -b \"c d\" (e OR f) title:g https://x.org C++ std::v x:y https://a:8/", "" },
    { "cat:", "0+4~" },
    { "cat: ", "0+4!" },
    { "cat: cs.CL", "0+4!" },
    { "x cat:?? ", "2+6!" },
    { "\"open", "0+5~" },
    { "ä \"open", "3+5~" },
    { "(a", "0+1~" },
    { "a OR", "2+2~" },
    { "a OR ", "2+2~" },
    { "(a OR ) b", "3+2!" },
    { "OR", "0+2~" },
    { "OR a", "0+2!" },
    { "a OR OR b", "5+2!" },
    { "after:2025-1", "0+12~" },
    { "after:2025-1 x", "0+12!" },
    { "day:2025-02-30 ", "0+14!" },
    { "is:unr", "0+6~" },
    { "is:unr is:code ", "0+6! 7+7!" },
    { "has:unread ", "0+10!" },
    { "id:foo ", "0+6!" },
    { "cat:cs cat:cs.CL cat:hep-th cat:math.* cat:CS.lg ", "" },
    { "cat:cs.ZZ", "" },
    { "cat:cs.ZZ ", "0+9i!" },
    { "auther:Smith", "0+12i~" },
    { "auther:Smith x", "0+12i!" },
    { "a NOT b", "2+3i!" },
    { "x (a cat: ", "2+1~ 5+4!" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *description = describe_faults (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (description, ==, cases[i].expected);
    }
}

/* Words/excluded/categories/authors, and whether something was left out. */
static char *
describe_topic (const char *text)
{
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (text);
  g_autofree char *left_out = NULL;
  g_autoptr (DpTopic) topic = dp_search_topic_new (expression, &left_out);
  g_autofree char *words = g_strjoinv ("|", topic->words);
  g_autofree char *excluded = g_strjoinv ("|", topic->excluded);
  g_autofree char *categories = g_strjoinv ("|", topic->categories);
  g_autofree char *authors = g_strjoinv ("|", topic->authors);

  return g_strdup_printf ("%s/%s/%s/%s%s", words, excluded, categories, authors, left_out != NULL ? "!" : "");
}

static void
test_topic (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "///" },
    { "reward model ", "reward model///" },
    { "\"reward model\" OR rlhf ", "reward model|rlhf///" },
    { "reward -survey -(a OR \"b c\") ", "reward/survey|a|b c//" },
    { "(cat:cs OR cat:math.AG) author:\"A B\" x ", "x//cs.*|math.AG/A B" },
    { "author:a author:b ", "///a!" },
    { "x is:unread tag:y ", "x///!" },
    { "(a OR b) c ", "a|b///!" },
    { "c (a OR b) ", "c///!" },
    { "(a OR cat:cs) ", "///!" },
    { "x -cat:cs ", "x///!" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *description = describe_topic (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (description, ==, cases[i].expected);
    }
}

static void
test_like (void)
{
  g_autoptr (DpSearchExpression) one = dp_search_expression_parse ("cs like:arXiv:2501.12948v2 is:unread");
  g_autoptr (DpSearchExpression) alone = dp_search_expression_parse ("like:2501.12948");
  g_autoptr (DpSearchExpression) none = dp_search_expression_parse ("-like:2501.12948 x OR like:2501.12949");

  g_assert_cmpstr (dp_search_expression_get_like (one), ==, "2501.12948");
  g_assert_cmpstr (dp_search_expression_get_like (alone), ==, "2501.12948");
  g_assert_null (dp_search_expression_get_like (none));
}

static char *
repeat (const char *part,
        guint       n_times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_times; i++)
    g_string_append (text, part);

  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *words = repeat ("x ", 20000);
  g_autofree char *parentheses = repeat ("(", 20000);
  g_autofree char *faults = repeat ("cat: ", 20000);
  g_autofree char *long_word = repeat ("is:x", 20000);
  g_autoptr (DpSearchExpression) of_words = dp_search_expression_parse (words);
  g_autoptr (DpSearchExpression) of_parentheses = dp_search_expression_parse (parentheses);
  g_autoptr (DpSearchExpression) of_faults = dp_search_expression_parse (faults);
  g_autoptr (DpSearchExpression) of_long_word = dp_search_expression_parse (long_word);

  g_assert_cmpuint (of_words->root->children->len, ==, 64);
  g_assert_cmpuint (of_words->faults->len, ==, 1);
  g_assert_null (of_parentheses->root);
  g_assert_cmpuint (of_faults->faults->len, ==, 8);
  g_assert_cmpuint (strlen (((DpSearchFault *)of_long_word->faults->pdata[0])->sentence), <, 200);
}

static void
test_list_words (void)
{
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse ("a -b (title:\"c d\" OR tag:e -(f g)) h");
  g_autoptr (GPtrArray) words = dp_search_expression_list_words (expression);

  g_assert_cmpuint (words->len, ==, 3);
  g_assert_cmpstr (((DpSearchNode *)words->pdata[0])->text, ==, "a");
  g_assert_cmpstr (((DpSearchNode *)words->pdata[1])->text, ==, "c d");
  g_assert_cmpstr (((DpSearchNode *)words->pdata[2])->text, ==, "h");
}

static void
test_format (void)
{
  static const struct
  {
    DpSearchField field;
    const char   *value;
    const char   *expected;
  } cases[] = {
    { DP_SEARCH_AUTHOR, "O’Neil, \"Bo\" ", "author:\"O’Neil, Bo \"" },
    { DP_SEARCH_CATEGORY, "cs.CL", "cat:cs.CL" },
    { DP_SEARCH_TAG, "to read", "tag:\"to read\"" },
    { DP_SEARCH_TAG, "a(b", "tag:\"a(b\"" },
    { DP_SEARCH_ANY, "title:x", "\"title:x\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *term = dp_search_field_format (cases[i].field, cases[i].value);
      g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (term);

      g_assert_cmpstr (term, ==, cases[i].expected);
      g_assert_null (dp_search_expression_get_fault (expression));
      g_assert_cmpint (expression->root->field, ==, cases[i].field);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/search-expression/words", test_words);
  g_test_add_func ("/search-expression/mere-text", test_mere_text);
  g_test_add_func ("/search-expression/operators", test_operators);
  g_test_add_func ("/search-expression/fields", test_fields);
  g_test_add_func ("/search-expression/letter-by-letter", test_letter_by_letter);
  g_test_add_func ("/search-expression/faults", test_faults);
  g_test_add_func ("/search-expression/limits", test_limits);
  g_test_add_func ("/search-expression/list-words", test_list_words);
  g_test_add_func ("/search-expression/like", test_like);
  g_test_add_func ("/search-expression/topic", test_topic);
  g_test_add_func ("/search-expression/format", test_format);

  return g_test_run ();
}
