/* test-listing.c: lists in every order, against a sort written down here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-change-set-private.h"
#include "library/dp-library-private.h"
#include "library/order/dp-listing.h"
#include "library/order/dp-order-file.h"
#include "library/order/dp-order-store.h"
#include "shadow-paper.h"
#include "test-util.h"

#include <glib/gstdio.h>
#include <string.h>

/* The library is written with SQL and the same papers are kept in an array; what a
 * listing says must be what sorting the array says. More papers than are sorted
 * one by one, so that both ways of answering are taken. */

#define MAX_PAPERS SHADOW_MAX_PAPERS
#define BATCH_SIZE 300
#define NEW_SINCE 5000

typedef struct
{
  DpLibrary *library;
  char      *path;
  Shadow     papers[MAX_PAPERS]; /* by rowid */
  guint      n_papers;           /* the next rowid is one more */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_data_dir (), 0700));
  fixture->path = g_build_filename (g_get_user_data_dir (), "library.db", NULL);
  fixture->library = dp_library_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
close_library (Fixture *fixture)
{
  /* What was asked and given up still has to say so. */
  test_wait_until (G_OBJECT (fixture->library)->ref_count == 1);
  dp_library_close (fixture->library);
  test_assert_finalizes (fixture->library);
  fixture->library = NULL;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  close_library (fixture);
  for (guint i = 0; i < MAX_PAPERS; i++)
    shadow_clear (&fixture->papers[i]);
  g_free (fixture->path);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  close_library (fixture);
  fixture->library = dp_library_open (fixture->path, &error);
  g_assert_no_error (error);
}

typedef struct
{
  Fixture *fixture;
  guint    n_added;
  guint    n_changed;
  guint    n_removed;
} Batch;

static gboolean
write_batch (DpDatabase  *database,
             DpChangeLog *log,
             gpointer     data,
             gboolean    *out_more,
             GError     **error)
{
  Batch   *batch = data;
  Fixture *fixture = batch->fixture;

  if (fixture->n_papers == 0)
    shadow_insert_topics (database);

  for (guint i = 0; i < batch->n_added && fixture->n_papers + 1 < MAX_PAPERS; i++)
    {
      guint32 rowid = ++fixture->n_papers;
      Shadow *paper = &fixture->papers[rowid];

      shadow_make (paper, rowid);
      paper->first_stored = rowid * 3;
      shadow_insert (database, rowid, paper);
      dp_change_log_add (log, rowid, DP_CHANGE_ADDED);
    }

  for (guint i = 0; i < batch->n_changed + batch->n_removed; i++)
    {
      guint32 rowid = g_test_rand_int_range (1, fixture->n_papers + 1);
      Shadow *paper = &fixture->papers[rowid];

      if (!paper->present)
        continue;
      if (i < batch->n_changed)
        {
          dp_change_log_add (log, rowid, shadow_change (database, rowid, paper));
        }
      else
        {
          shadow_delete (database, rowid);
          paper->present = FALSE;
          dp_change_log_add (log, rowid, DP_CHANGE_REMOVED);
        }
    }

  return TRUE;
}

static void
write_batch_of (Fixture *fixture,
                Batch    batch)
{
  g_autoptr (GAsyncResult) slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GTask *task = g_task_new (fixture->library, NULL, test_result_cb, &slot);

  g_task_set_task_data (task, &batch, NULL);
  dp_library_run_on_writer (fixture->library, task, DP_DURABILITY_NORMAL, write_batch);
  result = test_await (&slot);
  g_task_propagate_boolean (G_TASK (result), &error);
  g_assert_no_error (error);
}

/* In pieces, for a sanitizer takes its time. */
static void
write_papers (Fixture *fixture,
              guint    n_added,
              guint    n_changed,
              guint    n_removed)
{
  for (; n_added > BATCH_SIZE; n_added -= BATCH_SIZE)
    write_batch_of (fixture, (Batch){ fixture, BATCH_SIZE, 0, 0 });
  write_batch_of (fixture, (Batch){ fixture, n_added, n_changed, n_removed });
}

/* The rule, once more and as plainly as can be. */

typedef struct
{
  Fixture           *fixture;
  const DpListQuery *query;
} Sorting;

typedef struct
{
  gboolean    is_empty;
  const char *text; /* (nullable) */
  gint64      number;
} Value;

