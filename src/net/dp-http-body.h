/* dp-http-body.h: an answer that is kept whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/dp-http-consumer.h"

G_BEGIN_DECLS

#define DP_TYPE_HTTP_BODY (dp_http_body_get_type ())

/**
 * DpHttpBody:
 *
 * A consumer that keeps the body of the last attempt, for answers that are small and
 * judged whole; the request's limit bounds it. Belongs to the thread that fetches
 * until the fetch is over.
 */
G_DECLARE_FINAL_TYPE (DpHttpBody, dp_http_body, DP, HTTP_BODY, GObject)

DpHttpBody *dp_http_body_new       (void) G_GNUC_WARN_UNUSED_RESULT;
GBytes     *dp_http_body_dup_bytes (DpHttpBody *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
