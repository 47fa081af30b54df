/* dp-atom-parser.c: arXiv's Atom answers → papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-atom-parser.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <string.h>

#include "formats/dp-arxiv-entry.h"
#include "formats/dp-format-error.h"
#include "model/dp-text.h"

/* A SAX parser that is fed, so that an answer is read while it arrives and never
 * held as a whole. Elements are known by name and namespace, never by their
 * order: arXiv has two layouts and may have a third tomorrow. */

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_FIELD_LENGTH (1024 * 1024)
#define MAX_ENTRIES 10000
#define MAX_DEPTH 32

/* libxml2 looks at all of an unfinished tag again whenever more of it comes, so a
 * tag that never ends would cost the square of its length. */
#define MAX_SILENCE (1024 * 1024)

/* Of the beginning, enough to know an HTML page by. */
#define HEAD_LENGTH 512

#define ATOM_NAMESPACE "http://www.w3.org/2005/Atom"
#define ARXIV_NAMESPACE "http://arxiv.org/schemas/atom"
#define OPEN_SEARCH_NAMESPACE "http://a9.com/-/spec/opensearch/1.1/"

/* Where in the tree each thing stands: the feed is at depth 1. */
#define FEED_DEPTH 1
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
  xmlParserCtxt *context;
  GError        *error; /* the first; nothing is parsed after it */
  GString       *head;
  char           cut_character[4]; /* the beginning of one that the last chunk cut */
  gsize          n_cut;
  gsize          n_bytes;
  gsize          n_silent; /* bytes since libxml2 last found something */
  gboolean       heard;
  gboolean       finished;

  guint         depth;
  gboolean      has_feed;
  guint         n_entries;
  DpArxivEntry *entry;     /* (nullable): the one being read */
  gboolean      in_author; /* of that entry */
  Field         field;
  guint         field_depth;
  GString      *text; /* of the field */

  GPtrArray  *papers;
  GHashTable *places; /* id (unowned) → its place in papers */
  gint64      total_results;
  guint       n_rejected;
};

static void
fail (DpAtomParser *self,
      DpFormatError code,
      const char   *message)
{
  if (self->error == NULL)
    self->error = g_error_new_literal (DP_FORMAT_ERROR, (int)code, message);

  xmlStopParser (self->context);
}

static gboolean
is_element (const xmlChar *name,
            const xmlChar *uri,
            const char    *expected_name,
            const char    *expected_uri)
{
  return g_strcmp0 ((const char *)name, expected_name) == 0 &&
         g_strcmp0 ((const char *)uri, expected_uri) == 0;
}

/* Without entity substitution, which is off so that nothing can multiply,
 * libxml2 hands `&` over as `&#38;`; everything else in an attribute is decoded. */
static char *
dup_attribute (const xmlChar **attributes,
               int             n_attributes,
               const char     *name)
{
  for (int i = 0; i < n_attributes; i++)
    {
      const xmlChar **attribute = attributes + 5 * i; /* name, prefix, URI, start, end */
      GString        *value = NULL;

      if (attribute[1] != NULL || g_strcmp0 ((const char *)attribute[0], name) != 0)
        continue;

      value = g_string_new_len ((const char *)attribute[3], attribute[4] - attribute[3]);
      g_string_replace (value, "&#38;", "&", 0);

      return g_string_free (value, FALSE);
    }

  return NULL;
}

static void
start_entry (DpAtomParser *self)
{
  self->n_entries++;
  if (self->n_entries > MAX_ENTRIES)
    {
      fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer has more entries than were asked for."));
      return;
    }

  self->entry = dp_arxiv_entry_new ();
}

static Field
find_field (const xmlChar *name,
            const xmlChar *uri)
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
    if (is_element (name, uri, fields[i].name, fields[i].uri))
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
  self->field_depth = self->depth;
  g_string_truncate (self->text, 0);
}

