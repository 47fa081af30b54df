/* test-import.c: what a file is taken for, and what becomes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-format-error.h"
#include "library-fixture.h"
#include "service/import/dp-import.h"

#include <string.h>

#define FEED(entries) "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>" entries "</feed>"
#define ENTRY(id)                                                   \
  "<entry><id>http://arxiv.org/abs/" id "</id><title>Title</title>" \
  "<published>2025-01-01T00:00:00Z</published><author><name>A</name></author></entry>"
#define OAI(records)                                                                                           \
  "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><request verb='ListRecords' metadataPrefix='arXiv'/>" \
  "<ListRecords>" records "</ListRecords></OAI-PMH>"
#define RECORD                                                                                                          \
  "<record><header><identifier>oai:arXiv.org:2501.00001</identifier></header><metadata>"                                \
  "<arXiv xmlns='http://arxiv.org/OAI/arXiv/'><id>2501.00001</id><created>2025-01-01</created><authors><author>"        \
  "<keyname>A</keyname></author></authors><title>T</title><categories>cs.CL</categories><abstract>A</abstract></arXiv>" \
  "</metadata></record>"
#define DIGEST                                                                                     \
  "## Words\n\n| **Title** | **Date** | **Abstract** | **Comment** |\n| --- | --- | --- | --- |\n" \
  "| **[One](https://arxiv.org/abs/2501.00001v1)** | 2025-01-02 | A. | |\n"

typedef struct
{
  const char  *name;
  const char  *content;
  DpImportKind kind;
  guint        n_rows;
  guint        n_papers;
  const char  *first_day; /* (nullable) */
} Known;

static const Known known_files[] = {
  { "a", FEED (ENTRY ("2501.00001v1") ENTRY ("2501.00002v1")), DP_IMPORT_ATOM, 2, 2, NULL },
  { "a", "\xef\xbb\xbf\n " FEED (""), DP_IMPORT_ATOM, 0, 0, NULL },
  { "a", FEED ("<id>http://rss.arxiv.org/atom/cs.AI</id>"), DP_IMPORT_FEED, 0, 0, NULL },
  { "a", "<rss version='2.0'><channel><title>cs.CL updates on arXiv.org</title></channel></rss>", DP_IMPORT_FEED, 0, 0, NULL },
  { "a", OAI (RECORD), DP_IMPORT_OAI, 1, 1, NULL },
  { "of-2025-01-07.json", "[{\"paper\":{\"id\":\"2501.00001\",\"title\":\"T\"}}]", DP_IMPORT_DAY, 1, 1, "2025-01-07" },
  { "2025-01-07", "[]", DP_IMPORT_DAY, 0, 0, "2025-01-07" },
  { "a", "{\"id\":\"2501.00001\",\"title\":\"T\",\"authors\":[{\"name\":\"A\"}]}", DP_IMPORT_PAPERS, 1, 1, NULL },
  { "a", "{\"id\":\"2501.00001\",\"title\":\"T\",\"days\":[\"2025-01-02\"]}", DP_IMPORT_PAPERS, 1, 1, "2025-01-02" },
  { "a", "[{\"id\":\"2501.00001\",\"title\":\"T\"},{\"id\":\"2501.00001\",\"title\":\"T\"}]", DP_IMPORT_PAPERS, 2, 1, NULL },
  { "a", "{\"id\":\"2501.00001\",\"title\":\"T\"}\n{\"id\":\"2501.00002\",\"title\":\"T\"}\n", DP_IMPORT_PAPERS, 2, 2, NULL },
  { "a", "{\"type\":\"library\",\"format\":1}\n{\"type\":\"paper\",\"id\":\"2501.00001\",\"title\":\"T\"}\n", DP_IMPORT_LIBRARY, 1, 1, NULL },
  { "a", DIGEST, DP_IMPORT_DIGEST, 1, 1, NULL },
};

typedef struct
{
  const char *content;
  gboolean    is_format_error;
  int         code;
} Bad;

static const Bad bad_files[] = {
  { "", FALSE, DP_IMPORT_ERROR_READ },
  { " \n\t", FALSE, DP_IMPORT_ERROR_READ },
  { "We went to the sea.\n", FALSE, DP_IMPORT_ERROR_UNKNOWN },
  { "<svg xmlns='http://www.w3.org/2000/svg'/>", FALSE, DP_IMPORT_ERROR_UNKNOWN },
  { "[{\"paper\":{\"id\":\"2501.00001\",\"title\":\"T\"}}]", FALSE, DP_IMPORT_ERROR_NO_DAY },
  { "{\"type\":\"planet\"}", FALSE, DP_IMPORT_ERROR_READ },
  { "\x1f\x8b\x08 packed", FALSE, DP_IMPORT_ERROR_READ },
  { "{ broken\n{ too\n", FALSE, DP_IMPORT_ERROR_READ },
  { "{\"type\":\"library\",\"format\":99}\n{\"id\":\"2501.00001\",\"title\":\"T\"}\n", TRUE, DP_FORMAT_ERROR_REFUSED },
  { "[\"2501.00001\"]", TRUE, DP_FORMAT_ERROR_NOT_PAPERS },
  { "[{\"paper\":{\"id\":\"2501.00001\",", TRUE, DP_FORMAT_ERROR_TRUNCATED },
  { "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry>", TRUE, DP_FORMAT_ERROR_TRUNCATED },
};

