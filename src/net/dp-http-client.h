/* dp-http-client.h: polite HTTP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/dp-http-consumer.h"
#include "net/dp-http-request.h"
#include "net/dp-net-error.h"

G_BEGIN_DECLS

/**
 * DpHttpWait:
 * @DP_HTTP_WAIT_TURN: another request of this program, or of another one, has the turn
 * @DP_HTTP_WAIT_PACE: the pause between two requests
 * @DP_HTTP_WAIT_BUSY: the pause that the server wants, or that a failure calls for
 * @DP_HTTP_WAIT_ANSWER: asked; the answer has not begun, or is arriving
 * @DP_HTTP_WAIT_OVER: done, one way or another
 *
 * What a fetch is waiting for.
 */
typedef enum
{
  DP_HTTP_WAIT_TURN,
  DP_HTTP_WAIT_PACE,
  DP_HTTP_WAIT_BUSY,
  DP_HTTP_WAIT_ANSWER,
  DP_HTTP_WAIT_OVER,
} DpHttpWait;

/**
 * DpHttpLimits:
 *
 * How long a server may keep us waiting, in milliseconds.
 */
typedef struct
{
  guint connect_ms;    /* until a connection stands */
  guint first_byte_ms; /* from the request to the answer's head */
  guint idle_ms;       /* between two pieces of the body */
  guint total_ms;      /* from the start of an attempt to its end */
} DpHttpLimits;

#define DP_TYPE_HTTP_CLIENT (dp_http_client_get_type ())
G_DECLARE_FINAL_TYPE (DpHttpClient, dp_http_client, DP, HTTP_CLIENT, GObject)

/* Signal `waiting (DpHttpClient *self, const char *group, guint wait, gint64 until_us, gpointer data)`: a
 * fetch in @group now waits for @wait, a DpHttpWait, until @until_us (µs since
 * 1970, UTC; 0 when nobody knows). */

DpHttpClient   *dp_http_client_new          (const char *state_folder,
                                             int         loopback_interval_ms) G_GNUC_WARN_UNUSED_RESULT;
DpHttpClient   *dp_http_client_new_default  (void) G_GNUC_WARN_UNUSED_RESULT;
void            dp_http_client_set_limits   (DpHttpClient       *self,
                                             const DpHttpLimits *limits);

void            dp_http_client_fetch_async  (DpHttpClient        *self,
                                             const DpHttpRequest *request,
                                             DpHttpConsumer      *consumer,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
DpHttpResponse *dp_http_client_fetch_finish (DpHttpClient *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
