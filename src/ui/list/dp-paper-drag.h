/* dp-paper-drag.h: papers that are dragged from the list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/list/dp-paper-view.h"

G_BEGIN_DECLS

/* What is dragged: (element-type guint32) rowids, in a boxed type of their own, so that
 * nothing but the program's own drop targets understands them. */
typedef GArray DpPaperDrag;

#define DP_TYPE_PAPER_DRAG (dp_paper_drag_get_type ())

GType     dp_paper_drag_get_type    (void) G_GNUC_CONST;

GVariant *dp_paper_drag_new_variant (const DpPaperDrag *self);

void      dp_paper_drag_attach      (DpPaperView *view);

G_END_DECLS
