/* dp-bibtex-letters.c: characters → what writes them in TeX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-bibtex-letters.h"

#include <string.h>

#include "model/tex/dp-tex-letters.h"

typedef struct
{
  gunichar    character;
  const char *tex;
} Command;

static const Command specials[] = {
  { '#', "\\#" },
  { '$', "\\$" },
  { '%', "\\%" },
  { '&', "\\&" },
  { '<', "\\textless{}" },
  { '>', "\\textgreater{}" },
  { '\\', "\\textbackslash{}" },
  { '^', "\\textasciicircum{}" },
  { '_', "\\_" },
  /* BibTeX counts these also behind a backslash. */
  { '{', "\\textbraceleft{}" },
  { '|', "\\textbar{}" },
  { '}', "\\textbraceright{}" },
  { '~', "\\textasciitilde{}" },
};

/* Sorted by character. Every letter of them is in LaTeX's own fonts. */
static const Command commands[] = {
  { 0xa0, "~" },
  { 0xa1, "{\\textexclamdown}" },
  { 0xa3, "{\\pounds}" },
  { 0xa7, "{\\S}" },
  { 0xa9, "{\\copyright}" },
  { 0xab, "{\\guillemotleft}" },
  { 0xad, "\\-" },
  { 0xae, "{\\textregistered}" },
  { 0xb0, "{$^\\circ$}" },
  { 0xb1, "{$\\pm$}" },
  { 0xb2, "{$^2$}" },
  { 0xb3, "{$^3$}" },
  { 0xb5, "{$\\mu$}" },
  { 0xb6, "{\\P}" },
  { 0xb7, "{$\\cdot$}" },
  { 0xb9, "{$^1$}" },
  { 0xbb, "{\\guillemotright}" },
  { 0xbf, "{\\textquestiondown}" },
  { 0xd7, "{$\\times$}" },
  { 0xf7, "{$\\div$}" },
  { 0x393, "{$\\Gamma$}" },
  { 0x394, "{$\\Delta$}" },
  { 0x398, "{$\\Theta$}" },
  { 0x39b, "{$\\Lambda$}" },
  { 0x39e, "{$\\Xi$}" },
  { 0x3a0, "{$\\Pi$}" },
  { 0x3a3, "{$\\Sigma$}" },
  { 0x3a6, "{$\\Phi$}" },
  { 0x3a8, "{$\\Psi$}" },
  { 0x3a9, "{$\\Omega$}" },
  { 0x3b1, "{$\\alpha$}" },
  { 0x3b2, "{$\\beta$}" },
  { 0x3b3, "{$\\gamma$}" },
  { 0x3b4, "{$\\delta$}" },
  { 0x3b5, "{$\\varepsilon$}" },
  { 0x3b6, "{$\\zeta$}" },
  { 0x3b7, "{$\\eta$}" },
  { 0x3b8, "{$\\theta$}" },
  { 0x3b9, "{$\\iota$}" },
  { 0x3ba, "{$\\kappa$}" },
  { 0x3bb, "{$\\lambda$}" },
  { 0x3bc, "{$\\mu$}" },
  { 0x3bd, "{$\\nu$}" },
  { 0x3be, "{$\\xi$}" },
  { 0x3c0, "{$\\pi$}" },
  { 0x3c1, "{$\\rho$}" },
  { 0x3c3, "{$\\sigma$}" },
  { 0x3c4, "{$\\tau$}" },
  { 0x3c5, "{$\\upsilon$}" },
  { 0x3c6, "{$\\varphi$}" },
  { 0x3c7, "{$\\chi$}" },
  { 0x3c8, "{$\\psi$}" },
  { 0x3c9, "{$\\omega$}" },
  { 0x3d5, "{$\\phi$}" },
  { 0x3f5, "{$\\epsilon$}" },
  { 0x2010, "-" },
  { 0x2011, "-" },
  { 0x2013, "--" },
  { 0x2014, "---" },
  { 0x2018, "`" },
  { 0x2019, "'" },
  { 0x201a, "{\\quotesinglbase}" },
  { 0x201c, "``" },
  { 0x201d, "''" },
  { 0x201e, "{\\quotedblbase}" },
  { 0x2020, "{\\dag}" },
  { 0x2021, "{\\ddag}" },
  { 0x2022, "{\\textbullet}" },
  { 0x2026, "{\\ldots}" },
  { 0x2032, "{$'$}" },
  { 0x20ac, "{\\texteuro}" },
  { 0x2122, "{\\texttrademark}" },
  { 0x2190, "{$\\leftarrow$}" },
  { 0x2192, "{$\\rightarrow$}" },
  { 0x2194, "{$\\leftrightarrow$}" },
  { 0x21d2, "{$\\Rightarrow$}" },
  { 0x2208, "{$\\in$}" },
  { 0x2212, "{$-$}" },
  { 0x221a, "{$\\surd$}" },
  { 0x221e, "{$\\infty$}" },
  { 0x2248, "{$\\approx$}" },
  { 0x2260, "{$\\neq$}" },
  { 0x2264, "{$\\leq$}" },
  { 0x2265, "{$\\geq$}" },
};

