/* test-topic-store.c: which papers belong to a topic, and for how long
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library-fixture.h"

#include "library/topic/dp-topic-match.h"

static DpPaper *
new_paper (const char *id,
           const char *title,
           const char *authors,
           const char *categories)
{
  DpPaper *paper = library_fixture_new_paper (id, 1000);

  g_free (paper->title);
  paper->title = g_strdup (title);
  paper->authors = g_strsplit (authors, "|", -1);
  paper->categories = g_strsplit (categories, " ", -1);
  paper->primary_category = g_strdup (paper->categories[0]);

  return paper;
}

typedef struct
{
  const char *words;
  const char *excluded;
  const char *categories;
  const char *authors;
  const char *expected; /* the numbers of the papers below, as in "1 3" */
} MatchCase;

static const struct
{
  const char *id;
  const char *title;
  const char *authors;
  const char *categories;
} match_papers[] = {
  { "2501.00001", "Reward Models for Reasoning", "Ada Li|Wei Zhang", "cs.CL cs.LG" },
  { "2501.00002", "A model of reward in the brain", "Zoë Müller", "q-bio.NC" },
  { "2501.00003", "Hallucinations in \"large\" models", "Li Wei|Ada Lovelace", "cs.CL" },
  { "2501.00004", "Graphs", "Muller, Zoe", "math.CO math-ph" },
};

static const MatchCase match_cases[] = {
  { "reward", NULL, NULL, NULL, "1 2" },
  { "reward model", NULL, NULL, NULL, "1" },
  { "REWARDING MODELING", NULL, NULL, NULL, "1" },
  { "hallucination|graph", NULL, NULL, NULL, "3 4" },
  { "reward", "brain", NULL, NULL, "1" },
  { "model", "reward model|hallucination", NULL, NULL, "2" },
  { "model", NULL, "cs.CL", NULL, "1 3" },
  { "model", NULL, "cs.LG", NULL, "1" },
  { NULL, NULL, "cs.CL", NULL, "1 3" },
  { NULL, NULL, "cs.*", NULL, "1 3" },
  { NULL, NULL, "cs.CL|math-ph", NULL, "1 3 4" },
  { NULL, "reward", "cs.CL", NULL, "3" },
  { NULL, NULL, NULL, "Li Wei", "3" },
  { NULL, NULL, NULL, "zoe muller", "2" },
  { NULL, NULL, NULL, "Müller", "2 4" },
  { "reward", NULL, NULL, "Zhang|Müller", "1 2" },
  { "nothing at all", NULL, NULL, NULL, "" },
  { "\"large\" models", NULL, NULL, NULL, "3" },
  { "reward OR graphs", NULL, NULL, NULL, "" },
  { "title: reward*", NULL, NULL, NULL, "" },
};

static char *
dup_papers_of_topic (LibraryFixture *fixture,
                     gint64          topic)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (match_papers); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT count (*) FROM topic_paper JOIN paper ON paper.id = paper"
                         "  WHERE topic = %" G_GINT64_FORMAT " AND uid = '%s'",
                         topic, match_papers[i].id);

      if (library_fixture_get_int64 (fixture, sql) == 1)
        g_string_append_printf (found, "%s%u", found->len > 0 ? " " : "", i + 1);
    }

  return g_string_free (g_steal_pointer (&found), FALSE);
}

static GPtrArray *
new_match_papers (void)
{
  GPtrArray *papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);

  for (guint i = 0; i < G_N_ELEMENTS (match_papers); i++)
    g_ptr_array_add (papers, new_paper (match_papers[i].id, match_papers[i].title,
                                        match_papers[i].authors, match_papers[i].categories));

  return papers;
}

