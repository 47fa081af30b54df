/* test-tags.c: tags that come, go, are renamed, and are had back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mark-fixture.h"

#include "library/mark/dp-tag-store.h"
#include "model/dp-name.h"

static void
set_up (LibraryFixture *fixture,
        gconstpointer   data)
{
  library_fixture_set_up (fixture, data);
  mark_fixture_fill (fixture);
}

static void
test_set (LibraryFixture *fixture,
          gconstpointer   data)
{
  const guint32 several[] = { 1, 3, 99, 3 };
  g_autoptr (DpMarkChange) change = mark_fixture_tag (fixture, "  Graph\tNets ", several, 4, TRUE);
  g_autoptr (DpMarkChange) again = mark_fixture_tag (fixture, "graph nets", several, 2, TRUE);
  g_autoptr (DpMarkChange) none = mark_fixture_tag (fixture, "other", several, 4, FALSE);

  /* The one that is not there is passed over, and nobody is tagged twice. */
  g_assert_cmpuint (dp_mark_change_get_n_papers (change), ==, 2);
  g_assert_true (dp_mark_change_is_empty (again));
  g_assert_true (dp_mark_change_is_empty (none));
  mark_fixture_assert_tags (fixture, "Graph Nets 2/2;");

  library_fixture_mark (fixture, DP_MARK_READ, 3, TRUE);
  mark_fixture_assert_tags (fixture, "Graph Nets 1/2;");

  library_fixture_close (fixture);
  library_fixture_open (fixture);
  mark_fixture_assert_tags (fixture, "Graph Nets 1/2;");
  mark_fixture_assert_paper (fixture, 1, "Graph Nets||");
  mark_fixture_assert_paper (fixture, 2, "||");

  dp_mark_change_unref (mark_fixture_tag (fixture, "GRAPH NETS", several, 1, FALSE));
  mark_fixture_assert_tags (fixture, "Graph Nets 0/1;");
  library_fixture_mark (fixture, DP_MARK_READ, 3, FALSE);
  mark_fixture_assert_tags (fixture, "Graph Nets 1/1;");
}

static void
test_list (LibraryFixture *fixture,
           gconstpointer   data)
{
  const guint32 several[] = { 1, 4 };

  mark_fixture_assert_list (fixture, &(DpListQuery){ .scope = DP_SCOPE_TAG, .tag = (char[]){ "graphs" } }, "");
  dp_mark_change_unref (mark_fixture_tag (fixture, "Graphs", several, 2, TRUE));
  mark_fixture_assert_list (fixture, &(DpListQuery){ .scope = DP_SCOPE_TAG, .tag = (char[]){ "graphs" } }, "1 4");
  dp_mark_change_unref (mark_fixture_tag (fixture, "Graphs", several, 1, FALSE));
  mark_fixture_assert_list (fixture, &(DpListQuery){ .scope = DP_SCOPE_TAG, .tag = (char[]){ "graphs" } }, "4");
}

static void
test_undo (LibraryFixture *fixture,
           gconstpointer   data)
{
  const guint32 first[] = { 1, 2 };
  const guint32 all[] = { 1, 2, 3 };
  g_autoptr (DpMarkChange) untagged = NULL;
  g_autoptr (DpMarkChange) more = NULL;

  dp_mark_change_unref (mark_fixture_tag (fixture, "nlp", first, 2, TRUE));
  more = mark_fixture_tag (fixture, "nlp", all, 3, TRUE);
  mark_fixture_revert (fixture, more, 0);
  mark_fixture_assert_tags (fixture, "nlp 2/2;");

  /* What was done to one of them since is kept. */
  untagged = mark_fixture_tag (fixture, "nlp", all, 3, FALSE);
  mark_fixture_assert_tags (fixture, "");
  dp_mark_change_unref (mark_fixture_tag (fixture, "nlp", all, 1, TRUE));
  mark_fixture_revert (fixture, untagged, 0);
  mark_fixture_assert_tags (fixture, "nlp 2/2;");
  mark_fixture_revert (fixture, untagged, DP_LIBRARY_ERROR_CHANGED);
}

