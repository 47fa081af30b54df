/* dp-topic-refresh.c: asking what is new on one topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-topic-refresh.h"

#include "library/paper/dp-paper-store.h"
#include "library/topic/dp-topic-store.h"
#include "model/dp-arxiv-calendar.h"
#include "service/dp-problem.h"
#include "service/refresh/dp-paging.h"
#include "sources/dp-arxiv-feed-source.h"
#include "sources/dp-arxiv-query.h"

/* A topic that is edited while it is asked for is asked for anew, so often. */
#define MAX_RESTARTS 3

/* The state of one refresh; the task's data. Everything happens on the main
 * thread: pages are parsed by the source and written by the library elsewhere. */
typedef struct
{
  DpSource         *source; /* (owned) */
  gint64            topic_id;
  gboolean          force;
  gboolean          avoid_feed;
  DpTopic          *topic;    /* (owned) (nullable): as it was when asked for */
  gint64            edition;  /* of @topic */
  char             *key;      /* (owned) (nullable): the identical request of @topic */
  DpTime            began_at; /* what is announced after that may be missing */
  DpPaging          paging;
  gboolean          use_feed; /* the announcements are enough, see is_enough() */
  GHashTable       *received; /* (owned) ids */
  DpSourcePage     *page;     /* (owned) (nullable): being stored */
  guint             n_restarts;
  DpRefreshOutcome *outcome; /* (owned) */
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_object_unref (refresh->source);
  g_clear_pointer (&refresh->topic, dp_topic_free);
  g_free (refresh->key);
  g_hash_table_unref (refresh->received);
  g_clear_pointer (&refresh->page, dp_source_page_free);
  g_clear_pointer (&refresh->outcome, dp_refresh_outcome_unref);
  g_free (refresh);
}

static void
finish (GTask         *task,
        DpRefreshState state)
{
  Refresh *refresh = g_task_get_task_data (task);

  refresh->outcome->state = state;
  g_task_return_pointer (task, g_steal_pointer (&refresh->outcome),
                         (GDestroyNotify)dp_refresh_outcome_unref);
}

static void
fail (GTask  *task,
      GError *error /* (transfer full) */)
{
  Refresh *refresh = g_task_get_task_data (task);

  refresh->outcome->error = error;
  finish (task, DP_REFRESH_STATE_FAILED);
}

/* Looks the topic up among those that are followed. */
static gboolean
find_topic (GTask        *task,
            DpTopicInfo **out_info,
            GError      **error)
{
  Refresh *refresh = g_task_get_task_data (task);
  g_autoptr (GPtrArray) infos = dp_topic_query_list (g_task_get_source_object (task), error);

  if (infos == NULL)
    return FALSE;

  *out_info = NULL;
  for (guint i = 0; i < infos->len; i++)
    {
      DpTopicInfo *info = g_ptr_array_index (infos, i);

      if (info->topic->id == refresh->topic_id && info->topic->followed)
        *out_info = dp_topic_info_ref (info);
    }

  return TRUE;
}

static const DpRefreshRecord *
find_record (const DpTopicInfo *info,
             DpSource          *source)
{
  for (guint i = 0; info->refreshes != NULL && i < info->refreshes->len; i++)
    {
      const DpRefreshRecord *record = g_ptr_array_index (info->refreshes, i);

      if (g_strcmp0 (record->source, dp_source_get_id (source)) == 0)
        return record;
    }

  return NULL;
}

static gboolean check_topic (GTask        *task,
                             DpTopicInfo **out_info);

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpTopicInfo) info = NULL;
  Refresh *refresh = g_task_get_task_data (task);

  /* What made it fail is worth more than that this could not be written down. */
  if (!dp_topic_store_record_refresh_finish (DP_LIBRARY (object), result, &error) &&
      refresh->outcome->error == NULL)
    refresh->outcome->error = g_steal_pointer (&error);

  /* An edit may have come in between, and then nothing was written down. */
  if (refresh->outcome->error == NULL && !check_topic (task, &info))
    return;

  finish (task, refresh->outcome->error == NULL ? DP_REFRESH_STATE_DONE : DP_REFRESH_STATE_FAILED);
}

/* Writes down how it went; the outcome's error says whether it did. */
static void
record (GTask *task)
{
  Refresh         *refresh = g_task_get_task_data (task);
  g_autofree char *sentence = NULL;

