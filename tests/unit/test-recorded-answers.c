/* test-recorded-answers.c: every recorded answer of arXiv, read twice and compared
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The second reading is as plain as can be: libxml2's tree and XPath, the whole
 * file at once, and nothing of the code under test. */

#include <gio/gio.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "formats/arxiv/dp-atom-parser.h"
#include "formats/dp-format-error.h"

static const gsize chunk_sizes[] = { 1, 7, 4096, G_MAXSIZE };

typedef struct
{
  char *path;
  char *contents;
  gsize length;
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->path);
  g_free (answer->contents);
  g_free (answer);
}

static void
collect_answers (GFile     *folder,
                 GPtrArray *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (folder, "standard::name,standard::type", G_FILE_QUERY_INFO_NONE, NULL, &error);
  GFileInfo *info = NULL;
  GFile     *file = NULL;

  g_assert_no_error (error);

  while (g_file_enumerator_iterate (files, &info, &file, NULL, &error) && info != NULL)
    {
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
        {
          collect_answers (file, answers);
        }
      else if (g_str_has_suffix (g_file_info_get_name (info), ".xml"))
        {
          Answer *answer = g_new0 (Answer, 1);

          answer->path = g_file_get_path (file);
          g_assert_true (g_file_get_contents (answer->path, &answer->contents, &answer->length, &error));
          g_ptr_array_add (answers, answer);
        }
    }
  g_assert_no_error (error);
}

static GPtrArray *
load_answers (void)
{
  const char      *data = g_getenv ("DAILY_PAPERS_TEST_DATA");
  g_autofree char *path = g_build_filename (data != NULL ? data : "", "arxiv-api", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify)answer_free);

  if (data != NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      collect_answers (folder, answers);
      g_assert_cmpuint (answers->len, >=, 20);
    }

  return answers;
}

static DpAtomParser *
parse_answer (const Answer *answer,
              gsize         chunk_size,
              GError      **error)
{
  g_autoptr (DpAtomParser) parser = dp_atom_parser_new ();
  gboolean fine = TRUE;

  for (gsize i = 0; fine && i < answer->length; i += MIN (chunk_size, answer->length - i))
    fine = dp_atom_parser_feed (parser, answer->contents + i, MIN (chunk_size, answer->length - i), error);
  if (fine)
    dp_atom_parser_finish (parser, error);

  return g_steal_pointer (&parser);
}

/* The plain reading. */

static xmlXPathContext *
open_plainly (const Answer *answer)
{
  xmlDoc          *document = xmlReadMemory (answer->contents, (int)answer->length, NULL, NULL, XML_PARSE_NONET);
  xmlXPathContext *context = xmlXPathNewContext (document);

  g_assert_nonnull (document);
  xmlXPathRegisterNs (context, BAD_CAST "a", BAD_CAST "http://www.w3.org/2005/Atom");
  xmlXPathRegisterNs (context, BAD_CAST "x", BAD_CAST "http://arxiv.org/schemas/atom");
  xmlXPathRegisterNs (context, BAD_CAST "o", BAD_CAST "http://a9.com/-/spec/opensearch/1.1/");

  return context;
}

static void
close_plainly (xmlXPathContext *context)
{
  xmlDoc *document = context->doc;

  xmlXPathFreeContext (context);
  xmlFreeDoc (document);
}

static char *
read_text (xmlXPathContext *context,
           xmlNode         *node,
           const char      *expression)
{
  xmlXPathObject *found = NULL;
  xmlChar        *text = NULL;
  char           *copy = NULL;

  context->node = node;
  found = xmlXPathEvalExpression (BAD_CAST expression, context);
  g_assert_nonnull (found);
  text = xmlXPathCastToString (found);
  copy = g_strdup ((const char *)text);
  xmlFree (text);
  xmlXPathFreeObject (found);

  return copy;
}

