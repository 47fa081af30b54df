/* dp-library-lines.c: a library as JSON, one thing a line: writing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A line is an object whose `type` says what it is:
 *
 *   library     format uuid papers; the first line
 *   topic       name words[] excluded[] categories[] authors[] keep revised followed
 *               notify removed changed_at; in the user's order
 *   collection  name removed changed_at, and where somebody put them in order: position
 *               ordered_at; in the user's order
 *   smart_collection  name search removed changed_at
 *   paper       what dp_paper_json_build() has, with days[{date,rank}], and
 *               summaries[{source,text}] versions[{n,date}] organization num_comments
 *               thumbnail; for the library itself: stored (when it was first there),
 *               aliases[] (other ids), from{field:"source vN"} (who said it),
 *               said{source:{tasks[] keywords[] links[]}},
 *               places[{topic by[] outdated}] (topics that hold it without matching)
 *   mark        paper mark name text version removed changed_at; after its paper
 *
 * The marks in a paper's own line are for other programs; what was taken back, and
 * when, is in the lines of the marks. */

#include "config.h"

#include "formats/dp-library-lines.h"

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
add_flag (JsonObject *object,
          const char *key,
          gboolean    flag)
{
  if (flag)
    json_object_set_boolean_member (object, key, TRUE);
}

static void
add_number (JsonObject *object,
            const char *key,
            gint64      number,
            gint64      unknown)
{
  if (number != unknown)
    json_object_set_int_member (object, key, number);
}

static void
add_time (JsonObject *object,
          const char *key,
          DpTime      time)
{
  g_autofree char *text = dp_time_format_iso8601 (time);

  add_text (object, key, text);
}

static void
add_moment (JsonObject *object,
            const char *key,
            gint64      moment)
{
  g_autofree char *text = dp_time_format_iso8601_us (moment);

  if (moment != DP_ARCHIVE_UNDATED)
    add_text (object, key, text);
}

static void
add_list (JsonObject *object,
          const char *key,
          char      **list)
{
  JsonArray *array = NULL;

  for (gsize i = 0; list != NULL && list[i] != NULL; i++)
    {
      if (*list[i] == '\0')
        continue;
      if (array == NULL)
        array = json_array_new ();
      json_array_add_string_element (array, list[i]);
    }

  if (array != NULL)
    json_object_set_array_member (object, key, array);
}

typedef void (*AddElementFunc) (JsonArray    *array,
                                gconstpointer element);

static void
add_elements (JsonObject    *object,
              const char    *key,
              GPtrArray     *elements,
              AddElementFunc add_element)
{
  JsonArray *array = NULL;

  if (elements == NULL || elements->len == 0)
    return;

  array = json_array_new ();
  for (guint i = 0; i < elements->len; i++)
    add_element (array, g_ptr_array_index (elements, i));
  json_object_set_array_member (object, key, array);
}

static void
add_day (JsonArray    *array,
         gconstpointer element)
{
  const DpDayRank *day = element;
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "date", day->day);
  add_number (object, "rank", day->rank, 0);
  json_array_add_object_element (array, object);
}

static void
add_summary (JsonArray    *array,
             gconstpointer element)
{
  const DpSummary *summary = element;
  JsonObject      *object = json_object_new ();

  json_object_set_string_member (object, "source", summary->source);
  json_object_set_string_member (object, "text", summary->text);
  json_array_add_object_element (array, object);
}

static void
add_version (JsonArray    *array,
             gconstpointer element)
{
  const DpVersion *version = element;
  JsonObject      *object = json_object_new ();

  json_object_set_int_member (object, "n", version->number);
  add_time (object, "date", version->date);
  json_array_add_object_element (array, object);
}

static void
add_link (JsonArray    *array,
          gconstpointer element)
{
  const DpLink *link = element;
  JsonObject   *object = json_object_new ();

  json_object_set_string_member (object, "kind", dp_link_kind_to_string (link->kind));
  json_object_set_string_member (object, "url", link->url);
  json_array_add_object_element (array, object);
}

static void
add_place (JsonArray    *array,
           gconstpointer element)
{
  const DpArchivePlace *place = element;
  JsonObject           *object = json_object_new ();
  JsonArray            *by = json_array_new ();

  json_object_set_string_member (object, "topic", place->topic);
  if (place->by_server)
    json_array_add_string_element (by, "server");
  if (place->by_import)
    json_array_add_string_element (by, "import");
  json_object_set_array_member (object, "by", by);
  add_flag (object, "outdated", place->outdated);
  json_array_add_object_element (array, object);
}

static void
add_said (JsonObject           *object,
          const DpArchiveEntry *entry)
{
  JsonObject *all = NULL;

  for (guint i = 0; entry->said != NULL && i < entry->said->len; i++)
    {
      const DpArchiveSaid *said = g_ptr_array_index (entry->said, i);
      JsonObject          *one = json_object_new ();

      add_list (one, "tasks", said->paper->tasks);
      add_list (one, "keywords", said->paper->keywords);
      add_elements (one, "links", said->paper->links, add_link);

      if (all == NULL)
        all = json_object_new ();
      json_object_set_object_member (all, dp_authority_to_string (said->authority), one);
    }

  if (all != NULL)
    json_object_set_object_member (object, "said", all);
}

