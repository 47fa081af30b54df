/* dp-tex-builder.c: segments of text in the making
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-builder.h"

#include "model/dp-text.h"

#include <string.h>

static void
free_segment (gpointer data)
{
  DpTexSegment *segment = data;

  g_free (segment->text);
  g_free (segment->source);
  g_free (segment->uri);
  g_free (segment);
}

static DpTexSegment *
add_segment (DpTexBuilder *self,
             DpTexKind     kind,
             char         *text)
{
  DpTexSegment *segment = g_new0 (DpTexSegment, 1);

  segment->kind = kind;
  segment->style = self->style;
  segment->uri = g_strdup (self->uri);
  segment->text = text;
  g_ptr_array_add (self->segments, segment);

  return segment;
}

static void
flush (DpTexBuilder *self)
{
  if (self->text->len == 0)
    return;

  add_segment (self, DP_TEX_TEXT, g_strndup (self->text->str, self->text->len));
  g_string_truncate (self->text, 0);
}

/* The space between two looks belongs to the first, so that no underline begins with it. */
static void
append_due_space (DpTexBuilder *self)
{
  if (!self->space_due)
    return;

  g_string_append_c (self->text, ' ');
  self->space_due = FALSE;
  self->after_space = TRUE;
}

static DpTexSegment *
get_last (const DpTexBuilder *self)
{
  return self->segments->len > 0 ? g_ptr_array_index (self->segments, self->segments->len - 1) : NULL;
}

static gboolean
is_break (const DpTexSegment *segment)
{
  return segment != NULL && (segment->kind == DP_TEX_LINE || segment->kind == DP_TEX_PARAGRAPH);
}

/**
 * dp_tex_builder_init:
 * @self: a builder in any state
 *
 * Any thread; a builder belongs to one. End it with dp_tex_builder_finish().
 */
void
dp_tex_builder_init (DpTexBuilder *self)
{
  *self = (DpTexBuilder){
    .segments = g_ptr_array_new_with_free_func (free_segment),
    .text = g_string_new (NULL),
    .is_empty = TRUE,
  };
}

/**
 * dp_tex_builder_finish:
 * @self: a builder
 *
 * Returns: (transfer full) (element-type DpTexSegment): what was appended; @self
 *   holds nothing any more
 */
GPtrArray *
dp_tex_builder_finish (DpTexBuilder *self)
{
  flush (self);
  if (is_break (get_last (self)))
    g_ptr_array_set_size (self->segments, (int)self->segments->len - 1);
  g_string_free (g_steal_pointer (&self->text), TRUE);
  g_clear_pointer (&self->uri, g_free);

  return g_steal_pointer (&self->segments);
}

/**
 * dp_tex_builder_set_style:
 * @self: a builder
 * @style: how what follows looks
 */
void
dp_tex_builder_set_style (DpTexBuilder *self,
                          DpTexStyle    style)
{
  if (style == self->style)
    return;

  append_due_space (self);
  flush (self);
  self->style = style;
}

/**
 * dp_tex_builder_set_uri:
 * @self: a builder
 * @uri: (nullable): where what follows leads; %NULL for nowhere
 */
void
dp_tex_builder_set_uri (DpTexBuilder *self,
                        const char   *uri)
{
  if (g_strcmp0 (uri, self->uri) == 0)
    return;

  if (self->uri == NULL)
    append_due_space (self);
  flush (self);
  g_free (self->uri);
  self->uri = g_strdup (uri);
}

/**
 * dp_tex_builder_append:
 * @self: a builder
 * @text: valid UTF-8
 * @length: how many bytes
 *
 * Appends @text without control characters and without those that turn the
 * direction of a line around: these have no business in a text that a program
 * places in lines of its own, and hostile ones would reach beyond it.
 */
void
dp_tex_builder_append (DpTexBuilder *self,
                       const char   *text,
                       gsize         length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *next = g_utf8_next_char (text);
      gunichar    character = g_utf8_get_char (text);

      if (character < 0x80 && g_ascii_isspace ((char)character) && (self->style & DP_TEX_CODE) == 0)
        {
          dp_tex_builder_append_space (self);
        }
      else if (dp_text_is_presentable (character))
        {
          append_due_space (self);
          g_string_append_len (self->text, text, next - text);
          self->is_empty = self->after_space = FALSE;
        }
      text = next;
    }
}

/**
 * dp_tex_builder_append_string:
 * @self: a builder
 * @text: valid UTF-8
 */
void
dp_tex_builder_append_string (DpTexBuilder *self,
                              const char   *text)
{
  dp_tex_builder_append (self, text, strlen (text));
}

/**
 * dp_tex_builder_append_space:
 * @self: a builder
 *
 * Sees to it that a space, and one only, separates what follows.
 */
void
dp_tex_builder_append_space (DpTexBuilder *self)
{
  self->space_due = !self->is_empty && !self->after_space;
}

/**
 * dp_tex_builder_append_formula:
 * @self: a builder
 * @tex: (transfer full): TeX without delimiters
 * @source: (transfer full): as it stands
 * @display: whether it has a line of its own
 */
void
dp_tex_builder_append_formula (DpTexBuilder *self,
                               char         *tex,
                               char         *source,
                               gboolean      display)
{
  DpTexSegment *segment = NULL;

  append_due_space (self);
  flush (self);
  segment = add_segment (self, DP_TEX_MATH, tex);
  segment->source = source;
  segment->display = display;
  self->is_empty = self->after_space = FALSE;
}

/**
 * dp_tex_builder_break:
 * @self: a builder
 * @kind: of the break
 * @mark: what the line begins with; empty for none
 *
 * Begins a new line. Two breaks without anything between them are one: the stronger.
 */
void
dp_tex_builder_break (DpTexBuilder *self,
                      DpTexKind     kind,
                      const char   *mark)
{
  DpTexSegment *last = NULL;

  flush (self);
  self->space_due = self->after_space = FALSE;
  self->is_empty = TRUE;

  last = get_last (self);
  if (last == NULL && kind != DP_TEX_ITEM)
    return;

  if (last != NULL && last->kind == DP_TEX_PARAGRAPH && kind == DP_TEX_LINE)
    return;
  if (is_break (last))
    g_ptr_array_set_size (self->segments, (int)self->segments->len - 1);
  else if (last != NULL && last->kind == DP_TEX_ITEM && kind != DP_TEX_ITEM)
    return;

  add_segment (self, kind, g_strdup (mark))->style = DP_TEX_PLAIN;
}
