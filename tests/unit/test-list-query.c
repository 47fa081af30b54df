/* test-list-query.c: which papers, in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-list-query.h"

static void
test_sort_round_trip (void)
{
  for (DpSortKey key = 0; key < DP_SORT_N_KEYS; key++)
    for (guint descending = 0; descending <= 1; descending++)
      {
        g_autofree char *text = dp_sort_format (key, descending);
        DpSortKey        parsed_key = DP_SORT_N_KEYS;
        gboolean         parsed_descending = !descending;

        g_assert_true (dp_sort_parse (text, &parsed_key, &parsed_descending));
        g_assert_cmpint (parsed_key, ==, key);
        g_assert_cmpint (parsed_descending, ==, descending);
      }
}

static void
test_sort_default_direction (void)
{
  const char *descending = "date upvotes stars day star unread";
  g_auto (GStrv) names = g_strsplit (descending, " ", -1);

  for (DpSortKey key = 0; key < DP_SORT_N_KEYS; key++)
    {
      const char *name = dp_sort_key_to_string (key);
      DpSortKey   parsed_key = DP_SORT_N_KEYS;
      gboolean    parsed_descending = -1;

      g_assert_true (dp_sort_parse (name, &parsed_key, &parsed_descending));
      g_assert_cmpint (parsed_key, ==, key);
      g_assert_cmpint (parsed_descending, ==, g_strv_contains ((const char *const *)names, name));
    }
}

static void
test_sort_refuses (void)
{
  const char *texts[] = { "", ":", ":asc", "title:", "title:up", "title:asc:desc", "titl", "titles", "Title", " title", "title :asc", "title: asc" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      DpSortKey key = DP_SORT_COMMENT;
      gboolean  descending = 42;

      g_assert_false (dp_sort_parse (texts[i], &key, &descending));
      g_assert_cmpint (key, ==, DP_SORT_COMMENT);
      g_assert_cmpint (descending, ==, 42);
    }
}

static void
test_copy_is_its_own (void)
{
  char              search[] = "deep";
  char              day[] = "2025-01-02";
  const DpListQuery query = { .scope = DP_SCOPE_DAY, .day = day, .search = search, .sort = DP_SORT_TITLE };
  g_autoptr (DpListQuery) copy = dp_list_query_copy (&query);

  g_assert_true (dp_list_query_equal (&query, copy));
  search[0] = 'k';
  g_assert_false (dp_list_query_equal (&query, copy));
  g_assert_cmpstr (copy->search, ==, "deep");

  search[0] = 'd';
  g_assert_true (dp_list_query_equal (&query, copy));
  day[9] = '3';
  g_assert_false (dp_list_query_equal (&query, copy));
}

static void
test_equal_by_meaning (void)
{
  char              empty[] = "";
  char              day[] = "2025-01-02";
  const DpListQuery all = { .scope = DP_SCOPE_ALL };
  DpListQuery       other = all;

  other.topic_id = 3;
  other.new_since = 4;
  other.search = empty;
  other.day = day;
  g_assert_true (dp_list_query_equal (&all, &other));

  other.descending = TRUE;
  g_assert_false (dp_list_query_equal (&all, &other));
  other = all;
  other.unread_only = TRUE;
  g_assert_false (dp_list_query_equal (&all, &other));
  other = all;
  other.sort = DP_SORT_TASKS;
  g_assert_false (dp_list_query_equal (&all, &other));
}

static void
test_equal_minds_its_scope (void)
{
  const DpListQuery topic = { .scope = DP_SCOPE_TOPIC, .topic_id = 1 };
  const DpListQuery fresh = { .scope = DP_SCOPE_NEW, .new_since = 1 };
  DpListQuery       other = topic;

  other.topic_id = 2;
  g_assert_false (dp_list_query_equal (&topic, &other));
  other = fresh;
  other.new_since = 2;
  g_assert_false (dp_list_query_equal (&fresh, &other));
  g_assert_false (dp_list_query_equal (&fresh, &topic));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/list-query/sort/round-trip", test_sort_round_trip);
  g_test_add_func ("/list-query/sort/default-direction", test_sort_default_direction);
  g_test_add_func ("/list-query/sort/refuses", test_sort_refuses);
  g_test_add_func ("/list-query/copy-is-its-own", test_copy_is_its_own);
  g_test_add_func ("/list-query/equal/by-meaning", test_equal_by_meaning);
  g_test_add_func ("/list-query/equal/minds-its-scope", test_equal_minds_its_scope);

  return g_test_run ();
}
