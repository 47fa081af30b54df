/* dp-change-set.c: what changed in a library since one last looked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-change-set.h"

#include "library/dp-change-set-private.h"

#include <stdlib.h>

struct _DpChangeSet
{
  gatomicrefcount ref_count;
  gboolean        is_complete_reload;
  DpChangeFields  all;
  guint32        *rowids; /* (owned): ascending */
  DpChangeFields *fields; /* (owned): of the rowid at the same place */
  guint           n_rowids;
};

G_DEFINE_BOXED_TYPE (DpChangeSet, dp_change_set, dp_change_set_ref, dp_change_set_unref)

static int
compare_rowids (const void *a,
                const void *b)
{
  guint32 x = *(const guint32 *)a;
  guint32 y = *(const guint32 *)b;

  return (x > y) - (x < y);
}

/**
 * dp_change_set_new:
 * @fields: rowid → #DpChangeFields; rowid 0 holds what is of no paper
 *
 * Returns: (transfer full): a set with a copy of @fields
 */
DpChangeSet *
dp_change_set_new (GHashTable *fields)
{
  DpChangeSet   *self = g_new0 (DpChangeSet, 1);
  GHashTableIter iter = { 0 };
  gpointer       rowid = NULL;
  gpointer       value = NULL;

  g_atomic_ref_count_init (&self->ref_count);
  self->rowids = g_new (guint32, g_hash_table_size (fields));
  self->fields = g_new (DpChangeFields, g_hash_table_size (fields));

  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &rowid, &value))
    {
      self->all |= GPOINTER_TO_UINT (value);
      if (rowid != NULL)
        self->rowids[self->n_rowids++] = GPOINTER_TO_UINT (rowid);
    }

  if (self->n_rowids > 0)
    qsort (self->rowids, self->n_rowids, sizeof *self->rowids, compare_rowids);
  for (guint i = 0; i < self->n_rowids; i++)
    self->fields[i] = GPOINTER_TO_UINT (g_hash_table_lookup (fields, GUINT_TO_POINTER (self->rowids[i])));

  return self;
}

/**
 * dp_change_set_new_complete_reload:
 *
 * Returns: (transfer full): a set that says that everything may have changed
 */
DpChangeSet *
dp_change_set_new_complete_reload (void)
{
  DpChangeSet *self = g_new0 (DpChangeSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->is_complete_reload = TRUE;
  self->all = ((DP_CHANGE_REMOVED << 1) - 1) | DP_CHANGE_TOPIC_LIST | DP_CHANGE_DAY_LIST |
              DP_CHANGE_TAG_LIST | DP_CHANGE_COLLECTION_LIST;

  return self;
}

DpChangeSet *
dp_change_set_ref (DpChangeSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
dp_change_set_unref (DpChangeSet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->rowids);
  g_free (self->fields);
  g_free (self);
}

DpChangeFields
dp_change_set_get_fields (DpChangeSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->all;
}

gboolean
dp_change_set_is_complete_reload (DpChangeSet *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_complete_reload;
}

/**
 * dp_change_set_lookup:
 * @self: a set
 * @rowid: a paper
 *
 * Any thread.
 *
 * Returns: what of the paper changed; 0 for nothing, everything in a complete
 *   reload
 */
DpChangeFields
dp_change_set_lookup (DpChangeSet *self,
                      guint32      rowid)
{
  const guint32 *found = NULL;

  g_return_val_if_fail (self != NULL, 0);

  if (self->is_complete_reload)
    return self->all;

  if (self->n_rowids > 0)
    found = bsearch (&rowid, self->rowids, self->n_rowids, sizeof *self->rowids, compare_rowids);

  return found != NULL ? self->fields[found - self->rowids] : 0;
}

const guint32 *
dp_change_set_get_rowids (DpChangeSet *self,
                          guint       *out_n_rowids)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (out_n_rowids != NULL, NULL);

  *out_n_rowids = self->n_rowids;

  return self->rowids;
}
