/* test-moved-for-good.c: permanent redirects over TLS, where alone they are remembered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "net/dp-http-body.h"
#include "net/dp-http-client.h"
#include "test-util.h"

#include <libsoup/soup.h>

typedef struct
{
  SoupServer   *server;
  char         *base;
  GString      *asked; /* a letter a request: of its path */
  gboolean      is_broken;
  const char   *target; /* of /old */
  DpHttpClient *client;
} Fixture;

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Fixture *fixture = user_data;

  g_string_append_c (fixture->asked, path[1]);
  soup_server_message_set_status (message, fixture->is_broken ? 404 : 200, NULL);
  if (g_str_equal (path, "/old"))
    soup_server_message_set_redirect (message, 301, fixture->target);
}

/* Makes a certificate for this machine in @folder, and our side trust it; %NULL without openssl. */
static GTlsCertificate *
make_certificate (const char *folder)
{
  g_autofree char  *path = g_build_filename (folder, "pair.pem", NULL);
  const char *const command[] = { "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                                  "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                                  "-keyout", path, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *text = NULL;
  g_autofree char *key = NULL;
  g_autofree char *pair = NULL;
  g_autoptr (GTlsDatabase) trusted = NULL;
  GTlsCertificate *certificate = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, NULL) ||
      !g_subprocess_get_successful (process))
    return NULL;

  g_file_get_contents (path, &key, NULL, &error);
  g_assert_no_error (error);
  pair = g_strconcat (text, key, NULL);
  g_file_set_contents (path, pair, -1, &error);
  g_assert_no_error (error);

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  trusted = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), trusted);

  return certificate;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GTlsCertificate *certificate = (GTlsCertificate *)data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSList) uris = NULL;

  fixture->asked = g_string_new (NULL);
  fixture->target = "/new";
  fixture->client = dp_http_client_new (NULL, 5);
  if (certificate == NULL)
    return;

  fixture->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (fixture->server, NULL, asked_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->base = g_strdup_printf ("https://localhost:%d", g_uri_get_port (uris->data));
  g_slist_free_full (g_steal_pointer (&uris), (GDestroyNotify)g_uri_unref);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  g_clear_object (&fixture->server);
  g_string_free (fixture->asked, TRUE);
  g_free (fixture->base);
}

/* What was asked for, and with which error it ended; -1 for none. */
static int
fetch_old (Fixture    *fixture,
           const char *expected)
{
  g_autofree char *uri = g_strconcat (fixture->base, "/old", NULL);
  g_autoptr (DpHttpRequest) request = dp_http_request_new (uri, "tests", 3000);
  g_autoptr (DpHttpBody) body = dp_http_body_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpHttpResponse) response = NULL;
  GAsyncResult *slot = NULL;

  g_string_truncate (fixture->asked, 0);
  dp_http_client_fetch_async (fixture->client, request, DP_HTTP_CONSUMER (body), NULL, test_result_cb, &slot);
  result = test_await (&slot);
  response = dp_http_client_fetch_finish (fixture->client, result, &error);
  if (error != NULL)
    g_test_message ("%s", error->message);
  g_assert_cmpstr (fixture->asked->str, ==, expected);

  return error != NULL && error->domain == DP_NET_ERROR ? error->code : -1;
}

static gboolean
is_skipped (Fixture *fixture)
{
  if (fixture->server == NULL)
    g_test_skip ("There is no certificate: openssl is missing.");

  return fixture->server == NULL;
}

static void
test_is_remembered (Fixture      *fixture,
                    gconstpointer data)
{
  if (is_skipped (fixture))
    return;

  g_assert_cmpint (fetch_old (fixture, "on"), ==, -1);
  g_assert_cmpint (fetch_old (fixture, "n"), ==, -1);

  /* Until it leads nowhere. */
  fixture->is_broken = TRUE;
  g_assert_cmpint (fetch_old (fixture, "n"), ==, DP_NET_ERROR_NOT_FOUND);
  fixture->is_broken = FALSE;
  g_assert_cmpint (fetch_old (fixture, "on"), ==, -1);
}

static void
test_stays_encrypted (Fixture      *fixture,
                      gconstpointer data)
{
  if (is_skipped (fixture))
    return;

  fixture->target = "http://localhost/new";
  g_assert_cmpint (fetch_old (fixture, "o"), ==, DP_NET_ERROR_REDIRECT);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autofree char *folder = NULL;
  int              status = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  folder = g_dir_make_tmp ("dp-tls-XXXXXX", NULL);
  certificate = make_certificate (folder);

  g_test_add ("/moved-for-good/is-remembered", Fixture, certificate, set_up, test_is_remembered, tear_down);
  g_test_add ("/moved-for-good/stays-encrypted", Fixture, certificate, set_up, test_stays_encrypted, tear_down);

  status = g_test_run ();
  test_remove_folder (folder);

  return status;
}
