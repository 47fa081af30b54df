/* demo-arxiv.c: the sample papers as arXiv gives them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo-arxiv.h"

#include <libxml/xmlwriter.h>

#include "demo-number.h"
#include "demo-query.h"

#define ATOM_NS "http://www.w3.org/2005/Atom"
#define ARXIV_NS "http://arxiv.org/schemas/atom"
#define OPENSEARCH_NS "http://a9.com/-/spec/opensearch/1.1/"

static void
write_element (xmlTextWriter *writer,
               const char    *prefix,
               const char    *name,
               const char    *text)
{
  if (text != NULL)
    xmlTextWriterWriteElementNS (writer, BAD_CAST prefix, BAD_CAST name, NULL, BAD_CAST text);
}

static void
write_number (xmlTextWriter *writer,
              const char    *name,
              guint          value)
{
  xmlTextWriterWriteFormatElementNS (writer, BAD_CAST "opensearch", BAD_CAST name, NULL, "%u", value);
}

static void
write_category (xmlTextWriter *writer,
                const char    *prefix,
                const char    *name,
                const char    *term)
{
  xmlTextWriterStartElementNS (writer, BAD_CAST prefix, BAD_CAST name, NULL);
  xmlTextWriterWriteAttribute (writer, BAD_CAST "term", BAD_CAST term);
  xmlTextWriterEndElement (writer);
}

static void
write_entry (xmlTextWriter *writer,
             const DpPaper *paper)
{
  g_autofree char *published = dp_time_format_iso8601 (paper->published);
  g_autofree char *updated = dp_time_format_iso8601 (paper->updated);

  xmlTextWriterStartElement (writer, BAD_CAST "entry");
  xmlTextWriterWriteFormatElement (writer, BAD_CAST "id",
                                   "http://arxiv.org/abs/%sv%u", paper->id, paper->version);
  write_element (writer, NULL, "title", paper->title);
  write_element (writer, NULL, "updated", updated);
  write_element (writer, NULL, "summary", paper->abstract);
  for (guint i = 0; paper->categories[i] != NULL; i++)
    write_category (writer, NULL, "category", paper->categories[i]);
  write_element (writer, NULL, "published", published);
  write_element (writer, "arxiv", "comment", paper->comment);
  write_element (writer, "arxiv", "journal_ref", paper->journal_ref);
  write_element (writer, "arxiv", "doi", paper->doi);
  write_category (writer, "arxiv", "primary_category", paper->primary_category);
  for (guint i = 0; paper->authors[i] != NULL; i++)
    {
      xmlTextWriterStartElement (writer, BAD_CAST "author");
      write_element (writer, NULL, "name", paper->authors[i]);
      xmlTextWriterEndElement (writer);
    }
  xmlTextWriterEndElement (writer);
}

static void
write_feed (xmlBuffer *buffer,
            GPtrArray *matches,
            guint      start,
            guint      max_results)
{
  xmlTextWriter *writer = xmlNewTextWriterMemory (buffer, 0);

  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElementNS (writer, NULL, BAD_CAST "feed", BAD_CAST ATOM_NS);
  xmlTextWriterWriteAttribute (writer, BAD_CAST "xmlns:arxiv", BAD_CAST ARXIV_NS);
  xmlTextWriterWriteAttribute (writer, BAD_CAST "xmlns:opensearch", BAD_CAST OPENSEARCH_NS);
  write_element (writer, NULL, "title", "Sample papers");
  write_number (writer, "totalResults", matches->len);
  write_number (writer, "startIndex", start);
  write_number (writer, "itemsPerPage", max_results);

  for (guint i = start; i < matches->len && i - start < max_results; i++)
    write_entry (writer, g_ptr_array_index (matches, i));

  xmlTextWriterEndDocument (writer);
  xmlFreeTextWriter (writer);
}

static int
compare_last_updated_first (gconstpointer a,
                            gconstpointer b)
{
  const DpPaper *first = *(const DpPaper *const *)a;
  const DpPaper *second = *(const DpPaper *const *)b;

  return first->updated < second->updated ? 1 : -1;
}

static void
find_by_ids (GPtrArray  *papers,
             const char *ids,
             GPtrArray  *matches)
{
  g_auto (GStrv) wanted = g_strsplit (ids, ",", -1);

  for (guint i = 0; i < papers->len; i++)
    {
      DpPaper *paper = g_ptr_array_index (papers, i);

      if (g_strv_contains ((const char *const *)wanted, paper->id))
        g_ptr_array_add (matches, paper);
    }
}

void
demo_arxiv_answer (GPtrArray         *papers,
                   SoupServerMessage *message,
                   GHashTable        *query)
{
  const char *search = query != NULL ? g_hash_table_lookup (query, "search_query") : NULL;
  const char *ids = query != NULL ? g_hash_table_lookup (query, "id_list") : NULL;
  const char *sort_by = query != NULL ? g_hash_table_lookup (query, "sortBy") : NULL;
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();
  xmlBuffer *buffer = NULL;
  gboolean   valid = search != NULL || ids != NULL;

  if (ids != NULL)
    find_by_ids (papers, ids, matches);
  for (guint i = 0; valid && search != NULL && i < papers->len; i++)
    if (demo_query_match (search, g_ptr_array_index (papers, i), &valid))
      g_ptr_array_add (matches, g_ptr_array_index (papers, i));

  if (!valid)
    {
      soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
      return;
    }

  if (g_strcmp0 (sort_by, "lastUpdatedDate") == 0)
    g_ptr_array_sort (matches, compare_last_updated_first);

  buffer = xmlBufferCreate ();
  write_feed (buffer, matches, demo_get_number (query, "start", 0), demo_get_number (query, "max_results", 10));
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/atom+xml", SOUP_MEMORY_COPY,
                                    (const char *)xmlBufferContent (buffer), (gsize)xmlBufferLength (buffer));
  xmlBufferFree (buffer);
}
