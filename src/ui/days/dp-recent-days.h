/* dp-recent-days.h: the days that are listed beside the papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-day-query.h"

G_BEGIN_DECLS

/**
 * DpRecentDays:
 *
 * Which days the sidebar shows: *Today*, which is the newest that has papers, some
 * before it that have papers, and those that were visited. A plain struct, on the
 * thread that owns the library.
 */
typedef struct _DpRecentDays DpRecentDays;

DpRecentDays    *dp_recent_days_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void             dp_recent_days_free       (DpRecentDays *self);
gboolean         dp_recent_days_update     (DpRecentDays *self,
                                            DpLibrary    *library,
                                            GError      **error);
void             dp_recent_days_visit      (DpRecentDays *self,
                                            const char   *day);
const DpDayInfo *dp_recent_days_get_newest (DpRecentDays *self);
const DpDayInfo *dp_recent_days_get_today  (DpRecentDays *self);
GPtrArray       *dp_recent_days_get_past   (DpRecentDays *self);
const DpDayInfo *dp_recent_days_find       (DpRecentDays *self,
                                            const char   *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpRecentDays, dp_recent_days_free)

G_END_DECLS
