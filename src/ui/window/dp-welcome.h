/* dp-welcome.h: what a newcomer sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_WELCOME (dp_welcome_get_type ())

/**
 * DpWelcome:
 *
 * Suggests topics by field. Each is one click, which goes to the action
 * `app.follow((asas))` with words and categories.
 */
G_DECLARE_FINAL_TYPE (DpWelcome, dp_welcome, DP, WELCOME, GtkWidget)

GtkWidget *dp_welcome_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