/* A child of an entry: a text, or something that says it all in attributes. */
static void
start_entry_child (DpAtomParser   *self,
                   const xmlChar  *name,
                   const xmlChar  *uri,
                   const xmlChar **attributes,
                   int             n_attributes)
{
  if (is_element (name, uri, "author", ATOM_NAMESPACE))
    {
      self->in_author = TRUE;
    }
  else if (is_element (name, uri, "link", ATOM_NAMESPACE))
    {
      g_autofree char *relation = dup_attribute (attributes, n_attributes, "rel");
      g_autofree char *title = dup_attribute (attributes, n_attributes, "title");
      g_autofree char *url = dup_attribute (attributes, n_attributes, "href");

      dp_arxiv_entry_add_link (self->entry, relation, title, url);
    }
  else if (is_element (name, uri, "category", ATOM_NAMESPACE))
    {
      g_autofree char *term = dup_attribute (attributes, n_attributes, "term");

      dp_arxiv_entry_add_category (self->entry, term);
    }
  else if (is_element (name, uri, "primary_category", ARXIV_NAMESPACE))
    {
      g_autofree char *term = dup_attribute (attributes, n_attributes, "term");

      dp_arxiv_entry_set_primary (self->entry, term);
    }
  else
    {
      start_field (self, find_field (name, uri));
    }
}

static void
start_element_cb (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  DpAtomParser *self = user_data;

  self->heard = TRUE;
  if (self->error != NULL)
    return;

  self->depth++;
  if (self->depth > MAX_DEPTH)
    fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer is nested too deeply."));
  else if (self->depth == FEED_DEPTH)
    {
      /* Of a tag that the end of the answer cuts off, libxml2 tells what it has. */
      self->has_feed = is_element (name, uri, "feed", ATOM_NAMESPACE);
      if (!self->has_feed && !self->finished)
        fail (self, DP_FORMAT_ERROR_NOT_A_FEED, _("The answer is not a list of papers."));
    }
  else if (self->field != FIELD_NONE)
    return; /* markup inside a text: its characters count */
  else if (self->depth == CHILD_DEPTH && is_element (name, uri, "entry", ATOM_NAMESPACE))
    start_entry (self);
  else if (self->depth == CHILD_DEPTH && is_element (name, uri, "totalResults", OPEN_SEARCH_NAMESPACE))
    start_field (self, FIELD_TOTAL_RESULTS);
  else if (self->depth == FIELD_DEPTH && self->entry != NULL)
    start_entry_child (self, name, uri, attributes, n_attributes);
  else if (self->depth == AUTHOR_DEPTH && self->in_author && is_element (name, uri, "name", ATOM_NAMESPACE))
    start_field (self, FIELD_AUTHOR);
}

static void
end_field (DpAtomParser *self)
{
  guint64 total = 0;

  if (self->field == FIELD_TOTAL_RESULTS)
    {
      g_autofree char *number = dp_text_clean (self->text->str);

      if (g_ascii_string_to_unsigned (number, 10, 0, G_MAXINT64, &total, NULL))
        self->total_results = (gint64)total;
    }
  else if (self->field == FIELD_AUTHOR)
    dp_arxiv_entry_add_author (self->entry, self->text->str);
  else
    dp_arxiv_entry_set_text (self->entry, (DpArxivText)self->field, self->text->str);

  self->field = FIELD_NONE;
}

/* The same entry may come twice; of two versions the newer one is it. */
static void
add_paper (DpAtomParser *self,
           DpPaper      *paper)
{
  gpointer place = NULL;

  if (!g_hash_table_lookup_extended (self->places, paper->id, NULL, &place))
    {
      g_hash_table_insert (self->places, paper->id, GUINT_TO_POINTER (self->papers->len));
      g_ptr_array_add (self->papers, paper);
    }
  else
    {
      DpPaper **known = (DpPaper **)&g_ptr_array_index (self->papers, GPOINTER_TO_UINT (place));

      if (paper->version > (*known)->version)
        {
          g_hash_table_replace (self->places, paper->id, place);
          dp_paper_unref (*known);
          *known = paper;
        }
      else
        {
          dp_paper_unref (paper);
        }
    }
}

