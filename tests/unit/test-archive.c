/* test-archive.c: a library written out and taken in again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-format-error.h"
#include "formats/dp-library-lines.h"
#include "library/archive/dp-archive-reader.h"
#include "library/archive/dp-archive-store.h"
#include "mark-fixture.h"

#include <string.h>

#define FIRST "2501.00001"
#define SECOND "2501.00002"

typedef struct
{
  LibraryFixture here;
  LibraryFixture there;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  library_fixture_set_up (&fixture->here, NULL);
  library_fixture_open (&fixture->here);
  library_fixture_set_up (&fixture->there, NULL);
  library_fixture_open (&fixture->there);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  library_fixture_tear_down (&fixture->here, NULL);
  library_fixture_tear_down (&fixture->there, NULL);
}

static gboolean
add_line (const DpArchiveEntry *entry,
          gpointer              user_data,
          GError              **error)
{
  if (entry->kind != DP_ARCHIVE_LIBRARY)
    g_ptr_array_add (user_data, dp_library_lines_format (entry));

  return TRUE;
}

/* All lines but the first, which names the library. */
static GPtrArray *export(LibraryFixture *fixture)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (dp_archive_reader_run (fixture->library, add_line, lines, NULL, &error));
  g_assert_no_error (error);

  return lines;
}

static void
free_entry (gpointer data)
{
  dp_archive_entry_free (data);
}

static DpArchiveTally *
import (LibraryFixture *fixture,
        GPtrArray      *lines)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (DpArchiveTally) tally = dp_archive_tally_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const char     *line = g_ptr_array_index (lines, i);
      DpArchiveEntry *entry = dp_library_lines_parse (line, strlen (line), &error);

      g_assert_no_error (error);
      g_ptr_array_add (entries, entry);
    }

  dp_archive_store_async (fixture->library, entries, tally, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_true (dp_archive_store_finish (fixture->library, result, &error));
  g_assert_no_error (error);

  return g_steal_pointer (&tally);
}

static DpArchiveTally *
import_line (LibraryFixture *fixture,
             const char     *line)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  g_ptr_array_add (lines, (gpointer)line);

  return import (fixture, lines);
}

static void
assert_equal_lines (GPtrArray *a,
                    GPtrArray *b)
{
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    g_assert_cmpstr (g_ptr_array_index (a, i), ==, g_ptr_array_index (b, i));
  g_assert_cmpuint (a->len, ==, b->len);
}

static DpPaper *
new_full_paper (void)
{
  DpPaper *paper = library_fixture_new_paper (FIRST, 1000);

  paper->version = 2;
  paper->updated = 5000;
  paper->authors = g_strsplit ("Ada Löve|Bob", "|", -1);
  paper->abstract = g_strdup ("About \"reward\" models.");
  paper->comment = g_strdup ("12 pages");
  paper->journal_ref = g_strdup ("Journal 1");
  paper->doi = g_strdup ("10.1000/one");
  paper->primary_category = g_strdup ("cs.CL");
  paper->categories = g_strsplit ("cs.CL cs.LG", " ", -1);
  paper->organization = g_strdup ("An Institute");
  paper->thumbnail = g_strdup ("https://example.org/1.png");
  paper->upvotes = 12;
  paper->num_comments = 3;
  paper->stars = 0;
  dp_paper_add_day (paper, "2025-01-02", 4);
  dp_paper_add_summary (paper, "digest", "In short\nin two lines");
  dp_paper_add_link (paper, DP_LINK_MODEL, "https://huggingface.co/a/b");
  paper->tasks = g_strsplit ("Text Generation|Agents", "|", -1);
  paper->keywords = g_strsplit ("reward|model", "|", -1);

  return paper;
}

