/* dp-digest-html.c: the HTML in a digest's cells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-html.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <string.h>

/* libxml2's own SAX interface, so that no tree is made: a digest may be a page of
 * megabytes. Its HTML parser takes anything, the way browsers do. */

#define OPTIONS (HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC)

struct _DpDigestHtml
{
  htmlParserCtxt            *context;
  DpDigestCellBuilder       *builder;
  const DpDigestHtmlHandler *handler;  /* (nullable): NULL while a cell is read */
  gpointer                   data;     /* (unowned): the handler's */
  guint                      n_silent; /* open elements whose text is no text: scripts, styles */
  guint                      n_emphasized;
  gboolean                   is_plain; /* some of the text since the last cell is not emphasized */
};

/* In lower case, sorted. */
static const char *const tags[] = {
  "a",
  "abbr",
  "b",
  "big",
  "blockquote",
  "br",
  "center",
  "code",
  "del",
  "details",
  "div",
  "em",
  "font",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "hr",
  "i",
  "img",
  "ins",
  "kbd",
  "li",
  "mark",
  "ol",
  "p",
  "pre",
  "s",
  "small",
  "span",
  "strike",
  "strong",
  "sub",
  "summary",
  "sup",
  "table",
  "tbody",
  "td",
  "th",
  "thead",
  "tr",
  "tt",
  "u",
  "ul",
};

/**
 * dp_digest_html_is_tag:
 * @name: what stands behind a `<`
 * @length: its bytes
 *
 * Returns: whether GitHub would take an element of this name for markup. Others
 *   are words that papers on language models write: `<think>`, `<answer>`.
 */
gboolean
dp_digest_html_is_tag (const char *name,
                       gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strlen (tags[i]) == length && g_ascii_strncasecmp (tags[i], name, length) == 0)
      return TRUE;

  return FALSE;
}

/**
 * dp_digest_html_is_one_of:
 * @name: an element's name
 * @names: names with spaces between
 *
 * Returns: whether it is one of them
 */
gboolean
dp_digest_html_is_one_of (const char *name,
                          const char *names)
{
  const char *found = strstr (names, name);
  gsize       length = strlen (name);

  while (found != NULL && !((found == names || found[-1] == ' ') && (found[length] == ' ' || found[length] == '\0')))
    found = strstr (found + 1, name);

  return found != NULL;
}

