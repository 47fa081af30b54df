/* dp-html.c: foreign text on its way into HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-html.h"

#include "model/dp-text.h"

#include <string.h>

/* There are two places where text from outside may land: between tags and in a
 * quoted attribute. There is no third; never put any into a style, a script, a
 * comment or the name of a tag. */

/* White space apart, nothing that is not seen, and nothing that turns a page around. */
static void
append_character (GString    *html,
                  const char *p)
{
  if (dp_text_is_presentable (g_utf8_get_char (p)) || strchr ("\n\t", *p) != NULL)
    g_string_append_len (html, p, g_utf8_next_char (p) - p);
}

static void
append_escaped (GString    *html,
                const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    switch (*p)
      {
      case '&':
        g_string_append (html, "&amp;");
        break;

      case '<':
        g_string_append (html, "&lt;");
        break;

      case '>':
        g_string_append (html, "&gt;");
        break;

      case '"':
        g_string_append (html, "&quot;");
        break;

      case '\'':
        g_string_append (html, "&#39;");
        break;

      default:
        append_character (html, p);
      }
}

/**
 * dp_html_append_text:
 * @html: what is being written
 * @text: (nullable): any bytes; what is not UTF-8 becomes U+FFFD
 *
 * Appends @text as the content of an element, without control characters and those
 * that would turn the text around it too; see dp_text_is_presentable(). Any thread.
 */
void
dp_html_append_text (GString    *html,
                     const char *text)
{
  g_return_if_fail (html != NULL);

  if (text != NULL)
    append_escaped (html, text);
}

/**
 * dp_html_append_attribute:
 * @html: what is being written, inside a tag
 * @name: the attribute's name, one of ours
 * @value: any bytes; what is not UTF-8 becomes U+FFFD
 *
 * Appends a blank and ` name="value"`. Never for `style` or `on…`. Any thread.
 */
void
dp_html_append_attribute (GString    *html,
                          const char *name,
                          const char *value)
{
  g_return_if_fail (html != NULL);
  g_return_if_fail (name != NULL && value != NULL);

  g_string_append_printf (html, " %s=\"", name);
  append_escaped (html, value);
  g_string_append_c (html, '"');
}
