/* dp-http-request.c: what is asked of a server, and what is known of its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-http-request.h"

/**
 * dp_http_request_new:
 * @uri: an http or https address
 * @group: whose pace it keeps: lower-case letters and dashes; it becomes a file's name
 * @interval_ms: the group's pause between two requests
 *
 * Returns: (transfer full): a request with the default limit of size
 */
DpHttpRequest *
dp_http_request_new (const char *uri,
                     const char *group,
                     guint       interval_ms)
{
  DpHttpRequest *self = NULL;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (group != NULL, NULL);

  self = g_new0 (DpHttpRequest, 1);
  self->uri = g_strdup (uri);
  self->group = g_strdup (group);
  self->interval_ms = interval_ms;
  self->max_bytes = DP_HTTP_DEFAULT_MAX_BYTES;

  return self;
}

DpHttpRequest *
dp_http_request_copy (const DpHttpRequest *self)
{
  DpHttpRequest *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = dp_http_request_new (self->uri, self->group, self->interval_ms);
  copy->accept = g_strdup (self->accept);
  copy->etag = g_strdup (self->etag);
  copy->last_modified = g_strdup (self->last_modified);
  copy->max_bytes = self->max_bytes;
  copy->is_side_door = self->is_side_door;

  return copy;
}

void
dp_http_request_free (DpHttpRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->uri);
  g_free (self->group);
  g_free (self->accept);
  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}

DpHttpResponse *
dp_http_response_new (void)
{
  return g_new0 (DpHttpResponse, 1);
}

void
dp_http_response_free (DpHttpResponse *self)
{
  if (self == NULL)
    return;

  g_free (self->etag);
  g_free (self->last_modified);
  g_free (self);
}
