/* dp-topic-store.c: changing the topics of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/topic/dp-topic-store.h"

#include "library/dp-library-private.h"
#include "library/topic/dp-topic-papers.h"
#include "library/topic/dp-topic-row.h"
#include "library/topic/dp-topic-store-private.h"
#include "model/dp-name.h"

#include <glib/gi18n.h>

typedef struct
{
  DpTopic *topic; /* (owned) (nullable) */
  gint64   id;
  gint64   edition;
  gboolean removed;
  guint    position;
  char    *source;  /* (owned) (nullable) */
  char    *request; /* (owned) (nullable) */
  char    *message; /* (owned) (nullable) */
  DpTime   finished_at;
  guint    n_new;
} TopicJob;

static void
topic_job_free (TopicJob *job)
{
  g_clear_pointer (&job->topic, dp_topic_free);
  g_free (job->source);
  g_free (job->request);
  g_free (job->message);
  g_free (job);
}

static void
run (DpLibrary          *library,
     TopicJob           *job, /* (transfer full) */
     DpWriteFunc         func,
     gpointer            source_tag,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, (GDestroyNotify)topic_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_FULL, func);
}

static gboolean
check_name_is_free (DpDatabase *database,
                    const char *name,
                    gint64      own_id,
                    GError    **error)
{
  g_autofree char *key = dp_name_dup_key (name);
  gint64           holder = 0;

  if (!dp_database_get_int64 (database, &holder, error,
                              "SELECT id FROM topic WHERE name_key = ? AND state = 1", "s", key))
    return FALSE;

  if (holder == 0 || holder == own_id)
    return TRUE;

  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS,
               _("There is a topic named “%s” already."), name);
  return FALSE;
}

/* Writes what a user chose of a topic whose row is there. */
static gboolean
write_topic (DpDatabase    *database,
             const DpTopic *topic,
             gint64         id,
             gint64         changed_at,
             GError       **error)
{
  g_autofree char *key = dp_name_dup_key (topic->name);
  g_autofree char *words = dp_topic_row_join (topic->words);
  g_autofree char *excluded = dp_topic_row_join (topic->excluded);
  g_autofree char *categories = dp_topic_row_join (topic->categories);
  g_autofree char *authors = dp_topic_row_join (topic->authors);

  return dp_database_run (database, error,
                          "UPDATE topic SET name = ?, name_key = ?, words = ?, excluded = ?,"
                          "  categories = ?, authors = ?, keep = ?, revised = ?, followed = ?,"
                          "  notify = ?, changed_at = ? WHERE id = ?",
                          "ssssssuiiill", topic->name, key, words, excluded, categories, authors,
                          topic->keep, (int)topic->revised, (int)topic->followed,
                          (int)topic->notify, changed_at, id);
}

/**
 * dp_topic_store_insert:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @topic: a topic, normalized
 * @removed: whether it is only remembered as one that was removed
 * @changed_at: when somebody last changed it, in microseconds since the epoch
 * @out_id: (out): its id
 * @error: return location for a #DpLibraryError
 *
 * Adds a topic after the others, with the papers that match it.
 */
gboolean
dp_topic_store_insert (DpDatabase    *database,
                       DpChangeLog   *log,
                       const DpTopic *topic,
                       gboolean       removed,
                       gint64         changed_at,
                       gint64        *out_id,
                       GError       **error)
{
  /* The name is given with the rest; until then the row is not among the others. */
  if (!dp_database_run (database, error,
                        "INSERT INTO topic SELECT NULL, '', '', '', '', '', '', 0, 0, 0,"
                        "  1 + coalesce (max (position), 0), 1, 0, 0, 0, 0, 0 FROM topic",
                        ""))
    return FALSE;

  *out_id = dp_database_get_last_rowid (database);
  dp_change_log_add (log, 0, DP_CHANGE_TOPIC_LIST);

  return write_topic (database, topic, *out_id, changed_at, error) &&
         (removed ||
          (dp_database_run (database, error, "UPDATE topic SET state = 1 WHERE id = ?", "l", *out_id) &&
           dp_topic_papers_match_library (database, log, *out_id, error)));
}

static gboolean
add_topic (DpDatabase  *database,
           DpChangeLog *log,
           gpointer     data,
           gboolean    *out_more,
           GError     **error)
{
  TopicJob        *job = data;
  g_autofree char *key = dp_name_dup_key (job->topic->name);

  /* One that came with a digest and that nobody follows yet becomes what is followed. */
  if (!dp_database_get_int64 (database, &job->id, error,
                              "SELECT id FROM topic WHERE name_key = ? AND state = 1 AND followed = 0", "s", key))
    return FALSE;

  if (job->id != 0)
    return dp_topic_store_replace (database, log, job->id, job->topic, g_get_real_time (), error);

  return check_name_is_free (database, job->topic->name, 0, error) &&
         dp_topic_store_insert (database, log, job->topic, FALSE, g_get_real_time (), &job->id, error);
}

