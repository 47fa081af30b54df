/* test-library.c: opening, watching and losing a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-library-private.h"
#include "library/dp-library-schema.h"
#include "test-util.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("dp-library-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "library.db", NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_no_errno (g_unlink (path));
    }

  g_assert_no_errno (g_rmdir (fixture->folder));
  g_free (fixture->folder);
  g_free (fixture->path);
}

static DpLibrary *
open_library (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  DpLibrary *library = dp_library_open (fixture->path, &error);

  g_assert_no_error (error);
  g_assert_true (DP_IS_LIBRARY (library));

  return library;
}

static void
close_library (DpLibrary *library)
{
  dp_library_close (library);
  g_assert_finalize_object (library);
}

static gboolean
insert_papers (DpDatabase  *database,
               DpChangeLog *log,
               gpointer     data,
               gboolean    *out_more,
               GError     **error)
{
  guint *n_papers = data;

  for (guint i = 0; i < *n_papers; i++)
    {
      if (!dp_database_run (database, error,
                            "INSERT INTO paper VALUES (NULL, 10, ?1, 0, 0, 0, -1, -1, -1,"
                            " 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
                            " 'x', '', '', '', 'Title', '', '', '', '', '', '', 'title', '', '', '')",
                            "u", i))
        return FALSE;
      dp_change_log_add (log, (guint32)dp_database_get_last_rowid (database), DP_CHANGE_ADDED);
    }

  return TRUE;
}

static void
write_papers (DpLibrary *library,
              guint      n_papers)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GTask *task = g_task_new (library, NULL, test_result_cb, &result);

  g_task_set_task_data (task, g_memdup2 (&n_papers, sizeof n_papers), g_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_NORMAL, insert_papers);
  test_wait_until (result != NULL);
  g_task_propagate_boolean (G_TASK (result), &error);
  g_assert_no_error (error);
}

static void
test_create (Fixture      *fixture,
             gconstpointer data)
{
  DpLibrary *library = open_library (fixture);
  DpLibrary *second = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_papers = -1;

  g_assert_cmpstr (dp_library_get_path (library), ==, fixture->path);
  g_assert_false (dp_library_is_read_only (library));
  write_papers (library, 3);

  second = open_library (fixture);
  g_assert_true (dp_database_get_int64 (dp_library_get_database (second, NULL), &n_papers, &error,
                                        "SELECT count(*) FROM paper", ""));
  g_assert_no_error (error);
  g_assert_cmpint (n_papers, ==, 3);

  close_library (second);
  close_library (library);
}

/* Every order that a list can have comes out of an index, without a sort. */
static void
test_orders_need_no_sort (Fixture      *fixture,
                          gconstpointer data)
{
  static const char *const queries[] = {
    "SELECT id FROM paper ORDER BY published DESC, id DESC",
    "SELECT id FROM paper WHERE title_key > '' ORDER BY title_key, published DESC, id DESC",
    "SELECT id FROM paper WHERE title_key = '' ORDER BY published DESC, id DESC",
    "SELECT id FROM paper WHERE author_key > '' ORDER BY author_key, published DESC, id DESC",
    "SELECT id FROM paper WHERE primary_category > '' ORDER BY primary_category, published DESC, id DESC",
    "SELECT id FROM paper WHERE comment_key > '' ORDER BY comment_key, published DESC, id DESC",
    "SELECT id FROM paper WHERE upvotes >= 0 ORDER BY upvotes, published DESC, id DESC",
    "SELECT id FROM paper WHERE upvotes = -1 ORDER BY published DESC, id DESC",
    "SELECT id FROM paper WHERE stars >= 0 ORDER BY stars, published DESC, id DESC",
    "SELECT id FROM paper WHERE day > '' ORDER BY day, published DESC, id DESC",
    "SELECT paper FROM topic_paper WHERE topic = 1 ORDER BY date DESC, paper DESC LIMIT 100",
  };
  DpLibrary  *library = open_library (fixture);
  DpDatabase *database = dp_library_get_database (library, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", queries[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, &error);

      g_assert_no_error (error);
      while (dp_statement_step (statement, &error) == DP_STEP_ROW)
        {
          g_test_message ("%s: %s", queries[i], dp_statement_get_text (statement, 3));
          g_assert_nonnull (strstr (dp_statement_get_text (statement, 3), "USING COVERING INDEX"));
        }
      g_assert_no_error (error);
    }

  close_library (library);
}

static gboolean
count_slowly (DpDatabase   *database,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  gint64 n = 0;

  g_atomic_int_set ((int *)data, 1);

  return dp_database_get_int64 (database, &n, error,
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                "SELECT count (*) FROM n",
                                "");
}

static void
test_cancel_read (Fixture      *fixture,
                  gconstpointer data)
{
  DpLibrary *library = open_library (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int    started = 0;
  GTask *task = g_task_new (library, cancellable, test_result_cb, &result);

  g_task_set_task_data (task, &started, NULL);
  dp_library_run_on_reader (library, task, count_slowly);
  test_wait_until (g_atomic_int_get (&started) == 1);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);
  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&result);

  /* Closing gives up a read that nobody cancelled. */
  started = 0;
  task = g_task_new (library, NULL, test_result_cb, &result);
  g_task_set_task_data (task, &started, NULL);
  dp_library_run_on_reader (library, task, count_slowly);
  test_wait_until (g_atomic_int_get (&started) == 1);
  dp_library_close (library);
  test_wait_until (result != NULL);
  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&result);

  /* And what is asked of a closed library fails at once. */
  task = g_task_new (library, NULL, test_result_cb, &result);
  dp_library_run_on_reader (library, task, count_slowly);
  test_wait_until (result != NULL);
  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_clear_object (&result);

  g_assert_finalize_object (library);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  add ("/library/create", test_create);
  add ("/library/orders-need-no-sort", test_orders_need_no_sort);
  add ("/library/cancel-read", test_cancel_read);
#undef add

  return g_test_run ();
}
