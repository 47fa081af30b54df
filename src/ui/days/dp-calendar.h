/* dp-calendar.h: a month of days to choose from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_CALENDAR (dp_calendar_get_type ())

/**
 * DpCalendar:
 *
 * A month of days, each a button with its number. Days that have papers carry a dot;
 * days to come and those before the first list cannot be chosen. Everything works by keyboard: arrows go by days and
 * weeks, Page Up and Page Down by months, Home to the first day of the month and End to
 * its last, Enter and Space choose. (GtkCalendar can neither refuse a day nor tell a
 * screen reader which are marked.)
 *
 * Signal `day-activated (char *day)`: a day was chosen.
 */
G_DECLARE_FINAL_TYPE (DpCalendar, dp_calendar, DP, CALENDAR, GtkWidget)

GtkWidget  *dp_calendar_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void        dp_calendar_set_last (DpCalendar *self,
                                  const char *last);
void        dp_calendar_set_days (DpCalendar *self,
                                  GPtrArray  *days);
void        dp_calendar_set_day  (DpCalendar *self,
                                  const char *day);
const char *dp_calendar_get_day  (DpCalendar *self);

G_END_DECLS
