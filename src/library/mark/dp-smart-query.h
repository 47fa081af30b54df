/* dp-smart-query.h: which searches are kept under a name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char  *name;   /* (owned) */
  char  *search; /* (owned) */
} DpSmartInfo;

void         dp_smart_info_free  (DpSmartInfo *self);

/* (element-type DpSmartInfo), the oldest first, without those removed. */
GPtrArray   *dp_smart_query_list (DpLibrary *library,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
/* By name without case; %NULL with %DP_LIBRARY_ERROR_NOT_FOUND. */
DpSmartInfo *dp_smart_query_find (DpLibrary  *library,
                                  const char *name,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DpSmartInfo *dp_smart_query_load (DpLibrary *library,
                                  gint64     id,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpSmartInfo, dp_smart_info_free)

G_END_DECLS
