/* dp-digest-inline.h: the Markdown within one cell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest-html.h"

G_BEGIN_DECLS

/* @text is valid UTF-8 and need not end with a zero. */
DpDigestCell *dp_digest_inline_parse (const char   *text,
                                      gsize         length,
                                      DpDigestHtml *html) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
