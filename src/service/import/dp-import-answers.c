/* dp-import-answers.c: reading saved answers and digests, kind by kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/import/dp-import-file-private.h"

#include "formats/arxiv/dp-atom-parser.h"
#include "formats/arxiv/dp-feed-parser.h"
#include "formats/arxiv/dp-oai-parser.h"
#include "formats/digest/dp-digest-parser.h"
#include "formats/dp-format-error.h"
#include "formats/dp-hugging-face-parser.h"
#include "formats/dp-json.h"
#include "formats/dp-library-lines.h"

#include <glib/gi18n.h>
#include <string.h>

/* What an XML file is shows within its first elements. */
#define SNIFFED_BYTES 65536

static gboolean
set_unknown_error (GError **error)
{
  g_set_error_literal (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_UNKNOWN,
                       _("This is neither a digest nor anything else that can be imported."));
  return FALSE;
}

static void
keep_paper (DpImportBuilder *self,
            DpPaper         *paper,
            DpAuthority      authority)
{
  dp_import_builder_count (self, dp_import_builder_add_paper (self, paper, authority));
}

/* Rows of which only the number is known. */
static void
add_lost (DpImportBuilder *self,
          guint            n_rows,
          const char      *reason)
{
  self->contents->n_rows += n_rows;
  for (guint i = 0; i < n_rows; i++)
    dp_import_builder_add_problem (self, 0, NULL, reason, TRUE);
}

static void
keep_papers (DpImportBuilder *self,
             GPtrArray       *papers,
             DpAuthority      authority)
{
  for (guint i = 0; i < papers->len; i++)
    keep_paper (self, g_ptr_array_index (papers, i), authority);
}

static void
keep_section (DpImportBuilder       *self,
              const DpDigestSection *section)
{
  if (section->topic != NULL)
    dp_import_builder_add_topic (self, section->topic);
  if (section->day != NULL)
    dp_import_builder_add_day (self, section->day);

  for (guint i = 0; i < section->papers->len; i++)
    {
      DpPaper        *paper = g_ptr_array_index (section->papers, i);
      DpArchiveEntry *entry = NULL;

      if (section->day != NULL)
        dp_paper_add_day (paper, section->day, (int)i + 1);

      entry = dp_import_builder_add_paper (self, paper, DP_AUTHORITY_DIGEST);
      if (section->topic != NULL)
        dp_archive_entry_add_place (entry, section->topic)->by_import = TRUE;
      dp_import_builder_count (self, entry);
    }
}

gboolean
dp_import_read_digest (DpImportBuilder *self,
                       const char      *data,
                       gsize            length,
                       const char      *file_name,
                       GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DpDigest) digest = dp_digest_parse (data, length, file_name, &local_error);

  if (g_error_matches (local_error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED))
    return set_unknown_error (error);

  if (digest == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  self->contents->kind = DP_IMPORT_DIGEST;
  self->contents->layout = digest->layout;
  for (guint i = 0; i < digest->sections->len; i++)
    keep_section (self, g_ptr_array_index (digest->sections, i));

  for (guint i = 0; i < digest->problems->len; i++)
    {
      const DpDigestProblem *problem = g_ptr_array_index (digest->problems, i);

      dp_import_builder_add_problem (self, problem->line, problem->text, problem->reason, problem->is_lost);
    }

  self->contents->n_rows = digest->n_rows;

  return TRUE;
}

static gboolean
read_atom (DpImportBuilder *self,
           const char      *data,
           gsize            length,
           GError         **error)
{
  g_autoptr (DpAtomParser) parser = dp_atom_parser_new ();

  if (!dp_atom_parser_feed (parser, data, length, error) ||
      !dp_atom_parser_finish (parser, error))
    return FALSE;

  self->contents->kind = DP_IMPORT_ATOM;
  keep_papers (self, dp_atom_parser_get_papers (parser), DP_AUTHORITY_ARXIV_API);
  add_lost (self, dp_atom_parser_get_n_rejected (parser), _("An entry without an id of arXiv or without a title."));

  return TRUE;
}

static gboolean
read_oai (DpImportBuilder *self,
          const char      *data,
          gsize            length,
          GError         **error)
{
  g_autoptr (DpOaiAnswer) answer = dp_oai_parse (data, length, error);

  if (answer == NULL)
    return FALSE;

  self->contents->kind = DP_IMPORT_OAI;
  keep_papers (self, answer->papers, DP_AUTHORITY_ARXIV_OAI);
  self->contents->n_rows = answer->n_records;

  for (guint i = 0; i < answer->rejected->len; i++)
    {
      const DpOaiProblem *problem = g_ptr_array_index (answer->rejected, i);

      dp_import_builder_add_problem (self, problem->line, problem->id, problem->reason, TRUE);
    }

  for (guint i = 0; i < answer->deleted->len; i++)
    dp_import_builder_add_problem (self, 0, g_ptr_array_index (answer->deleted, i),
                                   _("A record that arXiv has deleted."), TRUE);

  return TRUE;
}

static gboolean
read_feed (DpImportBuilder *self,
           const char      *data,
           gsize            length,
           GError         **error)
{
  g_autoptr (DpFeed) feed = dp_feed_parse (data, length, error);

  if (feed == NULL)
    return FALSE;

  self->contents->kind = DP_IMPORT_FEED;
  for (guint i = 0; i < feed->announcements->len; i++)
    {
      const DpAnnouncement *announcement = g_ptr_array_index (feed->announcements, i);

      keep_paper (self, announcement->paper, DP_AUTHORITY_ARXIV_FEED);
    }

  add_lost (self, feed->n_rejected, _("An entry without an id of arXiv or without a title."));

  return TRUE;
}