/* Three papers from three sources, two topics, every kind of mark, two taken back. */
static void
fill (LibraryFixture *fixture)
{
  g_autoptr (DpPaper) full = new_full_paper ();
  g_autoptr (DpPaper) plain = library_fixture_new_paper (SECOND, 2000);
  g_autoptr (DpPaper) day_only = library_fixture_new_paper ("url:https://example.org/report.pdf", 86400);
  g_autoptr (DpPaper) later = library_fixture_new_paper (FIRST, 1000);
  g_autoptr (DpArchiveTally) tally = NULL;
  gint64 topic = library_fixture_follow (fixture, "reward|phrase of words", "spam", "cs.*", NULL);

  later->title = (g_free (later->title), g_strdup ("A title from arXiv"));
  later->version = 3;
  later->tasks = g_strsplit ("Agents", "|", -1);
  day_only->published_is_day = TRUE;
  library_fixture_store_one (fixture, full, DP_AUTHORITY_HUGGING_FACE);
  library_fixture_store_one (fixture, plain, DP_AUTHORITY_ARXIV_OAI);
  library_fixture_store_one (fixture, day_only, DP_AUTHORITY_DIGEST);
  library_fixture_store_one (fixture, later, DP_AUTHORITY_ARXIV_API);

  library_fixture_execute (fixture, "INSERT INTO topic_paper (topic, paper, since, date, origins, edition)"
                                    "  VALUES (1, 2, 5, 2000, 1, 1), (1, 3, 5, 86400, 4, 0)");
  g_assert_cmpint (topic, ==, 1);
  library_fixture_follow (fixture, "other", NULL, NULL, NULL);
  library_fixture_execute (fixture, "UPDATE topic SET state = 0, changed_at = 77 WHERE id = 2");
  library_fixture_execute (fixture, "INSERT INTO paper_alias VALUES ('url:https://example.org/copy', 3)");

  tally = import_line (fixture, "{\"type\":\"collection\",\"name\":\"Later\",\"changed_at\":\"2025-01-01T00:00:00.000001Z\"}");
  g_clear_pointer (&tally, dp_archive_tally_unref);
  tally = import_line (fixture, "{\"type\":\"mark\",\"paper\":\"" FIRST "\",\"mark\":\"note\",\"text\":\"Mine\\n\\ttwice\","
                                "\"changed_at\":\"2025-01-01T00:00:00.000002Z\"}");
  g_clear_pointer (&tally, dp_archive_tally_unref);
  tally = import_line (fixture, "{\"type\":\"mark\",\"paper\":\"" FIRST "\",\"mark\":\"tag\",\"name\":\"Good\","
                                "\"removed\":true,\"changed_at\":\"2025-01-01T00:00:00.123456Z\"}");
  g_clear_pointer (&tally, dp_archive_tally_unref);
  tally = import_line (fixture, "{\"type\":\"mark\",\"paper\":\"" SECOND "\",\"mark\":\"collection\",\"name\":\"later\","
                                "\"changed_at\":\"2025-01-01T00:00:00.999999Z\"}");
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, 1, TRUE);
  library_fixture_mark (fixture, DP_MARK_READ, 1, TRUE);
  library_fixture_mark (fixture, DP_MARK_READ, 2, TRUE);
  library_fixture_mark (fixture, DP_MARK_READ, 2, FALSE);
}

static void
test_round_trip (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (DpArchiveTally) tally = NULL;
  g_autoptr (DpArchiveTally) second = NULL;

  fill (&fixture->here);
  lines = export(&fixture->here);
  g_assert_cmpuint (lines->len, ==, 2 + 1 + 3 + 6);

  tally = import (&fixture->there, lines);
  again = export(&fixture->there);
  assert_equal_lines (lines, again);
  g_assert_cmpuint (dp_archive_tally_get_n_new (tally), ==, 3);
  g_assert_cmpuint (dp_archive_tally_get_n_enriched (tally), ==, 0);

  second = import (&fixture->there, lines);
  g_assert_true (dp_archive_tally_is_unchanged (second));
  g_assert_cmpuint (dp_archive_tally_get_n_unchanged (second), ==, 3);
}

/* What was not said in the file, but is the same: authority, and where each paper is. */
static void
test_round_trip_keeps_authority (Fixture      *fixture,
                                 gconstpointer data)
{
  static const char *const queries[] = {
    "SELECT title_from * 1000 + authors_from FROM paper WHERE id = 1",
    "SELECT group_concat (origins * 100 + paper, '') FROM topic_paper WHERE topic = 1",
    "SELECT sum (source) FROM paper_task",
    "SELECT n_papers FROM topic WHERE id = 1",
  };
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (DpArchiveTally) tally = NULL;

  fill (&fixture->here);
  lines = export(&fixture->here);
  tally = import (&fixture->there, lines);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    g_assert_cmpint (library_fixture_get_int64 (&fixture->here, queries[i]), ==,
                     library_fixture_get_int64 (&fixture->there, queries[i]));
}

static gint64
get_bookmark (LibraryFixture *fixture,
              const char     *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT state FROM bookmark JOIN paper ON paper.id = paper WHERE uid = '%s'", id);

  return library_fixture_get_int64 (fixture, sql);
}

