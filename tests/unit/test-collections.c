/* test-collections.c: collections that come, go, are renamed, and are had back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mark-fixture.h"

static const guint32 papers[] = { 1, 2, 3, 4 };

static void
set_up (LibraryFixture *fixture,
        gconstpointer   data)
{
  library_fixture_set_up (fixture, data);
  mark_fixture_fill (fixture);
}

static void
test_fill (LibraryFixture *fixture,
           gconstpointer   data)
{
  DpListQuery   query = { .scope = DP_SCOPE_COLLECTION };
  const guint32 more[] = { 3, 4, 99 };
  g_autoptr (DpMarkChange) added = NULL;

  dp_mark_change_unref (mark_fixture_create (fixture, " Thesis ", papers, 3, 0));
  added = mark_fixture_collect (fixture, "thesis", more, 3, TRUE);
  g_assert_cmpuint (dp_mark_change_get_n_papers (added), ==, 1);
  mark_fixture_create (fixture, "THESIS", NULL, 0, DP_LIBRARY_ERROR_EXISTS);
  mark_fixture_assert_collections (fixture, "Thesis 4/4;");
  library_fixture_mark (fixture, DP_MARK_READ, 1, TRUE);
  mark_fixture_assert_collections (fixture, "Thesis 3/4;");

  query.collection_id = mark_fixture_find (fixture, "Thesis");
  mark_fixture_assert_list (fixture, &query, "1 2 3 4");
  dp_mark_change_unref (mark_fixture_collect (fixture, "Thesis", papers, 2, FALSE));
  mark_fixture_assert_list (fixture, &query, "3 4");
  mark_fixture_assert_collections (fixture, "Thesis 2/2;");

  query.collection_id = 999;
  mark_fixture_assert_list (fixture, &query, "");
}

static void
test_undo (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (DpMarkChange) made = mark_fixture_create (fixture, "Thesis", papers, 2, 0);
  g_autoptr (DpMarkChange) taken = NULL;
  g_autoptr (DpMarkChange) again = NULL;

  taken = mark_fixture_collect (fixture, "Thesis", papers, 4, FALSE);
  mark_fixture_assert_collections (fixture, "Thesis 0/0;");
  mark_fixture_revert (fixture, taken, 0);
  mark_fixture_assert_collections (fixture, "Thesis 2/2;");

  /* One that was made and is empty again goes; one that holds more stays. */
  mark_fixture_revert (fixture, made, 0);
  mark_fixture_assert_collections (fixture, "");
  again = mark_fixture_create (fixture, "Thesis", papers, 2, 0);
  dp_mark_change_unref (mark_fixture_collect (fixture, "Thesis", papers + 3, 1, TRUE));
  mark_fixture_revert (fixture, again, 0);
  mark_fixture_assert_collections (fixture, "Thesis 1/1;");
}

static void
test_remove (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (DpMarkChange) removed = NULL;
  gint64 id = 0;

  dp_mark_change_unref (mark_fixture_create (fixture, "Thesis", papers, 2, 0));
  id = mark_fixture_find (fixture, "Thesis");
  removed = mark_fixture_rename_collection (fixture, "Thesis", NULL, 0);
  mark_fixture_assert_collections (fixture, "");
  mark_fixture_assert_paper (fixture, 1, "||");

  mark_fixture_revert (fixture, removed, 0);
  mark_fixture_assert_collections (fixture, "Thesis 2/2;");
  g_assert_cmpint (mark_fixture_find (fixture, "Thesis"), ==, id);

  /* A new one of the name has nothing of the old one, until that is had back too. */
  dp_mark_change_unref (mark_fixture_rename_collection (fixture, "Thesis", NULL, 0));
  dp_mark_change_unref (mark_fixture_create (fixture, "thesis", papers + 3, 1, 0));
  mark_fixture_assert_collections (fixture, "thesis 1/1;");
  mark_fixture_revert (fixture, removed, 0);
  mark_fixture_assert_collections (fixture, "thesis 3/3;");
  mark_fixture_revert (fixture, removed, DP_LIBRARY_ERROR_CHANGED);

  /* Older versions imported removed ones with papers in them. */
  library_fixture_execute (fixture, "INSERT INTO collection (name, name_key, position, state, changed_at)"
                                    "  VALUES ('Old', 'old', 9, 0, 1);"
                                    "INSERT INTO paper_collection SELECT 1, id, 1, 1 FROM collection WHERE name = 'Old'");
  mark_fixture_find (fixture, "old");
  mark_fixture_assert_collections (fixture, "thesis 3/3;old 0/0;");
}