static gboolean
lists_equal (char **a,
             char **b)
{
  g_autofree char *x = dp_topic_row_join (a);
  g_autofree char *y = dp_topic_row_join (b);

  return g_str_equal (x, y);
}

static gboolean
asks_the_same (const DpTopic *a,
               const DpTopic *b)
{
  return lists_equal (a->words, b->words) &&
         lists_equal (a->excluded, b->excluded) &&
         lists_equal (a->categories, b->categories) &&
         lists_equal (a->authors, b->authors);
}

static gboolean
set_dates (DpDatabase *database,
           gint64      topic,
           GError    **error)
{
  return dp_database_run (database, error,
                          "UPDATE topic_paper SET date ="
                          "    iif (topic.revised AND paper.updated <> ?2, paper.updated, paper.published)"
                          "  FROM topic, paper"
                          "  WHERE topic_paper.topic = ?1 AND topic.id = ?1 AND paper.id = topic_paper.paper",
                          "ll", topic, DP_TIME_UNKNOWN);
}

/**
 * dp_topic_store_replace:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @id: a topic that is there
 * @topic: what it shall be, normalized
 * @changed_at: when somebody changed it, in microseconds since the epoch
 * @error: return location for a #DpLibraryError
 *
 * Replaces a topic. Where it asks for something else it is matched anew.
 */
gboolean
dp_topic_store_replace (DpDatabase    *database,
                        DpChangeLog   *log,
                        gint64         id,
                        const DpTopic *topic,
                        gint64         changed_at,
                        GError       **error)
{
  g_autoptr (DpTopic) old = dp_topic_row_load (database, id, error);

  if (old == NULL || !write_topic (database, topic, id, changed_at, error))
    return FALSE;

  dp_change_log_add (log, 0, DP_CHANGE_TOPIC_LIST);
  dp_change_log_add_topic (log, id);

  if (old->revised != topic->revised && !set_dates (database, id, error))
    return FALSE;

  if (asks_the_same (old, topic))
    return !old->followed == !topic->followed || dp_topic_papers_match_library (database, log, id, error);

  return dp_database_run (database, error, "UPDATE topic SET edition = edition + 1 WHERE id = ?", "l", id) &&
         dp_topic_papers_match_library (database, log, id, error);
}

/* Another machine that has the topic knows it by its name: what it is told of the old one
 * is that it was removed. */
static gboolean
leave_name (DpDatabase    *database,
            DpChangeLog   *log,
            const DpTopic *old,
            const DpTopic *topic,
            gint64         now_us,
            GError       **error)
{
  g_autofree char *old_key = dp_name_dup_key (old->name);
  g_autofree char *key = dp_name_dup_key (topic->name);
  gint64           id = 0;

  return g_str_equal (old_key, key) || dp_topic_store_insert (database, log, old, TRUE, now_us, &id, error);
}

static gboolean
update_topic (DpDatabase  *database,
              DpChangeLog *log,
              gpointer     data,
              gboolean    *out_more,
              GError     **error)
{
  TopicJob *job = data;
  gint64    now_us = g_get_real_time ();
  g_autoptr (DpTopic) old = dp_topic_row_load (database, job->topic->id, error);

  return old != NULL &&
         check_name_is_free (database, job->topic->name, job->topic->id, error) &&
         leave_name (database, log, old, job->topic, now_us, error) &&
         dp_topic_store_replace (database, log, job->topic->id, job->topic, now_us, error);
}

/* The papers of a topic that comes or goes show another set of topics. */
static gboolean
tell_papers (DpDatabase  *database,
             DpChangeLog *log,
             gint64       topic,
             GError     **error)
{
  static const char sql[] = "SELECT paper FROM topic_paper WHERE topic = ?";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "l", topic);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_change_log_add (log, (guint32)dp_statement_get_int64 (statement, 0), DP_CHANGE_TOPICS);

  return step == DP_STEP_DONE;
}

/**
 * dp_topic_store_set_state:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @id: a topic
 * @removed: whether it goes or comes back
 * @changed_at: when somebody wanted that, in microseconds since the epoch
 * @error: return location for a #DpLibraryError
 *
 * Hides a topic with all that belongs to it, or brings it back.
 */
