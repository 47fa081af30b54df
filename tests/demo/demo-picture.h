/* demo-picture.h: a picture for every paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Draws a PNG of 600 × 315 that is the same for the same @name and, in colour and
 * shape, hardly ever for two. */
GBytes *demo_picture_draw (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
