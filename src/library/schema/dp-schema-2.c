/* dp-schema-2.c: what days, tasks, new versions and imports brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/schema/dp-schema-steps.h"

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
const char dp_schema_2[] =
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
