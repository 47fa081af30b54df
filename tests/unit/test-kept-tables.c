/* test-kept-tables.c: tasks with their numbers, and papers with new versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "mark-fixture.h"

#include "library/dp-task-query.h"
#include "library/schema/dp-library-schema.h"

/* Both tables are kept by triggers, whatever writes papers and marks. */

static char *
describe_tasks (LibraryFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tasks = dp_task_query_list (fixture->library, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < tasks->len; i++)
    {
      const DpTaskInfo *info = g_ptr_array_index (tasks, i);

      g_string_append_printf (text, "%s %u/%u;", info->name, info->n_unread, info->n_papers);
    }

  return g_string_free (text, FALSE);
}

#define assert_tasks(fixture, expected)                    \
  G_STMT_START                                             \
  {                                                        \
    g_autofree char *described = describe_tasks (fixture); \
    g_assert_cmpstr (described, ==, expected);             \
  }                                                        \
  G_STMT_END

static void
store (LibraryFixture *fixture,
       const char     *id,
       guint           version,
       const char     *tasks, /* (nullable): separated by commas */
       const char     *doi,   /* (nullable) */
       DpAuthority     authority)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (id, 1735689600);

  paper->version = version;
  paper->doi = g_strdup (doi);
  if (tasks != NULL)
    paper->tasks = g_strsplit (tasks, ",", -1);
  library_fixture_store_one (fixture, paper, authority);
}

static guint
get_seen (LibraryFixture *fixture,
          const char     *id)
{
  g_autoptr (DpPaper) paper = library_fixture_load (fixture, id);

  return paper->seen_version;
}

static guint
count_new_versions (LibraryFixture *fixture)
{
  DpLibraryCounts counts = { 0 };
  g_autoptr (GError) error = NULL;

  dp_topic_query_count (fixture->library, 0, &counts, &error);
  g_assert_no_error (error);

  return counts.n_new_versions;
}

static void
test_tasks (LibraryFixture *fixture,
            gconstpointer   data)
{
  library_fixture_open (fixture);
  assert_tasks (fixture, "");

  store (fixture, "2501.00001", 0, "Translation,Summarization", NULL, DP_AUTHORITY_DIGEST);
  store (fixture, "2501.00002", 0, "Translation", NULL, DP_AUTHORITY_DIGEST);
  assert_tasks (fixture, "Summarization 1/1;Translation 2/2;");

  /* Another source that says the same counts nothing twice. */
  store (fixture, "2501.00002", 0, "Translation", NULL, DP_AUTHORITY_HUGGING_FACE);
  store (fixture, "2501.00002", 0, "Translation", NULL, DP_AUTHORITY_DIGEST);
  assert_tasks (fixture, "Summarization 1/1;Translation 2/2;");

  library_fixture_mark (fixture, DP_MARK_READ, 1, TRUE);
  assert_tasks (fixture, "Summarization 0/1;Translation 1/2;");
  library_fixture_mark (fixture, DP_MARK_READ, 1, TRUE);
  assert_tasks (fixture, "Summarization 0/1;Translation 1/2;");
  store (fixture, "2501.00001", 0, "Any-to-Any", NULL, DP_AUTHORITY_DIGEST);
  assert_tasks (fixture, "Any-to-Any 0/1;Summarization 0/1;Translation 1/2;");
  library_fixture_mark (fixture, DP_MARK_READ, 1, FALSE);
  assert_tasks (fixture, "Any-to-Any 1/1;Summarization 1/1;Translation 2/2;");
}

