/* dp-page.c: a paper as a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-page.h"

#include "model/dp-link.h"
#include "model/tex/dp-tex-plain.h"
#include "render-resources.h"
#include "render/dp-html.h"
#include "render/dp-page-facts.h"
#include "render/dp-tex-html.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* This folder turns a paper into something to read. It is pure: no widget, no
 * disk, no net; the same paper gives the same page.
 *
 * The page is a security boundary. Everything of the paper is foreign; it goes
 * through dp-html, the page's policy allows nothing but our own stylesheet, and
 * the pane that shows it runs no scripts and follows no link itself. */

#define MAX_FINE_TITLE 1000 /* bytes */
#define MAX_FINE_TEXT 10000

#define STYLE_RESOURCE "/io/github/dailypapers/DailyPapers/render/page.css"

/* So many names are all shown; of more, the first. */
#define MAX_OPEN_AUTHORS 60
#define N_FIRST_AUTHORS 40

/* KaTeX places glyphs by style attributes, hence style-src-attr. */
#define READER_POLICY \
  "default-src 'none'; style-src dp:; style-src-attr 'unsafe-inline'; font-src dp:; img-src dp:"

static char *
dup_file_policy (GBytes *style)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *encoded = NULL;
  guint8           digest[32] = { 0 };
  gsize            digest_size = sizeof digest;

  g_checksum_update (checksum, g_bytes_get_data (style, NULL), (gssize)g_bytes_get_size (style));
  g_checksum_get_digest (checksum, digest, &digest_size);
  encoded = g_base64_encode (digest, digest_size);

  return g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'", encoded);
}

static void
append_style_link (GString    *html,
                   const char *uri)
{
  g_string_append (html, "<link rel=\"stylesheet\"");
  dp_html_append_attribute (html, "href", uri);
  g_string_append_c (html, '>');
}

static void
append_head (GString             *html,
             const DpPaper       *paper,
             const DpPageOptions *options)
{
  g_autoptr (GBytes) style = NULL;
  g_autofree char *policy = NULL;
  g_autofree char *title = dp_tex_plain (paper->title);

  g_string_append (html, "<!doctype html>\n<html><head><meta charset=\"utf-8\">"
                         "<meta name=\"viewport\" content=\"width=device-width\">"
                         "<meta name=\"referrer\" content=\"no-referrer\">"
                         "<meta name=\"color-scheme\" content=\"light dark\">"
                         "<meta http-equiv=\"Content-Security-Policy\"");

  switch (options->target)
    {
    case DP_PAGE_FOR_READER:
      dp_html_append_attribute (html, "content", READER_POLICY);
      g_string_append_c (html, '>');
      if (options->math != NULL)
        append_style_link (html, DP_PAGE_KATEX_STYLE_URI);
      append_style_link (html, DP_PAGE_STYLE_URI);
      break;

    case DP_PAGE_FOR_FILE:
      style = dp_page_dup_style ();
      policy = dup_file_policy (style);
      dp_html_append_attribute (html, "content", policy);
      g_string_append (html, "><style>");
      g_string_append_len (html, g_bytes_get_data (style, NULL), (gssize)g_bytes_get_size (style));
      g_string_append (html, "</style>");
      break;
    }

  g_string_append (html, "<title>");
  dp_html_append_text (html, title);
  g_string_append (html, "</title></head>\n");
}

static void
append_item (GString           *html,
             const DpPageItem  *item,
             gboolean           with_link,
             const DpHighlight *highlight)
{
  if (with_link)
    {
      g_string_append (html, "<a");
      dp_html_append_attribute (html, "href", item->uri);
      g_string_append_c (html, '>');
    }

  /* bdi keeps a name with marks of direction from turning its neighbours around. */
  g_string_append (html, "<bdi>");
  dp_highlight_append_text (highlight, html, item->text);
  g_string_append (html, "</bdi>");

  if (with_link)
    g_string_append (html, "</a>");
}

static gboolean
is_link (const DpPageItem *item,
         DpPageTarget      target)
{
  return dp_link_is_safe (item->uri) ||
         (target == DP_PAGE_FOR_READER && item->uri != NULL && g_str_has_prefix (item->uri, DP_PAGE_PLACE_URI));
}

