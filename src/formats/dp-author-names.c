/* dp-author-names.c: authors on one line → names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-author-names.h"

#include <string.h>

#include "formats/cite/dp-author-name.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-accents.h"

/* Collaborations of physicists have thousands of authors. */
#define MAX_NAMES 10000

/* Affiliations and what they are called stand in parentheses, which may be nested. */
static char *
drop_parentheses (const char *text)
{
  GString *kept = g_string_sized_new (strlen (text));
  guint    depth = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '(')
        depth++;
      else if (*p == ')' && depth > 0)
        depth--;
      else if (depth == 0)
        g_string_append_c (kept, *p);
    }

  return g_string_free (kept, FALSE);
}

/* `A. One and B. Two`, `The Collaboration: A. One` are lists, too. */
static char *
unify_separators (const char *text)
{
  GString *unified = g_string_new (text);

  g_string_replace (unified, " and ", ", ", 0);
  g_string_replace (unified, " & ", ", ", 0);
  g_string_replace (unified, ": ", ", ", 0);
  g_string_replace (unified, ";", ",", 0);

  return g_string_free (unified, FALSE);
}

static void
add_name (GPtrArray  *names,
          const char *part)
{
  g_autofree char *decoded = dp_tex_accents_decode_name (part);
  g_autofree char *name = dp_text_clean (decoded);

  if (names->len > 0 && dp_author_name_is_suffix (name))
    {
      char **last = (char **)&g_ptr_array_index (names, names->len - 1);
      char  *whole = g_strconcat (*last, " ", name, NULL);

      g_free (*last);
      *last = whole;
    }
  else if (dp_text_has_word (name) && names->len < MAX_NAMES)
    {
      if (g_str_has_prefix (name, "and "))
        memmove (name, name + strlen ("and "), strlen (name + strlen ("and ")) + 1);
      g_ptr_array_add (names, g_steal_pointer (&name));
    }
}

/**
 * dp_author_names_split:
 * @text: (nullable): authors as arXiv's feeds and its arXivRaw records print them
 *
 * Splits a list of authors at commas, colons and “and”, leaves out affiliations, and turns
 * TeX's accents into Unicode. Any thread.
 *
 * Returns: (transfer full) (nullable): the names; %NULL when there is none
 */
char **
dp_author_names_split (const char *text)
{
  g_autofree char *clean = dp_text_clean (text);
  g_autofree char *plain = NULL;
  g_autofree char *unified = NULL;
  g_auto (GStrv) parts = NULL;
  GPtrArray *names = NULL;

  if (clean == NULL)
    return NULL;

  plain = drop_parentheses (clean);
  unified = unify_separators (plain);
  parts = g_strsplit (unified, ",", -1);
  names = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; parts[i] != NULL; i++)
    add_name (names, parts[i]);

  if (names->len == 0)
    {
      g_ptr_array_unref (names);
      return NULL;
    }

  g_ptr_array_add (names, NULL);

  return (char **)g_ptr_array_free (names, FALSE);
}