gboolean
dp_topic_store_set_state (DpDatabase  *database,
                          DpChangeLog *log,
                          gint64       id,
                          gboolean     removed,
                          gint64       changed_at,
                          GError     **error)
{
  dp_change_log_add (log, 0, DP_CHANGE_TOPIC_LIST);

  return dp_database_run (database, error, "UPDATE topic SET state = ?, changed_at = ? WHERE id = ?", "ill",
                          (int)!removed, changed_at, id) &&
         /* Papers that came while it was away were not matched against it. */
         (removed || dp_topic_papers_match_library (database, log, id, error)) &&
         tell_papers (database, log, id, error);
}

static gboolean
set_removed (DpDatabase  *database,
             DpChangeLog *log,
             gpointer     data,
             gboolean    *out_more,
             GError     **error)
{
  TopicJob *job = data;
  g_autoptr (DpTopic) topic = dp_topic_row_load (database, job->id, error);

  return topic != NULL &&
         (job->removed || check_name_is_free (database, topic->name, job->id, error)) &&
         dp_topic_store_set_state (database, log, job->id, job->removed, g_get_real_time (), error);
}

static gboolean
load_positions (DpDatabase *database,
                gint64      moved,
                GArray     *ids,
                GError    **error)
{
  static const char sql[] = "SELECT id FROM topic WHERE id <> ? ORDER BY position, id";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "l", moved);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      gint64 id = dp_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }

  return step == DP_STEP_DONE;
}

/* The place among all topics of the one that is at @position among those shown;
 * the removed ones keep their places between the others. */
static gboolean
find_place (DpDatabase *database,
            GArray     *ids,
            guint       position,
            guint      *out_place,
            GError    **error)
{
  for (*out_place = 0; *out_place < ids->len; (*out_place)++)
    {
      gint64 state = 0;

      if (!dp_database_get_int64 (database, &state, error, "SELECT state FROM topic WHERE id = ?", "l",
                                  g_array_index (ids, gint64, *out_place)))
        return FALSE;

      if (state == 1 && position-- == 0)
        break;
    }

  return TRUE;
}

static gboolean
move_topic (DpDatabase  *database,
            DpChangeLog *log,
            gpointer     data,
            gboolean    *out_more,
            GError     **error)
{
  TopicJob *job = data;
  g_autoptr (DpTopic) topic = dp_topic_row_load (database, job->id, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint place = 0;

  if (topic == NULL ||
      !load_positions (database, job->id, ids, error) ||
      !find_place (database, ids, job->position, &place, error))
    return FALSE;

  g_array_insert_val (ids, place, job->id);
  for (guint i = 0; i < ids->len; i++)
    if (!dp_database_run (database, error, "UPDATE topic SET position = ? WHERE id = ? AND position <> ?1", "ul",
                          i + 1, g_array_index (ids, gint64, i)))
      return FALSE;

  dp_change_log_add (log, 0, DP_CHANGE_TOPIC_LIST);

  return TRUE;
}

static gboolean
record_success (DpDatabase  *database,
                DpChangeLog *log,
                TopicJob    *job,
                GError     **error)
{
  return dp_database_run (database, error,
                          "INSERT INTO topic_refresh VALUES (?1, ?2, ?3, ?4, ?4, ?5, NULL)"
                          "  ON CONFLICT DO UPDATE SET request = ?3, attempted_at = ?4, succeeded_at = ?4,"
                          "    n_new = ?5, error = NULL",
                          "lsslu", job->id, job->source, job->request, job->finished_at, job->n_new) &&
         dp_topic_papers_drop_outdated (database, log, job->id, error);
}

static gboolean
record_failure (DpDatabase *database,
                TopicJob   *job,
                GError    **error)
{
  return dp_database_run (database, error,
                          "INSERT INTO topic_refresh VALUES (?1, ?2, NULL, ?3, ?4, 0, ?5)"
                          "  ON CONFLICT DO UPDATE SET attempted_at = ?3, error = ?5",
                          "lslls", job->id, job->source, job->finished_at, DP_TIME_UNKNOWN, job->message);
}

static gboolean
record_refresh (DpDatabase  *database,
                DpChangeLog *log,
                gpointer     data,
                gboolean    *out_more,
                GError     **error)
{
  TopicJob *job = data;
  g_autoptr (DpTopic) topic = dp_topic_row_load (database, job->id, error);
  gint64 edition = job->edition;

  if (topic == NULL ||
      !dp_database_get_int64 (database, &edition, error, "SELECT edition FROM topic WHERE id = ?", "l", job->id))
    return FALSE;

  if (edition != job->edition)
    return TRUE;

  dp_change_log_add (log, 0, DP_CHANGE_TOPIC_LIST);

  return job->message == NULL ? record_success (database, log, job, error)
                              : record_failure (database, job, error);
}

/**
 * dp_topic_store_add_async:
 * @library: a library
 * @topic: what to follow, normalized
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when the topic is on the disk
 * @user_data: for @callback
 *
 * Adds a topic after the others. Papers of the library that match it, the newest
 * %DP_TOPIC_MAX_KEEP of them, belong to it at once. A topic of that name that came with
 * a digest and is not followed becomes this one, at its place and with its papers.
 */
void
dp_topic_store_add_async (DpLibrary          *library,
                          const DpTopic      *topic,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  TopicJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (topic != NULL && topic->name != NULL);

  job = g_new0 (TopicJob, 1);
  job->topic = dp_topic_copy (topic);
  run (library, job, add_topic, dp_topic_store_add_async, cancellable, callback, user_data);
}

/**
 * dp_topic_store_add_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError
 *
 * Ends dp_topic_store_add_async().
 *
 * Returns: the id of the new topic, 0 with @error set; %DP_LIBRARY_ERROR_EXISTS
 *   when another has its name
 */
gint64
dp_topic_store_add_finish (DpLibrary    *library,
                           GAsyncResult *result,
                           GError      **error)
{
  TopicJob *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_topic_store_add_async), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;

  job = g_task_get_task_data (G_TASK (result));

  return job->id;
}

