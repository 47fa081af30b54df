/* test-search-set.c: finding papers by what was typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/schema/dp-library-schema.h"
#include "library/search/dp-search-set.h"
#include "library/search/dp-search-words.h"

typedef struct
{
  DpDatabase *database;
} Fixture;

/* A library of four papers, with what only some of them have. */
static const char library_sql[] =
  "INSERT INTO paper SELECT column1, 0, column9, 0, 0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, column2, '', '', '',"
  "  column3, column4, column6, '', '', '', '', '', '', '', column5 FROM (VALUES"
  "  (1, '2501.12948', 'Learning hallucinations', 'Müller, Jürgen', 'We study probabilities.', '12 pages', 0, 0, 1735689600),"
  "  (2, '2501.00002', 'Running NEAR the edge', 'Garcia, J.' || char (10) || 'Jan van der Berg', 'Optimization of reasoning OR not', '', 0, 0, 1735689599),"
  "  (3, '2501.00003', 'C++ and 数学', 'O''Neil' || char (10) || 'Anna van', 'col:umn \"quoted words\" * ^ AND', '', 0, 0, 1738368000),"
  "  (4, 'doi:10.1000/x', 'Words quoted', 'Der Berg, Jo', 'reinforcement relational effectiveness theories', '', 0, 0,"
  "   -9223372036854775807 - 1));"
  "INSERT INTO note VALUES (2, 'my note', 1, 0), (4, 'gone', 0, 0);"
  "INSERT INTO paper_alias VALUES ('2501.12948', 1), ('doi:10.1000/x', 4);"
  "INSERT INTO category VALUES (1, 'cs.CL'), (2, 'cs.LG'), (3, 'math.AG'), (4, 'math-ph'), (5, 'x.own');"
  "INSERT INTO paper_category VALUES (1, 1), (1, 2), (2, 2), (3, 3), (4, 4), (5, 4);"
  "INSERT INTO tag (id, name, name_key) VALUES (1, 'Thesis', 'thesis'), (2, 'thesis later', 'thesis later'), (3, 'To Read', 'to read');"
  "INSERT INTO paper_tag VALUES (1, 1, 1, 0), (2, 2, 1, 0), (3, 3, 1, 0), (4, 1, 0, 0);"
  "INSERT INTO collection (id, name, name_key, position, state, changed_at) VALUES (1, 'Seminar', 'seminar', 1, 1, 0), (2, 'Old', 'old', 2, 0, 0);"
  "INSERT INTO paper_collection VALUES (1, 1, 1, 0), (2, 1, 0, 0), (3, 2, 1, 0);"
  "INSERT INTO paper_task VALUES (1, 'Question Answering', 1, 0), (2, 'Question', 1, 0);"
  "INSERT INTO paper_day VALUES (1, '2025-03-10', 1), (2, '2025-03-31', 1), (3, '2025-04-01', 1), (4, '9999-01-01', 1);"
  "INSERT INTO read_mark VALUES (1, 1, 0, 1), (2, 0, 0, 1);"
  "INSERT INTO bookmark VALUES (2, 1, 0, 1), (3, 0, 0, 1);"
  "INSERT INTO paper_link VALUES (1, 'github', 'https://github.com/a/b', 1), (2, 'abs', 'https://x.org', 1),"
  "  (3, 'model', 'https://x.org', 1);"
  "INSERT INTO topic (id, name, name_key, words, excluded, categories, authors, keep, revised, followed, position, edition,"
  "  n_papers, n_unread, state, changed_at)"
  "  VALUES (1, 'Reasoning', 'reasoning', '', '', '', '', 1, 0, 1, 1, 1, 0, 0, 1, 0);"
  "INSERT INTO topic_paper VALUES (1, 1, 0, 5, 1, 1), (1, 2, 0, 6, 1, 1);";

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint              n_steps = 0;
  const char *const *steps = dp_library_schema_get_steps (&n_steps);

  fixture->database = dp_database_open (NULL, DP_DATABASE_MEMORY, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_steps; i++)
    {
      dp_database_execute (fixture->database, steps[i], &error);
      g_assert_no_error (error);
    }
  dp_database_execute (fixture->database, library_sql, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  dp_database_close (fixture->database);
}

static DpRowidSet *
find (Fixture    *fixture,
      const char *text)
{
  g_autoptr (GError) error = NULL;
  DpRowidSet *papers = NULL;

  g_assert_true (dp_search_set_find (fixture->database, text, &papers, &error));
  g_assert_no_error (error);

  return papers;
}

