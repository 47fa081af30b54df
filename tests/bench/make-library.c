/* make-library.c: a library of as many invented papers as wanted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-database.h"
#include "library/dp-library.h"
#include "library/schema/dp-library-schema.h"
#include "model/dp-text.h"

#include <glib/gstdio.h>
#include <locale.h>

/* Usage: make-library PATH N_PAPERS
 *
 * The schema is the library's own, with its triggers; only the indexes and the
 * search index are made at the end, which is ten times quicker. The same number
 * gives the same papers. `daily-papers-cli --library PATH check` holds the result
 * against the library's rules. */

#define PAPERS_A_TRANSACTION 20000
#define N_WORDS 30000
#define N_TOPICS 8

/* Words that searches are measured with, and in how many of a thousand abstracts. */
static const struct
{
  const char *word;
  guint       per_mille;
} known_words[] = {
  { "learning", 350 },
  { "quantum", 120 },
  { "quality", 200 },
  { "quantization", 50 },
  { "graphene", 70 },
  { "hermaphrodite", 3 },
};

static const char *const syllables[] = {
  "ab", "al", "an", "ar", "be", "co", "de", "di", "en", "er", "es", "fo", "ge", "hi", "in", "is", "ka", "le", "li", "lo",
  "ma", "me", "mo", "ne", "no", "on", "or", "pa", "pe", "po", "pu", "ra", "re", "ri", "ro", "sa", "se", "si", "so", "sta",
  "ta", "te", "ti", "to", "tra", "un", "ur", "ve", "vi", "ze"
};

static const char *const categories[] = {
  "cs.CL", "cs.LG", "cs.CV", "cs.AI", "stat.ML", "math.AG", "quant-ph", "hep-th", "astro-ph.GA", "cond-mat.str-el"
};

static const char *const family_names[] = {
  "Müller", "Smith", "García", "Wang", "Kim", "Nguyễn", "Rossi", "Ivanova", "Dubois", "Sato", "Okafor", "Łukasz", "Öztürk"
};

typedef struct
{
  DpDatabase  *database;
  DpStatement *insert;
  GRand       *random;
  char       **words;
} Maker;

static void
check (gboolean success,
       GError **error)
{
  if (!success)
    g_error ("%s", *error != NULL ? (*error)->message : "failed");
}

static void
execute (Maker      *maker,
         const char *sql)
{
  g_autoptr (GError) error = NULL;

  check (dp_database_execute (maker->database, sql, &error), &error);
}

static guint
pick (Maker *maker,
      guint  n)
{
  return g_rand_int_range (maker->random, 0, n);
}

/* Few words are used often and most of them seldom, as in a language. */
static const char *
pick_word (Maker *maker)
{
  double part = g_rand_double (maker->random);

  return maker->words[(guint)(part * part * part * (N_WORDS - 1))];
}

static char **
make_words (Maker *maker)
{
  char **words = g_new0 (char *, N_WORDS + 1);

  for (guint i = 0; i < N_WORDS; i++)
    {
      GString *word = g_string_new (NULL);
      guint    n_syllables = 1 + i * 4 / N_WORDS + pick (maker, 2);

      for (guint k = 0; k < n_syllables; k++)
        g_string_append (word, syllables[pick (maker, G_N_ELEMENTS (syllables))]);
      words[i] = g_string_free (word, FALSE);
    }

  return words;
}

static void
append_words (Maker   *maker,
              GString *text,
              guint    n_words)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, pick_word (maker));
    }
}

static void
make_title (Maker   *maker,
            GString *title)
{
  g_string_truncate (title, 0);
  append_words (maker, title, 8 + pick (maker, 10));
  title->str[0] = g_ascii_toupper (title->str[0]);
}

static void
make_abstract (Maker   *maker,
               GString *abstract)
{
  g_string_truncate (abstract, 0);
  append_words (maker, abstract, 120 + pick (maker, 120));
  for (guint i = 0; i < G_N_ELEMENTS (known_words); i++)
    if (pick (maker, 1000) < known_words[i].per_mille)
      g_string_append_printf (abstract, " %s", known_words[i].word);
  g_string_append_c (abstract, '.');
}

static void
make_authors (Maker   *maker,
              GString *authors)
{
  guint n_authors = 1 + pick (maker, 6);

  g_string_truncate (authors, 0);
  for (guint i = 0; i < n_authors; i++)
    g_string_append_printf (authors, "%s%c. %s", i > 0 ? "\n" : "", 'A' + (int)pick (maker, 26),
                            family_names[pick (maker, G_N_ELEMENTS (family_names))]);
}

