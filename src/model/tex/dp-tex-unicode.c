/* dp-tex-unicode.c: a formula as plain Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-unicode.h"

#include "model/tex/dp-tex-script.h"
#include "model/tex/dp-tex-unicode-private.h"

#include <string.h>

/* One line that is read aloud, searched and cut off at any place: spaces where a
 * printed formula has them, and no attempt at what takes two dimensions. */

/* Deeper is nothing that one line could say. */
#define MAX_DEPTH 12

/* A longer formula stays as it is. */
#define MAX_FORMULA_BYTES 2000

static void write_range (DpTexUnicode *self,
                         const char   *p,
                         const char   *end);

/**
 * dp_tex_unicode_get_last:
 * @self: a writer
 *
 * Returns: the last character of the formula so far; 0 when there is none
 */
gunichar
dp_tex_unicode_get_last (const DpTexUnicode *self)
{
  if (self->out->len == self->start)
    return 0;

  return g_utf8_get_char (g_utf8_prev_char (self->out->str + self->out->len));
}

/**
 * dp_tex_unicode_append_space:
 * @self: a writer
 *
 * Appends a space where one separates something.
 */
void
dp_tex_unicode_append_space (DpTexUnicode *self)
{
  gunichar last = dp_tex_unicode_get_last (self);

  if (last != 0 && last != ' ' && !self->is_tight)
    g_string_append_c (self->out, ' ');
  self->space = DP_TEX_SPACE_NONE;
}

static void
drop_space (DpTexUnicode *self)
{
  if (dp_tex_unicode_get_last (self) == ' ')
    g_string_truncate (self->out, self->out->len - 1);
  self->space = DP_TEX_SPACE_NONE;
}

/**
 * dp_tex_unicode_append_unichar:
 * @self: a writer
 * @character: a character
 *
 * Appends @character behind the space that is due.
 */
void
dp_tex_unicode_append_unichar (DpTexUnicode *self,
                               gunichar      character)
{
  if (self->space == DP_TEX_SPACE_BEFORE_ALL || (self->space == DP_TEX_SPACE_BEFORE_WORD && g_unichar_isalnum (character)))
    dp_tex_unicode_append_space (self);
  self->space = DP_TEX_SPACE_NONE;
  g_string_append_unichar (self->out, character);
}

/**
 * dp_tex_unicode_append_text:
 * @self: a writer
 * @text: UTF-8
 *
 * The same for each character of @text.
 */
void
dp_tex_unicode_append_text (DpTexUnicode *self,
                            const char   *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    dp_tex_unicode_append_unichar (self, g_utf8_get_char (text));
}

/**
 * dp_tex_unicode_skip_spaces:
 * @p: a place
 * @end: where the text ends
 *
 * Returns: where the next thing stands that is no white space
 */
const char *
dp_tex_unicode_skip_spaces (const char *p,
                            const char *end)
{
  while (p < end && g_ascii_isspace (*p))
    p++;

  return p;
}

static gsize
count_letters (const char *p,
               const char *end)
{
  gsize n = 0;

  while (p + n < end && g_ascii_isalpha (p[n]))
    n++;

  return n;
}

/* The brace that closes the one at @p. */
static const char *
find_close (const char *p,
            const char *end)
{
  guint depth = 0;

  for (; p < end; p++)
    if (*p == '\\' && p + 1 < end)
      p++;
    else if (*p == '{')
      depth++;
    else if (*p == '}' && --depth == 0)
      return p;

  return NULL;
}

/* A group, a command with what its name is, or one character. %NULL where nothing is. */
static const char *
find_argument (const char  *p,
               const char  *end,
               const char **out_start,
               const char **out_end)
{
  const char *close = NULL;

  p = dp_tex_unicode_skip_spaces (p, end);
  if (p >= end)
    return NULL;

  *out_start = p;
  close = *p == '{' ? find_close (p, end) : NULL;
  if (close != NULL)
    {
      *out_start = p + 1;
      *out_end = close;
      return close + 1;
    }

  if (*p == '\\' && p + 1 < end)
    *out_end = p + 1 + MAX (count_letters (p + 1, end), (gsize)(g_utf8_next_char (p + 1) - p - 1));
  else
    *out_end = g_utf8_next_char (p);

  return *out_end;
}

