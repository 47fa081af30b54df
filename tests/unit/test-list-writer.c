/* test-list-writer.c: a list of papers in each format, and Atom most of all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "formats/arxiv/dp-atom-parser.h"
#include "formats/dp-list-writer.h"

#define NEW_YEAR 1735689600 /* 2025-01-01 */
#define DAY (24 * 60 * 60)

static DpPaper *
make_paper (const char *id,
            const char *title,
            DpTime      published)
{
  DpPaper *paper = dp_paper_new ();

  paper->id = g_strdup (id);
  paper->title = g_strdup (title);
  paper->published = published;

  return paper;
}

static DpPaper *
make_full_paper (void)
{
  DpPaper *paper = make_paper ("2501.00001", "Kites <& \"strings\"> ]]>\a \ufffe", NEW_YEAR);

  paper->version = 2;
  paper->updated = NEW_YEAR + DAY;
  paper->abstract = g_strdup ("We fly a kite & more.");
  paper->comment = g_strdup ("3 pages");
  paper->journal_ref = g_strdup ("J. Kites 1");
  paper->doi = g_strdup ("10.1000/kite<1>");
  paper->authors = g_strsplit ("Ada Müller|B. O'Neill", "|", -1);
  paper->primary_category = g_strdup ("cs.CL");
  paper->categories = g_strsplit ("cs.CL cs.AI", " ", -1);
  dp_paper_add_day (paper, "2025-01-03", 1);
  dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/a/kite?x=1&y=2");

  return paper;
}

/* In pieces, as a long list is written. */
static char *
write_list (DpListFormat format,
            const char  *day,
            DpPaper    **papers,
            guint        n_papers)
{
  g_autoptr (DpListWriter) writer = dp_list_writer_new (format, "My \"list\" & more", day, NEW_YEAR + 9 * DAY);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i <= n_papers; i++)
    {
      g_autofree char *piece = NULL;

      if (i < n_papers)
        dp_list_writer_add (writer, papers[i]);
      else
        dp_list_writer_end (writer);
      piece = dp_list_writer_take (writer);
      g_string_append (text, piece);
    }

  return g_strdup (text->str);
}

static void
assert_string (xmlXPathContext *context,
               const char      *expression,
               const char      *expected)
{
  xmlXPathObject *found = xmlXPathEvalExpression (BAD_CAST expression, context);
  xmlChar        *text = NULL;

  g_assert_nonnull (found);
  text = xmlXPathCastToString (found);
  g_assert_cmpstr ((const char *)text, ==, expected);
  xmlFree (text);
  xmlXPathFreeObject (found);
}

static void
assert_feed (xmlXPathContext *context)
{
  assert_string (context, "/a:feed/a:id", "tag:dailypapers.github.io,2026:list:My%20%22list%22%20%26%20more");
  assert_string (context, "/a:feed/a:title", "My \"list\" & more");
  assert_string (context, "/a:feed/a:updated", "2025-01-10T00:00:00Z");
  assert_string (context, "/a:feed/a:author/a:name", "Daily Papers");
  assert_string (context, "count(/a:feed/a:entry)", "2");
  /* What Atom wants of each entry: one of each, and an alternate link. */
  assert_string (context, "count(//a:entry[count(a:id) = 1][count(a:title) = 1][count(a:updated) = 1]"
                          "[count(a:link[@rel = 'alternate']) = 1])",
                 "2");

  assert_string (context, "//a:entry[1]/a:id", "https://arxiv.org/abs/2501.00001");
  assert_string (context, "//a:entry[1]/a:title", "Kites <& \"strings\"> ]]> ");
  assert_string (context, "//a:entry[1]/a:updated", "2025-01-02T00:00:00Z");
  assert_string (context, "//a:entry[1]/a:published", "2025-01-01T00:00:00Z");
  assert_string (context, "//a:entry[1]/a:author[2]/a:name", "B. O'Neill");
  assert_string (context, "//a:entry[1]/a:link[@title = 'pdf']/@type", "application/pdf");
  assert_string (context, "//a:entry[1]/a:link[@title = 'github']/@href", "https://github.com/a/kite?x=1&y=2");
  assert_string (context, "//a:entry[1]/a:category[2]/@term", "cs.AI");
  assert_string (context, "//a:entry[1]/x:comment", "3 pages");

  assert_string (context, "//a:entry[2]/a:id", "https://example.org/a%20b%3C%22é%25");
  assert_string (context, "//a:entry[2]/a:updated", "2025-01-10T00:00:00Z");
  assert_string (context, "//a:entry[2]/a:summary", "A digest's.");
  assert_string (context, "count(//a:entry[2]/a:author)", "0");
}

static void
test_atom (void)
{
  g_autoptr (DpPaper) full = make_full_paper ();
  g_autoptr (DpPaper) bare = make_paper ("url:https://example.org/a b<\"é%25", "Report", DP_TIME_UNKNOWN);
  g_autofree char *text = NULL;
  xmlDoc          *document = NULL;
  xmlXPathContext *context = NULL;

  dp_paper_add_summary (bare, "digest", "A digest's.");
  text = write_list (DP_LIST_FORMAT_ATOM, NULL, (DpPaper *[]){ full, bare }, 2);
  document = xmlReadMemory (text, (int)strlen (text), NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);

  context = xmlXPathNewContext (document);
  xmlXPathRegisterNs (context, BAD_CAST "a", BAD_CAST "http://www.w3.org/2005/Atom");
  xmlXPathRegisterNs (context, BAD_CAST "x", BAD_CAST "http://arxiv.org/schemas/atom");
  assert_feed (context);
  xmlXPathFreeContext (context);
  xmlFreeDoc (document);
}

