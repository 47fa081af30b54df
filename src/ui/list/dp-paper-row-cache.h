/* dp-paper-row-cache.h: the records of the rows that were shown last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/**
 * DpPaperListLoad:
 *
 * Reads what rows show of some papers, as dp_paper_query_load_rows() does: the
 * result (element-type DpPaper) is in the order of @rowids with %NULL for a paper
 * that is gone; %NULL with an error.
 */
typedef GPtrArray *(*DpPaperListLoad) (const guint32 *rowids,
                                       gsize          n_rowids,
                                       gpointer       user_data,
                                       GError       **error);

/* Keeps the records used last, by rowid. Owned by one place; one thread. */
typedef struct _DpPaperRowCache DpPaperRowCache;

DpPaperRowCache *dp_paper_row_cache_new    (guint max_papers) G_GNUC_WARN_UNUSED_RESULT;
void             dp_paper_row_cache_free   (DpPaperRowCache *self);
/* (nullable); lent until the next call. */
DpPaper         *dp_paper_row_cache_lookup (DpPaperRowCache *self,
                                            guint32          rowid);
gboolean         dp_paper_row_cache_load_missing (DpPaperRowCache *self,
                                                  const guint32   *rowids,
                                                  guint            n_rowids,
                                                  DpPaperListLoad  load,
                                                  gpointer         load_data,
                                                  GError         **error);
void             dp_paper_row_cache_insert (DpPaperRowCache *self,
                                            guint32          rowid,
                                            DpPaper         *paper);
void             dp_paper_row_cache_remove (DpPaperRowCache *self,
                                            guint32          rowid);
void             dp_paper_row_cache_clear  (DpPaperRowCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaperRowCache, dp_paper_row_cache_free)

G_END_DECLS
