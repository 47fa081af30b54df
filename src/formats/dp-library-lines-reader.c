/* dp-library-lines-reader.c: a library as JSON, one thing a line: reading
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-library-lines.h"

#include "formats/dp-author-names.h"
#include "formats/dp-format-error.h"
#include "formats/dp-json-members.h"
#include "formats/dp-json.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-accents.h"

#include <glib/gi18n.h>
#include <string.h>

static DpTime
get_time (JsonObject *object,
          const char *key)
{
  DpTime time = DP_TIME_UNKNOWN;

  dp_time_parse_iso8601 (dp_json_get_string (object, key), &time);

  return time;
}

static gint64
get_moment (JsonObject *object,
            const char *key)
{
  gint64 moment = DP_ARCHIVE_UNDATED;

  dp_time_parse_iso8601_us (dp_json_get_string (object, key), &moment);

  return moment;
}

static void
read_links (JsonObject *object,
            DpPaper    *paper)
{
  JsonArray *array = dp_json_get_array (object, "links");

  for (guint i = 0; i < dp_json_count (array); i++)
    {
      JsonObject *item = dp_json_get_object_element (array, i);
      const char *url = item != NULL ? dp_json_get_string (item, "url") : NULL;
      DpLinkKind  kind = DP_LINK_OTHER;

      if (url == NULL || strlen (url) > DP_JSON_MAX_NAME_BYTES)
        continue;

      dp_link_kind_from_string (dp_json_get_string (item, "kind"), &kind);
      dp_paper_add_link (paper, kind, url);
    }
}

/* The short form has days, the long one days with ranks. */
static void
read_days (JsonObject *object,
           DpPaper    *paper)
{
  JsonArray *array = dp_json_get_array (object, "days");

  for (guint i = 0; i < dp_json_count (array); i++)
    {
      JsonObject *item = dp_json_get_object_element (array, i);

      if (item != NULL)
        dp_paper_add_day (paper, dp_json_get_string (item, "date"), (int)dp_json_get_number (item, "rank", 0, G_MAXINT, 0));
      else
        dp_paper_add_day (paper, dp_json_get_string_element (array, i), 0);
    }
}

static void
read_summaries (JsonObject *object,
                DpPaper    *paper)
{
  JsonArray *array = dp_json_get_array (object, "summaries");

  for (guint i = 0; i < dp_json_count (array); i++)
    {
      JsonObject      *item = dp_json_get_object_element (array, i);
      const char      *source = item != NULL ? dp_json_get_string (item, "source") : NULL;
      g_autofree char *text = item != NULL ? dp_json_dup_lines (item, "text") : NULL;
      DpAuthority      authority = 0;

      if (dp_authority_from_string (source, &authority))
        dp_paper_add_summary (paper, source, text);
    }

  if (dp_json_count (array) == 0)
    {
      g_autofree char *text = dp_json_dup_lines (object, "summary");

      dp_paper_add_summary (paper, dp_authority_to_string (DP_AUTHORITY_DIGEST), text);
    }
}

static void
read_versions (JsonObject *object,
               DpPaper    *paper)
{
  JsonArray *array = dp_json_get_array (object, "versions");

  for (guint i = 0; i < dp_json_count (array); i++)
    {
      JsonObject *item = dp_json_get_object_element (array, i);

      if (item != NULL)
        dp_paper_add_version (paper, (guint)dp_json_get_number (item, "n", 1, G_MAXUINT16, 0), get_time (item, "date"));
    }
}

static void
read_categories (JsonObject *object,
                 DpPaper    *paper)
{
  paper->categories = dp_json_dup_list (object, "categories");
  paper->primary_category = dp_json_dup_text (object, "primary_category");

  if (paper->primary_category == NULL && paper->categories != NULL)
    paper->primary_category = g_strdup (paper->categories[0]);
}

/* Saved crawls of arXiv's lists call the abstract a summary, and name the PDF. */
static gboolean
has_abstract_as_summary (JsonObject *object)
{
  return !json_object_has_member (object, "abstract") && dp_json_get_string (object, "pdf") != NULL;
}

/* Saved lists of others have all names in one text, and accents as TeX spells them. */
static char **
dup_authors (JsonObject *object)
{
  const char *line = dp_json_get_string (object, "authors");
  gboolean    is_line = line != NULL && strlen (line) <= DP_JSON_MAX_TEXT_BYTES;
  char      **names = is_line ? dp_author_names_split (line) : dp_json_dup_list (object, "authors");

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      g_autofree char *typed = *name;
      g_autofree char *decoded = strchr (typed, '\\') != NULL ? dp_tex_accents_decode_name (typed) : g_strdup (typed);

      *name = dp_text_clean (decoded);
    }

  return names;
}

