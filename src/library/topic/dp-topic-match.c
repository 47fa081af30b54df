/* dp-topic-match.c: which papers a topic wants
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/topic/dp-topic-match.h"

#include "library/order/dp-rowid-set.h"
#include "library/order/dp-sort-rule.h"
#include "library/search/dp-search-facts.h"
#include "library/search/dp-search-words.h"
#include "model/dp-author.h"
#include "model/dp-text.h"

/* The words of a topic are asked of FTS5, which stems them as the search does. A
 * name is asked of FTS5 first, and then of each author alone, so that no name is
 * found across two of them. Categories are compared as they are. */

/* `column : ("a" OR "b")` */
static void
append_any (GString    *expression,
            const char *columns,
            char      **phrases)
{
  g_string_append_printf (expression, "%s : (", columns);
  for (guint i = 0; phrases[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (expression, " OR ");
      dp_search_words_append_quoted (expression, phrases[i]);
    }
  g_string_append_c (expression, ')');
}

static gboolean
is_empty (char **values)
{
  return values == NULL || values[0] == NULL;
}

/* The words and authors that a paper must have; NULL for a topic of categories alone.
 * Whatever a user typed is quoted, so it cannot be an operator. */
static char *
build_wanted (const DpTopic *topic)
{
  g_autoptr (GString) expression = g_string_new (NULL);

  if (is_empty (topic->words) && is_empty (topic->authors))
    return NULL;

  if (!is_empty (topic->words))
    append_any (expression, "{title abstract}", topic->words);
  if (!is_empty (topic->words) && !is_empty (topic->authors))
    g_string_append (expression, " AND ");
  if (!is_empty (topic->authors))
    append_any (expression, "authors", topic->authors);

  return g_string_free (g_steal_pointer (&expression), FALSE);
}

/* The words that a paper must not have; NULL when there are none. */
static char *
build_unwanted (const DpTopic *topic)
{
  g_autoptr (GString) expression = g_string_new (NULL);

  if (is_empty (topic->excluded))
    return NULL;

  append_any (expression, "{title abstract}", topic->excluded);

  return g_string_free (g_steal_pointer (&expression), FALSE);
}

/* `cs.*` is every category of the archive. */
static gboolean
is_category (const char *wanted,
             const char *category)
{
  if (g_str_has_suffix (wanted, ".*"))
    return g_ascii_strncasecmp (category, wanted, strlen (wanted) - 1) == 0;

  return g_ascii_strcasecmp (category, wanted) == 0;
}

static gboolean
has_category (const DpTopic *topic,
              const char    *categories)
{
  g_auto (GStrv) names = NULL;

  if (is_empty (topic->categories))
    return TRUE;

  names = g_strsplit (categories, " ", -1);
  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; topic->categories[j] != NULL; j++)
      if (is_category (topic->categories[j], names[i]))
        return TRUE;

  return FALSE;
}

static gboolean
has_author (const DpTopic *topic,
            const char    *authors)
{
  if (is_empty (topic->authors))
    return TRUE;

  for (guint i = 0; topic->authors[i] != NULL; i++)
    if (dp_author_is_among (topic->authors[i], authors))
      return TRUE;

  return FALSE;
}

/* *@out_set is %NULL, and that no error, where there is no expression. */
static gboolean
search (DpDatabase  *database,
        const char  *sql,
        const char  *expression,
        DpRowidSet **out_set,
        GError     **error)
{
  g_autoptr (DpRowidSet) set = NULL;

  if (expression != NULL)
    {
      set = dp_rowid_set_new ();
      if (!dp_search_facts_add (database, set, sql, expression, error))
        return FALSE;
    }

  *out_set = g_steal_pointer (&set);
  return TRUE;
}

#define SELECT_OF_CATEGORY                         \
  "SELECT paper FROM category JOIN paper_category" \
  "  ON paper_category.category = category.id"     \
  "  WHERE lower (category.name) GLOB lower (?)"

