/* dp-note-links.h: the links in a text that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean dp_note_links_find (const char  *text,
                             const char **out_start,
                             const char **out_end);

void     dp_note_links_attach    (GtkTextView *view);
char    *dp_note_links_dup_uri   (GtkTextView       *view,
                                  const GtkTextIter *place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
