/* dp-day-range.h: the days that an option stands for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/dp-cli.h"

G_BEGIN_DECLS

/* A plain struct. */
typedef struct
{
  char *first; /* (owned) (nullable): YYYY-MM-DD; %NULL for the newest list */
  char *last;  /* (owned) (nullable) */
} DpDayRange;

DpDayRange *dp_day_range_parse (DpCli      *cli,
                                const char *text) G_GNUC_WARN_UNUSED_RESULT;
void        dp_day_range_free  (DpDayRange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDayRange, dp_day_range_free)

G_END_DECLS
