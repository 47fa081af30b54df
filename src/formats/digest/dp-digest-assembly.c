/* dp-digest-assembly.c: headings, tables and lists, one after the other → a digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-assembly.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/digest/dp-digest-entry.h"
#include "formats/digest/dp-digest-sections.h"
#include "formats/dp-format-error.h"
#include "model/dp-text.h"

/* Which layout a file has is known when all of it is read: until then papers are
 * kept in blocks, one a heading, with what the heading and the tables under it said. */

#define MAX_ROWS 200000
#define MAX_BLOCKS 50000
#define MAX_LEVEL 6

struct _DpDigestAssembly
{
  DpDigest       *digest; /* (nullable): what is known by now; NULL once it is given away */
  GPtrArray      *blocks;
  DpDigestBlock  *block; /* (unowned): the last one */
  DpDigestColumns columns;
  gboolean        has_columns; /* the table's, and they are a digest's */
  gboolean        has_layout;  /* of any table */
  DpDigestLayout  first_layout;
  guint           n_rows_of[DP_DIGEST_DATED + 1];
  guint           n_items;
  guint           n_lost;
  guint           n_entries;
  gboolean        is_full;
  DpDigestDate    file_date;
  DpDigestDate    dates[MAX_LEVEL + 1]; /* of the headings that are open, by level */
};

static void
start_block (DpDigestAssembly *self,
             const char       *heading,
             guint             level)
{
  if (self->blocks->len >= MAX_BLOCKS)
    {
      self->is_full = TRUE;
      return;
    }

  self->block = dp_digest_block_new (heading, level);
  g_ptr_array_add (self->blocks, self->block);
}

/**
 * dp_digest_assembly_new:
 * @file_name: (nullable): the file's name or path, for the date in it
 *
 * Returns: (transfer full): an assembly that was told nothing yet
 */
DpDigestAssembly *
dp_digest_assembly_new (const char *file_name)
{
  DpDigestAssembly *self = g_new0 (DpDigestAssembly, 1);

  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_digest_block_free);
  self->digest = dp_digest_new (DP_DIGEST_KEYWORD);
  if (file_name != NULL)
    dp_digest_date_find (file_name, strlen (file_name), &self->file_date);
  start_block (self, NULL, 0);

  return self;
}

/**
 * dp_digest_assembly_free:
 * @self: (transfer full) (nullable): an assembly
 */
void
dp_digest_assembly_free (DpDigestAssembly *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->blocks);
  dp_digest_free (self->digest);
  g_free (self);
}

static void
add_problem (DpDigestAssembly *self,
             guint             line,
             const char       *raw,
             const char       *reason,
             gboolean          is_lost)
{
  self->n_lost += is_lost ? 1 : 0;
  dp_digest_add_problem (self->digest, line, raw, reason, is_lost);
}

/**
 * dp_digest_assembly_add_heading:
 * @self: an assembly
 * @level: 1 to 6
 * @text: what it says
 *
 * What follows stands under this heading. A date in it holds for deeper ones too.
 */
void
dp_digest_assembly_add_heading (DpDigestAssembly *self,
                                guint             level,
                                const char       *text)
{
  g_autofree char *clean = dp_text_clean (text);
  DpDigestDate     date = { 0 };

  g_return_if_fail (level >= 1 && level <= MAX_LEVEL);

  self->block->is_parent = self->block->level < level;
  if (!dp_digest_date_find (clean, strlen (clean), &date))
    date = self->dates[level - 1];
  for (guint i = level; i <= MAX_LEVEL; i++)
    self->dates[i] = date;

  start_block (self, clean, level);
  self->block->date = date;
}

/* “Last update: 2025-03-28”; the forks' issue templates have a title with a date in
 * its place. */
