/* dp-paper-slot.h: a place in the list, and the paper that is in it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "model/dp-paper.h"

G_BEGIN_DECLS

#define DP_TYPE_PAPER_SLOT (dp_paper_slot_get_type ())

/**
 * DpPaperSlot:
 *
 * A position of a DpPaperList. A sort puts another paper into it instead of
 * putting another item into the list, which GTK would answer by asking for every
 * item there is. `notify::paper` tells when that happens.
 */
G_DECLARE_FINAL_TYPE (DpPaperSlot, dp_paper_slot, DP, PAPER_SLOT, GObject)

DpPaperSlot *dp_paper_slot_new          (guint position) G_GNUC_WARN_UNUSED_RESULT;
guint        dp_paper_slot_get_position (DpPaperSlot *self);
/* 0 where the list has no paper at this position. */
guint32      dp_paper_slot_get_rowid    (DpPaperSlot *self);
/* (nullable): the library has no such paper any more, or could not be read. */
DpPaper     *dp_paper_slot_get_paper    (DpPaperSlot *self);
/* (nullable): the name of the group that begins with this paper. */
const char  *dp_paper_slot_get_heading  (DpPaperSlot *self);

/* For the list alone. */
void         dp_paper_slot_fill         (DpPaperSlot *self,
                                         guint32      rowid,
                                         DpPaper     *paper,
                                         const char  *heading);

G_END_DECLS
