/* dp-highlight-query.c: where a text has the words that were searched for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/search/dp-highlight-query.h"

#include "library/search/dp-search-words.h"
#include "library/search/dp-tokens.h"

#include <string.h>

/* One way in which a term of the search may stand in a text. */
typedef struct
{
  DpSearchField field;
  DpTokens     *tokens;    /* (owned) one after the other */
  gboolean      is_prefix; /* the last one need only begin so */
} Pattern;

struct _DpHighlightQuery
{
  DpTokenizer *tokenizer; /* (owned) */
  GPtrArray   *patterns;  /* (owned) of Pattern */
};

static void
free_pattern (gpointer data)
{
  Pattern *pattern = data;

  dp_tokens_free (pattern->tokens);
  g_free (pattern);
}

static void
add_pattern (DpHighlightQuery *self,
             DpSearchField     field,
             const char       *text,
             gboolean          is_prefix)
{
  Pattern *pattern = g_new0 (Pattern, 1);

  pattern->field = field;
  pattern->tokens = dp_tokenizer_read (self->tokenizer, text);
  pattern->is_prefix = is_prefix;

  if (pattern->tokens->tokens->len > 0)
    g_ptr_array_add (self->patterns, pattern);
  else
    free_pattern (pattern);
}

static void
add_term (DpHighlightQuery   *self,
          const DpSearchNode *term)
{
  g_autoptr (GPtrArray) completions = NULL;

  add_pattern (self, term->field, term->text, term->is_prefix);
  if (!term->is_prefix)
    return;

  completions = dp_search_words_list_completions (term->text);
  for (guint i = 0; i < completions->len; i++)
    add_pattern (self, term->field, completions->pdata[i], FALSE);
}

/**
 * dp_highlight_query_new:
 * @search: (nullable): what was typed, see dp_search_expression_parse()
 *
 * Takes a fraction of a millisecond. Any thread.
 *
 * Returns: (transfer full) (nullable): what marks the words of @search in texts; %NULL
 *   when it asks for none
 */
DpHighlightQuery *
dp_highlight_query_new (const char *search)
{
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (search);
  g_autoptr (GPtrArray) terms = dp_search_expression_list_words (expression);
  g_autoptr (DpHighlightQuery) self = NULL;

  if (terms->len == 0)
    return NULL;

  self = g_new0 (DpHighlightQuery, 1);
  self->patterns = g_ptr_array_new_with_free_func (free_pattern);
  self->tokenizer = dp_tokenizer_new ();
  for (guint i = 0; self->tokenizer != NULL && i < terms->len; i++)
    add_term (self, terms->pdata[i]);

  return self->patterns->len > 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * dp_highlight_query_free:
 * @self: (transfer full) (nullable): a query
 */
void
dp_highlight_query_free (DpHighlightQuery *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->patterns);
  dp_tokenizer_free (self->tokenizer);
  g_free (self);
}

static gboolean
is_same (const DpTokens *wanted,
         const DpToken  *wanted_token,
         const DpTokens *text,
         const DpToken  *token,
         gboolean        is_prefix)
{
  return (is_prefix ? token->length >= wanted_token->length : token->length == wanted_token->length) &&
         memcmp (wanted->stems->str + wanted_token->stem, text->stems->str + token->stem, wanted_token->length) == 0;
}

static gboolean
stands_at (const Pattern  *pattern,
           const DpTokens *text,
           guint           position)
{
  guint n_wanted = pattern->tokens->tokens->len;

  if (position + n_wanted > text->tokens->len)
    return FALSE;

  for (guint i = 0; i < n_wanted; i++)
    if (!is_same (pattern->tokens, &g_array_index (pattern->tokens->tokens, DpToken, i),
                  text, &g_array_index (text->tokens, DpToken, position + i),
                  pattern->is_prefix && i + 1 == n_wanted))
      return FALSE;

  return TRUE;
}

/* How many words from @position on belong to the search; 0 for none. */
static guint
measure_match (DpHighlightQuery *self,
               DpSearchField     field,
               const DpTokens   *text,
               guint             position)
{
  guint longest = 0;

  for (guint i = 0; i < self->patterns->len; i++)
    {
      const Pattern *pattern = g_ptr_array_index (self->patterns, i);

      if ((pattern->field == DP_SEARCH_ANY || pattern->field == field) &&
          pattern->tokens->tokens->len > longest && stands_at (pattern, text, position))
        longest = pattern->tokens->tokens->len;
    }

  return longest;
}

/* Words that were found one by one are marked one by one; those of a phrase, and of
 * phrases that overlap, together. */
static void
add_range (GArray        *ranges,
           const DpToken *first,
           const DpToken *last,
           gboolean       is_joined)
{
  DpTextRange range = { first->start, last->end - first->start };

  if (is_joined && ranges->len > 0)
    {
      DpTextRange *previous = &g_array_index (ranges, DpTextRange, ranges->len - 1);

      previous->length = MAX (previous->start + previous->length, last->end) - previous->start;
      return;
    }

  g_array_append_val (ranges, range);
}

/**
 * dp_highlight_query_find:
 * @self: a query
 * @field: what @text is: one of %DP_SEARCH_TITLE, %DP_SEARCH_AUTHOR, %DP_SEARCH_ABSTRACT,
 *   %DP_SEARCH_COMMENT and %DP_SEARCH_NOTE, or %DP_SEARCH_ANY for any other
 * @text: valid UTF-8
 *
 * Finds the words in a text for which a paper is found. Some ten microseconds for a
 * title, some hundred for an abstract.
 *
 * Returns: (transfer full) (element-type DpTextRange): their places in bytes, in order
 */
GArray *
dp_highlight_query_find (DpHighlightQuery *self,
                         DpSearchField     field,
                         const char       *text)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (DpTextRange));
  g_autoptr (DpTokens) tokens = NULL;
  guint covered = 0; /* the first word after those that are marked */

  g_return_val_if_fail (self != NULL && text != NULL, ranges);

  tokens = dp_tokenizer_read (self->tokenizer, text);
  for (guint i = 0; i < tokens->tokens->len; i++)
    {
      guint n_words = measure_match (self, field, tokens, i);

      if (n_words == 0 || i + n_words <= covered)
        continue;

      add_range (ranges, &g_array_index (tokens->tokens, DpToken, i),
                 &g_array_index (tokens->tokens, DpToken, i + n_words - 1), i < covered);
      covered = i + n_words;
    }

  return ranges;
}
