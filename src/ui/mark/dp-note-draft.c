/* dp-note-draft.c: a note between the user's hand and the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/mark/dp-note-draft.h"

#include "model/dp-text.h"

#include <string.h>

/* White space at the end says nothing, and the library need not keep it. */
static gsize
measure (const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return length;
}

static gboolean
is_same (const char *a,
         const char *b)
{
  gsize length = measure (a);

  return length == measure (b) && memcmp (a, b, length) == 0;
}

static void
replace (char      **text,
         const char *with)
{
  char *copy = g_strdup (with);

  g_free (*text);
  *text = copy;
}

/**
 * dp_note_draft_new:
 * @rowid: a paper
 * @note: (nullable): its note in the library; %NULL for none
 *
 * Returns: (transfer full): a draft that says the same
 */
DpNoteDraft *
dp_note_draft_new (guint32     rowid,
                   const char *note)
{
  DpNoteDraft *self = g_new0 (DpNoteDraft, 1);

  self->rowid = rowid;
  self->base = g_strdup (note != NULL ? note : "");
  self->text = g_strdup (self->base);

  return self;
}

void
dp_note_draft_free (DpNoteDraft *self)
{
  if (self == NULL)
    return;

  g_free (self->base);
  g_free (self->sent);
  g_free (self->text);
  g_free (self->problem);
  g_free (self);
}

/**
 * dp_note_draft_set_text:
 * @self: a draft
 * @text: what the user has written
 *
 * Takes it as the library will store it: what the library left out would be sent again
 * and again.
 */
void
dp_note_draft_set_text (DpNoteDraft *self,
                        const char  *text)
{
  g_free (self->text);
  self->text = dp_text_clean_lines (text);
}

/**
 * dp_note_draft_is_unsaved:
 * @self: a draft
 *
 * Returns: whether the library does not hold all of it, as far as is known
 */
gboolean
dp_note_draft_is_unsaved (const DpNoteDraft *self)
{
  return self->sent != NULL || !is_same (self->text, self->base);
}

/**
 * dp_note_draft_begin_save:
 * @self: a draft
 *
 * Makes the text the one that is sent, unless there is nothing to save, or something is
 * under way already: then there is a next time once that is answered.
 *
 * Returns: whether `sent` is to be stored in place of `base`
 */
gboolean
dp_note_draft_begin_save (DpNoteDraft *self)
{
  if (self->sent != NULL || is_same (self->text, self->base))
    return FALSE;

  self->sent = g_strdup (self->text);

  return TRUE;
}

/**
 * dp_note_draft_begin_last_save:
 * @self: a draft
 *
 * Does as dp_note_draft_begin_save(), but waits for no answer: what is under way counts
 * as stored by the time that this comes.
 *
 * Returns: whether `sent` is to be stored in place of `base`
 */
gboolean
dp_note_draft_begin_last_save (DpNoteDraft *self)
{
  if (self->sent == NULL)
    return dp_note_draft_begin_save (self);
  if (is_same (self->text, self->sent))
    return FALSE;

  replace (&self->base, self->sent);
  replace (&self->sent, self->text);

  return TRUE;
}

/**
 * dp_note_draft_take_note:
 * @self: a draft
 * @note: (nullable): the note as it was just read from the library
 *
 * Follows a change that may be our own or that of another window, program or undo. While
 * the user's text is not stored it stays as it is: whoever stores it then finds that
 * `base` is not what is there, and keeps both.
 *
 * Returns: whether the text is another now
 */
gboolean
dp_note_draft_take_note (DpNoteDraft *self,
                         const char  *note)
{
  const char *now = note != NULL ? note : "";

  if (is_same (now, self->base) || dp_note_draft_is_unsaved (self))
    return FALSE;

  replace (&self->base, now);
  replace (&self->text, now);

  return TRUE;
}

/**
 * dp_note_draft_take_answer:
 * @self: a draft, of which something was sent
 * @stored: (nullable): what the library holds now; %NULL when it could not be stored
 * @problem: (nullable): why not, a sentence
 *
 * Returns: (transfer full) (nullable): what the library joined below that which was sent,
 *   and which is now at the end of the text as well
 */
char *
dp_note_draft_take_answer (DpNoteDraft *self,
                           const char  *stored,
                           const char  *problem)
{
  g_autofree char *sent = g_steal_pointer (&self->sent);
  const char      *joined = NULL;

  replace (&self->problem, problem);
  if (sent == NULL || stored == NULL)
    return NULL;

  if (g_str_has_prefix (stored, sent) && measure (stored) > measure (sent))
    joined = stored + strlen (sent);
  replace (&self->base, stored);

  if (joined != NULL)
    {
      g_autofree char *text = g_strconcat (self->text, joined, NULL);

      replace (&self->text, text);
    }

  return g_strdup (joined);
}
