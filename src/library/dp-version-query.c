/* dp-version-query.c: whose new versions to ask for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-version-query.h"

#include "library/dp-library-private.h"

/**
 * dp_version_query_list_due:
 * @library: a library
 * @since: a moment after which nobody is asked for twice
 * @limit: how many at most
 * @error: return location for a #DpLibraryError
 *
 * Lists papers of arXiv that are bookmarked, those first that were asked for longest ago
 * or never. Once a round was asked for since @since there are none: with more bookmarks
 * than @limit each has its turn on another day. On the thread that owns the library.
 *
 * Returns: (transfer full) (array zero-terminated=1): ids without versions
 */
char **
dp_version_query_list_due (DpLibrary *library,
                           DpTime     since,
                           guint      limit,
                           GError   **error)
{
  /* What is known by a DOI or an address has a colon in its id. */
  static const char sql[] =
    "SELECT paper.uid FROM bookmark JOIN paper ON paper.id = bookmark.paper"
    "  LEFT JOIN version_check ON version_check.paper = bookmark.paper"
    "  WHERE bookmark.state = 1 AND instr (paper.uid, ':') = 0"
    "    AND NOT EXISTS (SELECT 1 FROM version_check WHERE checked_at >= ?1)"
    "  ORDER BY coalesce (version_check.checked_at, 0), bookmark.changed_at DESC LIMIT ?2";
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (DpStatement) statement = NULL;
  DpDatabase *database = NULL;
  DpStep      step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  statement = database != NULL ? dp_database_prepare (database, sql, error) : NULL;
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "lu", since, limit);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    g_strv_builder_add (ids, dp_statement_get_text (statement, 0));

  return step == DP_STEP_DONE ? g_strv_builder_end (ids) : NULL;
}
