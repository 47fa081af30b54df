/* dp-digest-html.c: HTML in digests, and digests that are HTML
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

/* Of a page's beginning, enough to know one. */
#define HEAD_LENGTH 1024

typedef enum
{
  BLOCK_NONE,
  BLOCK_HEADING,
  BLOCK_PARAGRAPH,
  BLOCK_ITEM,
  BLOCK_CELL,
} Block;

struct _DpDigestHtml
{
  htmlParserCtxt      *context;
  DpDigestCellBuilder *builder;
  guint                n_silent; /* open elements whose text is no text: scripts, styles */

  /* Of a document. */
  DpDigestAssembly *assembly; /* (unowned) (nullable): NULL while a cell is read */
  Block             block;
  guint             level;     /* of the heading */
  gboolean          is_all_em; /* the paragraph, so far */
  guint             em_depth;
  GPtrArray        *row;        /* (nullable): of DpDigestCell */
  gboolean          is_header;  /* the row, so far */
  gboolean          has_table;  /* a header was read */
  guint             first_line; /* of the page, in its file */
  guint             line;       /* of the block */
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

static gboolean
is_one_of (const char *name,
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
  else if (is_one_of (name, "br p div li ul ol tr hr pre blockquote"))
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
  else if (is_one_of (name, "p div li ul ol tr pre blockquote"))
    dp_digest_cell_builder_break_line (self->builder);
}

static gboolean
is_heading (const char *name)
{
  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
}

static void
finish_block (DpDigestHtml *self)
{
  g_autoptr (DpDigestCell) cell = dp_digest_cell_builder_finish (self->builder);
  Block block = self->block;

  self->block = BLOCK_NONE;
  switch (block)
    {
    case BLOCK_NONE:
      break;

    case BLOCK_HEADING:
      dp_digest_assembly_add_heading (self->assembly, self->level, cell->text);
      break;

    case BLOCK_PARAGRAPH:
      dp_digest_assembly_add_paragraph (self->assembly, cell->text, self->is_all_em);
      break;

    case BLOCK_ITEM:
      dp_digest_assembly_add_item (self->assembly, cell, self->line, cell->text);
      break;

    case BLOCK_CELL:
      g_ptr_array_add (self->row, g_steal_pointer (&cell));
      break;
    }
}

static void
start_block (DpDigestHtml *self,
             Block         block)
{
  finish_block (self);
  self->block = block;
  self->is_all_em = TRUE;
  self->line = self->first_line + (guint)MAX (xmlSAX2GetLineNumber (self->context), 1) - 1;
}

static char *
join_row (GPtrArray *row)
{
  GString *text = g_string_new ("|");

  for (guint i = 0; i < row->len; i++)
    {
      const DpDigestCell *cell = g_ptr_array_index (row, i);

      g_string_append_printf (text, " %s |", cell->text);
    }

  return g_string_free (text, FALSE);
}

/* A table's first row is its header, whether its cells are `th` or not. */
static void
take_row (DpDigestHtml *self)
{
  g_autofree char *raw = join_row (self->row);

  if (self->is_header || !self->has_table)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint i = 0; i < self->row->len; i++)
        g_ptr_array_add (names, ((DpDigestCell *)g_ptr_array_index (self->row, i))->text);
      g_ptr_array_add (names, NULL);
      dp_digest_assembly_begin_table (self->assembly, (const char *const *)names->pdata);
      self->has_table = TRUE;
    }
  else
    {
      dp_digest_assembly_add_row (self->assembly, self->row, self->line, raw);
    }
}

static void
finish_row (DpDigestHtml *self)
{
  if (self->row == NULL)
    return;

  if (self->block == BLOCK_CELL)
    finish_block (self);
  if (self->row->len > 0 && !dp_digest_assembly_is_full (self->assembly))
    take_row (self);
  g_clear_pointer (&self->row, g_ptr_array_unref);
}

static void
start_cell (DpDigestHtml *self,
            const char   *name)
{
  guint line = self->line;

  if (self->row == NULL || self->row->len >= DP_DIGEST_MAX_COLUMNS)
    return;

  start_block (self, BLOCK_CELL);
  if (self->row->len > 0)
    self->line = line;
  self->is_header = strcmp (name, "th") == 0 && (self->is_header || self->row->len == 0);
}

/* Gives whether the element was one of a page's own, and not of a cell's text. */
static gboolean
start_structure (DpDigestHtml *self,
                 const char   *name)
{
  if (strcmp (name, "table") == 0)
    {
      finish_row (self);
      finish_block (self);
      self->has_table = FALSE;
    }
  else if (strcmp (name, "tr") == 0)
    {
      finish_row (self);
      finish_block (self);
      self->row = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_digest_cell_free);
      self->is_header = FALSE;
    }
  else if (strcmp (name, "td") == 0 || strcmp (name, "th") == 0)
    start_cell (self, name);
  else if (self->block == BLOCK_CELL)
    return FALSE;
  else if (is_heading (name))
    {
      start_block (self, BLOCK_HEADING);
      self->level = (guint)(name[1] - '0');
    }
  else if (strcmp (name, "li") == 0)
    start_block (self, BLOCK_ITEM);
  else if (strcmp (name, "p") == 0 && self->block != BLOCK_ITEM)
    start_block (self, BLOCK_PARAGRAPH);
  else
    return FALSE;

  return TRUE;
}

