/* test-pdf-download.c: the PDF of a paper into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include <libsoup/soup.h>
#include <string.h>

#include "library/paper/dp-paper-file.h"
#include "net/dp-net-error.h"
#include "service/dp-problem.h"
#include "service/pdf/dp-pdf-body.h"
#include "service/pdf/dp-pdf-download.h"

#define ID "2501.00001"
#define LONG (1024 * 1024)

/* A server with PDFs. */
typedef struct
{
  SoupServer   *server;
  DpHttpClient *client;
  char         *body;
  gsize         length;
  guint         status;
  guint         n_requests;
} Host;

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Host *host = user_data;

  g_assert_cmpstr (path, ==, "/pdf/" ID);
  host->n_requests++;
  soup_server_message_set_status (message, host->status, NULL);
  soup_server_message_set_response (message, "application/pdf", SOUP_MEMORY_COPY, host->body, host->length);
}

static void
host_start (Host           *host,
            LibraryFixture *fixture,
            const char     *beginning)
{
  g_autofree char *address = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "state", NULL);
  GSList          *uris = NULL;

  host->server = soup_server_new (NULL, NULL);
  host->status = 200;
  host->length = LONG;
  host->body = g_malloc0 (LONG);
  memcpy (host->body, beginning, strlen (beginning));
  soup_server_add_handler (host->server, NULL, request_cb, host, NULL);
  g_assert_true (soup_server_listen_local (host->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (host->server);
  address = g_uri_to_string (uris->data);
  g_setenv ("DAILY_PAPERS_PDF_URL", address, TRUE);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);

  host->client = dp_http_client_new (folder, 1);
}

static void
host_stop (Host *host)
{
  soup_server_disconnect (host->server);
  g_clear_object (&host->server);
  g_clear_object (&host->client);
  g_free (host->body);
  g_unsetenv ("DAILY_PAPERS_PDF_URL");
}

typedef struct
{
  guint64       n_bytes;
  GCancellable *cancellable; /* (nullable): cancelled when something comes */
} Progress;

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  Progress *progress = user_data;

  progress->n_bytes = n_done;
  if (progress->cancellable != NULL)
    g_cancellable_cancel (progress->cancellable);
}

static gboolean
download (LibraryFixture *fixture,
          Host           *host,
          const char     *path,
          Progress       *progress,
          GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (DpPaper) paper = library_fixture_load (fixture, ID);

  dp_pdf_download_run_async (fixture->library, host->client, paper, file, progress->cancellable,
                             progress_cb, progress, test_result_cb, &result);
  test_wait_until (result != NULL);

  return dp_pdf_download_run_finish (fixture->library, result, error);
}

static void
fill (LibraryFixture *fixture)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (ID, 1000);

  library_fixture_open (fixture);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
}

