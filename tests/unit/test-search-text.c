/* test-search-text.c: what a person types to search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/dp-search-text.h"

/* Writes terms one way that is easy to compare: [phrase] prefix* word. */
static char *
describe (const char *text)
{
  g_autoptr (GPtrArray) terms = dp_search_text_parse (text);
  GString *description = g_string_new (NULL);

  for (guint i = 0; i < terms->len; i++)
    {
      const DpSearchTerm *term = g_ptr_array_index (terms, i);

      g_assert_false (term->is_phrase && term->is_prefix);
      g_string_append_printf (description, term->is_phrase ? "%s[%s]" : "%s%s",
                              i > 0 ? " " : "", term->text);
      if (term->is_prefix)
        g_string_append_c (description, '*');
    }

  return g_string_free (description, FALSE);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "   \n", "" },
    { "reward", "reward*" },
    { "reward ", "reward" },
    { "reward mod", "reward mod*" },
    { "\"reward model\"", "[reward model]" },
    { "\"reward  \n model", "[reward model]" },
    { "„reward model“ gen", "[reward model] gen*" },
    { "«a b»c", "[a b] c*" },
    { "ab\"c d\"ef ", "ab [c d] ef" },
    { "\"\" x", "x*" },
    { "- * : ( )", "" },
    { "AND OR NOT NEAR(x", "AND OR NOT NEAR(x*" },
    { "title:x^2*", "title:x^2**" },
    { "foo -", "foo" },
    { "größe ∀", "größe" },
    { "caf\xe9", "caf\xef\xbf\xbd*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *description = describe (cases[i].text);

      g_assert_cmpstr (description, ==, cases[i].expected);
    }
}

static void
test_has_a_limit (void)
{
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autoptr (GPtrArray) terms = NULL;

  for (gsize i = 1; i < 20000; i += 2)
    text[i] = ' ';

  terms = dp_search_text_parse (text);
  g_assert_cmpuint (terms->len, ==, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/search-text/parse", test_parse);
  g_test_add_func ("/search-text/has-a-limit", test_has_a_limit);

  return g_test_run ();
}
