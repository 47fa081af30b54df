/* dp-list-export.c: writing papers into a file, or for the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/export/dp-list-export.h"

#include "library/order/dp-listing.h"
#include "library/paper/dp-paper-query.h"
#include "service/export/dp-file-draft.h"

#include <string.h>

/* A list of any length goes through in pieces: some papers are read on the reader
 * thread, which other lists use in between, and written on another. The calling thread
 * only passes them on. */

/* How many papers go at once. */
#define BATCH 256

typedef struct
{
  DpLibrary     *library; /* (unowned) by the task */
  DpListWriter  *writer;
  GFile         *file;   /* (nullable): what is written into; else @text */
  DpFileDraft   *draft;  /* (nullable): while it is being written */
  GString       *text;   /* (nullable): what was written so far, without a file */
  DpOrder       *order;  /* (nullable) */
  guint          next;   /* position that is to be read */
  GPtrArray     *papers; /* (nullable): to be written */
  guint          n_papers;
  DpProgressFunc progress; /* (nullable) */
  gpointer       progress_data;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_clear_pointer (&export->draft, dp_file_draft_free);
  g_clear_object (&export->file);
  if (export->text != NULL)
    g_string_free (export->text, TRUE);
  g_clear_pointer (&export->writer, dp_list_writer_free);
  g_clear_pointer (&export->order, dp_order_unref);
  g_clear_pointer (&export->papers, g_ptr_array_unref);
  g_free (export);
}

static gboolean
is_complete (const Export *export)
{
  return export->next == dp_order_get_length (export->order);
}

static gboolean
write_text (Export *export,
            const char   *text,
            GCancellable *cancellable,
            GError      **error)
{
  if (export->text != NULL)
    {
      g_string_append (export->text, text);
      return TRUE;
    }

  if (export->draft == NULL)
    export->draft = dp_file_draft_new (export->file, cancellable, error);
  if (export->draft == NULL)
    return FALSE;

  if (!g_output_stream_write_all (dp_file_draft_get_stream (export->draft), text, strlen (text), NULL, cancellable, error))
    return FALSE;

  if (!is_complete (export))
    return TRUE;
  if (!dp_file_draft_finish (export->draft, cancellable, error))
    return FALSE;

  g_clear_pointer (&export->draft, dp_file_draft_free);
  return TRUE;
}

static gboolean
write_papers (Export *export,
              GCancellable *cancellable,
              GError      **error)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < export->papers->len; i++)
    dp_list_writer_add (export->writer, g_ptr_array_index (export->papers, i));
  if (is_complete (export))
    dp_list_writer_end (export->writer);
  text = dp_list_writer_take (export->writer);

  return write_text (export, text, cancellable, error);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_papers (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void load_papers (GTask *new_task);

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  export->n_papers += export->papers->len;
  g_clear_pointer (&export->papers, g_ptr_array_unref);
  if (export->progress != NULL)
    export->progress (export->next, dp_order_get_length (export->order), export->progress_data);

  if (is_complete (export))
    g_task_return_boolean (task, TRUE);
  else
    load_papers (g_steal_pointer (&task));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GTask) writing = NULL;

  export->papers = dp_paper_query_load_many_finish (DP_LIBRARY (object), result, &error);
  if (export->papers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  writing = g_task_new (NULL, g_task_get_cancellable (task), written_cb, g_object_ref (task));
  g_task_set_source_tag (writing, loaded_cb);
  g_task_set_task_data (writing, export, NULL);
  /* A file that was renamed is there, even if it is cancelled a moment later. */
  g_task_set_check_cancellable (writing, FALSE);
  g_task_run_in_thread (writing, write_thread);
}

static void
load_papers (GTask *new_task /* (transfer full) */)
{
  g_autoptr (GTask) task = new_task;
  Export *export = g_task_get_task_data (task);
  const guint32 *rowids = dp_order_get_rowids (export->order); /* (nullable): of none */
  guint          n_papers = MIN (dp_order_get_length (export->order) - export->next, BATCH);

  if (rowids != NULL)
    rowids += export->next;
  export->next += n_papers;
  dp_paper_query_load_many_async (export->library, rowids, n_papers, g_task_get_cancellable (task), loaded_cb, task);
  g_steal_pointer (&task);
}

