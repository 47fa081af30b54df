/* dp-library-check.c: verifying a library and repairing what is derived
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-library-private.h"
#include "library/order/dp-order-file.h"
#include "library/paper/dp-paper-record.h"
#include "library/paper/dp-paper-relations.h"

#include <glib/gi18n.h>

/* A transaction's worth: some milliseconds. */
#define PAPERS_AT_ONCE 100

typedef struct
{
  char      *path; /* (owned) */
  gboolean   is_read_only;
  GPtrArray *repaired; /* (owned) of char; found, where nothing can be repaired */
  gint64     last_paper;
  gboolean   has_wrong_key;
  gboolean   lacks_category;
} CheckJob;

static void
check_job_free (CheckJob *job)
{
  g_free (job->path);
  g_clear_pointer (&job->repaired, g_ptr_array_unref);
  g_free (job);
}

static gboolean
set_damaged (const char *finding,
             GError    **error)
{
  g_set_error (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED,
               _("The library is damaged and cannot be repaired. (%s)"), finding);
  return FALSE;
}

/* What SQLite finds in the file: (transfer full) (nullable), NULL when sound. Newer
 * versions of SQLite look into the search index too, which is verified by itself. */
static gboolean
find_damage (DpDatabase *database,
             char      **out_finding,
             GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, "PRAGMA integrity_check (20)", error);
  DpStep step = DP_STEP_ROW;

  *out_finding = NULL;
  if (statement == NULL)
    return FALSE;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      const char *finding = dp_statement_get_text (statement, 0);

      if (g_strcmp0 (finding, "ok") != 0 && *out_finding == NULL)
        *out_finding = g_strdup (finding);
    }

  return step == DP_STEP_DONE;
}

/* An index can be made anew from its table; a table cannot. */
static gboolean
check_file (DpDatabase *database,
            CheckJob   *job,
            GError    **error)
{
  g_autofree char *finding = NULL;
  g_autofree char *remaining = NULL;

  if (!find_damage (database, &finding, error))
    return FALSE;

  if (finding == NULL)
    return TRUE;

  if (job->is_read_only || strstr (finding, "index") == NULL)
    return set_damaged (finding, error);

  if (!dp_database_execute (database, "REINDEX", NULL) || !find_damage (database, &remaining, error))
    return set_damaged (finding, error);

  if (remaining != NULL)
    return set_damaged (remaining, error);

  g_ptr_array_add (job->repaired, g_strdup (_("An index did not agree with its table; it was made anew.")));
  return TRUE;
}

static gboolean
check_references (DpDatabase *database,
                  CheckJob   *job,
                  GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, "PRAGMA foreign_key_check", error);
  DpStep step = DP_STEP_DONE;

  if (statement == NULL)
    return FALSE;

  step = dp_statement_step (statement, error);
  if (step == DP_STEP_ROW)
    {
      g_autofree char *finding = g_strdup_printf ("%s → %s", dp_statement_get_text (statement, 0),
                                                  dp_statement_get_text (statement, 2));

      return set_damaged (finding, error);
    }

  return step == DP_STEP_DONE;
}

