/* dp-link.c: what a link is called, and whether it may be followed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-link.h"

#include <string.h>

/* Where people keep code and models: an owner, and what is theirs. */
static const char *const forges[] = {
  "github.com",
  "huggingface.co",
  "gitlab.com",
  "bitbucket.org",
  "codeberg.org",
  "gitee.com",
  "modelscope.cn",
};

/* What Hugging Face and ModelScope put before the owner of other things than models. */
static const char *const sections[] = { "models", "datasets", "spaces", "collections" };

static gboolean
is_one_of (const char        *text,
           const char *const *names,
           guint              n_names)
{
  for (guint i = 0; i < n_names; i++)
    if (g_ascii_strcasecmp (text, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static char *
dup_host (const char *address)
{
  const char *begin = g_ascii_strncasecmp (address, "www.", 4) == 0 ? address + 4 : address;

  return g_strndup (begin, strcspn (begin, "/:?#"));
}

/* Of `/owner/repository/tree/main` what tells it from others; %NULL when there is less. */
static char *
dup_repository (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 6);
  guint            first = 1;
  g_autofree char *name = NULL;

  if (g_strv_length (parts) > 3 && is_one_of (parts[1], sections, G_N_ELEMENTS (sections)))
    first = 2;
  if (g_strv_length (parts) < first + 2 || *parts[first] == '\0' || *parts[first + 1] == '\0')
    return NULL;

  name = g_strconcat (parts[first], "/", parts[first + 1], NULL);
  if (g_str_has_suffix (name, ".git"))
    name[strlen (name) - strlen (".git")] = '\0';

  return g_steal_pointer (&name);
}

/**
 * dp_link_dup_name:
 * @url: an http or https URL
 *
 * Gives a short name that tells where a link leads: `owner/repository` for
 * `https://github.com/owner/repository/tree/main`, and host and path for other places.
 * Any thread.
 *
 * Returns: (transfer full): the name, never empty unless @url is
 */
char *
dp_link_dup_name (const char *url)
{
  const char      *scheme_end = NULL;
  const char      *address = NULL;
  const char      *slash = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *repository = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  scheme_end = strstr (url, "://");
  address = scheme_end != NULL ? scheme_end + 3 : url;
  host = dup_host (address);
  if (*host == '\0')
    return g_strdup (url);

  slash = strchr (address, '/');
  path = slash != NULL ? g_strndup (slash, strcspn (slash, "?#")) : g_strdup ("");
  if (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';

  if (is_one_of (host, forges, G_N_ELEMENTS (forges)))
    repository = dup_repository (path);

  return repository != NULL ? g_steal_pointer (&repository) : g_strconcat (host, path, NULL);
}

/**
 * dp_link_is_safe:
 * @uri: (nullable): from outside
 *
 * The one rule for what a page links to and the user's programs are given. Any thread.
 *
 * Returns: whether @uri is a well-formed http or https address with a host, or a
 *   mailto one with somebody at it
 */
gboolean
dp_link_is_safe (const char *uri)
{
  const char *scheme = NULL;
  const char *host = NULL;
  g_autoptr (GUri) parsed = uri != NULL ? g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;

  if (parsed == NULL)
    return FALSE;

  scheme = g_uri_get_scheme (parsed);
  host = g_uri_get_host (parsed);
  if (g_str_equal (scheme, "mailto"))
    return strchr (g_uri_get_path (parsed), '@') != NULL;

  return (g_str_equal (scheme, "https") || g_str_equal (scheme, "http")) && host != NULL && *host != '\0';
}
