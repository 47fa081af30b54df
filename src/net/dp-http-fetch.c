/* dp-http-fetch.c: one request, until it is answered or given up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-http-fetch.h"

#include "net/dp-http-attempt.h"

#include <glib/gi18n.h>
#include <string.h>

/* All of the policy is here. A fetch waits for its turn in its group of hosts
 * (dp-host-group.c), then for the group's pace, sends one request (dp-http-attempt.c),
 * and decides what the answer means: done, elsewhere (dp-redirects.c), once more after a
 * pause, or an error. It keeps the turn until it is done, so that nobody asks a server
 * that has just refused. */

/* The pauses after a refusal or a broken answer: 5 s, 15 s, 45 s. */
#define FIRST_PAUSE_US (5 * G_USEC_PER_SEC)
#define PAUSE_FACTOR 3
#define MAX_TRIES 3
/* A server's own failure is seldom gone within a minute. */
#define MAX_TRIES_FAILED 2

/* A longer pause is not waited for: the fetch fails and says until when. */
#define PATIENCE_US (60 * G_USEC_PER_SEC)

/* A Retry-After past this is cut. */
#define MAX_RETRY_AFTER_S (24 * 60 * 60)
#define NO_RETRY_AFTER (-1)

#define STATUS_TOO_MANY_REQUESTS 429 /* no name in libsoup 3.2 */

typedef struct
{
  DpHttpRequest  *request;
  DpHttpConsumer *consumer;
  DpHostGroup    *group;
  SoupSession    *session;
  DpRedirects    *redirects; /* (unowned): the client's, which the task keeps */
  DpHttpLimits    limits;
  gboolean        has_turn;
  GUri           *asked; /* what the request names */
  GUri           *uri;   /* where it is now */
  guint           n_hops;
  guint           n_tries;   /* that failed */
  gint64          resume_us; /* a pause of this fetch ends; 0 for none */
  SoupMessage    *message;   /* (nullable): the one under way */
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  dp_http_request_free (fetch->request);
  g_object_unref (fetch->consumer);
  g_object_unref (fetch->group);
  g_object_unref (fetch->session);
  g_clear_object (&fetch->message);
  g_clear_pointer (&fetch->asked, g_uri_unref);
  g_clear_pointer (&fetch->uri, g_uri_unref);
  g_free (fetch);
}

static void
tell (GTask     *task,
      DpHttpWait wait,
      gint64     until_us)
{
  Fetch *fetch = g_task_get_task_data (task);

  dp_http_client_tell (g_task_get_source_object (task), fetch->request->group, wait, until_us);
}

static void
end_turn (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (fetch->has_turn)
    dp_host_group_release (fetch->group);
  fetch->has_turn = FALSE;
  tell (task, DP_HTTP_WAIT_OVER, 0);
}

static void
fail (GTask  *task,
      GError *error)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dp_redirects_forget (fetch->redirects, fetch->asked);

  end_turn (task);
  g_task_return_error (task, error);
}

static void
succeed (GTask          *task,
         DpHttpResponse *response)
{
  end_turn (task);
  g_task_return_pointer (task, response, (GDestroyNotify)dp_http_response_free);
}

/* For people: the hour, and the day where it is another one. */
static char *
format_time (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now))
    return g_date_time_format (time, "%H:%M");

  return g_date_time_format (time, "%x %H:%M");
}

static GError *
build_busy_error (Fetch      *fetch,
                  gint64      until_us,
                  const char *reason)
{
  g_autofree char *time = format_time (until_us);
  g_autofree char *busy = g_strdup_printf (_("%s wants to be left alone until %s."),
                                              g_uri_get_host (fetch->uri), time);
  g_autofree char *message = reason != NULL ? g_strdup_printf ("%s %s", reason, busy)
                                            : g_steal_pointer (&busy);

  return dp_net_error_new_throttled (until_us, message);
}

static void go_on (GTask *task);

static gboolean
waited_cb (gpointer user_data)
{
  go_on (G_TASK (user_data));

  return G_SOURCE_REMOVE;
}

