/* dp-feed-parser.c: arXiv's daily feeds → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/arxiv/dp-feed-parser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/arxiv/dp-arxiv-entry.h"
#include "formats/dp-author-names.h"
#include "formats/dp-format-error.h"
#include "formats/dp-xml-stream.h"
#include "model/dp-day.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-accents.h"

/* See https://info.arxiv.org/help/rss_specifications.html. A feed is one day's
 * announcements: its dates are when a paper was announced, not when it was submitted. */

#define MAX_ENTRIES 10000

#define ATOM_NAMESPACE "http://www.w3.org/2005/Atom"
#define ARXIV_NAMESPACE "http://arxiv.org/schemas/atom"
#define DUBLIN_CORE_NAMESPACE "http://purl.org/dc/elements/1.1/"

#define ENTRY_DEPTH 2 /* of Atom */
#define ITEM_DEPTH 3  /* of RSS */

/* In the first days of a month, papers of the month before are still announced. */
#define MONTH_OVERLAP_DAYS 7

typedef enum
{
  FIELD_NONE = -1,
  /* 0 and up: a DpArxivText. */
  FIELD_CATEGORY = DP_ARXIV_N_TEXTS, /* of RSS */
  FIELD_AUTHORS,
  FIELD_TYPE,
  FIELD_DATE,
} Field;

typedef struct
{
  DpXmlStream *stream;
  DpFeed      *feed;
  GHashTable  *places; /* id (unowned) → its place among the announcements, from 1 */
  guint        n_entries;

  DpArxivEntry *entry; /* (nullable): the one being read */
  guint         entry_depth;
  char         *type; /* (nullable): as it says */
  DpTime        date; /* of its announcement */
  Field         field;
} Parser;

static void
free_announcement (gpointer data)
{
  DpAnnouncement *announcement = data;

  dp_paper_unref (announcement->paper);
  g_free (announcement);
}

/**
 * dp_feed_free:
 * @self: (transfer full) (nullable): a feed
 */
void
dp_feed_free (DpFeed *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->announcements);
  g_free (self);
}

static gboolean
is_root (const char *name,
         const char *uri)
{
  return dp_xml_is (name, uri, "feed", ATOM_NAMESPACE) || dp_xml_is (name, uri, "rss", NULL);
}

