/* dp-digest-assembly.c: headings, tables and lists, one after the other → a digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-assembly.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/digest/dp-digest-entry.h"
#include "formats/digest/dp-digest-fields.h"
#include "formats/dp-format-error.h"
#include "model/dp-text.h"

/* Which layout a file has is known when all of it is read: until then papers are
 * kept in blocks, one a heading, with what the heading and the tables under it said. */

#define MAX_ROWS 200000
#define MAX_BLOCKS 50000
#define MAX_PROBLEMS 10000
#define MAX_LEVEL 6

/* Of a line that could not be read, enough to know it by. */
#define MAX_RAW_LENGTH 160

typedef struct
{
  char        *heading; /* (nullable): clean; NULL before the first one */
  guint        level;
  DpDigestDate date; /* of the heading or one above it; year 0 when none has one */
  GPtrArray   *papers;
  GArray      *dates; /* of DpDigestDate, the papers' own */
  char        *text;  /* (nullable): the first paragraph */
  guint        n_paragraphs;
  gboolean     is_emphasized;
  gboolean     has_table;
  gboolean     is_parent; /* a deeper heading follows */
  guint        line;      /* of its first row; 0 before */
} Block;

struct _DpDigestAssembly
{
  GPtrArray      *blocks;
  Block          *block; /* (unowned): the last one */
  DpDigestColumns columns;
  gboolean        has_columns; /* the table's, and they are a digest's */
  gboolean        has_layout;  /* of any table */
  DpDigestLayout  first_layout;
  guint           n_rows_of[DP_DIGEST_DATED + 1];
  guint           n_items;
  guint           n_lost;
  guint           n_entries;
  gboolean        is_full;
  GPtrArray      *problems;
  char           *last_update;
  DpDigestDate    file_date;
  DpDigestDate    dates[MAX_LEVEL + 1]; /* of the headings that are open, by level */
};

static void
free_block (gpointer data)
{
  Block *block = data;

  g_free (block->heading);
  g_free (block->text);
  g_ptr_array_unref (block->papers);
  g_array_unref (block->dates);
  g_free (block);
}

static void
start_block (DpDigestAssembly *self,
             const char       *heading,
             guint             level)
{
  Block *block = NULL;

  if (self->blocks->len >= MAX_BLOCKS)
    {
      self->is_full = TRUE;
      return;
    }

  block = g_new0 (Block, 1);
  block->heading = g_strdup (heading);
  block->level = level;
  block->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  block->dates = g_array_new (FALSE, FALSE, sizeof (DpDigestDate));
  g_ptr_array_add (self->blocks, block);
  self->block = block;
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

  self->blocks = g_ptr_array_new_with_free_func (free_block);
  self->problems = g_ptr_array_new ();
  if (file_name != NULL)
    dp_digest_date_find (file_name, strlen (file_name), &self->file_date);
  start_block (self, NULL, 0);

  return self;
}

static void
free_problems (GPtrArray *problems)
{
  g_autoptr (DpDigest) holder = dp_digest_new (DP_DIGEST_KEYWORD);

  g_ptr_array_extend_and_steal (holder->problems, problems);
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
  free_problems (self->problems);
  g_free (self->last_update);
  g_free (self);
}

static void
add_problem (DpDigestAssembly *self,
             guint             line,
             const char       *raw,
             const char       *reason,
             gboolean          is_lost)
{
  DpDigestProblem *problem = NULL;
  g_autofree char *clean = dp_text_clean (raw != NULL ? raw : "");

  self->n_lost += is_lost ? 1 : 0;
  if (self->problems->len >= MAX_PROBLEMS)
    return;

  problem = g_new0 (DpDigestProblem, 1);
  problem->line = line;
  problem->text = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), MAX_RAW_LENGTH));
  problem->reason = g_strdup (reason);
  problem->is_lost = is_lost;
  g_ptr_array_add (self->problems, problem);
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

  if (self->last_update != NULL ||
      !(g_str_has_prefix (lower, "last update") || g_str_has_prefix (lower, "title: latest")) ||
      !dp_digest_date_find (text, strlen (text), &date))
    return FALSE;

  self->last_update = dp_digest_date_dup_day (&date);

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
        const Block *block = g_ptr_array_index (self->blocks, i);

        if (block->papers->len > 0 && block->date.day != 0)
          *out_layout = DP_DIGEST_SUMMARY;
      }

  return self->has_layout || self->n_items > 0 || self->n_lost > 0;
}

/* `NbSe2 (3 new today)` is the topic NbSe2. */
static char *
dup_topic (const char *heading)
{
  char *topic = heading != NULL ? g_strdup (heading) : NULL;
  char *open = topic != NULL ? strrchr (topic, '(') : NULL;

  if (open != NULL && g_ascii_isdigit (open[1]) && strstr (open, " new") != NULL && g_str_has_suffix (open, ")"))
    {
      *open = '\0';
      g_strchomp (topic);
    }

  return topic;
}

/* A keyword without any table: its heading stands where those with one do, and
 * there is nothing under it, or why. */
static gboolean
is_empty_topic (const Block *block,
                guint        level)
{
  return block->heading != NULL && *block->heading != '\0' && block->level == level && !block->is_parent &&
         (block->n_paragraphs == 0 || (block->n_paragraphs == 1 && block->is_emphasized));
}

