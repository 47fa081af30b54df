/* test-library.c: opening, watching and losing a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "library/order/dp-sort-rule.h"
#include "library/schema/dp-library-schema.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Ends a process that was forked off. The threads are gone from it, and what they held
 * is lost, which valgrind would mind: another program takes its place. */
G_NORETURN static void
end_child (int status)
{
  char command[16] = { 0 };

  g_snprintf (command, sizeof command, "exit %d", status);
  execl ("/bin/sh", "sh", "-c", command, NULL);
  _exit (101);
}

static void
write_papers (LibraryFixture *fixture,
              guint           first,
              guint           n_papers)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (first, n_papers);

  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
}

static void
assert_fails_to_open (LibraryFixture *fixture,
                      DpLibraryError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dp_library_open (fixture->path, &error));
  g_assert_error (error, DP_LIBRARY_ERROR, (int)code);
  g_test_message ("%s", error->message);
}

static char *
read_file (const char *path,
           gsize      *out_length)
{
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, out_length, &error);
  g_assert_no_error (error);

  return content;
}

static void
test_create (LibraryFixture *fixture,
             gconstpointer   data)
{
  library_fixture_open (fixture);
  g_assert_cmpstr (dp_library_get_path (fixture->library), ==, fixture->path);
  g_assert_false (dp_library_is_read_only (fixture->library));
  write_papers (fixture, 0, 3);
  library_fixture_close (fixture);

  library_fixture_open (fixture);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 3);
}

static void
assert_plan (DpDatabase *database,
             const char *query,
             const char *expected,
             const char *unwanted)
{
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", query, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, &error);
  g_autoptr (GString) plan = g_string_new (NULL);

  g_assert_no_error (error);
  while (dp_statement_step (statement, &error) == DP_STEP_ROW)
    g_string_append_printf (plan, "%s; ", dp_statement_get_text (statement, 3));
  g_assert_no_error (error);
  g_test_message ("%s: %s", query, plan->str);
  g_assert_nonnull (strstr (plan->str, expected));
  g_assert_null (strstr (plan->str, unwanted));
}

/* Every order that a list can have comes out of an index, without a sort. */
static void
test_orders_need_no_sort (LibraryFixture *fixture,
                          gconstpointer   data)
{
  DpDatabase *database = NULL;

  library_fixture_open (fixture);
  database = dp_library_get_database (fixture->library, NULL);
  for (DpSortKey key = 0; key < DP_SORT_N_KEYS; key++)
    {
      const DpSortRule *rule = dp_sort_rule_get (key);

      if (rule == NULL)
        continue;

      assert_plan (database, rule->stream_sql, "USING COVERING INDEX", "TEMP B-TREE");
      assert_plan (database, rule->first_sql[rule->streams_descending ? 1 : 0], "USING COVERING INDEX", "TEMP B-TREE");
      assert_plan (database, rule->empty_sql, "USING COVERING INDEX", "TEMP B-TREE");
    }
}

/* A topic's list reads its index from the end, and of the papers those of the last
 * dates only, however many there are. */
static void
test_topic_needs_no_whole_sort (LibraryFixture *fixture,
                                gconstpointer   data)
{
  static const char newest[] = DP_SORT_TOPIC_NEWEST " LIMIT 20";
  g_autoptr (GError) error = NULL;
  g_autoptr (DpStatement) statement = NULL;
  DpDatabase *database = NULL;
  guint       n_rows = 0;

  library_fixture_open (fixture);
  library_fixture_follow (fixture, "title", NULL, NULL, NULL);
  write_papers (fixture, 0, 600);
  library_fixture_execute (fixture, "UPDATE topic_paper SET date = date / 10");
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM topic_paper"), ==, 600);

  database = dp_library_get_database (fixture->library, NULL);
  assert_plan (database, newest, "USING COVERING INDEX topic_paper_by_date", "TEMP B-TREE FOR ORDER BY");
  statement = dp_database_prepare (database, newest, &error);
  g_assert_no_error (error);
  dp_statement_bind (statement, "i", 1);
  while (dp_statement_step (statement, &error) == DP_STEP_ROW)
    n_rows++;
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 20);

  /* Fewer steps than there are papers. */
  g_test_message ("%d steps", sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, FALSE));
  g_assert_cmpint (sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, FALSE), <, 600);
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
test_cancel_read (LibraryFixture *fixture,
                  gconstpointer   data)
{
  DpLibrary *library = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int    started = 0;
  GTask *task = NULL;

  library_fixture_open (fixture);
  library = fixture->library;
  task = g_task_new (library, cancellable, test_result_cb, &result);
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
}