static gint64
get_date (const Shadow      *paper,
          const DpListQuery *query)
{
  return query->scope == DP_SCOPE_TOPIC && query->sort == DP_SORT_DATE ? paper->topic_dates[query->topic_id - 1]
                                                                       : paper->published;
}

static const char *
get_first_topic_key (const Shadow *paper)
{
  /* The names in their order. */
  static const guint order[] = { 1, 2, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (paper->topic_dates[order[i]] != 0)
      return shadow_topics[order[i]].key;

  return "";
}

static Value
get_value (const Shadow      *paper,
           const DpListQuery *query)
{
  Value value = { 0 };

  switch (query->sort)
    {
    case DP_SORT_DATE:
      value.number = get_date (paper, query);
      value.is_empty = value.number == DP_TIME_UNKNOWN;
      return value;

    case DP_SORT_UPVOTES:
    case DP_SORT_STARS:
      value.number = query->sort == DP_SORT_UPVOTES ? paper->upvotes : paper->stars;
      value.is_empty = value.number == -1;
      return value;

    case DP_SORT_STAR:
    case DP_SORT_UNREAD:
      value.number = query->sort == DP_SORT_STAR ? paper->bookmarked : !paper->read;
      return value;

    case DP_SORT_TITLE:
      value.text = paper->title_key;
      break;

    case DP_SORT_AUTHOR:
      value.text = paper->author_key;
      break;

    case DP_SORT_CATEGORY:
      value.text = paper->category;
      break;

    case DP_SORT_COMMENT:
      value.text = paper->comment_key;
      break;

    case DP_SORT_DAY:
      if (query->scope != DP_SCOPE_DAY)
        {
          value.text = paper->day;
          break;
        }

      /* Its place, the first of which is the highest. */
      value.number = -paper->rank;
      value.is_empty = paper->rank == 0;
      return value;

    case DP_SORT_TOPICS:
      value.text = get_first_topic_key (paper);
      break;

    /* A task of signs only is one all the same. */
    case DP_SORT_TASKS:
      value.text = paper->task_key;
      value.is_empty = paper->task[0] == '\0';
      return value;

    /* None has one; test-tags.c sorts some that do. */
    case DP_SORT_TAGS:
      break;

    case DP_SORT_SUMMARY:
      value.text = paper->summary_key;
      value.is_empty = paper->summary[0] == '\0';
      return value;

    case DP_SORT_CODE:
      value.text = paper->code_key;
      value.is_empty = paper->code[0] == '\0';
      return value;

    case DP_SORT_MODELS:
      value.text = paper->model_key;
      value.is_empty = paper->model[0] == '\0';
      return value;

    /* No search here is like a paper. */
    case DP_SORT_NEAREST:
      value.is_empty = TRUE;
      return value;
    }

  value.is_empty = value.text == NULL || value.text[0] == '\0';

  return value;
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  const Sorting *sorting = user_data;
  guint32        rowids[] = { *(const guint32 *)a, *(const guint32 *)b };
  const Shadow  *papers[] = { &sorting->fixture->papers[rowids[0]], &sorting->fixture->papers[rowids[1]] };
  Value          values[] = { get_value (papers[0], sorting->query), get_value (papers[1], sorting->query) };
  int            result = 0;

  if (values[0].is_empty != values[1].is_empty)
    return values[0].is_empty ? 1 : -1;

  if (!values[0].is_empty && values[0].text != NULL)
    result = strcmp (values[0].text, values[1].text);
  else if (!values[0].is_empty && values[0].number != values[1].number)
    result = values[0].number < values[1].number ? -1 : 1;
  if (result != 0)
    return sorting->query->descending ? -result : result;

  if (papers[0]->published != papers[1]->published && sorting->query->sort != DP_SORT_DATE)
    return papers[0]->published > papers[1]->published ? -1 : 1;

  return strcmp (papers[1]->uid, papers[0]->uid);
}

static gboolean
belongs (Fixture           *fixture,
         guint32            rowid,
         const DpListQuery *query)
{
  const Shadow *paper = &fixture->papers[rowid];

  if (!paper->present || (query->unread_only && paper->read))
    return FALSE;
  if (query->search != NULL && strstr (paper->title, query->search) == NULL &&
      strstr (paper->author, query->search) == NULL && strstr (paper->comment, query->search) == NULL)
    return FALSE;

  switch (query->scope)
    {
    case DP_SCOPE_ALL:
      return TRUE;

    case DP_SCOPE_NEW:
      return !paper->read && paper->first_stored >= query->new_since;

    case DP_SCOPE_BOOKMARKS:
      return paper->bookmarked;

    case DP_SCOPE_TOPIC:
      return paper->topic_dates[query->topic_id - 1] != 0;

    case DP_SCOPE_DAY:
      return g_str_equal (paper->day, query->day);

    case DP_SCOPE_TASK:
      return paper->task[0] != '\0' &&
             (g_str_equal (paper->task, query->task) || g_str_equal (paper->task_too, query->task));

    case DP_SCOPE_NEW_VERSIONS:
      return paper->revised && (paper->bookmarked || paper->read);

    case DP_SCOPE_TAG:
    case DP_SCOPE_COLLECTION:
    case DP_SCOPE_SMART:
      break; /* test-tags.c, test-collections.c and test-smart.c */
    }

  return FALSE;
}

static DpOrder *
sort_shadows (Fixture           *fixture,
              const DpListQuery *query)
{
  DpListQuery newest = *query;
  Sorting     sorting = { fixture, query };
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint length = 0;

  for (guint32 i = 1; i <= fixture->n_papers; i++)
    if (belongs (fixture, i, query))
      g_array_append_val (rowids, i);

  /* A topic shows its newest. */
  if (query->scope == DP_SCOPE_TOPIC)
    {
      guint keep = shadow_topics[query->topic_id - 1].state == 1 ? shadow_topics[query->topic_id - 1].keep : 0;

      newest.sort = DP_SORT_DATE;
      newest.descending = TRUE;
      g_array_sort_with_data (rowids, compare_cb, &(Sorting){ fixture, &newest });
      g_array_set_size (rowids, MIN (rowids->len, keep));
    }
  g_array_sort_with_data (rowids, compare_cb, &sorting);

  length = rowids->len;
  return dp_order_new_take ((guint32 *)(gpointer)g_array_free (g_steal_pointer (&rowids), FALSE), length);
}

static DpOrder *
ask (DpLibrary         *library,
     const DpListQuery *query)
{
  g_autoptr (GAsyncResult) slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpOrder *order = NULL;

  dp_listing_ask_async (library, query, NULL, test_result_cb, &slot);
  result = test_await (&slot);
  order = dp_listing_ask_finish (library, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (order);

  return order;
}

static void
assert_answer (Fixture           *fixture,
               DpLibrary         *library,
               const DpListQuery *query)
{
  g_autoptr (DpOrder) expected = sort_shadows (fixture, query);
  g_autoptr (DpOrder) order = ask (library, query);
  g_autofree char *sort = dp_sort_format (query->sort, query->descending);

  if (!dp_order_equal (order, expected))
    {
      for (guint i = 0; i < MIN (dp_order_get_length (order), dp_order_get_length (expected)); i++)
        if (dp_order_get_rowid (order, i) != dp_order_get_rowid (expected, i))
          {
            g_test_message ("at %u is %u instead of %u", i, dp_order_get_rowid (order, i),
                            dp_order_get_rowid (expected, i));
            break;
          }
      g_test_message ("scope %d, %s, %u papers instead of %u", query->scope, sort, dp_order_get_length (order),
                      dp_order_get_length (expected));
      g_test_fail ();
    }
}

static void
assert_sorts (Fixture    *fixture,
              DpLibrary  *library,
              DpListQuery query)
{
  /* The last ones are sorted as tasks are; one list is enough of them. */
  DpSortKey n_keys = query.scope == DP_SCOPE_ALL && !query.unread_only ? DP_SORT_N_KEYS : DP_SORT_TASKS + 1;

  for (DpSortKey key = 0; key < n_keys; key++)
    for (guint descending = 0; descending <= 1; descending++)
      {
        query.sort = key;
        query.descending = descending;
        assert_answer (fixture, library, &query);
      }
}

static void
assert_everything (Fixture   *fixture,
                   DpLibrary *library)
{
  char learning[] = "learning";
  char day[] = "2025-01-02";
  char empty_day[] = "2025-01-01";
  char task[] = "über";

  assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_ALL });
  assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_ALL, .unread_only = TRUE });
  assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_ALL, .search = learning });
  assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_NEW, .new_since = NEW_SINCE });
  assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_BOOKMARKS, .unread_only = TRUE });
  assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_DAY, .day = day });
  assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_DAY, .day = day, .unread_only = TRUE });
  assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_DAY, .day = empty_day });
  assert_answer (fixture, library, &(DpListQuery){ .scope = DP_SCOPE_TASK, .task = task, .sort = DP_SORT_CODE });
  assert_answer (fixture, library, &(DpListQuery){ .scope = DP_SCOPE_TASK, .task = task, .sort = DP_SORT_DATE });
  assert_answer (fixture, library, &(DpListQuery){ .scope = DP_SCOPE_NEW_VERSIONS, .sort = DP_SORT_SUMMARY });
  assert_answer (fixture, library, &(DpListQuery){ .scope = DP_SCOPE_NEW_VERSIONS, .sort = DP_SORT_TITLE });
  for (guint i = 1; i <= SHADOW_N_TOPICS; i++)
    assert_sorts (fixture, library, (DpListQuery){ .scope = DP_SCOPE_TOPIC, .topic_id = i });
}

