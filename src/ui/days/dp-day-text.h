/* dp-day-text.h: days, and what is known of them, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-day-query.h"

G_BEGIN_DECLS

char *dp_day_text_format_short (const char *day,
                                const char *present) G_GNUC_WARN_UNUSED_RESULT;
char *dp_day_text_format_compact (const char *day) G_GNUC_WARN_UNUSED_RESULT;
char *dp_day_text_format_month (const char *day) G_GNUC_WARN_UNUSED_RESULT;
char *dp_day_text_describe     (const DpDayInfo *info) G_GNUC_WARN_UNUSED_RESULT;
char *dp_day_text_describe_age (const DpDayInfo *info,
                                const DpDayInfo *present,
                                DpTime           now,
                                gboolean        *out_failed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
