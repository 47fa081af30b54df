/* dp-tex-price.c: dollars that are money
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-price.h"

#include <string.h>

/* As many words without a sign of mathematics between them are a sentence. */
#define SENTENCE_WORDS 4

/* A word of prose that is no name of a variable or function. */
#define WORD_LETTERS 3

typedef struct
{
  guint    n_words;
  guint    longest_run; /* of words with nothing but white space between them */
  gboolean has_tex;
} Prose;

static const char *
skip_letters (const char *p,
              const char *end)
{
  while (p < end && g_ascii_isalpha (*p))
    p++;

  return p;
}

/* A command with what is in its braces says nothing of prose: `\text{for all}`. */
static const char *
skip_braces (const char *p,
             const char *end)
{
  guint depth = 0;

  for (; p < end; p++)
    if (*p == '{')
      depth++;
    else if (*p == '}' && (depth == 0 || --depth == 0))
      return p + 1;

  return end;
}

static Prose
measure_prose (const char *p,
               const char *end)
{
  Prose prose = { 0 };
  guint run = 0;

  while (p < end)
    if (g_ascii_isalpha (*p))
      {
        const char *next = skip_letters (p, end);

        if (next - p >= WORD_LETTERS)
          prose.n_words++;
        run = next - p > 1 || *p == 'a' ? run + 1 : 0;
        prose.longest_run = MAX (prose.longest_run, run);
        p = next;
      }
    else if (*p == '\\')
      {
        prose.has_tex = TRUE;
        run = 0;
        p = skip_letters (MIN (p + 1, end), end);
        if (p < end && !g_ascii_isspace (*p) && *p != '{')
          p++;
      }
    else if (*p == '{')
      {
        prose.has_tex = TRUE;
        run = 0;
        p = skip_braces (p, end);
      }
    else
      {
        prose.has_tex = prose.has_tex || strchr ("^_=", *p) != NULL;
        run = g_ascii_isspace (*p) ? run : 0;
        p++;
      }

  return prose;
}

static gboolean
has_space (const char *p,
           const char *end)
{
  while (p < end && !g_ascii_isspace (*p))
    p++;

  return p < end;
}

/**
 * dp_tex_price_is_likely:
 * @start: behind a dollar
 * @end: at the next one
 *
 * Tells prose that happens to stand between two amounts of money, or behind a
 * dollar too many, from a formula. A formula has signs of its own, or no words, and
 * its dollars hug it. Any thread.
 *
 * Returns: whether the first dollar opens no formula
 */
gboolean
dp_tex_price_is_likely (const char *start,
                        const char *end)
{
  Prose       prose = measure_prose (start, end);
  const char *first = start;
  gboolean    is_amount = FALSE;
  gboolean    leans = FALSE;

  while (first < end && g_ascii_isspace (*first))
    first++;

  is_amount = g_ascii_isdigit (*first) || (*first == '.' && g_ascii_isdigit (first[1]));
  leans = (first > start) != (g_ascii_isspace (end[-1]) != FALSE);

  if (prose.longest_run >= SENTENCE_WORDS || (leans && prose.longest_run >= 2))
    return TRUE;

  if (!is_amount || prose.has_tex)
    return FALSE;

  if (leans || prose.n_words >= 2)
    return TRUE;

  /* "$5-$6", "US$5, US$6" */
  return g_ascii_isdigit (end[1]) && (strchr (",;-/(", end[-1]) != NULL || has_space (first, end));
}
