/* dp-day-calendar.h: when Hugging Face puts up its daily lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-time.h"

G_BEGIN_DECLS

/* The day of its first list. */
#define DP_DAY_CALENDAR_FIRST "2023-05-04"

/* In the words of dp_day_calendar_get_next_look(). */
#define DP_DAY_CALENDAR_AT_ONCE G_MININT64
#define DP_DAY_CALENDAR_NEVER G_MAXINT64

/**
 * DpDayError:
 * @DP_DAY_ERROR_MALFORMED: it is not written `YYYY-MM-DD`, or no day of the calendar
 * @DP_DAY_ERROR_TOO_EARLY: from before the first list
 * @DP_DAY_ERROR_FUTURE: it has not come yet
 *
 * Why a day cannot be asked for. Each error's message is a sentence for people.
 */
typedef enum
{
  DP_DAY_ERROR_MALFORMED,
  DP_DAY_ERROR_TOO_EARLY,
  DP_DAY_ERROR_FUTURE,
} DpDayError;

#define DP_DAY_ERROR (dp_day_error_quark ())

GQuark   dp_day_error_quark            (void);

gboolean dp_day_calendar_check         (const char *day,
                                        DpTime      now,
                                        GError    **error);
DpTime   dp_day_calendar_get_next_look (const char *day,
                                        DpTime      succeeded_at,
                                        guint       n_listed);
gboolean dp_day_calendar_is_fresh      (const char *day,
                                        DpTime      succeeded_at,
                                        guint       n_listed,
                                        DpTime      now);
char    *dp_day_calendar_format        (const char *day) G_GNUC_WARN_UNUSED_RESULT;
char    *dp_day_calendar_explain_empty (const char *day,
                                        DpTime      succeeded_at,
                                        DpTime      now,
                                        const char *newest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