/* A version that adds a table, and one that fails half-way. */
static void
test_migrate (LibraryFixture *fixture,
              gconstpointer   data)
{
  guint                   n_own = 0;
  const char *const      *own = dp_library_schema_get_steps (&n_own);
  g_autofree const char **steps = g_new0 (const char *, n_own + 2);
  g_autofree char        *copy_path = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  memcpy (steps, own, n_own * sizeof *steps);
  steps[n_own] = "CREATE TABLE added (x INTEGER) STRICT";
  steps[n_own + 1] = "CREATE TABLE half (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)";
  copy_path = g_strdup_printf ("%s.version-%u", fixture->path, n_own);

  library_fixture_open (fixture);
  write_papers (fixture, 0, 3);
  library_fixture_close (fixture);

  {
    g_autoptr (DpDatabase) database = dp_database_open (fixture->path, DP_DATABASE_READ_WRITE, &error);

    g_assert_no_error (error);
    g_assert_true (dp_library_schema_prepare_with (database, fixture->path, steps, n_own + 1, &error));
    g_assert_no_error (error);
    g_assert_true (dp_database_get_int64 (database, &n, &error, "SELECT count (*) FROM added", ""));

    g_assert_false (dp_library_schema_prepare_with (database, fixture->path, steps, n_own + 2, &error));
    g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_FAILED);
    g_clear_error (&error);
    g_assert_true (dp_database_get_int64 (database, &n, &error, "PRAGMA user_version", ""));
    g_assert_cmpint (n, ==, n_own + 1);
    g_assert_true (dp_database_get_int64 (database, &n, &error,
                                          "SELECT count (*) FROM sqlite_schema WHERE name = 'half'", ""));
    g_assert_cmpint (n, ==, 0);
  }

  /* The copy is the library as it was. */
  {
    g_autoptr (DpDatabase) copy = dp_database_open (copy_path, DP_DATABASE_READ_ONLY, &error);

    g_assert_no_error (error);
    g_assert_true (dp_database_get_int64 (copy, &n, &error, "SELECT count (*) FROM paper", ""));
    g_assert_cmpint (n, ==, 3);
    g_assert_true (dp_database_get_int64 (copy, &n, &error, "PRAGMA user_version", ""));
    g_assert_cmpint (n, ==, n_own);
  }
}

static void
test_newer (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize            length = 0;
  gsize            length_after = 0;

  library_fixture_open (fixture);
  library_fixture_execute (fixture, "PRAGMA user_version = 1000");
  library_fixture_close (fixture);

  before = read_file (fixture->path, &length);
  assert_fails_to_open (fixture, DP_LIBRARY_ERROR_NEWER);
  after = read_file (fixture->path, &length_after);
  g_assert_cmpmem (before, length, after, length_after);
}

static void
test_no_library (LibraryFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "This is a text, but not a database at all.", -1, NULL));
  assert_fails_to_open (fixture, DP_LIBRARY_ERROR_DAMAGED);
  g_assert_no_errno (g_unlink (fixture->path));

  {
    g_autoptr (DpDatabase) other = dp_database_open (fixture->path, DP_DATABASE_READ_WRITE, &error);

    g_assert_true (dp_database_execute (other, "CREATE TABLE bookmarks (x)", &error));
  }
  assert_fails_to_open (fixture, DP_LIBRARY_ERROR_CANNOT_OPEN);
  g_assert_no_errno (g_unlink (fixture->path));

  g_assert_no_errno (g_mkdir (fixture->path, 0700));
  assert_fails_to_open (fixture, DP_LIBRARY_ERROR_CANNOT_OPEN);
}

static void
test_damaged (LibraryFixture *fixture,
              gconstpointer   data)
{
  g_autofree char *content = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  library_fixture_open (fixture);
  write_papers (fixture, 0, 200);

  /* While somebody has it open, nobody may take it away. */
  if (fork () == 0)
    end_child (dp_library_set_aside (fixture->path, &error) == NULL &&
                   g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_LOCKED)
                 ? 0
                 : 1);
  {
    int status = -1;

    g_assert_cmpint (wait (&status), >, 0);
    g_assert_cmpint (status, ==, 0);
  }
  library_fixture_close (fixture);

  content = read_file (fixture->path, &length);
  memset (content + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize)length, NULL));
  assert_fails_to_open (fixture, DP_LIBRARY_ERROR_DAMAGED);

  aside = dp_library_set_aside (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (aside, fixture->path));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));

  library_fixture_open (fixture);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 0);
}

