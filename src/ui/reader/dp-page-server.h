/* dp-page-server.h: what a page is made of, for WebKit to ask for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <webkit/webkit.h>

#include "model/dp-paper.h"
#include "ui/reader/dp-image-provider.h"

G_BEGIN_DECLS

#define DP_TYPE_PAGE_SERVER (dp_page_server_get_type ())

/**
 * DpPageServer:
 *
 * Answers all that WebKit asks for under `dp://reader/`: the page, its stylesheet, the
 * thumbnail of its paper, and KaTeX's stylesheet and fonts. Nothing else is there. Every paper's page has an address
 * of its own, so that WebKit keeps the place in a page that is loaded again, and begins
 * another one at its top.
 */
G_DECLARE_FINAL_TYPE (DpPageServer, dp_page_server, DP, PAGE_SERVER, GObject)

DpPageServer *dp_page_server_new        (WebKitWebContext *context) G_GNUC_WARN_UNUSED_RESULT;
void          dp_page_server_set_page   (DpPageServer  *self,
                                         const char    *page,
                                         DpPaper       *paper);
void          dp_page_server_begin_page (DpPageServer  *self);
const char   *dp_page_server_get_uri    (DpPageServer  *self);
void          dp_page_server_set_images (DpPageServer    *self,
                                         DpImageProvider *images);

G_END_DECLS