static void
end_entry (DpAtomParser *self)
{
  g_autoptr (DpArxivEntry) entry = g_steal_pointer (&self->entry);
  const char *refusal = dp_arxiv_entry_get_refusal (entry);
  DpPaper    *paper = NULL;

  if (refusal != NULL)
    {
      fail (self, DP_FORMAT_ERROR_REFUSED,
            *refusal != '\0' ? refusal : _("arXiv refused the request and did not say why."));
      return;
    }

  paper = dp_arxiv_entry_build_paper (entry);
  if (paper != NULL)
    add_paper (self, paper);
  else
    self->n_rejected++;
}

static void
end_element_cb (void          *user_data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  DpAtomParser *self = user_data;

  self->heard = TRUE;
  if (self->error != NULL)
    return;

  if (self->field != FIELD_NONE && self->depth == self->field_depth)
    end_field (self);
  else if (self->depth == FIELD_DEPTH)
    self->in_author = FALSE;
  else if (self->depth == CHILD_DEPTH && self->entry != NULL)
    end_entry (self);

  self->depth--;
}

static void
characters_cb (void          *user_data,
               const xmlChar *text,
               int            length)
{
  DpAtomParser *self = user_data;

  self->heard = TRUE;
  if (self->error != NULL || self->field == FIELD_NONE)
    return;

  if (self->text->len + (gsize)length > MAX_FIELD_LENGTH)
    fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer has a text that is too long."));
  else
    g_string_append_len (self->text, (const char *)text, length);
}

/* A DOCTYPE comes before anything it could declare, so this ends entity bombs. */
static void
doctype_cb (void          *user_data,
            const xmlChar *name,
            const xmlChar *external_id,
            const xmlChar *system_id)
{
  DpAtomParser *self = user_data;

  if (g_ascii_strcasecmp ((const char *)name, "html") == 0)
    fail (self, DP_FORMAT_ERROR_NOT_A_FEED, _("The answer is a web page, not a list of papers."));
  else
    fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer has a document type, which no list of papers has."));
}

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
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = doctype_cb,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
  };

  xmlInitParser ();

  self->context = xmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL);
  if (self->context == NULL)
    g_error ("Out of memory for an XML parser"); /* as GLib does for any other */

  /* Only UTF-8 gets so far, whatever the declaration says; see count_valid(). */
  xmlCtxtUseOptions (self->context,
                     XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

  self->head = g_string_sized_new (HEAD_LENGTH);
  self->text = g_string_new (NULL);
  self->field = FIELD_NONE;
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
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

  xmlFreeParserCtxt (self->context);
  g_clear_error (&self->error);
  g_string_free (self->head, TRUE);
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->entry, dp_arxiv_entry_free);
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->papers);
  g_free (self);
}

/* Pages that are sent with status 200 in the place of an answer are seldom well
 * formed, so libxml2 may stumble before it has told us of an element. */
