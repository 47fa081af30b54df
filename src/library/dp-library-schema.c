/* dp-library-schema.c: the tables of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-library-schema.h"

#include "library/dp-library.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* "DPap": what `file` and we tell a library by. */
#define LIBRARY_APPLICATION_ID 0x44506170

/* The tables, and which column answers what.
 *
 * A list in an order. Each index below is read backwards, or forwards for the
 * reverse, without a sort. Equal dates go by uid, the paper's own id, and not by the
 * rowid, which differs from library to library (see DP_SORT_TIES). Empty keys come
 * last in both directions, so they are asked for on their own.
 *
 *   sort key    ORDER BY (ascending; all in table paper)   empty is   index
 *   date        published DESC, uid DESC                   —          paper_by_published
 *   title       title_key, published DESC, uid DESC        ''         paper_by_title
 *   author      author_key, published DESC, uid DESC       ''         paper_by_author
 *   category    primary_category, published DESC, uid DESC ''         paper_by_category
 *   comment     comment_key, published DESC, uid DESC      ''         paper_by_comment
 *   upvotes     upvotes, published DESC, uid DESC          -1         paper_by_upvotes
 *   stars       stars, published DESC, uid DESC            -1         paper_by_stars
 *   day         day, published DESC, uid DESC (the newest) ''         paper_by_day
 *   star        a set: bookmark.state = 1                             bookmark_by_state
 *   unread      the complement of a set: read_mark.state = 1          read_mark_by_state
 *   topics      a set: topic_paper × topic (state = 1)                topic_paper_by_paper
 *   tasks       a set: paper_task, least position                     paper_task_by_name
 *   summary     a set: paper_summary, the preferred one
 *   code        a set: paper_link, the preferred one of its kinds
 *   models      a set: paper_link, the first of its kind
 *
 * In descending order only the key turns round: `key DESC, published DESC, uid DESC`
 * has the groups of equal keys in reverse and each group as it was.
 *
 * The newest N of a topic: topic_paper_by_date (topic, date, paper) read backwards,
 * where `date` is the paper's `published`, or `updated` where the topic counts
 * revisions; the writer keeps it so. The uid of equal dates is read from the papers,
 * of which there are as many as the list shows and the last date has.
 *
 * New: paper.first_stored never falls from one rowid to the next, so "first stored
 * since" is "rowid at least"; see dp_library_find_first_since().
 *
 * What is unknown: '' for texts, -1 for counts, DP_TIME_UNKNOWN for times.
 *
 * paper.*_from say where the value of a field comes from: version × 16 + authority,
 * so that the greater number is the one that holds. Those of counts and of other
 * extras have no version.
 *
 * Lists in a text: paper.authors and those of topics have one value a line,
 * paper.categories are separated by spaces.
 *
 * tally has, for every 4096 rowids, how many papers there are and how many are read.
 *
 * paper_category.paper has no REFERENCES: removing a paper would read the whole table.
 *
 * The search index is kept by triggers that hand it the old text, exactly, and then
 * the new one. */