static void
test_download (LibraryFixture *fixture,
               gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a b.pdf", NULL);
  g_autofree char *expected_uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *uri = NULL;
  g_autofree char *none = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autoptr (DpPaper) paper = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  Host     host = { NULL };
  guint32  rowid = 0;
  gsize    length = 0;

  fill (fixture);
  host_start (&host, fixture, "%PDF-1.7");
  rowid = library_fixture_find (fixture, ID);
  none = dp_paper_file_find (fixture->library, rowid, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  g_assert_true (download (fixture, &host, path, &progress, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (progress.n_bytes, ==, LONG);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpmem (text, length, host.body, LONG);
  uri = dp_paper_file_find (fixture->library, rowid, NULL);
  g_assert_cmpstr (uri, ==, expected_uri);

  paper = library_fixture_load (fixture, ID);
  name = dp_pdf_download_dup_name (paper);
  g_assert_cmpstr (name, ==, ID ".pdf");
  host_stop (&host);
}

/* Whatever goes wrong, what was there before is there again. */
static void
assert_nothing_saved (LibraryFixture *fixture,
                      const char     *path)
{
  g_autofree char *uri = dp_paper_file_find (fixture->library, library_fixture_find (fixture, ID), NULL);
  g_autofree char *text = NULL;

  g_assert_null (uri);
  if (g_str_has_suffix (path, "old.pdf"))
    {
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
    }
  else
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_no_pdf (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new.pdf", NULL);
  g_autofree char *old = g_build_filename (fixture->folder, "old.pdf", NULL);
  Progress         progress = { 0 };
  Host             host = { NULL };

  fill (fixture);
  g_assert_true (g_file_set_contents (old, "old", -1, NULL));
  host_start (&host, fixture, "<html>Are you a person?");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *sentence = NULL;

      if (i == 2)
        host.length = 0;
      g_assert_false (download (fixture, &host, i == 1 ? old : path, &progress, &error));
      g_assert_error (error, DP_PDF_ERROR, DP_PDF_ERROR_NOT_PDF);
      sentence = dp_problem_dup_download_sentence (error);
      g_assert_nonnull (strstr (sentence, "Nothing was saved"));
      assert_nothing_saved (fixture, i == 1 ? old : path);
    }
  host_stop (&host);
}

static void
test_not_found (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "new.pdf", NULL);
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  Host     host = { NULL };

  fill (fixture);
  host_start (&host, fixture, "");
  host.status = 404;
  g_assert_false (download (fixture, &host, path, &progress, &error));
  g_assert_error (error, DP_NET_ERROR, DP_NET_ERROR_NOT_FOUND);
  sentence = dp_problem_dup_download_sentence (error);
  g_assert_true (g_str_has_suffix (sentence, "Nothing was saved; try again later."));
  assert_nothing_saved (fixture, path);
  host_stop (&host);
}

static void
test_cancelled (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "old.pdf", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Progress progress = { .cancellable = cancellable };
  Host     host = { NULL };

  fill (fixture);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  host_start (&host, fixture, "%PDF-1.7");
  g_assert_false (download (fixture, &host, path, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_saved (fixture, path);
  host_stop (&host);
}

static void
test_no_room (LibraryFixture *fixture,
              gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nowhere", "new.pdf", NULL);
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };
  Host     host = { NULL };

  fill (fixture);
  host_start (&host, fixture, "%PDF-1.7");
  g_assert_false (download (fixture, &host, path, &progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_nothing_saved (fixture, path);
  host_stop (&host);
}

#define ADD_TEST(path, func) \
  g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)

/* The net may hand over what it has byte by byte. */
static void
test_pieces (void)
{
  static const struct
  {
    const char *const pieces[4];
    gboolean          is_pdf;
  } cases[] = {
    { { "%", "PD", "F-1.7" }, TRUE },
    { { "%PDF-", "x" }, TRUE },
    { { "%P", "OF-1.7" }, FALSE },
    { { "%PDF" }, FALSE },
    { { NULL }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DpPdfBody) body = dp_pdf_body_new (NULL, NULL);
      g_autoptr (GError) error = NULL;
      gboolean taken = dp_http_consumer_begin (DP_HTTP_CONSUMER (body), 200, "application/pdf", &error);

      for (guint j = 0; taken && cases[i].pieces[j] != NULL; j++)
        taken = dp_http_consumer_feed (DP_HTTP_CONSUMER (body), cases[i].pieces[j], strlen (cases[i].pieces[j]), &error);
      taken = taken && dp_http_consumer_end (DP_HTTP_CONSUMER (body), &error);

      g_assert_cmpint (taken, ==, cases[i].is_pdf);
      g_assert_cmpint (g_error_matches (error, DP_PDF_ERROR, DP_PDF_ERROR_NOT_PDF), ==, !cases[i].is_pdf);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_TEST ("/pdf-download/download", test_download);
  ADD_TEST ("/pdf-download/no-pdf", test_no_pdf);
  ADD_TEST ("/pdf-download/not-found", test_not_found);
  ADD_TEST ("/pdf-download/cancelled", test_cancelled);
  ADD_TEST ("/pdf-download/no-room", test_no_room);
  g_test_add_func ("/pdf-download/pieces", test_pieces);

  return g_test_run ();
}
