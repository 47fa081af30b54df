/* dp-local-post.c: telling another program on this machine something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-local-post.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "net/dp-net-error.h"
#include "net/dp-redirects.h"

/* Once, at once, and without a proxy: a program on this machine needs no pace, and what
 * is told it must not be told it twice, nor anybody elsewhere. */

#define TIMEOUT_S 30

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SoupMessage *message = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (stream != NULL)
    g_task_return_int (task, (gssize)soup_message_get_status (message));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_error (task, dp_net_error_new_from_io (error, g_uri_get_host (soup_message_get_uri (message))));
}

static SoupMessage *
build_message (const char *uri,
               GBytes     *json,
               const char *header)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, SOUP_HTTP_URI_FLAGS, NULL);
  g_auto (GStrv) parts = g_strsplit (header, ": ", 2);
  SoupMessage *message = NULL;

  if (parsed == NULL || g_uri_get_host (parsed) == NULL || !dp_host_is_loopback (g_uri_get_host (parsed)))
    return NULL;

  message = soup_message_new_from_uri (SOUP_METHOD_POST, parsed);
  if (message == NULL)
    return NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_append (soup_message_get_request_headers (message), parts[0], parts[1]);
  soup_message_set_request_body_from_bytes (message, "application/json", json);

  return message;
}

/**
 * dp_local_post_async:
 * @uri: an address on this machine
 * @json: what is told
 * @header: another header that the program wants, as `Name: value`
 * @cancellable: (nullable): gives up; whether the program knows it then, nobody can say
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Sends JSON to a program on this machine, once. Main thread.
 */
void
dp_local_post_async (const char         *uri,
                     GBytes             *json,
                     const char         *header,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (SoupMessage) message = build_message (uri, json, header);
  g_autoptr (SoupSession) session = NULL;

  g_task_set_source_tag (task, dp_local_post_async);
  if (message == NULL)
    {
      g_task_return_new_error (task, DP_NET_ERROR, DP_NET_ERROR_ADDRESS,
                               _("“%s” is not an address on this computer."), uri);
      return;
    }

  session = soup_session_new_with_options ("user-agent", PACKAGE_NAME "/" PACKAGE_VERSION,
                                           "proxy-resolver", NULL,
                                           "timeout", TIMEOUT_S, NULL);
  g_task_set_task_data (task, g_object_ref (message), g_object_unref);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, cancellable, answered_cb, g_steal_pointer (&task));
}

/**
 * dp_local_post_finish:
 * @result: of dp_local_post_async()
 * @error: return location for a #DpNetError or %G_IO_ERROR_CANCELLED
 *
 * Returns: the status of the answer; 0 when there is none
 */
guint
dp_local_post_finish (GAsyncResult *result,
                      GError      **error)
{
  gssize status = 0;

  g_return_val_if_fail (g_async_result_is_tagged (result, dp_local_post_async), 0);

  status = g_task_propagate_int (G_TASK (result), error);

  return status > 0 ? (guint)status : 0;
}
