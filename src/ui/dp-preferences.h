/* dp-preferences.h: the settings that a person changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "library/dp-library.h"

G_BEGIN_DECLS

#define DP_TYPE_PREFERENCES (dp_preferences_get_type ())

G_DECLARE_FINAL_TYPE (DpPreferences, dp_preferences, DP, PREFERENCES, AdwPreferencesWindow)

GtkWidget *dp_preferences_new (GSettings *settings,
                               DpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
