/* crash-writer.c: a program that writes until it is killed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-library-private.h"
#include "library/mark/dp-mark-store.h"
#include "library/mark/dp-tag-store.h"
#include "library/paper/dp-paper-query.h"
#include "library/paper/dp-paper-store.h"
#include "library/topic/dp-topic-store.h"

#include <stdio.h>
#include <stdlib.h>

/* `crash-writer write FILE` stores papers as a refresh does, and bookmarks and tags some
 * meanwhile. It prints `bookmark: ID` or `tag: ID` when the library has reported that as
 * done, and never ends by itself.
 *
 * `crash-writer verify FILE` checks the library, prints what was repaired as
 * `repaired: …` and the marks that are there as they were reported, and fails when it
 * cannot. */

#define TAG "kept"

#define BATCH_SIZE 300
#define N_PAPERS 20000

typedef struct
{
  DpLibrary *library;
  GMainLoop *loop;
  gint64     topic;
  guint32    tagged;
  guint      edition; /* so that papers that are known change now and then */
  int        status;
} Writer;

static void
fail (GError *error)
{
  fprintf (stderr, "crash-writer: %s\n", error->message);
  exit (1);
}

static char *
dup_id (guint number)
{
  return g_strdup_printf ("2501.%05u", number);
}

static GPtrArray *
new_batch (Writer *writer)
{
  GPtrArray *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  guint      first = (guint)g_random_int_range (0, N_PAPERS);

  writer->edition++;
  for (guint i = 0; i < BATCH_SIZE; i++)
    {
      DpPaper *paper = dp_paper_new ();

      paper->id = dup_id ((first + i) % N_PAPERS);
      paper->version = 1 + (guint)g_random_int_range (0, 9);
      paper->title = g_strdup_printf ("Edition %u of a paper on %s", writer->edition, i % 2 ? "rewards" : "graphs");
      paper->authors = g_strsplit ("Ada Author|Bo Builder", "|", -1);
      paper->abstract = g_strdup_printf ("What edition %u says of it, for the search.", writer->edition);
      paper->published = 1000000 + (first + i) % N_PAPERS;
      paper->updated = paper->published + paper->version;
      paper->primary_category = g_strdup ("cs.CL");
      paper->categories = g_strsplit ("cs.CL cs.LG", " ", -1);
      g_ptr_array_add (papers, paper);
    }

  return papers;
}

static void store_next (Writer *writer);
static void mark_next (Writer *writer);

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!dp_paper_store_merge_finish (DP_LIBRARY (object), result, NULL, &error))
    fail (error);

  store_next (user_data);
}

static void
store_next (Writer *writer)
{
  g_autoptr (GPtrArray) papers = new_batch (writer);

  dp_paper_store_merge_async (writer->library, papers, DP_AUTHORITY_ARXIV_API, writer->topic, DP_TOPIC_EDITION_NOW,
                              DP_TOPIC_ORIGIN_SERVER, NULL, stored_cb, writer);
}

static void
tagged_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Writer *writer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpMarkChange) change = dp_tag_store_set_finish (DP_LIBRARY (object), result, &error);

  if (change == NULL)
    fail (error);

  if (!dp_mark_change_is_empty (change))
    printf ("tag: %u\n", writer->tagged);
  fflush (stdout);

  mark_next (writer);
}

static void
bookmarked_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Writer *writer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) changed = dp_mark_store_set_finish (DP_LIBRARY (object), result, &error);

  if (changed == NULL)
    fail (error);

  for (guint i = 0; i < changed->len; i++)
    printf ("bookmark: %u\n", g_array_index (changed, guint32, i));
  fflush (stdout);

  writer->tagged = (guint32)g_random_int_range (1, N_PAPERS);
  dp_tag_store_set_async (writer->library, TAG, &writer->tagged, 1, TRUE, NULL, tagged_cb, writer);
}

static void
mark_next (Writer *writer)
{
  guint32 rowid = (guint32)g_random_int_range (1, N_PAPERS);

  dp_mark_store_set_async (writer->library, DP_MARK_BOOKMARK, &rowid, 1, TRUE, NULL, bookmarked_cb, writer);
}

static void
followed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Writer *writer = user_data;

  /* From the second run on the topic is there. */
  writer->topic = dp_topic_store_add_finish (DP_LIBRARY (object), result, NULL);
  if (writer->topic == 0)
    writer->topic = 1;

  store_next (writer);
  mark_next (writer);
}

static void
start_writing (Writer *writer)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GError) error = NULL;

  topic->words = g_strsplit ("reward", "|", -1);
  if (!dp_topic_normalize (topic, &error))
    fail (error);

  dp_topic_store_add_async (writer->library, topic, NULL, followed_cb, writer);
}

static void
print_marks (Writer *writer)
{
  DpDatabase *database = dp_library_get_database (writer->library, NULL);
  g_autoptr (GError) error = NULL;
  static const char sql[] = "SELECT 'bookmark', paper FROM bookmark WHERE state = 1"
                            "  UNION ALL SELECT 'tag', paper FROM paper_tag WHERE state = 1";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, &error);

  if (statement == NULL)
    fail (error);

  while (dp_statement_step (statement, &error) == DP_STEP_ROW)
    printf ("%s: %d\n", dp_statement_get_text (statement, 0), (int)dp_statement_get_int64 (statement, 1));
  if (error != NULL)
    fail (error);
}

static void
checked_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Writer *writer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) repaired = dp_library_check_finish (DP_LIBRARY (object), result, &error);

  if (repaired == NULL)
    fail (error);

  for (guint i = 0; i < repaired->len; i++)
    printf ("repaired: %s\n", (const char *)g_ptr_array_index (repaired, i));

  print_marks (writer);
  g_main_loop_quit (writer->loop);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  Writer writer = { 0 };

  if (argc != 3)
    {
      fprintf (stderr, "crash-writer: write or verify, and a file\n");
      return 2;
    }

  writer.loop = g_main_loop_new (NULL, FALSE);
  writer.library = dp_library_open (argv[2], &error);
  if (writer.library == NULL)
    fail (error);

  if (g_str_equal (argv[1], "write"))
    start_writing (&writer);
  else
    dp_library_check_async (writer.library, NULL, checked_cb, &writer);

  g_main_loop_run (writer.loop);

  dp_library_close (writer.library);
  g_object_unref (writer.library);
  g_main_loop_unref (writer.loop);
  return 0;
}
