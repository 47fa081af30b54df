/* test-mark-share-query.c: what some papers are filed under
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library/mark/dp-mark-share-query.h"

#include "mark-fixture.h"

/* "name papers;" for each */
static void
assert_shares (LibraryFixture *fixture,
               DpMarkShareKind kind,
               const guint32  *rowids,
               gsize           n_rowids,
               const char     *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  dp_mark_share_query_list_async (fixture->library, kind, rowids, n_rowids, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  shares = dp_mark_share_query_list_finish (fixture->library, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < shares->len; i++)
    {
      const DpMarkShare *share = g_ptr_array_index (shares, i);

      g_string_append_printf (text, "%s %u;", share->name, share->n_papers);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_counts (LibraryFixture *fixture,
             gconstpointer   data)
{
  const guint32                   all[] = { 1, 2, 3, 4, 5 };
  g_autoptr (DpMarkChange) two    G_GNUC_UNUSED = NULL;
  g_autoptr (DpMarkChange) one    G_GNUC_UNUSED = NULL;
  g_autoptr (DpMarkChange) gone   G_GNUC_UNUSED = NULL;
  g_autoptr (DpMarkChange) second G_GNUC_UNUSED = NULL;
  g_autoptr (DpMarkChange) first  G_GNUC_UNUSED = NULL;

  mark_fixture_fill (fixture);
  assert_shares (fixture, DP_MARK_SHARE_TAGS, all, 5, "");
  assert_shares (fixture, DP_MARK_SHARE_COLLECTIONS, all, 0, "");

  two = mark_fixture_tag (fixture, "two", all, 2, TRUE);
  one = mark_fixture_tag (fixture, "One", all + 4, 1, TRUE);
  gone = mark_fixture_tag (fixture, "two", all, 1, FALSE);
  second = mark_fixture_create (fixture, "Z", all, 5, 0);
  first = mark_fixture_create (fixture, "A", NULL, 0, 0);

  assert_shares (fixture, DP_MARK_SHARE_TAGS, all, 5, "One 1;two 1;");
  assert_shares (fixture, DP_MARK_SHARE_TAGS, all, 1, "One 0;two 0;");
  assert_shares (fixture, DP_MARK_SHARE_COLLECTIONS, all + 1, 3, "Z 3;A 0;");
  mark_fixture_move (fixture, "A", 0);
  assert_shares (fixture, DP_MARK_SHARE_COLLECTIONS, all, 5, "A 0;Z 5;");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/mark-share-query/counts", LibraryFixture, NULL, library_fixture_set_up, test_counts, library_fixture_tear_down);

  return g_test_run ();
}
