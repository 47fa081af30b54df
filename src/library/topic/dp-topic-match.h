/* dp-topic-match.h: which papers a topic wants
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"
#include "model/dp-topic.h"

G_BEGIN_DECLS

/* (element-type guint32): the newest papers of the whole library that the topic
 * wants, at most %DP_TOPIC_MAX_KEEP: no list can show more. */
GArray  *dp_topic_match_find_in_library  (DpDatabase    *database,
                                          const DpTopic *topic,
                                          GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* A few papers, held in memory, to be asked about by many topics. */
typedef struct _DpTopicMatcher DpTopicMatcher;

DpTopicMatcher *dp_topic_matcher_new       (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void            dp_topic_matcher_free      (DpTopicMatcher *self);
gboolean        dp_topic_matcher_clear     (DpTopicMatcher *self,
                                            GError        **error);
gboolean        dp_topic_matcher_add       (DpTopicMatcher *self,
                                            guint32         rowid,
                                            const char     *title,
                                            const char     *authors,
                                            const char     *abstract,
                                            const char     *categories,
                                            GError        **error);
guint           dp_topic_matcher_get_length (DpTopicMatcher *self);
/* (element-type guint32) */
GArray         *dp_topic_matcher_find      (DpTopicMatcher *self,
                                            const DpTopic  *topic,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpTopicMatcher, dp_topic_matcher_free)

G_END_DECLS
