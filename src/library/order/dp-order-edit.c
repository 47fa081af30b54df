/* dp-order-edit.c: one order made from another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-order-edit.h"

#include <string.h>

/* Pure functions over arrays: nothing here knows what papers are sorted by. Each
 * takes one or two passes, which is a few milliseconds for a million papers. */

/**
 * dp_order_filter:
 * @base: an order
 * @wanted: which papers to keep
 *
 * Any thread.
 *
 * Returns: (transfer full): those of @base that are in @wanted, in the same order
 */
DpOrder *
dp_order_filter (DpOrder          *base,
                 const DpRowidSet *wanted)
{
  const guint32 *rowids = dp_order_get_rowids (base);
  guint          n_rowids = dp_order_get_length (base);
  guint          n_kept = 0;
  guint32       *kept = NULL;

  /* One more than may be kept: the loop below always writes, and only then
   * decides whether what it wrote counts, which spares it a guess. */
  kept = g_new (guint32, MIN (n_rowids, dp_rowid_set_get_size (wanted)) + 1);

  for (guint i = 0; i < n_rowids; i++)
    {
      kept[n_kept] = rowids[i];
      n_kept += dp_rowid_set_contains (wanted, rowids[i]);
    }

  return dp_order_new_take (kept, n_kept);
}

/**
 * dp_order_reverse:
 * @base: an order
 *
 * Any thread.
 *
 * Returns: (transfer full): the same papers from last to first
 */
DpOrder *
dp_order_reverse (DpOrder *base)
{
  guint    length = dp_order_get_length (base);
  guint32 *reversed = g_new (guint32, length);

  for (guint i = 0; i < length; i++)
    reversed[i] = dp_order_get_rowid (base, length - 1 - i);

  return dp_order_new_take (reversed, length);
}

/**
 * dp_order_split:
 * @base: an order
 * @members: a set of papers
 * @members_first: whether those in @members come before the others, or after them
 *
 * Any thread.
 *
 * Returns: (transfer full): the same papers, in the order of @base within each half
 */
DpOrder *
dp_order_split (DpOrder          *base,
                const DpRowidSet *members,
                gboolean          members_first)
{
  const guint32 *rowids = dp_order_get_rowids (base);
  guint          length = dp_order_get_length (base);
  guint32       *sorted = g_new (guint32, length);
  guint          n_sorted = 0;

  for (guint half = 0; half < 2; half++)
    for (guint i = 0; i < length; i++)
      if (dp_rowid_set_contains (members, rowids[i]) == ((half == 0) == !!members_first))
        sorted[n_sorted++] = rowids[i];

  return dp_order_new_take (sorted, length);
}

/**
 * dp_order_partition:
 * @base: an order
 * @labels: (array length=n_rowids): the label of each rowid
 * @n_rowids: one more than the greatest rowid in @labels; papers past it have the label 0
 * @groups: (array): the group of each label, less than @n_groups
 * @n_groups: how many groups there are, at least 1
 *
 * Puts the papers of group 0 first, then those of group 1 and so on; within a
 * group they stay in the order of @base. Any thread.
 *
 * Returns: (transfer full): the new order
 */
DpOrder *
dp_order_partition (DpOrder       *base,
                    const guint32 *labels,
                    gsize          n_rowids,
                    const guint   *groups,
                    guint          n_groups)
{
  const guint32    *rowids = dp_order_get_rowids (base);
  guint             length = dp_order_get_length (base);
  g_autofree guint *next = NULL;
  guint32          *sorted = NULL;
  guint             sum = 0;

  g_return_val_if_fail (n_groups >= 1, NULL);

#define GROUP_OF(rowid) groups[(rowid) < n_rowids ? labels[rowid] : 0]

  next = g_new0 (guint, n_groups);
  for (guint i = 0; i < length; i++)
    next[GROUP_OF (rowids[i])]++;
  for (guint i = 0; i < n_groups; i++)
    {
      guint n_members = next[i];

      next[i] = sum;
      sum += n_members;
    }

  sorted = g_new (guint32, length);
  for (guint i = 0; i < length; i++)
    sorted[next[GROUP_OF (rowids[i])]++] = rowids[i];

#undef GROUP_OF

  return dp_order_new_take (sorted, length);
}

static guint
drop (const guint32    *rowids,
      guint             n_rowids,
      const DpRowidSet *dropped,
      guint32          *kept)
{
  guint n_kept = 0;

  for (guint i = 0; i < n_rowids; i++)
    {
      kept[n_kept] = rowids[i];
      n_kept += !dp_rowid_set_contains (dropped, rowids[i]);
    }

  return n_kept;
}

static guint
find_place (const guint32     *rowids,
            guint              start,
            guint              end,
            gpointer           placed,
            DpOrderCompareFunc compare,
            gpointer           user_data)
{
  while (start < end)
    {
      guint middle = start + (end - start) / 2;

      if (compare (rowids[middle], placed, user_data) < 0)
        start = middle + 1;
      else
        end = middle;
    }

  return start;
}

/**
 * dp_order_replace:
 * @base: an order
 * @dropped: the papers that leave their places; those that are not in @base do not matter
 * @placed_rowids: (array): the papers that come in, in the wanted order
 * @placed: as many values, one for each of them, for @compare
 * @compare: compares one of the papers that stayed with one that comes in
 * @user_data: for @compare
 *
 * Takes papers out of an order and puts others in where they belong. A paper
 * that is placed and was in @base must be in @dropped too. @compare is called
 * about twenty times for each paper that is placed into a million. Any thread.
 *
 * Returns: (transfer full): the new order
 */
DpOrder *
dp_order_replace (DpOrder           *base,
                  const DpRowidSet  *dropped,
                  const guint32     *placed_rowids,
                  GPtrArray         *placed,
                  DpOrderCompareFunc compare,
                  gpointer           user_data)
{
  guint               n_base = dp_order_get_length (base);
  g_autofree guint32 *kept = NULL;
  guint32            *merged = NULL;
  guint               n_kept = 0;
  guint               n_taken = 0; /* of kept */
  guint               n_merged = 0;

  g_return_val_if_fail (placed->len < G_MAXUINT - n_base, NULL);

  kept = g_new (guint32, n_base + 1);
  n_kept = drop (dp_order_get_rowids (base), n_base, dropped, kept);
  merged = g_new (guint32, n_kept + placed->len);

  for (guint i = 0; i < placed->len; i++)
    {
      guint place = find_place (kept, n_taken, n_kept, placed->pdata[i], compare, user_data);

      memcpy (merged + n_merged, kept + n_taken, (place - n_taken) * sizeof *kept);
      n_merged += place - n_taken;
      n_taken = place;
      merged[n_merged++] = placed_rowids[i];
    }
  memcpy (merged + n_merged, kept + n_taken, (n_kept - n_taken) * sizeof *kept);

  return dp_order_new_take (merged, n_kept + placed->len);
}
