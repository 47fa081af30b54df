/* hostile-papers.c: papers by people who mean harm
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "hostile-papers.h"

#include <string.h>

#define RIGHT_TO_LEFT_OVERRIDE "\xe2\x80\xae"
#define LEFT_TO_RIGHT_OVERRIDE "\xe2\x80\xad"
#define RIGHT_TO_LEFT_ISOLATE "\xe2\x81\xa7"
#define POP_ISOLATE "\xe2\x81\xa9"
#define ZERO_WIDTH "\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf\xe2\x80\x8d"

#define LONG_TITLE 10000
#define LONG_ABSTRACT (10 * 1000 * 1000)
#define MANY_AUTHORS 5000
#define MANY_BRACES 12000

typedef struct
{
  const char *title;
  const char *authors; /* between bars */
  const char *abstract;
} Harm;

static const Harm harms[] = {
  /* Markup */
  { "Kites </title></h1><script>alert(1)</script><img src=x onerror=alert(1)>",
    "<b onclick=alert(1)>Ada</b>|\"><svg/onload=alert(1)>|' autofocus onfocus='alert(1)",
    "</p></section></article><iframe src=https://evil.example/></iframe><style>*{display:none}</style>"
    "<!-- <![CDATA[ ]]> --> &lt;script&gt; &#x3c;script> <base href=//evil.example> THE END" },
  /* Links that lead elsewhere */
  { "Kites \\href{javascript:alert(1)}{here} and [here](javascript:alert(1))",
    "javascript:alert(1)|Bo\\href{data:text/html,x}{b}",
    "\\href{JaVaScRiPt:alert(1)}{a} \\url{data:text/html;base64,PHNjcmlwdD4=} \\href{ \tvbscript:x}{b} \\href{file:///etc/passwd}{c} "
    "\\href{dp://reader/seen}{d} [e](dp://search/x) \\href{https://a.example/\"onmouseover=\"alert(1)}{f} "
    "https://a.example/'><script>alert(1)</script> mailto:a@b.example?body=<x>&attach=/etc/passwd "
    "\\href{https://user:password@evil.example}{https://arxiv.org} THE END" },
  /* What turns text around */
  { RIGHT_TO_LEFT_OVERRIDE "Kites" RIGHT_TO_LEFT_ISOLATE " gnp.exe" POP_ISOLATE POP_ISOLATE LEFT_TO_RIGHT_OVERRIDE,
    RIGHT_TO_LEFT_OVERRIDE "adA|" RIGHT_TO_LEFT_ISOLATE "Bob|שרה כהן",
    RIGHT_TO_LEFT_OVERRIDE "$" RIGHT_TO_LEFT_OVERRIDE "x^2$ \\textbf{" RIGHT_TO_LEFT_ISOLATE "} " POP_ISOLATE POP_ISOLATE " THE END" },
  /* What is not seen, and terminals' own commands */
  { "Ki" ZERO_WIDTH "tes \x1b]0;owned\x07\x1b[2J\x1b[31m Kites \x08\x08\x08\xc2\x9b"
    "31m",
    "A\x1b[8mda\x1b[0m|Bob\r\nTo: everybody|\x7f",
    ZERO_WIDTH "a\x01\x02\x03\x0b\x0c\xc2\x85\xc2\x9d"
               "b\xef\xbf\xbe\xf3\xa0\x81\x81 Z\xcc\x80\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87 THE END" },
  /* TeX that explodes, and TeX without an end */
  { "Kites $\\def\\a{\\a\\a}\\a$ \\newcommand{\\b}{\\b\\b}\\b \\input{/etc/passwd} \\write18{rm -rf ~}",
    "\\newcommand{\\c}{\\c}\\c|{\\'{\\'{\\'{\\'{\\'{\\'{\\'{e}}}}}}}}",
    "$\\def\\x#1{\\x{#1#1}}\\x{a}$ $$\\gdef\\y{\\y}\\y$$ \\(\\htmlClass{a}{b}\\href{javascript:alert(1)}{c}\\includegraphics{/etc/passwd}\\) "
    "$\\rule{1e9em}{1e9em}$ $\\kern-9999em x$ $ $$ \\[ \\( \\begin{equation} { } } \\textbf{ THE END" },
  /* What means something to the formats that are written */
  { "=cmd|' /C calc'!A0 Kites } @comment{ , \" % # _ ~ ^ & | ](x) ` TY  - JOUR",
    "=HYPERLINK(\"http://evil.example\")|@mention|+1|-1|O'Neill, Jr., B. {and} C. and D.",
    "ER  - \nTY  - JOUR\nTI  - Other\n| --- | --- |\n## 2026-01-01\n<details>\n```\n}\n@article{x, title={Other}}\n]]>\"; DROP TABLE paper; -- THE END" },
};

