/* dp-text-links.c: addresses in plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-text-links.h"

#include "model/dp-link.h"

#include <string.h>

/* What ends a sentence and not an address. */
#define TRAILING ".,;:!?)\"'"

static void
append_escaped (GString    *markup,
                const char *text,
                gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize)length);

  g_string_append (markup, escaped);
}

static const char *
find_address (const char *text)
{
  const char *http = strstr (text, "http://");
  const char *https = strstr (text, "https://");

  if (http == NULL || https == NULL)
    return http != NULL ? http : https;

  return MIN (http, https);
}

static gsize
measure_address (const char *address)
{
  gsize length = strcspn (address, " \t\r\n<>");

  while (length > 0 && strchr (TRAILING, address[length - 1]) != NULL)
    length--;

  return length;
}

/**
 * dp_text_links_dup_markup:
 * @text: plain text in UTF-8, from outside
 *
 * Returns: (transfer full): @text as the markup of a GtkLabel, with its http and https
 *   addresses as links. Any thread.
 */
char *
dp_text_links_dup_markup (const char *text)
{
  GString    *markup = NULL;
  const char *address = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  markup = g_string_new (NULL);
  while ((address = find_address (text)) != NULL)
    {
      gsize            length = measure_address (address);
      g_autofree char *uri = g_strndup (address, length);

      append_escaped (markup, text, (gsize)(address - text));
      if (dp_link_is_safe (uri))
        {
          g_string_append (markup, "<a href=\"");
          append_escaped (markup, uri, length);
          g_string_append (markup, "\">");
          append_escaped (markup, uri, length);
          g_string_append (markup, "</a>");
        }
      else
        {
          append_escaped (markup, uri, length);
        }
      text = address + length;
    }
  append_escaped (markup, text, strlen (text));

  return g_string_free (markup, FALSE);
}
