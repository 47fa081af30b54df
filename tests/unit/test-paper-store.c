/* test-paper-store.c: what a library makes of what sources say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-hugging-face-parser.h"
#include "library-fixture.h"

#define ID "2501.12948"
#define DOI_ID "doi:10.1000/journal.1"

/* Each sight of one paper, and the title that holds afterwards. */
typedef struct
{
  guint       version;
  DpAuthority authority;
  const char *title;
  const char *expected;
} Sight;

static void
test_authority (LibraryFixture *fixture,
                gconstpointer   data)
{
  static const Sight sights[] = {
    { 0, DP_AUTHORITY_DIGEST, "From a digest", "From a digest" },
    { 0, DP_AUTHORITY_HUGGING_FACE, "From Hugging Face", "From Hugging Face" },
    { 0, DP_AUTHORITY_DIGEST, "From another digest", "From Hugging Face" },
    { 1, DP_AUTHORITY_ARXIV_OAI, "From OAI", "From OAI" },
    { 1, DP_AUTHORITY_ARXIV_API, "From the API", "From the API" },
    { 1, DP_AUTHORITY_ARXIV_FEED, "From a feed", "From the API" },
    { 1, DP_AUTHORITY_ARXIV_API, "From the API, later", "From the API, later" },
    { 2, DP_AUTHORITY_ARXIV_FEED, "Second version", "Second version" },
    { 1, DP_AUTHORITY_ARXIV_API, "First version again", "Second version" },
    { 3, DP_AUTHORITY_ARXIV_API, NULL, "Second version" },
    { 3, DP_AUTHORITY_ARXIV_API, "", "Second version" },
    { 3, DP_AUTHORITY_DIGEST, "Third version", "Third version" },
  };

  library_fixture_open (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (sights); i++)
    {
      g_autoptr (DpPaper) paper = library_fixture_new_paper (ID, 1000);
      g_autoptr (DpPaper) loaded = NULL;
      DpStoreResult result = { 0 };

      g_free (paper->title);
      paper->title = g_strdup (sights[i].title);
      paper->version = sights[i].version;
      result = library_fixture_store_one (fixture, paper, sights[i].authority);
      g_assert_cmpuint (result.n_papers, ==, 1);
      g_assert_cmpuint (result.n_new, ==, i == 0);

      loaded = library_fixture_load (fixture, ID);
      g_assert_cmpstr (loaded->title, ==, sights[i].expected);
    }

  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 1);
}

/* A lower authority that says the same does not become the source. */
static void
test_equal_value_keeps_source (LibraryFixture *fixture,
                               gconstpointer   data)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (ID, 1000);
  g_autoptr (DpPaper) other = library_fixture_new_paper (ID, 1000);
  g_autoptr (DpPaper) loaded = NULL;

  library_fixture_open (fixture);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_HUGGING_FACE);
  g_assert_cmpuint (library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API).n_changed, ==, 0);

  g_free (other->title);
  other->title = g_strdup ("Something else");
  library_fixture_store_one (fixture, other, DP_AUTHORITY_HUGGING_FACE);
  loaded = library_fixture_load (fixture, ID);
  g_assert_cmpstr (loaded->title, ==, paper->title);
}

static DpPaper *
new_full_paper (void)
{
  DpPaper *paper = library_fixture_new_paper (ID, 1000);

  paper->version = 2;
  paper->updated = 5000;
  paper->authors = g_strsplit ("Ada Löve|Bob", "|", -1);
  paper->abstract = g_strdup ("About reward models.");
  paper->comment = g_strdup ("12 pages");
  paper->journal_ref = g_strdup ("J. 1");
  paper->doi = g_strdup ("10.1000/Journal.1");
  paper->primary_category = g_strdup ("cs.CL");
  paper->categories = g_strsplit ("cs.CL cs.LG", " ", -1);
  paper->tasks = g_strsplit ("Reinforcement Learning|Chatbots", "|", -1);
  paper->keywords = g_strsplit ("rl|llm", "|", -1);
  paper->organization = g_strdup ("Lab");
  paper->thumbnail = g_strdup ("https://example.org/t.png");
  paper->upvotes = 12;
  paper->num_comments = 3;
  paper->stars = 0;
  dp_paper_add_version (paper, 1, 1000);
  dp_paper_add_version (paper, 2, 5000);
  dp_paper_add_link (paper, DP_LINK_ABS, "http://arxiv.org/abs/2501.12948v2");
  dp_paper_add_link (paper, DP_LINK_GITHUB, "https://github.com/a/b");
  dp_paper_add_summary (paper, "digest", "A digest's words.");
  dp_paper_add_summary (paper, "hugging-face", "The service's words.");
  dp_paper_add_day (paper, "2025-01-22", 3);
  dp_paper_add_day (paper, "2025-01-23", 0);

  return paper;
}

