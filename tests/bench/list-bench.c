/* list-bench.c: measures orders, listings and searches, without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-library-private.h"
#include "library/order/dp-listing.h"
#include "library/order/dp-order-file.h"
#include "library/order/dp-order-store.h"
#include "library/paper/dp-paper-query.h"

#include <locale.h>
#include <string.h>

/* Usage: list-bench LIBRARY
 *
 * Prints a line `name value unit` for each figure: from the question on the main
 * thread to the answer there. What is measured repeatedly is told by its median. */

#define N_REPEATS 5
#define N_SCREENS 40
#define N_ROWS 50

typedef struct
{
  DpLibrary *library;
  GMainLoop *loop;
  DpOrder   *order;
} Bench;

static void
print_ms (const char *name,
          gint64      time_us)
{
  g_print ("%s %.1f ms\n", name, time_us / 1000.0);
}

static void
print_memory (const char *name)
{
  g_autofree char *contents = NULL;
  const char      *line = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &contents, NULL, NULL))
    return;

  line = strstr (contents, "Pss_Anon:");
  if (line != NULL)
    g_print ("%s %.1f MB\n", name, g_ascii_strtoull (line + strlen ("Pss_Anon:"), NULL, 10) / 1024.0);
}

static void
open_library (Bench      *bench,
              const char *path)
{
  g_autoptr (GError) error = NULL;

  bench->library = dp_library_open (path, &error);
  if (bench->library == NULL)
    g_error ("%s: %s", path, error->message);
}

static void
close_library (Bench *bench)
{
  dp_library_close (bench->library);
  g_clear_object (&bench->library);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  bench->order = dp_listing_ask_finish (DP_LIBRARY (object), result, &error);
  if (bench->order == NULL)
    g_error ("%s", error->message);
  g_main_loop_quit (bench->loop);
}

static gint64
ask (Bench             *bench,
     const DpListQuery *query,
     guint             *out_n_papers)
{
  gint64 began_at_us = g_get_monotonic_time ();
  gint64 time_us = 0;

  dp_listing_ask_async (bench->library, query, NULL, asked_cb, bench);
  g_main_loop_run (bench->loop);
  time_us = g_get_monotonic_time () - began_at_us;
  if (out_n_papers != NULL)
    *out_n_papers = dp_order_get_length (bench->order);
  g_clear_pointer (&bench->order, dp_order_unref);

  return time_us;
}

static int
compare_times_cb (gconstpointer a,
                  gconstpointer b)
{
  gint64 first = *(const gint64 *)a;
  gint64 second = *(const gint64 *)b;

  return (first > second) - (first < second);
}

static void
measure (Bench             *bench,
         const char        *name,
         const DpListQuery *query,
         gboolean           tell_length)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_papers = 0;

  for (guint i = 0; i < N_REPEATS; i++)
    {
      gint64 time_us = ask (bench, query, &n_papers);

      g_array_append_val (times, time_us);
    }
  g_array_sort (times, compare_times_cb);
  print_ms (name, g_array_index (times, gint64, N_REPEATS / 2));
  if (tell_length)
    g_print ("%s-found %u papers\n", name, n_papers);
}

static void
measure_search (Bench      *bench,
                const char *name,
                const char *text)
{
  const DpListQuery query = { .sort = DP_SORT_DATE, .descending = TRUE, .search = (char *)text };

  measure (bench, name, &query, TRUE);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Bench *bench = user_data;

  dp_order_store_save_finish (DP_LIBRARY (object), result);
  g_main_loop_quit (bench->loop);
}

static void
save (Bench *bench)
{
  gint64 began_at_us = g_get_monotonic_time ();

  dp_order_store_save_async (bench->library, saved_cb, bench);
  g_main_loop_run (bench->loop);
  print_ms ("write-all-files", g_get_monotonic_time () - began_at_us);
}

static void
loading_cb (DpListing  *listing,
            GParamSpec *pspec,
            Bench      *bench)
{
  if (!dp_listing_is_loading (listing))
    g_main_loop_quit (bench->loop);
}

