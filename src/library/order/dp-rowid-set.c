/* dp-rowid-set.c: papers without an order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-rowid-set.h"

#define WORD_BITS 64

struct _DpRowidSet
{
  GArray *words; /* of guint64; past its end there is nothing */
};

/**
 * dp_rowid_set_new:
 *
 * Returns: (transfer full): an empty set; it belongs to one thread at a time
 */
DpRowidSet *
dp_rowid_set_new (void)
{
  DpRowidSet *self = g_new0 (DpRowidSet, 1);

  self->words = g_array_new (FALSE, TRUE, sizeof (guint64));

  return self;
}

/**
 * dp_rowid_set_free:
 * @self: (transfer full) (nullable): a set
 */
void
dp_rowid_set_free (DpRowidSet *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->words);
  g_free (self);
}

/**
 * dp_rowid_set_add:
 * @self: a set
 * @rowid: a paper
 *
 * Adds @rowid; nothing happens when it is there already.
 */
void
dp_rowid_set_add (DpRowidSet *self,
                  guint32     rowid)
{
  guint word = rowid / WORD_BITS;

  g_return_if_fail (self != NULL);

  if (word >= self->words->len)
    g_array_set_size (self->words, word + 1);
  g_array_index (self->words, guint64, word) |= G_GUINT64_CONSTANT (1) << rowid % WORD_BITS;
}

/**
 * dp_rowid_set_add_range:
 * @self: a set
 * @first: a paper
 * @last: a paper that is not before @first
 *
 * Adds @first, @last and all rowids between, whether there are such papers or not.
 */
void
dp_rowid_set_add_range (DpRowidSet *self,
                        guint32     first,
                        guint32     last)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (first <= last);

  dp_rowid_set_add (self, last);
  while (first < last && first % WORD_BITS != 0)
    dp_rowid_set_add (self, first++);
  for (; last - first >= WORD_BITS; first += WORD_BITS)
    g_array_index (self->words, guint64, first / WORD_BITS) = G_MAXUINT64;
  while (first < last)
    dp_rowid_set_add (self, first++);
}

/**
 * dp_rowid_set_unite:
 * @self: a set
 * @other: another
 *
 * Adds to @self what is in @other.
 */
void
dp_rowid_set_unite (DpRowidSet       *self,
                    const DpRowidSet *other)
{
  g_return_if_fail (self != NULL && other != NULL);

  if (self->words->len < other->words->len)
    g_array_set_size (self->words, other->words->len);
  for (guint i = 0; i < other->words->len; i++)
    g_array_index (self->words, guint64, i) |= g_array_index (other->words, guint64, i);
}

/**
 * dp_rowid_set_intersect:
 * @self: a set
 * @other: another
 *
 * Leaves in @self what is in both.
 */
void
dp_rowid_set_intersect (DpRowidSet       *self,
                        const DpRowidSet *other)
{
  g_return_if_fail (self != NULL && other != NULL);

  g_array_set_size (self->words, MIN (self->words->len, other->words->len));
  for (guint i = 0; i < self->words->len; i++)
    g_array_index (self->words, guint64, i) &= g_array_index (other->words, guint64, i);
}

/**
 * dp_rowid_set_subtract:
 * @self: a set
 * @other: another
 *
 * Leaves in @self what is not in @other.
 */
void
dp_rowid_set_subtract (DpRowidSet       *self,
                       const DpRowidSet *other)
{
  guint n_words = 0;

  g_return_if_fail (self != NULL && other != NULL);

  n_words = MIN (self->words->len, other->words->len);
  for (guint i = 0; i < n_words; i++)
    g_array_index (self->words, guint64, i) &= ~g_array_index (other->words, guint64, i);
}

/**
 * dp_rowid_set_contains:
 * @self: a set
 * @rowid: a paper
 *
 * Returns: whether @rowid was added
 */
gboolean
dp_rowid_set_contains (const DpRowidSet *self,
                       guint32           rowid)
{
  guint word = rowid / WORD_BITS;

  return word < self->words->len &&
         (g_array_index (self->words, guint64, word) >> rowid % WORD_BITS & 1) != 0;
}

/**
 * dp_rowid_set_get_size:
 * @self: a set
 *
 * Counts; a fraction of a millisecond for a million papers.
 *
 * Returns: how many papers it holds
 */
guint
dp_rowid_set_get_size (const DpRowidSet *self)
{
  guint size = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->words->len; i++)
    size += __builtin_popcountll (g_array_index (self->words, guint64, i));

  return size;
}

/**
 * dp_rowid_set_dup_rowids:
 * @self: a set
 *
 * Returns: (transfer full) (element-type guint32): all of them, ascending
 */
GArray *
dp_rowid_set_dup_rowids (const DpRowidSet *self)
{
  GArray *rowids = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  rowids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < self->words->len; i++)
    for (guint64 word = g_array_index (self->words, guint64, i); word != 0; word &= word - 1)
      {
        guint32 rowid = i * WORD_BITS + __builtin_ctzll (word);

        g_array_append_val (rowids, rowid);
      }

  return rowids;
}
