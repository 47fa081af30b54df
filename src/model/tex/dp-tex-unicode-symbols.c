/* dp-tex-unicode-symbols.c: the commands of a formula as plain Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-script.h"
#include "model/tex/dp-tex-unicode-private.h"

#include <string.h>

#define COMBINING_OVERLINE "\u0305"
#define COMBINING_MACRON "\u0304"
#define COMBINING_LOW_LINE "\u0332"
#define COMBINING_STROKE "\u0338"

/* Whether @text can stand beside a slash or below a root without parentheses. */
static gboolean
is_atom (const char *text)
{
  if (g_utf8_strlen (text, -1) == 1)
    return TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)) && !g_unichar_ismark (g_utf8_get_char (p)) &&
        g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_OTHER_NUMBER && *p != '.')
      return FALSE;

  return TRUE;
}

static void
append_atom (DpTexUnicode *self,
             const char   *text)
{
  if (is_atom (text))
    {
      dp_tex_unicode_append_text (self, text);
      return;
    }

  dp_tex_unicode_append_unichar (self, '(');
  dp_tex_unicode_append_text (self, text);
  dp_tex_unicode_append_unichar (self, ')');
}

/**
 * dp_tex_unicode_append_fraction:
 * @self: a writer
 * @above: plain text
 * @below: plain text
 *
 * Appends both with a slash between them.
 */
void
dp_tex_unicode_append_fraction (DpTexUnicode *self,
                                const char   *above,
                                const char   *below)
{
  if (g_unichar_isalnum (dp_tex_unicode_get_last (self)))
    dp_tex_unicode_append_space (self);
  append_atom (self, above);
  dp_tex_unicode_append_unichar (self, '/');
  append_atom (self, below);
  self->space = DP_TEX_SPACE_BEFORE_WORD;
}

static void
append_marked (DpTexUnicode *self,
               const char   *text,
               const char   *mark)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  g_autofree char *composed = NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_string_append_len (marked, p, g_utf8_next_char (p) - p);
      if (!g_unichar_ismark (g_utf8_get_char (g_utf8_next_char (p))))
        g_string_append (marked, mark);
    }

  composed = g_utf8_normalize (marked->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  dp_tex_unicode_append_text (self, composed);
}

/* A line may go over many letters; a hat over many cannot be said. */
static const char *
write_mark (DpTexUnicode      *self,
            const DpTexSymbol *symbol,
            const char        *p,
            const char        *end)
{
  const char      *next = p;
  g_autofree char *text = dp_tex_unicode_dup_argument (self, self->font, TRUE, &next, end);
  const char      *mark = strcmp (symbol->name, "overline") == 0 ? COMBINING_OVERLINE : symbol->text;
  gboolean         is_line = strcmp (mark, COMBINING_OVERLINE) == 0 || strcmp (mark, COMBINING_LOW_LINE) == 0;

  if (text == NULL || (g_utf8_strlen (text, -1) > 1 && !is_line))
    {
      g_string_append_printf (self->out, "\\%s", symbol->name);
      self->is_source = TRUE;
      return p;
    }

  if (is_line && g_utf8_strlen (text, -1) == 1 && strcmp (mark, COMBINING_OVERLINE) == 0)
    mark = COMBINING_MACRON;
  append_marked (self, text, mark);

  return next;
}

static const char *
write_root (DpTexUnicode *self,
            const char   *p,
            const char   *end)
{
  const char      *next = dp_tex_unicode_skip_spaces (p, end);
  const char      *close = next < end && *next == '[' ? memchr (next, ']', (gsize)(end - next)) : NULL;
  g_autofree char *degree = close != NULL ? dp_tex_unicode_dup_range (self, "", TRUE, next + 1, close) : NULL;
  g_autofree char *text = NULL;

  if (close != NULL)
    next = close + 1;
  text = dp_tex_unicode_dup_argument (self, self->font, FALSE, &next, end);

  if (g_strcmp0 (degree, "3") == 0)
    dp_tex_unicode_append_text (self, "∛");
  else if (g_strcmp0 (degree, "4") == 0)
    dp_tex_unicode_append_text (self, "∜");
  else
    {
      if (degree != NULL)
        dp_tex_script_append (self->out, '^', degree, FALSE);
      dp_tex_unicode_append_text (self, "√");
    }
  append_atom (self, text != NULL ? text : "");
  self->space = DP_TEX_SPACE_BEFORE_WORD;

  return next;
}

static const char *
write_pair (DpTexUnicode      *self,
            const DpTexSymbol *symbol,
            const char        *p,
            const char        *end)
{
  g_autofree char *first = dp_tex_unicode_dup_argument (self, self->font, FALSE, &p, end);
  g_autofree char *second = dp_tex_unicode_dup_argument (self, self->font, FALSE, &p, end);
  g_autofree char *choice = NULL;

  if (symbol->kind == DP_TEX_SYMBOL_FRACTION)
    {
      dp_tex_unicode_append_fraction (self, first != NULL ? first : "", second != NULL ? second : "");
      return p;
    }

  choice = g_strdup_printf ("(%s choose %s)", first != NULL ? first : "", second != NULL ? second : "");
  dp_tex_unicode_append_text (self, choice);

  return p;
}

static const char *
write_font (DpTexUnicode      *self,
            const DpTexSymbol *symbol,
            const char        *p,
            const char        *end)
{
  gboolean         is_name = g_str_has_prefix (symbol->name, "operator");
  g_autofree char *text = dp_tex_unicode_dup_argument (self, symbol->text, self->is_tight, &p, end);

  if (is_name && g_unichar_isalnum (dp_tex_unicode_get_last (self)))
    dp_tex_unicode_append_space (self);
  dp_tex_unicode_append_text (self, text != NULL ? text : "");
  if (is_name)
    self->space = DP_TEX_SPACE_BEFORE_WORD;

  return p;
}