/* The names of sections are few, but nobody promises it. */
static DpDigestSection *
find_section (DpDigest      *digest,
              GHashTable    *sections,
              DpDigestLayout layout,
              const char    *name)
{
  DpDigestSection *section = g_hash_table_lookup (sections, name != NULL ? name : "");
  gboolean         is_day = layout == DP_DIGEST_CLASSIFIED || layout == DP_DIGEST_SUMMARY;

  if (section != NULL)
    return section;

  section = dp_digest_add_section (digest, layout == DP_DIGEST_KEYWORD ? name : NULL,
                                   is_day ? name : NULL, layout == DP_DIGEST_DATED ? name : NULL);
  g_hash_table_insert (sections, g_strdup (name != NULL ? name : ""), section);

  return section;
}

static void
move_papers (Block           *block,
             DpDigestSection *section)
{
  g_autoptr (GPtrArray) papers = g_steal_pointer (&block->papers);

  block->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  for (guint i = 0; i < papers->len; i++)
    g_ptr_array_add (section->papers, dp_paper_ref (g_ptr_array_index (papers, i)));
}

static void
add_topic (DpDigestAssembly *self,
           DpDigest         *digest,
           GHashTable       *sections,
           Block            *block,
           guint             level)
{
  g_autofree char *topic = dup_topic (block->heading);
  DpDigestSection *section = NULL;

  if (block->papers->len == 0 && !block->has_table && !is_empty_topic (block, level))
    return;

  section = find_section (digest, sections, self->has_layout ? digest->layout : DP_DIGEST_KEYWORD, topic);
  move_papers (block, section);
  if (section->reason == NULL && block->text != NULL)
    section->reason = g_strdup (block->text);
}

static void
add_day (DpDigestAssembly *self,
         DpDigest         *digest,
         GHashTable       *sections,
         Block            *block)
{
  const DpDigestDate *date = block->date.day != 0 ? &block->date : &self->file_date;
  g_autofree char    *day = date->year != 0 ? dp_digest_date_dup_day (date) : NULL;
  DpDigestSection    *section = NULL;

  if (block->papers->len == 0 && !block->has_table)
    return;

  if (day == NULL && block->papers->len > 0)
    add_problem (self, block->line, block->heading, _("Nothing says of which day this list is."), FALSE);

  section = find_section (digest, sections, digest->layout, day);
  move_papers (block, section);
  if (section->reason == NULL && block->text != NULL)
    section->reason = g_strdup (block->text);
}

/* Each paper in its own month, whatever heading it stands under. */
static void
add_months (DpDigestAssembly *self,
            DpDigest         *digest,
            GHashTable       *sections,
            Block            *block)
{
  const DpDigestDate *rest = block->date.year != 0 ? &block->date : &self->file_date;

  for (guint i = 0; i < block->papers->len; i++)
    {
      const DpDigestDate *own = &g_array_index (block->dates, DpDigestDate, i);
      const DpDigestDate *date = own->year != 0 ? own : rest;
      g_autofree char    *month = date->year != 0 ? dp_digest_date_dup_month (date) : NULL;
      DpDigestSection    *section = find_section (digest, sections, DP_DIGEST_DATED, month);

      g_ptr_array_add (section->papers, dp_paper_ref (g_ptr_array_index (block->papers, i)));
    }

  if (block->papers->len == 0 && block->has_table && rest->year != 0)
    {
      g_autofree char *month = dp_digest_date_dup_month (rest);
      DpDigestSection *section = find_section (digest, sections, DP_DIGEST_DATED, month);

      if (section->reason == NULL && block->text != NULL)
        section->reason = g_strdup (block->text);
    }
}

static guint
find_table_level (DpDigestAssembly *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = g_ptr_array_index (self->blocks, i);

      if (block->has_table)
        return block->level;
    }

  return 0;
}

static void
add_sections (DpDigestAssembly *self,
              DpDigest         *digest)
{
  g_autoptr (GHashTable) sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint level = find_table_level (self);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);

      switch (digest->layout)
        {
        case DP_DIGEST_KEYWORD:
          add_topic (self, digest, sections, block, level);
          break;

        case DP_DIGEST_CLASSIFIED:
        case DP_DIGEST_SUMMARY:
          add_day (self, digest, sections, block);
          break;

        case DP_DIGEST_DATED:
          add_months (self, digest, sections, block);
          break;
        }
    }

  /* What a reason explains is that there is nothing. */
  for (guint i = 0; i < digest->sections->len; i++)
    {
      DpDigestSection *section = g_ptr_array_index (digest->sections, i);

      if (section->papers->len > 0)
        g_clear_pointer (&section->reason, g_free);
    }
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
  DpDigest      *digest = NULL;
  DpDigestLayout layout = DP_DIGEST_KEYWORD;

  if (self->is_full)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX, _("The digest has too many rows."));
      return NULL;
    }

  if (!find_layout (self, &layout))
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED,
                           _("There is no list of papers in it that is known here."));
      return NULL;
    }

  digest = dp_digest_new (layout);
  add_sections (self, digest);
  digest->n_rows = dp_digest_count_papers (digest) + self->n_lost;
  digest->last_update = g_steal_pointer (&self->last_update);
  g_ptr_array_sort (self->problems, compare_problems);
  g_ptr_array_extend_and_steal (digest->problems, g_steal_pointer (&self->problems));
  self->problems = g_ptr_array_new ();

  return digest;
}
