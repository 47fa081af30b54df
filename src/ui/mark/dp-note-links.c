/* dp-note-links.c: the links in a text that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/mark/dp-note-links.h"

#include <string.h>

#include "model/dp-link.h"

#define TAG "link"

/* A note is what a person writes; of a text longer than that only the beginning has
 * links, so that each letter stays quick. */
#define MAX_CHARS 20000
#define MAX_LINK_BYTES 2048

static gboolean
ends_link (gunichar c)
{
  return c == 0 || g_unichar_isspace (c) || g_unichar_iscntrl (c) || strchr ("<>\"`{}|\\^", (int)MIN (c, 0x7f)) != NULL;
}

static const char *
find_scheme (const char *text)
{
  const char *plain = strstr (text, "http://");
  const char *secure = strstr (text, "https://");

  if (plain == NULL || (secure != NULL && secure < plain))
    return secure;

  return plain;
}

/* Whether more brackets are closed than opened in it. */
static gboolean
is_unopened (const char *start,
             const char *end,
             char        opening,
             char        closing)
{
  int depth = 0;

  for (const char *p = start; p < end; p++)
    if (*p == opening)
      depth++;
    else if (*p == closing)
      depth--;

  return depth < 0;
}

/* “(see https://example.org/a_(b).)” ends with the bracket that was opened in it. */
static const char *
drop_punctuation (const char *start,
                  const char *end)
{
  while (end > start)
    {
      char last = end[-1];

      if (strchr (".,;:!?'", last) == NULL &&
          (last != ')' || !is_unopened (start, end, '(', ')')) &&
          (last != ']' || !is_unopened (start, end, '[', ']')))
        break;
      end--;
    }

  return end;
}

/**
 * dp_note_links_find:
 * @text: plain text
 * @out_start: (out): where the link begins
 * @out_end: (out): where it ends
 *
 * Finds the first http or https link of a text, without the punctuation after it.
 *
 * Returns: whether there is one
 */
gboolean
dp_note_links_find (const char  *text,
                    const char **out_start,
                    const char **out_end)
{
  const char *start = NULL;

  g_return_val_if_fail (text != NULL && out_start != NULL && out_end != NULL, FALSE);

  while ((start = find_scheme (text)) != NULL)
    {
      const char      *end = start;
      g_autofree char *uri = NULL;

      while (end - start < MAX_LINK_BYTES && !ends_link (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);

      *out_start = start;
      *out_end = drop_punctuation (start, end);
      uri = g_strndup (*out_start, (gsize)(*out_end - *out_start));
      if (dp_link_is_safe (uri))
        return TRUE;

      text = end > start ? end : start + 1;
    }

  return FALSE;
}

static void
mark_links (GtkTextBuffer *buffer)
{
  GtkTextIter      start;
  GtkTextIter      end;
  g_autofree char *text = NULL;
  const char      *rest = NULL;
  const char      *link = NULL;
  const char      *link_end = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, TAG, &start, &end);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, MAX_CHARS);

  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  for (rest = text; dp_note_links_find (rest, &link, &link_end); rest = link_end)
    {
      gtk_text_iter_forward_chars (&start, (int)g_utf8_pointer_to_offset (rest, link));
      end = start;
      gtk_text_iter_forward_chars (&end, (int)g_utf8_pointer_to_offset (link, link_end));
      gtk_text_buffer_apply_tag_by_name (buffer, TAG, &start, &end);
      start = end;
    }
}

/**
 * dp_note_links_attach:
 * @view: a view
 *
 * Underlines the links of what the view shows, from now on.
 */
void
dp_note_links_attach (GtkTextView *view)
{
  GtkTextBuffer *buffer = NULL;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_create_tag (buffer, TAG, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_signal_connect (buffer, "changed", G_CALLBACK (mark_links), NULL);
}

/**
 * dp_note_links_dup_uri:
 * @view: a view whose links are underlined
 * @place: a place in its text
 *
 * Returns: (transfer full) (nullable): the link there
 */
char *
dp_note_links_dup_uri (GtkTextView       *view,
                       const GtkTextIter *place)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextTag    *tag = NULL;
  GtkTextIter    start;
  GtkTextIter    end;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);
  g_return_val_if_fail (place != NULL, NULL);

  buffer = gtk_text_view_get_buffer (view);
  tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG);
  if (!gtk_text_iter_has_tag (place, tag) && !gtk_text_iter_ends_tag (place, tag))
    return NULL;

  start = *place;
  end = *place;
  if (!gtk_text_iter_starts_tag (&start, tag))
    gtk_text_iter_backward_to_tag_toggle (&start, tag);
  if (!gtk_text_iter_ends_tag (&end, tag))
    gtk_text_iter_forward_to_tag_toggle (&end, tag);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}