static void
test_everything_comes_back (LibraryFixture *fixture,
                            gconstpointer   data)
{
  g_autoptr (DpPaper) paper = new_full_paper ();
  g_autoptr (DpPaper) loaded = NULL;
  const char *const authors[] = { "Ada Löve", "Bob", NULL };
  const char *const categories[] = { "cs.CL", "cs.LG", NULL };
  const char *const tasks[] = { "Reinforcement Learning", "Chatbots", NULL };
  DpLink           *link = NULL;
  DpSummary        *summary = NULL;
  DpDayRank        *day = NULL;

  library_fixture_open (fixture);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
  loaded = library_fixture_load (fixture, ID);

  g_assert_cmpstr (loaded->id, ==, ID);
  g_assert_cmpuint (loaded->version, ==, 2);
  g_assert_cmpstrv (loaded->authors, authors);
  g_assert_cmpstrv (loaded->categories, categories);
  g_assert_cmpstrv (loaded->tasks, tasks);
  g_assert_cmpuint (g_strv_length (loaded->keywords), ==, 2);
  g_assert_cmpstr (loaded->primary_category, ==, "cs.CL");
  g_assert_cmpstr (loaded->abstract, ==, paper->abstract);
  g_assert_cmpstr (loaded->comment, ==, paper->comment);
  g_assert_cmpstr (loaded->journal_ref, ==, paper->journal_ref);
  g_assert_cmpstr (loaded->doi, ==, paper->doi);
  g_assert_cmpstr (loaded->organization, ==, "Lab");
  g_assert_cmpstr (loaded->thumbnail, ==, paper->thumbnail);
  g_assert_cmpint (loaded->published, ==, 1000);
  g_assert_cmpint (loaded->updated, ==, 5000);
  g_assert_cmpint (loaded->upvotes, ==, 12);
  g_assert_cmpint (loaded->num_comments, ==, 3);
  g_assert_cmpint (loaded->stars, ==, 0);
  g_assert_cmpuint (loaded->versions->len, ==, 2);
  g_assert_null (loaded->tags);
  g_assert_null (loaded->note);

  /* The addresses of the paper itself follow from its id, whatever the version: not stored. */
  g_assert_cmpuint (loaded->links->len, ==, 1);
  link = g_ptr_array_index (loaded->links, 0);
  g_assert_cmpstr (link->url, ==, "https://github.com/a/b");

  summary = g_ptr_array_index (loaded->summaries, 0);
  g_assert_cmpstr (summary->source, ==, "hugging-face");
  day = g_ptr_array_index (loaded->days, 1);
  g_assert_cmpstr (day->day, ==, "2025-01-22");
  g_assert_cmpint (day->rank, ==, 3);
}

/* A second import writes nothing that anybody could notice. */
static void
test_same_again_changes_nothing (LibraryFixture *fixture,
                                 gconstpointer   data)
{
  g_autoptr (DpPaper) paper = new_full_paper ();
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 250);
  DpStoreResult result = { 0 };
  gint64        topic = 0;
  gint64        seq = 0;

  library_fixture_open (fixture);
  topic = library_fixture_follow (fixture, "title", NULL, NULL, NULL);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
  result = library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, topic);
  g_assert_cmpuint (result.n_papers, ==, 250);
  g_assert_cmpuint (result.n_new, ==, 250);
  g_assert_cmpuint (result.n_new_in_topic, ==, 250);

  seq = library_fixture_get_int64 (fixture, "SELECT max (seq) FROM change");
  g_assert_cmpuint (library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API).n_changed, ==, 0);
  result = library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, topic);
  g_assert_cmpuint (result.n_papers, ==, 250);
  g_assert_cmpuint (result.n_new + result.n_changed + result.n_new_in_topic, ==, 0);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT max (seq) FROM change"), ==, seq);
}

