/* dp-change-log.c: what a transaction changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-change-log.h"

#include "library/dp-change-set-private.h"
#include "library/order/dp-sort-rule.h"

/* The table is trimmed when it is this much longer than what is kept. */
#define SLACK 10000

/* Collected while a transaction runs and written at its end: one row a paper,
 * and the counters of each topic that a change may have touched. */
struct _DpChangeLog
{
  GHashTable *fields; /* rowid → DpChangeFields */
  GHashTable *topics; /* set of gint64 (owned) */
};

DpChangeLog *
dp_change_log_new (void)
{
  DpChangeLog *self = g_new0 (DpChangeLog, 1);

  self->fields = g_hash_table_new (NULL, NULL);
  self->topics = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

void
dp_change_log_free (DpChangeLog *self)
{
  g_hash_table_unref (self->fields);
  g_hash_table_unref (self->topics);
  g_free (self);
}

/**
 * dp_change_log_add:
 * @self: the log of the running transaction
 * @rowid: a paper, or 0 for what is of no paper
 * @fields: what of it changed; nothing is fine
 *
 * Notes that a paper changed.
 */
void
dp_change_log_add (DpChangeLog   *self,
                   guint32        rowid,
                   DpChangeFields fields)
{
  gpointer key = GUINT_TO_POINTER (rowid);
  guint    known = GPOINTER_TO_UINT (g_hash_table_lookup (self->fields, key));

  if (fields != 0)
    g_hash_table_insert (self->fields, key, GUINT_TO_POINTER (known | fields));
}

/**
 * dp_change_log_add_topic:
 * @self: the log of the running transaction
 * @topic: a topic whose papers, or their dates or read marks, changed
 *
 * Has the counters of @topic worked out anew at the end of the transaction.
 */
void
dp_change_log_add_topic (DpChangeLog *self,
                         gint64       topic)
{
  g_hash_table_add (self->topics, g_memdup2 (&topic, sizeof topic));
}

/**
 * dp_change_log_add_topics_of:
 * @self: the log of the running transaction
 * @database: the connection that writes
 * @rowid: a paper
 * @error: return location for a #DpLibraryError
 *
 * As dp_change_log_add_topic() for each topic that the paper belongs to.
 */
gboolean
dp_change_log_add_topics_of (DpChangeLog *self,
                             DpDatabase  *database,
                             guint32      rowid,
                             GError     **error)
{
  static const char sql[] = "SELECT topic FROM topic_paper WHERE paper = ?";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "u", rowid);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_change_log_add_topic (self, dp_statement_get_int64 (statement, 0));

  return step == DP_STEP_DONE;
}

gboolean
dp_change_log_is_empty (DpChangeLog *self)
{
  return g_hash_table_size (self->fields) == 0;
}

/* A topic's numbers are those of the papers that its list shows. */
static gboolean
count_topic (DpDatabase *database,
             gint64      topic,
             gboolean   *out_changed,
             GError    **error)
{
  if (!dp_database_run (database, error,
                        "UPDATE topic SET n_papers = counted.n_papers, n_unread = counted.n_unread "
                        "FROM (SELECT count (*) AS n_papers,"
                        "        count (*) - coalesce (sum (read_mark.state), 0) AS n_unread"
                        "      FROM (" DP_SORT_TOPIC_NEWEST
                        "            LIMIT (SELECT keep FROM topic WHERE id = ?1)) AS listed"
                        "      LEFT JOIN read_mark ON read_mark.paper = listed.paper) AS counted "
                        "WHERE id = ?1 AND (topic.n_papers <> counted.n_papers"
                        "                   OR topic.n_unread <> counted.n_unread)",
                        "l", topic))
    return FALSE;

  *out_changed = dp_database_get_n_changed (database) > 0;
  return TRUE;
}

static gboolean
count_topics (DpChangeLog *self,
              DpDatabase  *database,
              GError     **error)
{
  GHashTableIter iter = { 0 };
  gpointer       topic = NULL;

  g_hash_table_iter_init (&iter, self->topics);
  while (g_hash_table_iter_next (&iter, &topic, NULL))
    {
      gboolean changed = FALSE;

      if (!count_topic (database, *(gint64 *)topic, &changed, error))
        return FALSE;

      if (changed)
        dp_change_log_add (self, 0, DP_CHANGE_TOPIC_LIST);
    }

  return TRUE;
}

