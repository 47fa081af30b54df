/* dp-application.h: the program with its window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DP_TYPE_APPLICATION (dp_application_get_type ())

G_DECLARE_FINAL_TYPE (DpApplication, dp_application, DP, APPLICATION, AdwApplication)

DpApplication *dp_application_new             (void) G_GNUC_WARN_UNUSED_RESULT;
int            dp_application_get_exit_status (DpApplication *self);

G_END_DECLS
