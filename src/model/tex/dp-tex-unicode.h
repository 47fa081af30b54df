/* dp-tex-unicode.h: a formula as plain Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What Unicode cannot say stays as TeX. */
void dp_tex_unicode_append (GString    *out,
                            const char *tex);

G_END_DECLS