static gboolean
end_structure (DpDigestHtml *self,
               const char   *name)
{
  if (strcmp (name, "table") == 0)
    {
      finish_row (self);
      dp_digest_assembly_end_table (self->assembly);
    }
  else if (strcmp (name, "tr") == 0)
    finish_row (self);
  else if (is_one_of (name, "td th"))
    finish_block (self);
  else if (self->block == BLOCK_CELL)
    return FALSE;
  else if (is_heading (name) || strcmp (name, "li") == 0 || (strcmp (name, "p") == 0 && self->block == BLOCK_PARAGRAPH))
    finish_block (self);
  else
    return FALSE;

  return TRUE;
}

static void
start_element_cb (void           *data,
                  const xmlChar  *element,
                  const xmlChar **attributes)
{
  DpDigestHtml *self = data;
  const char   *name = (const char *)element;

  if (is_one_of (name, "script style head"))
    self->n_silent++;

  if (is_one_of (name, "em i"))
    self->em_depth++;

  if (self->assembly == NULL || !start_structure (self, name))
    start_inline (self, name, attributes);
}

static void
end_element_cb (void          *data,
                const xmlChar *element)
{
  DpDigestHtml *self = data;
  const char   *name = (const char *)element;

  if (is_one_of (name, "script style head") && self->n_silent > 0)
    self->n_silent--;

  if (is_one_of (name, "em i") && self->em_depth > 0)
    self->em_depth--;

  if (self->assembly == NULL || !end_structure (self, name))
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

  if (self->n_silent > 0 || length <= 0 || (self->assembly != NULL && self->block == BLOCK_NONE))
    return;

  flat = g_strndup ((const char *)text, (gsize)length);
  g_strdelimit (flat, "\n\r\t", ' ');
  if (self->em_depth == 0 && flat[strspn (flat, " ")] != '\0')
    self->is_all_em = FALSE;

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
  g_clear_pointer (&self->row, g_ptr_array_unref);
  g_free (self);
}

static void
parse (DpDigestHtml *self,
       const char   *html,
       gsize         length)
{
  htmlDocPtr document = NULL;

  self->n_silent = 0;
  self->em_depth = 0;
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
  self->assembly = NULL;
  parse (self, html, length);

  return dp_digest_cell_builder_finish (self->builder);
}

/**
 * dp_digest_html_read_document:
 * @self: a reader of HTML
 * @html: a page, or a part of one
 * @length: its bytes
 * @line: the number of its first line
 * @assembly: what its headings, tables and lists go to
 */
void
dp_digest_html_read_document (DpDigestHtml     *self,
                              const char       *html,
                              gsize             length,
                              guint             line,
                              DpDigestAssembly *assembly)
{
  self->assembly = assembly;
  self->first_line = line;
  self->block = BLOCK_NONE;
  parse (self, html, length);
  finish_row (self);
  finish_block (self);
  self->assembly = NULL;
}

/**
 * dp_digest_html_is_document:
 * @text: a file
 * @length: its bytes
 *
 * Returns: whether it begins as a page, or a part of one, begins
 */
gboolean
dp_digest_html_is_document (const char *text,
                            gsize       length)
{
  g_autofree char *head = g_ascii_strdown (text, (gssize)MIN (length, HEAD_LENGTH));
  const char      *start = g_strchug (head);

  return g_str_has_prefix (start, "<!doctype html") || g_str_has_prefix (start, "<html") ||
         g_str_has_prefix (start, "<head") || g_str_has_prefix (start, "<body") ||
         g_str_has_prefix (start, "<table") || g_str_has_prefix (start, "<?xml") ||
         g_str_has_prefix (start, "<article") || strstr (start, "<html") != NULL;
}

/**
 * dp_digest_html_is_block:
 * @line: a line of Markdown
 * @length: its bytes
 *
 * Returns: whether a table or a heading in HTML begins with it
 */
gboolean
dp_digest_html_is_block (const char *line,
                         gsize       length)
{
  g_autofree char *head = g_ascii_strdown (line, (gssize)MIN (length, 16));
  const char      *start = g_strchug (head);

  return g_str_has_prefix (start, "<table") ||
         (g_str_has_prefix (start, "<h") && start[2] >= '1' && start[2] <= '6' && strchr ("> ", start[3]) != NULL);
}