static void
wait_until (GTask *task,
            gint64 until_us,
            gint64 now_us)
{
  g_autoptr (GSource) timer = g_timeout_source_new ((guint)((until_us - now_us + 999) / 1000));
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (timer, cancelled);
    }

  g_source_set_static_name (timer, "[daily-papers] wait for the pace");
  g_source_set_callback (timer, waited_cb, g_object_ref (task), g_object_unref);
  g_source_attach (timer, g_task_get_context (task));
}

/* Pauses the group, which all processes see, for a refusal; only this fetch, for a
 * broken answer. Takes @error, which is returned when there is no trying again. */
static void
try_again (GTask  *task,
           GError *error,
           guint   max_tries,
           gint64  retry_after_us)
{
  Fetch   *fetch = g_task_get_task_data (task);
  gboolean is_refusal = g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED);
  gint64   pause_us = FIRST_PAUSE_US;
  gint64   until_us = 0;

  for (guint i = 0; i < fetch->n_tries; i++)
    pause_us *= PAUSE_FACTOR;
  if (retry_after_us != NO_RETRY_AFTER)
    pause_us = retry_after_us;
  until_us = g_get_real_time () + dp_host_group_scale (fetch->group, pause_us);

  if (is_refusal || retry_after_us != NO_RETRY_AFTER)
    dp_host_group_hold_off (fetch->group, until_us, fetch->request->is_side_door);

  if (fetch->n_tries >= max_tries)
    {
      g_autoptr (GError) last = error;

      fail (task, is_refusal ? build_busy_error (fetch, until_us, last->message)
                             : g_steal_pointer (&last));
      return;
    }

  g_error_free (error);
  fetch->n_tries++;
  fetch->resume_us = until_us;
  go_on (task);
}

/* Reads the time that a quota takes to come back from `RateLimit: "api";r=0;t=55`, of the
 * IETF's draft-ietf-httpapi-ratelimit-headers; Hugging Face sends it with its 429. */
static gint64
parse_rate_limit (SoupMessageHeaders *headers)
{
  const char      *text = soup_message_headers_get_list (headers, "RateLimit");
  g_autofree char *spaceless = g_strdup (text != NULL ? text : "");
  const char      *reset = NULL;

  g_strdelimit (spaceless, " \t", ';');
  reset = strstr (spaceless, ";t=");
  if (reset == NULL || !g_ascii_isdigit (reset[strlen (";t=")]))
    return NO_RETRY_AFTER;

  return CLAMP (g_ascii_strtoll (reset + strlen (";t="), NULL, 10), 0, MAX_RETRY_AFTER_S) * G_USEC_PER_SEC;
}

/* Reads `Retry-After`, which is either a number of seconds or a date, or else what
 * stands for it. */
static gint64
parse_retry_after (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char         *text = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds = 0;

  if (text == NULL)
    return parse_rate_limit (headers);

  if (g_ascii_isdigit (*text))
    {
      seconds = g_ascii_strtoll (text, NULL, 10);
    }
  else
    {
      date = soup_date_time_new_from_http_string (text);
      if (date == NULL)
        return NO_RETRY_AFTER;
      seconds = g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC;
    }

  return CLAMP (seconds, 0, MAX_RETRY_AFTER_S) * G_USEC_PER_SEC;
}

static void
follow (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) to = NULL;
  const char *location = NULL;

  if (fetch->n_hops == DP_REDIRECTS_MAX_HOPS)
    {
      fail (task, g_error_new (DP_NET_ERROR, DP_NET_ERROR_REDIRECT,
                               _("%s sends us from one address to the next without end."),
                                  g_uri_get_host (fetch->uri)));
      return;
    }

  location = soup_message_headers_get_one (soup_message_get_response_headers (fetch->message), "Location");
  to = dp_redirects_resolve (fetch->uri, location, &error);
  if (to == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  if (soup_message_get_status (fetch->message) == SOUP_STATUS_MOVED_PERMANENTLY)
    dp_redirects_note (fetch->redirects, fetch->uri, to);

  fetch->n_hops++;
  g_uri_unref (fetch->uri);
  fetch->uri = g_steal_pointer (&to);
  go_on (task);
}

