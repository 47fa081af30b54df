/* dp-xml-stream.c: hostile XML, fed in pieces → elements and their texts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-xml-stream.h"

#include <glib/gi18n.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

#include "model/dp-text.h"

/* A SAX parser that is fed, so that an answer is read while it arrives and never
 * held as a whole. Elements are known by name and namespace, never by their
 * order: services change it without a word. */

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_FIELD_LENGTH (1024 * 1024)
#define MAX_DEPTH 32
#define ROOT_DEPTH 1

/* libxml2 looks at all of an unfinished tag again whenever more of it comes, so a
 * tag that never ends would cost the square of its length. */
#define MAX_SILENCE (1024 * 1024)

/* Of the beginning, enough to know an HTML page by. */
#define HEAD_LENGTH 512

struct _DpXmlStream
{
  const DpXmlHandler *handler;
  gpointer            user_data;
  xmlParserCtxt      *context;
  GError             *error; /* the first; nothing is parsed after it */
  GString            *head;
  char                cut_character[4]; /* the beginning of one that the last chunk cut */
  gsize               n_cut;
  gsize               n_bytes;
  gsize               n_silent; /* bytes since libxml2 last found something */
  gboolean            heard;
  gboolean            finished;

  guint           depth;
  gboolean        has_root;
  guint           text_depth; /* of the element that is collected; 0 when none is */
  GString        *text;       /* of it */
  const xmlChar **attributes; /* (unowned): of the element that begins */
  int             n_attributes;
};

/**
 * dp_xml_stream_fail:
 * @self: a stream
 * @code: the kind of error
 * @message: a sentence for people
 *
 * Ends the work: nothing more is read or told. The first failure stays.
 */
void
dp_xml_stream_fail (DpXmlStream  *self,
                    DpFormatError code,
                    const char   *message)
{
  g_return_if_fail (self != NULL);

  if (self->error == NULL)
    self->error = g_error_new_literal (DP_FORMAT_ERROR, (int)code, message);

  xmlStopParser (self->context);
}

/**
 * dp_xml_is:
 * @name: an element's name
 * @uri: (nullable): its namespace
 * @expected_name: a name
 * @expected_uri: (nullable): a namespace; %NULL is none
 *
 * Returns: whether the two are the same
 */
gboolean
dp_xml_is (const char *name,
           const char *uri,
           const char *expected_name,
           const char *expected_uri)
{
  return g_strcmp0 (name, expected_name) == 0 && g_strcmp0 (uri, expected_uri) == 0;
}

/**
 * dp_xml_stream_dup_attribute:
 * @self: a stream whose handler is told of an element's beginning
 * @name: an attribute without a namespace
 *
 * Returns: (transfer full) (nullable): its value; %NULL when the element has none
 */
char *
dp_xml_stream_dup_attribute (DpXmlStream *self,
                             const char  *name)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (int i = 0; i < self->n_attributes; i++)
    {
      const xmlChar **attribute = self->attributes + 5 * i; /* name, prefix, URI, start, end */
      GString        *value = NULL;

      if (attribute[1] != NULL || g_strcmp0 ((const char *)attribute[0], name) != 0)
        continue;

      /* Without entity substitution, which is off so that nothing can multiply,
       * libxml2 hands `&` over as `&#38;`; everything else is decoded. */
      value = g_string_new_len ((const char *)attribute[3], attribute[4] - attribute[3]);
      g_string_replace (value, "&#38;", "&", 0);

      return g_string_free (value, FALSE);
    }

  return NULL;
}

/**
 * dp_xml_stream_collect:
 * @self: a stream whose handler is told of an element's beginning
 *
 * Asks for the text of that element, with that of the elements inside.
 */
void
dp_xml_stream_collect (DpXmlStream *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->text_depth == 0);

  self->text_depth = self->depth;
  g_string_truncate (self->text, 0);
}

