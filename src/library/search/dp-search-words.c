/* dp-search-words.c: words of a search as FTS5 takes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/search/dp-search-words.h"

#include <string.h>

/* FTS5 has a grammar of its own, so each word is handed to it as a string in its
 * quotes, in which nothing but the quote itself means anything; all that stands
 * outside of quotes is written here. */

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
 * dp_search_words_append_quoted:
 * @expression: an FTS5 expression
 * @text: words, whoever wrote them
 *
 * Adds @text as a string of FTS5, in which nothing is an operator.
 */
void
dp_search_words_append_quoted (GString    *expression,
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

/**
 * dp_search_words_list_completions:
 * @text: a word, or the words of a phrase, of which the last is not typed to its end
 *
 * Lists what @text may become that has another stem, so that its beginning does not
 * find it. Pure.
 *
 * Returns: (transfer full) (element-type utf8): the whole texts, maybe none
 */
GPtrArray *
dp_search_words_list_completions (const char *text)
{
  GPtrArray  *completions = g_ptr_array_new_with_free_func (g_free);
  const char *space = strrchr (text, ' ');
  const char *word = space != NULL ? space + 1 : text;
  gsize       length = strlen (word);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    for (gsize n_typed = strlen (suffixes[i]) - 1; n_typed > 0; n_typed--)
      if (length >= MIN_STEM + n_typed && strncmp (word + length - n_typed, suffixes[i], n_typed) == 0)
        g_ptr_array_add (completions, g_strconcat (text, suffixes[i] + n_typed, NULL));

  /* A consonant that was doubled for a suffix: runn, of running. */
  if (length > MIN_STEM && word[length - 1] == word[length - 2])
    g_ptr_array_add (completions, g_strconcat (text, "ing", NULL));

  return completions;
}

/* `"word"* OR "worded" OR "wording" …`. */
static void
append_prefix (GString    *expression,
               const char *text)
{
  g_autoptr (GPtrArray) completions = dp_search_words_list_completions (text);

  dp_search_words_append_quoted (expression, text);
  g_string_append_c (expression, '*');

  for (guint i = 0; i < completions->len; i++)
    {
      g_string_append (expression, " OR ");
      dp_search_words_append_quoted (expression, completions->pdata[i]);
    }
}

/* The columns of the index have the names of the fields, but for one. */
static const char *
get_column (DpSearchField field)
{
  return field == DP_SEARCH_AUTHOR ? "authors" : dp_search_field_get_name (field);
}

static void
append_term (GString            *expression,
             const DpSearchNode *term)
{
  gboolean is_alone = term->field == DP_SEARCH_ANY && !term->is_prefix;

  if (term->field != DP_SEARCH_ANY)
    g_string_append_printf (expression, "%s : ", get_column (term->field));

  if (!is_alone)
    g_string_append_c (expression, '(');
  if (term->is_prefix)
    append_prefix (expression, term->text);
  else
    dp_search_words_append_quoted (expression, term->text);
  if (!is_alone)
    g_string_append_c (expression, ')');
}

/* A name of several words must be found within one author, and FTS5 cannot tell where
 * one ends; a word that is an id is looked for in another table too. */
static gboolean
is_word (const DpSearchNode *term)
{
  return dp_search_field_is_text (term->field) && term->id == NULL &&
         (term->field != DP_SEARCH_AUTHOR || term->is_prefix || strchr (term->text, ' ') == NULL);
}

/**
 * dp_search_words_can_build:
 * @node: a search
 *
 * Returns: whether one expression of FTS5 stands for it; a NOT for what it leaves out
 */
gboolean
dp_search_words_can_build (const DpSearchNode *node)
{
  gboolean has_positive = FALSE;

  if (node->kind == DP_SEARCH_TERM)
    return is_word (node);

  for (guint i = 0; i < node->children->len; i++)
    {
      const DpSearchNode *child = node->children->pdata[i];

      if (!dp_search_words_can_build (child) || (child->kind == DP_SEARCH_NOT && node->kind != DP_SEARCH_ALL))
        return FALSE;
      has_positive |= child->kind != DP_SEARCH_NOT;
    }

  return has_positive;
}

static void append_node (GString            *expression,
                         const DpSearchNode *node);

static void
append_children (GString    *expression,
                 GPtrArray  *children,
                 const char *or_and,
                 gboolean    negative)
{
  const char *separator = "";

  g_string_append_c (expression, '(');
  for (guint i = 0; i < children->len; i++)
    {
      const DpSearchNode *child = children->pdata[i];

      if ((child->kind == DP_SEARCH_NOT) != negative)
        continue;

      g_string_append (expression, separator);
      append_node (expression, negative ? child->children->pdata[0] : child);
      separator = or_and;
    }
  g_string_append_c (expression, ')');
}

static gboolean
has_negative (GPtrArray *children)
{
  for (guint i = 0; i < children->len; i++)
    if (((const DpSearchNode *)children->pdata[i])->kind == DP_SEARCH_NOT)
      return TRUE;

  return FALSE;
}

static void
append_all (GString   *expression,
            GPtrArray *children)
{
  gboolean has_not = has_negative (children);

  if (has_not)
    g_string_append_c (expression, '(');
  append_children (expression, children, " AND ", FALSE);
  if (has_not)
    {
      g_string_append (expression, " NOT ");
      append_children (expression, children, " OR ", TRUE);
      g_string_append_c (expression, ')');
    }
}

static void
append_node (GString            *expression,
             const DpSearchNode *node)
{
  if (node->kind == DP_SEARCH_TERM)
    append_term (expression, node);
  else if (node->kind == DP_SEARCH_ALL)
    append_all (expression, node->children);
  else
    append_children (expression, node->children, " OR ", FALSE);
}

/**
 * dp_search_words_build:
 * @all: (element-type DpSearchNode): what a paper must have, at least one of which is
 *   no NOT, and all of which can be built
 *
 * Makes one FTS5 expression. Pure.
 *
 * Returns: (transfer full): the expression
 */
char *
dp_search_words_build (GPtrArray *all)
{
  GString *expression = g_string_new (NULL);

  append_all (expression, all);

  return g_string_free (expression, FALSE);
}
