/* test-digest-round-trip.c: every digest there is, read, written and read again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a second reading gives must equal the first in all that the layout has a
 * column for, white space normalised: papers, their sections, and each field. */

#include <gio/gio.h>
#include <string.h>

#include "digest-files.h"
#include "formats/digest/dp-digest-parser.h"
#include "formats/digest/dp-digest-writer.h"

#define SKIPPED 77

static void
test_file (const DigestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDigest) first = dp_digest_parse (file->text, file->length, file->name, &error);
  g_autofree char *markdown = NULL;
  g_autoptr (DpDigest) second = NULL;

  g_assert_no_error (error);
  markdown = dp_digest_write (first);
  second = dp_digest_parse (markdown, strlen (markdown), NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpint (first->layout, ==, second->layout);
  g_assert_cmpuint (second->problems->len, ==, 0);
  digest_files_assert_same (file, first, second);
}

static void
test_all (void)
{
  g_autoptr (GPtrArray) files = digest_files_load ();

  g_assert_cmpuint (files->len, >, 400);
  for (guint i = 0; i < files->len; i++)
    test_file (g_ptr_array_index (files, i));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (!digest_files_are_there ())
    return SKIPPED;

  g_test_add_func ("/digest-round-trip/text", test_all);

  return g_test_run ();
}