static const char schema_1[] =
  "CREATE TABLE meta ("
  "  one INTEGER PRIMARY KEY CHECK (one = 1),"
  "  library_uuid TEXT NOT NULL,"
  "  generation INTEGER NOT NULL) STRICT;"
  "INSERT INTO meta VALUES (1, lower (hex (randomblob (16))), 1);"

  "CREATE TABLE paper ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id < 4294967295),"
  "  first_stored INTEGER NOT NULL,"
  "  published INTEGER NOT NULL,"
  "  updated INTEGER NOT NULL,"
  "  published_is_day INTEGER NOT NULL,"
  "  version INTEGER NOT NULL,"
  "  upvotes INTEGER NOT NULL,"
  "  num_comments INTEGER NOT NULL,"
  "  stars INTEGER NOT NULL,"
  "  title_from INTEGER NOT NULL,"
  "  authors_from INTEGER NOT NULL,"
  "  abstract_from INTEGER NOT NULL,"
  "  comment_from INTEGER NOT NULL,"
  "  journal_ref_from INTEGER NOT NULL,"
  "  doi_from INTEGER NOT NULL,"
  "  categories_from INTEGER NOT NULL,"
  "  published_from INTEGER NOT NULL,"
  "  updated_from INTEGER NOT NULL,"
  "  extras_from INTEGER NOT NULL,"
  "  uid TEXT NOT NULL,"
  "  primary_category TEXT NOT NULL,"
  "  categories TEXT NOT NULL,"
  "  day TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  authors TEXT NOT NULL,"
  "  comment TEXT NOT NULL,"
  "  journal_ref TEXT NOT NULL,"
  "  doi TEXT NOT NULL,"
  "  organization TEXT NOT NULL,"
  "  thumbnail TEXT NOT NULL,"
  "  title_key TEXT NOT NULL,"
  "  author_key TEXT NOT NULL,"
  "  comment_key TEXT NOT NULL,"
  "  abstract TEXT NOT NULL) STRICT;"
  "CREATE INDEX paper_by_published ON paper (published, uid);"
  "CREATE INDEX paper_by_title ON paper (title_key DESC, published, uid);"
  "CREATE INDEX paper_by_author ON paper (author_key DESC, published, uid);"
  "CREATE INDEX paper_by_category ON paper (primary_category DESC, published, uid);"
  "CREATE INDEX paper_by_comment ON paper (comment_key DESC, published, uid);"
  "CREATE INDEX paper_by_upvotes ON paper (upvotes DESC, published, uid);"
  "CREATE INDEX paper_by_stars ON paper (stars DESC, published, uid);"
  "CREATE INDEX paper_by_day ON paper (day DESC, published, uid);"

  "CREATE TABLE paper_alias ("
  "  alias TEXT PRIMARY KEY,"
  "  paper INTEGER NOT NULL REFERENCES paper) STRICT, WITHOUT ROWID;"
  "CREATE INDEX paper_alias_by_paper ON paper_alias (paper);"

  "CREATE TABLE paper_version ("
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  number INTEGER NOT NULL,"
  "  date INTEGER NOT NULL,"
  "  PRIMARY KEY (paper, number)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
  "CREATE TABLE paper_category ("
  "  category INTEGER NOT NULL REFERENCES category,"
  "  paper INTEGER NOT NULL,"
  "  PRIMARY KEY (category, paper)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE paper_summary ("
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  source TEXT NOT NULL,"
  "  text TEXT NOT NULL,"
  "  PRIMARY KEY (paper, source)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE paper_link ("
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  kind TEXT NOT NULL,"
  "  url TEXT NOT NULL,"
  "  source INTEGER NOT NULL,"
  "  PRIMARY KEY (paper, kind, url, source)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE paper_task ("
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  name TEXT NOT NULL,"
  "  source INTEGER NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  PRIMARY KEY (paper, name, source)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX paper_task_by_name ON paper_task (name, paper);"

  "CREATE TABLE paper_keyword ("
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  name TEXT NOT NULL,"
  "  source INTEGER NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  PRIMARY KEY (paper, name, source)) STRICT, WITHOUT ROWID;"

  "CREATE TABLE paper_day ("
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  day TEXT NOT NULL,"
  "  rank INTEGER NOT NULL,"
  "  PRIMARY KEY (paper, day)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX paper_day_by_day ON paper_day (day, rank, paper);"

  "CREATE TABLE day_refresh ("
  "  day TEXT PRIMARY KEY,"
  "  attempted_at INTEGER NOT NULL,"
  "  succeeded_at INTEGER NOT NULL,"
  "  n_papers INTEGER NOT NULL,"
  "  error TEXT) STRICT, WITHOUT ROWID;"

  "CREATE TABLE topic ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  name_key TEXT NOT NULL,"
  "  words TEXT NOT NULL,"
  "  excluded TEXT NOT NULL,"
  "  categories TEXT NOT NULL,"
  "  authors TEXT NOT NULL,"
  "  keep INTEGER NOT NULL,"
  "  revised INTEGER NOT NULL,"
  "  followed INTEGER NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  edition INTEGER NOT NULL,"
  "  n_papers INTEGER NOT NULL,"
  "  n_unread INTEGER NOT NULL,"
  "  state INTEGER NOT NULL CHECK (state IN (0, 1)),"
  "  changed_at INTEGER NOT NULL) STRICT;"
  "CREATE UNIQUE INDEX topic_by_name ON topic (name_key) WHERE state = 1;"

  /* origins: 1 server, 2 local, 4 import, added up. edition: the topic's when the
   * server last gave the paper. */
  "CREATE TABLE topic_paper ("
  "  topic INTEGER NOT NULL REFERENCES topic,"
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  since INTEGER NOT NULL,"
  "  date INTEGER NOT NULL,"
  "  origins INTEGER NOT NULL,"
  "  edition INTEGER NOT NULL,"
  "  PRIMARY KEY (topic, paper)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX topic_paper_by_date ON topic_paper (topic, date, paper);"
  "CREATE INDEX topic_paper_by_paper ON topic_paper (paper);"

  "CREATE TABLE topic_refresh ("
  "  topic INTEGER NOT NULL REFERENCES topic,"
  "  source TEXT NOT NULL,"
  "  request TEXT,"
  "  attempted_at INTEGER NOT NULL,"
  "  succeeded_at INTEGER NOT NULL,"
  "  n_new INTEGER NOT NULL,"
  "  error TEXT,"
  "  PRIMARY KEY (topic, source)) STRICT, WITHOUT ROWID;"

  /* The user's own. A mark that was taken back stays, with state 0: libraries of
   * two machines are united by changed_at, in microseconds. version: the paper's
   * when it was marked, so that a newer one can be told. */
  "CREATE TABLE bookmark ("
  "  paper INTEGER PRIMARY KEY REFERENCES paper,"
  "  state INTEGER NOT NULL CHECK (state IN (0, 1)),"
  "  changed_at INTEGER NOT NULL,"
  "  version INTEGER NOT NULL) STRICT;"
  "CREATE INDEX bookmark_by_state ON bookmark (state);"
  "CREATE TABLE read_mark ("
  "  paper INTEGER PRIMARY KEY REFERENCES paper,"
  "  state INTEGER NOT NULL CHECK (state IN (0, 1)),"
  "  changed_at INTEGER NOT NULL,"
  "  version INTEGER NOT NULL) STRICT;"
  "CREATE INDEX read_mark_by_state ON read_mark (state);"
  "CREATE TABLE note ("
  "  paper INTEGER PRIMARY KEY REFERENCES paper,"
  "  text TEXT NOT NULL,"
  "  state INTEGER NOT NULL CHECK (state IN (0, 1)),"
  "  changed_at INTEGER NOT NULL) STRICT;"
  "CREATE TABLE tag ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  name_key TEXT NOT NULL UNIQUE) STRICT;"
  "CREATE TABLE paper_tag ("
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  tag INTEGER NOT NULL REFERENCES tag,"
  "  state INTEGER NOT NULL CHECK (state IN (0, 1)),"
  "  changed_at INTEGER NOT NULL,"
  "  PRIMARY KEY (paper, tag)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX paper_tag_by_tag ON paper_tag (tag, state, paper);"
  "CREATE TABLE collection ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  name_key TEXT NOT NULL UNIQUE,"
  "  position INTEGER NOT NULL,"
  "  state INTEGER NOT NULL CHECK (state IN (0, 1)),"
  "  changed_at INTEGER NOT NULL) STRICT;"
  "CREATE TABLE paper_collection ("
  "  paper INTEGER NOT NULL REFERENCES paper,"
  "  collection INTEGER NOT NULL REFERENCES collection,"
  "  state INTEGER NOT NULL CHECK (state IN (0, 1)),"
  "  changed_at INTEGER NOT NULL,"
  "  PRIMARY KEY (paper, collection)) STRICT, WITHOUT ROWID;"
  "CREATE INDEX paper_collection_by_collection ON paper_collection (collection, state, paper);"

  "CREATE TABLE session (began_at INTEGER PRIMARY KEY) STRICT;"

  "CREATE TABLE change ("
  "  seq INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  paper INTEGER NOT NULL,"
  "  fields INTEGER NOT NULL) STRICT;"

  "CREATE TABLE tally ("
  "  chunk INTEGER PRIMARY KEY,"
  "  n_papers INTEGER NOT NULL,"
  "  n_read INTEGER NOT NULL) STRICT;"
  "CREATE TRIGGER paper_tally_insert AFTER INSERT ON paper BEGIN"
  "  INSERT INTO tally VALUES (new.id >> 12, 1, 0)"
  "    ON CONFLICT DO UPDATE SET n_papers = n_papers + 1;"
  "END;"
  "CREATE TRIGGER paper_tally_delete AFTER DELETE ON paper BEGIN"
  "  UPDATE tally SET n_papers = n_papers - 1 WHERE chunk = old.id >> 12;"
  "END;"
  "CREATE TRIGGER read_mark_tally_insert AFTER INSERT ON read_mark WHEN new.state = 1 BEGIN"
  "  UPDATE tally SET n_read = n_read + 1 WHERE chunk = new.paper >> 12;"
  "END;"
  "CREATE TRIGGER read_mark_tally_update AFTER UPDATE OF state ON read_mark"
  "  WHEN new.state <> old.state BEGIN"
  "  UPDATE tally SET n_read = n_read + new.state - old.state WHERE chunk = new.paper >> 12;"
  "END;"
  "CREATE TRIGGER read_mark_tally_delete AFTER DELETE ON read_mark WHEN old.state = 1 BEGIN"
  "  UPDATE tally SET n_read = n_read - 1 WHERE chunk = old.paper >> 12;"
  "END;"

  "CREATE VIEW search_content AS"
  "  SELECT paper.id AS id, title, authors, abstract, comment, note.text AS note"
  "  FROM paper LEFT JOIN note ON note.paper = paper.id AND note.state = 1;"
  "CREATE VIRTUAL TABLE search USING fts5 (title, authors, abstract, comment, note,"
  "  content = 'search_content', content_rowid = 'id',"
  "  tokenize = 'porter unicode61 remove_diacritics 2', detail = full);"
  "CREATE TRIGGER paper_search_insert AFTER INSERT ON paper BEGIN"
  "  INSERT INTO search (rowid, title, authors, abstract, comment)"
  "    VALUES (new.id, new.title, new.authors, new.abstract, new.comment);"
  "END;"
  "CREATE TRIGGER paper_search_update AFTER UPDATE OF title, authors, abstract, comment ON paper"
  "  WHEN old.title <> new.title OR old.authors <> new.authors"
  "    OR old.abstract <> new.abstract OR old.comment <> new.comment BEGIN"
  "  INSERT INTO search (search, rowid, title, authors, abstract, comment, note)"
  "    VALUES ('delete', old.id, old.title, old.authors, old.abstract, old.comment,"
  "      (SELECT text FROM note WHERE paper = old.id AND state = 1));"
  "  INSERT INTO search (rowid, title, authors, abstract, comment, note)"
  "    VALUES (new.id, new.title, new.authors, new.abstract, new.comment,"
  "      (SELECT text FROM note WHERE paper = new.id AND state = 1));"
  "END;"
  "CREATE TRIGGER paper_search_delete AFTER DELETE ON paper BEGIN"
  "  INSERT INTO search (search, rowid, title, authors, abstract, comment)"
  "    VALUES ('delete', old.id, old.title, old.authors, old.abstract, old.comment);"
  "END;"
  "CREATE TRIGGER note_search_insert AFTER INSERT ON note WHEN new.state = 1 BEGIN"
  "  INSERT INTO search (search, rowid, title, authors, abstract, comment)"
  "    SELECT 'delete', id, title, authors, abstract, comment FROM paper WHERE id = new.paper;"
  "  INSERT INTO search (rowid, title, authors, abstract, comment, note)"
  "    SELECT id, title, authors, abstract, comment, new.text FROM paper WHERE id = new.paper;"
  "END;"
  "CREATE TRIGGER note_search_update AFTER UPDATE OF text, state ON note BEGIN"
  "  INSERT INTO search (search, rowid, title, authors, abstract, comment, note)"
  "    SELECT 'delete', id, title, authors, abstract, comment, iif (old.state, old.text, NULL)"
  "    FROM paper WHERE id = old.paper;"
  "  INSERT INTO search (rowid, title, authors, abstract, comment, note)"
  "    SELECT id, title, authors, abstract, comment, iif (new.state, new.text, NULL)"
  "    FROM paper WHERE id = new.paper;"
  "END;"
  "CREATE TRIGGER note_search_delete AFTER DELETE ON note WHEN old.state = 1 BEGIN"
  "  INSERT INTO search (search, rowid, title, authors, abstract, comment, note)"
  "    SELECT 'delete', id, title, authors, abstract, comment, old.text"
  "    FROM paper WHERE id = old.paper;"
  "  INSERT INTO search (rowid, title, authors, abstract, comment)"
  "    SELECT id, title, authors, abstract, comment FROM paper WHERE id = old.paper;"
  "END;";

