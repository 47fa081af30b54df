/* dp-oai-parser.c: saved OAI-PMH answers of arXiv → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/arxiv/dp-oai-parser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "formats/arxiv/dp-arxiv-entry.h"
#include "formats/dp-author-names.h"
#include "formats/dp-format-error.h"
#include "formats/dp-paper-batch.h"
#include "formats/dp-xml-stream.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-accents.h"

/* See https://www.openarchives.org/OAI/openarchivesprotocol.html and
 * https://info.arxiv.org/help/oa/index.html. Answers have passed through other
 * people's harvesters, some of which drop the namespace of arXiv's part. */

#define OAI_NAMESPACE "http://www.openarchives.org/OAI/2.0/"
#define ARXIV_NAMESPACE "http://arxiv.org/OAI/arXiv/"
#define RAW_NAMESPACE "http://arxiv.org/OAI/arXivRaw/"

#define VERB_DEPTH 2   /* ListRecords, GetRecord, error */
#define RECORD_DEPTH 3 /* also resumptionToken */
#define PART_DEPTH 4   /* header, metadata */
#define FORM_DEPTH 5   /* arXiv, arXivRaw; identifier */
#define FIELD_DEPTH 6
#define AUTHOR_DEPTH 7
#define NAME_DEPTH 8

typedef enum
{
  FIELD_NONE = -1,
  /* 0 and up: a DpArxivText. */
  FIELD_IDENTIFIER = DP_ARXIV_N_TEXTS,
  FIELD_CATEGORIES,
  FIELD_AUTHORS, /* of arXivRaw: all on one line */
  FIELD_FORENAMES,
  FIELD_KEYNAME,
  FIELD_SUFFIX,
  FIELD_VERSION_DATE,
  FIELD_TOKEN,
  FIELD_ERROR,
} Field;

typedef struct
{
  DpXmlStream  *stream;
  DpPaperBatch *batch;
  DpOaiAnswer  *answer;
  gboolean      has_records; /* the answer is about records, though there may be none */
  char         *error_code;  /* (nullable) */

  DpArxivEntry *entry;      /* (nullable): the record being read */
  char         *identifier; /* (nullable): of its header */
  gboolean      is_deleted;
  gboolean      is_raw;
  guint         version;                                  /* the one being read */
  char         *name[FIELD_SUFFIX - FIELD_FORENAMES + 1]; /* of the author being read */
  Field         field;                                    /* the one being collected */
} Parser;

static void
free_problem (gpointer data)
{
  DpOaiProblem *problem = data;

  g_free (problem->id);
  g_free (problem->reason);
  g_free (problem);
}

static DpOaiAnswer *
answer_new (void)
{
  DpOaiAnswer *self = g_new0 (DpOaiAnswer, 1);

  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  self->deleted = g_ptr_array_new_with_free_func (g_free);
  self->rejected = g_ptr_array_new_with_free_func (free_problem);
  self->complete_list_size = -1;

  return self;
}

/**
 * dp_oai_answer_free:
 * @self: (transfer full) (nullable): an answer
 */
void
dp_oai_answer_free (DpOaiAnswer *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->papers);
  g_ptr_array_unref (self->deleted);
  g_ptr_array_unref (self->rejected);
  g_free (self->resumption_token);
  g_free (self);
}

static gboolean
is_root (const char *name,
         const char *uri)
{
  return dp_xml_is (name, uri, "OAI-PMH", OAI_NAMESPACE);
}

static void
collect (Parser *self,
         Field   field)
{
  if (field == FIELD_NONE)
    return;

  self->field = field;
  dp_xml_stream_collect (self->stream);
}

static void
start_verb (Parser     *self,
            const char *name)
{
  if (strcmp (name, "ListRecords") == 0 || strcmp (name, "GetRecord") == 0)
    {
      self->has_records = TRUE;
    }
  else if (strcmp (name, "error") == 0)
    {
      g_free (self->error_code);
      self->error_code = dp_xml_stream_dup_attribute (self->stream, "code");
      collect (self, FIELD_ERROR);
    }
}