static char *
make_first_author_key (const char *authors)
{
  g_auto (GStrv) lines = g_strsplit (authors, "\n", 2);

  return dp_text_sort_key (lines[0]);
}

static void
bind_paper (Maker      *maker,
            guint32     rowid,
            gint64      published,
            const char *comment)
{
  dp_statement_bind_int64 (maker->insert, 1, rowid);
  dp_statement_bind_int64 (maker->insert, 2, published);
  dp_statement_bind_int64 (maker->insert, 3, pick (maker, 10) == 0 ? (gint64)pick (maker, 300) : -1);
  dp_statement_bind_int64 (maker->insert, 4, pick (maker, 10) == 0 ? (gint64)pick (maker, 5000) : -1);
  dp_statement_bind_text (maker->insert, 10, comment);
}

static void
add_paper (Maker   *maker,
           guint32  rowid,
           gint64   published,
           GString *title,
           GString *authors,
           GString *abstract)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uid = g_strdup_printf ("%02u%02u.%05u", rowid / 1200000 % 100, rowid / 100000 % 12 + 1, rowid % 100000);
  g_autofree char *comment = pick (maker, 2) == 0 ? g_strdup_printf ("%u pages, %u figures", pick (maker, 40) + 2, pick (maker, 9))
                                                  : g_strdup ("");
  g_autofree char *title_key = dp_text_sort_key (title->str);
  g_autofree char *author_key = make_first_author_key (authors->str);
  g_autofree char *comment_key = dp_text_sort_key (comment);
  const char      *category = categories[pick (maker, G_N_ELEMENTS (categories))];

  bind_paper (maker, rowid, published, comment);
  dp_statement_bind_text (maker->insert, 5, uid);
  dp_statement_bind_text (maker->insert, 6, category);
  dp_statement_bind_text (maker->insert, 7, pick (maker, 20) == 0 ? "2025-01-15" : "");
  dp_statement_bind_text (maker->insert, 8, title->str);
  dp_statement_bind_text (maker->insert, 9, authors->str);
  dp_statement_bind_text (maker->insert, 11, title_key);
  dp_statement_bind_text (maker->insert, 12, author_key);
  dp_statement_bind_text (maker->insert, 13, comment_key);
  dp_statement_bind_text (maker->insert, 14, abstract->str);
  check (dp_statement_step (maker->insert, &error) == DP_STEP_DONE, &error);
  dp_statement_release (maker->insert);
}

static const char insert_sql[] =
  "INSERT INTO paper (id, first_stored, published, updated, published_is_day, version, upvotes, num_comments, stars,"
  "  title_from, authors_from, abstract_from, comment_from, journal_ref_from, doi_from, categories_from,"
  "  published_from, updated_from, extras_from, uid, primary_category, categories, day, title, authors, comment,"
  "  journal_ref, doi, organization, thumbnail, title_key, author_key, comment_key, abstract) VALUES "
  " (?1, ?2, ?2, ?2, 0, 1, ?3, -1, ?4, 21, 21, 21, 21, 0, 0, 21, 21, 21, 5, ?5, ?6, ?6, ?7, ?8, ?9, ?10, '', '', '', '',"
  "  ?11, ?12, ?13, ?14)";

static void
add_papers (Maker *maker,
            guint  n_papers)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) authors = g_string_new (NULL);
  g_autoptr (GString) abstract = g_string_new (NULL);

  for (guint32 rowid = 1; rowid <= n_papers; rowid++)
    {
      if (rowid % PAPERS_A_TRANSACTION == 1)
        execute (maker, "BEGIN");
      make_title (maker, title);
      make_authors (maker, authors);
      make_abstract (maker, abstract);

      /* In order of arrival, with a little disorder. */
      add_paper (maker, rowid, 1500000000 + (gint64)rowid * 60 + pick (maker, 600), title, authors, abstract);
      if (rowid % PAPERS_A_TRANSACTION == 0 || rowid == n_papers)
        execute (maker, "COMMIT");
    }
}

