/* dp-prune-query.h: which papers are old, and kept by nobody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-time.h"

G_BEGIN_DECLS

/* The months that can be asked for. */
#define DP_PRUNE_MIN_MONTHS 1
#define DP_PRUNE_MAX_MONTHS 120

typedef struct
{
  guint   n_papers;
  guint64 n_bytes; /* about what they take of the file */
} DpPruneCount;

/* The moment @months before @now. */
DpTime   dp_prune_get_line      (guint  months,
                                 DpTime now);

void     dp_prune_count_async   (DpLibrary          *library,
                                 guint               months,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
gboolean dp_prune_count_finish  (DpLibrary    *library,
                                 GAsyncResult *result,
                                 DpPruneCount *out_count,
                                 GError      **error);

G_END_DECLS