/* Leaves in *@set, %NULL for all papers, those in any of the topic's categories. */
static gboolean
leave_categories (DpDatabase    *database,
                  const DpTopic *topic,
                  DpRowidSet   **set,
                  GError       **error)
{
  g_autoptr (DpRowidSet) papers = NULL;

  if (is_empty (topic->categories))
    return TRUE;

  papers = dp_rowid_set_new ();
  for (guint i = 0; topic->categories[i] != NULL; i++)
    if (!dp_search_facts_add (database, papers, SELECT_OF_CATEGORY, topic->categories[i], error))
      return FALSE;

  if (*set != NULL)
    dp_rowid_set_intersect (*set, papers);
  else
    *set = g_steal_pointer (&papers);

  return TRUE;
}

/* FTS5 finds a name across two authors too, so each paper is looked at. */
static gboolean
check_author (DpDatabase    *database,
              const DpTopic *topic,
              guint32        rowid,
              gboolean      *out_fits,
              GError       **error)
{
  g_autoptr (DpStatement) statement = NULL;
  DpStep step = DP_STEP_DONE;

  *out_fits = TRUE;
  if (is_empty (topic->authors))
    return TRUE;

  statement = dp_database_prepare (database, "SELECT authors FROM paper WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "u", rowid);
  step = dp_statement_step (statement, error);
  *out_fits = step == DP_STEP_ROW && has_author (topic, dp_statement_get_text (statement, 0));

  return step != DP_STEP_ERROR;
}

static gboolean
take_if_fits (DpDatabase    *database,
              const DpTopic *topic,
              guint32        rowid,
              GArray        *found,
              GError       **error)
{
  gboolean fits = FALSE;

  if (!check_author (database, topic, rowid, &fits, error))
    return FALSE;

  if (fits)
    g_array_append_val (found, rowid);
  return TRUE;
}

/* In the order of the list, so that the first that fit are the newest. Topics that
 * count revisions go by the date of first submission here too: what is revised
 * later comes in when it is seen. */
static gboolean
take_newest (DpDatabase       *database,
             const DpTopic    *topic,
             const DpRowidSet *wanted,
             GArray           *found,
             GError          **error)
{
  static const char sql[] = "SELECT id FROM paper ORDER BY " DP_SORT_TIES;
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  while (found->len < DP_TOPIC_MAX_KEEP && (step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      guint32 rowid = (guint32)dp_statement_get_int64 (statement, 0);

      if (dp_rowid_set_contains (wanted, rowid) && !take_if_fits (database, topic, rowid, found, error))
        return FALSE;
    }

  return step != DP_STEP_ERROR;
}

/* Few need no order: all of them go in. */
static gboolean
take_all (DpDatabase       *database,
          const DpTopic    *topic,
          const DpRowidSet *wanted,
          GArray           *found,
          GError          **error)
{
  g_autoptr (GArray) rowids = dp_rowid_set_dup_rowids (wanted);

  for (guint i = 0; i < rowids->len; i++)
    if (!take_if_fits (database, topic, g_array_index (rowids, guint32, i), found, error))
      return FALSE;

  return TRUE;
}

/**
 * dp_topic_match_find_in_library:
 * @database: a connection
 * @topic: a topic
 * @error: return location for a #DpLibraryError
 *
 * Asks the whole library. Takes some hundred milliseconds for a word of a million
 * papers.
 *
 * Returns: (transfer full) (nullable) (element-type guint32): the papers, in no order
 */
GArray *
dp_topic_match_find_in_library (DpDatabase    *database,
                                const DpTopic *topic,
                                GError       **error)
{
  static const char sql[] = "SELECT rowid FROM search WHERE search MATCH ?";
  g_autofree char  *wanted_text = build_wanted (topic);
  g_autofree char  *unwanted_text = build_unwanted (topic);
  g_autoptr (DpRowidSet) wanted = NULL;
  g_autoptr (DpRowidSet) unwanted = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean is_found = FALSE;

  if (!search (database, sql, wanted_text, &wanted, error) ||
      !leave_categories (database, topic, &wanted, error) ||
      !search (database, sql, unwanted_text, &unwanted, error))
    return NULL;

  /* A topic that asks for nothing, which no one can follow. */
  if (wanted == NULL)
    return g_steal_pointer (&found);

  if (unwanted != NULL)
    dp_rowid_set_subtract (wanted, unwanted);

  if (dp_rowid_set_get_size (wanted) > DP_TOPIC_MAX_KEEP)
    is_found = take_newest (database, topic, wanted, found, error);
  else
    is_found = take_all (database, topic, wanted, found, error);

  return is_found ? g_steal_pointer (&found) : NULL;
}

typedef struct
{
  guint32 rowid;
  char   *authors;    /* (owned) */
  char   *categories; /* (owned) */
} Candidate;

struct _DpTopicMatcher
{
  DpDatabase *database;   /* (owned): in memory */
  GArray     *candidates; /* (owned) of Candidate; the index plus 1 is the row there */
};

static void
clear_candidate (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->authors);
  g_free (candidate->categories);
}

/**
 * dp_topic_matcher_new:
 * @error: return location for a #DpLibraryError
 *
 * Makes an empty matcher, with the tokenizer of the library's own search index.
 *
 * Returns: (transfer full) (nullable): the matcher
 */
DpTopicMatcher *
dp_topic_matcher_new (GError **error)
{
  g_autoptr (DpDatabase) database = dp_database_open (NULL, DP_DATABASE_MEMORY, error);
  DpTopicMatcher *self = NULL;

  if (database == NULL ||
      !dp_database_execute (database,
                            "CREATE VIRTUAL TABLE candidate USING fts5 (title, authors, abstract,"
                            "  content = '', tokenize = 'porter unicode61 remove_diacritics 2')",
                            error))
    return NULL;

  self = g_new0 (DpTopicMatcher, 1);
  self->database = g_steal_pointer (&database);
  self->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_set_clear_func (self->candidates, clear_candidate);

  return self;
}

void
dp_topic_matcher_free (DpTopicMatcher *self)
{
  dp_database_close (self->database);
  g_array_unref (self->candidates);
  g_free (self);
}

gboolean
dp_topic_matcher_clear (DpTopicMatcher *self,
                        GError        **error)
{
  g_array_set_size (self->candidates, 0);

  return dp_database_run (self->database, error, "INSERT INTO candidate (candidate) VALUES ('delete-all')", "");
}

gboolean
dp_topic_matcher_add (DpTopicMatcher *self,
                      guint32         rowid,
                      const char     *title,
                      const char     *authors,
                      const char     *abstract,
                      const char     *categories,
                      GError        **error)
{
  Candidate candidate = { rowid, g_strdup (authors), g_strdup (categories) };

  g_array_append_val (self->candidates, candidate);

  return dp_database_run (self->database, error,
                          "INSERT INTO candidate (rowid, title, authors, abstract) VALUES (?, ?, ?, ?)",
                          "usss", self->candidates->len, title, authors, abstract);
}

guint
dp_topic_matcher_get_length (DpTopicMatcher *self)
{
  return self->candidates->len;
}

/**
 * dp_topic_matcher_find:
 * @self: a matcher
 * @topic: a topic
 * @error: return location for a #DpLibraryError
 *
 * Returns: (transfer full) (nullable) (element-type guint32): the rowids of the
 *   papers that the topic wants
 */
GArray *
dp_topic_matcher_find (DpTopicMatcher *self,
                       const DpTopic  *topic,
                       GError        **error)
{
  static const char sql[] = "SELECT rowid FROM candidate WHERE candidate MATCH ?";
  g_autofree char  *wanted_text = build_wanted (topic);
  g_autofree char  *unwanted_text = build_unwanted (topic);
  g_autoptr (DpRowidSet) wanted = NULL;
  g_autoptr (DpRowidSet) unwanted = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!search (self->database, sql, wanted_text, &wanted, error))
    return NULL;

  /* Most topics want none of a few papers. */
  if (wanted != NULL && dp_rowid_set_get_size (wanted) == 0)
    return g_steal_pointer (&found);

  if (!search (self->database, sql, unwanted_text, &unwanted, error))
    return NULL;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

      if ((wanted == NULL || dp_rowid_set_contains (wanted, i + 1)) &&
          !(unwanted != NULL && dp_rowid_set_contains (unwanted, i + 1)) &&
          has_category (topic, candidate->categories) &&
          has_author (topic, candidate->authors))
        g_array_append_val (found, candidate->rowid);
    }

  return g_steal_pointer (&found);
}
