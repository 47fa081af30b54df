/* dp-ris-writer.h: papers as RIS, which reference managers read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* One record, with its end. */
char *dp_ris_format (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