static gboolean
looks_like_html (DpAtomParser *self)
{
  static const char *const signs[] = { "<html", "<!doctype", "<head", "<body" };
  g_autofree char         *head = g_ascii_strdown (self->head->str, (gssize)self->head->len);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (head, signs[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
looks_like_markup (DpAtomParser *self)
{
  const char *head = self->head->str;

  if (g_str_has_prefix (head, "\xef\xbb\xbf"))
    head += strlen ("\xef\xbb\xbf");

  return *head == '<' || *head == '\0';
}

static void
fail_with_damage (DpAtomParser *self,
                  const char   *message)
{
  if (!self->has_feed && (looks_like_html (self) || !looks_like_markup (self)))
    fail (self, DP_FORMAT_ERROR_NOT_A_FEED, _("The answer is not a list of papers."));
  else
    fail (self, DP_FORMAT_ERROR_SYNTAX, message);
}

static void
fail_with_syntax (DpAtomParser *self)
{
  const xmlError  *details = xmlCtxtGetLastError (self->context);
  g_autofree char *reason = dp_text_clean (details != NULL ? details->message : NULL);
  g_autofree char *message = g_strdup_printf (_("The answer is damaged at line %d: %s"),
                                                 details != NULL ? details->line : 0,
                                                 reason != NULL ? reason : "");

  fail_with_damage (self, message);
}

/* Ends the character that the last chunk cut; returns how many bytes it took, or
 * -1 where they make none. */
static gssize
complete_character (DpAtomParser *self,
                    const char   *data,
                    gsize         length)
{
  gssize n = 0;

  while (self->n_cut > 0 && (gsize)n < length)
    {
      gunichar character = 0;

      self->cut_character[self->n_cut++] = data[n++];
      character = g_utf8_get_char_validated (self->cut_character, (gssize)self->n_cut);
      if (character == (gunichar)-1 ||
          (character == (gunichar)-2 && self->n_cut == sizeof self->cut_character))
        return -1;
      if (character != (gunichar)-2)
        self->n_cut = 0;
    }

  return n;
}

/* How many of the bytes are UTF-8. arXiv sends nothing else, and libxml2 takes
 * what is none for Latin-1 here and for an error there, as the chunks fall. */
static gsize
count_valid (DpAtomParser *self,
             const char   *data,
             gsize         length)
{
  gssize      n_taken = complete_character (self, data, length);
  const char *end = NULL;
  gsize       n_left = 0;

  if (n_taken < 0)
    return 0;

  if (g_utf8_validate_len (data + n_taken, length - (gsize)n_taken, &end))
    return length;

  n_left = length - (gsize)(end - data);
  if (*end == '\0' || n_left >= sizeof self->cut_character ||
      g_utf8_get_char_validated (end, (gssize)n_left) != (gunichar)-2)
    return (gsize)(end - data);

  memcpy (self->cut_character, end, n_left);
  self->n_cut = n_left;

  return length;
}

static void
keep_head (DpAtomParser *self,
           const char   *data,
           gsize         length)
{
  if (self->head->len < HEAD_LENGTH)
    g_string_append_len (self->head, data, (gssize)MIN (length, HEAD_LENGTH - self->head->len));
}

static gboolean
return_error (DpAtomParser *self,
              GError      **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));

  return FALSE;
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
  gsize n_valid = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (!self->finished, FALSE);

  /* XML allows no white space before its declaration, but servers and caches send it. */
  while (self->head->len == 0 && length > 0 && g_ascii_isspace (*data))
    {
      data++;
      length--;
    }

  if (self->error != NULL || length == 0)
    return return_error (self, error);

  keep_head (self, data, length);
  self->n_bytes += length;
  if (length > MAX_BYTES || self->n_bytes > MAX_BYTES)
    {
      fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer is larger than 64 MiB."));
      return return_error (self, error);
    }

  n_valid = count_valid (self, data, length);
  self->heard = FALSE;
  xmlParseChunk (self->context, data, (int)n_valid, 0);
  self->n_silent = self->heard ? 0 : self->n_silent + length;

  /* A namespace that nobody declared is an error to libxml2, but no reason to
   * stop: such an element is only none of ours. */
  if (self->error == NULL && !self->context->wellFormed)
    fail_with_syntax (self);
  else if (n_valid < length)
    fail_with_damage (self, _("The answer is damaged: it is not UTF-8."));
  else if (self->n_silent > MAX_SILENCE)
    fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer has a text that is too long."));

  return return_error (self, error);
}

static gboolean
is_complete (DpAtomParser *self)
{
  return self->has_feed && self->depth == 0 && self->context->wellFormed;
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
  g_return_val_if_fail (!self->finished, FALSE);

  self->finished = TRUE;
  if (self->error != NULL)
    return return_error (self, error);

  xmlParseChunk (self->context, NULL, 0, 1);

  if (self->error == NULL && !is_complete (self))
    {
      if (self->has_feed ? self->depth > 0 : looks_like_markup (self) && !looks_like_html (self))
        fail (self, DP_FORMAT_ERROR_TRUNCATED, _("The answer ends in the middle."));
      else
        fail_with_syntax (self);
    }

  return return_error (self, error);
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

  return self->papers;
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
