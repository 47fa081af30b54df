/* dp-digest-parser.c: a digest's Markdown or HTML → what it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-parser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/digest/dp-digest-assembly.h"
#include "formats/digest/dp-digest-inline.h"
#include "formats/digest/dp-digest-page.h"
#include "formats/dp-format-error.h"

/* How digests are read, in src/formats/digest/: this file finds the headings,
 * tables and lists among the lines, `columns` knows what a table's columns are and
 * cuts its rows, `inline` and `html` make text and links of a cell, `fields` and
 * `entry` make a paper of a row, and `assembly` a digest of all.
 *
 * The files are not what GitHub's rules call Markdown: programs wrote them that
 * escape nothing. So a row may go over several lines. What is looked ahead at is
 * bounded, so that the time is in proportion to the length. */

#define MAX_BYTES (32 * 1024 * 1024)
#define MAX_ROW_LENGTH (1024 * 1024)
#define MAX_PARAGRAPH_LENGTH (16 * 1024)

/* How many lines a broken row may go on for. */
#define MAX_ROW_LINES 40

typedef struct
{
  const char       *text;
  gsize             length;
  gsize             place;        /* the beginning of the line to be read */
  guint             line;         /* its number, from 1 */
  gboolean          has_no_fence; /* no fence of code ends any more */
  DpDigestAssembly *assembly;
  DpDigestHtml     *html;
} Parser;

/* A line without its end, as a part of the text. */
typedef struct
{
  const char *text;
  gsize       length;
  gsize       next; /* where the next one begins */
} Line;

static gboolean
peek_line (Parser *self,
           gsize   place,
           Line   *line)
{
  const char *start = self->text + place;
  const char *end = NULL;

  if (place >= self->length)
    return FALSE;

  end = memchr (start, '\n', self->length - place);
  line->text = start;
  line->next = end != NULL ? (gsize)(end - self->text) + 1 : self->length;
  line->length = end != NULL ? (gsize)(end - start) : self->length - place;
  while (line->length > 0 && g_ascii_isspace (start[line->length - 1]))
    line->length--;

  return TRUE;
}

/* The line's first character that is no space; 0 for a blank line. */
static char
get_first (const Line *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (line->text[i] != ' ' && line->text[i] != '\t')
      return line->text[i];

  return '\0';
}

static gboolean
has_bar (const Line *line)
{
  return memchr (line->text, '|', line->length) != NULL;
}

static gboolean
ends_with_bar (const Line *line)
{
  return line->length > 0 && line->text[line->length - 1] == '|' &&
         (line->length == 1 || line->text[line->length - 2] != '\\');
}

/* `|---|:--:|` */
static gboolean
is_delimiter (const Line *line)
{
  gboolean has_dash = FALSE;

  for (gsize i = 0; i < line->length; i++)
    {
      if (strchr ("|:- \t", line->text[i]) == NULL)
        return FALSE;
      has_dash |= line->text[i] == '-';
    }

  return has_dash && has_bar (line);
}

/* `---`, `***`: a rule, or the edge of a front matter. */
static gboolean
is_rule (const Line *line)
{
  char first = get_first (line);

  if (first == '\0' || strchr ("-*_=", first) == NULL || line->length < 3)
    return FALSE;

  for (gsize i = 0; i < line->length; i++)
    if (line->text[i] != first && line->text[i] != ' ')
      return FALSE;

  return TRUE;
}

static guint
measure_heading (const Line *line)
{
  guint level = 0;

  while (level < line->length && line->text[level] == '#')
    level++;

  return level >= 1 && level <= 6 && level < line->length && g_ascii_isspace (line->text[level]) ? level : 0;
}

