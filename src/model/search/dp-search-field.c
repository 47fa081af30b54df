/* dp-search-field.c: what a search can be limited to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/search/dp-search-field.h"

#include "model/dp-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* clang-format off */

/* The words of the language are the same in every tongue, as those of a command line
 * are: searches are kept, exported and told to others. */
static const struct
{
  const char *name;
  const char *example; /* of a whole term */
  const char *description;
} fields[] = {
  [DP_SEARCH_ANY] = { NULL, NULL, NULL },
  [DP_SEARCH_TITLE] = { "title", "title:diffusion", N_("Word or phrase of the title") },
  [DP_SEARCH_AUTHOR] = { "author", "author:\"van der Berg\"", N_("Name of an author") },
  [DP_SEARCH_ABSTRACT] = { "abstract", "abstract:\"we prove\"", N_("Word or phrase of the abstract") },
  [DP_SEARCH_COMMENT] = { "comment", "comment:accepted", N_("Word or phrase of the comment") },
  [DP_SEARCH_NOTE] = { "note", "note:later", N_("Word or phrase of your note") },
  [DP_SEARCH_CATEGORY] = { "cat", "cat:cs.CL", N_("Category, or all of a field, as cs") },
  [DP_SEARCH_TOPIC] = { "topic", "topic:retrieval", N_("In the list of a topic") },
  [DP_SEARCH_TAG] = { "tag", "tag:thesis", N_("With a tag") },
  [DP_SEARCH_COLLECTION] = { "collection", "collection:seminar", N_("In a collection") },
  [DP_SEARCH_TASK] = { "task", "task:\"question answering\"", N_("With a task") },
  [DP_SEARCH_DAY] = { "day", "day:2025-03-10", N_("In the list of a day or month") },
  [DP_SEARCH_AFTER] = { "after", "after:2025-01", N_("First submitted then or later") },
  [DP_SEARCH_BEFORE] = { "before", "before:2025", N_("First submitted earlier") },
  [DP_SEARCH_IS] = { "is", "is:unread", N_("Unread, read, bookmarked or revised") },
  [DP_SEARCH_HAS] = { "has", "has:code", N_("Has code, a note and others") },
  [DP_SEARCH_ID] = { "id", "id:2501.12948", N_("Id, DOI or address of the paper") },
  [DP_SEARCH_LIKE] = { "like", "like:2501.12948", N_("The papers most like one, by id") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == DP_SEARCH_N_FIELDS);

/* What arXiv's own search and other programs call them. */
static const struct
{
  const char   *name;
  DpSearchField field;
} other_names[] = {
  { "ti", DP_SEARCH_TITLE },
  { "au", DP_SEARCH_AUTHOR },
  { "abs", DP_SEARCH_ABSTRACT },
  { "co", DP_SEARCH_COMMENT },
  { "category", DP_SEARCH_CATEGORY },
};

static const struct
{
  DpSearchField field;
  const char   *name;
  const char   *description;
} properties[] = {
  [DP_SEARCH_IS_UNREAD] = { DP_SEARCH_IS, "unread", N_("Not read yet") },
  [DP_SEARCH_IS_READ] = { DP_SEARCH_IS, "read", N_("Read") },
  [DP_SEARCH_IS_BOOKMARKED] = { DP_SEARCH_IS, "bookmarked", N_("Bookmarked") },
  [DP_SEARCH_IS_REVISED] = { DP_SEARCH_IS, "revised", N_("Revised since you marked it") },
  [DP_SEARCH_HAS_CODE] = { DP_SEARCH_HAS, "code", N_("Has code") },
  [DP_SEARCH_HAS_MODELS] = { DP_SEARCH_HAS, "models", N_("Has models") },
  [DP_SEARCH_HAS_NOTE] = { DP_SEARCH_HAS, "note", N_("Has a note of yours") },
  [DP_SEARCH_HAS_PDF] = { DP_SEARCH_HAS, "pdf", N_("Its PDF is on this computer") },
  [DP_SEARCH_HAS_SUMMARY] = { DP_SEARCH_HAS, "summary", N_("Has a summary") },
  [DP_SEARCH_HAS_TAG] = { DP_SEARCH_HAS, "tag", N_("Has a tag") },
};

/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (properties) == DP_SEARCH_N_PROPERTIES);

static gboolean
is_name (const char *name,
         const char *text,
         gsize       length)
{
  return strlen (name) == length && g_ascii_strncasecmp (name, text, length) == 0;
}

/**
 * dp_search_field_find:
 * @name: what stands before a colon, in any case
 * @length: its length in bytes
 * @out_field: (out): the field; untouched where there is none
 *
 * Any thread.
 *
 * Returns: whether @name is the name of a field
 */