static void
save (Fixture *fixture,
      guint    n_expected)
{
  g_autoptr (GAsyncResult) slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  dp_order_store_save_async (fixture->library, test_result_cb, &slot);
  result = test_await (&slot);
  g_assert_cmpuint (dp_order_store_save_finish (fixture->library, result), ==, n_expected);
}

static void
test_every_order (Fixture      *fixture,
                  gconstpointer data)
{
  assert_everything (fixture, fixture->library); /* of nothing */

  write_papers (fixture, 5, 0, 0);
  assert_everything (fixture, fixture->library);

  write_papers (fixture, 1500, 0, 50);
  assert_everything (fixture, fixture->library);
}

/* What is kept current by the log is what is read anew. */
static void
test_replay_equals_rebuild (Fixture      *fixture,
                            gconstpointer data)
{
  write_papers (fixture, 1100, 0, 0);
  assert_everything (fixture, fixture->library);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DpLibrary) other = NULL;

      write_papers (fixture, g_test_rand_int_range (0, 40), g_test_rand_int_range (0, 40), g_test_rand_int_range (0, 10));
      assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });

      other = dp_library_open (fixture->path, &error);
      g_assert_no_error (error);
      assert_sorts (fixture, other, (DpListQuery){ .scope = DP_SCOPE_ALL });
      dp_library_close (other);
    }
}

