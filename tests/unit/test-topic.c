/* test-topic.c: what a user follows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-topic.h"

#include <string.h>

static DpTopic *
make_topic (const char *words,
            const char *excluded,
            const char *categories,
            const char *authors)
{
  DpTopic *topic = dp_topic_new ();

  topic->words = words != NULL ? g_strsplit (words, "|", -1) : NULL;
  topic->excluded = excluded != NULL ? g_strsplit (excluded, "|", -1) : NULL;
  topic->categories = categories != NULL ? g_strsplit (categories, "|", -1) : NULL;
  topic->authors = authors != NULL ? g_strsplit (authors, "|", -1) : NULL;

  return topic;
}

static void
assert_list (char      **list,
             const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", list);

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_refused (DpTopic     *topic,
                DpTopicError code,
                const char  *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpTopic) before = dp_topic_copy (topic);

  g_assert_false (dp_topic_normalize (topic, &error));
  g_assert_error (error, DP_TOPIC_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_true (g_str_has_suffix (error->message, ".")); /* a sentence */
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (dp_topic_equal (topic, before));
}

static void
test_normalize (void)
{
  g_autoptr (DpTopic) topic = make_topic (" reward\n model |REWARD MODEL|\"RLHF\"|  ",
                                          "survey|",
                                          "CS.cl|math.MP|cs|hep-th.*|math-ph|stat.*| ",
                                          "Ada  Lovelace");
  g_autoptr (DpTopic) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (dp_topic_normalize (topic, &error));
  g_assert_no_error (error);
  assert_list (topic->words, "reward model|RLHF");
  assert_list (topic->excluded, "survey");
  assert_list (topic->categories, "cs.CL|math-ph|cs.*|hep-th|stat.*");
  assert_list (topic->authors, "Ada Lovelace");
  g_assert_cmpstr (topic->name, ==, "reward model / RLHF");
  g_assert_cmpuint (topic->keep, ==, DP_TOPIC_DEFAULT_KEEP);
  g_assert_true (topic->followed);
  g_assert_false (topic->revised);

  again = dp_topic_copy (topic);
  g_assert_true (dp_topic_normalize (again, &error));
  g_assert_true (dp_topic_equal (again, topic));
}

static void
test_names (void)
{
  g_autoptr (DpTopic) categories = make_topic (NULL, NULL, "cs.CL|cs.AI", "A. Turing");
  g_autoptr (DpTopic) authors = make_topic (" ", NULL, "", "A. Turing");
  g_autoptr (DpTopic) named = make_topic ("x", NULL, NULL, NULL);
  g_autoptr (DpTopic) blank = make_topic ("x", NULL, NULL, NULL);

  named->name = g_strdup ("  My \n topic ");
  blank->name = g_strdup (" \t ");

  g_assert_true (dp_topic_normalize (categories, NULL));
  g_assert_true (dp_topic_normalize (authors, NULL));
  g_assert_true (dp_topic_normalize (named, NULL));
  g_assert_true (dp_topic_normalize (blank, NULL));

  g_assert_cmpstr (categories->name, ==, "cs.CL / cs.AI");
  g_assert_cmpstr (authors->name, ==, "A. Turing");
  g_assert_cmpstr (named->name, ==, "My topic");
  g_assert_cmpstr (blank->name, ==, "x");
}