/* task has, for every task that a paper has, how many papers have it and how many of
 * these are not read.
 *
 * new_version has the papers of which a newer version is known than the one the user
 * marked: the greatest of bookmark.version and read_mark.version. A mark that was made
 * when no version was known is taken to be of the first that becomes known: nobody is
 * told of a revision that may be what they read.
 *
 * A trigger takes over the conflict clause of the statement that fires it (INSERT OR
 * IGNORE), so these have none of which the outcome depends on it. */
#define IS_READ(paper) "coalesce ((SELECT state FROM read_mark WHERE read_mark.paper = " paper "), 0)"

#define COUNT_READ(row, change)                          \
  "  UPDATE task SET n_unread = n_unread - (" change ")" \
  "    WHERE name IN (SELECT name FROM paper_task WHERE paper = " row ".paper);"

#define SEEN_VERSION                                                                                 \
  "max (coalesce ((SELECT version FROM bookmark WHERE bookmark.paper = paper.id AND state = 1), 0)," \
  "     coalesce ((SELECT version FROM read_mark WHERE read_mark.paper = paper.id AND state = 1), 0))"

#define NEW_VERSION_ROWS \
  "SELECT id, seen FROM (SELECT id, version, " SEEN_VERSION " AS seen FROM paper) WHERE seen > 0 AND version > seen"

