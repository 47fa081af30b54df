/* dp-topic-query.h: reading topics, counts and how refreshes went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-time.h"
#include "model/dp-topic.h"

G_BEGIN_DECLS

/* How the last refresh of a topic by a source went. */
typedef struct
{
  char  *source;       /* (owned) */
  char  *request;      /* (owned) (nullable): the request that last succeeded */
  DpTime succeeded_at; /* DP_TIME_UNKNOWN when never */
  DpTime attempted_at;
  guint  n_new;        /* papers that the last success brought to the topic */
  char  *error;        /* (owned) (nullable): why the last attempt failed */
} DpRefreshRecord;

typedef struct
{
  DpTopic   *topic;
  guint      n_papers; /* in its list: at most keep */
  guint      n_unread; /* of those */
  gint64     edition;  /* grows whenever the topic comes to ask for something else */
  GPtrArray *refreshes; /* of DpRefreshRecord, one a source */
} DpTopicInfo;

DpTopicInfo *dp_topic_info_ref   (DpTopicInfo *self);
void         dp_topic_info_unref (DpTopicInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpTopicInfo, dp_topic_info_unref)

/* (element-type DpTopicInfo), in the user's order, without those removed. */
GPtrArray   *dp_topic_query_list (DpLibrary *library,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
/* By name without case; %NULL with %DP_LIBRARY_ERROR_NOT_FOUND. */
DpTopicInfo *dp_topic_query_find (DpLibrary  *library,
                                  const char *name,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many papers a topic got at or after a moment, shown or not. */
gboolean     dp_topic_query_count_since (DpLibrary *library,
                                         gint64     topic_id,
                                         DpTime     since,
                                         guint     *out_n_papers,
                                         GError   **error);

/* The primary categories that most of a topic's papers have, the most frequent first; maybe none. */
char       **dp_topic_query_dup_usual_categories (DpLibrary *library,
                                                  gint64     topic_id,
                                                  guint      max,
                                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the sidebar counts beside its fixed rows. */
typedef struct
{
  guint n_papers;
  guint n_unread;
  guint n_new;       /* unread, first stored at or after the given moment */
  guint n_bookmarks;
  guint n_unread_bookmarks;
  guint n_new_versions; /* papers that were revised since the user marked them */
} DpLibraryCounts;

gboolean dp_topic_query_count    (DpLibrary       *library,
                                  DpTime           new_since,
                                  DpLibraryCounts *out_counts,
                                  GError         **error);

/* When the newest session began that lasted over 10 s; the line of *New* for a
 * session that begins now. 0 when there was none: everything is new. */
DpTime   dp_topic_query_get_last_session (DpLibrary *library);

G_END_DECLS