/* Behind the mark of a list's item; 0 where the line is none. */
static gsize
measure_item (const Line *line)
{
  gsize i = 0;
  gsize digits = 0;

  while (i < line->length && g_ascii_isspace (line->text[i]))
    i++;
  while (i + digits < line->length && g_ascii_isdigit (line->text[i + digits]))
    digits++;

  if (digits > 0 && digits < 10 && i + digits < line->length && strchr (".)", line->text[i + digits]) != NULL)
    i += digits + 1;
  else if (digits == 0 && i < line->length && strchr ("-*+", line->text[i]) != NULL)
    i++;
  else
    return 0;

  return i < line->length && g_ascii_isspace (line->text[i]) ? i + 1 : 0;
}

static void
step (Parser     *self,
      const Line *line)
{
  self->place = line->next;
  self->line++;
}

static void
read_heading (Parser     *self,
              const Line *line,
              guint       level)
{
  g_autoptr (DpDigestCell) cell = NULL;
  gsize start = level;
  gsize end = MIN (line->length, MAX_PARAGRAPH_LENGTH);

  while (end > start && (line->text[end - 1] == '#' || g_ascii_isspace (line->text[end - 1])))
    end--;
  while (start < end && g_ascii_isspace (line->text[start]))
    start++;
  while (end - start > 2 && line->text[start] == '*' && line->text[end - 1] == '*')
    {
      start++;
      end--;
    }

  cell = dp_digest_inline_parse (line->text + start, end - start, self->html);
  dp_digest_assembly_add_heading (self->assembly, level, cell->text);
  step (self, line);
}

static void
begin_table (Parser     *self,
             const Line *header)
{
  DpDigestSpan spans[DP_DIGEST_MAX_COLUMNS];
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n = dp_digest_columns_split_row (NULL, header->text, header->length, spans);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, g_strndup (header->text + spans[i].start, spans[i].length));
  g_ptr_array_add (names, NULL);
  dp_digest_assembly_begin_table (self->assembly, (const char *const *)names->pdata);
}

/* Whether a blank line is only a gap in a row: one of the lines behind it ends the
 * row, and none begins something else. */
static gboolean
goes_on_behind (Parser *self,
                gsize   place)
{
  Line line;

  for (guint i = 0; i < MAX_ROW_LINES && peek_line (self, place, &line); i++)
    {
      char first = get_first (&line);

      if (first == '|' || measure_heading (&line) > 0)
        return FALSE;
      if (ends_with_bar (&line))
        return TRUE;
      place = line.next;
    }

  return FALSE;
}

/* Whether a row that reaches up to here goes on in the next line. */
static gboolean
goes_on (Parser     *self,
         const char *start,
         const Line *last)
{
  const DpDigestColumns *columns = dp_digest_assembly_get_columns (self->assembly);
  DpDigestSpan           spans[DP_DIGEST_MAX_COLUMNS];
  Line                   next;
  gsize                  length = (gsize)(last->text - start) + last->length;

  if (!peek_line (self, last->next, &next) || get_first (&next) == '|' || measure_heading (&next) > 0)
    return FALSE;

  if (next.length == 0)
    return !ends_with_bar (last) && goes_on_behind (self, next.next);

  if (!ends_with_bar (last))
    return TRUE;

  /* A row that ends with a bar is whole, unless the rest of it follows. */
  return columns != NULL && ends_with_bar (&next) && length < MAX_ROW_LENGTH &&
         dp_digest_columns_split_row (NULL, start, length, spans) < columns->n;
}

static void
read_cells (Parser     *self,
            const char *row,
            gsize       length,
            guint       line)
{
  DpDigestSpan spans[DP_DIGEST_MAX_COLUMNS];
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_digest_cell_free);
  g_autofree char *raw = NULL;
  guint            n = 0;

  if (length > MAX_ROW_LENGTH)
    {
      raw = g_strndup (row, 1024);
      dp_digest_assembly_add_lost (self->assembly, line, raw, _("The row is longer than any paper’s."));
      return;
    }

  n = dp_digest_columns_split_row (dp_digest_assembly_get_columns (self->assembly), row, length, spans);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cells, dp_digest_inline_parse (row + spans[i].start, spans[i].length, self->html));

  raw = g_strndup (row, MIN (length, 1024));
  dp_digest_assembly_add_row (self->assembly, cells, line, raw);
}

