/* dp-topic.c: what a user follows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/dp-topic.h"

#include <glib/gi18n.h>
#include <string.h>

#include "model/dp-category.h"
#include "model/dp-text.h"

G_DEFINE_QUARK (dp_topic_error, dp_topic_error)

/* A topic becomes one request, in which each word stands twice (title, abstract);
 * these keep its address within what servers and proxies take. In characters. */
#define MAX_TERM_LENGTH 300
#define MAX_TERMS_LENGTH 1000
#define MAX_NAME_LENGTH 200

/**
 * dp_topic_new:
 *
 * Makes a topic that matches nothing yet and is followed.
 *
 * Returns: (transfer full): a topic
 */
DpTopic *
dp_topic_new (void)
{
  DpTopic *self = g_new0 (DpTopic, 1);

  self->keep = DP_TOPIC_DEFAULT_KEEP;
  self->notify = TRUE;
  self->followed = TRUE;

  return self;
}

/**
 * dp_topic_copy:
 * @self: a topic
 *
 * Returns: (transfer full): a topic of its own with the same content
 */
DpTopic *
dp_topic_copy (const DpTopic *self)
{
  DpTopic *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->name = g_strdup (self->name);
  copy->words = g_strdupv (self->words);
  copy->excluded = g_strdupv (self->excluded);
  copy->categories = g_strdupv (self->categories);
  copy->authors = g_strdupv (self->authors);

  return copy;
}

/**
 * dp_topic_free:
 * @self: (transfer full) (nullable): a topic
 */
void
dp_topic_free (DpTopic *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_strfreev (self->words);
  g_strfreev (self->excluded);
  g_strfreev (self->categories);
  g_strfreev (self->authors);
  g_free (self);
}

/* No list and an empty one mean the same. */
static gboolean
equal_lists (char **a,
             char **b)
{
  static const char *const empty[] = { NULL };

  return g_strv_equal (a != NULL ? (const char *const *)a : empty,
                       b != NULL ? (const char *const *)b : empty);
}

/**
 * dp_topic_equal:
 * @a: a topic
 * @b: another
 *
 * Returns: whether all fields are the same, the id too
 */
gboolean
dp_topic_equal (const DpTopic *a,
                const DpTopic *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  return a->id == b->id &&
         a->keep == b->keep &&
         !a->revised == !b->revised &&
         !a->notify == !b->notify &&
         !a->followed == !b->followed &&
         g_strcmp0 (a->name, b->name) == 0 &&
         equal_lists (a->words, b->words) &&
         equal_lists (a->excluded, b->excluded) &&
         equal_lists (a->categories, b->categories) &&
         equal_lists (a->authors, b->authors);
}

/* A term is a phrase already, so the quotes people put around one say nothing
 * more, and no query language has a way to search for a quote. */
static char *
clean_term (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *plain = NULL;
  GString         *unquoted = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      g_string_append_unichar (unquoted, dp_text_is_double_quote (character) ? ' ' : character);
    }

  plain = g_string_free (unquoted, FALSE);

  return dp_text_clean (plain);
}

static gboolean
contains_without_case (GPtrArray  *list,
                       const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *other = g_utf8_casefold (g_ptr_array_index (list, i), -1);

      if (strcmp (other, folded) == 0)
        return TRUE;
    }

  return FALSE;
}

static char **
end_list (GPtrArray *list)
{
  g_ptr_array_add (list, NULL);

  return (char **)g_ptr_array_free (list, FALSE);
}

static gboolean
check_term (const char *term,
            GError    **error)
{
  if (!dp_text_has_word (term))
    {
      g_set_error (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_TERM,
                   _("“%s” has no letter or digit to search for."), term);
      return FALSE;
    }

  if (g_utf8_strlen (term, -1) > MAX_TERM_LENGTH)
    {
      g_autofree char *start = g_utf8_substring (term, 0, 40);

      g_set_error (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_TERM,
                   _("“%s…” is too long. A word or phrase can have at most %d characters."),
                      start, MAX_TERM_LENGTH);
      return FALSE;
    }

  return TRUE;
}

static gboolean
normalize_terms (char  ***terms,
                 GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  glong length = 0;

  for (gsize i = 0; *terms != NULL && (*terms)[i] != NULL; i++)
    {
      g_autofree char *term = clean_term ((*terms)[i]);

      if (*term == '\0' || contains_without_case (list, term))
        continue;

      if (!check_term (term, error))
        return FALSE;

      length += g_utf8_strlen (term, -1);
      if (length > MAX_TERMS_LENGTH)
        {
          g_set_error (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_TERM,
                       _("There are too many words. Together they can have at most %d characters."),
                          MAX_TERMS_LENGTH);
          return FALSE;
        }

      g_ptr_array_add (list, g_steal_pointer (&term));
    }

  g_strfreev (*terms);
  *terms = end_list (g_steal_pointer (&list));

  return TRUE;
}

/* `CS.cl` is cs.CL, `math.MP` is math-ph, `cs` and `cs.*` are all of cs, and
 * `hep-th.*` is hep-th, which has no classes. */