/**
 * dp_xml_stream_get_line:
 * @self: a stream whose handler is told of something
 *
 * Returns: the line of the document where that stands, from 1
 */
guint
dp_xml_stream_get_line (DpXmlStream *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint)MAX (xmlSAX2GetLineNumber (self->context), 1);
}

static void
start_root (DpXmlStream *self,
            const char  *name,
            const char  *uri)
{
  /* Of a tag that the end of the answer cuts off, libxml2 tells what it has. */
  self->has_root = self->handler->is_root (name, uri);
  if (!self->has_root && !self->finished)
    dp_xml_stream_fail (self, DP_FORMAT_ERROR_NOT_A_FEED, _("The answer is not a list of papers."));
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
  DpXmlStream *self = user_data;

  self->heard = TRUE;
  if (self->error != NULL)
    return;

  self->depth++;
  self->attributes = attributes;
  self->n_attributes = n_attributes;

  if (self->depth > MAX_DEPTH)
    dp_xml_stream_fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer is nested too deeply."));
  else if (self->depth == ROOT_DEPTH)
    start_root (self, (const char *)name, (const char *)uri);
  else if (self->text_depth == 0) /* else markup inside a text: its characters count */
    self->handler->start (self->user_data, self, self->depth, (const char *)name, (const char *)uri);

  self->attributes = NULL;
  self->n_attributes = 0;
}

static void
end_element_cb (void          *user_data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  DpXmlStream *self = user_data;

  self->heard = TRUE;
  if (self->error != NULL)
    return;

  if (self->text_depth == self->depth)
    {
      self->text_depth = 0;
      self->handler->end (self->user_data, self, self->depth, self->text->str);
    }
  else if (self->text_depth == 0 && self->depth > ROOT_DEPTH)
    {
      self->handler->end (self->user_data, self, self->depth, NULL);
    }

  self->depth--;
}

static void
characters_cb (void          *user_data,
               const xmlChar *text,
               int            length)
{
  DpXmlStream *self = user_data;

  self->heard = TRUE;
  if (self->error != NULL || self->text_depth == 0)
    return;

  if (self->text->len + (gsize)length > MAX_FIELD_LENGTH)
    dp_xml_stream_fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer has a text that is too long."));
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
  DpXmlStream *self = user_data;

  if (g_ascii_strcasecmp ((const char *)name, "html") == 0)
    dp_xml_stream_fail (self, DP_FORMAT_ERROR_NOT_A_FEED, _("The answer is a web page, not a list of papers."));
  else
    dp_xml_stream_fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer has a document type, which no list of papers has."));
}

/**
 * dp_xml_stream_new:
 * @handler: what to tell; must outlive the stream
 * @user_data: handed to @handler
 *
 * Makes a stream for one document.
 *
 * Returns: (transfer full): a stream
 */
DpXmlStream *
dp_xml_stream_new (const DpXmlHandler *handler,
                   gpointer            user_data)
{
  DpXmlStream  *self = g_new0 (DpXmlStream, 1);
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = doctype_cb,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
  };

  xmlInitParser ();

  self->context = xmlCreatePushParserCtxt (&sax, self, NULL, 0, NULL);
  if (self->context == NULL)
    g_error ("Out of memory for an XML parser"); /* as GLib does for any other */

  /* Only UTF-8 gets so far, whatever the declaration says; see count_valid(). */
  xmlCtxtUseOptions (self->context,
                     XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

  self->handler = handler;
  self->user_data = user_data;
  self->head = g_string_sized_new (HEAD_LENGTH);
  self->text = g_string_new (NULL);

  return self;
}

/**
 * dp_xml_stream_free:
 * @self: (transfer full) (nullable): a stream, at any moment of its work
 */