/* Two rows turn out to be one work. */
static void
test_united (LibraryFixture *fixture,
             gconstpointer   data)
{
  library_fixture_open (fixture);
  store (fixture, "2501.00001", 1, "Translation", NULL, DP_AUTHORITY_DIGEST);
  store (fixture, "doi:10.1234/x", 0, "Translation,Summarization", "10.1234/x", DP_AUTHORITY_DIGEST);
  library_fixture_mark (fixture, DP_MARK_READ, 2, TRUE);
  assert_tasks (fixture, "Summarization 0/1;Translation 1/2;");

  store (fixture, "2501.00001", 2, NULL, "10.1234/x", DP_AUTHORITY_ARXIV_API);
  assert_tasks (fixture, "Summarization 0/1;Translation 0/1;");
  g_assert_cmpuint (count_new_versions (fixture), ==, 0); /* which version was read is not known */

  store (fixture, "2501.00001", 3, NULL, NULL, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpuint (get_seen (fixture, "2501.00001"), ==, 2);
}

static void
test_find_task (LibraryFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  library_fixture_open (fixture);
  store (fixture, "2501.00001", 0, "Text-to-3D", NULL, DP_AUTHORITY_DIGEST);

  name = dp_task_query_dup_name (fixture->library, "text-TO-3d", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "Text-to-3D");
  g_assert_null (dp_task_query_dup_name (fixture->library, "Text", &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND);
}

static void
test_new_versions (LibraryFixture *fixture,
                   gconstpointer   data)
{
  library_fixture_open (fixture);
  store (fixture, "2501.00001", 1, NULL, NULL, DP_AUTHORITY_ARXIV_API);
  store (fixture, "2501.00002", 1, NULL, NULL, DP_AUTHORITY_ARXIV_API);
  store (fixture, "2501.00003", 1, NULL, NULL, DP_AUTHORITY_ARXIV_API);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, 1, TRUE);
  library_fixture_mark (fixture, DP_MARK_READ, 2, TRUE);

  for (guint version = 1; version <= 2; version++)
    {
      store (fixture, "2501.00001", version, NULL, NULL, DP_AUTHORITY_ARXIV_API);
      store (fixture, "2501.00002", version, NULL, NULL, DP_AUTHORITY_ARXIV_API);
      store (fixture, "2501.00003", version, NULL, NULL, DP_AUTHORITY_ARXIV_API);
      g_assert_cmpuint (count_new_versions (fixture), ==, version == 1 ? 0 : 2);
    }
  g_assert_cmpuint (get_seen (fixture, "2501.00001"), ==, 1);
  g_assert_cmpuint (get_seen (fixture, "2501.00002"), ==, 1);
  g_assert_cmpuint (get_seen (fixture, "2501.00003"), ==, 0);

  /* An older version that is seen once more takes nothing back. */
  store (fixture, "2501.00002", 1, NULL, NULL, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpuint (get_seen (fixture, "2501.00002"), ==, 1);

  /* To read it is to know it, also where it is bookmarked only, or read already: and
   * then no mark changes that could be undone. */
  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_READ, 1, TRUE), ==, 1);
  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_READ, 2, TRUE), ==, 0);
  g_assert_cmpuint (count_new_versions (fixture), ==, 0);

  store (fixture, "2501.00002", 4, NULL, NULL, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpuint (get_seen (fixture, "2501.00002"), ==, 2);
  library_fixture_mark (fixture, DP_MARK_READ, 2, FALSE);
  g_assert_cmpuint (get_seen (fixture, "2501.00002"), ==, 0);
}

