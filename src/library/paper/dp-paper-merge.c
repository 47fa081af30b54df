/* dp-paper-merge.c: joining what a source says to what the library knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-merge.h"

#include "library/paper/dp-paper-identity.h"
#include "library/paper/dp-paper-relations.h"

/* Where a value comes from, as one number: the greater one holds. */
#define FROM(version, authority) ((gint64)(version)*16 + (gint64)(authority))

typedef struct
{
  DpTextColumn   text;
  DpNumberColumn from;
  DpChangeFields field;
} TextGroup;

static const TextGroup text_groups[] = {
  { DP_TEXT_TITLE, DP_NUMBER_TITLE_FROM, DP_CHANGE_TITLE },
  { DP_TEXT_AUTHORS, DP_NUMBER_AUTHORS_FROM, DP_CHANGE_AUTHORS },
  { DP_TEXT_ABSTRACT, DP_NUMBER_ABSTRACT_FROM, DP_CHANGE_TEXT },
  { DP_TEXT_COMMENT, DP_NUMBER_COMMENT_FROM, DP_CHANGE_TEXT },
  { DP_TEXT_JOURNAL_REF, DP_NUMBER_JOURNAL_REF_FROM, DP_CHANGE_TEXT },
  { DP_TEXT_DOI, DP_NUMBER_DOI_FROM, DP_CHANGE_TEXT },
};

/* An empty value never overwrites, an unknown one is always filled in. */
static void
take_text (DpPaperRecord *self,
           const char    *value,
           gint64         from,
           TextGroup      group)
{
  if (value == NULL || *value == '\0')
    return;

  if (*self->texts[group.text] != '\0' && from < self->numbers[group.from])
    return;

  dp_paper_record_set_text (self, group.text, value, group.field);
  dp_paper_record_set_number (self, group.from, from, 0);
}

/* The categories are one value: the list belongs to its primary one. */
static void
take_categories (DpPaperRecord *self,
                 const char    *primary,
                 const char    *categories,
                 gint64         from)
{
  if (*categories == '\0' ||
      (*self->texts[DP_TEXT_CATEGORIES] != '\0' && from < self->numbers[DP_NUMBER_CATEGORIES_FROM]))
    return;

  dp_paper_record_set_text (self, DP_TEXT_PRIMARY_CATEGORY, primary, DP_CHANGE_CATEGORY);
  dp_paper_record_set_text (self, DP_TEXT_CATEGORIES, categories, DP_CHANGE_CATEGORY);
  dp_paper_record_set_number (self, DP_NUMBER_CATEGORIES_FROM, from, 0);
}

/* A day gives way to any moment, and a moment to no day. */
static void
take_published (DpPaperRecord *self,
                DpTime         published,
                gboolean       is_day,
                gint64         from)
{
  gboolean is_known = self->numbers[DP_NUMBER_PUBLISHED] != DP_TIME_UNKNOWN;
  gboolean known_is_day = self->numbers[DP_NUMBER_PUBLISHED_IS_DAY] != 0;

  if (published == DP_TIME_UNKNOWN || (is_known && is_day && !known_is_day))
    return;

  if (is_known && is_day == known_is_day && from < self->numbers[DP_NUMBER_PUBLISHED_FROM])
    return;

  dp_paper_record_set_number (self, DP_NUMBER_PUBLISHED, published, DP_CHANGE_DATE);
  dp_paper_record_set_number (self, DP_NUMBER_PUBLISHED_IS_DAY, is_day, DP_CHANGE_DATE);
  dp_paper_record_set_number (self, DP_NUMBER_PUBLISHED_FROM, from, 0);
}

static void
take_updated (DpPaperRecord *self,
              DpTime         updated,
              gint64         from)
{
  if (updated == DP_TIME_UNKNOWN ||
      (self->numbers[DP_NUMBER_UPDATED] != DP_TIME_UNKNOWN && from < self->numbers[DP_NUMBER_UPDATED_FROM]))
    return;

  dp_paper_record_set_number (self, DP_NUMBER_UPDATED, updated, DP_CHANGE_DATE);
  dp_paper_record_set_number (self, DP_NUMBER_UPDATED_FROM, from, 0);
}