static gboolean
trim (DpDatabase *database,
      guint       n_kept,
      GError    **error)
{
  gint64 first = 0;
  gint64 last = 0;

  if (!dp_database_get_int64 (database, &first, error, "SELECT min (seq) FROM change", "") ||
      !dp_change_log_get_last (database, &last, error))
    return FALSE;

  if (last - first < (gint64)n_kept + MIN (n_kept, SLACK))
    return TRUE;

  return dp_database_run (database, error, "DELETE FROM change WHERE seq <= ?", "l", last - (gint64)n_kept);
}

/**
 * dp_change_log_write:
 * @self: the log of the running transaction
 * @database: the connection that writes
 * @n_kept: how many rows the table keeps: %DP_CHANGE_LOG_KEPT but for tests
 * @error: return location for a #DpLibraryError
 *
 * Writes what was noted into the table `change`, in the same transaction.
 */
gboolean
dp_change_log_write (DpChangeLog *self,
                     DpDatabase  *database,
                     guint        n_kept,
                     GError     **error)
{
  GHashTableIter iter = { 0 };
  gpointer       rowid = NULL;
  gpointer       fields = NULL;

  if (!count_topics (self, database, error))
    return FALSE;

  if (dp_change_log_is_empty (self))
    return TRUE;

  g_hash_table_iter_init (&iter, self->fields);
  while (g_hash_table_iter_next (&iter, &rowid, &fields))
    if (!dp_database_run (database, error, "INSERT INTO change (paper, fields) VALUES (?, ?)", "uu",
                          GPOINTER_TO_UINT (rowid), GPOINTER_TO_UINT (fields)))
      return FALSE;

  return trim (database, n_kept, error);
}

/**
 * dp_change_log_get_last:
 * @database: a connection
 * @out_seq: (out): the number of the newest change, 0 when there was none
 * @error: return location for a #DpLibraryError
 *
 * Says how far the log is.
 */
gboolean
dp_change_log_get_last (DpDatabase *database,
                        gint64     *out_seq,
                        GError    **error)
{
  *out_seq = 0;

  return dp_database_get_int64 (database, out_seq, error,
                                "SELECT seq FROM sqlite_sequence WHERE name = 'change'", "");
}

/* Rows after @after_seq are missing, or there are fewer than somebody has seen. */
static gboolean
is_gap (DpDatabase *database,
        gint64      after_seq,
        gint64      last,
        gboolean   *out_gap,
        GError    **error)
{
  gint64 first = last + 1;

  if (!dp_database_get_int64 (database, &first, error, "SELECT seq FROM change ORDER BY seq LIMIT 1", ""))
    return FALSE;

  *out_gap = first > after_seq + 1 || last < after_seq;
  return TRUE;
}

/**
 * dp_change_log_read:
 * @database: a connection
 * @after_seq: the newest change that the caller knows
 * @out_seq: (out): the newest one that the result has
 * @error: return location for a #DpLibraryError
 *
 * Reads the changes since. When some of them were trimmed the result is a
 * complete reload.
 *
 * Returns: (transfer full) (nullable): the changes, perhaps none
 */
DpChangeSet *
dp_change_log_read (DpDatabase *database,
                    gint64      after_seq,
                    gint64     *out_seq,
                    GError    **error)
{
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GHashTable) fields = g_hash_table_new (NULL, NULL);
  DpStep   step = DP_STEP_ROW;
  gint64   last = 0;
  gboolean gap = FALSE;

  if (!dp_change_log_get_last (database, &last, error) ||
      !is_gap (database, after_seq, last, &gap, error))
    return NULL;

  *out_seq = last;
  if (gap)
    return dp_change_set_new_complete_reload ();

  statement = dp_database_prepare (database, "SELECT seq, paper, fields FROM change WHERE seq > ?", error);
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "l", after_seq);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      gpointer rowid = GUINT_TO_POINTER ((guint32)dp_statement_get_int64 (statement, 1));
      guint    known = GPOINTER_TO_UINT (g_hash_table_lookup (fields, rowid));

      *out_seq = dp_statement_get_int64 (statement, 0);
      known |= (guint)dp_statement_get_int64 (statement, 2);
      g_hash_table_insert (fields, rowid, GUINT_TO_POINTER (known));
    }

  return step == DP_STEP_DONE ? dp_change_set_new (fields) : NULL;
}
