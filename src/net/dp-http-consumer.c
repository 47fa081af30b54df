/* dp-http-consumer.c: who takes an answer as it arrives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-http-consumer.h"

G_DEFINE_INTERFACE (DpHttpConsumer, dp_http_consumer, G_TYPE_OBJECT)

static void
dp_http_consumer_default_init (DpHttpConsumerInterface *iface)
{
}

/**
 * dp_http_consumer_begin:
 * @self: a consumer
 * @status: 200, or 400, whose body may say what was wrong with the request
 * @content_type: (nullable): a media type without parameters
 * @error: return location for an error
 *
 * Tells that an answer begins, for every attempt anew.
 *
 * Returns: %FALSE to end the transfer
 */
gboolean
dp_http_consumer_begin (DpHttpConsumer *self,
                        guint           status,
                        const char     *content_type,
                        GError        **error)
{
  g_return_val_if_fail (DP_IS_HTTP_CONSUMER (self), FALSE);

  return DP_HTTP_CONSUMER_GET_IFACE (self)->begin (self, status, content_type, error);
}

/**
 * dp_http_consumer_feed:
 * @self: a consumer
 * @data: (array length=length): the next decoded bytes
 * @length: how many
 * @error: return location for an error
 *
 * Returns: %FALSE to end the transfer
 */
gboolean
dp_http_consumer_feed (DpHttpConsumer *self,
                       const char     *data,
                       gsize           length,
                       GError        **error)
{
  g_return_val_if_fail (DP_IS_HTTP_CONSUMER (self), FALSE);
  g_return_val_if_fail (data != NULL, FALSE);

  return DP_HTTP_CONSUMER_GET_IFACE (self)->feed (self, data, length, error);
}

/**
 * dp_http_consumer_end:
 * @self: a consumer
 * @error: return location for an error
 *
 * Tells that the answer is whole, as far as HTTP can know.
 *
 * Returns: %FALSE when it is not what was asked for
 */
gboolean
dp_http_consumer_end (DpHttpConsumer *self,
                      GError        **error)
{
  g_return_val_if_fail (DP_IS_HTTP_CONSUMER (self), FALSE);

  return DP_HTTP_CONSUMER_GET_IFACE (self)->end (self, error);
}
