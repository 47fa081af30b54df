/* dp-topic-papers.h: which papers belong to which topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "library/paper/dp-paper-store.h"
#include "library/topic/dp-topic-match.h"

G_BEGIN_DECLS

/* All of these write, in a transaction, and tell its log. */

gboolean dp_topic_papers_add           (DpDatabase   *database,
                                        DpChangeLog  *log,
                                        gint64        topic,
                                        gint64        edition,
                                        guint32       rowid,
                                        DpTopicOrigin origin,
                                        gboolean     *out_is_new,
                                        GError      **error);
/* The papers of @matcher are matched anew against every topic. */
gboolean dp_topic_papers_match         (DpDatabase     *database,
                                        DpChangeLog    *log,
                                        DpTopicMatcher *matcher,
                                        GError        **error);
gboolean dp_topic_papers_forget_matches (DpDatabase *database,
                                         guint32     rowid,
                                         GError    **error);
gboolean dp_topic_papers_drop_unheld   (DpDatabase  *database,
                                        DpChangeLog *log,
                                        guint32      rowid,
                                        GError     **error);
/* The topic is matched anew against the whole library. */
gboolean dp_topic_papers_match_library (DpDatabase  *database,
                                        DpChangeLog *log,
                                        gint64       topic,
                                        GError     **error);
/* What the server gave for an earlier edition of the topic goes. */
gboolean dp_topic_papers_drop_outdated (DpDatabase  *database,
                                        DpChangeLog *log,
                                        gint64       topic,
                                        GError     **error);

G_END_DECLS
