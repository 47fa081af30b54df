/* demo-query.c: arXiv's search_query, as far as the program asks it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo-query.h"

#include <string.h>

typedef struct
{
  const char    *rest;
  const DpPaper *paper;
  gboolean       valid;
} Reader;

static void
skip_space (Reader *reader)
{
  while (g_ascii_isspace (*reader->rest))
    reader->rest++;
}

static gboolean
take (Reader     *reader,
      const char *token)
{
  skip_space (reader);
  if (!g_str_has_prefix (reader->rest, token))
    return FALSE;

  reader->rest += strlen (token);

  return TRUE;
}

/* " reward model " from "Reward Models!": words without case and plural, so that a
 * phrase is a substring. */
static char *
fold_words (const char *text)
{
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, "en", NULL);
  GString *folded = g_string_new (" ");

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      if (length > 3 && words[i][length - 1] == 's')
        length--;
      g_string_append_len (folded, words[i], (gssize)length);
      g_string_append_c (folded, ' ');
    }

  return g_string_free (folded, FALSE);
}

static gboolean
has_phrase (const char *text,
            const char *phrase)
{
  g_autofree char *folded_text = NULL;
  g_autofree char *folded_phrase = NULL;

  if (text == NULL)
    return FALSE;

  folded_text = fold_words (text);
  folded_phrase = fold_words (phrase);

  return strstr (folded_text, folded_phrase) != NULL;
}

static gboolean
has_category (const DpPaper *paper,
              const char    *pattern)
{
  gsize    stem = strlen (pattern);
  gboolean is_archive = g_str_has_suffix (pattern, ".*");

  if (is_archive)
    stem--;

  for (guint i = 0; paper->categories[i] != NULL; i++)
    if (is_archive ? strncmp (paper->categories[i], pattern, stem) == 0
                   : g_str_equal (paper->categories[i], pattern))
      return TRUE;

  return FALSE;
}

static gboolean
match_term (Reader     *reader,
            const char *field,
            const char *value)
{
  const DpPaper   *paper = reader->paper;
  g_autofree char *authors = g_strjoinv (" , ", paper->authors);

  if (g_str_equal (field, "ti"))
    return has_phrase (paper->title, value);
  if (g_str_equal (field, "abs"))
    return has_phrase (paper->abstract, value);
  if (g_str_equal (field, "au"))
    return has_phrase (authors, value);
  if (g_str_equal (field, "co"))
    return has_phrase (paper->comment, value);
  if (g_str_equal (field, "cat"))
    return has_category (paper, value);
  if (g_str_equal (field, "all"))
    return has_phrase (paper->title, value) || has_phrase (paper->abstract, value);

  reader->valid = FALSE;

  return FALSE;
}

static gboolean
read_field_term (Reader *reader)
{
  const char      *colon = NULL;
  const char      *end = NULL;
  g_autofree char *field = NULL;
  g_autofree char *value = NULL;

  skip_space (reader);
  colon = strchr (reader->rest, ':');
  if (colon == NULL)
    {
      reader->valid = FALSE;
      return FALSE;
    }

  field = g_strndup (reader->rest, (gsize)(colon - reader->rest));
  reader->rest = colon + 1;
  if (take (reader, "\""))
    end = strchr (reader->rest, '"');
  else
    end = reader->rest + strcspn (reader->rest, " ()");

  if (end == NULL)
    {
      reader->valid = FALSE;
      return FALSE;
    }

  value = g_strndup (reader->rest, (gsize)(end - reader->rest));
  reader->rest = *end == '"' ? end + 1 : end;

  return match_term (reader, field, value);
}

static gboolean read_expression (Reader *reader);

static gboolean
read_term (Reader *reader)
{
  gboolean matches = FALSE;

  if (!take (reader, "("))
    return read_field_term (reader);

  matches = read_expression (reader);
  if (!take (reader, ")"))
    reader->valid = FALSE;

  return matches;
}

/* From left to right: the program parenthesises whatever it asks. */
static gboolean
read_expression (Reader *reader)
{
  gboolean matches = read_term (reader);

  while (reader->valid)
    {
      /* Each side is read in any case, or the rest of the query would be lost. */
      if (take (reader, "ANDNOT "))
        {
          gboolean next = read_term (reader);
          matches = matches && !next;
        }
      else if (take (reader, "AND "))
        {
          gboolean next = read_term (reader);
          matches = matches && next;
        }
      else if (take (reader, "OR "))
        {
          gboolean next = read_term (reader);
          matches = matches || next;
        }
      else
        {
          break;
        }
    }

  return matches;
}

gboolean
demo_query_match (const char    *query,
                  const DpPaper *paper,
                  gboolean      *out_valid)
{
  Reader   reader = { .rest = query, .paper = paper, .valid = TRUE };
  gboolean matches = read_expression (&reader);

  skip_space (&reader);
  *out_valid = reader.valid && *reader.rest == '\0';

  return matches && *out_valid;
}
