/* demo-server.c: a local arXiv and Hugging Face with sample papers, to try the program on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "demo-arxiv.h"
#include "demo-hugging-face.h"
#include "demo-number.h"
#include "demo-paper.h"
#include "demo-picture.h"

#include <glib-unix.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* `./run demo`, the end-to-end tests and the screenshots all use this server. It
 * answers from invented papers, on the loopback interface only: /api/query as arXiv
 * does (demo-arxiv.c), /hf/api/daily_papers and /hf/api/papers/ID as Hugging Face does
 * (demo-hugging-face.c), and /social-thumbnails/papers/ID.png (demo-picture.c). Tests
 * steer it:
 *
 *   /demo/set?delay_ms=N       every later answer of arXiv comes N ms late
 *   /demo/set?status=N         every later answer of arXiv is this status (0: answer again)
 *   /demo/set?hf_delay_ms=N    the same of Hugging Face and its pictures
 *   /demo/set?hf_status=N
 *   /demo/set?hf_lists=0       no day has a list (1: again)
 *   /demo/stats                {"requests": N, "hf_requests": N, "pictures": N}, how
 *                              often arXiv, Hugging Face and for pictures was asked
 *
 * It prints its address on one line when it is ready, and ends with its standard
 * input or on SIGTERM. */

#define PAPER_PATH "/hf/api/papers/"

/* One of the services. */
typedef struct
{
  guint delay_ms;
  guint status; /* 0: answer */
  guint n_requests;
} Service;

typedef struct
{
  GMainLoop  *loop;
  SoupServer *server;
  GPtrArray  *papers; /* of DpPaper, newest first */
  Service     arxiv;
  Service     hugging_face;
  gboolean    has_lists;
  guint       n_pictures;
} Demo;

static gboolean
answer_late_cb (gpointer user_data)
{
  g_autoptr (SoupServerMessage) message = user_data;

  soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

/* Returns: whether the service is to answer itself, rather than with its fault. */
static gboolean
meet (const Service     *service,
      SoupServerMessage *message)
{
  if (service->delay_ms > 0)
    {
      soup_server_message_pause (message);
      g_timeout_add (service->delay_ms, answer_late_cb, g_object_ref (message));
    }
  if (service->status != 0)
    soup_server_message_set_status (message, service->status, NULL);

  return service->status == 0;
}

static void
query_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Demo *demo = user_data;

  demo->arxiv.n_requests++;
  if (meet (&demo->arxiv, message))
    demo_arxiv_answer (demo->papers, message, query);
}

static void
day_cb (SoupServer        *server,
        SoupServerMessage *message,
        const char        *path,
        GHashTable        *query,
        gpointer           user_data)
{
  Demo *demo = user_data;

  demo->hugging_face.n_requests++;
  if (meet (&demo->hugging_face, message))
    demo_hugging_face_answer_day (demo->papers, demo->has_lists, dp_time_now (), message, query);
}

static void
paper_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Demo *demo = user_data;

  demo->hugging_face.n_requests++;
  if (meet (&demo->hugging_face, message))
    demo_hugging_face_answer_paper (demo->papers, message,
                                    g_str_has_prefix (path, PAPER_PATH) ? path + strlen (PAPER_PATH) : "");
}

static void
picture_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Demo *demo = user_data;
  g_autoptr (GBytes) picture = NULL;

  demo->n_pictures++;
  if (!meet (&demo->hugging_face, message))
    return;

  picture = demo_picture_draw (path);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                    g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
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

  demo->arxiv.delay_ms = demo_get_number (query, "delay_ms", demo->arxiv.delay_ms);
  demo->arxiv.status = demo_get_number (query, "status", demo->arxiv.status);
  demo->hugging_face.delay_ms = demo_get_number (query, "hf_delay_ms", demo->hugging_face.delay_ms);
  demo->hugging_face.status = demo_get_number (query, "hf_status", demo->hugging_face.status);
  demo->has_lists = demo_get_number (query, "hf_lists", demo->has_lists) != 0;

  stats = g_strdup_printf ("{\"requests\": %u, \"hf_requests\": %u, \"pictures\": %u}\n",
                           demo->arxiv.n_requests, demo->hugging_face.n_requests, demo->n_pictures);
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

static void
add_handlers (Demo *demo)
{
  soup_server_add_handler (demo->server, "/api/query", query_cb, demo, NULL);
  soup_server_add_handler (demo->server, "/hf/api/daily_papers", day_cb, demo, NULL);
  soup_server_add_handler (demo->server, "/hf/api/papers", paper_cb, demo, NULL);
  soup_server_add_handler (demo->server, "/social-thumbnails", picture_cb, demo, NULL);
  soup_server_add_handler (demo->server, "/demo", demo_cb, demo, NULL);
}

int
main (int    argc,
      char **argv)
{
  Demo demo = { .has_lists = TRUE };
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
  add_handlers (&demo);
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
