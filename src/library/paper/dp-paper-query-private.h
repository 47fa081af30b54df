/* dp-paper-query-private.h: reading papers over any connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"
#include "model/dp-paper.h"

G_BEGIN_DECLS

/* On the thread that has the connection; %NULL without an error when there is no such
 * paper. */
DpPaper *dp_paper_query_load_over (DpDatabase *database,
                                   guint32     rowid,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
