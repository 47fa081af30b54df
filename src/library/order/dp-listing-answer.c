/* dp-listing-answer.c: working out what a list shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-listing-answer.h"

#include "library/dp-library-private.h"
#include "library/order/dp-order-builder.h"
#include "library/order/dp-order-edit.h"
#include "library/order/dp-order-groups.h"
#include "library/order/dp-order-store.h"
#include "library/search/dp-search-facts.h"
#include "library/search/dp-search-set.h"
#include "model/dp-name.h"
#include "model/search/dp-search-expression.h"

/* A list is a set of papers, from scope, search and marks, walked in the order of
 * all papers. Where the set is small, as a topic's is, its papers are sorted by
 * themselves: that is quicker, and it needs no order of a million others. Both
 * ways give the same, and a test holds them to it. */

/* Up to here reading each paper's key costs less than walking an order. */
#define FEW_PAPERS 1000

/* For who asks: what may move a paper into, out of and within any list. */
#define ALWAYS (DP_CHANGE_ADDED | DP_CHANGE_REMOVED)

/* Of a paper, and of the lists by which a search can look. */
#define ANYTHING \
  (((DP_CHANGE_REMOVED << 1) - 1) | DP_CHANGE_TOPIC_LIST | DP_CHANGE_TAG_LIST | DP_CHANGE_COLLECTION_LIST)

typedef struct
{
  DpListQuery     *query;
  gboolean         may_be_incomplete;
  DpOrderStore    *store; /* (unowned) by the library, which the task holds */
  DpListingAnswer *answer;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  dp_list_query_free (work->query);
  g_clear_pointer (&work->answer, dp_listing_answer_free);
  g_free (work);
}

/**
 * dp_listing_answer_free:
 * @self: (transfer full): an answer
 */
void
dp_listing_answer_free (DpListingAnswer *self)
{
  g_clear_pointer (&self->order, dp_order_unref);
  g_free (self);
}

/* ?1 is what the scope is of. Texts must outlive the reading. */
static void
bind_scope (DpStatement       *statement,
            const DpListQuery *query,
            const char        *tag_key)
{
  if (sqlite3_bind_parameter_count (statement) == 0)
    return;

  if (query->scope == DP_SCOPE_DAY)
    dp_statement_bind (statement, "s", query->day);
  else if (query->scope == DP_SCOPE_TASK)
    dp_statement_bind (statement, "s", query->task);
  else if (query->scope == DP_SCOPE_TAG)
    dp_statement_bind (statement, "s", tag_key);
  else if (query->scope == DP_SCOPE_COLLECTION)
    dp_statement_bind (statement, "l", query->collection_id);
  else
    dp_statement_bind (statement, "l", query->topic_id);
}

/* Reads rowids, in the order in which the statement gives them. */
static DpOrder *
read_order (DpDatabase        *database,
            const char        *sql,
            const DpListQuery *query,
            GError           **error)
{
  g_autofree char *tag_key = query->scope == DP_SCOPE_TAG ? dp_name_dup_key (query->tag) : NULL;
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (guint32));
  DpStep step = DP_STEP_DONE;
  guint  length = 0;

  if (statement == NULL)
    return NULL;

  bind_scope (statement, query, tag_key);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      guint32 rowid = dp_statement_get_int64 (statement, 0);

      g_array_append_val (rowids, rowid);
    }
  if (step == DP_STEP_ERROR)
    return NULL;

  length = rowids->len;
  return dp_order_new_take ((guint32 *)(gpointer)g_array_free (g_steal_pointer (&rowids), FALSE), length);
}

static DpRowidSet *
read_set (DpDatabase        *database,
          const char        *sql,
          const DpListQuery *query,
          GError           **error)
{
  g_autoptr (DpOrder) order = read_order (database, sql, query, error);
  g_autoptr (DpRowidSet) set = NULL;

  if (order == NULL)
    return NULL;

  set = dp_rowid_set_new ();
  for (guint i = 0; i < dp_order_get_length (order); i++)
    dp_rowid_set_add (set, dp_order_get_rowid (order, i));

  return g_steal_pointer (&set);
}

