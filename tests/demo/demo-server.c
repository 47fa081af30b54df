/* demo-server.c: a local arXiv with sample papers, to try the program on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo-paper.h"
#include "demo-query.h"

#include <glib-unix.h>
#include <libsoup/soup.h>
#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <unistd.h>

/* `./run demo`, the end-to-end tests and the screenshots all use this server. It
 * answers /api/query as arXiv does, from invented papers, on the loopback
 * interface only. Tests steer it:
 *
 *   /demo/set?delay_ms=N       every later answer comes N ms late
 *   /demo/set?status=N         every later answer is this status (0: answer again)
 *   /demo/stats                {"requests": N}
 *
 * It prints its address on one line when it is ready, and ends with its standard
 * input or on SIGTERM. */

#define ATOM_NS "http://www.w3.org/2005/Atom"
#define ARXIV_NS "http://arxiv.org/schemas/atom"
#define OPENSEARCH_NS "http://a9.com/-/spec/opensearch/1.1/"

typedef struct
{
  GMainLoop  *loop;
  SoupServer *server;
  GPtrArray  *papers; /* of DpPaper, newest first */
  guint       delay_ms;
  guint       status; /* 0: answer */
  guint       n_requests;
} Demo;

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

static guint
get_number (GHashTable *query,
            const char *name,
            guint       fallback)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;
  guint64     number = fallback;

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 0, 100000, &number, NULL);

  return (guint)number;
}

static void
answer_query (Demo              *demo,
              SoupServerMessage *message,
              GHashTable        *query)
{
  const char *search = query != NULL ? g_hash_table_lookup (query, "search_query") : NULL;
  const char *sort_by = query != NULL ? g_hash_table_lookup (query, "sortBy") : NULL;
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();
  xmlBuffer *buffer = NULL;
  gboolean   valid = search != NULL;

  for (guint i = 0; valid && i < demo->papers->len; i++)
    if (demo_query_match (search, g_ptr_array_index (demo->papers, i), &valid))
      g_ptr_array_add (matches, g_ptr_array_index (demo->papers, i));

  if (!valid)
    {
      soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
      return;
    }

  if (g_strcmp0 (sort_by, "lastUpdatedDate") == 0)
    g_ptr_array_sort (matches, compare_last_updated_first);

  buffer = xmlBufferCreate ();
  write_feed (buffer, matches, get_number (query, "start", 0), get_number (query, "max_results", 10));
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/atom+xml", SOUP_MEMORY_COPY,
                                    (const char *)xmlBufferContent (buffer), (gsize)xmlBufferLength (buffer));
  xmlBufferFree (buffer);
}

static gboolean
answer_late_cb (gpointer user_data)
{
  g_autoptr (SoupServerMessage) message = user_data;

  soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

static void
query_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Demo *demo = user_data;

  demo->n_requests++;
  if (demo->status != 0)
    soup_server_message_set_status (message, demo->status, NULL);
  else
    answer_query (demo, message, query);

  if (demo->delay_ms > 0)
    {
      soup_server_message_pause (message);
      g_timeout_add (demo->delay_ms, answer_late_cb, g_object_ref (message));
    }
}

static void
demo_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  Demo            *demo = user_data;
  g_autofree char *stats = NULL;

  demo->delay_ms = get_number (query, "delay_ms", demo->delay_ms);
  demo->status = get_number (query, "status", demo->status);

  stats = g_strdup_printf ("{\"requests\": %u}\n", demo->n_requests);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, stats, strlen (stats));
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
input_ended_cb (int          fd,
                GIOCondition condition,
                gpointer     user_data)
{
  char byte = 0;

  if (read (fd, &byte, 1) > 0)
    return G_SOURCE_CONTINUE;

  return quit_cb (user_data);
}

int
main (int    argc,
      char **argv)
{
  Demo demo = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  GSList          *uris = NULL;

  if (argc != 2)
    {
      g_printerr ("Usage: demo-server PAPERS.json\n");
      return 2;
    }

  demo.loop = g_main_loop_new (NULL, FALSE);
  demo.papers = demo_papers_load (argv[1], dp_time_now ());
  demo.server = soup_server_new (NULL, NULL);
  soup_server_add_handler (demo.server, "/api/query", query_cb, &demo, NULL);
  soup_server_add_handler (demo.server, "/demo", demo_cb, &demo, NULL);
  if (!soup_server_listen_local (demo.server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  uris = soup_server_get_uris (demo.server);
  address = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_print ("%s\n", address);

  g_unix_signal_add (SIGTERM, quit_cb, demo.loop);
  g_unix_signal_add (SIGINT, quit_cb, demo.loop);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_ended_cb, demo.loop);
  g_main_loop_run (demo.loop);

  soup_server_disconnect (demo.server);
  g_object_unref (demo.server);
  g_ptr_array_unref (demo.papers);
  g_main_loop_unref (demo.loop);

  return EXIT_SUCCESS;
}
