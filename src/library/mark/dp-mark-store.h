/* dp-mark-store.h: the user's own marks, which no refresh touches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

typedef enum
{
  DP_MARK_BOOKMARK,
  DP_MARK_READ,
} DpMark;

/* Sets or clears @mark on @n_rowids papers, in one transaction that is synced
 * to disk (FULL) before it finishes. Finish returns (element-type guint32) the
 * papers that were changed by it, so that it can be undone exactly. */
void     dp_mark_store_set_async      (DpLibrary          *library,
                                       DpMark              mark,
                                       const guint32      *rowids,
                                       gsize               n_rowids,
                                       gboolean            state,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GArray  *dp_mark_store_set_finish     (DpLibrary    *library,
                                       GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Remembers that a session of the window that began at @began_at lasted over
 * 10 s, which is what moves the line of *New*. */
void     dp_mark_store_record_session_async  (DpLibrary          *library,
                                              gint64              began_at,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
gboolean dp_mark_store_record_session_finish (DpLibrary    *library,
                                              GAsyncResult *result,
                                              GError      **error);

G_END_DECLS