static void
test_rename (LibraryFixture *fixture,
             gconstpointer   data)
{
  const guint32 papers[] = { 1, 2, 3 };
  g_autoptr (DpMarkChange) renamed = NULL;
  g_autoptr (DpMarkChange) united = NULL;
  g_autoptr (DpMarkChange) spelled = NULL;
  g_autoptr (DpMarkChange) removed = NULL;

  dp_mark_change_unref (mark_fixture_tag (fixture, "old", papers, 2, TRUE));
  dp_mark_change_unref (mark_fixture_tag (fixture, "other", papers + 1, 2, TRUE));
  renamed = mark_fixture_rename_tag (fixture, "OLD", "new", 0);
  g_assert_cmpuint (dp_mark_change_get_n_papers (renamed), ==, 2);
  mark_fixture_assert_tags (fixture, "new 2/2;other 2/2;");

  united = mark_fixture_rename_tag (fixture, "new", "Other", 0);
  mark_fixture_assert_tags (fixture, "other 3/3;");
  mark_fixture_revert (fixture, united, 0);
  mark_fixture_assert_tags (fixture, "new 2/2;other 2/2;");
  mark_fixture_assert_paper (fixture, 1, "new||");
  mark_fixture_assert_paper (fixture, 2, "new,other||");

  mark_fixture_revert (fixture, renamed, 0);
  mark_fixture_assert_tags (fixture, "old 2/2;other 2/2;");

  spelled = mark_fixture_rename_tag (fixture, "old", "Old", 0);
  mark_fixture_assert_tags (fixture, "Old 2/2;other 2/2;");
  mark_fixture_revert (fixture, spelled, 0);
  mark_fixture_assert_tags (fixture, "old 2/2;other 2/2;");

  removed = mark_fixture_rename_tag (fixture, "old", NULL, 0);
  mark_fixture_assert_tags (fixture, "other 2/2;");
  mark_fixture_rename_tag (fixture, "old", "new", DP_LIBRARY_ERROR_NOT_FOUND);
  mark_fixture_revert (fixture, removed, 0);
  mark_fixture_assert_tags (fixture, "old 2/2;other 2/2;");
}

/* By the first name of each; those without a tag come last in both directions. */
static void
test_sort (LibraryFixture *fixture,
           gconstpointer   data)
{
  const guint32                    all[] = { 1, 2, 3, 4, 5 };
  DpListQuery                      query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_TAGS };
  g_autoptr (DpMarkChange) vision  G_GNUC_UNUSED = mark_fixture_tag (fixture, "vision", all + 1, 2, TRUE);
  g_autoptr (DpMarkChange) graphs  G_GNUC_UNUSED = mark_fixture_tag (fixture, "Graphs", all + 2, 1, TRUE);
  g_autoptr (DpMarkChange) gone    G_GNUC_UNUSED = mark_fixture_tag (fixture, "a", all + 4, 1, TRUE);
  g_autoptr (DpMarkChange) removed G_GNUC_UNUSED = mark_fixture_tag (fixture, "a", all + 4, 1, FALSE);

  mark_fixture_assert_list (fixture, &query, "3 2 5 4 1");
  query.descending = TRUE;
  mark_fixture_assert_list (fixture, &query, "2 3 5 4 1");
}

static void
test_names (LibraryFixture *fixture,
            gconstpointer   data)
{
  static const struct
  {
    const char *typed;
    const char *name; /* %NULL where there is none */
  } cases[] = {
    { "nlp", "nlp" },
    { " a \n b ", "a b" },
    { "\xe2\x80\xae"
      "cba",
      "cba" },
    { "na\xc3\xafve", "na\xc3\xafve" },
    { "", NULL },
    { " \t\n", NULL },
    { "\x01\xe2\x80\xac", NULL },
  };
  g_autofree char *longest = g_strnfill (DP_NAME_MAX_LENGTH, 'x');
  g_autofree char *longer = g_strnfill (DP_NAME_MAX_LENGTH + 1, 'x');
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = dp_name_normalize (cases[i].typed, NULL);

      g_assert_cmpstr (found, ==, cases[i].name);
    }

  name = dp_name_normalize (longest, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, longest);
  g_assert_null (dp_name_normalize (longer, &error));
  g_assert_error (error, DP_NAME_ERROR, DP_NAME_ERROR_TOO_LONG);

  mark_fixture_refuse_tag (fixture, " ", DP_NAME_ERROR_EMPTY);
  mark_fixture_refuse_tag (fixture, longer, DP_NAME_ERROR_TOO_LONG);
  mark_fixture_assert_tags (fixture, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, LibraryFixture, NULL, set_up, func, library_fixture_tear_down)
  ADD ("/tags/set", test_set);
  ADD ("/tags/list", test_list);
  ADD ("/tags/sort", test_sort);
  ADD ("/tags/undo", test_undo);
  ADD ("/tags/rename", test_rename);
  ADD ("/tags/names", test_names);

  return g_test_run ();
}