  if (refresh->outcome->error != NULL)
    sentence = dp_problem_dup_sentence (refresh->outcome->error, dp_source_get_name (refresh->source));

  /* Without the cancellable: it is over either way, and this is quick. */
  dp_topic_store_record_refresh_async (g_task_get_source_object (task),
                                       refresh->topic_id,
                                       refresh->edition,
                                       dp_source_get_id (refresh->source),
                                       refresh->key,
                                       refresh->began_at,
                                       refresh->outcome->n_new,
                                       sentence,
                                       NULL,
                                       recorded_cb,
                                       g_object_ref (task));
}

/* Ends it because of what the service did, or did not. */
static void
end_with_problem (GTask  *task,
                  GError *error /* (transfer full) */)
{
  Refresh *refresh = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      finish (task, DP_REFRESH_STATE_STOPPED);
      return;
    }

  refresh->outcome->error = error;
  record (task);
}

/* What the topic's refreshes are known by. All that is wanted counts, though it
 * may take several requests: to keep more than before is not the same. */
static char *
build_key (DpSource      *source,
           const DpTopic *topic)
{
  g_autofree char *first_page = dp_source_dup_request_key (source, topic, 0, topic->keep);

  if (topic->keep <= DP_ARXIV_MAX_PAGE)
    return g_steal_pointer (&first_page);

  return g_strdup_printf ("%s keep=%u", first_page, topic->keep);
}

static void ask_for_page (GTask *task);

/* Whether a topic is whole categories, so that nothing must be searched for. */
static gboolean
is_whole_categories (const DpTopic *topic)
{
  char **const *others[] = { &topic->words, &topic->excluded, &topic->authors };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (*others[i] != NULL && **others[i] != NULL)
      return FALSE;

  return topic->categories != NULL && *topic->categories != NULL;
}

/* Whether the announcements of the last day are all that can have come since the last
 * success: it lies behind the announcement before. */
static gboolean
is_enough (DpSource              *source,
           const DpTopic         *topic,
           const DpRefreshRecord *last,
           DpTime                 now)
{
  DpTime before = dp_arxiv_calendar_get_last_announcement (dp_arxiv_calendar_get_last_announcement (now) - 1);

  return dp_source_get_feed (source) != NULL && is_whole_categories (topic) && last->error == NULL &&
         last->succeeded_at >= before && last->succeeded_at <= now;
}

/* A feed is made at midnight in New York, four hours after the announcement, and anew on days
 * without one. The API's hour of delay is counted in, see dp-arxiv-calendar.h. */
#define MAX_FEED_DELAY_S (23 * 60 * 60)

static gboolean
is_current (const DpSourcePage *page,
            DpTime              now)
{
  DpTime announcement = dp_arxiv_calendar_get_last_announcement (now);

  return page->announced_at >= announcement && page->announced_at < announcement + MAX_FEED_DELAY_S &&
         page->total_results > 0 && page->total_results < DP_ARXIV_FEED_MAX_LENGTH;
}

/* Takes @info as what to ask for from now on, and asks, unless there is no need. */
static void
begin (GTask       *task,
       DpTopicInfo *info)
{
  Refresh               *refresh = g_task_get_task_data (task);
  const DpRefreshRecord *last = find_record (info, refresh->source);
  gboolean               asked_before = FALSE;

  g_clear_pointer (&refresh->topic, dp_topic_free);
  refresh->topic = dp_topic_copy (info->topic);
  refresh->edition = info->edition;
  refresh->began_at = dp_time_now ();
  refresh->outcome->n_new = 0;
  g_hash_table_remove_all (refresh->received);

  g_free (refresh->key);
  refresh->key = build_key (refresh->source, refresh->topic);

  if (!refresh->force && dp_topic_refresh_is_fresh (last, refresh->key, refresh->began_at))
    {
      refresh->outcome->fresh_since = last->succeeded_at;
      finish (task, DP_REFRESH_STATE_FRESH);
      return;
    }

  asked_before = last != NULL && g_strcmp0 (last->request, refresh->key) == 0;
  refresh->outcome->is_first = !asked_before;
  /* Who insists gets what the API has; a feed that proves to be of no use would make it two requests. */
  refresh->use_feed = asked_before && !refresh->force && !refresh->avoid_feed &&
                      is_enough (refresh->source, refresh->topic, last, refresh->began_at);
  dp_paging_init (&refresh->paging,
                  refresh->topic,
                  asked_before ? last->succeeded_at : DP_TIME_UNKNOWN,
                  asked_before && last->attempted_at > last->succeeded_at);
  ask_for_page (task);
}

