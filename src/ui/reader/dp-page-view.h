/* dp-page-view.h: a paper's page in a WebKit view
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <webkit/webkit.h>

#include "model/dp-paper.h"
#include "render/dp-math.h"
#include "ui/reader/dp-image-provider.h"

G_BEGIN_DECLS

#define DP_TYPE_PAGE_VIEW (dp_page_view_get_type ())

/**
 * DpPageView:
 *
 * Making one starts WebKit's processes: only where dp_sandbox_probe_async() said
 * that it can. Signals:
 *
 * - `link-activated (const char *uri)`: any link; it is never followed here
 * - `stopped (gboolean again)`: the web process died; the page has been loaded once
 *   more unless @again says that this happens over and over
 */
G_DECLARE_FINAL_TYPE (DpPageView, dp_page_view, DP, PAGE_VIEW, GtkWidget)

GtkWidget *dp_page_view_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void       dp_page_view_set_paper (DpPageView *self,
                                   DpPaper    *paper);
void       dp_page_view_update_paper (DpPageView *self,
                                      DpPaper    *paper,
                                      gboolean    with_marks);
void       dp_page_view_set_math (DpPageView   *self,
                                  DpMathSetter *setter);
void       dp_page_view_set_images (DpPageView      *self,
                                    DpImageProvider *images);
void       dp_page_view_set_words  (DpPageView *self,
                                    const char *words);
void       dp_page_view_set_zoom   (DpPageView *self,
                                    double      zoom);

WebKitWebView *dp_page_view_get_web_view (DpPageView *self);

G_END_DECLS
