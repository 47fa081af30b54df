/* test-smart.c: searches that are kept under a name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/mark/dp-smart-query.h"
#include "library/mark/dp-smart-store.h"
#include "library/order/dp-listing.h"
#include "mark-fixture.h"
#include "model/dp-name.h"
#include "model/search/dp-search-expression.h"

static void
set_up (LibraryFixture *fixture,
        gconstpointer   data)
{
  library_fixture_set_up (fixture, data);
  mark_fixture_fill (fixture);
}

/* (transfer full) (nullable): what was changed; NULL where @domain says why not. */
static DpMarkChange *
save (LibraryFixture *fixture,
      const char     *name,
      const char     *search,
      GQuark          domain,
      int             code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpMarkChange *change = NULL;

  dp_smart_store_create_async (fixture->library, name, search, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  change = dp_smart_store_finish (fixture->library, result, &error);
  if (domain == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, domain, code);

  return change;
}

static gint64
find (LibraryFixture *fixture,
      const char     *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpSmartInfo) info = dp_smart_query_find (fixture->library, name, &error);

  g_assert_no_error (error);

  return info->id;
}

/* To neither is to remove it. */
static DpMarkChange *
edit (LibraryFixture *fixture,
      gint64          id,
      const char     *name,
      const char     *search,
      int             code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpMarkChange *change = NULL;

  if (name == NULL && search == NULL)
    dp_smart_store_remove_async (fixture->library, id, NULL, test_result_cb, &result);
  else
    dp_smart_store_edit_async (fixture->library, id, name, search, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  change = dp_smart_store_finish (fixture->library, result, &error);
  if (code == 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, DP_LIBRARY_ERROR, code);

  return change;
}

static void
test_list (LibraryFixture *fixture,
           gconstpointer   data)
{
  DpListQuery query = { .scope = DP_SCOPE_SMART };

  dp_mark_change_unref (mark_fixture_tag (fixture, "x", (const guint32[]){ 2, 4, 5 }, 3, TRUE));
  dp_mark_change_unref (save (fixture, " Some ", "tag:x", 0, 0));
  query.smart_id = find (fixture, "some");
  mark_fixture_assert_list (fixture, &query, "2 4 5");

  /* What is typed is looked for within it. */
  dp_mark_change_unref (mark_fixture_tag (fixture, "y", (const guint32[]){ 1, 4 }, 2, TRUE));
  query.search = (char *)"tag:y OR tag:nothing";
  mark_fixture_assert_list (fixture, &query, "4");
  query.search = NULL;

  library_fixture_mark (fixture, DP_MARK_READ, 5, TRUE);
  query.unread_only = TRUE;
  mark_fixture_assert_list (fixture, &query, "2 4");
  query.unread_only = FALSE;

  dp_mark_change_unref (edit (fixture, query.smart_id, NULL, "-tag:x", 0));
  mark_fixture_assert_list (fixture, &query, "1 3");

  /* One that is gone shows nothing, not everything. */
  dp_mark_change_unref (edit (fixture, query.smart_id, NULL, NULL, 0));
  mark_fixture_assert_list (fixture, &query, "");
}

/* A list that is looked at follows the search, and what happens to papers. */
static void
test_live (LibraryFixture *fixture,
           gconstpointer   data)
{
  DpListQuery query = { .scope = DP_SCOPE_SMART, .sort = DP_SORT_DATE };
  g_autoptr (DpListing) listing = dp_listing_new (fixture->library);

  dp_mark_change_unref (save (fixture, "S", "tag:x", 0, 0));
  query.smart_id = find (fixture, "S");
  dp_library_watch (fixture->library);
  dp_listing_set_query (listing, &query);
  test_wait_until (!dp_listing_is_loading (listing));
  g_assert_cmpuint (dp_order_get_length (dp_listing_get_order (listing)), ==, 0);

  dp_mark_change_unref (mark_fixture_tag (fixture, "x", (const guint32[]){ 2, 3 }, 2, TRUE));
  test_wait_until (dp_order_get_length (dp_listing_get_order (listing)) == 2);
  dp_mark_change_unref (edit (fixture, query.smart_id, NULL, "-tag:x", 0));
  test_wait_until (dp_order_get_length (dp_listing_get_order (listing)) == 3);
}

static void
test_names (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *long_search = g_strnfill (DP_SEARCH_MAX_KEPT_BYTES + 1, 'x');

  dp_mark_change_unref (save (fixture, "A", "tag:x", 0, 0));
  save (fixture, "a", "tag:y", DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS);
  save (fixture, " ", "tag:y", DP_NAME_ERROR, DP_NAME_ERROR_EMPTY);
  save (fixture, "B", "  ", DP_SEARCH_ERROR, DP_SEARCH_ERROR_EMPTY);
  save (fixture, "B", "after:tomorrow", DP_SEARCH_ERROR, DP_SEARCH_ERROR_FAULTY);
  save (fixture, "B", long_search, DP_SEARCH_ERROR, DP_SEARCH_ERROR_TOO_LONG);

  /* Neither kind takes a name of the other. */
  dp_mark_change_unref (mark_fixture_create (fixture, "C", NULL, 0, 0));
  save (fixture, "c", "tag:y", DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS);
  mark_fixture_create (fixture, "a", NULL, 0, DP_LIBRARY_ERROR_EXISTS);
  mark_fixture_rename_collection (fixture, "C", "A", DP_LIBRARY_ERROR_EXISTS);
  edit (fixture, find (fixture, "A"), "C", NULL, DP_LIBRARY_ERROR_EXISTS);
  edit (fixture, 99, "D", NULL, DP_LIBRARY_ERROR_NOT_FOUND);
  edit (fixture, 99, NULL, NULL, DP_LIBRARY_ERROR_NOT_FOUND);
  mark_fixture_assert_smart (fixture, "A=tag:x;");
}

static void
test_undo (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (DpMarkChange) made = save (fixture, "A", "tag:x", 0, 0);
  gint64 id = find (fixture, "A");
  g_autoptr (DpMarkChange) renamed = edit (fixture, id, "B", NULL, 0);
  g_autoptr (DpMarkChange) edited = edit (fixture, id, NULL, "tag:y", 0);
  g_autoptr (DpMarkChange) removed = edit (fixture, id, NULL, NULL, 0);

  mark_fixture_assert_smart (fixture, "");
  edit (fixture, id, NULL, NULL, DP_LIBRARY_ERROR_NOT_FOUND);
  mark_fixture_revert (fixture, removed, 0);
  mark_fixture_assert_smart (fixture, "B=tag:y;");
  mark_fixture_revert (fixture, edited, 0);
  mark_fixture_assert_smart (fixture, "B=tag:x;");
  mark_fixture_revert (fixture, renamed, 0);
  mark_fixture_assert_smart (fixture, "A=tag:x;");
  g_assert_cmpint (find (fixture, "A"), ==, id);
  mark_fixture_revert (fixture, made, 0);
  mark_fixture_assert_smart (fixture, "");
  mark_fixture_revert (fixture, made, DP_LIBRARY_ERROR_CHANGED);
}

/* Names that were given up can be taken again, and had back. */
static void
test_given_up (LibraryFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (DpMarkChange) removed = NULL;
  g_autoptr (DpMarkChange) renamed = NULL;
  g_autoptr (DpMarkChange) spelled = NULL;

  dp_mark_change_unref (save (fixture, "A", "tag:a", 0, 0));
  dp_mark_change_unref (save (fixture, "B", "tag:b", 0, 0));
  removed = edit (fixture, find (fixture, "B"), NULL, NULL, 0);
  renamed = edit (fixture, find (fixture, "A"), "B", NULL, 0);
  mark_fixture_assert_smart (fixture, "B=tag:a;");
  mark_fixture_revert (fixture, removed, DP_LIBRARY_ERROR_CHANGED);
  mark_fixture_revert (fixture, renamed, 0);
  mark_fixture_revert (fixture, removed, 0);
  mark_fixture_assert_smart (fixture, "A=tag:a;B=tag:b;");

  spelled = edit (fixture, find (fixture, "A"), "a", NULL, 0);
  mark_fixture_assert_smart (fixture, "a=tag:a;B=tag:b;");
  dp_mark_change_unref (edit (fixture, find (fixture, "B"), NULL, NULL, 0));
  dp_mark_change_unref (save (fixture, "b", "tag:new", 0, 0));
  mark_fixture_assert_smart (fixture, "a=tag:a;b=tag:new;");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, test) g_test_add ("/smart/" path, LibraryFixture, NULL, set_up, test, library_fixture_tear_down)
  ADD ("list", test_list);
  ADD ("live", test_live);
  ADD ("names", test_names);
  ADD ("undo", test_undo);
  ADD ("given-up", test_given_up);

  return g_test_run ();
}
