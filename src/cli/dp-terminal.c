/* dp-terminal.c: foreign text on its way to a terminal
 *
 * A title may hold an escape sequence that would clear the screen, rename the
 * window or worse; none gets through here. Widths are in columns: a CJK
 * character takes two, a combining mark none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-terminal.h"

#include "model/dp-text.h"

#include <sys/ioctl.h>
#include <unistd.h>

#define ELLIPSIS "…"
#define FALLBACK_WIDTH 80

/* Less than this cannot hold a table; longer lines than the terminal's are the lesser evil. */
#define MIN_WIDTH 40

/**
 * dp_terminal_get_width:
 * @fd: an open file
 *
 * Returns: how many columns the terminal behind @fd has, or
 *   %DP_TERMINAL_UNLIMITED when it is none
 */
guint
dp_terminal_get_width (int fd)
{
  struct winsize size = { 0 };

  if (!isatty (fd))
    return DP_TERMINAL_UNLIMITED;

  if (ioctl (fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return FALLBACK_WIDTH;

  return MAX (size.ws_col, MIN_WIDTH);
}

/**
 * dp_terminal_clean:
 * @text: anything
 *
 * Makes valid UTF-8 of @text in which nothing commands a terminal: control
 * characters, line breaks among them, become spaces, and overrides of the
 * direction of writing are dropped.
 *
 * Returns: (transfer full): one line
 */
char *
dp_terminal_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString         *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar     character = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (character);

      if (g_unichar_iscntrl (character) ||
          type == G_UNICODE_LINE_SEPARATOR ||
          type == G_UNICODE_PARAGRAPH_SEPARATOR)
        g_string_append_c (clean, ' ');
      else if (dp_text_is_presentable (character))
        g_string_append_unichar (clean, character);
    }

  return g_string_free (clean, FALSE);
}

/**
 * dp_terminal_escape:
 * @json: JSON
 *
 * Escapes what could command a terminal and is allowed in JSON as it is: it still
 * says the same.
 *
 * Returns: (transfer full): JSON
 */
char *
dp_terminal_escape (const char *json)
{
  GString *escaped = g_string_sized_new (strlen (json));

  for (const char *p = json; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      /* Below that are only line ends, between values. */
      if (character >= 0x7f && !dp_text_is_presentable (character))
        g_string_append_printf (escaped, "\\u%04x", character);
      else
        g_string_append_unichar (escaped, character);
    }

  return g_string_free (escaped, FALSE);
}

static guint
measure_character (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;

  return g_unichar_iswide (character) ? 2 : 1;
}

/**
 * dp_terminal_measure:
 * @text: clean text
 *
 * Returns: how many columns it takes
 */
guint
dp_terminal_measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += measure_character (g_utf8_get_char (p));

  return width;
}

/* The end of the longest start of @text that takes at most @width columns, marks
 * that belong to its last character included. */
static const char *
find_end (const char *text,
          guint       width)
{
  const char *p = text;
  guint       used = 0;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      used += measure_character (g_utf8_get_char (p));
      if (used > width)
        break;
    }

  return p;
}

/**
 * dp_terminal_fit:
 * @text: clean text
 * @width: how many columns there are, at least 1
 *
 * Returns: (transfer full): @text, or as much of it as fits with an ellipsis
 */
char *
dp_terminal_fit (const char *text,
                 guint       width)
{
  g_autofree char *start = NULL;

  g_return_val_if_fail (width > 0, NULL);

  if (*find_end (text, width) == '\0')
    return g_strdup (text);

  start = g_strndup (text, (gsize)(find_end (text, width - 1) - text));
  g_strchomp (start);

  return g_strconcat (start, ELLIPSIS, NULL);
}

/**
 * dp_terminal_pad:
 * @text: clean text
 * @width: how many columns there are
 *
 * Returns: (transfer full): @text, cut or followed by spaces so that it takes @width columns
 */
char *
dp_terminal_pad (const char *text,
                 guint       width)
{
  g_autofree char *fitting = dp_terminal_fit (text, width);
  guint            used = dp_terminal_measure (fitting);

  return g_strdup_printf ("%s%*s", fitting, (int)(width - MIN (used, width)), "");
}

static void
append_wrapped (GString    *wrapped,
                const char *line,
                guint       width)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint used = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint word_width = dp_terminal_measure (words[i]);

      if (used > 0 && word_width >= width - MIN (used, width))
        {
          g_string_append_c (wrapped, '\n');
          used = 0;
        }
      else if (i > 0)
        {
          g_string_append_c (wrapped, ' ');
          used++;
        }

      g_string_append (wrapped, words[i]);
      used += word_width;
    }
}

/**
 * dp_terminal_wrap:
 * @text: anything, in lines
 * @width: how many columns there are
 *
 * Cleans each line and breaks it between words where it is too long.
 *
 * Returns: (transfer full): the lines
 */
char *
dp_terminal_wrap (const char *text,
                  guint       width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *wrapped = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *clean = dp_terminal_clean (lines[i]);

      if (i > 0)
        g_string_append_c (wrapped, '\n');
      append_wrapped (wrapped, clean, width);
    }

  return g_string_free (wrapped, FALSE);
}
