/* dp-digest-address.c: the addresses in a digest, and what they lead to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-address.h"

#include <string.h>

#include "model/dp-text.h"

/* `owner/name`, and what may follow, of letters that addresses have. */
static gboolean
is_path (const char *text)
{
  const char *slash = strchr (text, '/');

  return slash != NULL && slash > text && slash[1] != '\0' &&
         text[strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")] == '\0';
}

/* `github.com/a/b`, `name.github.io`: a host has a dot before the first slash. */
static gboolean
has_host (const char *text)
{
  gsize       length = strcspn (text, "/");
  const char *dot = memchr (text, '.', length);

  return dot != NULL && dot > text && g_ascii_isalpha (dot[1]) &&
         strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.") == length;
}

/**
 * dp_digest_address_complete:
 * @text: where a link leads, as written
 * @base: (nullable): an address, with its slash, that paths are meant to be of
 *
 * Completes an address that lacks its scheme or host.
 *
 * Returns: (transfer full) (nullable): a web address; %NULL for what is none
 */
char *
dp_digest_address_complete (const char *text,
                            const char *base)
{
  g_autofree char *url = dp_text_clean (text);
  gsize            length = strlen (url);

  if (length == 0 || strchr (url, ' ') != NULL)
    return NULL;

  if (g_ascii_strncasecmp (url, "https://", 8) == 0 || g_ascii_strncasecmp (url, "http://", 7) == 0)
    return g_uri_is_valid (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL) ? g_steal_pointer (&url) : NULL;

  if (g_str_has_prefix (url, "//") && has_host (url + 2))
    return g_strconcat ("https:", url, NULL);

  if (has_host (url))
    return g_strconcat ("https://", url, NULL);

  return base != NULL && is_path (url) ? g_strconcat (base, url, NULL) : NULL;
}

static gboolean
is_host (const char *host,
         const char *domain)
{
  gsize length = strlen (host);
  gsize n = strlen (domain);

  return length >= n && g_ascii_strcasecmp (host + length - n, domain) == 0 &&
         (length == n || host[length - n - 1] == '.');
}

/* A model's page is /owner/name; everything else there has a word before. */
static DpLinkKind
find_hugging_face_kind (const char *path)
{
  static const char *const words[] = {
    "datasets",
    "spaces",
    "collections",
    "papers",
    "blog",
    "docs",
    "posts",
    "learn",
    "organizations",
  };
  g_auto (GStrv) parts = g_strsplit (path, "/", 4);

  if (g_strv_length (parts) < 3 || *parts[1] == '\0' || *parts[2] == '\0')
    return DP_LINK_HUGGINGFACE;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (parts[1], words[i]) == 0)
      return DP_LINK_HUGGINGFACE;

  return DP_LINK_MODEL;
}

/**
 * dp_digest_address_find_kind:
 * @url: a web address
 *
 * Returns: what it leads to, by its address alone: a digest's columns claim what
 *   their names say of whatever a language model found
 */
DpLinkKind
dp_digest_address_find_kind (const char *url)
{
  static const char *const code_hosts[] = {
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "sr.ht",
    "gitee.com",
    "anonymous.4open.science",
  };
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL)
    return DP_LINK_OTHER;

  if (is_host (host, "github.com"))
    return DP_LINK_GITHUB;
  if (is_host (host, "huggingface.co") || is_host (host, "hf.co"))
    return find_hugging_face_kind (g_uri_get_path (uri));
  if (is_host (host, "github.io") || is_host (host, "gitlab.io"))
    return DP_LINK_PROJECT;
  if ((is_host (host, "modelscope.cn") || is_host (host, "modelscope.com")) && g_str_has_prefix (g_uri_get_path (uri), "/models/"))
    return DP_LINK_MODEL;
  if (is_host (host, "doi.org"))
    return DP_LINK_DOI;
  if (is_host (host, "arxiv.org"))
    return strstr (g_uri_get_path (uri), "/pdf/") != NULL ? DP_LINK_PDF : DP_LINK_ABS;
  for (gsize i = 0; i < G_N_ELEMENTS (code_hosts); i++)
    if (is_host (host, code_hosts[i]))
      return DP_LINK_CODE;

  return DP_LINK_OTHER;
}
