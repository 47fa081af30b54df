/* dp-search-suggest.c: what may be meant by what is being typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/search/dp-search-suggest.h"

#include <glib/gi18n.h>
#include <string.h>

#include "library/dp-day-query.h"
#include "library/dp-task-query.h"
#include "library/mark/dp-collection-query.h"
#include "library/mark/dp-tag-query.h"
#include "library/topic/dp-topic-query.h"
#include "model/dp-category.h"
#include "model/dp-name.h"
#include "model/dp-text.h"
#include "model/search/dp-search-field.h"

#define MAX_SUGGESTIONS 8

/* A single letter begins too many fields to be of help, and any word. */
#define MIN_FIELD_LENGTH 2

static void
free_suggestion (gpointer data)
{
  DpSearchSuggestion *suggestion = data;

  g_free (suggestion->term);
  g_free (suggestion->detail);
  g_free (suggestion);
}

static void
add_suggestion (GPtrArray  *suggestions,
                char       *term /* (transfer full) */,
                const char *detail)
{
  DpSearchSuggestion *suggestion = NULL;

  suggestion = g_new0 (DpSearchSuggestion, 1);
  suggestion->term = term;
  suggestion->detail = g_strdup (detail);
  g_ptr_array_add (suggestions, suggestion);
}

static void
suggest_fields (GPtrArray  *suggestions,
                const char *typed,
                gboolean    even_for_nothing)
{
  gsize length = strlen (typed);

  if (length < MIN_FIELD_LENGTH && !(even_for_nothing && length == 0))
    return;

  for (guint i = DP_SEARCH_TITLE; i < DP_SEARCH_N_FIELDS; i++)
    if (g_ascii_strncasecmp (dp_search_field_get_name (i), typed, length) == 0)
      add_suggestion (suggestions, g_strconcat (dp_search_field_get_name (i), ":", NULL), dp_search_field_get_description (i));
}

static void
suggest_categories (GPtrArray  *suggestions,
                    const char *typed)
{
  g_autoptr (GPtrArray) found = dp_category_suggest (*typed != '\0' ? typed : "cs", MAX_SUGGESTIONS);

  for (guint i = 0; i < found->len; i++)
    {
      const DpCategory *category = g_ptr_array_index (found, i);

      add_suggestion (suggestions, dp_search_field_format (DP_SEARCH_CATEGORY, category->id), category->name);
    }
}

static void
suggest_properties (GPtrArray    *suggestions,
                    DpSearchField field,
                    const char   *typed)
{
  for (guint i = 0; i < DP_SEARCH_N_PROPERTIES; i++)
    if (dp_search_property_get_field (i) == field &&
        g_ascii_strncasecmp (dp_search_property_get_name (i), typed, strlen (typed)) == 0)
      add_suggestion (suggestions, dp_search_field_format (field, dp_search_property_get_name (i)),
                      dp_search_property_get_description (i));
}

/* A name is suggested for the beginning of any of its words. */
static gboolean
begins_so (const char *name,
           const char *typed)
{
  g_autofree char *key = dp_name_dup_key (name);
  g_autofree char *typed_key = dp_name_dup_key (typed);
  g_autofree char *spaced = g_strconcat (" ", key, NULL);
  g_autofree char *wanted = g_strconcat (" ", typed_key, NULL);

  return strstr (spaced, wanted) != NULL;
}

static void
suggest_name (GPtrArray    *suggestions,
              DpSearchField field,
              const char   *typed,
              const char   *name,
              guint         n_papers)
{
  g_autofree char *count = NULL;

  if (suggestions->len >= MAX_SUGGESTIONS || !dp_text_has_word (name) || !begins_so (name, typed))
    return;

  count = g_strdup_printf (ngettext ("%u paper", "%u papers", n_papers), n_papers);
  add_suggestion (suggestions, dp_search_field_format (field, name), count);
}

static void
suggest_topics (GPtrArray  *suggestions,
                DpLibrary  *library,
                const char *typed)
{
  g_autoptr (GPtrArray) infos = dp_topic_query_list (library, NULL);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      const DpTopicInfo *info = g_ptr_array_index (infos, i);

      suggest_name (suggestions, DP_SEARCH_TOPIC, typed, info->topic->name, info->n_papers);
    }
}

static void
suggest_tags (GPtrArray  *suggestions,
              DpLibrary  *library,
              const char *typed)
{
  g_autoptr (GPtrArray) infos = dp_tag_query_list (library, NULL);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      const DpTagInfo *info = g_ptr_array_index (infos, i);

      suggest_name (suggestions, DP_SEARCH_TAG, typed, info->name, info->n_papers);
    }
}

static void
suggest_collections (GPtrArray  *suggestions,
                     DpLibrary  *library,
                     const char *typed)
{
  g_autoptr (GPtrArray) infos = dp_collection_query_list (library, NULL);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      const DpCollectionInfo *info = g_ptr_array_index (infos, i);

      suggest_name (suggestions, DP_SEARCH_COLLECTION, typed, info->name, info->n_papers);
    }
}

static void
suggest_tasks (GPtrArray  *suggestions,
               DpLibrary  *library,
               const char *typed)
{
  g_autoptr (GPtrArray) infos = dp_task_query_list (library, NULL);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      const DpTaskInfo *info = g_ptr_array_index (infos, i);

      suggest_name (suggestions, DP_SEARCH_TASK, typed, info->name, info->n_papers);
    }
}

