/* demo-query.h: arXiv's search_query, as far as the program asks it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* Whether @paper matches @query: fields ti abs au co cat all, quoted phrases or
 * words, `cat:cs.*`, AND OR ANDNOT, parentheses. Words match without case and
 * without a plural s. Sets @out_valid to %FALSE for anything else. */
gboolean demo_query_match (const char    *query,
                           const DpPaper *paper,
                           gboolean      *out_valid);

G_END_DECLS
