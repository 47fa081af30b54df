/* dp-topic-papers.c: which papers belong to which topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/topic/dp-topic-papers.h"

#include "library/topic/dp-topic-row.h"
#include "model/dp-time.h"

/* A paper is held in a topic by its origins: the server gave it, it matches, or it
 * was imported. It goes when the last of them does. A topic that came with a digest and
 * that nobody follows yet has what the digest has; matching begins when it is followed. */

#define ORIGIN_BIT(origin) (1 << ((origin)-1))

#define LOCAL_BIT "2"
#define SERVER_BIT "1"

static gboolean
is_in_topic (DpDatabase *database,
             gint64      topic,
             guint32     rowid,
             gboolean   *out_is_in,
             GError    **error)
{
  gint64 n = 0;

  if (!dp_database_get_int64 (database, &n, error,
                              "SELECT 1 FROM topic_paper WHERE topic = ? AND paper = ?", "lu", topic, rowid))
    return FALSE;

  *out_is_in = n > 0;
  return TRUE;
}

/**
 * dp_topic_papers_add:
 * @database: the connection that writes
 * @log: the log of the transaction
 * @topic: a topic that exists
 * @edition: of what the server was asked, or %DP_TOPIC_EDITION_NOW; for other origins
 *   of no meaning
 * @rowid: a paper
 * @origin: who says that it belongs there
 * @out_is_new: (out): whether it was not in the topic
 * @error: return location for a #DpLibraryError
 *
 * Puts a paper into a topic, or adds an origin to one that is there. What is
 * known already is not written again.
 */
gboolean
dp_topic_papers_add (DpDatabase   *database,
                     DpChangeLog  *log,
                     gint64        topic,
                     gint64        edition,
                     guint32       rowid,
                     DpTopicOrigin origin,
                     gboolean     *out_is_new,
                     GError      **error)
{
  gboolean is_in = FALSE;

  if (!is_in_topic (database, topic, rowid, &is_in, error) ||
      !dp_database_run (database, error,
                        "INSERT INTO topic_paper SELECT ?1, ?2, ?3,"
                        "    iif (topic.revised AND paper.updated <> ?6, paper.updated, paper.published),"
                        "    ?4, iif (?5, iif (?7 = -1, topic.edition, ?7), 0)"
                        "  FROM topic, paper WHERE topic.id = ?1 AND paper.id = ?2"
                        "  ON CONFLICT DO UPDATE SET origins = origins | excluded.origins,"
                        "    edition = max (edition, excluded.edition)"
                        "  WHERE origins | excluded.origins <> origins OR edition < excluded.edition",
                        "luliill", topic, rowid, dp_time_now (), ORIGIN_BIT (origin),
                        (int)(origin == DP_TOPIC_ORIGIN_SERVER), DP_TIME_UNKNOWN, edition))
    return FALSE;

  *out_is_new = !is_in;
  if (!is_in)
    {
      dp_change_log_add (log, rowid, DP_CHANGE_TOPICS);
      dp_change_log_add_topic (log, topic);
    }

  return TRUE;
}

static gboolean
add_matches (DpDatabase  *database,
             DpChangeLog *log,
             gint64       topic,
             GArray      *rowids,
             GError     **error)
{
  gboolean is_new = FALSE;

  for (guint i = 0; i < rowids->len; i++)
    if (!dp_topic_papers_add (database, log, topic, DP_TOPIC_EDITION_NOW, g_array_index (rowids, guint32, i),
                              DP_TOPIC_ORIGIN_LOCAL, &is_new, error))
      return FALSE;

  return TRUE;
}

/**
 * dp_topic_papers_match:
 * @database: the connection that writes
 * @log: the log of the transaction
 * @matcher: new and changed papers
 * @error: return location for a #DpLibraryError
 *
 * Gives each paper to all topics that want it.
 */
