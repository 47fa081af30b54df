/* dp-digest-links.h: where the links are in Markdown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No browser accepts more. */
#define DP_DIGEST_MAX_URL_LENGTH 2048

/* What one `[…](…)` covers, in bytes of the text. */
typedef struct
{
  gsize    open;  /* the bracket's, or the image's mark's, place */
  gsize    words; /* where its words begin */
  gsize    close; /* where they end */
  gsize    end;   /* behind the closing parenthesis */
  char    *url;   /* (owned) */
  gboolean is_image;
} DpDigestLinkSpan;

GArray *dp_digest_links_find (const char *text,
                              gsize       length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
