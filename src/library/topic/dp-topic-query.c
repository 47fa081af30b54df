/* dp-topic-query.c: reading topics, counts and how refreshes went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/topic/dp-topic-query.h"

#include "library/dp-library-private.h"
#include "library/schema/dp-library-schema.h"
#include "library/topic/dp-topic-row.h"
#include "model/dp-name.h"

#include <glib/gi18n.h>

#define TOPIC_QUERY "SELECT " DP_TOPIC_COLUMNS ", topic.n_papers, topic.n_unread, topic.edition FROM topic WHERE state = 1"

static void
free_refresh (gpointer data)
{
  DpRefreshRecord *record = data;

  g_free (record->source);
  g_free (record->request);
  g_free (record->error);
  g_free (record);
}

static void
clear_info (gpointer data)
{
  DpTopicInfo *info = data;

  g_clear_pointer (&info->topic, dp_topic_free);
  g_clear_pointer (&info->refreshes, g_ptr_array_unref);
}

DpTopicInfo *
dp_topic_info_ref (DpTopicInfo *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
dp_topic_info_unref (DpTopicInfo *self)
{
  g_atomic_rc_box_release_full (self, clear_info);
}

static gboolean
load_refreshes (DpDatabase  *database,
                DpTopicInfo *info,
                GError     **error)
{
  static const char sql[] = "SELECT source, request, succeeded_at, attempted_at, n_new, error"
                            "  FROM topic_refresh WHERE topic = ? ORDER BY source";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "l", info->topic->id);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      DpRefreshRecord *record = g_new0 (DpRefreshRecord, 1);

      record->source = g_strdup (dp_statement_get_text (statement, 0));
      record->request = g_strdup (dp_statement_get_text (statement, 1));
      record->succeeded_at = dp_statement_get_int64 (statement, 2);
      record->attempted_at = dp_statement_get_int64 (statement, 3);
      record->n_new = (guint)dp_statement_get_int64 (statement, 4);
      record->error = g_strdup (dp_statement_get_text (statement, 5));
      g_ptr_array_add (info->refreshes, record);
    }

  return step == DP_STEP_DONE;
}

static DpTopicInfo *
read_info (DpDatabase  *database,
           DpStatement *row,
           GError     **error)
{
  g_autoptr (DpTopicInfo) info = g_atomic_rc_box_new0 (DpTopicInfo);

  info->topic = dp_topic_row_read (row);
  info->n_papers = (guint)dp_statement_get_int64 (row, DP_TOPIC_N_COLUMNS);
  info->n_unread = (guint)dp_statement_get_int64 (row, DP_TOPIC_N_COLUMNS + 1);
  info->edition = dp_statement_get_int64 (row, DP_TOPIC_N_COLUMNS + 2);
  info->refreshes = g_ptr_array_new_with_free_func (free_refresh);

  return load_refreshes (database, info, error) ? g_steal_pointer (&info) : NULL;
}

/**
 * dp_topic_query_list:
 * @library: a library
 * @error: return location for a #DpLibraryError
 *
 * Reads the topics in the user's order. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable) (element-type DpTopicInfo): the topics
 */
GPtrArray *
dp_topic_query_list (DpLibrary *library,
                     GError   **error)
{
  DpDatabase *database = NULL;
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_topic_info_unref);
  DpStep step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  statement = dp_database_prepare (database, TOPIC_QUERY " ORDER BY position, id", error);
  if (statement == NULL)
    return NULL;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      DpTopicInfo *info = read_info (database, statement, error);

      if (info == NULL)
        return NULL;

      g_ptr_array_add (topics, info);
    }

  return step == DP_STEP_DONE ? g_steal_pointer (&topics) : NULL;
}

/**
 * dp_topic_query_find:
 * @library: a library
 * @name: a topic's name, in any case
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Reads a topic. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable): the topic
 */
DpTopicInfo *
dp_topic_query_find (DpLibrary  *library,
                     const char *name,
                     GError    **error)
{
  DpDatabase      *database = NULL;
  g_autofree char *key = NULL;
  g_autoptr (DpStatement) statement = NULL;
  DpStep step = DP_STEP_DONE;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  statement = dp_database_prepare (database, TOPIC_QUERY " AND name_key = ?", error);
  if (statement == NULL)
    return NULL;

  key = dp_name_dup_key (name);
  dp_statement_bind (statement, "s", key);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    return read_info (database, statement, error);

  if (step == DP_STEP_DONE)
    g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND,
                 _("There is no topic named “%s”."), name);
  return NULL;
}

static gboolean
get_count (DpDatabase *database,
           guint      *out_count,
           GError    **error,
           const char *sql,
           gint64      parameter)
{
  gint64 count = 0;

  if (!dp_database_get_int64 (database, &count, error, sql, "l", parameter))
    return FALSE;

  *out_count = (guint)count;
  return TRUE;
}

/**
 * dp_topic_query_count_since:
 * @library: a library
 * @topic_id: a topic
 * @since: a moment
 * @out_n_papers: (out): how many papers came to the topic at or after it, whichever way
 * @error: return location for a #DpLibraryError
 *
 * Counts what is new in a topic. Walks through all of its papers. On the thread that
 * owns the library.
 *
 * Returns: %FALSE with @error
 */
