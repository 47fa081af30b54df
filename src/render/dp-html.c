/* dp-html.c: foreign text on its way into HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-html.h"

#include <gio/gio.h>

/* There are two places where text from outside may land: between tags and in a
 * quoted attribute. There is no third; never put any into a style, a script, a
 * comment or the name of a tag. */

static void
append_escaped (GString    *html,
                const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p++)
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
        g_string_append_c (html, *p);
      }
}

/**
 * dp_html_append_text:
 * @html: what is being written
 * @text: (nullable): any bytes; what is not UTF-8 becomes U+FFFD
 *
 * Appends @text as the content of an element. Any thread.
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

/**
 * dp_html_is_web_link:
 * @uri: (nullable): from outside
 *
 * Returns: whether @uri is a well-formed http or https address with a host, the
 *   only kind that a page links to and that the browser is given. Any thread.
 */
gboolean
dp_html_is_web_link (const char *uri)
{
  const char *host = NULL;
  g_autoptr (GUri) parsed = NULL;

  if (uri == NULL)
    return FALSE;

  parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (parsed == NULL)
    return FALSE;

  host = g_uri_get_host (parsed);
  if (host == NULL || *host == '\0')
    return FALSE;

  return g_str_equal (g_uri_get_scheme (parsed), "https") ||
         g_str_equal (g_uri_get_scheme (parsed), "http");
}