static void
asked_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  export->order = dp_listing_ask_finish (DP_LIBRARY (object), result, &error);
  if (export->order != NULL)
    load_papers (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/* A digest has an order of its own: that of the service within a day, days and months
 * one after the other, the newest first. */
static void
set_order (DpListQuery *query,
           DpListFormat format)
{
  switch (format)
    {
    case DP_LIST_FORMAT_CSV:
    case DP_LIST_FORMAT_JSON:
    case DP_LIST_FORMAT_ATOM:
    case DP_LIST_FORMAT_BIBTEX:
    case DP_LIST_FORMAT_BIBTEX_TEX:
    case DP_LIST_FORMAT_RIS:
    case DP_LIST_FORMAT_CITATION:
    case DP_LIST_FORMAT_MARKDOWN:
    case DP_LIST_FORMAT_LINK:
    case DP_LIST_FORMAT_ID:
      return;

    case DP_LIST_FORMAT_KEYWORD:
    case DP_LIST_FORMAT_DATED:
      query->sort = DP_SORT_DATE;
      query->descending = TRUE;
      return;

    case DP_LIST_FORMAT_CLASSIFIED:
    case DP_LIST_FORMAT_SUMMARY:
      query->sort = DP_SORT_DAY;
      query->descending = TRUE;
      return;
    }

  g_return_if_reached ();
}

static Export *
new_export (DpLibrary   *library,
            DpListFormat format,
            const char  *title,
            const char  *day,
            GFile       *file)
{
  Export *export = g_new0 (Export, 1);

  export->library = library;
  if (file != NULL)
    export->file = g_object_ref (file);
  else
    export->text = g_string_new (NULL);
  export->writer = dp_list_writer_new (format, title, day, dp_time_now ());

  return export;
}

/* Takes @export. */
static GTask *
new_task (Export *export,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  GTask *task = g_task_new (export->library, cancellable, callback, user_data);

  g_task_set_task_data (task, export, free_export);
  g_task_set_check_cancellable (task, FALSE);

  return task;
}

/**
 * dp_list_export_run_async:
 * @library: a library
 * @query: the list, with its search and its order
 * @format: how it is written; a digest's layout has an order of its own
 * @title: what the list is called
 * @file: what is written, or replaced
 * @cancellable: (nullable): gives up; @file stays as it was
 * @progress: (nullable): told how many papers of the list are written; on this thread
 * @progress_data: for @progress
 * @callback: called when the file is there
 * @user_data: for @callback
 *
 * Writes a list of any length into a file, whole or not at all. On the thread that
 * owns the library, which is kept free.
 */
void
dp_list_export_run_async (DpLibrary          *library,
                          const DpListQuery  *query,
                          DpListFormat        format,
                          const char         *title,
                          GFile              *file,
                          GCancellable       *cancellable,
                          DpProgressFunc      progress,
                          gpointer            progress_data,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (DpListQuery) ordered = NULL;
  Export *export = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (query != NULL && title != NULL && G_IS_FILE (file));

  export = new_export (library, format, title, query->scope == DP_SCOPE_DAY ? query->day : NULL, file);
  export->progress = progress;
  export->progress_data = progress_data;
  task = new_task (export, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_list_export_run_async);

  ordered = dp_list_query_copy (query);
  set_order (ordered, format);
  dp_listing_ask_async (library, ordered, cancellable, asked_cb, g_steal_pointer (&task));
}

/**
 * dp_list_export_run_finish:
 * @library: a library
 * @result: of dp_list_export_run_async()
 * @out_n_papers: (out) (optional): how many papers were written
 * @error: return location for a #DpLibraryError or %G_IO_ERROR
 *
 * Returns: whether the file is there
 */
gboolean
dp_list_export_run_finish (DpLibrary    *library,
                           GAsyncResult *result,
                           guint        *out_n_papers,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_list_export_run_async), FALSE);

  if (out_n_papers != NULL)
    *out_n_papers = ((Export *)g_task_get_task_data (G_TASK (result)))->n_papers;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * dp_list_export_papers_async:
 * @library: a library
 * @papers: papers, in the order in which they are written
 * @format: how they are written; no layout of a digest's
 * @title: what they are called together
 * @file: (nullable): what is written, or replaced; without one the text is kept
 * @cancellable: (nullable): gives up; @file stays as it was
 * @progress: (nullable): told how many papers are written; on this thread
 * @progress_data: for @progress
 * @callback: called when all is written
 * @user_data: for @callback
 *
 * Writes papers that somebody chose, as dp_list_export_run_async() writes a list. Those
 * that the library has not any more are left out.
 */
void
dp_list_export_papers_async (DpLibrary          *library,
                             DpOrder            *papers,
                             DpListFormat        format,
                             const char         *title,
                             GFile              *file,
                             GCancellable       *cancellable,
                             DpProgressFunc      progress,
                             gpointer            progress_data,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = NULL;
  Export *export = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (papers != NULL && title != NULL);

  export = new_export (library, format, title, NULL, file);
  export->order = dp_order_ref (papers);
  export->progress = progress;
  export->progress_data = progress_data;
  task = new_task (export, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_list_export_papers_async);

  load_papers (task);
}

/**
 * dp_list_export_papers_finish:
 * @library: a library
 * @result: of dp_list_export_papers_async()
 * @out_text: (out) (optional) (transfer full) (nullable): the text, where there was no file
 * @out_n_papers: (out) (optional): how many papers were written
 * @error: return location for a #DpLibraryError or %G_IO_ERROR
 *
 * Returns: whether all is written
 */
gboolean
dp_list_export_papers_finish (DpLibrary    *library,
                              GAsyncResult *result,
                              char        **out_text,
                              guint        *out_n_papers,
                              GError      **error)
{
  Export *export = NULL;

  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_list_export_papers_async), FALSE);

  export = g_task_get_task_data (G_TASK (result));
  if (out_n_papers != NULL)
    *out_n_papers = export->n_papers;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  if (out_text != NULL)
    *out_text = export->text != NULL ? g_string_free (g_steal_pointer (&export->text), FALSE) : NULL;

  return TRUE;
}
