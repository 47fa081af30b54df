/* dp-paper-view.h: the list of papers, in columns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "library/order/dp-listing.h"
#include "ui/list/dp-paper-groups.h"
#include "ui/list/dp-paper-list.h"

G_BEGIN_DECLS

#define DP_TYPE_PAPER_VIEW (dp_paper_view_get_type ())

/**
 * DpPaperView:
 *
 * A column view of a DpListing. It never changes the library; it asks by signal:
 *
 * - `sort-requested (const char *sort)`: a header was clicked; `title:asc` and so on
 * - `star-toggled (guint rowid, gboolean bookmarked)`: the star of a row was clicked
 * - `link-activated (const char *uri)`: a link of a row was clicked
 * - `paper-activated (guint rowid)`: Enter or a double click
 * - `selection-changed ()`: other papers are selected, or another has the cursor
 * - `load-failed (GError *error)`: rows could not be read; they are empty
 */
G_DECLARE_FINAL_TYPE (DpPaperView, dp_paper_view, DP, PAPER_VIEW, GtkWidget)

GtkWidget *dp_paper_view_new                 (void) G_GNUC_WARN_UNUSED_RESULT;

/* The library that rows are read from and the listing that is shown; both
 * (nullable). The view follows the listing's orders and the library's changes. */
void       dp_paper_view_set_listing         (DpPaperView *self,
                                              DpLibrary   *library,
                                              DpListing   *listing);

/* What dp_paper_view_set_listing() is made of: where rows come from; an order, with
 * the query it answers; papers whose rows changed (ascending, %NULL for all). */
void       dp_paper_view_set_loader          (DpPaperView    *self,
                                              DpPaperListLoad load,
                                              gpointer        user_data);
void       dp_paper_view_show_order          (DpPaperView       *self,
                                              DpOrder           *order,
                                              const DpListQuery *query,
                                              gboolean           revised);
void       dp_paper_view_invalidate          (DpPaperView   *self,
                                              const guint32 *rowids,
                                              guint          n_rowids);

/* Lists whose sort fits it show where groups begin. */
void       dp_paper_view_set_grouping        (DpPaperView *self,
                                              DpGrouping   grouping);

/* The paper with the cursor, which the reader shows; 0 for none. */
guint32    dp_paper_view_get_current         (DpPaperView *self);
/* Selects it alone and brings it into view when the list holds it, else remembers
 * it until it does. */
void       dp_paper_view_select              (DpPaperView *self,
                                              guint32      rowid);
/* Moves the cursor by @delta rows; stays within the list. */
void       dp_paper_view_move                (DpPaperView *self,
                                              int          delta);
/* (element-type guint32): all that are selected, in the order of the list. */
GArray    *dp_paper_view_dup_selected        (DpPaperView *self) G_GNUC_WARN_UNUSED_RESULT;

/* The columns' order, widths and visibility as one string for GSettings. A string
 * that cannot be read leaves the default. */
char      *dp_paper_view_dup_columns         (DpPaperView *self) G_GNUC_WARN_UNUSED_RESULT;
void       dp_paper_view_set_columns         (DpPaperView *self,
                                              const char  *columns);
/* A menu of stateful actions `columns.ID` of the view's own action group that show
 * and hide columns; a menu elsewhere in the window needs that group there too. */
GMenuModel *dp_paper_view_get_columns_menu   (DpPaperView *self);
GActionGroup *dp_paper_view_get_columns_actions (DpPaperView *self);

G_END_DECLS