static void
read_texts (JsonObject *object,
            DpPaper    *paper)
{
  const char *published = dp_json_get_string (object, "published");

  paper->title = dp_json_dup_text (object, "title");
  paper->authors = dup_authors (object);
  paper->comment = dp_json_dup_text (object, "comment");
  paper->journal_ref = dp_json_dup_text (object, "journal_ref");
  paper->doi = dp_json_dup_text (object, "doi");
  paper->published = get_time (object, "published");
  paper->published_is_day = dp_day_is_valid (published);
  paper->updated = get_time (object, "updated");

  if (has_abstract_as_summary (object))
    {
      paper->abstract = dp_json_dup_text (object, "summary");
    }
  else
    {
      paper->abstract = dp_json_dup_lines (object, "abstract");
      read_summaries (object, paper);
    }
}

/* What the short form and the long one have in common. */
static DpPaper *
read_paper (JsonObject *object,
            GError    **error)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  guint version = 0;

  paper->id = dp_paper_id_parse (dp_json_get_string (object, "id"), &version);
  if (paper->id == NULL)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED, _("The paper has no id."));
      return NULL;
    }

  paper->version = (guint)dp_json_get_number (object, "version", 1, G_MAXUINT16, version);
  read_texts (object, paper);
  if (paper->title == NULL)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED, _("The paper has no title."));
      return NULL;
    }

  read_categories (object, paper);
  read_versions (object, paper);
  read_days (object, paper);
  paper->organization = dp_json_dup_text (object, "organization");
  paper->thumbnail = dp_json_dup_text (object, "thumbnail");
  paper->upvotes = (int)dp_json_get_number (object, "upvotes", 0, G_MAXINT, DP_COUNT_UNKNOWN);
  paper->num_comments = (int)dp_json_get_number (object, "num_comments", 0, G_MAXINT, DP_COUNT_UNKNOWN);
  paper->stars = (int)dp_json_get_number (object, "stars", 0, G_MAXINT, DP_COUNT_UNKNOWN);

  return g_steal_pointer (&paper);
}

static void
add_named_marks (DpArchiveEntry   *entry,
                 DpArchiveMarkKind kind,
                 char            **names)
{
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    dp_archive_entry_add_mark (entry, kind)->name = g_strdup (names[i]);
}

/* The marks in a paper's own line: what is set, and nobody knows since when. */
static void
read_own_marks (JsonObject     *object,
                DpArchiveEntry *entry)
{
  g_auto (GStrv) tags = dp_json_dup_list (object, "tags");
  g_auto (GStrv) collections = dp_json_dup_list (object, "collections");
  g_autofree char *note = dp_json_dup_lines (object, "note");

  if (dp_json_get_flag (object, "bookmarked", FALSE))
    dp_archive_entry_add_mark (entry, DP_ARCHIVE_BOOKMARK)->version = entry->paper->version;
  if (dp_json_get_flag (object, "read", FALSE))
    dp_archive_entry_add_mark (entry, DP_ARCHIVE_READ)->version = entry->paper->version;
  if (note != NULL)
    dp_archive_entry_add_mark (entry, DP_ARCHIVE_NOTE)->text = g_steal_pointer (&note);
  add_named_marks (entry, DP_ARCHIVE_TAG, tags);
  add_named_marks (entry, DP_ARCHIVE_IN_COLLECTION, collections);
}

/* "arxiv-api v2" */
static void
read_source (const char      *text,
             DpArchiveSource *source)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  guint64 version = 0;

  if (words[0] == NULL || !dp_authority_from_string (words[0], &source->authority))
    return;

  if (words[1] != NULL && *words[1] == 'v' &&
      g_ascii_string_to_unsigned (words[1] + 1, 10, 1, G_MAXUINT16, &version, NULL))
    source->version = (guint)version;
}

static void
read_sources (JsonObject     *object,
              DpArchiveEntry *entry)
{
  JsonObject *from = dp_json_get_object (object, "from");

  for (guint i = 0; from != NULL && i < DP_ARCHIVE_N_FIELDS; i++)
    {
      const char *text = dp_json_get_string (from, dp_archive_field_to_string ((DpArchiveField)i));

      if (text != NULL)
        read_source (text, &entry->sources[i]);
    }
}

static void
read_what_one_said (JsonObject     *object,
                    DpArchiveEntry *entry,
                    DpAuthority     authority)
{
  DpArchiveSaid *said = dp_archive_entry_add_said (entry, authority);

  said->paper->tasks = dp_json_dup_list (object, "tasks");
  said->paper->keywords = dp_json_dup_list (object, "keywords");
  read_links (object, said->paper);
}

