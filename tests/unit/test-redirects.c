/* test-redirects.c: where an answer may send us, and what is remembered of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>

#include "net/dp-net-error.h"
#include "net/dp-redirects.h"

static GUri *
parse (const char *text)
{
  GUri *uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);

  g_assert_nonnull (uri);

  return uri;
}

static void
test_resolve (void)
{
  const struct
  {
    const char *from;
    const char *location;
    const char *to; /* NULL: refused */
  } cases[] = {
    { "https://a.org/x/y?z", "/elsewhere?q=1", "https://a.org/elsewhere?q=1" },
    { "https://a.org/x/y", "z", "https://a.org/x/z" },
    { "http://a.org/x", "https://a.org/x", "https://a.org/x" },
    { "http://a.org/x", "http://b.org/", "http://b.org/" },
    { "https://a.org/x", "//b.org/y", "https://b.org/y" },
    { "https://a.org/x", "http://a.org/x", NULL },
    { "https://a.org/x", "file:///etc/passwd", NULL },
    { "https://a.org/x", "javascript:1", NULL },
    { "https://a.org/x", "https://", NULL },
    { "https://a.org/x", NULL, NULL },
    { "http://a.org/x", "http://127.0.0.1/", NULL },
    { "http://a.org/x", "http://[::1]:80/", NULL },
    { "http://a.org/x", "http://LOCALHOST/", NULL },
    { "http://127.0.0.1/x", "http://a.org/", NULL },
    { "http://127.0.0.1/x", "http://localhost:8080/y", "http://localhost:8080/y" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) from = parse (cases[i].from);
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) to = dp_redirects_resolve (from, cases[i].location, &error);
      g_autofree char *text = to != NULL ? g_uri_to_string (to) : NULL;

      g_assert_cmpstr (text, ==, cases[i].to);
      if (cases[i].to == NULL)
        g_assert_error (error, DP_NET_ERROR, DP_NET_ERROR_REDIRECT);
      else
        g_assert_no_error (error);
    }
}

static void
test_remembers_within_https_and_domain (void)
{
  const struct
  {
    const char *from;
    const char *to;
    gboolean    is_remembered;
  } cases[] = {
    { "https://export.arxiv.org/a", "https://arxiv.org/a", TRUE },
    { "https://arxiv.org/a", "https://arxiv.org/b", TRUE },
    { "http://arxiv.org/a", "https://arxiv.org/a", FALSE },
    { "http://arxiv.org/a", "http://arxiv.org/b", FALSE },
    { "https://arxiv.org/a", "https://arxiv.com/a", FALSE },
    { "https://a.co.uk/a", "https://b.co.uk/a", FALSE },
    { "https://192.0.2.1/a", "https://192.0.2.2/a", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DpRedirects) redirects = dp_redirects_new ();
      g_autoptr (GUri) from = parse (cases[i].from);
      g_autoptr (GUri) to = parse (cases[i].to);
      g_autoptr (GUri) found = NULL;
      g_autofree char *text = NULL;

      dp_redirects_note (redirects, from, to);
      found = dp_redirects_lookup (redirects, from);
      text = g_uri_to_string (found);
      g_assert_cmpstr (text, ==, cases[i].is_remembered ? cases[i].to : cases[i].from);
    }
}

static void
test_forgets_all_of_it (void)
{
  g_autoptr (DpRedirects) redirects = dp_redirects_new ();
  g_autoptr (GUri) a = parse ("https://arxiv.org/a");
  g_autoptr (GUri) b = parse ("https://arxiv.org/b");
  g_autoptr (GUri) c = parse ("https://arxiv.org/c");
  g_autoptr (GUri) found = NULL;

  dp_redirects_note (redirects, a, b);
  dp_redirects_note (redirects, b, c);
  found = dp_redirects_lookup (redirects, a);
  g_assert_true (found == c);
  g_clear_pointer (&found, g_uri_unref);

  dp_redirects_forget (redirects, a);
  found = dp_redirects_lookup (redirects, a);
  g_assert_true (found == a);
  g_clear_pointer (&found, g_uri_unref);
  found = dp_redirects_lookup (redirects, b);
  g_assert_true (found == b);
}

static void
test_circles (void)
{
  g_autoptr (DpRedirects) redirects = dp_redirects_new ();
  g_autoptr (GUri) a = parse ("https://arxiv.org/a");
  g_autoptr (GUri) b = parse ("https://arxiv.org/b");
  g_autoptr (GUri) found = NULL;
  g_autoptr (GUri) found_again = NULL;

  dp_redirects_note (redirects, a, b);
  dp_redirects_note (redirects, b, a);
  found = dp_redirects_lookup (redirects, a);
  g_assert_nonnull (found); /* one or the other: it ends */
  dp_redirects_forget (redirects, a);
  found_again = dp_redirects_lookup (redirects, a);
  g_assert_true (found_again == a);
}

static void
test_loopback (void)
{
  const char *const here[] = { "localhost", "LocalHost", "127.0.0.1", "127.8.9.10", "::1" };
  const char *const elsewhere[] = { "export.arxiv.org", "127.0.0.1.example.org", "localhost.example.org", "10.0.0.1", "::2", "0.0.0.0", "" };

  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    g_assert_true (dp_host_is_loopback (here[i]));
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    g_assert_false (dp_host_is_loopback (elsewhere[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/redirects/resolve", test_resolve);
  g_test_add_func ("/redirects/remembers-within-https-and-domain", test_remembers_within_https_and_domain);
  g_test_add_func ("/redirects/forgets-all-of-it", test_forgets_all_of_it);
  g_test_add_func ("/redirects/circles", test_circles);
  g_test_add_func ("/redirects/loopback", test_loopback);

  return g_test_run ();
}
