/* dp-search-facts.c: finding papers by what is known of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/search/dp-search-facts.h"

#include "library/order/dp-similar.h"
#include "library/order/dp-sort-rule.h"
#include "model/dp-category.h"
#include "model/dp-day.h"
#include "model/dp-name.h"
#include "model/search/dp-search-day.h"

#include <string.h>

/* Each term that is not of words is a set of papers of its own, read with one or a
 * few statements into which what was typed goes as parameters. */

/**
 * dp_search_facts_add:
 * @database: the library
 * @papers: a set
 * @sql: a statement that gives rowids
 * @parameter: (nullable): what its ?1 is, where it has one
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Adds to @papers all that @sql gives.
 *
 * Returns: %FALSE when the library could not be read
 */
gboolean
dp_search_facts_add (DpDatabase *database,
                     DpRowidSet *papers,
                     const char *sql,
                     const char *parameter,
                     GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  if (parameter != NULL)
    dp_statement_bind (statement, "s", parameter);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_rowid_set_add (papers, (guint32)dp_statement_get_int64 (statement, 0));

  return step == DP_STEP_DONE;
}

/**
 * dp_search_facts_find_all:
 * @database: the library
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): all papers there are; that it also has rowids of
 *   papers that are gone does no harm where it meets a set or an order of others
 */
DpRowidSet *
dp_search_facts_find_all (DpDatabase *database,
                          GError    **error)
{
  g_autoptr (DpRowidSet) papers = dp_rowid_set_new ();
  gint64 last = 0;

  if (!dp_database_get_int64 (database, &last, error, "SELECT coalesce (max (id), 0) FROM paper", ""))
    return NULL;
  if (last > 0)
    dp_rowid_set_add_range (papers, 1, (guint32)last);

  return g_steal_pointer (&papers);
}

/* `cs` and `cs.*` are all classes of an archive; a class that has two names is found by
 * both; the beginning of a name will do while it is being typed. */
static gboolean
is_category (const DpSearchNode *term,
             const char         *name)
{
  const DpCategory *known = dp_category_find (term->text);
  const char       *wanted = known != NULL ? known->id : term->text;
  gsize             length = g_str_has_suffix (wanted, ".*") ? strlen (wanted) - 2 : strlen (wanted);

  if (g_ascii_strcasecmp (dp_category_resolve_alias (wanted), dp_category_resolve_alias (name)) == 0)
    return TRUE;

  return g_ascii_strncasecmp (wanted, name, length) == 0 &&
         (name[length] == '\0' || name[length] == '.' || (term->is_prefix && known == NULL));
}

/* The names of the first statement, each with what the second takes for it. */
typedef struct
{
  const char *names_sql;
  const char *papers_sql;
} Naming;

/* As a topic's list shows them: the newest N. */
static const Naming of_topics = {
  "SELECT name, id FROM topic WHERE state = 1",
  DP_SORT_TOPIC_NEWEST " LIMIT (SELECT keep FROM topic WHERE id = ?1)",
};

static const Naming of_tags = {
  "SELECT name, id FROM tag",
  "SELECT paper FROM paper_tag WHERE tag = ?1 AND state = 1",
};

static const Naming of_collections = {
  "SELECT name, id FROM collection WHERE state = 1",
  "SELECT paper FROM paper_collection WHERE collection = ?1 AND state = 1",
};

static const Naming of_tasks = {
  "SELECT name, name FROM task",
  "SELECT paper FROM paper_task WHERE name = ?1",
};

static const Naming of_categories = {
  "SELECT name, id FROM category",
  "SELECT paper FROM paper_category WHERE category = ?1",
};

static gboolean
is_wanted (const DpSearchNode *term,
           const char         *wanted_key,
           const char         *name,
           gboolean           *out_is_exact)
{
  g_autofree char *key = NULL;

  *out_is_exact = FALSE;
  if (term->field == DP_SEARCH_CATEGORY)
    return is_category (term, name);

  key = dp_name_dup_key (name);
  *out_is_exact = strcmp (key, wanted_key) == 0;

  return g_str_has_prefix (key, wanted_key);
}

