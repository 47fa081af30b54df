/* dp-archive-marks.c: uniting the user's marks with those of another library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/archive/dp-archive-marks.h"

#include "model/dp-name.h"

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
           GError             **error)
{
  g_autofree char *key = dp_name_dup_key (mark->name);

  return dp_database_run (database, error, "INSERT OR IGNORE INTO tag (name, name_key) VALUES (?, ?)", "ss",
                          mark->name, key) &&
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
    dp_change_log_add (log, 0, DP_CHANGE_TOPIC_LIST);

  return TRUE;
}

static gboolean
write_in_collection (DpDatabase          *database,
                     DpChangeLog         *log,
                     guint32              rowid,
                     const DpArchiveMark *mark,
                     GError             **error)
{
  g_autofree char *key = dp_name_dup_key (mark->name);

  return add_collection (database, log, mark->name, key, error) &&
         dp_database_run (database, error,
                          "INSERT INTO paper_collection (paper, collection, state, changed_at)"
                          "  SELECT ?1, id, ?2, ?3 FROM collection WHERE name_key = ?4"
                          "  ON CONFLICT DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at" IF_LATER,
                          "uils", rowid, (int)!mark->removed, mark->changed_at, key);
}

static gboolean
write_mark (DpDatabase          *database,
            DpChangeLog         *log,
            guint32              rowid,
            const DpArchiveMark *mark,
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
      return write_tag (database, rowid, mark, error);

    case DP_ARCHIVE_IN_COLLECTION:
      return write_in_collection (database, log, rowid, mark, error);

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
 * Keeps the later one of @mark and what the library has.
 */
gboolean
dp_archive_marks_merge (DpDatabase          *database,
                        DpChangeLog         *log,
                        guint32              rowid,
                        const DpArchiveMark *mark,
                        gboolean            *out_changed,
                        GError             **error)
{
  if (!write_mark (database, log, rowid, mark, error))
    return FALSE;

  *out_changed = dp_database_get_n_changed (database) > 0;
  if (!*out_changed)
    return TRUE;

  dp_change_log_add (log, rowid, change_fields[mark->kind]);

  return mark->kind != DP_ARCHIVE_READ || dp_change_log_add_topics_of (log, database, rowid, error);
}

/**
 * dp_archive_marks_merge_collection:
 * @database: the connection that writes, in a transaction
 * @log: the log of the transaction
 * @entry: a collection
 * @error: return location for a #DpLibraryError
 *
 * Adds a collection after the others, or keeps the later one of both.
 */
gboolean
dp_archive_marks_merge_collection (DpDatabase           *database,
                                   DpChangeLog          *log,
                                   const DpArchiveEntry *entry,
                                   GError              **error)
{
  g_autofree char *key = dp_name_dup_key (entry->name);

  if (!add_collection (database, log, entry->name, key, error) ||
      !dp_database_run (database, error,
                        "UPDATE collection SET name = ?1, state = ?2, changed_at = ?3"
                        "  WHERE name_key = ?4 AND (changed_at < ?3 OR (changed_at = ?3 AND state < ?2))",
                        "sils", entry->name, (int)!entry->removed, entry->changed_at, key))
    return FALSE;

  if (dp_database_get_n_changed (database) > 0)
    dp_change_log_add (log, 0, DP_CHANGE_TOPIC_LIST);

  return TRUE;
}