static const char *
find_attribute (const xmlChar **attributes,
                const char     *name)
{
  for (guint i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (g_ascii_strcasecmp ((const char *)attributes[i], name) == 0)
      return (const char *)attributes[i + 1];

  return NULL;
}

static void
start_inline (DpDigestHtml   *self,
              const char     *name,
              const xmlChar **attributes)
{
  const char *url = strcmp (name, "a") == 0 ? find_attribute (attributes, "href") : NULL;

  if (url != NULL)
    dp_digest_cell_builder_open_link (self->builder, url);
  else if (strcmp (name, "details") == 0)
    dp_digest_cell_builder_open_fold (self->builder);
  else if (strcmp (name, "summary") == 0)
    dp_digest_cell_builder_open_label (self->builder);
  else if (strcmp (name, "sup") == 0)
    dp_digest_cell_builder_add_text (self->builder, "^", 1);
  else if (dp_digest_html_is_one_of (name, "br p div li ul ol tr hr pre blockquote"))
    dp_digest_cell_builder_break_line (self->builder);

  if (strcmp (name, "li") == 0)
    dp_digest_cell_builder_add_text (self->builder, "- ", 2);
}

static void
end_inline (DpDigestHtml *self,
            const char   *name)
{
  if (strcmp (name, "a") == 0)
    dp_digest_cell_builder_close_link (self->builder);
  else if (strcmp (name, "details") == 0)
    dp_digest_cell_builder_close_fold (self->builder);
  else if (strcmp (name, "summary") == 0)
    dp_digest_cell_builder_close_label (self->builder);
  else if (dp_digest_html_is_one_of (name, "p div li ul ol tr pre blockquote"))
    dp_digest_cell_builder_break_line (self->builder);
}

static void
start_element_cb (void           *data,
                  const xmlChar  *element,
                  const xmlChar **attributes)
{
  DpDigestHtml *self = data;
  const char   *name = (const char *)element;

  if (dp_digest_html_is_one_of (name, "script style head"))
    self->n_silent++;

  if (dp_digest_html_is_one_of (name, "em i"))
    self->n_emphasized++;

  if (self->handler == NULL || !self->handler->start_element (self->data, name))
    start_inline (self, name, attributes);
}

static void
end_element_cb (void          *data,
                const xmlChar *element)
{
  DpDigestHtml *self = data;
  const char   *name = (const char *)element;

  if (dp_digest_html_is_one_of (name, "script style head") && self->n_silent > 0)
    self->n_silent--;

  if (dp_digest_html_is_one_of (name, "em i") && self->n_emphasized > 0)
    self->n_emphasized--;

  if (self->handler == NULL || !self->handler->end_element (self->data, name))
    end_inline (self, name);
}

/* Lines of the source are no lines of the text. */
static void
characters_cb (void          *data,
               const xmlChar *text,
               int            length)
{
  DpDigestHtml    *self = data;
  g_autofree char *flat = NULL;

  if (self->n_silent > 0 || length <= 0 || (self->handler != NULL && !self->handler->is_text (self->data)))
    return;

  flat = g_strndup ((const char *)text, (gsize)length);
  g_strdelimit (flat, "\n\r\t", ' ');
  if (self->n_emphasized == 0 && flat[strspn (flat, " ")] != '\0')
    self->is_plain = TRUE;

  dp_digest_cell_builder_add_text (self->builder, flat, -1);
}

/**
 * dp_digest_html_new:
 *
 * Returns: (transfer full): a reader of HTML
 */
DpDigestHtml *
dp_digest_html_new (void)
{
  DpDigestHtml *self = g_new0 (DpDigestHtml, 1);

  self->builder = dp_digest_cell_builder_new ();
  self->context = htmlNewParserCtxt ();
  g_assert (self->context != NULL);

  memset (self->context->sax, 0, sizeof *self->context->sax);
  self->context->sax->startElement = start_element_cb;
  self->context->sax->endElement = end_element_cb;
  self->context->sax->characters = characters_cb;
  self->context->sax->ignorableWhitespace = characters_cb;
  self->context->userData = self;

  return self;
}

/**
 * dp_digest_html_free:
 * @self: (transfer full) (nullable): a reader of HTML
 */
void
dp_digest_html_free (DpDigestHtml *self)
{
  if (self == NULL)
    return;

  htmlFreeParserCtxt (self->context);
  dp_digest_cell_builder_free (self->builder);
  g_free (self);
}

static void
parse (DpDigestHtml *self,
       const char   *html,
       gsize         length)
{
  htmlDocPtr document = NULL;

  self->n_silent = 0;
  self->is_plain = FALSE;
  self->n_emphasized = 0;
  document = htmlCtxtReadMemory (self->context, html, (int)MIN (length, G_MAXINT), NULL, "UTF-8", OPTIONS);
  if (document != NULL)
    xmlFreeDoc (document);
}

/**
 * dp_digest_html_parse_cell:
 * @self: a reader of HTML
 * @html: the inside of a cell
 * @length: its bytes
 *
 * Reads any HTML, well formed or not, as browsers do: entities become characters,
 * a paragraph, a break and a list item begin a line, everything unknown is left
 * out but its text.
 *
 * Returns: (transfer full): its text and links
 */
DpDigestCell *
dp_digest_html_parse_cell (DpDigestHtml *self,
                           const char   *html,
                           gsize         length)
{
  self->handler = NULL;
  parse (self, html, length);

  return dp_digest_cell_builder_finish (self->builder);
}

/**
 * dp_digest_html_parse_page:
 * @self: a reader of HTML
 * @html: a page, or a part of one
 * @length: its bytes
 * @handler: what knows a page's own elements
 * @data: for the handler
 *
 * Reads a page from its beginning to its end, well formed or not.
 */
void
dp_digest_html_parse_page (DpDigestHtml              *self,
                           const char                *html,
                           gsize                      length,
                           const DpDigestHtmlHandler *handler,
                           gpointer                   data)
{
  self->handler = handler;
  self->data = data;
  parse (self, html, length);
  self->handler = NULL;
}

/**
 * dp_digest_html_take_cell:
 * @self: a reader of HTML, amid a page
 * @out_is_emphasized: (out) (optional): whether all of it is
 *
 * Returns: (transfer full): the text and links since the last call
 */
DpDigestCell *
dp_digest_html_take_cell (DpDigestHtml *self,
                          gboolean     *out_is_emphasized)
{
  if (out_is_emphasized != NULL)
    *out_is_emphasized = !self->is_plain;
  self->is_plain = FALSE;

  return dp_digest_cell_builder_finish (self->builder);
}

/**
 * dp_digest_html_get_line:
 * @self: a reader of HTML, amid a page
 *
 * Returns: the line of the page that is being read, from 1
 */
guint
dp_digest_html_get_line (DpDigestHtml *self)
{
  return (guint)MAX (xmlSAX2GetLineNumber (self->context), 1);
}
