/* dp-database-private.h: what the files of a connection share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"

G_BEGIN_DECLS

struct _DpDatabase
{
  sqlite3      *handle;
  GHashTable   *statements;  /* SQL (owned by the statement) → sqlite3_stmt (owned) */
  GCancellable *cancellable; /* (nullable) (owned): ends what runs now */
  GCancellable *stopping;    /* (nullable) (owned): ends everything */
};

gboolean dp_database_set_error (sqlite3 *handle,
                                int      result,
                                GError **error);

G_END_DECLS
