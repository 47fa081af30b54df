/* dp-atom-writer.c: a list of papers as an Atom feed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/arxiv/dp-atom-writer.h"

#include <libxml/xmlwriter.h>
#include <string.h>

#include "model/dp-paper-id.h"
#include "model/dp-text.h"

/* RFC 4287. Besides Atom's own elements a paper has arXiv's, as arXiv's feeds use
 * them, so that who reads those reads ours. */

#define ATOM_NAMESPACE "http://www.w3.org/2005/Atom"
#define ARXIV_NAMESPACE "http://arxiv.org/schemas/atom"

/* Ids of feeds are tag URIs (RFC 4151) under the application's domain. */
#define FEED_ID_PREFIX "tag:dailypapers.github.io,2026:list:"

#define FEED_AUTHOR "Daily Papers"

struct _DpAtomWriter
{
  xmlBuffer     *buffer;
  xmlTextWriter *writer;
  DpTime         now;
};

/* Clean text without the characters that XML 1.0 cannot hold. */
static char *
dup_xml_text (const char *text)
{
  g_autofree char *clean = dp_text_clean (text);
  GString         *fit = g_string_new (NULL);

  for (const char *p = clean; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character != 0xfffe && character != 0xffff)
        g_string_append_unichar (fit, character);
    }

  return g_string_free (fit, FALSE);
}

static void
write_element (DpAtomWriter *self,
               const char   *name,
               const char   *text)
{
  g_autofree char *fit = dup_xml_text (text);

  if (*fit != '\0')
    xmlTextWriterWriteElement (self->writer, BAD_CAST name, BAD_CAST fit);
}

static void
write_attribute (DpAtomWriter *self,
                 const char   *name,
                 const char   *text)
{
  g_autofree char *fit = dup_xml_text (text);

  xmlTextWriterWriteAttribute (self->writer, BAD_CAST name, BAD_CAST fit);
}

static void
write_time (DpAtomWriter *self,
            const char   *name,
            DpTime        time)
{
  g_autofree char *text = time != DP_TIME_UNKNOWN ? dp_time_format_iso8601 (time) : NULL;

  if (text != NULL)
    xmlTextWriterWriteElement (self->writer, BAD_CAST name, BAD_CAST text);
}

static void
write_author (DpAtomWriter *self,
              const char   *name)
{
  g_autofree char *fit = dup_xml_text (name);

  if (*fit == '\0')
    return;

  xmlTextWriterStartElement (self->writer, BAD_CAST "author");
  xmlTextWriterWriteElement (self->writer, BAD_CAST "name", BAD_CAST fit);
  xmlTextWriterEndElement (self->writer);
}

/**
 * dp_atom_writer_new:
 * @title: what the list is called; the feed's id follows from it
 * @now: when it is written
 *
 * Begins a feed.
 *
 * Returns: (transfer full): a writer that has something to take
 */
