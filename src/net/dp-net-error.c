/* dp-net-error.c: what can go wrong between us and a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-net-error.h"

#include <glib/gi18n.h>

/* The moment travels in the error, so that it survives every layer that only
 * passes errors on. */
typedef struct
{
  gint64 until_us;
} DpNetErrorPrivate;

static void
dp_net_error_private_init (DpNetErrorPrivate *priv)
{
  g_assert (priv != NULL); /* the macro below looks as if it could be */

  priv->until_us = 0;
}

static void
dp_net_error_private_copy (const DpNetErrorPrivate *from,
                           DpNetErrorPrivate       *to)
{
  g_assert (from != NULL && to != NULL);

  *to = *from;
}

static void
dp_net_error_private_clear (DpNetErrorPrivate *priv)
{
  g_assert (priv != NULL); /* the macro below looks as if it could be */

  priv->until_us = 0;
}

/* clang minds that GLib finds our part of an error at an offset in bytes. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (DpNetError, dp_net_error)
#pragma GCC diagnostic pop

/**
 * dp_net_error_get_until:
 * @error: an error of any domain
 *
 * Returns: until when its server is to be left alone, in microseconds since 1970
 *   (UTC); 0 when the error does not say
 */
gint64
dp_net_error_get_until (const GError *error)
{
  const DpNetErrorPrivate *priv = NULL;

  g_return_val_if_fail (error != NULL, 0);

  if (error->domain != DP_NET_ERROR)
    return 0;

  priv = dp_net_error_get_private (error);
  g_assert (priv != NULL);

  return priv->until_us;
}

/**
 * dp_net_error_new_throttled:
 * @until_us: when the server may be asked again, in microseconds since 1970 (UTC)
 * @message: a whole sentence
 *
 * Returns: (transfer full): %DP_NET_ERROR_THROTTLED, from which
 *   dp_net_error_get_until() reads @until_us back
 */
GError *
dp_net_error_new_throttled (gint64      until_us,
                            const char *message)
{
  GError            *error = NULL;
  DpNetErrorPrivate *priv = NULL;

  g_return_val_if_fail (message != NULL, NULL);

  error = g_error_new_literal (DP_NET_ERROR, DP_NET_ERROR_THROTTLED, message);
  priv = dp_net_error_get_private (error);
  g_assert (priv != NULL);
  priv->until_us = until_us;

  return error;
}

static gboolean
is_unreachable (const GError *error)
{
  const GIOErrorEnum codes[] = {
    G_IO_ERROR_CONNECTION_REFUSED,
    G_IO_ERROR_HOST_NOT_FOUND,
    G_IO_ERROR_HOST_UNREACHABLE,
    G_IO_ERROR_NETWORK_UNREACHABLE,
    G_IO_ERROR_PROXY_AUTH_FAILED,
    G_IO_ERROR_PROXY_FAILED,
    G_IO_ERROR_PROXY_NEED_AUTH,
    G_IO_ERROR_PROXY_NOT_ALLOWED,
    G_IO_ERROR_TIMED_OUT,
  };

  if (error->domain == G_RESOLVER_ERROR)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, G_IO_ERROR, (gint)codes[i]))
      return TRUE;

  return FALSE;
}

/**
 * dp_net_error_new_from_io:
 * @io_error: what libsoup, GIO or TLS said
 * @host: the server's name
 *
 * Whatever is neither a matter of reaching the server nor of trusting it counts as
 * %DP_NET_ERROR_INCOMPLETE: the connection broke, and asking again may help.
 *
 * Returns: (transfer full): the same in the words and codes of this layer
 */
GError *
dp_net_error_new_from_io (const GError *io_error,
                          const char   *host)
{
  g_return_val_if_fail (io_error != NULL, NULL);
  g_return_val_if_fail (host != NULL, NULL);

  if (is_unreachable (io_error))
    return g_error_new (DP_NET_ERROR, DP_NET_ERROR_OFFLINE,
                        _("%s cannot be reached (%s)."), host, io_error->message);

  if (g_error_matches (io_error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return g_error_new (DP_NET_ERROR, DP_NET_ERROR_UNTRUSTED,
                        _("The certificate of %s is not trusted (%s)."), host, io_error->message);

  return g_error_new (DP_NET_ERROR, DP_NET_ERROR_INCOMPLETE,
                      _("The connection to %s broke (%s)."), host, io_error->message);
}
