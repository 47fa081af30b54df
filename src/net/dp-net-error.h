/* dp-net-error.h: what can go wrong between us and a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DpNetError:
 * @DP_NET_ERROR_ADDRESS: not a web address
 * @DP_NET_ERROR_OFFLINE: the server cannot be reached: no network, no such host, refused
 * @DP_NET_ERROR_UNTRUSTED: its certificate is not trusted
 * @DP_NET_ERROR_THROTTLED: it wants to be left alone; dp_net_error_get_until() says how long
 * @DP_NET_ERROR_FORBIDDEN: it refuses programs like us (403): do not ask again, tell the user
 * @DP_NET_ERROR_NOT_FOUND: it does not have it (404)
 * @DP_NET_ERROR_GONE: it will never have it again (410): the source has ended
 * @DP_NET_ERROR_STATUS: any other status that is not a success
 * @DP_NET_ERROR_REDIRECT: it sends us round in circles, or somewhere we do not go
 * @DP_NET_ERROR_TOO_LARGE: the answer went past the request's limit
 * @DP_NET_ERROR_TIMED_OUT: it fell silent, or took longer than the limits allow
 * @DP_NET_ERROR_INCOMPLETE: the answer was empty or cut off, also after asking again
 *
 * A consumer of an answer may return _THROTTLED and _INCOMPLETE itself, about an
 * answer that only looks like a success: it is then asked for again.
 */
typedef enum
{
  DP_NET_ERROR_ADDRESS,
  DP_NET_ERROR_OFFLINE,
  DP_NET_ERROR_UNTRUSTED,
  DP_NET_ERROR_THROTTLED,
  DP_NET_ERROR_FORBIDDEN,
  DP_NET_ERROR_NOT_FOUND,
  DP_NET_ERROR_GONE,
  DP_NET_ERROR_STATUS,
  DP_NET_ERROR_REDIRECT,
  DP_NET_ERROR_TOO_LARGE,
  DP_NET_ERROR_TIMED_OUT,
  DP_NET_ERROR_INCOMPLETE,
} DpNetError;

#define DP_NET_ERROR (dp_net_error_quark ())
GQuark dp_net_error_quark (void);

/* Of an error of any domain: until when (µs since 1970, UTC) the server is left alone; 0 for none. */
gint64  dp_net_error_get_until     (const GError *error);
GError *dp_net_error_new_throttled (gint64      until_us,
                                    const char *message) G_GNUC_WARN_UNUSED_RESULT;

/* What libsoup, GIO and TLS report → our domain. */
GError *dp_net_error_new_from_io   (const GError *io_error,
                                    const char   *host) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