static void
read_said (JsonObject     *object,
           DpArchiveEntry *entry)
{
  JsonObject *all = dp_json_get_object (object, "said");

  for (int authority = DP_AUTHORITY_DIGEST; all != NULL && authority <= DP_AUTHORITY_ARXIV_API; authority++)
    {
      JsonObject *one = dp_json_get_object (all, dp_authority_to_string ((DpAuthority)authority));

      if (one != NULL)
        read_what_one_said (one, entry, (DpAuthority)authority);
    }
}

static gboolean
holds (JsonArray  *array,
       const char *text)
{
  for (guint i = 0; i < dp_json_count (array); i++)
    if (g_strcmp0 (dp_json_get_string_element (array, i), text) == 0)
      return TRUE;

  return FALSE;
}

static void
read_places (JsonObject     *object,
             DpArchiveEntry *entry)
{
  JsonArray *array = dp_json_get_array (object, "places");

  for (guint i = 0; i < dp_json_count (array); i++)
    {
      JsonObject      *item = dp_json_get_object_element (array, i);
      g_autofree char *topic = item != NULL ? dp_json_dup_text (item, "topic") : NULL;
      DpArchivePlace  *place = NULL;

      if (topic == NULL)
        continue;

      place = dp_archive_entry_add_place (entry, topic);
      place->by_server = holds (dp_json_get_array (item, "by"), "server");
      place->by_import = holds (dp_json_get_array (item, "by"), "import");
      place->outdated = dp_json_get_flag (item, "outdated", FALSE);
    }
}

/* In the short form nobody knows who said what, so it counts least; the paper belongs
 * to the topics that it names. */
static void
read_short_form (JsonObject     *object,
                 DpArchiveEntry *entry)
{
  g_auto (GStrv) topics = dp_json_dup_list (object, "topics");

  entry->authority = DP_AUTHORITY_DIGEST;
  entry->makes_topics = TRUE;
  entry->paper->tasks = dp_json_dup_list (object, "tasks");
  entry->paper->keywords = dp_json_dup_list (object, "keywords");
  read_links (object, entry->paper);

  for (gsize i = 0; topics != NULL && topics[i] != NULL; i++)
    dp_archive_entry_add_place (entry, topics[i])->by_import = TRUE;
}

static void
read_long_form (JsonObject     *object,
                DpArchiveEntry *entry)
{
  entry->stored = get_time (object, "stored");
  entry->aliases = dp_json_dup_list (object, "aliases");
  read_sources (object, entry);
  read_said (object, entry);
  read_places (object, entry);
}

static gboolean
fill_paper (JsonObject     *object,
            DpArchiveEntry *entry,
            GError        **error)
{
  entry->paper = read_paper (object, error);
  if (entry->paper == NULL)
    return FALSE;

  read_own_marks (object, entry);
  if (json_object_has_member (object, "from"))
    read_long_form (object, entry);
  else
    read_short_form (object, entry);

  return TRUE;
}

static gboolean
fill_library (JsonObject     *object,
              DpArchiveEntry *entry,
              GError        **error)
{
  if (dp_json_get_number (object, "format", 1, G_MAXINT64, 1) > DP_ARCHIVE_FORMAT)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_REFUSED,
                           _("The file was written by a newer version of Daily Papers."));
      return FALSE;
    }

  entry->uuid = dp_json_dup_text (object, "uuid");
  entry->n_papers = (guint64)dp_json_get_number (object, "papers", 0, G_MAXUINT32, 0);

  return TRUE;
}

/* The topic's own rules say what may be in it. */
static gboolean
fill_topic (JsonObject     *object,
            DpArchiveEntry *entry,
            GError        **error)
{
  DpTopic *topic = dp_topic_new ();

  entry->topic = topic;
  entry->removed = dp_json_get_flag (object, "removed", FALSE);
  entry->changed_at = get_moment (object, "changed_at");

  g_free (topic->name);
  topic->name = dp_json_dup_text (object, "name");
  g_strfreev (topic->words);
  topic->words = dp_json_dup_list (object, "words");
  g_strfreev (topic->excluded);
  topic->excluded = dp_json_dup_list (object, "excluded");
  g_strfreev (topic->categories);
  topic->categories = dp_json_dup_list (object, "categories");
  g_strfreev (topic->authors);
  topic->authors = dp_json_dup_list (object, "authors");
  topic->keep = (guint)dp_json_get_number (object, "keep", 1, DP_TOPIC_MAX_KEEP, DP_TOPIC_DEFAULT_KEEP);
  topic->revised = dp_json_get_flag (object, "revised", FALSE);
  topic->followed = dp_json_get_flag (object, "followed", TRUE);
  topic->notify = dp_json_get_flag (object, "notify", topic->notify);

  return dp_topic_normalize (topic, error);
}

