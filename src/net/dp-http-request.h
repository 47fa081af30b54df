/* dp-http-request.h: what is asked of a server, and what is known of its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DP_HTTP_DEFAULT_MAX_BYTES (64 * 1024 * 1024)

/**
 * DpHttpRequest:
 *
 * One GET. A plain struct, owned by one place at a time.
 */
typedef struct
{
  char   *uri;           /* http or https */
  char   *group;         /* whose pace it keeps: lower-case letters and dashes */
  guint   interval_ms;   /* that group's pause, from the end of an answer to the next request */
  char   *accept;        /* (nullable) the Accept header */
  char   *etag;          /* (nullable) what an earlier answer had: 304 may come back */
  char   *last_modified; /* (nullable) likewise */
  guint64 max_bytes;     /* of the decoded body */
  gboolean is_side_door; /* another server of the group: it is not busy when the others are */
} DpHttpRequest;

DpHttpRequest *dp_http_request_new  (const char *uri,
                                     const char *group,
                                     guint       interval_ms) G_GNUC_WARN_UNUSED_RESULT;
DpHttpRequest *dp_http_request_copy (const DpHttpRequest *self) G_GNUC_WARN_UNUSED_RESULT;
void           dp_http_request_free (DpHttpRequest *self);

/**
 * DpHttpResponse:
 *
 * An answer without its body, which went to the consumer.
 */
typedef struct
{
  gboolean not_modified;  /* 304: the consumer got nothing, what is known still holds */
  char    *etag;          /* (nullable) for the next request */
  char    *last_modified; /* (nullable) likewise */
  guint64  n_bytes;       /* of the decoded body */
  guint64  max_age_s;     /* for how long it need not be asked for again, by Cache-Control; 0 when that does not say */
} DpHttpResponse;

DpHttpResponse *dp_http_response_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void            dp_http_response_free (DpHttpResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpHttpRequest, dp_http_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpHttpResponse, dp_http_response_free)

G_END_DECLS