/* A mark of a paper whose version nobody knew is of the first that becomes known. */
static void
test_unknown_version (LibraryFixture *fixture,
                      gconstpointer   data)
{
  library_fixture_open (fixture);
  store (fixture, "2501.00001", 0, NULL, NULL, DP_AUTHORITY_HUGGING_FACE);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, 1, TRUE);
  library_fixture_mark (fixture, DP_MARK_READ, 1, TRUE);

  store (fixture, "2501.00001", 3, NULL, NULL, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpuint (get_seen (fixture, "2501.00001"), ==, 0);
  store (fixture, "2501.00001", 4, NULL, NULL, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpuint (get_seen (fixture, "2501.00001"), ==, 3);
}

/* What a library of the first version holds is counted when it is brought up to date. */
static void
test_migrate (LibraryFixture *fixture,
              gconstpointer   data)
{
  static const char *const children[] = {
    "INSERT INTO paper_task VALUES (1, 'Translation', 1, 0), (1, 'Translation', 2, 0), (2, 'Translation', 1, 0)",
    "UPDATE paper SET version = 3",
    "INSERT INTO read_mark VALUES (1, 1, 1, 2), (2, 1, 1, 0)",
    "INSERT INTO bookmark VALUES (1, 1, 1, 1), (2, 0, 1, 1), (3, 1, 1, 3)",
    "INSERT INTO tag VALUES (5, 'Graphs', 'graphs'), (6, 'gone', 'gone')",
    "INSERT INTO paper_tag VALUES (1, 5, 1, 1), (3, 5, 1, 1), (2, 5, 0, 1), (2, 6, 0, 1)",
    "INSERT INTO collection VALUES (5, 'Thesis', 'thesis', 1, 1, 1)",
    "INSERT INTO paper_collection VALUES (1, 5, 1, 1), (2, 5, 1, 1), (3, 5, 1, 1)",
  };
  guint              n_steps = 0;
  const char *const *steps = dp_library_schema_get_steps (&n_steps);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpDatabase) old = dp_database_open (fixture->path, DP_DATABASE_READ_WRITE, &error);

  g_assert_true (dp_library_schema_prepare_with (old, fixture->path, steps, 1, &error));
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "INSERT INTO paper SELECT %u, 0, 0, 0, 0, 1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '2501.0000%u',"
        " '', '', '', 'A title', '', '', '', '', '', '', 'a title', '', '', '';"
        "INSERT INTO paper_alias VALUES ('2501.0000%u', %u)",
        i, i, i, i);

      g_assert_true (dp_database_execute (old, sql, &error));
    }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    g_assert_true (dp_database_execute (old, children[i], &error));
  g_assert_no_error (error);
  g_clear_pointer (&old, dp_database_close);

  library_fixture_open (fixture);
  assert_tasks (fixture, "Translation 0/2;");
  mark_fixture_assert_tags (fixture, "Graphs 1/2;");
  mark_fixture_assert_collections (fixture, "Thesis 1/3;");
  g_assert_cmpuint (count_new_versions (fixture), ==, 1);
  g_assert_cmpuint (get_seen (fixture, "2501.00001"), ==, 2);
}

/* What a row of the list shows comes with the row. */
static void
test_rows (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper ("2501.00001", 1735689600);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const DpPaper *row = NULL;

  dp_paper_add_summary (paper, "digest", "Of the digest.");
  dp_paper_add_summary (paper, "hugging-face", "Of the service.");
  dp_paper_add_link (paper, DP_LINK_CODE, "https://example.org/code");
  dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/owner/repository");
  dp_paper_add_link (paper, DP_LINK_MODEL, "https://huggingface.co/owner/model");
  dp_paper_add_link (paper, DP_LINK_PROJECT, "https://example.org/project");
  dp_paper_add_day (paper, "2025-01-02", 3);
  dp_paper_add_day (paper, "2025-01-03", 1);
  paper->tasks = g_strsplit ("Translation", ",", -1);
  library_fixture_open (fixture);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_HUGGING_FACE);

  rows = dp_paper_query_load_rows (fixture->library, &(guint32){ 1 }, 1, &error);
  g_assert_no_error (error);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (dp_paper_get_summary (row), ==, "Of the service.");
  g_assert_cmpstr (dp_paper_find_code (row)->url, ==, "https://github.com/owner/repository");
  g_assert_cmpstr (dp_paper_find_model (row)->url, ==, "https://huggingface.co/owner/model");
  g_assert_cmpstr (row->tasks[0], ==, "Translation");
  g_assert_cmpuint (row->days->len, ==, 1);
  g_assert_cmpstr (((DpDayRank *)g_ptr_array_index (row->days, 0))->day, ==, "2025-01-03");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add(path, func) \
  g_test_add (path, LibraryFixture, NULL, library_fixture_set_up, func, library_fixture_tear_down)
  add ("/kept-tables/tasks", test_tasks);
  add ("/kept-tables/united", test_united);
  add ("/kept-tables/find-task", test_find_task);
  add ("/kept-tables/new-versions", test_new_versions);
  add ("/kept-tables/unknown-version", test_unknown_version);
  add ("/kept-tables/migrate", test_migrate);
  add ("/kept-tables/rows", test_rows);
#undef add

  return g_test_run ();
}
