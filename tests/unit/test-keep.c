/* test-keep.c: backups, restoring them, and the copies beside a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "library/keep/dp-copies.h"
#include "library/keep/dp-restore.h"
#include "library/schema/dp-library-schema.h"

#include <glib/gstdio.h>

static char *
build_path (LibraryFixture *fixture,
            const char     *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
store (LibraryFixture *fixture,
       const char     *id)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (id, 1735689600);

  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
}

static char *
write_backup (LibraryFixture *fixture,
              const char     *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = build_path (fixture, name);

  dp_backup_write (fixture->library, path, DP_BACKUP_AT_ONCE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&path);
}

static void
begin_restore (LibraryFixture *fixture,
               const char     *path,
               GAsyncResult  **out_result)
{
  g_autofree char *staged = build_path (fixture, "staged");
  g_autofree char *aside = build_path (fixture, "aside.dpbackup");
  g_autoptr (GError) error = NULL;

  dp_backup_stage (path, staged, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  dp_restore_run_async (fixture->library, staged, aside, NULL, NULL, NULL, test_result_cb, out_result);
}

static void
restore (LibraryFixture *fixture,
         const char     *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin_restore (fixture, path, &result);
  test_wait_until (result != NULL);
  dp_restore_run_finish (fixture->library, result, &error);
  g_assert_no_error (error);
}

static void
test_info (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *path = NULL;
  g_autofree char *wal = NULL;
  g_autoptr (DpBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001");
  store (fixture, "2501.00002");
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, 1, TRUE);
  library_fixture_follow (fixture, "graph", NULL, NULL, NULL);

  path = write_backup (fixture, "one.dpbackup");
  wal = g_strconcat (path, "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  info = dp_backup_read_info (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info->n_papers, ==, 2);
  g_assert_cmpuint (info->n_marks, ==, 1);
  g_assert_cmpuint (info->n_topics, ==, 1);
}

static void
changed_cb (DpLibrary   *library,
            DpChangeSet *changes,
            gpointer     user_data)
{
  gboolean *reloaded = user_data;

  *reloaded |= dp_change_set_is_complete_reload (changes);
}

/* Who has the library open, in this process or another, is told, sees the other papers,
 * and cannot write what was meant for those before. */
static void
test_others (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *path = NULL;
  g_autoptr (DpLibrary) other = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean reloaded = FALSE;
  gint64   generation = 0;
  guint32  rowid = 2;

  library_fixture_open (fixture);
  store (fixture, "2501.00001");
  path = write_backup (fixture, "one.dpbackup");
  store (fixture, "2501.00002");
  generation = library_fixture_get_int64 (fixture, "SELECT generation FROM meta");

  other = dp_library_open (fixture->path, &error);
  g_assert_no_error (error);
  dp_library_watch (fixture->library);
  g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_cb), &reloaded);

  restore (fixture, path);
  test_wait_until (reloaded);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT generation FROM meta"), ==, generation + 1);
  g_assert_cmpint (dp_library_count_restored (fixture->library), ==, 1);
  store (fixture, "2501.00003"); /* takes the rowid of what was there before */

  dp_mark_store_set_async (other, DP_MARK_BOOKMARK, &rowid, 1, TRUE, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_null (dp_mark_store_set_finish (other, result, &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_REPLACED);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM bookmark"), ==, 0);

  /* Who was told may write again. */
  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_BOOKMARK, rowid, TRUE), ==, 1);
  dp_library_close (other);
}

/* What is asked for while the restore is waited for is meant for what is on the screen. */
static void
test_queued (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *path = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GAsyncResult) marked = NULL;
  g_autoptr (GArray) changed = NULL;
  g_autoptr (GError) error = NULL;
  guint32 rowid = 1;

  library_fixture_open (fixture);
  store (fixture, "2501.00001");
  path = write_backup (fixture, "one.dpbackup");

  begin_restore (fixture, path, &restored);
  dp_mark_store_set_async (fixture->library, DP_MARK_READ, &rowid, 1, TRUE, NULL, test_result_cb, &marked);
  test_wait_until (restored != NULL && marked != NULL);
  g_assert_true (dp_restore_run_finish (fixture->library, restored, &error));
  /* Marks go before what takes long, so either may come first; but it is never half. */
  changed = dp_mark_store_set_finish (fixture->library, marked, &error);
  if (changed == NULL)
    g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_REPLACED);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM read_mark"), ==, 0);
}

