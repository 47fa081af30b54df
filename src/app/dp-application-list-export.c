/* dp-application-list-export.c: the list that is shown, or papers of it, into a file or the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "app/dp-progress-toast.h"
#include "service/export/dp-list-export.h"

#include <string.h>

/* Who waits longer than this is told how far it is, and may stop it. */
#define PATIENCE_MS 400

typedef struct
{
  DpApplication   *application; /* (owned), and held */
  GCancellable    *cancellable; /* (owned) */
  GCancellable   **place;       /* where the application keeps it, to cancel it */
  DpListFormat     format;
  GFile           *file;  /* (owned) (nullable): for the clipboard */
  DpProgressToast *toast; /* (owned) (nullable): once it takes long */
  guint            patience_id;
  guint64          n_done;
  guint64          n_total;
} Export;

static void
export_free (Export *export)
{
  g_clear_handle_id (&export->patience_id, g_source_remove);
  dp_progress_toast_free (export->toast);
  if (*export->place == export->cancellable)
    *export->place = NULL;
  g_application_release (G_APPLICATION (export->application));
  g_object_unref (export->application);
  g_object_unref (export->cancellable);
  g_clear_object (&export->file);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static char *
dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name != NULL ? name : "");
}

static char *
describe_progress (const Export *export)
{
  if (export->file == NULL)
    return g_strdup_printf (ngettext ("Copying: %'u of %'u paper", "Copying: %'u of %'u papers", (gulong)export->n_total),
                                      (guint) export->n_done, (guint) export->n_total);
  if (export->n_total == 0)
    return g_strdup (_("Exporting the list…"));

  return g_strdup_printf (ngettext ("Exporting: %'u of %'u paper", "Exporting: %'u of %'u papers", (gulong)export->n_total),
                                    (guint) export->n_done, (guint) export->n_total);
}

static gboolean
patience_cb (gpointer user_data)
{
  Export *export = user_data;
  DpWindow        *window = export->application->window;
  g_autofree char *text = describe_progress (export);

  export->patience_id = 0;
  if (window == NULL)
    return G_SOURCE_REMOVE;

  export->toast = dp_progress_toast_new (window, text,
                                         export->file != NULL ? "app.cancel-list-export" : "app.cancel-copy");

  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  Export *export = user_data;
  g_autofree char *text = NULL;

  export->n_done = n_done;
  export->n_total = n_total;
  if (export->toast == NULL)
    return;

  text = describe_progress (export);
  dp_progress_toast_set_text (export->toast, text);
}

static void
tell_success (Export *export,
              guint n_papers)
{
  g_autofree char *name = dup_name (export->file);
  g_autofree char *uri = g_file_get_uri (export->file);
  g_autofree char *text = g_strdup_printf (ngettext ("%'u paper exported to “%s”", "%'u papers exported to “%s”", n_papers),
                                                     n_papers, name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _("_Open Folder"));
  adw_toast_set_action_name (toast, "app.open-folder");
  adw_toast_set_action_target (toast, "s", uri);
  dp_window_add_toast (export->application->window, toast);
}

static void
tell_failure (Export *export,
              const GError *error)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (error->domain != G_IO_ERROR)
    {
      dp_application_report (export->application, error);
      return;
    }

  name = dup_name (export->file);
  text = g_strdup_printf (_("The list could not be exported to “%s”: %s. Nothing was written."), name, error->message);
  dp_window_show_notice (export->application->window, text);
}