static void
test_full (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 1000);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *limit = NULL;
  DpStoreResult    stored = { 0 };

  library_fixture_open (fixture);
  limit = g_strdup_printf ("PRAGMA max_page_count = %d",
                           60 + (int)library_fixture_get_int64 (fixture, "PRAGMA page_count"));
  library_fixture_execute (fixture, limit);
  dp_paper_store_merge_async (fixture->library, papers, DP_AUTHORITY_ARXIV_API, 0, DP_TOPIC_EDITION_NOW,
                              DP_TOPIC_ORIGIN_SERVER, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_false (dp_paper_store_merge_finish (fixture->library, result, &stored, &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_FULL);
  g_test_message ("%s", error->message);

  /* What was reported is there, whole batches only, and the library goes on. */
  g_assert_cmpuint (stored.n_new, >, 0);
  g_assert_cmpuint (stored.n_new % 100, ==, 0);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, stored.n_new);
  library_fixture_execute (fixture, "PRAGMA max_page_count = 1000000");
  write_papers (fixture, 0, 1000);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 1000);
}

static void
test_locked (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (DpDatabase) other = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint32 rowid = 1;

  library_fixture_open (fixture);
  write_papers (fixture, 0, 1);
  other = dp_database_open (fixture->path, DP_DATABASE_READ_WRITE, &error);
  g_assert_true (dp_database_begin (other, &error));

  dp_mark_store_set_async (fixture->library, DP_MARK_READ, &rowid, 1, TRUE, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_null (dp_mark_store_set_finish (fixture->library, result, &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_LOCKED);

  dp_database_roll_back (other);
  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_READ, rowid, TRUE), ==, 1);
}

/* GLib isolates the folder for temporary files, too, since 2.76: in one that nobody else may enter. */
static void
let_others_pass (LibraryFixture *fixture)
{
  const char      *root = g_getenv ("G_TEST_TMPDIR");
  g_autofree char *path = g_path_get_dirname (fixture->folder);

  while (root != NULL && g_str_has_prefix (path, root))
    {
      g_autofree char *parent = g_path_get_dirname (path);

      g_assert_no_errno (g_chmod (path, 0755));
      g_free (path);
      path = g_steal_pointer (&parent);
    }
}

