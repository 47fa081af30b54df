/* dp-digest-cell.c: the words and links in one cell of a digest's table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-cell.h"

#include <string.h>

/* A collection's page may well be linked a hundred times; nothing honest has more. */
#define MAX_LINKS 1000

struct _DpDigestCellBuilder
{
  GString   *plain; /* outside of any fold */
  GString   *fold;  /* the first fold */
  GString   *more;  /* later ones */
  GString   *label; /* of the first fold, in case it is all there is */
  GPtrArray *links;
  char      *url; /* (nullable): of the link that is open */
  gsize      link_start;
  guint      fold_depth;
  guint      n_folds;
  gboolean   in_label;
};

static void
free_link (gpointer data)
{
  DpDigestLink *link = data;

  g_free (link->url);
  g_free (link);
}

/**
 * dp_digest_cell_free:
 * @self: (transfer full) (nullable): a cell
 */
void
dp_digest_cell_free (DpDigestCell *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->more);
  g_ptr_array_unref (self->links);
  g_free (self);
}

/**
 * dp_digest_cell_prepend:
 * @self: a cell
 * @text: what stands before its text
 */
void
dp_digest_cell_prepend (DpDigestCell *self,
                        const char   *text)
{
  char *whole = g_strconcat (text, self->text, NULL);
  gsize length = strlen (text);

  for (guint i = 0; i < self->links->len; i++)
    {
      DpDigestLink *link = g_ptr_array_index (self->links, i);

      /* One without words stays so. */
      link->start += link->end > 0 ? length : 0;
      link->end += link->end > 0 ? length : 0;
    }

  g_free (self->text);
  self->text = whole;
}

/**
 * dp_digest_cell_builder_new:
 *
 * Returns: (transfer full): a builder that was told nothing yet
 */
DpDigestCellBuilder *
dp_digest_cell_builder_new (void)
{
  DpDigestCellBuilder *self = g_new0 (DpDigestCellBuilder, 1);

  self->plain = g_string_new (NULL);
  self->fold = g_string_new (NULL);
  self->more = g_string_new (NULL);
  self->label = g_string_new (NULL);
  self->links = g_ptr_array_new_with_free_func (free_link);

  return self;
}

/**
 * dp_digest_cell_builder_free:
 * @self: (transfer full) (nullable): a builder
 */
void
dp_digest_cell_builder_free (DpDigestCellBuilder *self)
{
  if (self == NULL)
    return;

  g_string_free (self->plain, TRUE);
  g_string_free (self->fold, TRUE);
  g_string_free (self->more, TRUE);
  g_string_free (self->label, TRUE);
  g_ptr_array_unref (self->links);
  g_free (self->url);
  g_free (self);
}

static GString *
get_target (DpDigestCellBuilder *self)
{
  if (self->fold_depth == 0)
    return self->plain;

  if (self->in_label)
    return self->label;

  return self->n_folds == 1 ? self->fold : self->more;
}

/**
 * dp_digest_cell_builder_add_text:
 * @self: a builder
 * @text: valid UTF-8
 * @length: its bytes, or -1
 */
void
dp_digest_cell_builder_add_text (DpDigestCellBuilder *self,
                                 const char          *text,
                                 gssize               length)
{
  g_string_append_len (get_target (self), text, length);
}

/**
 * dp_digest_cell_builder_break_line:
 * @self: a builder
 *
 * What comes next stands on a line of its own.
 */
void
dp_digest_cell_builder_break_line (DpDigestCellBuilder *self)
{
  GString *target = get_target (self);

  if (target->len > 0 && target->str[target->len - 1] != '\n')
    g_string_append_c (target, '\n');
}

/**
 * dp_digest_cell_builder_open_link:
 * @self: a builder
 * @url: where it leads, as written
 */
void
dp_digest_cell_builder_open_link (DpDigestCellBuilder *self,
                                  const char          *url)
{
  dp_digest_cell_builder_close_link (self);
  self->url = g_strdup (url);
  self->link_start = get_target (self)->len;
}