static void
first_cb (DpListing  *listing,
          GParamSpec *pspec,
          gint64     *first_at_us)
{
  if (*first_at_us == 0)
    *first_at_us = g_get_monotonic_time ();
}

/* As the window starts: opening, the first screen, the whole list. */
static void
measure_start (Bench      *bench,
               const char *path,
               const char *kind)
{
  const DpListQuery query = { .sort = DP_SORT_DATE, .descending = TRUE };
  g_autofree char  *open_name = g_strconcat (kind, "-open", NULL);
  g_autofree char  *first_name = g_strconcat (kind, "-first-papers", NULL);
  g_autofree char  *full_name = g_strconcat (kind, "-full-list", NULL);
  g_autoptr (DpListing) listing = NULL;
  gint64 began_at_us = g_get_monotonic_time ();
  gint64 first_at_us = 0;

  open_library (bench, path);
  print_ms (open_name, g_get_monotonic_time () - began_at_us);

  listing = dp_listing_new (bench->library);
  g_signal_connect (listing, "notify::loading", G_CALLBACK (loading_cb), bench);
  g_signal_connect (listing, "notify::order", G_CALLBACK (first_cb), &first_at_us);
  dp_listing_set_query (listing, &query);
  if (dp_listing_is_loading (listing))
    g_main_loop_run (bench->loop);
  print_ms (first_name, first_at_us - began_at_us);
  print_ms (full_name, g_get_monotonic_time () - began_at_us);
  g_signal_handlers_disconnect_by_data (listing, bench);
}

static void
build_all (Bench *bench)
{
  for (DpSortKey key = 0; key <= DP_SORT_DAY; key++)
    {
      g_autofree char  *name = g_strdup_printf ("build-%s", dp_sort_key_to_string (key));
      const DpListQuery query = { .sort = key };

      print_ms (name, ask (bench, &query, NULL));
    }
}

static void
measure_sorts (Bench *bench)
{
  for (DpSortKey key = 0; key < DP_SORT_N_KEYS; key++)
    {
      g_autofree char  *name = g_strdup_printf ("sort-%s", dp_sort_key_to_string (key));
      g_autofree char  *first_name = g_strconcat (name, "-first", NULL);
      const DpListQuery query = { .sort = key };

      print_ms (first_name, ask (bench, &query, NULL));
      measure (bench, name, &query, FALSE);
    }
}

static void
measure_scopes (Bench *bench)
{
  const DpListQuery topic = { .scope = DP_SCOPE_TOPIC, .topic_id = 1, .sort = DP_SORT_TITLE };
  const DpListQuery task = { .scope = DP_SCOPE_TASK, .task = (char *)"Task 7", .sort = DP_SORT_TITLE };
  const DpListQuery bookmarks = { .scope = DP_SCOPE_BOOKMARKS, .sort = DP_SORT_TITLE };
  const DpListQuery fresh = { .scope = DP_SCOPE_NEW, .sort = DP_SORT_DATE, .descending = TRUE };
  const DpListQuery unread = { .unread_only = TRUE, .sort = DP_SORT_DATE, .descending = TRUE };

  measure (bench, "scope-topic", &topic, TRUE);
  measure (bench, "scope-task", &task, TRUE);
  measure (bench, "scope-bookmarks", &bookmarks, TRUE);
  measure (bench, "scope-new-all", &fresh, TRUE);
  measure (bench, "scope-unread", &unread, TRUE);
}

/* Screens of rows from all over the library, as somebody sees who drags the scroll bar. */
static void
measure_rows (Bench *bench)
{
  const DpListQuery query = { .sort = DP_SORT_TITLE };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  dp_listing_ask_async (bench->library, &query, NULL, asked_cb, bench);
  g_main_loop_run (bench->loop);
  for (guint i = 0; i < N_SCREENS; i++)
    {
      guint  first = dp_order_get_length (bench->order) / (N_SCREENS + 1) * (i + 1);
      gint64 began_at_us = g_get_monotonic_time ();
      gint64 time_us = 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = dp_paper_query_load_rows (bench->library, dp_order_get_rowids (bench->order) + first,
                                                             MIN (N_ROWS, dp_order_get_length (bench->order) - first), &error);

      if (rows == NULL)
        g_error ("%s", error->message);
      time_us = g_get_monotonic_time () - began_at_us;
      g_array_append_val (times, time_us);
    }
  g_clear_pointer (&bench->order, dp_order_unref);
  g_array_sort (times, compare_times_cb);
  print_ms ("load-50-rows", g_array_index (times, gint64, N_SCREENS / 2));
}