typedef gboolean (*ReadFunc) (DpImportBuilder *self,
                              const char      *data,
                              gsize            length,
                              GError         **error);

/* What an XML file is by what its beginning has, the first of these. */
static const struct
{
  const char *mark;
  ReadFunc    read;
} xml_kinds[] = {
  { "<OAI-PMH", read_oai },
  { "<record", read_oai },
  { "<ListRecords", read_oai },
  { "<arXiv", read_oai },
  { "<oai_dc:dc", read_oai },
  { "<rss", read_feed },
  { "<rdf:RDF", read_feed },
  { "oai:arXiv.org:", read_feed },
  { "rss.arxiv.org", read_feed },
  { "<feed", read_atom },
};

static ReadFunc
find_xml_kind (const char *data,
               gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (xml_kinds); i++)
    if (g_strstr_len (data, (gssize)MIN (length, SNIFFED_BYTES), xml_kinds[i].mark) != NULL)
      return xml_kinds[i].read;

  return NULL;
}

gboolean
dp_import_is_xml (const char *data,
                  gsize       length)
{
  return *data == '<' && find_xml_kind (data, length) != NULL;
}

gboolean
dp_import_read_xml (DpImportBuilder *self,
                    const char      *data,
                    gsize            length,
                    GError         **error)
{
  return find_xml_kind (data, length) (self, data, length, error);
}

static gboolean
has_days (GPtrArray *papers)
{
  for (guint i = 0; i < papers->len; i++)
    {
      const DpPaper *paper = g_ptr_array_index (papers, i);

      if (paper->days != NULL && paper->days->len > 0)
        return TRUE;
    }

  return papers->len == 0;
}

/* Without a day each paper has the one on which it says that it was put up, if it does. */
static gboolean
read_day (DpImportBuilder *self,
          const char      *data,
          gsize            length,
          const char      *day,
          GError         **error)
{
  g_autoptr (GPtrArray) papers = NULL;
  guint n_rejected = 0;

  papers = dp_hugging_face_parse_day (data, length, day, 0, &n_rejected, error);
  if (papers == NULL)
    return FALSE;

  if (day == NULL && !has_days (papers))
    {
      g_set_error_literal (error, DP_IMPORT_ERROR, DP_IMPORT_ERROR_NO_DAY,
                           _("The list does not say of which day it is. Name the file after its day, "
                             "as in 2025-01-31.json."));
      return FALSE;
    }

  self->contents->kind = DP_IMPORT_DAY;
  keep_papers (self, papers, DP_AUTHORITY_HUGGING_FACE);
  if (day != NULL)
    dp_import_builder_add_day (self, day);
  add_lost (self, n_rejected, _("An entry without an id or without a title."));

  return TRUE;
}

static gboolean
has_object (JsonArray *array)
{
  return array != NULL && json_array_get_length (array) > 0 &&
         JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, 0));
}

/* In Hugging Face's answers authors are objects, in ours they are names. */
static gboolean
is_of_hugging_face (JsonObject *object)
{
  JsonNode *authors = json_object_get_member (object, "authors");

  return json_object_has_member (object, "paper") || json_object_has_member (object, "publishedAt") ||
         (authors != NULL && JSON_NODE_HOLDS_ARRAY (authors) && has_object (json_node_get_array (authors)));
}

static void
keep_object (DpImportBuilder *self,
             JsonNode        *node)
{
  g_autoptr (GError) error = NULL;
  DpArchiveEntry  *entry = NULL;
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    entry = dp_library_lines_parse_object (json_node_get_object (node), &error);

  if (entry != NULL)
    {
      g_ptr_array_add (self->entries, entry);
      dp_import_builder_count (self, entry);
      return;
    }

  text = json_to_string (node, FALSE);
  self->contents->n_rows++;
  dp_import_builder_add_problem (self, 0, text, error != NULL ? error->message : _("This is nothing that a library holds."), TRUE);
}

static gboolean
read_paper (DpImportBuilder *self,
            const char      *data,
            gsize            length,
            GError         **error)
{
  g_autoptr (DpPaper) paper = dp_hugging_face_parse_paper (data, length, error);

  if (paper == NULL)
    return FALSE;

  self->contents->kind = DP_IMPORT_PAPERS;
  dp_import_builder_count (self, dp_import_builder_add_paper (self, paper, DP_AUTHORITY_HUGGING_FACE));

  return TRUE;
}

static gboolean
read_array (DpImportBuilder *self,
            const char      *data,
            gsize            length,
            const char      *day,
            GError         **error)
{
  g_autoptr (JsonNode) first = dp_json_parse_first_object (data, length);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array = NULL;

  /* Reading the whole twice would take as long again. */
  if (first == NULL || is_of_hugging_face (json_node_get_object (first)))
    return read_day (self, data, length, day, error);

  node = dp_json_parse (data, length, error);
  if (node == NULL)
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    keep_object (self, json_array_get_element (array, i));

  return TRUE;
}

gboolean
dp_import_read_json (DpImportBuilder *self,
                     const char      *data,
                     gsize            length,
                     const char      *day,
                     GError         **error)
{
  g_autoptr (JsonNode) node = NULL;

  self->contents->kind = DP_IMPORT_PAPERS;
  if (*data == '[')
    return read_array (self, data, length, day, error);

  node = dp_json_parse (data, length, error);
  if (node == NULL)
    return FALSE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_unknown_error (error);

  if (is_of_hugging_face (json_node_get_object (node)))
    return read_paper (self, data, length, error);

  keep_object (self, node);

  return TRUE;
}
