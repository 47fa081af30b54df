/* dp-task-query.c: which tasks there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-task-query.h"

#include "library/dp-library-private.h"

#include <glib/gi18n.h>

static void
free_info (gpointer data)
{
  DpTaskInfo *info = data;

  g_free (info->name);
  g_free (info);
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b)
{
  return g_ascii_strcasecmp ((*(const DpTaskInfo *const *)a)->name, (*(const DpTaskInfo *const *)b)->name);
}

/**
 * dp_task_query_list:
 * @library: a library
 * @error: return location for a #DpLibraryError
 *
 * Reads the names of tasks that papers have, with numbers that are kept. On the
 * thread that owns the library; far below a millisecond.
 *
 * Returns: (transfer full) (nullable) (element-type DpTaskInfo): the tasks, by name
 */
GPtrArray *
dp_task_query_list (DpLibrary *library,
                    GError   **error)
{
  DpDatabase *database = NULL;
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (free_info);
  DpStep step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  statement = dp_database_prepare (database, "SELECT name, n_papers, n_unread FROM task", error);
  if (statement == NULL)
    return NULL;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      DpTaskInfo *info = g_new0 (DpTaskInfo, 1);

      info->name = g_strdup (dp_statement_get_text (statement, 0));
      info->n_papers = (guint)dp_statement_get_int64 (statement, 1);
      info->n_unread = (guint)dp_statement_get_int64 (statement, 2);
      g_ptr_array_add (tasks, info);
    }
  g_ptr_array_sort (tasks, compare_names_cb);

  return step == DP_STEP_DONE ? g_steal_pointer (&tasks) : NULL;
}

/**
 * dp_task_query_dup_name:
 * @library: a library
 * @name: a task's name, in any case
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Finds a task. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable): its name as papers have it
 */
char *
dp_task_query_dup_name (DpLibrary  *library,
                        const char *name,
                        GError    **error)
{
  g_autoptr (GPtrArray) tasks = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  tasks = dp_task_query_list (library, error);
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      const DpTaskInfo *info = g_ptr_array_index (tasks, i);

      if (g_ascii_strcasecmp (info->name, name) == 0)
        return g_strdup (info->name);
    }

  if (tasks != NULL)
    g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND,
                 _("No paper has the task “%s”."), name);

  return NULL;
}
