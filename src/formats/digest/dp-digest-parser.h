/* dp-digest-parser.h: a digest's Markdown or HTML → what it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest.h"

G_BEGIN_DECLS

/* @file_name (nullable) is a hint for days and months the text does not name. */
DpDigest *dp_digest_parse (const char *text,
                           gsize       length,
                           const char *file_name,
                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
