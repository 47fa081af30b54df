/* dp-http-attempt.c: one request on the wire
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-http-attempt.h"

#include <glib/gi18n.h>

/* Sends one message once, hands the body to the consumer as it arrives, and watches
 * the clock and the size. Knows nothing of paces, retries and redirects.
 *
 * Everything that ends an attempt early cancels @stop, and the reason is told apart
 * when libsoup has reported back: so a connection is never left in the middle of
 * something. */

#define CHUNK_SIZE (64 * 1024)

typedef enum
{
  PHASE_CONNECTING,
  PHASE_WAITING,
  PHASE_READING,
} Phase;

typedef struct
{
  SoupMessage    *message;
  DpHttpConsumer *consumer;
  DpHttpLimits    limits;
  guint64         max_bytes;

  GCancellable *stop;
  gulong        cancelled_id; /* on the caller's cancellable */
  gulong        starting_id;
  gulong        restarted_id;
  GSource      *watchdog;    /* (owned) (nullable) */
  gint64        deadline_us; /* monotonic */
  Phase         phase;
  gboolean      timed_out;
  gboolean      restarted;

  GInputStream *body;
  char         *chunk;
  guint64       n_bytes;
  GError       *error; /* (nullable): what the attempt ends with once the body is closed */
} Attempt;

static void
stop_watching (Attempt *attempt)
{
  if (attempt->watchdog != NULL)
    g_source_destroy (attempt->watchdog);
  g_clear_pointer (&attempt->watchdog, g_source_unref);
}

static void
attempt_free (Attempt *attempt)
{
  stop_watching (attempt);
  g_object_unref (attempt->message);
  g_object_unref (attempt->consumer);
  g_object_unref (attempt->stop);
  g_clear_object (&attempt->body);
  g_clear_error (&attempt->error);
  g_free (attempt->chunk);
  g_free (attempt);
}

static const char *
get_host (Attempt *attempt)
{
  return g_uri_get_host (soup_message_get_uri (attempt->message));
}

static gboolean
watchdog_cb (gpointer user_data)
{
  Attempt *attempt = user_data;

  attempt->timed_out = TRUE;
  stop_watching (attempt);
  g_cancellable_cancel (attempt->stop);

  return G_SOURCE_REMOVE;
}

/* Gives the server @limit_ms for its next step, within what is left in all. */
static void
watch (GTask *task,
       Phase  phase,
       guint  limit_ms)
{
  Attempt *attempt = g_task_get_task_data (task);
  gint64   left_us = MAX (0, attempt->deadline_us - g_get_monotonic_time ());

  stop_watching (attempt);
  attempt->phase = phase;
  attempt->watchdog = g_timeout_source_new ((guint)MIN ((gint64)limit_ms, left_us / 1000));
  g_source_set_static_name (attempt->watchdog, "[daily-papers] watch a transfer");
  g_source_set_callback (attempt->watchdog, watchdog_cb, attempt, NULL);
  g_source_attach (attempt->watchdog, g_task_get_context (task));
}

static GError *
build_timeout_error (Attempt *attempt)
{
  const char *host = get_host (attempt);

  if (attempt->phase == PHASE_CONNECTING)
    return g_error_new (DP_NET_ERROR, DP_NET_ERROR_OFFLINE,
                        _("%s cannot be reached (no connection for %u seconds)."),
                           host, attempt->limits.connect_ms / 1000);

  if (g_get_monotonic_time () >= attempt->deadline_us)
    return g_error_new (DP_NET_ERROR, DP_NET_ERROR_TIMED_OUT,
                        _("The answer of %s was not complete after %u seconds."),
                           host, attempt->limits.total_ms / 1000);

  if (attempt->phase == PHASE_WAITING)
    return g_error_new (DP_NET_ERROR, DP_NET_ERROR_TIMED_OUT,
                        _("%s did not answer for %u seconds."),
                           host, attempt->limits.first_byte_ms / 1000);

  return g_error_new (DP_NET_ERROR, DP_NET_ERROR_TIMED_OUT,
                      _("%s fell silent in the middle of its answer for %u seconds."),
                         host, attempt->limits.idle_ms / 1000);
}

/* What @io_error means, given who stopped the attempt. */
static GError *
explain (GTask        *task,
         const GError *io_error)
{
  Attempt *attempt = g_task_get_task_data (task);
  g_autoptr (GError) cancelled = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &cancelled))
    return g_steal_pointer (&cancelled);

  if (attempt->timed_out)
    return build_timeout_error (attempt);

  if (attempt->restarted)
    return g_error_new (DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE,
                        _("%s closed the connection without an answer."), get_host (attempt));

  return dp_net_error_new_from_io (io_error, get_host (attempt));
}