#define TELL_NEW_VERSION(rowid)                        \
  "  DELETE FROM new_version WHERE paper = " rowid ";" \
  "  INSERT INTO new_version " NEW_VERSION_ROWS " AND id = " rowid ";"

/* Thousands are marked at once, and seldom is one of them revised. */
#define IF_NEWS                                                           \
  "  WHEN new.version < (SELECT version FROM paper WHERE id = new.paper)" \
  "    OR EXISTS (SELECT 1 FROM new_version WHERE paper = new.paper)"

/* clang-format off */
static const char schema_2[] =
  /* Files that were imported as a whole, by what identifies their content. */
  "CREATE TABLE imported ("
  "  digest TEXT PRIMARY KEY,"
  "  contents TEXT NOT NULL) STRICT, WITHOUT ROWID;"

  "CREATE TABLE task ("
  "  name TEXT PRIMARY KEY,"
  "  n_papers INTEGER NOT NULL,"
  "  n_unread INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
  "INSERT INTO task"
  "  SELECT name, count (*), count (*) - sum (" IS_READ ("listed.paper") ")"
  "  FROM (SELECT DISTINCT name, paper FROM paper_task) AS listed GROUP BY name;"
  "CREATE TRIGGER paper_task_count_insert AFTER INSERT ON paper_task"
  "  WHEN NOT EXISTS (SELECT 1 FROM paper_task"
  "    WHERE paper = new.paper AND name = new.name AND source <> new.source) BEGIN"
  "  INSERT OR IGNORE INTO task VALUES (new.name, 0, 0);"
  "  UPDATE task SET n_papers = n_papers + 1, n_unread = n_unread + 1 - " IS_READ ("new.paper")
  "    WHERE name = new.name;"
  "END;"
  "CREATE TRIGGER paper_task_count_delete AFTER DELETE ON paper_task"
  "  WHEN NOT EXISTS (SELECT 1 FROM paper_task WHERE paper = old.paper AND name = old.name) BEGIN"
  "  UPDATE task SET n_papers = n_papers - 1, n_unread = n_unread - 1 + " IS_READ ("old.paper")
  "    WHERE name = old.name;"
  "  DELETE FROM task WHERE name = old.name AND n_papers = 0;"
  "END;"
  "CREATE TRIGGER read_mark_task_insert AFTER INSERT ON read_mark"
  "  WHEN new.state = 1 AND EXISTS (SELECT 1 FROM paper_task WHERE paper = new.paper) BEGIN"
  COUNT_READ ("new", "1")
  "END;"
  "CREATE TRIGGER read_mark_task_update AFTER UPDATE OF state ON read_mark"
  "  WHEN new.state <> old.state AND EXISTS (SELECT 1 FROM paper_task WHERE paper = new.paper) BEGIN"
  COUNT_READ ("new", "new.state - old.state")
  "END;"
  "CREATE TRIGGER read_mark_task_delete AFTER DELETE ON read_mark WHEN old.state = 1 BEGIN"
  COUNT_READ ("old", "-1")
  "END;"

  "UPDATE bookmark SET version = (SELECT version FROM paper WHERE id = bookmark.paper) WHERE version = 0;"
  "UPDATE read_mark SET version = (SELECT version FROM paper WHERE id = read_mark.paper) WHERE version = 0;"
  "CREATE TABLE new_version ("
  "  paper INTEGER PRIMARY KEY REFERENCES paper,"
  "  seen INTEGER NOT NULL) STRICT;"
  "INSERT INTO new_version " NEW_VERSION_ROWS
  "  AND id IN (SELECT paper FROM bookmark UNION SELECT paper FROM read_mark);"
  "CREATE TRIGGER paper_new_version AFTER UPDATE OF version ON paper WHEN new.version <> old.version BEGIN"
  "  UPDATE bookmark SET version = new.version WHERE paper = new.id AND version = 0;"
  "  UPDATE read_mark SET version = new.version WHERE paper = new.id AND version = 0;"
  TELL_NEW_VERSION ("new.id")
  "END;"
  "CREATE TRIGGER bookmark_new_version_insert AFTER INSERT ON bookmark" IF_NEWS " BEGIN"
  TELL_NEW_VERSION ("new.paper")
  "END;"
  "CREATE TRIGGER bookmark_new_version_update AFTER UPDATE OF state, version ON bookmark" IF_NEWS " BEGIN"
  TELL_NEW_VERSION ("new.paper")
  "END;"
  "CREATE TRIGGER bookmark_new_version_delete AFTER DELETE ON bookmark BEGIN"
  TELL_NEW_VERSION ("old.paper")
  "END;"
  "CREATE TRIGGER read_mark_new_version_insert AFTER INSERT ON read_mark" IF_NEWS " BEGIN"
  TELL_NEW_VERSION ("new.paper")
  "END;"
  "CREATE TRIGGER read_mark_new_version_update AFTER UPDATE OF state, version ON read_mark" IF_NEWS " BEGIN"
  TELL_NEW_VERSION ("new.paper")
  "END;"
  "CREATE TRIGGER read_mark_new_version_delete AFTER DELETE ON read_mark BEGIN"
  TELL_NEW_VERSION ("old.paper")
  "END;"

  "CREATE TABLE version_check ("
  "  paper INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,"
  "  checked_at INTEGER NOT NULL) STRICT;"

  "ALTER TABLE topic ADD COLUMN notify INTEGER NOT NULL DEFAULT 1;";
