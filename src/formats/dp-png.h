/* dp-png.h: what a PNG picture says of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean dp_png_read_size (const guint8 *data,
                           gsize         length,
                           guint32      *out_width,
                           guint32      *out_height);

G_END_DECLS
