/* dp-file-draft.h: a file that is there as a whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Belongs to one thread at a time, which may have to wait for the disk. */
typedef struct _DpFileDraft DpFileDraft;

DpFileDraft   *dp_file_draft_new        (GFile        *file,
                                         GCancellable *cancellable,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void           dp_file_draft_free       (DpFileDraft *self);

GOutputStream *dp_file_draft_get_stream (DpFileDraft *self);
gboolean       dp_file_draft_finish     (DpFileDraft  *self,
                                         GCancellable *cancellable,
                                         GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpFileDraft, dp_file_draft_free)

G_END_DECLS