/* clang-format on */

/* Step i takes a library from version i to version i + 1. One that has been
 * released is never edited: add another. */
static const char *const own_steps[] = {
  schema_1,
  schema_2,
};

/**
 * dp_library_schema_get_steps:
 * @out_n_steps: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n_steps): what dp_library_schema_prepare()
 *   takes, for tests that stop half-way or go on
 */
const char *const *
dp_library_schema_get_steps (guint *out_n_steps)
{
  *out_n_steps = G_N_ELEMENTS (own_steps);

  return own_steps;
}

static gboolean
get_version (DpDatabase *database,
             gint64     *out_version,
             GError    **error)
{
  return dp_database_get_int64 (database, out_version, error, "PRAGMA user_version", "");
}

static gboolean
check_version (gint64   version,
               guint    newest,
               GError **error)
{
  if (version <= (gint64)newest)
    return TRUE;

  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NEWER,
               _("The library was written by a newer version of Daily Papers "
                 "(format %d, this version knows %u) and was left untouched."),
                  (int)version, newest);
  return FALSE;
}

/* An empty file becomes a library; another program's database does not. */
static gboolean
check_ownership (DpDatabase *database,
                 gint64      version,
                 GError    **error)
{
  gint64 application_id = 0;
  gint64 n_objects = 0;

  if (!dp_database_get_int64 (database, &application_id, error, "PRAGMA application_id", "") ||
      !dp_database_get_int64 (database, &n_objects, error, "SELECT count (*) FROM sqlite_schema", ""))
    return FALSE;

  if (application_id == LIBRARY_APPLICATION_ID || (version == 0 && n_objects == 0))
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN,
                       _("The file is a database, but not a library of Daily Papers."));
  return FALSE;
}