/* In a child without the right to write: root may write where the mode says no. */
static int
run_as_nobody (LibraryFixture *fixture,
               int (*func) (LibraryFixture *fixture))
{
  int status = -1;

  if (fork () == 0)
    {
      if (getuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
        end_child (100);
      end_child (func (fixture));
    }

  g_assert_cmpint (wait (&status), >, 0);
  g_assert_true (WIFEXITED (status));

  return WEXITSTATUS (status);
}

static int
read_without_writing (LibraryFixture *fixture)
{
  g_autoptr (DpLibrary) library = dp_library_open (fixture->path, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpPaper) paper = NULL;
  guint32 rowid = 1;

  if (library == NULL || !dp_library_is_read_only (library))
    return 1;

  paper = dp_paper_query_load (library, rowid, NULL);
  if (paper == NULL)
    return 2;

  dp_library_watch (library);
  dp_mark_store_set_async (library, DP_MARK_READ, &rowid, 1, TRUE, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  if (dp_mark_store_set_finish (library, result, &error) != NULL ||
      !g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY))
    return 3;

  dp_library_close (library);
  return 0;
}

/* Returns how many things are found that want to be repaired. */
static int
check_without_writing (LibraryFixture *fixture)
{
  g_autoptr (DpLibrary) library = dp_library_open (fixture->path, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (library == NULL || !dp_library_is_read_only (library))
    return 101;

  dp_library_check_async (library, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  found = dp_library_check_finish (library, result, NULL);
  dp_library_close (library);

  return found != NULL ? (int)found->len : 102;
}

/* What is read-only can be looked at all the same. */
static void
test_check_read_only (LibraryFixture *fixture,
                      gconstpointer   data)
{
  library_fixture_open (fixture);
  write_papers (fixture, 0, 3);
  library_fixture_close (fixture);
  g_assert_no_errno (g_chmod (fixture->folder, 0555));
  g_assert_cmpint (run_as_nobody (fixture, check_without_writing), ==, 0);
  g_assert_no_errno (g_chmod (fixture->folder, 0755));

  library_fixture_open (fixture);
  library_fixture_execute (fixture, "UPDATE tally SET n_papers = n_papers + 1;"
                                    "UPDATE paper SET title_key = 'zzz', categories = 'cs.CL' WHERE id = 3");
  library_fixture_close (fixture);
  g_assert_no_errno (g_chmod (fixture->folder, 0555));
  g_assert_cmpint (run_as_nobody (fixture, check_without_writing), ==, 3);
  g_assert_no_errno (g_chmod (fixture->folder, 0755));
}

static int
fail_read_only (LibraryFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (dp_library_open (fixture->path, &error) != NULL)
    return 1;

  return g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY) ? 0 : 2;
}

static void
test_read_only (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);

  library_fixture_open (fixture);
  write_papers (fixture, 0, 1);
  library_fixture_close (fixture);

  let_others_pass (fixture);
  g_assert_no_errno (g_chmod (fixture->path, 0444));
  g_assert_no_errno (g_chmod (fixture->folder, 0555));
  g_assert_cmpint (run_as_nobody (fixture, read_without_writing), ==, 0);

  /* A -wal may hold what the file alone does not. */
  g_assert_no_errno (g_chmod (fixture->folder, 0755));
  g_assert_true (g_file_set_contents (wal, "", 0, NULL));
  g_assert_no_errno (g_chmod (fixture->folder, 0555));
  g_assert_cmpint (run_as_nobody (fixture, fail_read_only), ==, 0);

  g_assert_no_errno (g_chmod (fixture->folder, 0755));
  g_assert_no_errno (g_unlink (wal));
  g_assert_no_errno (g_unlink (fixture->path));
  g_assert_no_errno (g_chmod (fixture->folder, 0555));
  g_assert_cmpint (run_as_nobody (fixture, fail_read_only), ==, 0);
  g_assert_no_errno (g_chmod (fixture->folder, 0755));
}

static void
changed_cb (DpLibrary   *library,
            DpChangeSet *changes,
            gpointer     user_data)
{
  GPtrArray *seen = user_data;

  g_ptr_array_add (seen, dp_change_set_ref (changes));
}

static DpChangeSet *
get_last (GPtrArray *seen)
{
  return g_ptr_array_index (seen, seen->len - 1);
}

static int
mark_in_child (LibraryFixture *fixture)
{
  LibraryFixture child = { .folder = fixture->folder, .path = fixture->path };
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  child.library = dp_library_open (child.path, NULL);
  if (child.library == NULL)
    return 1;

  /* The first mark returns when it is on the disk, so closing is all the waiting. */
  dp_mark_store_set_async (child.library, DP_MARK_BOOKMARK, &(guint32){ 2 }, 1, TRUE, NULL, NULL, NULL);
  dp_library_close (child.library);

  return 0;
}

/* Changes are told whether this process made them or another. */
static void
test_watch (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_change_set_unref);
  int status = -1;

  library_fixture_open (fixture);
  library_fixture_close (fixture);

  /* The child first: a process with threads is not forked. It waits for a byte. */
  {
    int   pipe_fds[2] = { -1, -1 };
    pid_t child = -1;

    g_assert_no_errno (pipe (pipe_fds));
    child = fork ();
    if (child == 0)
      {
        char byte = 0;

        close (pipe_fds[1]);
        if (read (pipe_fds[0], &byte, 1) != 1)
          end_child (9);
        end_child (mark_in_child (fixture));
      }

    library_fixture_open (fixture);
    dp_library_watch (fixture->library);
    g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_cb), seen);
    write_papers (fixture, 0, 2);
    test_wait_until (seen->len == 1);
    g_assert_true (dp_change_set_get_fields (get_last (seen)) & DP_CHANGE_ADDED);
    g_assert_cmpint (dp_change_set_lookup (get_last (seen), 1), ==, DP_CHANGE_ADDED);

    g_assert_cmpint (write (pipe_fds[1], "x", 1), ==, 1);
    test_wait_until (seen->len == 2);
    g_assert_cmpint (dp_change_set_get_fields (get_last (seen)), ==, DP_CHANGE_BOOKMARK);
    g_assert_cmpint (dp_change_set_lookup (get_last (seen), 1), ==, 0);
    g_assert_cmpint (dp_change_set_lookup (get_last (seen), 2), ==, DP_CHANGE_BOOKMARK);

    close (pipe_fds[0]);
    close (pipe_fds[1]);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_cmpint (status, ==, 0);
  }

  g_signal_handlers_disconnect_by_data (fixture->library, seen);
}

