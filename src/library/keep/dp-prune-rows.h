/* dp-prune-rows.h: all that a library says of a paper, out of it and in again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-log.h"
#include "library/order/dp-rowid-set.h"

G_BEGIN_DECLS

/* (element-type utf8): the tables with rows of papers, the papers' own first. */
GPtrArray *dp_prune_rows_list_tables (DpDatabase *database,
                                      const char *schema,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes a new file with the rows of @chosen, each with its rowid. */
gboolean   dp_prune_rows_save        (const char       *library_path,
                                      const char       *path,
                                      const DpRowidSet *chosen,
                                      GCancellable     *cancellable,
                                      GError          **error);
/* In a transaction. */
gboolean   dp_prune_rows_remove      (DpDatabase  *database,
                                      DpChangeLog *log,
                                      GPtrArray   *tables,
                                      guint32      rowid,
                                      GError     **error);
/* As it was; %FALSE in @out_added where the paper has come back by itself. */
gboolean   dp_prune_rows_add         (DpDatabase  *database,
                                      DpChangeLog *log,
                                      GPtrArray   *tables,
                                      DpDatabase  *saved,
                                      guint32      rowid,
                                      gboolean    *out_added,
                                      GError     **error);

G_END_DECLS
