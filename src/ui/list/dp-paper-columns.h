/* dp-paper-columns.h: what the columns of the paper list are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-list-query.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

typedef enum
{
  DP_PAPER_CELL_TEXT,
  DP_PAPER_CELL_GROUP, /* the name of the group that begins with the paper */
  DP_PAPER_CELL_TITLE, /* a text that says whether it was read */
  DP_PAPER_CELL_STAR,  /* a button */
  DP_PAPER_CELL_COUNT, /* a number */
  DP_PAPER_CELL_LINK,  /* opens find_link()'s address */
} DpPaperCellKind;

/* @revised: the list counts revisions as new, so a paper's date is its last version's. */
typedef char *(*DpPaperColumnText) (const DpPaper *paper,
                                    gboolean       revised);

/* One entry of the table is all that a column needs. */
typedef struct
{
  const char       *id;     /* in settings and action names */
  const char       *title;  /* untranslated: what its header says */
  const char       *name;   /* untranslated: what menus and screen readers say */
  DpSortKey         sort;
  DpPaperCellKind   kind;
  guint             width;  /* in characters */
  gboolean          expand;
  gboolean          shown;  /* unless the user chose otherwise */
  guint             rank;   /* 0: stays where there is no room for all; of the others the highest gives way first */
  DpPaperColumnText dup_text;
  DpPaperColumnText dup_tooltip; /* (nullable): the text, where it is cut off */
  const DpLink *(*find_link) (const DpPaper *paper); /* of a link column; lent (nullable) */
  DpPaperColumnText dup_label;   /* of a link column: what a screen reader says of the link */
} DpPaperColumn;

const DpPaperColumn *dp_paper_columns_get_all  (guint *out_n_columns);
const DpPaperColumn *dp_paper_columns_find     (const char *id);

/* The mark before the title of a paper that has a note, or was revised since the user marked it. */
char                *dp_paper_columns_dup_mark (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* What a screen reader says of the whole row. */
char                *dp_paper_columns_dup_name (const DpPaper *paper,
                                                gboolean       revised) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
