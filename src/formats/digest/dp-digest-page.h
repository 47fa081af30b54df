/* dp-digest-page.h: digests that are pages of HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest-assembly.h"
#include "formats/digest/dp-digest-html.h"

G_BEGIN_DECLS

/* A page, or a part of one: its headings, tables and lists go to @assembly.
 * @line: where in its file it begins. */
void     dp_digest_page_read        (DpDigestHtml     *html,
                                     const char       *text,
                                     gsize             length,
                                     guint             line,
                                     DpDigestAssembly *assembly);

/* Whether a file begins as a page, or a part of one, begins. */
gboolean dp_digest_page_is_page     (const char *text,
                                     gsize       length);

/* Whether a table or heading in HTML begins with a line of Markdown. */
gboolean dp_digest_page_begins_with (const char *line,
                                     gsize       length);

G_END_DECLS
