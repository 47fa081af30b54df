/* dp-http-client.c: polite HTTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-http-client.h"

#include "net/dp-http-fetch.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

/* This room knows how to ask a server without being a nuisance, and nothing of papers.
 * The client is its door: it owns the session, the groups of hosts and what is known of
 * their addresses. What a fetch does, and when, is in dp-http-fetch.c. */

/* Connections that are not used for this long are closed. */
#define IDLE_CONNECTION_S 60

/* Answers that take two minutes are usual at arXiv. */
static const DpHttpLimits default_limits = {
  .connect_ms = 30 * 1000,
  .first_byte_ms = 150 * 1000,
  .idle_ms = 45 * 1000, /* less than many a proxy waits before it closes: so silence is told from a broken line */
  .total_ms = 240 * 1000,
};

struct _DpHttpClient
{
  GObject parent_instance;

  SoupSession *session;
  char        *state_folder;         /* (nullable) */
  int          loopback_interval_ms; /* -1: as for everybody */
  DpHttpLimits limits;
  GHashTable  *groups; /* name → DpHostGroup */
  DpRedirects *redirects;
};

G_DEFINE_FINAL_TYPE (DpHttpClient, dp_http_client, G_TYPE_OBJECT)

enum
{
  SIGNAL_WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A server on this machine has a state of its own: no demonstration may hold the real
 * service up, and none may make us forget when it was asked. */
static DpHostGroup *
get_group (DpHttpClient        *self,
           const DpHttpRequest *request,
           gboolean             is_loopback)
{
  g_autofree char *name = g_strconcat (request->group, is_loopback ? ".loopback" : NULL, NULL);
  DpHostGroup     *group = g_hash_table_lookup (self->groups, name);
  double           scale = 1;

  if (group != NULL)
    return group;

  if (is_loopback && self->loopback_interval_ms >= 0 && request->interval_ms > 0)
    scale = (double)self->loopback_interval_ms / request->interval_ms;

  group = dp_host_group_new (self->state_folder, name,
                             (gint64)request->interval_ms * 1000, scale);
  g_hash_table_insert (self->groups, g_steal_pointer (&name), group);

  return group;
}

static void
dp_http_client_finalize (GObject *object)
{
  DpHttpClient *self = DP_HTTP_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->state_folder, g_free);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->redirects, dp_redirects_free);

  G_OBJECT_CLASS (dp_http_client_parent_class)->finalize (object);
}

static void
dp_http_client_class_init (DpHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_http_client_finalize;

  /**
   * DpHttpClient::waiting:
   * @self: the client
   * @group: whose pace the fetch keeps
   * @wait: a #DpHttpWait
   * @until_us: until when, in microseconds since 1970 (UTC); 0 when nobody knows
   *
   * A fetch waits for something else than before.
   */
  signals[SIGNAL_WAITING] =
    g_signal_new ("waiting", DP_TYPE_HTTP_CLIENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT, G_TYPE_INT64);
}

static void
dp_http_client_init (DpHttpClient *self)
{
  self->session = soup_session_new_with_options ("user-agent",
                                                 PACKAGE_NAME "/" PACKAGE_VERSION " (+" PACKAGE_URL ")",
                                                 "max-conns-per-host", 1,
                                                 "idle-timeout", IDLE_CONNECTION_S,
                                                 "timeout", 0,
                                                 NULL);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->redirects = dp_redirects_new ();
  self->limits = default_limits;
}

/**
 * dp_http_client_new:
 * @state_folder: (nullable): where the groups' state is shared by all processes of
 *   the user; made when needed. %NULL keeps it in this process
 * @loopback_interval_ms: the pause for servers of this machine, to which all other
 *   waits for them are scaled; -1 to treat them like any other
 *
 * Returns: (transfer full): a new client, for the calling thread
 */
DpHttpClient *
dp_http_client_new (const char *state_folder,
                    int         loopback_interval_ms)
{
  DpHttpClient *self = g_object_new (DP_TYPE_HTTP_CLIENT, NULL);

  self->state_folder = g_strdup (state_folder);
  self->loopback_interval_ms = loopback_interval_ms;

  return self;
}

/**
 * dp_http_client_new_default:
 *
 * Returns: (transfer full): a client whose state is in `$XDG_STATE_HOME`, and that obeys
 *   `DAILY_PAPERS_INTERVAL_MS`
 */
DpHttpClient *
dp_http_client_new_default (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), PACKAGE_NAME, "net", NULL);
  const char      *text = g_getenv ("DAILY_PAPERS_INTERVAL_MS");
  guint64          interval_ms = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &interval_ms, NULL))
    return dp_http_client_new (folder, -1);

  return dp_http_client_new (folder, (int)interval_ms);
}

/**
 * dp_http_client_set_limits:
 * @self: a client
 * @limits: how long its later attempts may wait for a server
 *
 * Replaces the limits, which are made for slow servers.
 */
void
dp_http_client_set_limits (DpHttpClient       *self,
                           const DpHttpLimits *limits)
{
  g_return_if_fail (DP_IS_HTTP_CLIENT (self));
  g_return_if_fail (limits != NULL);

  self->limits = *limits;
}

/**
 * dp_http_client_fetch_async:
 * @self: a client
 * @request: what to ask, copied
 * @consumer: gets the body, piece by piece
 * @cancellable: (nullable): ends the fetch at once, whatever it waits for
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Asks once it is polite to, follows redirects, and asks again after a refusal
 * (Retry-After, or else 5 s, 15 s, 45 s) or a broken answer.
 */
void
dp_http_client_fetch_async (DpHttpClient        *self,
                            const DpHttpRequest *request,
                            DpHttpConsumer      *consumer,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) asked = NULL;

  g_return_if_fail (DP_IS_HTTP_CLIENT (self));
  g_return_if_fail (request != NULL);
  g_return_if_fail (DP_IS_HTTP_CONSUMER (consumer));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_http_client_fetch_async);

  asked = g_uri_parse (request->uri, SOUP_HTTP_URI_FLAGS, NULL);
  if (!dp_redirects_is_web (asked))
    {
      g_task_return_new_error (task, DP_NET_ERROR, DP_NET_ERROR_ADDRESS,
                               _("“%s” is not a web address."), request->uri);
      return;
    }

  dp_http_fetch_start (task, request, asked, consumer, self->session, self->redirects,
                       get_group (self, request, dp_host_is_loopback (g_uri_get_host (asked))),
                       &self->limits);
}

/**
 * dp_http_client_fetch_finish:
 * @self: a client
 * @result: the result that the callback got
 * @error: return location for an error in %DP_NET_ERROR, of the consumer, or
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what is known of the answer, once the consumer has all of
 *   it, or %NULL with @error set
 */
DpHttpResponse *
dp_http_client_fetch_finish (DpHttpClient *self,
                             GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_http_client_fetch_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Emits the signal for a fetch, see dp-http-fetch.h. */
void
dp_http_client_tell (DpHttpClient *self,
                     const char   *group,
                     DpHttpWait    wait,
                     gint64        until_us)
{
  g_signal_emit (self, signals[SIGNAL_WAITING], 0, group, wait, until_us);
}
