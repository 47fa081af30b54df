/* dp-search-topic.h: a search that becomes a topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-topic.h"
#include "model/search/dp-search-expression.h"

G_BEGIN_DECLS

DpTopic *dp_search_topic_new (const DpSearchExpression *expression,
                              char                    **out_left_out) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
