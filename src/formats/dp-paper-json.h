/* dp-paper-json.h: a paper as JSON, the short form of the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* The keys of product.md in their order; absent values are left out. */
JsonNode *dp_paper_json_build  (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;
char     *dp_paper_json_format (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT; /* one line, no newline */
void      dp_paper_json_fill   (JsonObject    *object,
                                const DpPaper *paper);

G_END_DECLS
