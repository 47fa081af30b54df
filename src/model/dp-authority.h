/* dp-authority.h: who says what of a paper, and whose word counts more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From the least to the greatest authority; stored in libraries, so never renumbered. */
typedef enum
{
  DP_AUTHORITY_DIGEST = 1,
  DP_AUTHORITY_HUGGING_FACE = 2,
  DP_AUTHORITY_ARXIV_FEED = 3,
  DP_AUTHORITY_ARXIV_OAI = 4,
  DP_AUTHORITY_ARXIV_API = 5,
} DpAuthority;

/* `digest`, `hugging-face`, `arxiv-feed`, `arxiv-oai`, `arxiv-api`. */
const char *dp_authority_to_string   (DpAuthority  authority);
gboolean    dp_authority_from_string (const char  *name,
                                      DpAuthority *out_authority);

G_END_DECLS