/* `max-age` of Cache-Control (RFC 9111, 5.2.2), unless it says that nothing may be kept. */
static guint64
parse_max_age (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_list (headers, "Cache-Control");
  GHashTable *directives = text != NULL ? soup_header_parse_param_list (text) : NULL;
  const char *value = NULL;
  guint64     seconds = 0;

  if (directives == NULL)
    return 0;

  value = g_hash_table_lookup (directives, "max-age");
  if (value != NULL && !g_hash_table_contains (directives, "no-store") && !g_hash_table_contains (directives, "no-cache"))
    g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT32, &seconds, NULL);
  soup_header_free_param_list (directives);

  return seconds;
}

static DpHttpResponse *
build_response (SoupMessage *message,
                guint64      n_bytes)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  DpHttpResponse     *response = dp_http_response_new ();

  response->not_modified = soup_message_get_status (message) == SOUP_STATUS_NOT_MODIFIED;
  response->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  response->last_modified = g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
  response->n_bytes = n_bytes;
  response->max_age_s = parse_max_age (headers);

  return response;
}

static gboolean
is_conditional (const DpHttpRequest *request)
{
  return request->etag != NULL || request->last_modified != NULL;
}

/* Decides what a status means that is no success. */
static void
judge_status (GTask *task)
{
  Fetch      *fetch = g_task_get_task_data (task);
  guint       status = soup_message_get_status (fetch->message);
  const char *host = g_uri_get_host (fetch->uri);

  switch (status)
    {
    case SOUP_STATUS_MOVED_PERMANENTLY:
    case SOUP_STATUS_FOUND:
    case SOUP_STATUS_SEE_OTHER:
    case SOUP_STATUS_TEMPORARY_REDIRECT:
    case SOUP_STATUS_PERMANENT_REDIRECT:
      follow (task);
      return;

    case SOUP_STATUS_FORBIDDEN:
      fail (task, g_error_new (DP_NET_ERROR, DP_NET_ERROR_FORBIDDEN,
                               _("%s does not want to be asked by programs."), host));
      return;

    case SOUP_STATUS_NOT_FOUND:
      fail (task, g_error_new (DP_NET_ERROR, DP_NET_ERROR_NOT_FOUND,
                               _("%s does not have what was asked for."), host));
      return;

    case SOUP_STATUS_GONE:
      fail (task, g_error_new (DP_NET_ERROR, DP_NET_ERROR_GONE,
                               _("%s has ended this service."), host));
      return;

    case SOUP_STATUS_NOT_ACCEPTABLE: /* arXiv's way of saying “too many” */
    case STATUS_TOO_MANY_REQUESTS:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
      try_again (task,
                 g_error_new (DP_NET_ERROR, DP_NET_ERROR_THROTTLED,
                              _("%s is too busy to answer (status %u)."), host, status),
                              MAX_TRIES, parse_retry_after (fetch->message));
      return;

    default:
      if (SOUP_STATUS_IS_SERVER_ERROR (status))
        try_again (task,
                   g_error_new (DP_NET_ERROR, DP_NET_ERROR_STATUS,
                                _("%s has a fault of its own (status %u)."), host, status),
                                MAX_TRIES_FAILED, parse_retry_after (fetch->message));
      else
        fail (task, g_error_new (DP_NET_ERROR, DP_NET_ERROR_STATUS,
                                 _("%s refused the request (status %u)."), host, status));
      return;
    }
}

static void
attempted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Fetch   *fetch = g_task_get_task_data (task);
  guint64  n_bytes = 0;
  gboolean answered = dp_http_attempt_finish (SOUP_SESSION (object), result, &n_bytes, &error);
  guint    status = soup_message_get_status (fetch->message);

  /* A server that never heard of us need not recover. */
  if (!g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_OFFLINE))
    dp_host_group_touch (fetch->group, g_get_real_time ());

  if (!answered && (g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED) ||
                    g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE)))
    try_again (task, g_steal_pointer (&error), MAX_TRIES, NO_RETRY_AFTER);
  else if (!answered)
    fail (task, g_steal_pointer (&error));
  else if (SOUP_STATUS_IS_SUCCESSFUL (status) ||
           (status == SOUP_STATUS_NOT_MODIFIED && is_conditional (fetch->request)))
    succeed (task, build_response (fetch->message, n_bytes));
  else
    judge_status (task);
}

