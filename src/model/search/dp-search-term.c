/* dp-search-term.c: one word of a search, and what it stands for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/search/dp-search-term.h"

#include "model/dp-category.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"
#include "model/search/dp-search-day.h"

#include <glib/gi18n.h>
#include <string.h>

/* A sentence quotes no more of a word than this. */
#define MAX_QUOTED 40

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_QUOTED)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, MAX_QUOTED);

  return g_strconcat (start, "…", NULL);
}

/**
 * dp_search_term_explain_no_value:
 * @field: a field
 *
 * Returns: (transfer full): a sentence for who wrote its name and nothing after it
 */
char *
dp_search_term_explain_no_value (DpSearchField field)
{
  return g_strdup_printf (_("“%s:” needs a value right after it, as in %s."),
                             dp_search_field_get_name (field), dp_search_field_get_example (field));
}

static char *
explain_property (DpSearchField field,
                  const char   *value)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *shown = shorten (value);

  for (guint i = 0; i < DP_SEARCH_N_PROPERTIES; i++)
    if (dp_search_property_get_field (i) == field)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", dp_search_property_get_name (i));

  return g_strdup_printf (_("“%s:” cannot be “%s”; it is one of: %s."), dp_search_field_get_name (field), shown, names->str);
}

static gboolean
is_known_category (const char *value)
{
  g_autofree char *archive = g_strconcat (value, ".*", NULL);

  return dp_category_find (value) != NULL || dp_category_find (archive) != NULL;
}

/* Why the value is left out; %NULL for one that says something. */
static char *
complain (DpSearchNode *node)
{
  g_autofree char *shown = shorten (node->text);
  g_autofree char *id = NULL;

  switch (node->field)
    {
    case DP_SEARCH_DAY:
    case DP_SEARCH_AFTER:
    case DP_SEARCH_BEFORE:
      if (!dp_search_day_is_valid (node->text))
        return g_strdup_printf (_("“%s” is not a day: write 2025-03-10, 2025-03, 2025, today, yesterday or 7d for seven days ago."), shown);
      return NULL;

    case DP_SEARCH_IS:
    case DP_SEARCH_HAS:
      if (!dp_search_property_find (node->field, node->text, &node->property))
        return explain_property (node->field, node->text);
      return NULL;

    case DP_SEARCH_ID:
    case DP_SEARCH_LIKE:
      id = dp_paper_id_parse (node->text, NULL);
      if (id == NULL)
        return g_strdup_printf (_("“%s” is not the id or address of a paper."), shown);
      g_free (node->text);
      node->text = g_steal_pointer (&id);
      return NULL;

    case DP_SEARCH_ANY:
    case DP_SEARCH_TITLE:
    case DP_SEARCH_AUTHOR:
    case DP_SEARCH_ABSTRACT:
    case DP_SEARCH_COMMENT:
    case DP_SEARCH_NOTE:
    case DP_SEARCH_CATEGORY:
    case DP_SEARCH_TOPIC:
    case DP_SEARCH_TAG:
    case DP_SEARCH_COLLECTION:
    case DP_SEARCH_TASK:
      return NULL;
    }

  return NULL;
}

/* What is worth saying of a value that is searched all the same. */
static char *
advise (const DpSearchNode *node)
{
  if (node->field == DP_SEARCH_CATEGORY && !node->is_prefix && !is_known_category (node->text))
    {
      g_autofree char *shown = shorten (node->text);

      return g_strdup_printf (_("arXiv has no category “%s”."), shown);
    }

  if (node->field == DP_SEARCH_ANY && !node->is_phrase && strcmp (node->text, "NOT") == 0)
    return g_strdup (_("“NOT” is searched as a word; a minus before a word, as in -survey, leaves papers out."));

  return NULL;
}

/**
 * dp_search_term_new:
 * @field: what stood before the colon
 * @raw: valid UTF-8: what stood after it, without the quotes
 * @is_phrase: whether it was in quotes
 * @is_last: whether more of it may still be typed
 * @out_complaint: (out) (transfer full) (nullable): a sentence for people
 *
 * Makes the term for a value. Any thread.
 *
 * Returns: (transfer full) (nullable): the term, where there is a complaint searched
 *   in spite of it; %NULL when the value says nothing, or nothing yet
 */
DpSearchNode *
dp_search_term_new (DpSearchField field,
                    const char   *raw,
                    gboolean      is_phrase,
                    gboolean      is_last,
                    char        **out_complaint)
{
  g_autoptr (DpSearchNode) node = dp_search_node_new (DP_SEARCH_TERM);

  *out_complaint = NULL;
  node->field = field;
  node->text = dp_text_clean (raw);
  node->is_phrase = is_phrase;
  node->is_prefix = is_last;

  if (!dp_text_has_word (node->text))
    {
      if (field != DP_SEARCH_ANY)
        *out_complaint = dp_search_term_explain_no_value (field);
      return NULL;
    }

  *out_complaint = complain (node);
  if (*out_complaint != NULL)
    return NULL;

  *out_complaint = advise (node);
  if (field == DP_SEARCH_ANY && !is_phrase)
    node->id = dp_paper_id_parse (node->text, NULL);

  return g_steal_pointer (&node);
}