/* The log reaches back only so far. */
static void
test_trimmed_log (Fixture      *fixture,
                  gconstpointer data)
{
  dp_library_set_log_length (fixture->library, 20);
  write_papers (fixture, 1100, 0, 0);
  assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });

  for (guint i = 0; i < 4; i++)
    {
      write_papers (fixture, 10, 15, 3);
      if (i % 2 == 1)
        assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });
    }
}

static void
test_files_are_followed (Fixture      *fixture,
                         gconstpointer data)
{
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_TITLE };

  write_papers (fixture, 1100, 0, 0);
  assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });
  save (fixture, 16);
  save (fixture, 0);

  /* Nothing has changed: the files say it all. */
  reopen (fixture);
  assert_everything (fixture, fixture->library);
  save (fixture, 0);

  /* Some of it has. */
  write_papers (fixture, 20, 20, 5);
  reopen (fixture);
  assert_everything (fixture, fixture->library);
  save (fixture, 16);

  /* And a change that moves no title leaves that file alone. */
  write_papers (fixture, 0, 0, 0);
  assert_answer (fixture, fixture->library, &query);
  save (fixture, 0);
}

static void
spoil_meta (Fixture    *fixture,
            const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDatabase) database = NULL;

  close_library (fixture);
  database = dp_database_open (fixture->path, DP_DATABASE_READ_WRITE, &error);
  g_assert_no_error (error);
  dp_database_execute (database, sql, &error);
  g_assert_no_error (error);
  g_clear_pointer (&database, dp_database_close);
  fixture->library = dp_library_open (fixture->path, &error);
  g_assert_no_error (error);
}

/* Files of another library, of another history of this one, or from its future: each
 * holds as many papers as there are, so only what they say of themselves tells. */
