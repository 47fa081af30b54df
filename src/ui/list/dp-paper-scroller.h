/* dp-paper-scroller.h: where in the paper list one is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/list/dp-paper-list.h"

G_BEGIN_DECLS

/* Keeps the scroll position and the focus of a column view with the papers it
 * shows, where GTK ties both to positions. Belongs to who owns the view. */
typedef struct _DpPaperScroller DpPaperScroller;

DpPaperScroller *dp_paper_scroller_new           (GtkColumnView *column_view,
                                                  DpPaperList   *list) G_GNUC_WARN_UNUSED_RESULT;
/* Call it before the view is gone. */
void             dp_paper_scroller_free          (DpPaperScroller *self);

/* The widget within the column view that has the rows; lent. */
GtkWidget       *dp_paper_scroller_get_list_view (DpPaperScroller *self);

/* Shows another order. @keep: papers came or went and those in view stay where they
 * are, else the current paper stays in view, or the list begins at its top. */
void             dp_paper_scroller_set_order     (DpPaperScroller *self,
                                                  DpOrder         *order,
                                                  gboolean         keep);
/* Brings the current paper into view. */
void             dp_paper_scroller_show_current  (DpPaperScroller *self);
/* Selects a row alone, as a key would that moves there. */
void             dp_paper_scroller_move_to       (DpPaperScroller *self,
                                                  guint            position);
/* The topmost row that is wholly in view. */
guint            dp_paper_scroller_get_first     (DpPaperScroller *self);
/* Fills the cells anew with the same papers. */
void             dp_paper_scroller_refill        (DpPaperScroller *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaperScroller, dp_paper_scroller_free)

G_END_DECLS