static GPtrArray *
read_nodes (xmlXPathContext *context,
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
assert_text (xmlXPathContext *context,
             xmlNode         *entry,
             const char      *expression,
             const char      *actual)
{
  g_autofree char *expected = read_text (context, entry, expression);

  g_assert_cmpstr (actual != NULL ? actual : "", ==, expected);
}

static void
assert_time (xmlXPathContext *context,
             xmlNode         *entry,
             const char      *expression,
             DpTime           actual)
{
  g_autofree char *text = read_text (context, entry, expression);
  g_autoptr (GDateTime) expected = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (expected);
  g_assert_cmpint (actual, ==, g_date_time_to_unix (expected));
}

static void
assert_list (xmlXPathContext *context,
             xmlNode         *entry,
             const char      *expression,
             char           **actual)
{
  g_autoptr (GPtrArray) nodes = read_nodes (context, entry, expression);

  g_assert_cmpuint (actual != NULL ? g_strv_length (actual) : 0, ==, nodes->len);
  for (guint i = 0; i < nodes->len; i++)
    assert_text (context, g_ptr_array_index (nodes, i), "normalize-space(.)", actual[i]);
}

static void
assert_link (xmlXPathContext *context,
             xmlNode         *entry,
             const char      *expression,
             const DpPaper   *paper,
             DpLinkKind       kind)
{
  g_autofree char *text = read_text (context, entry, expression);
  g_autoptr (GPtrArray) links = dp_paper_dup_links (paper);
  g_autoptr (GRegex) scheme = g_regex_new ("^http:", 0, 0, NULL);
  g_autoptr (GRegex) resolver = g_regex_new ("://dx\\.", 0, 0, NULL);
  g_autoptr (GRegex) version = g_regex_new ("(arxiv\\.org/.*)v[0-9]+$", 0, 0, NULL);
  g_autofree char *secure = g_regex_replace_literal (scheme, text, -1, 0, "https:", 0, NULL);
  g_autofree char *resolved = g_regex_replace_literal (resolver, secure, -1, 0, "://", 0, NULL);
  g_autofree char *expected = g_regex_replace (version, resolved, -1, 0, "\\1", 0, NULL);

  for (guint i = 0; i < links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (links, i);

      if (link->kind == kind)
        {
          g_assert_cmpstr (link->url, ==, expected);
          return;
        }
    }

  g_assert_cmpstr (text, ==, "");
}

static void
assert_entry (xmlXPathContext *context,
              xmlNode         *entry,
              const DpPaper   *paper)
{
  g_autofree char *id = read_text (context, entry, "substring-after(a:id, '/abs/')");
  g_autofree char *version = g_strdup_printf ("v%u", paper->version);
  g_autofree char *printed = g_strconcat (paper->id, paper->version > 0 ? version : "", NULL);
  const DpVersion *first = g_ptr_array_index (paper->versions, 0);
  const DpVersion *last = g_ptr_array_index (paper->versions, paper->versions->len - 1);

  g_assert_cmpstr (printed, ==, id);
  assert_text (context, entry, "normalize-space(a:title)", paper->title);
  assert_text (context, entry, "normalize-space(a:summary)", paper->abstract);
  assert_text (context, entry, "normalize-space(x:comment)", paper->comment);
  assert_text (context, entry, "normalize-space(x:journal_ref)", paper->journal_ref);
  assert_text (context, entry, "normalize-space(x:doi)", paper->doi);
  assert_text (context, entry, "string(x:primary_category/@term)", paper->primary_category);
  assert_list (context, entry, "a:author/a:name", paper->authors);
  assert_list (context, entry, "a:category/@term", paper->categories);
  assert_time (context, entry, "string(a:published)", paper->published);
  assert_time (context, entry, "string(a:updated)", paper->updated);
  assert_link (context, entry, "string(a:link[@rel = 'alternate']/@href)", paper, DP_LINK_ABS);
  assert_link (context, entry, "string(a:link[@title = 'pdf']/@href)", paper, DP_LINK_PDF);
  assert_link (context, entry, "string(a:link[@title = 'doi']/@href)", paper, DP_LINK_DOI);

  g_assert_cmpuint (first->number, ==, 1);
  assert_time (context, entry, "string(a:published)", first->date);
  g_assert_cmpuint (last->number, ==, MAX (paper->version, 1));
  assert_time (context, entry, "string(a:updated)", last->date);
}

static void
assert_answer (const Answer    *answer,
               xmlXPathContext *context,
               gsize            chunk_size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpAtomParser) parser = parse_answer (answer, chunk_size, &error);
  g_autoptr (GPtrArray) entries = read_nodes (context, NULL, "/a:feed/a:entry[a:title != 'Error']");
  g_autofree char *refusal = read_text (context, NULL, "string(/a:feed/a:entry[a:title = 'Error']/a:summary)");
  g_autofree char *total = read_text (context, NULL, "string(/a:feed/o:totalResults)");
  GPtrArray       *papers = dp_atom_parser_get_papers (parser);

  if (*refusal != '\0')
    {
      g_assert_error (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_REFUSED);
      g_assert_cmpstr (error->message, ==, refusal);
    }
  else
    {
      g_assert_no_error (error);
    }

  g_assert_cmpuint (papers->len, ==, entries->len);
  g_assert_cmpuint (dp_atom_parser_get_n_rejected (parser), ==, 0);
  g_assert_cmpint (dp_atom_parser_get_total_results (parser), ==, *total != '\0' ? g_ascii_strtoll (total, NULL, 10) : -1);
  for (guint i = 0; i < entries->len; i++)
    assert_entry (context, g_ptr_array_index (entries, i), g_ptr_array_index (papers, i));
}

static void
test_every_answer (void)
{
  g_autoptr (GPtrArray) answers = load_answers ();
  guint n_refused = 0;

  if (answers->len == 0)
    {
      g_test_skip ("the recorded answers are not here");
      return;
    }

  for (guint i = 0; i < answers->len; i++)
    {
      const Answer    *answer = g_ptr_array_index (answers, i);
      xmlXPathContext *context = open_plainly (answer);

      g_test_message ("%s", answer->path);
      for (gsize j = 0; j < G_N_ELEMENTS (chunk_sizes); j++)
        assert_answer (answer, context, chunk_sizes[j]);

      n_refused += strstr (answer->contents, ">Error<") != NULL ? 1 : 0;
      close_plainly (context);
    }

  g_assert_cmpuint (n_refused, >=, 2);
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/recorded-answers/every-one", test_every_answer);

  status = g_test_run ();
  xmlCleanupParser ();

  return status;
}
