/* dp-tex-plain.h: TeX's text as one line of plain Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `$\alpha$-divergence` → α-divergence. %NULL for %NULL. */
char *dp_tex_plain (const char *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