static void
test_files_of_another (Fixture      *fixture,
                       gconstpointer data)
{
  static const char *const spoils[] = {
    "UPDATE meta SET library_uuid = 'another'",
    "UPDATE meta SET generation = generation + 1",
    "UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'change'; DELETE FROM change WHERE seq = (SELECT max (seq) FROM change)",
    "UPDATE change SET fields = 2 WHERE seq = (SELECT max (seq) FROM change)",
  };

  write_papers (fixture, 1100, 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (spoils); i++)
    {
      assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });
      save (fixture, 16);
      spoil_meta (fixture, spoils[i]);
      /* The first becomes the last, or the other way round. */
      spoil_meta (fixture, "UPDATE paper SET published = iif (published > 4000, -5000, 5000) WHERE id = 7");
      fixture->papers[7].published = fixture->papers[7].published > 4000 ? -5000 : 5000;
      assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });
    }
}

/* A library that is restored from a copy while it is open has another generation. */
static void
test_restored_while_open (Fixture      *fixture,
                          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDatabase) database = NULL;

  write_papers (fixture, 1100, 0, 0);
  assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });

  database = dp_database_open (fixture->path, DP_DATABASE_READ_WRITE, &error);
  g_assert_no_error (error);
  dp_database_execute (database,
                       "UPDATE meta SET generation = generation + 1;"
                       "UPDATE paper SET published = published + 1000 WHERE id = 7",
                       &error);
  g_assert_no_error (error);
  fixture->papers[7].published += 1000;
  assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });
}

/* Every paper that a list of the window has ever lost would be lost here. */
static void
test_damaged_files (Fixture      *fixture,
                    gconstpointer data)
{
  write_papers (fixture, 1100, 0, 0);
  assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });
  save (fixture, 16);
  close_library (fixture);

  for (guint i = 0; i < 16; i++)
    {
      g_autofree char *path = dp_order_file_dup_path (fixture->path, i / 2, i % 2);
      g_autofree char *contents = NULL;
      gsize            length = 0;

      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      contents[g_test_rand_int_range (0, length)] ^= 0x10;
      g_assert_true (g_file_set_contents (path, contents, g_test_rand_bit () ? length : length / 2, NULL));
    }

  fixture->library = dp_library_open (fixture->path, NULL);
  assert_sorts (fixture, fixture->library, (DpListQuery){ .scope = DP_SCOPE_ALL });
}

/* As it is where nothing can be written. */
static void
test_without_files (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *folder = g_strconcat (fixture->path, ".orders", NULL);

  write_papers (fixture, 1100, 0, 0);
  assert_everything (fixture, fixture->library);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  save (fixture, 0);
  write_papers (fixture, 20, 20, 5);
  assert_everything (fixture, fixture->library);
}

/* The listing itself. */

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n_notified)
{
  *n_notified += 1;
}

static void
await_answer (DpListing *listing)
{
  test_wait_until (!dp_listing_is_loading (listing));
  g_assert_no_error (dp_listing_get_error (listing));
}

static void
test_listing_follows (Fixture      *fixture,
                      gconstpointer data)
{
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_TITLE };
  g_autoptr (DpListing) listing = dp_listing_new (fixture->library);
  guint n_notified = 0;

  g_assert_cmpuint (dp_order_get_length (dp_listing_get_order (listing)), ==, 0);
  g_assert_null (dp_listing_get_query (listing));
  g_assert_null (dp_listing_get_answered_query (listing));

  dp_library_watch (fixture->library);
  write_papers (fixture, 100, 0, 0);
  dp_listing_set_query (listing, &query);
  g_assert_true (dp_listing_is_loading (listing));
  g_assert_null (dp_listing_get_answered_query (listing));
  await_answer (listing);
  g_assert_true (dp_list_query_equal (dp_listing_get_answered_query (listing), &query));

  /* New papers come in by themselves. */
  g_signal_connect (listing, "notify::order", G_CALLBACK (count_cb), &n_notified);
  dp_listing_set_query (listing, &query);
  g_assert_false (dp_listing_is_loading (listing));
  write_papers (fixture, 50, 0, 0);
  test_wait_until (dp_order_get_length (dp_listing_get_order (listing)) == 150);
  {
    g_autoptr (DpOrder) expected = sort_shadows (fixture, &query);

    g_assert_true (dp_order_equal (dp_listing_get_order (listing), expected));
  }
  await_answer (listing);
  g_assert_cmpuint (n_notified, ==, 1);

  /* A listing that is dropped while it asks is gone. */
  dp_listing_set_query (listing, &(DpListQuery){ .scope = DP_SCOPE_BOOKMARKS });
  test_assert_finalizes (g_steal_pointer (&listing));
}

