/* dp-digest-entry.c: the cells of one row → a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/digest/dp-digest-address.h"
#include "formats/digest/dp-digest-fields.h"
#include "model/dp-authority.h"
#include "model/dp-paper-id.h"
#include "model/dp-task.h"
#include "model/dp-text.h"

/* A digest repeats what it is given; thousands of authors happen, more do not. */
#define MAX_NAMES 10000

/* Characters of what is quoted in a fault. */
#define MAX_QUOTED 60

/**
 * dp_digest_entry_clear:
 * @self: a row
 */
void
dp_digest_entry_clear (DpDigestEntry *self)
{
  g_clear_pointer (&self->paper, dp_paper_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
}

/* Enough of a text to know it by. */
static char *
dup_start (const char *text)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_QUOTED));
}

static void
take_fault (DpDigestEntry *self,
            char          *fault)
{
  g_ptr_array_add (self->faults, fault);
}

static const DpDigestLink *
find_work (const DpDigestCell *cell,
           gboolean            is_strict)
{
  for (guint i = 0; i < cell->links->len; i++)
    {
      const DpDigestLink *link = g_ptr_array_index (cell->links, i);
      g_autofree char    *url = dp_digest_address_complete (link->url, NULL);
      g_autofree char    *id = url != NULL ? dp_paper_id_parse (url, NULL) : NULL;

      if (id != NULL && (!is_strict || !g_str_has_prefix (id, "url:")))
        return link;
    }

  return NULL;
}

/**
 * dp_digest_entry_has_work:
 * @cell: a cell
 *
 * Returns: whether it has a link to a work on arXiv or with a DOI. (Any other
 *   address may be a work as well, but only in a title's place.)
 */
gboolean
dp_digest_entry_has_work (const DpDigestCell *cell)
{
  return find_work (cell, TRUE) != NULL;
}

static const DpDigestCell *
get_cell (const DpDigestColumns *columns,
          GPtrArray             *cells,
          DpDigestColumn         kind)
{
  int column = dp_digest_columns_find (columns, kind);

  return column >= 0 && (guint)column < cells->len ? g_ptr_array_index (cells, (guint)column) : NULL;
}

/* In the title, or a column for links, or wherever a work on arXiv is linked. */
static const DpDigestLink *
find_work_of_row (const DpDigestColumns *columns,
                  GPtrArray             *cells)
{
  const DpDigestCell *title = get_cell (columns, cells, DP_COLUMN_TITLE);
  const DpDigestCell *links = get_cell (columns, cells, DP_COLUMN_LINK);
  const DpDigestLink *work = title != NULL ? find_work (title, TRUE) : NULL;

  if (work == NULL && links != NULL)
    work = find_work (links, TRUE);
  if (work == NULL && title != NULL)
    work = find_work (title, FALSE);
  if (work == NULL && links != NULL)
    work = find_work (links, FALSE);
  for (guint i = 0; work == NULL && i < cells->len; i++)
    work = find_work (g_ptr_array_index (cells, i), TRUE);

  return work;
}

static void
set_identity (DpPaper    *paper,
              const char *url)
{
  paper->id = dp_paper_id_parse (url, &paper->version);
  if (g_str_has_prefix (paper->id, "doi:"))
    paper->doi = g_strdup (paper->id + strlen ("doi:"));
}

static void
set_text (char              **field,
          const DpDigestCell *cell)
{
  g_autofree char *clean = cell != NULL ? dp_text_clean (cell->text) : NULL;

  if (!dp_digest_fields_is_nothing (clean))
    *field = g_steal_pointer (&clean);
}

static char **
steal_names (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);

  return (char **)g_ptr_array_steal (names, NULL);
}

