/* dp-schema-3.c: what smart collections, downloads, backups, tags and collections brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/schema/dp-schema-steps.h"

/* A tag and a collection know how many papers they have, and how many of these are not
 * read. collection.ordered_at: when somebody last moved one of them, the same in all;
 * of two libraries the later order holds. */

/* clang-format off */
#define IS_READ(paper) "coalesce ((SELECT state FROM read_mark WHERE read_mark.paper = " paper "), 0)"

#define COUNT_PAPER(holder, row, change)                                                                        \
  "  UPDATE " holder " SET n_papers = n_papers + (" change "),"                                                 \
  "      n_unread = n_unread + (" change ") * (1 - " IS_READ (row ".paper") ")"                                 \
  "    WHERE id = " row "." holder ";"

#define COUNT_READ(holder, row, change)                                                                         \
  "  UPDATE " holder " SET n_unread = n_unread - (" change ")"                                                  \
  "    WHERE id IN (SELECT " holder " FROM paper_" holder " WHERE paper = " row ".paper AND state = 1);"

#define HAS(holder, row) "EXISTS (SELECT 1 FROM paper_" holder " WHERE paper = " row ".paper AND state = 1)"

#define COUNTED(holder)                                                                                         \
  "ALTER TABLE " holder " ADD COLUMN n_papers INTEGER NOT NULL DEFAULT 0;"                                      \
  "ALTER TABLE " holder " ADD COLUMN n_unread INTEGER NOT NULL DEFAULT 0;"                                      \
  "UPDATE " holder " SET n_papers = counted.n_papers, n_unread = counted.n_unread"                              \
  "  FROM (SELECT " holder " AS id, count (*) AS n_papers,"                                                     \
  "          sum (1 - " IS_READ ("paper_" holder ".paper") ") AS n_unread"                                      \
  "        FROM paper_" holder " WHERE state = 1 GROUP BY 1) AS counted"                                        \
  "  WHERE counted.id = " holder ".id;"                                                                         \
  "CREATE TRIGGER paper_" holder "_count_insert AFTER INSERT ON paper_" holder " WHEN new.state = 1 BEGIN"      \
  COUNT_PAPER (holder, "new", "1")                                                                              \
  "END;"                                                                                                        \
  "CREATE TRIGGER paper_" holder "_count_update AFTER UPDATE OF state ON paper_" holder                         \
  "  WHEN new.state <> old.state BEGIN"                                                                         \
  COUNT_PAPER (holder, "new", "new.state - old.state")                                                          \
  "END;"                                                                                                        \
  "CREATE TRIGGER paper_" holder "_count_delete AFTER DELETE ON paper_" holder " WHEN old.state = 1 BEGIN"      \
  COUNT_PAPER (holder, "old", "-1")                                                                             \
  "END;"                                                                                                        \
  "CREATE TRIGGER read_mark_" holder "_insert AFTER INSERT ON read_mark"                                        \
  "  WHEN new.state = 1 AND " HAS (holder, "new") " BEGIN"                                                      \
  COUNT_READ (holder, "new", "1")                                                                               \
  "END;"                                                                                                        \
  "CREATE TRIGGER read_mark_" holder "_update AFTER UPDATE OF state ON read_mark"                               \
  "  WHEN new.state <> old.state AND " HAS (holder, "new") " BEGIN"                                             \
  COUNT_READ (holder, "new", "new.state - old.state")                                                           \
  "END;"                                                                                                        \
  "CREATE TRIGGER read_mark_" holder "_delete AFTER DELETE ON read_mark WHEN old.state = 1 BEGIN"               \
  COUNT_READ (holder, "old", "-1")                                                                              \
  "END;"

const char dp_schema_3[] =
  COUNTED ("tag")
  COUNTED ("collection")
  "ALTER TABLE collection ADD COLUMN ordered_at INTEGER NOT NULL DEFAULT 0;"

  /* A search that was kept under a name. */
  "CREATE TABLE smart_collection ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL,"
  "  name_key TEXT NOT NULL UNIQUE,"
  "  search TEXT NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  state INTEGER NOT NULL CHECK (state IN (0, 1)),"
  "  changed_at INTEGER NOT NULL) STRICT;"

  /* Where the PDF of a paper was saved on this machine. */
  "CREATE TABLE paper_file ("
  "  paper INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,"
  "  uri TEXT NOT NULL,"
  "  saved_at INTEGER NOT NULL) STRICT;"

  /* How often the whole library was replaced: what was meant for the papers and topics
   * of the one before is not written into this one. */
  "ALTER TABLE meta ADD COLUMN n_restored INTEGER NOT NULL DEFAULT 0;";
/* clang-format on */
