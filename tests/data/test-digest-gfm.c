/* test-digest-gfm.c: hostile papers in a digest, shown by a GFM implementation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What cmark-gfm makes of a digest is read as HTML and compared with the papers: as
 * many rows, and in every cell exactly the text. */

#include <gio/gio.h>
#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <string.h>

#include "digest-files.h"
#include "formats/digest/dp-digest-parser.h"
#include "formats/digest/dp-digest-writer.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"

#define SKIPPED 77
#define N_PAPERS 1500

/* What such texts are made of. */
static const char *const pieces[] = {
  "|",
  "||",
  "\\",
  "\\|",
  "\\\\",
  "\n",
  "\r\n",
  "\n\n",
  "*",
  "**",
  "_",
  "__",
  "`",
  "``",
  "~",
  "~~",
  "[",
  "]",
  "(",
  ")",
  "](",
  "](http://x)",
  "![",
  "[^1]",
  "[x]: y",
  "<",
  ">",
  "</td>",
  "</p></details>",
  "<details>",
  "<script>",
  "<!--",
  "-->",
  "<https://x.org>",
  "<b>",
  "<a href='",
  "<![CDATA[",
  "<?php",
  "&",
  "&amp;",
  "&#42;",
  "&lt",
  "&copy;",
  "$",
  "$$",
  "$`x`$",
  "\\(",
  "\\alpha_{1}",
  "{{",
  "{%",
  "}}",
  "#",
  "# ",
  "- ",
  "1. ",
  "> ",
  "| --- |",
  "\n|---|---|\n",
  "---",
  "===",
  "http://x.org/a_b*c",
  "https://x.org",
  "https://",
  "www.x.org",
  "WWW.x.org/~y_z",
  "ftp://x",
  "a@b.org",
  "_a@b.org_",
  "mailto:a@b.org",
  "\u202e",
  "\u2066",
  "\u200f",
  "\u00a0",
  "\u2028",

  "\u00ad",
  "e\u0301",
  "é",
  "日本",
  "𝔸",
  "\a",
  "\x1b[31m",
  "\x7f",
  "\xff",
  "\t",
  "\v",
  " ",
  " ",
  " ",
  " ",
  "a",
  "word",
  "B",
  "1",
  "!",
  "\"",
  "'",
  ":",
  ".",
  ",",
  "\\n",
  "%7C",
  "+",
  "=",
  "^",
  "/",
  "@",
  "#1",
  "a_b",
  "a*b*c",
  "*a*",
  "_a_",
  "`a`",
  "x < y > z",
};

static char *
make_text (GRand *random)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *bytes = NULL;
  int              n_pieces = g_rand_int_range (random, 1, 14);

  for (int i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

  /* A paper's texts are valid; that something is left in them, a title needs. */
  g_string_append (text, "z");

  bytes = g_string_free (text, FALSE);

  return g_utf8_make_valid (bytes, -1);
}

/* One that is an address would be taken for the link alone. */
static char *
make_title (GRand *random)
{
  g_autofree char *text = make_text (random);

  return g_strconcat ("A ", text, NULL);
}

static DpPaper *
make_paper (GRand *random,
            guint  number)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = number % 7 == 0 ? g_strdup_printf ("url:https://x.org/%u/a_(b)|c*d`e&amp;[f]", number)
                              : g_strdup_printf ("2501.%05u", number);
  paper->title = make_title (random);
  paper->abstract = make_text (random);
  paper->comment = make_text (random);
  paper->authors = g_new0 (char *, 3);
  paper->authors[0] = make_text (random);
  paper->authors[1] = make_text (random);
  paper->tasks = g_new0 (char *, 2);
  paper->tasks[0] = make_text (random);
  paper->published = 1735689600;

  return paper;
}

static DpDigest *
make_digest (DpDigestLayout layout)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
  DpDigest        *digest = dp_digest_new (layout);
  DpDigestSection *section = NULL;

  for (guint i = 0; i < N_PAPERS; i++)
    {
      if (i % 500 == 0)
        {
          g_autofree char *topic = make_text (random);

          section = dp_digest_add_section (digest, topic, NULL, NULL);
          section->reason = make_text (random);
        }
      g_ptr_array_add (section->papers, make_paper (random, i));
    }

  return digest;
}