static void
append_items (GString     *html,
              GPtrArray   *items,
              const char  *separator,
              DpPageTarget target)
{
  for (guint i = 0; i < items->len; i++)
    {
      const DpPageItem *item = g_ptr_array_index (items, i);

      if (i > 0)
        g_string_append (html, separator);
      append_item (html, item, is_link (item, target), NULL);
    }
}

static void
append_names (GString             *html,
              GPtrArray           *authors,
              guint                first,
              guint                end,
              const DpPageOptions *options)
{
  DpHighlight  names = { 0 };
  DpHighlight *highlight = dp_highlight_init_field (&names, options->highlight, DP_SEARCH_AUTHOR);

  for (guint i = first; i < end; i++)
    {
      if (i > first)
        g_string_append (html, ", ");
      append_item (html, g_ptr_array_index (authors, i), options->target == DP_PAGE_FOR_READER, highlight);
    }
}

/* A collaboration's thousands wait folded, so that the abstract is in sight. */
static void
append_authors (GString             *html,
                const DpPaper       *paper,
                const DpPageOptions *options)
{
  g_autoptr (GPtrArray) authors = dp_page_facts_new_authors (paper);
  guint n_open = authors->len <= MAX_OPEN_AUTHORS ? authors->len : N_FIRST_AUTHORS;
  guint n_more = authors->len - n_open;

  if (authors->len == 0)
    return;

  g_string_append (html, "<p class=\"authors\">");
  append_names (html, authors, 0, n_open, options);
  g_string_append (html, "</p>\n");

  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %'u more author", "and %'u more authors", n_more), n_more);

      g_string_append (html, "<details class=\"authors\"><summary>");
      dp_html_append_text (html, more);
      g_string_append (html, "</summary>");
      append_names (html, authors, n_open, authors->len, options);
      g_string_append (html, "</details>\n");
    }
}

static void
append_dates (GString       *html,
              const DpPaper *paper)
{
  g_autofree char *dates = dp_page_facts_dup_dates (paper);

  if (dates == NULL)
    return;

  g_string_append (html, "<p class=\"dates\">");
  dp_html_append_text (html, dates);
  g_string_append (html, "</p>\n");
}

static void
append_news (GString       *html,
             const DpPaper *paper,
             DpPageTarget   target)
{
  g_autofree char *news = dp_page_facts_dup_news (paper);
  g_autoptr (GPtrArray) links = NULL;

  if (news == NULL)
    return;

  links = dp_page_facts_new_news_links (paper);
  g_string_append (html, "<aside class=\"news\"><p>");
  dp_html_append_text (html, news);
  g_string_append (html, "</p><p class=\"links\">");
  append_items (html, links, " ", target);
  if (target == DP_PAGE_FOR_READER)
    {
      DpPageItem seen = { (char *)_("Mark as Seen"), (char *)DP_PAGE_SEEN_URI };

      g_string_append_c (html, ' ');
      append_item (html, &seen, TRUE, NULL);
    }
  g_string_append (html, "</p></aside>\n");
}

/* A text as its author typed it. */
static void
append_typed (GString             *html,
              const char          *source,
              DpSearchField        field,
              const DpPageOptions *options)
{
  DpHighlight highlight = { 0 };

  dp_tex_html_append (html, source, options->math,
                      dp_highlight_init_field (&highlight, options->highlight, field));
}

static void
append_summary (GString             *html,
                const DpPaper       *paper,
                const DpPageOptions *options)
{
  g_auto (GStrv) points = dp_page_facts_dup_summary (paper);
  guint       n_points = g_strv_length (points);
  const char *source = n_points > 0 ? dp_page_facts_get_summary_source (paper) : NULL;

  if (n_points == 0)
    return;

  g_string_append (html, "<section class=\"summary\"><h2>");
  dp_html_append_text (html, _("Summary"));
  if (source != NULL)
    {
      g_string_append (html, " <small>");
      dp_html_append_text (html, source);
      g_string_append (html, "</small>");
    }
  g_string_append (html, n_points > 1 ? "</h2><ul dir=\"auto\" lang=\"en\">" : "</h2><p dir=\"auto\" lang=\"en\">");
  for (guint i = 0; i < n_points; i++)
    {
      g_string_append (html, n_points > 1 ? "<li>" : "");
      append_typed (html, points[i], DP_SEARCH_ANY, options);
      g_string_append (html, n_points > 1 ? "</li>" : "");
    }
  g_string_append (html, n_points > 1 ? "</ul></section>\n" : "</p></section>\n");
}

