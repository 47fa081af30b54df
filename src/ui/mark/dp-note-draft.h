/* dp-note-draft.h: a note between the user's hand and the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DpNoteDraft:
 *
 * What is known of one paper's note: what the library holds, what was sent to it and not
 * answered yet, and what the user wrote. None of the texts is ever dropped for another:
 * what the library has got from elsewhere is joined below what the user writes.
 */
typedef struct
{
  guint32 rowid;
  char   *base;    /* (owned): what the library holds, as far as is known */
  char   *sent;    /* (owned) (nullable): under way to it */
  char   *text;    /* (owned): what the user wrote */
  char   *problem; /* (owned) (nullable): why it is not stored */
} DpNoteDraft;

DpNoteDraft *dp_note_draft_new         (guint32     rowid,
                                        const char *note) G_GNUC_WARN_UNUSED_RESULT;
void         dp_note_draft_free        (DpNoteDraft *self);
void         dp_note_draft_set_text    (DpNoteDraft *self,
                                        const char  *text);
gboolean     dp_note_draft_is_unsaved  (const DpNoteDraft *self);
gboolean     dp_note_draft_begin_save  (DpNoteDraft *self);
gboolean     dp_note_draft_begin_last_save (DpNoteDraft *self);
gboolean     dp_note_draft_take_note   (DpNoteDraft *self,
                                        const char  *note);
char        *dp_note_draft_take_answer (DpNoteDraft *self,
                                        const char  *stored,
                                        const char  *problem) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpNoteDraft, dp_note_draft_free)

G_END_DECLS
