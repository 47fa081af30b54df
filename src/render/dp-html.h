/* dp-html.h: foreign text on its way into HTML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void dp_html_append_text      (GString    *html,
                               const char *text);
void dp_html_append_attribute (GString    *html,
                               const char *name,
                               const char *value);

G_END_DECLS
