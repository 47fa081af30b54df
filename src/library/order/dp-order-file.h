/* dp-order-file.h: an order of all papers as a file beside the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "library/dp-list-query.h"
#include "library/order/dp-order.h"

G_BEGIN_DECLS

#define DP_ORDER_FILE_MAX_UUID 40

/* Of which library, at which moment, in which order. */
typedef struct
{
  char      library_uuid[DP_ORDER_FILE_MAX_UUID]; /* NUL-terminated */
  gint64    generation;
  DpSortKey key;
  gboolean  descending;
  guint     key_version; /* of the rule that it was sorted by */
  gint64    seq;         /* of the last change that it knows of */
  guint64   anchor;      /* what that change was, so that a log that was written anew is noticed */
} DpOrderStamp;

char     *dp_order_file_dup_path (const char *library_path,
                                  DpSortKey   key,
                                  gboolean    descending) G_GNUC_WARN_UNUSED_RESULT;

DpOrder  *dp_order_file_map      (const char         *library_path,
                                  const DpOrderStamp *expected,
                                  DpOrderStamp       *out_stamp) G_GNUC_WARN_UNUSED_RESULT;
gboolean  dp_order_file_write    (const char         *library_path,
                                  const DpOrderStamp *stamp,
                                  DpOrder            *order,
                                  GError            **error);
void      dp_order_file_remove   (const char *library_path,
                                  DpSortKey   key,
                                  gboolean    descending);
void      dp_order_file_remove_all (const char *library_path);

G_END_DECLS