/* What people type may be refused with a sentence or taken, but nothing else. */
static void
test_any_typing_is_survived (void)
{
  g_autofree char  *long_word = g_strnfill (300, 'x');
  const char *const typed[][2] = {
    { "ti:deep OR all:learning", "ti:deep OR all:learning" },
    { "(a AND b) ANDNOT c", "(a AND b) ANDNOT c" },
    { "an \"open quote", "an open quote" },
    { "„Übergrößenträger“", "Übergrößenträger" },
    { "C++", "C++" },
    { "a\\b*c?d~e^f", "a\\b*c?d~e^f" },
    { "日本語", "日本語" },
    { "caf\xe9", "caf\xef\xbf\xbd" },
    { "%s%n%d", "%s%n%d" },
    { "'; DROP TABLE paper; --", "'; DROP TABLE paper; --" },
    { long_word, long_word },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (DpTopic) topic = make_topic (typed[i][0], NULL, NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (dp_topic_normalize (topic, &error));
      g_assert_no_error (error);
      assert_list (topic->words, typed[i][1]);
    }
}

static void
test_refuses_empty (void)
{
  g_autoptr (DpTopic) nothing = dp_topic_new ();
  g_autoptr (DpTopic) spaces = make_topic ("   |\t\n|\xc2\xa0", NULL, " ", "");
  g_autoptr (DpTopic) quotes = make_topic ("\"\"", NULL, NULL, NULL);
  g_autoptr (DpTopic) only_excluded = make_topic (NULL, "survey", NULL, NULL);

  assert_refused (nothing, DP_TOPIC_ERROR_EMPTY, "at least one");
  assert_refused (spaces, DP_TOPIC_ERROR_EMPTY, "at least one");
  assert_refused (quotes, DP_TOPIC_ERROR_EMPTY, "at least one");
  assert_refused (only_excluded, DP_TOPIC_ERROR_EMPTY, "at least one");
}

static void
test_refuses_terms (void)
{
  g_autofree char *too_long = g_strnfill (301, 'x');
  g_autofree char *long_word = g_strnfill (300, 'x');
  g_autofree char *too_many = g_strdup_printf ("%s1|%.*s2|%.*s3|%.*s4", "a", 298, long_word, 299, long_word, 299, long_word);
  g_autofree char *far_too_many = g_strdup_printf ("%s|%.*s5", too_many, 298, long_word);
  g_autoptr (DpTopic) signs = make_topic ("good|():*", NULL, NULL, NULL);
  g_autoptr (DpTopic) excluded_signs = make_topic ("good", "--", NULL, NULL);
  g_autoptr (DpTopic) author_signs = make_topic (NULL, NULL, NULL, "?");
  g_autoptr (DpTopic) endless = make_topic (too_long, NULL, NULL, NULL);
  g_autoptr (DpTopic) many = make_topic (too_many, NULL, NULL, NULL);
  g_autoptr (DpTopic) far_many = make_topic (far_too_many, NULL, NULL, NULL);
  g_autoptr (DpTopic) both = make_topic ("Survey", "survey", NULL, NULL);

  assert_refused (signs, DP_TOPIC_ERROR_TERM, "():*");
  assert_refused (excluded_signs, DP_TOPIC_ERROR_TERM, "--");
  assert_refused (author_signs, DP_TOPIC_ERROR_TERM, "?");
  assert_refused (endless, DP_TOPIC_ERROR_TERM, "300");
  g_assert_true (dp_topic_normalize (many, NULL));
  assert_refused (far_many, DP_TOPIC_ERROR_TERM, "1000");
  assert_refused (both, DP_TOPIC_ERROR_TERM, "Survey");
}

static void
test_refuses_categories (void)
{
  static const char *const bad[] = { "cs.XX", "cs.CL.*", "*", ".*", "cat:cs.CL", "computer science", "68T50" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (DpTopic) topic = make_topic ("x", NULL, bad[i], NULL);

      assert_refused (topic, DP_TOPIC_ERROR_CATEGORY, bad[i]);
    }
}

static void
test_refuses_numbers_and_names (void)
{
  g_autoptr (DpTopic) none = make_topic ("x", NULL, NULL, NULL);
  g_autoptr (DpTopic) many = make_topic ("x", NULL, NULL, NULL);
  g_autoptr (DpTopic) named = make_topic ("x", NULL, NULL, NULL);
  g_autofree char *word = g_strnfill (300, 'w');
  g_autoptr (DpTopic) derived = make_topic (word, NULL, NULL, NULL);

  none->keep = 0;
  assert_refused (none, DP_TOPIC_ERROR_KEEP, "10000");

  many->keep = DP_TOPIC_MAX_KEEP + 1;
  assert_refused (many, DP_TOPIC_ERROR_KEEP, "10000");

  named->name = g_strnfill (201, 'n');
  assert_refused (named, DP_TOPIC_ERROR_NAME, "200");

  /* A name of our own making is never the user's fault. */
  g_assert_true (dp_topic_normalize (derived, NULL));
  g_assert_cmpint (g_utf8_strlen (derived->name, -1), ==, 200);
  g_assert_true (g_str_has_suffix (derived->name, "w…"));
}

static void
test_equal (void)
{
  g_autoptr (DpTopic) a = make_topic ("x", NULL, NULL, NULL);
  g_autoptr (DpTopic) b = make_topic ("x", "", NULL, NULL);
  g_autoptr (DpTopic) c = make_topic ("x|y", NULL, NULL, NULL);

  g_free (b->excluded[0]);
  b->excluded[0] = NULL;

  g_assert_true (dp_topic_equal (a, b)); /* no list is as good as an empty one */
  g_assert_false (dp_topic_equal (a, c));

  b->revised = TRUE;
  g_assert_false (dp_topic_equal (a, b));

  b->revised = FALSE;
  b->notify = FALSE;
  g_assert_false (dp_topic_equal (a, b));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/topic/normalize", test_normalize);
  g_test_add_func ("/topic/names", test_names);
  g_test_add_func ("/topic/any-typing-is-survived", test_any_typing_is_survived);
  g_test_add_func ("/topic/refuses-empty", test_refuses_empty);
  g_test_add_func ("/topic/refuses-terms", test_refuses_terms);
  g_test_add_func ("/topic/refuses-categories", test_refuses_categories);
  g_test_add_func ("/topic/refuses-numbers-and-names", test_refuses_numbers_and_names);
  g_test_add_func ("/topic/equal", test_equal);

  return g_test_run ();
}
