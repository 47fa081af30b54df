/* dp-arxiv-query.h: a topic → what arXiv is asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-topic.h"

G_BEGIN_DECLS

#define DP_ARXIV_MAX_PAGE   2000  /* a request, by the manual */
#define DP_ARXIV_MAX_OFFSET 10000 /* our own limit, see decisions.md: the manual's and the server's differ */
#define DP_ARXIV_MAX_IDS    100   /* a request: our own limit, for an address that every server accepts */

char *dp_arxiv_query_build (const DpTopic *topic) G_GNUC_WARN_UNUSED_RESULT;
char *dp_arxiv_query_build_path (const DpTopic *topic,
                                 guint          start,
                                 guint          max_results) G_GNUC_WARN_UNUSED_RESULT;
char *dp_arxiv_query_build_ids_path (const char *const *ids,
                                     guint              n_ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
