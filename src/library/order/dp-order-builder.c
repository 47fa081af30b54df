/* dp-order-builder.c: sorting the papers of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-order-builder.h"

#include "library/order/dp-order-edit.h"

#include <string.h>

/* An order of all papers is read from a covering index, which holds them sorted
 * already: 0.1 s a million. One that exists is brought up to date by taking out
 * the papers that changed and putting them where they belong now, which costs
 * their number times twenty short reads, whatever the size of the library. */

/* What one pass over an index gives: the rowids as they came, and where each run
 * of equal keys begins. */
typedef struct
{
  GArray  *rowids;      /* of guint32 */
  GArray  *starts;      /* of guint */
  GString *text;        /* the key of the run, when it is text */
  gint64   number;      /* when it is not */
  guint    empty_start; /* the run of papers without a key, empty when there is none */
  guint    empty_end;
} Stream;

static void
stream_clear (Stream *self)
{
  g_clear_pointer (&self->rowids, g_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stream, stream_clear)

static gboolean
continues_run (Stream           *self,
               const DpSortRule *rule,
               DpStatement      *statement)
{
  if (!rule->is_text)
    return dp_statement_get_int64 (statement, 1) == self->number;

  return (gsize)sqlite3_column_bytes (statement, 1) == self->text->len &&
         memcmp (dp_statement_get_text (statement, 1), self->text->str, self->text->len) == 0;
}

static void
begin_run (Stream           *self,
           const DpSortRule *rule,
           DpStatement      *statement)
{
  if (rule->is_text)
    g_string_assign (self->text, dp_statement_get_text (statement, 1));
  else
    self->number = dp_statement_get_int64 (statement, 1);
  g_array_append_val (self->starts, self->rowids->len);
}

static void
add_row (Stream           *self,
         const DpSortRule *rule,
         DpStatement      *statement)
{
  guint32 rowid = dp_statement_get_int64 (statement, 0);

  if (self->rowids->len == 0 || !continues_run (self, rule, statement))
    begin_run (self, rule, statement);

  if (dp_sort_rule_is_empty (rule, statement, 1))
    {
      if (self->empty_end == 0)
        self->empty_start = self->rowids->len;
      self->empty_end = self->rowids->len + 1;
    }

  g_array_append_val (self->rowids, rowid);
}

static gboolean
read_stream (Stream           *self,
             DpDatabase       *database,
             const DpSortRule *rule,
             GError          **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, rule->stream_sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  self->rowids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->text = g_string_new (NULL);

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    add_row (self, rule, statement);

  return step == DP_STEP_DONE;
}

static guint32 *
append_run (Stream  *self,
            guint32 *next,
            guint    start,
            guint    end)
{
  if (end == start)
    return next; /* and there may be no array at all */

  memcpy (next, &g_array_index (self->rowids, guint32, start), (end - start) * sizeof *next);

  return next + (end - start);
}

/* As it came, the papers without a key moved to the end. */
static DpOrder *
take_forward (Stream *self)
{
  guint    length = self->rowids->len;
  guint32 *rowids = g_new (guint32, length);
  guint32 *next = rowids;

  next = append_run (self, next, 0, self->empty_start);
  next = append_run (self, next, self->empty_end, length);
  append_run (self, next, self->empty_start, self->empty_end);

  return dp_order_new_take (rowids, length);
}

/* The runs from the last to the first, each as it came. */
static DpOrder *
take_backward (Stream *self)
{
  guint    length = self->rowids->len;
  guint32 *rowids = g_new (guint32, length);
  guint32 *next = rowids;
  guint    end = length;

  for (guint i = self->starts->len; i > 0; i--)
    {
      guint start = g_array_index (self->starts, guint, i - 1);

      if (start != self->empty_start || self->empty_end == 0)
        next = append_run (self, next, start, end);
      end = start;
    }
  append_run (self, next, self->empty_start, self->empty_end);

  return dp_order_new_take (rowids, length);
}

/**
 * dp_order_builder_build:
 * @database: the library
 * @rule: what to sort by
 * @out_ascending: (out) (transfer full): all papers in this order; untouched on failure
 * @out_descending: (out) (transfer full): and in this one; untouched on failure
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Reads both orders of all papers in one pass over a covering index.
 *
 * Returns: %FALSE when the library could not be read
 */
gboolean
dp_order_builder_build (DpDatabase       *database,
                        const DpSortRule *rule,
                        DpOrder         **out_ascending,
                        DpOrder         **out_descending,
                        GError          **error)
{
  g_auto (Stream) stream = { 0 };

  if (!read_stream (&stream, database, rule, error))
    return FALSE;

  *out_ascending = rule->streams_descending ? take_backward (&stream) : take_forward (&stream);
  *out_descending = rule->streams_descending ? take_forward (&stream) : take_backward (&stream);

  return TRUE;
}

static gboolean
read_rowids (DpDatabase *database,
             const char *sql,
             guint       limit,
             GArray     *rowids,
             GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "u", limit);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      guint32 rowid = dp_statement_get_int64 (statement, 0);

      g_array_append_val (rowids, rowid);
    }

  return step == DP_STEP_DONE;
}