static char *
describe_copy (DpListFormat format,
               guint        n_papers)
{
  switch (format)
    {
    case DP_LIST_FORMAT_BIBTEX:
    case DP_LIST_FORMAT_BIBTEX_TEX:
      return g_strdup_printf (ngettext ("BibTeX of %'u paper copied", "BibTeX of %'u papers copied", n_papers), n_papers);

    case DP_LIST_FORMAT_RIS:
      return g_strdup_printf (ngettext ("RIS of %'u paper copied", "RIS of %'u papers copied", n_papers), n_papers);

    case DP_LIST_FORMAT_CITATION:
      return g_strdup_printf (ngettext ("%'u citation copied", "%'u citations copied", n_papers), n_papers);

    case DP_LIST_FORMAT_LINK:
    case DP_LIST_FORMAT_MARKDOWN:
      return g_strdup_printf (ngettext ("%'u link copied", "%'u links copied", n_papers), n_papers);

    case DP_LIST_FORMAT_ID:
      return g_strdup_printf (ngettext ("%'u id copied", "%'u ids copied", n_papers), n_papers);

    case DP_LIST_FORMAT_CSV:
    case DP_LIST_FORMAT_JSON:
    case DP_LIST_FORMAT_ATOM:
    case DP_LIST_FORMAT_KEYWORD:
    case DP_LIST_FORMAT_CLASSIFIED:
    case DP_LIST_FORMAT_SUMMARY:
    case DP_LIST_FORMAT_DATED:
      return g_strdup_printf (ngettext ("%'u paper copied", "%'u papers copied", n_papers), n_papers);
    }

  g_return_val_if_reached (NULL);
}

/* A line alone is pasted into the middle of others. */
static void
put_on_clipboard (Export *export,
                  char *text,
                  guint n_papers)
{
  GtkWidget       *window = GTK_WIDGET (export->application->window);
  gsize            length = strlen (text);
  g_autofree char *what = describe_copy (export->format, n_papers);

  if (length > 0 && strchr (text, '\n') == text + length - 1)
    text[length - 1] = '\0';

  gdk_clipboard_set_text (gtk_widget_get_clipboard (window), text);
  dp_window_add_toast (DP_WINDOW (window), adw_toast_new (what));
}

static void
end (Export *export,
     gboolean      success,
     guint         n_papers,
     const GError *error)
{
  if (export->application->window == NULL)
    return;

  if (success)
    tell_success (export, n_papers);
  else if (export->file == NULL)
    dp_application_report (export->application, error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_failure (export, error);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  guint    n_papers = 0;
  gboolean success = dp_list_export_run_finish (DP_LIBRARY (object), result, &n_papers, &error);

  end (export, success, n_papers, error);
}

static void
papers_written_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Export) export = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint            n_papers = 0;
  gboolean         success = dp_list_export_papers_finish (DP_LIBRARY (object), result, &text, &n_papers, &error);

  if (success && text != NULL && export->application->window != NULL)
    put_on_clipboard (export, text, n_papers);
  else
    end (export, success, n_papers, error);
}

/* What is under way in the same place is given up. */
static Export *
begin (DpApplication *self,
       DpListFormat   format,
       GFile         *file,
       GCancellable **place)
{
  Export *export = g_new0 (Export, 1);

  if (*place != NULL)
    g_cancellable_cancel (*place);

  export->application = g_object_ref (self);
  export->cancellable = g_cancellable_new ();
  export->place = place;
  export->format = format;
  export->file = file != NULL ? g_object_ref (file) : NULL;
  export->patience_id = g_timeout_add (PATIENCE_MS, patience_cb, export);
  *place = export->cancellable;
  g_application_hold (G_APPLICATION (self));

  return export;
}

/**
 * dp_application_export_list_to:
 * @self: an application with a window that shows a list
 * @format: the format's name, see dp_list_format_from_string()
 * @file: what is written, or replaced
 *
 * Writes the list that the window shows into a file, and says so when it is done. An
 * export that is under way is given up.
 */
void
dp_application_export_list_to (DpApplication *self,
                               const char    *format,
                               GFile         *file)
{
  DpListFormat     list_format = DP_LIST_FORMAT_CSV;
  g_autofree char *title = NULL;
  Export *export = NULL;

  if (self->library == NULL || self->window == NULL || dp_window_get_list_query (self->window) == NULL ||
      !dp_application_find_format (self, format, &list_format))
    return;

  export = begin (self, list_format, file, &self->list_export);
  title = dp_window_dup_list_title (self->window);
  dp_list_export_run_async (self->library, dp_window_get_list_query (self->window), list_format, title, file,
                            export->cancellable, progress_cb, export, exported_cb, export);
}

/**
 * dp_application_write_papers:
 * @self: an application with a window and a library
 * @format: how they are written
 * @papers: papers
 * @file: (nullable): what is written, or replaced; %NULL for the clipboard
 *
 * Writes papers, and says so when it is done.
 */
