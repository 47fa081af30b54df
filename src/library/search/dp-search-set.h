/* dp-search-set.h: which papers a person means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-database.h"
#include "library/order/dp-rowid-set.h"

G_BEGIN_DECLS

/* Private to the library. */

gboolean       dp_search_set_find       (DpDatabase  *database,
                                         const char  *text,
                                         DpRowidSet **out_papers,
                                         GError     **error);
DpChangeFields dp_search_set_get_fields (const char *text);

G_END_DECLS