/* A new name changes nothing of what was asked. */
static gboolean
is_same_question (Refresh           *refresh,
                  const DpTopicInfo *info)
{
  return info->edition == refresh->edition &&
         info->topic->keep == refresh->topic->keep &&
         info->topic->revised == refresh->topic->revised;
}

/* Whether the topic is still the one that was asked for; if not, ends or begins
 * anew, and the caller has nothing more to do. @out_info tells its counts. */
static gboolean
check_topic (GTask        *task,
             DpTopicInfo **out_info)
{
  Refresh *refresh = g_task_get_task_data (task);
  g_autoptr (DpTopicInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  if (!find_topic (task, &info, &error))
    {
      fail (task, g_steal_pointer (&error));
      return FALSE;
    }

  if (info == NULL)
    {
      finish (task, DP_REFRESH_STATE_REMOVED);
      return FALSE;
    }

  if (is_same_question (refresh, info))
    {
      *out_info = g_steal_pointer (&info);
      return TRUE;
    }

  if (refresh->n_restarts++ < MAX_RESTARTS)
    begin (task, info);
  else
    finish (task, DP_REFRESH_STATE_STOPPED);

  return FALSE;
}

static DpTime
find_oldest (GPtrArray *papers)
{
  DpTime oldest = G_MAXINT64;

  for (guint i = 0; i < papers->len; i++)
    {
      const DpPaper *paper = g_ptr_array_index (papers, i);

      if (paper->published != DP_TIME_UNKNOWN)
        oldest = MIN (oldest, paper->published);
    }

  return oldest == G_MAXINT64 ? DP_TIME_UNKNOWN : oldest;
}

static void
remember_received (Refresh   *refresh,
                   GPtrArray *papers)
{
  for (guint i = 0; i < papers->len; i++)
    {
      const DpPaper *paper = g_ptr_array_index (papers, i);

      g_hash_table_add (refresh->received, g_strdup (paper->id));
    }

  refresh->outcome->n_received = g_hash_table_size (refresh->received);
}

/* A page that was not stored, or not to its end. */
static void
end_unstored (GTask  *task,
              GError *error /* (transfer full) */)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish (task, DP_REFRESH_STATE_STOPPED);
  else
    fail (task, g_steal_pointer (&owned));
}

static void
page_stored_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSourcePage) page = NULL;
  g_autoptr (DpTopicInfo) info = NULL;
  Refresh       *refresh = g_task_get_task_data (task);
  DpStoreResult  stored = { 0 };
  DpPagingAnswer answer = { 0 };
  gboolean       is_stored = dp_paper_store_merge_finish (DP_LIBRARY (object), result, &stored, &error);

  refresh->outcome->n_new += stored.n_new_in_topic;
  if (!is_stored)
    {
      end_unstored (task, g_steal_pointer (&error));
      return;
    }

  page = g_steal_pointer (&refresh->page);
  remember_received (refresh, page->papers);

  if (page->problem != NULL)
    {
      end_with_problem (task, g_steal_pointer (&page->problem));
      return;
    }

  if (!check_topic (task, &info))
    return;

  if (refresh->use_feed)
    {
      record (task);
      return;
    }

  answer.n_papers = page->papers->len;
  /* A revised paper is news where revisions count as new. */
  answer.n_unknown = stored.n_new_in_topic + (refresh->topic->revised ? stored.n_changed : 0);
  answer.n_held = refresh->paging.asked_before ? info->n_papers : refresh->outcome->n_received;
  answer.oldest = find_oldest (page->papers);
  answer.total_results = page->total_results;

  if (dp_paging_advance (&refresh->paging, &answer))
    ask_for_page (task);
  else
    record (task);
}

