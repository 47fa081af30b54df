/* dp-order.c: papers in an order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-order.h"

#include <string.h>

/* An order is never changed, so a list that shows one may be sorted by swapping
 * it for another, and any thread may read it while it lives. */

struct _DpOrder
{
  gatomicrefcount ref_count;
  GBytes         *bytes; /* what keeps @rowids alive: our memory or a mapped file */
  const guint32  *rowids;
  guint           n_rowids;
};

/* How far dp_order_find() looks on both sides of its hint before it looks everywhere. */
#define NEAR_HINT 1024

G_DEFINE_BOXED_TYPE (DpOrder, dp_order, dp_order_ref, dp_order_unref)

/**
 * dp_order_new_bytes:
 * @bytes: rowids in the byte order of this machine
 *
 * Makes an order of what @bytes holds, without a copy. Any thread.
 *
 * Returns: (transfer full): a new order
 */
DpOrder *
dp_order_new_bytes (GBytes *bytes)
{
  DpOrder      *self = NULL;
  gsize         size = 0;
  gconstpointer data = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  g_return_val_if_fail ((guintptr)data % sizeof (guint32) == 0, NULL);
  g_return_val_if_fail (size % sizeof (guint32) == 0 && size / sizeof (guint32) < G_MAXUINT, NULL);

  self = g_new0 (DpOrder, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->rowids = data;
  self->n_rowids = size / sizeof (guint32);

  return self;
}

/**
 * dp_order_new_empty:
 *
 * Returns: (transfer full): an order of no papers
 */
DpOrder *
dp_order_new_empty (void)
{
  return dp_order_new_take (NULL, 0);
}

/**
 * dp_order_new_take:
 * @rowids: (transfer full) (nullable) (array length=n_rowids): memory of g_malloc()
 * @n_rowids: how many there are
 *
 * Makes an order of an array that nobody else uses any more. Any thread.
 *
 * Returns: (transfer full): a new order
 */
DpOrder *
dp_order_new_take (guint32 *rowids,
                   guint    n_rowids)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (rowids, n_rowids * sizeof (guint32));

  return dp_order_new_bytes (bytes);
}

/**
 * dp_order_ref:
 * @self: an order
 *
 * Returns: (transfer full): @self
 */
DpOrder *
dp_order_ref (DpOrder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * dp_order_unref:
 * @self: (transfer full): an order
 *
 * Drops a reference; the last one frees the memory or unmaps the file.
 */
void
dp_order_unref (DpOrder *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * dp_order_get_length:
 * @self: an order
 *
 * Returns: how many papers it holds
 */
guint
dp_order_get_length (DpOrder *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rowids;
}

/**
 * dp_order_get_rowid:
 * @self: an order
 * @position: from 0, less than the length
 *
 * Returns: the paper at @position
 */
guint32
dp_order_get_rowid (DpOrder *self,
                    guint    position)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (position < self->n_rowids, 0);

  return self->rowids[position];
}

/**
 * dp_order_get_rowids:
 * @self: an order
 *
 * Returns: (transfer none): all of them, from first to last; maybe %NULL when there is none
 */
const guint32 *
dp_order_get_rowids (DpOrder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->rowids;
}

/**
 * dp_order_equal:
 * @a: an order
 * @b: another
 *
 * Returns: whether both hold the same papers at the same places
 */
gboolean
dp_order_equal (DpOrder *a,
                DpOrder *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b || (a->rowids == b->rowids && a->n_rowids == b->n_rowids))
    return TRUE;

  /* An empty order may have no array, which memcmp() must not be given. */
  return a->n_rowids == b->n_rowids &&
         (a->n_rowids == 0 || memcmp (a->rowids, b->rowids, a->n_rowids * sizeof (guint32)) == 0);
}

static guint
find_between (DpOrder *self,
              guint32  rowid,
              guint    start,
              guint    end)
{
  for (guint i = start; i < end; i++)
    if (self->rowids[i] == rowid)
      return i;

  return DP_ORDER_NOT_FOUND;
}

/**
 * dp_order_find:
 * @self: an order
 * @rowid: a paper
 * @hint: about where it may be
 *
 * Looks for a paper, first near @hint, for a list seldom moves far, then
 * everywhere. About a millisecond for a million papers.
 *
 * Returns: the position, or %DP_ORDER_NOT_FOUND
 */
guint
dp_order_find (DpOrder *self,
               guint32  rowid,
               guint    hint)
{
  guint start = 0;
  guint end = 0;
  guint found = DP_ORDER_NOT_FOUND;

  g_return_val_if_fail (self != NULL, DP_ORDER_NOT_FOUND);

  hint = MIN (hint, self->n_rowids);
  start = hint - MIN (hint, NEAR_HINT);
  end = hint + MIN (self->n_rowids - hint, NEAR_HINT);

  found = find_between (self, rowid, start, end);
  if (found == DP_ORDER_NOT_FOUND)
    found = find_between (self, rowid, 0, start);
  if (found == DP_ORDER_NOT_FOUND)
    found = find_between (self, rowid, end, self->n_rowids);

  return found;
}
