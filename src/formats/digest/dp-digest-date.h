/* dp-digest-date.h: the ways in which digests write a date
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-time.h"

G_BEGIN_DECLS

typedef struct
{
  guint year;
  guint month; /* 1 to 12 */
  guint day;   /* 1 to 31; 0 where only the month was named */
} DpDigestDate;

/* The first date in a text; a whole one is preferred to a month alone. */
gboolean dp_digest_date_find    (const char   *text,
                                 gsize         length,
                                 DpDigestDate *out_date);

/* (nullable): YYYY-MM-DD; %NULL without a day. */
char    *dp_digest_date_dup_day (const DpDigestDate *date) G_GNUC_WARN_UNUSED_RESULT;

/* YYYY-MM */
char    *dp_digest_date_dup_month (const DpDigestDate *date) G_GNUC_WARN_UNUSED_RESULT;

/* The beginning of the day, or of the month where no day was named. */
DpTime   dp_digest_date_get_time (const DpDigestDate *date);

G_END_DECLS
