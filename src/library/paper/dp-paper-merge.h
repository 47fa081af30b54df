/* dp-paper-merge.h: joining what a source says to what the library knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "library/paper/dp-paper-record.h"
#include "model/dp-archive.h"
#include "model/dp-authority.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

DpPaperRecord *dp_paper_merge (DpDatabase    *database,
                               DpChangeLog   *log,
                               const DpPaper *paper,
                               DpAuthority    authority,
                               DpTime         now,
                               gboolean      *out_is_new,
                               DpChangeFields *out_changed,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

DpPaperRecord *dp_paper_merge_entry (DpDatabase           *database,
                                     DpChangeLog          *log,
                                     const DpArchiveEntry *entry,
                                     DpTime                now,
                                     gboolean             *out_is_new,
                                     DpChangeFields       *out_changed,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Joins the fields of @other to @self by the same rules. */
void           dp_paper_merge_records (DpPaperRecord *self,
                                       DpPaperRecord *other);

/* After the dates of a paper changed: those of its places in topics. */
gboolean       dp_paper_merge_update_topic_dates (DpDatabase    *database,
                                                  DpChangeLog   *log,
                                                  DpPaperRecord *record,
                                                  GError       **error);

G_END_DECLS
