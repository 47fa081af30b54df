/* dp-digest-row.h: one paper as a row of each layout of a digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* Private to dp-digest-writer.c. */
void        dp_digest_row_append_keyword    (GString       *markdown,
                                             const DpPaper *paper,
                                             gboolean       revised);
void        dp_digest_row_append_classified (GString       *markdown,
                                             const DpPaper *paper);
void        dp_digest_row_append_summary    (GString       *markdown,
                                             const DpPaper *paper);
void        dp_digest_row_append_dated      (GString       *markdown,
                                             const DpPaper *paper,
                                             gboolean       revised);

/* The start of the day that a row shows; %DP_TIME_UNKNOWN when none is known. */
DpTime      dp_digest_row_get_day           (const DpPaper *paper,
                                             gboolean       revised);
/* Static; empty for what is no month. */
const char *dp_digest_row_get_month_name    (guint          month);

G_END_DECLS
