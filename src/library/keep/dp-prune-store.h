/* dp-prune-store.h: letting old papers go, and having them back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/keep/dp-prune-query.h"

G_BEGIN_DECLS

/* For how long what was pruned can be had back. */
#define DP_PRUNE_KEPT_DAYS 7

void     dp_prune_run_async     (DpLibrary          *library,
                                 guint               months,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
/* How many went, also when it ended early. */
gboolean dp_prune_run_finish    (DpLibrary    *library,
                                 GAsyncResult *result,
                                 guint        *out_n_pruned,
                                 GError      **error);

void     dp_prune_undo_async    (DpLibrary          *library,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean dp_prune_undo_finish   (DpLibrary    *library,
                                 GAsyncResult *result,
                                 guint        *out_n_back,
                                 GError      **error);

/* Removes what can be had back no more. Any thread. */
void     dp_prune_forget_old    (const char *library_path,
                                 DpTime      now);

G_END_DECLS
