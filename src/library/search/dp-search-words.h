/* dp-search-words.h: words of a search as FTS5 takes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/search/dp-search-expression.h"

G_BEGIN_DECLS

/* Private to the library. */

gboolean   dp_search_words_can_build        (const DpSearchNode *node);
char      *dp_search_words_build            (GPtrArray *all) G_GNUC_WARN_UNUSED_RESULT;
void       dp_search_words_append_quoted    (GString    *expression,
                                             const char *text);
/* (element-type utf8): what @text may become when it is typed to its end. */
GPtrArray *dp_search_words_list_completions (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
