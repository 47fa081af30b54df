/* dp-topic-match.c: which papers a topic wants
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-topic-match.h"

#include "library/dp-sort-rule.h"
#include "model/dp-text.h"

/* The words of a topic are asked of FTS5, which stems them as the search does. A
 * name is asked of FTS5 first, and then of each author alone, so that no name is
 * found across two of them. Categories are compared as they are. */

static void
append_phrase (GString    *expression,
               const char *phrase)
{
  g_string_append_c (expression, '"');
  for (const char *c = phrase; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (expression, '"');
      g_string_append_c (expression, *c);
    }
  g_string_append_c (expression, '"');
}

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
      append_phrase (expression, phrases[i]);
    }
  g_string_append_c (expression, ')');
}

static gboolean
is_empty (char **values)
{
  return values == NULL || values[0] == NULL;
}

/**
 * dp_topic_match_dup_wanted:
 * @topic: a topic
 *
 * Gives the expression of the words and authors that a paper must have. Whatever
 * a user typed is quoted, so it cannot be an operator.
 *
 * Returns: (transfer full) (nullable): %NULL for a topic of categories alone
 */
char *
dp_topic_match_dup_wanted (const DpTopic *topic)
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

/**
 * dp_topic_match_dup_unwanted:
 * @topic: a topic
 *
 * Returns: (transfer full) (nullable): the expression of the words that a paper
 *   must not have
 */
char *
dp_topic_match_dup_unwanted (const DpTopic *topic)
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

/**
 * dp_topic_match_has_category:
 * @topic: a topic
 * @categories: a paper's, separated by spaces
 *
 * Returns: whether the topic asks for no category or for one of these
 */
gboolean
dp_topic_match_has_category (const DpTopic *topic,
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

/* The words of a name, folded, with a space around each: "Del-Maestro, A." is
 * " del maestro a ". */
static char *
fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKD);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);
  g_autoptr (GString) words = g_string_new (" ");

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_ismark (character))
        continue;
      if (g_unichar_isalnum (character))
        g_string_append_unichar (words, character);
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }

  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * dp_topic_match_has_author:
 * @topic: a topic
 * @authors: a paper's, one a line
 *
 * Returns: whether the topic asks for no author or for one of these
 */
gboolean
dp_topic_match_has_author (const DpTopic *topic,
                           const char    *authors)
{
  g_auto (GStrv) names = NULL;

  if (is_empty (topic->authors))
    return TRUE;

  names = g_strsplit (authors, "\n", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = fold_name (names[i]);

      for (guint j = 0; topic->authors[j] != NULL; j++)
        {
          g_autofree char *wanted = fold_name (topic->authors[j]);

          if (strstr (name, wanted) != NULL)
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_rowids (DpStatement *statement,
             GArray      *rowids,
             GError     **error)
{
  DpStep step = DP_STEP_ROW;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      guint32 rowid = (guint32)dp_statement_get_int64 (statement, 0);

      g_array_append_val (rowids, rowid);
    }

  return step == DP_STEP_DONE;
}

static GArray *
search (DpDatabase *database,
        const char *sql,
        const char *expression,
        GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "s", expression);

  return read_rowids (statement, rowids, error) ? g_steal_pointer (&rowids) : NULL;
}

/* A set of the hits; NULL with no error where there is no expression. */
static gboolean
search_set (DpDatabase  *database,
            const char  *sql,
            const char  *expression,
            GHashTable **out_set,
            GError     **error)
{
  g_autoptr (GArray) rowids = NULL;

  *out_set = NULL;
  if (expression == NULL)
    return TRUE;

  rowids = search (database, sql, expression, error);
  if (rowids == NULL)
    return FALSE;

  *out_set = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < rowids->len; i++)
    g_hash_table_add (*out_set, GUINT_TO_POINTER (g_array_index (rowids, guint32, i)));

  return TRUE;
}

static gboolean
has (GHashTable *set,
     guint32     rowid)
{
  return set != NULL && g_hash_table_contains (set, GUINT_TO_POINTER (rowid));
}

/* In the order of the list, so that the first that fit are the newest. Topics that
 * count revisions go by the date of first submission here too: what is revised
 * later comes in when it is seen. */
#define SELECT_NEWEST "SELECT id FROM paper ORDER BY " DP_SORT_TIES
#define SELECT_NEWEST_OF_CATEGORY                                                          \
  "SELECT id FROM paper WHERE id IN (SELECT paper FROM paper_category JOIN category"       \
  "  ON category.id = paper_category.category WHERE lower (category.name) GLOB lower (?))" \
  "  ORDER BY " DP_SORT_TIES

