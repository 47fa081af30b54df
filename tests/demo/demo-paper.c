/* demo-paper.c: the sample papers of the demo server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo-paper.h"

#include <json-glib/json-glib.h>

#define DAY_SECONDS (24 * 60 * 60)
/* Revisions come this long after the version before. */
#define REVISION_SECONDS (12 * 60 * 60)

static char *
dup_member (JsonObject *object,
            const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

static char **
dup_strings (JsonObject *object,
             const char *name)
{
  JsonArray *array = json_object_get_array_member (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));

  return g_strv_builder_end (builder);
}

/* What Hugging Face adds to a paper. */
static void
read_additions (DpPaper    *paper,
                JsonObject *object)
{
  paper->upvotes = (int)json_object_get_int_member_with_default (object, "upvotes", DP_COUNT_UNKNOWN);
  paper->num_comments = (int)json_object_get_int_member_with_default (object, "num_comments", DP_COUNT_UNKNOWN);
  paper->stars = (int)json_object_get_int_member_with_default (object, "stars", DP_COUNT_UNKNOWN);
  paper->organization = dup_member (object, "organization");
  if (json_object_has_member (object, "keywords"))
    paper->keywords = dup_strings (object, "keywords");
  if (json_object_has_member (object, "summary"))
    dp_paper_add_summary (paper, "hugging-face", json_object_get_string_member (object, "summary"));
  if (json_object_has_member (object, "github"))
    dp_paper_add_link (paper, DP_LINK_GITHUB, json_object_get_string_member (object, "github"));
  if (json_object_has_member (object, "project"))
    dp_paper_add_link (paper, DP_LINK_PROJECT, json_object_get_string_member (object, "project"));
}

static DpPaper *
read_paper (JsonObject *object,
            guint       index,
            DpTime      now)
{
  DpPaper *paper = dp_paper_new ();
  gint64   days_ago = json_object_get_int_member (object, "days_ago");

  paper->id = dup_member (object, "id");
  paper->title = dup_member (object, "title");
  paper->authors = dup_strings (object, "authors");
  paper->abstract = dup_member (object, "abstract");
  paper->comment = dup_member (object, "comment");
  paper->journal_ref = dup_member (object, "journal_ref");
  paper->doi = dup_member (object, "doi");
  paper->categories = dup_strings (object, "categories");
  paper->primary_category = g_strdup (paper->categories[0]);
  paper->version = (guint)json_object_get_int_member_with_default (object, "version", 1);
  read_additions (paper, object);

  /* No two at the same second, so that every order is plain to see. */
  paper->published = now - days_ago * DAY_SECONDS - 60 * (gint64)(index + 1);
  paper->updated = MIN (now, paper->published + REVISION_SECONDS * (gint64)(paper->version - 1));

  return paper;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const DpPaper *first = *(const DpPaper *const *)a;
  const DpPaper *second = *(const DpPaper *const *)b;

  return first->published < second->published ? 1 : -1;
}

GPtrArray *
demo_papers_load (const char *path,
                  DpTime      now)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  GPtrArray *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  JsonArray *array = NULL;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);

  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (papers, read_paper (json_array_get_object_element (array, i), i, now));

  g_ptr_array_sort (papers, compare_newest_first);

  return papers;
}
