/* dp-order-edit.h: one order made from another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/order/dp-order.h"
#include "library/order/dp-rowid-set.h"

G_BEGIN_DECLS

/* Whether @rowid comes before (< 0) or after (> 0) the paper that is being placed. */
typedef int (*DpOrderCompareFunc) (guint32  rowid,
                                   gpointer placed,
                                   gpointer user_data);

DpOrder *dp_order_filter    (DpOrder          *base,
                             const DpRowidSet *wanted) G_GNUC_WARN_UNUSED_RESULT;
DpOrder *dp_order_reverse   (DpOrder *base) G_GNUC_WARN_UNUSED_RESULT;
DpOrder *dp_order_split     (DpOrder          *base,
                             const DpRowidSet *members,
                             gboolean          members_first) G_GNUC_WARN_UNUSED_RESULT;
DpOrder *dp_order_partition (DpOrder       *base,
                             const guint32 *labels,
                             gsize          n_rowids,
                             const guint   *groups,
                             guint          n_groups) G_GNUC_WARN_UNUSED_RESULT;
DpOrder *dp_order_replace   (DpOrder           *base,
                             const DpRowidSet  *dropped,
                             const guint32     *placed_rowids,
                             GPtrArray         *placed,
                             DpOrderCompareFunc compare,
                             gpointer           user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
