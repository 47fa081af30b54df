/* fuzz-replay.c: runs a fuzzer on its corpus, with any compiler
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whatever a fuzzer once found is kept as a file, and from then on it is a unit
 * test: this takes the place of libFuzzer's main. */

#include <glib.h>

#include "fuzz.h"

static void
replay_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize            length = 0;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  g_print ("%s\n", path);
  LLVMFuzzerTestOneInput ((const uint8_t *)contents, length);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name = NULL;
  guint       n_files = 0;

  g_assert_cmpint (argc, ==, 2);
  folder = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);

      replay_file (path);
      n_files++;
    }

  g_assert_cmpuint (n_files, >, 0);

  return 0;
}
