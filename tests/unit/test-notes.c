/* test-notes.c: what the user writes about a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mark-fixture.h"

#include "library/mark/dp-note-store.h"

static void
set_up (LibraryFixture *fixture,
        gconstpointer   data)
{
  library_fixture_set_up (fixture, data);
  mark_fixture_fill (fixture);
}

static void
note (LibraryFixture *fixture,
      const char     *base,
      const char     *text)
{
  dp_mark_change_unref (mark_fixture_note (fixture, 1, base, text, 0));
}

static void
test_write (LibraryFixture *fixture,
            gconstpointer   data)
{
  DpListQuery query = { .scope = DP_SCOPE_ALL, .search = (char[]){ "zebra" } };
  g_autoptr (DpMarkChange) same = NULL;

  note (fixture, "", "  Two zebras,\n\tone \033[31mline\r\n");
  mark_fixture_assert_paper (fixture, 1, "||  Two zebras,\n\tone [31mline\n");
  mark_fixture_assert_list (fixture, &query, "1");
  same = mark_fixture_note (fixture, 1, NULL, "  Two zebras,\n\tone [31mline\n", 0);
  g_assert_true (dp_mark_change_is_empty (same));

  note (fixture, NULL, "One horse");
  mark_fixture_assert_list (fixture, &query, "");
  note (fixture, NULL, " \n ");
  mark_fixture_assert_paper (fixture, 1, "||");
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT state = 0 AND text = '' FROM note"), ==, 1);

  mark_fixture_note (fixture, 99, NULL, "nobody's", DP_LIBRARY_ERROR_NOT_FOUND);
}

/* What somebody else wrote since is kept with what is written. */
static void
test_base (LibraryFixture *fixture,
           gconstpointer   data)
{
  static const struct
  {
    const char *there;
    const char *base;
    const char *text;
    const char *expected;
  } cases[] = {
    { "a", "a", "ab", "||ab" },
    { "a", NULL, "b", "||b" },
    { "b", "a", "c", "||c\n\nb" },
    { "b", "", "c", "||c\n\nb" },
    { "b", "a", "b", "||b" },
    { "b", "a", "", "||b" },
    { "", "a", "ab", "||ab" },
    { "a", "a", "", "||" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      note (fixture, NULL, cases[i].there);
      note (fixture, cases[i].base, cases[i].text);
      mark_fixture_assert_paper (fixture, 1, cases[i].expected);
    }
}

static void
test_undo (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (DpMarkChange) emptied = NULL;

  note (fixture, NULL, "Worth keeping");
  emptied = mark_fixture_note (fixture, 1, "Worth keeping", "", 0);
  mark_fixture_revert (fixture, emptied, 0);
  mark_fixture_assert_paper (fixture, 1, "||Worth keeping");

  note (fixture, NULL, "Something new");
  mark_fixture_revert (fixture, emptied, DP_LIBRARY_ERROR_CHANGED);
  mark_fixture_assert_paper (fixture, 1, "||Something new");
}

static void
test_length (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autofree char *longest = g_strnfill (DP_NOTE_MAX_BYTES, 'x');
  g_autofree char *longer = g_strnfill (DP_NOTE_MAX_BYTES + 1, 'x');
  g_autofree char *expected = g_strconcat ("||", longest, NULL);

  note (fixture, NULL, longest);
  mark_fixture_assert_paper (fixture, 1, expected);
  mark_fixture_note (fixture, 1, NULL, longer, DP_LIBRARY_ERROR_TOO_LARGE);
  mark_fixture_assert_paper (fixture, 1, expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, LibraryFixture, NULL, set_up, func, library_fixture_tear_down)
  ADD ("/notes/write", test_write);
  ADD ("/notes/base", test_base);
  ADD ("/notes/undo", test_undo);
  ADD ("/notes/length", test_length);

  return g_test_run ();
}