/* A list of one paper, as Hugging Face gives it. */
static DpStoreResult
store_list (LibraryFixture *fixture,
            const char     *day,
            const char     *inner,
            const char     *outer)
{
  g_autofree char *text =
    g_strdup_printf ("[{\"paper\": {\"id\": \"" ID "\", \"title\": \"Listed\", %s}, %s}]", inner, outer);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = dp_hugging_face_parse_day (text, strlen (text), day, 0, NULL, &error);

  g_assert_no_error (error);

  return library_fixture_store (fixture, papers, DP_AUTHORITY_HUGGING_FACE, 0);
}

#define FIRST_INNER                                                                                    \
  "\"authors\": [{\"name\": \"Ada\", \"hidden\": false}, {\"name\": \"Bob\", \"hidden\": false}],"     \
  "\"summary\": \"Listed abstract.\", \"publishedAt\": \"2025-01-20T00:00:00.000Z\", \"upvotes\": 40," \
  "\"ai_summary\": \"First words.\", \"ai_keywords\": [\"rocks\", \"stones\"],"                        \
  "\"githubRepo\": \"a/b\", \"githubStars\": 5, \"projectPage\": \"https://rocks.example\","           \
  "\"organization\": {\"fullname\": \"Institute\"}"
#define FIRST_OUTER "\"numComments\": 2, \"thumbnail\": \"https://cdn.example/1.png\""

/* Fewer votes than before, other words, an author who is hidden now; nothing of the rest. */
#define SECOND_INNER                                                                              \
  "\"authors\": [{\"name\": \"Ada\", \"hidden\": false}, {\"name\": \"Bob\", \"hidden\": true}]," \
  "\"upvotes\": 39, \"ai_summary\": \"Second words.\", \"ai_keywords\": [\"stones\", \"pebbles\"]"
#define SECOND_OUTER "\"numComments\": 0"

static char *
describe (LibraryFixture *fixture)
{
  g_autoptr (DpPaper) paper = library_fixture_load (fixture, ID);
  g_autofree char *authors = g_strjoinv (" ", paper->authors);
  g_autofree char *keywords = g_strjoinv (" ", paper->keywords);

  return g_strdup_printf ("%s/%s/%s/%s/%s/%d/%d/%d/%s/%s/%u links", paper->title, authors, paper->abstract,
                          dp_paper_get_summary (paper), keywords, paper->upvotes, paper->num_comments,
                          paper->stars, paper->organization, paper->thumbnail, paper->links->len);
}

#define AFTER_SECOND                                                           \
  "Listed/Ada/Listed abstract./Second words./stones pebbles/39/0/5/Institute/" \
  "https://cdn.example/1.png/3 links"

/* What Hugging Face says later replaces what it said before, whether it is more or less;
 * what it leaves out stays; said again it changes nothing. */
static void
test_hugging_face_again (LibraryFixture *fixture,
                         gconstpointer   data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  gint64           seq = 0;

  library_fixture_open (fixture);
  g_assert_cmpuint (store_list (fixture, "2025-01-22", FIRST_INNER, FIRST_OUTER).n_new, ==, 1);
  first = describe (fixture);
  g_assert_cmpstr (first, ==, "Listed/Ada Bob/Listed abstract./First words./rocks stones/40/2/5/Institute/"
                              "https://cdn.example/1.png/3 links");

  seq = library_fixture_get_int64 (fixture, "SELECT max (seq) FROM change");
  g_assert_cmpuint (store_list (fixture, "2025-01-22", FIRST_INNER, FIRST_OUTER).n_changed, ==, 0);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT max (seq) FROM change"), ==, seq);

  g_assert_cmpuint (store_list (fixture, "2025-01-22", SECOND_INNER, SECOND_OUTER).n_changed, ==, 1);
  second = describe (fixture);
  g_assert_cmpstr (second, ==, AFTER_SECOND);

  g_assert_cmpuint (store_list (fixture, "2025-01-22", SECOND_INNER, SECOND_OUTER).n_changed, ==, 0);
  third = describe (fixture);
  g_assert_cmpstr (third, ==, second);
}