static void
test_aside (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *path = NULL;
  g_autofree char *aside = build_path (fixture, "aside.dpbackup");
  g_autoptr (DpBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001");
  path = write_backup (fixture, "one.dpbackup");
  store (fixture, "2501.00002");
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, 2, TRUE);
  restore (fixture, path);

  info = dp_backup_read_info (aside, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (info->n_papers, ==, 2);
  g_assert_cmpuint (info->n_marks, ==, 1);
}

static void
test_cancelled (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *path = build_path (fixture, "one.dpbackup");
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001");
  g_cancellable_cancel (cancellable);
  g_assert_false (dp_backup_write (fixture->library, path, DP_BACKUP_AT_ONCE, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

/* A library of the first version, as released, with a paper that is bookmarked. */
static void
make_old (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDatabase) database = dp_database_open (path, DP_DATABASE_READ_WRITE, &error);
  guint n_steps = 0;

  g_assert_no_error (error);
  g_assert_true (dp_library_schema_prepare_with (database, path, dp_library_schema_get_steps (&n_steps), 1, &error));
  dp_database_execute (database,
                       "INSERT INTO paper VALUES (1, 5, 5, 5, 0, 1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
                       "  '2501.00009', '', '', '', 'Old', '', '', '', '', '', '', 'old', '', '', '');"
                       "INSERT INTO paper_alias VALUES ('2501.00009', 1);"
                       "INSERT INTO bookmark VALUES (1, 1, 7, 1)",
                       &error);
  g_assert_no_error (error);
}

static void
test_older (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *path = build_path (fixture, "old.db");
  g_autofree char *copy = g_strconcat (path, ".version-1", NULL);
  g_autoptr (DpDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  gint64 version = 0;

  make_old (path);
  library_fixture_open (fixture);
  store (fixture, "2501.00001");
  restore (fixture, path);

  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM bookmark WHERE state = 1"), ==, 1);
  library_fixture_find (fixture, "2501.00009");

  /* The file itself is what it was. */
  database = dp_database_open (path, DP_DATABASE_READ_ONLY, &error);
  g_assert_true (dp_database_get_int64 (database, &version, &error, "PRAGMA user_version", ""));
  g_assert_cmpint (version, ==, 1);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* Pages of another size, as another program's SQLite may make them. */
static void
test_page_size (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *path = NULL;
  g_autoptr (DpDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001");
  path = write_backup (fixture, "one.dpbackup");
  database = dp_database_open (path, DP_DATABASE_READ_WRITE, &error);
  g_assert_true (dp_database_execute (database, "PRAGMA page_size = 8192; VACUUM", &error));
  g_clear_pointer (&database, dp_database_close);

  store (fixture, "2501.00002");
  restore (fixture, path);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "PRAGMA page_size"), ==, 4096);
}

static DpCopiesOutcome
make_copy (LibraryFixture *fixture,
           const char     *day)
{
  g_autoptr (GError) error = NULL;
  DpCopiesOutcome outcome = DP_COPIES_NO_SPACE;

  dp_copies_make_daily (fixture->library, day, NULL, &outcome, &error);
  g_assert_no_error (error);

  return outcome;
}

static void
test_daily (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *part = NULL;

  library_fixture_open (fixture);
  g_assert_cmpint (make_copy (fixture, "2026-11-01"), ==, DP_COPIES_UNCHANGED); /* there is nothing in it */

  folder = dp_copies_dup_folder (fixture->path);
  foreign = g_build_filename (folder, "2026-10-01.dpbackup.gz", NULL);
  part = g_build_filename (folder, "2026-10-01.dpbackup.part", NULL);
  g_assert_true (g_file_set_contents (foreign, "mine", -1, NULL));
  g_assert_true (g_file_set_contents (part, "of one that was killed", -1, NULL));

  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *id = library_fixture_dup_id (i);
      g_autofree char *day = g_strdup_printf ("2026-11-%02u", 2 + i);

      store (fixture, id);
      g_assert_cmpint (make_copy (fixture, day), ==, DP_COPIES_MADE);
      g_assert_cmpint (make_copy (fixture, day), ==, DP_COPIES_UNCHANGED);
    }
  g_assert_cmpint (make_copy (fixture, "2026-11-20"), ==, DP_COPIES_UNCHANGED);

  copies = dp_copies_list (fixture->path);
  g_assert_cmpuint (copies->len, ==, DP_COPIES_KEPT);
  for (guint i = 0; i < copies->len; i++)
    {
      const DpCopy    *copy = g_ptr_array_index (copies, i);
      g_autofree char *day = g_strdup_printf ("2026-11-%02u", 8 - i);

      g_assert_cmpstr (copy->when, ==, day);
      g_assert_cmpuint (copy->n_papers, ==, 7 - i);
      g_assert_cmpint (copy->kind, ==, DP_COPY_DAILY);
    }
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

/* A restore does not count as a change of the day it was made on, but its copy is kept. */
static void
test_two_processes (LibraryFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  int lock = -1;

  library_fixture_open (fixture);
  store (fixture, "2501.00001");
  lock = dp_copies_lock (fixture->path, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lock, >=, 0);
  g_assert_cmpint (make_copy (fixture, "2026-11-02"), ==, DP_COPIES_BUSY);
  g_close (lock, NULL);
  g_assert_cmpint (make_copy (fixture, "2026-11-02"), ==, DP_COPIES_MADE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(path, func) \
  g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)

  add ("/keep/info", test_info);
  add ("/keep/others", test_others);
  add ("/keep/queued", test_queued);
  add ("/keep/aside", test_aside);
  add ("/keep/cancelled", test_cancelled);
  add ("/keep/older", test_older);
  add ("/keep/page-size", test_page_size);
  add ("/keep/daily", test_daily);
  add ("/keep/two-processes", test_two_processes);

  return g_test_run ();
}
