/* test-pace-file.c: the state of a group of hosts, whatever happens to its file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "net/dp-pace-file.h"
#include "test-util.h"

#define NOW_US (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define INTERVAL_US (3 * G_USEC_PER_SEC)
#define MAX_BUSY_US (60 * G_USEC_PER_SEC)

typedef struct
{
  char       *folder;
  char       *path;
  DpPaceFile *file;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = g_build_filename (g_get_user_state_dir (), "daily-papers", "net", NULL);
  fixture->path = g_build_filename (fixture->folder, "tests", NULL);
  fixture->file = dp_pace_file_new (fixture->folder, "tests");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  dp_pace_file_free (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static DpPace
read_pace (DpPaceFile *file)
{
  DpPace pace = { 0 };

  dp_pace_file_read (file, NOW_US, INTERVAL_US, MAX_BUSY_US, &pace);

  return pace;
}

static void
test_remembers (Fixture      *fixture,
                gconstpointer data)
{
  DpPace pace = { .next_us = NOW_US + 5, .busy_until_us = NOW_US + 7 };

  g_assert_true (dp_pace_file_try_lock (fixture->file));
  g_assert_cmpint (read_pace (fixture->file).next_us, ==, 0);
  dp_pace_file_write (fixture->file, &pace);
  dp_pace_file_unlock (fixture->file);

  g_assert_true (dp_pace_file_try_lock (fixture->file));
  g_assert_cmpint (read_pace (fixture->file).next_us, ==, NOW_US + 5);
  g_assert_cmpint (read_pace (fixture->file).busy_until_us, ==, NOW_US + 7);
  g_assert_cmpint (read_pace (fixture->file).side_busy_until_us, ==, 0);

  /* The side door is busy by itself. */
  pace.side_busy_until_us = NOW_US + 9;
  dp_pace_file_write (fixture->file, &pace);
  g_assert_cmpint (read_pace (fixture->file).busy_until_us, ==, NOW_US + 7);
  g_assert_cmpint (read_pace (fixture->file).side_busy_until_us, ==, NOW_US + 9);

  /* A shorter text leaves nothing of a longer one. */
  pace = (DpPace){ 0 };
  dp_pace_file_write (fixture->file, &pace);
  g_assert_cmpint (read_pace (fixture->file).busy_until_us, ==, 0);
}

static void
test_locks (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (DpPaceFile) another = dp_pace_file_new (fixture->folder, "tests");
  g_autoptr (DpPaceFile) elsewhere = dp_pace_file_new (fixture->folder, "others");

  g_assert_true (dp_pace_file_try_lock (fixture->file));
  g_assert_false (dp_pace_file_try_lock (another));
  g_assert_true (dp_pace_file_try_lock (elsewhere));

  dp_pace_file_unlock (fixture->file);
  g_assert_true (dp_pace_file_try_lock (another));
}

static void
test_does_not_believe_everything (Fixture      *fixture,
                                  gconstpointer data)
{
  const struct
  {
    const char *text;
    gint64      next_us;
    gint64      busy_until_us;
  } cases[] = {
    { "", 0, 0 },
    { "nonsense", NOW_US + INTERVAL_US, 0 },
    { "[pace]\nnext=1", NOW_US + INTERVAL_US, 0 },
    { "[pace]\nnext=soon\nbusy-until=later\n", NOW_US + INTERVAL_US, 0 },
    { "[pace]\nnext=170", NOW_US + INTERVAL_US, 0 },
    { "[pace]\nnext=9000000000000000000\nbusy-until=9000000000000000000\n", NOW_US + INTERVAL_US, 0 },
    { "[pace]\nnext=-5\nbusy-until=-5\n", -5, -5 },
    { "[pace]\nnext=5\nbusy-until=1700000060000000\n", 5, NOW_US + MAX_BUSY_US },
    { "[pace]\nnext=5\nbusy-until=1700000060000001\n", 5, 0 },
    { "\xff\xfe\x01", NOW_US + INTERVAL_US, 0 },
  };

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DpPace pace = { 0 };

      g_assert_true (g_file_set_contents (fixture->path, cases[i].text, -1, NULL));
      g_assert_true (dp_pace_file_try_lock (fixture->file));
      pace = read_pace (fixture->file);
      dp_pace_file_unlock (fixture->file);

      g_assert_cmpint (pace.next_us, ==, cases[i].next_us);
      g_assert_cmpint (pace.busy_until_us, ==, cases[i].busy_until_us);
    }
}

/* A folder that cannot be made, a file that is a folder, and none at all. */
static void
test_does_without (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *below_a_file = g_build_filename (fixture->path, "x", NULL);
  g_autoptr (DpPaceFile) unmade = dp_pace_file_new (below_a_file, "tests");
  g_autoptr (DpPaceFile) folder = dp_pace_file_new (g_get_user_state_dir (), "daily-papers");
  g_autoptr (DpPaceFile) none = dp_pace_file_new (NULL, "tests");
  DpPaceFile *files[] = { unmade, folder, none };
  DpPace      pace = { .next_us = NOW_US };

  g_assert_cmpint (g_mkdir_with_parents (fixture->folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "", -1, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_assert_true (dp_pace_file_try_lock (files[i]));
      dp_pace_file_write (files[i], &pace);
      g_assert_cmpint (read_pace (files[i]).next_us, ==, 0);
      dp_pace_file_unlock (files[i]);
    }
}

static char *own_path;

/* What the victim of the next test does. */
static int
hold (const char *folder)
{
  DpPaceFile *file = dp_pace_file_new (folder, "tests");

  if (!dp_pace_file_try_lock (file))
    return 1;
  g_print ("held\n");
  for (;;)
    g_usleep (G_USEC_PER_SEC);
}

static void
test_killed_holder_lets_go (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) victim = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                     own_path, "--hold", fixture->folder, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (victim));
  line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "held");

  g_assert_false (dp_pace_file_try_lock (fixture->file));
  g_subprocess_force_exit (victim);
  g_assert_true (g_subprocess_wait (victim, NULL, NULL));
  g_assert_true (dp_pace_file_try_lock (fixture->file));
}

/* Whoever deletes the state of all programs does not make them impolite. */
static void
test_deleted (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (DpPaceFile) other = dp_pace_file_new (fixture->folder, "tests");
  DpPace pace = { .next_us = NOW_US + 5, .busy_until_us = NOW_US + 7 };

  g_assert_true (dp_pace_file_try_lock (fixture->file));
  g_assert_no_errno (g_unlink (fixture->path));
  g_assert_no_errno (g_rmdir (fixture->folder));
  dp_pace_file_write (fixture->file, &pace);

  g_assert_false (dp_pace_file_try_lock (other));
  dp_pace_file_unlock (fixture->file);
  g_assert_true (dp_pace_file_try_lock (other));
  g_assert_cmpint (read_pace (other).next_us, ==, pace.next_us);
  g_assert_cmpint (read_pace (other).busy_until_us, ==, pace.busy_until_us);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold (argv[2]);

  own_path = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add ("/pace-file/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("remembers", test_remembers);
  ADD ("locks", test_locks);
  ADD ("does-not-believe-everything", test_does_not_believe_everything);
  ADD ("does-without", test_does_without);
  ADD ("deleted", test_deleted);
  ADD ("killed-holder-lets-go", test_killed_holder_lets_go);
#undef ADD

  return g_test_run ();
}
