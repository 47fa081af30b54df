/* dp-tex-text.c: TeX as authors type it into arXiv's forms → text, links and mathematics
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-text.h"

#include "model/tex/dp-tex-address.h"
#include "model/tex/dp-tex-reader-private.h"

#include <string.h>

/* Authors write a little of TeX, of LaTeX, and lately of Markdown, into a form that
 * promises to set formulas only. This reads all three as far as they say how a text
 * looks, and shows everything else as it stands: no text is ever hidden.
 *
 * One pass over the text with a stack of open groups that has a limit, and no
 * recursion; what looks ahead either uses what it saw or remembers that it found nothing.
 */

/* Deeper groups are shown with their braces. */
#define MAX_FRAMES 32

static DpTexFrame *
get_top (const DpTexReader *self)
{
  if (self->frames->len == 0)
    return NULL;

  return &g_array_index (self->frames, DpTexFrame, self->frames->len - 1);
}

/**
 * dp_tex_reader_get_limit:
 * @self: a reader
 *
 * Returns: where the group ends that is open
 */
const char *
dp_tex_reader_get_limit (const DpTexReader *self)
{
  const DpTexFrame *top = get_top (self);

  return top != NULL ? top->end : self->end;
}

/**
 * dp_tex_reader_find_close:
 * @self: a reader
 * @p: a place in the text
 *
 * Returns: (nullable): the brace that closes what opens at @p; %NULL where nothing does
 */
const char *
dp_tex_reader_find_close (const DpTexReader *self,
                          const char        *p)
{
  const char *close = NULL;

  if (p >= self->end || self->closes[p - self->start] == 0)
    return NULL;

  close = self->start + self->closes[p - self->start];

  return close < dp_tex_reader_get_limit (self) ? close : NULL;
}

/**
 * dp_tex_reader_open:
 * @self: a reader
 * @frame: a group, its style aside
 * @style: what it adds to the look of the text
 *
 * Returns: whether the group is open now; not when too many are
 */
gboolean
dp_tex_reader_open (DpTexReader      *self,
                    const DpTexFrame *frame,
                    DpTexStyle        style)
{
  DpTexFrame copy = *frame;

  if (self->frames->len >= MAX_FRAMES)
    return FALSE;

  copy.style = self->out.style;
  g_array_append_val (self->frames, copy);
  dp_tex_builder_set_style (&self->out, self->out.style | style);

  return TRUE;
}

static const char *
close_frame (DpTexReader *self,
             const char  *p)
{
  DpTexFrame frame = *get_top (self);

  g_array_set_size (self->frames, self->frames->len - 1);
  if (frame.after != NULL)
    dp_tex_builder_append_string (&self->out, frame.after);
  dp_tex_builder_set_style (&self->out, frame.style);
  if (frame.is_link)
    dp_tex_builder_set_uri (&self->out, NULL);

  return MAX (p, frame.resume);
}

/**
 * dp_tex_reader_copy:
 * @self: a reader
 * @p: a place in the text
 * @length: how many bytes, no more than there are
 *
 * Shows what stands there as it stands.
 *
 * Returns: behind it
 */
const char *
dp_tex_reader_copy (DpTexReader *self,
                    const char  *p,
                    gsize        length)
{
  dp_tex_builder_append (&self->out, p, length);

  return p + length;
}

/**
 * dp_tex_reader_skip_spaces:
 * @self: a reader
 * @p: a place in the text
 *
 * Returns: where the next thing stands that is no white space
 */
const char *
dp_tex_reader_skip_spaces (const DpTexReader *self,
                           const char        *p)
{
  while (p < self->end && g_ascii_isspace (*p))
    p++;

  return p;
}

/**
 * dp_tex_reader_count_letters:
 * @self: a reader
 * @p: behind a backslash
 *
 * Returns: how long the command is, if it is one of letters
 */
gsize
dp_tex_reader_count_letters (const DpTexReader *self,
                             const char        *p)
{
  gsize n = 0;

  while (p + n < self->end && g_ascii_isalpha (p[n]))
    n++;

  return n;
}

/**
 * dp_tex_reader_is_word_byte:
 * @byte: a byte of UTF-8
 *
 * Returns: whether it is of a letter or digit, or of what is beyond ASCII
 */
gboolean
dp_tex_reader_is_word_byte (char byte)
{
  return g_ascii_isalnum (byte) || (byte & 0x80) != 0;
}

static const char *
read_formula (DpTexReader        *self,
              const DpTexFormula *formula)
{
  dp_tex_builder_append_formula (&self->out, dp_tex_formula_dup_tex (formula),
                                 g_strndup (formula->start, (gsize)(formula->end - formula->start)), formula->display);

  return formula->end;
}

/* A formula within what was read otherwise, such as an address, has been passed. */
static const DpTexFormula *
find_formula (DpTexReader *self,
              const char  *p)
{
  const DpTexFormula *formula = NULL;

  for (; self->n_passed < self->formulas->len; self->n_passed++)
    {
      formula = &g_array_index (self->formulas, DpTexFormula, self->n_passed);
      if (formula->start >= p)
        return formula->start == p ? formula : NULL;
    }

  return NULL;
}

