/* dp-tex-reader-formulas.c: mathematics that stands in text without its dollars
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-commands.h"
#include "model/tex/dp-tex-reader-private.h"
#include "model/tex/dp-tex-symbols.h"

#include <string.h>

/* What stands above or below the line is short. */
#define MAX_SCRIPT_BYTES 60

/* A group, a command or one letter or digit. */
static const char *
skip_argument (const DpTexReader *self,
               const char        *p)
{
  const char *close = dp_tex_reader_find_close (self, p);
  gsize       length = 0;

  if (close != NULL)
    return close + 1;
  if (p >= dp_tex_reader_get_limit (self))
    return NULL;
  if (g_ascii_isalnum (*p))
    return p + 1;

  length = *p == '\\' ? dp_tex_reader_count_letters (self, p + 1) : 0;

  return length > 0 && dp_tex_symbol_find (p + 1, length) != NULL ? p + 1 + length : NULL;
}

/* `[3]` of a root. */
static const char *
skip_degree (const DpTexReader *self,
             const char        *p)
{
  const char *limit = MIN (dp_tex_reader_get_limit (self), p + MAX_SCRIPT_BYTES);

  if (p < limit && *p == '[')
    for (const char *c = p + 1; c < limit && *c != '['; c++)
      if (*c == ']')
        return c + 1;

  return p;
}

static const char *
skip_scripts (const DpTexReader *self,
              const char        *p)
{
  const char *next = NULL;

  while (p < self->end && (*p == '^' || *p == '_'))
    {
      next = skip_argument (self, p + 1);
      if (next == NULL)
        break;
      p = next;
    }

  return p;
}

/* Behind a symbol with its arguments; %NULL where one is missing, or the command is
 * only known within a formula. */
static const char *
skip_symbol (const DpTexReader *self,
             const char        *p,
             const DpTexSymbol *symbol)
{
  guint n_arguments = symbol->kind == DP_TEX_SYMBOL_NEGATION ? 1 : dp_tex_symbol_count_arguments (symbol);

  if (symbol->kind == DP_TEX_SYMBOL_NOTHING || symbol->kind == DP_TEX_SYMBOL_FONT_SWITCH ||
      symbol->kind == DP_TEX_SYMBOL_OVER)
    return NULL;

  if (symbol->kind == DP_TEX_SYMBOL_ROOT)
    p = skip_degree (self, p);
  for (guint i = 0; i < n_arguments && p != NULL; i++)
    p = skip_argument (self, dp_tex_reader_skip_spaces (self, p));

  return p;
}

static gboolean
is_sign (const DpTexSymbol *symbol)
{
  return symbol->kind == DP_TEX_SYMBOL_RELATION || symbol->kind == DP_TEX_SYMBOL_BINARY ||
         symbol->kind == DP_TEX_SYMBOL_NAME || symbol->kind == DP_TEX_SYMBOL_OPEN ||
         symbol->kind == DP_TEX_SYMBOL_CLOSE || symbol->kind == DP_TEX_SYMBOL_SPACE;
}

/**
 * dp_tex_reader_read_symbol:
 * @self: a reader
 * @p: the backslash of a command
 * @length: how many letters it has
 *
 * Reads a command of mathematics, with its arguments and what stands above and
 * below it, as a formula; a sign that is no more than its character as that.
 *
 * Returns: (nullable): behind it; %NULL where the command is not known
 */
const char *
dp_tex_reader_read_symbol (DpTexReader *self,
                           const char  *p,
                           gsize        length)
{
  const DpTexSymbol *symbol = dp_tex_symbol_find (p + 1, length);
  const char        *end = symbol != NULL ? skip_symbol (self, p + 1 + length, symbol) : NULL;
  const char        *next = end != NULL ? skip_scripts (self, end) : NULL;

  if (next == NULL)
    return NULL;

  if (is_sign (symbol) && next == end)
    dp_tex_builder_append_string (&self->out, symbol->text);
  else
    dp_tex_builder_append_formula (&self->out, g_strndup (p, (gsize)(next - p)), g_strndup (p, (gsize)(next - p)), FALSE);

  return next;
}

/**
 * dp_tex_reader_read_formula_group:
 * @self: a reader
 * @p: a brace that opens and is closed
 *
 * Reads a group that is all mathematics: `{\lambda}`, `{\cal O}`.
 *
 * Returns: (nullable): behind the group; %NULL where it is something else
 */