static void
take_count (DpPaperRecord *self,
            DpNumberColumn column,
            gint64         value,
            gint64         from)
{
  if (value < 0 || (self->numbers[column] >= 0 && from < self->numbers[DP_NUMBER_EXTRAS_FROM]))
    return;

  dp_paper_record_set_number (self, column, value, DP_CHANGE_COUNTS);
}

static void
take_extra_text (DpPaperRecord *self,
                 DpTextColumn   column,
                 const char    *value,
                 gint64         from)
{
  if (value == NULL || *value == '\0' ||
      (*self->texts[column] != '\0' && from < self->numbers[DP_NUMBER_EXTRAS_FROM]))
    return;

  dp_paper_record_set_text (self, column, value, DP_CHANGE_TEXT);
}

/* Counts and the like are about no version; the authority alone decides. */
static void
take_extras (DpPaperRecord *self,
             gint64         upvotes,
             gint64         num_comments,
             gint64         stars,
             const char    *organization,
             const char    *thumbnail,
             gint64         from)
{
  if (upvotes < 0 && num_comments < 0 && stars < 0 && organization == NULL && thumbnail == NULL)
    return;

  take_count (self, DP_NUMBER_UPVOTES, upvotes, from);
  take_count (self, DP_NUMBER_NUM_COMMENTS, num_comments, from);
  take_count (self, DP_NUMBER_STARS, stars, from);
  take_extra_text (self, DP_TEXT_ORGANIZATION, organization, from);
  take_extra_text (self, DP_TEXT_THUMBNAIL, thumbnail, from);

  if (from > self->numbers[DP_NUMBER_EXTRAS_FROM])
    dp_paper_record_set_number (self, DP_NUMBER_EXTRAS_FROM, from, 0);
}

/* A name never has a line break, which is what separates names. */
static char *
join_authors (char **authors)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; authors != NULL && authors[i] != NULL; i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (authors[i]), "\n", ' ');

      if (*name == '\0')
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, '\n');
      g_string_append (joined, name);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static char *