static gboolean
fill_collection (JsonObject     *object,
                 DpArchiveEntry *entry,
                 GError        **error)
{
  entry->name = dp_json_dup_text (object, "name");
  entry->removed = dp_json_get_flag (object, "removed", FALSE);
  entry->changed_at = get_moment (object, "changed_at");
  entry->position = (guint)dp_json_get_number (object, "position", 0, G_MAXUINT16, 0);
  entry->ordered_at = get_moment (object, "ordered_at");

  if (entry->name != NULL)
    return TRUE;

  g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED, _("The collection has no name."));
  return FALSE;
}

/* White space at the end of a search means something. */
static gboolean
fill_smart (JsonObject     *object,
            DpArchiveEntry *entry,
            GError        **error)
{
  entry->search = g_strdup (dp_json_get_string (object, "search"));

  return fill_collection (object, entry, error);
}

static gboolean
fill_mark (JsonObject     *object,
           DpArchiveEntry *entry,
           GError        **error)
{
  DpArchiveMarkKind kind = DP_ARCHIVE_BOOKMARK;
  DpArchiveMark    *mark = NULL;

  entry->paper = dp_paper_new ();
  entry->paper->id = dp_paper_id_parse (dp_json_get_string (object, "paper"), NULL);
  if (entry->paper->id == NULL || !dp_archive_mark_kind_from_string (dp_json_get_string (object, "mark"), &kind))
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED,
                           _("The mark does not say what it is, or of which paper."));
      return FALSE;
    }

  mark = dp_archive_entry_add_mark (entry, kind);
  mark->name = dp_json_dup_text (object, "name");
  mark->text = dp_json_dup_lines (object, "text");
  mark->version = (guint)dp_json_get_number (object, "version", 0, G_MAXUINT16, 0);
  mark->removed = dp_json_get_flag (object, "removed", FALSE);
  mark->changed_at = get_moment (object, "changed_at");

  if (mark->name != NULL || (kind != DP_ARCHIVE_TAG && kind != DP_ARCHIVE_IN_COLLECTION))
    return TRUE;

  g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED, _("The mark has no name."));
  return FALSE;
}

typedef struct
{
  const char   *type;
  DpArchiveKind kind;
  gboolean (*fill) (JsonObject     *object,
                    DpArchiveEntry *entry,
                    GError        **error);
} LineType;

static const LineType line_types[] = {
  { "library", DP_ARCHIVE_LIBRARY, fill_library },
  { "topic", DP_ARCHIVE_TOPIC, fill_topic },
  { "collection", DP_ARCHIVE_COLLECTION, fill_collection },
  { "smart_collection", DP_ARCHIVE_SMART, fill_smart },
  { "paper", DP_ARCHIVE_PAPER, fill_paper },
  { "mark", DP_ARCHIVE_MARK, fill_mark },
};

/**
 * dp_library_lines_parse_object:
 * @object: what a line holds
 * @error: return location for a #DpFormatError, or a #DpTopicError
 *
 * Reads one thing of a library. An object without a type is a paper in the short
 * form. Any thread.
 *
 * Returns: (transfer full) (nullable): the entry
 */
DpArchiveEntry *
dp_library_lines_parse_object (JsonObject *object,
                               GError    **error)
{
  const char *type = NULL;

  g_return_val_if_fail (object != NULL, NULL);

  type = json_object_has_member (object, "type") ? dp_json_get_string (object, "type") : "paper";

  for (guint i = 0; i < G_N_ELEMENTS (line_types); i++)
    if (g_strcmp0 (type, line_types[i].type) == 0)
      {
        g_autoptr (DpArchiveEntry) entry = dp_archive_entry_new (line_types[i].kind);

        return line_types[i].fill (object, entry, error) ? g_steal_pointer (&entry) : NULL;
      }

  g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED,
                       _("This is nothing that a library holds."));
  return NULL;
}

/**
 * dp_library_lines_parse:
 * @line: (array length=length): a line
 * @length: its length in bytes
 * @error: return location for a #DpFormatError, or a #DpTopicError
 *
 * Reads one line, see dp_library_lines_parse_object(). Any thread.
 *
 * Returns: (transfer full) (nullable): the entry
 */
DpArchiveEntry *
dp_library_lines_parse (const char *line,
                        gsize       length,
                        GError    **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (length > DP_LIBRARY_LINE_MAX_BYTES)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_SYNTAX, _("The line is too long."));
      return NULL;
    }

  node = dp_json_parse (line, length, error);
  if (node == NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED,
                           _("This is nothing that a library holds."));
      return NULL;
    }

  return dp_library_lines_parse_object (json_node_get_object (node), error);
}
