/* dp-day-store.c: writing down how it went to ask for a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-day-store.h"

#include "library/dp-library-private.h"
#include "library/paper/dp-paper-identity.h"
#include "model/dp-authority.h"
#include "model/dp-paper.h"

typedef struct
{
  char      *day;     /* (owned) */
  char      *message; /* (owned) (nullable) */
  DpTime     asked_at;
  guint      n_papers;
  GPtrArray *list; /* (owned) (nullable) */
} DayJob;

static void
day_job_free (DayJob *job)
{
  g_free (job->day);
  g_free (job->message);
  g_clear_pointer (&job->list, g_ptr_array_unref);
  g_free (job);
}

/* The rows of those that are in the list. */
static GHashTable *
find_listed (DpDatabase *database,
             GPtrArray  *list,
             GError    **error)
{
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const DpPaper *paper = g_ptr_array_index (list, i);
      gint64         rowid = 0;

      if (!dp_paper_identity_find (database, paper->id, &rowid, error))
        return NULL;
      g_hash_table_add (listed, GSIZE_TO_POINTER ((gsize)rowid));
    }

  return g_steal_pointer (&listed);
}

/* Those that the day has a place for, and that are not in its list. A paper that came
 * with a list has a link of Hugging Face's; one that only digests know has none. */
#define PLACED_SQL                                         \
  "SELECT paper FROM paper_day WHERE day = ? AND rank > 0" \
  "  AND EXISTS (SELECT 1 FROM paper_link WHERE paper_link.paper = paper_day.paper AND source = ?)"

static GArray *
find_departed (DpDatabase *database,
               DayJob     *job,
               GError    **error)
{
  g_autoptr (GHashTable) listed = find_listed (database, job->list, error);
  g_autoptr (GArray) departed = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (DpStatement) statement = NULL;
  DpStep step = DP_STEP_ROW;

  if (listed == NULL)
    return NULL;

  statement = dp_database_prepare (database, PLACED_SQL, error);
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "si", job->day, (int)DP_AUTHORITY_HUGGING_FACE);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    {
      guint32 rowid = (guint32)dp_statement_get_int64 (statement, 0);

      if (!g_hash_table_contains (listed, GSIZE_TO_POINTER ((gsize)rowid)))
        g_array_append_val (departed, rowid);
    }

  return step == DP_STEP_DONE ? g_steal_pointer (&departed) : NULL;
}

/* What left the list is no paper of the day any more; it stays in the library. What
 * only a digest says of the day is left alone, and a list that is empty all of a sudden
 * is not believed that much. */
static gboolean
forget_departed (DpDatabase  *database,
                 DpChangeLog *log,
                 DayJob      *job,
                 GError     **error)
{
  g_autoptr (GArray) departed = NULL;

  if (job->list == NULL || job->list->len == 0)
    return TRUE;

  departed = find_departed (database, job, error);
  if (departed == NULL)
    return FALSE;

  for (guint i = 0; i < departed->len; i++)
    {
      guint32 rowid = g_array_index (departed, guint32, i);

      if (!dp_database_run (database, error, "DELETE FROM paper_day WHERE paper = ? AND day = ?", "us", rowid, job->day) ||
          !dp_database_run (database, error,
                            "UPDATE paper SET day ="
                            "  coalesce ((SELECT max (day) FROM paper_day WHERE paper = ?1), '') WHERE id = ?1",
                            "u", rowid))
        return FALSE;

      dp_change_log_add (log, rowid, DP_CHANGE_DAYS);
    }

  return TRUE;
}

/* A failure leaves what the last success said. */
static gboolean
record_day (DpDatabase  *database,
            DpChangeLog *log,
            gpointer     data,
            gboolean    *out_more,
            GError     **error)
{
  DayJob *job = data;

  dp_change_log_add (log, 0, DP_CHANGE_DAY_LIST);

  if (job->message == NULL)
    return forget_departed (database, log, job, error) &&
           dp_database_run (database, error,
                            "INSERT INTO day_refresh VALUES (?1, ?2, ?2, ?3, NULL)"
                            "  ON CONFLICT DO UPDATE SET attempted_at = ?2, succeeded_at = ?2, n_papers = ?3,"
                            "    error = NULL",
                            "slu", job->day, job->asked_at, job->n_papers);

  return dp_database_run (database, error,
                          "INSERT INTO day_refresh VALUES (?1, ?2, ?3, 0, ?4)"
                          "  ON CONFLICT DO UPDATE SET attempted_at = ?2, error = ?4",
                          "slls", job->day, job->asked_at, DP_TIME_UNKNOWN, job->message);
}

/**
 * dp_day_store_record_async:
 * @library: a library
 * @day: the day whose list was asked for, `YYYY-MM-DD`
 * @asked_at: when it was, in seconds since the epoch
 * @n_papers: how many papers its list had; of a success alone
 * @list: (nullable) (element-type DpPaper): the list, where it came whole: papers that
 *   were on it before and are not any more lose the day
 * @error_message: (nullable): why it failed, a sentence; %NULL after a success
 * @cancellable: (nullable): gives up before it begins
 * @callback: called when that is on the disk
 * @user_data: for @callback
 *
 * Remembers how it went to ask for a day. The papers themselves are stored by
 * dp_paper_store_merge_async() before. Tells %DP_CHANGE_DAY_LIST, and %DP_CHANGE_DAYS of
 * papers that left the list.
 */
void
dp_day_store_record_async (DpLibrary          *library,
                           const char         *day,
                           DpTime              asked_at,
                           guint               n_papers,
                           GPtrArray          *list,
                           const char         *error_message,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask  *task = NULL;
  DayJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (dp_day_is_valid (day));

  job = g_new0 (DayJob, 1);
  job->day = g_strdup (day);
  job->asked_at = asked_at;
  job->n_papers = n_papers;
  job->list = list != NULL ? g_ptr_array_ref (list) : NULL;
  job->message = g_strdup (error_message);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_day_store_record_async);
  g_task_set_task_data (task, job, (GDestroyNotify)day_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_NORMAL, record_day);
}

/**
 * dp_day_store_record_finish:
 * @library: the library
 * @result: the result
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_day_store_record_async().
 */
gboolean
dp_day_store_record_finish (DpLibrary    *library,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_day_store_record_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