static GFile *
write_file (LibraryFixture *fixture,
            const char     *name,
            const char     *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, content, -1, &error));

  return g_file_new_for_path (path);
}

static const DpImportContents *
inspect (DpImport     *import,
         GCancellable *cancellable,
         GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  dp_import_inspect_async (import, cancellable, NULL, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);

  return dp_import_inspect_finish (import, result, error);
}

static gboolean
store (DpImport       *import,
       GCancellable   *cancellable,
       DpImportReport *report,
       GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  dp_import_store_async (import, cancellable, NULL, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);

  return dp_import_store_finish (import, result, report, error);
}

static void
test_known (LibraryFixture *fixture,
            gconstpointer   data)
{
  library_fixture_open (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (known_files); i++)
    {
      const Known *known = &known_files[i];
      g_autoptr (GFile) file = write_file (fixture, known->name, known->content);
      g_autoptr (DpImport) import = dp_import_new (fixture->library, file);
      g_autoptr (GError) error = NULL;
      const DpImportContents *contents = inspect (import, NULL, &error);

      g_test_message ("file %u", i);
      g_assert_no_error (error);
      g_assert_cmpint (contents->kind, ==, known->kind);
      g_assert_cmpuint (contents->n_rows, ==, known->n_rows);
      g_assert_cmpuint (contents->n_papers, ==, known->n_papers);
      g_assert_cmpuint (contents->n_problems, ==, 0);
      g_assert_cmpstr (contents->days[0], ==, known->first_day);
    }

  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 0);
}

static void
test_bad (LibraryFixture *fixture,
          gconstpointer   data)
{
  library_fixture_open (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr (GFile) file = write_file (fixture, "a", bad_files[i].content);
      g_autoptr (DpImport) import = dp_import_new (fixture->library, file);
      g_autoptr (GError) error = NULL;
      GQuark domain = bad_files[i].is_format_error ? DP_FORMAT_ERROR : DP_IMPORT_ERROR;

      g_test_message ("file %u", i);
      g_assert_null (inspect (import, NULL, &error));
      g_assert_error (error, domain, bad_files[i].code);
      g_assert_null (dp_import_get_contents (import));
    }
}

/* The numbers of what is new, known better, and known; then the file is remembered. */
static void
test_report (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GFile) first = write_file (fixture, "2025-01-07.json",
                                        "[{\"paper\":{\"id\":\"2501.00001\",\"title\":\"T\"}},"
                                        " {\"paper\":{\"id\":\"2501.00002\",\"title\":\"T\"}}]");
  g_autoptr (GFile) second = write_file (fixture, "2025-01-08.json",
                                         "[{\"paper\":{\"id\":\"2501.00001\",\"title\":\"T\"}},"
                                         " {\"paper\":{\"id\":\"2501.00003\",\"title\":\"T\"}}]");
  GFile      *files[] = { first, second, second };
  const guint expected[][4] = { { 2, 0, 0, FALSE }, { 1, 1, 0, FALSE }, { 0, 0, 2, TRUE } };

  library_fixture_open (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (DpImport) import = dp_import_new (fixture->library, files[i]);
      g_autoptr (GError) error = NULL;
      DpImportReport report = { 0 };

      g_assert_nonnull (inspect (import, NULL, &error));
      g_assert_true (store (import, NULL, &report, &error));
      g_assert_cmpuint (report.n_new, ==, expected[i][0]);
      g_assert_cmpuint (report.n_enriched, ==, expected[i][1]);
      g_assert_cmpuint (report.n_unchanged, ==, expected[i][2]);
      g_assert_cmpint (dp_import_get_contents (import)->is_known, ==, (int)expected[i][3]);
    }
}

static char *
build_lines (guint n_papers)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 1; i <= n_papers; i++)
    g_string_append_printf (lines, "{\"id\":\"2501.%05u\",\"title\":\"Title %u\"}\n", i, i);

  return g_string_free (lines, FALSE);
}

/* What was stored when it was cancelled stays; importing again does the rest. */
static void
test_cancelled (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *lines = build_lines (1200);
  g_autoptr (GFile) file = write_file (fixture, "lines", lines);
  g_autoptr (DpImport) import = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpImportReport report = { 0 };

  library_fixture_open (fixture);
  import = dp_import_new (fixture->library, file);
  g_assert_nonnull (inspect (import, NULL, &error));
  dp_import_store_async (import, cancellable, NULL, NULL, test_result_cb, &result);
  test_wait_until (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper") > 0);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);
  g_assert_false (dp_import_store_finish (import, result, &report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (report.n_new, >, 0);
  g_assert_cmpuint (report.n_new, <, 1200);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, report.n_new);
  g_clear_error (&error);

  g_clear_object (&import);
  import = dp_import_new (fixture->library, file);
  g_assert_nonnull (inspect (import, NULL, &error));
  g_assert_true (store (import, NULL, &report, &error));
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 1200);
}

static void
test_cancelled_before (LibraryFixture *fixture,
                       gconstpointer   data)
{
  g_autoptr (GFile) file = write_file (fixture, "digest.md", DIGEST);
  g_autoptr (DpImport) import = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  library_fixture_open (fixture);
  import = dp_import_new (fixture->library, file);
  g_cancellable_cancel (cancellable);
  g_assert_null (inspect (import, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func) \
  g_test_add ("/import/" path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("known", test_known);
  ADD ("bad", test_bad);
  ADD ("report", test_report);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-before", test_cancelled_before);

  return g_test_run ();
}
