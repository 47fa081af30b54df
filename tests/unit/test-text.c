/* test-text.c: text from anywhere
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-summary.h"
#include "model/dp-text.h"

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
test_clean (void)
{
  static const Case cases[] = {
    { "", "" },
    { "0", "0" },
    { "  two\n  words\t", "two words" },
    { "no\xc2\xa0"
      "break\xe3\x80\x80space",
      "no break space" },
    { "line\xe2\x80\xa8separator\xc2\x85next\vtab", "line separator next tab" },
    { "bell\a and \x1b[31mred", "bell and [31mred" },
    { "caf\xe9", "caf\xef\xbf\xbd" },
    { "\xe2\x80\x8f\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xe2\x80\x8f\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" },
    { " \n ", "" },
    { "a \x01 b", "a b" },
    { "\u202ea\u2067b\u2069 c\u200e", "ab c\u200e" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = dp_text_clean (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].expected);
    }

  g_assert_null (dp_text_clean (NULL));
}

static void
test_sort_key (void)
{
  static const Case cases[] = {
    { NULL, "" },
    { "", "" },
    { "0", "" },
    { "“Attention” Is All", "attention” is all" },
    { "$\\alpha$-Stable", "alpha$-stable" },
    { "3D Vision", "d vision" },
    { "Übung", "ubung" },
    { "U\xcc\x88"
      "bung",
      "ubung" },
    { "ﬁne", "fine" },
    { "Straße", "strasse" },
    { "İstanbul", "istanbul" },
    { "Ångström", "angstrom" },
    { "日本", "日本" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = dp_text_sort_key (cases[i].text);

      g_assert_cmpstr (key, ==, cases[i].expected);
    }
}

static void
test_sort_key_of_bad_utf8 (void)
{
  g_autofree char *key = dp_text_sort_key ("caf\xe9");

  g_assert_cmpstr (key, ==, "");
}

static void
test_has_word (void)
{
  g_assert_true (dp_text_has_word ("- a -"));
  g_assert_true (dp_text_has_word ("7"));
  g_assert_true (dp_text_has_word ("日"));
  g_assert_false (dp_text_has_word (""));
  g_assert_false (dp_text_has_word ("():*\"∀ — "));
}

static void
test_double_quotes (void)
{
  g_assert_true (dp_text_is_double_quote ('"'));
  g_assert_true (dp_text_is_double_quote (0x201e));
  g_assert_true (dp_text_is_double_quote (0xbb));
  g_assert_false (dp_text_is_double_quote ('\''));
  g_assert_false (dp_text_is_double_quote (0x2019)); /* ’ is an apostrophe */
}

static void
test_summary (void)
{
  static const char *const summaries[][2] = {
    { "One paragraph - with a dash. And more.", "One paragraph - with a dash. And more." },
    { "- One. - Two.", "One.|Two." },
    { " -  One (N:M) - and on. -  Two, well-known.\n", "One (N:M) - and on.|Two, well-known." },
    { "* One\n* Two\n\n* Three", "One|Two|Three" },
    { "• One; • Two", "One;|Two" },
    { "One\r\nTwo", "One|Two" },
    { "- ", "" },
    { "-", "-" },
    { " \n ", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (summaries); i++)
    {
      g_auto (GStrv) points = dp_summary_split (summaries[i][0]);
      g_autofree char *joined = g_strjoinv ("|", points);

      g_assert_cmpstr (joined, ==, summaries[i][1]);
    }
}

static void
test_clean_lines (void)
{
  static const char *const texts[][2] = {
    { "one\n\ttwo \n", "one\n\ttwo \n" },
    { "one\r\ntwo\f\033[1m\302\205", "one\ntwo[1m" },
    { "\377", "\357\277\275" },
    { " \n\302\240\t", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *clean = dp_text_clean_lines (texts[i][0]);
      g_autofree char *again = dp_text_clean_lines (clean);

      g_assert_cmpstr (clean, ==, texts[i][1]);
      g_assert_cmpstr (again, ==, clean);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/clean-lines", test_clean_lines);
  g_test_add_func ("/text/sort-key", test_sort_key);
  g_test_add_func ("/text/sort-key-of-bad-utf8", test_sort_key_of_bad_utf8);
  g_test_add_func ("/text/has-word", test_has_word);
  g_test_add_func ("/text/double-quotes", test_double_quotes);
  g_test_add_func ("/text/summary", test_summary);

  return g_test_run ();
}
