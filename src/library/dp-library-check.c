/* dp-library-check.c: verifying a library and repairing what is derived
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-library-private.h"
#include "library/dp-order-file.h"
#include "library/dp-paper-record.h"

#include <glib/gi18n.h>

typedef struct
{
  char      *path;     /* (owned) */
  GPtrArray *repaired; /* (owned) of char */
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

  if (strstr (finding, "index") == NULL)
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

/* A derived value: how many rows disagree, what puts them right, and the sentence. */
typedef struct
{
  const char *count_sql;
  const char *repair_sql;
  const char *sentence;
} Derived;

#define TALLY_QUERY                                                                      \
  "SELECT id >> 12 AS chunk, count (*) AS n_papers, coalesce (sum (state), 0) AS n_read" \
  "  FROM paper LEFT JOIN read_mark ON read_mark.paper = id GROUP BY 1"
#define TOPIC_DATE                                                                                       \
  "(SELECT iif (topic.revised AND paper.updated > -9223372036854775808, paper.updated, paper.published)" \
  "  FROM topic, paper WHERE topic.id = topic_paper.topic AND paper.id = topic_paper.paper)"
#define NEWEST_DAY "coalesce ((SELECT max (paper_day.day) FROM paper_day WHERE paper_day.paper = paper.id), '')"

static const Derived derived[] = {
  {
    "SELECT (SELECT count (*) FROM (SELECT * FROM (" TALLY_QUERY ") EXCEPT SELECT * FROM tally))"
    "  + (SELECT count (*) FROM (SELECT * FROM tally WHERE n_papers <> 0 OR n_read <> 0"
    "    EXCEPT SELECT * FROM (" TALLY_QUERY ")))",
    "DELETE FROM tally; INSERT INTO tally " TALLY_QUERY,
    N_("The numbers of papers were wrong; they were counted anew."),
    },
    {
      "SELECT count (*) FROM topic_paper WHERE date <> " TOPIC_DATE,
      "UPDATE topic_paper SET date = " TOPIC_DATE " WHERE date <> " TOPIC_DATE,
      N_("The order of papers in a topic was wrong; it was worked out anew."),
      },
      {
        "SELECT count (*) FROM paper WHERE day <> " NEWEST_DAY,
        "UPDATE paper SET day = " NEWEST_DAY " WHERE day <> " NEWEST_DAY,
        N_("The newest day of a paper was wrong; it was worked out anew."),
        },
        {
          "SELECT count (*) FROM paper WHERE NOT EXISTS (SELECT 1 FROM paper_alias WHERE alias = uid AND paper = id)",
          "INSERT OR REPLACE INTO paper_alias SELECT uid, id FROM paper"
          "  WHERE NOT EXISTS (SELECT 1 FROM paper_alias WHERE alias = uid AND paper = id)",
          N_("A paper could not be found by its id; it can be again."),
          },
          {
            "SELECT count (*) FROM paper_category"
            "  WHERE NOT EXISTS (SELECT 1 FROM paper WHERE paper.id = paper_category.paper)",
            "DELETE FROM paper_category WHERE NOT EXISTS (SELECT 1 FROM paper WHERE paper.id = paper_category.paper)",
            N_("A category named a paper that is not there; it no longer does."),
            },
        };

static gboolean
repair (DpDatabase    *database,
        CheckJob      *job,
        const Derived *value,
        GError       **error)
{
  gint64 n_wrong = 0;

  if (!dp_database_get_int64 (database, &n_wrong, error, value->count_sql, ""))
    return FALSE;

  if (n_wrong == 0)
    return TRUE;

  g_ptr_array_add (job->repaired, g_strdup (_(value->sentence)));
  return dp_database_execute (database, value->repair_sql, error);
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

static gboolean
check_derived (DpDatabase *database,
               CheckJob   *job,
               GError    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (!repair (database, job, &derived[i], error))
      return FALSE;

  return check_topic_counts (database, job, error);
}

static gboolean
check_key (DpDatabase *database,
           guint32     rowid,
           gboolean   *out_wrong,
           GError    **error)
{
  g_autoptr (DpPaperRecord) record = dp_paper_record_load (database, rowid, error);

  if (record == NULL)
    return FALSE;

  dp_paper_record_set_keys (record);
  *out_wrong |= record->dirty != 0;

  return dp_paper_record_save (record, database, error);
}

/* Another version of GLib may know more of Unicode than the one that wrote the key. */
static gboolean
check_keys (DpDatabase *database,
            CheckJob   *job,
            GError    **error)
{
  gint64   rowid = 0;
  gint64   next = 0;
  gboolean wrong = FALSE;

  do
    {
      next = 0;
      if (!dp_database_get_int64 (database, &next, error, "SELECT id FROM paper WHERE id > ? ORDER BY id LIMIT 1",
                                  "l", rowid) ||
          (next > 0 && !check_key (database, (guint32)next, &wrong, error)))
        return FALSE;

      rowid = next;
    }
  while (next > 0);

  if (wrong)
    g_ptr_array_add (job->repaired, g_strdup (_("What a paper sorts by was wrong; it was worked out anew.")));

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

static gboolean
check (DpDatabase *database,
       gpointer    data,
       GError    **error)
{
  CheckJob *job = data;

  return check_search (database, job, error) &&
         check_file (database, job, error) &&
         check_references (database, job, error) &&
         run_in_transaction (database, job, check_derived, error) &&
         run_in_transaction (database, job, check_keys, error) &&
         tell_everybody (database, job, error);
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
  job->repaired = g_ptr_array_new_with_free_func (g_free);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_library_check_async);
  g_task_set_task_data (task, job, (GDestroyNotify)check_job_free);
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
 *   thing that was repaired, none when the library is sound
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
