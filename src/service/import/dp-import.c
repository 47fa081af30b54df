/* dp-import.c: taking a file into the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/import/dp-import.h"

#include "library/archive/dp-archive-store.h"
#include "library/topic/dp-topic-query.h"

#include <glib/gi18n.h>

/* A file is read on threads of GLib's and written on the library's, a part at a time,
 * so that neither is ever in memory as a whole where it is a library's, and so that it
 * can be cancelled between two parts. What is stored stays: importing again goes on
 * where it ended, because what is there already is passed over quickly. */
struct _DpImport
{
  GObject parent_instance;

  DpLibrary    *library;  /* (owned) */
  GFile        *file;     /* (owned) */
  char         *name;     /* (owned) */
  char         *day;      /* (owned) (nullable) */
  DpImportFile *contents; /* (owned) (nullable) until it was inspected */
};

G_DEFINE_FINAL_TYPE (DpImport, dp_import, G_TYPE_OBJECT)

static void
dp_import_finalize (GObject *object)
{
  DpImport *self = DP_IMPORT (object);

  g_clear_pointer (&self->contents, dp_import_file_free);
  g_clear_object (&self->library);
  g_clear_object (&self->file);
  g_free (self->name);
  g_free (self->day);

  G_OBJECT_CLASS (dp_import_parent_class)->finalize (object);
}

static void
dp_import_class_init (DpImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dp_import_finalize;
}

static void
dp_import_init (DpImport *self)
{
}

/**
 * dp_import_new:
 * @library: a library, which stays open meanwhile
 * @file: a file
 *
 * Returns: (transfer full): an import of which nothing is known yet
 */
DpImport *
dp_import_new (DpLibrary *library,
               GFile     *file)
{
  DpImport        *self = NULL;
  g_autofree char *base_name = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (DP_TYPE_IMPORT, NULL);
  self->library = g_object_ref (library);
  self->file = g_object_ref (file);
  base_name = g_file_get_basename (file);
  self->name = base_name != NULL ? g_filename_display_name (base_name) : g_file_get_uri (file);

  return self;
}

const char *
dp_import_get_name (DpImport *self)
{
  g_return_val_if_fail (DP_IS_IMPORT (self), NULL);

  return self->name;
}

/**
 * dp_import_set_day:
 * @self: an import that was not inspected
 * @day: (nullable): `YYYY-MM-DD`
 *
 * Says of which day a list is that does not say so itself.
 */
void
dp_import_set_day (DpImport   *self,
                   const char *day)
{
  g_return_if_fail (DP_IS_IMPORT (self));

  g_free (self->day);
  self->day = g_strdup (day);
}

typedef struct
{
  GFile        *file;     /* (owned) */
  char         *day;      /* (owned) (nullable) */
  DpProgress   *progress; /* (owned) */
  DpImportFile *contents; /* (owned) (nullable) until it is open */
} InspectJob;

static void
inspect_job_free (InspectJob *job)
{
  g_object_unref (job->file);
  g_free (job->day);
  dp_progress_unref (job->progress);
  g_clear_pointer (&job->contents, dp_import_file_free);
  g_free (job);
}

/* Runs a step of an inspection on another thread, with the same job. */
static void
run_step (GTask              *task, /* (transfer full) */
          GTaskThreadFunc     func,
          GAsyncReadyCallback callback)
{
  g_autoptr (GTask) step = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task), callback, task);

  g_task_set_source_tag (step, run_step);
  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (step, func);
}

