/* test-hostile.c: papers by people who mean harm, on pages and in files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <json-glib/json-glib.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <string.h>

#include "formats/dp-list-writer.h"
#include "hostile-papers.h"
#include "model/tex/dp-tex-plain.h"
#include "render/dp-page.h"

#define NEW_YEAR 1767225600 /* 2026-01-01 */

/* Longer texts never come this far: every parser refuses them. */
#define MAX_KEPT (1024 * 1024)

static gboolean
is_one_of (const char *name,
           const char *names)
{
  g_auto (GStrv) known = g_strsplit (names, " ", -1);

  return g_strv_contains ((const char *const *)known, name);
}

static void
check_address (const char *uri,
               gboolean    in_reader)
{
  if (in_reader && g_str_has_prefix (uri, "dp://"))
    return;

  g_assert_true (g_str_has_prefix (uri, "https://") || g_str_has_prefix (uri, "http://") ||
                 g_str_has_prefix (uri, "mailto:"));
}

static void
check_attribute (const xmlNode *node,
                 const xmlAttr *attribute,
                 gboolean       in_reader)
{
  const char *name = (const char *)attribute->name;
  const char *value = attribute->children != NULL ? (const char *)attribute->children->content : "";

  if (g_str_equal ((const char *)node->name, "meta") || g_str_equal ((const char *)node->name, "link"))
    return;

  if (g_str_equal (name, "href"))
    check_address (value, in_reader);
  else
    g_assert_true (is_one_of (name, "class title dir lang aria-hidden"));
}

/* What is in a page is ours, all the way down. */
static void
check_element (const xmlNode *node,
               gboolean       in_reader)
{
  for (; node != NULL; node = node->next)
    {
      g_assert_cmpint (node->type, !=, XML_COMMENT_NODE);
      if (node->type != XML_ELEMENT_NODE)
        continue;

      g_assert_true (is_one_of ((const char *)node->name,
                                "html head meta link style title body article header section aside footer h1 h2 p a b i u bdi br "
                                "code dd details div dl dt li ol small span strong sub summary sup time ul"));
      for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
        check_attribute (node, attribute, in_reader);
      check_element (node->children, in_reader);
    }
}

/* Known here too: what decides it in the program is what is tested. */
static gboolean
is_harmless (gunichar character)
{
  gboolean is_control = character < 0x20 || (character >= 0x7f && character < 0xa0);
  gboolean turns = (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);

  return (!is_control && !turns) || character == '\n' || character == '\t';
}

static void
check_characters (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_true (is_harmless (g_utf8_get_char (p)));
}

static void
check_page (const DpPaper *paper,
            DpPageTarget   target)
{
  const DpPageOptions options = { .target = target };
  g_autofree char    *page = dp_page_render (paper, &options);
  htmlDocPtr          document = NULL;
  xmlChar            *text = NULL;

  /* Ten million characters come through; to look at each would take valgrind minutes. */
  if (strlen (paper->abstract) > MAX_KEPT)
    {
      g_assert_cmpuint (strlen (page), >, strlen (paper->abstract));
      return;
    }

  check_characters (page);
  document = htmlReadMemory (page, (int)strlen (page), NULL, "UTF-8",
                             HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  g_assert_nonnull (document);
  check_element (xmlDocGetRootElement (document), target == DP_PAGE_FOR_READER);

  text = xmlNodeGetContent (xmlDocGetRootElement (document));
  if (g_str_has_suffix (paper->abstract, "THE END"))
    g_assert_nonnull (strstr ((const char *)text, "THE END"));
  xmlFree (text);
  xmlFreeDoc (document);
}

static void
test_pages (void)
{
  g_autoptr (GPtrArray) papers = hostile_papers_new ();

  for (guint i = 0; i < papers->len; i++)
    {
      const DpPaper   *paper = g_ptr_array_index (papers, i);
      g_autofree char *text = strlen (paper->abstract) <= MAX_KEPT ? dp_page_render_text (paper) : g_strdup ("");
      g_autofree char *title = dp_tex_plain (paper->title);

      check_page (paper, DP_PAGE_FOR_READER);
      if (strlen (paper->abstract) <= MAX_KEPT)
        check_page (paper, DP_PAGE_FOR_FILE);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      check_characters (title);
      g_assert_null (strchr (title, '\n'));
    }
}

static char *
write_list (DpListFormat format,
            GPtrArray   *papers,
            guint       *out_n_papers)
{
  g_autoptr (DpListWriter) writer = dp_list_writer_new (format, "Kites", NULL, NEW_YEAR);

  *out_n_papers = 0;
  for (guint i = 0; i < papers->len; i++)
    {
      const DpPaper *paper = g_ptr_array_index (papers, i);

      if (strlen (paper->abstract) > MAX_KEPT)
        continue;
      dp_list_writer_add (writer, paper);
      ++*out_n_papers;
    }
  dp_list_writer_end (writer);

  return dp_list_writer_take (writer);
}

static guint
count_lines (const char *text,
             const char *prefix)
{
  guint n = 0;

  for (const char *line = text; line != NULL && *line != '\0'; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      n += *line != '\0' && g_str_has_prefix (line, prefix);
    }

  return n;
}

/* RFC 4180; no field is a formula for a spreadsheet. */
static void
check_csv (const char *csv,
           guint       n_papers)
{
  guint    n_records = 0;
  guint    n_fields = 1;
  guint    n_expected = 0;
  gboolean is_quoted = FALSE;
  gboolean is_first = TRUE;

  for (const char *p = csv; *p != '\0'; p++)
    {
      if (is_first && !is_quoted)
        g_assert_null (strchr ("=+-@", *p));
      if (*p == '"' && is_first)
        g_assert_null (strchr ("=+-@", p[1] != '\0' && p[1] != '"' ? p[1] : 'x'));

      is_quoted ^= *p == '"';
      is_first = !is_quoted && (*p == ',' || *p == '\n' || *p == '\t');
      if (is_quoted || !is_first)
        continue;

      n_fields += *p == ',';
      if (*p != '\n')
        continue;

      n_expected = n_records++ == 0 ? n_fields : n_expected;
      g_assert_cmpuint (n_fields, ==, n_expected);
      n_fields = 1;
    }

  g_assert_false (is_quoted);
  g_assert_cmpuint (n_records, ==, n_papers + 1);
}

static void
check_json (const char *text,
            guint       n_papers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, n_papers);
}

