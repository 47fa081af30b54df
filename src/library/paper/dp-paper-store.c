/* dp-paper-store.c: writing what sources deliver into a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/paper/dp-paper-store.h"

#include "library/dp-library-private.h"
#include "library/paper/dp-paper-writer.h"
#include "library/topic/dp-topic-papers.h"
#include "library/topic/dp-topic-row.h"

typedef struct
{
  GPtrArray     *papers; /* (owned) */
  DpAuthority    authority;
  gint64         topic;
  gint64         edition;
  DpTopicOrigin  origin;
  DpPaperWriter *writer; /* (owned) */
  GHashTable    *seen;   /* (owned): the rowids that were handed in */
  guint          next;   /* the first paper that is not stored yet */
  DpStoreResult  done;   /* of the transactions that are committed */
  DpStoreResult  batch;  /* of the one that is not known to be */
} MergeJob;

static void
merge_job_free (MergeJob *job)
{
  g_clear_pointer (&job->papers, g_ptr_array_unref);
  g_clear_pointer (&job->writer, dp_paper_writer_free);
  g_clear_pointer (&job->seen, g_hash_table_unref);
  g_free (job);
}

static void
count_batch_as_done (MergeJob *job)
{
  job->done.n_papers += job->batch.n_papers;
  job->done.n_new += job->batch.n_new;
  job->done.n_changed += job->batch.n_changed;
  job->done.n_new_in_topic += job->batch.n_new_in_topic;
  job->batch = (DpStoreResult){ 0 };
}

static gboolean
store_paper (MergeJob      *job,
             DpDatabase    *database,
             DpChangeLog   *log,
             const DpPaper *paper,
             DpTime         now,
             GError       **error)
{
  g_autoptr (DpPaperRecord) record = NULL;
  DpChangeFields changed = 0;
  gboolean       is_new = FALSE;
  gboolean       is_new_in_topic = FALSE;

  record = dp_paper_merge (database, log, paper, job->authority, now, &is_new, &changed, error);
  if (record == NULL)
    return FALSE;

  if (job->topic != 0 &&
      !dp_topic_papers_add (database, log, job->topic, job->edition, record->rowid,
                            job->origin, &is_new_in_topic, error))
    return FALSE;

  job->batch.n_papers += g_hash_table_add (job->seen, GUINT_TO_POINTER (record->rowid));
  job->batch.n_new += is_new;
  job->batch.n_changed += !is_new && changed != 0;
  job->batch.n_new_in_topic += is_new_in_topic;

  return dp_paper_writer_add (job->writer, database, record, changed, error);
}

static gboolean
store_papers (MergeJob    *job,
              DpDatabase  *database,
              DpChangeLog *log,
              guint        end,
              GError     **error)
{
  DpTime now = dp_time_now ();

  if (!dp_paper_writer_begin (job->writer, database, error))
    return FALSE;

  for (guint i = job->next; i < end; i++)
    if (!store_paper (job, database, log, g_ptr_array_index (job->papers, i), now, error))
      return FALSE;

  return dp_paper_writer_end (job->writer, database, log, error);
}

static gboolean
merge_batch (DpDatabase  *database,
             DpChangeLog *log,
             gpointer     data,
             gboolean    *out_more,
             GError     **error)
{
  MergeJob *job = data;
  guint     end = MIN (job->next + DP_PAPER_WRITER_BATCH, job->papers->len);
  g_autoptr (DpTopic) topic = NULL;

  /* To be called again means that the transaction before was committed. */
  count_batch_as_done (job);

  if (job->topic != 0)
    {
      topic = dp_topic_row_load (database, job->topic, error);
      if (topic == NULL)
        return FALSE;
    }

  if (!store_papers (job, database, log, end, error))
    {
      job->batch = (DpStoreResult){ 0 };
      return FALSE;
    }

  job->next = end;
  *out_more = end < job->papers->len;

  return TRUE;
}

/**
 * dp_paper_store_merge_async:
 * @library: a library
 * @papers: (element-type DpPaper): what a source says; not changed any more
 * @authority: the source
 * @topic_id: the topic that they are for, or 0
 * @edition: of the topic when it was asked for, or %DP_TOPIC_EDITION_NOW
 * @origin: how they came to it
 * @cancellable: (nullable): ends it between two transactions; what is done stays
 * @callback: called when all are stored, or at the first error
 * @user_data: for @callback
 *
 * Merges papers into the library, at most 100 a transaction. Marks go in between,
 * and where the library is watched there is a rest after each.
 */
void
dp_paper_store_merge_async (DpLibrary          *library,
                            GPtrArray          *papers,
                            DpAuthority         authority,
                            gint64              topic_id,
                            gint64              edition,
                            DpTopicOrigin       origin,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask    *task = NULL;
  MergeJob *job = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (papers != NULL);

  job = g_new0 (MergeJob, 1);
  job->papers = g_ptr_array_ref (papers);
  job->authority = authority;
  job->topic = topic_id;
  job->edition = edition;
  job->origin = origin;
  job->writer = dp_paper_writer_new ();
  job->seen = g_hash_table_new (NULL, NULL);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_paper_store_merge_async);
  g_task_set_task_data (task, job, (GDestroyNotify)merge_job_free);
  dp_library_run_on_writer (library, task, DP_DURABILITY_NORMAL, merge_batch);
}

/**
 * dp_paper_store_merge_finish:
 * @library: the library
 * @result: the result
 * @out_result: (out) (optional): what was stored, also when not everything was
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_paper_store_merge_async().
 *
 * Returns: whether all papers were stored
 */
gboolean
dp_paper_store_merge_finish (DpLibrary     *library,
                             GAsyncResult  *result,
                             DpStoreResult *out_result,
                             GError       **error)
{
  MergeJob *job = NULL;
  gboolean  stored = FALSE;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_paper_store_merge_async), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  stored = g_task_propagate_boolean (G_TASK (result), &local_error);

  /* A write is cancelled before or while it works, never after. */
  if (stored || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    count_batch_as_done (job);

  if (out_result != NULL)
    *out_result = job->done;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return stored;
}
