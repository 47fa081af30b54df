/* test-raw.c: a server below HTTP, which misbehaves as it is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "test-replay.h"

#include <string.h>
#include <sys/socket.h>

typedef struct
{
  GBytes    *bytes;
  TestRawEnd end;
} Script;

struct _TestRaw
{
  GSocketService *service;
  guint16         port;
  GQueue          scripts;     /* of Script (owned) */
  GPtrArray      *connections; /* of GSocketConnection: those that stall */
  GArray         *times_us;    /* of gint64, monotonic: when a request was whole */
  GCancellable   *stop;
};

typedef struct
{
  TestRaw           *self;
  GSocketConnection *connection;
  Script            *script; /* (owned) (nullable) */
  char               request[4096];
  gsize              length;
} Talk;

static void
script_free (Script *script)
{
  g_bytes_unref (script->bytes);
  g_free (script);
}

static void
talk_free (Talk *talk)
{
  g_clear_pointer (&talk->script, script_free);
  g_object_unref (talk->connection);
  g_free (talk);
}

static void listen_to (Talk *talk);

/* Without a linger time, closing resets the connection. */
static void
reset_connection (GSocketConnection *connection)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };
  int           fd = g_socket_get_fd (g_socket_connection_get_socket (connection));

  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger), ==, 0);
}

static void
wrote_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Talk      *talk = user_data;
  TestRawEnd end = TEST_RAW_CLOSE;

  /* A client that went away is the client's business. */
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    {
      talk_free (talk);
      return;
    }

  end = talk->script->end;
  g_clear_pointer (&talk->script, script_free);

  switch (end)
    {
    case TEST_RAW_KEEP:
      talk->length = 0;
      listen_to (talk);
      return;

    case TEST_RAW_STALL:
      g_ptr_array_add (talk->self->connections, g_object_ref (talk->connection));
      break;

    case TEST_RAW_RESET:
      reset_connection (talk->connection);
      break;

    case TEST_RAW_CLOSE:
      break;
    }

  talk_free (talk);
}

static void
answer (Talk *talk)
{
  TestRaw    *self = talk->self;
  gint64      now_us = g_get_monotonic_time ();
  gsize       length = 0;
  const char *bytes = NULL;

  g_array_append_val (self->times_us, now_us);
  talk->script = g_queue_pop_head (&self->scripts);
  g_assert_nonnull (talk->script); /* an unexpected request is a bug in the code under test */

  bytes = g_bytes_get_data (talk->script->bytes, &length);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (talk->connection)),
                                   bytes, length, G_PRIORITY_DEFAULT, self->stop, wrote_cb, talk);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Talk  *talk = user_data;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  if (length <= 0)
    {
      talk_free (talk);
      return;
    }

  talk->length += (gsize)length;
  if (g_strstr_len (talk->request, (gssize)talk->length, "\r\n\r\n") != NULL)
    answer (talk);
  else
    listen_to (talk);
}

static void
listen_to (Talk *talk)
{
  g_assert_cmpuint (talk->length, <, sizeof talk->request);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (talk->connection)),
                             talk->request + talk->length, sizeof talk->request - talk->length,
                             G_PRIORITY_DEFAULT, talk->self->stop, read_cb, talk);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  Talk *talk = g_new0 (Talk, 1);

  talk->self = user_data;
  talk->connection = g_object_ref (connection);
  listen_to (talk);

  return TRUE;
}

TestRaw *
test_raw_new (void)
{
  TestRaw *self = g_new0 (TestRaw, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->times_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stop = g_cancellable_new ();
  self->service = g_socket_service_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                 G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);

  return self;
}

void
test_raw_free (TestRaw *self)
{
  g_assert_cmpuint (g_queue_get_length (&self->scripts), ==, 0); /* all were asked for */

  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stop);
  g_ptr_array_unref (self->connections);

  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_finalize_object (self->service);
  g_array_unref (self->times_us);
  g_object_unref (self->stop);
  g_free (self);
}

void
test_raw_add (TestRaw    *self,
              const char *bytes,
              gssize      length,
              TestRawEnd  end)
{
  Script *script = g_new0 (Script, 1);

  script->bytes = g_bytes_new (bytes, length >= 0 ? (gsize)length : strlen (bytes));
  script->end = end;
  g_queue_push_tail (&self->scripts, script);
}

char *
test_raw_get_uri (TestRaw *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/", self->port);
}

guint
test_raw_get_n_asked (TestRaw *self)
{
  return self->times_us->len;
}

gint64
test_raw_get_time_us (TestRaw *self,
                      guint    i)
{
  g_assert_cmpuint (i, <, self->times_us->len);

  return g_array_index (self->times_us, gint64, i);
}
