/* dp-page.h: a paper as a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* The base of a page in the reader; nothing there is fetched but these. */
#define DP_PAGE_BASE_URI  "dp://reader/"
#define DP_PAGE_STYLE_URI "dp://reader/style.css"
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

char   *dp_page_render      (const DpPaper *paper,
                             DpPageTarget   target) G_GNUC_WARN_UNUSED_RESULT;
char   *dp_page_render_text (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

char   *dp_page_dup_thumbnail_uri (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the stylesheet of a page, CSS. */
GBytes *dp_page_dup_style   (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
