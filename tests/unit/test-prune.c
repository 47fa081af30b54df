/* test-prune.c: old papers go, and come back as they were
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "library/keep/dp-prune-rows.h"
#include "library/keep/dp-prune-store.h"

/* 1001.00001 and on, which name tests by their number. */
#define N_PAPERS 40

static char *
dup_id (guint number)
{
  return g_strdup_printf ("1001.%05u", number);
}

static void
fill (LibraryFixture *fixture)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  library_fixture_open (fixture);
  for (guint i = 1; i <= N_PAPERS; i++)
    {
      g_autofree char *id = dup_id (i);
      DpPaper         *paper = library_fixture_new_paper (id, 1000000 + i);

      paper->abstract = g_strdup ("On graphs");
      paper->version = 1;
      paper->categories = g_strsplit ("cs.CL cs.LG", " ", -1);
      paper->primary_category = g_strdup ("cs.CL");
      paper->tasks = g_strsplit ("Translation", ",", -1);
      dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/a/b");
      g_ptr_array_add (papers, paper);
    }
  library_fixture_store (fixture, papers, DP_AUTHORITY_DIGEST, 0);
}

/* As if two years had passed. */
static void
grow_old (LibraryFixture *fixture)
{
  library_fixture_execute (fixture, "UPDATE paper SET first_stored = first_stored - 63072000");
}

static guint
count (LibraryFixture *fixture,
       guint           months)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpPruneCount found = { 0 };

  dp_prune_count_async (fixture->library, months, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  dp_prune_count_finish (fixture->library, result, &found, &error);
  g_assert_no_error (error);

  return found.n_papers;
}

static guint
prune (LibraryFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_pruned = 0;

  dp_prune_run_async (fixture->library, 12, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  dp_prune_run_finish (fixture->library, result, &n_pruned, &error);
  g_assert_no_error (error);

  return n_pruned;
}

static guint
undo (LibraryFixture *fixture,
      GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n_back = 0;

  dp_prune_undo_async (fixture->library, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  dp_prune_undo_finish (fixture->library, result, &n_back, error);

  return n_back;
}

static void
assert_sound (LibraryFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) repairs = NULL;

  dp_library_check_async (fixture->library, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  repairs = dp_library_check_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < repairs->len; i++)
    g_test_message ("%s", (const char *)g_ptr_array_index (repairs, i));
  g_assert_cmpuint (repairs->len, ==, 0);
}

static void
append_rows (LibraryFixture *fixture,
             GString        *text,
             const char     *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpStatement) rows = dp_database_prepare (dp_library_get_database (fixture->library, NULL), sql, &error);

  g_assert_no_error (error);
  while (dp_statement_step (rows, &error) == DP_STEP_ROW)
    for (int i = 0; i < sqlite3_column_count (rows); i++)
      {
        const char *value = dp_statement_get_text (rows, i);

        g_string_append_printf (text, "%s%c", value != NULL ? value : "NULL", i + 1 < sqlite3_column_count (rows) ? '|' : '\n');
      }
  g_assert_no_error (error);
}

/* Every row of every paper, and every number that is kept. */
static char *
describe (LibraryFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = dp_prune_rows_list_tables (dp_library_get_database (fixture->library, NULL), "main", &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, >=, 15);
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", (const char *)g_ptr_array_index (tables, i));

      g_string_append_printf (text, "%s\n", (const char *)g_ptr_array_index (tables, i));
      append_rows (fixture, text, sql);
    }
  append_rows (fixture, text, "SELECT * FROM tally WHERE n_papers > 0");
  append_rows (fixture, text, "SELECT * FROM task");
  append_rows (fixture, text, "SELECT * FROM new_version");
  append_rows (fixture, text, "SELECT id, n_papers, n_unread FROM topic");
  append_rows (fixture, text, "SELECT id, n_papers, n_unread FROM tag");

  return g_string_free (text, FALSE);
}

static gboolean
has (LibraryFixture *fixture,
     guint           number)
{
  g_autofree char *id = dup_id (number);

  return dp_paper_query_find (fixture->library, id, NULL) > 0;
}

static void
test_young (LibraryFixture *fixture,
            gconstpointer   data)
{
  fill (fixture);
  g_assert_cmpuint (count (fixture, 1), ==, 0);
  g_assert_cmpuint (prune (fixture), ==, 0);
  grow_old (fixture);
  g_assert_cmpuint (count (fixture, 12), ==, N_PAPERS);
  g_assert_cmpuint (count (fixture, 36), ==, 0);
}

