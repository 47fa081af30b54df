/* test-zotero.c: papers into Zotero, and letters about them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "formats/cite/dp-mail-link.h"
#include "net/dp-net-error.h"
#include "service/dp-problem.h"
#include "service/dp-zotero.h"

#define N_PAPERS 230

/* A Zotero. */
typedef struct
{
  SoupServer *server;
  guint       status; /* what it answers from the second request on; the first is taken */
  guint       n_requests;
  guint       n_items;
  GHashTable *sessions; /* of char *: no two requests have the same */
  char       *last;     /* (nullable): body */
} Zotero;

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Zotero             *zotero = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody    *body = soup_server_message_get_request_body (message);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = NULL;

  g_assert_cmpstr (path, ==, "/connector/saveItems");
  g_assert_cmpstr (soup_server_message_get_method (message), ==, "POST");
  g_assert_cmpstr (soup_message_headers_get_one (headers, "X-Zotero-Connector-API-Version"), ==, "3");
  g_assert_cmpstr (soup_message_headers_get_content_type (headers, NULL), ==, "application/json");

  g_free (zotero->last);
  zotero->last = g_strndup (body->data, (gsize)body->length);
  g_assert_true (json_parser_load_from_data (parser, zotero->last, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_true (g_hash_table_add (zotero->sessions, g_strdup (json_object_get_string_member (root, "sessionID"))));
  zotero->n_items += json_array_get_length (json_object_get_array_member (root, "items"));
  soup_server_message_set_status (message, zotero->n_requests++ > 0 ? zotero->status : 201, NULL);
}

static void
zotero_start (Zotero *zotero)
{
  g_autofree char *address = NULL;
  GSList          *uris = NULL;

  zotero->server = soup_server_new (NULL, NULL);
  zotero->status = 201;
  zotero->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  soup_server_add_handler (zotero->server, NULL, request_cb, zotero, NULL);
  g_assert_true (soup_server_listen_local (zotero->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (zotero->server);
  address = g_uri_to_string (uris->data);
  g_setenv ("DAILY_PAPERS_ZOTERO_URL", address, TRUE);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
}

static void
zotero_stop (Zotero *zotero)
{
  soup_server_disconnect (zotero->server);
  g_clear_object (&zotero->server);
  g_clear_pointer (&zotero->sessions, g_hash_table_unref);
  g_clear_pointer (&zotero->last, g_free);
  g_unsetenv ("DAILY_PAPERS_ZOTERO_URL");
}

static gboolean
send_papers (LibraryFixture *fixture,
             guint           n_papers,
             guint          *out_n_sent,
             GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint32 *rowids = g_new (guint32, n_papers);
  g_autoptr (DpOrder) order = NULL;

  for (guint i = 0; i < n_papers; i++)
    {
      g_autofree char *id = library_fixture_dup_id (i);

      rowids[i] = library_fixture_find (fixture, id);
    }
  order = dp_order_new_take (rowids, n_papers);

  dp_zotero_send_async (fixture->library, order, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);

  return dp_zotero_send_finish (fixture->library, result, out_n_sent, error);
}

static void
fill (LibraryFixture *fixture)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, N_PAPERS);
  DpPaper *first = g_ptr_array_index (papers, 0);

  g_strfreev (first->authors);
  first->authors = g_strsplit ("Ada van Kite|Kite Team|Henry Ford Jr.", "|", -1);
  g_free (first->title);
  first->title = g_strdup ("Flying $\\alpha$-kites");
  first->comment = g_strdup ("3 pages");

  library_fixture_open (fixture);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
}

static void
test_send (LibraryFixture *fixture,
           gconstpointer   data)
{
  Zotero zotero = { NULL };
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;

  fill (fixture);
  zotero_start (&zotero);

  g_assert_true (send_papers (fixture, N_PAPERS, &n_sent, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sent, ==, N_PAPERS);
  g_assert_cmpuint (zotero.n_items, ==, N_PAPERS);
  g_assert_cmpuint (zotero.n_requests, ==, 3);

  zotero.n_requests = 0;
  g_assert_true (send_papers (fixture, 1, &n_sent, NULL));
  g_assert_nonnull (strstr (zotero.last, "\"itemType\":\"preprint\""));
  g_assert_nonnull (strstr (zotero.last, "\"title\":\"Flying α-kites\""));
  g_assert_nonnull (strstr (zotero.last, "{\"creatorType\":\"author\",\"lastName\":\"van Kite\",\"firstName\":\"Ada\"}"));
  g_assert_nonnull (strstr (zotero.last, "{\"creatorType\":\"author\",\"lastName\":\"Kite Team\",\"fieldMode\":1}"));
  g_assert_nonnull (strstr (zotero.last, "\"lastName\":\"Ford\",\"firstName\":\"Henry, Jr.\""));

  zotero_stop (&zotero);
}

static void
test_refused (LibraryFixture *fixture,
              gconstpointer   data)
{
  Zotero zotero = { NULL };
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;

  fill (fixture);
  zotero_start (&zotero);
  zotero.status = 500;

  g_assert_false (send_papers (fixture, N_PAPERS, &n_sent, &error));
  g_assert_error (error, DP_ZOTERO_ERROR, DP_ZOTERO_ERROR_REFUSED);
  g_assert_cmpuint (n_sent, ==, 100);
  g_assert_cmpuint (zotero.n_requests, ==, 2);

  zotero_stop (&zotero);
}

static void
test_nobody_there (LibraryFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;
  g_autofree char *sentence = NULL;
  guint            n_sent = 0;

  fill (fixture);

  g_setenv ("DAILY_PAPERS_ZOTERO_URL", "http://127.0.0.1:9/", TRUE);
  g_assert_false (send_papers (fixture, 2, &n_sent, &error));
  g_assert_error (error, DP_ZOTERO_ERROR, DP_ZOTERO_ERROR_NOT_RUNNING);
  g_assert_cmpuint (n_sent, ==, 0);
  sentence = dp_problem_dup_sentence (error, NULL);
  g_assert_true (g_str_has_prefix (sentence, "Zotero is not running"));

  /* Nobody elsewhere is told what one reads. */
  g_setenv ("DAILY_PAPERS_ZOTERO_URL", "http://example.org", TRUE);
  g_assert_false (send_papers (fixture, 2, &n_sent, &other));
  g_assert_error (other, DP_NET_ERROR, DP_NET_ERROR_ADDRESS);
  g_unsetenv ("DAILY_PAPERS_ZOTERO_URL");
}

static char *
format_letter (guint n_papers,
               guint n_all)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  g_autofree char *link = NULL;

  for (guint i = 0; i < n_papers; i++)
    {
      DpPaper *paper = dp_paper_new ();

      paper->id = g_strdup_printf ("2501.%05u", i);
      paper->title = g_strdup ("Kites & \"strings\"?\nBcc: all@example.org");
      paper->authors = g_strsplit ("A One|B Two|C Three|D Four|E Five|F Six|G Seven", "|", -1);
      g_ptr_array_add (papers, paper);
    }

  link = dp_mail_link_format (papers, n_all);
  g_assert_cmpuint (strlen (link), <, 6200);
  g_assert_null (strpbrk (link, " \r\n\"<>"));

  return g_uri_unescape_string (link, NULL);
}

static void
test_letter (void)
{
  g_autofree char *one = format_letter (1, 1);
  g_autofree char *many = format_letter (50, 700);

  g_assert_cmpstr (one, ==,
                   "mailto:?subject=Kites & \"strings\"? Bcc: all@example.org"
                   "&body=Kites & \"strings\"? Bcc: all@example.org\r\nA One, B Two, C Three, D Four, E Five, F Six …\r\n"
                   "https://arxiv.org/abs/2501.00000\r\n\r\n");
  g_assert_true (g_str_has_prefix (many, "mailto:?subject=700 papers&body=Kites"));
  g_assert_true (g_str_has_suffix (many, " more"));
}

#define ADD_TEST(path, func) \
  g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_TEST ("/zotero/send", test_send);
  ADD_TEST ("/zotero/refused", test_refused);
  ADD_TEST ("/zotero/nobody-there", test_nobody_there);
  g_test_add_func ("/zotero/letter", test_letter);

  return g_test_run ();
}
