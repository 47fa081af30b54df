/* dp-page-formulas.h: the mathematics of a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"
#include "render/dp-math.h"

G_BEGIN_DECLS

/* (transfer full) (element-type DpFormula): what has to be set before dp_page_render() can show it. */
GPtrArray *dp_page_list_formulas (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