static void
add_sources (JsonObject           *object,
             const DpArchiveEntry *entry)
{
  JsonObject *from = json_object_new ();

  for (guint i = 0; i < DP_ARCHIVE_N_FIELDS; i++)
    {
      const DpArchiveSource *source = &entry->sources[i];
      g_autofree char       *text = NULL;

      if (source->authority == 0)
        continue;

      text = source->version > 0
               ? g_strdup_printf ("%s v%u", dp_authority_to_string (source->authority), source->version)
               : g_strdup (dp_authority_to_string (source->authority));
      json_object_set_string_member (from, dp_archive_field_to_string ((DpArchiveField)i), text);
    }

  json_object_set_object_member (object, "from", from);
}

static void
fill_paper (JsonObject           *object,
            const DpArchiveEntry *entry)
{
  const DpPaper *paper = entry->paper;

  dp_paper_json_fill (object, paper);

  add_elements (object, "days", paper->days, add_day);
  add_elements (object, "summaries", paper->summaries, add_summary);
  add_elements (object, "versions", paper->versions, add_version);
  add_text (object, "organization", paper->organization);
  add_number (object, "num_comments", paper->num_comments, DP_COUNT_UNKNOWN);
  add_text (object, "thumbnail", paper->thumbnail);
  add_time (object, "stored", entry->stored);
  add_list (object, "aliases", entry->aliases);
  add_sources (object, entry);
  add_said (object, entry);
  add_elements (object, "places", entry->places, add_place);
}

static void
fill_topic (JsonObject           *object,
            const DpArchiveEntry *entry)
{
  const DpTopic *topic = entry->topic;

  json_object_set_string_member (object, "name", topic->name);
  add_list (object, "words", topic->words);
  add_list (object, "excluded", topic->excluded);
  add_list (object, "categories", topic->categories);
  add_list (object, "authors", topic->authors);
  json_object_set_int_member (object, "keep", topic->keep);
  json_object_set_boolean_member (object, "revised", topic->revised);
  json_object_set_boolean_member (object, "followed", topic->followed);
  json_object_set_boolean_member (object, "notify", topic->notify);
  add_flag (object, "removed", entry->removed);
  add_moment (object, "changed_at", entry->changed_at);
}

static void
fill_mark (JsonObject           *object,
           const DpArchiveEntry *entry)
{
  const DpArchiveMark *mark = g_ptr_array_index (entry->marks, 0);

  json_object_set_string_member (object, "paper", entry->paper->id);
  json_object_set_string_member (object, "mark", dp_archive_mark_kind_to_string (mark->kind));
  add_text (object, "name", mark->name);
  add_text (object, "text", mark->text);
  add_number (object, "version", mark->version, 0);
  add_flag (object, "removed", mark->removed);
  add_moment (object, "changed_at", mark->changed_at);
}

static void
fill (JsonObject           *object,
      const DpArchiveEntry *entry)
{
  switch (entry->kind)
    {
    case DP_ARCHIVE_LIBRARY:
      json_object_set_string_member (object, "type", "library");
      json_object_set_int_member (object, "format", DP_ARCHIVE_FORMAT);
      add_text (object, "uuid", entry->uuid);
      json_object_set_int_member (object, "papers", (gint64)entry->n_papers);
      break;

    case DP_ARCHIVE_TOPIC:
      json_object_set_string_member (object, "type", "topic");
      fill_topic (object, entry);
      break;

    case DP_ARCHIVE_COLLECTION:
      json_object_set_string_member (object, "type", "collection");
      json_object_set_string_member (object, "name", entry->name);
      add_flag (object, "removed", entry->removed);
      add_moment (object, "changed_at", entry->changed_at);
      if (entry->ordered_at != DP_ARCHIVE_UNDATED)
        json_object_set_int_member (object, "position", entry->position);
      add_moment (object, "ordered_at", entry->ordered_at);
      break;

    case DP_ARCHIVE_SMART:
      json_object_set_string_member (object, "type", "smart_collection");
      json_object_set_string_member (object, "name", entry->name);
      add_text (object, "search", entry->search);
      add_flag (object, "removed", entry->removed);
      add_moment (object, "changed_at", entry->changed_at);
      break;

    case DP_ARCHIVE_PAPER:
      json_object_set_string_member (object, "type", "paper");
      fill_paper (object, entry);
      break;

    case DP_ARCHIVE_MARK:
      json_object_set_string_member (object, "type", "mark");
      fill_mark (object, entry);
      break;
    }
}

/**
 * dp_library_lines_format:
 * @entry: one thing of a library, all its texts valid UTF-8
 *
 * Writes one line. What is not known, and what is empty, is left out. Any thread.
 *
 * Returns: (transfer full): the line with its newline
 */
char *
dp_library_lines_format (const DpArchiveEntry *entry)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *json = NULL;

  g_return_val_if_fail (entry != NULL, NULL);

  fill (object, entry);
  json_object_unref (object);
  json = json_to_string (node, FALSE);

  return g_strconcat (json, "\n", NULL);
}
