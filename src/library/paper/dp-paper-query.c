/* dp-paper-query.c: reading papers by rowid or id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-query.h"

#include "library/dp-library-private.h"
#include "library/paper/dp-paper-identity.h"
#include "library/paper/dp-paper-query-private.h"
#include "library/paper/dp-paper-record.h"
#include "library/paper/dp-paper-relations.h"

#include <glib/gi18n.h>

/* The columns before these are the numbers and texts of a DpPaperRecord, in its
 * order; the abstract comes last, and a row of the list does without. */
#define MARKS                                                        \
  "(SELECT state FROM bookmark WHERE bookmark.paper = paper.id), "   \
  "(SELECT state FROM read_mark WHERE read_mark.paper = paper.id), " \
  "(SELECT seen FROM new_version WHERE new_version.paper = paper.id)"

/* Most papers have none of these, and looking is a quarter of asking for them. */
#define HAS(table) "EXISTS (SELECT 1 FROM " table " WHERE " table ".paper = paper.id)"
#define HAS_COLUMNS   \
  HAS ("topic_paper") \
  ", " HAS ("paper_task") ", " HAS ("paper_link") ", " HAS ("paper_summary") ", " HAS ("paper_tag") ", " HAS ("note")

#define COLUMN_UID DP_N_NUMBER_COLUMNS
#define COLUMN_BOOKMARKED (DP_N_NUMBER_COLUMNS + DP_N_TEXT_COLUMNS)
#define COLUMN_READ (COLUMN_BOOKMARKED + 1)
#define COLUMN_SEEN_VERSION (COLUMN_READ + 1)
#define COLUMN_HAS_TOPICS (COLUMN_SEEN_VERSION + 1)
#define COLUMN_HAS_TASKS (COLUMN_HAS_TOPICS + 1)
#define COLUMN_HAS_LINKS (COLUMN_HAS_TASKS + 1)
#define COLUMN_HAS_SUMMARY (COLUMN_HAS_LINKS + 1)
#define COLUMN_HAS_TAGS (COLUMN_HAS_SUMMARY + 1)
#define COLUMN_HAS_NOTE (COLUMN_HAS_TAGS + 1)

static char *
dup_text (DpStatement *row,
          DpTextColumn column)
{
  const char *text = dp_statement_get_text (row, (int)(COLUMN_UID + column));

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static char **
split_text (DpStatement *row,
            DpTextColumn column,
            const char  *separator)
{
  const char *text = dp_statement_get_text (row, (int)(COLUMN_UID + column));

  return text != NULL && *text != '\0' ? g_strsplit (text, separator, -1) : NULL;
}

static DpPaper *
read_row (DpStatement *row,
          guint32      rowid)
{
  DpPaper *paper = dp_paper_new ();

  paper->rowid = rowid;
  paper->id = dup_text (row, DP_TEXT_UID);
  paper->version = (guint)dp_statement_get_int64 (row, DP_NUMBER_VERSION);
  paper->title = dup_text (row, DP_TEXT_TITLE);
  paper->authors = split_text (row, DP_TEXT_AUTHORS, "\n");
  paper->abstract = dup_text (row, DP_TEXT_ABSTRACT);
  paper->comment = dup_text (row, DP_TEXT_COMMENT);
  paper->journal_ref = dup_text (row, DP_TEXT_JOURNAL_REF);
  paper->doi = dup_text (row, DP_TEXT_DOI);
  paper->primary_category = dup_text (row, DP_TEXT_PRIMARY_CATEGORY);
  paper->categories = split_text (row, DP_TEXT_CATEGORIES, " ");
  paper->published = dp_statement_get_int64 (row, DP_NUMBER_PUBLISHED);
  paper->updated = dp_statement_get_int64 (row, DP_NUMBER_UPDATED);
  paper->published_is_day = dp_statement_get_int64 (row, DP_NUMBER_PUBLISHED_IS_DAY) != 0;
  paper->organization = dup_text (row, DP_TEXT_ORGANIZATION);
  paper->thumbnail = dup_text (row, DP_TEXT_THUMBNAIL);
  paper->upvotes = (int)dp_statement_get_int64 (row, DP_NUMBER_UPVOTES);
  paper->num_comments = (int)dp_statement_get_int64 (row, DP_NUMBER_NUM_COMMENTS);
  paper->stars = (int)dp_statement_get_int64 (row, DP_NUMBER_STARS);
  paper->bookmarked = dp_statement_get_int64 (row, COLUMN_BOOKMARKED) != 0;
  paper->read = dp_statement_get_int64 (row, COLUMN_READ) != 0;
  paper->seen_version = (guint)dp_statement_get_int64 (row, COLUMN_SEEN_VERSION);
  dp_paper_add_day (paper, dp_statement_get_text (row, (int)(COLUMN_UID + DP_TEXT_DAY)), 0);

  return paper;
}

/* %NULL without @error where there is no such paper. */
static DpPaper *
load_row (DpDatabase *database,
          const char *sql,
          guint32     rowid,
          GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);

  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "u", rowid);

  return dp_statement_step (statement, error) == DP_STEP_ROW ? read_row (statement, rowid) : NULL;
}

