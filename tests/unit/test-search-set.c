/* test-search-set.c: finding papers by what was typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-search-set.h"

typedef struct
{
  DpDatabase *database;
} Fixture;

/* As the library's schema has it, without what is not searched. */
static const char schema[] =
  "CREATE VIRTUAL TABLE search USING fts5 (title, authors, abstract, comment, note,"
  "  tokenize = 'porter unicode61 remove_diacritics 2', detail = full);"
  "CREATE TABLE paper_alias (alias TEXT PRIMARY KEY, paper INTEGER NOT NULL);"
  "INSERT INTO search (rowid, title, authors, abstract, comment, note) VALUES"
  "  (1, 'Learning hallucinations', 'Müller, Jürgen', 'We study probabilities.', '12 pages', NULL),"
  "  (2, 'Running NEAR the edge', 'Garcia, J.', 'Optimization of reasoning OR not', '', 'my note'),"
  "  (3, 'C++ and 数学', 'O''Neil', 'col:umn \"quoted words\" * ^ AND', '', ''),"
  "  (4, 'Words quoted', '', 'reinforcement relational effectiveness theories', '', '');"
  "INSERT INTO paper_alias VALUES ('2501.12948', 1), ('doi:10.1000/x', 4)";

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->database = dp_database_open (NULL, DP_DATABASE_MEMORY, &error);
  g_assert_no_error (error);
  dp_database_execute (fixture->database, schema, &error);
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
}

/* None of these means anything but its words, and none is an error. */
static void
test_operators_mean_nothing (Fixture      *fixture,
                             gconstpointer data)
{
  assert_found (fixture, "title:learning ", "");
  assert_found (fixture, "near(the edge) ", "2");
  assert_found (fixture, "reasoning OR learning ", "");
  assert_found (fixture, "reasoning OR ", "2");
  assert_found (fixture, "NOT learning ", "");
  assert_found (fixture, "learning* ", "1");
  assert_found (fixture, "lear* ", "");
  assert_found (fixture, "^learning ", "1");
  assert_found (fixture, "{title authors}: learning ", "");
  assert_found (fixture, "c++ ", "3");
  assert_found (fixture, "'; DROP TABLE search; -- ", "");
  assert_found (fixture, "\"\"\"learning\"\" ", "1");
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

static void
test_expression (void)
{
  g_autofree char *words = dp_search_set_build_expression ("deep \"say \"\"hi\" ab");
  g_autofree char *none = dp_search_set_build_expression ("??");

  g_assert_cmpstr (words, ==, "\"deep\" AND \"say\" AND \"hi\" AND (\"ab\"*)");
  g_assert_null (none);
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
  ADD ("/search-set/operators-mean-nothing", test_operators_mean_nothing);
  ADD ("/search-set/nothing-is-all", test_nothing_is_all);
  ADD ("/search-set/long-and-strange", test_long_and_strange);
  ADD ("/search-set/cancelled", test_cancelled);
#undef ADD
  g_test_add_func ("/search-set/expression", test_expression);

  return g_test_run ();
}
