/* test-order-file.c: orders of all papers as files beside a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-order-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char        *folder;
  char        *library_path;
  char        *path;
  DpOrderStamp stamp;
  DpOrder     *order;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  guint32 *rowids = g_new (guint32, 1000);

  for (guint i = 0; i < 1000; i++)
    rowids[i] = 1000 - i;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  fixture->library_path = g_build_filename (g_get_user_data_dir (), "library.db", NULL);
  fixture->path = dp_order_file_dup_path (fixture->library_path, DP_SORT_TITLE, TRUE);
  fixture->order = dp_order_new_take (rowids, 1000);
  fixture->stamp = (DpOrderStamp){
    .library_uuid = "5f0c1c1e-9b1d-4c5e-8f0a-1d2c3b4a5968",
    .generation = 3,
    .key = DP_SORT_TITLE,
    .descending = TRUE,
    .key_version = 1,
    .seq = 77,
    .anchor = G_GUINT64_CONSTANT (0x1234567890abcdef),
  };
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  dp_order_unref (fixture->order);
  g_free (fixture->path);
  g_free (fixture->library_path);
}

static void
write_order (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (dp_order_file_write (fixture->library_path, &fixture->stamp, fixture->order, &error));
  g_assert_no_error (error);
}

static DpOrder *
map (Fixture *fixture)
{
  DpOrderStamp found = { 0 };

  return dp_order_file_map (fixture->library_path, &fixture->stamp, &found);
}

static void
assert_refused (Fixture *fixture)
{
  g_autoptr (DpOrder) order = map (fixture);

  g_assert_null (order);
}

static void
test_round_trip (Fixture      *fixture,
                 gconstpointer data)
{
  DpOrderStamp expected = fixture->stamp;
  DpOrderStamp found = { 0 };
  g_autoptr (DpOrder) order = NULL;

  assert_refused (fixture);
  write_order (fixture);

  expected.seq = 0;
  expected.anchor = 0;
  order = dp_order_file_map (fixture->library_path, &expected, &found);
  g_assert_nonnull (order);
  g_assert_true (dp_order_equal (order, fixture->order));
  g_assert_cmpint (found.seq, ==, fixture->stamp.seq);
  g_assert_cmpuint (found.anchor, ==, fixture->stamp.anchor);
  g_assert_cmpstr (found.library_uuid, ==, fixture->stamp.library_uuid);

  dp_order_file_remove_all (fixture->library_path);
  assert_refused (fixture);
  g_assert_true (dp_order_equal (order, fixture->order)); /* still mapped */
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (DpOrder) order = NULL;

  dp_order_unref (fixture->order);
  fixture->order = dp_order_new_empty ();
  write_order (fixture);

  order = map (fixture);
  g_assert_nonnull (order);
  g_assert_cmpuint (dp_order_get_length (order), ==, 0);
}

static void
test_foreign (Fixture      *fixture,
              gconstpointer data)
{
  const DpOrderStamp good = fixture->stamp;

  write_order (fixture);

  g_strlcpy (fixture->stamp.library_uuid, "another", sizeof fixture->stamp.library_uuid);
  assert_refused (fixture);
  fixture->stamp = good;
  fixture->stamp.generation++;
  assert_refused (fixture);
  fixture->stamp = good;
  fixture->stamp.key_version++;
  assert_refused (fixture);

  /* A file under the name of another order. */
  fixture->stamp = good;
  fixture->stamp.key = DP_SORT_AUTHOR;
  {
    g_autofree char *other = dp_order_file_dup_path (fixture->library_path, DP_SORT_AUTHOR, TRUE);

    g_assert_no_errno (g_rename (fixture->path, other));
  }
  assert_refused (fixture);
}

/* Any bit of the file that is another makes it no file of ours. */
static void
test_flipped_bits (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize            length = 0;

  write_order (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));

  for (gsize i = 0; i < length; i += i < 112 ? 1 : 97)
    {
      char bit = 1 << g_test_rand_int_range (0, 8);

      contents[i] ^= bit;
      g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
      assert_refused (fixture);
      contents[i] ^= bit;
    }
}

