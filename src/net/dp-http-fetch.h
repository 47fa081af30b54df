/* dp-http-fetch.h: one request, until it is answered or given up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "net/dp-host-group.h"
#include "net/dp-http-client.h"
#include "net/dp-redirects.h"

G_BEGIN_DECLS

void dp_http_fetch_start (GTask               *task,
                          const DpHttpRequest *request,
                          GUri                *asked,
                          DpHttpConsumer      *consumer,
                          SoupSession         *session,
                          DpRedirects         *redirects,
                          DpHostGroup         *group,
                          const DpHttpLimits  *limits);

/* The client's: emits its signal. */
void dp_http_client_tell (DpHttpClient *self,
                          const char   *group,
                          DpHttpWait    wait,
                          gint64        until_us);

G_END_DECLS
