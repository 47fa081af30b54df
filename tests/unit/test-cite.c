/* test-cite.c: names, keys, BibTeX, RIS and citations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "formats/cite/dp-author-name.h"
#include "formats/cite/dp-bibtex-writer.h"
#include "formats/cite/dp-citation.h"
#include "formats/cite/dp-cite-key.h"
#include "formats/cite/dp-ris-writer.h"
#include "formats/cite/dp-zotero-items.h"

#define MARCH_2025 1741000000 /* 2025-03-03 */

static DpPaper *
make_paper (const char *id,
            const char *title,
            const char *authors)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup (id);
  paper->title = g_strdup (title);
  paper->authors = g_strsplit (authors, "|", -1);
  paper->published = MARCH_2025;

  return paper;
}

static void
test_names (void)
{
  static const struct
  {
    const char *printed;
    const char *family;
    const char *given;
    const char *suffix;
  } names[] = {
    { "Ada Lovelace", "Lovelace", "Ada", NULL },
    { "J. R. R. Tolkien", "Tolkien", "J. R. R.", NULL },
    { "Ludwig van Beethoven", "van Beethoven", "Ludwig", NULL },
    { "Jan van der Berg", "van der Berg", "Jan", NULL },
    { "Guy Van den Kite", "Van den Kite", "Guy", NULL },
    { "Ana de la Cruz", "de la Cruz", "Ana", NULL },
    { "Nicolas Le Cerf", "Le Cerf", "Nicolas", NULL },
    { "Thanh Van Nguyen", "Nguyen", "Thanh Van", NULL },
    { "Quoc V. Le", "Le", "Quoc V.", NULL },
    { "Jos\\'e Ortega y Gasset", "Ortega y Gasset", "José", NULL },
    { "Martin Luther King Jr.", "King", "Martin Luther", "Jr." },
    { "Martin Luther King, Jr.", "King", "Martin Luther", "Jr." },
    { "Henry Ford III", "Ford", "Henry", "III" },
    { "Lovelace, Ada", "Lovelace", "Ada", NULL },
    { "King, Jr., Martin", "King", "Martin", "Jr." },
    { "van Gogh", "van Gogh", NULL, NULL },
    { "ada lovelace", "lovelace", "ada", NULL },
    { "Platon", "Platon", NULL, NULL },
    { "王小明", "王小明", NULL, NULL },
    { "Bo Ai", "Ai", "Bo", NULL },
    { "  Erd\\H{o}s \n P\\'al ", "Pál", "Erdős", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (DpAuthorName) name = dp_author_name_new (names[i].printed);

      g_assert_nonnull (name);
      g_assert_false (name->is_group);
      g_assert_cmpstr (name->family, ==, names[i].family);
      g_assert_cmpstr (name->given, ==, names[i].given);
      g_assert_cmpstr (name->suffix, ==, names[i].suffix);
    }
}

static void
test_groups (void)
{
  static const char *const groups[] = {
    "ATLAS Collaboration",
    "The Kite Authors",
    "Kite Team",
    "Kite AI",
    "Team Kite3D",
    "Kites and Sons",
    "for the CMS Collaboration",
    "Kite Lab, String University, Wind",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr (DpAuthorName) name = dp_author_name_new (groups[i]);

      g_assert_true (name->is_group);
      g_assert_cmpstr (name->family, ==, groups[i]);
      g_assert_null (name->given);
    }

  g_assert_null (dp_author_name_new (":"));
  g_assert_null (dp_author_name_new (""));
  g_assert_null (dp_author_name_new (NULL));
}

static void
assert_key (const char *id,
            const char *title,
            const char *authors,
            const char *expected)
{
  g_autoptr (DpPaper) paper = make_paper (id, title, authors);
  g_autofree char *key = dp_cite_key_format (paper);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_keys (void)
{
  assert_key ("2503.00001", "The Kites of 2025", "Ada Lovelace|Bo Ai", "lovelace2025kites-2503.00001");
  assert_key ("2503.00002", "The Kites of 2025", "Ada Lovelace", "lovelace2025kites-2503.00002");
  assert_key ("math/0611800", "On $K$-theory: \"Kites\"", "Jan van der M\\\"uller", "vandermuller2025theory-math.0611800");
  assert_key ("2503.00003", "Łódź kites", ":|Żółw Team", "zolwteam2025lodz-2503.00003");
  assert_key ("2503.00004", "$x$", "王小明", "anonymous2025-2503.00004");
  assert_key ("2503.00005", "3D: a 4-bit GPT-2", "O'Kite", "okite20253d-2503.00005");
  assert_key ("doi:10.1000/a{b}", "Kites", "A B", "b2025kites-44c0bdfa66");
}

static void
test_years (void)
{
  static const struct
  {
    const char *id;
    guint       year;
    guint       month;
  } ids[] = {
    { "2503.00001", 2025, 3 },
    { "0704.0001", 2007, 4 },
    { "math/0611800", 2006, 11 },
    { "hep-th/9108028", 1991, 8 },
    { "doi:10.1000/1", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (DpPaper) paper = make_paper (ids[i].id, "Kites", "A B");

      g_assert_cmpuint (dp_citation_get_year (paper), ==, 2025);
      paper->published = DP_TIME_UNKNOWN;
      g_assert_cmpuint (dp_citation_get_year (paper), ==, ids[i].year);
      g_assert_cmpuint (dp_citation_get_month (paper), ==, ids[i].month);
    }
}

static DpPaper *
make_full_paper (void)
{
  DpPaper *paper = make_paper ("2503.00001", "Flying BERT-Kites at 50\\% of $\\Gamma$ & more",
                               "Ada Müller|ATLAS Collaboration|Guy Van den Kite|Henry Ford, Jr.|:");

  paper->abstract = g_strdup ("We fly\n\na kite\r\nER  - .");
  paper->comment = g_strdup ("3 pages, see_this #1");
  paper->journal_ref = g_strdup ("J. Kites 1 (2025) 2--3");
  paper->doi = g_strdup ("10.1000/kite_<1>{%} 10.1000/other");
  paper->primary_category = g_strdup ("cs.CL");
  paper->categories = g_strsplit ("cs.CL cs.AI", " ", -1);

  return paper;
}

static void
test_bibtex (void)
{
  g_autoptr (DpPaper) paper = make_full_paper ();
  g_autofree char *unicode = dp_bibtex_format (paper, DP_BIBTEX_UNICODE);
  g_autofree char *tex = dp_bibtex_format (paper, DP_BIBTEX_TEX);

  g_assert_cmpstr (unicode, ==,
                   "@misc{muller2025flying-2503.00001,\n"
                   "  title         = {Flying {BERT}-Kites at 50\\% of {$\\Gamma$} \\& more},\n"
                   "  author        = {Müller, Ada and {ATLAS Collaboration} and {Van den Kite}, Guy and Ford, Jr., Henry},\n"
                   "  year          = {2025},\n"
                   "  month         = mar,\n"
                   "  eprint        = {2503.00001},\n"
                   "  archivePrefix = {arXiv},\n"
                   "  primaryClass  = {cs.CL},\n"
                   "  doi           = {10.1000/kite_<1>%7B%%7D},\n"
                   "  url           = {https://arxiv.org/abs/2503.00001},\n"
                   "  howpublished  = {J. Kites 1 (2025) 2–3},\n"
                   "  note          = {3 pages, see\\_this \\#1},\n"
                   "}\n");
  g_assert_true (g_str_is_ascii (tex));
  g_assert_nonnull (strstr (tex, "{M{\\\"u}ller, Ada and "));
  g_assert_nonnull (strstr (tex, "(2025) 2--3}"));
}

static void
test_bibtex_elsewhere (void)
{
  g_autoptr (DpPaper) paper = make_paper ("url:https://example.org/a b", "Kites", "van Gogh|others");
  g_autofree char *entry = NULL;

  paper->published = DP_TIME_UNKNOWN;
  dp_paper_add_link (paper, DP_LINK_OTHER, "https://example.org/a b");
  entry = dp_bibtex_format (paper, DP_BIBTEX_UNICODE);
  g_assert_null (strstr (entry, "eprint"));
  g_assert_null (strstr (entry, "year"));
  g_assert_nonnull (strstr (entry, "  url           = {https://example.org/a%20b},\n"));
  g_assert_nonnull (strstr (entry, "  author        = {{van Gogh} and {others}},\n"));
}

static void
assert_title (const char *title,
              const char *unicode,
              const char *tex)
{
  g_autofree char *in_unicode = dp_bibtex_text_format_title (title, DP_BIBTEX_UNICODE);
  g_autofree char *in_tex = dp_bibtex_text_format_title (title, DP_BIBTEX_TEX);

  g_assert_cmpstr (in_unicode, ==, unicode);
  g_assert_cmpstr (in_tex, ==, tex);
}

static void
test_titles (void)
{
  assert_title ("DeepSeek-R1 in Mode 2", "{DeepSeek}-{R1} in Mode 2", "{DeepSeek}-{R1} in Mode 2");
  assert_title ("Attention Is All", "Attention Is All", "Attention Is All");
  assert_title ("3D arXiv: Q-learning, A to Z", "{3D} {arXiv}: {Q}-learning, A to {Z}", "{3D} {arXiv}: {Q}-learning, A to {Z}");
  assert_title ("Gr{\\\"o}bner and Poincar\\'e", "Gröbner and Poincaré", "Gr{\\\"o}bner and Poincar{\\'e}");
  assert_title ("Łódź, naïve ĩ ắ façade", "Łódź, naïve ĩ ắ façade",
                "{\\L}{\\'o}d{\\'z}, na{\\\"\\i}ve {\\~\\i} {\\'{\\u a}} fa{\\c c}ade");
  assert_title ("“α-divergence” – 中", "“α-divergence” – 中", "``{$\\alpha$}-divergence'' -- 中");
  assert_title ("$\\alpha_{K}$-divergence", "{$\\alpha_{K}$}-divergence", "{$\\alpha_{K}$}-divergence");
  assert_title ("$θ^2$", "{$θ^2$}", "{$\\theta ^2$}");
  assert_title ("\\textbf{BERT} in \\texttt{a_b}", "\\textbf{BERT} in \\texttt{a\\_b}", "\\textbf{BERT} in \\texttt{a\\_b}");
  assert_title ("a_b ^ ~ | < > # & % 100%", "a\\_b \\textasciicircum{} \\textasciitilde{} \\textbar{} \\textless{} \\textgreater{} \\# \\& \\% 100\\%",
                "a\\_b \\textasciicircum{} \\textasciitilde{} \\textbar{} \\textless{} \\textgreater{} \\# \\& \\% 100\\%");
}

/* As BibTeX counts. */
static void
assert_balanced (const char *value)
{
  int depth = 0;

  for (const char *p = value; *p != '\0'; p++)
    {
      depth += *p == '{' ? 1 : *p == '}' ? -1
                                         : 0;
      g_assert_cmpint (depth, >=, 0);
    }

  g_assert_cmpint (depth, ==, 0);
}

static void
test_broken_titles (void)
{
  static const char *const titles[] = {
    "{",
    "}",
    "}{",
    "a { b",
    "a } b",
    "$",
    "costs $5",
    "$x",
    "$x$ and $y",
    "$\\{x$",
    "$x}$",
    "${x$",
    "\\",
    "\\textbf{x",
    "\\textbf",
    "\\foo{x}{",
    "\\begin{x}",
    "\\(x",
    "$$x$",
    "\\{ \\}",
    "\\\\{",
    "%{",
    "\xff{",
    "\\verb|{|",
    "\\'{",
    "@{",
    "\"",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    for (guint letters = DP_BIBTEX_UNICODE; letters <= DP_BIBTEX_TEX; letters++)
      {
        g_autofree char *title = dp_bibtex_text_format_title (titles[i], (DpBibtexLetters)letters);
        g_autofree char *text = dp_bibtex_text_format (titles[i], (DpBibtexLetters)letters);
        g_autofree char *plain = dp_bibtex_text_format_plain (titles[i], (DpBibtexLetters)letters);

        assert_balanced (title);
        assert_balanced (text);
        assert_balanced (plain);
        g_assert_null (strpbrk (title, "\r\n"));
      }
}

static void
test_ris (void)
{
  g_autoptr (DpPaper) paper = make_full_paper ();
  g_autofree char *record = NULL;

  paper->keywords = g_strsplit ("kites\nER  - ", "|", -1);
  record = dp_ris_format (paper);
  g_assert_cmpstr (record, ==,
                   "TY  - UNPB\r\n"
                   "ID  - muller2025flying-2503.00001\r\n"
                   "AU  - Müller, Ada\r\n"
                   "AU  - ATLAS Collaboration\r\n"
                   "AU  - Van den Kite, Guy\r\n"
                   "AU  - Ford, Henry, Jr.\r\n"
                   "TI  - Flying BERT-Kites at 50% of Γ & more\r\n"
                   "PY  - 2025\r\n"
                   "DA  - 2025/03/03\r\n"
                   "AB  - We fly a kite ER - .\r\n"
                   "KW  - cs.CL\r\n"
                   "KW  - cs.AI\r\n"
                   "KW  - kites ER -\r\n"
                   "DO  - 10.1000/kite_<1>{%} 10.1000/other\r\n"
                   "UR  - https://arxiv.org/abs/2503.00001\r\n"
                   "L1  - https://arxiv.org/pdf/2503.00001\r\n"
                   "PB  - arXiv\r\n"
                   "AN  - arXiv:2503.00001\r\n"
                   "N1  - 3 pages, see_this #1\r\n"
                   "N1  - Published in: J. Kites 1 (2025) 2–3\r\n"
                   "ER  - \r\n");
}

static void
test_citation (void)
{
  g_autoptr (DpPaper) paper = make_full_paper ();
  g_autoptr (DpPaper) crowd = make_paper ("math/0611800", "Kites", "A A|B B|C C|D D|E E|F F|G G");
  g_autoptr (DpPaper) bare = make_paper ("url:https://example.org/k", "", "");
  g_autofree char *line = dp_citation_format (paper);
  g_autofree char *of_crowd = dp_citation_format (crowd);
  g_autofree char *of_bare = dp_citation_format (bare);
  g_autofree char *markdown = dp_citation_format_markdown (paper);
  g_autofree char *link = dp_citation_dup_link (crowd);

  g_assert_cmpstr (line, ==,
                   "Ada Müller, ATLAS Collaboration, Guy Van den Kite, and Henry Ford, Jr., "
                   "“Flying BERT-Kites at 50% of Γ & more”, arXiv:2503.00001 [cs.CL], 2025");
  g_assert_cmpstr (of_crowd, ==, "A A et al., “Kites”, arXiv:math/0611800, 2025");
  g_assert_cmpstr (of_bare, ==, "https://example.org/k, 2025");
  g_assert_cmpstr (markdown, ==, "[Flying BERT-Kites at 50% of Γ & more](https://arxiv.org/abs/2503.00001)");
  g_assert_cmpstr (link, ==, "https://arxiv.org/abs/math/0611800");
}

static void
test_zotero (void)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  g_autofree char *items = NULL;

  g_ptr_array_add (papers, make_full_paper ());
  items = dp_zotero_items_format (papers, "s1");
  g_assert_true (g_str_has_prefix (items, "{\"sessionID\":\"s1\","));
  g_assert_nonnull (strstr (items, "\"date\":\"2025-03-03\",\"url\":\"https://arxiv.org/abs/2503.00001\""));
  g_assert_nonnull (strstr (items, "\"repository\":\"arXiv\",\"archiveID\":\"arXiv:2503.00001\""));
  g_assert_nonnull (strstr (items, "\"extra\":\"[cs.CL]\\nComment: 3 pages, see_this #1\\nPublished in: J. Kites"));
  g_assert_nonnull (strstr (items, "\"tags\":[{\"tag\":\"cs.CL\"},{\"tag\":\"cs.AI\"}]"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cite/names", test_names);
  g_test_add_func ("/cite/groups", test_groups);
  g_test_add_func ("/cite/keys", test_keys);
  g_test_add_func ("/cite/years", test_years);
  g_test_add_func ("/cite/bibtex", test_bibtex);
  g_test_add_func ("/cite/bibtex/elsewhere", test_bibtex_elsewhere);
  g_test_add_func ("/cite/bibtex/titles", test_titles);
  g_test_add_func ("/cite/bibtex/broken-titles", test_broken_titles);
  g_test_add_func ("/cite/ris", test_ris);
  g_test_add_func ("/cite/citation", test_citation);
  g_test_add_func ("/cite/zotero", test_zotero);

  return g_test_run ();
}
