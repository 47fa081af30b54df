/* dp-atom-parser.c: arXiv's Atom answers → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/arxiv/dp-atom-parser.h"

#include <glib/gi18n.h>

#include "formats/arxiv/dp-arxiv-entry.h"
#include "formats/dp-format-error.h"
#include "formats/dp-paper-batch.h"
#include "formats/dp-xml-stream.h"
#include "model/dp-text.h"

/* Elements are known by name and namespace, never by their order: arXiv has two
 * layouts and may have a third tomorrow. */

#define MAX_ENTRIES 10000

#define ATOM_NAMESPACE "http://www.w3.org/2005/Atom"
#define ARXIV_NAMESPACE "http://arxiv.org/schemas/atom"
#define OPEN_SEARCH_NAMESPACE "http://a9.com/-/spec/opensearch/1.1/"

/* Where in the tree each thing stands: the feed is at depth 1. */
#define CHILD_DEPTH 2  /* of the feed */
#define FIELD_DEPTH 3  /* of an entry */
#define AUTHOR_DEPTH 4 /* of an author */

typedef enum
{
  FIELD_NONE = -1,
  /* 0 and up: a DpArxivText. */
  FIELD_AUTHOR = DP_ARXIV_N_TEXTS,
  FIELD_TOTAL_RESULTS,
} Field;

struct _DpAtomParser
{
  DpXmlStream  *stream;
  DpPaperBatch *batch;
  guint         n_entries;
  DpArxivEntry *entry;     /* (nullable): the one being read */
  gboolean      in_author; /* of that entry */
  Field         field;     /* the one being collected */
  gint64        total_results;
  guint         n_rejected;
};

static gboolean
is_root (const char *name,
         const char *uri)
{
  return dp_xml_is (name, uri, "feed", ATOM_NAMESPACE);
}

static void
start_entry (DpAtomParser *self)
{
  self->n_entries++;
  if (self->n_entries > MAX_ENTRIES)
    dp_xml_stream_fail (self->stream, DP_FORMAT_ERROR_SYNTAX, _("The answer has more entries than were asked for."));
  else
    self->entry = dp_arxiv_entry_new ();
}