static void
append_links (GString       *html,
              const DpPaper *paper,
              DpPageTarget   target)
{
  g_autoptr (GPtrArray) links = dp_page_facts_new_links (paper);

  if (links->len == 0)
    return;

  g_string_append (html, "<p class=\"links\">");
  append_items (html, links, " ", target);
  g_string_append (html, "</p>\n");
}

static void
append_abstract (GString             *html,
                 const DpPaper       *paper,
                 const DpPageOptions *options)
{
  g_string_append (html, "<section class=\"abstract\"><h2>");
  dp_html_append_text (html, _("Abstract"));

  if (paper->abstract != NULL)
    {
      g_string_append (html, "</h2><p dir=\"auto\" lang=\"en\">");
      append_typed (html, paper->abstract, DP_SEARCH_ABSTRACT, options);
    }
  else
    {
      g_string_append (html, "</h2><p class=\"missing\">");
      dp_html_append_text (html, _("No abstract is known of this paper."));
    }

  g_string_append (html, "</p></section>\n");
}

/* Behind the text: whenever it comes, nothing that is being read moves. */
static void
append_thumbnail (GString       *html,
                  const DpPaper *paper)
{
  g_autofree char *uri = dp_page_dup_thumbnail_uri (paper);

  if (uri == NULL)
    return;

  g_string_append (html, "<img class=\"thumbnail\" alt=\"\"");
  dp_html_append_attribute (html, "src", uri);
  g_string_append (html, ">\n");
}

static void
append_fact (GString             *html,
             const DpPageFact    *fact,
             const DpPageOptions *options)
{
  g_string_append (html, "<dt>");
  dp_html_append_text (html, fact->label);
  g_string_append (html, "</dt><dd>");
  if (fact->is_typed)
    append_typed (html, ((const DpPageItem *)g_ptr_array_index (fact->items, 0))->text, DP_SEARCH_COMMENT, options);
  else
    append_items (html, fact->items, ", ", options->target);
  g_string_append (html, "</dd>\n");
}

static void
append_facts (GString             *html,
              const DpPaper       *paper,
              const DpPageOptions *options)
{
  g_autoptr (GPtrArray) facts = dp_page_facts_new (paper);

  if (facts->len == 0)
    return;

  g_string_append (html, "<dl>");
  for (guint i = 0; i < facts->len; i++)
    append_fact (html, g_ptr_array_index (facts, i), options);
  g_string_append (html, "</dl>\n");
}

/* Lines that are as good as they can be take WebKit minutes where a text is hostile:
 * beyond these lengths, which no paper has, they are only filled. */
static gboolean
is_long (const DpPaper *paper)
{
  const char *summary = dp_paper_get_summary (paper);

  return (paper->title != NULL && strlen (paper->title) > MAX_FINE_TITLE) ||
         (paper->abstract != NULL && strlen (paper->abstract) > MAX_FINE_TEXT) ||
         (summary != NULL && strlen (summary) > MAX_FINE_TEXT);
}

/**
 * dp_page_render:
 * @paper: a paper, whole
 * @options: how
 *
 * Writes a paper as one HTML page in UTF-8; the same paper and options give the same
 * bytes. Any thread.
 *
 * Returns: (transfer full): the page
 */
char *
dp_page_render (const DpPaper       *paper,
                const DpPageOptions *options)
{
  DpPageTarget target = DP_PAGE_FOR_READER;
  GString     *html = NULL;

  g_return_val_if_fail (paper != NULL && options != NULL, NULL);

  target = options->target;
  html = g_string_new (NULL);
  append_head (html, paper, options);

  g_string_append (html, is_long (paper) ? "<body><article class=\"long\">\n" : "<body><article>\n");
  append_news (html, options->marks_of != NULL ? options->marks_of : paper, target);
  g_string_append (html, "<h1 dir=\"auto\" lang=\"en\">");
  append_typed (html, paper->title, DP_SEARCH_TITLE, options);
  g_string_append (html, "</h1>\n");
  append_authors (html, paper, options);
  append_dates (html, paper);
  append_links (html, paper, target);
  append_summary (html, paper, options);
  append_abstract (html, paper, options);
  if (target == DP_PAGE_FOR_READER)
    append_thumbnail (html, paper);
  append_facts (html, paper, options);
  g_string_append (html, "</article></body></html>\n");

  return g_string_free (html, FALSE);
}

