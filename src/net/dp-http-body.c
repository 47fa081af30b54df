/* dp-http-body.c: an answer that is kept whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-http-body.h"

struct _DpHttpBody
{
  GObject parent_instance;

  GByteArray *bytes;
};

static void consumer_iface_init (DpHttpConsumerInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (DpHttpBody, dp_http_body, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (DP_TYPE_HTTP_CONSUMER, consumer_iface_init))
/* clang-format on */

static gboolean
begin (DpHttpConsumer *consumer,
       guint           status,
       const char     *content_type,
       GError        **error)
{
  g_byte_array_set_size (DP_HTTP_BODY (consumer)->bytes, 0);

  return TRUE;
}

static gboolean
feed (DpHttpConsumer *consumer,
      const char     *data,
      gsize           length,
      GError        **error)
{
  g_byte_array_append (DP_HTTP_BODY (consumer)->bytes, (const guint8 *)data, (guint)length);

  return TRUE;
}

static gboolean
end (DpHttpConsumer *consumer,
     GError        **error)
{
  return TRUE;
}

static void
consumer_iface_init (DpHttpConsumerInterface *iface)
{
  iface->begin = begin;
  iface->feed = feed;
  iface->end = end;
}

static void
dp_http_body_finalize (GObject *object)
{
  g_byte_array_unref (DP_HTTP_BODY (object)->bytes);

  G_OBJECT_CLASS (dp_http_body_parent_class)->finalize (object);
}

static void
dp_http_body_class_init (DpHttpBodyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_http_body_finalize;
}

static void
dp_http_body_init (DpHttpBody *self)
{
  self->bytes = g_byte_array_new ();
}

/**
 * dp_http_body_new:
 *
 * Returns: (transfer full): an empty body, for one fetch
 */
DpHttpBody *
dp_http_body_new (void)
{
  return g_object_new (DP_TYPE_HTTP_BODY, NULL);
}

/**
 * dp_http_body_dup_bytes:
 * @self: a body
 *
 * Returns: (transfer full): a copy of what has come, decoded
 */
GBytes *
dp_http_body_dup_bytes (DpHttpBody *self)
{
  g_return_val_if_fail (DP_IS_HTTP_BODY (self), NULL);

  return g_bytes_new (self->bytes->data, self->bytes->len);
}
