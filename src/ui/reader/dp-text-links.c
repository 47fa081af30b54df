/* dp-text-links.c: addresses in plain text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-text-links.h"

#include "model/tex/dp-tex-address.h"

#include <string.h>

static void
append_escaped (GString    *markup,
                const char *text,
                gsize       length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize)length);

  g_string_append (markup, escaped);
}

/**
 * dp_text_links_dup_markup:
 * @text: plain text in UTF-8, from outside
 *
 * Returns: (transfer full): @text as the markup of a GtkLabel, with its addresses, see
 *   dp_tex_address_find(), as links. Any thread.
 */
char *
dp_text_links_dup_markup (const char *text)
{
  GString    *markup = NULL;
  const char *start = NULL;
  const char *end = NULL;
  char       *found = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  markup = g_string_new (NULL);
  while (dp_tex_address_find (text, &start, &end, &found))
    {
      g_autofree char *uri = found;

      append_escaped (markup, text, (gsize)(start - text));
      g_string_append (markup, "<a href=\"");
      append_escaped (markup, uri, strlen (uri));
      g_string_append (markup, "\">");
      append_escaped (markup, start, (gsize)(end - start));
      g_string_append (markup, "</a>");
      text = end;
    }
  append_escaped (markup, text, strlen (text));

  return g_string_free (markup, FALSE);
}
