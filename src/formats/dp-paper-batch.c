/* dp-paper-batch.c: the papers of one answer, each once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-paper-batch.h"

struct _DpPaperBatch
{
  GPtrArray  *papers;
  GHashTable *places; /* id (unowned) → its place in papers */
};

/**
 * dp_paper_batch_new:
 *
 * Returns: (transfer full): a batch without papers
 */
DpPaperBatch *
dp_paper_batch_new (void)
{
  DpPaperBatch *self = g_new0 (DpPaperBatch, 1);

  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * dp_paper_batch_free:
 * @self: (transfer full) (nullable): a batch
 */
void
dp_paper_batch_free (DpPaperBatch *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->papers);
  g_free (self);
}

static void
replace_paper (DpPaperBatch *self,
               guint         place,
               DpPaper      *paper) /* (owned) */
{
  DpPaper **known = (DpPaper **)&g_ptr_array_index (self->papers, place);

  if (paper->version <= (*known)->version)
    {
      dp_paper_unref (paper);
      return;
    }

  g_hash_table_replace (self->places, paper->id, GUINT_TO_POINTER (place));
  dp_paper_unref (*known);
  *known = paper;
}

/**
 * dp_paper_batch_add:
 * @self: a batch
 * @paper: (transfer full) (nullable): a paper with an id
 *
 * Adds a paper. The same one may come twice; of two versions the newer one is it,
 * in the place of the first.
 *
 * Returns: %FALSE when there is no paper to add
 */
gboolean
dp_paper_batch_add (DpPaperBatch *self,
                    DpPaper      *paper)
{
  gpointer place = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (paper == NULL)
    return FALSE;

  if (g_hash_table_lookup_extended (self->places, paper->id, NULL, &place))
    {
      replace_paper (self, GPOINTER_TO_UINT (place), paper);
      return TRUE;
    }

  g_hash_table_insert (self->places, paper->id, GUINT_TO_POINTER (self->papers->len));
  g_ptr_array_add (self->papers, paper);

  return TRUE;
}

/**
 * dp_paper_batch_get_papers:
 * @self: a batch
 *
 * Returns: (transfer none) (element-type DpPaper): the papers so far
 */
GPtrArray *
dp_paper_batch_get_papers (DpPaperBatch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->papers;
}