/* The same, whether the papers were there before the topic (data is TRUE) or after. */
static void
test_match (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = new_match_papers ();
  gint64 topics[G_N_ELEMENTS (match_cases)] = { 0 };

  library_fixture_open (fixture);
  if (GPOINTER_TO_INT (data))
    library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);

  for (guint i = 0; i < G_N_ELEMENTS (match_cases); i++)
    {
      g_autofree char *rename = NULL;

      topics[i] = library_fixture_follow (fixture, match_cases[i].words, match_cases[i].excluded,
                                          match_cases[i].categories, match_cases[i].authors);

      /* Several cases would have one name. */
      rename = g_strdup_printf ("UPDATE topic SET name_key = 'case %u' WHERE id = %" G_GINT64_FORMAT, i, topics[i]);
      library_fixture_execute (fixture, rename);
    }

  if (!GPOINTER_TO_INT (data))
    library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);

  for (guint i = 0; i < G_N_ELEMENTS (match_cases); i++)
    {
      g_autofree char *found = dup_papers_of_topic (fixture, topics[i]);

      g_test_message ("case %u", i);
      g_assert_cmpstr (found, ==, match_cases[i].expected);
    }
}

/* A paper whose title changes leaves the topic that it no longer matches. */
static void
test_text_changes (LibraryFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (DpPaper) before = new_paper ("2501.00001", "Reward", "A", "cs.CL");
  g_autoptr (DpPaper) after = new_paper ("2501.00001", "Punishment", "A", "cs.CL");
  gint64 reward = 0;

  library_fixture_open (fixture);
  reward = library_fixture_follow (fixture, "reward", NULL, NULL, NULL);
  library_fixture_follow (fixture, "punishment", NULL, NULL, NULL);
  library_fixture_store_one (fixture, before, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT topic FROM topic_paper"), ==, reward);

  library_fixture_store_one (fixture, after, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM topic_paper"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT topic FROM topic_paper"), !=, reward);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT sum (n_papers) FROM topic"), ==, 1);
}

/* Of a word that more papers have than any list shows, the newest come in; with a
 * category, also the oldest paper is found among them. */
static void
test_match_many (LibraryFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, DP_TOPIC_MAX_KEEP + 5);
  DpPaper *oldest = g_ptr_array_index (papers, 0);

  oldest->categories = g_strsplit ("math-ph", " ", -1);
  oldest->primary_category = g_strdup ("math-ph");
  library_fixture_open (fixture);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);

  g_assert_cmpint (library_fixture_follow (fixture, "title", NULL, NULL, NULL), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM topic_paper"), ==, DP_TOPIC_MAX_KEEP);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT min (date) FROM topic_paper"), ==, 1000005);

  g_assert_cmpint (library_fixture_follow (fixture, "titles", NULL, "math-ph", NULL), ==, 2);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT max (paper) FROM topic_paper WHERE topic = 2"), ==, 1);
}

static DpTopicInfo *
find_topic (LibraryFixture *fixture,
            const char     *name)
{
  g_autoptr (GError) error = NULL;
  DpTopicInfo *info = dp_topic_query_find (fixture->library, name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);

  return info;
}

static void
test_newest_n (LibraryFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 300);
  g_autoptr (DpTopicInfo) info = NULL;
  gint64 topic = 0;

  library_fixture_open (fixture);
  topic = library_fixture_follow (fixture, "title", NULL, NULL, NULL);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, topic);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM topic_paper"), ==, 300);

  /* One that is listed, and one that is too old to be. */
  library_fixture_mark (fixture, DP_MARK_READ, library_fixture_get_int64 (fixture, "SELECT max (id) FROM paper"), TRUE);
  library_fixture_mark (fixture, DP_MARK_READ, 1, TRUE);

  info = find_topic (fixture, "TITLE");
  g_assert_cmpuint (info->n_papers, ==, DP_TOPIC_DEFAULT_KEEP);
  g_assert_cmpuint (info->n_unread, ==, DP_TOPIC_DEFAULT_KEEP - 1);
}

static guint
count_unread (LibraryFixture *fixture)
{
  g_autoptr (DpTopicInfo) info = find_topic (fixture, "title");

  g_assert_cmpuint (info->n_papers, ==, DP_TOPIC_DEFAULT_KEEP);

  return info->n_unread;
}

