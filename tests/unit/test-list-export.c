/* test-list-export.c: a list into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "service/export/dp-list-export.h"

#define N_PAPERS 700

typedef struct
{
  GCancellable *cancellable; /* (nullable) */
  guint         n_calls;
  guint64       n_done;
  guint64       n_total;
} Progress;

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  Progress *progress = user_data;

  progress->n_calls++;
  progress->n_done = n_done;
  progress->n_total = n_total;
  g_cancellable_cancel (progress->cancellable);
}

static gboolean export(LibraryFixture    *fixture,
                       const DpListQuery *query,
                       DpListFormat       format,
                       const char        *path,
                       Progress          *progress,
                       guint             *out_n_papers,
                       GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  dp_list_export_run_async (fixture->library, query, format, "List", file, progress->cancellable, progress_cb, progress,
                            test_result_cb, &result);
  test_wait_until (result != NULL);

  return dp_list_export_run_finish (fixture->library, result, out_n_papers, error);
}

static void
fill (LibraryFixture *fixture)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, N_PAPERS);

  library_fixture_open (fixture);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
test_json (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autofree char  *path = g_build_filename (fixture->folder, "list.json", NULL);
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_DATE };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  Progress   progress = { NULL };
  JsonArray *papers = NULL;
  guint      n_papers = 0;

  fill (fixture);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (export(fixture, &query, DP_LIST_FORMAT_JSON, path, &progress, &n_papers, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_papers, ==, N_PAPERS);
  g_assert_cmpuint (progress.n_calls, >, 1);
  g_assert_cmpuint (progress.n_done, ==, N_PAPERS);
  g_assert_cmpuint (progress.n_total, ==, N_PAPERS);

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  papers = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (papers), ==, N_PAPERS);
  for (guint i = 0; i < N_PAPERS; i++)
    {
      g_autofree char *id = library_fixture_dup_id (i);

      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (papers, i), "id"), ==, id);
    }
}

/* A digest has its newest first, whatever order the list is in. */
static void
test_digest (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autofree char  *path = g_build_filename (fixture->folder, "list.md", NULL);
  g_autofree char  *newest = library_fixture_dup_id (N_PAPERS - 1);
  g_autofree char  *row = g_strdup_printf ("Abstract |\n|------|-------|----------|\n"
                                            "| 12th January 1970 | Title of %s |",
                                           newest);
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_DATE };
  g_autofree char  *text = NULL;
  Progress          progress = { NULL };

  fill (fixture);
  g_assert_true (export(fixture, &query, DP_LIST_FORMAT_DATED, path, &progress, NULL, NULL));
  text = read_file (path);
  g_assert_nonnull (strstr (text, row));
}

static void
test_empty (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autofree char  *path = g_build_filename (fixture->folder, "list.json", NULL);
  const DpListQuery query = { .scope = DP_SCOPE_BOOKMARKS, .sort = DP_SORT_DATE };
  g_autofree char  *text = NULL;
  Progress          progress = { NULL };

  fill (fixture);
  g_assert_true (export(fixture, &query, DP_LIST_FORMAT_JSON, path, &progress, NULL, NULL));
  text = read_file (path);
  g_assert_cmpstr (text, ==, "[]\n");
}

/* Half a file is worse than none, and than the old one. */
static void
test_cancelled (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autofree char  *path = g_build_filename (fixture->folder, "list.csv", NULL);
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_TITLE };
  g_autofree char  *text = NULL;

  fill (fixture);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Progress progress = { .cancellable = cancellable };

      g_assert_false (export(fixture, &query, DP_LIST_FORMAT_CSV, path, &progress, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (progress.n_calls, ==, 1);
      if (i == 0)
        {
          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
          g_assert_true (g_file_set_contents (path, "old", -1, NULL));
        }
    }

  text = read_file (path);
  g_assert_cmpstr (text, ==, "old");
}

static void
test_no_such_place (LibraryFixture *fixture,
                    gconstpointer   data)
{
  g_autofree char  *path = g_build_filename (fixture->folder, "nowhere", "list.csv", NULL);
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_DATE };
  g_autoptr (GError) error = NULL;
  Progress progress = { NULL };

  fill (fixture);
  g_assert_false (export(fixture, &query, DP_LIST_FORMAT_CSV, path, &progress, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Papers that somebody chose, in their order, for the clipboard. */
static void
test_chosen (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DpOrder) papers = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Progress progress = { NULL };
  guint32 *rowids = g_new (guint32, N_PAPERS + 1);
  guint    n_papers = 0;

  fill (fixture);
  for (guint i = 0; i < N_PAPERS; i++)
    {
      g_autofree char *id = library_fixture_dup_id (N_PAPERS - 1 - i);

      rowids[i] = library_fixture_find (fixture, id);
    }
  rowids[N_PAPERS] = 1000000; /* gone meanwhile */
  papers = dp_order_new_take (rowids, N_PAPERS + 1);

  dp_list_export_papers_async (fixture->library, papers, DP_LIST_FORMAT_ID, "List", NULL, NULL, progress_cb, &progress,
                               test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_true (dp_list_export_papers_finish (fixture->library, result, &text, &n_papers, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_papers, ==, N_PAPERS);
  g_assert_cmpuint (progress.n_calls, >, 1);

  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_PAPERS + 1);
  for (guint i = 0; i < N_PAPERS; i++)
    {
      g_autofree char *id = library_fixture_dup_id (N_PAPERS - 1 - i);

      g_assert_cmpstr (lines[i], ==, id);
    }
}

#define ADD_TEST(path, func) \
  g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_TEST ("/list-export/json", test_json);
  ADD_TEST ("/list-export/digest", test_digest);
  ADD_TEST ("/list-export/empty", test_empty);
  ADD_TEST ("/list-export/cancelled", test_cancelled);
  ADD_TEST ("/list-export/no-such-place", test_no_such_place);
  ADD_TEST ("/list-export/chosen", test_chosen);

  return g_test_run ();
}
