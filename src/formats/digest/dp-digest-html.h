/* dp-digest-html.h: HTML in digests, and digests that are HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest-assembly.h"
#include "formats/digest/dp-digest-cell.h"

G_BEGIN_DECLS

/* libxml2's HTML parser, made once for all cells of a file. One thread at a time. */
typedef struct _DpDigestHtml DpDigestHtml;

DpDigestHtml *dp_digest_html_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void          dp_digest_html_free          (DpDigestHtml *self);
DpDigestCell *dp_digest_html_parse_cell    (DpDigestHtml *self,
                                            const char   *html,
                                            gsize         length) G_GNUC_WARN_UNUSED_RESULT;

/* A whole page: its headings, tables and lists go to @assembly.
 * @line: where in its file it begins. */
void          dp_digest_html_read_document (DpDigestHtml     *self,
                                            const char       *html,
                                            gsize             length,
                                            guint             line,
                                            DpDigestAssembly *assembly);
gboolean      dp_digest_html_is_document   (const char *text,
                                            gsize       length);

/* Whether a line of Markdown begins a table or heading in HTML. */
gboolean      dp_digest_html_is_block      (const char *line,
                                            gsize       length);

/* Whether an element of this name is markup in a cell, rather than words of a
 * paper like `<think>`. */
gboolean      dp_digest_html_is_tag        (const char *name,
                                            gsize       length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDigestHtml, dp_digest_html_free)

G_END_DECLS
