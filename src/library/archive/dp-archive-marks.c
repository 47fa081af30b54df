/* dp-archive-marks.c: uniting the user's marks with those of another library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/archive/dp-archive-marks.h"

#include "model/dp-name.h"
#include "model/search/dp-search-expression.h"

/* The later change holds, whether it set the mark or took it back; of two at the same
 * moment the one that set it. So it does not matter in which order libraries are united.
 * What has no date is older than anything that has one. */
#define IF_LATER                            \
  " WHERE excluded.changed_at > changed_at" \
  "   OR (excluded.changed_at = changed_at AND excluded.state > state)"

static const DpChangeFields change_fields[] = {
  [DP_ARCHIVE_BOOKMARK] = DP_CHANGE_BOOKMARK,
  [DP_ARCHIVE_READ] = DP_CHANGE_READ,
  [DP_ARCHIVE_TAG] = DP_CHANGE_TAGS,
  [DP_ARCHIVE_IN_COLLECTION] = DP_CHANGE_COLLECTIONS,
  [DP_ARCHIVE_NOTE] = DP_CHANGE_NOTE,
};

static gboolean
write_flag (DpDatabase          *database,
            const char          *sql,
            guint32              rowid,
            const DpArchiveMark *mark,
            GError             **error)
{
  return dp_database_run (database, error, sql, "uilu", rowid, (int)!mark->removed, mark->changed_at, mark->version);
}

static gboolean
write_note (DpDatabase          *database,
            guint32              rowid,
            const DpArchiveMark *mark,
            GError             **error)
{
  return dp_database_run (database, error,
                          "INSERT INTO note (paper, text, state, changed_at) VALUES (?1, ?4, ?2, ?3)"
                          "  ON CONFLICT DO UPDATE SET text = excluded.text, state = excluded.state,"
                          "    changed_at = excluded.changed_at" IF_LATER,
                          "uils", rowid, (int)!mark->removed, mark->changed_at, mark->text != NULL ? mark->text : "");
}

static gboolean
write_tag (DpDatabase          *database,
           guint32              rowid,
           const DpArchiveMark *mark,
           const char          *name,
           GError             **error)
{
  g_autofree char *key = dp_name_dup_key (name);

  return dp_database_run (database, error, "INSERT OR IGNORE INTO tag (name, name_key) VALUES (?, ?)", "ss",
                          name, key) &&
         dp_database_run (database, error,
                          "INSERT INTO paper_tag (paper, tag, state, changed_at)"
                          "  SELECT ?1, id, ?2, ?3 FROM tag WHERE name_key = ?4"
                          "  ON CONFLICT DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at" IF_LATER,
                          "uils", rowid, (int)!mark->removed, mark->changed_at, key);
}

static gboolean
add_collection (DpDatabase  *database,
                DpChangeLog *log,
                const char  *name,
                const char  *key,
                GError     **error)
{
  if (!dp_database_run (database, error,
                        "INSERT INTO collection (name, name_key, position, state, changed_at)"
                        "  SELECT ?1, ?2, 1 + coalesce (max (position), 0), 1, ?3 FROM collection"
                        "  HAVING NOT EXISTS (SELECT 1 FROM collection WHERE name_key = ?2)",
                        "ssl", name, key, (gint64)DP_ARCHIVE_UNDATED))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return TRUE;
}

/* To remove a collection is to take out all that is in it: what was put into it before is
 * out of it, and what is put into it after brings it back. */
static gboolean
write_in_collection (DpDatabase          *database,
                     DpChangeLog         *log,
                     guint32              rowid,
                     const DpArchiveMark *mark,
                     const char          *name,
                     GError             **error)
{
  g_autofree char *key = dp_name_dup_key (name);

  if (!add_collection (database, log, name, key, error))
    return FALSE;

  if (!mark->removed &&
      !dp_database_run (database, error,
                        "UPDATE collection SET state = 1, changed_at = ?2"
                        "  WHERE name_key = ?1 AND state = 0 AND changed_at < ?2",
                        "sl", key, mark->changed_at))
    return FALSE;

  if (!mark->removed && dp_database_get_n_changed (database) > 0)
    dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return dp_database_run (database, error,
                          "INSERT INTO paper_collection (paper, collection, state, changed_at)"
                          "  SELECT ?1, id, ?2, ?3 FROM collection WHERE name_key = ?4 AND (state = 1 OR ?2 = 0)"
                          "  ON CONFLICT DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at" IF_LATER,
                          "uils", rowid, (int)!mark->removed, mark->changed_at, key);
}

static gboolean
write_mark (DpDatabase          *database,
            DpChangeLog         *log,
            guint32              rowid,
            const DpArchiveMark *mark,
            const char          *name,
            GError             **error)
{
  switch (mark->kind)
    {
    case DP_ARCHIVE_BOOKMARK:
      return write_flag (database,
                         "INSERT INTO bookmark (paper, state, changed_at, version) VALUES (?, ?, ?, ?)"
                         "  ON CONFLICT DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at,"
                         "    version = excluded.version" IF_LATER,
                         rowid, mark, error);

    case DP_ARCHIVE_READ:
      return write_flag (database,
                         "INSERT INTO read_mark (paper, state, changed_at, version) VALUES (?, ?, ?, ?)"
                         "  ON CONFLICT DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at,"
                         "    version = excluded.version" IF_LATER,
                         rowid, mark, error);

    case DP_ARCHIVE_TAG:
      return write_tag (database, rowid, mark, name, error);

    case DP_ARCHIVE_IN_COLLECTION:
      return write_in_collection (database, log, rowid, mark, name, error);

    case DP_ARCHIVE_NOTE:
      return write_note (database, rowid, mark, error);
    }

  g_return_val_if_reached (FALSE);
}

