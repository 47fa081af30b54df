/* dp-source.c: a service that knows papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-source.h"

#include "model/dp-paper-id.h"

#include <glib/gi18n.h>

/* This room has one file a service. Each builds the requests that its service
 * understands, sends them through net, reads the answers with a parser of formats, and
 * gives records of model; what to ask, how often, and what becomes of the papers is
 * decided above. */

G_DEFINE_INTERFACE (DpSource, dp_source, G_TYPE_OBJECT)

static void
dp_source_default_init (DpSourceInterface *iface)
{
}

/**
 * dp_source_page_new:
 * @authority: whose word the papers are
 *
 * Returns: (transfer full): a page without papers, of a total that is not known
 */
DpSourcePage *
dp_source_page_new (DpAuthority authority)
{
  DpSourcePage *self = g_new0 (DpSourcePage, 1);

  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  self->authority = authority;
  self->total_results = -1;
  self->announced_at = DP_TIME_UNKNOWN;

  return self;
}

void
dp_source_page_free (DpSourcePage *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->papers);
  g_free (self->request_key);
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * dp_source_get_id:
 * @self: a source
 *
 * Returns: what the command line, the library and net's signal call it: `arxiv`
 */
const char *
dp_source_get_id (DpSource *self)
{
  g_return_val_if_fail (DP_IS_SOURCE (self), NULL);

  return DP_SOURCE_GET_IFACE (self)->get_id (self);
}

/**
 * dp_source_get_name:
 * @self: a source
 *
 * Returns: what people call it
 */
const char *
dp_source_get_name (DpSource *self)
{
  g_return_val_if_fail (DP_IS_SOURCE (self), NULL);

  return DP_SOURCE_GET_IFACE (self)->get_name (self);
}

/**
 * dp_source_get_feed:
 * @self: a source
 *
 * Returns: (transfer none) (nullable): another source of the same service, whose page is
 *   what was announced last in a topic's categories
 */
DpSource *
dp_source_get_feed (DpSource *self)
{
  DpSourceInterface *iface = NULL;

  g_return_val_if_fail (DP_IS_SOURCE (self), NULL);

  iface = DP_SOURCE_GET_IFACE (self);

  return iface->get_feed != NULL ? iface->get_feed (self) : NULL;
}

/**
 * dp_source_get_features:
 * @self: a source
 *
 * Returns: what it can be asked for; anything else fails with
 *   %G_IO_ERROR_NOT_SUPPORTED
 */
DpSourceFeatures
dp_source_get_features (DpSource *self)
{
  DpSourceInterface *iface = NULL;
  DpSourceFeatures   features = 0;

  g_return_val_if_fail (DP_IS_SOURCE (self), 0);

  iface = DP_SOURCE_GET_IFACE (self);
  if (iface->fetch_page_async != NULL)
    features |= DP_SOURCE_TOPICS;
  if (iface->fetch_day_async != NULL)
    features |= DP_SOURCE_DAYS;
  if (iface->fetch_papers_async != NULL)
    features |= DP_SOURCE_IDS;

  return features;
}

/* The answer of a source to what it cannot be asked for. */
static void
refuse (DpSource           *self,
        gpointer            source_tag,
        GAsyncReadyCallback callback,
        gpointer            user_data)
{
  g_task_report_new_error (self, callback, user_data, source_tag, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           _("%s cannot be asked for this."), dp_source_get_name (self));
}

/**
 * dp_source_dup_request_key:
 * @self: a source
 * @topic: what to look for
 * @start: from which paper on
 * @max_results: how many papers
 *
 * Returns: (transfer full): a text that is equal for two requests exactly when they
 *   ask the service the same thing; to tell whether an answer is still fresh. Empty
 *   for a source without %DP_SOURCE_TOPICS
 */
char *
dp_source_dup_request_key (DpSource      *self,
                           const DpTopic *topic,
                           guint          start,
                           guint          max_results)
{
  g_return_val_if_fail (DP_IS_SOURCE (self), NULL);
  g_return_val_if_fail (topic != NULL, NULL);

  if (DP_SOURCE_GET_IFACE (self)->dup_request_key == NULL)
    return g_strdup ("");

  return DP_SOURCE_GET_IFACE (self)->dup_request_key (self, topic, start, max_results);
}

/**
 * dp_source_fetch_page_async:
 * @self: a source
 * @topic: what to look for; not needed any more once the call has returned
 * @start: from which paper on, the newest being 0
 * @max_results: how many papers; a source may give fewer
 * @cancellable: (nullable): ends it at once
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Sends one request, once it is polite to; a page past what the service can give is
 * empty without one.
 */