static gboolean
check_readable (DpDatabase *database,
                guint       newest,
                gint64     *out_version,
                GError    **error)
{
  return get_version (database, out_version, error) &&
         check_ownership (database, *out_version, error) &&
         check_version (*out_version, newest, error);
}

/* A file that cannot be measured is tried: the copy itself fails if it must. */
static gboolean
check_free_space (const char *path,
                  const char *directory,
                  GError    **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (directory);
  g_autoptr (GFileInfo) info = NULL;
  GStatBuf status = { 0 };

  info = g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) ||
      g_stat (path, &status) != 0)
    return TRUE;

  /* Twice: the migration itself may rewrite the whole file in the -wal. */
  if (g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) / 2 >= (guint64)status.st_size)
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_FULL,
                       _("There is not enough free space to bring the library to this version’s format safely; "
                         "nothing was changed."));
  return FALSE;
}

/* The copy gets its name when it is whole. */
static gboolean
keep_copy (DpDatabase *database,
           const char *path,
           gint64      version,
           GError    **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *target = g_strdup_printf ("%s.version-%d", path, (int)version);
  g_autofree char *partial = g_strconcat (target, ".part", NULL);

  if (!check_free_space (path, directory, error))
    return FALSE;

  g_unlink (partial);
  if (!dp_database_copy (database, partial, error))
    {
      g_unlink (partial);
      return FALSE;
    }

  if (g_rename (partial, target) != 0)
    {
      g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_CANNOT_OPEN,
                   _("The copy “%s” cannot be made."), target);
      return FALSE;
    }

  return TRUE;
}

