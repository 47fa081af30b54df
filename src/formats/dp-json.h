/* dp-json.h: JSON from outside
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What is past these is refused before json-glib sees it: it calls itself for every
 * nesting, and takes some hundred bytes for every value. */
#define DP_JSON_MAX_BYTES  (64 * 1024 * 1024)
#define DP_JSON_MAX_DEPTH  32
#define DP_JSON_MAX_VALUES 1000000

/* %NULL with %DP_FORMAT_ERROR_SYNTAX, or _TRUNCATED where it ends in the middle. */
JsonNode *dp_json_parse              (const char *data,
                                      gsize       length,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

JsonNode *dp_json_parse_first_object (const char *data,
                                      gsize       length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
