/* dp-paper-identity.h: which row a paper is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "library/paper/dp-paper-record.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

DpPaperRecord *dp_paper_identity_resolve  (DpDatabase    *database,
                                           DpChangeLog   *log,
                                           const DpPaper *paper,
                                           GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       dp_paper_identity_remember (DpDatabase    *database,
                                           DpPaperRecord *record,
                                           const DpPaper *paper,
                                           GError       **error);
gboolean       dp_paper_identity_remember_alias (DpDatabase    *database,
                                                 DpPaperRecord *record,
                                                 const char    *alias,
                                                 GError       **error);
/* 0 when no paper has that id. */
gboolean       dp_paper_identity_find     (DpDatabase *database,
                                           const char *alias,
                                           gint64     *out_rowid,
                                           GError    **error);

G_END_DECLS