gboolean
dp_topic_papers_match (DpDatabase     *database,
                       DpChangeLog    *log,
                       DpTopicMatcher *matcher,
                       GError        **error)
{
  g_autoptr (GPtrArray) topics = NULL;

  if (dp_topic_matcher_get_length (matcher) == 0)
    return TRUE;

  topics = dp_topic_row_load_all (database, error);
  if (topics == NULL)
    return FALSE;

  for (guint i = 0; i < topics->len; i++)
    {
      DpTopic *topic = g_ptr_array_index (topics, i);
      g_autoptr (GArray) rowids = NULL;

      if (!topic->followed)
        continue;

      rowids = dp_topic_matcher_find (matcher, topic, error);
      if (rowids == NULL || !add_matches (database, log, topic->id, rowids, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * dp_topic_papers_forget_matches:
 * @database: the connection that writes
 * @rowid: a paper whose text changed
 * @error: return location for a #DpLibraryError
 *
 * Takes the local origin from the paper's places, before it is matched anew; what
 * nothing holds afterwards goes by dp_topic_papers_drop_unheld(). The place itself
 * stays meanwhile, so that it keeps since when the paper has been there.
 */
gboolean
dp_topic_papers_forget_matches (DpDatabase *database,
                                guint32     rowid,
                                GError    **error)
{
  return dp_database_run (database, error,
                          "UPDATE topic_paper SET origins = origins - " LOCAL_BIT
                          "  WHERE paper = ? AND origins & " LOCAL_BIT
                          "  AND topic IN (SELECT id FROM topic WHERE state = 1)",
                          "u", rowid);
}

gboolean
dp_topic_papers_drop_unheld (DpDatabase  *database,
                             DpChangeLog *log,
                             guint32      rowid,
                             GError     **error)
{
  if (!dp_change_log_add_topics_of (log, database, rowid, error) ||
      !dp_database_run (database, error, "DELETE FROM topic_paper WHERE paper = ? AND origins = 0", "u", rowid))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    dp_change_log_add (log, rowid, DP_CHANGE_TOPICS);

  return TRUE;
}

/* Drops what nothing holds any more from one topic. */
static gboolean
drop_unheld_of_topic (DpDatabase  *database,
                      DpChangeLog *log,
                      gint64       topic,
                      GError     **error)
{
  static const char sql[] = "SELECT paper FROM topic_paper WHERE topic = ? AND origins = 0";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "l", topic);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_change_log_add (log, (guint32)dp_statement_get_int64 (statement, 0), DP_CHANGE_TOPICS);

  dp_change_log_add_topic (log, topic);

  return step == DP_STEP_DONE &&
         dp_database_run (database, error, "DELETE FROM topic_paper WHERE topic = ? AND origins = 0", "l", topic);
}

/**
 * dp_topic_papers_match_library:
 * @database: the connection that writes
 * @log: the log of the transaction
 * @topic: a topic
 * @error: return location for a #DpLibraryError
 *
 * Works out anew which papers of the library match the topic.
 */
gboolean
dp_topic_papers_match_library (DpDatabase  *database,
                               DpChangeLog *log,
                               gint64       topic,
                               GError     **error)
{
  g_autoptr (DpTopic) loaded = dp_topic_row_load (database, topic, error);
  g_autoptr (GArray) rowids = NULL;

  if (loaded == NULL)
    return FALSE;

  if (loaded->followed)
    rowids = dp_topic_match_find_in_library (database, loaded, error);
  else
    rowids = g_array_new (FALSE, FALSE, sizeof (guint32));

  return rowids != NULL &&
         dp_database_run (database, error,
                          "UPDATE topic_paper SET origins = origins - " LOCAL_BIT
                          "  WHERE topic = ? AND origins & " LOCAL_BIT,
                          "l", topic) &&
         add_matches (database, log, topic, rowids, error) &&
         drop_unheld_of_topic (database, log, topic, error);
}

gboolean
dp_topic_papers_drop_outdated (DpDatabase  *database,
                               DpChangeLog *log,
                               gint64       topic,
                               GError     **error)
{
  return dp_database_run (database, error,
                          "UPDATE topic_paper SET origins = origins - " SERVER_BIT
                          "  WHERE topic = ?1 AND origins & " SERVER_BIT
                          "  AND edition < (SELECT edition FROM topic WHERE id = ?1)",
                          "l", topic) &&
         drop_unheld_of_topic (database, log, topic, error);
}
