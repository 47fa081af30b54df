/* test-export.c: a whole library as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"
#include "service/export/dp-export.h"

#include <string.h>

static gboolean
write_out (LibraryFixture *fixture,
           const char     *path,
           guint64        *out_n_papers,
           GError        **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  dp_export_to_file_async (fixture->library, file, NULL, NULL, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);

  return dp_export_finish (fixture->library, result, out_n_papers, error);
}

static void
fill (LibraryFixture *fixture)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (1, 3);

  library_fixture_open (fixture);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_whole (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library.jsonl", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_papers = 0;

  fill (fixture);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (write_out (fixture, path, &n_papers, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_papers, ==, 3);

  text = read_file (path);
  g_assert_true (g_str_has_prefix (text, "{\"type\":\"library\""));
  g_assert_true (g_str_has_suffix (text, "}\n"));
}

/* A library that breaks off leaves no file that looks like one, nor takes an old one away. */
static void
test_broken_off (LibraryFixture *fixture,
                 gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "library.jsonl", NULL);
  g_autofree char *text = NULL;

  fill (fixture);
  library_fixture_execute (fixture, "DROP TABLE paper_alias");

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (write_out (fixture, path, NULL, &error));
      g_assert_nonnull (error);
      if (i == 0)
        {
          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
          g_assert_true (g_file_set_contents (path, "old", -1, NULL));
        }
    }

  text = read_file (path);
  g_assert_cmpstr (text, ==, "old");
}

#define ADD_TEST(path, func) \
  g_test_add ("/export/" path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD_TEST ("whole", test_whole);
  ADD_TEST ("broken-off", test_broken_off);

  return g_test_run ();
}
