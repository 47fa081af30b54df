/* dp-authority.c: who says what of a paper, and whose word counts more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-authority.h"

static const struct
{
  DpAuthority authority;
  const char *name;
} names[] = {
  { DP_AUTHORITY_DIGEST, "digest" },
  { DP_AUTHORITY_HUGGING_FACE, "hugging-face" },
  { DP_AUTHORITY_ARXIV_FEED, "arxiv-feed" },
  { DP_AUTHORITY_ARXIV_OAI, "arxiv-oai" },
  { DP_AUTHORITY_ARXIV_API, "arxiv-api" },
};

/**
 * dp_authority_to_string:
 * @authority: an authority
 *
 * Gives the stable name that libraries and exports hold. Any thread.
 *
 * Returns: (transfer none): the name
 */
const char *
dp_authority_to_string (DpAuthority authority)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].authority == authority)
      return names[i].name;

  g_return_val_if_reached (NULL);
}

/**
 * dp_authority_from_string:
 * @name: (nullable): a name, exactly as dp_authority_to_string() gives it
 * @out_authority: (out): where to store the authority; left alone on failure
 *
 * Returns: %FALSE when no authority has that name
 */
gboolean
dp_authority_from_string (const char  *name,
                          DpAuthority *out_authority)
{
  g_return_val_if_fail (out_authority != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i].name, name) == 0)
      {
        *out_authority = names[i].authority;
        return TRUE;
      }

  return FALSE;
}
