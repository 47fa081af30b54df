/* dp-order-groups.h: sorting by what is a set of papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-database.h"
#include "library/dp-list-query.h"
#include "library/order/dp-order.h"

G_BEGIN_DECLS

/* Private to the library. For the keys that dp_sort_rule_get() has no rule for. */

DpChangeFields dp_order_groups_get_fields (DpSortKey key);

DpOrder       *dp_order_groups_sort       (DpDatabase *database,
                                           DpSortKey   key,
                                           gboolean    descending,
                                           DpOrder    *by_date,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
