/* dp-paper-json.c: a paper as JSON, the short form of the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-paper-json.h"

static void
add_text (JsonObject *object,
          const char *key,
          const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, key, text);
}

static void
add_count (JsonObject *object,
           const char *key,
           int         count)
{
  if (count != DP_COUNT_UNKNOWN)
    json_object_set_int_member (object, key, count);
}

static void
add_time (JsonObject *object,
          const char *key,
          DpTime      time,
          gboolean    is_day)
{
  g_autofree char *text = is_day ? dp_time_format_day (time) : dp_time_format_iso8601 (time);

  add_text (object, key, text);
}

static void
add_list (JsonObject *object,
          const char *key,
          char      **list)
{
  JsonArray *array = NULL;

  if (list == NULL || *list == NULL)
    return;

  array = json_array_new ();
  for (gsize i = 0; list[i] != NULL; i++)
    json_array_add_string_element (array, list[i]);
  json_object_set_array_member (object, key, array);
}

static void
add_days (JsonObject *object,
          GPtrArray  *days)
{
  JsonArray *array = NULL;

  if (days == NULL || days->len == 0)
    return;

  array = json_array_new ();
  for (guint i = 0; i < days->len; i++)
    {
      const DpDayRank *day = g_ptr_array_index (days, i);

      json_array_add_string_element (array, day->day);
    }
  json_object_set_array_member (object, "days", array);
}

static void
add_links (JsonObject    *object,
           const DpPaper *paper)
{
  g_autoptr (GPtrArray) links = dp_paper_dup_links (paper);
  JsonArray *array = NULL;

  if (links->len == 0)
    return;

  array = json_array_new ();
  for (guint i = 0; i < links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (links, i);
      JsonObject   *item = json_object_new ();

      json_object_set_string_member (item, "kind", dp_link_kind_to_string (link->kind));
      json_object_set_string_member (item, "url", link->url);
      json_array_add_object_element (array, item);
    }
  json_object_set_array_member (object, "links", array);
}

/* What the paper is; a key's place is part of the format. */
static void
add_work (JsonObject    *object,
          const DpPaper *paper)
{
  add_text (object, "id", paper->id);
  if (paper->version > 0)
    json_object_set_int_member (object, "version", paper->version);
  add_text (object, "title", paper->title);
  add_list (object, "authors", paper->authors);
  add_text (object, "abstract", paper->abstract);
  add_text (object, "summary", dp_paper_get_summary (paper));
  add_time (object, "published", paper->published, paper->published_is_day);
  add_time (object, "updated", paper->updated, FALSE);
  add_text (object, "primary_category", paper->primary_category);
  add_list (object, "categories", paper->categories);
  add_text (object, "comment", paper->comment);
  add_text (object, "journal_ref", paper->journal_ref);
  add_text (object, "doi", paper->doi);
}

/* What sources, the library and the user made of it. */
static void
add_surroundings (JsonObject    *object,
                  const DpPaper *paper)
{
  add_list (object, "topics", paper->topics);
  add_days (object, paper->days);
  add_list (object, "tasks", paper->tasks);
  add_list (object, "keywords", paper->keywords);
  add_links (object, paper);
  add_count (object, "upvotes", paper->upvotes);
  add_count (object, "stars", paper->stars);
  json_object_set_boolean_member (object, "bookmarked", paper->bookmarked);
  json_object_set_boolean_member (object, "read", paper->read);
  add_list (object, "tags", paper->tags);
  add_list (object, "collections", paper->collections);
  add_text (object, "note", paper->note);
}

/**
 * dp_paper_json_fill:
 * @object: an object without these members
 * @paper: a paper, all its texts valid UTF-8
 *
 * Adds what the short form has, see dp_paper_json_build(). Any thread.
 */
void
dp_paper_json_fill (JsonObject    *object,
                    const DpPaper *paper)
{
  g_return_if_fail (object != NULL);
  g_return_if_fail (paper != NULL);

  add_work (object, paper);
  add_surroundings (object, paper);
}

/**
 * dp_paper_json_build:
 * @paper: a paper, all its texts valid UTF-8
 *
 * Builds the short form: one object with `id version title authors abstract
 * summary published updated primary_category categories comment journal_ref doi
 * topics days tasks keywords links upvotes stars bookmarked read tags
 * collections note`, in this order. What is not known, and what is empty, is left
 * out; the two marks never are. Times are ISO 8601 in UTC; a `published` of which
 * only the day is known is `YYYY-MM-DD`. `summary` is the preferred one, and
 * `links` are those of dp_paper_dup_links(). Any thread.
 *
 * Returns: (transfer full): an object node
 */
JsonNode *
dp_paper_json_build (const DpPaper *paper)
{
  JsonObject *object = json_object_new ();
  JsonNode   *node = json_node_init_object (json_node_alloc (), object);

  g_return_val_if_fail (paper != NULL, node);

  dp_paper_json_fill (object, paper);
  json_object_unref (object);

  return node;
}

/**
 * dp_paper_json_format:
 * @paper: a paper, all its texts valid UTF-8
 *
 * Writes what dp_paper_json_build() builds. Any thread.
 *
 * Returns: (transfer full): one line without a newline
 */
char *
dp_paper_json_format (const DpPaper *paper)
{
  g_autoptr (JsonNode) node = dp_paper_json_build (paper);

  return json_to_string (node, FALSE);
}
