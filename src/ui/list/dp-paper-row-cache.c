/* dp-paper-row-cache.c: the records of the rows that were shown last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-row-cache.h"

typedef struct
{
  guint32  rowid;
  DpPaper *paper; /* (owned) */
  GList    link;  /* in used; its data is the entry */
} Entry;

struct _DpPaperRowCache
{
  guint       max_papers;
  GHashTable *entries; /* rowid → Entry (owned) */
  GQueue      used;    /* of Entry, the one used last at the head */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  dp_paper_unref (entry->paper);
  g_free (entry);
}

/**
 * dp_paper_row_cache_new:
 * @max_papers: how many records to keep
 *
 * Returns: (transfer full): an empty cache
 */
DpPaperRowCache *
dp_paper_row_cache_new (guint max_papers)
{
  DpPaperRowCache *self = g_new0 (DpPaperRowCache, 1);

  g_assert (max_papers > 0);

  self->max_papers = max_papers;
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, free_entry);
  g_queue_init (&self->used);

  return self;
}

void
dp_paper_row_cache_free (DpPaperRowCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * dp_paper_row_cache_lookup:
 * @self: a cache
 * @rowid: a paper
 *
 * Finds a record and makes it the one that is dropped last.
 *
 * Returns: (transfer none) (nullable): the record
 */
DpPaper *
dp_paper_row_cache_lookup (DpPaperRowCache *self,
                           guint32          rowid)
{
  Entry *entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (rowid));

  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->used, &entry->link);
  g_queue_push_head_link (&self->used, &entry->link);

  return entry->paper;
}

/**
 * dp_paper_row_cache_insert:
 * @self: a cache
 * @rowid: a paper
 * @paper: (transfer none): its record, which replaces an older one
 *
 * Keeps a record; drops the one that was not used for longest when there are too many.
 */
void
dp_paper_row_cache_insert (DpPaperRowCache *self,
                           guint32          rowid,
                           DpPaper         *paper)
{
  Entry *entry = NULL;

  dp_paper_row_cache_remove (self, rowid);

  if (self->used.length == self->max_papers)
    {
      const Entry *oldest = self->used.tail->data;

      dp_paper_row_cache_remove (self, oldest->rowid);
    }

  entry = g_new0 (Entry, 1);
  entry->rowid = rowid;
  entry->paper = dp_paper_ref (paper);
  entry->link.data = entry;
  g_queue_push_head_link (&self->used, &entry->link);
  g_hash_table_insert (self->entries, GUINT_TO_POINTER (rowid), entry);
}

/**
 * dp_paper_row_cache_load_missing:
 * @self: a cache
 * @rowids: (array length=n_rowids): papers, none of them twice
 * @n_rowids: how many, at most what the cache keeps
 * @load: (scope call) (closure load_data): reads records
 * @load_data: handed to @load
 * @error: return location for what @load fails with
 *
 * Reads the papers that are not in the cache, at once, and keeps them.
 *
 * Returns: %FALSE with @error set when they could not be read
 */
gboolean
dp_paper_row_cache_load_missing (DpPaperRowCache *self,
                                 const guint32   *rowids,
                                 guint            n_rowids,
                                 DpPaperListLoad  load,
                                 gpointer         load_data,
                                 GError         **error)
{
  g_autoptr (GArray) missing = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_rowids);
  g_autoptr (GPtrArray) papers = NULL;

  for (guint i = 0; i < n_rowids; i++)
    if (dp_paper_row_cache_lookup (self, rowids[i]) == NULL)
      g_array_append_val (missing, rowids[i]);

  if (missing->len == 0)
    return TRUE;

  papers = load ((gconstpointer)missing->data, missing->len, load_data, error);
  if (papers == NULL)
    return FALSE;

  g_return_val_if_fail (papers->len == missing->len, FALSE);

  for (guint i = 0; i < papers->len; i++)
    if (papers->pdata[i] != NULL)
      dp_paper_row_cache_insert (self, g_array_index (missing, guint32, i), papers->pdata[i]);

  return TRUE;
}

void
dp_paper_row_cache_remove (DpPaperRowCache *self,
                           guint32          rowid)
{
  Entry *entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (rowid));

  if (entry == NULL)
    return;

  g_queue_unlink (&self->used, &entry->link);
  g_hash_table_remove (self->entries, GUINT_TO_POINTER (rowid));
}

void
dp_paper_row_cache_clear (DpPaperRowCache *self)
{
  g_queue_init (&self->used);
  g_hash_table_remove_all (self->entries);
}
