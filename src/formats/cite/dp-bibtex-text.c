/* dp-bibtex-text.c: foreign text on its way into a BibTeX file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-bibtex-text.h"

#include <string.h>

#include "formats/cite/dp-bibtex-letters.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-text.h"

/* Text is read as TeX and written anew: formulas as they are, of text-mode TeX what it
 * says. So a value is sound, whatever its author left open: nothing of it but formulas
 * whose braces are balanced is copied. */

static const struct
{
  DpTexStyle  style;
  const char *command;
} styles[] = {
  { DP_TEX_BOLD, "textbf" },
  { DP_TEX_ITALIC, "emph" },
  { DP_TEX_CODE, "texttt" },
  { DP_TEX_SMALL_CAPS, "textsc" },
  { DP_TEX_UNDERLINE, "underline" },
  { DP_TEX_SUPERSCRIPT, "textsuperscript" },
  { DP_TEX_SUBSCRIPT, "textsubscript" },
};

static void
append_escaped (GString        *out,
                const char     *text,
                gsize           length,
                DpBibtexLetters letters)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (dp_bibtex_letters_append_special (out, character))
        continue;
      if (character >= 0x80 && letters == DP_BIBTEX_TEX && dp_bibtex_letters_append_command (out, character))
        continue;
      g_string_append_unichar (out, character);
    }
}

/* The pieces in which capitals are looked for: “BERT-Based” has two. */
static gsize
measure_piece (const char *text)
{
  const char *p = text;

  while (*p != '\0' && (g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p))))
    p = g_utf8_next_char (p);

  return p > text ? (gsize)(p - text) : (gsize)(g_utf8_next_char (text) - text);
}

/* A style that writes titles like sentences would make an acronym of these something
 * else: BERT, arXiv, 3D, R1, the Q of Q-learning; not of a word that only begins a title. */
static gboolean
needs_its_capitals (const char *piece,
                    gsize       length)
{
  gsize n_letters = 0;
  gsize n_capitals = 0;
  gsize n_digits = 0;

  for (const char *p = piece; p < piece + length; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      gboolean is_capital = g_unichar_isupper (character);

      if (is_capital && n_letters > 0)
        return TRUE;
      n_letters++;
      n_capitals += is_capital ? 1 : 0;
      n_digits += g_unichar_isdigit (character) ? 1 : 0;
    }

  return n_capitals > 0 && (n_digits > 0 || (n_letters == 1 && *piece != 'A'));
}

static void
append_title_text (GString        *out,
                   const char     *text,
                   DpBibtexLetters letters)
{
  for (const char *p = text; *p != '\0';)
    {
      gsize    length = measure_piece (p);
      gboolean is_kept = needs_its_capitals (p, length);

      if (is_kept)
        g_string_append_c (out, '{');
      append_escaped (out, p, length, letters);
      if (is_kept)
        g_string_append_c (out, '}');
      p += length;
    }
}

/* As BibTeX counts them, to which a backslash before a brace means nothing. */
static gboolean
is_balanced (const char *tex)
{
  guint depth = 0;

  for (const char *p = tex; *p != '\0'; p++)
    {
      if (*p == '{')
        depth++;
      else if (*p == '}' && depth-- == 0)
        return FALSE;
    }

  return depth == 0;
}

static gboolean
has_delimiters (const char *source)
{
  return *source == '$' || g_str_has_prefix (source, "\\(") || g_str_has_prefix (source, "\\[") ||
         g_str_has_prefix (source, "\\begin");
}

/* In a formula letters are symbols. */
static char *
spell_symbols (const char *formula)
{
  GString *out = g_string_new (NULL);

  for (const char *p = formula; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character < 0x80 || !dp_bibtex_letters_append_in_formula (out, character))
        g_string_append_unichar (out, character);
    }

  return g_string_free (out, FALSE);
}

/* In braces, within which no style changes letters: $K$ is not $k$. */
static void
append_formula (GString            *out,
                const DpTexSegment *segment,
                DpBibtexLetters     letters)
{
  g_autofree char *source = letters == DP_BIBTEX_TEX ? spell_symbols (segment->source) : NULL;
  g_autofree char *clean = dp_text_clean (source != NULL ? source : segment->source);

  if (!is_balanced (clean))
    append_escaped (out, clean, strlen (clean), letters);
  else if (has_delimiters (clean))
    g_string_append_printf (out, "{%s}", clean);
  else
    g_string_append_printf (out, "{\\ensuremath{%s}}", clean);
}

static void
append_styled (GString            *out,
               const DpTexSegment *segment,
               DpBibtexLetters     letters,
               gboolean            is_title)
{
  guint n_open = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (segment->style & styles[i].style)
      {
        g_string_append_printf (out, "\\%s{", styles[i].command);
        n_open++;
      }

  if (is_title && n_open == 0)
    append_title_text (out, segment->text, letters);
  else
    append_escaped (out, segment->text, strlen (segment->text), letters);

  for (; n_open > 0; n_open--)
    g_string_append_c (out, '}');
}

static void
append_space (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
}

static char *
format (const char     *tex,
        DpBibtexLetters letters,
        gboolean        is_title)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *clean = dp_text_clean (tex != NULL ? tex : "");
  g_autoptr (GPtrArray) segments = dp_tex_text_parse (clean);

  for (guint i = 0; i < segments->len; i++)
    {
      const DpTexSegment *segment = g_ptr_array_index (segments, i);

      if (segment->kind == DP_TEX_MATH)
        append_formula (out, segment, letters);
      else if (segment->kind == DP_TEX_TEXT)
        append_styled (out, segment, letters, is_title);
      else
        append_space (out);
    }

  return dp_text_clean (out->str);
}

/**
 * dp_bibtex_text_format_plain:
 * @text: text in which nothing is TeX
 * @letters: how letters are written that ASCII lacks
 *
 * Any thread.
 *
 * Returns: (transfer full): what TeX shows as @text
 */
char *
dp_bibtex_text_format_plain (const char     *text,
                             DpBibtexLetters letters)
{
  g_autofree char *clean = dp_text_clean (text);
  GString         *out = g_string_new (NULL);

  append_escaped (out, clean, strlen (clean), letters);

  return g_string_free (out, FALSE);
}

/**
 * dp_bibtex_text_format:
 * @tex: (nullable): text as authors type it, with TeX in any state
 * @letters: how letters are written that ASCII lacks
 *
 * Keeps formulas, and writes the rest so that any TeX reads it. Any thread.
 *
 * Returns: (transfer full): a value whose braces are balanced
 */
char *
dp_bibtex_text_format (const char     *tex,
                       DpBibtexLetters letters)
{
  return format (tex, letters, FALSE);
}

/**
 * dp_bibtex_text_format_title:
 * @tex: (nullable): a title as authors type it, with TeX in any state
 * @letters: how letters are written that ASCII lacks
 *
 * The same as dp_bibtex_text_format(), with braces around what must keep its capitals.
 * Any thread.
 *
 * Returns: (transfer full): a value whose braces are balanced
 */
char *
dp_bibtex_text_format_title (const char     *tex,
                             DpBibtexLetters letters)
{
  return format (tex, letters, TRUE);
}

/**
 * dp_bibtex_text_format_verbatim:
 * @text: an address or a DOI
 *
 * Percent-encodes what would end a value or begin something in it. Any thread.
 *
 * Returns: (transfer full): the value
 */
char *
dp_bibtex_text_format_verbatim (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isgraph (*p) && strchr ("{}\\\"", *p) == NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "%%%02X", (guchar)*p);

  return g_string_free (out, FALSE);
}
