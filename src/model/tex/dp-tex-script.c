/* dp-tex-script.c: characters that Unicode has above and below the line, and in other alphabets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-script.h"

#include <string.h>

/* The Unicode Standard, charts U+2070, U+1D00, U+1D80, U+02B0 and U+2C60. What needs no other form is there too. */
static const char superscripts_from[] = "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδεθφχ*∗†‡′°";
static const char superscripts_to[] = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵋᶿᵠᵡ**†‡′°";
static const char subscripts_from[] = "0123456789+-−=()aehijklmnoprstuvxβγρφχ";
static const char subscripts_to[] = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ";

/* The letters that the block of mathematical letters (U+1D400) leaves to an older one. */
static const struct
{
  const char *font;
  char        letter;
  gunichar    character;
} older[] = {
  { "bb", 'C', 0x2102 },
  { "bb", 'H', 0x210d },
  { "bb", 'N', 0x2115 },
  { "bb", 'P', 0x2119 },
  { "bb", 'Q', 0x211a },
  { "bb", 'R', 0x211d },
  { "bb", 'Z', 0x2124 },
  { "frak", 'C', 0x212d },
  { "frak", 'H', 0x210c },
  { "frak", 'I', 0x2111 },
  { "frak", 'R', 0x211c },
  { "frak", 'Z', 0x2128 },
};

static const struct
{
  const char *font;
  gunichar    capital_a;
  gunichar    small_a;
  gunichar    zero; /* 0 when the alphabet has no digits */
} alphabets[] = {
  { "bb", 0x1d538, 0x1d552, 0x1d7d8 },
  { "cal", 0x1d4d0, 0x1d4ea, 0 },
  { "frak", 0x1d504, 0x1d51e, 0 },
};

/**
 * dp_tex_script_alphabet:
 * @font: bb, cal, frak or another
 * @character: a character
 *
 * Any thread.
 *
 * Returns: the letter or digit of that alphabet; @character where it has none
 */
gunichar
dp_tex_script_alphabet (const char *font,
                        gunichar    character)
{
  if (character >= 0x80)
    return character;

  for (gsize i = 0; i < G_N_ELEMENTS (older); i++)
    if ((gunichar)older[i].letter == character && strcmp (older[i].font, font) == 0)
      return older[i].character;

  for (gsize i = 0; i < G_N_ELEMENTS (alphabets); i++)
    if (strcmp (alphabets[i].font, font) != 0)
      continue;
    else if (g_ascii_isupper ((char)character))
      return alphabets[i].capital_a + character - 'A';
    else if (g_ascii_islower ((char)character))
      return alphabets[i].small_a + character - 'a';
    else if (g_ascii_isdigit ((char)character) && alphabets[i].zero != 0)
      return alphabets[i].zero + character - '0';

  return character;
}

/* Whether all of @text was there; what was not is not appended. */
static gboolean
append_all (GString    *out,
            const char *text,
            const char *from,
            const char *to)
{
  gsize length = out->len;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *found = g_utf8_strchr (from, -1, g_utf8_get_char (p));

      if (found == NULL)
        {
          g_string_truncate (out, length);
          return FALSE;
        }
      g_string_append_unichar (out, g_utf8_get_char (g_utf8_offset_to_pointer (to, g_utf8_pointer_to_offset (from, found))));
    }

  return TRUE;
}

static gboolean
is_word (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && !g_ascii_isdigit (*p))
      return FALSE;

  return TRUE;
}

/**
 * dp_tex_script_append:
 * @out: where to append
 * @side: `^` or `_`
 * @text: UTF-8
 * @word_follows: whether a letter or digit follows
 *
 * Appends @text with Unicode's characters above or below the line when it has them
 * all, else behind @side, in parentheses where its end would not be seen. Any thread.
 */
void
dp_tex_script_append (GString    *out,
                      char        side,
                      const char *text,
                      gboolean    word_follows)
{
  if (side == '^' ? append_all (out, text, superscripts_from, superscripts_to)
                  : append_all (out, text, subscripts_from, subscripts_to))
    return;

  if (g_utf8_strlen (text, -1) == 1 || (is_word (text) && !word_follows))
    g_string_append_printf (out, "%c%s", side, text);
  else
    g_string_append_printf (out, "%c(%s)", side, text);
}