static xmlDoc *
render (const char *markdown)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                      "cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough",
                                                      "-e", "autolink", "-e", "tagfilter", NULL);
  g_autofree char *html = NULL;
  g_autofree char *page = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, markdown, NULL, &html, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  page = g_strconcat ("<html><body>", html, "</body></html>", NULL);

  return htmlReadMemory (page, (int)strlen (page), NULL, "UTF-8",
                         HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
}

static GPtrArray *
find_nodes (xmlXPathContext *context,
            xmlNode         *node,
            const char      *expression)
{
  GPtrArray      *nodes = g_ptr_array_new ();
  xmlXPathObject *found = NULL;

  context->node = node;
  found = xmlXPathEvalExpression (BAD_CAST expression, context);
  g_assert_nonnull (found);
  for (int i = 0; found->nodesetval != NULL && i < found->nodesetval->nodeNr; i++)
    g_ptr_array_add (nodes, found->nodesetval->nodeTab[i]);
  xmlXPathFreeObject (found);

  return nodes;
}

static void
assert_content (xmlNode    *node,
                const char *expected)
{
  xmlChar         *content = xmlNodeGetContent (node);
  g_autofree char *clean = dp_text_clean (expected);
  g_autofree char *shown = g_strstrip (g_strdup ((const char *)content));

  g_assert_cmpstr (shown, ==, clean);
  xmlFree (content);
}

static char *
clean_and_fold (const char *text)
{
  g_autofree char *clean = dp_text_clean (text);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (clean, -1) <= 20)
    return g_steal_pointer (&clean);
  start = g_utf8_substring (clean, 0, 5);
  g_strchomp (start); /* it is cleaned too */

  return g_strconcat (start, "...", clean, NULL);
}

static void
assert_keyword_row (GPtrArray     *cells,
                    const DpPaper *paper)
{
  g_autofree char *abstract = dp_text_clean (paper->abstract);
  g_autofree char *folded = g_strconcat ("Show", abstract, NULL);
  g_autofree char *comment = clean_and_fold (paper->comment);

  g_assert_cmpuint (cells->len, ==, 4);
  assert_content (cells->pdata[0], paper->title);
  assert_content (cells->pdata[1], "2025-01-01");
  assert_content (cells->pdata[2], folded);
  if (g_utf8_strlen (comment, -1) <= 20)
    assert_content (cells->pdata[3], comment);
}

static void
assert_classified_row (GPtrArray     *cells,
                       const DpPaper *paper)
{
  g_autofree char *task = dp_text_clean (paper->tasks[0]);
  const char      *quote = strchr (task, '\'') != NULL ? "\"" : "'";
  g_autofree char *tasks = g_strconcat ("[", quote, task, quote, "]", NULL);
  g_autofree char *first = dp_text_clean (paper->authors[0]);
  g_autofree char *second = dp_text_clean (paper->authors[1]);
  g_autofree char *authors = g_strconcat (first, ", ", second, NULL);

  g_assert_cmpuint (cells->len, ==, 6);
  assert_content (cells->pdata[0], paper->title);
  assert_content (cells->pdata[1], authors);
  assert_content (cells->pdata[3], tasks);
  assert_content (cells->pdata[4], "N/A");
}

static void
assert_summary_row (GPtrArray     *cells,
                    const DpPaper *paper)
{
  g_autofree char *title = dp_text_clean (paper->title);
  g_autofree char *cell = g_strconcat (title, " (Read more on ",
                                       dp_paper_id_is_arxiv (paper->id) ? "arXiv or HuggingFace" : "its page", ")", NULL);

  g_assert_cmpuint (cells->len, ==, 3);
  assert_content (cells->pdata[0], cell);
}

static void
assert_dated_row (GPtrArray     *cells,
                  const DpPaper *paper)
{
  g_assert_cmpuint (cells->len, ==, 3);
  assert_content (cells->pdata[0], "1st January 2025");
  assert_content (cells->pdata[1], paper->title);
  assert_content (cells->pdata[2], paper->abstract);
}