/* What changes while an answer is under way is not in it: it is asked again. */
static void
test_listing_asks_again (Fixture      *fixture,
                         gconstpointer data)
{
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .search = (char[]){ "learning" } };
  g_autoptr (DpListing) listing = dp_listing_new (fixture->library);
  g_autoptr (DpChangeSet) changes = dp_change_set_new_complete_reload ();
  guint n_loading = 0;

  write_papers (fixture, 100, 0, 0);
  g_signal_connect (listing, "notify::loading", G_CALLBACK (count_cb), &n_loading);
  dp_listing_set_query (listing, &query);
  g_assert_cmpuint (n_loading, ==, 1);
  for (guint i = 0; i < 5; i++)
    g_signal_emit_by_name (fixture->library, "changed", changes);
  await_answer (listing);
  g_assert_cmpuint (n_loading, ==, 2);

  test_wait_until (n_loading == 4);
  g_assert_false (dp_listing_is_loading (listing));
}

static gboolean
write_read_mark (DpDatabase  *database,
                 DpChangeLog *log,
                 gpointer     data,
                 gboolean    *out_more,
                 GError     **error)
{
  guint32 rowid = GPOINTER_TO_UINT (data);

  dp_change_log_add (log, rowid, DP_CHANGE_READ);

  return dp_database_run (database, error, "INSERT OR REPLACE INTO read_mark VALUES (?1, 1, 2, 1)", "u", rowid);
}

static void
mark_read (Fixture *fixture,
           guint32  rowid)
{
  g_autoptr (GAsyncResult) slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GTask *task = g_task_new (fixture->library, NULL, test_result_cb, &slot);

  g_task_set_task_data (task, GUINT_TO_POINTER (rowid), NULL);
  dp_library_run_on_writer (fixture->library, task, DP_DURABILITY_FULL, write_read_mark);
  result = test_await (&slot);
  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  fixture->papers[rowid].read = TRUE;
}

static void
seen_cb (DpLibrary   *library,
         DpChangeSet *changes,
         guint       *n_seen)
{
  *n_seen += 1;
}

/* A read mark is nothing to a list by title, and much to a list of what is unread. */
static void
test_listing_asks_only_if_it_matters (Fixture      *fixture,
                                      gconstpointer data)
{
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_TITLE };
  const DpListQuery unread = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_TITLE, .unread_only = TRUE };
  g_autoptr (DpListing) listing = dp_listing_new (fixture->library);
  guint   n_loading = 0;
  guint   n_seen = 0;
  guint32 rowid = 0;

  dp_library_watch (fixture->library);
  write_papers (fixture, 100, 0, 0);
  dp_listing_set_query (listing, &query);
  await_answer (listing);
  g_signal_connect (fixture->library, "changed", G_CALLBACK (seen_cb), &n_seen);
  test_wait_until (n_seen > 0 || dp_order_get_length (dp_listing_get_order (listing)) == 100);

  n_seen = 0;
  g_signal_connect (listing, "notify::loading", G_CALLBACK (count_cb), &n_loading);
  for (rowid = 1; fixture->papers[rowid].read; rowid++)
    continue;
  mark_read (fixture, rowid);
  test_wait_until (n_seen > 0);
  g_assert_cmpuint (n_loading, ==, 0);

  dp_listing_set_query (listing, &unread);
  await_answer (listing);
  for (; fixture->papers[rowid].read; rowid++)
    continue;
  g_assert_cmpuint (dp_order_find (dp_listing_get_order (listing), rowid, 0), !=, DP_ORDER_NOT_FOUND);
  mark_read (fixture, rowid);
  test_wait_until (dp_order_find (dp_listing_get_order (listing), rowid, 0) == DP_ORDER_NOT_FOUND);
}

/* Many queries at once: the last one is answered, and the ones before it are not. */
static void
test_newest_query_only (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (DpListing) listing = dp_listing_new (fixture->library);
  guint n_orders = 0;
  char  search[] = "learning";

  write_papers (fixture, 1100, 0, 0);
  g_signal_connect (listing, "notify::order", G_CALLBACK (count_cb), &n_orders);
  for (guint i = 0; i < 100; i++)
    dp_listing_set_query (listing, &(DpListQuery){ .scope = DP_SCOPE_ALL, .sort = i % DP_SORT_N_KEYS });
  dp_listing_set_query (listing, &(DpListQuery){ .scope = DP_SCOPE_ALL, .search = search });
  await_answer (listing);

  g_assert_cmpuint (n_orders, ==, 1);
  {
    const DpListQuery *query = dp_listing_get_answered_query (listing);
    g_autoptr (DpOrder) expected = sort_shadows (fixture, query);

    g_assert_cmpstr (query->search, ==, "learning");
    g_assert_true (dp_order_equal (dp_listing_get_order (listing), expected));
  }
}

