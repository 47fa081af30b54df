/* dp-note-editor.h: what the user notes on a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_NOTE_EDITOR (dp_note_editor_get_type ())

/**
 * DpNoteEditor:
 *
 * The note on one paper, plain text with links, saved while it is typed. Who shows it
 * answers each `save-requested` with dp_note_editor_take_answer(); a text that was not
 * confirmed to be stored is kept, also while other papers are shown. Signals:
 *
 * - `save-requested (guint rowid, const char *base, const char *text)`: the note of that
 *   paper, which was @base when it was last known, is to be @text
 * - `uri-activated (const char *uri)`: a link in the text was followed
 * - `left ()`: the user is done and wants to go back
 */
G_DECLARE_FINAL_TYPE (DpNoteEditor, dp_note_editor, DP, NOTE_EDITOR, GtkWidget)

GtkWidget *dp_note_editor_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void       dp_note_editor_set_note    (DpNoteEditor *self,
                                       guint32       rowid,
                                       const char   *note);
void       dp_note_editor_take_answer (DpNoteEditor *self,
                                       guint32       rowid,
                                       const char   *stored,
                                       const char   *problem);
void       dp_note_editor_save        (DpNoteEditor *self);
void       dp_note_editor_finish      (DpNoteEditor *self);
gboolean   dp_note_editor_is_empty    (DpNoteEditor *self);
gboolean   dp_note_editor_has_failed  (DpNoteEditor *self);

G_END_DECLS
