/* dp-search-term.h: one word of a search, and what it stands for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/search/dp-search-expression.h"

G_BEGIN_DECLS

/* Private to the parser. */
DpSearchNode *dp_search_term_new (DpSearchField field,
                                  const char   *raw,
                                  gboolean      is_phrase,
                                  gboolean      is_last,
                                  char        **out_complaint) G_GNUC_WARN_UNUSED_RESULT;
char         *dp_search_term_explain_no_value (DpSearchField field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
