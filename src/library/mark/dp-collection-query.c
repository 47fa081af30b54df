/* dp-collection-query.c: which collections there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-collection-query.h"

#include "library/dp-library-private.h"
#include "model/dp-name.h"

#include <glib/gi18n.h>

#define COLLECTION_QUERY "SELECT id, name, n_papers, n_unread FROM collection WHERE state = 1"

void
dp_collection_info_free (DpCollectionInfo *self)
{
  g_free (self->name);
  g_free (self);
}

static DpCollectionInfo *
read_info (DpStatement *row)
{
  DpCollectionInfo *info = g_new0 (DpCollectionInfo, 1);

  info->id = dp_statement_get_int64 (row, 0);
  info->name = g_strdup (dp_statement_get_text (row, 1));
  info->n_papers = (guint)dp_statement_get_int64 (row, 2);
  info->n_unread = (guint)dp_statement_get_int64 (row, 3);

  return info;
}

/**
 * dp_collection_query_list:
 * @library: a library
 * @error: return location for a #DpLibraryError
 *
 * Reads the collections in the user's order, with numbers that are kept. On the thread
 * that owns the library; far below a millisecond.
 *
 * Returns: (transfer full) (nullable) (element-type DpCollectionInfo): the collections
 */
GPtrArray *
dp_collection_query_list (DpLibrary *library,
                          GError   **error)
{
  DpDatabase *database = NULL;
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GPtrArray) collections = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_collection_info_free);
  DpStep step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  statement = dp_database_prepare (database, COLLECTION_QUERY " ORDER BY position, id", error);
  if (statement == NULL)
    return NULL;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    g_ptr_array_add (collections, read_info (statement));

  return step == DP_STEP_DONE ? g_steal_pointer (&collections) : NULL;
}

/**
 * dp_collection_query_find:
 * @library: a library
 * @name: a collection's name, in any case
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Reads a collection. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable): the collection
 */
DpCollectionInfo *
dp_collection_query_find (DpLibrary  *library,
                          const char *name,
                          GError    **error)
{
  DpDatabase *database = NULL;
  g_autoptr (DpStatement) statement = NULL;
  g_autofree char *key = NULL;
  DpStep           step = DP_STEP_DONE;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  statement = dp_database_prepare (database, COLLECTION_QUERY " AND name_key = ?", error);
  if (statement == NULL)
    return NULL;

  key = dp_name_dup_key (name);
  dp_statement_bind (statement, "s", key);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    return read_info (statement);

  if (step == DP_STEP_DONE)
    g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND,
                 _("There is no collection named “%s”."), name);
  return NULL;
}
