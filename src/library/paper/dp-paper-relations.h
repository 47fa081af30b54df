/* dp-paper-relations.h: what a paper has many of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/paper/dp-paper-record.h"
#include "model/dp-authority.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

/* ORDER BY of paper_summary: the preferred one first. */
#define DP_PAPER_SUMMARY_ORDER "source = 'hugging-face' DESC, source"

/* Both add what changed to @record's fields. */
gboolean dp_paper_relations_merge          (DpDatabase    *database,
                                            DpPaperRecord *record,
                                            const DpPaper *paper,
                                            DpAuthority    authority,
                                            gboolean       is_older,
                                            GError       **error);
gboolean dp_paper_relations_set_categories (DpDatabase *database,
                                            guint32     rowid,
                                            const char *old_categories,
                                            const char *categories,
                                            GError    **error);
gboolean dp_paper_relations_load           (DpDatabase *database,
                                            DpPaper    *paper,
                                            GError    **error);
/* What a row of the list shows of that: links to code and models, and the beginning of
 * the preferred summary. */
gboolean dp_paper_relations_load_sources   (DpDatabase *database,
                                            DpPaper    *paper,
                                            GError    **error);
gboolean dp_paper_relations_load_summary   (DpDatabase *database,
                                            DpPaper    *paper,
                                            GError    **error);

G_END_DECLS
