/* dp-day-chooser.h: going to a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "library/dp-library.h"

G_BEGIN_DECLS

#define DP_TYPE_DAY_CHOOSER (dp_day_chooser_get_type ())

/**
 * DpDayChooser:
 *
 * A calendar in a window of its own. The day that is chosen goes to the action
 * `win.show-day(s)` of the window it is transient for, and the chooser closes.
 */
G_DECLARE_FINAL_TYPE (DpDayChooser, dp_day_chooser, DP, DAY_CHOOSER, AdwWindow)

GtkWidget *dp_day_chooser_new (DpLibrary  *library,
                               const char *day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
