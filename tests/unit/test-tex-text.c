/* test-tex-text.c: TeX as authors type it into arXiv's forms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "model/tex/dp-tex-text.h"

typedef struct
{
  const char *source;
  const char *expected;
} Case;

static void
describe_style (GString   *out,
                DpTexStyle style)
{
  static const char letters[] = "bitcu^_";

  for (guint i = 0; i < strlen (letters); i++)
    if (style & (1u << i))
      g_string_append_c (out, letters[i]);
}

static void
describe_text (GString            *out,
               const DpTexSegment *segment)
{
  if (segment->style != DP_TEX_PLAIN)
    {
      g_string_append_c (out, '<');
      describe_style (out, segment->style);
      g_string_append_printf (out, ":%s>", segment->text);
    }
  else
    {
      g_string_append (out, segment->text);
    }
}

/* Bold is <b:text>, a link [text](uri), a formula ⟦tex⟧, on its own line ⟦⟦tex⟧⟧. */
static char *
describe (const char *source)
{
  g_autoptr (GPtrArray) segments = dp_tex_text_parse (source);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++)
    {
      const DpTexSegment *segment = g_ptr_array_index (segments, i);

      if (segment->uri != NULL)
        g_string_append_c (out, '[');

      switch (segment->kind)
        {
        case DP_TEX_TEXT:
          describe_text (out, segment);
          break;

        case DP_TEX_MATH:
          g_string_append_printf (out, segment->display ? "⟦⟦%s⟧⟧" : "⟦%s⟧", segment->text);
          g_assert_nonnull (segment->source);
          g_assert_nonnull (strstr (source, segment->source));
          break;

        case DP_TEX_LINE:
          g_string_append (out, "↵");
          break;

        case DP_TEX_PARAGRAPH:
          g_string_append (out, "¶");
          break;

        case DP_TEX_ITEM:
          g_string_append_printf (out, "¶%s ", segment->text);
          break;
        }

      if (segment->uri != NULL)
        g_string_append_printf (out, "](%s)", segment->uri);
    }

  return g_string_free (out, FALSE);
}

static void
check (const Case *cases,
       gsize       n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *description = describe (cases[i].source);

      g_assert_cmpstr (description, ==, cases[i].expected);
    }
}