static char *
describe (DpRowidSet *papers)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) rowids = papers != NULL ? dp_rowid_set_dup_rowids (papers) : NULL;

  if (rowids == NULL)
    g_string_append (text, "all");
  for (guint i = 0; rowids != NULL && i < rowids->len; i++)
    g_string_append_printf (text, "%u", g_array_index (rowids, guint32, i));

  return g_string_free (text, FALSE);
}

static void
assert_found (Fixture    *fixture,
              const char *text,
              const char *expected)
{
  g_autoptr (DpRowidSet) papers = find (fixture, text);
  g_autofree char *found = describe (papers);

  g_test_message ("%s", text);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_words (Fixture      *fixture,
            gconstpointer data)
{
  assert_found (fixture, "learning ", "1");
  assert_found (fixture, "learned ", "1");
  assert_found (fixture, "LEARN hallucination ", "1");
  assert_found (fixture, "learning edge ", "");
  assert_found (fixture, "quoted ", "34");
  assert_found (fixture, "\"quoted words\"", "3");
  assert_found (fixture, "\"words quoted\"", "4");
  assert_found (fixture, "muller ", "1");
  assert_found (fixture, "müller jurgen ", "1");
  assert_found (fixture, "note ", "2");
  assert_found (fixture, "12 pages ", "1");
  assert_found (fixture, "o'neil ", "3");
  assert_found (fixture, "数学", "3");
}

/* While a word is typed, the papers that have it are there from the first letter on. */
static void
test_letter_by_letter (Fixture      *fixture,
                       gconstpointer data)
{
  static const struct
  {
    const char *word;
    guint32     rowid;
  } words[] = {
    { "learning", 1 },
    { "hallucinations", 1 },
    { "probabilities", 1 },
    { "running", 2 },
    { "optimization", 2 },
    { "reasoning", 2 },
    { "reinforcement", 4 },
    { "relational", 4 },
    { "effectiveness", 4 },
    { "theories", 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    for (const char *end = words[i].word + 1; end[-1] != '\0'; end++)
      {
        g_autofree char *typed = g_strndup (words[i].word, end - words[i].word);
        g_autoptr (DpRowidSet) papers = find (fixture, typed);

        if (!dp_rowid_set_contains (papers, words[i].rowid))
          g_error ("lost at “%s”", typed);
      }
}

static void
test_ids (Fixture      *fixture,
          gconstpointer data)
{
  assert_found (fixture, "2501.12948", "1");
  assert_found (fixture, "  arXiv:2501.12948v3 ", "1");
  assert_found (fixture, "https://arxiv.org/abs/2501.12948", "1");
  assert_found (fixture, "10.1000/X", "4");
  assert_found (fixture, "2501.12949", "");
  assert_found (fixture, "id:arXiv:2501.12948v3 ", "1");
  assert_found (fixture, "id:10.1000/X ", "4");
  assert_found (fixture, "2501.12948 OR 10.1000/x", "14");
  assert_found (fixture, "-2501.12948 ", "234");
}

/* None of these means anything to FTS5 but its words, and none is an error. */
static void
test_foreign_operators (Fixture      *fixture,
                        gconstpointer data)
{
  assert_found (fixture, "near(the edge) ", "2");
  assert_found (fixture, "reasoning AND learning ", "");
  assert_found (fixture, "reasoning OR ", "2");
  assert_found (fixture, "NOT learning ", "");
  assert_found (fixture, "learning* ", "1");
  assert_found (fixture, "lear* ", "");
  assert_found (fixture, "^learning ", "1");
  assert_found (fixture, "{title authors}: learning ", "");
  assert_found (fixture, "c++ ", "3");
  assert_found (fixture, "'; DROP TABLE search; -- ", "");
  assert_found (fixture, "\"\"\"learning\"\" ", "1");
  assert_found (fixture, "tag:' OR 1=1 -- ", "");
}

static void
test_operators (Fixture      *fixture,
                gconstpointer data)
{
  assert_found (fixture, "learning OR reasoning ", "12");
  assert_found (fixture, "words -learning ", "34");
  assert_found (fixture, "words -\"quoted words\" ", "4");
  assert_found (fixture, "-learning ", "234");
  assert_found (fixture, "-learning -reasoning ", "34");
  assert_found (fixture, "-learning OR learning ", "1234");
  assert_found (fixture, "-(learning OR words) ", "2");
  assert_found (fixture, "(learning OR reasoning) -edge ", "1");
  assert_found (fixture, "words (quoted OR edge) -(c++ -tag:nobody) ", "4");
  assert_found (fixture, "-(-learning) ", "1");
  assert_found (fixture, "learning OR is:bookmarked ", "12");
  assert_found (fixture, "words -is:bookmarked -tag:\"to read\" ", "4");
  assert_found (fixture, "(is:read OR has:models) cat:cs ", "1");
  assert_found (fixture, "\xc2\xbd -learning ", "");
}

static void
test_text_fields (Fixture      *fixture,
                  gconstpointer data)
{
  assert_found (fixture, "title:words ", "4");
  assert_found (fixture, "title:learned ", "1");
  assert_found (fixture, "title:lear", "1");
  assert_found (fixture, "abstract:words ", "3");
  assert_found (fixture, "abstract:learning ", "");
  assert_found (fixture, "comment:pages ", "1");
  assert_found (fixture, "note:note ", "2");
  assert_found (fixture, "note:gone ", "");
  assert_found (fixture, "title:(words OR learning) -title:quoted ", "1");
}

/* "van" of one author and "der Berg" of the next are no name. */
static void
test_authors (Fixture      *fixture,
              gconstpointer data)
{
  assert_found (fixture, "author:muller ", "1");
  assert_found (fixture, "author:\"van der Berg\" ", "2");
  assert_found (fixture, "author:\"der berg\" ", "24");
  assert_found (fixture, "author:\"neil anna\" ", "");
  assert_found (fixture, "author:\"neil anna\" OR author:van ", "23");
  assert_found (fixture, "author:\"van der B", "2");
  assert_found (fixture, "author:learning ", "");
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  assert_found (fixture, "cat:cs.CL ", "12");
  assert_found (fixture, "cat:CS.cl ", "12");
  assert_found (fixture, "cat:cs ", "12");
  assert_found (fixture, "cat:cs.* ", "12");
  assert_found (fixture, "cat:cs.C ", "");
  assert_found (fixture, "cat:cs.C", "12");
  assert_found (fixture, "cat:math ", "3");
  assert_found (fixture, "cat:math.MP ", "4");
  assert_found (fixture, "cat:x.own ", "4");
  assert_found (fixture, "tag:thesis ", "1");
  assert_found (fixture, "tag:THES ", "12");
  assert_found (fixture, "tag:\"to read\" ", "3");
  assert_found (fixture, "tag:nobody ", "");
  assert_found (fixture, "collection:seminar ", "1");
  assert_found (fixture, "collection:old ", "");
  assert_found (fixture, "task:\"question answering\" ", "1");
  assert_found (fixture, "task:question ", "2");
  assert_found (fixture, "task:quest ", "12");
  assert_found (fixture, "topic:reason ", "2");
}

static void
test_days (Fixture      *fixture,
           gconstpointer data)
{
  assert_found (fixture, "day:2025-03-10 ", "1");
  assert_found (fixture, "day:2025-03 ", "12");
  assert_found (fixture, "day:2025 ", "123");
  assert_found (fixture, "day:today ", "3");
  assert_found (fixture, "day:yesterday ", "2");
  assert_found (fixture, "after:2025 ", "13");
  assert_found (fixture, "after:2025-01-02 ", "3");
  assert_found (fixture, "before:2025 ", "2");
  assert_found (fixture, "after:2025-01 before:2025-02 ", "1");
  assert_found (fixture, "-before:2025 ", "134");
}

static void
test_properties (Fixture      *fixture,
                 gconstpointer data)
{
  assert_found (fixture, "is:unread ", "234");
  assert_found (fixture, "is:read ", "1");
  assert_found (fixture, "-is:unread ", "1");
  assert_found (fixture, "is:bookmarked ", "2");
  assert_found (fixture, "is:revised ", "");
  assert_found (fixture, "has:code ", "1");
  assert_found (fixture, "has:models ", "3");
  assert_found (fixture, "has:note ", "2");
  assert_found (fixture, "has:pdf ", "");
  assert_found (fixture, "has:summary ", "");
  assert_found (fixture, "has:tag ", "123");
  assert_found (fixture, "like:2501.00009 ", "");
}

static void
test_fields_that_matter (void)
{
  g_assert_cmpint (dp_search_set_get_fields (NULL), ==, 0);
  g_assert_cmpint (dp_search_set_get_fields ("title:a -is:unread"), ==, DP_CHANGE_TITLE | DP_CHANGE_READ);
  g_assert_cmpint (dp_search_set_get_fields ("(tag:a OR has:note) cat:cs"), ==, DP_CHANGE_TAGS | DP_CHANGE_TAG_LIST | DP_CHANGE_NOTE | DP_CHANGE_CATEGORY);
}

static void
test_nothing_is_all (Fixture      *fixture,
                     gconstpointer data)
{
  assert_found (fixture, "", "all");
  assert_found (fixture, "   ", "all");
  assert_found (fixture, "\"", "all");
  assert_found (fixture, "* ^ ( ) :", "all");
  assert_found (fixture, "😀", "all");
}

static char *
make_long_text (const char *part,
                gsize       length)
{
  GString *text = g_string_new (NULL);

  while (text->len < length)
    g_string_append (text, part);

  return g_string_free (text, FALSE);
}

static void
test_long_and_strange (Fixture      *fixture,
                       gconstpointer data)
{
  static const char *const parts[] = {
    "a", "learning ", "\"", "\"a ", "(", "a*", "NEAR(a b, 3) ", "a AND ", "- ", "title : ", "ä", "ing", "runni ", "\xff\xfe",
    "\xf0\x9f\x98\x80 a ", "\xcc\x81", "x\xcc\x81\xcc\x81 ", "½ ", "ʹ", "\xe2\x80\x8f", "\t\n\r\v", "a\"b "
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint length = 1; length <= 10000; length *= 100)
      {
        g_autofree char              *text = make_long_text (parts[i], length);
        g_autoptr (DpRowidSet) papers G_GNUC_UNUSED = find (fixture, text);
      }

  for (guint i = 0; i < 2000; i++)
    {
      char text[24] = { 0 };
      g_autoptr (DpRowidSet) papers = NULL;

      for (guint k = 0; k < sizeof text - 1; k++)
        text[k] = "ab\"*()^:+-{}NEAROT \xc3\xa4"[g_test_rand_int_range (0, 21)];
      papers = find (fixture, text);
    }
}

static char *
build (const char *text)
{
  g_autoptr (DpSearchExpression) expression = dp_search_expression_parse (text);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_add (all, expression->root);

  return dp_search_words_can_build (expression->root) ? dp_search_words_build (all) : g_strdup ("no");
}

/* What is of words alone is one query of the index. */
static void
test_expression (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "deep \"say \"\"hi\" ab", "((\"deep\" AND \"say\" AND \"hi\" AND (\"ab\"*)))" },
    { "a -b ", "(((\"a\") NOT (\"b\")))" },
    { "a (b OR title:c) -(d e) -f ", "(((\"a\" AND (\"b\" OR title : (\"c\"))) NOT ((\"d\" AND \"e\") OR \"f\")))" },
    { "author:berg ", "(authors : (\"berg\"))" },
    { "author:\"der berg\" ", "no" },
    { "a OR -b ", "no" },
    { "a tag:b ", "no" },
    { "2501.00001 ", "no" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *expression = build (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (expression, ==, cases[i].expected);
    }
}

static void
test_cancelled (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DpRowidSet *papers = NULL;

  dp_database_execute (fixture->database,
                       "WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
                       "INSERT INTO search (rowid, title) SELECT i, 'learning' FROM n",
                       &error);
  g_assert_no_error (error);

  g_cancellable_cancel (cancellable);
  dp_database_set_cancellable (fixture->database, cancellable);
  g_assert_false (dp_search_set_find (fixture->database, "learning ", &papers, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (papers);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/search-set/words", test_words);
  ADD ("/search-set/letter-by-letter", test_letter_by_letter);
  ADD ("/search-set/ids", test_ids);
  ADD ("/search-set/foreign-operators", test_foreign_operators);
  ADD ("/search-set/operators", test_operators);
  ADD ("/search-set/text-fields", test_text_fields);
  ADD ("/search-set/authors", test_authors);
  ADD ("/search-set/names", test_names);
  ADD ("/search-set/days", test_days);
  ADD ("/search-set/properties", test_properties);
  ADD ("/search-set/nothing-is-all", test_nothing_is_all);
  ADD ("/search-set/long-and-strange", test_long_and_strange);
  ADD ("/search-set/cancelled", test_cancelled);
#undef ADD
  g_test_add_func ("/search-set/expression", test_expression);
  g_test_add_func ("/search-set/fields-that-matter", test_fields_that_matter);

  return g_test_run ();
}
