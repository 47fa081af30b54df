/* dp-tokens.c: the words of a text as the search index has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/search/dp-tokens.h"

#include "library/dp-database.h"

#include <string.h>

/* FTS5 lends its tokenizers through a pointer that one asks a connection for:
 * https://www.sqlite.org/fts5.html#extending_fts5. The connection here has no tables. */

/* More than any abstract has; what comes after is not looked at. */
#define MAX_TOKENS 20000

struct _DpTokenizer
{
  DpDatabase    *database; /* (owned) */
  fts5_tokenizer methods;
  Fts5Tokenizer *instance; /* (owned) */
};

static fts5_api *
find_api (DpDatabase *database)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, "SELECT fts5(?1)", NULL);
  fts5_api *api = NULL;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  dp_statement_step (statement, NULL);

  return api;
}

/* As the schema has it: porter unicode61 remove_diacritics 2. */
static gboolean
create_instance (DpTokenizer *self)
{
  const char *arguments[] = { "unicode61", "remove_diacritics", "2" };
  fts5_api   *api = find_api (self->database);
  void       *context = NULL;

  return api != NULL &&
         api->xFindTokenizer (api, "porter", &context, &self->methods) == SQLITE_OK &&
         self->methods.xCreate (context, arguments, G_N_ELEMENTS (arguments), &self->instance) == SQLITE_OK;
}

/**
 * dp_tokenizer_new:
 *
 * Returns: (transfer full) (nullable): the tokenizer of the search index; %NULL when
 *   there is no memory for it. It belongs to one thread at a time.
 */
DpTokenizer *
dp_tokenizer_new (void)
{
  g_autoptr (DpTokenizer) self = g_new0 (DpTokenizer, 1);

  self->database = dp_database_open (NULL, DP_DATABASE_MEMORY, NULL);
  if (self->database == NULL || !create_instance (self))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * dp_tokenizer_free:
 * @self: (transfer full) (nullable): a tokenizer
 */
void
dp_tokenizer_free (DpTokenizer *self)
{
  if (self == NULL)
    return;

  if (self->instance != NULL)
    self->methods.xDelete (self->instance);
  g_clear_pointer (&self->database, dp_database_close);
  g_free (self);
}

/**
 * dp_tokens_free:
 * @self: (transfer full) (nullable): the words of a text
 */
void
dp_tokens_free (DpTokens *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->tokens);
  g_string_free (self->stems, TRUE);
  g_free (self);
}

static int
take_token_cb (void       *context,
               int         flags,
               const char *stem,
               int         n_stem,
               int         start,
               int         end)
{
  DpTokens *tokens = context;
  DpToken   token = { (gsize)start, (gsize)end, (guint)tokens->stems->len, (guint)n_stem };

  /* Another way to write the word before it; ours makes none. */
  if ((flags & FTS5_TOKEN_COLOCATED) != 0)
    return SQLITE_OK;
  if (tokens->tokens->len >= MAX_TOKENS)
    return SQLITE_DONE;

  g_string_append_len (tokens->stems, stem, n_stem);
  g_array_append_val (tokens->tokens, token);

  return SQLITE_OK;
}

/**
 * dp_tokenizer_read:
 * @self: a tokenizer
 * @text: valid UTF-8
 *
 * Splits a text, of which no more than the first 20,000 words are looked at.
 *
 * Returns: (transfer full): its words
 */
DpTokens *
dp_tokenizer_read (DpTokenizer *self,
                   const char  *text)
{
  DpTokens *tokens = g_new0 (DpTokens, 1);

  tokens->tokens = g_array_new (FALSE, FALSE, sizeof (DpToken));
  tokens->stems = g_string_new (NULL);
  self->methods.xTokenize (self->instance, tokens, FTS5_TOKENIZE_DOCUMENT, text, (int)MIN (strlen (text), G_MAXINT), take_token_cb);

  return tokens;
}
