/* dp-feed-fallback.c: the day's announcements in place of a busy API
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-feed-fallback.h"

#include "library/paper/dp-paper-store.h"
#include "library/topic/dp-topic-match.h"
#include "library/topic/dp-topic-query.h"
#include "model/dp-category.h"

/* A feed cannot be searched: it is read once, for the categories of all topics, and what
 * a topic wants of it is found here. Only that is kept; a day of a large category is
 * hundreds of papers that nobody asked for. */

/* An address has room for so many; the topics' first ones come first. */
#define MAX_CATEGORIES 24

/* Of a topic without any, those that its papers mostly come from. */
#define MAX_USUAL_CATEGORIES 2

typedef struct
{
  DpSource       *feed;
  GPtrArray      *infos;    /* of DpTopicInfo */
  DpTopic        *question; /* the categories of all of them */
  DpSourcePage   *page;     /* (nullable) */
  DpFeedFallback *fallback;
} Run;

static void
run_free (Run *run)
{
  g_object_unref (run->feed);
  g_ptr_array_unref (run->infos);
  g_clear_pointer (&run->question, dp_topic_free);
  g_clear_pointer (&run->page, dp_source_page_free);
  g_clear_pointer (&run->fallback, dp_feed_fallback_free);
  g_free (run);
}

void
dp_feed_fallback_free (DpFeedFallback *self)
{
  if (self == NULL)
    return;

  g_free (self->categories);
  g_hash_table_unref (self->n_new);
  g_free (self);
}

/* Papers came from anywhere, and so did what they say is their category. */
static void
add_categories (GPtrArray *list,
                char     **categories)
{
  for (gsize i = 0; categories != NULL && categories[i] != NULL && list->len < MAX_CATEGORIES; i++)
    {
      const DpCategory *category = dp_category_find (categories[i]);

      if (category != NULL && !g_ptr_array_find_with_equal_func (list, category->id, g_str_equal, NULL))
        g_ptr_array_add (list, g_strdup (category->id));
    }
}

/* What to ask for, for all of them. */
static DpTopic *
build_question (DpLibrary *library,
                GPtrArray *infos,
                GError   **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DpTopic) question = dp_topic_new ();

  for (guint i = 0; i < infos->len; i++)
    {
      const DpTopicInfo *info = g_ptr_array_index (infos, i);
      g_auto (GStrv) usual = NULL;

      question->revised = question->revised || info->topic->revised;
      if (info->topic->categories != NULL && info->topic->categories[0] != NULL)
        {
          add_categories (list, info->topic->categories);
          continue;
        }

      usual = dp_topic_query_dup_usual_categories (library, info->topic->id, MAX_USUAL_CATEGORIES, error);
      if (usual == NULL)
        return NULL;
      add_categories (list, usual);
    }

  if (list->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "No category is known");
      return NULL;
    }

  g_ptr_array_add (list, NULL);
  question->categories = (char **)g_ptr_array_steal (list, NULL);

  return g_steal_pointer (&question);
}

static gboolean
add_to_matcher (DpTopicMatcher *matcher,
                const DpPaper  *paper,
                guint           number,
                GError        **error)
{
  g_autofree char *authors = paper->authors != NULL ? g_strjoinv ("\n", paper->authors) : g_strdup ("");
  g_autofree char *categories = paper->categories != NULL ? g_strjoinv (" ", paper->categories) : g_strdup ("");

  return dp_topic_matcher_add (matcher, number, paper->title, authors,
                               paper->abstract != NULL ? paper->abstract : "", categories, error);
}

/* Adds what a topic wants. A new version of a paper is news only where revisions count. */
static gboolean
add_wanted (GPtrArray      *wanted,
            DpTopicMatcher *matcher,
            const DpTopic  *topic,
            GPtrArray      *papers,
            GError        **error)
{
  g_autoptr (GArray) numbers = dp_topic_matcher_find (matcher, topic, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      DpPaper *paper = g_ptr_array_index (papers, g_array_index (numbers, guint32, i) - 1);

      if ((topic->revised || paper->version <= 1) && !g_ptr_array_find (wanted, paper, NULL))
        g_ptr_array_add (wanted, dp_paper_ref (paper));
    }

  return numbers != NULL;
}

/* What any of the topics wants; %NULL with @error. */
static GPtrArray *
find_wanted (GPtrArray *infos,
             GPtrArray *papers,
             GError   **error)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  g_autoptr (DpTopicMatcher) matcher = dp_topic_matcher_new (error);

  for (guint i = 0; matcher != NULL && i < papers->len; i++)
    if (!add_to_matcher (matcher, g_ptr_array_index (papers, i), i + 1, error))
      return NULL;

  for (guint i = 0; matcher != NULL && i < infos->len; i++)
    {
      const DpTopicInfo *info = g_ptr_array_index (infos, i);

      if (!add_wanted (wanted, matcher, info->topic, papers, error))
        return NULL;
    }

  return matcher != NULL ? g_steal_pointer (&wanted) : NULL;
}

