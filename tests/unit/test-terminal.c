/* test-terminal.c: foreign text on its way to a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli/dp-terminal.h"

#include <string.h>

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    const char *clean;
  } cases[] = {
    { "A plain title", "A plain title" },
    { "", "" },
    { "Evil \033[2J\033]0;title\007", "Evil  [2J ]0;title " },
    { "C1: \302\233"
      "31m",
      "C1:  31m" },
    { "two\nlines\r\ttab", "two lines  tab" },
    { "del\177ete", "del ete" },
    { "\342\200\250separated\342\200\251", " separated " },
    { "over\342\200\256ride\342\201\246d\342\201\251", "overrided" },
    { "bad \377 byte", "bad \357\277\275 byte" },
    { "Schrödinger 猫", "Schrödinger 猫" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = dp_terminal_clean (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_no_byte_commands (void)
{
  /* Whatever the bytes are, none that is left can begin a command. */
  for (guint i = 1; i < 256; i++)
    for (guint j = 1; j < 256; j++)
      {
        char             text[] = { 'a', (char)i, (char)j, 'z', '\0' };
        g_autofree char *clean = dp_terminal_clean (text);

        g_assert_true (g_utf8_validate (clean, -1, NULL));
        for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
          g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
      }
}

static void
test_escape (void)
{
  g_autofree char *escaped = dp_terminal_escape ("{\"t\":\"\\u001b ü \302\233 \177 \342\200\256\"}\n");

  g_assert_cmpstr (escaped, ==, "{\"t\":\"\\u001b ü \\u009b \\u007f \\u202e\"}\n");
}

static void
test_measure (void)
{
  g_assert_cmpuint (dp_terminal_measure (""), ==, 0);
  g_assert_cmpuint (dp_terminal_measure ("abc"), ==, 3);
  g_assert_cmpuint (dp_terminal_measure ("ü"), ==, 1);
  g_assert_cmpuint (dp_terminal_measure ("u\314\210"), ==, 1); /* u and a combining mark */
  g_assert_cmpuint (dp_terminal_measure ("猫が好き"), ==, 8);
  g_assert_cmpuint (dp_terminal_measure ("a\342\200\213b"), ==, 2); /* a zero-width space */
}

static void
test_fit (void)
{
  static const struct
  {
    const char *text;
    guint       width;
    const char *fitting;
  } cases[] = {
    { "abcdef", 6, "abcdef" },
    { "abcdef", 5, "abcd…" },
    { "abcdef", 1, "…" },
    { "ab cdef", 4, "ab…" }, /* no space before the ellipsis */
    { "猫が好き", 8, "猫が好き" },
    { "猫が好き", 7, "猫が好…" },
    { "猫が好き", 6, "猫が…" },
    { "u\314\210u\314\210u\314\210", 2, "u\314\210…" },
    { "", 3, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fitting = dp_terminal_fit (cases[i].text, cases[i].width);

      g_assert_cmpstr (fitting, ==, cases[i].fitting);
      g_assert_cmpuint (dp_terminal_measure (fitting), <=, cases[i].width);
    }
}

static void
test_pad (void)
{
  for (guint width = 1; width < 20; width++)
    {
      g_autofree char *padded = dp_terminal_pad ("猫 and u\314\210", width);

      g_assert_cmpuint (dp_terminal_measure (padded), ==, width);
    }
}

static void
test_wrap (void)
{
  static const struct
  {
    const char *text;
    guint       width;
    const char *wrapped;
  } cases[] = {
    { "one two three", 8, "one two\nthree" },
    { "one two three", 7, "one two\nthree" },
    { "one two three", 6, "one\ntwo\nthree" },
    { "one two three", 80, "one two three" },
    { "one two three", DP_TERMINAL_UNLIMITED, "one two three" },
    { "a-word-that-is-long b", 5, "a-word-that-is-long\nb" },
    { "first\n\nsecond para", 8, "first\n\nsecond\npara" },
    { "猫が 好き", 6, "猫が\n好き" },
    { "esc\033[31m", 80, "esc [31m" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *wrapped = dp_terminal_wrap (cases[i].text, cases[i].width);

      g_assert_cmpstr (wrapped, ==, cases[i].wrapped);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/terminal/clean", test_clean);
  g_test_add_func ("/terminal/no-byte-commands", test_no_byte_commands);
  g_test_add_func ("/terminal/escape", test_escape);
  g_test_add_func ("/terminal/measure", test_measure);
  g_test_add_func ("/terminal/fit", test_fit);
  g_test_add_func ("/terminal/pad", test_pad);
  g_test_add_func ("/terminal/wrap", test_wrap);

  return g_test_run ();
}