/* The same paper on the lists of two days: the later list holds, in whatever order they
 * come, and neither changes anything when it comes again. */
static void
test_later_list_holds (LibraryFixture *fixture,
                       gconstpointer   data)
{
  gboolean         later_first = GPOINTER_TO_INT (data);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  library_fixture_open (fixture);
  if (later_first)
    store_list (fixture, "2025-01-29", SECOND_INNER, SECOND_OUTER);
  store_list (fixture, "2025-01-22", FIRST_INNER, FIRST_OUTER);
  if (!later_first)
    store_list (fixture, "2025-01-29", SECOND_INNER, SECOND_OUTER);

  after = describe (fixture);
  g_assert_cmpstr (after, ==, AFTER_SECOND);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper_day"), ==, 2);

  g_assert_cmpuint (store_list (fixture, "2025-01-22", FIRST_INNER, FIRST_OUTER).n_changed, ==, 0);
  g_assert_cmpuint (store_list (fixture, "2025-01-29", SECOND_INNER, SECOND_OUTER).n_changed, ==, 0);
  again = describe (fixture);
  g_assert_cmpstr (again, ==, after);
}

/* arXiv knows best what a paper is, and nothing of what Hugging Face adds. */
static void
test_hugging_face_joins_arxiv (LibraryFixture *fixture,
                               gconstpointer   data)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (ID, 1000);
  g_autofree char *text = NULL;
  gboolean         arxiv_first = GPOINTER_TO_INT (data);

  library_fixture_open (fixture);
  if (arxiv_first)
    library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
  store_list (fixture, "2025-01-22", FIRST_INNER, FIRST_OUTER);
  if (!arxiv_first)
    library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);

  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT published FROM paper"), ==, 1000);
  text = describe (fixture);
  g_assert_true (g_str_has_prefix (text, "Title of " ID "/"));
  g_assert_true (g_str_has_suffix (text, "/First words./rocks stones/40/2/5/Institute/https://cdn.example/1.png/3 links"));
}

static void
test_dates (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (DpPaper) digest = library_fixture_new_paper (ID, 86400);
  g_autoptr (DpPaper) hugging_face = library_fixture_new_paper (ID, 90000);
  g_autoptr (DpPaper) later = library_fixture_new_paper (ID, 2 * 86400);
  g_autoptr (DpPaper) loaded = NULL;

  library_fixture_open (fixture);

  digest->published_is_day = TRUE;
  digest->version = 9;
  library_fixture_store_one (fixture, digest, DP_AUTHORITY_ARXIV_API);
  loaded = library_fixture_load (fixture, ID);
  g_assert_true (loaded->published_is_day);
  g_clear_pointer (&loaded, dp_paper_unref);

  /* A moment replaces a day, whoever knows it. */
  library_fixture_store_one (fixture, hugging_face, DP_AUTHORITY_HUGGING_FACE);
  loaded = library_fixture_load (fixture, ID);
  g_assert_false (loaded->published_is_day);
  g_assert_cmpint (loaded->published, ==, 90000);
  g_clear_pointer (&loaded, dp_paper_unref);

  /* And no day replaces a moment. */
  later->published_is_day = TRUE;
  later->version = 10;
  library_fixture_store_one (fixture, later, DP_AUTHORITY_ARXIV_API);
  loaded = library_fixture_load (fixture, ID);
  g_assert_cmpint (loaded->published, ==, 90000);
}

static void
test_versions (LibraryFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (DpPaper) loaded = NULL;

  library_fixture_open (fixture);
  for (guint i = 2; i <= 4; i++)
    {
      g_autoptr (DpPaper) paper = library_fixture_new_paper (ID, 1000);

      paper->version = i;
      paper->updated = 1000 * i;
      library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);
    }

  loaded = library_fixture_load (fixture, ID);
  g_assert_cmpuint (loaded->version, ==, 4);
  g_assert_cmpuint (loaded->versions->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      DpVersion *version = g_ptr_array_index (loaded->versions, i);

      g_assert_cmpuint (version->number, ==, i + 1);
      g_assert_cmpint (version->date, ==, 1000 * (i + 1));
    }
}

