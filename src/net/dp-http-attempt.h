/* dp-http-attempt.h: one request on the wire
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "net/dp-http-client.h"

G_BEGIN_DECLS

void     dp_http_attempt_async  (SoupSession         *session,
                                 SoupMessage         *message,
                                 DpHttpConsumer      *consumer,
                                 const DpHttpLimits  *limits,
                                 guint64              max_bytes,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
gboolean dp_http_attempt_finish (SoupSession  *session,
                                 GAsyncResult *result,
                                 guint64      *out_n_bytes,
                                 GError      **error);

G_END_DECLS
