/* dp-disguise.c: refusals that look like answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-disguise.h"

#include "net/dp-net-error.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
starts_with (const char *text,
             const char *prefix)
{
  return g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0;
}

/**
 * dp_disguise_check:
 * @text: how an answer with status 200 begins
 * @service: who answers, as people know it
 * @error: return location for %DP_NET_ERROR_THROTTLED
 *
 * Sees through two ways of saying “not now” with status 200: the words `Rate exceeded.`,
 * and a web page, which mostly wants to see a human being. Any thread.
 *
 * Returns: %FALSE with @error set for these
 */
gboolean
dp_disguise_check (const char *text,
                   const char *service,
                   GError    **error)
{
  if (starts_with (text, "\xef\xbb\xbf"))
    text += 3;
  while (g_ascii_isspace (*text))
    text++;

  if (starts_with (text, "rate exceeded"))
    {
      g_set_error (error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED,
                   _("%s says that it was asked too often."), service);
      return FALSE;
    }

  if (starts_with (text, "<!doctype html") || starts_with (text, "<html"))
    {
      g_set_error (error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED,
                   _("%s answers with a web page instead of papers."), service);
      return FALSE;
    }

  return TRUE;
}