static Field
find_field (const char *name,
            const char *uri)
{
  static const struct
  {
    const char *name;
    const char *uri;
    int         field;
  } fields[] = {
    { "id", ATOM_NAMESPACE, DP_ARXIV_ID },
    { "title", ATOM_NAMESPACE, DP_ARXIV_TITLE },
    { "summary", ATOM_NAMESPACE, DP_ARXIV_SUMMARY },
    { "published", ATOM_NAMESPACE, FIELD_DATE },
    { "guid", NULL, DP_ARXIV_ID },
    { "title", NULL, DP_ARXIV_TITLE },
    { "description", NULL, DP_ARXIV_SUMMARY },
    { "pubDate", NULL, FIELD_DATE },
    { "category", NULL, FIELD_CATEGORY },
    { "announce_type", ARXIV_NAMESPACE, FIELD_TYPE },
    { "journal_reference", ARXIV_NAMESPACE, DP_ARXIV_JOURNAL_REF },
    { "DOI", ARXIV_NAMESPACE, DP_ARXIV_DOI },
    { "creator", DUBLIN_CORE_NAMESPACE, FIELD_AUTHORS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (dp_xml_is (name, uri, fields[i].name, fields[i].uri))
      return (Field)fields[i].field;

  return FIELD_NONE;
}

static void
start_entry (Parser *self,
             guint   depth)
{
  self->n_entries++;
  if (self->n_entries > MAX_ENTRIES)
    {
      dp_xml_stream_fail (self->stream, DP_FORMAT_ERROR_SYNTAX,
                          _("The answer has more entries than were asked for."));
      return;
    }

  self->entry = dp_arxiv_entry_new ();
  self->entry_depth = depth;
  self->date = DP_TIME_UNKNOWN;
  g_clear_pointer (&self->type, g_free);
}

static void
start_field (Parser     *self,
             const char *name,
             const char *uri)
{
  if (dp_xml_is (name, uri, "category", ATOM_NAMESPACE))
    {
      g_autofree char *term = dp_xml_stream_dup_attribute (self->stream, "term");

      dp_arxiv_entry_add_category (self->entry, term);
      return;
    }

  self->field = find_field (name, uri);
  if (self->field != FIELD_NONE)
    dp_xml_stream_collect (self->stream);
}

/* When the feed itself was made. */
static gboolean
is_date (guint       depth,
         const char *name,
         const char *uri)
{
  return (depth == ENTRY_DEPTH && dp_xml_is (name, uri, "updated", ATOM_NAMESPACE)) ||
         (depth == ITEM_DEPTH && dp_xml_is (name, uri, "pubDate", NULL));
}

static void
start (gpointer     user_data,
       DpXmlStream *stream,
       guint        depth,
       const char  *name,
       const char  *uri)
{
  Parser *self = user_data;

  if (self->entry != NULL && depth == self->entry_depth + 1)
    start_field (self, name, uri);
  else if (self->entry == NULL && is_date (depth, name, uri))
    {
      self->field = FIELD_DATE;
      dp_xml_stream_collect (stream);
    }
  else if ((depth == ENTRY_DEPTH && dp_xml_is (name, uri, "entry", ATOM_NAMESPACE)) ||
           (depth == ITEM_DEPTH && dp_xml_is (name, uri, "item", NULL)))
    start_entry (self, depth);
}

/* `arXiv:2508.13426v1 Announce Type: cross Abstract: As large …` says again what other
 * elements say; what is left is the abstract. */
static void
set_summary (Parser     *self,
             const char *clean)
{
  static const char type_sign[] = " Announce Type: ";
  static const char abstract_sign[] = "Abstract: ";
  const char       *type = strstr (clean, type_sign);
  const char       *abstract = strstr (clean, abstract_sign);
  g_autofree char  *decoded = NULL;

  if (g_str_has_prefix (clean, "arXiv:") && type != NULL && abstract != NULL && type < abstract)
    {
      if (self->type == NULL)
        self->type = g_strndup (type + strlen (type_sign), strcspn (type + strlen (type_sign), " "));
      clean = abstract + strlen (abstract_sign);
    }

  decoded = dp_tex_accents_decode (clean);
  dp_arxiv_entry_set_text (self->entry, DP_ARXIV_SUMMARY, decoded);
}

static void
add_authors (Parser     *self,
             const char *text)
{
  g_auto (GStrv) names = dp_author_names_split (text);

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    dp_arxiv_entry_add_author (self->entry, names[i]);
}

static void
end_field (Parser     *self,
           const char *text)
{
  g_autofree char *clean = dp_text_clean (text);
  g_autofree char *decoded = NULL;
  DpTime          *date = self->entry != NULL ? &self->date : &self->feed->date;

  switch (self->field)
    {
    case FIELD_CATEGORY:
      dp_arxiv_entry_add_category (self->entry, clean);
      break;
    case FIELD_AUTHORS:
      add_authors (self, clean);
      break;
    case FIELD_TYPE:
      g_free (self->type);
      self->type = g_steal_pointer (&clean);
      break;
    case FIELD_DATE:
      if (!dp_time_parse_iso8601 (clean, date))
        dp_time_parse_rfc5322 (clean, date);
      break;
    case FIELD_NONE:
    default:
      if ((int)self->field == DP_ARXIV_SUMMARY)
        {
          set_summary (self, clean);
          break;
        }

      decoded = dp_tex_accents_decode (clean);
      dp_arxiv_entry_set_text (self->entry, (DpArxivText)self->field,
                               (int)self->field == DP_ARXIV_TITLE ? decoded : clean);
      break;
    }

  self->field = FIELD_NONE;
}

/* What is not known to arXiv's page about its feeds is like a new paper. */
static DpAnnounceType
find_type (const char *type)
{
  static const char *const types[] = { "new", "cross", "replace", "replace-cross" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (type, types[i]) == 0)
      return (DpAnnounceType)i;

  return DP_ANNOUNCE_NEW;
}

/* Whether a paper of that id may have been submitted shortly before that day: old papers
 * become cross-lists, too. */
static gboolean
is_of_month (const char *id,
             const char *day)
{
  g_autofree char *recently = dp_day_shift (day, -MONTH_OVERLAP_DAYS);
  g_autofree char *month = g_strdup_printf ("%.2s%.2s", recently + strlen ("20"), recently + strlen ("2025-"));

  return strchr (id, '/') == NULL && strncmp (id, month, strlen (month)) >= 0;
}

/* Days, for that is what is known. Of an older paper the day of submission is not. */
static void
set_dates (DpPaper       *paper,
           DpAnnounceType type,
           DpTime         announced)
{
  g_autofree char *day = announced != DP_TIME_UNKNOWN ? dp_time_format_day (announced) : NULL;
  DpTime           date = DP_TIME_UNKNOWN;
  gboolean         is_first = type == DP_ANNOUNCE_NEW || type == DP_ANNOUNCE_CROSS;

  if (day == NULL || !dp_time_parse_iso8601 (day, &date))
    return;

  if (is_first && paper->version <= 1 && (type == DP_ANNOUNCE_NEW || is_of_month (paper->id, day)))
    {
      paper->published = date;
      paper->published_is_day = TRUE;
    }

  if (!is_first || paper->published != DP_TIME_UNKNOWN)
    paper->updated = date;
}

/* The feeds of several categories may hold a paper as new here and as a cross-list
 * there: the first counts. */
static void
add_announcement (Parser        *self,
                  DpPaper       *paper, /* (owned) */
                  DpAnnounceType type)
{
  guint           place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, paper->id));
  DpAnnouncement *announcement = NULL;

  if (place > 0)
    {
      announcement = g_ptr_array_index (self->feed->announcements, place - 1);
      announcement->type = MIN (announcement->type, type);
      dp_paper_unref (paper);
      return;
    }

  announcement = g_new0 (DpAnnouncement, 1);
  announcement->paper = paper;
  announcement->type = type;
  g_ptr_array_add (self->feed->announcements, announcement);
  g_hash_table_insert (self->places, paper->id, GUINT_TO_POINTER (self->feed->announcements->len));
}

