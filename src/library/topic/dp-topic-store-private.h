/* dp-topic-store-private.h: changing topics within a transaction
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "model/dp-topic.h"

G_BEGIN_DECLS

/* For those that write topics along with something else. @changed_at is in
 * microseconds since the epoch; whether a name is free is not looked at. */

gboolean dp_topic_store_insert    (DpDatabase    *database,
                                   DpChangeLog   *log,
                                   const DpTopic *topic,
                                   gboolean       removed,
                                   gint64         changed_at,
                                   gint64        *out_id,
                                   GError       **error);
gboolean dp_topic_store_replace   (DpDatabase    *database,
                                   DpChangeLog   *log,
                                   gint64         id,
                                   const DpTopic *topic,
                                   gint64         changed_at,
                                   GError       **error);
gboolean dp_topic_store_set_state (DpDatabase  *database,
                                   DpChangeLog *log,
                                   gint64       id,
                                   gboolean     removed,
                                   gint64       changed_at,
                                   GError     **error);

G_END_DECLS
