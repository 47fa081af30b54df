/* dp-paper-batch.h: the papers of one answer, each once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* Papers in the order in which they came. May be used on any one thread. */
typedef struct _DpPaperBatch DpPaperBatch;

DpPaperBatch *dp_paper_batch_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void          dp_paper_batch_free       (DpPaperBatch *self);

/* @paper: (transfer full) (nullable). %FALSE for %NULL. */
gboolean      dp_paper_batch_add        (DpPaperBatch *self,
                                         DpPaper      *paper);

/* (transfer none) (element-type DpPaper) */
GPtrArray    *dp_paper_batch_get_papers (DpPaperBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaperBatch, dp_paper_batch_free)

G_END_DECLS