static void
test_short_and_long (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize            length = 0;

  write_order (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));

  for (gsize shorter = 0; shorter < length; shorter += g_test_rand_int_range (1, 60))
    {
      g_assert_true (g_file_set_contents (fixture->path, contents, shorter, NULL));
      assert_refused (fixture);
    }
  for (gsize more = 1; more <= 8; more++)
    {
      g_autofree char *longer = g_malloc0 (length + more);

      memcpy (longer, contents, length);
      g_assert_true (g_file_set_contents (fixture->path, longer, length + more, NULL));
      assert_refused (fixture);
    }

  /* And a later write heals it. */
  write_order (fixture);
  {
    g_autoptr (DpOrder) order = map (fixture);

    g_assert_nonnull (order);
  }
}

/* A process that died while it wrote leaves what was there before, and does not
 * stand in the way of the next. */
static void
test_crash_before_rename (Fixture      *fixture,
                          gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".new", NULL);
  g_autoptr (DpOrder) before = NULL;
  g_autoptr (DpOrder) after = NULL;
  DpOrderStamp found = { 0 };

  write_order (fixture);
  g_assert_true (g_file_set_contents (aside, "half of", 7, NULL));
  before = map (fixture);
  g_assert_nonnull (before);

  fixture->stamp.seq++;
  write_order (fixture);
  after = dp_order_file_map (fixture->library_path, &fixture->stamp, &found);
  g_assert_nonnull (after);
  g_assert_cmpint (found.seq, ==, fixture->stamp.seq);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
test_older_does_not_replace (Fixture      *fixture,
                             gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".new", NULL);
  DpOrderStamp     found = { 0 };
  g_autoptr (DpOrder) order = NULL;

  write_order (fixture);
  g_assert_true (g_file_set_contents (aside, "left over", 9, NULL));
  fixture->stamp.seq--;
  write_order (fixture);

  order = dp_order_file_map (fixture->library_path, &fixture->stamp, &found);
  g_assert_nonnull (order);
  g_assert_cmpint (found.seq, ==, fixture->stamp.seq + 1);
}

static void
test_locked_by_another (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *lock_path = g_strconcat (fixture->library_path, ".orders.lock", NULL);
  g_autoptr (GError) error = NULL;
  int fd = -1;

  write_order (fixture);
  fd = g_open (lock_path, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (fd, >=, 0);
  g_assert_no_errno (flock (fd, LOCK_EX));

  fixture->stamp.seq++;
  g_assert_false (dp_order_file_write (fixture->library_path, &fixture->stamp, fixture->order, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_AGAIN);

  close (fd);
  write_order (fixture);
}

static void
test_unwritable (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *folder = g_strconcat (fixture->library_path, ".orders", NULL);
  g_autoptr (GError) error = NULL;

  /* A file where the folder should be stands in for a folder that cannot be made. */
  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  g_assert_false (dp_order_file_write (fixture->library_path, &fixture->stamp, fixture->order, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  assert_refused (fixture);
}

static void
write_much (Fixture *fixture)
{
  for (guint i = 0; i < 100; i++)
    {
      fixture->stamp.seq++;
      dp_order_file_write (fixture->library_path, &fixture->stamp, fixture->order, NULL);
    }
}

/* Two processes write and one reads: at every moment there is a whole file. */
static void
test_two_processes (Fixture      *fixture,
                    gconstpointer data)
{
  pid_t pids[2] = { 0 };

  write_order (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      pids[i] = fork ();
      g_assert_cmpint (pids[i], >=, 0);
      if (pids[i] == 0)
        {
          write_much (fixture);
          _exit (0);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (pids); i++)
    {
      int status = 0;

      while (waitpid (pids[i], &status, WNOHANG) == 0)
        {
          g_autoptr (DpOrder) order = map (fixture);

          g_assert_nonnull (order);
        }
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/order-file/round-trip", test_round_trip);
  ADD ("/order-file/empty", test_empty);
  ADD ("/order-file/foreign", test_foreign);
  ADD ("/order-file/flipped-bits", test_flipped_bits);
  ADD ("/order-file/short-and-long", test_short_and_long);
  ADD ("/order-file/crash-before-rename", test_crash_before_rename);
  ADD ("/order-file/older-does-not-replace", test_older_does_not_replace);
  ADD ("/order-file/locked-by-another", test_locked_by_another);
  ADD ("/order-file/unwritable", test_unwritable);
  ADD ("/order-file/two-processes", test_two_processes);
#undef ADD

  return g_test_run ();
}