DpAtomWriter *
dp_atom_writer_new (const char *title,
                    DpTime      now)
{
  DpAtomWriter    *self = g_new0 (DpAtomWriter, 1);
  g_autofree char *escaped = g_uri_escape_string (title, NULL, FALSE);
  g_autofree char *id = g_strconcat (FEED_ID_PREFIX, escaped, NULL);

  self->now = now;
  self->buffer = xmlBufferCreate ();
  self->writer = xmlNewTextWriterMemory (self->buffer, 0);
  xmlTextWriterSetIndent (self->writer, 1);
  xmlTextWriterSetIndentString (self->writer, BAD_CAST "  ");

  xmlTextWriterStartDocument (self->writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElement (self->writer, BAD_CAST "feed");
  write_attribute (self, "xmlns", ATOM_NAMESPACE);
  write_attribute (self, "xmlns:arxiv", ARXIV_NAMESPACE);
  write_element (self, "id", id);
  write_element (self, "title", *title != '\0' ? title : FEED_AUTHOR);
  write_time (self, "updated", now);
  write_author (self, FEED_AUTHOR); /* for entries that have none, which Atom asks for */
  xmlTextWriterStartElement (self->writer, BAD_CAST "generator");
  write_attribute (self, "uri", PACKAGE_URL);
  write_attribute (self, "version", PACKAGE_VERSION);
  xmlTextWriterWriteString (self->writer, BAD_CAST FEED_AUTHOR);
  xmlTextWriterEndElement (self->writer);

  return self;
}

/**
 * dp_atom_writer_free:
 * @self: (transfer full) (nullable): a writer
 */
void
dp_atom_writer_free (DpAtomWriter *self)
{
  if (self == NULL)
    return;

  xmlFreeTextWriter (self->writer);
  xmlBufferFree (self->buffer);
  g_free (self);
}

/* An address as an IRI may be written: what may not stand in one is percent-encoded,
 * and nothing is encoded twice. */
static char *
dup_iri (const char *url)
{
  return g_uri_escape_string (url, "%:/?#[]@!$&'()*+,;=", TRUE);
}

static const char *
get_media_type (DpLinkKind kind)
{
  return kind == DP_LINK_PDF ? "application/pdf" : "text/html";
}

static void
write_link (DpAtomWriter *self,
            const DpLink *link,
            const char   *relation)
{
  g_autofree char *iri = dup_iri (link->url);

  xmlTextWriterStartElement (self->writer, BAD_CAST "link");
  write_attribute (self, "rel", relation);
  write_attribute (self, "type", get_media_type (link->kind));
  write_attribute (self, "title", dp_link_kind_to_string (link->kind));
  write_attribute (self, "href", iri);
  xmlTextWriterEndElement (self->writer);
}

/* The first link is the work itself, and its address the entry's id: without a
 * version, because a revised paper is the same entry. */
static void
write_links (DpAtomWriter  *self,
             const DpPaper *paper)
{
  g_autoptr (GPtrArray) links = dp_paper_dup_links (paper);
  g_autofree char *iri = NULL;

  if (links->len > 0)
    iri = dup_iri (((const DpLink *)g_ptr_array_index (links, 0))->url);
  else
    iri = g_strconcat (FEED_ID_PREFIX, paper->id, NULL);
  write_element (self, "id", iri);

  for (guint i = 0; i < links->len; i++)
    write_link (self, g_ptr_array_index (links, i), i == 0 ? "alternate" : "related");
}

static void
write_category (DpAtomWriter *self,
                const char   *element,
                const char   *term)
{
  xmlTextWriterStartElement (self->writer, BAD_CAST element);
  write_attribute (self, "term", term);
  write_attribute (self, "scheme", ARXIV_NAMESPACE);
  xmlTextWriterEndElement (self->writer);
}

static void
write_categories (DpAtomWriter  *self,
                  const DpPaper *paper)
{
  if (paper->primary_category != NULL)
    write_category (self, "arxiv:primary_category", paper->primary_category);

  for (gsize i = 0; paper->categories != NULL && paper->categories[i] != NULL; i++)
    write_category (self, "category", paper->categories[i]);
}

static DpTime
get_updated (const DpAtomWriter *self,
             const DpPaper      *paper)
{
  if (paper->updated != DP_TIME_UNKNOWN)
    return paper->updated;

  return paper->published != DP_TIME_UNKNOWN ? paper->published : self->now;
}

/**
 * dp_atom_writer_add:
 * @self: a writer
 * @paper: a paper; its texts may be any valid UTF-8
 *
 * Writes an entry: the abstract, or a summary where there is none, authors,
 * categories, and all links.
 */
void
dp_atom_writer_add (DpAtomWriter  *self,
                    const DpPaper *paper)
{
  const char *summary = paper->abstract != NULL ? paper->abstract : dp_paper_get_summary (paper);

  g_return_if_fail (self != NULL && paper != NULL);

  xmlTextWriterStartElement (self->writer, BAD_CAST "entry");
  write_links (self, paper);
  write_element (self, "title", paper->title != NULL ? paper->title : paper->id);
  write_time (self, "updated", get_updated (self, paper));
  write_time (self, "published", paper->published);
  for (gsize i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    write_author (self, paper->authors[i]);
  write_categories (self, paper);
  write_element (self, "arxiv:comment", paper->comment);
  write_element (self, "arxiv:journal_ref", paper->journal_ref);
  write_element (self, "arxiv:doi", paper->doi);
  write_element (self, "summary", summary);
  xmlTextWriterEndElement (self->writer);
}

/**
 * dp_atom_writer_end:
 * @self: a writer
 *
 * Ends the feed. Nothing may be added any more.
 */
void
dp_atom_writer_end (DpAtomWriter *self)
{
  g_return_if_fail (self != NULL);

  xmlTextWriterEndDocument (self->writer);
}

/**
 * dp_atom_writer_take:
 * @self: a writer
 *
 * Returns: (transfer full): what was written since this was last called
 */
char *
dp_atom_writer_take (DpAtomWriter *self)
{
  char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  xmlTextWriterFlush (self->writer);
  text = g_strndup ((const char *)xmlBufferContent (self->buffer), (gsize)xmlBufferLength (self->buffer));
  xmlBufferEmpty (self->buffer);

  return text;
}
