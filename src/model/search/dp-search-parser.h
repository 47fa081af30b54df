/* dp-search-parser.h: reads what a person typed to search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/search/dp-search-expression.h"

G_BEGIN_DECLS

/* Private to dp_search_expression_parse(). */
DpSearchNode *dp_search_parser_read (const char *text,
                                     GPtrArray  *faults) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