static gboolean
load_names (DpDatabase *database,
            const char *sql,
            guint32     rowid,
            char     ***out_names,
            GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  DpStep step = DP_STEP_ROW;
  guint  n_names = 0;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "u", rowid);
  for (; (step = dp_statement_step (statement, error)) == DP_STEP_ROW; n_names++)
    g_strv_builder_add (names, dp_statement_get_text (statement, 0));

  *out_names = n_names > 0 ? g_strv_builder_end (names) : NULL;

  return step == DP_STEP_DONE;
}

static gboolean
load_topics (DpDatabase *database,
             DpPaper    *paper,
             GError    **error)
{
  return load_names (database,
                     "SELECT name FROM topic_paper JOIN topic ON topic.id = topic_paper.topic"
                     "  WHERE paper = ? AND state = 1 ORDER BY name_key",
                     paper->rowid, &paper->topics, error);
}

static gboolean
load_tasks (DpDatabase *database,
            DpPaper    *paper,
            GError    **error)
{
  return load_names (database,
                     "SELECT name FROM paper_task WHERE paper = ? GROUP BY name"
                     "  ORDER BY min (position), name",
                     paper->rowid, &paper->tasks, error);
}

static gboolean
load_tags (DpDatabase *database,
           DpPaper    *paper,
           GError    **error)
{
  return load_names (database,
                     "SELECT name FROM paper_tag JOIN tag ON tag.id = paper_tag.tag"
                     "  WHERE paper = ? AND state = 1 ORDER BY name_key",
                     paper->rowid, &paper->tags, error);
}

static gboolean
load_note (DpDatabase *database,
           DpPaper    *paper,
           GError    **error)
{
  static const char sql[] = "SELECT text FROM note WHERE paper = ? AND state = 1";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  dp_statement_bind (statement, "u", paper->rowid);
  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    paper->note = g_strdup (dp_statement_get_text (statement, 0));

  return step != DP_STEP_ERROR;
}

/* What a row of the list shows; %NULL without @error where there is no such paper. */
static DpPaper *
load_shown (DpDatabase *database,
            guint32     rowid,
            GError    **error)
{
  static const char sql[] = "SELECT " DP_PAPER_SHORT_COLUMNS ", '', " MARKS ", " HAS_COLUMNS " FROM paper WHERE id = ?";
  g_autoptr (DpStatement) statement = dp_database_prepare (database, sql, error);
  g_autoptr (DpPaper) paper = NULL;

  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "u", rowid);
  if (dp_statement_step (statement, error) != DP_STEP_ROW)
    return NULL;

  paper = read_row (statement, rowid);
  if ((dp_statement_get_int64 (statement, COLUMN_HAS_TOPICS) && !load_topics (database, paper, error)) ||
      (dp_statement_get_int64 (statement, COLUMN_HAS_TASKS) && !load_tasks (database, paper, error)) ||
      (dp_statement_get_int64 (statement, COLUMN_HAS_LINKS) &&
       !dp_paper_relations_load_sources (database, paper, error)) ||
      (dp_statement_get_int64 (statement, COLUMN_HAS_SUMMARY) &&
       !dp_paper_relations_load_summary (database, paper, error)) ||
      (dp_statement_get_int64 (statement, COLUMN_HAS_TAGS) && !load_tags (database, paper, error)) ||
      (dp_statement_get_int64 (statement, COLUMN_HAS_NOTE) && !load_note (database, paper, error)))
    return NULL;

  return g_steal_pointer (&paper);
}

static gboolean
load_details (DpDatabase *database,
              DpPaper    *paper,
              GError    **error)
{
  return load_topics (database, paper, error) &&
         load_tasks (database, paper, error) &&
         load_note (database, paper, error) &&
         dp_paper_relations_load (database, paper, error) &&
         load_names (database,
                     "SELECT name FROM paper_keyword WHERE paper = ? GROUP BY name"
                     "  ORDER BY min (position), name",
                     paper->rowid, &paper->keywords, error) &&
         load_tags (database, paper, error) &&
         load_names (database,
                     "SELECT name FROM paper_collection JOIN collection"
                     "  ON collection.id = paper_collection.collection"
                     "  WHERE paper = ? AND paper_collection.state = 1 AND collection.state = 1"
                     "  ORDER BY name_key",
                     paper->rowid, &paper->collections, error);
}

/**
 * dp_paper_query_load_over:
 * @database: a connection
 * @rowid: a paper
 * @error: return location for a #DpLibraryError
 *
 * Reads a paper with everything that is known of it.
 *
 * Returns: (transfer full) (nullable): the paper; %NULL without an error when there is
 *   no such paper
 */
DpPaper *
dp_paper_query_load_over (DpDatabase *database,
                          guint32     rowid,
                          GError    **error)
{
  g_autoptr (DpPaper) paper = load_row (database, "SELECT " DP_PAPER_COLUMNS ", " MARKS " FROM paper WHERE id = ?",
                                        rowid, error);

  return paper != NULL && load_details (database, paper, error) ? g_steal_pointer (&paper) : NULL;
}