/* All rowids from @first on; that there may be gaps is no matter. */
static DpRowidSet *
make_range (DpDatabase *database,
            gint64      first,
            GError    **error)
{
  g_autoptr (DpRowidSet) set = dp_rowid_set_new ();
  gint64 last = 0;

  if (!dp_database_get_int64 (database, &last, error, "SELECT coalesce (max (id), 0) FROM paper", ""))
    return NULL;
  if (first <= last)
    dp_rowid_set_add_range (set, MAX (first, 1), last);

  return g_steal_pointer (&set);
}

/* What topic ?1 shows, newest first. */
#define TOPIC_SQL \
  DP_SORT_TOPIC_NEWEST " LIMIT (SELECT coalesce (max (keep), 0) FROM topic WHERE id = ?1 AND state = 1)"

#define DAY_SQL "SELECT paper_day.paper FROM paper_day JOIN paper ON paper.id = paper_day.paper WHERE paper_day.day = ?1 ORDER BY "

/* What a smart collection searches for: %NULL where it is gone, and on failure. */
static char *
load_smart_search (DpDatabase        *database,
                   const DpListQuery *query,
                   GError           **error)
{
  static const char sql[] = "SELECT search FROM smart_collection WHERE id = ? AND state = 1";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);

  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "l", query->smart_id);

  return dp_statement_step (statement, error) == DP_STEP_ROW ? g_strdup (dp_statement_get_text (statement, 0)) : NULL;
}

/* One that is gone finds nothing; never all papers. */
static DpRowidSet *
read_smart (DpDatabase        *database,
            const DpListQuery *query,
            GError           **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *search = load_smart_search (database, query, &local_error);
  DpRowidSet      *found = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (search != NULL && !dp_search_set_find (database, search, &found, error))
    return NULL;

  return found != NULL ? found : dp_rowid_set_new ();
}

/* The papers of the scope; *@out_set is %NULL when that is all of them. */
static gboolean
read_scope (DpDatabase        *database,
            const DpListQuery *query,
            DpRowidSet       **out_set,
            GError           **error)
{
  gint64 first = 0;

  *out_set = NULL;
  switch (query->scope)
    {
    case DP_SCOPE_ALL:
      return TRUE;

    case DP_SCOPE_NEW:
      if (!dp_library_find_first_since (database, query->new_since, &first, error))
        return FALSE;
      *out_set = make_range (database, first, error);
      break;

    case DP_SCOPE_BOOKMARKS:
      *out_set = read_set (database, "SELECT paper FROM bookmark WHERE state = 1", query, error);
      break;

    case DP_SCOPE_TOPIC:
      *out_set = read_set (database, TOPIC_SQL, query, error);
      break;

    case DP_SCOPE_DAY:
      *out_set = read_set (database, "SELECT paper FROM paper_day WHERE day = ?1", query, error);
      break;

    case DP_SCOPE_TASK:
      *out_set = read_set (database, "SELECT paper FROM paper_task WHERE name = ?1", query, error);
      break;

    case DP_SCOPE_NEW_VERSIONS:
      *out_set = read_set (database, "SELECT paper FROM new_version", query, error);
      break;

    case DP_SCOPE_TAG:
      *out_set = read_set (database,
                           "SELECT paper FROM paper_tag WHERE state = 1"
                           "  AND tag = (SELECT id FROM tag WHERE name_key = ?1)",
                           query, error);
      break;

    case DP_SCOPE_COLLECTION:
      *out_set = read_set (database,
                           "SELECT paper FROM paper_collection WHERE state = 1"
                           "  AND collection = (SELECT id FROM collection WHERE id = ?1 AND state = 1)",
                           query, error);
      break;

    case DP_SCOPE_SMART:
      *out_set = read_smart (database, query, error);
      break;
    }

  return *out_set != NULL;
}

