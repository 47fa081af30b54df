/* dp-order-builder.h: sorting the papers of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/order/dp-order.h"
#include "library/order/dp-rowid-set.h"
#include "library/order/dp-sort-rule.h"

G_BEGIN_DECLS

/* Private to the library. All of these read in the transaction that the caller began. */

gboolean dp_order_builder_build       (DpDatabase       *database,
                                       const DpSortRule *rule,
                                       DpOrder         **out_ascending,
                                       DpOrder         **out_descending,
                                       GError          **error);
DpOrder *dp_order_builder_build_first (DpDatabase       *database,
                                       const DpSortRule *rule,
                                       gboolean          descending,
                                       guint             n_papers,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
DpOrder *dp_order_builder_sort        (DpDatabase       *database,
                                       const DpSortRule *rule,
                                       gboolean          descending,
                                       const DpRowidSet *papers,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;
DpOrder *dp_order_builder_update      (DpDatabase       *database,
                                       const DpSortRule *rule,
                                       gboolean          descending,
                                       DpOrder          *order,
                                       const DpRowidSet *changed,
                                       GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
