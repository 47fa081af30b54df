/* dp-archive-reader.c: reading all that a library holds, one thing after the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/archive/dp-archive-reader.h"

#include "library/dp-library-private.h"
#include "library/paper/dp-paper-query-private.h"
#include "library/paper/dp-paper-record.h"
#include "library/paper/dp-paper-store.h"
#include "library/topic/dp-topic-row.h"

typedef struct
{
  DpDatabase   *database;
  DpArchiveFunc func;
  gpointer      user_data;
  GCancellable *cancellable; /* (nullable) */
} Reader;

static gboolean
hand_out (Reader               *reader,
          const DpArchiveEntry *entry,
          GError              **error)
{
  return !g_cancellable_set_error_if_cancelled (reader->cancellable, error) &&
         reader->func (entry, reader->user_data, error);
}

typedef gboolean (*RowFunc) (Reader      *reader,
                             DpStatement *row,
                             gpointer     data,
                             GError     **error);

/* Calls @func for each row of a query with at most one parameter. */
static gboolean
for_each_row (Reader     *reader,
              const char *sql,
              guint32     rowid,
              RowFunc     func,
              gpointer    data,
              GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (reader->database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  if (rowid != 0)
    dp_statement_bind (statement, "u", rowid);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    if (!func (reader, statement, data, error))
      return FALSE;

  return step == DP_STEP_DONE;
}

static gboolean
read_library (Reader      *reader,
              DpStatement *row,
              gpointer     data,
              GError     **error)
{
  g_autoptr (DpArchiveEntry) entry = dp_archive_entry_new (DP_ARCHIVE_LIBRARY);

  entry->uuid = g_strdup (dp_statement_get_text (row, 0));
  entry->n_papers = (guint64)dp_statement_get_int64 (row, 1);

  return hand_out (reader, entry, error);
}

/* Of topics with one name only the one that is there counts, else the last that was. */
#define TOPICS_SQL                                                                    \
  "SELECT " DP_TOPIC_COLUMNS ", topic.state, topic.changed_at FROM topic"             \
  "  WHERE id = (SELECT id FROM topic AS other WHERE other.name_key = topic.name_key" \
  "              ORDER BY state DESC, changed_at DESC LIMIT 1)"                       \
  "  ORDER BY position, id"

static gboolean
read_topic (Reader      *reader,
            DpStatement *row,
            gpointer     data,
            GError     **error)
{
  g_autoptr (DpArchiveEntry) entry = dp_archive_entry_new (DP_ARCHIVE_TOPIC);

  entry->topic = dp_topic_row_read (row);
  entry->removed = dp_statement_get_int64 (row, DP_TOPIC_N_COLUMNS) == 0;
  entry->changed_at = dp_statement_get_int64 (row, DP_TOPIC_N_COLUMNS + 1);

  return hand_out (reader, entry, error);
}

static gboolean
read_collection (Reader      *reader,
                 DpStatement *row,
                 gpointer     data,
                 GError     **error)
{
  g_autoptr (DpArchiveEntry) entry = dp_archive_entry_new (DP_ARCHIVE_COLLECTION);

  entry->name = g_strdup (dp_statement_get_text (row, 0));
  entry->removed = dp_statement_get_int64 (row, 1) == 0;
  entry->changed_at = dp_statement_get_int64 (row, 2);
  entry->position = (guint)dp_statement_get_int64 (row, 3);
  entry->ordered_at = dp_statement_get_int64 (row, 4);

  return hand_out (reader, entry, error);
}

static gboolean
read_smart (Reader      *reader,
            DpStatement *row,
            gpointer     data,
            GError     **error)
{
  g_autoptr (DpArchiveEntry) entry = dp_archive_entry_new (DP_ARCHIVE_SMART);

  entry->name = g_strdup (dp_statement_get_text (row, 0));
  entry->search = g_strdup (dp_statement_get_text (row, 1));
  entry->removed = dp_statement_get_int64 (row, 2) == 0;
  entry->changed_at = dp_statement_get_int64 (row, 3);

  return hand_out (reader, entry, error);
}

/* The one of @authority, which rows come in order of. */
static DpArchiveSaid *
get_said (DpArchiveEntry *entry,
          DpAuthority     authority)
{
  for (guint i = 0; entry->said != NULL && i < entry->said->len; i++)
    {
      DpArchiveSaid *said = g_ptr_array_index (entry->said, i);

      if (said->authority == authority)
        return said;
    }

  return dp_archive_entry_add_said (entry, authority);
}

static gboolean
read_link (Reader      *reader,
           DpStatement *row,
           gpointer     data,
           GError     **error)
{
  DpArchiveSaid *said = get_said (data, (DpAuthority)dp_statement_get_int64 (row, 0));
  DpLinkKind     kind = DP_LINK_OTHER;

  if (dp_link_kind_from_string (dp_statement_get_text (row, 1), &kind))
    dp_paper_add_link (said->paper, kind, dp_statement_get_text (row, 2));

  return TRUE;
}

static void
append (char     ***list,
        const char *text)
{
  guint length = *list != NULL ? g_strv_length (*list) : 0;

  *list = g_renew (char *, *list, length + 2);
  (*list)[length] = g_strdup (text);
  (*list)[length + 1] = NULL;
}

static gboolean
read_task (Reader      *reader,
           DpStatement *row,
           gpointer     data,
           GError     **error)
{
  DpArchiveSaid *said = get_said (data, (DpAuthority)dp_statement_get_int64 (row, 0));

  append (&said->paper->tasks, dp_statement_get_text (row, 1));

  return TRUE;
}

static gboolean
read_keyword (Reader      *reader,
              DpStatement *row,
              gpointer     data,
              GError     **error)
{
  DpArchiveSaid *said = get_said (data, (DpAuthority)dp_statement_get_int64 (row, 0));

  append (&said->paper->keywords, dp_statement_get_text (row, 1));

  return TRUE;
}

static gboolean
read_place (Reader      *reader,
            DpStatement *row,
            gpointer     data,
            GError     **error)
{
  DpArchivePlace *place = dp_archive_entry_add_place (data, dp_statement_get_text (row, 0));
  gint64          origins = dp_statement_get_int64 (row, 1);

  place->by_server = (origins & (1 << (DP_TOPIC_ORIGIN_SERVER - 1))) != 0;
  place->by_import = (origins & (1 << (DP_TOPIC_ORIGIN_IMPORT - 1))) != 0;
  place->outdated = place->by_server && dp_statement_get_int64 (row, 2) != 0;

  return TRUE;
}

static gboolean
read_alias (Reader      *reader,
            DpStatement *row,
            gpointer     data,
            GError     **error)
{
  append (data, dp_statement_get_text (row, 0));

  return TRUE;
}

/* A column `…_from`: the version times 16, and the authority. */
static void
set_sources (DpArchiveEntry *entry,
             DpPaperRecord  *record)
{
  for (guint i = 0; i < DP_ARCHIVE_N_FIELDS; i++)
    {
      gint64 from = record->numbers[DP_NUMBER_TITLE_FROM + i];

      entry->sources[i].authority = (DpAuthority)(from % 16);
      entry->sources[i].version = (guint)(from / 16);
    }
}

static gboolean
load_details (Reader         *reader,
              DpArchiveEntry *entry,
              guint32         rowid,
              GError        **error)
{
  return for_each_row (reader, "SELECT source, kind, url FROM paper_link WHERE paper = ? ORDER BY source, kind, url",
                       rowid, read_link, entry, error) &&
         for_each_row (reader, "SELECT source, name FROM paper_task WHERE paper = ? ORDER BY source, position, name",
                       rowid, read_task, entry, error) &&
         for_each_row (reader, "SELECT source, name FROM paper_keyword WHERE paper = ? ORDER BY source, position, name",
                       rowid, read_keyword, entry, error) &&
         for_each_row (reader,
                       "SELECT name, origins, topic_paper.edition < topic.edition"
                       "  FROM topic_paper JOIN topic ON topic.id = topic_paper.topic"
                       "  WHERE paper = ? AND state = 1 AND origins <> 2 ORDER BY name_key",
                       rowid, read_place, entry, error) &&
         for_each_row (reader,
                       "SELECT alias FROM paper_alias WHERE paper = ?1"
                       "  AND alias <> (SELECT uid FROM paper WHERE id = ?1) ORDER BY alias",
                       rowid, read_alias, &entry->aliases, error);
}

static gboolean
read_mark (Reader      *reader,
           DpStatement *row,
           gpointer     data,
           GError     **error)
{
  const DpArchiveEntry *paper = data;
  g_autoptr (DpArchiveEntry) entry = dp_archive_entry_new (DP_ARCHIVE_MARK);
  DpArchiveMark *mark = dp_archive_entry_add_mark (entry, (DpArchiveMarkKind)dp_statement_get_int64 (row, 0));

  entry->paper = dp_paper_new ();
  entry->paper->id = g_strdup (paper->paper->id);
  mark->name = g_strdup (dp_statement_get_text (row, 1));
  mark->text = g_strdup (dp_statement_get_text (row, 2));
  mark->version = (guint)dp_statement_get_int64 (row, 3);
  mark->removed = dp_statement_get_int64 (row, 4) == 0;
  mark->changed_at = dp_statement_get_int64 (row, 5);

  return hand_out (reader, entry, error);
}

/* The numbers are those of DpArchiveMarkKind. */
#define MARKS_SQL                                                                           \
  "SELECT 0, NULL, NULL, version, state, changed_at FROM bookmark WHERE paper = ?1"         \
  " UNION ALL"                                                                              \
  " SELECT 1, NULL, NULL, version, state, changed_at FROM read_mark WHERE paper = ?1"       \
  " UNION ALL"                                                                              \
  " SELECT 2, name, NULL, 0, state, changed_at"                                             \
  "   FROM paper_tag JOIN tag ON tag.id = paper_tag.tag WHERE paper = ?1"                   \
  " UNION ALL"                                                                              \
  " SELECT 3, name, NULL, 0, paper_collection.state, paper_collection.changed_at"           \
  "   FROM paper_collection JOIN collection ON collection.id = paper_collection.collection" \
  "   WHERE paper = ?1"                                                                     \
  " UNION ALL"                                                                              \
  " SELECT 4, NULL, text, 0, state, changed_at FROM note WHERE paper = ?1"                  \
  " ORDER BY 1, 2"

G_STATIC_ASSERT (DP_ARCHIVE_BOOKMARK == 0 && DP_ARCHIVE_NOTE == 4);

static gboolean
read_paper (Reader      *reader,
            DpStatement *row,
            gpointer     data,
            GError     **error)
{
  guint32 rowid = (guint32)dp_statement_get_int64 (row, 0);
  g_autoptr (DpArchiveEntry) entry = dp_archive_entry_new (DP_ARCHIVE_PAPER);
  g_autoptr (DpPaperRecord) record = dp_paper_record_load (reader->database, rowid, error);

  if (record == NULL)
    return FALSE;

  entry->stored = record->numbers[DP_NUMBER_FIRST_STORED];
  entry->paper = dp_paper_query_load_over (reader->database, rowid, error);
  set_sources (entry, record);

  return entry->paper != NULL &&
         load_details (reader, entry, rowid, error) &&
         hand_out (reader, entry, error) &&
         for_each_row (reader, MARKS_SQL, rowid, read_mark, entry, error);
}

static gboolean
read_all (Reader  *reader,
          GError **error)
{
  return for_each_row (reader, "SELECT library_uuid, (SELECT coalesce (sum (n_papers), 0) FROM tally) FROM meta", 0,
                       read_library, NULL, error) &&
         for_each_row (reader, TOPICS_SQL, 0, read_topic, NULL, error) &&
         for_each_row (reader, "SELECT name, state, changed_at, position, ordered_at FROM collection ORDER BY position, id", 0,
                       read_collection, NULL, error) &&
         for_each_row (reader, "SELECT name, search, state, changed_at FROM smart_collection ORDER BY position, id", 0,
                       read_smart, NULL, error) &&
         for_each_row (reader, "SELECT id FROM paper ORDER BY id", 0, read_paper, NULL, error);
}

static gboolean
run (const char    *path,
     DpDatabaseMode mode,
     DpArchiveFunc  func,
     gpointer       user_data,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr (DpDatabase) database = dp_database_open (path, mode, error);
  Reader   reader = { database, func, user_data, cancellable };
  gboolean read = FALSE;

  if (database == NULL || !dp_database_execute (database, "BEGIN", error))
    return FALSE;

  dp_database_set_cancellable (database, cancellable);
  read = read_all (&reader, error);
  dp_database_set_cancellable (database, NULL);
  dp_database_roll_back (database);

  return read;
}

/**
 * dp_archive_reader_run:
 * @library: a library
 * @func: (scope call): takes each thing
 * @user_data: for @func
 * @cancellable: (nullable): ends it between two things
 * @error: return location for a #DpLibraryError, or what @func sets
 *
 * Reads the whole library over a connection of its own, in one read transaction: what
 * is written meanwhile is not seen, and does not wait. In memory there is one paper at a
 * time. 0.1 ms a paper.
 *
 * Returns: whether everything was handed out
 */
gboolean
dp_archive_reader_run (DpLibrary    *library,
                       DpArchiveFunc func,
                       gpointer      user_data,
                       GCancellable *cancellable,
                       GError      **error)
{
  DpDatabaseMode mode = dp_library_is_read_only (library) ? DP_DATABASE_IMMUTABLE : DP_DATABASE_READ_ONLY;

  return run (dp_library_get_path (library), mode, func, user_data, cancellable, error);
}

/**
 * dp_archive_reader_run_staged:
 * @path: (type filename): what dp_backup_stage() made
 * @func: (scope call): takes each thing
 * @user_data: for @func
 * @cancellable: (nullable): ends it between two things
 * @error: return location for a #DpLibraryError, or what @func sets
 *
 * As dp_archive_reader_run() for a library that nobody else has.
 *
 * Returns: whether everything was handed out
 */
gboolean
dp_archive_reader_run_staged (const char   *path,
                              DpArchiveFunc func,
                              gpointer      user_data,
                              GCancellable *cancellable,
                              GError      **error)
{
  return run (path, DP_DATABASE_IMMUTABLE, func, user_data, cancellable, error);
}
