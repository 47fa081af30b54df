/* dp-markdown.c: foreign text on its way into Markdown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-markdown.h"

#include <string.h>

#include "model/dp-text.h"

/* What would mean something to Markdown is written as a character reference,
 * `&#42;` for `*`, and never with a backslash: a reference is text wherever it
 * stands (CommonMark 0.29, 6.2), in a cell as between tags of HTML, and who reads
 * the file back need not guess whether a backslash is TeX's or ours. What means
 * nothing where it stands, as the `_` in `a_b`, is left as it is. */

#define WWW "www."

/* Marks of direction are not seen by who edits the file; as references they are, and
 * work where the text is shown. */
static gboolean
is_bidi_control (gunichar character)
{
  return character == 0x200e || character == 0x200f || character == 0x061c;
}

static gunichar
get_char_before (const char *start,
                 const char *p)
{
  return p > start ? g_utf8_get_char (g_utf8_prev_char (p)) : 0;
}

/* Whether the character at @p would be more than itself. */
static gboolean
is_special (const char *start,
            const char *p)
{
  gunichar character = g_utf8_get_char (p);

  switch (character)
    {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '|':
    case '~':
    case '$': /* GitHub's mathematics */
      return TRUE;

    case '_':
      return !g_unichar_isalnum (get_char_before (start, p)) || !g_unichar_isalnum (g_utf8_get_char (p + 1));

    case '&':
      return p[1] == '#' || g_ascii_isalpha (p[1]);

    case '{': /* GitHub Pages' templates */
      return p[1] == '{' || p[1] == '%';

    default:
      return is_bidi_control (character);
    }
}

static void
append_reference (GString *markdown,
                  gunichar character)
{
  if (character == '<')
    g_string_append (markdown, "&lt;");
  else if (character == '&')
    g_string_append (markdown, "&amp;");
  else if (character < 0x80)
    g_string_append_printf (markdown, "&#%u;", character);
  else
    g_string_append_printf (markdown, "&#x%x;", character);
}

/* GFM makes links of bare addresses, and takes what is in them as it is written:
 * a reference there would be shown. */
static gboolean
is_address (const char *start,
            const char *p)
{
  return (*p == ':' && strncmp (p, "://", 3) == 0) ||
         (*p == '.' && p - start >= 3 && g_ascii_strncasecmp (p - 3, WWW, strlen (WWW)) == 0);
}

/* An address without anything special stays one that can be clicked. */
static gboolean
is_plain_word (const char *start,
               const char *word,
               const char *end)
{
  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    if (is_special (start, p))
      return FALSE;

  return TRUE;
}

static void
append_word (GString    *markdown,
             const char *start,
             const char *word,
             const char *end,
             gboolean    may_link)
{
  gboolean may_be_address = may_link && is_plain_word (start, word, end);

  for (const char *p = word; p < end; p = g_utf8_next_char (p))
    if (is_special (start, p) || (!may_be_address && is_address (start, p)))
      append_reference (markdown, g_utf8_get_char (p));
    else
      g_string_append_len (markdown, p, g_utf8_next_char (p) - p);
}

static void
append_text (GString    *markdown,
             const char *text,
             gboolean    may_link)
{
  g_autofree char *clean = dp_text_clean (text);
  const char      *word = clean;

  while (word != NULL && *word != '\0')
    {
      const char *end = word + strcspn (word, " ");

      append_word (markdown, clean, word, end, may_link);
      if (*end == ' ')
        g_string_append_c (markdown, *end++);
      word = end;
    }
}

/**
 * dp_markdown_append_text:
 * @markdown: a line that is being written
 * @text: (nullable): any bytes
 *
 * Appends @text so that a reader of GFM shows exactly its characters, white space
 * collapsed and control characters dropped as by dp_text_clean(). A bare web
 * address that needs no escaping is left for GFM to make a link of; nothing else in
 * it has a meaning, not to GitHub's mathematics either. Any thread.
 */
void
dp_markdown_append_text (GString    *markdown,
                         const char *text)
{
  g_return_if_fail (markdown != NULL);

  append_text (markdown, text, TRUE);
}

/* A parenthesis would end the address, and is not to be percent-encoded: that would
 * be another address. What no address may hold is. */
static void
append_target (GString    *markdown,
               const char *url)
{
  gboolean is_text = g_utf8_validate (url, -1, NULL);

  for (const char *p = url; *p != '\0'; p++)
    {
      guchar byte = (guchar)*p;

      if (byte <= ' ' || byte == 0x7f || strchr ("<>\\\"", byte) != NULL || (byte >= 0x80 && !is_text))
        g_string_append_printf (markdown, "%%%02X", byte);
      else if (strchr ("()|`$", byte) != NULL || (byte == '&' && (p[1] == '#' || g_ascii_isalpha (p[1]))))
        append_reference (markdown, byte);
      else
        g_string_append_c (markdown, *p);
    }
}

/**
 * dp_markdown_append_link:
 * @markdown: a line that is being written
 * @text: (nullable): what is shown, any bytes
 * @url: (nullable): where it leads; without one only @text is appended
 *
 * Appends a link. There is no link within its text. Any thread.
 */
void
dp_markdown_append_link (GString    *markdown,
                         const char *text,
                         const char *url)
{
  g_return_if_fail (markdown != NULL);

  if (url == NULL)
    {
      append_text (markdown, text, TRUE);
      return;
    }

  g_string_append_c (markdown, '[');
  append_text (markdown, text, FALSE);
  g_string_append (markdown, "](");
  append_target (markdown, url);
  g_string_append_c (markdown, ')');
}

/**
 * dp_markdown_append_heading:
 * @markdown: what is being written, at the start of a line
 * @text: any bytes
 *
 * Appends a heading of the second level, with its line end. Any thread.
 */
void
dp_markdown_append_heading (GString    *markdown,
                            const char *text)
{
  g_return_if_fail (markdown != NULL && text != NULL);

  g_string_append (markdown, "## ");
  append_text (markdown, text, TRUE);

  /* A row of them at the end would be taken for the end of the heading. */
  if (markdown->str[markdown->len - 1] == '#')
    {
      g_string_truncate (markdown, markdown->len - 1);
      append_reference (markdown, '#');
    }
  g_string_append_c (markdown, '\n');
}

/**
 * dp_markdown_append_remark:
 * @markdown: what is being written, at the start of a line
 * @text: any bytes, not only white space
 *
 * Appends a paragraph in italics, with its line end. Any thread.
 */
void
dp_markdown_append_remark (GString    *markdown,
                           const char *text)
{
  g_return_if_fail (markdown != NULL && text != NULL);

  g_string_append_c (markdown, '*');
  append_text (markdown, text, TRUE);
  g_string_append (markdown, "*\n");
}
