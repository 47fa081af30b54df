/* test-tex-html.c: TeX's text as HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "render/dp-tex-html.h"

#include <string.h>

static char *
render (const char   *source,
        const DpMath *math)
{
  GString *html = g_string_new (NULL);

  dp_tex_html_append (html, source, math, NULL);

  return g_string_free (html, FALSE);
}

static void
test_text (void)
{
  static const struct
  {
    const char *source;
    const char *expected;
  } cases[] = {
    { "a < b & \"c\"", "a &lt; b &amp; &quot;c&quot;" },
    { "\\textbf{a \\emph{b}}", "<b>a </b><b><i>b</i></b>" },
    { "{\\tt x} {\\sc y} 1\\textsuperscript{st}", "<code>x</code> <span class=\"small-caps\">y</span> 1<sup>st</sup>" },
    { "see http://a.org/?b&c.", "see <a href=\"http://a.org/?b&amp;c\">http://a.org/?b&amp;c</a>." },
    { "a@b.org", "<a href=\"mailto:a@b.org\">a@b.org</a>" },
    { "a\\\\b\n\nc", "a<br>b<span class=\"paragraph\"></span>c" },
    { "\\begin{itemize}\\item a\\item b\\end{itemize}c",
      "<span class=\"item\">• a</span><span class=\"item\">• b</span><span class=\"paragraph\"></span>c" },
    { "\\textbf{<script>}", "<b>&lt;script&gt;</b>" },
    { "\\href{javascript:alert(1)}{x}", "\\href{javascript:alert(1)}{x}" },
    { "\\href{https://a.org/\"onclick=\"x}{x}", "<a href=\"https://a.org/%22onclick=%22x\">x</a>" },
    { "a\xe2\x80\xae"
      "b",
      "ab" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = render (cases[i].source, NULL);

      g_assert_cmpstr (html, ==, cases[i].expected);
    }
}

/* As it is set, and as it is copied. */
#define SET_FORMULA                                                                  \
  "<span class=\"formula\"><span class=\"source\" aria-hidden=\"true\">$x^2$</span>" \
  "<span class=\"katex\">2</span></span>"

static void
test_formulas (void)
{
  g_autoptr (DpMath) math = dp_math_new ();
  g_autoptr (DpFormula) set = dp_formula_new ("x^2", FALSE);
  g_autoptr (DpFormula) failed = dp_formula_new ("\\x<y", TRUE);
  g_autofree char *html = NULL;
  g_autofree char *closed = NULL;
  g_autofree char *without = NULL;

  dp_math_add (math, set, "<span class=\"katex\">2</span>");
  dp_math_add_reason (math, failed, "What is “\\x”?");

  html = render ("a $x^2$ b $$\\x<y$$", math);
  g_assert_cmpstr (html, ==,
                   "a " SET_FORMULA " b "
                   "<span class=\"tex display\" title=\"What is “\\x”?\">$$\\x&lt;y$$</span>");

  /* What closes a sentence stays on its line. */
  closed = render ("($x^2$), b", math);
  g_assert_cmpstr (closed, ==, "(<span class=\"joined\">" SET_FORMULA "),</span> b");

  without = render ("a $x^2$", NULL);
  g_assert_cmpstr (without, ==, "a <span class=\"tex\">$x^2$</span>");
}

/* A page with thousands of formulas would never be laid out. */
static void
test_many_formulas (void)
{
  g_autoptr (DpMath) math = dp_math_new ();
  g_autoptr (DpFormula) formula = dp_formula_new ("x", FALSE);
  g_autoptr (GString) source = g_string_new (NULL);
  g_auto (GStrv) set = NULL;
  g_auto (GStrv) shown = NULL;
  g_autofree char *html = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (source, "$x$ ");
  dp_math_add (math, formula, "<span class=\"katex\">x</span>");

  html = render (source->str, math);
  set = g_strsplit (html, "class=\"katex\"", -1);
  shown = g_strsplit (html, "$x$", -1);
  g_assert_cmpuint (g_strv_length (set), ==, 100 + 1);
  g_assert_cmpuint (g_strv_length (shown), ==, 1000 + 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tex-html/text", test_text);
  g_test_add_func ("/tex-html/formulas", test_formulas);

  g_test_add_func ("/tex-html/many-formulas", test_many_formulas);

  return g_test_run ();
}