static void
read_row (Parser     *self,
          const Line *first)
{
  Line  last = *first;
  guint line = self->line;

  step (self, first);
  for (guint i = 0; i < MAX_ROW_LINES && goes_on (self, first->text, &last); i++)
    {
      peek_line (self, last.next, &last);
      step (self, &last);
    }

  read_cells (self, first->text, (gsize)(last.text - first->text) + last.length, line);
}

static gboolean
begins_block (const Line *line)
{
  return line->length == 0 || get_first (line) == '|' || is_rule (line) || measure_heading (line) > 0 || measure_item (line) > 0 ||
         (get_first (line) == '<' && dp_digest_page_begins_with (line->text, line->length));
}

/* An item and the lines that go on with it, as Markdown joins them. */
static void
read_item (Parser     *self,
           const Line *first,
           gsize       mark)
{
  g_autoptr (DpDigestCell) cell = NULL;
  g_autofree char *raw = NULL;
  Line             last = *first;
  Line             next;
  guint            line = self->line;
  gsize            length = 0;

  step (self, first);
  for (guint i = 0; i < MAX_ROW_LINES && peek_line (self, last.next, &next) && !begins_block (&next); i++)
    {
      last = next;
      step (self, &last);
    }

  length = MIN ((gsize)(last.text - first->text) + last.length, MAX_ROW_LENGTH);
  cell = dp_digest_inline_parse (first->text + mark, length - mark, self->html);
  raw = g_strndup (first->text, MIN (length, 1024));
  dp_digest_assembly_add_item (self->assembly, cell, line, raw);
}

static void
read_paragraph (Parser     *self,
                const Line *first)
{
  g_autoptr (DpDigestCell) cell = NULL;
  const char *text = first->text + strspn (first->text, " \t");
  Line        last = *first;
  Line        next;
  gsize       length = 0;
  gboolean    is_emphasized = FALSE;

  step (self, first);
  while (peek_line (self, last.next, &next) && !begins_block (&next))
    {
      last = next;
      step (self, &last);
    }

  length = (gsize)(last.text + last.length - text);
  if (length > MAX_PARAGRAPH_LENGTH)
    return;

  is_emphasized = length > 2 && strchr ("*_", text[0]) != NULL && text[length - 1] == text[0];
  cell = dp_digest_inline_parse (text + is_emphasized, length - 2 * is_emphasized, self->html);
  if (strspn (cell->text, "-*_ ") < strlen (cell->text))
    dp_digest_assembly_add_paragraph (self->assembly, cell->text, is_emphasized);
}

/* A table or heading in HTML amid the Markdown, up to its end or the file's. */
static void
read_html (Parser     *self,
           const Line *first)
{
  const char      *name = first->text + strspn (first->text, " \t") + 1;
  gsize            n = strcspn (name, " >\n");
  g_autofree char *end_tag = g_strdup_printf ("</%.*s", (int)MIN (n, 16), name);
  gsize            place = self->place;
  guint            start = self->line;
  Line             line;

  while (peek_line (self, self->place, &line))
    {
      step (self, &line);
      if (g_strstr_len (line.text, (gssize)line.length, end_tag) != NULL)
        break;
    }

  dp_digest_page_read (self->html, self->text + place, self->place - place, start, self->assembly);
}

/* Code has bars and links too. A fence that is never closed is no fence, so that
 * nothing is lost behind it. */
static gboolean
skip_code (Parser     *self,
           const Line *first)
{
  const char *mark = get_first (first) == '~' ? "\n~~~" : "\n```";
  const char *end = NULL;

  if (self->has_no_fence || first->length < 3 || strncmp (first->text, mark + 1, 3) != 0)
    return FALSE;

  end = g_strstr_len (self->text + first->next - 1, (gssize)(self->length - first->next + 1), mark);
  if (end == NULL || first->next >= self->length)
    {
      self->has_no_fence = TRUE;
      return FALSE;
    }

  while (self->place <= (gsize)(end - self->text))
    {
      Line line;

      peek_line (self, self->place, &line);
      step (self, &line);
    }
  if (self->place < self->length)
    {
      Line line;

      peek_line (self, self->place, &line);
      step (self, &line);
    }

  return TRUE;
}