static DpOrder *
take_array (GArray *rowids)
{
  guint length = rowids->len;

  return dp_order_new_take ((guint32 *)(gpointer)g_array_free (rowids, FALSE), length);
}

/**
 * dp_order_builder_build_first:
 * @database: the library
 * @rule: what to sort by
 * @descending: in which direction
 * @n_papers: how many at most
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Reads the beginning of an order, for a list that is to be seen before all of
 * it is there: a millisecond or a few.
 *
 * Returns: (transfer full) (nullable): the first papers
 */
DpOrder *
dp_order_builder_build_first (DpDatabase       *database,
                              const DpSortRule *rule,
                              gboolean          descending,
                              guint             n_papers,
                              GError          **error)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!read_rowids (database, rule->first_sql[descending ? 1 : 0], n_papers, rowids, error))
    return NULL;
  if (rowids->len < n_papers && !read_rowids (database, rule->empty_sql, n_papers - rowids->len, rowids, error))
    return NULL;

  return take_array (g_steal_pointer (&rowids));
}

static int
compare_ascending_cb (gconstpointer a,
                      gconstpointer b)
{
  return dp_sort_entry_compare (*(DpSortEntry *const *)a, *(DpSortEntry *const *)b, FALSE);
}

static int
compare_descending_cb (gconstpointer a,
                       gconstpointer b)
{
  return dp_sort_entry_compare (*(DpSortEntry *const *)a, *(DpSortEntry *const *)b, TRUE);
}

/* Those of @papers that exist, sorted. */
static GPtrArray *
read_entries (DpDatabase       *database,
              const DpSortRule *rule,
              gboolean          descending,
              const DpRowidSet *papers,
              GError          **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_sort_entry_free);
  g_autoptr (GArray) rowids = dp_rowid_set_dup_rowids (papers);

  for (guint i = 0; i < rowids->len; i++)
    {
      DpSortEntry *entry = NULL;

      if (!dp_sort_rule_read_entry (rule, database, g_array_index (rowids, guint32, i), &entry, error))
        return NULL;
      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, descending ? compare_descending_cb : compare_ascending_cb);

  return g_steal_pointer (&entries);
}

static guint32 *
dup_rowids (GPtrArray *entries)
{
  guint32 *rowids = g_new (guint32, entries->len);

  for (guint i = 0; i < entries->len; i++)
    rowids[i] = ((DpSortEntry *)entries->pdata[i])->rowid;

  return rowids;
}

/**
 * dp_order_builder_sort:
 * @database: the library
 * @rule: what to sort by
 * @descending: in which direction
 * @papers: a few papers, hundreds or thousands
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Sorts some papers without an order of all; those that do not exist are left out.
 *
 * Returns: (transfer full) (nullable): the papers in order
 */
DpOrder *
dp_order_builder_sort (DpDatabase       *database,
                       const DpSortRule *rule,
                       gboolean          descending,
                       const DpRowidSet *papers,
                       GError          **error)
{
  g_autoptr (GPtrArray) entries = read_entries (database, rule, descending, papers, error);

  return entries != NULL ? dp_order_new_take (dup_rowids (entries), entries->len) : NULL;
}

typedef struct
{
  DpDatabase       *database;
  const DpSortRule *rule;
  gboolean          descending;
  GError           *error; /* (owned) (nullable): the first one; the rest is in vain then */
} Placing;

static int
compare_placed_cb (guint32  rowid,
                   gpointer placed,
                   gpointer user_data)
{
  Placing *placing = user_data;
  g_autoptr (DpSortEntry) entry = NULL;

  if (placing->error != NULL ||
      !dp_sort_rule_read_entry (placing->rule, placing->database, rowid, &entry, &placing->error) ||
      entry == NULL)
    return 0;

  return dp_sort_entry_compare (entry, placed, placing->descending);
}

/**
 * dp_order_builder_update:
 * @database: the library
 * @rule: what @order is sorted by
 * @descending: its direction
 * @order: all papers as they once were
 * @changed: every paper that was added, removed or changed since, and not many
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): all papers as they are
 */
DpOrder *
dp_order_builder_update (DpDatabase       *database,
                         const DpSortRule *rule,
                         gboolean          descending,
                         DpOrder          *order,
                         const DpRowidSet *changed,
                         GError          **error)
{
  Placing placing = { database, rule, descending, NULL };
  g_autoptr (GPtrArray) entries = read_entries (database, rule, descending, changed, error);
  g_autoptr (DpOrder) updated = NULL;
  g_autofree guint32 *rowids = NULL;

  if (entries == NULL)
    return NULL;

  rowids = dup_rowids (entries);
  updated = dp_order_replace (order, changed, rowids, entries, compare_placed_cb, &placing);
  if (placing.error != NULL)
    {
      g_propagate_error (error, placing.error);
      return NULL;
    }

  return g_steal_pointer (&updated);
}
