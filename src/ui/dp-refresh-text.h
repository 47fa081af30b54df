/* dp-refresh-text.h: when and how a topic was last refreshed, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/topic/dp-topic-query.h"

G_BEGIN_DECLS

char                  *dp_refresh_text_format_time (DpTime time,
                                                    DpTime now) G_GNUC_WARN_UNUSED_RESULT;
const DpRefreshRecord *dp_refresh_text_get_latest  (const DpTopicInfo *info);
char                  *dp_refresh_text_describe    (const DpTopicInfo *info,
                                                    DpTime             now,
                                                    gboolean          *out_failed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
