/* dp-file-draft.c: a file that is there as a whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/export/dp-file-draft.h"

/* GIO writes aside and renames only where there is a file already, and half a file is
 * worse than none: so there is an empty one first, which nobody takes for the whole. */
struct _DpFileDraft
{
  GFile             *file;   /* (owned) */
  GFileOutputStream *stream; /* (owned) (nullable) once it is finished */
  gboolean           existed;
};

/**
 * dp_file_draft_new:
 * @file: what is to be written, or replaced
 * @cancellable: (nullable): gives up
 * @error: return location for a #GIOError
 *
 * Returns: (transfer full) (nullable): a draft of the file
 */
DpFileDraft *
dp_file_draft_new (GFile        *file,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (GFileOutputStream) empty = g_file_create (file, G_FILE_CREATE_NONE, cancellable, NULL);
  gboolean           existed = empty == NULL;
  GFileOutputStream *stream = NULL;
  DpFileDraft       *self = NULL;

  if (empty != NULL)
    g_output_stream_close (G_OUTPUT_STREAM (empty), cancellable, NULL);

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, cancellable, error);
  if (stream == NULL)
    {
      if (!existed)
        g_file_delete (file, NULL, NULL);
      return NULL;
    }

  self = g_new0 (DpFileDraft, 1);
  self->file = g_object_ref (file);
  self->stream = stream;
  self->existed = existed;

  return self;
}

/* Closing a stream that replaces a file is what renames, unless it is cancelled. */
static void
give_up (DpFileDraft *self)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (self->stream), cancelled, NULL);
  if (!self->existed)
    g_file_delete (self->file, NULL, NULL);
}

/**
 * dp_file_draft_free:
 * @self: (transfer full): a draft
 *
 * Unless it is finished, what was there before is there again: a file, or none.
 */
void
dp_file_draft_free (DpFileDraft *self)
{
  if (self->stream != NULL)
    give_up (self);

  g_clear_object (&self->stream);
  g_object_unref (self->file);
  g_free (self);
}

/**
 * dp_file_draft_get_stream:
 * @self: a draft that is not finished
 *
 * Returns: (transfer none): where to write; not to be closed
 */
GOutputStream *
dp_file_draft_get_stream (DpFileDraft *self)
{
  g_return_val_if_fail (self->stream != NULL, NULL);

  return G_OUTPUT_STREAM (self->stream);
}

/**
 * dp_file_draft_finish:
 * @self: a draft that is not finished
 * @cancellable: (nullable): gives up
 * @error: return location for a #GIOError
 *
 * Puts what was written in the file's place.
 *
 * Returns: whether it is there
 */
gboolean
dp_file_draft_finish (DpFileDraft  *self,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_return_val_if_fail (self->stream != NULL, FALSE);

  if (!g_output_stream_close (G_OUTPUT_STREAM (self->stream), cancellable, error))
    return FALSE;

  g_clear_object (&self->stream);

  return TRUE;
}
