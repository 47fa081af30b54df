/* dp-search-set.h: which papers a person means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"
#include "library/order/dp-rowid-set.h"

G_BEGIN_DECLS

/* Private to the library. */

char    *dp_search_set_build_expression (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void     dp_search_set_append_quoted    (GString    *expression,
                                         const char *text);

gboolean dp_search_set_find             (DpDatabase  *database,
                                         const char  *text,
                                         DpRowidSet **out_papers,
                                         GError     **error);

G_END_DECLS
