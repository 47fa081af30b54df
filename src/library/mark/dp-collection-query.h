/* dp-collection-query.h: which collections there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char  *name; /* (owned) */
  guint  n_papers;
  guint  n_unread;
} DpCollectionInfo;

void              dp_collection_info_free  (DpCollectionInfo *self);

/* (element-type DpCollectionInfo), in the user's order, without those removed. */
GPtrArray        *dp_collection_query_list (DpLibrary *library,
                                            GError   **error) G_GNUC_WARN_UNUSED_RESULT;
/* By name without case; %NULL with %DP_LIBRARY_ERROR_NOT_FOUND. */
DpCollectionInfo *dp_collection_query_find (DpLibrary  *library,
                                            const char *name,
                                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpCollectionInfo, dp_collection_info_free)

G_END_DECLS
