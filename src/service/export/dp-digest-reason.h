/* dp-digest-reason.h: why a section of a digest has nothing new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-day-query.h"
#include "library/topic/dp-topic-query.h"

G_BEGIN_DECLS

/* Each gives a sentence in the user's language, or %NULL where there is nothing to say. */
char *dp_digest_reason_dup_for_topic (const DpTopicInfo *info,
                                      guint              n_today,
                                      DpTime             now) G_GNUC_WARN_UNUSED_RESULT;
char *dp_digest_reason_dup_for_day   (const DpDayInfo   *info,
                                      DpTime             now) G_GNUC_WARN_UNUSED_RESULT;

/* What "today" is for n_today: its first second. */
DpTime dp_digest_reason_get_today    (DpTime now);

G_END_DECLS