/* What belongs to papers, in one statement each. */
static const char rest_sql[] =
  "INSERT INTO paper_alias SELECT uid, id FROM paper;"
  "INSERT INTO category (name) SELECT DISTINCT primary_category FROM paper;"
  "INSERT INTO paper_category SELECT category.id, paper.id FROM paper JOIN category ON name = primary_category;"
  "INSERT INTO paper_version SELECT id, 1, published FROM paper;"
  "INSERT INTO paper_day SELECT id, day, 0 FROM paper WHERE day <> '';"
  "INSERT INTO paper_summary SELECT id, 'hugging-face', substr (abstract, 1, 400) FROM paper WHERE day <> '';"
  "INSERT INTO paper_link SELECT id, 'github', 'https://github.com/owner' || (id % 997) || '/repository' || id, 2"
  "  FROM paper WHERE day <> '' AND id % 3 > 0;"
  "INSERT INTO paper_link SELECT id, 'model', 'https://huggingface.co/owner' || (id % 997) || '/model' || id, 2"
  "  FROM paper WHERE day <> '' AND id % 5 = 0;"
  "INSERT INTO paper_task SELECT id, 'Task ' || (id % 53), 1, 0 FROM paper WHERE day <> '';"
  "INSERT INTO bookmark SELECT id, 1, 1, 1 FROM paper WHERE id % 211 = 0;"
  "INSERT INTO read_mark SELECT id, 1, 1, 1 FROM paper WHERE id % 10 < 3;";

static void
add_topics (Maker *maker)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= N_TOPICS; i++)
    {
      g_autofree char *name = g_strdup_printf ("topic %u", i);

      check (dp_database_run (maker->database, &error,
                              "INSERT INTO topic (id, name, name_key, words, excluded, categories, authors, keep, revised,"
                              "  followed, position, edition, n_papers, n_unread, state, changed_at)"
                              " VALUES (?1, ?2, ?2, ?2, '', '', '', 100, 0, 1, ?1, 1, 0, 0, 1, 1)",
                              "us", i, name) &&
               dp_database_run (maker->database, &error,
                                "INSERT INTO topic_paper SELECT ?1, id, published, published, 1, 1 FROM paper"
                                " WHERE id % 200 = ?1",
                                "u", i),
             &error);
    }

  execute (maker,
           "UPDATE topic SET n_papers = counted.n, n_unread = counted.n - counted.n_read FROM ("
           "  SELECT topic.id AS id, min (keep, count (*)) AS n, 0 AS n_read FROM topic JOIN topic_paper ON topic = topic.id"
           "  GROUP BY topic.id) AS counted WHERE topic.id = counted.id");
}

/* Takes away what is quicker to make at the end, and gives the SQL that brings it back. */
static char *
put_off (Maker      *maker,
         const char *select)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpStatement) statement = dp_database_prepare (maker->database, select, &error);
  g_autoptr (GString) drop = g_string_new (NULL);
  GString *create = g_string_new (NULL);

  check (statement != NULL, &error);
  while (dp_statement_step (statement, &error) == DP_STEP_ROW)
    {
      g_string_append_printf (drop, "DROP %s %s;", dp_statement_get_text (statement, 0), dp_statement_get_text (statement, 1));
      g_string_append_printf (create, "%s;", dp_statement_get_text (statement, 2));
    }
  g_clear_pointer (&statement, dp_statement_release);
  execute (maker, drop->str);

  return g_string_free (create, FALSE);
}

static void
make_library (Maker *maker,
              guint  n_papers)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *create = put_off (maker,
                                     "SELECT type, name, sql FROM sqlite_schema WHERE (type = 'trigger' AND name LIKE"
                                     " '%search%') OR (type = 'index' AND tbl_name = 'paper' AND sql IS NOT NULL)");

  maker->words = make_words (maker);
  maker->insert = dp_database_prepare (maker->database, insert_sql, &error);
  check (maker->insert != NULL, &error);
  add_papers (maker, n_papers);

  execute (maker, "BEGIN");
  execute (maker, rest_sql);
  execute (maker, "COMMIT");
  execute (maker, create);
  execute (maker, "INSERT INTO search (search) VALUES ('rebuild')");
  add_topics (maker);
  execute (maker, "ANALYZE");
  g_strfreev (maker->words);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  Maker maker = { .random = g_rand_new_with_seed (20250128) };

  setlocale (LC_ALL, "");
  if (argc != 3)
    g_error ("usage: make-library PATH N_PAPERS");

  maker.database = dp_database_open (argv[1], DP_DATABASE_READ_WRITE, &error);
  check (maker.database != NULL, &error);
  check (dp_library_schema_prepare (maker.database, argv[1], &error), &error);
  execute (&maker, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000");
  make_library (&maker, g_ascii_strtoull (argv[2], NULL, 10));
  execute (&maker, "PRAGMA wal_checkpoint (TRUNCATE)");

  dp_database_set_checkpoint_on_close (maker.database, TRUE);
  dp_database_close (maker.database);
  g_rand_free (maker.random);

  return 0;
}