/* Relations have space around them, except where a formula begins with one. */
static const char *
write_relation (DpTexUnicode      *self,
                const DpTexSymbol *symbol,
                const char        *p,
                const char        *end)
{
  gboolean is_first = dp_tex_unicode_get_last (self) == 0;

  dp_tex_unicode_append_space (self);
  dp_tex_unicode_append_text (self, symbol->text);
  p = dp_tex_unicode_skip_spaces (p, end);
  if (p < end && !is_first && *p != '_' && *p != '^')
    self->space = DP_TEX_SPACE_BEFORE_ALL;

  return p;
}

static const char *
write_binary (DpTexUnicode      *self,
              const DpTexSymbol *symbol,
              const char        *p,
              const char        *end)
{
  gboolean had_space = dp_tex_unicode_get_last (self) == ' ';

  dp_tex_unicode_append_text (self, symbol->text);
  p = dp_tex_unicode_skip_spaces (p, end);
  if (had_space && p < end)
    self->space = DP_TEX_SPACE_BEFORE_ALL;

  return p;
}

static const char *
write_negation (DpTexUnicode *self,
                const char   *p,
                const char   *end)
{
  g_autofree char *text = dp_tex_unicode_dup_argument (self, self->font, TRUE, &p, end);

  dp_tex_unicode_append_space (self);
  append_marked (self, text != NULL ? text : "", COMBINING_STROKE);
  p = dp_tex_unicode_skip_spaces (p, end);
  if (p < end)
    self->space = DP_TEX_SPACE_BEFORE_ALL;

  return p;
}

static const char *
write_name (DpTexUnicode      *self,
            const DpTexSymbol *symbol,
            const char        *p)
{
  gunichar last = dp_tex_unicode_get_last (self);

  if (g_unichar_isalnum (last) || last == ')')
    dp_tex_unicode_append_space (self);
  dp_tex_unicode_append_text (self, symbol->text);
  self->space = DP_TEX_SPACE_BEFORE_WORD;

  return p;
}

static const char *
write_modulo (DpTexUnicode *self,
              const char   *p,
              const char   *end)
{
  g_autofree char *text = dp_tex_unicode_dup_argument (self, self->font, FALSE, &p, end);
  g_autofree char *modulo = g_strdup_printf ("(mod %s)", text != NULL ? text : "");

  dp_tex_unicode_append_space (self);
  dp_tex_unicode_append_text (self, modulo);

  return p;
}

/* TeX takes no space from the source; before an operator it shows that the author meant one. */
static const char *
skip_letter_space (const char *p,
                   const char *end)
{
  const char *next = dp_tex_unicode_skip_spaces (p, end);

  return next < end && strchr ("=+-<>/", *next) == NULL ? next : p;
}

/**
 * dp_tex_unicode_write_symbol:
 * @self: a writer
 * @symbol: a command that is known
 * @p: behind it
 * @end: where the text ends
 *
 * Returns: behind its arguments
 */
const char *
dp_tex_unicode_write_symbol (DpTexUnicode      *self,
                             const DpTexSymbol *symbol,
                             const char        *p,
                             const char        *end)
{
  switch (symbol->kind)
    {
    case DP_TEX_SYMBOL_LETTER:
    case DP_TEX_SYMBOL_OPEN:
      dp_tex_unicode_append_text (self, symbol->text);
      return skip_letter_space (p, end);

    case DP_TEX_SYMBOL_OPERATOR:
    case DP_TEX_SYMBOL_CLOSE:
      dp_tex_unicode_append_text (self, symbol->text);
      return p;

    case DP_TEX_SYMBOL_RELATION:
      return write_relation (self, symbol, p, end);

    case DP_TEX_SYMBOL_BINARY:
      return write_binary (self, symbol, p, end);

    case DP_TEX_SYMBOL_NAME:
      return write_name (self, symbol, p);

    case DP_TEX_SYMBOL_SPACE:
      dp_tex_unicode_append_space (self);
      return dp_tex_unicode_skip_spaces (p, end);

    case DP_TEX_SYMBOL_NOTHING:
      /* `\left.` is no bracket. */
      p = dp_tex_unicode_skip_spaces (p, end);
      return p < end && *p == '.' && (g_str_equal (symbol->name, "left") || g_str_equal (symbol->name, "right")) ? p + 1 : p;

    case DP_TEX_SYMBOL_MARK:
      return write_mark (self, symbol, p, end);

    case DP_TEX_SYMBOL_FONT:
      return write_font (self, symbol, p, end);

    case DP_TEX_SYMBOL_FONT_SWITCH:
      self->font = symbol->text;
      return dp_tex_unicode_skip_spaces (p, end);

    case DP_TEX_SYMBOL_FRACTION:
    case DP_TEX_SYMBOL_BINOMIAL:
      return write_pair (self, symbol, p, end);

    case DP_TEX_SYMBOL_ROOT:
      return write_root (self, p, end);

    case DP_TEX_SYMBOL_MODULO:
      return write_modulo (self, p, end);

    case DP_TEX_SYMBOL_NEGATION:
      return write_negation (self, p, end);

    case DP_TEX_SYMBOL_OVER:
      dp_tex_unicode_append_unichar (self, '/');
      return p;
    }

  return p;
}