static gboolean
take_last_update (DpDigestAssembly *self,
                  const char       *text)
{
  DpDigestDate     date;
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (self->digest->last_update != NULL ||
      !(g_str_has_prefix (lower, "last update") || g_str_has_prefix (lower, "title: latest")) ||
      !dp_digest_date_find (text, strlen (text), &date))
    return FALSE;

  self->digest->last_update = dp_digest_date_dup_day (&date);

  return TRUE;
}

/**
 * dp_digest_assembly_add_paragraph:
 * @self: an assembly
 * @text: what it says
 * @is_emphasized: whether all of it is
 *
 * Under a keyword that has no table a paragraph that is all emphasis says why.
 */
void
dp_digest_assembly_add_paragraph (DpDigestAssembly *self,
                                  const char       *text,
                                  gboolean          is_emphasized)
{
  g_autofree char *clean = dp_text_clean (text);

  if (*clean == '\0' || take_last_update (self, clean))
    return;

  self->block->n_paragraphs++;
  if (self->block->text != NULL)
    return;

  self->block->is_emphasized = is_emphasized;
  self->block->text = g_steal_pointer (&clean);
}

/**
 * dp_digest_assembly_begin_table:
 * @self: an assembly
 * @names: (array zero-terminated=1): what the table's header says
 *
 * The rows that follow are of this table, until the next.
 */
void
dp_digest_assembly_begin_table (DpDigestAssembly  *self,
                                const char *const *names)
{
  self->has_columns = dp_digest_columns_parse (names, &self->columns);
  if (!self->has_columns)
    return;

  if (!self->has_layout)
    self->first_layout = self->columns.layout;
  self->has_layout = TRUE;
  self->block->has_table = TRUE;
}

/**
 * dp_digest_assembly_end_table:
 * @self: an assembly
 */
void
dp_digest_assembly_end_table (DpDigestAssembly *self)
{
  self->has_columns = FALSE;
}

/**
 * dp_digest_assembly_get_columns:
 * @self: an assembly
 *
 * Returns: (transfer none) (nullable): the columns of the table that was begun;
 *   %NULL where they are no digest's
 */
const DpDigestColumns *
dp_digest_assembly_get_columns (DpDigestAssembly *self)
{
  return self->has_columns ? &self->columns : NULL;
}

/**
 * dp_digest_assembly_is_full:
 * @self: an assembly
 *
 * Returns: whether there is more than any digest has; finishing fails then
 */
gboolean
dp_digest_assembly_is_full (DpDigestAssembly *self)
{
  return self->is_full;
}

static gboolean
is_empty_row (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const DpDigestCell *cell = g_ptr_array_index (cells, i);

      if (cell->links->len > 0 || cell->text[strspn (cell->text, " \n-:")] != '\0')
        return FALSE;
    }

  return TRUE;
}

static void
take_entry (DpDigestAssembly *self,
            DpDigestEntry    *entry,
            guint             line,
            const char       *raw)
{
  gboolean is_lost = entry->paper == NULL;

  for (guint i = 0; i < entry->faults->len; i++)
    add_problem (self, line, raw, g_ptr_array_index (entry->faults, i), is_lost && i == 0);

  if (++self->n_entries >= MAX_ROWS)
    self->is_full = TRUE;

  if (is_lost)
    return;

  if (self->block->line == 0)
    self->block->line = line;
  g_ptr_array_add (self->block->papers, g_steal_pointer (&entry->paper));
  g_array_append_val (self->block->dates, entry->date);
}

/**
 * dp_digest_assembly_add_row:
 * @self: an assembly
 * @cells: (element-type DpDigestCell): its cells, by column
 * @line: where it begins
 * @raw: the row as it stands in the file
 *
 * Makes the row a paper or a problem. Rows of tables that are no digest's count
 * only when they link to a work on arXiv or with a DOI.
 */