static void
exchange (Fixture *fixture)
{
  g_autoptr (GPtrArray) from_here = export(&fixture->here);
  g_autoptr (GPtrArray) from_there = NULL;

  dp_archive_tally_unref (import (&fixture->there, from_here));
  from_there = export(&fixture->there);
  dp_archive_tally_unref (import (&fixture->here, from_there));
}

/* Bookmarked here and there, taken back here or there: the later one holds on both. */
static void
test_two_machines_agree (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (DpPaper) first = library_fixture_new_paper (FIRST, 1000);
  g_autoptr (DpPaper) second = library_fixture_new_paper (SECOND, 2000);
  g_autoptr (GPtrArray) from_here = NULL;
  g_autoptr (GPtrArray) from_there = NULL;

  library_fixture_store_one (&fixture->here, first, DP_AUTHORITY_ARXIV_API);
  library_fixture_store_one (&fixture->here, second, DP_AUTHORITY_ARXIV_API);
  library_fixture_mark (&fixture->here, DP_MARK_BOOKMARK, 1, TRUE);
  library_fixture_mark (&fixture->here, DP_MARK_BOOKMARK, 2, TRUE);
  library_fixture_follow (&fixture->here, "alpha", NULL, NULL, NULL);
  library_fixture_follow (&fixture->here, "beta", NULL, NULL, NULL);
  exchange (fixture);
  g_assert_cmpint (get_bookmark (&fixture->there, FIRST), ==, 1);

  library_fixture_mark (&fixture->there, DP_MARK_BOOKMARK, library_fixture_find (&fixture->there, FIRST), FALSE);
  library_fixture_mark (&fixture->here, DP_MARK_BOOKMARK, 2, FALSE);
  library_fixture_execute (&fixture->there, "UPDATE topic SET state = 0, changed_at = changed_at + 1 WHERE name = 'beta'");
  exchange (fixture);
  g_assert_cmpint (get_bookmark (&fixture->here, FIRST), ==, 0);
  g_assert_cmpint (get_bookmark (&fixture->there, SECOND), ==, 0);
  g_assert_cmpint (library_fixture_get_int64 (&fixture->here, "SELECT count (*) FROM topic WHERE state = 1"), ==, 1);

  library_fixture_mark (&fixture->here, DP_MARK_BOOKMARK, 1, TRUE);
  exchange (fixture);
  g_assert_cmpint (get_bookmark (&fixture->here, FIRST), ==, 1);
  g_assert_cmpint (get_bookmark (&fixture->there, FIRST), ==, 1);

  from_here = export(&fixture->here);
  from_there = export(&fixture->there);
  assert_equal_lines (from_here, from_there);
}

/* The order that was made last holds on both. */
static void
test_order_of_collections (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GPtrArray) from_here = NULL;
  g_autoptr (GPtrArray) from_there = NULL;

  mark_fixture_find (&fixture->here, "A");
  mark_fixture_find (&fixture->here, "B");
  mark_fixture_find (&fixture->here, "C");
  exchange (fixture);
  mark_fixture_assert_collections (&fixture->there, "A 0/0;B 0/0;C 0/0;");

  mark_fixture_move (&fixture->here, "C", 0);
  exchange (fixture);
  mark_fixture_assert_collections (&fixture->there, "C 0/0;A 0/0;B 0/0;");

  mark_fixture_move (&fixture->there, "C", 1);
  exchange (fixture);
  mark_fixture_assert_collections (&fixture->here, "A 0/0;C 0/0;B 0/0;");

  from_here = export(&fixture->here);
  from_there = export(&fixture->there);
  assert_equal_lines (from_here, from_there);
}