/**
 * dp_tex_unicode_dup_range:
 * @self: a writer
 * @font: the alphabet of letters
 * @is_tight: whether spaces are left out
 * @p: where a part of the formula begins
 * @end: where it ends
 *
 * Returns: (transfer full): that part as plain text
 */
char *
dp_tex_unicode_dup_range (const DpTexUnicode *self,
                          const char         *font,
                          gboolean            is_tight,
                          const char         *p,
                          const char         *end)
{
  g_autoptr (GString) out = g_string_new (NULL);
  DpTexUnicode writer = { .out = out, .font = font, .depth = self->depth + 1, .is_tight = is_tight };

  write_range (&writer, p, end);
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  return g_strdup (out->str);
}

/**
 * dp_tex_unicode_dup_argument:
 * @self: a writer
 * @font: the alphabet of letters
 * @is_tight: whether spaces are left out
 * @p: (inout): behind a command; behind its argument on return
 * @end: where the text ends
 *
 * Returns: (transfer full) (nullable): the argument as plain text; %NULL, and @p
 *   unchanged, where it is missing
 */
char *
dp_tex_unicode_dup_argument (const DpTexUnicode *self,
                             const char         *font,
                             gboolean            is_tight,
                             const char        **p,
                             const char         *end)
{
  const char *start = NULL;
  const char *stop = NULL;
  const char *next = find_argument (*p, end, &start, &stop);

  if (next == NULL)
    return NULL;

  *p = next;

  return dp_tex_unicode_dup_range (self, font, is_tight, start, stop);
}

static const char *
write_script (DpTexUnicode *self,
              const char   *p,
              const char   *end)
{
  char             side = *p;
  const char      *next = p + 1;
  g_autofree char *text = dp_tex_unicode_dup_argument (self, self->font, TRUE, &next, end);

  if (text == NULL || *text == '\0')
    {
      dp_tex_unicode_append_unichar (self, (guchar)side);
      return p + 1;
    }

  self->space = DP_TEX_SPACE_NONE;
  if (side == '^' && strcmp (text, "∘") == 0)
    dp_tex_unicode_append_text (self, "°");
  else
    dp_tex_script_append (self->out, side, text, next < end && g_ascii_isalnum (*next));

  return next;
}

/* A backslash and no letter. */
static const char *
write_escape (DpTexUnicode *self,
              const char   *p)
{
  switch (p[1])
    {
    case '\\':
      drop_space (self);
      dp_tex_unicode_append_text (self, "; ");
      return p + 2;

    case ',':
    case ':':
    case ';':
    case '>':
    case ' ':
    case '\n':
      dp_tex_unicode_append_space (self);
      return p + 2;

    case '!':
    case '/':
      return p + 2;

    case '|':
      dp_tex_unicode_append_text (self, "‖");
      return p + 2;

    case '{':
    case '}':
    case '%':
    case '&':
    case '_':
    case '#':
    case '$':
      dp_tex_unicode_append_unichar (self, (guchar)p[1]);
      return p + 2;

    default:
      dp_tex_unicode_append_unichar (self, '\\');
      return p + 1;
    }
}

static const char *
write_environment (DpTexUnicode *self,
                   const char   *p,
                   const char   *end)
{
  static const struct
  {
    const char *name;
    const char *begin;
    const char *end;
  } brackets[] = {
    { "pmatrix", "(", ")" },
    { "bmatrix", "[", "]" },
    { "vmatrix", "|", "|" },
    { "cases", "{", "}" },
  };
  gboolean    begins = g_str_has_prefix (p, "\\begin");
  const char *group = p + (begins ? strlen ("\\begin") : strlen ("\\end"));
  const char *close = group < end && *group == '{' ? find_close (group, end) : NULL;

  if (close == NULL)
    return NULL;

  if (!begins)
    drop_space (self);
  for (gsize i = 0; i < G_N_ELEMENTS (brackets); i++)
    if (strlen (brackets[i].name) == (gsize)(close - group - 1) && g_str_has_prefix (group + 1, brackets[i].name))
      dp_tex_unicode_append_text (self, begins ? brackets[i].begin : brackets[i].end);

  return dp_tex_unicode_skip_spaces (close + 1, end);
}

