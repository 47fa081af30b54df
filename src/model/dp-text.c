/* dp-text.c: what is done to text wherever it comes from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-text.h"

#include <string.h>

#define VERTICAL_TAB 0x0b
#define NEXT_LINE 0x85

static gboolean
is_space (gunichar character)
{
  /* Unicode calls these two controls, but they separate words. */
  return g_unichar_isspace (character) || character == VERTICAL_TAB || character == NEXT_LINE;
}

/**
 * dp_text_clean:
 * @text: (nullable): text from outside, in any state
 *
 * Makes text fit to be kept and shown on one line: bytes that are not UTF-8
 * become U+FFFD, each run of white space of any kind becomes one space, white
 * space at both ends goes, and so does what dp_text_is_presentable() forbids. Marks of
 * direction and joiners stay, because Arabic, Hebrew and Indic names need them. Any thread.
 *
 * Returns: (transfer full) (nullable): the clean text, maybe empty; %NULL for %NULL
 */
char *
dp_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString         *clean = NULL;
  gboolean         space_due = FALSE;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, -1);
  clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (is_space (character))
        {
          space_due = clean->len > 0;
          continue;
        }

      if (!dp_text_is_presentable (character))
        continue;

      if (space_due)
        g_string_append_c (clean, ' ');
      space_due = FALSE;
      g_string_append_unichar (clean, character);
    }

  return g_string_free (clean, FALSE);
}

/**
 * dp_text_clean_lines:
 * @text: what a person wrote, in any state
 *
 * Makes a text of many lines fit to be kept: bytes that are not UTF-8 become U+FFFD, and
 * controls go, because they could steer a terminal; tabs and ends of lines stay. What is
 * only white space says nothing. What is clean already stays the same. Any thread.
 *
 * Returns: (transfer full): the clean text, maybe empty
 */
char *
dp_text_clean_lines (const char *text)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) clean = NULL;
  gboolean says_something = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  clean = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_iscntrl (character) && character != '\n' && character != '\t')
        continue;

      g_string_append_unichar (clean, character);
      says_something |= !g_unichar_isspace (character);
    }

  return g_strdup (says_something ? clean->str : "");
}

/**
 * dp_text_sort_key:
 * @text: (nullable): valid UTF-8
 *
 * Makes what text sorts by, the same in every locale, so that it can be stored:
 * compatibility decomposition, marks stripped, case folded, and all that stands
 * before the first letter dropped (a title often begins with a quote, a dollar
 * or a number). Compare two keys with strcmp(). Any thread.
 *
 * Returns: (transfer full): the key; empty for %NULL and for what has no letter
 */
char *
dp_text_sort_key (const char *text)
{
  g_autofree char *decomposed = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *again = NULL;
  GString         *key = NULL;

  if (text == NULL)
    return g_strdup ("");

  decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (decomposed == NULL)
    return g_strdup ("");

  /* Folding composes a few characters anew, so it takes a second decomposition. */
  folded = g_utf8_casefold (decomposed, -1);
  again = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  key = g_string_sized_new (strlen (again));

  for (const char *p = again; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_ismark (character))
        continue;

      if (key->len > 0 || g_unichar_isalpha (character))
        g_string_append_unichar (key, character);
    }

  return g_string_free (key, FALSE);
}

/**
 * dp_text_has_word:
 * @text: valid UTF-8
 *
 * Tells whether a tokenizer would find a word in @text. Any thread.
 *
 * Returns: whether there is a letter or digit of any script
 */
gboolean
dp_text_has_word (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/**
 * dp_text_is_double_quote:
 * @character: a character
 *
 * Knows the double quotes of the languages people type in, because keyboards and
 * word processors put them in the place of the plain one. Any thread.
 *
 * Returns: whether @character is one of " “ ” „ ‟ « »
 */
gboolean
dp_text_is_double_quote (gunichar character)
{
  return character == '"' || (character >= 0x201c && character <= 0x201f) ||
         character == 0xab || character == 0xbb;
}

/**
 * dp_text_is_presentable:
 * @character: a character
 *
 * Tells what may go into a text that the program shows between others: every
 * character but controls and those of Unicode's bidirectional algorithm (UAX #9,
 * 2) that embed, override or isolate. These would reach beyond their own text, and
 * no name needs them; the marks of direction and the joiners, which names need, may. Any thread.
 *
 * Returns: whether @character may be shown
 */
gboolean
dp_text_is_presentable (gunichar character)
{
  if (character < 0x80)
    return character >= ' ' && character != 0x7f;

  return character >= 0xa0 && !(character >= 0x202a && character <= 0x202e) &&
         !(character >= 0x2066 && character <= 0x2069);
}
