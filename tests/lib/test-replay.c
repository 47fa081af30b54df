/* test-replay.c: a server that replays canned answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-replay.h"

#include "test-util.h"

#include <string.h>

typedef struct
{
  char *path;
  guint status;
  char *header;
  char *value;
  char *body;
} Answer;

typedef struct
{
  SoupMessageHeaders *headers; /* (owned) */
  GHashTable         *query;   /* (owned) (nullable) */
  gint64              begin_us;
  gint64              end_us;
} Request;

struct _TestReplay
{
  SoupServer *server;
  GQueue      answers;  /* of Answer (owned) */
  GPtrArray  *requests; /* of Request */
  guint       delay_ms;
  guint       n_open;
  guint       max_open;
};

static void
answer_free (Answer *answer)
{
  g_free (answer->path);
  g_free (answer->header);
  g_free (answer->value);
  g_free (answer->body);
  g_free (answer);
}

static void
request_free (Request *request)
{
  soup_message_headers_unref (request->headers);
  g_clear_pointer (&request->query, g_hash_table_unref);
  g_free (request);
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  TestReplay *self = user_data;
  guint       i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (message), "number"));
  Request    *request = g_ptr_array_index (self->requests, i);

  request->end_us = g_get_monotonic_time ();
  self->n_open--;
}

static gboolean
delayed_cb (gpointer user_data)
{
  g_autoptr (SoupServerMessage) message = user_data;

  soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

static void
remember (TestReplay        *self,
          SoupServerMessage *message,
          GHashTable        *query)
{
  Request *request = g_new0 (Request, 1);

  request->headers = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  request->query = query != NULL ? g_hash_table_ref (query) : NULL;
  request->begin_us = g_get_monotonic_time ();
  g_object_set_data (G_OBJECT (message), "number", GUINT_TO_POINTER (self->requests->len));
  g_ptr_array_add (self->requests, request);

  self->n_open++;
  self->max_open = MAX (self->max_open, self->n_open);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
}

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  TestReplay *self = user_data;
  Answer     *answer = g_queue_pop_head (&self->answers);

  g_test_message ("%s %s", soup_server_message_get_method (message), path);
  remember (self, message, query);

  /* An unexpected request is a bug in the code under test, not a 404. */
  g_assert_nonnull (answer);
  g_assert_cmpstr (path, ==, answer->path);

  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->header != NULL)
    soup_message_headers_append (soup_server_message_get_response_headers (message),
                                 answer->header, answer->value);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY,
                                    answer->body, strlen (answer->body));
  answer_free (answer);

  if (self->delay_ms > 0)
    {
      soup_server_message_pause (message);
      g_timeout_add (self->delay_ms, delayed_cb, g_object_ref (message));
    }
}

TestReplay *
test_replay_new (void)
{
  TestReplay *self = g_new0 (TestReplay, 1);
  g_autoptr (GError) error = NULL;

  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify)request_free);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, asked_cb, self, NULL);

  /* Port 0: the kernel picks a free one, so tests can run side by side. */
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  return self;
}

void
test_replay_free (TestReplay *self)
{
  g_assert_cmpuint (g_queue_get_length (&self->answers), ==, 0); /* all were asked for */

  soup_server_disconnect (self->server);

  /* Let the connections close, or they count as leaks of the next test. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_finalize_object (self->server);
  g_ptr_array_unref (self->requests);
  g_free (self);
}

void
test_replay_add (TestReplay *self,
                 const char *path,
                 guint       status,
                 const char *header_or_null,
                 const char *value_or_null,
                 const char *body)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->path = g_strdup (path);
  answer->status = status;
  answer->header = g_strdup (header_or_null);
  answer->value = g_strdup (value_or_null);
  answer->body = g_strdup (body);
  g_queue_push_tail (&self->answers, answer);
}

void
test_replay_set_delay (TestReplay *self,
                       guint       delay_ms)
{
  self->delay_ms = delay_ms;
}

char *
test_replay_get_uri (TestReplay *self,
                     const char *path)
{
  GSList *uris = soup_server_get_uris (self->server);
  g_autoptr (GUri) uri = g_uri_parse_relative (uris->data, path, G_URI_FLAGS_NONE, NULL);

  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);

  return g_uri_to_string (uri);
}

guint
test_replay_get_n_asked (TestReplay *self)
{
  return self->requests->len;
}

guint
test_replay_get_max_open (TestReplay *self)
{
  return self->max_open;
}

static Request *
get_request (TestReplay *self,
             guint       i)
{
  g_assert_cmpuint (i, <, self->requests->len);

  return g_ptr_array_index (self->requests, i);
}

const char *
test_replay_get_header (TestReplay *self,
                        guint       i,
                        const char *name)
{
  return soup_message_headers_get_one (get_request (self, i)->headers, name);
}

const char *
test_replay_get_query (TestReplay *self,
                       guint       i,
                       const char *key)
{
  Request *request = get_request (self, i);

  return request->query != NULL ? g_hash_table_lookup (request->query, key) : NULL;
}

gint64
test_replay_get_begin_us (TestReplay *self,
                          guint       i)
{
  return get_request (self, i)->begin_us;
}

gint64
test_replay_get_end_us (TestReplay *self,
                        guint       i)
{
  return get_request (self, i)->end_us;
}