void
dp_application_write_papers (DpApplication *self,
                             DpListFormat   format,
                             DpOrder       *papers,
                             GFile         *file)
{
  Export *export = begin (self, format, file, file != NULL ? &self->list_export : &self->to_clipboard);
  g_autofree char *title = dp_window_dup_list_title (self->window);

  export->n_total = dp_order_get_length (papers);
  dp_list_export_papers_async (self->library, papers, format, title, file, export->cancellable,
                               progress_cb, export, papers_written_cb, export);
}

/**
 * dp_application_cancel_copy:
 * @self: an application
 *
 * Gives up what is on its way to the clipboard, which keeps what it has.
 */
void
dp_application_cancel_copy (DpApplication *self)
{
  if (self->to_clipboard != NULL)
    g_cancellable_cancel (self->to_clipboard);
}

/**
 * dp_application_cancel_list_export:
 * @self: an application
 *
 * Gives up an export that is under way; what was there before stays.
 */
void
dp_application_cancel_list_export (DpApplication *self)
{
  if (self->list_export != NULL)
    g_cancellable_cancel (self->list_export);
}

/* A file that is being asked for. */
typedef struct
{
  DpApplication *application; /* (owned) */
  char          *format;      /* (owned) */
  DpOrder       *papers;      /* (owned) (nullable): of the whole list */
} Choice;

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->application);
  g_free (choice->format);
  g_clear_pointer (&choice->papers, dp_order_unref);
  g_free (choice);
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           Choice          *choice)
{
  DpApplication *self = choice->application;
  DpListFormat   format = DP_LIST_FORMAT_CSV;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  gboolean accepted = response == GTK_RESPONSE_ACCEPT && file != NULL;

  if (accepted && choice->papers == NULL)
    dp_application_export_list_to (self, choice->format, file);
  else if (accepted && self->library != NULL && self->window != NULL &&
           dp_application_find_format (self, choice->format, &format))
    dp_application_write_papers (self, format, choice->papers, file);

  g_object_unref (chooser);
}

/* A title may hold what a file's name may not. */
static char *
dup_file_name (const char  *title,
               DpListFormat format)
{
  g_autofree char *name = g_strdelimit (g_strdup (title), "/\\:*?\"<>|", '-');

  return g_strconcat (name, ".", dp_list_format_get_extension (format), NULL);
}

/**
 * dp_application_ask_for_file:
 * @self: an application with a window
 * @format: the format's name
 * @papers: (nullable): what is to be written; %NULL for the list that the window shows
 *
 * Asks where to, and writes papers there.
 */
void
dp_application_ask_for_file (DpApplication *self,
                             const char    *format,
                             DpOrder       *papers)
{
  DpListFormat          list_format = DP_LIST_FORMAT_CSV;
  GtkFileChooserNative *chooser = NULL;
  Choice               *choice = NULL;
  g_autofree char      *title = NULL;
  g_autofree char      *name = NULL;

  if (self->library == NULL || self->window == NULL || !dp_application_find_format (self, format, &list_format))
    return;

  choice = g_new0 (Choice, 1);
  choice->application = g_object_ref (self);
  choice->format = g_strdup (format);
  choice->papers = papers != NULL ? dp_order_ref (papers) : NULL;

  title = dp_window_dup_list_title (self->window);
  name = dup_file_name (title, list_format);
  chooser = gtk_file_chooser_native_new (papers != NULL ? _("Save Papers") : _("Export List"), GTK_WINDOW (self->window), GTK_FILE_CHOOSER_ACTION_SAVE, papers != NULL ? _("_Save") : _("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), choice, choice_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * dp_application_open_folder:
 * @self: an application with a window
 * @uri: a file
 *
 * Opens the folder in which a file is, with whatever program the user has for folders.
 */
void
dp_application_open_folder (DpApplication *self,
                            const char    *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *folder_uri = folder != NULL ? g_file_get_uri (folder) : NULL;

  if (folder_uri != NULL && self->window != NULL)
    gtk_show_uri (GTK_WINDOW (self->window), folder_uri, GDK_CURRENT_TIME);
}