static void
remember_first_cb (DpListing  *listing,
                   GParamSpec *pspec,
                   DpOrder   **first)
{
  if (*first == NULL && !dp_listing_is_complete (listing))
    *first = dp_order_ref (dp_listing_get_order (listing));
}

/* The first screens of a long list, then all of it; and at once when it is known. */
static void
test_first_papers_first (Fixture      *fixture,
                         gconstpointer data)
{
  write_papers (fixture, 1100, 0, 0);

  for (guint i = 0; i < 16; i++)
    {
      const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = i / 2, .descending = i % 2 };
      g_autoptr (DpListing) listing = dp_listing_new (fixture->library);
      g_autoptr (DpOrder) first = NULL;
      g_autoptr (DpOrder) expected = sort_shadows (fixture, &query);

      g_signal_connect (listing, "notify::order", G_CALLBACK (remember_first_cb), &first);
      dp_listing_set_query (listing, &query);
      await_answer (listing);
      g_assert_true (dp_listing_is_complete (listing));
      g_assert_true (dp_order_equal (dp_listing_get_order (listing), expected));

      /* One pass gives both directions. */
      if (i % 2 == 1)
        {
          g_assert_null (first);
          continue;
        }
      g_assert_nonnull (first);
      g_assert_cmpuint (dp_order_get_length (first), ==, 512);
      g_assert_cmpmem (dp_order_get_rowids (first), 512 * sizeof (guint32),
                       dp_order_get_rowids (expected), 512 * sizeof (guint32));
    }
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  const DpListQuery query = { .scope = DP_SCOPE_ALL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  write_papers (fixture, 1100, 0, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GAsyncResult) slot = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (DpOrder) order = NULL;

      g_cancellable_reset (cancellable);
      if (i == 0)
        g_cancellable_cancel (cancellable);
      dp_listing_ask_async (fixture->library, &query, cancellable, test_result_cb, &slot);
      if (i == 2)
        g_usleep (200);
      g_cancellable_cancel (cancellable);
      result = test_await (&slot);
      order = dp_listing_ask_finish (fixture->library, result, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (order);
    }

  assert_sorts (fixture, fixture->library, query);
}

/* Another library object on the same file stands for another process. */
static void
test_other_process_writes (Fixture      *fixture,
                           gconstpointer data)
{
  const DpListQuery query = { .scope = DP_SCOPE_ALL, .sort = DP_SORT_AUTHOR };
  g_autoptr (DpLibrary) other = dp_library_open (fixture->path, NULL);
  g_autoptr (DpListing) listing = dp_listing_new (other);

  dp_library_watch (other);
  dp_listing_set_query (listing, &query);
  await_answer (listing);
  write_papers (fixture, 300, 0, 0);
  test_wait_until (dp_order_get_length (dp_listing_get_order (listing)) == 300);

  g_clear_object (&listing);
  dp_library_close (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/listing/every-order", test_every_order);
  ADD ("/listing/replay-equals-rebuild", test_replay_equals_rebuild);
  ADD ("/listing/trimmed-log", test_trimmed_log);
  ADD ("/listing/files/are-followed", test_files_are_followed);
  ADD ("/listing/files/of-another", test_files_of_another);
  ADD ("/listing/restored-while-open", test_restored_while_open);
  ADD ("/listing/asks-again", test_listing_asks_again);
  ADD ("/listing/files/damaged", test_damaged_files);
  ADD ("/listing/files/none", test_without_files);
  ADD ("/listing/follows", test_listing_follows);
  ADD ("/listing/asks-only-if-it-matters", test_listing_asks_only_if_it_matters);
  ADD ("/listing/newest-query-only", test_newest_query_only);
  ADD ("/listing/first-papers-first", test_first_papers_first);
  ADD ("/listing/cancelled", test_cancelled);
  ADD ("/listing/other-process-writes", test_other_process_writes);
#undef ADD

  return g_test_run ();
}
