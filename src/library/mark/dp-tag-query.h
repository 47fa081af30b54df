/* dp-tag-query.h: which tags there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;     /* (owned): as the user spelled it */
  guint n_papers; /* at least one */
  guint n_unread;
} DpTagInfo;

/* (element-type DpTagInfo), those that a paper has, by name. */
GPtrArray *dp_tag_query_list     (DpLibrary *library,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
/* The name as it is spelled, by one in any case; %NULL with %DP_LIBRARY_ERROR_NOT_FOUND. */
char      *dp_tag_query_dup_name (DpLibrary  *library,
                                  const char *name,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
