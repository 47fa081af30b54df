/* dp-schema-3.c: what smart collections, downloads and backups brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/schema/dp-schema-steps.h"

/* clang-format off */
const char dp_schema_3[] =
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