/* A work seen on arXiv and in a journal's list, until somebody says that they are one. */
static void
test_unite (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (DpPaper) journal = library_fixture_new_paper (DOI_ID, 500);
  g_autoptr (DpPaper) arxiv = library_fixture_new_paper (ID, 1000);
  g_autoptr (DpPaper) both = new_full_paper ();
  g_autoptr (DpPaper) loaded = NULL;
  gint64  topic = 0;
  guint32 older = 0;
  guint32 younger = 0;

  library_fixture_open (fixture);
  topic = library_fixture_follow (fixture, "title", NULL, NULL, NULL);
  library_fixture_store_one (fixture, journal, DP_AUTHORITY_DIGEST);
  library_fixture_store_one (fixture, arxiv, DP_AUTHORITY_ARXIV_OAI);
  older = library_fixture_find (fixture, DOI_ID);
  younger = library_fixture_find (fixture, ID);
  g_assert_cmpuint (older, <, younger);

  library_fixture_mark (fixture, DP_MARK_READ, older, TRUE);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, younger, TRUE);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, older, TRUE);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, older, FALSE);
  {
    g_autofree char *sql =
      g_strdup_printf ("INSERT INTO note VALUES (%u, 'mine', 1, 1), (%u, 'also mine', 1, 2);"
                       "INSERT INTO tag (id, name, name_key) VALUES (1, 'T', 't');"
                       "INSERT INTO paper_tag VALUES (%u, 1, 1, 5);"
                       "INSERT INTO paper_file VALUES (%u, 'file:///a.pdf', 1)",
                       older, younger, younger, younger);

    library_fixture_execute (fixture, sql);
  }

  library_fixture_store_one (fixture, both, DP_AUTHORITY_ARXIV_API);

  g_assert_cmpuint (library_fixture_find (fixture, ID), ==, older);
  g_assert_cmpuint (library_fixture_find (fixture, DOI_ID), ==, older);
  loaded = library_fixture_load (fixture, ID);
  g_assert_cmpstr (loaded->id, ==, ID);
  g_assert_true (loaded->bookmarked);
  g_assert_true (loaded->read);
  g_assert_cmpstr (loaded->note, ==, "mine\n\nalso mine");
  g_assert_cmpstr (loaded->tags[0], ==, "T");
  g_assert_cmpuint (g_strv_length (loaded->topics), ==, 1);

  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT sum (n_papers - n_read) FROM tally"), ==, 0);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM search ('mine')"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT paper FROM paper_file"), ==, older);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT n_papers FROM topic"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT n_unread FROM topic"), ==, 0);
  g_assert_cmpint (topic, ==, 1);

  /* The rowid of the other is not used again. */
  {
    g_autoptr (DpPaper) next = library_fixture_new_paper ("2501.00001", 1);

    library_fixture_store_one (fixture, next, DP_AUTHORITY_ARXIV_API);
    g_assert_cmpuint (library_fixture_find (fixture, "2501.00001"), >, younger);
  }
}

/* Authors give the DOI of the whole volume to each of their papers. */
static void
test_one_doi_for_two_works (LibraryFixture *fixture,
                            gconstpointer   data)
{
  g_autoptr (DpPaper) one = library_fixture_new_paper ("2501.00001", 1);
  g_autoptr (DpPaper) two = library_fixture_new_paper ("2501.00002", 2);

  one->doi = g_strdup ("10.1000/volume");
  two->doi = g_strdup ("10.1000/volume");
  library_fixture_open (fixture);
  library_fixture_store_one (fixture, one, DP_AUTHORITY_ARXIV_API);
  library_fixture_store_one (fixture, two, DP_AUTHORITY_ARXIV_API);
  library_fixture_store_one (fixture, one, DP_AUTHORITY_ARXIV_API);

  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, 2);
}