static void
end_entry (Parser *self)
{
  g_autoptr (DpArxivEntry) entry = g_steal_pointer (&self->entry);
  DpPaper       *paper = dp_arxiv_entry_build_paper (entry);
  DpAnnounceType type = find_type (self->type);

  if (paper == NULL)
    {
      self->feed->n_rejected++;
      return;
    }

  set_dates (paper, type, self->date);
  add_announcement (self, paper, type);
}

static void
end (gpointer     user_data,
     DpXmlStream *stream,
     guint        depth,
     const char  *text)
{
  Parser *self = user_data;

  if (text != NULL)
    end_field (self, text);
  else if (self->entry != NULL && depth == self->entry_depth)
    end_entry (self);
}

/**
 * dp_feed_parse:
 * @data: (array length=length): a feed of rss.arxiv.org, Atom or RSS
 * @length: how many bytes; at most 64 MiB
 * @error: return location for a #DpFormatError
 *
 * Reads a whole feed. A paper's dates are days, for a feed knows no more: a new paper has
 * the day of its announcement, a replacement only that of its update. TeX's accents
 * become Unicode, and `arXiv:… Announce Type: … Abstract:` goes from the abstract. Any thread.
 *
 * Returns: (transfer full) (nullable): what the feed holds, maybe nothing; %NULL on error
 */
DpFeed *
dp_feed_parse (const char *data,
               gsize       length,
               GError    **error)
{
  static const DpXmlHandler handler = { is_root, start, end };
  g_autoptr (DpFeed) feed = g_new0 (DpFeed, 1);
  Parser   parser = { .feed = feed, .field = FIELD_NONE };
  gboolean is_whole = FALSE;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  feed->date = DP_TIME_UNKNOWN;
  feed->announcements = g_ptr_array_new_with_free_func (free_announcement);
  parser.stream = dp_xml_stream_new (&handler, &parser);
  parser.places = g_hash_table_new (g_str_hash, g_str_equal);

  is_whole = dp_xml_stream_feed (parser.stream, data, length, error) &&
             dp_xml_stream_finish (parser.stream, error);

  dp_xml_stream_free (parser.stream);
  g_hash_table_unref (parser.places);
  g_clear_pointer (&parser.entry, dp_arxiv_entry_free);
  g_free (parser.type);

  return is_whole ? g_steal_pointer (&feed) : NULL;
}