static void
append_text_line (GString    *text,
                  const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s\n", line);
}

static char *
join_items (GPtrArray *items,
            gboolean   with_addresses)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const DpPageItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", item->text);
      if (with_addresses && item->uri != NULL)
        g_string_append_printf (joined, " %s", item->uri);
    }

  return g_string_free (joined, FALSE);
}

static void
append_text_fact (GString    *text,
                  const char *label,
                  const char *value)
{
  /* Translators: a line such as "Comment: 12 pages" */
  g_string_append_printf (text, _("%s: %s"), label, value);
  g_string_append_c (text, '\n');
}

static void
append_text_summary (GString       *text,
                     const DpPaper *paper)
{
  g_auto (GStrv) points = dp_page_facts_dup_summary (paper);
  guint n_points = g_strv_length (points);

  for (guint i = 0; i < n_points; i++)
    {
      g_autofree char *point = dp_tex_plain (points[i]);

      g_string_append_printf (text, "%s%s%s\n", i == 0 ? "\n" : "", n_points > 1 ? "• " : "", point);
    }
}

static void
append_text_facts (GString       *text,
                   const DpPaper *paper)
{
  g_autoptr (GPtrArray) facts = dp_page_facts_new (paper);
  g_autoptr (GPtrArray) links = dp_page_facts_new_links (paper);

  for (guint i = 0; i < facts->len; i++)
    {
      const DpPageFact *fact = g_ptr_array_index (facts, i);
      g_autofree char  *items = join_items (fact->items, fact->are_places);
      g_autofree char  *plain = fact->is_typed ? dp_tex_plain (items) : NULL;

      append_text_fact (text, fact->label, fact->is_typed ? plain : items);
    }

  for (guint i = 0; i < links->len; i++)
    {
      const DpPageItem *item = g_ptr_array_index (links, i);

      append_text_fact (text, item->text, item->uri);
    }
}

/**
 * dp_page_render_text:
 * @paper: a paper, whole
 *
 * Writes the same as dp_page_render() as plain text: paragraphs, each one line, with
 * mathematics as far as Unicode can show it. Who sends it to a terminal has to remove
 * control characters. Any thread.
 *
 * Returns: (transfer full): the text, ending in a newline
 */
char *
dp_page_render_text (const DpPaper *paper)
{
  GString *text = NULL;
  g_autoptr (GPtrArray) authors = NULL;
  g_autofree char *title = NULL;
  g_autofree char *abstract = NULL;
  g_autofree char *author_line = NULL;
  g_autofree char *dates = NULL;
  g_autofree char *news = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  text = g_string_new (NULL);
  authors = dp_page_facts_new_authors (paper);
  author_line = join_items (authors, FALSE);
  dates = dp_page_facts_dup_dates (paper);
  news = dp_page_facts_dup_news (paper);

  title = dp_tex_plain (paper->title);
  abstract = dp_tex_plain (paper->abstract);

  append_text_line (text, title);
  append_text_line (text, author_line);
  append_text_line (text, dates);
  append_text_line (text, news);
  append_text_summary (text, paper);
  g_string_append_printf (text, "\n%s\n\n",
                          abstract != NULL ? abstract : _("No abstract is known of this paper."));
  append_text_facts (text, paper);

  return g_string_free (text, FALSE);
}

/**
 * dp_page_dup_thumbnail_uri:
 * @paper: a paper
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): where its page asks for its thumbnail, or %NULL when it has none
 */
char *
dp_page_dup_thumbnail_uri (const DpPaper *paper)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  if (paper->thumbnail == NULL)
    return NULL;

  id = g_uri_escape_string (paper->id, NULL, FALSE);

  return g_strconcat (DP_PAGE_THUMBNAIL_URI, id, NULL);
}

/**
 * dp_page_dup_style:
 *
 * Any thread.
 *
 * Returns: (transfer full): the stylesheet of a page
 */
GBytes *
dp_page_dup_style (void)
{
  /* Asked of the resource itself: naming it makes the linker keep it in the static library. */
  GBytes *style = g_resource_lookup_data (dp_render_get_resource (), STYLE_RESOURCE,
                                          G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (style != NULL); /* it is part of the program */

  return style;
}