/* A place in the result may be empty. */
static void
free_paper (gpointer data)
{
  if (data != NULL)
    dp_paper_unref (data);
}

/**
 * dp_paper_query_load:
 * @library: a library
 * @rowid: a paper
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Reads a paper with everything that is known of it. On the thread that owns the
 * library; a millisecond.
 *
 * Returns: (transfer full) (nullable): the paper
 */
DpPaper *
dp_paper_query_load (DpLibrary *library,
                     guint32    rowid,
                     GError   **error)
{
  DpDatabase *database = NULL;
  g_autoptr (DpPaper) paper = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  paper = dp_paper_query_load_over (database, rowid, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (paper == NULL)
    g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND,
                         _("The library has no such paper."));

  return g_steal_pointer (&paper);
}

typedef struct
{
  guint32   *rowids; /* (owned) */
  gsize      n_rowids;
  GPtrArray *papers; /* (owned) (nullable) once taken */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_free (load->rowids);
  g_clear_pointer (&load->papers, g_ptr_array_unref);
  g_free (load);
}

static gboolean
load_many (DpDatabase   *database,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Load *load = data;

  for (gsize i = 0; i < load->n_rowids; i++)
    {
      g_autoptr (GError) local_error = NULL;
      DpPaper *paper = dp_paper_query_load_over (database, load->rowids[i], &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (paper != NULL)
        g_ptr_array_add (load->papers, paper);
    }

  return TRUE;
}

/**
 * dp_paper_query_load_many_async:
 * @library: a library
 * @rowids: (array length=n_rowids): papers; copied
 * @n_rowids: how many; some hundreds, since lists wait for their turn meanwhile
 * @cancellable: (nullable): ends the reading
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads papers with everything that is known of them, on the reader thread. To be
 * called on the thread that owns the library.
 */
void
dp_paper_query_load_many_async (DpLibrary          *library,
                                const guint32      *rowids,
                                gsize               n_rowids,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = NULL;
  Load  *load = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (rowids != NULL || n_rowids == 0);

  task = g_task_new (library, cancellable, callback, user_data);
  load = g_new0 (Load, 1);
  load->rowids = g_memdup2 (rowids, n_rowids * sizeof *rowids);
  load->n_rowids = n_rowids;
  load->papers = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_paper_unref);
  g_task_set_source_tag (task, dp_paper_query_load_many_async);
  g_task_set_task_data (task, load, free_load);

  dp_library_run_on_reader (library, task, load_many);
}

/**
 * dp_paper_query_load_many_finish:
 * @library: a library
 * @result: of dp_paper_query_load_many_async()
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type DpPaper): the papers that are there
 */
GPtrArray *
dp_paper_query_load_many_finish (DpLibrary    *library,
                                 GAsyncResult *result,
                                 GError      **error)
{
  Load *load = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_paper_query_load_many_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  load = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&load->papers);
}

/**
 * dp_paper_query_load_rows:
 * @library: a library
 * @rowids: (array length=n_rowids): papers
 * @n_rowids: how many
 * @error: return location for a #DpLibraryError
 *
 * Reads what a list shows of papers: everything in their own row but the abstract,
 * marks, topics, tasks, tags, the note, the newest day, links to code and models, and the
 * beginning of the preferred summary. On the thread that owns the library; 1–2 ms for 200.
 *
 * Returns: (transfer full) (nullable) (element-type DpPaper): the papers in the
 *   order of @rowids, %NULL where there is none
 */
GPtrArray *
dp_paper_query_load_rows (DpLibrary     *library,
                          const guint32 *rowids,
                          gsize          n_rowids,
                          GError       **error)
{
  DpDatabase *database = NULL;
  g_autoptr (GPtrArray) papers = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (rowids != NULL || n_rowids == 0, NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  papers = g_ptr_array_new_full ((guint)n_rowids, free_paper);
  for (gsize i = 0; i < n_rowids; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (DpPaper) paper = load_shown (database, rowids[i], &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }

      g_ptr_array_add (papers, g_steal_pointer (&paper));
    }

  return g_steal_pointer (&papers);
}

/**
 * dp_paper_query_find:
 * @library: a library
 * @id: a canonical id, see dp_paper_id_parse()
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND and others
 *
 * Finds a paper by any id it is known by. On the thread that owns the library.
 *
 * Returns: the rowid, 0 with @error set
 */
guint32
dp_paper_query_find (DpLibrary  *library,
                     const char *id,
                     GError    **error)
{
  DpDatabase *database = NULL;
  gint64      rowid = 0;

  g_return_val_if_fail (DP_IS_LIBRARY (library), 0);
  g_return_val_if_fail (id != NULL, 0);

  database = dp_library_get_database (library, error);
  if (database == NULL || !dp_paper_identity_find (database, id, &rowid, error))
    return 0;

  if (rowid == 0)
    g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND,
                 _("The library has no paper “%s”."), id);

  return (guint32)rowid;
}
