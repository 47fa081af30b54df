/* dp-search-expression.c: what a person looks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/search/dp-search-expression.h"

#include "model/search/dp-search-parser.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (dp_search_error, dp_search_error)

static void
free_fault (gpointer data)
{
  DpSearchFault *fault = data;

  g_free (fault->sentence);
  g_free (fault);
}

/**
 * dp_search_node_new:
 * @kind: what it is
 *
 * Returns: (transfer full): a node without children or text
 */
DpSearchNode *
dp_search_node_new (DpSearchKind kind)
{
  DpSearchNode *self = g_new0 (DpSearchNode, 1);

  self->kind = kind;
  if (kind != DP_SEARCH_TERM)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_search_node_free);

  return self;
}

/**
 * dp_search_node_free:
 * @self: (transfer full) (nullable): a node, which takes its children along
 */
void
dp_search_node_free (DpSearchNode *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->text);
  g_free (self->id);
  g_free (self);
}

/**
 * dp_search_expression_parse:
 * @text: (nullable): what was typed, in any state
 *
 * Reads a search. Never fails: what has no letter and no digit is dropped, what is
 * wrong is left out and listed as a fault with its place, and what is beyond the
 * limits (64 terms, 16 parentheses in one another, 64 KiB) too. A term at the very
 * end is taken for the beginning of what is being typed: it is looked for as a
 * prefix, and left out where it says nothing yet. Pure; any thread.
 *
 * Returns: (transfer full): the search
 */
DpSearchExpression *
dp_search_expression_parse (const char *text)
{
  DpSearchExpression *self = g_new0 (DpSearchExpression, 1);

  self->faults = g_ptr_array_new_with_free_func (free_fault);
  self->root = dp_search_parser_read (text != NULL ? text : "", self->faults);

  return self;
}

/**
 * dp_search_expression_free:
 * @self: (transfer full) (nullable): a search
 */
void
dp_search_expression_free (DpSearchExpression *self)
{
  if (self == NULL)
    return;

  dp_search_node_free (self->root);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

static void
collect_words (const DpSearchNode *node,
               GPtrArray          *words)
{
  if (node->kind == DP_SEARCH_TERM && dp_search_field_is_text (node->field))
    g_ptr_array_add (words, (gpointer)node);

  if (node->kind == DP_SEARCH_ALL || node->kind == DP_SEARCH_ONE_OF)
    for (guint i = 0; i < node->children->len; i++)
      collect_words (node->children->pdata[i], words);
}

/**
 * dp_search_expression_list_words:
 * @self: a search
 *
 * Lists the words and phrases of titles, authors, abstracts, comments and notes that
 * it asks for, those after a minus left out.
 *
 * Returns: (transfer container) (element-type DpSearchNode): terms that @self lends
 */
GPtrArray *
dp_search_expression_list_words (const DpSearchExpression *self)
{
  GPtrArray *words = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, words);

  if (self->root != NULL)
    collect_words (self->root, words);

  return words;
}

/**
 * dp_search_expression_get_like:
 * @self: a search
 *
 * Tells to which paper all that are found are like, so that they can be sorted by how
 * much they are.
 *
 * Returns: (transfer none) (nullable): the canonical id of that paper
 */
const char *
dp_search_expression_get_like (const DpSearchExpression *self)
{
  const DpSearchNode *root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  root = self->root;
  if (root != NULL && root->kind == DP_SEARCH_TERM && root->field == DP_SEARCH_LIKE)
    return root->text;

  for (guint i = 0; root != NULL && root->kind == DP_SEARCH_ALL && i < root->children->len; i++)
    {
      const DpSearchNode *child = root->children->pdata[i];

      if (child->kind == DP_SEARCH_TERM && child->field == DP_SEARCH_LIKE)
        return child->text;
    }

  return NULL;
}

/**
 * dp_search_expression_get_fault:
 * @self: a search
 *
 * Returns: (transfer none) (nullable): the first thing that was left out because it
 *   is wrong
 */
const DpSearchFault *
dp_search_expression_get_fault (const DpSearchExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->faults->len; i++)
    {
      const DpSearchFault *fault = self->faults->pdata[i];

      if (!fault->is_note)
        return fault;
    }

  return NULL;
}

/**
 * dp_search_expression_check:
 * @text: what was typed, or what a file says
 * @error: return location for a #DpSearchError
 *
 * Any thread.
 *
 * Returns: whether @text is a search that can be kept: it means something, nothing of it
 *   would be left out, and it is no longer than %DP_SEARCH_MAX_KEPT_BYTES
 */
gboolean
dp_search_expression_check (const char *text,
                            GError    **error)
{
  g_autoptr (DpSearchExpression) expression = NULL;
  const DpSearchFault *fault = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  if (strlen (text) > DP_SEARCH_MAX_KEPT_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, DP_SEARCH_ERROR, DP_SEARCH_ERROR_TOO_LONG, _("The search is too long to be kept."));
      return FALSE;
    }

  expression = dp_search_expression_parse (text);
  fault = dp_search_expression_get_fault (expression);
  if (fault != NULL)
    g_set_error_literal (error, DP_SEARCH_ERROR, DP_SEARCH_ERROR_FAULTY, fault->sentence);
  else if (expression->root == NULL)
    g_set_error_literal (error, DP_SEARCH_ERROR, DP_SEARCH_ERROR_EMPTY, _("The search is empty."));

  return fault == NULL && expression->root != NULL;
}
