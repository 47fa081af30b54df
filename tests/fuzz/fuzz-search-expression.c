/* fuzz-search-expression.c: any bytes as what somebody searches for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "model/dp-text.h"
#include "model/search/dp-search-expression.h"

#include <string.h>

static guint
check_node (const DpSearchNode *node,
            guint               depth)
{
  guint n_terms = 0;

  g_assert_cmpuint (depth, <, 80);
  if (node->kind == DP_SEARCH_TERM)
    {
      g_autofree char *clean = dp_text_clean (node->text);

      g_assert_true (dp_text_has_word (node->text));
      g_assert_cmpstr (clean, ==, node->text);
      return 1;
    }

  g_assert_cmpuint (node->children->len, >=, node->kind == DP_SEARCH_NOT ? 1 : 2);
  for (guint i = 0; i < node->children->len; i++)
    n_terms += check_node (node->children->pdata[i], depth + 1);

  return n_terms;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (valid);
  g_autoptr (GPtrArray) words = dp_search_expression_list_words (expression);

  g_assert_cmpuint (words->len, <=, 64);
  if (expression->root != NULL)
    g_assert_cmpuint (check_node (expression->root, 0), <=, 64);

  for (guint i = 0; i < expression->faults->len; i++)
    {
      const DpSearchFault *fault = g_ptr_array_index (expression->faults, i);

      g_assert_cmpuint (fault->start + fault->length, <=, strlen (valid));
      g_assert_true (g_utf8_validate (valid + fault->start, (gssize)fault->length, NULL));
      g_assert_true (g_utf8_validate (fault->sentence, -1, NULL));
    }

  return 0;
}
