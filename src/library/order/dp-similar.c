/* dp-similar.c: papers that are near to one by their words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-similar.h"

#include "library/search/dp-search-words.h"

#include <math.h>

/* Two papers are near to each other when they share words that few others have: the
 * weights are those of tf-idf (Salton and Buckley, Term-weighting approaches in
 * automatic text retrieval, 1988), logarithmic in how often the paper itself has a
 * word and squared in the rarity, for both texts have it. Nothing is kept for it: the
 * search index knows which papers have a word. A word of very many says little and
 * costs much, so it is let go as soon as that shows. */

/* A word of more than one paper in so many says little; and at most so many papers are
 * read a word, which keeps a library of a million as quick as one of a quarter. */
#define COMMON_SHARE 50
#define MIN_COMMON 50
#define MAX_COMMON 5000

/* Of title and abstract together; a hostile abstract has millions. */
#define MAX_WORDS 500

/* A title says what a paper is about. */
#define TITLE_WEIGHT 2

typedef struct
{
  char *word;   /* (owned): as it is written in the text, the last time */
  guint weight; /* how often, in the title TITLE_WEIGHT-fold */
} Term;

typedef struct
{
  guint32 rowid;
  float   score;
} Candidate;

static void
clear_term (gpointer data)
{
  Term *term = data;

  g_free (term->word);
}

static gboolean
is_of_word (gunichar character)
{
  return g_unichar_isalnum (character) || g_unichar_ismark (character);
}

/* Commands of TeX are no words, though rare enough to pass for good ones. */
static void
split_words (const char *text,
             GPtrArray  *words)
{
  const char *p = text;

  while (*p != '\0' && words->len < MAX_WORDS)
    {
      const char *start = p;

      while (*p != '\0' && is_of_word (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);

      if (p > start && (start == text || start[-1] != '\\'))
        g_ptr_array_add (words, g_strndup (start, p - start));
      if (*p != '\0')
        p = g_utf8_next_char (p);
    }
}

/* The words of a paper; *@out_n_title of them are the title's. */
static GPtrArray *
read_words (DpDatabase *database,
            guint32     rowid,
            guint      *out_n_title,
            GError    **error)
{
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  DpStep step = DP_STEP_DONE;

  statement = dp_database_prepare (database, "SELECT title, abstract FROM paper WHERE id = ?", error);
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "u", rowid);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ERROR)
    return NULL;

  *out_n_title = 0;
  if (step == DP_STEP_ROW)
    {
      split_words (dp_statement_get_text (statement, 0), words);
      *out_n_title = words->len;
      split_words (dp_statement_get_text (statement, 1), words);
    }

  return g_steal_pointer (&words);
}

/* The index's own tokenizer says which words are the same: each becomes a row, and
 * the vocabulary has the rows of each stem together. */
static DpDatabase *
index_words (GPtrArray *words,
             GError   **error)
{
  g_autoptr (DpDatabase) database = dp_database_open (NULL, DP_DATABASE_MEMORY, error);

  if (database == NULL ||
      !dp_database_execute (database,
                            "CREATE VIRTUAL TABLE word USING fts5 (text,"
                            "  content = '', tokenize = 'porter unicode61 remove_diacritics 2');"
                            "CREATE VIRTUAL TABLE stem USING fts5vocab (word, 'instance');"
                            "BEGIN",
                            error))
    return NULL;

  for (guint i = 0; i < words->len; i++)
    if (!dp_database_run (database, error, "INSERT INTO word (rowid, text) VALUES (?, ?)",
                          "us", i + 1, words->pdata[i]))
      return NULL;

  return dp_database_execute (database, "COMMIT", error) ? g_steal_pointer (&database) : NULL;
}

static GArray *
group_words (GPtrArray *words,
             guint      n_title,
             GError   **error)
{
  g_autoptr (DpDatabase) database = index_words (words, error);
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (Term));
  DpStep step = DP_STEP_DONE;

  if (database == NULL)
    return NULL;

  g_array_set_clear_func (terms, clear_term);
  statement = dp_database_prepare (database,
                                   "SELECT max (doc), count (*) + sum (doc <= ?1) * ?2 FROM stem GROUP BY term",
                                   error);
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "uu", n_title, (guint)TITLE_WEIGHT - 1);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      Term term = { g_strdup (words->pdata[dp_statement_get_int64 (statement, 0) - 1]),
                    dp_statement_get_int64 (statement, 1) };

      g_array_append_val (terms, term);
    }

  return step == DP_STEP_DONE ? g_steal_pointer (&terms) : NULL;
}