/* The name itself where there is such a one, else all that begin so. */
static GPtrArray *
list_named (DpDatabase         *database,
            const Naming       *naming,
            const DpSearchNode *term,
            GError            **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, naming->names_sql, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *wanted_key = dp_name_dup_key (term->text);
  DpStep           step = DP_STEP_DONE;
  gboolean         is_exact = FALSE;

  if (statement == NULL)
    return NULL;

  while (!is_exact && (step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    if (is_wanted (term, wanted_key, dp_statement_get_text (statement, 0), &is_exact))
      {
        if (is_exact)
          g_ptr_array_set_size (ids, 0);
        g_ptr_array_add (ids, g_strdup (dp_statement_get_text (statement, 1)));
      }

  return step != DP_STEP_ERROR ? g_steal_pointer (&ids) : NULL;
}

static gboolean
add_named (DpDatabase         *database,
           DpRowidSet         *papers,
           const Naming       *naming,
           const DpSearchNode *term,
           GError            **error)
{
  g_autoptr (GPtrArray) ids = list_named (database, naming, term, error);

  if (ids == NULL)
    return FALSE;

  /* As text a number is compared with a column of numbers all the same. */
  for (guint i = 0; i < ids->len; i++)
    if (!dp_search_facts_add (database, papers, naming->papers_sql, ids->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
add_between (DpDatabase *database,
             DpRowidSet *papers,
             const char *sql,
             const char *first,
             const char *last,
             GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "ss", first, last);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_rowid_set_add (papers, (guint32)dp_statement_get_int64 (statement, 0));

  return step == DP_STEP_DONE;
}

#define NEWEST_DAY "(SELECT max (day) FROM paper_day WHERE day <= ?1)"

/* Here as everywhere *Today* is the newest list there is, and yesterday's the one
 * before it. */
static gboolean
add_of_day (DpDatabase *database,
            DpRowidSet *papers,
            const char *text,
            GError    **error)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (!dp_search_day_get_period (text, dp_time_now (), &first, &last))
    return TRUE;
  if (g_ascii_strcasecmp (text, "today") == 0)
    return dp_search_facts_add (database, papers, "SELECT paper FROM paper_day WHERE day = " NEWEST_DAY, first, error);

  if (g_ascii_strcasecmp (text, "yesterday") == 0)
    {
      g_autofree char *today = dp_day_shift (first, 1);

      return dp_search_facts_add (database, papers,
                                  "SELECT paper FROM paper_day"
                                  "  WHERE day = (SELECT max (day) FROM paper_day WHERE day < " NEWEST_DAY ")",
                                  today, error);
    }

  return add_between (database, papers, "SELECT paper FROM paper_day WHERE day BETWEEN ?1 AND ?2", first, last, error);
}

/* From the first moment of a day, month or year on, or before it. */
static gboolean
add_since (DpDatabase         *database,
           DpRowidSet         *papers,
           const DpSearchNode *term,
           GError            **error)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *parameter = NULL;
  g_autoptr (GDateTime) moment = NULL;

  if (!dp_search_day_get_period (term->text, dp_time_now (), &first, &last))
    return TRUE;

  moment = dp_day_to_date_time (first);
  parameter = g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (moment));

  /* The least number stands for a date that is not known. */
  return dp_search_facts_add (database, papers,
                              term->field == DP_SEARCH_AFTER
                                ? "SELECT id FROM paper WHERE published >= ?1"
                                : "SELECT id FROM paper WHERE published > (-9223372036854775807 - 1) AND published < ?1",
                              parameter, error);
}

static const char *
get_property_sql (DpSearchProperty property)
{
  switch (property)
    {
    /* Who asks for unread ones takes these away. */
    case DP_SEARCH_IS_UNREAD:
    case DP_SEARCH_IS_READ:
      return "SELECT paper FROM read_mark WHERE state = 1";

    case DP_SEARCH_IS_BOOKMARKED:
      return "SELECT paper FROM bookmark WHERE state = 1";

    case DP_SEARCH_IS_REVISED:
      return "SELECT paper FROM new_version";

    case DP_SEARCH_HAS_CODE:
      return "SELECT paper FROM paper_link WHERE kind IN ('github', 'code')";

    case DP_SEARCH_HAS_MODELS:
      return "SELECT paper FROM paper_link WHERE kind = 'model'";

    case DP_SEARCH_HAS_NOTE:
      return "SELECT paper FROM note WHERE state = 1 AND text <> ''";

    case DP_SEARCH_HAS_PDF:
      return "SELECT paper FROM paper_file";

    case DP_SEARCH_HAS_SUMMARY:
      return "SELECT paper FROM paper_summary WHERE text <> ''";

    case DP_SEARCH_HAS_TAG:
      return "SELECT paper FROM paper_tag WHERE state = 1";
    }

  return NULL;
}

static DpRowidSet *
find_with_property (DpDatabase      *database,
                    DpSearchProperty property,
                    GError         **error)
{
  g_autoptr (DpRowidSet) papers = dp_rowid_set_new ();
  g_autoptr (DpRowidSet) all = NULL;

  if (!dp_search_facts_add (database, papers, get_property_sql (property), NULL, error))
    return NULL;
  if (property != DP_SEARCH_IS_UNREAD)
    return g_steal_pointer (&papers);

  all = dp_search_facts_find_all (database, error);
  if (all != NULL)
    dp_rowid_set_subtract (all, papers);

  return g_steal_pointer (&all);
}

/**
 * dp_search_facts_find_like:
 * @database: a connection to the library
 * @id: the canonical id of a paper
 * @error: return location for a #DpLibraryError
 *
 * Returns: (transfer full) (nullable): what dp_similar_find() gives for the paper, and
 *   no papers where there is none of this id; %NULL on failure
 */
DpOrder *
dp_search_facts_find_like (DpDatabase *database,
                           const char *id,
                           GError    **error)
{
  gint64 rowid = 0;

  if (!dp_database_get_int64 (database, &rowid, error,
                              "SELECT coalesce ((SELECT paper FROM paper_alias WHERE alias = ?1), 0)", "s", id))
    return NULL;

  return rowid != 0 ? dp_similar_find (database, (guint32)rowid, error) : dp_order_new_empty ();
}

static gboolean
add_like (DpDatabase *database,
          DpRowidSet *papers,
          const char *id,
          GError    **error)
{
  g_autoptr (DpOrder) order = dp_search_facts_find_like (database, id, error);

  for (guint i = 0; order != NULL && i < dp_order_get_length (order); i++)
    dp_rowid_set_add (papers, dp_order_get_rowid (order, i));

  return order != NULL;
}

static gboolean
add_term (DpDatabase         *database,
          DpRowidSet         *papers,
          const DpSearchNode *term,
          GError            **error)
{
  switch (term->field)
    {
    case DP_SEARCH_CATEGORY:
      return add_named (database, papers, &of_categories, term, error);

    case DP_SEARCH_TOPIC:
      return add_named (database, papers, &of_topics, term, error);

    case DP_SEARCH_TAG:
      return add_named (database, papers, &of_tags, term, error);

    case DP_SEARCH_COLLECTION:
      return add_named (database, papers, &of_collections, term, error);

    case DP_SEARCH_TASK:
      return add_named (database, papers, &of_tasks, term, error);

    case DP_SEARCH_DAY:
      return add_of_day (database, papers, term->text, error);

    case DP_SEARCH_AFTER:
    case DP_SEARCH_BEFORE:
      return add_since (database, papers, term, error);

    case DP_SEARCH_ID:
      return dp_search_facts_add (database, papers, "SELECT paper FROM paper_alias WHERE alias = ?1", term->text, error);

    case DP_SEARCH_LIKE:
      return add_like (database, papers, term->text, error);

    case DP_SEARCH_ANY:
    case DP_SEARCH_TITLE:
    case DP_SEARCH_AUTHOR:
    case DP_SEARCH_ABSTRACT:
    case DP_SEARCH_COMMENT:
    case DP_SEARCH_NOTE:
    case DP_SEARCH_IS:
    case DP_SEARCH_HAS:
      break;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * dp_search_facts_find:
 * @database: the library
 * @term: a term that is not of words
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Finds the papers that a term means. A name that nothing has finds none, and that is
 * no error.
 *
 * Returns: (transfer full) (nullable): the papers
 */
DpRowidSet *
dp_search_facts_find (DpDatabase         *database,
                      const DpSearchNode *term,
                      GError            **error)
{
  g_autoptr (DpRowidSet) papers = NULL;

  if (term->field == DP_SEARCH_IS || term->field == DP_SEARCH_HAS)
    return find_with_property (database, term->property, error);

  papers = dp_rowid_set_new ();

  return add_term (database, papers, term, error) ? g_steal_pointer (&papers) : NULL;
}

static DpChangeFields
get_property_fields (DpSearchProperty property)
{
  switch (property)
    {
    case DP_SEARCH_IS_UNREAD:
    case DP_SEARCH_IS_READ:
      return DP_CHANGE_READ;

    case DP_SEARCH_IS_BOOKMARKED:
      return DP_CHANGE_BOOKMARK;

    case DP_SEARCH_IS_REVISED:
      return DP_CHANGE_DATE | DP_CHANGE_BOOKMARK | DP_CHANGE_READ;

    case DP_SEARCH_HAS_CODE:
    case DP_SEARCH_HAS_MODELS:
    case DP_SEARCH_HAS_PDF:
      return DP_CHANGE_LINKS;

    case DP_SEARCH_HAS_NOTE:
      return DP_CHANGE_NOTE;

    case DP_SEARCH_HAS_SUMMARY:
      return DP_CHANGE_TEXT;

    case DP_SEARCH_HAS_TAG:
      return DP_CHANGE_TAGS;
    }

  return 0;
}

/**
 * dp_search_facts_get_fields:
 * @term: a term, of words or not
 *
 * Returns: the changes of papers that may change which ones it finds
 */
DpChangeFields
dp_search_facts_get_fields (const DpSearchNode *term)
{
  switch (term->field)
    {
    case DP_SEARCH_ANY:
      return DP_CHANGE_TITLE | DP_CHANGE_AUTHORS | DP_CHANGE_TEXT | DP_CHANGE_NOTE;

    case DP_SEARCH_TITLE:
      return DP_CHANGE_TITLE;

    case DP_SEARCH_AUTHOR:
      return DP_CHANGE_AUTHORS;

    case DP_SEARCH_ABSTRACT:
    case DP_SEARCH_COMMENT:
      return DP_CHANGE_TEXT;

    case DP_SEARCH_NOTE:
      return DP_CHANGE_NOTE;

    case DP_SEARCH_CATEGORY:
      return DP_CHANGE_CATEGORY;

    case DP_SEARCH_TOPIC:
      return DP_CHANGE_TOPICS | DP_CHANGE_TOPIC_LIST | DP_CHANGE_DATE;

    case DP_SEARCH_TAG:
      return DP_CHANGE_TAGS | DP_CHANGE_TAG_LIST;

    case DP_SEARCH_COLLECTION:
      return DP_CHANGE_COLLECTIONS | DP_CHANGE_COLLECTION_LIST;

    case DP_SEARCH_TASK:
      return DP_CHANGE_TASKS;

    case DP_SEARCH_DAY:
      return DP_CHANGE_DAYS;

    case DP_SEARCH_AFTER:
    case DP_SEARCH_BEFORE:
      return DP_CHANGE_DATE;

    case DP_SEARCH_IS:
    case DP_SEARCH_HAS:
      return get_property_fields (term->property);

    /* An id of a paper comes with it, or when another is united with it. */
    case DP_SEARCH_ID:
      return DP_CHANGE_DATE;

    case DP_SEARCH_LIKE:
      return DP_CHANGE_TITLE | DP_CHANGE_TEXT;
    }

  return 0;
}
