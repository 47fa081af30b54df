/* dp-paper-csv.h: papers as comma-separated values (RFC 4180)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* The short form's scalars; lists are joined by "; ". Lines end in CRLF. */
const char *dp_paper_csv_get_header (void);
char       *dp_paper_csv_format     (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