static void
test_kept (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *sql = NULL;

  fill (fixture);
  grow_old (fixture);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, 1, TRUE);
  library_fixture_mark (fixture, DP_MARK_READ, 2, TRUE);
  library_fixture_execute (fixture,
                           "INSERT INTO tag (id, name, name_key) VALUES (1, 'x', 'x');"
                           "INSERT INTO paper_tag VALUES (3, 1, 1, 5);"
                           "INSERT INTO note VALUES (4, 'mine', 1, 5);"
                           "INSERT INTO paper_file VALUES (5, 'file:///x.pdf', 5);"
                           "INSERT INTO bookmark VALUES (6, 0, 5, 1);" /* long ago */
                           "INSERT INTO paper_day VALUES (7, '2020-01-01', 1);"
                           "UPDATE paper SET day = '2020-01-01' WHERE id = 7;"
                           "INSERT INTO collection (id, name, name_key, position, state, changed_at)"
                           "  VALUES (1, 'c', 'c', 1, 1, 5);"
                           "INSERT INTO paper_collection (paper, collection, state, changed_at) VALUES (8, 1, 1, 5)");
  sql = g_strdup_printf ("INSERT INTO bookmark VALUES (9, 0, %" G_GINT64_FORMAT ", 1)", g_get_real_time ());
  library_fixture_execute (fixture, sql);

  g_assert_cmpuint (count (fixture, 12), ==, N_PAPERS - 7);
  g_assert_cmpuint (prune (fixture), ==, N_PAPERS - 7);
  g_assert_true (has (fixture, 1) && has (fixture, 3) && has (fixture, 4) && has (fixture, 5) && has (fixture, 7) &&
                 has (fixture, 8) && has (fixture, 9));
  g_assert_false (has (fixture, 2) || has (fixture, 6));
  assert_sound (fixture);
}

/* The newest that a topic lists stay, and the newest that its service sends, which it would
 * send again: these are others where many came from elsewhere. */
static void
test_topics (LibraryFixture *fixture,
             gconstpointer   data)
{
  gint64 topic = 0;

  fill (fixture);
  topic = library_fixture_follow (fixture, "graphs", NULL, NULL, NULL);
  library_fixture_execute (fixture, "UPDATE topic SET keep = 5; UPDATE topic_paper SET origins = 1 WHERE paper <= 10");
  grow_old (fixture);
  g_assert_cmpint (topic, ==, 1);

  g_assert_cmpuint (prune (fixture), ==, N_PAPERS - 10);
  for (guint i = 1; i <= N_PAPERS; i++)
    g_assert_true (has (fixture, i) == ((i > 5 && i <= 10) || i > N_PAPERS - 5));
}

static void
test_undo (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture);
  library_fixture_follow (fixture, "graphs", NULL, NULL, NULL);
  library_fixture_execute (fixture,
                           "UPDATE topic SET keep = 3;"
                           "INSERT INTO paper_day VALUES (12, '2020-01-01', 1);"
                           "INSERT INTO note VALUES (13, 'gone', 0, 5);"
                           "INSERT INTO tag (id, name, name_key) VALUES (1, 'x', 'x');"
                           "INSERT INTO paper_tag VALUES (14, 1, 0, 5);"
                           "UPDATE paper SET version = 2 WHERE id = 15; UPDATE paper SET day = '2020-01-01' WHERE id = 12");
  library_fixture_mark (fixture, DP_MARK_READ, 16, TRUE);
  library_fixture_execute (fixture, "UPDATE paper SET version = 3 WHERE id = 16"); /* revised since it was read */
  grow_old (fixture);
  before = describe (fixture);

  g_assert_cmpuint (prune (fixture), >, 30);
  assert_sound (fixture);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM search WHERE search MATCH 'graphs'"), ==,
                   library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"));

  g_assert_cmpuint (undo (fixture, &error), >, 30);
  g_assert_no_error (error);
  after = describe (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM search WHERE search MATCH 'graphs'"), ==, N_PAPERS);
  assert_sound (fixture);

  g_assert_cmpuint (undo (fixture, &error), ==, 0);
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND);
}

/* What has come back by itself stays as it came. */
static void
test_come_back (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpPaper) paper = library_fixture_new_paper ("1001.00001", 2000000);

  fill (fixture);
  grow_old (fixture);
  g_assert_cmpuint (prune (fixture), ==, N_PAPERS);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, library_fixture_find (fixture, "1001.00001"), TRUE);

  g_assert_cmpuint (undo (fixture, &error), ==, N_PAPERS - 1);
  g_assert_no_error (error);
  g_assert_cmpuint (library_fixture_find (fixture, "1001.00001"), >, N_PAPERS);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, N_PAPERS);
  assert_sound (fixture);
}

static void
test_other_library (LibraryFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  fill (fixture);
  grow_old (fixture);
  prune (fixture);
  library_fixture_execute (fixture, "UPDATE meta SET library_uuid = 'another'");
  undo (fixture, &error);
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_REPLACED);
}

static void
test_forgotten (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *path = g_strconcat (fixture->path, ".pruned", NULL);

  fill (fixture);
  grow_old (fixture);
  prune (fixture);
  dp_prune_forget_old (fixture->path, dp_time_now () + 6 * 24 * 60 * 60);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  dp_prune_forget_old (fixture->path, dp_time_now () + 8 * 24 * 60 * 60);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(path, func) g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)

  add ("/prune/young", test_young);
  add ("/prune/kept", test_kept);
  add ("/prune/topics", test_topics);
  add ("/prune/undo", test_undo);
  add ("/prune/come-back", test_come_back);
  add ("/prune/other-library", test_other_library);
  add ("/prune/forgotten", test_forgotten);

  return g_test_run ();
}