/* The later change holds in both, and a search that cannot be is in none. */
static void
test_smart_collections (Fixture      *fixture,
                        gconstpointer data)
{
  const char *const lines[] = {
    "{\"type\":\"smart_collection\",\"name\":\"A\",\"search\":\"tag:new\",\"changed_at\":\"2025-01-02T00:00:00Z\"}",
    "{\"type\":\"smart_collection\",\"name\":\"a\",\"search\":\"tag:old\",\"changed_at\":\"2025-01-01T00:00:00Z\"}",
    "{\"type\":\"smart_collection\",\"name\":\"B\",\"search\":\"tag:b\",\"changed_at\":\"2025-01-01T00:00:00Z\"}",
    "{\"type\":\"smart_collection\",\"name\":\"B\",\"search\":\"tag:tie\",\"changed_at\":\"2025-01-01T00:00:00Z\"}",
    "{\"type\":\"smart_collection\",\"name\":\"C\",\"search\":\"tag:c\",\"changed_at\":\"2025-01-01T00:00:00Z\"}",
    "{\"type\":\"smart_collection\",\"name\":\"C\",\"removed\":true,\"changed_at\":\"2025-01-02T00:00:00Z\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      dp_archive_tally_unref (import_line (&fixture->here, lines[i]));
      dp_archive_tally_unref (import_line (&fixture->there, lines[G_N_ELEMENTS (lines) - 1 - i]));
    }
  mark_fixture_assert_smart (&fixture->here, "A=tag:new;B=tag:tie;");
  exchange (fixture);
  mark_fixture_assert_smart (&fixture->here, "A=tag:new;B=tag:tie;");
  mark_fixture_assert_smart (&fixture->there, "B=tag:tie;A=tag:new;");

  dp_archive_tally_unref (import_line (&fixture->here, "{\"type\":\"smart_collection\",\"name\":\"D\"}"));
  dp_archive_tally_unref (import_line (&fixture->here, "{\"type\":\"smart_collection\",\"name\":\"D\","
                                                       "\"search\":\"after:never\"}"));
  mark_fixture_assert_smart (&fixture->here, "A=tag:new;B=tag:tie;");
}

/* A name from a file that could not be given here gives nothing. */
static void
test_names_that_cannot_be (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (101, 'x');
  g_autofree char *mark = g_strdup_printf ("{\"type\":\"mark\",\"paper\":\"" FIRST "\",\"mark\":\"tag\",\"name\":\"%s\"}",
                                           long_name);
  g_autofree char *collection = g_strdup_printf ("{\"type\":\"collection\",\"name\":\"%s\"}", long_name);
  g_autoptr (DpPaper) first = library_fixture_new_paper (FIRST, 1000);

  library_fixture_store_one (&fixture->here, first, DP_AUTHORITY_ARXIV_API);
  dp_archive_tally_unref (import_line (&fixture->here, mark));
  dp_archive_tally_unref (import_line (&fixture->here, collection));
  mark_fixture_assert_tags (&fixture->here, "");
  mark_fixture_assert_collections (&fixture->here, "");

  dp_archive_tally_unref (import_line (&fixture->here, "{\"type\":\"mark\",\"paper\":\"" FIRST "\",\"mark\":\"tag\","
                                                       "\"name\":\" two  words \"}"));
  mark_fixture_assert_tags (&fixture->here, "two words 1/1;");
}