gboolean
dp_topic_query_count_since (DpLibrary *library,
                            gint64     topic_id,
                            DpTime     since,
                            guint     *out_n_papers,
                            GError   **error)
{
  DpDatabase *database = NULL;
  gint64      count = 0;

  g_return_val_if_fail (DP_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (out_n_papers != NULL, FALSE);

  database = dp_library_get_database (library, error);
  if (database == NULL ||
      !dp_database_get_int64 (database, &count, error,
                              "SELECT count (*) FROM topic_paper WHERE topic = ? AND since >= ?", "ll", topic_id, since))
    return FALSE;

  *out_n_papers = (guint)count;
  return TRUE;
}

/**
 * dp_topic_query_dup_usual_categories:
 * @library: a library
 * @topic_id: a topic
 * @max: at most so many
 * @error: return location for a #DpLibraryError
 *
 * Tells where a topic's papers mostly come from. Walks through all of them. On the thread
 * that owns the library.
 *
 * Returns: (transfer full) (nullable): primary categories, the most frequent first,
 *   maybe none; %NULL with @error
 */
char **
dp_topic_query_dup_usual_categories (DpLibrary *library,
                                     gint64     topic_id,
                                     guint      max,
                                     GError   **error)
{
  static const char sql[] = "SELECT primary_category FROM topic_paper JOIN paper ON paper.id = topic_paper.paper"
                            "  WHERE topic = ? AND primary_category <> ''"
                            "  GROUP BY primary_category ORDER BY count (*) DESC, primary_category LIMIT ?";
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func (g_free);
  DpDatabase *database = NULL;
  DpStep      step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  statement = database != NULL ? dp_database_prepare (database, sql, error) : NULL;
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "ll", topic_id, (gint64)max);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    g_ptr_array_add (categories, g_strdup (dp_statement_get_text (statement, 0)));
  if (step != DP_STEP_DONE)
    return NULL;

  g_ptr_array_add (categories, NULL);

  return (char **)g_ptr_array_steal (categories, NULL);
}

/* The whole chunks after the one that @first lies in are added up; of that one the
 * rows are looked at. */
static gboolean
count_new (DpDatabase *database,
           gint64      first,
           guint      *out_count,
           GError    **error)
{
  gint64 chunk = first >> DP_TALLY_SHIFT;
  gint64 n_part = 0;
  guint  n_whole = 0;

  if (!get_count (database, &n_whole, error,
                  "SELECT sum (n_papers - n_read) FROM tally WHERE chunk > ?", chunk) ||
      !dp_database_get_int64 (database, &n_part, error,
                              "SELECT count (*) FROM paper LEFT JOIN read_mark ON read_mark.paper = paper.id"
                              "  WHERE paper.id >= ? AND paper.id < ? AND coalesce (read_mark.state, 0) = 0",
                              "ll", first, (chunk + 1) << DP_TALLY_SHIFT))
    return FALSE;

  *out_count = n_whole + (guint)n_part;
  return TRUE;
}

/**
 * dp_topic_query_count:
 * @library: a library
 * @new_since: from when on a paper counts as new
 * @out_counts: (out): the counts
 * @error: return location for a #DpLibraryError
 *
 * Counts what the sidebar shows, in about a millisecond at any size. On the thread
 * that owns the library.
 */
gboolean
dp_topic_query_count (DpLibrary       *library,
                      DpTime           new_since,
                      DpLibraryCounts *out_counts,
                      GError         **error)
{
  DpDatabase     *database = NULL;
  DpLibraryCounts counts = { 0 };
  gint64          first = 0;

  g_return_val_if_fail (DP_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (out_counts != NULL, FALSE);

  database = dp_library_get_database (library, error);
  if (database == NULL ||
      !get_count (database, &counts.n_papers, error, "SELECT sum (n_papers) FROM tally WHERE chunk >= ?", 0) ||
      !get_count (database, &counts.n_unread, error, "SELECT sum (n_papers - n_read) FROM tally WHERE chunk >= ?", 0) ||
      !get_count (database, &counts.n_bookmarks, error, "SELECT count (*) FROM bookmark WHERE state = ?", 1) ||
      !get_count (database, &counts.n_unread_bookmarks, error,
                  "SELECT count (*) FROM bookmark LEFT JOIN read_mark ON read_mark.paper = bookmark.paper"
                  "  WHERE bookmark.state = ? AND coalesce (read_mark.state, 0) = 0",
                  1) ||
      !get_count (database, &counts.n_new_versions, error, "SELECT count (*) FROM new_version WHERE seen >= ?", 0) ||
      !dp_library_find_first_since (database, new_since, &first, error) ||
      !count_new (database, first, &counts.n_new, error))
    return FALSE;

  *out_counts = counts;
  return TRUE;
}

/**
 * dp_topic_query_get_last_session:
 * @library: a library
 *
 * Says when the newest session began that lasted over 10 s. On the thread that
 * owns the library.
 *
 * Returns: seconds since the epoch; 0 when there was none, or it cannot be read
 */
DpTime
dp_topic_query_get_last_session (DpLibrary *library)
{
  DpDatabase *database = NULL;
  gint64      began_at = 0;

  g_return_val_if_fail (DP_IS_LIBRARY (library), 0);

  database = dp_library_get_database (library, NULL);
  if (database == NULL ||
      !dp_database_get_int64 (database, &began_at, NULL, "SELECT max (began_at) FROM session", ""))
    return 0;

  return began_at;
}
