/* test-order.c: papers in an order, and one order made from another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-order-edit.h"

/* Each random library is another one, so that many runs see much; g_test_rand_int()
 * prints its seed. */
#define N_ROUNDS 50
#define MAX_PAPERS 2000

static DpOrder *
make_order (const guint32 *rowids,
            guint          n_rowids)
{
  return dp_order_new_take (g_memdup2 (rowids, n_rowids * sizeof *rowids), n_rowids);
}

static void
assert_order (DpOrder       *order,
              const guint32 *rowids,
              guint          n_rowids)
{
  g_autoptr (DpOrder) expected = make_order (rowids, n_rowids);

  g_assert_cmpmem (dp_order_get_rowids (order), dp_order_get_length (order) * sizeof (guint32),
                   dp_order_get_rowids (expected), n_rowids * sizeof (guint32));
  g_assert_true (dp_order_equal (order, expected));
}

static void
test_basics (void)
{
  const guint32 rowids[] = { 3, 1, 2 };
  g_autoptr (DpOrder) order = make_order (rowids, G_N_ELEMENTS (rowids));
  g_autoptr (DpOrder) again = dp_order_ref (order);
  g_autoptr (DpOrder) shorter = make_order (rowids, 2);
  g_autoptr (DpOrder) empty = dp_order_new_empty ();
  g_autoptr (DpOrder) empty_too = dp_order_new_empty ();

  g_assert_cmpuint (dp_order_get_length (again), ==, 3);
  g_assert_cmpuint (dp_order_get_rowid (order, 0), ==, 3);
  g_assert_cmpuint (dp_order_get_rowid (order, 2), ==, 2);
  g_assert_cmpuint (dp_order_get_length (empty), ==, 0);
  g_assert_true (dp_order_equal (empty, empty_too));
  g_assert_false (dp_order_equal (order, shorter));
  g_assert_cmpuint (dp_order_find (empty, 1, 0), ==, DP_ORDER_NOT_FOUND);
}

static void
test_find (void)
{
  guint    n_rowids = 10000;
  guint32 *rowids = g_new (guint32, n_rowids);
  g_autoptr (DpOrder) order = NULL;

  for (guint i = 0; i < n_rowids; i++)
    rowids[i] = i + 1;
  order = dp_order_new_take (rowids, n_rowids);

  for (guint i = 0; i < 200; i++)
    {
      guint position = g_test_rand_int_range (0, n_rowids);
      guint hint = g_test_rand_bit () ? position : (guint)g_test_rand_int ();

      g_assert_cmpuint (dp_order_find (order, position + 1, hint), ==, position);
      g_assert_cmpuint (dp_order_find (order, n_rowids + 1, hint), ==, DP_ORDER_NOT_FOUND);
    }
  g_assert_cmpuint (dp_order_find (order, 1, G_MAXUINT), ==, 0);
  g_assert_cmpuint (dp_order_find (order, n_rowids, 0), ==, n_rowids - 1);
}

static void
test_set (void)
{
  const guint32 rowids[] = { 200, 64, 1, 63, 64, 0 };
  const guint32 sorted[] = { 0, 1, 63, 64, 200 };
  g_autoptr (DpRowidSet) set = dp_rowid_set_new ();
  g_autoptr (DpRowidSet) other = dp_rowid_set_new ();
  g_autoptr (GArray) all = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rowids); i++)
    dp_rowid_set_add (set, rowids[i]);
  all = dp_rowid_set_dup_rowids (set);
  g_assert_cmpmem (all->data, all->len * sizeof (guint32), sorted, sizeof sorted);
  g_assert_cmpuint (dp_rowid_set_get_size (set), ==, G_N_ELEMENTS (sorted));
  g_assert_true (dp_rowid_set_contains (set, 200));
  g_assert_false (dp_rowid_set_contains (set, 199));
  g_assert_false (dp_rowid_set_contains (set, G_MAXUINT32));

  dp_rowid_set_add (other, 1);
  dp_rowid_set_add (other, 65);
  dp_rowid_set_subtract (set, other);
  g_assert_false (dp_rowid_set_contains (set, 1));
  g_assert_cmpuint (dp_rowid_set_get_size (set), ==, 4);

  dp_rowid_set_add (other, 63);
  dp_rowid_set_intersect (set, other);
  g_assert_true (dp_rowid_set_contains (set, 63));
  g_assert_cmpuint (dp_rowid_set_get_size (set), ==, 1);

  dp_rowid_set_add_range (other, 100, 500);
  dp_rowid_set_add_range (other, 7, 7);
  g_assert_cmpuint (dp_rowid_set_get_size (other), ==, 3 + 401 + 1);
  g_assert_false (dp_rowid_set_contains (other, 99));
  g_assert_true (dp_rowid_set_contains (other, 500));
  g_assert_false (dp_rowid_set_contains (other, 501));

  /* What lies past the end of the shorter one is gone, also when it grows again. */
  dp_rowid_set_add (set, 1000);
  g_assert_false (dp_rowid_set_contains (set, 200));
}

