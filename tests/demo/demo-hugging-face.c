/* demo-hugging-face.c: the sample papers as Hugging Face gives them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo-hugging-face.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "demo-number.h"
#include "model/dp-paper.h"

#define DAY_SECONDS (24 * 60 * 60)
#define THUMBNAILS "https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/"

/* How many papers the newest list has, then the one before, and so on. */
static const guint list_lengths[] = { 9, 6, 5, 4, 4, 3, 2, 2 };

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_count (JsonBuilder *builder,
           const char  *name,
           int          value)
{
  if (value == DP_COUNT_UNKNOWN)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_time (JsonBuilder *builder,
          const char  *name,
          DpTime       time)
{
  g_autofree char *text = dp_time_format_iso8601 (time);

  add_string (builder, name, text);
}

/* The last of many is hidden, as an author can ask of the service. */
static void
add_authors (JsonBuilder *builder,
             char       **authors)
{
  guint n_authors = g_strv_length (authors);

  json_builder_set_member_name (builder, "authors");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_authors; i++)
    {
      json_builder_begin_object (builder);
      add_string (builder, "name", authors[i]);
      json_builder_set_member_name (builder, "hidden");
      json_builder_add_boolean_value (builder, i >= 10 && i + 1 == n_authors);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_keywords (JsonBuilder *builder,
              char       **keywords)
{
  if (keywords == NULL)
    return;

  json_builder_set_member_name (builder, "ai_keywords");
  json_builder_begin_array (builder);
  for (guint i = 0; keywords[i] != NULL; i++)
    json_builder_add_string_value (builder, keywords[i]);
  json_builder_end_array (builder);
}

static void
add_organization (JsonBuilder *builder,
                  const char  *name)
{
  if (name == NULL)
    return;

  json_builder_set_member_name (builder, "organization");
  json_builder_begin_object (builder);
  add_string (builder, "name", name);
  add_string (builder, "fullname", name);
  json_builder_end_object (builder);
}

static const char *
find_link (const DpPaper *paper,
           DpLinkKind     kind)
{
  for (guint i = 0; paper->links != NULL && i < paper->links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (paper->links, i);

      if (link->kind == kind)
        return link->url;
    }

  return NULL;
}

static void
add_paper (JsonBuilder   *builder,
           const DpPaper *paper)
{
  const DpSummary *summary = paper->summaries != NULL ? g_ptr_array_index (paper->summaries, 0) : NULL;

  json_builder_begin_object (builder);
  add_string (builder, "id", paper->id);
  add_authors (builder, paper->authors);
  add_time (builder, "publishedAt", paper->published);
  add_string (builder, "title", paper->title);
  add_string (builder, "summary", paper->abstract);
  add_count (builder, "upvotes", paper->upvotes);
  add_string (builder, "projectPage", find_link (paper, DP_LINK_PROJECT));
  add_string (builder, "githubRepo", find_link (paper, DP_LINK_GITHUB));
  add_count (builder, "githubStars", paper->stars);
  add_string (builder, "ai_summary", summary != NULL ? summary->text : NULL);
  add_keywords (builder, paper->keywords);
  add_organization (builder, paper->organization);
  json_builder_end_object (builder);
}

static void
add_entry (JsonBuilder   *builder,
           const DpPaper *paper)
{
  g_autofree char *thumbnail = g_strconcat (THUMBNAILS, paper->id, ".png", NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "paper");
  add_paper (builder, paper);
  add_time (builder, "publishedAt", paper->published);
  add_string (builder, "title", paper->title);
  add_string (builder, "summary", paper->abstract);
  add_string (builder, "thumbnail", thumbnail);
  add_count (builder, "numComments", paper->num_comments);
  json_builder_end_object (builder);
}

static void
answer (SoupServerMessage *message,
        guint              status,
        JsonBuilder       *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = NULL;
  gsize length = 0;

  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, &length);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_TAKE, text, length);
}

static void
answer_error (SoupServerMessage *message,
              guint              status,
              const char        *text)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "error", text);
  json_builder_end_object (builder);
  answer (message, status, builder);
}

static gboolean
is_weekend (DpTime time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_get_day_of_week (date) >= G_DATE_SATURDAY;
}

/* Which of the papers are on the list of @day. */
static void
find_list (const char *day,
           DpTime      now,
           guint      *out_first,
           guint      *out_n_papers)
{
  DpTime time = now;
  guint  first = 0;

  *out_first = 0;
  *out_n_papers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (list_lengths); i++)
    {
      g_autofree char *listed = dp_time_format_day (time);

      if (g_str_equal (listed, day))
        {
          *out_first = first;
          *out_n_papers = list_lengths[i];
          return;
        }

      first += list_lengths[i];
      do
        time -= DAY_SECONDS;
      while (is_weekend (time));
    }
}

void
demo_hugging_face_answer_day (GPtrArray         *papers,
                              gboolean           has_lists,
                              DpTime             now,
                              SoupServerMessage *message,
                              GHashTable        *query)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *today = dp_time_format_day (now);
  const char      *day = query != NULL ? g_hash_table_lookup (query, "date") : NULL;
  guint            limit = demo_get_number (query, "limit", 50);
  guint            skip = demo_get_number (query, "p", 0) * limit;
  guint            first = 0;
  guint            n_papers = 0;

  if (day != NULL && !dp_day_is_valid (day))
    {
      answer_error (message, SOUP_STATUS_BAD_REQUEST, "Invalid date");
      return;
    }

  if (has_lists)
    find_list (day != NULL ? day : today, now, &first, &n_papers);

  json_builder_begin_array (builder);
  for (guint i = skip; i < n_papers && i - skip < limit && first + i < papers->len; i++)
    add_entry (builder, g_ptr_array_index (papers, first + i));
  json_builder_end_array (builder);
  answer (message, SOUP_STATUS_OK, builder);
}

void
demo_hugging_face_answer_paper (GPtrArray         *papers,
                                SoupServerMessage *message,
                                const char        *id)
{
  for (guint i = 0; i < papers->len; i++)
    {
      const DpPaper *paper = g_ptr_array_index (papers, i);

      if (g_str_equal (paper->id, id))
        {
          g_autoptr (JsonBuilder) builder = json_builder_new ();

          add_paper (builder, paper);
          answer (message, SOUP_STATUS_OK, builder);
          return;
        }
    }

  answer_error (message, SOUP_STATUS_NOT_FOUND, "Paper not found");
}
