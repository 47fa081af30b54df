/* dp-smart-query.c: which searches are kept under a name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-smart-query.h"

#include "library/dp-library-private.h"
#include "model/dp-name.h"

#include <glib/gi18n.h>

#define SMART_QUERY "SELECT id, name, search FROM smart_collection WHERE state = 1"

void
dp_smart_info_free (DpSmartInfo *self)
{
  g_free (self->name);
  g_free (self->search);
  g_free (self);
}

static DpSmartInfo *
read_info (DpStatement *row)
{
  DpSmartInfo *info = g_new0 (DpSmartInfo, 1);

  info->id = dp_statement_get_int64 (row, 0);
  info->name = g_strdup (dp_statement_get_text (row, 1));
  info->search = g_strdup (dp_statement_get_text (row, 2));

  return info;
}

static DpStatement *
prepare (DpLibrary  *library,
         const char *sql,
         GError    **error)
{
  DpDatabase *database = dp_library_get_database (library, error);

  return database != NULL ? dp_database_prepare (database, sql, error) : NULL;
}

/**
 * dp_smart_query_list:
 * @library: a library
 * @error: return location for a #DpLibraryError
 *
 * Reads which searches are kept. On the thread that owns the library; far below a
 * millisecond.
 *
 * Returns: (transfer full) (nullable) (element-type DpSmartInfo): the smart collections
 */
GPtrArray *
dp_smart_query_list (DpLibrary *library,
                     GError   **error)
{
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_smart_info_free);
  DpStep step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  statement = prepare (library, SMART_QUERY " ORDER BY position, id", error);
  if (statement == NULL)
    return NULL;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    g_ptr_array_add (infos, read_info (statement));

  return step == DP_STEP_DONE ? g_steal_pointer (&infos) : NULL;
}

/**
 * dp_smart_query_find:
 * @library: a library
 * @name: its name, in any case
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Reads a smart collection. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable): it
 */
DpSmartInfo *
dp_smart_query_find (DpLibrary  *library,
                     const char *name,
                     GError    **error)
{
  g_autoptr (DpStatement) statement = NULL;
  g_autofree char *key = NULL;
  DpStep           step = DP_STEP_DONE;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  statement = prepare (library, SMART_QUERY " AND name_key = ?", error);
  if (statement == NULL)
    return NULL;

  key = dp_name_dup_key (name);
  dp_statement_bind (statement, "s", key);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    return read_info (statement);

  if (step == DP_STEP_DONE)
    g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("There is no collection named “%s”."), name);
  return NULL;
}

/**
 * dp_smart_query_load:
 * @library: a library
 * @id: a smart collection
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Reads a smart collection. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable): it
 */
DpSmartInfo *
dp_smart_query_load (DpLibrary *library,
                     gint64     id,
                     GError   **error)
{
  g_autoptr (DpStatement) statement = NULL;
  DpStep step = DP_STEP_DONE;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  statement = prepare (library, SMART_QUERY " AND id = ?", error);
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "l", id);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    return read_info (statement);

  if (step == DP_STEP_DONE)
    g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("The library has no such collection."));
  return NULL;
}
