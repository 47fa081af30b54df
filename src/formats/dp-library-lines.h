/* dp-library-lines.h: a library as JSON, one thing a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "model/dp-archive.h"

G_BEGIN_DECLS

/* A line longer than this is not read. */
#define DP_LIBRARY_LINE_MAX_BYTES (16 * 1024 * 1024)

/* One line, with its newline. */
char           *dp_library_lines_format       (const DpArchiveEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

/* A line that dp_library_lines_format() wrote, or a paper in the short form of
 * dp_paper_json_build(). %NULL with %DP_FORMAT_ERROR_SYNTAX, _TRUNCATED, or
 * _NOT_A_FEED where the JSON is something else. */
DpArchiveEntry *dp_library_lines_parse        (const char *line,
                                               gsize       length,
                                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;
DpArchiveEntry *dp_library_lines_parse_object (JsonObject *object,
                                               GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
