/* dp-prune-row.h: after how many months old papers may go, and how many that would be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "library/dp-library.h"

G_BEGIN_DECLS

#define DP_TYPE_PRUNE_ROW (dp_prune_row_get_type ())
G_DECLARE_FINAL_TYPE (DpPruneRow, dp_prune_row, DP, PRUNE_ROW, AdwExpanderRow)

/* @library is nullable: then nothing is counted. */
void dp_prune_row_bind (DpPruneRow *self,
                        GSettings  *settings,
                        DpLibrary  *library);

G_END_DECLS
