/* dp-tex-price.h: dollars that are money
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether what stands between two dollars is prose: `5 and ` of `$5 and $6`. */
gboolean dp_tex_price_is_likely (const char *start,
                                 const char *end);

G_END_DECLS