static void
start_token (Parser *self)
{
  g_autofree char *size = dp_xml_stream_dup_attribute (self->stream, "completeListSize");
  guint64          number = 0;

  if (size != NULL && g_ascii_string_to_unsigned (size, 10, 0, G_MAXINT64, &number, NULL))
    self->answer->complete_list_size = (gint64)number;

  collect (self, FIELD_TOKEN);
}

static void
start_record (Parser     *self,
              const char *name)
{
  if (strcmp (name, "record") == 0)
    {
      self->entry = dp_arxiv_entry_new ();
      self->is_deleted = FALSE;
      g_clear_pointer (&self->identifier, g_free);
    }
  else if (strcmp (name, "resumptionToken") == 0)
    {
      start_token (self);
    }
}

static void
start_part (Parser     *self,
            const char *name)
{
  if (strcmp (name, "header") == 0)
    {
      g_autofree char *status = dp_xml_stream_dup_attribute (self->stream, "status");

      self->is_deleted = g_strcmp0 (status, "deleted") == 0;
    }
}

/* Other forms lack the names apart, the categories or the dates. */
static void
refuse_form (Parser     *self,
             const char *name)
{
  g_autofree char *form = dp_text_clean (strcmp (name, "dc") == 0 ? "oai_dc" : name);
  g_autofree char *message = g_strdup_printf (
    _("The records are in the form “%s”. Only those in “arXiv” and “arXivRaw” can be read."), form);

  dp_xml_stream_fail (self->stream, DP_FORMAT_ERROR_NOT_A_FEED, message);
}

static void
start_form (Parser     *self,
            const char *name,
            const char *uri)
{
  if (dp_xml_is (name, uri, "identifier", OAI_NAMESPACE))
    collect (self, FIELD_IDENTIFIER);
  else if (dp_xml_is (name, uri, "datestamp", OAI_NAMESPACE) || dp_xml_is (name, uri, "setSpec", OAI_NAMESPACE))
    return;
  else if (dp_xml_is (name, uri, "arXiv", ARXIV_NAMESPACE) || dp_xml_is (name, uri, "arXiv", OAI_NAMESPACE))
    self->is_raw = FALSE;
  else if (dp_xml_is (name, uri, "arXivRaw", RAW_NAMESPACE) || dp_xml_is (name, uri, "arXivRaw", OAI_NAMESPACE))
    self->is_raw = TRUE;
  else
    refuse_form (self, name);
}

static Field
find_field (const char *name,
            gboolean    is_raw)
{
  static const struct
  {
    const char *name;
    int         field;
  } fields[] = {
    { "id", DP_ARXIV_ID },
    { "title", DP_ARXIV_TITLE },
    { "abstract", DP_ARXIV_SUMMARY },
    { "created", DP_ARXIV_PUBLISHED },
    { "updated", DP_ARXIV_UPDATED },
    { "comments", DP_ARXIV_COMMENT },
    { "journal-ref", DP_ARXIV_JOURNAL_REF },
    { "doi", DP_ARXIV_DOI },
    { "categories", FIELD_CATEGORIES },
  };

  if (is_raw && strcmp (name, "authors") == 0)
    return FIELD_AUTHORS;

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (name, fields[i].name) == 0)
      return (Field)fields[i].field;

  return FIELD_NONE;
}

static void
start_field (Parser     *self,
             const char *name)
{
  if (self->is_raw && strcmp (name, "version") == 0)
    {
      g_autofree char *version = dp_xml_stream_dup_attribute (self->stream, "version");
      guint64          number = 0;

      if (version != NULL && *version == 'v')
        g_ascii_string_to_unsigned (version + 1, 10, 1, G_MAXINT, &number, NULL);
      self->version = (guint)number;
    }
  else
    {
      collect (self, find_field (name, self->is_raw));
    }
}

