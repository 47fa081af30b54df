/* dp-markdown.h: foreign text on its way into Markdown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Each appends to a line of GitHub-flavoured Markdown, inside a table or outside of
 * one. See dp-markdown.c for how text is escaped. */
void dp_markdown_append_text    (GString    *markdown,
                                 const char *text);
void dp_markdown_append_link    (GString    *markdown,
                                 const char *text,
                                 const char *url);
void dp_markdown_append_heading (GString    *markdown,
                                 const char *text);
void dp_markdown_append_remark  (GString    *markdown,
                                 const char *text);

G_END_DECLS