static void
inspected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
inspect_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  InspectJob *job = data;
  g_autoptr (GError) error = NULL;

  if (dp_import_file_inspect (job->contents, job->progress, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The user may have removed a topic since, and want it back. */
static gboolean
has_all_topics (DpImport               *self,
                const DpImportContents *contents)
{
  for (gsize i = 0; contents->topics[i] != NULL; i++)
    {
      g_autoptr (DpTopicInfo) info = dp_topic_query_find (self->library, contents->topics[i], NULL);

      if (info == NULL)
        return FALSE;
    }

  return TRUE;
}

/* A file that was imported before need not be read: whatever it says is known, or
 * something better is. */
static gboolean
recall (DpImport     *self,
        DpImportFile *contents)
{
  g_autofree char *summary = dp_archive_store_recall (self->library, dp_import_file_get_digest (contents), NULL);

  return summary != NULL && dp_import_file_recall (contents, summary);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  DpImport   *self = DP_IMPORT (object);
  InspectJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (recall (self, job->contents) && has_all_topics (self, dp_import_file_get_contents (job->contents)))
    g_task_return_boolean (task, TRUE);
  else
    run_step (g_steal_pointer (&task), inspect_thread, inspected_cb);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  InspectJob *job = data;
  g_autoptr (GError) error = NULL;

  job->contents = dp_import_file_open (job->file, job->day, cancellable, &error);
  if (job->contents != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * dp_import_inspect_async:
 * @self: an import
 * @cancellable: (nullable): gives up
 * @progress: (nullable): told how many bytes are read
 * @progress_data: for @progress
 * @callback: called when it is known what the file holds
 * @user_data: for @callback
 *
 * Looks at what a file holds. Nothing is stored.
 */
void
dp_import_inspect_async (DpImport           *self,
                         GCancellable       *cancellable,
                         DpProgressFunc      progress,
                         gpointer            progress_data,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask      *task = NULL;
  InspectJob *job = NULL;

  g_return_if_fail (DP_IS_IMPORT (self));

  job = g_new0 (InspectJob, 1);
  job->file = g_object_ref (self->file);
  job->day = g_strdup (self->day);
  job->progress = dp_progress_new (progress, progress_data);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_import_inspect_async);
  g_task_set_task_data (task, job, (GDestroyNotify)inspect_job_free);
  run_step (task, open_thread, opened_cb);
}

/**
 * dp_import_inspect_finish:
 * @self: the import
 * @result: the result
 * @error: return location for a #DpImportError, a #DpFormatError, %G_IO_ERROR_CANCELLED
 *
 * Ends dp_import_inspect_async().
 *
 * Returns: (transfer none) (nullable): what the file holds, which may be nothing
 */
const DpImportContents *
dp_import_inspect_finish (DpImport     *self,
                          GAsyncResult *result,
                          GError      **error)
{
  InspectJob *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_import_inspect_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  job = g_task_get_task_data (G_TASK (result));
  g_clear_pointer (&self->contents, dp_import_file_free);
  self->contents = g_steal_pointer (&job->contents);

  return dp_import_file_get_contents (self->contents);
}

const DpImportContents *
dp_import_get_contents (DpImport *self)
{
  g_return_val_if_fail (DP_IS_IMPORT (self), NULL);

  return self->contents != NULL ? dp_import_file_get_contents (self->contents) : NULL;
}

typedef struct
{
  DpArchiveTally *tally;    /* (owned) */
  DpProgress     *progress; /* (owned) */
} StoreJob;

static void
store_job_free (StoreJob *job)
{
  dp_archive_tally_unref (job->tally);
  dp_progress_unref (job->progress);
  g_free (job);
}

static void read_on (GTask *task);

static void
concluded_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  /* Everything is stored; what is not remembered is only read again. */
  dp_archive_store_conclude_finish (DP_LIBRARY (object), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
conclude (GTask *task) /* (transfer full) */
{
  DpImport        *self = g_task_get_source_object (task);
  DpImportKind     kind = dp_import_file_get_contents (self->contents)->kind;
  g_autofree char *summary = dp_import_file_summarize (self->contents);

  dp_archive_store_conclude_async (self->library, dp_import_file_get_digest (self->contents), summary,
                                   kind == DP_IMPORT_LIBRARY || kind == DP_IMPORT_PAPERS, concluded_cb, task);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  DpImport *self = g_task_get_source_object (task);
  StoreJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  guint64 n_total = 0;
  guint64 n_done = 0;

  if (!dp_archive_store_finish (DP_LIBRARY (object), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  n_done = dp_import_file_get_position (self->contents, &n_total);
  dp_progress_set_total (job->progress, n_total);
  dp_progress_tell (job->progress, n_done);
  read_on (g_steal_pointer (&task));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  DpImport *self = DP_IMPORT (object);
  StoreJob *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (entries == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (entries->len == 0)
    conclude (g_steal_pointer (&task));
  else
    dp_archive_store_async (self->library, entries, job->tally, cancellable, stored_cb,
                            g_steal_pointer (&task));
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  DpImport *self = source;

  g_task_return_pointer (task, dp_import_file_read_on (self->contents), (GDestroyNotify)g_ptr_array_unref);
}

/* Reads the next part; only one thread at a time has the file. */
static void
read_on (GTask *task) /* (transfer full) */
{
  DpImport *self = g_task_get_source_object (task);
  g_autoptr (GTask) part = g_task_new (self, g_task_get_cancellable (task), read_cb, task);

  g_task_set_source_tag (part, read_on);
  g_task_run_in_thread (part, read_thread);
}

/**
 * dp_import_store_async:
 * @self: an import that was inspected
 * @cancellable: (nullable): ends it between two transactions; what is done stays
 * @progress: (nullable): told how far it is
 * @progress_data: for @progress
 * @callback: called when everything is on the disk, or at the first error
 * @user_data: for @callback
 *
 * Takes what a file holds into the library. The same file again changes nothing.
 */
void
dp_import_store_async (DpImport           *self,
                       GCancellable       *cancellable,
                       DpProgressFunc      progress,
                       gpointer            progress_data,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask    *task = NULL;
  StoreJob *job = NULL;

  g_return_if_fail (DP_IS_IMPORT (self));
  g_return_if_fail (self->contents != NULL);

  job = g_new0 (StoreJob, 1);
  job->tally = dp_archive_tally_new ();
  job->progress = dp_progress_new (progress, progress_data);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_import_store_async);
  g_task_set_task_data (task, job, (GDestroyNotify)store_job_free);
  /* What was done was done, even if it is cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);

  if (dp_import_file_get_contents (self->contents)->is_known)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  read_on (task);
}

/**
 * dp_import_store_finish:
 * @self: the import
 * @result: the result
 * @out_report: (out): what became of the papers, also when not all were stored
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Ends dp_import_store_async().
 *
 * Returns: whether all was stored
 */
gboolean
dp_import_store_finish (DpImport       *self,
                        GAsyncResult   *result,
                        DpImportReport *out_report,
                        GError        **error)
{
  StoreJob *job = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_import_store_async), FALSE);
  g_return_val_if_fail (out_report != NULL, FALSE);

  job = g_task_get_task_data (G_TASK (result));
  out_report->n_new = dp_archive_tally_get_n_new (job->tally);
  out_report->n_enriched = dp_archive_tally_get_n_enriched (job->tally);
  out_report->n_unchanged = dp_archive_tally_get_n_unchanged (job->tally);
  out_report->n_strays = dp_archive_tally_get_n_lost (job->tally);
  if (dp_import_file_get_contents (self->contents)->is_known)
    out_report->n_unchanged = dp_import_file_get_contents (self->contents)->n_papers;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Appends a part of a sentence. */
static void
add_part (GString    *sentence,
          const char *separator,
          char       *part /* (transfer full) */)
{
  g_string_append (sentence, separator);
  g_string_append (sentence, part);
  g_free (part);
}

/* A line that lost its paper is another matter than one whose paper lacks something. */
static void
add_lines (GString                *sentence,
           const DpImportContents *contents)
{
  guint n_partial = contents->n_problems - contents->n_lost;

  if (contents->n_lost > 0)
    add_part (sentence, "; ", g_strdup_printf (ngettext ("%u line could not be read", "%u lines could not be read",
                                                         contents->n_lost), contents->n_lost));
  if (n_partial > 0)
    add_part (sentence, "; ", g_strdup_printf (ngettext ("%u line could be read only in part",
                                                         "%u lines could be read only in part", n_partial), n_partial));
  g_string_append_c (sentence, '.');
}

/**
 * dp_import_report_dup_sentence:
 * @self: what became of a file
 * @contents: what it holds
 *
 * Returns: (transfer full): all numbers in a sentence for people
 */
char *
dp_import_report_dup_sentence (const DpImportReport   *self,
                               const DpImportContents *contents)
{
  guint    n_repeated = dp_import_contents_count_repeated (contents);
  GString *sentence = g_string_new (NULL);

  g_string_append_printf (sentence, ngettext ("%u row read", "%u rows read", contents->n_rows), contents->n_rows);
  add_part (sentence, ": ", g_strdup_printf (ngettext ("%u new paper", "%u new papers", self->n_new), self->n_new));
  add_part (sentence, ", ", g_strdup_printf (ngettext ("%u enriched", "%u enriched", self->n_enriched), self->n_enriched));
  add_part (sentence, ", ", g_strdup_printf (ngettext ("%u unchanged", "%u unchanged", self->n_unchanged), self->n_unchanged));
  if (n_repeated > 0)
    add_part (sentence, ", ", g_strdup_printf (ngettext ("%u repeated", "%u repeated", n_repeated), n_repeated));
  add_lines (sentence, contents);
  if (self->n_strays > 0)
    add_part (sentence, " ", g_strdup_printf (ngettext ("%u mark is of a paper that is not there.",
                                                        "%u marks are of papers that are not there.", self->n_strays), self->n_strays));

  return g_string_free (sentence, FALSE);
}