static const char *
find_category (const char *text)
{
  gboolean          is_archive = g_str_has_suffix (text, ".*");
  g_autofree char  *bare = g_strndup (text, strlen (text) - (is_archive ? strlen (".*") : 0));
  g_autofree char  *archive = g_strconcat (bare, ".*", NULL);
  const DpCategory *category = dp_category_find (archive);

  if (category == NULL && !(is_archive && strchr (bare, '.') != NULL))
    category = dp_category_find (bare);

  return category != NULL ? dp_category_resolve_alias (category->id) : NULL;
}

static gboolean
normalize_categories (char  ***categories,
                      GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; *categories != NULL && (*categories)[i] != NULL; i++)
    {
      g_autofree char *text = clean_term ((*categories)[i]);
      const char      *category = NULL;

      if (*text == '\0')
        continue;

      category = find_category (text);
      if (category == NULL)
        {
          g_set_error (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_CATEGORY,
                       _("“%s” is not a category of arXiv. Categories look like “cs.CL”, “hep-th” or “cs.*”."),
                          text);
          return FALSE;
        }

      if (!contains_without_case (list, category))
        g_ptr_array_add (list, g_strdup (category));
    }

  g_strfreev (*categories);
  *categories = end_list (g_steal_pointer (&list));

  return TRUE;
}

/* Such a topic would stay empty for ever, and nobody would know why. */
static gboolean
check_excluded (const DpTopic *self,
                GError       **error)
{
  for (gsize i = 0; self->excluded[i] != NULL; i++)
    for (gsize j = 0; self->words[j] != NULL; j++)
      {
        g_autofree char *excluded = g_utf8_casefold (self->excluded[i], -1);
        g_autofree char *word = g_utf8_casefold (self->words[j], -1);

        if (strcmp (excluded, word) == 0)
          {
            g_set_error (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_TERM,
                         _("“%s” cannot be both wanted and excluded."), self->words[j]);
            return FALSE;
          }
      }

  return TRUE;
}

static char *
derive_name (const DpTopic *self)
{
  char           **source = self->authors;
  g_autofree char *name = NULL;
  g_autofree char *start = NULL;

  if (*self->words != NULL)
    source = self->words;
  else if (*self->categories != NULL)
    source = self->categories;

  name = g_strjoinv (" / ", source);
  if (g_utf8_strlen (name, -1) <= MAX_NAME_LENGTH)
    return g_steal_pointer (&name);

  start = g_utf8_substring (name, 0, MAX_NAME_LENGTH - 1);

  return g_strconcat (g_strchomp (start), "…", NULL);
}

static gboolean
normalize_name (DpTopic *self,
                GError **error)
{
  g_autofree char *name = dp_text_clean (self->name);

  if (name == NULL || *name == '\0')
    {
      g_free (g_steal_pointer (&name));
      name = derive_name (self);
    }

  if (g_utf8_strlen (name, -1) > MAX_NAME_LENGTH)
    {
      g_set_error (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_NAME,
                   _("The name is too long. It can have at most %d characters."),
                      MAX_NAME_LENGTH);
      return FALSE;
    }

  g_free (self->name);
  self->name = g_steal_pointer (&name);

  return TRUE;
}

static gboolean
check_keep (guint    keep,
            GError **error)
{
  if (keep >= 1 && keep <= DP_TOPIC_MAX_KEEP)
    return TRUE;

  g_set_error (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_KEEP,
               _("A topic can keep between 1 and %d papers."), DP_TOPIC_MAX_KEEP);

  return FALSE;
}

static gboolean
check_not_empty (const DpTopic *self,
                 GError       **error)
{
  if (*self->words != NULL || *self->categories != NULL || *self->authors != NULL)
    return TRUE;

  g_set_error_literal (error, DP_TOPIC_ERROR, DP_TOPIC_ERROR_EMPTY,
                       _("A topic needs at least one word, category or author to look for."));

  return FALSE;
}

/**
 * dp_topic_normalize:
 * @self: a topic, its texts as somebody typed them
 * @error: return location for an error
 *
 * Brings what was typed into the one form that is stored, compared and sent.
 * Terms lose double quotes (each is a phrase anyway), outer and doubled white
 * space, control characters, and repeats without regard to case; other
 * punctuation stays, and whoever builds a query quotes the term. Categories take
 * arXiv's spelling, aliases are resolved, and an archive with classes stands for
 * all of them (`cs` is `cs.*`). Without a name the topic gets one: the words
 * joined by " / ", else the categories, else the authors, shortened at 200
 * characters. What is only white space is as good as absent; after success no
 * list is %NULL.
 *
 * On failure @self is untouched and the error, in %DP_TOPIC_ERROR, is a sentence
 * for the person who typed. Whether the name is taken only a library knows. Any thread.
 *
 * Returns: %FALSE when the topic cannot be followed as it is
 */
gboolean
dp_topic_normalize (DpTopic *self,
                    GError **error)
{
  g_autoptr (DpTopic) copy = NULL;
  DpTopic old = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);

  copy = dp_topic_copy (self);

  if (!normalize_terms (&copy->words, error) ||
      !normalize_terms (&copy->excluded, error) ||
      !normalize_terms (&copy->authors, error) ||
      !normalize_categories (&copy->categories, error) ||
      !check_not_empty (copy, error) ||
      !check_excluded (copy, error) ||
      !check_keep (copy->keep, error) ||
      !normalize_name (copy, error))
    return FALSE;

  /* The old texts leave with the copy. */
  old = *self;
  *self = *copy;
  *copy = old;

  return TRUE;
}