static void
assert_row (xmlXPathContext *context,
            xmlNode         *row,
            DpDigestLayout   layout,
            const DpPaper   *paper)
{
  g_autoptr (GPtrArray) cells = find_nodes (context, row, "td");
  g_autoptr (GPtrArray) links = find_nodes (context, row, "td[.//a][1]//a[1]/@href");
  g_autoptr (GPtrArray) work = dp_paper_dup_links (paper);
  const DpLink *link = g_ptr_array_index (work, 0);

  switch (layout)
    {
    case DP_DIGEST_KEYWORD:
      assert_keyword_row (cells, paper);
      break;

    case DP_DIGEST_CLASSIFIED:
      assert_classified_row (cells, paper);
      break;

    case DP_DIGEST_SUMMARY:
      assert_summary_row (cells, paper);
      return; /* addresses in the title may come before */

    case DP_DIGEST_DATED:
      assert_dated_row (cells, paper);
      break;
    }

  /* cmark-gfm percent-encodes what is unsafe in an attribute. */
  if (dp_paper_id_is_arxiv (paper->id))
    assert_content (links->pdata[0], link->url);
  else
    g_assert_true (g_str_has_prefix ((const char *)((xmlNode *)links->pdata[0])->children->content, "https://x.org/"));
}

/* What is compared is the papers: headings of that sort mean something to a reader of
 * digests, which looks for a day or a month in them. */
static void
forget_names (DpDigest *digest)
{
  for (guint i = 0; i < digest->sections->len; i++)
    {
      DpDigestSection *section = g_ptr_array_index (digest->sections, i);

      g_clear_pointer (&section->topic, g_free);
      g_clear_pointer (&section->day, g_free);
      g_clear_pointer (&section->month, g_free);
    }
}

/* Our own reader makes of it what GFM does. */
static void
assert_read_back (DpDigest   *digest,
                  const char *markdown)
{
  const DigestFile file = { (char *)dp_digest_layout_to_string (digest->layout), NULL, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDigest) parsed = dp_digest_parse (markdown, strlen (markdown), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (parsed->layout, ==, digest->layout);
  /* What our summaries are made of, and names of tasks of no list, are not for here. */
  if (digest->layout != DP_DIGEST_KEYWORD && digest->layout != DP_DIGEST_DATED)
    return;

  forget_names (digest);
  forget_names (parsed);
  digest_files_assert_same (&file, digest, parsed);
}

static void
test_layout (gconstpointer data)
{
  DpDigestLayout layout = GPOINTER_TO_INT (data);
  g_autoptr (DpDigest) digest = make_digest (layout);
  g_autofree char *markdown = dp_digest_write (digest);
  xmlDoc          *document = render (markdown);
  xmlXPathContext *context = xmlXPathNewContext (document);
  g_autoptr (GPtrArray) tables = find_nodes (context, NULL, "//table");
  g_autoptr (GPtrArray) headings = find_nodes (context, NULL, "/html/body/h2");
  g_autoptr (GPtrArray) reasons = find_nodes (context, NULL, "/html/body/h2/following-sibling::p[1]");

  g_assert_cmpuint (tables->len, ==, digest->sections->len);
  g_assert_cmpuint (headings->len, ==, digest->sections->len);
  for (guint i = 0; i < tables->len; i++)
    {
      const DpDigestSection *section = g_ptr_array_index (digest->sections, i);
      g_autoptr (GPtrArray) rows = find_nodes (context, tables->pdata[i], ".//tr[td]");

      assert_content (headings->pdata[i], section->topic);
      assert_content (reasons->pdata[i], section->reason);
      g_assert_cmpuint (rows->len, ==, section->papers->len);
      for (guint j = 0; j < rows->len; j++)
        assert_row (context, rows->pdata[j], layout, section->papers->pdata[j]);
    }

  xmlXPathFreeContext (context);
  xmlFreeDoc (document);
  assert_read_back (digest, markdown);
}

int
main (int argc, char **argv)
{
  g_autofree char *program = g_find_program_in_path ("cmark-gfm");

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (program == NULL)
    return SKIPPED;

  for (DpDigestLayout layout = DP_DIGEST_KEYWORD; layout <= DP_DIGEST_DATED; layout++)
    {
      g_autofree char *path = g_strdup_printf ("/digest-gfm/%s", dp_digest_layout_to_string (layout));

      g_test_add_data_func (path, GINT_TO_POINTER (layout), test_layout);
    }

  return g_test_run ();
}