join_categories (const DpPaper *paper,
                 const char   **out_primary)
{
  g_autoptr (GString) joined = g_string_new (paper->primary_category);

  *out_primary = paper->primary_category;
  if (*out_primary == NULL && paper->categories != NULL)
    *out_primary = paper->categories[0];

  for (guint i = 0; paper->categories != NULL && paper->categories[i] != NULL; i++)
    {
      if (g_strcmp0 (paper->categories[i], paper->primary_category) == 0)
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, paper->categories[i]);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static const char *
find_newest_day (const DpPaper *paper)
{
  const char *newest = "";

  for (guint i = 0; paper->days != NULL && i < paper->days->len; i++)
    {
      DpDayRank *day = g_ptr_array_index (paper->days, i);

      if (strcmp (day->day, newest) > 0)
        newest = day->day;
    }

  return newest;
}

/* A paper may be on the lists of two days, and what the earlier one said of it is older,
 * whenever that list is read: so two lists give the same in either order, and nothing
 * new when they are read again. */
static gboolean
is_older_sight (DpPaperRecord *self,
                const DpPaper *paper)
{
  const char *newest = find_newest_day (paper);

  return *newest != '\0' && strcmp (newest, self->texts[DP_TEXT_DAY]) < 0;
}

static void
take_day (DpPaperRecord *self,
          const char    *day)
{
  if (strcmp (day, self->texts[DP_TEXT_DAY]) > 0)
    dp_paper_record_set_text (self, DP_TEXT_DAY, day, DP_CHANGE_DAYS);
}

/* Who says each group of fields, in the order of DpArchiveField. */
typedef struct
{
  gint64 from[DP_ARCHIVE_N_FIELDS];
} Sources;

G_STATIC_ASSERT (DP_NUMBER_TITLE_FROM + (int)DP_ARCHIVE_EXTRAS == (int)DP_NUMBER_EXTRAS_FROM);

static Sources
get_sources_of_one (const DpPaper *paper,
                    DpAuthority    authority)
{
  Sources sources = { 0 };

  for (guint i = 0; i < DP_ARCHIVE_N_FIELDS; i++)
    sources.from[i] = FROM (i == DP_ARCHIVE_EXTRAS ? 0 : paper->version, authority);

  return sources;
}

static Sources
get_sources_of_entry (const DpArchiveEntry *entry)
{
  Sources sources = get_sources_of_one (entry->paper, entry->authority != 0 ? entry->authority : DP_AUTHORITY_DIGEST);

  for (guint i = 0; i < DP_ARCHIVE_N_FIELDS; i++)
    if (entry->sources[i].authority != 0)
      sources.from[i] = FROM (entry->sources[i].version, entry->sources[i].authority);

  return sources;
}

/* What is older than what is known of the same source counts a little less than it. */
static Sources
get_older_sources (const Sources *sources)
{
  Sources older = *sources;

  for (guint i = 0; i < DP_ARCHIVE_N_FIELDS; i++)
    older.from[i]--;

  return older;
}

static void
merge_fields (DpPaperRecord *self,
              const DpPaper *paper,
              const Sources *sources)
{
  g_autofree char  *authors = join_authors (paper->authors);
  const char       *primary = NULL;
  g_autofree char  *categories = join_categories (paper, &primary);
  const char *const values[] = {
    paper->title,
    authors,
    paper->abstract,
    paper->comment,
    paper->journal_ref,
    paper->doi,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (values) == G_N_ELEMENTS (text_groups));

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    take_text (self, values[i], sources->from[i], text_groups[i]);

  take_categories (self, primary, categories, sources->from[DP_ARCHIVE_CATEGORIES]);
  take_published (self, paper->published, paper->published_is_day, sources->from[DP_ARCHIVE_PUBLISHED]);
  take_updated (self, paper->updated, sources->from[DP_ARCHIVE_UPDATED]);
  take_extras (self, paper->upvotes, paper->num_comments, paper->stars,
               paper->organization, paper->thumbnail, sources->from[DP_ARCHIVE_EXTRAS]);
  take_day (self, find_newest_day (paper));

  if (paper->version > self->numbers[DP_NUMBER_VERSION])
    dp_paper_record_set_number (self, DP_NUMBER_VERSION, paper->version, DP_CHANGE_DATE);
}

/* The moment of arrival never falls, even where the clock does. */
static gboolean
set_first_stored (DpPaperRecord *self,
                  DpDatabase    *database,
                  DpTime         now,
                  GError       **error)
{
  gint64 newest = now;

  if (!dp_database_get_int64 (database, &newest, error,
                              "SELECT first_stored FROM paper ORDER BY id DESC LIMIT 1", ""))
    return FALSE;

  self->numbers[DP_NUMBER_FIRST_STORED] = MAX (newest, now);
  return TRUE;
}

/* The version that is superseded keeps its date, if it was that version's. */
static gboolean
keep_old_version (DpPaperRecord *self,
                  DpDatabase    *database,
                  const DpPaper *paper,
                  GError       **error)
{
  gint64 version = self->numbers[DP_NUMBER_VERSION];
  gint64 updated = self->numbers[DP_NUMBER_UPDATED];

  if (self->rowid == 0 || version == 0 || paper->version <= version ||
      updated == DP_TIME_UNKNOWN || self->numbers[DP_NUMBER_UPDATED_FROM] / 16 != version)
    return TRUE;

  return dp_database_run (database, error,
                          "INSERT OR IGNORE INTO paper_version VALUES (?, ?, ?)",
                          "ull", self->rowid, version, updated);
}

/**
 * dp_paper_merge_update_topic_dates:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @record: a paper, saved
 * @error: return location for a #DpLibraryError
 *
 * Keeps the dates by which topics order their papers what they are.
 */
gboolean
dp_paper_merge_update_topic_dates (DpDatabase    *database,
                                   DpChangeLog   *log,
                                   DpPaperRecord *record,
                                   GError       **error)
{
  gint64 published = record->numbers[DP_NUMBER_PUBLISHED];
  gint64 updated = record->numbers[DP_NUMBER_UPDATED];

  return dp_database_run (database, error,
                          "UPDATE topic_paper SET date ="
                          "  iif ((SELECT revised FROM topic WHERE id = topic_paper.topic), ?2, ?3) "
                          "WHERE paper = ?1",
                          "ull", record->rowid,
                          updated != DP_TIME_UNKNOWN ? updated : published, published) &&
         dp_change_log_add_topics_of (log, database, record->rowid, error);
}

static gboolean
save (DpPaperRecord *self,
      DpDatabase    *database,
      DpChangeLog   *log,
      const char    *old_categories,
      GError       **error)
{
  gboolean is_new = self->rowid == 0;
  guint64  dirty = self->dirty;

  if (dirty & ((G_GUINT64_CONSTANT (1) << (DP_N_NUMBER_COLUMNS + DP_TEXT_TITLE)) |
               (G_GUINT64_CONSTANT (1) << (DP_N_NUMBER_COLUMNS + DP_TEXT_AUTHORS)) |
               (G_GUINT64_CONSTANT (1) << (DP_N_NUMBER_COLUMNS + DP_TEXT_COMMENT))))
    dp_paper_record_set_keys (self);

  if (!dp_paper_record_save (self, database, error))
    return FALSE;

  if (self->changed & DP_CHANGE_CATEGORY &&
      !dp_paper_relations_set_categories (database, self->rowid, old_categories,
                                          self->texts[DP_TEXT_CATEGORIES], error))
    return FALSE;

  return is_new || !(self->changed & DP_CHANGE_DATE) ||
         dp_paper_merge_update_topic_dates (database, log, self, error);
}

/**
 * dp_paper_merge_records:
 * @self: the row that stays
 * @other: a row of the same work
 *
 * Gives @self what @other knows better. Nothing is written.
 */
void
dp_paper_merge_records (DpPaperRecord *self,
                        DpPaperRecord *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (text_groups); i++)
    take_text (self, other->texts[text_groups[i].text], other->numbers[text_groups[i].from], text_groups[i]);

  take_categories (self, other->texts[DP_TEXT_PRIMARY_CATEGORY], other->texts[DP_TEXT_CATEGORIES],
                   other->numbers[DP_NUMBER_CATEGORIES_FROM]);
  take_published (self, other->numbers[DP_NUMBER_PUBLISHED],
                  other->numbers[DP_NUMBER_PUBLISHED_IS_DAY] != 0,
                  other->numbers[DP_NUMBER_PUBLISHED_FROM]);
  take_updated (self, other->numbers[DP_NUMBER_UPDATED], other->numbers[DP_NUMBER_UPDATED_FROM]);
  take_extras (self, other->numbers[DP_NUMBER_UPVOTES], other->numbers[DP_NUMBER_NUM_COMMENTS],
               other->numbers[DP_NUMBER_STARS], other->texts[DP_TEXT_ORGANIZATION],
               other->texts[DP_TEXT_THUMBNAIL], other->numbers[DP_NUMBER_EXTRAS_FROM]);
  take_day (self, other->texts[DP_TEXT_DAY]);

  if (other->numbers[DP_NUMBER_VERSION] > self->numbers[DP_NUMBER_VERSION])
    dp_paper_record_set_number (self, DP_NUMBER_VERSION, other->numbers[DP_NUMBER_VERSION], DP_CHANGE_DATE);
}

