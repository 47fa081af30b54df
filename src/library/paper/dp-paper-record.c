/* dp-paper-record.c: a row of the table of papers, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-record.h"

#include "model/dp-paper.h"
#include "model/dp-text.h"

/* A sort key longer than this orders nothing that a person would notice. */
#define MAX_KEY_BYTES 255

static const char *const number_names[] = {
  "first_stored",
  "published",
  "updated",
  "published_is_day",
  "version",
  "upvotes",
  "num_comments",
  "stars",
  "title_from",
  "authors_from",
  "abstract_from",
  "comment_from",
  "journal_ref_from",
  "doi_from",
  "categories_from",
  "published_from",
  "updated_from",
  "extras_from",
};

static const char *const text_names[] = {
  "uid",
  "primary_category",
  "categories",
  "day",
  "title",
  "authors",
  "comment",
  "journal_ref",
  "doi",
  "organization",
  "thumbnail",
  "title_key",
  "author_key",
  "comment_key",
  "abstract",
};

G_STATIC_ASSERT (G_N_ELEMENTS (number_names) == DP_N_NUMBER_COLUMNS);
G_STATIC_ASSERT (G_N_ELEMENTS (text_names) == DP_N_TEXT_COLUMNS);

/**
 * dp_paper_record_new:
 *
 * Returns: (transfer full): a row of which nothing is known
 */
DpPaperRecord *
dp_paper_record_new (void)
{
  DpPaperRecord *self = g_new0 (DpPaperRecord, 1);

  self->numbers[DP_NUMBER_PUBLISHED] = DP_TIME_UNKNOWN;
  self->numbers[DP_NUMBER_UPDATED] = DP_TIME_UNKNOWN;
  self->numbers[DP_NUMBER_UPVOTES] = DP_COUNT_UNKNOWN;
  self->numbers[DP_NUMBER_NUM_COMMENTS] = DP_COUNT_UNKNOWN;
  self->numbers[DP_NUMBER_STARS] = DP_COUNT_UNKNOWN;

  for (guint i = 0; i < DP_N_TEXT_COLUMNS; i++)
    self->texts[i] = g_strdup ("");

  return self;
}

void
dp_paper_record_free (DpPaperRecord *self)
{
  for (guint i = 0; i < DP_N_TEXT_COLUMNS; i++)
    g_free (self->texts[i]);
  g_free (self);
}

/**
 * dp_paper_record_load:
 * @database: a connection
 * @rowid: a paper that exists
 * @error: return location for a #DpLibraryError
 *
 * Returns: (transfer full) (nullable): the row as it is stored
 */
DpPaperRecord *
dp_paper_record_load (DpDatabase *database,
                      guint32     rowid,
                      GError    **error)
{
  static const char sql[] = "SELECT " DP_PAPER_COLUMNS " FROM paper WHERE id = ?";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  g_autoptr (DpPaperRecord) self = g_new0 (DpPaperRecord, 1);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "u", rowid);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ERROR)
    return NULL;

  g_assert (step == DP_STEP_ROW); /* who asks has just seen the rowid in this transaction */
  self->rowid = rowid;
  for (guint i = 0; i < DP_N_NUMBER_COLUMNS; i++)
    self->numbers[i] = dp_statement_get_int64 (statement, (int)i);
  for (guint i = 0; i < DP_N_TEXT_COLUMNS; i++)
    self->texts[i] = g_strdup (dp_statement_get_text (statement, (int)(DP_N_NUMBER_COLUMNS + i)));

  return g_steal_pointer (&self);
}

/**
 * dp_paper_record_set_number:
 * @self: a row
 * @column: a column
 * @value: its value from now on
 * @field: what a reader would see change, 0 for nothing
 *
 * Sets a number. The same value again is no change.
 */
void
dp_paper_record_set_number (DpPaperRecord *self,
                            DpNumberColumn column,
                            gint64         value,
                            DpChangeFields field)
{
  if (self->numbers[column] == value)
    return;

  self->numbers[column] = value;
  self->dirty |= G_GUINT64_CONSTANT (1) << column;
  self->changed |= field;
}

