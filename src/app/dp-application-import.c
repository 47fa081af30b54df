/* dp-application-import.c: files into the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "service/dp-problem.h"
#include "service/import/dp-import.h"
#include "ui/dp-import-dialog.h"

/* Files that come together are looked at one after the other, shown together, and, when
 * that is wished, imported one after the other. What comes meanwhile joins them, or, when
 * they are imported already, waits until the report was read. */
typedef struct
{
  DpImportDialog *dialog; /* (unowned) (nullable) once closed */
  GPtrArray      *files;  /* of File (owned) */
  GCancellable   *cancellable;
  guint           next; /* the first that is not done yet */
  gboolean        is_storing;
  gboolean        is_done;
} Batch;

typedef struct
{
  DpImport      *import; /* (owned) */
  GError        *error;  /* (owned) (nullable): why it is of no use, or was not stored */
  DpImportReport report;
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  g_object_unref (file->import);
  g_clear_error (&file->error);
  g_free (file);
}

static void take_next (DpApplication *self);

static Batch *
get_batch (DpApplication *self)
{
  return self->import;
}

static File *
get_current (Batch *batch)
{
  return g_ptr_array_index (batch->files, batch->next);
}

/**
 * dp_application_cancel_import:
 * @self: an application
 *
 * Ends what comes from files; what is stored stays.
 */
void
dp_application_cancel_import (DpApplication *self)
{
  Batch *batch = g_steal_pointer (&self->import);

  if (batch == NULL)
    return;

  if (batch->dialog != NULL)
    {
      g_signal_handlers_disconnect_by_data (batch->dialog, self);
      gtk_window_destroy (GTK_WINDOW (batch->dialog));
    }
  g_cancellable_cancel (batch->cancellable);
  g_object_unref (batch->cancellable);
  g_ptr_array_unref (batch->files);
  g_free (batch);
}

static gboolean
close_request_cb (DpApplication *self)
{
  dp_application_cancel_import (self);
  dp_application_open_pending (self);

  return GDK_EVENT_STOP; /* it is gone already */
}

static void
add_number (DpImportDialog *dialog,
            const char     *label,
            guint           number)
{
  g_autofree char *text = g_strdup_printf ("%'u", number);

  dp_import_dialog_add_fact (dialog, label, text);
}

static void
add_days (DpImportDialog *dialog,
          char          **days)
{
  guint            n_days = g_strv_length (days);
  g_autofree char *text = NULL;

  if (n_days == 0)
    return;

  if (n_days == 1)
    text = g_strdup (days[0]);
  else
    /* Translators: from a first day to a last one, and how many there are */
    text = g_strdup_printf (_("%s to %s (%u)"), days[0], days[n_days - 1], n_days);
  dp_import_dialog_add_fact (dialog, _("Days"), text);
}

/* Those that lost their paper, and those whose paper lacks something. */
static void
add_lines (DpImportDialog         *dialog,
           const DpImportContents *contents)
{
  if (contents->n_lost > 0)
    add_number (dialog, _("Unreadable lines"), contents->n_lost);
  if (contents->n_problems > contents->n_lost)
    add_number (dialog, _("Lines readable only in part"), contents->n_problems - contents->n_lost);
}

static void
add_problems (DpImportDialog *dialog,
              File           *file,
              gboolean        has_others)
{
  const DpImportContents *contents = dp_import_get_contents (file->import);

  for (guint i = 0; contents != NULL && i < contents->problems->len; i++)
    {
      g_autofree char *text = dp_import_problem_dup_text (g_ptr_array_index (contents->problems, i));
      g_autofree char *named = g_strdup_printf (_("%s: %s"), dp_import_get_name (file->import), text);

      dp_import_dialog_add_problem (dialog, has_others ? named : text);
    }
}