/* Adds to @rowids up to @limit papers whose @columns have @word. */
static gboolean
read_papers (DpDatabase *database,
             const char *columns,
             const char *word,
             gint64      limit,
             GArray     *rowids,
             GError    **error)
{
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GString) expression = g_string_new (columns);
  DpStep step = DP_STEP_DONE;

  statement = dp_database_prepare (database, "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", error);
  if (statement == NULL)
    return FALSE;

  g_string_append (expression, " : ");
  dp_search_words_append_quoted (expression, word);
  dp_statement_bind (statement, "sl", expression->str, limit);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      guint32 rowid = dp_statement_get_int64 (statement, 0);

      g_array_append_val (rowids, rowid);
    }

  return step == DP_STEP_DONE;
}

/* @scores has a place for every paper, by its rowid. */
static gboolean
add_scores (DpDatabase *database,
            const Term *term,
            gint64      n_papers,
            GArray     *scores,
            GError    **error)
{
  gint64 common = CLAMP (n_papers / COMMON_SHARE, MIN_COMMON, MAX_COMMON);
  double rarity = 0;
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!read_papers (database, "{title abstract}", term->word, common + 1, rowids, error))
    return FALSE;
  if (rowids->len < 2 || rowids->len > common)
    return TRUE;

  /* Those that have it in the title come twice. */
  rarity = log ((double)MAX (n_papers, rowids->len) / rowids->len);
  if (!read_papers (database, "title", term->word, common, rowids, error))
    return FALSE;

  for (guint i = 0; i < rowids->len; i++)
    {
      guint32 rowid = g_array_index (rowids, guint32, i);

      if (rowid < scores->len)
        g_array_index (scores, float, rowid) += (float)((1 + log (term->weight)) * rarity * rarity);
    }

  return TRUE;
}

/* Of equals the newer, by arrival, comes first. */
static DpOrder *
take_best (GArray *scores)
{
  Candidate best[DP_SIMILAR_MAX_PAPERS];
  guint     n_best = 0;
  guint32  *rowids = NULL;

  for (guint32 rowid = scores->len; rowid-- > 0;)
    {
      Candidate candidate = { rowid, g_array_index (scores, float, rowid) };
      guint     place = n_best;

      if (candidate.score <= 0 || (n_best == G_N_ELEMENTS (best) && candidate.score <= best[n_best - 1].score))
        continue;

      if (n_best < G_N_ELEMENTS (best))
        n_best++;
      else
        place--;
      for (; place > 0 && best[place - 1].score < candidate.score; place--)
        best[place] = best[place - 1];
      best[place] = candidate;
    }

  rowids = g_new (guint32, n_best);
  for (guint i = 0; i < n_best; i++)
    rowids[i] = best[i].rowid;

  return dp_order_new_take (rowids, n_best);
}

/**
 * dp_similar_find:
 * @database: a connection to the library
 * @rowid: a paper
 * @error: return location for a #DpLibraryError
 *
 * Finds the papers that share the most, and the rarest, words with a paper: at most
 * %DP_SIMILAR_MAX_PAPERS, the nearest first, itself not among them. A paper that is
 * not there, or says nothing that another says, has none. To be called on the
 * connection's thread; its cancellable ends it.
 *
 * Returns: (transfer full) (nullable): the papers; %NULL on failure alone
 */
DpOrder *
dp_similar_find (DpDatabase *database,
                 guint32     rowid,
                 GError    **error)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GArray) terms = NULL;
  g_autoptr (GArray) scores = g_array_new (FALSE, TRUE, sizeof (float));
  guint  n_title = 0;
  gint64 n_papers = 0;
  gint64 last = 0;

  if (!dp_database_get_int64 (database, &n_papers, error, "SELECT coalesce (sum (n_papers), 0) FROM tally", "") ||
      !dp_database_get_int64 (database, &last, error, "SELECT coalesce (max (id), 0) FROM paper", ""))
    return NULL;

  words = read_words (database, rowid, &n_title, error);
  terms = words != NULL ? group_words (words, n_title, error) : NULL;
  if (terms == NULL)
    return NULL;

  g_array_set_size (scores, last + 1);
  for (guint i = 0; i < terms->len; i++)
    if (!add_scores (database, &g_array_index (terms, Term, i), n_papers, scores, error))
      return NULL;

  if (rowid < scores->len)
    g_array_index (scores, float, rowid) = 0;

  return take_best (scores);
}
