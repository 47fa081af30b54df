/* dp-http-consumer.h: who takes an answer as it arrives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define DP_TYPE_HTTP_CONSUMER (dp_http_consumer_get_type ())
G_DECLARE_INTERFACE (DpHttpConsumer, dp_http_consumer, DP, HTTP_CONSUMER, GObject)

/**
 * DpHttpConsumerInterface:
 * @begin: an answer begins: with @status 200, or 400, whose body may say what was
 *   wrong; @content_type is a media type without parameters, or %NULL. Runs again
 *   for every attempt, so it forgets what an earlier one fed.
 * @feed: the next decoded bytes
 * @end: the answer is whole
 *
 * Called on the thread that fetches. An error ends the transfer and becomes the
 * fetch's own, but for two of %DP_NET_ERROR: _THROTTLED (a refusal in disguise) and
 * _INCOMPLETE (empty or cut off) have the request sent again, after a pause, a few
 * times.
 */
struct _DpHttpConsumerInterface
{
  GTypeInterface parent_iface;

  gboolean (*begin) (DpHttpConsumer *self,
                     guint           status,
                     const char     *content_type,
                     GError        **error);
  gboolean (*feed)  (DpHttpConsumer *self,
                     const char     *data,
                     gsize           length,
                     GError        **error);
  gboolean (*end)   (DpHttpConsumer *self,
                     GError        **error);
};

gboolean dp_http_consumer_begin (DpHttpConsumer *self,
                                 guint           status,
                                 const char     *content_type,
                                 GError        **error);
gboolean dp_http_consumer_feed  (DpHttpConsumer *self,
                                 const char     *data,
                                 gsize           length,
                                 GError        **error);
gboolean dp_http_consumer_end   (DpHttpConsumer *self,
                                 GError        **error);

G_END_DECLS