static gboolean
check_search (DpDatabase *database,
              CheckJob   *job,
              GError    **error)
{
  g_autoptr (GError) local_error = NULL;

  if (dp_database_execute (database, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", &local_error))
    return TRUE;

  if (!g_error_matches (local_error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!dp_database_execute (database, "INSERT INTO search (search) VALUES ('rebuild')", error))
    return FALSE;

  g_ptr_array_add (job->repaired, g_strdup (_("The search index did not agree with the papers; it was made anew.")));
  return TRUE;
}

/* A derived value: how many rows disagree, what puts them right, and the sentences
 * for either. */
typedef struct
{
  const char *count_sql;
  const char *repair_sql;
  const char *finding;
  const char *repair;
} Derived;

#define TALLY_QUERY                                                                      \
  "SELECT id >> 12 AS chunk, count (*) AS n_papers, coalesce (sum (state), 0) AS n_read" \
  "  FROM paper LEFT JOIN read_mark ON read_mark.paper = id GROUP BY 1"
#define TOPIC_DATE                                                                                       \
  "(SELECT iif (topic.revised AND paper.updated > -9223372036854775808, paper.updated, paper.published)" \
  "  FROM topic, paper WHERE topic.id = topic_paper.topic AND paper.id = topic_paper.paper)"
#define NEWEST_DAY "coalesce ((SELECT max (paper_day.day) FROM paper_day WHERE paper_day.paper = paper.id), '')"
#define TASK_QUERY                                                                        \
  "SELECT name, count (*) AS n_papers, count (*) - coalesce (sum (state), 0) AS n_unread" \
  "  FROM (SELECT DISTINCT name, paper FROM paper_task) AS listed"                        \
  "  LEFT JOIN read_mark ON read_mark.paper = listed.paper GROUP BY name"
/* What a tag or a collection has, and the same of the kept numbers. */
#define HOLDER_QUERY(holder)                                                                         \
  "SELECT " holder ".id AS id, count (listed.paper) AS n_papers,"                                    \
  "    count (listed.paper) - coalesce (sum (read_mark.state), 0) AS n_unread FROM " holder          \
  "  LEFT JOIN paper_" holder " AS listed ON listed." holder " = " holder ".id AND listed.state = 1" \
  "  LEFT JOIN read_mark ON read_mark.paper = listed.paper GROUP BY " holder ".id"
#define REPAIR_HOLDER(holder)                                                      \
  "UPDATE " holder " SET n_papers = counted.n_papers, n_unread = counted.n_unread" \
  "  FROM (" HOLDER_QUERY (holder) ") AS counted WHERE counted.id = " holder ".id"
#define NEW_VERSION_QUERY                                                              \
  "SELECT id AS paper, max (marks.version) AS seen FROM paper JOIN"                    \
  "  (SELECT paper, version FROM bookmark WHERE state = 1 AND version > 0"             \
  "   UNION ALL SELECT paper, version FROM read_mark WHERE state = 1 AND version > 0)" \
  "  AS marks ON marks.paper = id GROUP BY id HAVING paper.version > max (marks.version)"
/* How many rows are in the one and not in the other. */
#define DIFFERENCE(table, query)                                                              \
  "SELECT (SELECT count (*) FROM (SELECT * FROM (" query ") EXCEPT SELECT * FROM " table "))" \
  "  + (SELECT count (*) FROM (SELECT * FROM " table " EXCEPT SELECT * FROM (" query ")))"
#define FOREIGN_CATEGORY                                                              \
  "paper_category WHERE NOT EXISTS (SELECT 1 FROM paper, category"                    \
  "  WHERE paper.id = paper_category.paper AND category.id = paper_category.category" \
  "    AND instr (' ' || paper.categories || ' ', ' ' || category.name || ' ') > 0)"

/* clang-format off */
static const Derived derived[] = {
  {
    DIFFERENCE ("(SELECT * FROM tally WHERE n_papers <> 0 OR n_read <> 0)", TALLY_QUERY),
    "DELETE FROM tally; INSERT INTO tally " TALLY_QUERY,
    N_("The numbers of papers are wrong."),
    N_("The numbers of papers were wrong; they were counted anew."),
  },
  {
    DIFFERENCE ("task", TASK_QUERY),
    "DELETE FROM task; INSERT INTO task " TASK_QUERY,
    N_("The numbers of a task are wrong."),
    N_("The numbers of a task were wrong; they were counted anew."),
  },
  {
    DIFFERENCE ("(SELECT id, n_papers, n_unread FROM tag)", HOLDER_QUERY ("tag")),
    REPAIR_HOLDER ("tag"),
    N_("The numbers of a tag are wrong."),
    N_("The numbers of a tag were wrong; they were counted anew."),
  },
  {
    DIFFERENCE ("(SELECT id, n_papers, n_unread FROM collection)", HOLDER_QUERY ("collection")),
    REPAIR_HOLDER ("collection"),
    N_("The numbers of a collection are wrong."),
    N_("The numbers of a collection were wrong; they were counted anew."),
  },
  {
    DIFFERENCE ("new_version", NEW_VERSION_QUERY),
    "DELETE FROM new_version; INSERT INTO new_version " NEW_VERSION_QUERY,
    N_("The list of new versions is wrong."),
    N_("The list of new versions was wrong; it was worked out anew."),
  },
  {
    "SELECT count (*) FROM topic_paper WHERE date <> " TOPIC_DATE,
    "UPDATE topic_paper SET date = " TOPIC_DATE " WHERE date <> " TOPIC_DATE,
    N_("The order of papers in a topic is wrong."),
    N_("The order of papers in a topic was wrong; it was worked out anew."),
  },
  {
    "SELECT count (*) FROM paper WHERE day <> " NEWEST_DAY,
    "UPDATE paper SET day = " NEWEST_DAY " WHERE day <> " NEWEST_DAY,
    N_("The newest day of a paper is wrong."),
    N_("The newest day of a paper was wrong; it was worked out anew."),
  },
  {
    "SELECT count (*) FROM paper WHERE NOT EXISTS (SELECT 1 FROM paper_alias WHERE alias = uid AND paper = id)",
    "INSERT OR REPLACE INTO paper_alias SELECT uid, id FROM paper"
    "  WHERE NOT EXISTS (SELECT 1 FROM paper_alias WHERE alias = uid AND paper = id)",
    N_("A paper cannot be found by its id."),
    N_("A paper could not be found by its id; it can be again."),
  },
  {
    "SELECT count (*) FROM " FOREIGN_CATEGORY,
    "DELETE FROM " FOREIGN_CATEGORY,
    N_("A category has a paper that is not of it."),
    N_("A category had a paper that is not of it; it no longer has."),
  },
};
/* clang-format on */

static gboolean
run_in_transaction (DpDatabase *database,
                    CheckJob   *job,
                    gboolean (*func) (DpDatabase *, CheckJob *, GError **),
                    GError **error)
{
  if (!dp_database_begin (database, error))
    return FALSE;

  if (func (database, job, error))
    return dp_database_commit (database, error);

  dp_database_roll_back (database);
  return FALSE;
}

static void
report (CheckJob   *job,
        const char *finding,
        const char *repair)
{
  g_ptr_array_add (job->repaired, g_strdup (job->is_read_only ? _(finding) : _(repair)));
}

static gboolean
repair (DpDatabase *database,
        const char *sql,
        GError    **error)
{
  if (!dp_database_begin (database, error))
    return FALSE;

  if (dp_database_execute (database, sql, error))
    return dp_database_commit (database, error);

  dp_database_roll_back (database);
  return FALSE;
}

/* Counting goes over the whole library and locks nobody out; a repair is seldom. */
static gboolean
check_derived (DpDatabase *database,
               CheckJob   *job,
               GError    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    {
      gint64 n_wrong = 0;

      if (!dp_database_get_int64 (database, &n_wrong, error, derived[i].count_sql, ""))
        return FALSE;

      if (n_wrong == 0)
        continue;

      if (!job->is_read_only && !repair (database, derived[i].repair_sql, error))
        return FALSE;

      report (job, derived[i].finding, derived[i].repair);
    }

  return TRUE;
}

/* The log counts each topic that it is told of, and says so when one was wrong. */
static gboolean
check_topic_counts (DpDatabase *database,
                    CheckJob   *job,
                    GError    **error)
{
  g_autoptr (DpStatement) statement = dp_database_prepare (database, "SELECT id FROM topic", error);
  g_autoptr (DpChangeLog) log = dp_change_log_new ();
  DpStep step = DP_STEP_ROW;

  if (statement == NULL)
    return FALSE;

  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    dp_change_log_add_topic (log, dp_statement_get_int64 (statement, 0));

  if (step == DP_STEP_ERROR || !dp_change_log_write (log, database, DP_CHANGE_LOG_KEPT, error))
    return FALSE;

  if (!dp_change_log_is_empty (log))
    g_ptr_array_add (job->repaired, g_strdup (_("The numbers of a topic were wrong; they were counted anew.")));

  return TRUE;
}

/* Another version of GLib may know more of Unicode than the one that wrote the key. */
static gboolean
check_key (DpDatabase    *database,
           CheckJob      *job,
           DpPaperRecord *record,
           GError       **error)
{
  dp_paper_record_set_keys (record);
  job->has_wrong_key |= record->dirty != 0;

  return job->is_read_only || dp_paper_record_save (record, database, error);
}

static gboolean
check_categories (DpDatabase    *database,
                  CheckJob      *job,
                  DpPaperRecord *record,
                  GError       **error)
{
  g_auto (GStrv) names = g_strsplit (record->texts[DP_TEXT_CATEGORIES], " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gint64 is_there = 0;

      if (!dp_database_get_int64 (database, &is_there, error,
                                  "SELECT 1 FROM paper_category WHERE paper = ?1"
                                  "  AND category = (SELECT id FROM category WHERE name = ?2)",
                                  "us", record->rowid, names[i]))
        return FALSE;

      if (is_there)
        continue;

      job->lacks_category = TRUE;
      return job->is_read_only ||
             dp_paper_relations_set_categories (database, record->rowid, "", record->texts[DP_TEXT_CATEGORIES], error);
    }

  return TRUE;
}

static gboolean
check_some_papers (DpDatabase *database,
                   CheckJob   *job,
                   GError    **error)
{
  for (guint i = 0; i < PAPERS_AT_ONCE; i++)
    {
      g_autoptr (DpPaperRecord) record = NULL;
      gint64 rowid = 0;

      if (!dp_database_get_int64 (database, &rowid, error, "SELECT id FROM paper WHERE id > ? ORDER BY id LIMIT 1",
                                  "l", job->last_paper))
        return FALSE;

      job->last_paper = rowid;
      if (rowid == 0)
        return TRUE;

      record = dp_paper_record_load (database, (guint32)rowid, error);
      if (record == NULL ||
          !check_key (database, job, record, error) ||
          !check_categories (database, job, record, error))
        return FALSE;
    }

  return TRUE;
}

/* In short transactions: whoever sets a mark meanwhile must not wait for millions. */
static gboolean
check_papers (DpDatabase *database,
              CheckJob   *job,
              GError    **error)
{
  do
    if (job->is_read_only ? !check_some_papers (database, job, error)
                          : !run_in_transaction (database, job, check_some_papers, error))
      return FALSE;
  while (job->last_paper > 0);

  if (job->has_wrong_key)
    report (job, N_("What a paper sorts by is wrong."), N_("What a paper sorts by was wrong; it was worked out anew."));
  if (job->lacks_category)
    report (job, N_("A paper cannot be found by its category."),
                     N_("A paper could not be found by its category; it can be again."));

  return TRUE;
}

/* Every open window, and every order on the disk, starts anew after a repair. */
static gboolean
tell_everybody (DpDatabase *database,
                CheckJob   *job,
                GError    **error)
{
  if (job->repaired->len == 0)
    return TRUE;

  dp_order_file_remove_all (job->path);

  return dp_database_run (database, error, "UPDATE meta SET generation = generation + 1", "");
}

static gboolean
check (DpDatabase *database,
       gpointer    data,
       GError    **error)
{
  CheckJob *job = data;
  gboolean  is_sound = check_search (database, job, error) &&
                      check_file (database, job, error) &&
                      check_references (database, job, error) &&
                      check_derived (database, job, error) &&
                      run_in_transaction (database, job, check_topic_counts, error) &&
                      check_papers (database, job, error);

  /* Also of what was repaired before something could not be. */
  return tell_everybody (database, job, is_sound ? error : NULL) && is_sound;
}

/* What can be looked at without writing; the rest would be repaired by being counted. */
static gboolean
look (DpDatabase   *database,
      gpointer      data,
      GCancellable *cancellable,
      GError      **error)
{
  CheckJob *job = data;

  return check_file (database, job, error) &&
         check_references (database, job, error) &&
         check_derived (database, job, error) &&
         check_papers (database, job, error);
}

/**
 * dp_library_check_async:
 * @self: a library
 * @cancellable: (nullable): gives up; what is repaired stays so
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Verifies the whole file, which takes minutes for millions of papers, and repairs
 * what can be made from the rest: search index, other indices, counts, orders.
 *
 * A library that is read-only is only looked at, but for what takes writing to be
 * looked at: the search index, where SQLite is older than 3.44, and the numbers of
 * topics.
 */
void
dp_library_check_async (DpLibrary          *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask    *task = NULL;
  CheckJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (self));

  job = g_new0 (CheckJob, 1);
  job->path = g_strdup (dp_library_get_path (self));
  job->is_read_only = dp_library_is_read_only (self);
  job->repaired = g_ptr_array_new_with_free_func (g_free);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_library_check_async);
  g_task_set_task_data (task, job, (GDestroyNotify)check_job_free);

  if (job->is_read_only)
    dp_library_run_on_reader (self, task, look);
  else
    dp_library_run_maintenance (self, task, check);
}

/**
 * dp_library_check_finish:
 * @self: the library
 * @result: the result
 * @error: return location for a #DpLibraryError; %DP_LIBRARY_ERROR_DAMAGED when
 *   something is broken that nothing else says
 *
 * Ends dp_library_check_async().
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a sentence for each
 *   thing that was repaired, or that needs to be where the library is read-only; none
 *   when the library is sound
 */
GPtrArray *
dp_library_check_finish (DpLibrary    *self,
                         GAsyncResult *result,
                         GError      **error)
{
  CheckJob *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_library_check_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  job = g_task_get_task_data (G_TASK (result));

  return g_steal_pointer (&job->repaired);
}