gboolean
dp_search_field_find (const char    *name,
                      gsize          length,
                      DpSearchField *out_field)
{
  g_return_val_if_fail (name != NULL && out_field != NULL, FALSE);

  for (guint i = DP_SEARCH_TITLE; i < DP_SEARCH_N_FIELDS; i++)
    if (is_name (fields[i].name, name, length))
      {
        *out_field = i;
        return TRUE;
      }

  for (guint i = 0; i < G_N_ELEMENTS (other_names); i++)
    if (is_name (other_names[i].name, name, length))
      {
        *out_field = other_names[i].field;
        return TRUE;
      }

  return FALSE;
}

/**
 * dp_search_field_get_name:
 * @field: any but %DP_SEARCH_ANY
 *
 * Returns: (transfer none): what stands before the colon
 */
const char *
dp_search_field_get_name (DpSearchField field)
{
  g_return_val_if_fail (field > DP_SEARCH_ANY && field < DP_SEARCH_N_FIELDS, NULL);

  return fields[field].name;
}

/**
 * dp_search_field_get_example:
 * @field: any but %DP_SEARCH_ANY
 *
 * Returns: (transfer none): a term that shows how it is written
 */
const char *
dp_search_field_get_example (DpSearchField field)
{
  g_return_val_if_fail (field > DP_SEARCH_ANY && field < DP_SEARCH_N_FIELDS, NULL);

  return fields[field].example;
}

/**
 * dp_search_field_get_description:
 * @field: any but %DP_SEARCH_ANY
 *
 * Returns: (transfer none): what it finds, in some words for people
 */
const char *
dp_search_field_get_description (DpSearchField field)
{
  g_return_val_if_fail (field > DP_SEARCH_ANY && field < DP_SEARCH_N_FIELDS, NULL);

  return _(fields[field].description);
}

/**
 * dp_search_field_is_text:
 * @field: a field
 *
 * Returns: whether its values are words of the search index
 */
gboolean
dp_search_field_is_text (DpSearchField field)
{
  return field <= DP_SEARCH_NOTE;
}

static gboolean
needs_quotes (const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)) || *p == '(' || *p == ')')
      return TRUE;

  return FALSE;
}

/**
 * dp_search_field_format:
 * @field: a field
 * @value: valid UTF-8: what is to be found
 *
 * Writes the term for a value, in quotes where it needs them: `cat:cs.CL`,
 * `author:"van der Berg"`. The language knows no way to write a double quote
 * within quotes, so those in @value are left out, which finds the same words.
 *
 * Returns: (transfer full): the term
 */
char *
dp_search_field_format (DpSearchField field,
                        const char   *value)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  const char *name = field == DP_SEARCH_ANY ? "" : fields[field].name;
  const char *colon = field == DP_SEARCH_ANY ? "" : ":";
  const char *quote = NULL;

  g_return_val_if_fail (value != NULL, NULL);

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (!dp_text_is_double_quote (g_utf8_get_char (p)))
      g_string_append_unichar (clean, g_utf8_get_char (p));
  quote = field == DP_SEARCH_ANY || field == DP_SEARCH_AUTHOR || needs_quotes (clean->str) ? "\"" : "";

  return g_strconcat (name, colon, quote, clean->str, quote, NULL);
}

/**
 * dp_search_property_find:
 * @field: %DP_SEARCH_IS or %DP_SEARCH_HAS
 * @value: what stands after the colon, in any case
 * @out_property: (out): what it says of a paper; untouched where it is none
 *
 * Returns: whether there is such a value
 */
gboolean
dp_search_property_find (DpSearchField     field,
                         const char       *value,
                         DpSearchProperty *out_property)
{
  g_return_val_if_fail (value != NULL && out_property != NULL, FALSE);

  for (guint i = 0; i < DP_SEARCH_N_PROPERTIES; i++)
    if (properties[i].field == field && g_ascii_strcasecmp (properties[i].name, value) == 0)
      {
        *out_property = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * dp_search_property_get_name:
 * @property: what is said of a paper
 *
 * Returns: (transfer none): what stands after the colon
 */
const char *
dp_search_property_get_name (DpSearchProperty property)
{
  g_return_val_if_fail ((guint)property < DP_SEARCH_N_PROPERTIES, NULL);

  return properties[property].name;
}

/**
 * dp_search_property_get_description:
 * @property: what is said of a paper
 *
 * Returns: (transfer none): the same in some words for people
 */
const char *
dp_search_property_get_description (DpSearchProperty property)
{
  g_return_val_if_fail ((guint)property < DP_SEARCH_N_PROPERTIES, NULL);

  return _(properties[property].description);
}

/**
 * dp_search_property_get_field:
 * @property: what is said of a paper
 *
 * Returns: %DP_SEARCH_IS or %DP_SEARCH_HAS
 */
DpSearchField
dp_search_property_get_field (DpSearchProperty property)
{
  g_return_val_if_fail ((guint)property < DP_SEARCH_N_PROPERTIES, DP_SEARCH_IS);

  return properties[property].field;
}
