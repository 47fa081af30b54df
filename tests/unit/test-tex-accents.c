/* test-tex-accents.c: accents as TeX spells them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "model/tex/dp-tex-accents.h"

typedef struct
{
  const char *text;
  const char *expected;
} Case;

static void
test_text (void)
{
  static const Case cases[] = {
    { "", "" },
    { "plain text", "plain text" },
    /* Each accent, in each way to write it. */
    { "Poincar\\'e", "Poincaré" },
    { "Poincar\\'{e}", "Poincaré" },
    { "Poincar{\\'e}", "Poincaré" },
    { "Poincar{\\'{e}}", "Poincaré" },
    { "Poincar\\' e", "Poincaré" },
    { "\\`a la carte, \\^ile, Na\\\"ive", "à la carte, île, Naïve" },
    { "Ma\\~nana, \\=ata, \\.Istanbul", "Mañana, āta, İstanbul" },
    { "\\v{C}erny, \\v Skoda, \\u{a}", "Černy, Škoda, ă" },
    { "Erd\\H{o}s, \\r{U}, \\r u", "Erdős, Ů, ů" },
    { "Fran\\c cois, Fran\\c{c}ois, \\k{a}, \\d{h}, \\b{d}", "François, François, ą, ḥ, ḏ" },
    { "\\t{oo}", "o͡o" },
    /* Letters take the space or the empty group behind them. */
    { "Stra\\ss e, Stra\\ss{}e, Stra{\\ss}e", "Straße, Straße, Straße" },
    { "S\\o ren \\AA ngstr\\\"om \\aa \\AE \\oe", "Søren Ångström åÆœ" },
    { "{\\L}ukasz, \\l{}od\\'z, \\dj, \\th", "Łukasz, łodź, đ, þ" },
    { "P\\i nar", "Pınar" },
    { "\\'{\\i}, \\'\\i, \\\"{\\i}, \\v{\\j}, \\c{\\i}", "í, í, ï, ǰ, ı̧" },
    { "Nguy\\~{\\^e}n", "Nguyễn" },
    { "{\\'Etude}", "Étude" },
    { "{é}t{é}", "été" },
    { "AT\\&T", "AT&T" },
    /* Decomposed text is composed too. */
    { "e\xcc\x81t\\'e", "été" },
    /* Ties bind; the sign for “about” and the one in addresses stay. */
    { "Theorem~1 of J.~Smith", "Theorem 1 of J. Smith" },
    { "about ~100, 3~10 GHz, http://x.org/~me", "about ~100, 3~10 GHz, http://x.org/~me" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *decoded = dp_tex_accents_decode (cases[i].text);
      g_autofree char *again = dp_tex_accents_decode (decoded);

      g_assert_cmpstr (decoded, ==, cases[i].expected);
      g_assert_cmpstr (again, ==, decoded);
    }

  g_assert_null (dp_tex_accents_decode (NULL));
}

static void
test_mathematics (void)
{
  static const Case cases[] = {
    { "$\\'e \\c c \\v{x}$ of Poincar\\'e", "$\\'e \\c c \\v{x}$ of Poincaré" },
    { "$$\\b{x}$$ \\'e $\\u{x}$", "$$\\b{x}$$ é $\\u{x}$" },
    { "\\(\\v{x}\\) \\v{c} \\[\\t{ab}\\]", "\\(\\v{x}\\) č \\[\\t{ab}\\]" },
    { "\\begin{equation}\\c c\\end{equation}", "\\begin{equation}\\c c\\end{equation}" },
    { "{\\lambda}-calculus, {k}-means", "{\\lambda}-calculus, {k}-means" },
    /* An escaped dollar opens nothing, and one without an end neither. */
    { "\\$5 caf\\'e \\$", "\\$5 café \\$" },
    { "for $5 a caf\\'e", "for $5 a café" },
    { "\\( caf\\'e", "\\( café" },
    { "$a\\$\\'e$", "$a\\$\\'e$" },
    /* The Angstrom sign is another character than the letter, but the same text. */
    { "$\xe2\x84\xab$", "$\xe2\x84\xab$" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *decoded = dp_tex_accents_decode (cases[i].text);

      g_assert_cmpstr (decoded, ==, cases[i].expected);
    }
}

static void
test_unknown (void)
{
  static const char *const cases[] = {
    "\\emph{word} \\log n \\vc \\Horst",
    "a \\\\'e line break",
    "at the end \\",
    "at the end \\'",
    "nothing to stand on: \\'5 \\'{} \\c{} \\v, \\~{}",
    "not closed: \\'{e, {\\x, \\c{c",
    "}} {{ {}",
    "\\'{\\emph{e}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *decoded = dp_tex_accents_decode (cases[i]);

      g_assert_cmpstr (decoded, ==, cases[i]);
    }
}

static void
test_name (void)
{
  static const Case cases[] = {
    { "Fran\\ccois", "François" },
    { "Stanis\\law", "Stanisław" },
    { "\\Lukasz", "Łukasz" },
    { "J\\orgen Hj\\orungnes", "Jørgen Hjørungnes" },
    { "Er\\Hos", "Erős" },
    { "Mar\\'\\ia K\\vret\\'\\insk\xc3\xbd", "María Křetínský" },
    { "Yakary\\ilmaz", "Yakaryılmaz" },
    { "Sr\\djan", "Srđan" },
    { "Rz{\\ka}\xc5\xbc"
      "ewski",
      "Rzążewski" },
    { "J{\xc3\xa9}r{\xc3\xa9}my", "Jérémy" },
    { "{van der Berg}", "van der Berg" },
    { "Maria~Estela", "Maria Estela" },
    { "\\and Benjamin", "Benjamin" },
    { "S\\aarse Stra\\sse", "Sårse Straße" },
    /* No letters, whatever they begin with. */
    { "A. Person\\inst{1} \\textbf{B}", "A. Person\\inst{1} \\textbf{B}" },
    { "Ili\\'", "Ili\\'" },
    { "Tek\\D{j}n", "Tek\\D{j}n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *decoded = dp_tex_accents_decode_name (cases[i].text);

      g_assert_cmpstr (decoded, ==, cases[i].expected);
    }

  g_assert_null (dp_tex_accents_decode_name (NULL));
}

/* What would take hours if anything were looked at again and again. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "{", "{a{\\'", "\\'", "\\'{", "$\\(\\[", "\\begin", "{a}{", "\\'{a\\'", "\\c{\\'a", "\xff", "\\" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *decoded = NULL;
      g_autofree char *name = NULL;

      while (text->len < 10000)
        g_string_append (text, pieces[i]);

      decoded = dp_tex_accents_decode (text->str);
      name = dp_tex_accents_decode_name (text->str);
      g_assert_true (g_utf8_validate (decoded, -1, NULL));
      g_assert_true (g_utf8_validate (name, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/tex-accents/text", test_text);
  g_test_add_func ("/tex-accents/mathematics", test_mathematics);
  g_test_add_func ("/tex-accents/unknown", test_unknown);
  g_test_add_func ("/tex-accents/name", test_name);
  g_test_add_func ("/tex-accents/hostile", test_hostile);

  return g_test_run ();
}