static const char *
write_command (DpTexUnicode *self,
               const char   *p,
               const char   *end)
{
  gsize              length = count_letters (p + 1, end);
  const DpTexSymbol *symbol = dp_tex_symbol_find (p + 1, length);
  const char        *next = NULL;

  if (p + 1 >= end)
    {
      dp_tex_unicode_append_unichar (self, '\\');
      return end;
    }
  if (length == 0)
    return write_escape (self, p);
  if (symbol != NULL)
    return dp_tex_unicode_write_symbol (self, symbol, p + 1 + length, end);

  if (strncmp (p + 1, "begin", MAX (length, 5)) == 0 || strncmp (p + 1, "end", MAX (length, 3)) == 0)
    next = write_environment (self, p, end);
  if (next != NULL)
    return next;

  dp_tex_unicode_append_unichar (self, '\\');
  g_string_append_len (self->out, p + 1, (gssize)length);
  self->is_source = TRUE;

  return p + 1 + length;
}

/* What a command that is not known is said of keeps its braces. */
static const char *
write_group (DpTexUnicode *self,
             const char   *p,
             const char   *end,
             gboolean      with_braces)
{
  const char  *close = find_close (p, end);
  DpTexUnicode inner = *self;

  if (close == NULL)
    {
      dp_tex_unicode_append_unichar (self, '{');
      return p + 1;
    }

  if (with_braces)
    dp_tex_unicode_append_unichar (self, '{');
  inner.space = self->space;
  inner.depth++;
  inner.is_source = FALSE;
  write_range (&inner, p + 1, close);
  self->space = inner.space;
  if (with_braces)
    dp_tex_unicode_append_unichar (self, '}');
  self->is_source = with_braces;

  return close + 1;
}

static const char *
write_one (DpTexUnicode *self,
           const char   *p,
           const char   *end)
{
  gboolean is_source = self->is_source;

  self->is_source = FALSE;
  if (g_ascii_isspace (*p))
    {
      if (self->space != DP_TEX_SPACE_BEFORE_ALL)
        dp_tex_unicode_append_space (self);
      return dp_tex_unicode_skip_spaces (p, end);
    }

  switch (*p)
    {
    case '\\':
      return write_command (self, p, end);

    case '{':
      return write_group (self, p, end, is_source);

    case '^':
    case '_':
      return write_script (self, p, end);

    case '\'':
      dp_tex_unicode_append_text (self, "′");
      return p + 1;

    case '~':
    case '&':
      dp_tex_unicode_append_space (self);
      return p + 1;

    case '$':
      return p + 1;

    default:
      dp_tex_unicode_append_unichar (self, dp_tex_script_alphabet (self->font, g_utf8_get_char (p)));
      return g_utf8_next_char (p);
    }
}

/* `a \over b` of a group. */
static const char *
find_over (const char *p,
           const char *end)
{
  guint depth = 0;

  for (; p < end; p++)
    if (*p == '{')
      depth++;
    else if (*p == '}' && depth > 0)
      depth--;
    else if (*p == '\\' && depth == 0 && end - p > 5 && strncmp (p, "\\over", 5) == 0 && !g_ascii_isalpha (p[5]))
      return p;
    else if (*p == '\\' && p + 1 < end)
      p++;

  return NULL;
}

static void
write_range (DpTexUnicode *self,
             const char   *p,
             const char   *end)
{
  const char *over = self->depth <= MAX_DEPTH ? find_over (p, end) : NULL;

  if (self->depth > MAX_DEPTH)
    {
      g_string_append_len (self->out, p, end - p);
      return;
    }

  if (over != NULL)
    {
      g_autofree char *above = dp_tex_unicode_dup_range (self, self->font, FALSE, p, over);
      g_autofree char *below = dp_tex_unicode_dup_range (self, self->font, FALSE, over + strlen ("\\over"), end);

      dp_tex_unicode_append_fraction (self, above, below);
      return;
    }

  while (p < end)
    p = write_one (self, p, end);
}

/**
 * dp_tex_unicode_append:
 * @out: where to append
 * @tex: a formula without delimiters, in valid UTF-8
 *
 * Appends a formula as one line of plain text: `\alpha_1` is α₁, `\frac{a+b}{2}` is
 * (a+b)/2. What Unicode cannot say stays as TeX. Any thread.
 */
void
dp_tex_unicode_append (GString    *out,
                       const char *tex)
{
  DpTexUnicode writer = { .out = out, .font = "", .start = out->len };
  gsize        length = strlen (tex);

  if (length > MAX_FORMULA_BYTES)
    {
      g_string_append (out, tex);
      return;
    }

  write_range (&writer, tex, tex + length);
  while (out->len > writer.start && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}
