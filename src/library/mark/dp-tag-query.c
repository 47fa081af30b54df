/* dp-tag-query.c: which tags there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-tag-query.h"

#include "library/dp-library-private.h"
#include "model/dp-name.h"

#include <glib/gi18n.h>

static void
free_info (gpointer data)
{
  DpTagInfo *info = data;

  g_free (info->name);
  g_free (info);
}

/**
 * dp_tag_query_list:
 * @library: a library
 * @error: return location for a #DpLibraryError
 *
 * Reads the tags, with numbers that are kept. On the thread that owns the library; far
 * below a millisecond.
 *
 * Returns: (transfer full) (nullable) (element-type DpTagInfo): the tags, by name
 */
GPtrArray *
dp_tag_query_list (DpLibrary *library,
                   GError   **error)
{
  static const char sql[] = "SELECT name, n_papers, n_unread FROM tag WHERE n_papers > 0 ORDER BY name_key";
  DpDatabase       *database = NULL;
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (free_info);
  DpStep step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  statement = database != NULL ? dp_database_prepare (database, sql, error) : NULL;
  if (statement == NULL)
    return NULL;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      DpTagInfo *info = g_new0 (DpTagInfo, 1);

      info->name = g_strdup (dp_statement_get_text (statement, 0));
      info->n_papers = (guint)dp_statement_get_int64 (statement, 1);
      info->n_unread = (guint)dp_statement_get_int64 (statement, 2);
      g_ptr_array_add (tags, info);
    }

  return step == DP_STEP_DONE ? g_steal_pointer (&tags) : NULL;
}

/**
 * dp_tag_query_dup_name:
 * @library: a library
 * @name: a tag, in any case
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Finds a tag that a paper has. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable): its name as the user spelled it
 */
char *
dp_tag_query_dup_name (DpLibrary  *library,
                       const char *name,
                       GError    **error)
{
  static const char sql[] = "SELECT name FROM tag WHERE name_key = ? AND n_papers > 0";
  DpDatabase       *database = NULL;
  g_autoptr (DpStatement) statement = NULL;
  g_autofree char *key = NULL;
  DpStep           step = DP_STEP_DONE;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  database = dp_library_get_database (library, error);
  statement = database != NULL ? dp_database_prepare (database, sql, error) : NULL;
  if (statement == NULL)
    return NULL;

  key = dp_name_dup_key (name);
  dp_statement_bind (statement, "s", key);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    return g_strdup (dp_statement_get_text (statement, 0));

  if (step == DP_STEP_DONE)
    g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("No paper has the tag “%s”."), name);
  return NULL;
}
