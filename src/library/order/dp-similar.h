/* dp-similar.h: papers that are near to one by their words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"
#include "library/order/dp-order.h"

G_BEGIN_DECLS

/* How many are worth showing. */
#define DP_SIMILAR_MAX_PAPERS 100

/* Private to the library. */
DpOrder *dp_similar_find (DpDatabase *database,
                          guint32     rowid,
                          GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