static void
add_contents (DpImportDialog *dialog,
              File           *file)
{
  const DpImportContents *contents = dp_import_get_contents (file->import);
  g_autofree char        *kind = NULL;
  g_autofree char        *topics = NULL;

  if (file->error != NULL)
    {
      g_autofree char *sentence = dp_problem_dup_file_sentence (file->error);

      dp_import_dialog_add_file (dialog, dp_import_get_name (file->import), sentence);
      return;
    }

  kind = dp_import_contents_dup_kind (contents);
  topics = g_strjoinv (", ", contents->topics);
  if (contents->is_known)
    {
      g_autofree char *known = g_strdup_printf (_("%s. It was imported before; nothing will change."), kind);

      dp_import_dialog_add_file (dialog, dp_import_get_name (file->import), known);
    }
  else
    {
      dp_import_dialog_add_file (dialog, dp_import_get_name (file->import), kind);
    }

  add_number (dialog, _("Papers"), contents->n_papers);
  if (*topics != '\0')
    dp_import_dialog_add_fact (dialog, _("Topics"), topics);
  add_days (dialog, contents->days);
  if (contents->n_marks > 0)
    add_number (dialog, _("Marks"), contents->n_marks);
  add_lines (dialog, contents);
}

static void
add_report (DpImportDialog *dialog,
            File           *file)
{
  const DpImportContents *contents = dp_import_get_contents (file->import);
  g_autofree char        *text = NULL;

  if (file->error != NULL)
    {
      text = dp_problem_dup_file_sentence (file->error);
      dp_import_dialog_add_file (dialog, dp_import_get_name (file->import), text);
      return;
    }

  text = dp_import_contents_dup_kind (contents);
  dp_import_dialog_add_file (dialog, dp_import_get_name (file->import), text);
  add_number (dialog, _("Rows read"), contents->n_rows);
  add_number (dialog, _("New papers"), file->report.n_new);
  add_number (dialog, _("Enriched papers"), file->report.n_enriched);
  add_number (dialog, _("Unchanged papers"), file->report.n_unchanged);
  if (dp_import_contents_count_repeated (contents) > 0)
    add_number (dialog, _("Repeated rows"), dp_import_contents_count_repeated (contents));
  if (file->report.n_strays > 0)
    add_number (dialog, _("Marks of papers that are not there"), file->report.n_strays);
  add_lines (dialog, contents);
}

static gboolean
has_contents (Batch *batch)
{
  for (guint i = 0; i < batch->files->len; i++)
    {
      File *file = g_ptr_array_index (batch->files, i);

      if (file->error == NULL)
        return TRUE;
    }

  return FALSE;
}

/* What there is to say of all files, before or after they are stored. */
static void
describe (Batch *batch,
          void (*add) (DpImportDialog *dialog,
                       File           *file))
{
  dp_import_dialog_clear (batch->dialog);
  for (guint i = 0; i < batch->files->len; i++)
    {
      add (batch->dialog, g_ptr_array_index (batch->files, i));
      add_problems (batch->dialog, g_ptr_array_index (batch->files, i), batch->files->len > 1);
    }
}

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  DpApplication   *self = DP_APPLICATION (user_data);
  Batch           *batch = get_batch (self);
  g_autofree char *text = NULL;

  if (batch == NULL || batch->next >= batch->files->len)
    return;

  text = g_strdup_printf (batch->is_storing ? _("Importing “%s”…") : _("Looking at “%s”…"), dp_import_get_name (get_current (batch)->import));
  dp_import_dialog_show_progress (batch->dialog, text, n_total > 0 ? (double)n_done / (double)n_total : -1);
}

/* Whether this is still the file that is under way: the person may have closed the
 * dialog, and opened another. */
static gboolean
is_current (DpApplication *self,
            gpointer       import)
{
  Batch *batch = get_batch (self);

  return batch != NULL && batch->next < batch->files->len && get_current (batch)->import == import;
}

static void
inspected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (DpApplication) self = DP_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;

  dp_import_inspect_finish (DP_IMPORT (object), result, &error);
  if (!is_current (self, object))
    return;

  get_current (get_batch (self))->error = g_steal_pointer (&error);
  get_batch (self)->next++;
  take_next (self);
}

static void
stored_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (DpApplication) self = DP_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;
  DpImportReport report = { 0 };

  dp_import_store_finish (DP_IMPORT (object), result, &report, &error);
  if (!is_current (self, object))
    return;

  get_current (get_batch (self))->error = g_steal_pointer (&error);
  get_current (get_batch (self))->report = report;
  get_batch (self)->next++;
  take_next (self);
}

