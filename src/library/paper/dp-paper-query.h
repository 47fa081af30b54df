/* dp-paper-query.h: reading papers by rowid or id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

/* Short reads on the thread that owns the library, each 1–2 ms for a screenful.
 * They never wait for the writer. */

/* The whole paper, marks, topics and all. %NULL with %DP_LIBRARY_ERROR_NOT_FOUND. */
DpPaper   *dp_paper_query_load      (DpLibrary *library,
                                     guint32    rowid,
                                     GError   **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a row of the list shows of each, without abstract and versions, with the
 * beginning of one summary, one day and the links to code and models. The
 * result (element-type DpPaper) is in the order of @rowids and has a %NULL where
 * there is no such paper. */
GPtrArray *dp_paper_query_load_rows (DpLibrary     *library,
                                     const guint32 *rowids,
                                     gsize          n_rowids,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whole papers as dp_paper_query_load() gives them, read on the reader thread: for who
 * walks through a list of any length. The result (element-type DpPaper) is in the order
 * of @rowids, without those that are not there any more. */
void       dp_paper_query_load_many_async  (DpLibrary          *library,
                                            const guint32      *rowids,
                                            gsize               n_rowids,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
GPtrArray *dp_paper_query_load_many_finish (DpLibrary    *library,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rowid of the paper known by the canonical @id, through every alias; 0 with
 * %DP_LIBRARY_ERROR_NOT_FOUND. */
guint32    dp_paper_query_find      (DpLibrary  *library,
                                     const char *id,
                                     GError    **error);

G_END_DECLS