static DpPaperRecord *
merge (DpDatabase    *database,
       DpChangeLog   *log,
       const DpPaper *paper,
       const Sources *sources,
       DpAuthority    authority,
       DpTime         now,
       gboolean      *out_is_new,
       GError       **error)
{
  g_autoptr (DpPaperRecord) record = dp_paper_identity_resolve (database, log, paper, error);
  g_autofree char *old_categories = NULL;
  gboolean         is_older = FALSE;
  Sources          older = get_older_sources (sources);

  if (record == NULL)
    return NULL;

  is_older = is_older_sight (record, paper);
  *out_is_new = record->rowid == 0;
  old_categories = g_strdup (record->texts[DP_TEXT_CATEGORIES]);
  if ((*out_is_new && !set_first_stored (record, database, now, error)) ||
      !keep_old_version (record, database, paper, error))
    return NULL;

  merge_fields (record, paper, is_older ? &older : sources);
  if (!save (record, database, log, old_categories, error) ||
      !dp_paper_identity_remember (database, record, paper, error) ||
      !dp_paper_relations_merge (database, record, paper, authority, is_older, error))
    return NULL;

  return g_steal_pointer (&record);
}

static void
tell_change (DpChangeLog    *log,
             DpPaperRecord  *record,
             gboolean        is_new,
             DpChangeFields *out_changed)
{
  *out_changed = is_new ? DP_CHANGE_ADDED : record->changed;
  dp_change_log_add (log, record->rowid, *out_changed);
}