/**
 * dp_archive_marks_merge:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @rowid: a paper
 * @mark: what a user did to it, here or elsewhere
 * @out_changed: (out): whether the library did not know that
 * @error: return location for a #DpLibraryError
 *
 * Keeps the later one of @mark and what the library has. One with a name that cannot be
 * is passed over.
 */
gboolean
dp_archive_marks_merge (DpDatabase          *database,
                        DpChangeLog         *log,
                        guint32              rowid,
                        const DpArchiveMark *mark,
                        gboolean            *out_changed,
                        GError             **error)
{
  g_autofree char *name = NULL;

  *out_changed = FALSE;
  if (mark->kind == DP_ARCHIVE_TAG || mark->kind == DP_ARCHIVE_IN_COLLECTION)
    {
      name = dp_name_normalize (mark->name, NULL);
      if (name == NULL)
        return TRUE;
    }

  if (!write_mark (database, log, rowid, mark, name, error))
    return FALSE;

  *out_changed = dp_database_get_n_changed (database) > 0;
  if (!*out_changed)
    return TRUE;

  dp_change_log_add (log, rowid, change_fields[mark->kind]);
  if (mark->kind == DP_ARCHIVE_TAG)
    dp_change_log_add (log, 0, DP_CHANGE_TAG_LIST);

  return mark->kind != DP_ARCHIVE_READ || dp_change_log_add_topics_of (log, database, rowid, error);
}

static gboolean
take_out_older (DpDatabase  *database,
                DpChangeLog *log,
                const char  *key,
                gint64       removed_at,
                GError     **error)
{
  static const char sql[] = "UPDATE paper_collection SET state = 0, changed_at = ?2"
                            "  WHERE collection = (SELECT id FROM collection WHERE name_key = ?1)"
                            "    AND state = 1 AND changed_at <= ?2 RETURNING paper";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "sl", key, removed_at);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_change_log_add (log, (guint32)dp_statement_get_int64 (statement, 0), DP_CHANGE_COLLECTIONS);

  return step == DP_STEP_DONE;
}

/* Whether the file has it otherwise, and later. */
static gboolean
write_collection (DpDatabase           *database,
                  DpChangeLog          *log,
                  const DpArchiveEntry *entry,
                  const char           *name,
                  const char           *key,
                  GError              **error)
{
  if (!dp_database_run (database, error,
                        "UPDATE collection SET name = ?1, state = ?2, changed_at = ?3"
                        "  WHERE name_key = ?4 AND (changed_at < ?3 OR (changed_at = ?3 AND state < ?2))"
                        "    AND (?2 = 1 OR n_papers = 0)",
                        "sils", name, (int)!entry->removed, entry->changed_at, key))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return TRUE;
}

/* Of two orders the one that was made later holds. */
static gboolean
write_position (DpDatabase           *database,
                DpChangeLog          *log,
                const DpArchiveEntry *entry,
                const char           *key,
                GError              **error)
{
  if (!dp_database_run (database, error,
                        "UPDATE collection SET position = ?1, ordered_at = ?2 WHERE name_key = ?3 AND ordered_at < ?2",
                        "uls", entry->position, entry->ordered_at, key))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return TRUE;
}

/**
 * dp_archive_marks_merge_collection:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @entry: a collection
 * @error: return location for a #DpLibraryError
 *
 * Adds a collection after the others, or keeps the later one of both. One that was
 * removed takes along what was put into it before. A name that cannot be is passed over.
 */
gboolean
dp_archive_marks_merge_collection (DpDatabase           *database,
                                   DpChangeLog          *log,
                                   const DpArchiveEntry *entry,
                                   GError              **error)
{
  g_autofree char *name = dp_name_normalize (entry->name, NULL);
  g_autofree char *key = NULL;

  if (name == NULL)
    return TRUE;

  key = dp_name_dup_key (name);

  return add_collection (database, log, name, key, error) &&
         (!entry->removed || take_out_older (database, log, key, entry->changed_at, error)) &&
         write_collection (database, log, entry, name, key, error) &&
         write_position (database, log, entry, key, error);
}

/**
 * dp_archive_marks_merge_smart:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @entry: a smart collection
 * @error: return location for a #DpLibraryError
 *
 * Adds a smart collection after the others, or keeps the later one of both; of two at the
 * same moment any, but the same one in every library. One with a name or a search that
 * cannot be is passed over. What was removed keeps its search, to be had back.
 */
gboolean
dp_archive_marks_merge_smart (DpDatabase           *database,
                              DpChangeLog          *log,
                              const DpArchiveEntry *entry,
                              GError              **error)
{
  const char      *search = entry->search != NULL ? entry->search : "";
  g_autofree char *name = dp_name_normalize (entry->name, NULL);
  g_autofree char *key = NULL;

  if (name == NULL || (!entry->removed && !dp_search_expression_check (search, NULL)) ||
      strlen (search) > DP_SEARCH_MAX_KEPT_BYTES)
    return TRUE;

  key = dp_name_dup_key (name);
  if (!dp_database_run (database, error,
                        "INSERT INTO smart_collection (name, name_key, search, position, state, changed_at)"
                        "  SELECT ?1, ?2, ?3, 1 + coalesce (max (position), 0), ?4, ?5 FROM smart_collection WHERE true"
                        "  ON CONFLICT DO UPDATE SET name = excluded.name, search = excluded.search,"
                        "    state = excluded.state, changed_at = excluded.changed_at" IF_LATER
                        "    OR (excluded.changed_at = changed_at AND excluded.state = state"
                        "        AND excluded.search > search)",
                        "sssil", name, key, search, (int)!entry->removed, entry->changed_at))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    dp_change_log_add (log, 0, DP_CHANGE_COLLECTION_LIST);

  return TRUE;
}