const char *
dp_tex_reader_read_formula_group (DpTexReader *self,
                                  const char  *p)
{
  const char        *close = dp_tex_reader_find_close (self, p);
  const char        *start = dp_tex_reader_skip_spaces (self, p + 1);
  gsize              length = *start == '\\' ? dp_tex_reader_count_letters (self, start + 1) : 0;
  const DpTexSymbol *symbol = length > 0 ? dp_tex_symbol_find (start + 1, length) : NULL;
  const char        *end = NULL;

  if (symbol == NULL || dp_tex_command_find (start + 1, length) != NULL)
    return NULL;

  if (symbol->kind == DP_TEX_SYMBOL_FONT_SWITCH)
    end = close;
  else
    end = skip_symbol (self, start + 1 + length, symbol);

  if (end == NULL || dp_tex_reader_skip_spaces (self, skip_scripts (self, end)) != close)
    return NULL;

  dp_tex_builder_append_formula (&self->out, g_strndup (start, (gsize)(close - start)),
                                 g_strndup (p, (gsize)(close + 1 - p)), FALSE);

  return close + 1;
}

static const char *
append_script (DpTexReader *self,
               const char  *p,
               const char  *text,
               gsize        length)
{
  DpTexStyle before = self->out.style;

  dp_tex_builder_set_style (&self->out, before | (*p == '^' ? DP_TEX_SUPERSCRIPT : DP_TEX_SUBSCRIPT));
  dp_tex_builder_append (&self->out, text, length);
  dp_tex_builder_set_style (&self->out, before);

  return p + 1;
}

static const char *
read_symbol_script (DpTexReader *self,
                    const char  *p)
{
  gsize              length = dp_tex_reader_count_letters (self, p + 2);
  const DpTexSymbol *symbol = dp_tex_symbol_find (p + 2, length);

  if (symbol == NULL || *symbol->text == '\0' || dp_tex_symbol_count_arguments (symbol) > 0)
    return dp_tex_reader_copy (self, p, 1);

  if (*p == '^' && length == strlen ("circ") && strncmp (p + 2, "circ", length) == 0)
    dp_tex_builder_append_string (&self->out, "°");
  else
    append_script (self, p, symbol->text, strlen (symbol->text));

  return p + 2 + length;
}

static const char *
read_group_script (DpTexReader *self,
                   const char  *p,
                   const char  *close)
{
  DpTexFrame frame = { .end = close, .resume = close + 1 };

  if (close - p == strlen ("^{\\circ") && strncmp (p, "^{\\circ", (gsize)(close - p)) == 0)
    {
      dp_tex_builder_append_string (&self->out, "°");
      return close + 1;
    }

  if (close - p <= MAX_SCRIPT_BYTES &&
      dp_tex_reader_open (self, &frame, *p == '^' ? DP_TEX_SUPERSCRIPT : DP_TEX_SUBSCRIPT))
    return p + 2;

  return dp_tex_reader_copy (self, p, 1);
}

/* How much of `10^-3`, `x^n`, `e^+` stands above the line without braces. */
static gsize
measure_superscript (const DpTexReader *self,
                     const char        *p)
{
  gsize sign = strchr ("+-", p[1]) != NULL ? 1 : 0;
  gsize length = 1 + sign;

  if (p == self->start || !(g_ascii_isalnum (p[-1]) || p[-1] == ')'))
    return 0;

  while (p + length < self->end && g_ascii_isdigit (p[length]))
    length++;
  if (length > 1)
    return length - 1;

  if (p[1] == '*')
    return 1;

  return g_ascii_isalpha (p[1]) && !g_ascii_isalnum (p[2]) && p[2] != '_' ? 1 : 0;
}

/* `H_2O` and `x_1`; `model_2` is a name. */
static gsize
measure_subscript (const DpTexReader *self,
                   const char        *p)
{
  gsize length = 1;

  if (p == self->start || !g_ascii_isalpha (p[-1]))
    return 0;
  if (!g_ascii_isupper (p[-1]) && p - 1 > self->start && (g_ascii_isalnum (p[-2]) || p[-2] == '_'))
    return 0;

  while (p + length < self->end && g_ascii_isdigit (p[length]))
    length++;

  return length <= 3 && p[length] != '_' ? length - 1 : 0;
}

/**
 * dp_tex_reader_read_script:
 * @self: a reader
 * @p: `^` or `_`
 *
 * Reads what stands above or below the line.
 *
 * Returns: where to go on
 */
const char *
dp_tex_reader_read_script (DpTexReader *self,
                           const char  *p)
{
  const char *close = dp_tex_reader_find_close (self, p + 1);
  gsize       length = 0;

  if (self->end - p < 2 || (self->out.style & DP_TEX_CODE) != 0)
    return dp_tex_reader_copy (self, p, 1);
  if (close != NULL)
    return read_group_script (self, p, close);
  if (p[1] == '\\')
    return read_symbol_script (self, p);

  length = *p == '^' ? measure_superscript (self, p) : measure_subscript (self, p);
  if (length == 0)
    return dp_tex_reader_copy (self, p, 1);

  return append_script (self, p, p + 1, length) + length;
}
