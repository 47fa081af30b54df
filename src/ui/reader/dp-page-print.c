/* dp-page-print.c: a page on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/reader/dp-page-print.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>
#include <libportal/portal.h>

/* WebKit's own dialog blocks, and knows no portal. So we ask for the printer, by GTK's
 * dialog or, within a sandbox, by the portal that prints a PDF of ours; WebKit draws. */

/* GTK's printer that writes files goes by its translated name. */
#define FILE_PRINTER dgettext ("gtk40", "Print to File")

#define MARGIN_MM 20

static GtkPageSetup *
new_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN_MM, GTK_UNIT_MM);

  return setup;
}

static void
failed_cb (WebKitPrintOperation *operation,
           GError               *error,
           GTask                *task)
{
  g_object_set_data_full (G_OBJECT (task), "error", g_error_copy (error), (GDestroyNotify)g_error_free);
}

/* Comes in any case, after a failure too. */
static void
finished_cb (WebKitPrintOperation *operation,
             GTask                *task)
{
  GError *error = g_object_steal_data (G_OBJECT (task), "error");

  g_signal_handlers_disconnect_by_data (operation, task);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* Takes @task. */
static void
print (GTask            *task,
       GtkPrintSettings *settings,
       GtkPageSetup     *setup)
{
  g_autoptr (WebKitPrintOperation) operation = webkit_print_operation_new (g_task_get_source_object (task));

  webkit_print_operation_set_print_settings (operation, settings);
  webkit_print_operation_set_page_setup (operation, setup);
  g_signal_connect (operation, "failed", G_CALLBACK (failed_cb), task);
  g_signal_connect (operation, "finished", G_CALLBACK (finished_cb), task);
  webkit_print_operation_print (operation);
}

/**
 * dp_page_print_to_file_async:
 * @view: a view that shows a page
 * @file: a local file; what is there is replaced
 * @cancellable: (nullable): ends the wait
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Writes the page as a PDF on the default paper. Main thread.
 */
void
dp_page_print_to_file_async (WebKitWebView      *view,
                             GFile              *file,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task = g_task_new (view, cancellable, callback, user_data);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = new_page_setup ();
  g_autofree char *uri = g_file_get_uri (file);

  g_task_set_source_tag (task, dp_page_print_to_file_async);
  gtk_print_settings_set_printer (settings, FILE_PRINTER);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);

  print (task, settings, setup);
}

/**
 * dp_page_print_to_file_finish:
 * @result: the result that the callback got
 * @error: return location for an error of WEBKIT_PRINT_ERROR
 *
 * Returns: whether the file holds the page
 */
gboolean
dp_page_print_to_file_finish (GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_page_print_to_file_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
remove_file (gpointer data)
{
  g_unlink (data);
  g_free (data);
}

static void
portal_printed_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (xdp_portal_print_file_finish (XDP_PORTAL (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
file_ready_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (XdpPortal) portal = NULL;

  if (!dp_page_print_to_file_finish (result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  portal = xdp_portal_new ();
  xdp_portal_print_file (portal, NULL, webkit_web_view_get_title (WEBKIT_WEB_VIEW (object)), 0,
                         g_task_get_task_data (task), XDP_PRINT_FLAG_NONE, g_task_get_cancellable (task),
                         portal_printed_cb, g_object_ref (task));
}

/* Takes @task. */
static void
print_by_portal (GTask *task)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  int fd = g_file_open_tmp ("daily-papers-XXXXXX.pdf", &path, &error);

  if (fd < 0)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }

  close (fd);
  file = g_file_new_for_path (path);
  g_task_set_task_data (task, g_steal_pointer (&path), remove_file);
  dp_page_print_to_file_async (g_task_get_source_object (task), file, g_task_get_cancellable (task),
                               file_ready_cb, task);
}

static void
dialog_response_cb (GtkDialog *dialog,
                    int        response,
                    GTask     *task)
{
  GtkPrintUnixDialog *print_dialog = GTK_PRINT_UNIX_DIALOG (dialog);

  if (response == GTK_RESPONSE_OK)
    {
      g_autoptr (GtkPrintSettings) settings = gtk_print_unix_dialog_get_settings (print_dialog);

      print (task, settings, gtk_print_unix_dialog_get_page_setup (print_dialog));
    }
  else
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The user changed their mind");
      g_object_unref (task);
    }

  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Takes @task. */
static void
print_by_dialog (GTask     *task,
                 GtkWindow *parent)
{
  GtkWidget *dialog = gtk_print_unix_dialog_new (_("Print"), parent);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPageSetup) setup = new_page_setup ();

  gtk_print_unix_dialog_set_manual_capabilities (GTK_PRINT_UNIX_DIALOG (dialog),
                                                 GTK_PRINT_CAPABILITY_COPIES | GTK_PRINT_CAPABILITY_COLLATE |
                                                   GTK_PRINT_CAPABILITY_PAGE_SET | GTK_PRINT_CAPABILITY_REVERSE |
                                                   GTK_PRINT_CAPABILITY_SCALE | GTK_PRINT_CAPABILITY_NUMBER_UP);
  gtk_print_unix_dialog_set_settings (GTK_PRINT_UNIX_DIALOG (dialog), settings);
  gtk_print_unix_dialog_set_page_setup (GTK_PRINT_UNIX_DIALOG (dialog), setup);
  gtk_print_unix_dialog_set_embed_page_setup (GTK_PRINT_UNIX_DIALOG (dialog), TRUE);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (dialog_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * dp_page_print_async:
 * @view: a view that shows a page
 * @parent: above which the dialog opens
 * @cancellable: (nullable): ends the wait
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Asks the user for a printer and prints the page. Main thread.
 */
void
dp_page_print_async (WebKitWebView      *view,
                     GtkWindow          *parent,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  GTask *task = g_task_new (view, cancellable, callback, user_data);

  g_task_set_source_tag (task, dp_page_print_async);

  if (xdp_portal_running_under_sandbox ())
    print_by_portal (task);
  else
    print_by_dialog (task, parent);
}

/**
 * dp_page_print_finish:
 * @result: the result that the callback got
 * @error: return location for an error; %G_IO_ERROR_CANCELLED when the user thought better
 *
 * Returns: whether the page was handed to the printer
 */
gboolean
dp_page_print_finish (GAsyncResult *result,
                      GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_page_print_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
