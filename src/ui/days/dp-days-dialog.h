/* dp-days-dialog.h: fetching several days at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "library/dp-library.h"

G_BEGIN_DECLS

/* So many days at most, for a request is made for each. */
#define DP_DAYS_DIALOG_MAX 366

#define DP_TYPE_DAYS_DIALOG (dp_days_dialog_get_type ())

/**
 * DpDaysDialog:
 *
 * A window that asks for the first and the last of several days. They go to the
 * action `app.fetch-days((ss))` of the window it is transient for.
 */
G_DECLARE_FINAL_TYPE (DpDaysDialog, dp_days_dialog, DP, DAYS_DIALOG, AdwWindow)

GtkWidget *dp_days_dialog_new       (DpLibrary  *library,
                                     const char *last) G_GNUC_WARN_UNUSED_RESULT;
void       dp_days_dialog_set_first (DpDaysDialog *self,
                                     const char *first);
void       dp_days_dialog_set_last  (DpDaysDialog *self,
                                     const char *last);

G_END_DECLS