/* Whoever is further behind than the log must read everything. */
static void
test_trimmed_log (LibraryFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 500);
  g_autoptr (DpChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seq = 0;

  library_fixture_open (fixture);
  dp_library_set_log_length (fixture->library, 100);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM change"), <=, 300);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM change"), >=, 100);

  changes = dp_change_log_read (dp_library_get_database (fixture->library, NULL), 0, &seq, &error);
  g_assert_no_error (error);
  g_assert_true (dp_change_set_is_complete_reload (changes));
  g_assert_cmpint (seq, ==, 500);
  g_clear_pointer (&changes, dp_change_set_unref);

  changes = dp_change_log_read (dp_library_get_database (fixture->library, NULL), 450, &seq, &error);
  g_assert_no_error (error);
  g_assert_false (dp_change_set_is_complete_reload (changes));
  {
    guint n_rowids = 0;

    dp_change_set_get_rowids (changes, &n_rowids);
    g_assert_cmpuint (n_rowids, ==, 50);
  }
}

static GPtrArray *
check_library (LibraryFixture *fixture,
               GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  dp_library_check_async (fixture->library, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);

  return dp_library_check_finish (fixture->library, result, error);
}

static void
test_check (LibraryFixture *fixture,
            gconstpointer   data)
{
  static const char *const damages[] = {
    "INSERT INTO search (search, rowid, title) VALUES ('delete', 3, 'Title')",
    "UPDATE tally SET n_papers = n_papers + 1",
    "INSERT INTO task VALUES ('Nothing', 1, 1)",
    "INSERT INTO tag (name, name_key, n_papers) VALUES ('Nothing', 'nothing', 1)",
    "INSERT INTO paper_tag SELECT 2, id, 1, 1 FROM tag; UPDATE tag SET n_unread = 1",
    "INSERT INTO collection (name, name_key, position, state, changed_at, n_unread) VALUES ('A', 'a', 1, 1, 1, 4)",
    "INSERT INTO new_version VALUES (2, 1)",
    "UPDATE topic SET n_unread = n_unread + 1",
    "UPDATE topic_paper SET date = 0 WHERE paper = 2",
    "UPDATE paper SET day = '2025-01-01' WHERE id = 2",
    "UPDATE paper SET title_key = 'zzz' WHERE id = 3",
    "DELETE FROM paper_alias WHERE paper = 3",
    "INSERT INTO category VALUES (1, 'cs.CL'); INSERT INTO paper_category VALUES (1, 999)",
    "INSERT INTO paper_category VALUES (1, 2)",
    "UPDATE paper SET categories = 'math-ph cs.CL' WHERE id = 3",
    "DELETE FROM paper_category WHERE paper = 3 AND category = 1",
  };

  library_fixture_open (fixture);
  library_fixture_follow (fixture, "title", NULL, NULL, NULL);
  write_papers (fixture, 0, 5);
  library_fixture_mark (fixture, DP_MARK_READ, 2, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) sound = check_library (fixture, &error);
      g_autoptr (GPtrArray) repaired = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (sound->len, ==, 0);

      library_fixture_execute (fixture, damages[i]);
      repaired = check_library (fixture, &error);
      g_assert_no_error (error);
      g_test_message ("%s", damages[i]);
      g_assert_cmpuint (repaired->len, ==, 1);
      g_test_message ("%s", (char *)g_ptr_array_index (repaired, 0));
    }

  /* A mark of a paper that is not there is nothing that can be worked out. */
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (DpDatabase) other = dp_database_open (fixture->path, DP_DATABASE_READ_WRITE, &error);

    g_assert_true (dp_database_execute (other, "PRAGMA foreign_keys = OFF;"
                                               "INSERT INTO bookmark VALUES (999, 1, 1, 1)",
                                        &error));
    g_assert_null (check_library (fixture, &error));
    g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(path, func) \
  g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)
  add ("/library/create", test_create);
  add ("/library/orders-need-no-sort", test_orders_need_no_sort);
  add ("/library/topic-needs-no-whole-sort", test_topic_needs_no_whole_sort);
  add ("/library/cancel-read", test_cancel_read);
  add ("/library/migrate", test_migrate);
  add ("/library/newer", test_newer);
  add ("/library/no-library", test_no_library);
  add ("/library/damaged", test_damaged);
  add ("/library/full", test_full);
  add ("/library/locked", test_locked);
  add ("/library/read-only", test_read_only);
  add ("/library/watch", test_watch);
  add ("/library/trimmed-log", test_trimmed_log);
  add ("/library/check", test_check);
  add ("/library/check-read-only", test_check_read_only);
#undef add

  return g_test_run ();
}
