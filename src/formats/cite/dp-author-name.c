/* dp-author-name.c: an author as printed → the parts that a bibliography sorts by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-author-name.h"

#include <string.h>

#include "model/dp-text.h"
#include "model/tex/dp-tex-accents.h"

/* Sources print names as people read them, given names first. Which words are the family
 * name is a guess that nobody makes always right; it is made the way BibTeX's users do:
 * the last word, with the particles before it. */

/* They begin a family name also where they are capital. */
static const char *const particles[] = {
  "Al",
  "Da",
  "De",
  "Degli",
  "Dei",
  "Del",
  "Della",
  "Di",
  "Dos",
  "Du",
  "El",
  "La",
  "Le",
  "San",
  "St.",
  "Ten",
  "Ter",
  "Van",
  "Vander",
  "Von",
  "Zu",
  "Zum",
  "Zur",
  NULL,
};

/* In Vietnamese names “Van” and “Le” stand between the others and are given. */
static const char *const vietnamese[] = {
  "Anh", "Bui", "Dang", "Dinh", "Do", "Duong", "Ho", "Hoang", "Huynh", "Le", "Luong", "Ly",
  "Ngo", "Nguyen", "Pham", "Phan", "Tran", "Trinh", "Truong", "Vo", "Vu", NULL
};

/* Where one of these is in it, a name is that of a group. */
static const char *const group_words[] = {
  "collaboration", "collaborations", "committee", "company", "consortium", "corporation",
  "foundation", "group", "inc", "inc.", "initiative", "institute", "lab", "laboratories",
  "laboratory", "labs", "network", "project", "research", "team", "teams", "university", NULL
};

/**
 * dp_author_name_is_suffix:
 * @word: a word
 *
 * Returns: whether it is what follows a name and is none
 */
gboolean
dp_author_name_is_suffix (const char *word)
{
  static const char *const suffixes[] = { "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "V", NULL };

  return g_strv_contains (suffixes, word);
}

static gboolean
begins_small (const char *word)
{
  return g_unichar_islower (g_utf8_get_char (word));
}

static gboolean
has_digit (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static gboolean
is_group_word (const char *word)
{
  g_autofree char *small = g_ascii_strdown (word, -1);

  /* “Bo Ai” is a person, “Mistral AI” is not. */
  return g_strv_contains (group_words, small) || g_str_equal (small, "and") || g_str_equal (word, "AI");
}

static gboolean
is_group (const char  *name,
          char *const *words)
{
  guint n_words = g_strv_length ((char **)words);

  if (has_digit (name) || strpbrk (name, "(){}:;/&") != NULL)
    return TRUE;

  for (guint i = 0; i < n_words; i++)
    if (n_words > 1 && is_group_word (words[i]))
      return TRUE;

  return n_words > 1 && g_str_equal (words[0], "The");
}

/* “Ortega y Gasset”, “Eça e Queirós”: two that are one. */
static gboolean
joins (const char *word)
{
  return g_str_equal (word, "y") || g_str_equal (word, "e") || g_str_equal (word, "i");
}

static gboolean
is_particle (char *const *words,
             guint        i)
{
  if (begins_small (words[i]))
    return TRUE;

  return g_strv_contains (particles, words[i]) && !g_strv_contains (vietnamese, words[i + 1]);
}

/* Where the family name begins among @n words. */
static guint
find_family (char *const *words,
             guint        n)
{
  /* “van Gogh”, but “danah boyd”. */
  if (n > 1 && begins_small (words[0]) && !begins_small (words[n - 1]))
    return 0;

  for (guint i = 1; i + 1 < n; i++)
    if (is_particle (words, i))
      return joins (words[i]) && i > 1 ? i - 1 : i;

  return n - 1;
}

static char *
join (char *const *words,
      guint        from,
      guint        to)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (joined, "%s%s", i > from ? " " : "", words[i]);

  return joined->len > 0 ? g_strdup (joined->str) : NULL;
}

static void
set_person (DpAuthorName *self,
            char *const  *words)
{
  guint n = g_strv_length ((char **)words);
  guint family = 0;

  if (n > 2 && dp_author_name_is_suffix (words[n - 1]))
    self->suffix = g_strdup (words[--n]);

  family = find_family (words, n);
  self->given = join (words, 0, family);
  self->family = join (words, family, n);
}

/* `Last, First` and `Last, Jr., First`, which a few lists have. */
static gboolean
set_inverted (DpAuthorName *self,
              const char   *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ",", -1);
  guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (*g_strstrip (parts[i]) == '\0')
      return FALSE;

  if (n == 3 && dp_author_name_is_suffix (parts[1]))
    self->suffix = g_strdup (parts[1]);
  else if (n != 2)
    return FALSE;

  self->family = g_strdup (parts[0]);
  self->given = g_strdup (parts[n - 1]);

  return TRUE;
}

/* A comma before what follows a name is no inversion. */
static char *
clean_name (const char *printed)
{
  g_autofree char *decoded = dp_tex_accents_decode_name (printed);
  g_autofree char *name = dp_text_clean (decoded);
  char            *comma = name != NULL ? strrchr (name, ',') : NULL;

  if (comma != NULL && strchr (name, ',') == comma && dp_author_name_is_suffix (g_strstrip (comma + 1)))
    return g_strdup_printf ("%.*s %s", (int)(comma - name), name, comma + 1);

  return g_steal_pointer (&name);
}

/**
 * dp_author_name_new:
 * @printed: (nullable): an author as a source prints it; TeX's accents are read
 *
 * Takes a name apart: `Ludwig van Beethoven`, `Guy Van den Broeck`, `Martin Luther King
 * Jr.`, `ATLAS Collaboration`, `Platon`. Any thread.
 *
 * Returns: (transfer full) (nullable): its parts; %NULL for what has no letter
 */
DpAuthorName *
dp_author_name_new (const char *printed)
{
  g_autofree char *name = clean_name (printed);
  g_auto (GStrv) words = NULL;
  DpAuthorName *self = NULL;

  if (name == NULL || !dp_text_has_word (name))
    return NULL;

  self = g_new0 (DpAuthorName, 1);
  words = g_strsplit (name, " ", -1);
  if (strchr (name, ',') != NULL)
    self->is_group = !set_inverted (self, name);
  else if (is_group (name, words))
    self->is_group = TRUE;
  else
    set_person (self, words);

  if (self->is_group)
    self->family = g_strdup (name);

  return self;
}

/**
 * dp_author_name_free:
 * @self: (transfer full) (nullable): a name
 */
void
dp_author_name_free (DpAuthorName *self)
{
  if (self == NULL)
    return;

  g_free (self->given);
  g_free (self->family);
  g_free (self->suffix);
  g_free (self);
}