static gboolean
check_row (DpDatabase    *database,
           const DpTopic *topic,
           guint32        rowid,
           gboolean      *out_fits,
           GError       **error)
{
  g_autoptr (DpStatement) statement = NULL;
  DpStep step = DP_STEP_DONE;

  *out_fits = TRUE;
  if (is_empty (topic->categories) && is_empty (topic->authors))
    return TRUE;

  statement = dp_database_prepare (database, "SELECT categories, authors FROM paper WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "u", rowid);
  step = dp_statement_step (statement, error);
  *out_fits = step == DP_STEP_ROW &&
              dp_topic_match_has_category (topic, dp_statement_get_text (statement, 0)) &&
              dp_topic_match_has_author (topic, dp_statement_get_text (statement, 1));

  return step != DP_STEP_ERROR;
}

/* Walks the papers of @statement and keeps those that fit, until the list is full. */
static gboolean
walk (DpDatabase    *database,
      DpStatement   *statement,
      const DpTopic *topic,
      GHashTable    *wanted,
      GHashTable    *unwanted,
      GArray        *found,
      GError       **error)
{
  DpStep step = DP_STEP_ROW;

  while (found->len < DP_TOPIC_MAX_KEEP &&
         (step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      guint32  rowid = (guint32)dp_statement_get_int64 (statement, 0);
      gboolean fits = FALSE;

      if ((wanted != NULL && !has (wanted, rowid)) || has (unwanted, rowid))
        continue;

      if (!check_row (database, topic, rowid, &fits, error))
        return FALSE;

      if (fits)
        g_array_append_val (found, rowid);
    }

  return step != DP_STEP_ERROR;
}

/* Few hits are put in order by themselves; many are met in the order of all. */
static gboolean
walk_wanted (DpDatabase    *database,
             const DpTopic *topic,
             GHashTable    *wanted,
             GHashTable    *unwanted,
             GArray        *found,
             GError       **error)
{
  g_autoptr (DpStatement) statement = NULL;
  GHashTableIter iter = { 0 };
  gpointer       rowid = NULL;
  gboolean       fits = FALSE;

  if (g_hash_table_size (wanted) > DP_TOPIC_MAX_KEEP)
    {
      statement = dp_database_prepare (database, SELECT_NEWEST, error);
      return statement != NULL && walk (database, statement, topic, wanted, unwanted, found, error);
    }

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &rowid, NULL))
    {
      guint32 id = GPOINTER_TO_UINT (rowid);

      if (has (unwanted, id))
        continue;

      if (!check_row (database, topic, id, &fits, error))
        return FALSE;

      if (fits)
        g_array_append_val (found, id);
    }

  return TRUE;
}

static gboolean
walk_categories (DpDatabase    *database,
                 const DpTopic *topic,
                 GHashTable    *unwanted,
                 GArray        *found,
                 GError       **error)
{
  for (guint i = 0; topic->categories != NULL && topic->categories[i] != NULL; i++)
    {
      g_autoptr (DpStatement) statement = dp_database_prepare (database, SELECT_NEWEST_OF_CATEGORY, error);
      g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (guint32));

      if (statement == NULL)
        return FALSE;

      dp_statement_bind (statement, "s", topic->categories[i]);
      if (!walk (database, statement, topic, NULL, unwanted, part, error))
        return FALSE;

      g_array_append_vals (found, part->data, part->len);
    }

  return TRUE;
}

/**
 * dp_topic_match_find_in_library:
 * @database: a connection
 * @topic: a topic
 * @error: return location for a #DpLibraryError
 *
 * Asks the whole library. A paper may come twice when it is in two of the topic's
 * categories.
 *
 * Returns: (transfer full) (nullable) (element-type guint32): the papers, in no order
 */
GArray *
dp_topic_match_find_in_library (DpDatabase    *database,
                                const DpTopic *topic,
                                GError       **error)
{
  static const char sql[] = "SELECT rowid FROM search WHERE search MATCH ?";
  g_autofree char  *wanted_text = dp_topic_match_dup_wanted (topic);
  g_autofree char  *unwanted_text = dp_topic_match_dup_unwanted (topic);
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) unwanted = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean walked = FALSE;

  if (!search_set (database, sql, wanted_text, &wanted, error) ||
      !search_set (database, sql, unwanted_text, &unwanted, error))
    return NULL;

  if (wanted != NULL)
    walked = walk_wanted (database, topic, wanted, unwanted, found, error);
  else
    walked = walk_categories (database, topic, unwanted, found, error);

  return walked ? g_steal_pointer (&found) : NULL;
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
  g_autofree char  *wanted_text = dp_topic_match_dup_wanted (topic);
  g_autofree char  *unwanted_text = dp_topic_match_dup_unwanted (topic);
  g_autoptr (GHashTable) wanted = NULL;
  g_autoptr (GHashTable) unwanted = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!search_set (self->database, sql, wanted_text, &wanted, error))
    return NULL;

  /* Most topics want none of a few papers. */
  if (wanted != NULL && g_hash_table_size (wanted) == 0)
    return g_steal_pointer (&found);

  if (!search_set (self->database, sql, unwanted_text, &unwanted, error))
    return NULL;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

      if ((wanted == NULL || has (wanted, i + 1)) && !has (unwanted, i + 1) &&
          dp_topic_match_has_category (topic, candidate->categories) &&
          dp_topic_match_has_author (topic, candidate->authors))
        g_array_append_val (found, candidate->rowid);
    }

  return g_steal_pointer (&found);
}