/* Of papers of one date those with the greatest ids are listed, whenever they came. */
static void
test_newest_n_of_one_date (LibraryFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (DpPaper) journal = library_fixture_new_paper ("doi:10.1000/journal.1", 1000);
  g_autoptr (DpPaper) preprint = library_fixture_new_paper ("2501.00010", 1000);
  gint64 changed = 0;

  library_fixture_open (fixture);
  library_fixture_follow (fixture, "title", NULL, NULL, NULL);
  for (guint i = DP_TOPIC_DEFAULT_KEEP + 10; i > 0; i--)
    {
      g_autofree char *id = g_strdup_printf ("2502.%05u", i);
      g_autoptr (DpPaper) paper = library_fixture_new_paper (id, 1000);

      library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
    }
  library_fixture_mark (fixture, DP_MARK_READ, library_fixture_find (fixture, "2502.00001"), TRUE);
  g_assert_cmpuint (count_unread (fixture), ==, DP_TOPIC_DEFAULT_KEEP);
  library_fixture_mark (fixture, DP_MARK_READ, library_fixture_find (fixture, "2502.00110"), TRUE);
  g_assert_cmpuint (count_unread (fixture), ==, DP_TOPIC_DEFAULT_KEEP - 1);

  /* What is listed by its DOI is not by the lesser id that it turns out to have. */
  library_fixture_store_one (fixture, journal, DP_AUTHORITY_ARXIV_API);
  library_fixture_mark (fixture, DP_MARK_READ, library_fixture_find (fixture, journal->id), TRUE);
  g_assert_cmpuint (count_unread (fixture), ==, DP_TOPIC_DEFAULT_KEEP - 2);
  preprint->doi = g_strdup ("10.1000/journal.1");
  library_fixture_store_one (fixture, preprint, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpuint (library_fixture_find (fixture, journal->id), ==, library_fixture_find (fixture, preprint->id));
  g_assert_cmpuint (count_unread (fixture), ==, DP_TOPIC_DEFAULT_KEEP - 1);

  /* Every list hears that it may have moved. */
  changed = library_fixture_get_int64 (fixture, "SELECT fields FROM change WHERE paper > 0 ORDER BY seq DESC LIMIT 1");
  g_assert_cmpint (changed & DP_CHANGE_DATE, !=, 0);
}

static void
update (LibraryFixture *fixture,
        const DpTopic  *topic)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dp_topic_store_update_async (fixture->library, topic, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  dp_topic_store_update_finish (fixture->library, result, &error);
  g_assert_no_error (error);
}

static gint64
get_edition (LibraryFixture *fixture,
             gint64          topic)
{
  g_autofree char *sql = g_strdup_printf ("SELECT edition FROM topic WHERE id = %" G_GINT64_FORMAT, topic);

  return library_fixture_get_int64 (fixture, sql);
}

static void
record_refresh_of (LibraryFixture *fixture,
                   gint64          topic,
                   gint64          edition,
                   const char     *request,
                   gint64          finished_at,
                   const char     *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dp_topic_store_record_refresh_async (fixture->library, topic, edition, "arxiv", request, finished_at, 7, message,
                                       NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  dp_topic_store_record_refresh_finish (fixture->library, result, &error);
  g_assert_no_error (error);
}

static void
record_refresh (LibraryFixture *fixture,
                gint64          topic,
                const char     *request,
                gint64          finished_at,
                const char     *message)
{
  record_refresh_of (fixture, topic, get_edition (fixture, topic), request, finished_at, message);
}

/* An answer to what a topic asked before an edit, stored after it, goes with the others
 * from before; that it was asked says nothing of the topic as it is. */
static void
test_late_answer (LibraryFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (DpPaper) late = new_paper ("2501.00001", "Nothing of it", "A", "cs.CL");
  g_autoptr (GPtrArray) papers = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DpTopicInfo) info = NULL;
  g_autoptr (DpTopic) topic = NULL;
  gint64 id = 0;
  gint64 edition = 0;

  library_fixture_open (fixture);
  id = library_fixture_follow (fixture, "reward", NULL, NULL, NULL);
  info = find_topic (fixture, "reward");
  edition = info->edition;
  topic = dp_topic_copy (info->topic);
  g_strfreev (topic->words);
  topic->words = g_strsplit ("punishment", "|", -1);
  update (fixture, topic);

  g_ptr_array_add (papers, late);
  dp_paper_store_merge_async (fixture->library, papers, DP_AUTHORITY_ARXIV_API, id, edition,
                              DP_TOPIC_ORIGIN_SERVER, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_true (dp_paper_store_merge_finish (fixture->library, result, NULL, NULL));

  record_refresh_of (fixture, id, edition, "reward", 50, NULL);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM topic_refresh"), ==, 0);

  record_refresh (fixture, id, "punishment", 60, NULL);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM topic_paper"), ==, 0);
}

/* After an edit the local matches are new at once; what the server gave stays until
 * it was asked again. */
static void
test_edit (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (DpPaper) local = new_paper ("2501.00001", "Reward", "A", "cs.CL");
  g_autoptr (DpPaper) remote = new_paper ("2501.00002", "Nothing of it", "A", "cs.CL");
  g_autoptr (DpPaper) again = new_paper ("2501.00003", "Nothing of it either", "A", "cs.CL");
  g_autoptr (GPtrArray) papers = g_ptr_array_new ();
  g_autoptr (DpTopicInfo) info = NULL;
  g_autoptr (DpTopic) topic = NULL;
  gint64 id = 0;

  library_fixture_open (fixture);
  id = library_fixture_follow (fixture, "reward", NULL, NULL, NULL);
  library_fixture_store_one (fixture, local, DP_AUTHORITY_ARXIV_API);
  g_ptr_array_add (papers, remote);
  g_ptr_array_add (papers, again);
  g_assert_cmpuint (library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, id).n_new_in_topic, ==, 2);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT n_papers FROM topic"), ==, 3);

  info = find_topic (fixture, "reward");
  topic = dp_topic_copy (info->topic);
  g_strfreev (topic->words);
  topic->words = g_strsplit ("punishment", "|", -1);
  update (fixture, topic);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT n_papers FROM topic"), ==, 2);

  record_refresh (fixture, id, NULL, 50, "The service is busy.");
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT n_papers FROM topic"), ==, 2);

  /* The server gives one of them again, so only the other goes. */
  g_ptr_array_remove_index (papers, 0);
  g_assert_cmpuint (library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, id).n_new_in_topic, ==, 0);
  record_refresh (fixture, id, "query", 60, NULL);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT n_papers FROM topic"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT paper FROM topic_paper"), ==,
                   library_fixture_find (fixture, "2501.00003"));
}

