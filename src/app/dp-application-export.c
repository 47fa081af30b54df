/* dp-application-export.c: the library into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "service/dp-problem.h"
#include "service/export/dp-export.h"

typedef struct
{
  DpApplication *application; /* (owned) */
  char          *name;        /* (owned) */
} Export;

static void
export_free (Export *export)
{
  g_application_release (G_APPLICATION (export->application));
  g_object_unref (export->application);
  g_free (export->name);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  DpWindow *window = export->application->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  guint64          n_papers = 0;

  if (dp_export_finish (DP_LIBRARY (object), result, &n_papers, &error) && window != NULL)
    {
      text = g_strdup_printf (ngettext ("%'u paper written to “%s”", "%'u papers written to “%s”", (gulong)n_papers),
                                        (guint)n_papers, export->name);
      escaped = g_markup_escape_text (text, -1);
      dp_window_add_toast (window, adw_toast_new (escaped));
    }
  else if (error != NULL && window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = g_strdup_printf (_("The library could not be written to “%s”: %s"), export->name, error->message);
      dp_window_show_notice (window, text);
    }
}

/**
 * dp_application_export_to_file:
 * @self: an application
 * @file: what is written, or replaced
 *
 * Writes the whole library into a file, and says so when it is done.
 */
void
dp_application_export_to_file (DpApplication *self,
                               GFile         *file)
{
  Export *export = NULL;
  g_autofree char *name = NULL;

  if (self->library == NULL)
    return;

  name = g_file_get_basename (file);
  export = g_new0 (Export, 1);
  export->application = g_object_ref (self);
  export->name = g_filename_display_name (name != NULL ? name : "");
  g_application_hold (G_APPLICATION (self));

  if (self->library_export == NULL)
    self->library_export = g_cancellable_new ();
  dp_export_to_file_async (self->library, file, self->library_export, NULL, NULL, exported_cb, export);
}

/**
 * dp_application_cancel_export:
 * @self: an application
 *
 * Gives up writing the library; what was there before stays.
 */
void
dp_application_cancel_export (DpApplication *self)
{
  g_cancellable_cancel (self->library_export);
  g_clear_object (&self->library_export);
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           DpApplication   *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    dp_application_export_to_file (self, file);

  g_object_unref (chooser);
}

/**
 * dp_application_export_library:
 * @self: an application with a window
 *
 * Asks where to, and writes the whole library there.
 */
void
dp_application_export_library (DpApplication *self)
{
  GtkFileChooserNative *chooser = NULL;

  if (self->library == NULL || self->window == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Export Library"), GTK_WINDOW (self->window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                            _("_Export"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "daily-papers.jsonl");
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
