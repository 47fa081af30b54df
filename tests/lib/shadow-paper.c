/* shadow-paper.c: papers beside a library, for comparing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "shadow-paper.h"

#include "model/dp-text.h"
#include "model/dp-time.h"

#include <string.h>

#define UID_MODULUS 3001 /* a prime, so that no two ids are alike */

/* Three topics of a hundred, of all and of few papers; the fourth is not to be seen. */
const ShadowTopic shadow_topics[SHADOW_N_TOPICS] = {
  { "Zebra", "zebra", 100, 1 },
  { "Ärzte", "arzte", 10000, 1 },
  { "arZte", "arzte", 3, 1 },
  { "Gone", "gone", 100, 0 },
};

/* Titles and so on that are equal, empty, alike but for case and marks, or start oddly. */
static const char *const texts[] = {
  "", "", "A", "a", "ä", "Ä", "alpha beta", "Alpha: Beta", "\"quoted\" learning", "über", "Über", "uber", "Zürich",
  "“Deep” hermaphrodite", "ß", "SS", "123 numbers", "…", "learning to learn", "NEAR(x y)", "日本", "emoji 😀 learning",
  "col:umn", "zeta", "Zeta", "omega"
};

static const char *
pick_text (void)
{
  return texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))];
}

void
shadow_clear (Shadow *paper)
{
  g_clear_pointer (&paper->uid, g_free);
  g_clear_pointer (&paper->title, g_free);
  g_clear_pointer (&paper->author, g_free);
  g_clear_pointer (&paper->category, g_free);
  g_clear_pointer (&paper->comment, g_free);
  g_clear_pointer (&paper->day, g_free);
  g_clear_pointer (&paper->task, g_free);
  g_clear_pointer (&paper->task_too, g_free);
  g_clear_pointer (&paper->title_key, g_free);
  g_clear_pointer (&paper->author_key, g_free);
  g_clear_pointer (&paper->comment_key, g_free);
  g_clear_pointer (&paper->task_key, g_free);
  g_clear_pointer (&paper->summary, g_free);
  g_clear_pointer (&paper->code, g_free);
  g_clear_pointer (&paper->model, g_free);
  g_clear_pointer (&paper->summary_key, g_free);
  g_clear_pointer (&paper->code_key, g_free);
  g_clear_pointer (&paper->model_key, g_free);
}

/* What the library is told; each of these runs on the writer's thread. */

static void
run (DpDatabase *database,
     const char *sql,
     gint64      parameter)
{
  g_autoptr (GError) error = NULL;

  dp_database_run (database, &error, sql, "l", parameter);
  g_assert_no_error (error);
}

static void
insert_paper (DpDatabase   *database,
              guint32       rowid,
              const Shadow *paper)
{
  g_autoptr (GError) error = NULL;

  dp_database_run (database, &error,
                   "INSERT INTO paper (id, first_stored, published, updated, published_is_day, version, upvotes,"
                   "  num_comments, stars, title_from, authors_from, abstract_from, comment_from, journal_ref_from,"
                   "  doi_from, categories_from, published_from, updated_from, extras_from, uid, primary_category,"
                   "  categories, day, title, authors, comment, journal_ref, doi, organization, thumbnail, title_key,"
                   "  author_key, comment_key, abstract) VALUES"
                   " (?1, ?2, ?3, ?3, 0, 1, ?4, -1, ?5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?6, ?7, ?7, ?8, ?9, ?10, ?11,"
                   "  '', '', '', '', ?12, ?13, ?14, 'an abstract')",
                   "ullllsssssssss", rowid, paper->first_stored, paper->published, paper->upvotes, paper->stars, paper->uid,
                   paper->category, paper->day, paper->title, paper->author, paper->comment, paper->title_key,
                   paper->author_key, paper->comment_key);
  g_assert_no_error (error);
  dp_database_run (database, &error, "INSERT INTO paper_alias VALUES (?1, ?2)", "su", paper->uid, rowid);
  g_assert_no_error (error);
}

/* The second one of each is not the one that counts. */
static void
insert_extras (DpDatabase   *database,
               guint32       rowid,
               const Shadow *paper)
{
  g_autoptr (GError) error = NULL;

  if (paper->summary[0] != '\0')
    dp_database_run (database, &error,
                     "INSERT INTO paper_summary VALUES (?1, 'digest', 'Aaa'), (?1, 'hugging-face', ?2)", "us",
                     rowid, paper->summary);
  g_assert_no_error (error);
  if (paper->code[0] != '\0')
    dp_database_run (database, &error,
                     "INSERT INTO paper_link VALUES (?1, 'code', 'https://a.org', 6),"
                     "  (?1, 'github', 'https://a.org/low', 1), (?1, 'github', 'https://www.b.org/' || ?2 || '/', 2)",
                     "us",
                     rowid, paper->code);
  g_assert_no_error (error);
  if (paper->model[0] != '\0')
    dp_database_run (database, &error,
                     "INSERT INTO paper_link VALUES (?1, 'model', 'https://huggingface.co/o/' || ?2, 2),"
                     "  (?1, 'project', 'https://huggingface.co/a/b', 2)",
                     "us",
                     rowid, paper->model);
  g_assert_no_error (error);
}