static Field
find_field (const char *name,
            const char *uri)
{
  static const struct
  {
    const char *name;
    const char *uri;
    DpArxivText text;
  } fields[] = {
    { "id", ATOM_NAMESPACE, DP_ARXIV_ID },
    { "title", ATOM_NAMESPACE, DP_ARXIV_TITLE },
    { "summary", ATOM_NAMESPACE, DP_ARXIV_SUMMARY },
    { "published", ATOM_NAMESPACE, DP_ARXIV_PUBLISHED },
    { "updated", ATOM_NAMESPACE, DP_ARXIV_UPDATED },
    { "comment", ARXIV_NAMESPACE, DP_ARXIV_COMMENT },
    { "journal_ref", ARXIV_NAMESPACE, DP_ARXIV_JOURNAL_REF },
    { "doi", ARXIV_NAMESPACE, DP_ARXIV_DOI },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (dp_xml_is (name, uri, fields[i].name, fields[i].uri))
      return (Field)fields[i].text;

  return FIELD_NONE;
}

static void
start_field (DpAtomParser *self,
             Field         field)
{
  if (field == FIELD_NONE)
    return;

  self->field = field;
  dp_xml_stream_collect (self->stream);
}

/* A child of an entry: a text, or something that says it all in attributes. */
static void
start_entry_child (DpAtomParser *self,
                   const char   *name,
                   const char   *uri)
{
  if (dp_xml_is (name, uri, "author", ATOM_NAMESPACE))
    {
      self->in_author = TRUE;
    }
  else if (dp_xml_is (name, uri, "link", ATOM_NAMESPACE))
    {
      g_autofree char *relation = dp_xml_stream_dup_attribute (self->stream, "rel");
      g_autofree char *title = dp_xml_stream_dup_attribute (self->stream, "title");
      g_autofree char *url = dp_xml_stream_dup_attribute (self->stream, "href");

      dp_arxiv_entry_add_link (self->entry, relation, title, url);
    }
  else if (dp_xml_is (name, uri, "category", ATOM_NAMESPACE))
    {
      g_autofree char *term = dp_xml_stream_dup_attribute (self->stream, "term");

      dp_arxiv_entry_add_category (self->entry, term);
    }
  else if (dp_xml_is (name, uri, "primary_category", ARXIV_NAMESPACE))
    {
      g_autofree char *term = dp_xml_stream_dup_attribute (self->stream, "term");

      dp_arxiv_entry_set_primary (self->entry, term);
    }
  else
    {
      start_field (self, find_field (name, uri));
    }
}

static void
start (gpointer     user_data,
       DpXmlStream *stream,
       guint        depth,
       const char  *name,
       const char  *uri)
{
  DpAtomParser *self = user_data;

  if (depth == CHILD_DEPTH && dp_xml_is (name, uri, "entry", ATOM_NAMESPACE))
    start_entry (self);
  else if (depth == CHILD_DEPTH && dp_xml_is (name, uri, "totalResults", OPEN_SEARCH_NAMESPACE))
    start_field (self, FIELD_TOTAL_RESULTS);
  else if (depth == FIELD_DEPTH && self->entry != NULL)
    start_entry_child (self, name, uri);
  else if (depth == AUTHOR_DEPTH && self->in_author && dp_xml_is (name, uri, "name", ATOM_NAMESPACE))
    start_field (self, FIELD_AUTHOR);
}

static void
end_field (DpAtomParser *self,
           const char   *text)
{
  guint64 total = 0;

  if (self->field == FIELD_TOTAL_RESULTS)
    {
      g_autofree char *number = dp_text_clean (text);

      if (g_ascii_string_to_unsigned (number, 10, 0, G_MAXINT64, &total, NULL))
        self->total_results = (gint64)total;
    }
  else if (self->field == FIELD_AUTHOR)
    dp_arxiv_entry_add_author (self->entry, text);
  else
    dp_arxiv_entry_set_text (self->entry, (DpArxivText)self->field, text);

  self->field = FIELD_NONE;
}

static void
end_entry (DpAtomParser *self)
{
  g_autoptr (DpArxivEntry) entry = g_steal_pointer (&self->entry);
  const char *refusal = dp_arxiv_entry_get_refusal (entry);

  if (refusal != NULL)
    dp_xml_stream_fail (self->stream, DP_FORMAT_ERROR_REFUSED,
                        *refusal != '\0' ? refusal : _("arXiv refused the request and did not say why."));
  else if (!dp_paper_batch_add (self->batch, dp_arxiv_entry_build_paper (entry)))
    self->n_rejected++;
}

static void
end (gpointer     user_data,
     DpXmlStream *stream,
     guint        depth,
     const char  *text)
{
  DpAtomParser *self = user_data;

  if (text != NULL)
    end_field (self, text);
  else if (depth == FIELD_DEPTH)
    self->in_author = FALSE;
  else if (depth == CHILD_DEPTH && self->entry != NULL)
    end_entry (self);
}

static const DpXmlHandler handler = { is_root, start, end };

/**
 * dp_atom_parser_new:
 *
 * Makes a parser for one answer.
 *
 * Returns: (transfer full): a parser
 */
DpAtomParser *
dp_atom_parser_new (void)
{
  DpAtomParser *self = g_new0 (DpAtomParser, 1);

  self->stream = dp_xml_stream_new (&handler, self);
  self->batch = dp_paper_batch_new ();
  self->field = FIELD_NONE;
  self->total_results = -1;

  return self;
}

/**
 * dp_atom_parser_free:
 * @self: (transfer full) (nullable): a parser, at any moment of its work
 */
void
dp_atom_parser_free (DpAtomParser *self)
{
  if (self == NULL)
    return;

  dp_xml_stream_free (self->stream);
  dp_paper_batch_free (self->batch);
  g_clear_pointer (&self->entry, dp_arxiv_entry_free);
  g_free (self);
}

/**
 * dp_atom_parser_feed:
 * @self: a parser
 * @data: (array length=length): the next bytes of the answer, cut anywhere
 * @length: how many; at most 64 MiB in all
 * @error: return location for an error
 *
 * Reads on. Once this has failed, it fails again with the same error, and
 * nothing more of the answer needs to be fetched. Errors, all of
 * %DP_FORMAT_ERROR: _SYNTAX for what is not well formed or not UTF-8, for a DOCTYPE, and for
 * more than 64 MiB, 10,000 entries, 32 levels or 1 MiB in one text; _NOT_A_FEED
 * for a web page, plain text, or XML of another kind; _REFUSED, with the
 * service's reason, for arXiv's own error entry. Their messages are sentences
 * for people.
 *
 * Returns: %FALSE when the answer is of no further use; the papers that were
 *   complete stay
 */
gboolean
dp_atom_parser_feed (DpAtomParser *self,
                     const char   *data,
                     gsize         length,
                     GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return dp_xml_stream_feed (self->stream, data, length, error);
}

/**
 * dp_atom_parser_finish:
 * @self: a parser
 * @error: return location for an error
 *
 * Says that the answer has no more bytes. To be called once, and only when it
 * has ended by itself: what was cancelled is simply freed.
 *
 * Returns: %FALSE when dp_atom_parser_feed() failed, or with
 *   %DP_FORMAT_ERROR_TRUNCATED when the answer ends in the middle or is empty;
 *   the papers that were complete stay
 */
gboolean
dp_atom_parser_finish (DpAtomParser *self,
                       GError      **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return dp_xml_stream_finish (self->stream, error);
}

/**
 * dp_atom_parser_get_papers:
 * @self: a parser
 *
 * Gives the papers that are complete so far. They do not change any more, except
 * that a newer version of one may take its place while there is more to read.
 *
 * Returns: (transfer none) (element-type DpPaper): the papers, each id once, in
 *   the order of the answer
 */
GPtrArray *
dp_atom_parser_get_papers (DpAtomParser *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dp_paper_batch_get_papers (self->batch);
}

/**
 * dp_atom_parser_get_total_results:
 * @self: a parser
 *
 * Gives how many papers the service has for the request, on all pages. It may be
 * more than none while the answer has no entry: the service was not ready then.
 *
 * Returns: the number; -1 where the answer does not say
 */
gint64
dp_atom_parser_get_total_results (DpAtomParser *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->total_results;
}

/**
 * dp_atom_parser_get_n_rejected:
 * @self: a parser
 *
 * Returns: how many entries were left out, for want of an id of arXiv's or a title
 */
guint
dp_atom_parser_get_n_rejected (DpAtomParser *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rejected;
}