/* Two processes may come here at once, so the version is read again under the lock. */
static gboolean
take_step (DpDatabase *database,
           const char *step,
           gint64      version,
           GError    **error)
{
  g_autofree char *numbers = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                              LIBRARY_APPLICATION_ID, (int)version + 1);
  gint64           now = 0;

  if (!dp_database_begin (database, error))
    return FALSE;

  if (!get_version (database, &now, error) ||
      (now == version &&
       !(dp_database_execute (database, step, error) &&
         dp_database_execute (database, numbers, error))))
    {
      dp_database_roll_back (database);
      return FALSE;
    }

  return dp_database_commit (database, error);
}

/**
 * dp_library_schema_prepare_with:
 * @database: a connection that may write
 * @path: (type filename): its file, beside which a copy is kept
 * @steps: (array length=n_steps): SQL that takes version i to i + 1
 * @n_steps: how many
 * @error: return location for a #DpLibraryError
 *
 * Brings a library to version @n_steps, each step in its transaction. Before the
 * first step of a library that has content, a copy named `…version-N` is kept.
 * When something fails, the library is at the version of the last whole step.
 */
gboolean
dp_library_schema_prepare_with (DpDatabase        *database,
                                const char        *path,
                                const char *const *steps,
                                guint              n_steps,
                                GError           **error)
{
  gint64 version = 0;

  if (!check_readable (database, n_steps, &version, error))
    return FALSE;

  if (version > 0 && version < (gint64)n_steps && !keep_copy (database, path, version, error))
    return FALSE;

  for (gint64 i = version; i < (gint64)n_steps; i++)
    if (!take_step (database, steps[i], i, error))
      return FALSE;

  return TRUE;
}

/**
 * dp_library_schema_prepare:
 * @database: a connection that may write
 * @path: (type filename): its file
 * @error: return location for a #DpLibraryError; %DP_LIBRARY_ERROR_NEWER when it
 *   was written by a newer version of the program, which leaves it untouched
 *
 * Makes the tables of a new library, or brings an older one up to date.
 */
gboolean
dp_library_schema_prepare (DpDatabase *database,
                           const char *path,
                           GError    **error)
{
  return dp_library_schema_prepare_with (database, path, own_steps, G_N_ELEMENTS (own_steps), error);
}

/**
 * dp_library_schema_check_readable:
 * @database: a connection
 * @error: return location for a #DpLibraryError
 *
 * Looks, without writing, whether this is a library that this version of the
 * program can read; an empty or a newer one is not.
 */
gboolean
dp_library_schema_check_readable (DpDatabase *database,
                                  GError    **error)
{
  gint64 version = 0;

  if (!check_readable (database, G_N_ELEMENTS (own_steps), &version, error))
    return FALSE;

  if (version == (gint64)G_N_ELEMENTS (own_steps))
    return TRUE;

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY,
                       _("The library must be brought to this version’s format first, but it cannot be written."));
  return FALSE;
}