static void
check_atom (const char *text,
            guint       n_papers)
{
  xmlDocPtr document = xmlReadMemory (text, (int)strlen (text), NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
  guint     n_entries = 0;

  g_assert_nonnull (document);
  for (const xmlNode *node = xmlDocGetRootElement (document)->children; node != NULL; node = node->next)
    n_entries += node->type == XML_ELEMENT_NODE && g_str_equal ((const char *)node->name, "entry");
  g_assert_cmpuint (n_entries, ==, n_papers);
  xmlFreeDoc (document);
}

/* Every line has a tag, and there are as many ends as papers. */
static void
check_ris (const char *text,
           guint       n_papers)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (*lines[i] != '\0')
        g_assert_true (g_ascii_isupper (lines[i][0]) && g_ascii_isalnum (lines[i][1]) &&
                       g_str_has_prefix (lines[i] + 2, "  -"));
    }
  g_assert_cmpuint (count_lines (text, "TY  -"), ==, n_papers);
  g_assert_cmpuint (count_lines (text, "ER  -"), ==, n_papers);
}

/* The braces of each entry are balanced, as BibTeX counts them: it knows no escape. */
static void
check_bibtex (const char *text,
              guint       n_papers)
{
  int   depth = 0;
  guint n_entries = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '@' && depth == 0)
        n_entries++;
      depth += (*p == '{') - (*p == '}');
      g_assert_cmpint (depth, >=, 0);
    }
  g_assert_cmpint (depth, ==, 0);
  g_assert_cmpuint (n_entries, ==, n_papers);
}

static void
check_format (DpListFormat format,
              const char  *text,
              guint        n_papers)
{
  switch (format)
    {
    case DP_LIST_FORMAT_CSV:
      check_csv (text, n_papers);
      break;

    case DP_LIST_FORMAT_JSON:
      check_json (text, n_papers);
      break;

    case DP_LIST_FORMAT_ATOM:
      check_atom (text, n_papers);
      break;

    case DP_LIST_FORMAT_BIBTEX:
    case DP_LIST_FORMAT_BIBTEX_TEX:
      check_bibtex (text, n_papers);
      break;

    case DP_LIST_FORMAT_RIS:
      check_ris (text, n_papers);
      break;

    case DP_LIST_FORMAT_CITATION:
    case DP_LIST_FORMAT_MARKDOWN:
    case DP_LIST_FORMAT_LINK:
    case DP_LIST_FORMAT_ID:
      g_assert_cmpuint (count_lines (text, ""), ==, n_papers);
      break;

    /* What a reader of Markdown makes of hostile digests is tested by data-digest-gfm. */
    case DP_LIST_FORMAT_KEYWORD:
    case DP_LIST_FORMAT_CLASSIFIED:
    case DP_LIST_FORMAT_SUMMARY:
    case DP_LIST_FORMAT_DATED:
      g_assert_null (strstr (text, "<script"));
      g_assert_null (strstr (text, "](javascript"));
      break;
    }
}

static void
test_formats (void)
{
  g_autoptr (GPtrArray) papers = hostile_papers_new ();

  for (int format = 0; format < DP_LIST_N_FORMATS; format++)
    {
      guint            n_papers = 0;
      g_autofree char *text = write_list ((DpListFormat)format, papers, &n_papers);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      check_format ((DpListFormat)format, text, n_papers);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hostile/pages", test_pages);
  g_test_add_func ("/hostile/formats", test_formats);

  return g_test_run ();
}
