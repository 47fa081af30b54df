/* dp-paper-column-set.h: the columns as a user arranged them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "library/dp-list-query.h"
#include "library/search/dp-highlight-query.h"

G_BEGIN_DECLS

/* The columns of a GtkColumnView: which, in what order, how wide, and which of them
 * shows that the list is sorted by it. Belongs to who owns the view. */
typedef struct _DpPaperColumnSet DpPaperColumnSet;

/* Gives @view its columns. @revised and @highlight: see dp_paper_cell_factory_new() */
DpPaperColumnSet *dp_paper_column_set_new         (GtkColumnView     *view,
                                                   const gboolean    *revised,
                                                   DpHighlightQuery **highlight) G_GNUC_WARN_UNUSED_RESULT;
/* Call it before the view is gone. */
void              dp_paper_column_set_free        (DpPaperColumnSet *self);

char             *dp_paper_column_set_to_string   (DpPaperColumnSet *self) G_GNUC_WARN_UNUSED_RESULT;
void              dp_paper_column_set_parse       (DpPaperColumnSet *self,
                                                   const char       *text);

/* Actions named by column ids, and a menu of `columns.ID`; lent. */
GActionGroup     *dp_paper_column_set_get_actions (DpPaperColumnSet *self);
GMenuModel       *dp_paper_column_set_get_menu    (DpPaperColumnSet *self);

/* Says how wide the view is, which decides how many columns there are. */
void              dp_paper_column_set_set_room    (DpPaperColumnSet *self,
                                                   int               room);
/* Makes the columns as wide as the present size of text asks for. */
void              dp_paper_column_set_rescale     (DpPaperColumnSet *self);

/* Shows the arrow where the list's sort is; nowhere when no column has that key. */
void              dp_paper_column_set_show_sort   (DpPaperColumnSet *self,
                                                   DpSortKey         key,
                                                   gboolean          descending);
/* Shows the column of groups, which begin where its cells have a name. */
void              dp_paper_column_set_show_groups (DpPaperColumnSet *self,
                                                   gboolean          grouped);

/* After the view's sorter changed: which column's header was clicked, and puts the
 * arrow back to where the list's sort is. %FALSE when we did it ourselves. */
gboolean          dp_paper_column_set_take_click  (DpPaperColumnSet *self,
                                                   DpSortKey        *out_key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaperColumnSet, dp_paper_column_set_free)

G_END_DECLS
