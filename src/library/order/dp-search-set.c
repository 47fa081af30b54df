/* dp-search-set.c: which papers a person means
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-search-set.h"

#include "model/dp-paper-id.h"
#include "model/dp-search-text.h"

#include <string.h>

/* What is typed has no grammar for us: it is words and phrases, all of which must
 * be somewhere in the title, authors, abstract, comment or the user's note. FTS5
 * has a grammar, so each term is handed to it as a string in its quotes, in which
 * nothing but the quote itself means anything. */

/* The index holds stems: "learning" is found as "learn", so its beginnings "learni"
 * and "learnin" are beginnings of nothing, and a list would blink while a word is
 * typed. So a word that is being typed is also looked for as what it may become:
 * where it ends like the beginning of one of these, with the rest of it. */
static const char *const suffixes[] = {
  "ability", "abilities", "ably", "able", "ally", "ance", "ances", "ancy", "ate", "ated", "ates", "ating", "ation",
  "ational", "ations", "ative", "ator", "ators", "ement", "ements", "ence", "ences", "ency", "er", "ers", "ed",
  "edly", "ely", "ently", "es", "fulness", "ibility", "ibilities", "ible", "ic", "ical", "ically", "ied", "ies",
  "ing", "ingly", "ings", "ion", "ions", "ism", "ist", "ists", "ities", "ity", "ive", "ively", "iveness", "ization",
  "izations", "ize", "ized", "izer", "izes", "izing", "ment", "ments", "ness", "nesses", "ously", "ousness", "tional"
};

/* A word shorter than this is its own stem. */
#define MIN_STEM 3

/**
 * dp_search_set_append_quoted:
 * @expression: an FTS5 expression
 * @text: words, whoever wrote them
 *
 * Adds @text as a string of FTS5, in which nothing is an operator.
 */
void
dp_search_set_append_quoted (GString    *expression,
                             const char *text)
{
  g_string_append_c (expression, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (expression, '"');
      g_string_append_c (expression, *p);
    }
  g_string_append_c (expression, '"');
}

static void
append_completion (GString    *expression,
                   const char *word,
                   const char *rest)
{
  g_autofree char *whole = g_strconcat (word, rest, NULL);

  g_string_append (expression, " OR ");
  dp_search_set_append_quoted (expression, whole);
}

/* `word* OR worded OR wording …`. */
static void
append_prefix (GString    *expression,
               const char *word)
{
  gsize length = strlen (word);

  g_string_append_c (expression, '(');
  dp_search_set_append_quoted (expression, word);
  g_string_append_c (expression, '*');

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    for (gsize n_typed = strlen (suffixes[i]) - 1; n_typed > 0; n_typed--)
      if (length >= MIN_STEM + n_typed && strncmp (word + length - n_typed, suffixes[i], n_typed) == 0)
        append_completion (expression, word, suffixes[i] + n_typed);

  /* A consonant that was doubled for a suffix: runn, of running. */
  if (length > MIN_STEM && word[length - 1] == word[length - 2])
    append_completion (expression, word, "ing");

  g_string_append_c (expression, ')');
}

/**
 * dp_search_set_build_expression:
 * @text: what was typed
 *
 * Makes the FTS5 expression for dp_search_text_parse() of @text. Pure.
 *
 * Returns: (transfer full) (nullable): the expression; %NULL when @text has nothing
 *   that can be searched
 */
char *
dp_search_set_build_expression (const char *text)
{
  g_autoptr (GPtrArray) terms = dp_search_text_parse (text);
  GString *expression = NULL;

  if (terms->len == 0)
    return NULL;

  expression = g_string_new (NULL);
  for (guint i = 0; i < terms->len; i++)
    {
      const DpSearchTerm *term = terms->pdata[i];

      if (i > 0)
        g_string_append (expression, " AND ");
      if (term->is_prefix)
        append_prefix (expression, term->text);
      else
        dp_search_set_append_quoted (expression, term->text);
    }

  return g_string_free (expression, FALSE);
}

static gboolean
add_found (DpDatabase *database,
           DpRowidSet *papers,
           const char *sql,
           const char *parameter,
           GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "s", parameter);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_rowid_set_add (papers, dp_statement_get_int64 (statement, 0));

  return step == DP_STEP_DONE;
}

/**
 * dp_search_set_find:
 * @database: the library
 * @text: what was typed
 * @out_papers: (out) (nullable) (transfer full): the papers that are meant; %NULL
 *   when @text says nothing, which means all papers; untouched on failure
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Finds the papers that have every term, and the one whose arXiv id, DOI or
 * address was typed. Some milliseconds for a word of a million papers, up to
 * 0.2 s for the first letter of a word.
 *
 * Returns: %FALSE when the library could not be read
 */
gboolean
dp_search_set_find (DpDatabase  *database,
                    const char  *text,
                    DpRowidSet **out_papers,
                    GError     **error)
{
  g_autofree char *expression = dp_search_set_build_expression (text);
  g_autofree char *id = dp_paper_id_parse (text, NULL);
  g_autoptr (DpRowidSet) papers = NULL;

  if (expression != NULL || id != NULL)
    papers = dp_rowid_set_new ();

  if (expression != NULL &&
      !add_found (database, papers, "SELECT rowid FROM search WHERE search MATCH ?1", expression, error))
    return FALSE;
  if (id != NULL &&
      !add_found (database, papers, "SELECT paper FROM paper_alias WHERE alias = ?1", id, error))
    return FALSE;

  *out_papers = g_steal_pointer (&papers);

  return TRUE;
}
