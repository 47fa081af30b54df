/* dp-redirects.c: where an answer says to ask instead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-redirects.h"

#include "net/dp-net-error.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

/* A permanent redirect is remembered only where nobody between us and the server can
 * have made it up, and where it stays with the same owner: within https and one
 * registered domain. It is forgotten at its first failure. */

struct _DpRedirects
{
  GHashTable *targets; /* address → GUri */
};

/**
 * dp_redirects_new:
 *
 * Returns: (transfer full): a memory without redirects
 */
DpRedirects *
dp_redirects_new (void)
{
  DpRedirects *self = g_new0 (DpRedirects, 1);

  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal,
                                         g_free, (GDestroyNotify)g_uri_unref);

  return self;
}

void
dp_redirects_free (DpRedirects *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->targets);
  g_free (self);
}

static GUri *
get_target (DpRedirects *self,
            GUri        *uri)
{
  g_autofree char *address = g_uri_to_string (uri);

  return g_hash_table_lookup (self->targets, address);
}

/**
 * dp_redirects_lookup:
 * @self: a memory
 * @uri: what is to be asked for
 *
 * Returns: (transfer full): where it is now, as far as is remembered
 */
GUri *
dp_redirects_lookup (DpRedirects *self,
                     GUri        *uri)
{
  GUri *found = uri;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  for (guint i = 0; i < DP_REDIRECTS_MAX_HOPS; i++)
    {
      GUri *next = get_target (self, found);

      if (next == NULL)
        break;
      found = next;
    }

  return g_uri_ref (found);
}

static gboolean
has_scheme (GUri       *uri,
            const char *scheme)
{
  return g_strcmp0 (g_uri_get_scheme (uri), scheme) == 0; /* GUri lower-cases it */
}

static gboolean
has_same_owner (GUri *a,
                GUri *b)
{
  const char *host_a = g_uri_get_host (a);
  const char *host_b = g_uri_get_host (b);
  const char *domain_a = NULL;
  const char *domain_b = NULL;

  if (g_ascii_strcasecmp (host_a, host_b) == 0)
    return TRUE;

  domain_a = soup_tld_get_base_domain (host_a, NULL);
  domain_b = soup_tld_get_base_domain (host_b, NULL);

  return domain_a != NULL && domain_b != NULL && g_ascii_strcasecmp (domain_a, domain_b) == 0;
}

/**
 * dp_redirects_note:
 * @self: a memory
 * @from: what was asked for
 * @to: where the server said it is, for good
 *
 * Remembers it, if it may be remembered.
 */
void
dp_redirects_note (DpRedirects *self,
                   GUri        *from,
                   GUri        *to)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (from != NULL && to != NULL);

  if (has_scheme (from, "https") && has_scheme (to, "https") && has_same_owner (from, to))
    g_hash_table_replace (self->targets, g_uri_to_string (from), g_uri_ref (to));
}

/**
 * dp_redirects_forget:
 * @self: a memory
 * @uri: what was asked for at first
 *
 * Forgets all that dp_redirects_lookup() made of @uri.
 */
void
dp_redirects_forget (DpRedirects *self,
                     GUri        *uri)
{
  g_autoptr (GUri) next = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (uri != NULL);

  next = g_uri_ref (uri);
  while (next != NULL)
    {
      g_autofree char *address = g_uri_to_string (next);
      g_autofree char *key = NULL;
      GUri            *target = NULL;

      g_hash_table_steal_extended (self->targets, address, (gpointer *)&key, (gpointer *)&target);
      g_uri_unref (next);
      next = target;
    }
}

/**
 * dp_redirects_is_web:
 * @uri: (nullable): an address
 *
 * Returns: whether it can be asked for: http or https, and a host
 */
gboolean
dp_redirects_is_web (GUri *uri)
{
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return FALSE;

  return has_scheme (uri, "https") || has_scheme (uri, "http");
}

/**
 * dp_redirects_resolve:
 * @from: what was asked for
 * @location: (nullable): what the answer's Location header says
 * @error: return location for %DP_NET_ERROR_REDIRECT
 *
 * Refuses to leave https, to leave the web, and to go from a server of the internet
 * to one of this machine or back: the pace of the one does not hold for the other.
 *
 * Returns: (transfer full): where to ask next, or %NULL with @error set
 */
GUri *
dp_redirects_resolve (GUri       *from,
                      const char *location,
                      GError    **error)
{
  g_autoptr (GUri) to = NULL;

  g_return_val_if_fail (from != NULL, NULL);

  if (location != NULL)
    to = g_uri_parse_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);

  if (!dp_redirects_is_web (to))
    {
      g_set_error (error, DP_NET_ERROR, DP_NET_ERROR_REDIRECT,
                   _("%s sends us to an address that makes no sense."), g_uri_get_host (from));
      return NULL;
    }

  if (has_scheme (from, "https") && !has_scheme (to, "https"))
    {
      g_set_error (error, DP_NET_ERROR, DP_NET_ERROR_REDIRECT,
                   _("%s sends us to an address that is not encrypted."), g_uri_get_host (from));
      return NULL;
    }

  if (dp_host_is_loopback (g_uri_get_host (from)) != dp_host_is_loopback (g_uri_get_host (to)))
    {
      g_set_error (error, DP_NET_ERROR, DP_NET_ERROR_REDIRECT,
                   _("%s sends us to %s, where it has no business."),
                      g_uri_get_host (from), g_uri_get_host (to));
      return NULL;
    }

  return g_steal_pointer (&to);
}

/**
 * dp_host_is_loopback:
 * @host: a host of a GUri
 *
 * Returns: whether it is this machine, by its name or number: 127.0.0.0/8, ::1,
 *   `localhost`
 */
gboolean
dp_host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}
