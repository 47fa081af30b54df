/* dp-digest-page.c: digests that are pages of HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/digest/dp-digest-entry.h"

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

typedef struct
{
  DpDigestHtml     *html;
  DpDigestAssembly *assembly;
  Block             block;
  guint             level;     /* of the heading */
  GPtrArray        *row;       /* (nullable): of DpDigestCell */
  gboolean          is_header; /* the row, so far */
  gboolean          has_table; /* a header was read */
  GString          *held;      /* (nullable): a title's beginning in a row of its own */
  guint             held_line;
  guint             first_line; /* of the page, in its file */
  guint             line;       /* of the block */
} Page;

static gboolean
is_heading (const char *name)
{
  return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
}

static void
finish_block (Page *self)
{
  gboolean is_emphasized = FALSE;
  g_autoptr (DpDigestCell) cell = dp_digest_html_take_cell (self->html, &is_emphasized);
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
      /* Rows of Markdown that stood outside of any table. */
      if (g_str_has_prefix (cell->text, "|") && dp_digest_entry_has_work (cell))
        dp_digest_assembly_add_lost (self->assembly, self->line, cell->text, _("The row is not in a table."));
      dp_digest_assembly_add_paragraph (self->assembly, cell->text, is_emphasized);
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
start_block (Page *self,
             Block block)
{
  finish_block (self);
  self->block = block;
  self->line = self->first_line + dp_digest_html_get_line (self->html) - 1;
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

static void
flush_held (Page *self)
{
  if (self->held == NULL)
    return;

  dp_digest_assembly_add_lost (self->assembly, self->held_line, self->held->str, _("The row has no link to a paper."));
  g_string_free (g_steal_pointer (&self->held), TRUE);
}

/* What was made of a digest whose titles are broken over lines has a row for the
 * first line of a title, and nothing else in it. */
static gboolean
hold_row (Page *self)
{
  const DpDigestColumns *columns = dp_digest_assembly_get_columns (self->assembly);
  const DpDigestCell    *title = NULL;

  for (guint i = 0; columns != NULL && i < self->row->len; i++)
    {
      const DpDigestCell *cell = g_ptr_array_index (self->row, i);
      gboolean            is_blank = cell->text[strspn (cell->text, " \n")] == '\0';

      if ((int)i == dp_digest_columns_find (columns, DP_COLUMN_TITLE))
        title = is_blank ? NULL : cell;
      else if (!is_blank)
        return FALSE;
      if (cell->links->len > 0)
        return FALSE;
    }

  if (title == NULL)
    return FALSE;

  if (self->held == NULL)
    {
      self->held = g_string_new (NULL);
      self->held_line = self->line;
    }
  g_string_append_printf (self->held, "%s ", title->text);

  return TRUE;
}

static void
join_held (Page *self)
{
  const DpDigestColumns *columns = dp_digest_assembly_get_columns (self->assembly);
  int                    title = columns != NULL ? dp_digest_columns_find (columns, DP_COLUMN_TITLE) : -1;

  if (self->held == NULL || title < 0 || (guint)title >= self->row->len)
    return;

  dp_digest_cell_prepend (g_ptr_array_index (self->row, (guint)title), self->held->str);
  self->line = self->held_line;
  g_string_free (g_steal_pointer (&self->held), TRUE);
}

/* A table's first row is its header, whether its cells are `th` or not. */
static void
take_row (Page *self)
{
  g_autofree char *raw = NULL;

  if (self->is_header || !self->has_table)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      for (guint i = 0; i < self->row->len; i++)
        g_ptr_array_add (names, ((DpDigestCell *)g_ptr_array_index (self->row, i))->text);
      g_ptr_array_add (names, NULL);
      dp_digest_assembly_begin_table (self->assembly, (const char *const *)names->pdata);
      self->has_table = TRUE;
      return;
    }

  if (hold_row (self))
    return;

  join_held (self);
  raw = join_row (self->row);
  dp_digest_assembly_add_row (self->assembly, self->row, self->line, raw);
}

static void
finish_row (Page *self)
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
start_cell (Page       *self,
            const char *name)
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
start_element (gpointer    data,
               const char *name)
{
  Page *self = data;

  if (strcmp (name, "table") == 0)
    {
      finish_row (self);
      flush_held (self);
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
end_element (gpointer    data,
             const char *name)
{
  Page *self = data;

  if (strcmp (name, "table") == 0)
    {
      finish_row (self);
      flush_held (self);
      dp_digest_assembly_end_table (self->assembly);
    }
  else if (strcmp (name, "tr") == 0)
    finish_row (self);
  else if (dp_digest_html_is_one_of (name, "td th"))
    finish_block (self);
  else if (self->block == BLOCK_CELL)
    return FALSE;
  else if (is_heading (name) || strcmp (name, "li") == 0 || (strcmp (name, "p") == 0 && self->block == BLOCK_PARAGRAPH))
    finish_block (self);
  else
    return FALSE;

  return TRUE;
}

/* What stands between a page's elements is white space, or menus. */
static gboolean
is_text (gpointer data)
{
  Page *self = data;

  return self->block != BLOCK_NONE;
}

/**
 * dp_digest_page_read:
 * @html: what reads HTML
 * @text: a page, or a part of one
 * @length: its bytes
 * @line: the number of its first line
 * @assembly: what its headings, tables and lists go to
 *
 * Reads what a converter made of a digest, and what bots write as HTML at once.
 */
void
dp_digest_page_read (DpDigestHtml     *html,
                     const char       *text,
                     gsize             length,
                     guint             line,
                     DpDigestAssembly *assembly)
{
  static const DpDigestHtmlHandler handler = { start_element, end_element, is_text };
  Page                             page = { .html = html, .assembly = assembly, .first_line = line };

  dp_digest_html_parse_page (html, text, length, &handler, &page);
  finish_row (&page);
  flush_held (&page);
  finish_block (&page);
}

/**
 * dp_digest_page_is_page:
 * @text: a file
 * @length: its bytes
 *
 * Returns: whether it begins as a page, or a part of one, begins
 */
gboolean
dp_digest_page_is_page (const char *text,
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
 * dp_digest_page_begins_with:
 * @line: a line of Markdown
 * @length: its bytes
 *
 * Returns: whether a table or a heading in HTML begins with it
 */
gboolean
dp_digest_page_begins_with (const char *line,
                            gsize       length)
{
  g_autofree char *head = g_ascii_strdown (line, (gssize)MIN (length, 16));
  const char      *start = g_strchug (head);

  return g_str_has_prefix (start, "<table") ||
         (g_str_has_prefix (start, "<h") && start[2] >= '1' && start[2] <= '6' && strchr ("> ", start[3]) != NULL);
}
