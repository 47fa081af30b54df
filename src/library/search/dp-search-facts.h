/* dp-search-facts.h: finding papers by what is known of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-database.h"
#include "library/order/dp-order.h"
#include "library/order/dp-rowid-set.h"
#include "model/search/dp-search-expression.h"

G_BEGIN_DECLS

/* Private to the library. */

DpRowidSet    *dp_search_facts_find       (DpDatabase         *database,
                                           const DpSearchNode *term,
                                           GError            **error) G_GNUC_WARN_UNUSED_RESULT;
DpRowidSet    *dp_search_facts_find_all   (DpDatabase *database,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DpOrder       *dp_search_facts_find_like  (DpDatabase *database,
                                           const char *id,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       dp_search_facts_add        (DpDatabase *database,
                                           DpRowidSet *papers,
                                           const char *sql,
                                           const char *parameter,
                                           GError    **error);
DpChangeFields dp_search_facts_get_fields (const DpSearchNode *term);

G_END_DECLS
