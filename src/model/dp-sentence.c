/* dp-sentence.c: where the sentences of an abstract end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-sentence.h"

#include <string.h>

/* After these a full stop ends nothing. */
static const char *const abbreviations[] = {
  "al",
  "approx",
  "cf",
  "Dr",
  "e.g",
  "Eq",
  "eq",
  "Fig",
  "fig",
  "i.e",
  "Mr",
  "Mrs",
  "No",
  "no",
  "Prof",
  "resp",
  "Sec",
  "St",
  "vs",
  "w.r.t",
};

/* Whether the full stop at @p comes after an abbreviation or one letter, an initial. */
static gboolean
is_abbreviation (const char *text,
                 const char *p)
{
  const char *word = p;
  gsize       length = 0;

  while (word > text && strchr (" (", word[-1]) == NULL)
    word--;
  length = (gsize)(p - word);

  if (length == 1 && g_ascii_isupper (*word))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (strlen (abbreviations[i]) == length && strncmp (word, abbreviations[i], length) == 0)
      return TRUE;

  return FALSE;
}

/* Gives where the sentence that begins at @start ends, behind its mark and what closes with it. */
static const char *
find_end (const char *text,
          const char *start)
{
  for (const char *p = start; *p != '\0'; p++)
    {
      const char *end = p + 1;

      if (strchr (".!?", *p) == NULL || (*p == '.' && is_abbreviation (text, p)))
        continue;

      end += strspn (end, ".!?)\"'");
      if (*end == '\0' || (*end == ' ' && !g_unichar_islower (g_utf8_get_char (end + 1))))
        return end;
    }

  return start + strlen (start);
}

/**
 * dp_sentence_split:
 * @text: (nullable): English prose on one line, see dp_text_clean()
 * @n_max: at most so many
 *
 * Cuts the first sentences off a text, for who shows no more of it. A sentence ends
 * at `.`, `!` or `?` before a space and no lower-case letter, except after an
 * abbreviation that abstracts use. Any thread.
 *
 * Returns: (transfer full) (array zero-terminated=1): the sentences with their marks
 */
char **
dp_sentence_split (const char *text,
                   guint       n_max)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  const char *start = text;

  for (guint i = 0; i < n_max && start != NULL && *start != '\0'; i++)
    {
      const char      *end = find_end (text, start);
      g_autofree char *sentence = g_strndup (start, (gsize)(end - start));

      g_strv_builder_add (sentences, sentence);
      start = end + strspn (end, " ");
    }

  return g_strv_builder_end (sentences);
}