/**
 * dp_paper_merge:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @paper: what a source says; it has an id
 * @authority: the source
 * @now: the present moment
 * @out_is_new: (out): whether the library did not know the paper
 * @out_changed: (out): what of it changed; 0 when nothing did, and then nothing
 *   was written that a reader could notice
 * @error: return location for a #DpLibraryError
 *
 * Joins @paper to the library. Field by field the higher version holds, then the
 * greater authority, then the later sight; what is absent overwrites nothing.
 * Summaries, tasks, links and days are added to those that are there.
 *
 * Returns: (transfer full) (nullable): the row as it is now
 */
DpPaperRecord *
dp_paper_merge (DpDatabase     *database,
                DpChangeLog    *log,
                const DpPaper  *paper,
                DpAuthority     authority,
                DpTime          now,
                gboolean       *out_is_new,
                DpChangeFields *out_changed,
                GError        **error)
{
  Sources sources = get_sources_of_one (paper, authority);
  g_autoptr (DpPaperRecord) record = merge (database, log, paper, &sources, authority, now, out_is_new, error);

  if (record != NULL)
    tell_change (log, record, *out_is_new, out_changed);

  return g_steal_pointer (&record);
}

/* What each source said, and the other names of the paper. */
static gboolean
merge_what_was_said (DpDatabase           *database,
                     DpPaperRecord        *record,
                     const DpArchiveEntry *entry,
                     GError              **error)
{
  gboolean is_older = is_older_sight (record, entry->paper);

  for (guint i = 0; entry->said != NULL && i < entry->said->len; i++)
    {
      const DpArchiveSaid *said = g_ptr_array_index (entry->said, i);

      if (!dp_paper_relations_merge (database, record, said->paper, said->authority, is_older, error))
        return FALSE;
    }

  for (gsize i = 0; entry->aliases != NULL && entry->aliases[i] != NULL; i++)
    if (!dp_paper_identity_remember_alias (database, record, entry->aliases[i], error))
      return FALSE;

  return TRUE;
}

/**
 * dp_paper_merge_entry:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @entry: a paper, from a file
 * @now: the present moment
 * @out_is_new: (out): whether the library did not know the paper
 * @out_changed: (out): what of it changed, 0 for nothing
 * @error: return location for a #DpLibraryError
 *
 * As dp_paper_merge(), where each field may have a source of its own. A new paper keeps
 * the moment at which another library first had it, as far as the order of arrival lets it.
 *
 * Returns: (transfer full) (nullable): the row as it is now
 */
DpPaperRecord *
dp_paper_merge_entry (DpDatabase           *database,
                      DpChangeLog          *log,
                      const DpArchiveEntry *entry,
                      DpTime                now,
                      gboolean             *out_is_new,
                      DpChangeFields       *out_changed,
                      GError              **error)
{
  Sources     sources = get_sources_of_entry (entry);
  DpAuthority authority = entry->authority != 0 ? entry->authority : DP_AUTHORITY_DIGEST;
  DpTime      stored = entry->stored != DP_TIME_UNKNOWN ? MIN (entry->stored, now) : now;
  g_autoptr (DpPaperRecord) record = merge (database, log, entry->paper, &sources, authority, stored, out_is_new, error);

  if (record == NULL || !merge_what_was_said (database, record, entry, error))
    return NULL;

  tell_change (log, record, *out_is_new, out_changed);

  return g_steal_pointer (&record);
}
