/* dp-tex-letters.c: the commands of TeX that make accents and letters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-letters.h"

#include <string.h>

/* Those of plain TeX (The TeXbook, chapter 9) and of LaTeX's T1 encoding. */

typedef struct
{
  const char *command;
  gunichar    mark; /* a combining character */
} Accent;

static const Accent accents[] = {
  { "`", 0x300 },
  { "'", 0x301 },
  { "^", 0x302 },
  { "~", 0x303 },
  { "=", 0x304 },
  { "u", 0x306 },
  { ".", 0x307 },
  { "\"", 0x308 },
  { "r", 0x30a },
  { "H", 0x30b },
  { "v", 0x30c },
  { "d", 0x323 },
  { "c", 0x327 },
  { "k", 0x328 },
  { "b", 0x331 },
  { "t", 0x361 },
};

/* Those of two letters first: in a name `\aarse` is `\aa rse`. */
static const struct
{
  const char *command;
  const char *letter;
} letters[] = {
  { "aa", "å" },
  { "AA", "Å" },
  { "ae", "æ" },
  { "AE", "Æ" },
  { "oe", "œ" },
  { "OE", "Œ" },
  { "ss", "ß" },
  { "SS", "ẞ" },
  { "dh", "ð" },
  { "DH", "Ð" },
  { "dj", "đ" },
  { "DJ", "Đ" },
  { "th", "þ" },
  { "TH", "Þ" },
  { "ng", "ŋ" },
  { "NG", "Ŋ" },
  { "o", "ø" },
  { "O", "Ø" },
  { "l", "ł" },
  { "L", "Ł" },
  { "i", "ı" },
  { "j", "ȷ" },
};

/* Commands that stand in names and only look as if a letter's command began them. */
static const char *const no_letters[] = {
  "inst",
  "it",
  "item",
  "dag",
  "dagger",
  "ddag",
  "ddagger",
  "dots",
  "ldots",
  "lambda",
  "langle",
  "large",
  "left",
  "bf",
  "bar",
  "beta",
  "bullet",
  "cdot",
  "chi",
  "cite",
  "circ",
  "kappa",
  "rangle",
  "ref",
  "rho",
  "right",
  "rm",
  "upsilon",
  "url",
  "vec",
  "varphi",
  NULL,
};

/**
 * dp_tex_letters_find_mark:
 * @command: a command without its backslash
 * @length: how many bytes
 *
 * Any thread.
 *
 * Returns: the combining character that an accent's command stands for; 0 for
 *   every other command
 */
gunichar
dp_tex_letters_find_mark (const char *command,
                          gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accents); i++)
    if (length == 1 && *accents[i].command == *command)
      return accents[i].mark;

  return 0;
}

/**
 * dp_tex_letters_find:
 * @command: a command without its backslash
 * @length: how many bytes
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the letter that a command makes; %NULL for
 *   every other command
 */
const char *
dp_tex_letters_find (const char *command,
                     gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (strlen (letters[i].command) == length && strncmp (letters[i].command, command, length) == 0)
      return letters[i].letter;

  return NULL;
}

/**
 * dp_tex_letters_find_accent:
 * @mark: a combining character
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the accent's command, without its backslash, that
 *   stands for it
 */
const char *
dp_tex_letters_find_accent (gunichar mark)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accents); i++)
    if (accents[i].mark == mark)
      return accents[i].command;

  return NULL;
}

/**
 * dp_tex_letters_find_command:
 * @letter: a character
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the command, without its backslash, that makes
 *   @letter
 */
const char *
dp_tex_letters_find_command (gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (g_utf8_get_char (letters[i].letter) == letter)
      return letters[i].command;

  return NULL;
}

static gboolean
is_no_letter (const char *command,
              gsize       length)
{
  g_autofree char *word = g_strndup (command, length);

  return g_strv_contains (no_letters, word) || g_str_has_prefix (word, "text");
}

/**
 * dp_tex_letters_measure_prefix:
 * @command: a command of a name, without its backslash
 * @length: how many letters
 *
 * Tells where a command ends that has swallowed the letters behind it: `law` is
 * `l aw`. Any thread.
 *
 * Returns: how long the command of an accent or a letter is with which @command
 *   begins; @length where it begins with none
 */
gsize
dp_tex_letters_measure_prefix (const char *command,
                               gsize       length)
{
  if (is_no_letter (command, length))
    return length;

  for (gsize n = 2; n > 0; n--)
    if (length > n && (dp_tex_letters_find (command, n) != NULL || dp_tex_letters_find_mark (command, n) != 0))
      return n;

  return length;
}
