/* dp-author.c: names of authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-author.h"

#include <string.h>

/* The words of a name, folded, with a space around each: "Del-Maestro, A." is
 * " del maestro a ". */
static char *
fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKD);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);
  g_autoptr (GString) words = g_string_new (" ");

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_ismark (character))
        continue;
      if (g_unichar_isalnum (character))
        g_string_append_unichar (words, character);
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }

  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * dp_author_is_among:
 * @name: a name or a part of one, in any case, with or without marks
 * @authors: the names of a paper, one a line
 *
 * Looks for a name word by word, so that "berg" is not found in "Bergman". Any thread.
 *
 * Returns: whether one of @authors has the words of @name one after the other
 */
gboolean
dp_author_is_among (const char *name,
                    const char *authors)
{
  g_autofree char *wanted = NULL;
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (name != NULL && authors != NULL, FALSE);

  wanted = fold_name (name);
  names = g_strsplit (authors, "\n", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *folded = fold_name (names[i]);

      if (strstr (folded, wanted) != NULL)
        return TRUE;
    }

  return FALSE;
}
