/* dp-time.h: moments and days, always UTC
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seconds since 1970-01-01T00:00:00Z. */
typedef gint64 DpTime;

#define DP_TIME_UNKNOWN G_MININT64

DpTime   dp_time_now            (void);
gboolean dp_time_parse_iso8601  (const char *text,
                                 DpTime     *out_time);
gboolean dp_time_parse_rfc5322  (const char *text,
                                 DpTime     *out_time);
char    *dp_time_format_iso8601 (DpTime time) G_GNUC_WARN_UNUSED_RESULT;
char    *dp_time_format_day     (DpTime time) G_GNUC_WARN_UNUSED_RESULT;
/* Microseconds since the epoch, to the last of them. */
gboolean dp_time_parse_iso8601_us  (const char *text,
                                    gint64     *out_time_us);
char    *dp_time_format_iso8601_us (gint64 time_us) G_GNUC_WARN_UNUSED_RESULT;
gboolean dp_day_is_valid        (const char *day);

G_END_DECLS