static DpPaper *
new_paper (GPtrArray  *papers,
           const char *title,
           const char *abstract)
{
  DpPaper *paper = dp_paper_new ();

  g_ptr_array_add (papers, paper);
  paper->id = g_strdup_printf ("2601.%05u", papers->len);
  paper->title = g_strdup (title);
  paper->abstract = g_strdup (abstract);
  paper->published = paper->updated = 1767225600 + papers->len; /* 2026 */
  paper->version = 1;
  paper->primary_category = g_strdup ("cs.CL");
  paper->categories = g_strsplit ("cs.CL", " ", -1);

  return paper;
}

/* @unit as often as it takes to fill @length bytes. */
static char *
repeat (const char *start,
        const char *unit,
        gsize       length,
        const char *end)
{
  GString *text = g_string_sized_new (length + 100);

  g_string_append (text, start);
  while (text->len < length)
    g_string_append (text, unit);
  g_string_append (text, end);

  return g_string_free (text, FALSE);
}

static void
add_short_ones (GPtrArray *papers)
{
  for (gsize i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      DpPaper *paper = new_paper (papers, harms[i].title, harms[i].abstract);

      paper->authors = g_strsplit (harms[i].authors, "|", -1);
      paper->comment = g_strdup (harms[i].title);
      paper->journal_ref = g_strdup (harms[i].authors);
      paper->doi = g_strdup ("10.1000/<\"x'>");
      paper->keywords = g_strdupv (paper->authors);
      dp_paper_add_summary (paper, "hugging-face", harms[i].abstract);
      dp_paper_add_day (paper, "2026-01-02", (int)i + 1);
      dp_paper_add_link (paper, DP_LINK_PROJECT, "javascript:alert(1)");
      dp_paper_add_link (paper, DP_LINK_CODE, "https://a.example/\"><script>alert(1)</script>");
    }
}

static void
add_crowd (GPtrArray *papers)
{
  DpPaper *paper = new_paper (papers, "Kites by all of us", "THE END");

  paper->authors = g_new0 (char *, MANY_AUTHORS + 1);
  for (guint i = 0; i < MANY_AUTHORS; i++)
    paper->authors[i] = g_strdup_printf ("Author %u of $\\alpha$", i);
}

static void
add_long_ones (GPtrArray *papers)
{
  static const char *const units[] = { "k", "long ", "$x_{1}$ ", "\\textbf{", "{", "**", "\\\\", "a.", "` ", "[x](", "~", "http://[" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *title = repeat ("Kites ", units[i], LONG_TITLE, "");
      g_autofree char *abstract = repeat ("", units[i], MANY_BRACES, " THE END");

      new_paper (papers, title, abstract);
    }
}

static void
add_huge_ones (GPtrArray *papers)
{
  g_autofree char *text = repeat ("$", "\\alpha {x} ", LONG_ABSTRACT, "");
  g_autofree char *fraction = repeat ("$", "\\frac{", MANY_BRACES, "$ THE END");

  new_paper (papers, "Kites at length", text);
  new_paper (papers, "Kites in fractions $\\frac{\\frac{\\frac{\\frac{a}{b}}{c}}{d}}{e}$", fraction);
}

/**
 * hostile_papers_new:
 *
 * Returns: (transfer full) (element-type DpPaper): the papers
 */
GPtrArray *
hostile_papers_new (void)
{
  GPtrArray *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  add_short_ones (papers);
  add_crowd (papers);
  add_long_ones (papers);
  add_huge_ones (papers);

  return papers;
}
