/* dp-day-query.h: reading the days, their counts and how asking for them went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-time.h"

G_BEGIN_DECLS

/* What is known of the list of one day. Immutable, reference-counted. */
typedef struct
{
  char  *day;          /* (owned): YYYY-MM-DD */
  guint  n_papers;     /* in the library, whoever brought them */
  guint  n_unread;     /* of those */
  DpTime attempted_at; /* when its list was last asked for; DP_TIME_UNKNOWN when never */
  DpTime succeeded_at; /* when that last went well; DP_TIME_UNKNOWN when never */
  guint  n_listed;     /* how many papers the list had then */
  char  *error;        /* (owned) (nullable): why the last attempt failed, a sentence */
} DpDayInfo;

DpDayInfo *dp_day_info_ref          (DpDayInfo *self);
void       dp_day_info_unref        (DpDayInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDayInfo, dp_day_info_unref)

#define DP_DAY_QUERY_ALL G_MAXUINT

/* Short reads on the thread that owns the library. */
GPtrArray *dp_day_query_list        (DpLibrary  *library,
                                     const char *first,
                                     const char *last,
                                     guint       limit,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DpDayInfo *dp_day_query_find        (DpLibrary  *library,
                                     const char *day,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DpDayInfo *dp_day_query_find_newest (DpLibrary  *library,
                                     DpTime      now,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
