/* dp-sort-rule.c: the one rule of what comes before what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-sort-rule.h"

#include <string.h>

/* Whatever the direction: what is empty comes last, and of two equal keys the
 * later date comes first, then the greater id (DP_SORT_TIES). So a descending list is not the
 * reverse of the ascending one: its groups of equal keys are reversed, and within
 * a group nothing moves.
 *
 * The rule is written twice, as ORDER BY for SQLite and as dp_sort_entry_compare()
 * for papers that are placed one by one. They stand together here, and a test
 * holds them against each other. */

/* Dates, titles and so on decide; a removed or added paper moves every list. */
#define ALWAYS (DP_CHANGE_ADDED | DP_CHANGE_REMOVED | DP_CHANGE_DATE)

/* The index is (key DESC, published, uid), read backwards. */
#define STREAM(key) "SELECT id, " key ", published FROM paper ORDER BY " key ", " DP_SORT_TIES

#define FIRST(key, none, direction) \
  "SELECT id FROM paper WHERE " key " > " none " ORDER BY " key " " direction ", " DP_SORT_TIES " LIMIT ?1"

#define EMPTY(key, none) \
  "SELECT id FROM paper WHERE " key " = " none " ORDER BY " DP_SORT_TIES " LIMIT ?1"

#define ENTRY(key) "SELECT " key ", published, uid FROM paper WHERE id = ?1"

#define RULE(key, none, text, changes)                                    \
  {                                                                       \
    .version = 1, .fields = ALWAYS | (changes), .is_text = (text),        \
    .stream_sql = STREAM (key),                                           \
    .first_sql = { FIRST (key, none, "ASC"), FIRST (key, none, "DESC") }, \
    .empty_sql = EMPTY (key, none), .entry_sql = ENTRY (key),             \
  }

/* DP_TIME_UNKNOWN as SQL can say it. */
#define UNKNOWN_TIME "(-9223372036854775807 - 1)"

static const DpSortRule rules[DP_SORT_N_KEYS] = {
  /* Its index is (published, uid), so the descending list is the one that needs no sort. */
  [DP_SORT_DATE] = {
    .version = 1,
    .fields = ALWAYS,
    .streams_descending = TRUE,
    .stream_sql = "SELECT id, published, published FROM paper ORDER BY " DP_SORT_TIES,
    .first_sql = {
      "SELECT id FROM paper WHERE published > " UNKNOWN_TIME " ORDER BY published, uid DESC LIMIT ?1",
      "SELECT id FROM paper WHERE published > " UNKNOWN_TIME " ORDER BY " DP_SORT_TIES " LIMIT ?1",
    },
    .empty_sql = "SELECT id FROM paper WHERE published = " UNKNOWN_TIME " ORDER BY uid DESC LIMIT ?1",
    .entry_sql = ENTRY ("published"),
  },
  [DP_SORT_TITLE] = RULE ("title_key", "''", TRUE, DP_CHANGE_TITLE),
  [DP_SORT_AUTHOR] = RULE ("author_key", "''", TRUE, DP_CHANGE_AUTHORS),
  [DP_SORT_CATEGORY] = RULE ("primary_category", "''", TRUE, DP_CHANGE_CATEGORY),
  [DP_SORT_COMMENT] = RULE ("comment_key", "''", TRUE, DP_CHANGE_TEXT),
  [DP_SORT_UPVOTES] = RULE ("upvotes", "-1", FALSE, DP_CHANGE_COUNTS),
  [DP_SORT_STARS] = RULE ("stars", "-1", FALSE, DP_CHANGE_COUNTS),
  [DP_SORT_DAY] = RULE ("day", "''", TRUE, DP_CHANGE_DAYS),
};

/**
 * dp_sort_rule_get:
 * @key: what a list is sorted by
 *
 * Returns: (transfer none) (nullable): how, static; %NULL when @key is no column
 *   of a paper but a set of papers
 */
const DpSortRule *
dp_sort_rule_get (DpSortKey key)
{
  g_return_val_if_fail ((guint)key < DP_SORT_N_KEYS, NULL);

  return rules[key].stream_sql != NULL ? &rules[key] : NULL;
}

/**
 * dp_sort_rule_is_empty:
 * @self: a rule
 * @statement: a statement at a row
 * @column: where the row has the key
 *
 * Returns: whether the paper has nothing to sort by, so that it comes last
 */
gboolean
dp_sort_rule_is_empty (const DpSortRule *self,
                       DpStatement      *statement,
                       int               column)
{
  if (self->is_text)
    return sqlite3_column_bytes (statement, column) == 0;

  /* The date is the only number that may be below -1. */
  return self == &rules[DP_SORT_DATE] ? dp_statement_get_int64 (statement, column) == DP_TIME_UNKNOWN
                                      : dp_statement_get_int64 (statement, column) == -1;
}

/**
 * dp_sort_rule_read_entry:
 * @self: a rule
 * @database: the library
 * @rowid: a paper
 * @out_entry: (out) (nullable): what places it; %NULL when there is no such paper
 * @error: return location for a #DpLibraryError
 *
 * Reads the key of one paper: some microseconds.
 *
 * Returns: %FALSE when the library could not be read
 */
gboolean
dp_sort_rule_read_entry (const DpSortRule *self,
                         DpDatabase       *database,
                         guint32           rowid,
                         DpSortEntry     **out_entry,
                         GError          **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, self->entry_sql, error);
  DpStep step = DP_STEP_DONE;

  *out_entry = NULL;
  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "u", rowid);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    {
      DpSortEntry *entry = g_new0 (DpSortEntry, 1);

      entry->rowid = rowid;
      entry->is_empty = dp_sort_rule_is_empty (self, statement, 0);
      if (self->is_text)
        entry->text = g_strdup (dp_statement_get_text (statement, 0));
      else
        entry->number = dp_statement_get_int64 (statement, 0);
      entry->published = dp_statement_get_int64 (statement, 1);
      entry->uid = g_strdup (dp_statement_get_text (statement, 2));
      *out_entry = entry;
    }

  return step != DP_STEP_ERROR;
}

/**
 * dp_sort_entry_free:
 * @self: (transfer full): an entry
 */
void
dp_sort_entry_free (DpSortEntry *self)
{
  g_free (self->text);
  g_free (self->uid);
  g_free (self);
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

/**
 * dp_sort_entry_compare:
 * @a: a paper
 * @b: another, read by the same rule
 * @descending: the direction of the list
 *
 * The rule; see the top of this file. No two papers are equal by it.
 *
 * Returns: less than 0 when @a comes first, more than 0 when @b does
 */
int
dp_sort_entry_compare (const DpSortEntry *a,
                       const DpSortEntry *b,
                       gboolean           descending)
{
  int result = compare_numbers (a->is_empty, b->is_empty);

  if (result != 0)
    return result;

  if (!a->is_empty)
    result = a->text != NULL ? strcmp (a->text, b->text) : compare_numbers (a->number, b->number);
  if (result != 0)
    return descending ? -result : result;

  result = compare_numbers (b->published, a->published);

  return result != 0 ? result : strcmp (b->uid, a->uid);
}
