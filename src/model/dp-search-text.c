/* dp-search-text.c: what a person types to search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-search-text.h"

#include "model/dp-text.h"

/* More terms than anybody types; a pasted page must not become a query of thousands. */
#define MAX_TERMS 64

static void
free_term (gpointer data)
{
  DpSearchTerm *term = data;

  g_free (term->text);
  g_free (term);
}

static void
add_term (GPtrArray  *terms,
          const char *start,
          const char *end,
          gboolean    is_phrase,
          gboolean    is_prefix)
{
  g_autofree char *raw = g_strndup (start, end - start);
  g_autofree char *text = dp_text_clean (raw);
  DpSearchTerm    *term = NULL;

  if (terms->len >= MAX_TERMS || !dp_text_has_word (text))
    return;

  term = g_new0 (DpSearchTerm, 1);
  term->text = g_steal_pointer (&text);
  term->is_phrase = is_phrase;
  term->is_prefix = is_prefix;
  g_ptr_array_add (terms, term);
}

static const char *
find_end (const char *start,
          gboolean    is_phrase)
{
  const char *p = start;

  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (dp_text_is_double_quote (character) || (!is_phrase && g_unichar_isspace (character)))
        break;
    }

  return p;
}

/**
 * dp_search_text_parse:
 * @text: (nullable): what was typed, in any state
 *
 * Splits what was typed into terms that must all be found. Double quotes of any
 * country make a phrase; one that stays open ends with the text. What has no
 * letter and no digit is dropped, and so is all after the 64th term. A bare word
 * at the very end is a prefix, for it is still being typed. Nothing in the text
 * is an operator, so nothing in it can be wrong. Any thread.
 *
 * Returns: (transfer full) (element-type DpSearchTerm): the terms, maybe none
 */
GPtrArray *
dp_search_text_parse (const char *text)
{
  GPtrArray       *terms = g_ptr_array_new_with_free_func (free_term);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char      *p = valid;

  while (*p != '\0')
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isspace (character))
        {
          p = g_utf8_next_char (p);
        }
      else
        {
          gboolean    is_phrase = dp_text_is_double_quote (character);
          const char *start = is_phrase ? g_utf8_next_char (p) : p;
          const char *end = find_end (start, is_phrase);

          add_term (terms, start, end, is_phrase, !is_phrase && *end == '\0');
          p = is_phrase && *end != '\0' ? g_utf8_next_char (end) : end;
        }
    }

  return terms;
}