/**
 * dp_topic_store_update_async:
 * @library: a library
 * @topic: the topic as it shall be, normalized, with the id of the one that is there
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when the topic is on the disk
 * @user_data: for @callback
 *
 * Replaces a topic. When it asks for something else, its local matches are worked
 * out anew, and what the server gave before stays until the next success.
 */
void
dp_topic_store_update_async (DpLibrary          *library,
                             const DpTopic      *topic,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  TopicJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (topic != NULL && topic->name != NULL);

  job = g_new0 (TopicJob, 1);
  job->topic = dp_topic_copy (topic);
  run (library, job, update_topic, dp_topic_store_update_async, cancellable, callback, user_data);
}

gboolean
dp_topic_store_update_finish (DpLibrary    *library,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_topic_store_update_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dp_topic_store_set_removed_async:
 * @library: a library
 * @topic_id: a topic
 * @removed: whether it goes or comes back
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when that is on the disk
 * @user_data: for @callback
 *
 * Hides a topic with all that belongs to it, or brings it back to its place.
 */
void
dp_topic_store_set_removed_async (DpLibrary          *library,
                                  gint64              topic_id,
                                  gboolean            removed,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  TopicJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));

  job = g_new0 (TopicJob, 1);
  job->id = topic_id;
  job->removed = removed;
  run (library, job, set_removed, dp_topic_store_set_removed_async, cancellable, callback, user_data);
}

gboolean
dp_topic_store_set_removed_finish (DpLibrary    *library,
                                   GAsyncResult *result,
                                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_topic_store_set_removed_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dp_topic_store_move_async:
 * @library: a library
 * @topic_id: a topic
 * @position: its place among those that are shown, from 0; past the end is the end
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when that is on the disk
 * @user_data: for @callback
 *
 * Changes the order of the topics.
 */
void
dp_topic_store_move_async (DpLibrary          *library,
                           gint64              topic_id,
                           guint               position,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  TopicJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));

  job = g_new0 (TopicJob, 1);
  job->id = topic_id;
  job->position = position;
  run (library, job, move_topic, dp_topic_store_move_async, cancellable, callback, user_data);
}

gboolean
dp_topic_store_move_finish (DpLibrary    *library,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_topic_store_move_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dp_topic_store_record_refresh_async:
 * @library: a library
 * @topic_id: a topic
 * @edition: what it asked for, see #DpTopicInfo
 * @source: the id of the source that was asked
 * @request: (nullable): what makes two requests identical, kept after a success
 * @finished_at: when it ended, in seconds since the epoch
 * @n_new: how many papers it brought to the topic
 * @error_message: (nullable): why it failed; %NULL after a success
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when that is on the disk
 * @user_data: for @callback
 *
 * Remembers how a refresh went, unless the topic was edited meanwhile to ask for
 * something else. A failure keeps what the last success said.
 */
void
dp_topic_store_record_refresh_async (DpLibrary          *library,
                                     gint64              topic_id,
                                     gint64              edition,
                                     const char         *source,
                                     const char         *request,
                                     gint64              finished_at,
                                     guint               n_new,
                                     const char         *error_message,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  TopicJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (source != NULL);

  job = g_new0 (TopicJob, 1);
  job->id = topic_id;
  job->edition = edition;
  job->source = g_strdup (source);
  job->request = g_strdup (request);
  job->message = g_strdup (error_message);
  job->finished_at = finished_at;
  job->n_new = n_new;
  run (library, job, record_refresh, dp_topic_store_record_refresh_async, cancellable, callback, user_data);
}

gboolean
dp_topic_store_record_refresh_finish (DpLibrary    *library,
                                      GAsyncResult *result,
                                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_topic_store_record_refresh_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
