/* dp-paper-cell.h: the cells of the paper list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "library/search/dp-highlight-query.h"
#include "ui/list/dp-paper-columns.h"

G_BEGIN_DECLS

/* The factory of a column's cells, over DpPaperSlots. @revised and @highlight are read
 * whenever a cell is filled and must outlive the factory's cells. A star that is clicked
 * activates the action `paper.toggle-bookmark (u)` with the rowid, a link
 * `paper.open-link (s)`. */
GtkListItemFactory *dp_paper_cell_factory_new  (const DpPaperColumn *column,
                                                const gboolean      *revised,
                                                DpHighlightQuery   **highlight) G_GNUC_WARN_UNUSED_RESULT;

/* These take the widget that such a factory made for a cell, and find nothing in
 * any other. */
gboolean            dp_paper_cell_is_one       (GtkWidget *widget);
guint               dp_paper_cell_get_position (GtkWidget *widget);
void                dp_paper_cell_refill       (GtkWidget *widget);
/* The paper of the row at a place of what holds the list; lent, (nullable). */
const DpPaper      *dp_paper_cell_find_paper_at (GtkWidget *view,
                                                 double     x,
                                                 double     y);
/* What does not fit into the cell; (nullable). */
char               *dp_paper_cell_dup_tooltip  (GtkWidget *widget) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