static const char *
read_address (DpTexReader *self,
              const char  *p)
{
  g_autofree char *text = NULL;
  g_autofree char *uri = NULL;
  gsize            length = dp_tex_address_read (p, dp_tex_reader_get_limit (self), &text, &uri);

  if (length == 0)
    return NULL;

  dp_tex_builder_set_uri (&self->out, uri);
  dp_tex_builder_append_string (&self->out, text);
  dp_tex_builder_set_uri (&self->out, NULL);

  return p + length;
}

static const char *
read_word (DpTexReader *self,
           const char  *p)
{
  const char *next = NULL;

  /* No link within a link. */
  if (self->out.uri == NULL && dp_tex_address_may_begin (self->start, p))
    next = read_address (self, p);
  if (next != NULL)
    return next;

  for (next = p; next < self->end && dp_tex_reader_is_word_byte (*next);)
    next++;

  return dp_tex_reader_copy (self, p, (gsize)(next - p));
}

static const char *
read_space (DpTexReader *self,
            const char  *p)
{
  guint n_lines = 0;

  for (; p < self->end && g_ascii_isspace (*p); p++)
    n_lines += *p == '\n';

  if (n_lines > 1)
    dp_tex_builder_break (&self->out, DP_TEX_PARAGRAPH, "");
  else
    dp_tex_builder_append_space (&self->out);

  return p;
}

static const char *
read_one (DpTexReader *self,
          const char  *p)
{
  if (dp_tex_reader_is_word_byte (*p))
    return read_word (self, p);
  if (g_ascii_isspace (*p))
    return read_space (self, p);

  switch (*p)
    {
    case '\\':
      return dp_tex_reader_read_command (self, p);

    case '{':
      return dp_tex_reader_read_group (self, p);

    case '^':
    case '_':
      return dp_tex_reader_read_script (self, p);

    default:
      return dp_tex_reader_read_mark (self, p);
    }
}

/* Pairs the braces outside formulas. */
static void
match_braces (DpTexReader *self)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (const char *p = self->start; p < self->end; p++)
    {
      const DpTexFormula *formula = find_formula (self, p);
      guint32             place = (guint32)(p - self->start);

      if (formula != NULL)
        {
          p = formula->end - 1;
        }
      else if (*p == '\\' && p + 1 < self->end)
        {
          p++;
        }
      else if (*p == '{')
        {
          g_array_append_val (open, place);
        }
      else if (*p == '}' && open->len > 0)
        {
          self->closes[g_array_index (open, guint32, open->len - 1)] = place;
          g_array_set_size (open, open->len - 1);
        }
    }

  self->n_passed = 0;
}

static void
read_text (DpTexReader *self)
{
  const char *p = self->start;

  while (p < self->end || self->frames->len > 0)
    {
      const DpTexFormula *formula = NULL;

      if (self->frames->len > 0 && p >= get_top (self)->end)
        {
          p = close_frame (self, p);
          continue;
        }

      formula = find_formula (self, p);
      p = formula != NULL ? read_formula (self, formula) : read_one (self, p);
    }
}

static GPtrArray *
parse_valid (const char *text,
             gsize       length)
{
  DpTexReader reader = { .start = text, .end = text + length };

  dp_tex_builder_init (&reader.out);
  reader.closes = g_new0 (guint32, length + 1);
  reader.formulas = dp_tex_formula_find_all (text);
  reader.frames = g_array_new (FALSE, FALSE, sizeof (DpTexFrame));

  match_braces (&reader);
  read_text (&reader);

  g_array_unref (reader.frames);
  g_array_unref (reader.formulas);
  g_free (reader.closes);

  return dp_tex_builder_finish (&reader.out);
}

static GPtrArray *
keep_whole (const char *text,
            gsize       length)
{
  DpTexBuilder builder;

  dp_tex_builder_init (&builder);
  dp_tex_builder_append (&builder, text, length);

  return dp_tex_builder_finish (&builder);
}

/**
 * dp_tex_text_parse:
 * @source: (nullable): a title, an abstract, a comment or a summary, of any length;
 *   what is not UTF-8 becomes U+FFFD
 *
 * Reads text as its authors typed it: formulas in all delimiters of TeX and LaTeX,
 * LaTeX's commands for looks, accents, dashes, quotes and lists, and the asterisks
 * and back quotes of Markdown. Addresses become links. A command that is not known
 * is shown as it stands, and so is text beyond %DP_TEX_MAX_BYTES.
 *
 * Of what is known, the commands and the names of environments and colours are not
 * shown, and the address of a link is in its uri; everything else is. Takes time in
 * proportion to the length. Any thread.
 *
 * Returns: (transfer full) (element-type DpTexSegment): the segments; none for %NULL
 */
GPtrArray *
dp_tex_text_parse (const char *source)
{
  g_autofree char *valid = g_utf8_make_valid (source != NULL ? source : "", -1);
  gsize            length = strlen (valid);

  return length <= DP_TEX_MAX_BYTES ? parse_valid (valid, length) : keep_whole (valid, length);
}
