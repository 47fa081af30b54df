/* dp-tex-html.h: TeX's text on its way into HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "render/dp-highlight.h"
#include "render/dp-math.h"

G_BEGIN_DECLS

/* How many formulas of one text are set. The densest of real abstracts have 34; each of
 * KaTeX's is hundreds of boxes to lay out, and a page with thousands would stay blank for
 * minutes. */
#define DP_TEX_HTML_MAX_FORMULAS 100

/* Phrasing content, for use in every element that holds text. @math is nullable:
 * what is not in it is shown as its source, with the reason,
 * if somebody tried, on hover. */
void dp_tex_html_append (GString           *html,
                         const char        *source,
                         const DpMath      *math,
                         const DpHighlight *highlight);

G_END_DECLS