static gboolean
leave_unread (DpDatabase        *database,
              const DpListQuery *query,
              DpRowidSet       **set,
              GError           **error)
{
  g_autoptr (DpRowidSet) read = read_set (database, "SELECT paper FROM read_mark WHERE state = 1", query, error);

  if (read == NULL)
    return FALSE;
  if (*set == NULL)
    *set = make_range (database, 1, error);
  if (*set == NULL)
    return FALSE;

  dp_rowid_set_subtract (*set, read);

  return TRUE;
}

static gboolean
leave_found (DpDatabase  *database,
             const char  *search,
             DpRowidSet **set,
             GError     **error)
{
  g_autoptr (DpRowidSet) found = NULL;

  if (!dp_search_set_find (database, search, &found, error))
    return FALSE;

  if (found != NULL && *set != NULL)
    dp_rowid_set_intersect (*set, found);
  else if (found != NULL)
    *set = g_steal_pointer (&found);

  return TRUE;
}

/* *@out_set is %NULL when nothing is left out. */
static gboolean
read_wanted (DpDatabase        *database,
             const DpListQuery *query,
             DpRowidSet       **out_set,
             GError           **error)
{
  g_autoptr (DpRowidSet) set = NULL;

  if (!read_scope (database, query, &set, error))
    return FALSE;
  if ((query->scope == DP_SCOPE_NEW || query->unread_only) && !leave_unread (database, query, &set, error))
    return FALSE;
  if (query->search != NULL && !leave_found (database, query->search, &set, error))
    return FALSE;

  *out_set = g_steal_pointer (&set);

  return TRUE;
}

/* Within a topic the date is that of the topic: where revisions count as new, the
 * last update. */
static DpOrder *
sort_topic_by_date (DpDatabase        *database,
                    const DpListQuery *query,
                    DpRowidSet        *wanted,
                    GError           **error)
{
  g_autoptr (DpOrder) all = NULL;

  if (query->descending)
    all = read_order (database, TOPIC_SQL, query, error);
  else
    all = read_order (database,
                      "SELECT paper FROM (" TOPIC_SQL ") "
                      "ORDER BY date = (-9223372036854775807 - 1), date, uid DESC",
                      query, error);

  return all != NULL ? dp_order_filter (all, wanted) : NULL;
}

/* Within a day the day is no order, but the places in its list are. */
static DpOrder *
sort_day_by_place (DpDatabase        *database,
                   const DpListQuery *query,
                   DpRowidSet        *wanted,
                   GError           **error)
{
  g_autoptr (DpOrder) all = NULL;

  if (query->descending)
    all = read_order (database, DAY_SQL "paper_day.rank <= 0, paper_day.rank, " DP_SORT_TIES, query, error);
  else
    all = read_order (database, DAY_SQL "paper_day.rank <= 0, paper_day.rank DESC, " DP_SORT_TIES, query, error);

  return all != NULL ? dp_order_filter (all, wanted) : NULL;
}

static DpOrder *
sort_wanted (Work             *work,
             DpDatabase       *database,
             DpSortKey         key,
             gboolean          descending,
             const DpRowidSet *wanted, /* (nullable) */
             GError          **error)
{
  g_autoptr (DpOrder) all = NULL;

  if (wanted != NULL && dp_rowid_set_get_size (wanted) <= FEW_PAPERS)
    return dp_order_builder_sort (database, dp_sort_rule_get (key), descending, wanted, error);

  all = dp_order_store_find_or_build (work->store, database, key, descending, error);
  if (all == NULL || wanted == NULL)
    return g_steal_pointer (&all);

  return dp_order_filter (all, wanted);
}

