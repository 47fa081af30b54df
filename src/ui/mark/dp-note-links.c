/* dp-note-links.c: the links in a text that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/mark/dp-note-links.h"

#include <string.h>

#include "model/tex/dp-tex-address.h"

#define TAG "link"

/* A note is what a person writes; of a text longer than that only the beginning has
 * links, so that each letter stays quick. */
#define MAX_CHARS 20000

/**
 * dp_note_links_find:
 * @text: plain text
 * @out_start: (out): where the link begins
 * @out_end: (out): where it ends
 *
 * Finds the first address of a text, see dp_tex_address_find().
 *
 * Returns: whether there is one
 */
gboolean
dp_note_links_find (const char  *text,
                    const char **out_start,
                    const char **out_end)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (text != NULL && out_start != NULL && out_end != NULL, FALSE);

  return dp_tex_address_find (text, out_start, out_end, &uri);
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
  GtkTextBuffer   *buffer = NULL;
  GtkTextTag      *tag = NULL;
  GtkTextIter      start;
  GtkTextIter      end;
  g_autofree char *text = NULL;
  const char      *link = NULL;
  const char      *link_end = NULL;
  char            *uri = NULL;

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

  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

  return dp_tex_address_find (text, &link, &link_end, &uri) ? uri : NULL;
}
