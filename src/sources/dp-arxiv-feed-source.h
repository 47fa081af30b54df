/* dp-arxiv-feed-source.h: arXiv's daily feeds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/dp-http-client.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

#define DP_ARXIV_FEED_DEFAULT_URL "https://rss.arxiv.org"

/* So many announcements a feed has at most; one with fewer is whole. */
#define DP_ARXIV_FEED_MAX_LENGTH 2000

#define DP_TYPE_ARXIV_FEED_SOURCE (dp_arxiv_feed_source_get_type ())
G_DECLARE_FINAL_TYPE (DpArxivFeedSource, dp_arxiv_feed_source, DP, ARXIV_FEED_SOURCE, GObject)

/* A source of %DP_SOURCE_TOPICS that looks at a topic's categories and at nothing else of
 * it, but for whether revisions count: one page, the announcements of a day. */
DpSource *dp_arxiv_feed_source_new (DpHttpClient *client,
                                    const char   *base_url) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