static void
test_marks (LibraryFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (DpPaper) paper = library_fixture_new_paper (ID, 1);
  g_autoptr (DpPaper) changed = new_full_paper ();
  guint32 rowid = 0;

  library_fixture_open (fixture);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_DIGEST);
  rowid = library_fixture_find (fixture, ID);

  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_BOOKMARK, rowid, FALSE), ==, 0);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM bookmark"), ==, 0);
  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_BOOKMARK, rowid, TRUE), ==, 1);
  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_BOOKMARK, rowid, TRUE), ==, 0);
  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_BOOKMARK, rowid + 1, TRUE), ==, 0);

  library_fixture_store_one (fixture, changed, DP_AUTHORITY_ARXIV_API);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT state FROM bookmark"), ==, 1);

  /* What was taken back stays as a tombstone, with its moment. */
  g_assert_cmpuint (library_fixture_mark (fixture, DP_MARK_BOOKMARK, rowid, FALSE), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM bookmark WHERE state = 0"), ==, 1);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT changed_at FROM bookmark"), >,
                   G_GINT64_CONSTANT (1600000000000000));
}

static void
test_counts (LibraryFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 300);
  g_autoptr (GPtrArray) more = library_fixture_new_papers (300, 50);
  g_autoptr (GError) error = NULL;
  DpLibraryCounts counts = { 0 };

  library_fixture_open (fixture);
  g_assert_true (dp_topic_query_count (fixture->library, 0, &counts, &error));
  g_assert_cmpuint (counts.n_papers + counts.n_unread + counts.n_new + counts.n_bookmarks, ==, 0);

  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
  library_fixture_execute (fixture, "UPDATE paper SET first_stored = 1000");
  library_fixture_store (fixture, more, DP_AUTHORITY_ARXIV_API, 0);
  library_fixture_mark (fixture, DP_MARK_READ, 1, TRUE);
  library_fixture_mark (fixture, DP_MARK_READ, 310, TRUE);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, 310, TRUE);
  library_fixture_mark (fixture, DP_MARK_BOOKMARK, 311, TRUE);

  g_assert_true (dp_topic_query_count (fixture->library, 1001, &counts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counts.n_papers, ==, 350);
  g_assert_cmpuint (counts.n_unread, ==, 348);
  g_assert_cmpuint (counts.n_new, ==, 49);
  g_assert_cmpuint (counts.n_bookmarks, ==, 2);
  g_assert_cmpuint (counts.n_unread_bookmarks, ==, 1);

  g_assert_true (dp_topic_query_count (fixture->library, G_MAXINT64, &counts, &error));
  g_assert_cmpuint (counts.n_new, ==, 0);
}

static void
test_rows (LibraryFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (DpPaper) paper = new_full_paper ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint32  rowids[] = { 7, 1 };
  DpPaper *row = NULL;

  library_fixture_open (fixture);
  library_fixture_follow (fixture, "reward model", NULL, NULL, NULL);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);

  rows = dp_paper_query_load_rows (fixture->library, rowids, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_null (g_ptr_array_index (rows, 0));
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->title, ==, paper->title);
  g_assert_null (row->abstract);
  g_assert_cmpstr (row->topics[0], ==, "reward model");

  g_assert_null (dp_paper_query_load (fixture->library, 7, &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (dp_paper_query_find (fixture->library, "2501.99999", &error), ==, 0);
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND);
}

static void
marked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) changed = dp_mark_store_set_finish (DP_LIBRARY (object), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (changed->len, ==, 1);
  *(gboolean *)user_data = TRUE;
}

/* A mark that is set in the middle of a long write does not wait for its end. */
static void
test_mark_goes_between (LibraryFixture *fixture,
                        gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 1000);
  g_autoptr (DpPaper) paper = library_fixture_new_paper (ID, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean marked = FALSE;
  guint32  rowid = 1;

  library_fixture_open (fixture);
  dp_library_watch (fixture->library);
  library_fixture_store_one (fixture, paper, DP_AUTHORITY_ARXIV_API);

  dp_paper_store_merge_async (fixture->library, papers, DP_AUTHORITY_ARXIV_API, 0, DP_TOPIC_EDITION_NOW,
                              DP_TOPIC_ORIGIN_SERVER, NULL, test_result_cb, &result);
  dp_mark_store_set_async (fixture->library, DP_MARK_BOOKMARK, &rowid, 1, TRUE, NULL, marked_cb, &marked);
  test_wait_until (marked);
  g_assert_null (result);

  test_wait_until (result != NULL);
  g_assert_true (dp_paper_store_merge_finish (fixture->library, result, NULL, &error));
  g_assert_no_error (error);
}

