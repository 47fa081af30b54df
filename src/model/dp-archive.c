/* dp-archive.c: what of a library leaves it, to come back or into another one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-archive.h"

static const char *const mark_kinds[] = {
  [DP_ARCHIVE_BOOKMARK] = "bookmark",
  [DP_ARCHIVE_READ] = "read",
  [DP_ARCHIVE_TAG] = "tag",
  [DP_ARCHIVE_IN_COLLECTION] = "collection",
  [DP_ARCHIVE_NOTE] = "note",
};

static const char *const fields[] = {
  [DP_ARCHIVE_TITLE] = "title",
  [DP_ARCHIVE_AUTHORS] = "authors",
  [DP_ARCHIVE_ABSTRACT] = "abstract",
  [DP_ARCHIVE_COMMENT] = "comment",
  [DP_ARCHIVE_JOURNAL_REF] = "journal_ref",
  [DP_ARCHIVE_DOI] = "doi",
  [DP_ARCHIVE_CATEGORIES] = "categories",
  [DP_ARCHIVE_PUBLISHED] = "published",
  [DP_ARCHIVE_UPDATED] = "updated",
  [DP_ARCHIVE_EXTRAS] = "extras",
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == DP_ARCHIVE_N_FIELDS);

/**
 * dp_archive_mark_kind_to_string:
 * @kind: a kind of mark
 *
 * Any thread.
 *
 * Returns: (transfer none): its name in a file
 */
const char *
dp_archive_mark_kind_to_string (DpArchiveMarkKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (mark_kinds), NULL);

  return mark_kinds[kind];
}

/**
 * dp_archive_mark_kind_from_string:
 * @name: (nullable): a name in a file
 * @out_kind: (out): the kind; left alone when there is none of that name
 *
 * Any thread.
 *
 * Returns: %FALSE when there is none of that name
 */
gboolean
dp_archive_mark_kind_from_string (const char        *name,
                                  DpArchiveMarkKind *out_kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (mark_kinds); i++)
    if (g_strcmp0 (mark_kinds[i], name) == 0)
      {
        *out_kind = (DpArchiveMarkKind)i;
        return TRUE;
      }

  return FALSE;
}

/**
 * dp_archive_field_to_string:
 * @field: a group of fields
 *
 * Any thread.
 *
 * Returns: (transfer none): its name in a file
 */
const char *
dp_archive_field_to_string (DpArchiveField field)
{
  g_return_val_if_fail (field < G_N_ELEMENTS (fields), NULL);

  return fields[field];
}

static void
free_mark (gpointer data)
{
  DpArchiveMark *mark = data;

  g_free (mark->name);
  g_free (mark->text);
  g_free (mark);
}

static void
free_said (gpointer data)
{
  DpArchiveSaid *said = data;

  dp_paper_unref (said->paper);
  g_free (said);
}

static void
free_place (gpointer data)
{
  DpArchivePlace *place = data;

  g_free (place->topic);
  g_free (place);
}

/**
 * dp_archive_entry_new:
 * @kind: what it is
 *
 * Returns: (transfer full): an entry of which nothing else is known
 */
DpArchiveEntry *
dp_archive_entry_new (DpArchiveKind kind)
{
  DpArchiveEntry *self = g_new0 (DpArchiveEntry, 1);

  self->kind = kind;
  self->stored = DP_TIME_UNKNOWN;
  self->changed_at = DP_ARCHIVE_UNDATED;

  return self;
}

/**
 * dp_archive_entry_free:
 * @self: (transfer full): an entry
 */
void
dp_archive_entry_free (DpArchiveEntry *self)
{
  g_free (self->uuid);
  g_clear_pointer (&self->topic, dp_topic_free);
  g_free (self->name);
  g_free (self->search);
  dp_paper_unref (self->paper);
  g_strfreev (self->aliases);
  g_clear_pointer (&self->said, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_free (self);
}

/* Adds a new zeroed element to a list that may not be there yet. */
static gpointer
add_element (GPtrArray    **list,
             gsize          size,
             GDestroyNotify free_element)
{
  gpointer element = g_malloc0 (size);

  if (*list == NULL)
    *list = g_ptr_array_new_with_free_func (free_element);
  g_ptr_array_add (*list, element);

  return element;
}

DpArchiveMark *
dp_archive_entry_add_mark (DpArchiveEntry   *self,
                           DpArchiveMarkKind kind)
{
  DpArchiveMark *mark = add_element (&self->marks, sizeof (DpArchiveMark), free_mark);

  mark->kind = kind;
  mark->changed_at = DP_ARCHIVE_UNDATED;

  return mark;
}

DpArchiveSaid *
dp_archive_entry_add_said (DpArchiveEntry *self,
                           DpAuthority     authority)
{
  DpArchiveSaid *said = add_element (&self->said, sizeof (DpArchiveSaid), free_said);

  said->authority = authority;
  said->paper = dp_paper_new ();

  return said;
}

DpArchivePlace *
dp_archive_entry_add_place (DpArchiveEntry *self,
                            const char     *topic)
{
  DpArchivePlace *place = add_element (&self->places, sizeof (DpArchivePlace), free_place);

  place->topic = g_strdup (topic);

  return place;
}