static void
finish (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);

  stop_watching (attempt);
  g_signal_handler_disconnect (attempt->message, attempt->starting_id);
  g_signal_handler_disconnect (attempt->message, attempt->restarted_id);
  g_cancellable_disconnect (g_task_get_cancellable (task), attempt->cancelled_id);

  if (attempt->error != NULL)
    g_task_return_error (task, g_steal_pointer (&attempt->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  /* How the rest of the connection ends changes nothing any more. */
  g_input_stream_close_finish (G_INPUT_STREAM (object), result, NULL);
  finish (task);
}

/* The answer ends here, whole or not. Unless it was read to its end, the connection
 * is given up: reading the rest could take for ever. */
static void
close_body (GTask  *task,
            GError *error)
{
  Attempt *attempt = g_task_get_task_data (task);

  attempt->error = error;
  stop_watching (attempt);
  g_input_stream_close_async (attempt->body, g_task_get_priority (task), attempt->stop,
                              closed_cb, g_object_ref (task));
}

static void
give_up (GTask  *task,
         GError *error)
{
  Attempt *attempt = g_task_get_task_data (task);

  g_cancellable_cancel (attempt->stop);
  close_body (task, error);
}

static void read_chunk (GTask *task);

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Attempt *attempt = g_task_get_task_data (task);
  gssize   length = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (length < 0)
    {
      give_up (task, explain (task, error));
      return;
    }

  if (length == 0)
    {
      dp_http_consumer_end (attempt->consumer, &error);
      close_body (task, g_steal_pointer (&error));
      return;
    }

  attempt->n_bytes += (guint64)length;
  if (attempt->n_bytes > attempt->max_bytes)
    {
      give_up (task, g_error_new (DP_NET_ERROR, DP_NET_ERROR_TOO_LARGE,
                                  _("The answer of %s is too large."), get_host (attempt)));
      return;
    }

  if (!dp_http_consumer_feed (attempt->consumer, attempt->chunk, (gsize)length, &error))
    {
      give_up (task, g_steal_pointer (&error));
      return;
    }

  read_chunk (task);
}

static void
read_chunk (GTask *task)
{
  Attempt *attempt = g_task_get_task_data (task);

  watch (task, PHASE_READING, attempt->limits.idle_ms);
  g_input_stream_read_async (attempt->body, attempt->chunk, CHUNK_SIZE,
                             g_task_get_priority (task), attempt->stop,
                             read_cb, g_object_ref (task));
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Attempt    *attempt = g_task_get_task_data (task);
  guint       status = 0;
  const char *type = NULL;

  attempt->body = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (attempt->body == NULL)
    {
      attempt->error = explain (task, error);
      finish (task);
      return;
    }

  status = soup_message_get_status (attempt->message);
  type = soup_message_headers_get_content_type (soup_message_get_response_headers (attempt->message), NULL);

  if (!SOUP_STATUS_IS_SUCCESSFUL (status) && status != SOUP_STATUS_BAD_REQUEST)
    {
      give_up (task, NULL);
      return;
    }

  if (!dp_http_consumer_begin (attempt->consumer, status, type, &error))
    {
      give_up (task, g_steal_pointer (&error));
      return;
    }

  attempt->chunk = g_malloc (CHUNK_SIZE);
  read_chunk (task);
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  GTask   *task = user_data;
  Attempt *attempt = g_task_get_task_data (task);

  watch (task, PHASE_WAITING, attempt->limits.first_byte_ms);
}

/* libsoup asks again at once when a kept connection proves dead; we leave a pause. */
static void
restarted_cb (SoupMessage *message,
              gpointer     user_data)
{
  Attempt *attempt = user_data;

  attempt->restarted = TRUE;
  g_cancellable_cancel (attempt->stop);
}

static void
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

/**
 * dp_http_attempt_async:
 * @session: the session to send with
 * @message: what to send, with %SOUP_MESSAGE_NO_REDIRECT
 * @consumer: gets the body of an answer with a status of 2xx or 400
 * @limits: how long to wait
 * @max_bytes: how long the decoded body may be
 * @cancellable: (nullable): ends the attempt at once
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Sends @message, once, and reads the answer.
 */
void
dp_http_attempt_async (SoupSession        *session,
                       SoupMessage        *message,
                       DpHttpConsumer     *consumer,
                       const DpHttpLimits *limits,
                       guint64             max_bytes,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Attempt *attempt = NULL;

  g_return_if_fail (SOUP_IS_SESSION (session));
  g_return_if_fail (SOUP_IS_MESSAGE (message));
  g_return_if_fail (DP_IS_HTTP_CONSUMER (consumer));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_http_attempt_async);

  attempt = g_new0 (Attempt, 1);
  attempt->message = g_object_ref (message);
  attempt->consumer = g_object_ref (consumer);
  attempt->limits = *limits;
  attempt->max_bytes = max_bytes;
  attempt->stop = g_cancellable_new ();
  attempt->deadline_us = g_get_monotonic_time () + (gint64)limits->total_ms * 1000;
  g_task_set_task_data (task, attempt, (GDestroyNotify)attempt_free);

  attempt->starting_id = g_signal_connect (message, "starting", G_CALLBACK (starting_cb), task);
  attempt->restarted_id = g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), attempt);
  if (cancellable != NULL)
    attempt->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                   g_object_ref (attempt->stop), g_object_unref);

  watch (task, PHASE_CONNECTING, limits->connect_ms);
  soup_session_send_async (session, message, g_task_get_priority (task), attempt->stop,
                           sent_cb, g_object_ref (task));
}

/**
 * dp_http_attempt_finish:
 * @session: the session
 * @result: the result that the callback got
 * @out_n_bytes: (out): how long the decoded body was that the consumer got
 * @error: return location for an error
 *
 * Returns: %TRUE when an answer of any status came, and the consumer, where it was
 *   asked, was content with it
 */
gboolean
dp_http_attempt_finish (SoupSession  *session,
                        GAsyncResult *result,
                        guint64      *out_n_bytes,
                        GError      **error)
{
  Attempt *attempt = NULL;

  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_http_attempt_async), FALSE);

  attempt = g_task_get_task_data (G_TASK (result));
  *out_n_bytes = attempt->n_bytes;

  return g_task_propagate_boolean (G_TASK (result), error);
}