static void
test_filter (void)
{
  const guint32 rowids[] = { 5, 1, 9, 3, 7 };
  const guint32 kept[] = { 1, 9, 7 };
  g_autoptr (DpOrder) order = make_order (rowids, G_N_ELEMENTS (rowids));
  g_autoptr (DpRowidSet) wanted = dp_rowid_set_new ();
  g_autoptr (DpOrder) none = dp_order_filter (order, wanted);
  g_autoptr (DpOrder) some = NULL;

  assert_order (none, NULL, 0);

  /* A paper that is not in the order does not come in by being wanted. */
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    dp_rowid_set_add (wanted, kept[i]);
  dp_rowid_set_add (wanted, 100);
  some = dp_order_filter (order, wanted);
  assert_order (some, kept, G_N_ELEMENTS (kept));
}

static void
test_split (void)
{
  const guint32 rowids[] = { 5, 1, 9, 3 };
  const guint32 first[] = { 1, 3, 5, 9 };
  const guint32 last[] = { 5, 9, 1, 3 };
  g_autoptr (DpOrder) order = make_order (rowids, G_N_ELEMENTS (rowids));
  g_autoptr (DpRowidSet) members = dp_rowid_set_new ();
  g_autoptr (DpOrder) members_first = NULL;
  g_autoptr (DpOrder) members_last = NULL;

  dp_rowid_set_add (members, 1);
  dp_rowid_set_add (members, 3);
  members_first = dp_order_split (order, members, TRUE);
  members_last = dp_order_split (order, members, FALSE);
  assert_order (members_first, first, G_N_ELEMENTS (first));
  assert_order (members_last, last, G_N_ELEMENTS (last));
}

static void
test_partition (void)
{
  const guint32 rowids[] = { 5, 1, 4, 3, 2, 9 };
  const guint32 labels[] = { 0, 2, 0, 1, 2, 3 };
  const guint   groups[] = { 2, 0, 1, 0 };
  const guint32 sorted[] = { 5, 3, 1, 4, 2, 9 };
  g_autoptr (DpOrder) order = make_order (rowids, G_N_ELEMENTS (rowids));
  g_autoptr (DpOrder) partitioned = dp_order_partition (order, labels, G_N_ELEMENTS (labels), groups, 3);

  assert_order (partitioned, sorted, G_N_ELEMENTS (sorted));
}

/* Papers that are sorted by a small number, with many ties, then by rowid. */
typedef struct
{
  guint    keys[MAX_PAPERS];
  gboolean present[MAX_PAPERS];
} Papers;

static int
compare_rowids (guint32 a,
                guint32 b,
                Papers *papers)
{
  if (papers->keys[a] != papers->keys[b])
    return papers->keys[a] < papers->keys[b] ? -1 : 1;

  return a == b ? 0 : a < b ? -1
                            : 1;
}

static int
compare_sorted_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  return compare_rowids (*(const guint32 *)a, *(const guint32 *)b, user_data);
}

static int
compare_placed_cb (guint32  rowid,
                   gpointer placed,
                   gpointer user_data)
{
  return compare_rowids (rowid, GPOINTER_TO_UINT (placed), user_data);
}

static DpOrder *
sort_papers (Papers *papers)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < MAX_PAPERS; i++)
    if (papers->present[i])
      g_array_append_val (rowids, i);
  g_array_sort_with_data (rowids, compare_sorted_cb, papers);

  return make_order ((gpointer)rowids->data, rowids->len);
}

static DpOrder *
change_papers (Papers  *papers,
               DpOrder *order)
{
  g_autoptr (DpRowidSet) dropped = dp_rowid_set_new ();
  g_autoptr (GArray) placed_rowids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) placed = g_ptr_array_new ();

  for (guint32 i = 0; i < MAX_PAPERS; i++)
    if (g_test_rand_int_range (0, 20) == 0)
      {
        papers->present[i] = g_test_rand_bit ();
        papers->keys[i] = g_test_rand_int_range (0, 50);
        dp_rowid_set_add (dropped, i);
        if (papers->present[i])
          g_array_append_val (placed_rowids, i);
      }

  g_array_sort_with_data (placed_rowids, compare_sorted_cb, papers);
  for (guint i = 0; i < placed_rowids->len; i++)
    g_ptr_array_add (placed, GUINT_TO_POINTER (g_array_index (placed_rowids, guint32, i)));

  return dp_order_replace (order, dropped, (gpointer)placed_rowids->data, placed, compare_placed_cb, papers);
}

static void
test_replace_equals_sort (void)
{
  Papers papers = { 0 };
  g_autoptr (DpOrder) order = dp_order_new_empty ();

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (DpOrder) changed = change_papers (&papers, order);
      g_autoptr (DpOrder) sorted = sort_papers (&papers);

      g_assert_true (dp_order_equal (changed, sorted));
      dp_order_unref (order);
      order = g_steal_pointer (&changed);
    }
  g_assert_cmpuint (dp_order_get_length (order), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/order/basics", test_basics);
  g_test_add_func ("/order/find", test_find);
  g_test_add_func ("/order/set", test_set);
  g_test_add_func ("/order/filter", test_filter);
  g_test_add_func ("/order/split", test_split);
  g_test_add_func ("/order/partition", test_partition);
  g_test_add_func ("/order/replace-equals-sort", test_replace_equals_sort);

  return g_test_run ();
}
