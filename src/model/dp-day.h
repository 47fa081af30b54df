/* dp-day.h: days of the calendar, written YYYY-MM-DD
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As text, days sort and compare as they follow each other. dp_day_is_valid() is in
 * dp-time.h, with what else reads them. */

char        *dp_day_dup_today     (void) G_GNUC_WARN_UNUSED_RESULT;
char        *dp_day_shift         (const char *day,
                                   int         n_days) G_GNUC_WARN_UNUSED_RESULT;
int          dp_day_count_between (const char *first,
                                   const char *last);
GDateWeekday dp_day_get_weekday   (const char *day);
gboolean     dp_day_is_weekend    (const char *day);
GDateTime   *dp_day_to_date_time  (const char *day) G_GNUC_WARN_UNUSED_RESULT;

/* Written YYYY-MM. */
gboolean     dp_month_is_valid    (const char *month);

G_END_DECLS
