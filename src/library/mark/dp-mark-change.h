/* dp-mark-change.h: what one call changed of tags, collections, smart collections and notes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

/* All that a call changed and nothing else, so that exactly that can be taken back.
 * Reference-counted, immutable; any thread. */
typedef struct _DpMarkChange DpMarkChange;

DpMarkChange *dp_mark_change_ref          (DpMarkChange *self);
void          dp_mark_change_unref        (DpMarkChange *self);

gboolean      dp_mark_change_is_empty     (DpMarkChange *self);
/* How many papers it is about. */
guint         dp_mark_change_get_n_papers (DpMarkChange *self);

/* Makes it as it was before, synced to disk (FULL). What was changed again since stays
 * as it is; %DP_LIBRARY_ERROR_CHANGED when that is all of it. */
void          dp_mark_change_revert_async  (DpLibrary          *library,
                                            DpMarkChange       *self,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean      dp_mark_change_revert_finish (DpLibrary    *library,
                                            GAsyncResult *result,
                                            GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpMarkChange, dp_mark_change_unref)

G_END_DECLS
