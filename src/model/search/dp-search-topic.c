/* dp-search-topic.c: a search that becomes a topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/search/dp-search-topic.h"

#include "model/dp-category.h"

#include <glib/gi18n.h>
#include <string.h>

/* A topic is any of some words, in any of some categories, by any of some authors,
 * without some words. A search says that, or more, or something else. */

typedef struct
{
  GPtrArray *words; /* (owned), as the others, of char */
  GPtrArray *excluded;
  GPtrArray *categories;
  GPtrArray *authors;
  GString   *single;   /* words that are all wanted, one after the other */
  GString   *left_out; /* what no topic can say */
} Draft;

static void
leave_out (Draft              *draft,
           const DpSearchNode *node)
{
  g_autofree char *term = NULL;

  if (node->kind == DP_SEARCH_TERM)
    term = dp_search_field_format (node->field, node->text);
  else
    term = g_strdup (node->kind == DP_SEARCH_ONE_OF ? "OR" : node->kind == DP_SEARCH_NOT ? "-"
                                                                                         : "( )");

  g_string_append_printf (draft->left_out, "%s%s", draft->left_out->len > 0 ? ", " : "", term);
}

static gboolean
is_word (const DpSearchNode *node)
{
  return node->kind == DP_SEARCH_TERM && node->id == NULL &&
         (node->field == DP_SEARCH_ANY || node->field == DP_SEARCH_TITLE || node->field == DP_SEARCH_ABSTRACT);
}

/* An archive as a whole is `cs.*` to a topic. */
static char *
dup_category (const char *text)
{
  g_autofree char *archive = g_strconcat (text, ".*", NULL);

  return dp_category_find (text) == NULL && dp_category_find (archive) != NULL ? g_steal_pointer (&archive) : g_strdup (text);
}

/* Where a term may stand with others, of which any will do; %NULL for what is left out. */
static GPtrArray *
find_group (Draft              *draft,
            const DpSearchNode *node)
{
  if (is_word (node))
    return draft->words;
  if (node->kind != DP_SEARCH_TERM)
    return NULL;
  if (node->field == DP_SEARCH_CATEGORY)
    return draft->categories;

  return node->field == DP_SEARCH_AUTHOR ? draft->authors : NULL;
}

static void
add_to_group (GPtrArray          *group,
              const DpSearchNode *term)
{
  g_ptr_array_add (group, term->field == DP_SEARCH_CATEGORY ? dup_category (term->text) : g_strdup (term->text));
}

/* All of one kind, and none of that kind beside them. */
static void
add_one_of (Draft              *draft,
            const DpSearchNode *node)
{
  GPtrArray *group = find_group (draft, node->children->pdata[0]);

  for (guint i = 0; group != NULL && i < node->children->len; i++)
    if (find_group (draft, node->children->pdata[i]) != group)
      group = NULL;

  if (group == NULL || group->len > 0 || (group == draft->words && draft->single->len > 0))
    {
      leave_out (draft, node);
      return;
    }

  for (guint i = 0; i < node->children->len; i++)
    add_to_group (group, node->children->pdata[i]);
}

static void
add_not (Draft              *draft,
         const DpSearchNode *node)
{
  const DpSearchNode *inner = node->children->pdata[0];
  gboolean            is_known = is_word (inner);

  for (guint i = 0; inner->kind == DP_SEARCH_ONE_OF && i < inner->children->len; i++)
    is_known = is_word (inner->children->pdata[i]) && (i == 0 || is_known);

  if (!is_known)
    leave_out (draft, inner->kind == DP_SEARCH_TERM ? inner : node);
  else if (inner->kind == DP_SEARCH_TERM)
    g_ptr_array_add (draft->excluded, g_strdup (inner->text));
  else
    for (guint i = 0; i < inner->children->len; i++)
      g_ptr_array_add (draft->excluded, g_strdup (((DpSearchNode *)inner->children->pdata[i])->text));
}

static void
add_term (Draft              *draft,
          const DpSearchNode *node)
{
  GPtrArray *group = find_group (draft, node);

  if (group == NULL || group->len > 0)
    leave_out (draft, node);
  else if (group == draft->words)
    g_string_append_printf (draft->single, "%s%s", draft->single->len > 0 ? " " : "", node->text);
  else
    add_to_group (group, node);
}

static void
add_node (Draft              *draft,
          const DpSearchNode *node)
{
  switch (node->kind)
    {
    case DP_SEARCH_ALL:
      for (guint i = 0; i < node->children->len; i++)
        add_node (draft, node->children->pdata[i]);
      break;

    case DP_SEARCH_ONE_OF:
      add_one_of (draft, node);
      break;

    case DP_SEARCH_NOT:
      add_not (draft, node);
      break;

    case DP_SEARCH_TERM:
      add_term (draft, node);
      break;
    }
}

static char **
take_strv (GPtrArray *values /* (transfer full) */)
{
  g_ptr_array_add (values, NULL);

  return (char **)g_ptr_array_free (values, FALSE);
}

/**
 * dp_search_topic_new:
 * @expression: a search
 * @out_left_out: (out) (transfer full) (nullable): a sentence on what no topic can say
 *
 * Makes a topic of a search, as far as that goes. Words that are all wanted become one
 * phrase, for of several words a topic takes any. Pure.
 *
 * Returns: (transfer full): the topic, which may be empty
 */
DpTopic *
dp_search_topic_new (const DpSearchExpression *expression,
                     char                    **out_left_out)
{
  DpTopic *topic = dp_topic_new ();
  Draft    draft = { g_ptr_array_new (), g_ptr_array_new (), g_ptr_array_new (), g_ptr_array_new (),
                     g_string_new (NULL), g_string_new (NULL) };

  g_return_val_if_fail (expression != NULL && out_left_out != NULL, topic);

  if (expression->root != NULL)
    add_node (&draft, expression->root);

  if (draft.single->len > 0)
    g_ptr_array_add (draft.words, g_strdup (draft.single->str));
  *out_left_out = NULL;
  if (draft.left_out->len > 0)
    *out_left_out = g_strdup_printf (_("A topic cannot look for everything that a search can. Left out: %s."), draft.left_out->str);

  topic->words = take_strv (draft.words);
  topic->excluded = take_strv (draft.excluded);
  topic->categories = take_strv (draft.categories);
  topic->authors = take_strv (draft.authors);
  g_string_free (draft.single, TRUE);
  g_string_free (draft.left_out, TRUE);

  return topic;
}