/* A hundred papers that arrive, with titles from all over the alphabet. */
static gboolean
copy_papers (DpDatabase  *database,
             DpChangeLog *log,
             gpointer     data,
             gboolean    *out_more,
             GError     **error)
{
  g_autoptr (DpStatement) statement = NULL;
  DpStep step = DP_STEP_DONE;
  gint64 last = 0;

  if (!dp_database_get_int64 (database, &last, error, "SELECT max (id) FROM paper", "") ||
      !dp_database_run (database, error,
                        "INSERT INTO paper SELECT NULL, first_stored + 1000000000, published + 1000000000, updated,"
                        "  published_is_day, version, upvotes, num_comments, stars, title_from, authors_from,"
                        "  abstract_from, comment_from, journal_ref_from, doi_from, categories_from, published_from,"
                        "  updated_from, extras_from, 'copy:' || (SELECT max (id) FROM paper) || uid, primary_category,"
                        "  categories, day, title, authors, comment, journal_ref, doi, organization, thumbnail,"
                        "  title_key, author_key, comment_key, abstract FROM paper WHERE id <= 100",
                        ""))
    return FALSE;

  statement = dp_database_prepare (database, "SELECT id FROM paper WHERE id > ?1", error);
  if (statement == NULL)
    return FALSE;
  dp_statement_bind (statement, "l", last);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_change_log_add (log, dp_statement_get_int64 (statement, 0), DP_CHANGE_ADDED);

  return step == DP_STEP_DONE;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_error ("%s", error->message);
  g_main_loop_quit (bench->loop);
}

static void
add_papers (Bench *bench)
{
  GTask *task = g_task_new (bench->library, NULL, written_cb, bench);

  dp_library_run_on_writer (bench->library, task, DP_DURABILITY_NORMAL, copy_papers);
  g_main_loop_run (bench->loop);
}

static void
measure_replay (Bench *bench)
{
  const DpListQuery by_title = { .sort = DP_SORT_TITLE };
  const DpListQuery by_date = { .sort = DP_SORT_DATE, .descending = TRUE };
  gint64            began_at_us = g_get_monotonic_time ();

  add_papers (bench);
  print_ms ("add-100-papers", g_get_monotonic_time () - began_at_us);
  print_ms ("replay-100-title", ask (bench, &by_title, NULL));
  print_ms ("replay-100-date", ask (bench, &by_date, NULL));
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

int
main (int   argc,
      char *argv[])
{
  Bench bench = { .loop = g_main_loop_new (NULL, FALSE) };

  setlocale (LC_ALL, "");
  if (argc != 2)
    g_error ("usage: list-bench LIBRARY");

  dp_order_file_remove_all (argv[1]);
  measure_start (&bench, argv[1], "without-files");
  build_all (&bench);
  save (&bench);
  settle ();
  close_library (&bench);

  measure_start (&bench, argv[1], "with-files");
  print_memory ("memory-start");
  measure_sorts (&bench);
  measure_scopes (&bench);
  measure_rows (&bench);
  measure_search (&bench, "search-rare", "hermaphrodite ");
  measure_search (&bench, "search-common", "learning ");
  measure_search (&bench, "search-two-words", "quantum learning ");
  measure_search (&bench, "search-prefix", "qua");
  measure_search (&bench, "search-letter", "q");
  measure_search (&bench, "search-unread-word", "is:unread quantum ");
  measure_search (&bench, "search-category-word", "cat:cs.LG learning ");
  measure_search (&bench, "search-without-word", "learning -quantum ");
  measure_search (&bench, "search-after-or", "after:2020 (quantum OR \"neural network\") ");
  measure_replay (&bench);
  print_memory ("memory-end");
  settle ();
  close_library (&bench);
  g_main_loop_unref (bench.loop);

  return 0;
}