/* Only a list of all papers may be shown before it is whole. */
static gboolean
find_first_papers (Work       *work,
                   DpDatabase *database,
                   DpOrder   **out_first,
                   GError    **error)
{
  const DpListQuery *query = work->query;
  const DpSortRule  *rule = dp_sort_rule_get (query->sort);
  g_autoptr (DpOrder) all = NULL;

  *out_first = NULL;
  if (!work->may_be_incomplete || rule == NULL)
    return TRUE;
  if (!dp_order_store_find (work->store, database, query->sort, query->descending, &all, error))
    return FALSE;
  if (all != NULL)
    return TRUE;

  *out_first = dp_order_builder_build_first (database, rule, query->descending, DP_LISTING_FIRST_PAPERS, error);

  return *out_first != NULL;
}

/* What was typed says what the papers are near to, else what was kept does. */
static gboolean
find_like (DpDatabase        *database,
           const DpListQuery *query,
           char             **out_id,
           GError           **error)
{
  g_autoptr (DpSearchExpression) typed = dp_search_expression_parse (query->search);
  g_autofree char *kept = NULL;
  g_autoptr (DpSearchExpression) expression = NULL;
  g_autoptr (GError) local_error = NULL;

  *out_id = g_strdup (dp_search_expression_get_like (typed));
  if (*out_id != NULL || query->scope != DP_SCOPE_SMART)
    return TRUE;

  kept = load_smart_search (database, query, &local_error);
  expression = dp_search_expression_parse (kept);
  *out_id = g_strdup (dp_search_expression_get_like (expression));
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* A list that is like nothing has no order of its own. */
static DpOrder *
sort_by_nearness (Work       *work,
                  DpDatabase *database,
                  DpRowidSet *wanted, /* (nullable) */
                  GError    **error)
{
  const DpListQuery *query = work->query;
  g_autofree char   *id = NULL;
  g_autoptr (DpOrder) nearest = NULL;
  g_autoptr (DpOrder) sorted = NULL;

  if (!find_like (database, query, &id, error))
    return NULL;

  if (id == NULL || wanted == NULL)
    return sort_wanted (work, database, DP_SORT_DATE, TRUE, wanted, error);

  nearest = dp_search_facts_find_like (database, id, error);
  sorted = nearest != NULL ? dp_order_filter (nearest, wanted) : NULL;

  return sorted != NULL && query->descending ? dp_order_reverse (sorted) : g_steal_pointer (&sorted);
}

static DpOrder *
sort_papers (Work       *work,
             DpDatabase *database,
             DpRowidSet *wanted, /* (nullable) */
             GError    **error)
{
  const DpListQuery *query = work->query;
  g_autoptr (DpOrder) by_date = NULL;

  if (query->sort == DP_SORT_DATE && query->scope == DP_SCOPE_TOPIC)
    return sort_topic_by_date (database, query, wanted, error);
  if (query->sort == DP_SORT_DAY && query->scope == DP_SCOPE_DAY)
    return sort_day_by_place (database, query, wanted, error);
  if (query->sort == DP_SORT_NEAREST)
    return sort_by_nearness (work, database, wanted, error);
  if (dp_sort_rule_get (query->sort) != NULL)
    return sort_wanted (work, database, query->sort, query->descending, wanted, error);

  by_date = sort_wanted (work, database, DP_SORT_DATE, TRUE, wanted, error);
  if (by_date == NULL)
    return NULL;

  return dp_order_groups_sort (database, query->sort, query->descending, by_date, error);
}

static gboolean
answer (Work       *work,
        DpDatabase *database,
        GError    **error)
{
  g_autoptr (DpRowidSet) wanted = NULL;
  DpOrder *order = NULL;
  gboolean is_complete = TRUE;

  if (!dp_order_store_begin (work->store, database, error) ||
      !read_wanted (database, work->query, &wanted, error))
    return FALSE;

  if (wanted == NULL && !find_first_papers (work, database, &order, error))
    return FALSE;
  if (order != NULL)
    is_complete = dp_order_get_length (order) < DP_LISTING_FIRST_PAPERS;
  else
    order = sort_papers (work, database, wanted, error);
  if (order == NULL)
    return FALSE;

  work->answer = g_new0 (DpListingAnswer, 1);
  work->answer->order = order;
  work->answer->is_complete = is_complete;
  work->answer->has_unsaved = dp_order_store_has_unsaved (work->store);

  return TRUE;
}

/* All statements see one moment of the library, whatever is written meanwhile. */
static gboolean
answer_func (DpDatabase   *database,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  gboolean success = FALSE;

  if (!dp_database_execute (database, "BEGIN", error))
    return FALSE;

  success = answer (data, database, error);
  dp_database_roll_back (database);

  return success;
}

/**
 * dp_listing_answer_async:
 * @library: a library
 * @query: what is asked
 * @may_be_incomplete: whether the first papers will do for now, where the order of
 *   all is not at hand
 * @cancellable: (nullable): ends the work within a millisecond or so
 * @callback: called when the answer is there
 * @user_data: for @callback
 *
 * Works out an answer on the reader thread. To be called on the library's thread.
 */
void
dp_listing_answer_async (DpLibrary          *library,
                         const DpListQuery  *query,
                         gboolean            may_be_incomplete,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (library, cancellable, callback, user_data);
  Work  *work = g_new0 (Work, 1);

  work->query = dp_list_query_copy (query);
  work->may_be_incomplete = may_be_incomplete;
  work->store = dp_order_store_get_for_library (library);
  g_task_set_source_tag (task, dp_listing_answer_async);
  g_task_set_task_data (task, work, free_work);

  dp_library_run_on_reader (library, task, answer_func);
}

/**
 * dp_listing_answer_finish:
 * @library: a library
 * @result: of dp_listing_answer_async()
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the answer
 */
DpListingAnswer *
dp_listing_answer_finish (DpLibrary    *library,
                          GAsyncResult *result,
                          GError      **error)
{
  Work *work = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  /* A result that was there before it was cancelled is not wanted any more either:
   * who asked may be gone. */
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (G_TASK (result)), error) ||
      !g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  work = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&work->answer);
}