static void
test_refresh_records (LibraryFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (DpTopicInfo) info = NULL;
  DpRefreshRecord *record = NULL;
  gint64           id = 0;

  library_fixture_open (fixture);
  id = library_fixture_follow (fixture, "reward", NULL, NULL, NULL);
  record_refresh (fixture, id, NULL, 100, "Offline.");
  info = find_topic (fixture, "reward");
  g_assert_cmpuint (info->refreshes->len, ==, 1);
  record = g_ptr_array_index (info->refreshes, 0);
  g_assert_cmpint (record->succeeded_at, ==, DP_TIME_UNKNOWN);
  g_assert_cmpint (record->attempted_at, ==, 100);
  g_assert_cmpstr (record->error, ==, "Offline.");
  g_clear_pointer (&info, dp_topic_info_unref);

  record_refresh (fixture, id, "query", 200, NULL);
  record_refresh (fixture, id, "query 2", 300, "Busy.");
  info = find_topic (fixture, "reward");
  record = g_ptr_array_index (info->refreshes, 0);
  g_assert_cmpint (record->succeeded_at, ==, 200);
  g_assert_cmpint (record->attempted_at, ==, 300);
  g_assert_cmpuint (record->n_new, ==, 7);
  g_assert_cmpstr (record->request, ==, "query");
  g_assert_cmpstr (record->error, ==, "Busy.");
}

static gboolean
set_removed (LibraryFixture *fixture,
             gint64          topic,
             gboolean        removed,
             GError        **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  dp_topic_store_set_removed_async (fixture->library, topic, removed, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);

  return dp_topic_store_set_removed_finish (fixture->library, result, error);
}

