/* dp-schema-1.c: the tables of a new library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/schema/dp-schema-steps.h"

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
const char dp_schema_1[] =
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