static void
insert_rest (DpDatabase   *database,
             guint32       rowid,
             const Shadow *paper)
{
  g_autoptr (GError) error = NULL;

  if (paper->task[0] != '\0')
    dp_database_run (database, &error, "INSERT INTO paper_task VALUES (?1, ?2, 1, 0)", "us", rowid, paper->task);
  g_assert_no_error (error);
  if (paper->task[0] != '\0' && !g_str_equal (paper->task, paper->task_too))
    dp_database_run (database, &error, "INSERT INTO paper_task VALUES (?1, ?2, 1, 1)", "us", rowid, paper->task_too);
  g_assert_no_error (error);

  if (paper->day[0] != '\0')
    dp_database_run (database, &error, "INSERT INTO paper_day VALUES (?1, ?2, ?3)", "usl", rowid, paper->day,
                     paper->rank);
  g_assert_no_error (error);

  for (guint i = 0; i < SHADOW_N_TOPICS; i++)
    if (paper->topic_dates[i] != 0)
      dp_database_run (database, &error, "INSERT INTO topic_paper VALUES (?1, ?2, 0, ?3, 1, 1)", "iul", (int)i + 1,
                       rowid, paper->topic_dates[i]);
  g_assert_no_error (error);

  /* A mark that was taken back is there, but is none. */
  dp_database_run (database, &error, "INSERT INTO bookmark VALUES (?1, ?2, 1, 1)", "ui", rowid, paper->bookmarked);
  g_assert_no_error (error);
  if (paper->read || g_test_rand_bit ())
    dp_database_run (database, &error, "INSERT INTO read_mark VALUES (?1, ?2, 1, 1)", "ui", rowid, paper->read);
  g_assert_no_error (error);
  if (paper->revised)
    run (database, "UPDATE paper SET version = 2 WHERE id = ?1", rowid);

  insert_extras (database, rowid, paper);
}

void
shadow_insert (DpDatabase   *database,
               guint32       rowid,
               const Shadow *paper)
{
  insert_paper (database, rowid, paper);
  insert_rest (database, rowid, paper);
}

void
shadow_delete (DpDatabase *database,
               guint32     rowid)
{
  run (database, "DELETE FROM paper_task WHERE paper = ?1", rowid);
  run (database, "DELETE FROM paper_day WHERE paper = ?1", rowid);
  run (database, "DELETE FROM paper_summary WHERE paper = ?1", rowid);
  run (database, "DELETE FROM paper_link WHERE paper = ?1", rowid);
  run (database, "DELETE FROM topic_paper WHERE paper = ?1", rowid);
  run (database, "DELETE FROM bookmark WHERE paper = ?1", rowid);
  run (database, "DELETE FROM read_mark WHERE paper = ?1", rowid);
  run (database, "DELETE FROM paper_alias WHERE paper = ?1", rowid);
  run (database, "DELETE FROM paper WHERE id = ?1", rowid);
}

void
shadow_insert_topics (DpDatabase *database)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SHADOW_N_TOPICS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s %u", shadow_topics[i].key, i);

      dp_database_run (database, &error,
                       "INSERT INTO topic (id, name, name_key, words, excluded, categories, authors, keep, revised, followed,"
                       "  position, edition, n_papers, n_unread, state, changed_at) VALUES (?1, ?2, ?3, '', '', '', '', ?4, 0, 1, ?1, 1, 0, 0, ?5, 0)",
                       "issul",
                       (int)i + 1, shadow_topics[i].name, key, shadow_topics[i].keep, shadow_topics[i].state);
      g_assert_no_error (error);
    }
}

/* An id for each number. What arrives later has as often the lesser id as the
 * greater one, and ids are compared in bytes, as they differ in kind and length. */
static char *
dup_uid (guint number)
{
  G_STATIC_ASSERT (UID_MODULUS > SHADOW_MAX_PAPERS);

  number = number * 1009 % UID_MODULUS;

  return number % 5 == 0 ? g_strdup_printf ("doi:10.1/é%u", number) : g_strdup_printf ("2501.%05u", number);
}

static char *
make_name_key (const char *prefix,
               const char *text)
{
  g_autofree char *name = g_strconcat (prefix, text, NULL);

  return dp_text_sort_key (name);
}