void
dp_source_fetch_page_async (DpSource           *self,
                            const DpTopic      *topic,
                            guint               start,
                            guint               max_results,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_return_if_fail (DP_IS_SOURCE (self));
  g_return_if_fail (topic != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  if (DP_SOURCE_GET_IFACE (self)->fetch_page_async != NULL)
    DP_SOURCE_GET_IFACE (self)->fetch_page_async (self, topic, start, max_results,
                                                  cancellable, callback, user_data);
  else
    refuse (self, dp_source_fetch_page_async, callback, user_data);
}

/**
 * dp_source_fetch_page_finish:
 * @self: a source
 * @result: the result that the callback got
 * @error: return location for an error, of %DP_NET_ERROR, %DP_FORMAT_ERROR (what came
 *   cannot be read, or is the service's refusal), %DP_TOPIC_ERROR (there is nothing to
 *   ask), or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the page; where some of it came and the rest did not, with
 *   its problem; %NULL with @error set when nothing came
 */
DpSourcePage *
dp_source_fetch_page_finish (DpSource     *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (DP_IS_SOURCE (self), NULL);

  if (g_async_result_is_tagged (result, dp_source_fetch_page_async))
    return g_task_propagate_pointer (G_TASK (result), error);

  return DP_SOURCE_GET_IFACE (self)->fetch_page_finish (self, result, error);
}

/**
 * dp_source_fetch_day_async:
 * @self: a source
 * @day: a day of the calendar, `YYYY-MM-DD` in UTC
 * @cancellable: (nullable): ends it at once
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Asks for the whole list of a day, with as many requests as it takes, each once it is
 * polite to.
 */
void
dp_source_fetch_day_async (DpSource           *self,
                           const char         *day,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (DP_IS_SOURCE (self));
  g_return_if_fail (dp_day_is_valid (day));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  if (DP_SOURCE_GET_IFACE (self)->fetch_day_async != NULL)
    DP_SOURCE_GET_IFACE (self)->fetch_day_async (self, day, cancellable, callback, user_data);
  else
    refuse (self, dp_source_fetch_day_async, callback, user_data);
}

/**
 * dp_source_fetch_day_finish:
 * @self: a source
 * @result: the result that the callback got
 * @error: return location for an error, as of dp_source_fetch_page_finish(), or
 *   %G_IO_ERROR_NOT_SUPPORTED
 *
 * Returns: (transfer full): the day's papers by rank, each with the day and its rank,
 *   none for a day without a list; where some came and the rest did not, with its
 *   problem; %NULL with @error set when nothing came
 */
DpSourcePage *
dp_source_fetch_day_finish (DpSource     *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (DP_IS_SOURCE (self), NULL);

  if (g_async_result_is_tagged (result, dp_source_fetch_day_async))
    return g_task_propagate_pointer (G_TASK (result), error);

  return DP_SOURCE_GET_IFACE (self)->fetch_day_finish (self, result, error);
}

/**
 * dp_source_fetch_papers_async:
 * @self: a source
 * @ids: (array zero-terminated=1): what dp_paper_id_parse() understands, in any number;
 *   versions are ignored, and so is what the service cannot know; not needed any more
 *   once the call has returned
 * @cancellable: (nullable): ends it at once
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Asks for papers by their ids, with as many requests as it takes, each once it is
 * polite to; with none when no id is left to ask for.
 */
void
dp_source_fetch_papers_async (DpSource           *self,
                              const char *const  *ids,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (DP_IS_SOURCE (self));
  g_return_if_fail (ids != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  if (DP_SOURCE_GET_IFACE (self)->fetch_papers_async != NULL)
    DP_SOURCE_GET_IFACE (self)->fetch_papers_async (self, ids, cancellable, callback, user_data);
  else
    refuse (self, dp_source_fetch_papers_async, callback, user_data);
}

/**
 * dp_source_fetch_papers_finish:
 * @self: a source
 * @result: the result that the callback got
 * @error: return location for an error, as of dp_source_fetch_page_finish(), or
 *   %G_IO_ERROR_NOT_SUPPORTED
 *
 * Returns: (transfer full): the papers, in no order; those that the service does not
 *   know are not among them. Where some came and others could not be asked for, with
 *   its problem; %NULL with @error set when nothing came
 */
DpSourcePage *
dp_source_fetch_papers_finish (DpSource     *self,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (DP_IS_SOURCE (self), NULL);

  if (g_async_result_is_tagged (result, dp_source_fetch_papers_async))
    return g_task_propagate_pointer (G_TASK (result), error);

  return DP_SOURCE_GET_IFACE (self)->fetch_papers_finish (self, result, error);
}

/**
 * dp_source_select_arxiv_ids:
 * @texts: (array zero-terminated=1): as dp_source_fetch_papers_async() gets them
 *
 * For sources that know papers by arXiv's ids alone.
 *
 * Returns: (transfer full) (element-type utf8): the canonical arXiv ids among @texts,
 *   without version, in their order, each once
 */
GPtrArray *
dp_source_select_arxiv_ids (const char *const *texts)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *id = dp_paper_id_parse (texts[i], NULL);

      if (id == NULL || !dp_paper_id_is_arxiv (id) || g_hash_table_contains (seen, id))
        continue;

      g_hash_table_add (seen, id);
      g_ptr_array_add (ids, g_steal_pointer (&id));
    }

  return ids;
}
