/* dp-arxiv-source.h: arXiv's query API
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/dp-http-client.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

#define DP_ARXIV_DEFAULT_URL "https://export.arxiv.org"

/* The group of all of arXiv's hosts: one request in three seconds, one connection. */
#define DP_ARXIV_GROUP       "arxiv"
#define DP_ARXIV_INTERVAL_MS 3000

#define DP_TYPE_ARXIV_SOURCE (dp_arxiv_source_get_type ())
G_DECLARE_FINAL_TYPE (DpArxivSource, dp_arxiv_source, DP, ARXIV_SOURCE, GObject)

DpSource *dp_arxiv_source_new (DpHttpClient *client,
                               const char   *base_url) G_GNUC_WARN_UNUSED_RESULT;

/* The daily feeds, to be asked in its place where that is better. */
void      dp_arxiv_source_set_feed (DpArxivSource *self,
                                    DpSource      *feed);

G_END_DECLS