static void
finish_step (Batch *batch)
{
  if (batch->is_storing)
    {
      batch->is_done = TRUE;
      describe (batch, add_report);
      dp_import_dialog_show_report (batch->dialog);
    }
  else
    {
      batch->is_done = !has_contents (batch);
      describe (batch, add_contents);
      dp_import_dialog_ask (batch->dialog, !batch->is_done);
    }
}

/* What cannot be stored is passed over when it comes to storing. */
static void
take_next (DpApplication *self)
{
  Batch *batch = get_batch (self);
  File  *file = NULL;

  while (batch->is_storing && batch->next < batch->files->len && get_current (batch)->error != NULL)
    batch->next++;

  if (batch->next == batch->files->len)
    {
      finish_step (batch);
      return;
    }

  file = get_current (batch);
  progress_cb (0, 0, self);
  if (batch->is_storing)
    dp_import_store_async (file->import, batch->cancellable, progress_cb, self, stored_cb, g_object_ref (self));
  else
    dp_import_inspect_async (file->import, batch->cancellable, progress_cb, self, inspected_cb, g_object_ref (self));
}

static void
import_requested_cb (DpApplication *self)
{
  Batch *batch = get_batch (self);

  batch->is_storing = TRUE;
  batch->next = 0;
  take_next (self);
}

/* Files are opened by their addresses. */
static void
put_off (DpApplication *self,
         GFile         *file)
{
  if (self->pending == NULL)
    self->pending = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->pending, g_file_get_uri (file));
}

static Batch *
begin_batch (DpApplication *self)
{
  Batch *batch = g_new0 (Batch, 1);
  int    width = 0;
  int    height = 0;

  batch->files = g_ptr_array_new_with_free_func (file_free);
  batch->cancellable = g_cancellable_new ();
  batch->dialog = DP_IMPORT_DIALOG (dp_import_dialog_new ());
  gtk_window_set_transient_for (GTK_WINDOW (batch->dialog), GTK_WINDOW (self->window));
  /* Beside a narrow window it would not be seen as a whole. */
  gtk_window_get_default_size (GTK_WINDOW (batch->dialog), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (batch->dialog),
                               MIN (width, gtk_widget_get_width (GTK_WIDGET (self->window))), height);
  g_signal_connect_object (batch->dialog, "close-request", G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (batch->dialog, "import-requested", G_CALLBACK (import_requested_cb), self,
                           G_CONNECT_SWAPPED);

  self->import = batch;

  return batch;
}

/**
 * dp_application_import_file:
 * @self: an application with a window and a library
 * @file: a file from outside
 *
 * Shows what a file holds, and imports it when that is wished. Files that come before
 * that was said are shown together.
 */
void
dp_application_import_file (DpApplication *self,
                            GFile         *file)
{
  Batch *batch = get_batch (self);
  File  *entry = NULL;

  if (self->library == NULL || self->window == NULL)
    return;

  /* A report that is only left to be read gives way, a question grows, an import goes on. */
  if (batch != NULL && batch->is_done)
    {
      dp_application_cancel_import (self);
      batch = NULL;
    }
  if (batch != NULL && batch->is_storing)
    {
      put_off (self, file);
      return;
    }

  if (batch == NULL)
    batch = begin_batch (self);
  entry = g_new0 (File, 1);
  entry->import = dp_import_new (self->library, file);
  g_ptr_array_add (batch->files, entry);
  gtk_window_present (GTK_WINDOW (batch->dialog));
  if (batch->next == batch->files->len - 1)
    take_next (self);
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           DpApplication   *self)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

  for (guint i = 0; response == GTK_RESPONSE_ACCEPT && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      dp_application_import_file (self, file);
    }

  g_object_unref (chooser);
}

/**
 * dp_application_choose_import:
 * @self: an application with a window
 *
 * Asks for files to import.
 */
void
dp_application_choose_import (DpApplication *self)
{
  GtkFileChooserNative *chooser = NULL;

  if (self->library == NULL || self->window == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Import"), GTK_WINDOW (self->window), GTK_FILE_CHOOSER_ACTION_OPEN,
                                            _("_Import"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