static void
page_came_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpTopicInfo) info = NULL;
  Refresh *refresh = g_task_get_task_data (task);

  refresh->page = dp_source_fetch_page_finish (DP_SOURCE (object), result, &error);

  /* The API has it, too; a feed of another day, or none, is no problem. */
  if (refresh->use_feed && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      (refresh->page == NULL || !is_current (refresh->page, refresh->began_at)))
    {
      refresh->use_feed = FALSE;
      refresh->outcome->feed_in_vain = TRUE;
      ask_for_page (task);
      return;
    }

  if (refresh->page == NULL)
    {
      end_with_problem (task, g_steal_pointer (&error));
      return;
    }

  /* An answer to what the topic was before an edit must not become part of it. */
  if (!check_topic (task, &info))
    return;

  dp_paper_store_merge_async (g_task_get_source_object (task),
                              refresh->page->papers,
                              refresh->page->authority,
                              refresh->topic_id,
                              refresh->edition,
                              DP_TOPIC_ORIGIN_SERVER,
                              g_task_get_cancellable (task),
                              page_stored_cb,
                              g_object_ref (task));
}

static void
ask_for_page (GTask *task)
{
  Refresh *refresh = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      finish (task, DP_REFRESH_STATE_STOPPED);
      return;
    }

  g_clear_pointer (&refresh->page, dp_source_page_free);
  dp_source_fetch_page_async (refresh->use_feed ? dp_source_get_feed (refresh->source) : refresh->source,
                              refresh->topic,
                              refresh->paging.start,
                              refresh->paging.max_results,
                              g_task_get_cancellable (task),
                              page_came_cb,
                              g_object_ref (task));
}

/**
 * dp_topic_refresh_is_fresh:
 * @record: (nullable): how the last refresh went
 * @request_key: what would be asked
 * @now: the time
 *
 * Tells whether asking would be in vain: the identical request succeeded after
 * arXiv's last announcement, and results change once a day.
 *
 * Returns: %TRUE when there can be nothing new
 */
gboolean
dp_topic_refresh_is_fresh (const DpRefreshRecord *record,
                           const char            *request_key,
                           DpTime                 now)
{
  if (record == NULL || record->succeeded_at == DP_TIME_UNKNOWN)
    return FALSE;

  /* A success in the future was written down by a clock that was wrong. */
  return g_strcmp0 (record->request, request_key) == 0 &&
         record->succeeded_at <= now &&
         record->succeeded_at >= dp_arxiv_calendar_get_last_announcement (now);
}

/**
 * dp_topic_refresh_run_async:
 * @library: where topic and papers are
 * @source: whom to ask
 * @topic_id: the topic
 * @force: ask although there can be nothing new
 * @avoid_feed: ask @source itself, even where its announcements might do
 * @stop: (nullable): ends the asking at once, and the storing with the hundred papers
 *   that are being written; what is stored by then is kept
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Asks @source for the topic page by page, as far as dp_paging_advance() wants,
 * stores each page before the next is asked for, and writes down how it went. A
 * topic that is edited meanwhile is asked for anew. Main thread.
 */
void
dp_topic_refresh_run_async (DpLibrary          *library,
                            DpSource           *source,
                            gint64              topic_id,
                            gboolean            force,
                            gboolean            avoid_feed,
                            GCancellable       *stop,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (DpTopicInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  Refresh *refresh = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (DP_IS_SOURCE (source));
  g_return_if_fail (stop == NULL || G_IS_CANCELLABLE (stop));

  refresh = g_new0 (Refresh, 1);
  refresh->source = g_object_ref (source);
  refresh->topic_id = topic_id;
  refresh->force = force;
  refresh->avoid_feed = avoid_feed;
  refresh->received = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  refresh->outcome = dp_refresh_outcome_new (topic_id, NULL, DP_REFRESH_STATE_REMOVED);

  task = g_task_new (library, stop, callback, user_data);
  g_task_set_source_tag (task, dp_topic_refresh_run_async);
  g_task_set_task_data (task, refresh, (GDestroyNotify)refresh_free);
  /* Being stopped is an outcome, with what came before it. */
  g_task_set_check_cancellable (task, FALSE);

  if (!find_topic (task, &info, &error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  if (info == NULL)
    {
      finish (task, DP_REFRESH_STATE_REMOVED);
      return;
    }

  refresh->outcome->topic_name = g_strdup (info->topic->name);

  /* Nobody is asked for what could not be kept. */
  if (dp_library_is_read_only (library))
    fail (task, g_error_new_literal (DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY, "read-only library"));
  else
    begin (task, info);
}

/**
 * dp_topic_refresh_run_finish:
 * @library: the library
 * @result: the result that the callback got
 *
 * Returns: (transfer full): how it went; there is always an outcome
 */
DpRefreshOutcome *
dp_topic_refresh_run_finish (DpLibrary    *library,
                             GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_topic_refresh_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