void
dp_xml_stream_free (DpXmlStream *self)
{
  if (self == NULL)
    return;

  xmlFreeParserCtxt (self->context);
  g_clear_error (&self->error);
  g_string_free (self->head, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}

/* Pages that are sent with status 200 in the place of an answer are seldom well
 * formed, so libxml2 may stumble before it has told us of an element. */
static gboolean
looks_like_html (DpXmlStream *self)
{
  static const char *const signs[] = { "<html", "<!doctype", "<head", "<body" };
  g_autofree char         *head = g_ascii_strdown (self->head->str, (gssize)self->head->len);

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (head, signs[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
looks_like_markup (DpXmlStream *self)
{
  const char *head = self->head->str;

  if (g_str_has_prefix (head, "\xef\xbb\xbf"))
    head += strlen ("\xef\xbb\xbf");

  return *head == '<' || *head == '\0';
}

static void
fail_with_damage (DpXmlStream *self,
                  const char  *message)
{
  if (!self->has_root && (looks_like_html (self) || !looks_like_markup (self)))
    dp_xml_stream_fail (self, DP_FORMAT_ERROR_NOT_A_FEED, _("The answer is not a list of papers."));
  else
    dp_xml_stream_fail (self, DP_FORMAT_ERROR_SYNTAX, message);
}

static void
fail_with_syntax (DpXmlStream *self)
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
complete_character (DpXmlStream *self,
                    const char  *data,
                    gsize        length)
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
count_valid (DpXmlStream *self,
             const char  *data,
             gsize        length)
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
keep_head (DpXmlStream *self,
           const char  *data,
           gsize        length)
{
  if (self->head->len < HEAD_LENGTH)
    g_string_append_len (self->head, data, (gssize)MIN (length, HEAD_LENGTH - self->head->len));
}

static gboolean
return_error (DpXmlStream *self,
              GError     **error)
{
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));

  return FALSE;
}

/**
 * dp_xml_stream_feed:
 * @self: a stream
 * @data: (array length=length): the next bytes of the answer, cut anywhere
 * @length: how many; at most 64 MiB in all
 * @error: return location for an error
 *
 * Reads on. Once this has failed, it fails again with the same error, and
 * nothing more of the answer needs to be fetched. Errors, all of
 * %DP_FORMAT_ERROR: _SYNTAX for what is not well formed or not UTF-8, for a DOCTYPE, and for
 * more than 64 MiB, 32 levels or 1 MiB in one text; _NOT_A_FEED for a web page, plain
 * text, or XML of another kind; and what the handler failed with. Their messages are
 * sentences for people.
 *
 * Returns: %FALSE when the answer is of no further use
 */
gboolean
dp_xml_stream_feed (DpXmlStream *self,
                    const char  *data,
                    gsize        length,
                    GError     **error)
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
      dp_xml_stream_fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer is larger than 64 MiB."));
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
    dp_xml_stream_fail (self, DP_FORMAT_ERROR_SYNTAX, _("The answer has a text that is too long."));

  return return_error (self, error);
}

static gboolean
is_complete (DpXmlStream *self)
{
  return self->has_root && self->depth == 0 && self->context->wellFormed;
}

/**
 * dp_xml_stream_finish:
 * @self: a stream
 * @error: return location for an error
 *
 * Says that the answer has no more bytes. To be called once, and only when it
 * has ended by itself: what was cancelled is simply freed.
 *
 * Returns: %FALSE when dp_xml_stream_feed() failed, or with
 *   %DP_FORMAT_ERROR_TRUNCATED when the answer ends in the middle or is empty
 */
gboolean
dp_xml_stream_finish (DpXmlStream *self,
                      GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (!self->finished, FALSE);

  self->finished = TRUE;
  if (self->error != NULL)
    return return_error (self, error);

  xmlParseChunk (self->context, NULL, 0, 1);

  if (self->error == NULL && !is_complete (self))
    {
      if (self->has_root ? self->depth > 0 : looks_like_markup (self) && !looks_like_html (self))
        dp_xml_stream_fail (self, DP_FORMAT_ERROR_TRUNCATED, _("The answer ends in the middle."));
      else
        fail_with_syntax (self);
    }

  return return_error (self, error);
}