static void
suggest_day (GPtrArray    *suggestions,
             DpSearchField field,
             const char   *typed,
             const char   *day,
             const char   *detail)
{
  if (suggestions->len < MAX_SUGGESTIONS && g_ascii_strncasecmp (day, typed, strlen (typed)) == 0)
    add_suggestion (suggestions, dp_search_field_format (field, day), detail);
}

static void
suggest_lists (GPtrArray  *suggestions,
               DpLibrary  *library,
               const char *typed)
{
  g_autoptr (GPtrArray) infos = dp_day_query_list (library, NULL, NULL, 100, NULL);

  for (guint i = 0; infos != NULL && i < infos->len; i++)
    {
      const DpDayInfo *info = g_ptr_array_index (infos, i);
      g_autofree char *count = g_strdup_printf (ngettext ("%u paper", "%u papers", info->n_papers), info->n_papers);

      if (info->n_papers > 0)
        suggest_day (suggestions, DP_SEARCH_DAY, typed, info->day, count);
    }
}

static void
suggest_days (GPtrArray    *suggestions,
              DpLibrary    *library,
              DpSearchField field,
              const char   *typed)
{
  g_autofree char *today = dp_time_format_day (dp_time_now ());
  g_autofree char *month = g_strndup (today, strlen ("2025-03"));
  g_autofree char *year = g_strndup (today, strlen ("2025"));

  suggest_day (suggestions, field, typed, "today", field == DP_SEARCH_DAY ? _("The newest list") : NULL);
  suggest_day (suggestions, field, typed, "yesterday", field == DP_SEARCH_DAY ? _("The list before it") : NULL);
  if (field == DP_SEARCH_DAY)
    {
      if (library != NULL)
        suggest_lists (suggestions, library, typed);
      return;
    }

  suggest_day (suggestions, field, typed, "7d", _("A week ago"));
  suggest_day (suggestions, field, typed, month, _("This month"));
  suggest_day (suggestions, field, typed, year, _("This year"));
}

static void
suggest_values (GPtrArray    *suggestions,
                DpLibrary    *library,
                DpSearchField field,
                const char   *typed)
{
  if (field == DP_SEARCH_CATEGORY)
    suggest_categories (suggestions, typed);
  else if (field == DP_SEARCH_IS || field == DP_SEARCH_HAS)
    suggest_properties (suggestions, field, typed);
  else if (field == DP_SEARCH_DAY || field == DP_SEARCH_AFTER || field == DP_SEARCH_BEFORE)
    suggest_days (suggestions, library, field, typed);
  else if (field == DP_SEARCH_TOPIC && library != NULL)
    suggest_topics (suggestions, library, typed);
  else if (field == DP_SEARCH_TAG && library != NULL)
    suggest_tags (suggestions, library, typed);
  else if (field == DP_SEARCH_COLLECTION && library != NULL)
    suggest_collections (suggestions, library, typed);
  else if (field == DP_SEARCH_TASK && library != NULL)
    suggest_tasks (suggestions, library, typed);
}

/* Where the term begins that ends at @end: after white space or a parenthesis that is
 * not within quotes, and after a minus. */
static const char *
find_term (const char *text,
           const char *end)
{
  const char *start = text;
  gboolean    is_quoted = FALSE;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (dp_text_is_double_quote (character))
        is_quoted = !is_quoted;
      else if (!is_quoted && (g_unichar_isspace (character) || *p == '('))
        start = g_utf8_next_char (p);
    }

  return start < end && *start == '-' ? start + 1 : start;
}

/**
 * dp_search_suggest:
 * @library: (nullable): whose topics, tags, collections, tasks and days are suggested
 * @text: valid UTF-8: what is typed
 * @cursor: where, in bytes
 * @even_for_nothing: whether to suggest all fields where no word has begun
 * @out_start: (out): where the term begins that a suggestion takes the place of
 *
 * Finds what may be meant by the term that ends at the cursor: the fields whose names
 * begin so, or values of the field that it has. At most a millisecond. On the thread
 * that owns the library.
 *
 * Returns: (transfer full) (element-type DpSearchSuggestion): the best first; empty
 *   where the best is there already
 */
GPtrArray *
dp_search_suggest (DpLibrary  *library,
                   const char *text,
                   gsize       cursor,
                   gboolean    even_for_nothing,
                   gsize      *out_start)
{
  GPtrArray       *suggestions = g_ptr_array_new_with_free_func (free_suggestion);
  const char      *start = NULL;
  g_autofree char *term = NULL;
  const char      *value = NULL;
  DpSearchField    field = DP_SEARCH_ANY;

  g_return_val_if_fail (text != NULL && out_start != NULL, suggestions);

  start = find_term (text, text + cursor);
  term = g_strndup (start, (gsize)(text + cursor - start));
  *out_start = (gsize)(start - text);

  value = strchr (term, ':');
  if (value == NULL)
    {
      suggest_fields (suggestions, term, even_for_nothing);
    }
  else if (dp_search_field_find (term, (gsize)(value - term), &field))
    {
      value++;
      if (*value != '\0' && dp_text_is_double_quote (g_utf8_get_char (value)))
        value = g_utf8_next_char (value);
      suggest_values (suggestions, library, field, value);
    }

  if (suggestions->len > 0 && g_ascii_strcasecmp (((DpSearchSuggestion *)suggestions->pdata[0])->term, term) == 0)
    g_ptr_array_set_size (suggestions, 0);

  return suggestions;
}
