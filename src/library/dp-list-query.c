/* dp-list-query.c: which papers, in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-list-query.h"

#include "model/search/dp-search-expression.h"

#include <string.h>

/* These names are used on the command line, in settings and as the target of the
 * window's action, so they stay. */
static const struct
{
  const char *name;
  gboolean    descends; /* when nobody says */
} sort_keys[] = {
  [DP_SORT_DATE] = { "date", TRUE },
  [DP_SORT_TITLE] = { "title", FALSE },
  [DP_SORT_AUTHOR] = { "author", FALSE },
  [DP_SORT_CATEGORY] = { "category", FALSE },
  [DP_SORT_COMMENT] = { "comment", FALSE },
  [DP_SORT_UPVOTES] = { "upvotes", TRUE },
  [DP_SORT_STARS] = { "stars", TRUE },
  [DP_SORT_DAY] = { "day", TRUE },
  [DP_SORT_STAR] = { "star", TRUE },
  [DP_SORT_UNREAD] = { "unread", TRUE },
  [DP_SORT_TOPICS] = { "topics", FALSE },
  [DP_SORT_TASKS] = { "tasks", FALSE },
  [DP_SORT_TAGS] = { "tags", FALSE },
  [DP_SORT_SUMMARY] = { "summary", FALSE },
  [DP_SORT_CODE] = { "code", FALSE },
  [DP_SORT_MODELS] = { "models", FALSE },
  [DP_SORT_NEAREST] = { "nearest", FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (sort_keys) == DP_SORT_N_KEYS);

/**
 * dp_sort_key_to_string:
 * @key: what a list is sorted by
 *
 * Returns: (transfer none): its name, static
 */
const char *
dp_sort_key_to_string (DpSortKey key)
{
  g_return_val_if_fail ((guint)key < DP_SORT_N_KEYS, NULL);

  return sort_keys[key].name;
}

static gboolean
find_key (const char *name,
          gsize       length,
          DpSortKey  *out_key)
{
  for (guint i = 0; i < DP_SORT_N_KEYS; i++)
    if (strlen (sort_keys[i].name) == length && strncmp (sort_keys[i].name, name, length) == 0)
      {
        *out_key = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * dp_sort_parse:
 * @text: `title`, `title:asc`, `date:desc` and so on
 * @out_key: (out): the key; untouched on failure
 * @out_descending: (out): the direction; untouched on failure
 *
 * Without a direction, `date`, `upvotes`, `stars`, `day`, `star` and `unread`
 * descend and the others ascend, which is what one wants to see first. Any thread.
 *
 * Returns: %FALSE when @text is no sort
 */
gboolean
dp_sort_parse (const char *text,
               DpSortKey  *out_key,
               gboolean   *out_descending)
{
  const char *colon = NULL;
  DpSortKey   key = DP_SORT_DATE;
  gboolean    descending = FALSE;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_key != NULL && out_descending != NULL, FALSE);

  colon = strchr (text, ':');
  if (!find_key (text, colon != NULL ? (gsize)(colon - text) : strlen (text), &key))
    return FALSE;

  if (colon == NULL)
    descending = sort_keys[key].descends;
  else if (g_str_equal (colon, ":desc"))
    descending = TRUE;
  else if (!g_str_equal (colon, ":asc"))
    return FALSE;

  *out_key = key;
  *out_descending = descending;

  return TRUE;
}

/**
 * dp_sort_format:
 * @key: what a list is sorted by
 * @descending: in which direction
 *
 * Returns: (transfer full): what dp_sort_parse() reads, always with a direction
 */
char *
dp_sort_format (DpSortKey key,
                gboolean  descending)
{
  return g_strconcat (dp_sort_key_to_string (key), descending ? ":desc" : ":asc", NULL);
}

/**
 * dp_list_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): one that owns all it points to
 */
DpListQuery *
dp_list_query_copy (const DpListQuery *self)
{
  DpListQuery *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->search = g_strdup (self->search);
  copy->day = g_strdup (self->day);
  copy->task = g_strdup (self->task);
  copy->tag = g_strdup (self->tag);

  return copy;
}

/**
 * dp_list_query_free:
 * @self: (transfer full) (nullable): what dp_list_query_copy() gave
 */
void
dp_list_query_free (DpListQuery *self)
{
  if (self == NULL)
    return;

  g_free (self->search);
  g_free (self->day);
  g_free (self->task);
  g_free (self->tag);
  g_free (self);
}

/**
 * dp_list_query_is_like:
 * @search: (nullable): what was typed
 *
 * Returns: whether @search asks for the papers that are like one, and %DP_SORT_NEAREST
 *   has a meaning for it. Any thread.
 */
gboolean
dp_list_query_is_like (const char *search)
{
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (search);

  return dp_search_expression_get_like (expression) != NULL;
}

/**
 * dp_list_query_equal:
 * @a: a query
 * @b: another
 *
 * Fields that the scope makes no use of do not count, and no search is the same
 * as an empty one.
 *
 * Returns: whether both ask for the same list
 */
gboolean
dp_list_query_equal (const DpListQuery *a,
                     const DpListQuery *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->scope == b->scope &&
         (a->scope != DP_SCOPE_TOPIC || a->topic_id == b->topic_id) &&
         (a->scope != DP_SCOPE_TASK || g_strcmp0 (a->task, b->task) == 0) &&
         (a->scope != DP_SCOPE_TAG || g_strcmp0 (a->tag, b->tag) == 0) &&
         (a->scope != DP_SCOPE_COLLECTION || a->collection_id == b->collection_id) &&
         (a->scope != DP_SCOPE_SMART || a->smart_id == b->smart_id) &&
         (a->scope != DP_SCOPE_NEW || a->new_since == b->new_since) &&
         (a->scope != DP_SCOPE_DAY || g_strcmp0 (a->day, b->day) == 0) &&
         !a->unread_only == !b->unread_only &&
         a->sort == b->sort &&
         !a->descending == !b->descending &&
         g_str_equal (a->search != NULL ? a->search : "", b->search != NULL ? b->search : "");
}
