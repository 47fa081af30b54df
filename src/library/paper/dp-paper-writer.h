/* dp-paper-writer.h: merging papers, batch by batch, and matching them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/paper/dp-paper-merge.h"

G_BEGIN_DECLS

/* How many papers a transaction has: so few that another process, or a mark,
 * waits for milliseconds. */
#define DP_PAPER_WRITER_BATCH 100

/* One long write: for each transaction begin, then add what was merged, then end. On
 * the writer thread. */
typedef struct _DpPaperWriter DpPaperWriter;

DpPaperWriter *dp_paper_writer_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void           dp_paper_writer_free  (DpPaperWriter *self);
gboolean       dp_paper_writer_begin (DpPaperWriter *self,
                                      DpDatabase    *database,
                                      GError       **error);
gboolean       dp_paper_writer_add   (DpPaperWriter *self,
                                      DpDatabase    *database,
                                      DpPaperRecord *record,
                                      DpChangeFields changed,
                                      GError       **error);
gboolean       dp_paper_writer_end   (DpPaperWriter *self,
                                      DpDatabase    *database,
                                      DpChangeLog   *log,
                                      GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaperWriter, dp_paper_writer_free)

G_END_DECLS
