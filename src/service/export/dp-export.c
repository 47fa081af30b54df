/* dp-export.c: writing a whole library into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/export/dp-export.h"

#include "formats/dp-library-lines.h"
#include "library/archive/dp-archive-reader.h"
#include "service/export/dp-file-draft.h"

#include <string.h>

#define BUFFER_BYTES (256 * 1024)

typedef struct
{
  GFile         *file;        /* (owned) (nullable) */
  GOutputStream *stream;      /* (owned) (nullable): where there is no file */
  DpProgress    *progress;    /* (owned) */
  GCancellable  *cancellable; /* (unowned): the task's */
  guint64        n_papers;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->file);
  g_clear_object (&job->stream);
  dp_progress_unref (job->progress);
  g_free (job);
}

typedef struct
{
  Job           *job;
  GOutputStream *buffer;
} Writer;

static gboolean
write_entry (const DpArchiveEntry *entry,
             gpointer              user_data,
             GError              **error)
{
  Writer          *writer = user_data;
  g_autofree char *line = dp_library_lines_format (entry);

  if (entry->kind == DP_ARCHIVE_LIBRARY)
    dp_progress_set_total (writer->job->progress, entry->n_papers);
  else if (entry->kind == DP_ARCHIVE_PAPER)
    dp_progress_tell (writer->job->progress, ++writer->job->n_papers);

  return g_output_stream_write_all (writer->buffer, line, strlen (line), NULL, writer->job->cancellable, error);
}

static gboolean
write_library (DpLibrary     *library,
               Job           *job,
               GOutputStream *stream,
               GError       **error)
{
  g_autoptr (GOutputStream) buffer = g_buffered_output_stream_new_sized (stream, BUFFER_BYTES);
  Writer writer = { job, buffer };

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (buffer), FALSE);

  return dp_archive_reader_run (library, write_entry, &writer, job->cancellable, error) &&
         g_output_stream_flush (buffer, job->cancellable, error);
}

static gboolean
write_file (DpLibrary *library,
            Job       *job,
            GError   **error)
{
  g_autoptr (DpFileDraft) draft = dp_file_draft_new (job->file, job->cancellable, error);

  return draft != NULL &&
         write_library (library, job, dp_file_draft_get_stream (draft), error) &&
         dp_file_draft_finish (draft, job->cancellable, error);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  gboolean written = FALSE;

  job->cancellable = cancellable;
  written = job->file != NULL ? write_file (source, job, &error) : write_library (source, job, job->stream, &error);

  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
run (DpLibrary          *library,
     GFile              *file,
     GOutputStream      *stream,
     GCancellable       *cancellable,
     DpProgressFunc      progress,
     gpointer            progress_data,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_set_object (&job->file, file);
  g_set_object (&job->stream, stream);
  job->progress = dp_progress_new (progress, progress_data);
  g_task_set_source_tag (task, dp_export_finish);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  /* What was renamed was done, even if it is cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, export_thread);
}

/**
 * dp_export_to_file_async:
 * @library: a library, which stays open meanwhile
 * @file: what is written, or replaced
 * @cancellable: (nullable): gives up; @file stays as it was
 * @progress: (nullable): told how many papers are written
 * @progress_data: for @progress
 * @callback: called when the file is there
 * @user_data: for @callback
 *
 * Writes the whole library into a file, off this thread.
 */
void
dp_export_to_file_async (DpLibrary          *library,
                         GFile              *file,
                         GCancellable       *cancellable,
                         DpProgressFunc      progress,
                         gpointer            progress_data,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (G_IS_FILE (file));

  run (library, file, NULL, cancellable, progress, progress_data, callback, user_data);
}

/**
 * dp_export_to_stream_async:
 * @library: a library, which stays open meanwhile
 * @stream: what is written to; it is not closed
 * @cancellable: (nullable): gives up
 * @progress: (nullable): told how many papers are written
 * @progress_data: for @progress
 * @callback: called when everything is written
 * @user_data: for @callback
 *
 * Writes the whole library, off this thread.
 */
void
dp_export_to_stream_async (DpLibrary          *library,
                           GOutputStream      *stream,
                           GCancellable       *cancellable,
                           DpProgressFunc      progress,
                           gpointer            progress_data,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));

  run (library, NULL, stream, cancellable, progress, progress_data, callback, user_data);
}

/**
 * dp_export_finish:
 * @library: the library
 * @result: the result
 * @out_n_papers: (out) (optional): how many papers were written
 * @error: return location for a #DpLibraryError, a #GIOError
 *
 * Ends either.
 *
 * Returns: whether all was written
 */
gboolean
dp_export_finish (DpLibrary    *library,
                  GAsyncResult *result,
                  guint64      *out_n_papers,
                  GError      **error)
{
  Job *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_export_finish), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  if (out_n_papers != NULL)
    *out_n_papers = job->n_papers;

  return g_task_propagate_boolean (G_TASK (result), error);
}