static void
starting_cb (SoupMessage *message,
             gpointer     user_data)
{
  Fetch *fetch = user_data;

  dp_host_group_touch (fetch->group, g_get_real_time ());
}

static SoupMessage *
build_message (Fetch *fetch)
{
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (SOUP_METHOD_GET, fetch->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (fetch->request->accept != NULL)
    soup_message_headers_append (headers, "Accept", fetch->request->accept);
  if (fetch->request->etag != NULL)
    soup_message_headers_append (headers, "If-None-Match", fetch->request->etag);
  if (fetch->request->last_modified != NULL)
    soup_message_headers_append (headers, "If-Modified-Since", fetch->request->last_modified);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), fetch);

  return g_steal_pointer (&message);
}

static void
send (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);

  if (fetch->message != NULL)
    g_signal_handlers_disconnect_by_data (fetch->message, fetch);
  g_clear_object (&fetch->message);
  fetch->message = build_message (fetch);

  tell (task, DP_HTTP_WAIT_ANSWER, 0);
  dp_http_attempt_async (fetch->session, fetch->message, fetch->consumer, &fetch->limits,
                         fetch->request->max_bytes, g_task_get_cancellable (task),
                         attempted_cb, g_object_ref (task));
}

/* Has the turn, and does the next thing that is due: wait or send. */
static void
go_on (GTask *task)
{
  Fetch *fetch = g_task_get_task_data (task);
  gint64 now_us = g_get_real_time ();
  gint64 busy_us = 0;
  DpPace pace = { 0 };
  g_autoptr (GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  dp_host_group_get_pace (fetch->group, &pace);
  busy_us = MAX (fetch->resume_us, fetch->request->is_side_door ? pace.side_busy_until_us : pace.busy_until_us);

  if (busy_us > now_us + dp_host_group_scale (fetch->group, PATIENCE_US))
    {
      fail (task, build_busy_error (fetch, busy_us, NULL));
    }
  else if (busy_us > MAX (now_us, pace.next_us))
    {
      tell (task, DP_HTTP_WAIT_BUSY, busy_us);
      wait_until (task, busy_us, now_us);
    }
  else if (pace.next_us > now_us)
    {
      tell (task, DP_HTTP_WAIT_PACE, pace.next_us);
      wait_until (task, pace.next_us, now_us);
    }
  else
    {
      send (task);
    }
}

static void
turn_came_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Fetch *fetch = g_task_get_task_data (task);

  if (!dp_host_group_acquire_finish (DP_HOST_GROUP (object), result, &error))
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  fetch->has_turn = TRUE;
  go_on (task);
}

/**
 * dp_http_fetch_start:
 * @task: whose source is a #DpHttpClient; returns a #DpHttpResponse when the fetch is
 *   over
 * @request: what to ask
 * @asked: its address
 * @consumer: gets the body
 * @session: the session to send with
 * @redirects: what is known of addresses; the client's
 * @group: whose pace is kept
 * @limits: how long a server may keep an attempt waiting
 *
 * Sets the task data of @task, and goes to work.
 */
void
dp_http_fetch_start (GTask               *task,
                     const DpHttpRequest *request,
                     GUri                *asked,
                     DpHttpConsumer      *consumer,
                     SoupSession         *session,
                     DpRedirects         *redirects,
                     DpHostGroup         *group,
                     const DpHttpLimits  *limits)
{
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->request = dp_http_request_copy (request);
  fetch->consumer = g_object_ref (consumer);
  fetch->session = g_object_ref (session);
  fetch->redirects = redirects;
  fetch->group = g_object_ref (group);
  fetch->limits = *limits;
  fetch->asked = g_uri_ref (asked);
  fetch->uri = dp_redirects_lookup (redirects, asked);
  g_task_set_task_data (task, fetch, (GDestroyNotify)fetch_free);

  tell (task, DP_HTTP_WAIT_TURN, 0);
  dp_host_group_acquire_async (group, g_task_get_cancellable (task), turn_came_cb, g_object_ref (task));
}