static void
test_rename (LibraryFixture *fixture,
             gconstpointer   data)
{
  gint64 id = 0;
  g_autoptr (DpMarkChange) renamed = NULL;
  g_autoptr (DpMarkChange) spelled = NULL;
  g_autoptr (DpMarkChange) same = NULL;

  dp_mark_change_unref (mark_fixture_create (fixture, "A", papers, 2, 0));
  id = mark_fixture_find (fixture, "A");
  dp_mark_change_unref (mark_fixture_create (fixture, "C", papers, 1, 0));
  mark_fixture_rename_collection (fixture, "A", "c", DP_LIBRARY_ERROR_EXISTS);

  renamed = mark_fixture_rename_collection (fixture, "A", "B", 0);
  mark_fixture_assert_collections (fixture, "B 2/2;C 1/1;");
  mark_fixture_revert (fixture, renamed, 0);
  mark_fixture_assert_collections (fixture, "A 2/2;C 1/1;");

  /* Names that were given up can be taken again, whichever way. */
  dp_mark_change_unref (mark_fixture_rename_collection (fixture, "A", "B", 0));
  dp_mark_change_unref (mark_fixture_rename_collection (fixture, "C", "A", 0));
  mark_fixture_assert_collections (fixture, "B 2/2;A 1/1;");
  g_assert_cmpint (mark_fixture_find (fixture, "B"), ==, id);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM collection WHERE state = 0"), ==, 1);

  spelled = mark_fixture_rename_collection (fixture, "b", "b", 0);
  mark_fixture_assert_collections (fixture, "b 2/2;A 1/1;");
  same = mark_fixture_rename_collection (fixture, "b", "b", 0);
  g_assert_true (dp_mark_change_is_empty (same));
  mark_fixture_assert_paper (fixture, 1, "|A,b|");
}

static void
test_order (LibraryFixture *fixture,
            gconstpointer   data)
{
  for (const char *const *name = (const char *const[]){ "A", "B", "C", "D", NULL }; *name != NULL; name++)
    mark_fixture_find (fixture, *name);

  mark_fixture_move (fixture, "D", 0);
  mark_fixture_assert_collections (fixture, "D 0/0;A 0/0;B 0/0;C 0/0;");
  mark_fixture_move (fixture, "A", 2);
  mark_fixture_assert_collections (fixture, "D 0/0;B 0/0;A 0/0;C 0/0;");
  dp_mark_change_unref (mark_fixture_rename_collection (fixture, "B", NULL, 0));
  mark_fixture_move (fixture, "D", 99);
  mark_fixture_assert_collections (fixture, "A 0/0;C 0/0;D 0/0;");
}

/* Two rows that turn out to be one work are in what either was in. */
static void
test_unite (LibraryFixture *fixture,
            gconstpointer   data)
{
  const guint32 other = 6;
  g_autoptr (DpPaper) by_doi = library_fixture_new_paper ("doi:10.1000/1", 1);
  g_autofree char *id = library_fixture_dup_id (1);
  g_autoptr (DpPaper) both = library_fixture_new_paper (id, 1000001);

  by_doi->doi = g_strdup ("10.1000/1");
  library_fixture_store_one (fixture, by_doi, DP_AUTHORITY_DIGEST);
  dp_mark_change_unref (mark_fixture_create (fixture, "A", papers, 2, 0));
  dp_mark_change_unref (mark_fixture_create (fixture, "B", &other, 1, 0));
  dp_mark_change_unref (mark_fixture_collect (fixture, "A", &other, 1, TRUE));
  dp_mark_change_unref (mark_fixture_tag (fixture, "t", &other, 1, TRUE));
  mark_fixture_assert_collections (fixture, "A 3/3;B 1/1;");

  both->doi = g_strdup ("10.1000/1");
  library_fixture_store_one (fixture, both, DP_AUTHORITY_ARXIV_API);
  mark_fixture_assert_collections (fixture, "A 2/2;B 1/1;");
  mark_fixture_assert_tags (fixture, "t 1/1;");
  mark_fixture_assert_paper (fixture, 1, "t|A,B|");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, LibraryFixture, NULL, set_up, func, library_fixture_tear_down)
  ADD ("/collections/fill", test_fill);
  ADD ("/collections/undo", test_undo);
  ADD ("/collections/remove", test_remove);
  ADD ("/collections/rename", test_rename);
  ADD ("/collections/order", test_order);
  ADD ("/collections/unite", test_unite);

  return g_test_run ();
}
