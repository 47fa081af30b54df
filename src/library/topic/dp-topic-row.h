/* dp-topic-row.h: a row of the table of topics
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"
#include "model/dp-topic.h"

G_BEGIN_DECLS

/* What dp_topic_row_read() reads, from column 0 on. */
#define DP_TOPIC_COLUMNS \
  "topic.id, topic.name, topic.words, topic.excluded, topic.categories, topic.authors, " \
  "topic.keep, topic.revised, topic.followed, topic.notify"
#define DP_TOPIC_N_COLUMNS 10

DpTopic   *dp_topic_row_read     (DpStatement *row) G_GNUC_WARN_UNUSED_RESULT;
DpTopic   *dp_topic_row_load     (DpDatabase *database,
                                  gint64      id,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type DpTopic): those that are not removed. */
GPtrArray *dp_topic_row_load_all (DpDatabase *database,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char      *dp_topic_row_join     (char **values) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
