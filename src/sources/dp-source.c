/* dp-source.c: a service that knows papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-source.h"

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
 *
 * Returns: (transfer full): a page without papers, of a total that is not known
 */
DpSourcePage *
dp_source_page_new (void)
{
  DpSourcePage *self = g_new0 (DpSourcePage, 1);

  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  self->total_results = -1;

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
 * dp_source_dup_request_key:
 * @self: a source
 * @topic: what to look for
 * @start: from which paper on
 * @max_results: how many papers
 *
 * Returns: (transfer full): a text that is equal for two requests exactly when they
 *   ask the service the same thing; to tell whether an answer is still fresh
 */
char *
dp_source_dup_request_key (DpSource      *self,
                           const DpTopic *topic,
                           guint          start,
                           guint          max_results)
{
  g_return_val_if_fail (DP_IS_SOURCE (self), NULL);
  g_return_val_if_fail (topic != NULL, NULL);

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

  DP_SOURCE_GET_IFACE (self)->fetch_page_async (self, topic, start, max_results,
                                                cancellable, callback, user_data);
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

  return DP_SOURCE_GET_IFACE (self)->fetch_page_finish (self, result, error);
}
