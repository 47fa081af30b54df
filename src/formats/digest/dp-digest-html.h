/* dp-digest-html.h: the HTML in a digest's cells
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest-cell.h"

G_BEGIN_DECLS

/* libxml2's HTML parser, made once for all cells of a file. One thread at a time. */
typedef struct _DpDigestHtml DpDigestHtml;

/* Who reads a page sees each element first; TRUE means that it was one of the page's
 * own, and FALSE that it belongs to the text of the cell being read, if one is. */
typedef struct
{
  gboolean (*start_element) (gpointer    data,
                             const char *name);
  gboolean (*end_element)   (gpointer    data,
                             const char *name);
  gboolean (*is_text)       (gpointer    data);
} DpDigestHtmlHandler;

DpDigestHtml *dp_digest_html_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void          dp_digest_html_free       (DpDigestHtml *self);
DpDigestCell *dp_digest_html_parse_cell (DpDigestHtml *self,
                                         const char   *html,
                                         gsize         length) G_GNUC_WARN_UNUSED_RESULT;
void          dp_digest_html_parse_page (DpDigestHtml              *self,
                                         const char                *html,
                                         gsize                      length,
                                         const DpDigestHtmlHandler *handler,
                                         gpointer                   data);

/* For a handler: the text since the last cell, and whether all of it is emphasized. */
DpDigestCell *dp_digest_html_take_cell  (DpDigestHtml *self,
                                         gboolean     *out_is_emphasized) G_GNUC_WARN_UNUSED_RESULT;
guint         dp_digest_html_get_line   (DpDigestHtml *self);

/* Whether an element of this name is markup in a cell, rather than words of a
 * paper like `<think>`. */
gboolean      dp_digest_html_is_tag     (const char *name,
                                         gsize       length);
gboolean      dp_digest_html_is_one_of  (const char *name,
                                         const char *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDigestHtml, dp_digest_html_free)

G_END_DECLS