static void
test_remove_and_undo (LibraryFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (DpPaper) first = new_paper ("2501.00001", "Reward", "A", "cs.CL");
  g_autoptr (DpPaper) second = new_paper ("2501.00002", "Reward again", "A", "cs.CL");
  g_autoptr (DpPaper) loaded = NULL;
  g_autoptr (GPtrArray) topics = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;
  gint64 other = 0;

  library_fixture_open (fixture);
  id = library_fixture_follow (fixture, "reward", NULL, NULL, NULL);
  library_fixture_follow (fixture, "second", NULL, NULL, NULL);
  library_fixture_store_one (fixture, first, DP_AUTHORITY_ARXIV_API);

  g_assert_true (set_removed (fixture, id, TRUE, &error));
  g_assert_no_error (error);
  g_assert_null (dp_topic_query_find (fixture->library, "reward", &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  loaded = library_fixture_load (fixture, "2501.00001");
  g_assert_null (loaded->topics);

  /* Back at its place, with what came meanwhile. */
  library_fixture_store_one (fixture, second, DP_AUTHORITY_ARXIV_API);
  g_assert_true (set_removed (fixture, id, FALSE, &error));
  g_assert_no_error (error);
  topics = dp_topic_query_list (fixture->library, &error);
  g_assert_cmpuint (topics->len, ==, 2);
  g_assert_cmpint (((DpTopicInfo *)g_ptr_array_index (topics, 0))->topic->id, ==, id);
  g_assert_cmpuint (((DpTopicInfo *)g_ptr_array_index (topics, 0))->n_papers, ==, 2);

  /* Its name may be taken meanwhile. */
  g_assert_true (set_removed (fixture, id, TRUE, &error));
  other = library_fixture_follow (fixture, "Reward", NULL, NULL, NULL);
  g_assert_cmpint (other, !=, id);
  g_assert_false (set_removed (fixture, id, FALSE, &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS);
}

static void
test_name_exists (LibraryFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (DpTopic) topic = dp_topic_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  library_fixture_open (fixture);
  library_fixture_follow (fixture, "Größe", NULL, NULL, NULL);

  topic->words = g_strsplit ("GRÖSSE", "|", -1);
  g_assert_true (dp_topic_normalize (topic, &error));
  dp_topic_store_add_async (fixture->library, topic, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_cmpint (dp_topic_store_add_finish (fixture->library, result, &error), ==, 0);
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_EXISTS);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM topic"), ==, 1);
}

static char *
dup_order (LibraryFixture *fixture)
{
  g_autoptr (GPtrArray) topics = dp_topic_query_list (fixture->library, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < topics->len; i++)
    g_string_append (names, ((DpTopicInfo *)g_ptr_array_index (topics, i))->topic->name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_move (LibraryFixture *fixture,
           gconstpointer   data)
{
  static const struct
  {
    gint64      topic;
    guint       position;
    const char *expected;
  } moves[] = {
    { 3, 0, "cab" }, /* the fourth is removed */
    { 3, 1, "acb" },
    { 1, 9, "cba" },
    { 2, 1, "cba" },
  };
  g_autoptr (GError) error = NULL;

  library_fixture_open (fixture);
  for (const char *name = "abcd"; *name != '\0'; name++)
    library_fixture_follow (fixture, (char[]){ *name, '\0' }, NULL, NULL, NULL);
  g_assert_true (set_removed (fixture, 4, TRUE, &error));

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *order = NULL;

      dp_topic_store_move_async (fixture->library, moves[i].topic, moves[i].position, NULL, test_result_cb, &result);
      test_wait_until (result != NULL);
      g_assert_true (dp_topic_store_move_finish (fixture->library, result, &error));
      order = dup_order (fixture);
      g_assert_cmpstr (order, ==, moves[i].expected);
    }
}

static void
test_revised (LibraryFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (DpPaper) old = library_fixture_new_paper ("2501.00001", 1000);
  g_autoptr (DpPaper) young = library_fixture_new_paper ("2501.00002", 2000);
  g_autoptr (DpTopicInfo) info = NULL;
  g_autoptr (DpTopic) topic = NULL;

  static const char newest[] = "SELECT paper FROM topic_paper ORDER BY date DESC";

  library_fixture_open (fixture);
  library_fixture_follow (fixture, "title", NULL, NULL, NULL);
  old->version = 1;
  old->updated = 1000;
  library_fixture_store_one (fixture, old, DP_AUTHORITY_ARXIV_API);
  library_fixture_store_one (fixture, young, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpint (library_fixture_get_int64 (fixture, newest), ==, 2);

  info = find_topic (fixture, "title");
  topic = dp_topic_copy (info->topic);
  topic->revised = TRUE;
  update (fixture, topic);
  g_assert_cmpint (library_fixture_get_int64 (fixture, newest), ==, 2);

  old->version = 2;
  old->updated = 3000;
  library_fixture_store_one (fixture, old, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpint (library_fixture_get_int64 (fixture, newest), ==, 1);

  topic->revised = FALSE;
  update (fixture, topic);
  g_assert_cmpint (library_fixture_get_int64 (fixture, newest), ==, 2);
}

static void
test_notify (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (DpTopicInfo) info = NULL;
  g_autoptr (DpTopicInfo) later = NULL;
  g_autoptr (DpTopic) topic = NULL;

  library_fixture_open (fixture);
  library_fixture_follow (fixture, "title", NULL, NULL, NULL);
  info = find_topic (fixture, "title");
  g_assert_true (info->topic->notify);

  topic = dp_topic_copy (info->topic);
  topic->notify = FALSE;
  update (fixture, topic);
  later = find_topic (fixture, "title");
  g_assert_false (later->topic->notify);
  g_assert_cmpint (later->edition, ==, info->edition); /* it asks for the same papers */
}

/* Says how long 500 topics take over 1,000 papers; asserts what they found. */
static void
test_many_topics (LibraryFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (DpTopicMatcher) matcher = NULL;
  g_autoptr (GError) error = NULL;
  gint64 started_us = 0;
  guint  n_found = 0;

  started_us = g_get_monotonic_time ();
  for (guint batch = 0; batch < 10; batch++)
    {
      g_clear_pointer (&matcher, dp_topic_matcher_free);
      matcher = dp_topic_matcher_new (&error);
      for (guint i = 0; i < 100; i++)
        {
          g_autofree char *title = g_strdup_printf ("On word%u and word%u", batch * 100 + i, i);

          g_assert_true (dp_topic_matcher_add (matcher, i + 1, title, "A\nB",
                                               "An abstract about models of language.", "cs.CL", &error));
        }

      for (guint i = 0; i < 500; i++)
        {
          g_autoptr (DpTopic) topic = dp_topic_new ();
          g_autoptr (GArray) found = NULL;

          topic->words = g_new0 (char *, 3);
          topic->words[0] = g_strdup_printf ("word%u", 500 + i);
          topic->words[1] = g_strdup_printf ("other%u word", i);
          found = dp_topic_matcher_find (matcher, topic, &error);
          g_assert_no_error (error);
          n_found += found->len;
        }
    }

  g_test_message ("500 topics, 1,000 papers: %.0f ms", (double)(g_get_monotonic_time () - started_us) / 1000);
  g_assert_cmpuint (n_found, ==, 500);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(path, data, func) \
  g_test_add (path, LibraryFixture, data, library_fixture_set_up, func, library_fixture_tear_down)
  add ("/topic-store/match-new-papers", GINT_TO_POINTER (FALSE), test_match);
  add ("/topic-store/match-stored-papers", GINT_TO_POINTER (TRUE), test_match);
  add ("/topic-store/text-changes", NULL, test_text_changes);
  add ("/topic-store/newest-n", NULL, test_newest_n);
  add ("/topic-store/newest-n-of-one-date", NULL, test_newest_n_of_one_date);
  add ("/topic-store/edit", NULL, test_edit);
  add ("/topic-store/late-answer", NULL, test_late_answer);
  add ("/topic-store/match-many", NULL, test_match_many);
  add ("/topic-store/refresh-records", NULL, test_refresh_records);
  add ("/topic-store/remove-and-undo", NULL, test_remove_and_undo);
  add ("/topic-store/name-exists", NULL, test_name_exists);
  add ("/topic-store/move", NULL, test_move);
  add ("/topic-store/revised", NULL, test_revised);
  add ("/topic-store/notify", NULL, test_notify);
  add ("/topic-store/many-topics", NULL, test_many_topics);
#undef add

  return g_test_run ();
}