/**
 * dp_listing_answer_get_fields:
 * @query: what is asked
 *
 * Returns: the changes of papers that may change the answer; others cannot
 */
DpChangeFields
dp_listing_answer_get_fields (const DpListQuery *query)
{
  const DpSortRule *rule = dp_sort_rule_get (query->sort);
  DpChangeFields    fields = ALWAYS;

  switch (query->scope)
    {
    case DP_SCOPE_ALL:
      break;

    case DP_SCOPE_NEW:
      fields |= DP_CHANGE_READ;
      break;

    case DP_SCOPE_BOOKMARKS:
      fields |= DP_CHANGE_BOOKMARK;
      break;

    case DP_SCOPE_TOPIC:
      fields |= DP_CHANGE_TOPICS | DP_CHANGE_TOPIC_LIST | DP_CHANGE_DATE;
      break;

    case DP_SCOPE_DAY:
      fields |= DP_CHANGE_DAYS;
      break;

    case DP_SCOPE_TASK:
      fields |= DP_CHANGE_TASKS;
      break;

    case DP_SCOPE_NEW_VERSIONS:
      fields |= DP_CHANGE_DATE | DP_CHANGE_BOOKMARK | DP_CHANGE_READ;
      break;

    case DP_SCOPE_TAG:
      fields |= DP_CHANGE_TAGS;
      break;

    case DP_SCOPE_COLLECTION:
      fields |= DP_CHANGE_COLLECTIONS | DP_CHANGE_COLLECTION_LIST;
      break;

    /* What is searched for is known where the answer is worked out. */
    case DP_SCOPE_SMART:
      fields |= ANYTHING;
      break;
    }

  if (query->unread_only)
    fields |= DP_CHANGE_READ;
  if (query->search != NULL)
    fields |= dp_search_set_get_fields (query->search);

  if (rule != NULL)
    return fields | rule->fields;
  if (query->sort == DP_SORT_NEAREST)
    return fields | DP_CHANGE_DATE;

  return fields | dp_order_groups_get_fields (query->sort) | DP_CHANGE_DATE;
}