/**
 * dp_digest_cell_builder_close_link:
 * @self: a builder
 *
 * Ends the link that is open, if one is. Links in folds are known by their
 * address only, for nobody asks which words of an abstract are one.
 */
void
dp_digest_cell_builder_close_link (DpDigestCellBuilder *self)
{
  GString *target = get_target (self);

  if (self->url == NULL)
    return;

  if (self->links->len < MAX_LINKS)
    {
      DpDigestLink *link = g_new0 (DpDigestLink, 1);

      link->url = g_strdup (self->url);
      link->start = target == self->plain ? MIN (self->link_start, target->len) : 0;
      link->end = target == self->plain ? target->len : 0;
      g_ptr_array_add (self->links, link);
    }

  g_clear_pointer (&self->url, g_free);
}

/**
 * dp_digest_cell_builder_open_fold:
 * @self: a builder
 *
 * A `<details>` begins. One within another belongs to it.
 */
void
dp_digest_cell_builder_open_fold (DpDigestCellBuilder *self)
{
  dp_digest_cell_builder_close_link (self);
  if (self->fold_depth++ == 0)
    self->n_folds++;
  dp_digest_cell_builder_break_line (self);
}

/**
 * dp_digest_cell_builder_close_fold:
 * @self: a builder
 */
void
dp_digest_cell_builder_close_fold (DpDigestCellBuilder *self)
{
  dp_digest_cell_builder_close_link (self);
  if (self->fold_depth > 0)
    self->fold_depth--;
  self->in_label = FALSE;
}

/**
 * dp_digest_cell_builder_open_label:
 * @self: a builder
 *
 * A `<summary>` begins: what is shown of a fold while it is closed.
 */
void
dp_digest_cell_builder_open_label (DpDigestCellBuilder *self)
{
  dp_digest_cell_builder_close_link (self);
  self->in_label = self->fold_depth > 0;
}

/**
 * dp_digest_cell_builder_close_label:
 * @self: a builder
 */
void
dp_digest_cell_builder_close_label (DpDigestCellBuilder *self)
{
  dp_digest_cell_builder_close_link (self);
  self->in_label = FALSE;
}

static gboolean
is_blank (const GString *text)
{
  return text->str[strspn (text->str, " \t\r\n")] == '\0';
}

static void
clear (DpDigestCellBuilder *self)
{
  g_string_truncate (self->plain, 0);
  g_string_truncate (self->fold, 0);
  g_string_truncate (self->more, 0);
  g_string_truncate (self->label, 0);
  self->links = g_ptr_array_new_with_free_func (free_link);
  self->fold_depth = 0;
  self->n_folds = 0;
  self->in_label = FALSE;
}

/**
 * dp_digest_cell_builder_finish:
 * @self: a builder
 *
 * Returns: (transfer full): what it was told, as a cell; the builder can be used
 *   for the next one
 */
DpDigestCell *
dp_digest_cell_builder_finish (DpDigestCellBuilder *self)
{
  DpDigestCell *cell = g_new0 (DpDigestCell, 1);

  g_return_val_if_fail (self != NULL, cell);

  dp_digest_cell_builder_close_link (self);

  /* A fold that holds nothing may still say something with its label. */
  if (is_blank (self->fold))
    g_string_assign (self->fold, self->label->str);

  /* Words of links are found in the plain text; where there is none, nowhere. */
  for (guint i = 0; is_blank (self->plain) && i < self->links->len; i++)
    {
      DpDigestLink *link = g_ptr_array_index (self->links, i);

      link->start = 0;
      link->end = 0;
    }

  if (is_blank (self->plain))
    cell->text = g_strdup (is_blank (self->fold) ? "" : self->fold->str);
  else if (is_blank (self->fold))
    cell->text = g_strdup (self->plain->str);
  else
    cell->text = g_strconcat (self->plain->str, "\n", self->fold->str, NULL);

  cell->more = is_blank (self->more) ? NULL : g_strdup (self->more->str);
  cell->links = self->links;
  clear (self);

  return cell;
}