static void
start_name (Parser     *self,
            const char *name)
{
  if (strcmp (name, "forenames") == 0)
    collect (self, FIELD_FORENAMES);
  else if (strcmp (name, "keyname") == 0)
    collect (self, FIELD_KEYNAME);
  else if (strcmp (name, "suffix") == 0)
    collect (self, FIELD_SUFFIX);
}

static void
start (gpointer     user_data,
       DpXmlStream *stream,
       guint        depth,
       const char  *name,
       const char  *uri)
{
  Parser *self = user_data;

  if (depth == VERB_DEPTH)
    start_verb (self, name);
  else if (depth == RECORD_DEPTH && self->has_records)
    start_record (self, name);
  else if (self->entry == NULL)
    return;
  else if (depth == PART_DEPTH)
    start_part (self, name);
  else if (depth == FORM_DEPTH)
    start_form (self, name, uri);
  else if (depth == FIELD_DEPTH)
    start_field (self, name);
  else if (depth == AUTHOR_DEPTH && self->is_raw && strcmp (name, "date") == 0)
    collect (self, FIELD_VERSION_DATE);
  else if (depth == NAME_DEPTH && !self->is_raw)
    start_name (self, name);
}

static void
add_categories (Parser     *self,
                const char *text)
{
  g_auto (GStrv) categories = g_strsplit_set (text, " \t\r\n", -1);

  for (gsize i = 0; categories[i] != NULL; i++)
    dp_arxiv_entry_add_category (self->entry, categories[i]);
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
end_error (Parser     *self,
           const char *text)
{
  g_autofree char *reason = dp_text_clean (text);

  /* No record is no error here: the list that was asked for is empty. */
  if (g_strcmp0 (self->error_code, "noRecordsMatch") == 0)
    self->has_records = TRUE;
  else
    dp_xml_stream_fail (self->stream, DP_FORMAT_ERROR_REFUSED,
                        *reason != '\0' ? reason : _("arXiv refused the request and did not say why."));
}

static void
end_text (Parser     *self,
          const char *text)
{
  g_autofree char *decoded = dp_tex_accents_decode (text);

  DpArxivText which = (DpArxivText)self->field;

  /* Ids and DOIs may have the signs by which TeX begins something. */
  dp_arxiv_entry_set_text (self->entry, which,
                           which == DP_ARXIV_ID || which == DP_ARXIV_DOI ? text : decoded);
}

static void
end_field (Parser     *self,
           const char *text)
{
  g_autofree char *clean = dp_text_clean (text);
  DpTime           date = DP_TIME_UNKNOWN;

  switch (self->field)
    {
    case FIELD_IDENTIFIER:
      g_free (self->identifier);
      self->identifier = g_steal_pointer (&clean);
      break;
    case FIELD_CATEGORIES:
      add_categories (self, text);
      break;
    case FIELD_AUTHORS:
      add_authors (self, text);
      break;
    case FIELD_FORENAMES:
    case FIELD_KEYNAME:
    case FIELD_SUFFIX:
      g_free (self->name[self->field - FIELD_FORENAMES]);
      self->name[self->field - FIELD_FORENAMES] = g_steal_pointer (&clean);
      break;
    case FIELD_VERSION_DATE:
      if (self->version > 0 && dp_time_parse_rfc5322 (clean, &date))
        dp_arxiv_entry_add_version (self->entry, self->version, date);
      break;
    case FIELD_TOKEN:
      g_free (self->answer->resumption_token);
      self->answer->resumption_token = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
      break;
    case FIELD_ERROR:
      end_error (self, text);
      break;
    case FIELD_NONE:
    default:
      end_text (self, text);
      break;
    }

  self->field = FIELD_NONE;
}

/* `Jieci Wang`; a collaboration has no forenames, and a colon behind one is no author. */
static void
end_author (Parser *self)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *decoded = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (self->name); i++)
    {
      if (self->name[i] != NULL && *self->name[i] != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", self->name[i]);
      g_clear_pointer (&self->name[i], g_free);
    }

  /* Together, for arXiv takes a name apart in the middle of a letter, too. */
  decoded = dp_tex_accents_decode_name (name->str);
  if (dp_text_has_word (decoded))
    dp_arxiv_entry_add_author (self->entry, decoded);
}

