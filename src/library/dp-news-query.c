/* dp-news-query.c: what has come since a moment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-news-query.h"

#include "library/dp-library-private.h"

/**
 * dp_news_query_get_end:
 * @library: a library
 * @out_end: (out): the newest rowid; 0 when there are no papers
 * @error: return location for a #DpLibraryError
 *
 * Rowids are given in order of arrival, so one number says what was there. On the
 * thread that owns the library.
 */
gboolean
dp_news_query_get_end (DpLibrary *library,
                       guint32   *out_end,
                       GError   **error)
{
  DpDatabase *database = NULL;
  gint64      end = 0;

  g_return_val_if_fail (DP_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (out_end != NULL, FALSE);

  database = dp_library_get_database (library, error);
  if (database == NULL ||
      !dp_database_get_int64 (database, &end, error, "SELECT coalesce (max (id), 0) FROM paper", ""))
    return FALSE;

  *out_end = (guint32)end;
  return TRUE;
}

/**
 * dp_news_query_list:
 * @library: a library
 * @end: what dp_news_query_get_end() gave
 * @error: return location for a #DpLibraryError
 *
 * Lists who came after @end and belongs to a topic that is not removed. On the thread
 * that owns the library; takes as long as there are newcomers, whatever its size.
 *
 * Returns: (transfer full) (element-type DpNewcomer): the newcomers
 */
GArray *
dp_news_query_list (DpLibrary *library,
                    guint32    end,
                    GError   **error)
{
  static const char sql[] = "SELECT topic_paper.paper, topic_paper.topic FROM topic_paper"
                            "  JOIN topic ON topic.id = topic_paper.topic AND topic.state = 1"
                            "  WHERE topic_paper.paper > ? ORDER BY topic_paper.paper";
  g_autoptr (GArray) newcomers = g_array_new (FALSE, FALSE, sizeof (DpNewcomer));
  g_autoptr (DpStatement) statement = NULL;
  DpDatabase *database = NULL;
  DpStep      step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  statement = database != NULL ? dp_database_prepare (database, sql, error) : NULL;
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "u", end);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      DpNewcomer newcomer = { .paper = (guint32)dp_statement_get_int64 (statement, 0),
                              .topic_id = dp_statement_get_int64 (statement, 1) };

      g_array_append_val (newcomers, newcomer);
    }

  return step == DP_STEP_DONE ? g_steal_pointer (&newcomers) : NULL;
}