/* A mark without a date is older than any with one, also than one that was taken back. */
static void
test_undated_marks (Fixture      *fixture,
                    gconstpointer data)
{
  const char *line = "{\"id\":\"" FIRST "\",\"title\":\"T\",\"bookmarked\":true,\"read\":true,\"tags\":[\"x\"],"
                     "\"topics\":[\"From a file\"],\"tasks\":[\"Agents\"]}";

  dp_archive_tally_unref (import_line (&fixture->here, line));
  g_assert_cmpint (get_bookmark (&fixture->here, FIRST), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (&fixture->here, "SELECT count (*) FROM topic_paper WHERE origins = 4"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (&fixture->here, "SELECT followed FROM topic"), ==, 0);

  library_fixture_mark (&fixture->here, DP_MARK_BOOKMARK, 1, FALSE);
  dp_archive_tally_unref (import_line (&fixture->here, line));
  g_assert_cmpint (get_bookmark (&fixture->here, FIRST), ==, 0);
}

/* A topic that nobody follows has what it was given; followed, it has what matches. */
static void
test_imported_topic_matches_when_followed (Fixture      *fixture,
                                           gconstpointer data)
{
  g_autoptr (DpPaper) other = library_fixture_new_paper (SECOND, 2000);
  g_autoptr (DpTopicInfo) info = NULL;
  g_autoptr (DpTopic) topic = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  dp_archive_tally_unref (import_line (&fixture->here, "{\"id\":\"" FIRST "\",\"title\":\"T\",\"topics\":[\"title\"]}"));
  library_fixture_store_one (&fixture->here, other, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpint (library_fixture_get_int64 (&fixture->here, "SELECT n_papers FROM topic"), ==, 1);

  info = dp_topic_query_find (fixture->here.library, "TITLE", &error);
  g_assert_no_error (error);
  topic = dp_topic_copy (info->topic);
  topic->followed = TRUE;
  dp_topic_store_update_async (fixture->here.library, topic, NULL, test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_true (dp_topic_store_update_finish (fixture->here.library, result, &error));
  g_assert_cmpint (library_fixture_get_int64 (&fixture->here, "SELECT n_papers FROM topic"), ==, 2);
}

static void
test_stray_mark (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (DpArchiveTally) tally = NULL;

  tally = import_line (&fixture->here, "{\"type\":\"mark\",\"paper\":\"" FIRST "\",\"mark\":\"read\"}");
  g_assert_cmpuint (dp_archive_tally_get_n_lost (tally), ==, 1);
  g_assert_true (dp_archive_tally_is_unchanged (tally));
}

typedef struct
{
  const char *line;
  int         code;
} BadLine;

static void
test_bad_lines (void)
{
  static const BadLine bad_lines[] = {
    { "", DP_FORMAT_ERROR_SYNTAX },
    { "{", DP_FORMAT_ERROR_TRUNCATED },
    { "{\"type\":\"paper\",\"id\":\"2501.00001\",\"title\":\"cut of", DP_FORMAT_ERROR_TRUNCATED },
    { "[]", DP_FORMAT_ERROR_NOT_A_FEED },
    { "12", DP_FORMAT_ERROR_NOT_A_FEED },
    { "null", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":\"planet\"}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":7}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":\"paper\",\"id\":\"2501.00001\"}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":\"paper\",\"id\":[],\"title\":\"T\"}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":\"mark\",\"paper\":\"2501.00001\",\"mark\":\"star\"}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":\"mark\",\"paper\":\"2501.00001\",\"mark\":\"tag\"}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":\"mark\",\"mark\":\"read\"}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":\"collection\"}", DP_FORMAT_ERROR_NOT_A_FEED },
    { "{\"type\":\"library\",\"format\":2}", DP_FORMAT_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad_lines); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (dp_library_lines_parse (bad_lines[i].line, strlen (bad_lines[i].line), &error));
      g_assert_error (error, DP_FORMAT_ERROR, bad_lines[i].code);
    }
}

/* Values of the wrong type, of no sense and out of range are as good as absent. */
static void
test_odd_values (void)
{
  const char *line = "{\"id\":\"arXiv:2501.00001v4\",\"title\":\" A\\n title \\u0007\",\"authors\":[1,\"\",\"Ada\",null],"
                     "\"version\":\"x\",\"upvotes\":-4,\"stars\":1e99,\"days\":[{\"date\":\"2025-02-30\"},\"2025-01-02\"],"
                     "\"links\":[{\"kind\":\"worm\",\"url\":\"https://example.org/\"},{\"kind\":\"pdf\",\"url\":\"javascript:x\"},7],"
                     "\"published\":\"yesterday\",\"note\":\"a\\u0001b\\nc\",\"said\":{\"nobody\":{\"tasks\":[\"x\"]}}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (DpArchiveEntry) entry = dp_library_lines_parse (line, strlen (line), &error);
  const DpArchiveMark *note = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (entry->paper->id, ==, FIRST);
  g_assert_cmpuint (entry->paper->version, ==, 4);
  g_assert_cmpstr (entry->paper->title, ==, "A title");
  g_assert_cmpuint (g_strv_length (entry->paper->authors), ==, 1);
  g_assert_cmpint (entry->paper->upvotes, ==, DP_COUNT_UNKNOWN);
  g_assert_cmpint (entry->paper->stars, ==, DP_COUNT_UNKNOWN);
  g_assert_cmpuint (entry->paper->days->len, ==, 1);
  g_assert_cmpuint (entry->paper->links->len, ==, 1);
  g_assert_cmpint (entry->paper->published, ==, DP_TIME_UNKNOWN);
  note = g_ptr_array_index (entry->marks, 0);
  g_assert_cmpstr (note->text, ==, "ab\nc");
}

#define ADD(path, func) g_test_add ("/archive/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("round-trip-keeps-authority", test_round_trip_keeps_authority);
  ADD ("two-machines-agree", test_two_machines_agree);
  ADD ("order-of-collections", test_order_of_collections);
  ADD ("smart-collections", test_smart_collections);
  ADD ("names-that-cannot-be", test_names_that_cannot_be);
  ADD ("undated-marks", test_undated_marks);
  ADD ("imported-topic-matches-when-followed", test_imported_topic_matches_when_followed);
  ADD ("stray-mark", test_stray_mark);
  g_test_add_func ("/archive/bad-lines", test_bad_lines);
  g_test_add_func ("/archive/odd-values", test_odd_values);

  return g_test_run ();
}