/* Called before and after: keeps by how many papers each topic has grown. One of which a
 * paper was revised so that it does not match any more has shrunk. */
static void
count_papers (Run       *run,
              DpLibrary *library)
{
  GHashTable *counts = run->fallback->n_new;

  for (guint i = 0; i < run->infos->len; i++)
    {
      const gint64 *id = &((DpTopicInfo *)g_ptr_array_index (run->infos, i))->topic->id;
      guint         n_before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, id));
      guint         n_papers = 0;

      if (dp_topic_query_count_since (library, *id, 0, &n_papers, NULL))
        g_hash_table_insert (counts, g_memdup2 (id, sizeof *id), GUINT_TO_POINTER (MAX (n_papers, n_before) - n_before));
    }
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!dp_paper_store_merge_finish (DP_LIBRARY (object), result, NULL, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  count_papers (run, DP_LIBRARY (object));
  g_task_return_pointer (task, g_steal_pointer (&run->fallback), (GDestroyNotify)dp_feed_fallback_free);
}

static void
match_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Run       *run = data;
  GError    *error = NULL;
  GPtrArray *wanted = find_wanted (run->infos, run->page->papers, &error);

  if (wanted != NULL)
    g_task_return_pointer (task, wanted, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
matched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wanted = g_task_propagate_pointer (G_TASK (result), &error);

  if (wanted == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* Each topic gets what it wants of them as of any paper that comes in. */
  count_papers (run, g_task_get_source_object (task));
  dp_paper_store_merge_async (g_task_get_source_object (task), wanted, run->page->authority, 0, DP_TOPIC_EDITION_NOW,
                              DP_TOPIC_ORIGIN_LOCAL, g_task_get_cancellable (task), stored_cb, g_object_ref (task));
}

/* Thousands of papers and hundreds of topics are no work for the thread of the window. */
static void
feed_came_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GTask) match = NULL;
  GError *error = NULL;

  run->page = dp_source_fetch_page_finish (DP_SOURCE (object), result, &error);
  if (run->page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  match = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), matched_cb, g_object_ref (task));
  g_task_set_source_tag (match, feed_came_cb);
  g_task_set_task_data (match, run, NULL);
  g_task_run_in_thread (match, match_thread);
}

/* The topics that were named, as they are now. */
static GPtrArray *
find_topics (DpLibrary    *library,
             const gint64 *topic_ids,
             gsize         n_topic_ids,
             GError      **error)
{
  g_autoptr (GPtrArray) all = dp_topic_query_list (library, error);
  GPtrArray *infos = NULL;

  if (all == NULL)
    return NULL;

  infos = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_topic_info_unref);
  for (guint i = 0; i < all->len; i++)
    for (gsize j = 0; j < n_topic_ids; j++)
      if (((DpTopicInfo *)g_ptr_array_index (all, i))->topic->id == topic_ids[j])
        g_ptr_array_add (infos, dp_topic_info_ref (g_ptr_array_index (all, i)));

  return infos;
}

/**
 * dp_feed_fallback_run_async:
 * @library: where topics and papers are
 * @feed: whom to ask, see dp_source_get_feed()
 * @topic_ids: (array length=n_topic_ids): the topics that could not be asked for
 * @n_topic_ids: how many
 * @cancellable: (nullable): ends it
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Reads the announcements in the topics' categories, or in those that the papers of a
 * topic without any mostly come from, with one request for all topics, and stores what
 * the topics want of them. It is no refresh: a day's announcements are not all that
 * may be new, so the topics are asked for again as if nothing had been. Main thread.
 */
void
dp_feed_fallback_run_async (DpLibrary          *library,
                            DpSource           *feed,
                            const gint64       *topic_ids,
                            gsize               n_topic_ids,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (DpTopic) question = NULL;
  g_autoptr (GError) error = NULL;
  Run *run = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (DP_IS_SOURCE (feed));

  g_task_set_source_tag (task, dp_feed_fallback_run_async);

  infos = find_topics (library, topic_ids, n_topic_ids, &error);
  question = infos != NULL ? build_question (library, infos, &error) : NULL;
  if (question == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  run = g_new0 (Run, 1);
  run->feed = g_object_ref (feed);
  run->infos = g_steal_pointer (&infos);
  run->question = g_steal_pointer (&question);
  run->fallback = g_new0 (DpFeedFallback, 1);
  run->fallback->categories = g_strjoinv (", ", run->question->categories);
  run->fallback->n_new = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_task_set_task_data (task, run, (GDestroyNotify)run_free);

  dp_source_fetch_page_async (feed, run->question, 0, 0, cancellable, feed_came_cb, g_object_ref (task));
}

/**
 * dp_feed_fallback_run_finish:
 * @library: the library
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what the feed gave; %NULL on error, and also where no
 *   category is known to ask for
 */
DpFeedFallback *
dp_feed_fallback_run_finish (DpLibrary    *library,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_feed_fallback_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
