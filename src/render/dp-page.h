/* dp-page.h: a paper as a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"
#include "render/dp-highlight.h"
#include "render/dp-math.h"

G_BEGIN_DECLS

/* The place of a page in the reader, with its number; nothing but these is fetched. */
#define DP_PAGE_BASE_URI  "dp://reader/page/"
#define DP_PAGE_STYLE_URI "dp://reader/style.css"
/* KaTeX's stylesheet and, beside it, its fonts, where a page has mathematics. */
#define DP_PAGE_KATEX_URI "dp://reader/katex/"
#define DP_PAGE_KATEX_STYLE_URI DP_PAGE_KATEX_URI "katex.min.css"
/* The paper's thumbnail; its id, escaped, follows. */
#define DP_PAGE_THUMBNAIL_URI "dp://reader/thumbnail/"

/**
 * DpPageTarget:
 * @DP_PAGE_FOR_READER: for our own pane: the stylesheet is at %DP_PAGE_STYLE_URI
 * @DP_PAGE_FOR_FILE: stands alone: the stylesheet is within, authors are no links
 */
typedef enum
{
  DP_PAGE_FOR_READER,
  DP_PAGE_FOR_FILE,
} DpPageTarget;

/**
 * DpPageOptions:
 * @target: what the page is for
 * @marks_of: (nullable): the same paper as it was when the page was first drawn; what the
 *   page says of newer versions follows its marks and not those of the paper that is
 *   rendered, so that nothing moves because a mark was set while it is read
 * @math: (nullable): what became of dp_page_list_formulas(); the others are shown as their source
 * @highlight: (nullable): words to mark, in the texts that are searched
 *
 * How a page is made; zero-initialised: for the reader, and nothing special.
 */
typedef struct
{
  DpPageTarget   target;
  const DpPaper *marks_of;
  const DpMath  *math;
  const DpHighlight *highlight;
} DpPageOptions;

char   *dp_page_render      (const DpPaper       *paper,
                             const DpPageOptions *options) G_GNUC_WARN_UNUSED_RESULT;
char   *dp_page_render_text (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

char   *dp_page_dup_thumbnail_uri (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the stylesheet of a page, CSS. */
GBytes *dp_page_dup_style   (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
