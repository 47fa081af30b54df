/* dp-arxiv-query.c: a topic → what arXiv is asked
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sources/dp-arxiv-query.h"

#include <string.h>

/* arXiv promises no precedence, ORs a bare word to the term before it, and drops quotes
 * that are not balanced (its user manual, and what other programs found out). So every
 * term is a quoted phrase with a field before it, everything is in parentheses, and what
 * could be read as syntax inside the quotes becomes a space; the server's own tokenizer
 * would drop it anyway. Pure functions, any thread. */

static gboolean
is_part_of_a_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || (c < 0x80 && strchr ("-.'+#/_@$%=", (int)c) != NULL);
}

/* Gives %NULL when nothing is left to look for. */
static char *
clean_term (const char *term)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  gboolean has_word = FALSE;

  if (!g_utf8_validate (term, -1, NULL))
    return NULL;

  for (const char *p = term; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_part_of_a_word (c))
        g_string_append_unichar (clean, c);
      else if (clean->len > 0 && clean->str[clean->len - 1] != ' ')
        g_string_append_c (clean, ' ');

      has_word = has_word || g_unichar_isalnum (c);
    }

  if (!has_word)
    return NULL;

  return g_strchomp (g_string_free (g_steal_pointer (&clean), FALSE));
}

/* A category or an archive: `cs.CL`, `math-ph`, `cs.*`. */
static char *
clean_category (const char *category)
{
  const char *p = category;

  while (g_ascii_isalpha (*p) || (*p != '\0' && strchr ("-.*", *p) != NULL))
    p++;

  return p > category && *p == '\0' ? g_strdup (category) : NULL;
}

/* Adds `field:value` for each field, alternatives all. */
static void
append_alternatives (GString    *group,
                     const char *format,
                     const char *value)
{
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "@", value, 0);
  if (group->len > 0)
    g_string_append (group, " OR ");
  g_string_append_len (group, text->str, (gssize)text->len);
}

/* Gives %NULL for a group that is empty, which drops out. */
static char *
build_group (char **terms,
             char *(*clean) (const char *term),
             const char *format)
{
  g_autoptr (GString) group = g_string_new (NULL);

  for (guint i = 0; terms != NULL && terms[i] != NULL; i++)
    {
      g_autofree char *value = clean (terms[i]);

      if (value != NULL)
        append_alternatives (group, format, value);
    }

  if (group->len == 0)
    return NULL;

  g_string_prepend_c (group, '(');
  g_string_append_c (group, ')');

  return g_string_free (g_steal_pointer (&group), FALSE);
}

/**
 * dp_arxiv_query_build:
 * @topic: what to look for, whatever was typed
 *
 * Builds arXiv's `search_query`: any word in title or abstract, and any category, and
 * any author, and no excluded word.
 *
 * Returns: (transfer full) (nullable): the query, not yet escaped for an address;
 *   %NULL when @topic names nothing to look for
 */
char *
dp_arxiv_query_build (const DpTopic *topic)
{
  g_autofree char *words = NULL;
  g_autofree char *categories = NULL;
  g_autofree char *authors = NULL;
  g_autofree char *excluded = NULL;
  g_autofree char *wanted = NULL;
  g_autoptr (GStrvBuilder) groups = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (topic != NULL, NULL);

  words = build_group (topic->words, clean_term, "ti:\"@\" OR abs:\"@\"");
  categories = build_group (topic->categories, clean_category, "cat:@");
  authors = build_group (topic->authors, clean_term, "au:\"@\"");
  excluded = build_group (topic->excluded, clean_term, "ti:\"@\" OR abs:\"@\"");

  if (words != NULL)
    g_strv_builder_add (groups, words);
  if (categories != NULL)
    g_strv_builder_add (groups, categories);
  if (authors != NULL)
    g_strv_builder_add (groups, authors);
  parts = g_strv_builder_end (groups);

  if (g_strv_length (parts) == 0)
    return NULL;

  wanted = g_strjoinv (" AND ", parts);
  if (excluded == NULL)
    return g_steal_pointer (&wanted);
  if (g_strv_length (parts) == 1)
    return g_strdup_printf ("%s ANDNOT %s", wanted, excluded);

  return g_strdup_printf ("(%s) ANDNOT %s", wanted, excluded);
}

/**
 * dp_arxiv_query_build_path:
 * @topic: what to look for
 * @start: from which paper on, the newest being 0
 * @max_results: how many papers; cut to what one request may ask for, and to the end of
 *   what the service gives
 *
 * Returns: (transfer full) (nullable): path and query of the request, newest first;
 *   %NULL when @topic names nothing to look for, or @start is past the end
 */
char *
dp_arxiv_query_build_path (const DpTopic *topic,
                           guint          start,
                           guint          max_results)
{
  g_autofree char *query = NULL;
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (topic != NULL, NULL);

  query = dp_arxiv_query_build (topic);
  if (query == NULL || start >= DP_ARXIV_MAX_OFFSET)
    return NULL;

  max_results = CLAMP (max_results, 1, DP_ARXIV_MAX_PAGE);
  escaped = g_uri_escape_string (query, NULL, FALSE);

  return g_strdup_printf ("/api/query?search_query=%s&start=%u&max_results=%u&sortBy=%s&sortOrder=descending",
                          escaped, start, MIN (max_results, DP_ARXIV_MAX_OFFSET - start),
                          topic->revised ? "lastUpdatedDate" : "submittedDate");
}

/**
 * dp_arxiv_query_build_ids_path:
 * @ids: (array length=n_ids): canonical arXiv ids without version
 * @n_ids: how many, from 1 to %DP_ARXIV_MAX_IDS
 *
 * Returns: (transfer full): path and query of the request for these papers
 */
char *
dp_arxiv_query_build_ids_path (const char *const *ids,
                               guint              n_ids)
{
  g_autoptr (GString) list = g_string_new (NULL);

  g_return_val_if_fail (n_ids >= 1 && n_ids <= DP_ARXIV_MAX_IDS, NULL);

  for (guint i = 0; i < n_ids; i++)
    {
      if (i > 0)
        g_string_append_c (list, ',');
      g_string_append_uri_escaped (list, ids[i], "/", FALSE);
    }

  return g_strdup_printf ("/api/query?id_list=%s&start=0&max_results=%u", list->str, n_ids);
}