static void
reject (Parser     *self,
        const char *reason)
{
  DpOaiProblem *problem = g_new0 (DpOaiProblem, 1);

  problem->line = dp_xml_stream_get_line (self->stream);
  problem->id = g_strdup (self->identifier);
  problem->reason = g_strdup (reason);
  g_ptr_array_add (self->answer->rejected, problem);
}

static void
end_record (Parser *self)
{
  g_autoptr (DpArxivEntry) entry = g_steal_pointer (&self->entry);

  self->answer->n_records++;

  /* A deleted record has no more than its header. */
  if (self->is_deleted)
    {
      char *id = dp_paper_id_parse (self->identifier, NULL);

      if (id != NULL)
        g_ptr_array_add (self->answer->deleted, id);
      return;
    }

  dp_arxiv_entry_set_text (entry, DP_ARXIV_ID, self->identifier);
  if (!dp_paper_batch_add (self->batch, dp_arxiv_entry_build_paper (entry)))
    reject (self, _("The record has no title or no id of arXiv’s."));
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
  else if (self->entry == NULL)
    return;
  else if (depth == AUTHOR_DEPTH && !self->is_raw)
    end_author (self);
  else if (depth == RECORD_DEPTH)
    end_record (self);
}

static void
clear_parser (Parser *self)
{
  dp_xml_stream_free (self->stream);
  dp_paper_batch_free (self->batch);
  g_clear_pointer (&self->entry, dp_arxiv_entry_free);
  g_free (self->identifier);
  g_free (self->error_code);
  for (gsize i = 0; i < G_N_ELEMENTS (self->name); i++)
    g_free (self->name[i]);
}

static gboolean
parse (Parser     *self,
       const char *data,
       gsize       length,
       GError    **error)
{
  if (!dp_xml_stream_feed (self->stream, data, length, error) ||
      !dp_xml_stream_finish (self->stream, error))
    return FALSE;

  if (!self->has_records)
    {
      g_set_error_literal (error, DP_FORMAT_ERROR, DP_FORMAT_ERROR_NOT_A_FEED,
                           _("The answer is about something else than records."));
      return FALSE;
    }

  return TRUE;
}

/**
 * dp_oai_parse:
 * @data: (array length=length): an answer to ListRecords or GetRecord
 * @length: how many bytes; at most 64 MiB
 * @error: return location for a #DpFormatError
 *
 * Reads a whole answer. TeX's accents in titles, names, abstracts and comments become
 * Unicode. A record of the form arXiv knows the day of its first version and of its
 * last, without their numbers; one of arXivRaw knows each version's moment. A list
 * that is empty because nothing matched is no error. Any thread.
 *
 * Errors, with sentences for people: _SYNTAX for what is not well formed, not UTF-8 or
 * past a limit (see dp_xml_stream_feed()); _TRUNCATED; _NOT_A_FEED for what is no answer
 * of records and for other forms of them (oai_dc among these); _REFUSED, in the
 * service's words, for an error of its own.
 *
 * Returns: (transfer full) (nullable): what the answer holds; %NULL on error
 */
DpOaiAnswer *
dp_oai_parse (const char *data,
              gsize       length,
              GError    **error)
{
  static const DpXmlHandler handler = { is_root, start, end };
  g_autoptr (DpOaiAnswer) answer = answer_new ();
  Parser   parser = { .field = FIELD_NONE };
  gboolean is_whole = FALSE;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  parser.stream = dp_xml_stream_new (&handler, &parser);
  parser.batch = dp_paper_batch_new ();
  parser.answer = answer;

  is_whole = parse (&parser, data, length, error);
  if (is_whole)
    g_ptr_array_extend (answer->papers, dp_paper_batch_get_papers (parser.batch), (GCopyFunc)dp_paper_ref, NULL);
  clear_parser (&parser);

  return is_whole ? g_steal_pointer (&answer) : NULL;
}
