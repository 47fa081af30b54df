/* test-tex-plain.c: TeX's text as one line of plain Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "model/tex/dp-tex-commands.h"
#include "model/tex/dp-tex-plain.h"
#include "model/tex/dp-tex-symbols.h"

typedef struct
{
  const char *source;
  const char *expected;
} Case;

static void
check (const Case *cases,
       gsize       n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *plain = dp_tex_plain (cases[i].source);
      g_autofree char *again = dp_tex_plain (plain);

      g_assert_cmpstr (plain, ==, cases[i].expected);
      g_assert_nonnull (again);
    }
}

static void
test_text (void)
{
  static const Case cases[] = {
    { "", "" },
    { "A title, with 3-D points", "A title, with 3-D points" },
    { "The $\\alpha$-divergence", "The α-divergence" },
    { "\\textbf{Bold} and \\emph{so on}", "Bold and so on" },
    { "Poincar\\'e--Hopf, 5\\% of $x$", "Poincaré–Hopf, 5% of x" },
    { "Sec.~1, 10\\,GHz", "Sec. 1, 10 GHz" },
    { "\\href{https://a.org}{code}", "code" },
    { "a\\\\b \\begin{itemize}\\item c\\item d\\end{itemize}", "a b • c • d" },
    { "CO_2, H$_2$O, 10^{-3}, $10^{-3}$, ^{12}C", "CO₂, H₂O, 10⁻³, 10⁻³, ¹²C" },
    { "the 1\\textsuperscript{st} AP_{50}, L_{joint} and FA^{3}-CLIP", "the 1st AP₅₀, Lⱼₒᵢₙₜ and FA³-CLIP" },
    { "$5 and $6", "$5 and $6" },
    { "\\ours and \\cite{x}", "\\ours and \\cite{x}" },
    /* What would turn the line around, and control characters. */
    { "a\xe2\x80\xae"
      "b\xe2\x81\xa7"
      "c\x01"
      "d\xc2\x85"
      "e",
      "abcde" },
    { "a\xff"
      "b",
      "a\xef\xbf\xbd"
      "b" },
    { " two  spaces ", "two spaces" },
  };

  check (cases, G_N_ELEMENTS (cases));
  g_assert_null (dp_tex_plain (NULL));
}

static void
test_formulas (void)
{
  static const Case cases[] = {
    { "$x_2$ $x^n$ $x_{i+1}$ $a^{ij}_{kl}$", "x₂ xⁿ xᵢ₊₁ aⁱʲₖₗ" },
    { "$x_Q$ $L_{CP}$ $L_{C,P}$ $\\nu_\\mu$", "x_Q L_CP L_(C,P) ν_μ" },
    { "$\\mathbb{R}^d$ $\\mathcal{L}$ $\\mathfrak{g}$ ${\\cal O}(n)$ $\\mathbf{x}$", "ℝᵈ 𝓛 𝔤 𝓞(n) x" },
    { "$\\frac{a}{b}$ $\\frac{a+b}{2c}$ $\\frac12$ $3\\frac{1}{2}n$ ${a \\over b}$", "a/b (a+b)/2c 1/2 3 1/2 n a/b" },
    { "$\\sqrt{x}$ $\\sqrt{x+1}$ $\\sqrt[3]{2}$ $\\sqrt[n]{x}$ $\\sqrt s$", "√x √(x+1) ∛2 ⁿ√x √s" },
    { "$O(n\\log n)$ $\\log_2 n$ $\\sin x$ $\\min(a,b)$", "O(n log n) log₂ n sin x min(a,b)" },
    { "$p\\leq q$ $n\\to\\infty$ $\\sim 10$ $x \\in S$", "p ≤ q n → ∞ ∼10 x ∈ S" },
    { "$3\\times 3$ $3 \\times 3$ $5\\pm 2$ $\\pm 1$", "3×3 3 × 3 5±2 ±1" },
    { "$\\alpha x + \\beta = \\gamma$", "αx + β = γ" },
    { "$\\hat{x}$ $\\bar x$ $\\tilde{O}(n)$ $\\overline{AB}$ $\\widehat{AB}$", "x̂ x̄ Õ(n) A̅B̅ \\widehat{AB}" },
    { "$\\left( x \\right.$ $\\{a\\}$ $\\|x\\|$ $\\langle x,y\\rangle$", "( x {a} ‖x‖ ⟨x,y⟩" },
    { "$f'$ $x^\\prime$ $45^\\circ$ $x^*$ $x^{\\dagger}$", "f′ x′ 45° x* x†" },
    { "$\\not\\in$ $a \\not= b$", "∉ a ≠ b" },
    { "$\\text{for all } x$ $\\operatorname{rank} A$", "for all x rank A" },
    { "$\\binom{n}{k}$ $a \\equiv b \\pmod p$", "(n choose k) a ≡ b (mod p)" },
    { "$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$", "(a b; c d)" },
    { "$\\strange{x_1} y$ $\\underbrace{a}_{b}$", "\\strange{x₁} y \\underbrace{a}_b" },
    { "$\\sum_{i=1}^n x_i$ $\\int_0^1$", "∑ᵢ₌₁ⁿ xᵢ ∫₀¹" },
    { "$a^$ $\\frac{a}$ $\\sqrt$ ${$ $x_{$", "a^ a/ √ { x_{" },
    { "$e^{x^2}$ $x^{\\frac{1}{2}}$", "e^(x²) x^(1/2)" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Deep and long formulas end, and lose nothing. */
static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new ("$");
  g_autofree char *plain = NULL;
  g_autofree char *title = NULL;
  g_autofree char *same = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (deep, "{\\frac");
  g_string_append (deep, "z$ and then");
  plain = dp_tex_plain (deep->str);
  g_assert_nonnull (strstr (plain, " and then"));

  title = g_strnfill (10 * 1000 * 1000, '{');
  same = dp_tex_plain (title);
  g_assert_cmpstr (same, ==, title);
}

/* The tables are looked up by halves. */
static void
test_tables_are_sorted (void)
{
  static const char *const symbols[] = { "Alpha", "Bbb", "alpha", "over", "zeta", "wr", "rVert", "iiint" };
  static const char *const commands[] = { "LaTeX", "S", "begin", "xspace", "url", "textbf", "item", "par" };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    g_assert_cmpstr (dp_tex_symbol_find (symbols[i], strlen (symbols[i]))->name, ==, symbols[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_cmpstr (dp_tex_command_find (commands[i], strlen (commands[i]))->name, ==, commands[i]);
  g_assert_null (dp_tex_symbol_find ("alph", 4));
  g_assert_null (dp_tex_command_find ("", 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tex-plain/text", test_text);
  g_test_add_func ("/tex-plain/formulas", test_formulas);
  g_test_add_func ("/tex-plain/limits", test_limits);
  g_test_add_func ("/tex-plain/tables", test_tables_are_sorted);

  return g_test_run ();
}