static const char *
find (const Command *table,
      gsize          n_commands,
      gunichar       character)
{
  gsize first = 0;
  gsize end = n_commands;

  while (first < end)
    {
      gsize middle = first + (end - first) / 2;

      if (table[middle].character == character)
        return table[middle].tex;
      if (table[middle].character < character)
        first = middle + 1;
      else
        end = middle;
    }

  return NULL;
}

/**
 * dp_bibtex_letters_append_special:
 * @out: TeX that is being written
 * @character: a character
 *
 * Appends what TeX shows as @character where that has a meaning in TeX. Any thread.
 *
 * Returns: %FALSE, and nothing is appended, when it has none
 */
gboolean
dp_bibtex_letters_append_special (GString *out,
                                  gunichar character)
{
  const char *tex = find (specials, G_N_ELEMENTS (specials), character);

  if (tex != NULL)
    g_string_append (out, tex);

  return tex != NULL;
}

/* The dot of these makes way for an accent. */
static void
append_base (GString *out,
             gunichar base)
{
  if (base == 'i' || base == 'j')
    g_string_append_printf (out, "\\%c", (char)base);
  else
    g_string_append_unichar (out, base);
}

/* An accent that is a letter, `\c c`, needs a space or it would be another command. */
static void
append_accented (GString    *out,
                 const char *accent,
                 gunichar    base)
{
  g_string_append_printf (out, "{\\%s%s", accent, g_ascii_isalpha (*accent) && base != 'i' && base != 'j' ? " " : "");
  append_base (out, base);
  g_string_append_c (out, '}');
}

static gboolean
append_composed (GString *out,
                 gunichar character)
{
  gunichar    base = 0;
  gunichar    mark = 0;
  gunichar    inner = 0;
  gunichar    inner_mark = 0;
  const char *accent = NULL;
  g_autoptr (GString) nested = NULL;

  if (!g_unichar_decompose (character, &base, &mark) || mark == 0)
    return FALSE;

  accent = dp_tex_letters_find_accent (mark);
  if (accent == NULL)
    return FALSE;

  if (base < 0x80)
    {
      append_accented (out, accent, base);
      return TRUE;
    }

  /* Vietnamese letters have two. */
  nested = g_string_new (NULL);
  if (!g_unichar_decompose (base, &inner, &inner_mark) || !append_composed (nested, base))
    return FALSE;

  g_string_append_printf (out, "{\\%s%s}", accent, nested->str);

  return TRUE;
}

/**
 * dp_bibtex_letters_append_command:
 * @out: TeX that is being written
 * @character: a character that is not of ASCII
 *
 * Appends what TeX shows as @character, in ASCII, in braces where it is a command. Any
 * thread.
 *
 * Returns: %FALSE, and nothing is appended, for a character that has no command in
 *   LaTeX's own fonts: Cyrillic, Chinese
 */
gboolean
dp_bibtex_letters_append_command (GString *out,
                                  gunichar character)
{
  const char *tex = find (commands, G_N_ELEMENTS (commands), character);
  const char *letter = dp_tex_letters_find_command (character);

  if (tex != NULL)
    g_string_append (out, tex);
  else if (letter != NULL)
    g_string_append_printf (out, "{\\%s}", letter);
  else
    return append_composed (out, character);

  return TRUE;
}

/**
 * dp_bibtex_letters_append_in_formula:
 * @out: a formula that is being written
 * @character: a character that is not of ASCII
 *
 * Appends a symbol's command without the dollars around it. Any thread.
 *
 * Returns: %FALSE, and nothing is appended, for what is no symbol
 */
gboolean
dp_bibtex_letters_append_in_formula (GString *out,
                                     gunichar character)
{
  const char *tex = find (commands, G_N_ELEMENTS (commands), character);
  gsize       length = tex != NULL ? strlen (tex) : 0;

  if (length == 0 || !g_str_has_prefix (tex, "{$"))
    return FALSE;

  g_string_append_len (out, tex + strlen ("{$"), (gssize)(length - strlen ("{$$}")));
  g_string_append_c (out, ' ');

  return TRUE;
}
