/* topic-bench.c: measures what new papers cost where many topics are followed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-store.h"
#include "library/topic/dp-topic-query.h"
#include "library/topic/dp-topic-store.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <time.h>

/* Usage: topic-bench
 *
 * Stores a thousand invented papers as a source delivers them, in a library that
 * follows nothing and in one with five hundred topics, half of them with a phrase, a
 * category or an excluded word too. Prints how long each took; what lies between is
 * the matching. */

#define N_PAPERS 1000
#define N_TOPICS 500
#define N_WORDS 5000
#define ABSTRACT_LENGTH 180

typedef struct
{
  GMainLoop *loop;
  DpLibrary *library;
  GRand     *random;
} Bench;

static const char *const categories[] = { "cs.CL", "cs.LG", "cs.CV", "stat.ML" };

/* The lesser the number, the more often: as words are. */
static char *
pick_word (Bench *bench)
{
  double where = g_rand_double (bench->random);

  return g_strdup_printf ("word%u", (guint)(where * where * where * N_WORDS));
}

static char *
make_text (Bench *bench,
           guint  n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      g_autofree char *word = pick_word (bench);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", word);
    }

  return g_string_free (text, FALSE);
}

/* A word that tells papers apart: each is in one of fifty or so. */
static char *
pick_rare_word (Bench *bench)
{
  return g_strdup_printf ("word%d", g_rand_int_range (bench->random, N_WORDS / 2, N_WORDS));
}

static char **
make_list (char *item) /* (transfer full) */
{
  char **list = g_new0 (char *, 2);

  list[0] = item;

  return list;
}

static void
topic_added_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  /* The invented words repeat, so a name may be taken. */
  if (dp_topic_store_add_finish (bench->library, result, &error) == 0 &&
      !g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS))
    g_error ("%s", error->message);
  g_main_loop_quit (bench->loop);
}

static void
follow (Bench *bench,
        guint  number)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GError) error = NULL;

  topic->name = g_strdup_printf ("Topic %u", number);
  topic->words = make_list (number % 2 == 0 ? pick_rare_word (bench) : make_text (bench, 2));
  if (number % 4 == 1)
    topic->categories = make_list (g_strdup (categories[number % G_N_ELEMENTS (categories)]));
  if (number % 4 == 3)
    topic->excluded = make_list (g_strdup ("word4999"));
  if (!dp_topic_normalize (topic, &error))
    g_error ("%s", error->message);

  dp_topic_store_add_async (bench->library, topic, NULL, topic_added_cb, bench);
  g_main_loop_run (bench->loop);
}

static GPtrArray *
make_papers (Bench *bench)
{
  GPtrArray *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  for (guint i = 0; i < N_PAPERS; i++)
    {
      DpPaper *paper = dp_paper_new ();

      paper->id = g_strdup_printf ("2501.%05u", i);
      paper->version = 1;
      paper->title = make_text (bench, 10);
      paper->abstract = make_text (bench, ABSTRACT_LENGTH);
      paper->authors = make_list (g_strdup ("Ada Example"));
      paper->primary_category = g_strdup (categories[i % G_N_ELEMENTS (categories)]);
      paper->categories = make_list (g_strdup (paper->primary_category));
      paper->published = paper->updated = (DpTime)1738281600 + i;
      dp_paper_add_day (paper, "2025-01-31", (int)i + 1);
      g_ptr_array_add (papers, paper);
    }

  return papers;
}

/* What this process has worked, on all its threads: the machine may have others. */
static double
get_cpu_ms (void)
{
  return (double)clock () * 1000 / CLOCKS_PER_SEC;
}

static guint
count_memberships (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) topics = dp_topic_query_list (bench->library, &error);
  guint n = 0;

  if (topics == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < topics->len; i++)
    n += ((DpTopicInfo *)topics->pdata[i])->n_papers;

  return n;
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_paper_store_merge_finish (bench->library, result, NULL, &error))
    g_error ("%s", error->message);
  g_main_loop_quit (bench->loop);
}

static void
measure (Bench      *bench,
         const char *folder,
         const char *name,
         guint       n_topics)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) papers = NULL;
  g_autoptr (GError) error = NULL;
  double began_at_ms = 0;

  bench->random = g_rand_new_with_seed (7);
  bench->library = dp_library_open (path, &error);
  if (bench->library == NULL)
    g_error ("%s", error->message);

  for (guint i = 0; i < n_topics; i++)
    follow (bench, i);
  papers = make_papers (bench);

  began_at_ms = get_cpu_ms ();
  dp_paper_store_merge_async (bench->library, papers, DP_AUTHORITY_HUGGING_FACE, 0, DP_TOPIC_EDITION_NOW,
                              DP_TOPIC_ORIGIN_LOCAL, NULL, stored_cb, bench);
  g_main_loop_run (bench->loop);
  g_print ("%s %.1f ms\n", name, get_cpu_ms () - began_at_ms);
  g_print ("%s-memberships %u papers\n", name, count_memberships (bench));

  dp_library_close (bench->library);
  g_clear_object (&bench->library);
  g_clear_pointer (&bench->random, g_rand_free);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("dp-topic-bench-XXXXXX", &error);
  Bench            bench = { .loop = g_main_loop_new (NULL, FALSE) };

  setlocale (LC_ALL, "");
  if (folder == NULL)
    g_error ("%s", error->message);

  measure (&bench, folder, "store-1000-papers", 0);
  measure (&bench, folder, "store-1000-papers-500-topics", N_TOPICS);

  remove_folder (folder);
  g_main_loop_unref (bench.loop);

  return 0;
}