void
dp_digest_assembly_add_row (DpDigestAssembly *self,
                            GPtrArray        *cells,
                            guint             line,
                            const char       *raw)
{
  g_auto (DpDigestEntry) entry = { 0 };
  gboolean has_work = FALSE;

  if (self->has_columns)
    {
      if (is_empty_row (cells))
        return;

      dp_digest_entry_read_cells (&entry, &self->columns, cells);
      self->n_rows_of[self->columns.layout]++;
      self->block->has_table = TRUE;
      take_entry (self, &entry, line, raw);
      return;
    }

  for (guint i = 0; i < cells->len && !has_work; i++)
    has_work = dp_digest_entry_has_work (g_ptr_array_index (cells, i));
  if (has_work)
    add_problem (self, line, raw, _("The table does not say in which column the titles are."), TRUE);
}

/**
 * dp_digest_assembly_add_item:
 * @self: an assembly
 * @cell: an item of a list
 * @line: where it begins
 * @raw: the item as it stands in the file
 *
 * An item that links to a work on arXiv or with a DOI is a paper; others are
 * contents, credits and the like.
 */
void
dp_digest_assembly_add_item (DpDigestAssembly *self,
                             DpDigestCell     *cell,
                             guint             line,
                             const char       *raw)
{
  g_auto (DpDigestEntry) entry = { 0 };

  if (!dp_digest_entry_read_item (&entry, cell))
    return;

  self->n_items++;
  take_entry (self, &entry, line, raw);
}

/**
 * dp_digest_assembly_add_lost:
 * @self: an assembly
 * @line: where it begins
 * @raw: the row as it stands in the file
 * @reason: why it cannot be read, for people
 */
void
dp_digest_assembly_add_lost (DpDigestAssembly *self,
                             guint             line,
                             const char       *raw,
                             const char       *reason)
{
  add_problem (self, line, raw, reason, TRUE);
}

/* That of most rows. A list has no columns to tell it by: under days it is a day's,
 * else keywords'. */
static gboolean
find_layout (DpDigestAssembly *self,
             DpDigestLayout   *out_layout)
{
  guint n_best = 0;

  *out_layout = self->has_layout ? self->first_layout : DP_DIGEST_KEYWORD;
  for (guint i = 0; i < G_N_ELEMENTS (self->n_rows_of); i++)
    if (self->n_rows_of[i] > n_best)
      {
        n_best = self->n_rows_of[i];
        *out_layout = (DpDigestLayout)i;
      }

  if (!self->has_layout)
    for (guint i = 0; i < self->blocks->len; i++)
      {
        const DpDigestBlock *block = g_ptr_array_index (self->blocks, i);

        if (block->papers->len > 0 && block->date.day != 0)
          *out_layout = DP_DIGEST_SUMMARY;
      }

  return self->has_layout || self->n_items > 0 || self->n_lost > 0;
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  const DpDigestProblem *left = *(DpDigestProblem *const *)a;
  const DpDigestProblem *right = *(DpDigestProblem *const *)b;

  return left->line < right->line ? -1 : left->line > right->line;
}

/**
 * dp_digest_assembly_finish:
 * @self: an assembly
 * @error: return location for a #DpFormatError
 *
 * Returns: (transfer full): the digest; %NULL and %DP_FORMAT_ERROR_NOT_A_FEED where
 *   there was no table of a digest and no work, %DP_FORMAT_ERROR_SYNTAX where there
 *   was too much
 */
DpDigest *
dp_digest_assembly_finish (DpDigestAssembly *self,
                           GError          **error)
{
  DpDigest *digest = self->digest;

  g_return_val_if_fail (digest != NULL, NULL);

  if (self->is_full)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX, _("The digest has too many rows."));
      return NULL;
    }

  if (!find_layout (self, &digest->layout))
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED,
                           _("There is no list of papers in it that is known here."));
      return NULL;
    }

  dp_digest_sections_add (digest, self->blocks, &self->file_date);
  digest->n_rows = dp_digest_count_papers (digest) + self->n_lost;
  g_ptr_array_sort (digest->problems, compare_problems);

  return g_steal_pointer (&self->digest);
}
