/* dp-cite-key.c: by which name a text refers to a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-cite-key.h"

#include <string.h>

#include "formats/cite/dp-author-name.h"
#include "formats/cite/dp-citation.h"
#include "model/dp-paper-id.h"
#include "model/tex/dp-tex-plain.h"

/* A key is the first author's family name, the year, the first word of the title that
 * says something, and the id. The first three are for people, who guess keys; the last
 * makes it the only one: no two papers have the same key, and none depends on what else
 * is written into the same file. It is ASCII of letters, digits, `-` and `.`, which every
 * program that reads BibTeX takes. */

#define MAX_PART 24
#define N_HASH_DIGITS 10

/* They begin titles without saying of what. */
static const char *const idle_words[] = {
  "a", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "how", "in",
  "is", "of", "on", "the", "to", "via", "what", "when", "why", "with", NULL
};

/* Letters and digits of ASCII, small. */
static char *
fold (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  GString         *folded = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && folded->len < MAX_PART; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (folded, g_ascii_tolower (*p));

  return g_string_free (folded, FALSE);
}

static char *
fold_author (const DpPaper *paper)
{
  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    {
      g_autoptr (DpAuthorName) name = dp_author_name_new (paper->authors[i]);

      if (name != NULL)
        return fold (name->family);
    }

  return g_strdup ("");
}

static gboolean
is_telling (const char *word)
{
  return strlen (word) > 1 && strspn (word, "0123456789") < strlen (word) && !g_strv_contains (idle_words, word);
}

static char *
fold_title (const char *title)
{
  g_autofree char *plain = dp_tex_plain (title);
  g_auto (GStrv) words = NULL;

  if (plain == NULL)
    return g_strdup ("");

  words = g_strsplit_set (plain, " -:/,.;()[]{}\"", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = fold (words[i]);

      if (is_telling (word))
        return g_steal_pointer (&word);
    }

  return g_strdup ("");
}

/* An address has characters that a key may not have. */
static char *
format_id (const char *id)
{
  g_autofree char *hash = NULL;

  if (dp_paper_id_is_arxiv (id))
    return g_strdelimit (g_strdup (id), "/", '.');

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);

  return g_strndup (hash, N_HASH_DIGITS);
}

/**
 * dp_cite_key_format:
 * @paper: a paper
 *
 * Makes the key of a paper. It is the same wherever and whenever it is made, unless the
 * paper's first author, year or first words change. Any thread.
 *
 * Returns: (transfer full): the key
 */
char *
dp_cite_key_format (const DpPaper *paper)
{
  g_autofree char *author = NULL;
  g_autofree char *word = NULL;
  g_autofree char *id = NULL;
  guint            year = 0;

  g_return_val_if_fail (paper != NULL && paper->id != NULL, NULL);

  author = fold_author (paper);
  word = fold_title (paper->title);
  id = format_id (paper->id);
  year = dp_citation_get_year (paper);

  return year > 0
           ? g_strdup_printf ("%s%u%s-%s", *author != '\0' ? author : "anonymous", year, word, id)
           : g_strdup_printf ("%s%s-%s", *author != '\0' ? author : "anonymous", word, id);
}
