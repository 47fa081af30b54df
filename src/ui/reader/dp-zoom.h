/* dp-zoom.h: how large a paper is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As the settings' schema has them. */
#define DP_ZOOM_MIN 0.5
#define DP_ZOOM_MAX 3.0

double dp_zoom_step (double zoom,
                     int    steps);

G_END_DECLS