static void
test_formulas (void)
{
  static const Case cases[] = {
    { "", "" },
    { "A plain title", "A plain title" },
    { "the $\\alpha$-divergence", "the ⟦\\alpha⟧-divergence" },
    { "$x$$y$", "⟦x⟧⟦y⟧" },
    { "so $$x = 1$$ holds", "so ⟦⟦x = 1⟧⟧ holds" },
    { "a \\(x\\) b \\[y\\] c", "a ⟦x⟧ b ⟦⟦y⟧⟧ c" },
    { "\\begin{equation} a \\end{equation} b", "⟦⟦a⟧⟧ b" },
    { "\\begin{equation*}a\\end{equation*}", "⟦⟦a⟧⟧" },
    { "\\begin{eqnarray}a &=& b\\end{eqnarray}", "⟦⟦\\begin{eqnarray}a &=& b\\end{eqnarray}⟧⟧" },
    { "\\begin{math}x\\end{math}", "⟦x⟧" },
    { "\\begin{gather}\n\na\\end{gather}", "⟦⟦\\begin{gather*}a\\end{gather*}⟧⟧" },
    { "\\begin{cases}a\\\\b\\end{cases}", "⟦⟦\\begin{cases}a\\\\b\\end{cases}⟧⟧" },
    /* A dollar within a box of text belongs to the formula. */
    { "$\\text{for $n$ even}$ x", "⟦\\text{for $n$ even}⟧ x" },
    { "$\\{a\\}$ and $\\$5$", "⟦\\{a\\}⟧ and ⟦\\$5⟧" },
    { "$a_{$ and $b$", "⟦a_{⟧ and ⟦b⟧" },
    /* Escaped once too often. */
    { "$a &lt; b$", "⟦a < b⟧" },
    { "$ n $ spins", "⟦n⟧ spins" },
    { "of $\\sim$10 and $2$3", "of ⟦\\sim⟧10 and ⟦2⟧3" },
    /* Lengths behind a line's end are no formula. */
    { "a\\\\[2mm] b", "a↵b" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_dollars (void)
{
  static const Case cases[] = {
    { "$5 and $6", "$5 and $6" },
    { "from $5 million to $6 million, $x$", "from $5 million to $6 million, ⟦x⟧" },
    { "$4,500/task to GPT's $12/task", "$4,500/task to GPT's $12/task" },
    { "US$5, US$6", "US$5, US$6" },
    { "$5-$6 and $5/$7", "$5-$6 and $5/$7" },
    { "\\$5 and \\$6", "$5 and $6" },
    { "only $100", "only $100" },
    { "between $10$ and $20$", "between ⟦10⟧ and ⟦20⟧" },
    { "$2 \\times 3$ and $3n$ and $5 = x$", "⟦2 \\times 3⟧ and ⟦3n⟧ and ⟦5 = x⟧" },
    { "we have $\\alpha and then the other $\\beta$", "we have $⟦\\alpha⟧ and then the other ⟦\\beta⟧" },
    { "a $x\n\nb$ c", "a $x¶b$ c" },
    { "$", "$" },
    { "$$", "$$" },
    { "$$$", "$$$" },
    { "a $ $ b", "a $ $ b" },
    { "\\( open and \\[ too", "\\( open and \\[ too" },
    { "\\begin{equation} x", "\\begin{equation} x" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_styles (void)
{
  static const Case cases[] = {
    { "\\textbf{a} \\emph{b} \\textit{c}", "<b:a> <i:b> <i:c>" },
    { "\\texttt{--x_1 ``y''}", "<t:--x_1 ``y''>" },
    { "\\textsc{Dp} \\underline{u}", "<c:Dp> <u:u>" },
    { "1\\textsuperscript{st}, CO\\textsubscript{2}", "1<^:st>, CO<_:2>" },
    { "{\\bf a} {\\it b} {\\em c}", "<b:a> <i:b> <i:c>" },
    { "{\\bf a {\\it b} c} d", "<b:a ><bi:b><b: c> d" },
    { "\\textbf{a \\emph{b}}", "<b:a ><bi:b>" },
    { "\\textbf{a $x$}", "<b:a >⟦x⟧" },
    { "\\textbf {a}", "<b:a>" },
    { "\\textbf{a", "\\textbf{a" },
    { "a} b{ c", "a} b{ c" },
    { "\\it lost", "lost" },
    { "\\textcolor{red}{hot}", "hot" },
    { "\\footnote{an aside} \\enquote{said}", "(an aside) “said”" },
    { "a\\footnote{b}", "a (b)" },
    { "**bold** and *emphasized* `code_1`", "<b:bold> and <i:emphasized> <t:code_1>" },
    { "A* and D* search, 2*3*4, a ** b", "A* and D* search, 2*3*4, a ** b" },
    { "**x", "**x" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_typography (void)
{
  static const Case cases[] = {
    { "5\\% of R\\&D, a\\_b, \\#1, \\{x\\}", "5% of R&D, a_b, #1, {x}" },
    { "50% are # and & no comment % here", "50% are # and & no comment % here" },
    { "pages 1--2 --- or so", "pages 1–2 — or so" },
    { "run --help <!-- x -->", "run --help <!-- x -->" },
    { "``so'' and `so' and don't", "“so” and ‘so’ and don't" },
    { "``don't'' `I don't know'", "“don't” ‘I don't know’" },
    { "Sec.~2 of A.~B, about ~100, 3~10", "Sec.\u00a0"
                                          "2 of A.\u00a0"
                                          "B, about ~100, 3~10" },
    { "Erd\\H{o}s, na\\\"{\\i}ve, {\\'e}, Stra\\ss e, \\AA", "Erdős, naïve, é, Straße, Å" },
    { "and so on\\ldots \\LaTeX{} \\textregistered", "and so on… LaTeX ®" },
    { "10\\,GHz a\\ b", "10\u202fGHz a b" },
    { "  a \n b\t c  ", "a b c" },
    { "a\n\nb\\par c\\\\d\\newline e", "a¶b¶c↵d↵e" },
    { "\\~{} \\^{}", "~ ^" },
    { "C\\# x\\", "C# x\\" },
    { "{B}ayes {LLM}s pre{T}rained", "Bayes LLMs preTrained" },
    { "a set {1, 2} and {k}", "a set {1, 2} and {k}" },
    { "45\\deg and 10^{-3} and 10^6, CO_2, H_{2}O", "45° and 10<^:-3> and 10<^:6>, CO<_:2>, H<_:2>O" },
    { "model_2 snake_case a_1_b x^n", "model_2 snake_case a_1_b x<^:n>" },
    { "45^\\circ and 45^{\\circ}", "45° and 45°" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_lists (void)
{
  static const Case cases[] = {
    { "so: \\begin{itemize} \\item a \\item b \\end{itemize} end", "so:¶• a¶• b¶end" },
    { "\\begin{enumerate}\\item a\\item b\\end{enumerate}", "¶1. a¶2. b" },
    { "\\begin{quote}a\\end{quote}", "a" },
    { "\\begin{strange}a\\end{strange}", "\\begin{strange}a\\end{strange}" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_unknown (void)
{
  static const Case cases[] = {
    { "\\ours beats \\method{}", "\\ours beats \\method" },
    { "\\cite{a_1--b} \\ref{x}", "\\cite{a_1--b} \\ref{x}" },
    { "\\strange{a \\emph{b}}", "\\strange{a <i:b>}" },
    { "\\1 \\* \\é", "\\1 \\* \\é" },
    /* Mathematics without its dollars. */
    { "{\\lambda} and \\alpha_s of \\sqrt{s}=7", "⟦\\lambda⟧ and ⟦\\alpha_s⟧ of ⟦\\sqrt{s}⟧=7" },
    { "A \\rightarrow B \\pm 3 \\log n", "A → B ± 3 log n" },
    { "{\\cal O}(\\frac{a}{b}) \\mathbf x", "⟦\\cal O⟧(⟦\\frac{a}{b}⟧) ⟦\\mathbf x⟧" },
    { "\\sqrt", "\\sqrt" },
    { "\\frac{a", "\\frac{a" },
    { "\\not\\in", "⟦\\not\\in⟧" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_links (void)
{
  static const Case cases[] = {
    { "see https://a.org/b_c~d.", "see [https://a.org/b_c~d](https://a.org/b_c~d)." },
    { "(http://a.org/x(y))", "([http://a.org/x(y)](http://a.org/x(y)))" },
    { "www.a.org/x, www.", "[www.a.org/x](https://www.a.org/x), www." },
    { "github.com/a/b--c!", "[github.com/a/b--c](https://github.com/a/b--c)!" },
    { "https://a.org/b\\_c\\%20\\~{}d", "[https://a.org/b_c%20~d](https://a.org/b_c%20~d)" },
    { "``http://a.org''", "“[http://a.org](http://a.org)”" },
    { "https://", "https://" },
    { "arXiv:2501.12948v2, arxiv: hep-th/9901001", "[arXiv:2501.12948v2](https://arxiv.org/abs/2501.12948v2), [arxiv: hep-th/9901001](https://arxiv.org/abs/hep-th/9901001)" },
    { "in hep-th/9901001 and math.GT/0309136.", "in [hep-th/9901001](https://arxiv.org/abs/hep-th/9901001) and [math.GT/0309136](https://arxiv.org/abs/math/0309136)." },
    { "and/or 1234/5678901, 2501.12948 alone", "and/or 1234/5678901, 2501.12948 alone" },
    { "doi:10.1103/PhysRev.1; 10.1000/a_b(c)", "[doi:10.1103/PhysRev.1](https://doi.org/10.1103/PhysRev.1); [10.1000/a_b(c)](https://doi.org/10.1000/a_b(c))" },
    { "10.5/3 and 10.1234", "10.5/3 and 10.1234" },
    { "mail a.b+c@d-e.org, x@y, @z", "mail [a.b+c@d-e.org](mailto:a.b+c@d-e.org), x@y, @z" },
    { "\\url{http://a.org/x_y}", "[http://a.org/x_y](http://a.org/x_y)" },
    { "\\href{https://a.org/\\%7Ex}{the \\emph{code}}", "[the ](https://a.org/%7Ex)[<i:code>](https://a.org/%7Ex)" },
    { "\\href{a.org/x}{code} \\href{mailto:a@b.org}{me}", "[code](https://a.org/x) [me](mailto:a@b.org)" },
    { "[code](https://a.org/x) and [1](2)", "[code](https://a.org/x) and [1](2)" },
    { "[a@b.org](https://a.org)", "[a@b.org](https://a.org)" },
    /* What leads elsewhere is shown, and leads nowhere. */
    { "\\href{javascript:alert(1)}{x}", "\\href{javascript:alert(1)}{x}" },
    { "\\url{file:///etc/passwd}", "file:///etc/passwd" },
    { "\\href{data:text/html,x}{x}", "\\href{data:text/html,x}{x}" },
    { "[x](javascript:y)", "[x](javascript:y)" },
    { "\\href{ JavaScript:x}{y}", "\\href{ JavaScript:x}{y}" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* What one thing looks at for nothing, the next within it must not look at again: that is the
 * difference between milliseconds and many seconds. */
#define PATIENCE_US (5 * G_USEC_PER_SEC)

static void
test_nested (void)
{
  static const struct
  {
    const char *open;
    const char *close;
    const char *end;
  } cases[] = {
    { "\\begin{", "", "" },
    { "\\begin{", "}", "" },
    { "\\href{", "}", "" },
    { "\\textcolor{", "}", "" },
    { "$ is one of them {", "}", "$" },
    { "www.", "", ":x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      g_autoptr (GPtrArray) segments = NULL;
      gsize  n = (DP_TEX_MAX_BYTES - 10) / (strlen (cases[i].open) + strlen (cases[i].close));
      gint64 began_us = g_get_monotonic_time ();

      for (gsize j = 0; j < n; j++)
        g_string_append (source, cases[i].open);
      for (gsize j = 0; j < n; j++)
        g_string_append (source, cases[i].close);
      g_string_append (source, cases[i].end);

      segments = dp_tex_text_parse (source->str);
      g_assert_cmpuint (segments->len, >, 0);
      g_assert_cmpint (g_get_monotonic_time () - began_us, <, PATIENCE_US);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tex-text/formulas", test_formulas);
  g_test_add_func ("/tex-text/dollars", test_dollars);
  g_test_add_func ("/tex-text/styles", test_styles);
  g_test_add_func ("/tex-text/typography", test_typography);
  g_test_add_func ("/tex-text/lists", test_lists);
  g_test_add_func ("/tex-text/unknown", test_unknown);
  g_test_add_func ("/tex-text/links", test_links);
  g_test_add_func ("/tex-text/nested", test_nested);

  return g_test_run ();
}