static void
add_name (GPtrArray  *names,
          const char *name)
{
  if (names->len < MAX_NAMES && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

static void
set_authors (DpPaper            *paper,
             const DpDigestCell *cell)
{
  g_autoptr (GPtrArray) authors = NULL;

  if (cell == NULL)
    return;

  authors = dp_digest_fields_split_names (cell->text, MAX_NAMES);
  if (authors->len > 0)
    paper->authors = steal_names (authors);
}

static void
set_date (DpDigestEntry      *self,
          const DpDigestCell *cell)
{
  g_autofree char *clean = cell != NULL ? dp_text_clean (cell->text) : NULL;

  if (clean == NULL || dp_digest_fields_is_nothing (clean))
    return;

  if (!dp_digest_date_find (clean, strlen (clean), &self->date))
    {
      g_autofree char *start = dup_start (clean);

      take_fault (self, g_strdup_printf (_("The date “%s” cannot be read."), start));
      return;
    }

  /* What the keyword layout gives is the date of the version that it links to. */
  self->paper->published = dp_digest_date_get_time (&self->date);
  self->paper->published_is_day = TRUE;
  if (self->paper->version > 1)
    self->paper->updated = self->paper->published;
}

static void
set_summary (DpPaper            *paper,
             const DpDigestCell *summary,
             const DpDigestCell *abstract)
{
  const char      *source = dp_authority_to_string (DP_AUTHORITY_DIGEST);
  g_autofree char *lines = NULL;

  if (summary != NULL)
    lines = dp_digest_fields_split_bullets (summary->text);
  else if (abstract != NULL && abstract->more != NULL)
    lines = dp_text_clean (abstract->more);

  if (!dp_digest_fields_is_nothing (lines))
    dp_paper_add_summary (paper, source, lines);
}

static void
set_tasks (DpDigestEntry      *self,
           const DpDigestCell *cell)
{
  g_autoptr (GPtrArray) tasks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = NULL;

  if (cell == NULL)
    return;

  names = dp_digest_fields_split_list (cell->text, MAX_NAMES);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *task = dp_task_find (name);

      if (task != NULL)
        add_name (tasks, task);
      else
        {
          g_autofree char *start = dup_start (name);

          take_fault (self, g_strdup_printf (_("“%s” is not the name of a task."), start));
        }
    }

  if (tasks->len > 0)
    self->paper->tasks = steal_names (tasks);
}

static void
set_keywords (DpPaper            *paper,
              const DpDigestCell *cell)
{
  g_autoptr (GPtrArray) names = cell != NULL ? dp_digest_fields_split_list (cell->text, MAX_NAMES) : NULL;

  if (names != NULL && names->len > 0)
    paper->keywords = steal_names (names);
}

/* The links of a column: of the kind that their address says, whatever the column is called. */
static void
add_links (DpDigestEntry      *self,
           const DpDigestCell *cell,
           const char         *base)
{
  g_autofree char *clean = cell != NULL ? dp_text_clean (cell->text) : NULL;

  if (cell != NULL && cell->links->len == 0 && !dp_digest_fields_is_nothing (clean))
    {
      g_autofree char *start = dup_start (clean);

      take_fault (self, g_strdup_printf (_("There is no address in “%s”."), start));
    }

  for (guint i = 0; cell != NULL && i < cell->links->len; i++)
    {
      const DpDigestLink *link = g_ptr_array_index (cell->links, i);
      g_autofree char    *url = dp_digest_address_complete (link->url, base);

      if (url != NULL)
        dp_paper_add_link (self->paper, dp_digest_address_find_kind (url), url);
      else if (!dp_digest_fields_is_nothing (link->url))
        {
          g_autofree char *start = dup_start (link->url);

          take_fault (self, g_strdup_printf (_("The link “%s” is not an address."), start));
        }
    }
}

/* The title's other links: “Read more on arXiv or HuggingFace”. */
static void
add_links_of_title (DpDigestEntry      *self,
                    const DpDigestCell *cell,
                    const DpDigestLink *work)
{
  for (guint i = 0; cell != NULL && i < cell->links->len; i++)
    {
      const DpDigestLink *link = g_ptr_array_index (cell->links, i);
      g_autofree char    *url = dp_digest_address_complete (link->url, NULL);
      DpLinkKind          kind = url != NULL ? dp_digest_address_find_kind (url) : DP_LINK_ABS;

      if (link != work && kind != DP_LINK_ABS && kind != DP_LINK_PDF && kind != DP_LINK_HTML)
        dp_paper_add_link (self->paper, kind, url);
    }
}

static gboolean
start_paper (DpDigestEntry      *self,
             const DpDigestLink *work,
             const DpDigestCell *title,
             gboolean            is_item)
{
  g_autofree char *url = work != NULL ? dp_digest_address_complete (work->url, NULL) : NULL;
  g_autofree char *name = NULL;

  if (url == NULL)
    {
      take_fault (self, g_strdup (_("The row has no link to a paper.")));
      return FALSE;
    }

  name = title != NULL ? dp_digest_fields_find_title (title, work, !is_item) : NULL;
  if (name == NULL || *name == '\0')
    {
      take_fault (self, g_strdup (_("The row has no title.")));
      return FALSE;
    }

  self->paper = dp_paper_new ();
  self->paper->title = g_steal_pointer (&name);
  set_identity (self->paper, url);

  return TRUE;
}

/**
 * dp_digest_entry_read_cells:
 * @self: a row that is all zeros; clear it when it is done with
 * @columns: its table's columns
 * @cells: (element-type DpDigestCell): its cells; last ones may be missing
 *
 * Makes a paper of a row: of its first link to a work, its title and whatever
 * else there is. Days, topics and the like are not the row's. What cannot be read
 * is left out and said.
 */
void
dp_digest_entry_read_cells (DpDigestEntry         *self,
                            const DpDigestColumns *columns,
                            GPtrArray             *cells)
{
  const DpDigestCell *title = get_cell (columns, cells, DP_COLUMN_TITLE);
  const DpDigestCell *abstract = get_cell (columns, cells, DP_COLUMN_ABSTRACT);
  const DpDigestLink *work = find_work_of_row (columns, cells);

  self->faults = g_ptr_array_new_with_free_func (g_free);
  if (!start_paper (self, work, title, FALSE))
    return;

  set_text (&self->paper->abstract, abstract);
  set_text (&self->paper->comment, get_cell (columns, cells, DP_COLUMN_COMMENT));
  set_authors (self->paper, get_cell (columns, cells, DP_COLUMN_AUTHORS));
  set_date (self, get_cell (columns, cells, DP_COLUMN_DATE));
  set_summary (self->paper, get_cell (columns, cells, DP_COLUMN_SUMMARY), abstract);
  set_tasks (self, get_cell (columns, cells, DP_COLUMN_TASKS));
  set_keywords (self->paper, get_cell (columns, cells, DP_COLUMN_TAGS));
  add_links_of_title (self, title, work);
  add_links_of_title (self, get_cell (columns, cells, DP_COLUMN_LINK), work);
  add_links (self, get_cell (columns, cells, DP_COLUMN_GITHUB), "https://github.com/");
  add_links (self, get_cell (columns, cells, DP_COLUMN_HUGGING_FACE), "https://huggingface.co/");
}

/**
 * dp_digest_entry_read_item:
 * @self: a row that is all zeros; clear it when it is done with
 * @cell: an item of a list, `- 2025-01-30: [Title](https://arxiv.org/abs/…)`
 *
 * Makes a paper of the item: of its first link to a work on arXiv or with a DOI.
 *
 * Returns: whether there is such a link
 */
gboolean
dp_digest_entry_read_item (DpDigestEntry      *self,
                           const DpDigestCell *cell)
{
  const DpDigestLink *work = find_work (cell, TRUE);
  DpDigestDate        date = { 0 };

  self->faults = g_ptr_array_new_with_free_func (g_free);
  if (work == NULL)
    return FALSE;

  if (start_paper (self, work, cell, TRUE) && dp_digest_date_find (cell->text, work->start, &date) && date.day != 0)
    {
      self->date = date;
      self->paper->published = dp_digest_date_get_time (&date);
      self->paper->published_is_day = TRUE;
    }

  return TRUE;
}
