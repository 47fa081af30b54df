/* demo-arxiv.h: the sample papers as arXiv gives them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Answers /api/query: an Atom feed of those of @papers (of DpPaper, newest first) that
 * `id_list` names or `search_query` matches, `start` and `max_results` of it; 400 for a query that
 * demo_query_match() does not understand. */
void demo_arxiv_answer (GPtrArray         *papers,
                        SoupServerMessage *message,
                        GHashTable        *query);

G_END_DECLS
