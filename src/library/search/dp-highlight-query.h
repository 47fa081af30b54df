/* dp-highlight-query.h: where a text has the words that were searched for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-text.h"
#include "model/search/dp-search-field.h"

G_BEGIN_DECLS

/* Finds words with the tokenizer of the library's search index, so that what is
 * marked is what was found: "learn" in "Learning". Needs no library. One thread. */
typedef struct _DpHighlightQuery DpHighlightQuery;

/* %NULL when @search asks for no words. */
DpHighlightQuery *dp_highlight_query_new  (const char *search) G_GNUC_WARN_UNUSED_RESULT;
void              dp_highlight_query_free (DpHighlightQuery *self);

/* (element-type DpTextRange): in the order of @text, without overlaps; maybe empty.
 * @field says what @text is: DP_SEARCH_TITLE, …AUTHOR, …ABSTRACT, …COMMENT, …NOTE, or
 * DP_SEARCH_ANY for any other text of a paper. */
GArray           *dp_highlight_query_find (DpHighlightQuery *self,
                                           DpSearchField     field,
                                           const char       *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpHighlightQuery, dp_highlight_query_free)

G_END_DECLS
