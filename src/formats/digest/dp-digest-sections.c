/* dp-digest-sections.c: what stands under each heading → a digest's sections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-sections.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  DpDigest           *digest;
  GHashTable         *sections;  /* name → DpDigestSection; no name is "" */
  const DpDigestDate *file_date; /* year 0 when the file's name has none */
  guint               level;     /* of the first heading with a table */
} Maker;

/**
 * dp_digest_block_new:
 * @heading: (nullable): what the heading says
 * @level: 1 to 6; 0 for what stands before any
 *
 * Returns: (transfer full): a block with nothing under it yet
 */
DpDigestBlock *
dp_digest_block_new (const char *heading,
                     guint       level)
{
  DpDigestBlock *self = g_new0 (DpDigestBlock, 1);

  self->heading = heading != NULL && *heading != '\0' ? g_strdup (heading) : NULL;
  self->level = level;
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  self->dates = g_array_new (FALSE, FALSE, sizeof (DpDigestDate));

  return self;
}

/**
 * dp_digest_block_free:
 * @self: (transfer full) (nullable): a block
 */
void
dp_digest_block_free (DpDigestBlock *self)
{
  if (self == NULL)
    return;

  g_free (self->heading);
  g_free (self->text);
  g_ptr_array_unref (self->papers);
  g_array_unref (self->dates);
  g_free (self);
}

/* `NbSe2 (3 new today)` is the topic NbSe2. */
static char *
dup_topic (const char *heading)
{
  g_autofree char *topic = g_strdup (heading);
  char            *open = topic != NULL ? strrchr (topic, '(') : NULL;

  if (open != NULL && g_ascii_isdigit (open[1]) && strstr (open, " new") != NULL && g_str_has_suffix (open, ")"))
    {
      *open = '\0';
      g_strchomp (topic);
    }

  return topic != NULL && *topic != '\0' ? g_steal_pointer (&topic) : NULL;
}

/* A keyword without any table: its heading stands where those with one do, and
 * there is nothing under it, or why. */
static gboolean
is_empty_topic (const DpDigestBlock *block,
                guint                level)
{
  return block->heading != NULL && block->level == level && !block->is_parent &&
         (block->n_paragraphs == 0 || (block->n_paragraphs == 1 && block->is_emphasized));
}

static DpDigestSection *
find_section (Maker      *self,
              const char *name)
{
  const char      *key = name != NULL ? name : "";
  DpDigestSection *section = g_hash_table_lookup (self->sections, key);

  if (section != NULL)
    return section;

  switch (self->digest->layout)
    {
    case DP_DIGEST_KEYWORD:
      section = dp_digest_add_section (self->digest, name, NULL, NULL);
      break;

    case DP_DIGEST_CLASSIFIED:
    case DP_DIGEST_SUMMARY:
      section = dp_digest_add_section (self->digest, NULL, name, NULL);
      break;

    case DP_DIGEST_DATED:
      section = dp_digest_add_section (self->digest, NULL, NULL, name);
      break;
    }

  g_hash_table_insert (self->sections, g_strdup (key), section);

  return section;
}

static void
set_reason (DpDigestSection     *section,
            const DpDigestBlock *block)
{
  if (section->reason == NULL && block->text != NULL)
    section->reason = g_strdup (block->text);
}

static void
add_papers (DpDigestSection     *section,
            const DpDigestBlock *block)
{
  for (guint i = 0; i < block->papers->len; i++)
    g_ptr_array_add (section->papers, dp_paper_ref (g_ptr_array_index (block->papers, i)));
  set_reason (section, block);
}

static void
add_topic (Maker         *self,
           DpDigestBlock *block)
{
  g_autofree char *topic = dup_topic (block->heading);

  if (block->papers->len > 0 || block->has_table || (topic != NULL && is_empty_topic (block, self->level)))
    add_papers (find_section (self, topic), block);
}

static void
add_day (Maker         *self,
         DpDigestBlock *block)
{
  const DpDigestDate *date = block->date.day != 0 ? &block->date : self->file_date;
  g_autofree char    *day = date->year != 0 ? dp_digest_date_dup_day (date) : NULL;

  if (block->papers->len == 0 && !block->has_table)
    return;

  if (day == NULL && block->papers->len > 0)
    dp_digest_add_problem (self->digest, block->line, block->heading, _("Nothing says of which day this list is."), FALSE);

  add_papers (find_section (self, day), block);
}

/* Each paper in its own month, whatever heading it stands under. */
static void
add_months (Maker         *self,
            DpDigestBlock *block)
{
  const DpDigestDate *rest = block->date.year != 0 ? &block->date : self->file_date;

  for (guint i = 0; i < block->papers->len; i++)
    {
      const DpDigestDate *own = &g_array_index (block->dates, DpDigestDate, i);
      const DpDigestDate *date = own->year != 0 ? own : rest;
      g_autofree char    *month = date->year != 0 ? dp_digest_date_dup_month (date) : NULL;

      g_ptr_array_add (find_section (self, month)->papers, dp_paper_ref (g_ptr_array_index (block->papers, i)));
    }

  if (block->papers->len == 0 && block->has_table && rest->year != 0)
    {
      g_autofree char *month = dp_digest_date_dup_month (rest);

      set_reason (find_section (self, month), block);
    }
}

static void
add_block (Maker         *self,
           DpDigestBlock *block)
{
  switch (self->digest->layout)
    {
    case DP_DIGEST_KEYWORD:
      add_topic (self, block);
      break;

    case DP_DIGEST_CLASSIFIED:
    case DP_DIGEST_SUMMARY:
      add_day (self, block);
      break;

    case DP_DIGEST_DATED:
      add_months (self, block);
      break;
    }
}

static guint
find_table_level (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const DpDigestBlock *block = g_ptr_array_index (blocks, i);

      if (block->has_table)
        return block->level;
    }

  return 0;
}

/**
 * dp_digest_sections_add:
 * @digest: a digest of which the layout is known
 * @blocks: (element-type DpDigestBlock): its headings, in order
 * @file_date: the date in the file's name; year 0 when there is none
 *
 * Makes the sections: keywords, days or months, each once however many headings
 * name it.
 */
void
dp_digest_sections_add (DpDigest           *digest,
                        GPtrArray          *blocks,
                        const DpDigestDate *file_date)
{
  g_autoptr (GHashTable) sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Maker maker = { digest, sections, file_date, find_table_level (blocks) };

  for (guint i = 0; i < blocks->len; i++)
    add_block (&maker, g_ptr_array_index (blocks, i));

  /* What a reason explains is that there is nothing. */
  for (guint i = 0; i < digest->sections->len; i++)
    {
      DpDigestSection *section = g_ptr_array_index (digest->sections, i);

      if (section->papers->len > 0)
        g_clear_pointer (&section->reason, g_free);
    }
}
