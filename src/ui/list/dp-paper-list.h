/* dp-paper-list.h: an order of papers as a list model, at any size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "library/order/dp-order.h"
#include "model/dp-paper.h"
#include "ui/list/dp-paper-row-cache.h"

G_BEGIN_DECLS

/* The name (transfer full) of the group that @paper is in. */
typedef char *(*DpPaperListGroup) (const DpPaper *paper,
                                   gpointer       user_data);

#define DP_TYPE_PAPER_LIST (dp_paper_list_get_type ())

/**
 * DpPaperList:
 *
 * A GListModel of DpPaperSlot and its own GtkSelectionModel, of which one selected
 * paper is current. Selected papers stay selected when another order is set, and
 * come back when they left the list and return. Signals:
 *
 * - `shrinking (guint n_items)`: items from @n_items on are about to go
 * - `selection-moved ()`: other papers are selected, or another is current
 * - `load-failed (GError *error)`: rows could not be read; they are empty
 */
G_DECLARE_FINAL_TYPE (DpPaperList, dp_paper_list, DP, PAPER_LIST, GObject)

DpPaperList *dp_paper_list_new                  (void) G_GNUC_WARN_UNUSED_RESULT;

/* @load: (nullable) (scope forever): called on this thread; rows are read anew */
void         dp_paper_list_set_loader           (DpPaperList    *self,
                                                 DpPaperListLoad load,
                                                 gpointer        user_data);
void         dp_paper_list_set_order            (DpPaperList *self,
                                                 DpOrder     *order);
DpOrder     *dp_paper_list_get_order            (DpPaperList *self); /* lent */

/* @group: (nullable) (scope forever): says which group a paper is in, so that slots
 * where one begins have a heading; slots are filled anew */
void         dp_paper_list_set_group            (DpPaperList     *self,
                                                 DpPaperListGroup group,
                                                 gpointer         user_data);

/* Reads these again, ascending; with %NULL all of them. */
void         dp_paper_list_invalidate           (DpPaperList   *self,
                                                 const guint32 *rowids,
                                                 guint          n_rowids);

/* Selects a paper alone and makes it current, now or once it is in the list; 0
 * selects nothing. */
void         dp_paper_list_select               (DpPaperList *self,
                                                 guint32      rowid);
/* 0 and %GTK_INVALID_LIST_POSITION when no paper in the list is current. */
guint32      dp_paper_list_get_current          (DpPaperList *self);
guint        dp_paper_list_get_current_position (DpPaperList *self);
/* (element-type guint32): in the order of the list */
GArray      *dp_paper_list_dup_selected         (DpPaperList *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