static void
read_block (Parser     *self,
            const Line *line)
{
  guint level = measure_heading (line);
  gsize mark = measure_item (line);
  char  first = get_first (line);
  Line  next;

  if (first == '\0')
    step (self, line);
  else if (level > 0)
    read_heading (self, line, level);
  else if (is_delimiter (line) || is_rule (line))
    step (self, line);
  else if (has_bar (line) && peek_line (self, line->next, &next) && is_delimiter (&next))
    {
      begin_table (self, line);
      step (self, line);
      step (self, &next);
    }
  else if (first == '|' || (has_bar (line) && dp_digest_assembly_get_columns (self->assembly) != NULL &&
                            mark == 0 && first != '<'))
    read_row (self, line);
  else if (first == '<' && dp_digest_page_begins_with (line->text, line->length))
    read_html (self, line);
  else if (skip_code (self, line))
    return;
  else if (mark > 0)
    read_item (self, line, mark);
  else
    read_paragraph (self, line);
}

static void
parse_markdown (Parser *self)
{
  Line line;

  while (!dp_digest_assembly_is_full (self->assembly) && peek_line (self, self->place, &line))
    read_block (self, &line);
}

/* UTF-8 without a mark of byte order, whatever it was; what is none becomes U+FFFD. */
static char *
decode (const char *text,
        gsize       length,
        gsize      *out_length)
{
  const guint8 *bytes = (const guint8 *)text;
  char         *decoded = NULL;

  if (length >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
    decoded = g_convert_with_fallback (text + 2, (gssize)(length - 2) & ~1, "UTF-8",
                                       bytes[0] == 0xff ? "UTF-16LE" : "UTF-16BE", "\xef\xbf\xbd", NULL, NULL, NULL);

  if (decoded == NULL && length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    decoded = g_utf8_make_valid (text + 3, (gssize)(length - 3));
  else if (decoded == NULL)
    decoded = g_utf8_make_valid (text, (gssize)length);

  *out_length = strlen (decoded);

  return decoded;
}

/**
 * dp_digest_parse:
 * @text: a file's bytes, in any state
 * @length: how many
 * @file_name: (nullable): its name or path: a date in it holds where the text has none
 * @error: return location for a #DpFormatError
 *
 * Reads a digest of any of the four layouts, in their older forms and restyled ones
 * too, as Markdown or as a page of HTML: see product.md, The systems it replaces.
 *
 * Every row of a table that links to a work is a paper or a problem, and so is
 * every item of a list that links to arXiv or a DOI. A paper may be in several
 * sections, and in one of them twice; each row makes its own. Papers have what
 * their row says and no day or topic: these are the section's. Any thread.
 *
 * Returns: (transfer full): the digest; %NULL and %DP_FORMAT_ERROR_NOT_A_FEED where
 *   there is no digest in it, %DP_FORMAT_ERROR_SYNTAX where it is too large
 */
DpDigest *
dp_digest_parse (const char *text,
                 gsize       length,
                 const char *file_name,
                 GError    **error)
{
  g_autoptr (DpDigestAssembly) assembly = dp_digest_assembly_new (file_name);
  g_autoptr (DpDigestHtml) html = dp_digest_html_new ();
  g_autofree char *decoded = NULL;
  Parser           parser = { .line = 1, .assembly = assembly, .html = html };

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length > MAX_BYTES)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX, _("The file is larger than any digest."));
      return NULL;
    }

  decoded = decode (text, length, &parser.length);
  parser.text = decoded;
  if (dp_digest_page_is_page (decoded, parser.length))
    dp_digest_page_read (html, decoded, parser.length, 1, assembly);
  else
    parse_markdown (&parser);

  return dp_digest_assembly_finish (assembly, error);
}