/* As dp_paper_record_set_number(), for texts; %NULL is the empty one. */
void
dp_paper_record_set_text (DpPaperRecord *self,
                          DpTextColumn   column,
                          const char    *value,
                          DpChangeFields field)
{
  if (value == NULL)
    value = "";

  if (g_str_equal (self->texts[column], value))
    return;

  g_free (self->texts[column]);
  self->texts[column] = g_strdup (value);
  self->dirty |= G_GUINT64_CONSTANT (1) << (DP_N_NUMBER_COLUMNS + column);
  self->changed |= field;
}

static void
set_key (DpPaperRecord *self,
         DpTextColumn   column,
         const char    *text)
{
  g_autofree char *key = dp_text_sort_key (text);

  if (strlen (key) > MAX_KEY_BYTES)
    *g_utf8_find_prev_char (key, key + MAX_KEY_BYTES + 1) = '\0';

  dp_paper_record_set_text (self, column, key, 0);
}

/**
 * dp_paper_record_set_keys:
 * @self: a row
 *
 * Works out what the row sorts by from its title, first author and comment.
 */
void
dp_paper_record_set_keys (DpPaperRecord *self)
{
  const char      *authors = self->texts[DP_TEXT_AUTHORS];
  g_autofree char *first_author = g_strndup (authors, strcspn (authors, "\n"));

  set_key (self, DP_TEXT_TITLE_KEY, self->texts[DP_TEXT_TITLE]);
  set_key (self, DP_TEXT_AUTHOR_KEY, first_author);
  set_key (self, DP_TEXT_COMMENT_KEY, self->texts[DP_TEXT_COMMENT]);
}

static void
bind_column (DpPaperRecord *self,
             DpStatement   *statement,
             int            index,
             guint          column)
{
  if (column < DP_N_NUMBER_COLUMNS)
    dp_statement_bind_int64 (statement, index, self->numbers[column]);
  else
    dp_statement_bind_text (statement, index, self->texts[column - DP_N_NUMBER_COLUMNS]);
}

static gboolean
insert (DpPaperRecord *self,
        DpDatabase    *database,
        GError       **error)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO paper VALUES (NULL");
  g_autoptr (DpStatement) statement = NULL;

  for (guint i = 0; i < DP_N_NUMBER_COLUMNS + DP_N_TEXT_COLUMNS; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  statement = dp_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < DP_N_NUMBER_COLUMNS + DP_N_TEXT_COLUMNS; i++)
    bind_column (self, statement, (int)i + 1, i);

  if (dp_statement_step (statement, error) != DP_STEP_DONE)
    return FALSE;

  self->rowid = (guint32)dp_database_get_last_rowid (database);
  return TRUE;
}

/* Only what changed is named: an index is written anew when its column is named,
 * even with the same value. */
static gboolean
update (DpPaperRecord *self,
        DpDatabase    *database,
        GError       **error)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE paper SET ");
  g_autoptr (DpStatement) statement = NULL;
  int index = 1;

  for (guint i = 0; i < DP_N_NUMBER_COLUMNS + DP_N_TEXT_COLUMNS; i++)
    if (self->dirty & (G_GUINT64_CONSTANT (1) << i))
      g_string_append_printf (sql, "%s = ?, ",
                              i < DP_N_NUMBER_COLUMNS ? number_names[i] : text_names[i - DP_N_NUMBER_COLUMNS]);
  g_string_truncate (sql, sql->len - 2);
  g_string_append (sql, " WHERE id = ?");

  statement = dp_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < DP_N_NUMBER_COLUMNS + DP_N_TEXT_COLUMNS; i++)
    if (self->dirty & (G_GUINT64_CONSTANT (1) << i))
      bind_column (self, statement, index++, i);
  dp_statement_bind_int64 (statement, index, self->rowid);

  return dp_statement_step (statement, error) == DP_STEP_DONE;
}

/**
 * dp_paper_record_save:
 * @self: a row
 * @database: the connection that writes, in a transaction
 * @error: return location for a #DpLibraryError
 *
 * Inserts a new row and gives it its rowid, or updates what was set of an old one.
 */
gboolean
dp_paper_record_save (DpPaperRecord *self,
                      DpDatabase    *database,
                      GError       **error)
{
  gboolean saved = TRUE;

  if (self->rowid == 0)
    saved = insert (self, database, error);
  else if (self->dirty != 0)
    saved = update (self, database, error);

  if (saved)
    self->dirty = 0;

  return saved;
}