static void
test_cancel_keeps_what_is_done (LibraryFixture *fixture,
                                gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DpStoreResult stored = { 0 };

  library_fixture_open (fixture);
  dp_library_watch (fixture->library);
  dp_paper_store_merge_async (fixture->library, papers, DP_AUTHORITY_ARXIV_API, 0, DP_TOPIC_EDITION_NOW,
                              DP_TOPIC_ORIGIN_SERVER, cancellable, test_result_cb, &result);
  test_wait_until (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper") >= 200);
  g_cancellable_cancel (cancellable);
  test_wait_until (result != NULL);
  g_assert_false (dp_paper_store_merge_finish (fixture->library, result, &stored, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (stored.n_new, <, 1000);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM paper"), ==, stored.n_new);
}

/* To mark a list of everything locks nobody out for long. */
static void
test_many_marks (LibraryFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (GPtrArray) papers = library_fixture_new_papers (0, 3000);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint32 rowids[3000];

  for (guint i = 0; i < G_N_ELEMENTS (rowids); i++)
    rowids[i] = i + 1;

  library_fixture_open (fixture);
  library_fixture_store (fixture, papers, DP_AUTHORITY_ARXIV_API, 0);
  library_fixture_execute (fixture, "CREATE TRIGGER stop BEFORE INSERT ON read_mark WHEN new.paper = 2500 BEGIN"
                                    "  SELECT RAISE (ABORT, 'enough');"
                                    "END");
  dp_mark_store_set_async (fixture->library, DP_MARK_READ, rowids, G_N_ELEMENTS (rowids), TRUE, NULL,
                           test_result_cb, &result);
  test_wait_until (result != NULL);
  g_assert_null (dp_mark_store_set_finish (fixture->library, result, &error));
  g_assert_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_FAILED);
  g_assert_cmpint (library_fixture_get_int64 (fixture, "SELECT count (*) FROM read_mark"), ==, 2000);

  library_fixture_execute (fixture, "DROP TRIGGER stop");
  g_clear_object (&result);
  g_clear_error (&error);
  dp_mark_store_set_async (fixture->library, DP_MARK_READ, rowids, G_N_ELEMENTS (rowids), TRUE, NULL,
                           test_result_cb, &result);
  test_wait_until (result != NULL);
  {
    g_autoptr (GArray) changed = dp_mark_store_set_finish (fixture->library, result, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (changed->len, ==, 1000);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define add_with(path, value, func) \
  g_test_add (path, LibraryFixture, GINT_TO_POINTER (value), library_fixture_set_up, func, library_fixture_tear_down)
#define add(path, func) add_with (path, 0, func)
  add ("/paper-store/authority", test_authority);
  add ("/paper-store/equal-value-keeps-source", test_equal_value_keeps_source);
  add ("/paper-store/everything-comes-back", test_everything_comes_back);
  add ("/paper-store/same-again-changes-nothing", test_same_again_changes_nothing);
  add ("/paper-store/hugging-face-again", test_hugging_face_again);
  add_with ("/paper-store/later-list-holds/in-order", FALSE, test_later_list_holds);
  add_with ("/paper-store/later-list-holds/later-first", TRUE, test_later_list_holds);
  add_with ("/paper-store/hugging-face-joins-arxiv/arxiv-first", TRUE, test_hugging_face_joins_arxiv);
  add_with ("/paper-store/hugging-face-joins-arxiv/list-first", FALSE, test_hugging_face_joins_arxiv);
  add ("/paper-store/dates", test_dates);
  add ("/paper-store/versions", test_versions);
  add ("/paper-store/unite", test_unite);
  add ("/paper-store/one-doi-for-two-works", test_one_doi_for_two_works);
  add ("/paper-store/marks", test_marks);
  add ("/paper-store/counts", test_counts);
  add ("/paper-store/rows", test_rows);
  add ("/paper-store/mark-goes-between", test_mark_goes_between);
  add ("/paper-store/cancel-keeps-what-is-done", test_cancel_keeps_what_is_done);
  add ("/paper-store/many-marks", test_many_marks);
#undef add
#undef add_with

  return g_test_run ();
}
