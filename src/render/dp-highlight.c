/* dp-highlight.c: words that are marked in a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-highlight.h"

#include "render/dp-html.h"

#include <string.h>

/**
 * dp_highlight_init_field:
 * @self: what is filled in
 * @other: (nullable): which words are marked
 * @field: a field of a paper
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): @self, which marks @other's words in texts of
 *   @field; %NULL when @other is
 */
DpHighlight *
dp_highlight_init_field (DpHighlight       *self,
                         const DpHighlight *other,
                         DpSearchField      field)
{
  if (other == NULL)
    return NULL;

  *self = *other;
  self->field = field;

  return self;
}

static void
append_part (GString    *html,
             const char *text,
             gsize       start,
             gsize       end)
{
  g_autofree char *part = g_strndup (text + start, end - start);

  dp_html_append_text (html, part);
}

/**
 * dp_highlight_append_text:
 * @self: (nullable): which words to mark; %NULL for none
 * @html: what is being written
 * @text: (nullable): a text, as for dp_html_append_text()
 *
 * Appends @text as the content of an element, its words in `<mark>`. On the thread of
 * who finds them.
 */
void
dp_highlight_append_text (const DpHighlight *self,
                          GString           *html,
                          const char        *text)
{
  g_autoptr (GArray) ranges = NULL;
  gsize length = text != NULL ? strlen (text) : 0;
  gsize position = 0;

  g_return_if_fail (html != NULL);

  if (self != NULL && length > 0)
    ranges = self->find (self->field, text, self->user_data);

  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      const DpTextRange *range = &g_array_index (ranges, DpTextRange, i);

      append_part (html, text, position, range->start);
      g_string_append (html, "<mark>");
      append_part (html, text, range->start, range->start + range->length);
      g_string_append (html, "</mark>");
      position = range->start + range->length;
    }

  if (length > position)
    append_part (html, text, position, length);
}
