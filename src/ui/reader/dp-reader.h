/* dp-reader.h: one paper, to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <webkit/webkit.h>

#include "model/dp-paper.h"
#include "render/dp-math.h"
#include "ui/reader/dp-image-provider.h"

G_BEGIN_DECLS

#define DP_TYPE_READER (dp_reader_get_type ())

/**
 * DpReader:
 *
 * Shows a paper's page in a WebKit pane that is made when it is first needed, or
 * as plain text where WebKit's sandbox cannot start. The property `zoom` enlarges
 * either. Signals:
 *
 * - `uri-activated (const char *uri)`: an http or https link was followed
 * - `search-activated (const char *text)`: an author's name was followed
 * - `place-activated (const char *place)`: a link to a list was, see dp_place_parse()
 * - `seen ()`: the user says that they know the newest version
 */
G_DECLARE_FINAL_TYPE (DpReader, dp_reader, DP, READER, GtkWidget)

GtkWidget *dp_reader_new       (void) G_GNUC_WARN_UNUSED_RESULT;
/* @paper: (nullable): nothing is shown for %NULL */
void       dp_reader_set_paper (DpReader *self,
                                DpPaper  *paper);
void       dp_reader_update_paper (DpReader *self,
                                   DpPaper  *paper,
                                   gboolean  with_marks);
void       dp_reader_set_math (DpReader     *self,
                               DpMathSetter *setter);
gboolean   dp_reader_set_words (DpReader   *self,
                                const char *words);
void       dp_reader_set_images (DpReader        *self,
                                 DpImageProvider *images);

WebKitWebView *dp_reader_get_web_view (DpReader *self);

G_END_DECLS
