/* dp-service.c: everything that works behind a front end
 *
 * The room where sources meet the library: what to ask, when to stop, what was
 * new, what went wrong. The window and the command line stand on it side by
 * side; nothing in here knows which of them it serves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-service.h"

#include "net/dp-http-client.h"
#include "sources/dp-arxiv-feed-source.h"
#include "sources/dp-arxiv-source.h"
#include "sources/dp-hugging-face-source.h"

struct _DpService
{
  GObject parent_instance;

  DpLibrary    *library;       /* (owned) */
  DpHttpClient *client;        /* (owned) */
  DpSource     *arxiv;         /* (owned) */
  DpSource     *feed;          /* (owned) */
  DpSource     *hugging_face;  /* (owned) */
  GPtrArray    *paper_sources; /* (owned) of DpSource: who knows papers by their ids, the best first */
  DpRefresh    *refresh;       /* (owned): of topics */
  DpRefresh    *day_refresh;   /* (owned): of days */

  DpThumbnailCache *thumbnails; /* (owned) */

  gboolean is_shut_down;
};

G_DEFINE_FINAL_TYPE (DpService, dp_service, G_TYPE_OBJECT)

static void
dp_service_dispose (GObject *object)
{
  DpService *self = DP_SERVICE (object);

  g_assert (self->library == NULL || self->is_shut_down);

  g_clear_object (&self->refresh);
  g_clear_object (&self->day_refresh);
  g_clear_object (&self->thumbnails);
  g_clear_pointer (&self->paper_sources, g_ptr_array_unref);
  g_clear_object (&self->hugging_face);
  g_clear_object (&self->feed);
  g_clear_object (&self->arxiv);
  g_clear_object (&self->client);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (dp_service_parent_class)->dispose (object);
}

static void
dp_service_class_init (DpServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dp_service_dispose;
}

static void
dp_service_init (DpService *self)
{
}

static const char *
get_url (const char *setting,
         const char *default_url)
{
  const char *url = g_getenv (setting);

  return url != NULL && url[0] != '\0' ? url : default_url;
}

/* Who has another server asked for papers does not want arXiv's own to be asked for feeds. */
static const char *
get_feed_url (void)
{
  return get_url ("DAILY_PAPERS_FEED_URL", get_url ("DAILY_PAPERS_ARXIV_URL", DP_ARXIV_FEED_DEFAULT_URL));
}

/**
 * dp_service_new_default:
 * @library: an open library; the service closes it when it shuts down
 *
 * Builds what works behind a front end, as the DAILY_PAPERS_… settings of the
 * environment say. Must be shut down before the last reference is dropped. Main thread.
 *
 * Returns: (transfer full): a service
 */
DpService *
dp_service_new_default (DpLibrary *library)
{
  DpService *self = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  self = g_object_new (DP_TYPE_SERVICE, NULL);
  self->library = g_object_ref (library);
  self->client = dp_http_client_new_default ();
  self->arxiv = dp_arxiv_source_new (self->client, get_url ("DAILY_PAPERS_ARXIV_URL", DP_ARXIV_DEFAULT_URL));
  self->feed = dp_arxiv_feed_source_new (self->client, get_feed_url ());
  dp_arxiv_source_set_feed (DP_ARXIV_SOURCE (self->arxiv), self->feed);
  self->hugging_face = dp_hugging_face_source_new (self->client, get_url ("DAILY_PAPERS_HF_URL", DP_HUGGING_FACE_DEFAULT_URL));
  self->paper_sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->paper_sources, g_object_ref (self->arxiv));
  g_ptr_array_add (self->paper_sources, g_object_ref (self->hugging_face));
  self->refresh = dp_refresh_new (library, self->arxiv, self->client);
  self->day_refresh = dp_refresh_new (library, self->hugging_face, self->client);
  self->thumbnails = dp_thumbnail_cache_new_default (self->client);

  return self;
}

/**
 * dp_service_get_library:
 * @self: a service
 *
 * Returns: (transfer none): its library
 */
DpLibrary *
dp_service_get_library (DpService *self)
{
  g_return_val_if_fail (DP_IS_SERVICE (self), NULL);

  return self->library;
}

