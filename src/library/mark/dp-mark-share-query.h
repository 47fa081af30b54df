/* dp-mark-share-query.h: which tags and collections some papers have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

typedef enum
{
  DP_MARK_SHARE_TAGS,
  DP_MARK_SHARE_COLLECTIONS,
} DpMarkShareKind;

typedef struct
{
  gint64 id;
  char  *name;     /* (owned) */
  guint  n_papers; /* how many of the papers that were asked about have it */
} DpMarkShare;

/* (element-type DpMarkShare): all tags, by name, or all collections, in the user's order;
 * those that none of the papers has, too. Read on the reader thread: some ms for 10,000
 * papers. To be called on the thread that owns the library. */
void       dp_mark_share_query_list_async  (DpLibrary          *library,
                                            DpMarkShareKind     kind,
                                            const guint32      *rowids,
                                            gsize               n_rowids,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
GPtrArray *dp_mark_share_query_list_finish (DpLibrary    *library,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