/* Who reads arXiv's own answers reads ours. */
static void
test_atom_is_read_back (void)
{
  g_autoptr (DpPaper) full = make_full_paper ();
  g_autofree char *text = write_list (DP_LIST_FORMAT_ATOM, NULL, &full, 1);
  g_autoptr (DpAtomParser) parser = dp_atom_parser_new ();
  g_autoptr (GError) error = NULL;
  const DpPaper *paper = NULL;

  dp_atom_parser_feed (parser, text, strlen (text), &error);
  g_assert_no_error (error);
  dp_atom_parser_finish (parser, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (dp_atom_parser_get_papers (parser)->len, ==, 1);
  paper = g_ptr_array_index (dp_atom_parser_get_papers (parser), 0);
  g_assert_cmpstr (paper->id, ==, "2501.00001");
  g_assert_cmpstr (paper->abstract, ==, full->abstract);
  g_assert_cmpstr (paper->comment, ==, full->comment);
  g_assert_cmpstr (paper->doi, ==, full->doi);
  g_assert_cmpstr (paper->primary_category, ==, "cs.CL");
  g_assert_cmpint (paper->published, ==, full->published);
  g_assert_cmpint (paper->updated, ==, full->updated);
  g_assert_true (g_strv_equal ((const char *const *)paper->authors, (const char *const *)full->authors));
}

static void
test_others (void)
{
  g_autoptr (DpPaper) full = make_full_paper ();
  g_autofree char *json = write_list (DP_LIST_FORMAT_JSON, NULL, (DpPaper *[]){ full, full }, 2);
  g_autofree char *csv = write_list (DP_LIST_FORMAT_CSV, NULL, (DpPaper *[]){ full, full }, 2);
  g_autofree char *no_json = write_list (DP_LIST_FORMAT_JSON, NULL, NULL, 0);
  g_auto (GStrv) lines = g_strsplit (csv, "\r\n", -1);

  g_assert_true (g_str_has_prefix (json, "[{\"id\":\"2501.00001\""));
  g_assert_nonnull (strstr (json, "},\n{"));
  g_assert_true (g_str_has_suffix (json, "}]\n"));
  g_assert_cmpstr (no_json, ==, "[]\n");
  g_assert_cmpuint (g_strv_length (lines), ==, 4); /* the last is empty */
}

static void
assert_headings (const char *text,
                 const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) headings = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "## "))
      g_string_append_printf (headings, "%s|", lines[i] + 3);
    else if (g_str_has_prefix (lines[i], "| ") && strstr (lines[i], "](") != NULL)
      g_string_append_c (headings, '.');
  g_assert_cmpstr (headings->str, ==, expected);
}

/* A heading comes where the day or the month changes. */
static void
test_digests (void)
{
  g_autoptr (DpPaper) first = make_full_paper ();
  g_autoptr (DpPaper) second = make_paper ("2412.00002", "Second", NEW_YEAR - 1);
  g_autoptr (DpPaper) third = make_paper ("url:https://example.org", "Third", DP_TIME_UNKNOWN);
  DpPaper         *papers[] = { first, first, second, third };
  g_autofree char *keyword = write_list (DP_LIST_FORMAT_KEYWORD, NULL, papers, 4);
  g_autofree char *summary = write_list (DP_LIST_FORMAT_SUMMARY, NULL, papers, 4);
  g_autofree char *classified = write_list (DP_LIST_FORMAT_CLASSIFIED, "2025-01-07", papers, 4);
  g_autofree char *dated = write_list (DP_LIST_FORMAT_DATED, NULL, papers, 4);
  g_autofree char *none = write_list (DP_LIST_FORMAT_DATED, NULL, NULL, 0);

  assert_headings (keyword, "My \"list\" & more|....");
  assert_headings (summary, "Papers for 2025-01-03|..My \"list\" & more|..");
  assert_headings (classified, "Papers for 2025-01-07|....");
  assert_headings (dated, "January 2025|..December 2024|.My \"list\" & more|.");
  assert_headings (none, "My \"list\" & more|");
}

static void
test_names (void)
{
  for (guint i = 0; i < DP_LIST_N_FORMATS; i++)
    {
      DpListFormat format = DP_LIST_FORMAT_CSV;

      g_assert_true (dp_list_format_from_string (dp_list_format_to_string ((DpListFormat)i), &format));
      g_assert_cmpuint (format, ==, i);
      g_assert_nonnull (dp_list_format_get_extension (format));
    }
  g_assert_false (dp_list_format_from_string ("xls", &(DpListFormat){ 0 }));
  g_assert_false (dp_list_format_from_string (NULL, &(DpListFormat){ 0 }));
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/list-writer/atom", test_atom);
  g_test_add_func ("/list-writer/atom-is-read-back", test_atom_is_read_back);
  g_test_add_func ("/list-writer/others", test_others);
  g_test_add_func ("/list-writer/digests", test_digests);
  g_test_add_func ("/list-writer/names", test_names);

  status = g_test_run ();
  xmlCleanupParser ();

  return status;
}