/**
 * dp_service_get_refresh:
 * @self: a service
 *
 * Returns: (transfer none): what asks arXiv for topics
 */
DpRefresh *
dp_service_get_refresh (DpService *self)
{
  g_return_val_if_fail (DP_IS_SERVICE (self), NULL);

  return self->refresh;
}

/**
 * dp_service_get_thumbnails:
 * @self: a service
 *
 * Returns: (transfer none): the pictures of papers
 */
DpThumbnailCache *
dp_service_get_thumbnails (DpService *self)
{
  g_return_val_if_fail (DP_IS_SERVICE (self), NULL);

  return self->thumbnails;
}

/**
 * dp_service_get_client:
 * @self: a service
 *
 * Returns: (transfer none): what keeps every host's pace
 */
DpHttpClient *
dp_service_get_client (DpService *self)
{
  g_return_val_if_fail (DP_IS_SERVICE (self), NULL);

  return self->client;
}

/**
 * dp_service_get_paper_sources:
 * @self: a service
 *
 * Returns: (transfer none) (element-type DpSource): whom to ask for a paper by its id, in this order
 */
GPtrArray *
dp_service_get_paper_sources (DpService *self)
{
  g_return_val_if_fail (DP_IS_SERVICE (self), NULL);

  return self->paper_sources;
}

/**
 * dp_service_get_day_refresh:
 * @self: a service
 *
 * It asks at the same time as the other: what is polite to one service says nothing of
 * another.
 *
 * Returns: (transfer none): what asks Hugging Face for the lists of days
 */
DpRefresh *
dp_service_get_day_refresh (DpService *self)
{
  g_return_val_if_fail (DP_IS_SERVICE (self), NULL);

  return self->day_refresh;
}

/**
 * dp_service_is_refreshing:
 * @self: a service
 *
 * Returns: whether a topic or a day is being asked for
 */
gboolean
dp_service_is_refreshing (DpService *self)
{
  g_return_val_if_fail (DP_IS_SERVICE (self), FALSE);

  return dp_refresh_is_running (self->refresh) || dp_refresh_is_running (self->day_refresh);
}

/**
 * dp_service_stop_refreshing:
 * @self: a service
 *
 * Stops what is being asked for, topics and days; see dp_refresh_stop().
 */
void
dp_service_stop_refreshing (DpService *self)
{
  g_return_if_fail (DP_IS_SERVICE (self));

  dp_refresh_stop (self->refresh);
  dp_refresh_stop (self->day_refresh);
}

/* Closes the library once nothing writes to it any more. */
static void
close_when_idle (GTask *task)
{
  DpService *self = g_task_get_source_object (task);

  if (self->is_shut_down || dp_service_is_refreshing (self))
    return;

  g_signal_handlers_disconnect_by_data (self->refresh, task);
  g_signal_handlers_disconnect_by_data (self->day_refresh, task);
  dp_library_close (self->library);
  self->is_shut_down = TRUE;
  g_task_return_boolean (task, TRUE);
}

static void
running_changed_cb (DpRefresh  *refresh,
                    GParamSpec *pspec,
                    gpointer    user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  close_when_idle (task);
}

static void
watch_running (DpRefresh *refresh,
               GTask     *task)
{
  g_signal_connect_data (refresh, "notify::running", G_CALLBACK (running_changed_cb),
                         g_object_ref (task), (GClosureNotify)g_object_unref, 0);
}

/**
 * dp_service_shutdown_async:
 * @self: a service
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Stops what is being asked for, finishes the writes that are queued and closes the
 * library, in this order. Cannot be cancelled; of a page that is being stored the
 * transaction under way is finished and no more. Main thread.
 */
void
dp_service_shutdown_async (DpService          *self,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DP_IS_SERVICE (self));
  g_return_if_fail (!self->is_shut_down);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, dp_service_shutdown_async);

  watch_running (self->refresh, task);
  watch_running (self->day_refresh, task);
  dp_service_stop_refreshing (self);
  close_when_idle (task);
}

/**
 * dp_service_shutdown_finish:
 * @self: a service
 * @result: the result that the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE: the service may be dropped
 */
gboolean
dp_service_shutdown_finish (DpService    *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_service_shutdown_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