void
shadow_make (Shadow *paper,
             guint32 rowid)
{
  shadow_clear (paper);
  paper->present = TRUE;
  paper->uid = dup_uid (rowid);
  paper->title = g_strdup (pick_text ());
  paper->author = g_strdup (pick_text ());
  paper->category = g_strdup (g_test_rand_bit () ? "cs.CL" : g_test_rand_bit () ? "math.AG"
                                                                                : "");
  paper->comment = g_strdup (pick_text ());
  paper->day = g_strdup (g_test_rand_bit () ? "" : g_test_rand_bit () ? "2025-01-02"
                                                                      : "2024-12-31");
  paper->task = g_strdup (pick_text ());
  paper->task_too = g_strdup (pick_text ());
  paper->title_key = dp_text_sort_key (paper->title);
  paper->author_key = dp_text_sort_key (paper->author);
  paper->comment_key = dp_text_sort_key (paper->comment);
  paper->task_key = dp_text_sort_key (paper->task);
  paper->summary = g_strdup (pick_text ());
  paper->code = g_strdup (pick_text ());
  paper->model = g_strdup (pick_text ());
  paper->summary_key = dp_text_sort_key (paper->summary);
  paper->code_key = make_name_key ("b.org/", paper->code);
  paper->model_key = make_name_key ("o/", paper->model);
  if (g_test_rand_int_range (0, 50) == 0)
    paper->published = DP_TIME_UNKNOWN;
  else
    paper->published = g_test_rand_int_range (-5, 300);
  paper->upvotes = g_test_rand_int_range (-1, 5);
  paper->rank = g_test_rand_int_range (0, 40);
  paper->stars = g_test_rand_bit () ? -1 : g_test_rand_int_range (0, 1000);
  paper->bookmarked = g_test_rand_int_range (0, 8) == 0;
  paper->read = g_test_rand_bit ();
  paper->revised = g_test_rand_int_range (0, 4) == 0;
  for (guint i = 0; i < SHADOW_N_TOPICS; i++)
    paper->topic_dates[i] = g_test_rand_bit () ? 0 : g_test_rand_int_range (1, 200);
}

/* A change says truly what it changed, and no more: the least of hints. */
DpChangeFields
shadow_change (DpDatabase *database,
               guint32     rowid,
               Shadow     *paper)
{
  g_autoptr (GError) error = NULL;

  switch (g_test_rand_int_range (0, 10))
    {
    case 0:
      g_free (paper->title);
      paper->title = g_strdup (pick_text ());
      g_free (paper->title_key);
      paper->title_key = dp_text_sort_key (paper->title);
      dp_database_run (database, &error, "UPDATE paper SET title = ?2, title_key = ?3 WHERE id = ?1", "uss", rowid,
                       paper->title, paper->title_key);
      g_assert_no_error (error);
      return DP_CHANGE_TITLE;

    case 1:
      paper->published = g_test_rand_int_range (0, 300);
      dp_database_run (database, &error, "UPDATE paper SET published = ?2 WHERE id = ?1", "ul", rowid, paper->published);
      g_assert_no_error (error);
      return DP_CHANGE_DATE;

    case 2:
      paper->upvotes = g_test_rand_int_range (-1, 10);
      dp_database_run (database, &error, "UPDATE paper SET upvotes = ?2 WHERE id = ?1", "ul", rowid, paper->upvotes);
      g_assert_no_error (error);
      return DP_CHANGE_COUNTS;

    case 3:
      paper->read = !paper->read;
      run (database, "DELETE FROM read_mark WHERE paper = ?1", rowid);
      if (paper->read)
        run (database, "INSERT INTO read_mark VALUES (?1, 1, 1, 1)", rowid);
      return DP_CHANGE_READ;

    case 4:
      paper->bookmarked = !paper->bookmarked;
      run (database, "UPDATE bookmark SET state = 1 - state WHERE paper = ?1", rowid);
      return DP_CHANGE_BOOKMARK;

    case 5:
      /* As when it is found to be on arXiv: the lists of its date change. */
      g_free (paper->uid);
      paper->uid = g_strdup_printf ("%04d.%05u", g_test_rand_int_range (1000, 9999), rowid);
      dp_database_run (database, &error, "UPDATE paper SET uid = ?2 WHERE id = ?1", "us", rowid, paper->uid);
      g_assert_no_error (error);
      return DP_CHANGE_DATE;

    case 6:
      paper->revised = !paper->revised;
      run (database, "UPDATE paper SET version = 3 - version WHERE id = ?1", rowid);
      return DP_CHANGE_DATE;

    case 7:
      run (database, "DELETE FROM paper_task WHERE paper = ?1", rowid);
      paper->task[0] = '\0';
      return DP_CHANGE_TASKS;

    case 8:
      run (database, "DELETE FROM paper_link WHERE paper = ?1", rowid);
      paper->code[0] = '\0';
      paper->model[0] = '\0';
      return DP_CHANGE_LINKS;

    default:
      run (database, "DELETE FROM topic_paper WHERE paper = ?1", rowid);
      memset (paper->topic_dates, 0, sizeof paper->topic_dates);
      return DP_CHANGE_TOPICS;
    }
}
