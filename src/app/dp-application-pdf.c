/* dp-application-pdf.c: the PDFs of papers, downloaded and opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "app/dp-progress-toast.h"
#include "library/paper/dp-paper-file.h"
#include "library/paper/dp-paper-query.h"
#include "service/dp-problem.h"
#include "service/pdf/dp-pdf-download.h"

/* Actions of the application:
 *
 * - `app.download-pdf(u)`: of a paper, to a file that is asked for;
 *   `app.download-pdf-to((us))`: to the file of this URI; `app.cancel-download`
 * - `app.open-pdf(u)`: the file that was downloaded, or else arXiv's in the browser
 * - `app.open-file(s)`: with whatever program the user has for it */

/* The number in a toast that changes more often cannot be read. */
#define TELL_INTERVAL_US (G_USEC_PER_SEC / 4)

typedef struct
{
  DpApplication   *application; /* (owned) and held */
  DpPaper         *paper;       /* (owned) */
  GFile           *file;        /* (owned) */
  DpProgressToast *toast;       /* (owned) */
  gint64           told_at;
} Download;

static void
download_free (Download *download)
{
  dp_progress_toast_free (download->toast);
  g_clear_object (&download->application->download);
  g_application_release (G_APPLICATION (download->application));
  g_object_unref (download->application);
  dp_paper_unref (download->paper);
  g_object_unref (download->file);
  g_free (download);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Download, download_free)

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  Download        *download = user_data;
  gint64           now = g_get_monotonic_time ();
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  if (now - download->told_at < TELL_INTERVAL_US)
    return;

  download->told_at = now;
  size = g_format_size (n_done);
  /* Translators: %s is a size like “1.2 MB” */
  text = g_strdup_printf (_("Downloading the PDF: %s"), size);
  dp_progress_toast_set_text (download->toast, text);
}

static void
tell_success (Download *download)
{
  g_autofree char *base = g_file_get_basename (download->file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *uri = g_file_get_uri (download->file);
  g_autofree char *text = g_strdup_printf (_("PDF saved as “%s”"), name);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast        *toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, _("_Open"));
  adw_toast_set_action_name (toast, "app.open-file");
  adw_toast_set_action_target (toast, "s", uri);
  dp_window_add_toast (download->application->window, toast);
}

static void
downloaded_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Download) download = user_data;
  DpWindow *window = download->application->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean         success = dp_pdf_download_run_finish (DP_LIBRARY (object), result, &error);

  if (window == NULL)
    return;

  if (success)
    tell_success (download);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      sentence = dp_problem_dup_download_sentence (error);
      dp_window_show_notice (window, sentence);
    }
}

/* One at a time, as arXiv wants it. */
static void
start (DpApplication *self,
       DpPaper       *paper,
       GFile         *file)
{
  Download *download = NULL;

  if (self->service == NULL || self->window == NULL)
    return;

  if (self->download != NULL)
    {
      dp_window_add_toast (self->window, adw_toast_new (_("Another PDF is being downloaded")));
      return;
    }

  self->download = g_cancellable_new ();
  download = g_new0 (Download, 1);
  download->application = g_object_ref (self);
  download->paper = dp_paper_ref (paper);
  download->file = g_object_ref (file);
  g_application_hold (G_APPLICATION (self));
  download->toast = dp_progress_toast_new (self->window, _("Downloading the PDF…"), "app.cancel-download");
  dp_pdf_download_run_async (self->library, dp_service_get_client (self->service), paper, file, self->download,
                             progress_cb, download, downloaded_cb, download);
}

static DpPaper *
load_paper (DpApplication *self,
            guint32        rowid)
{
  g_autoptr (GError) error = NULL;
  DpPaper *paper = NULL;

  if (self->library == NULL || self->window == NULL)
    return NULL;

  paper = dp_paper_query_load (self->library, rowid, &error);
  if (paper == NULL)
    dp_application_report (self, error);

  return paper;
}

#define PAPER_KEY "dp-paper"

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           DpApplication   *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    start (self, g_object_get_data (G_OBJECT (chooser), PAPER_KEY), file);

  g_object_unref (chooser);
}

static void
download_pdf_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  DpApplication        *self = DP_APPLICATION (user_data);
  DpPaper              *paper = load_paper (self, g_variant_get_uint32 (parameter));
  GtkFileChooserNative *chooser = NULL;
  g_autofree char      *name = NULL;

  if (paper == NULL)
    return;

  name = dp_pdf_download_dup_name (paper);
  chooser = gtk_file_chooser_native_new (_("Download PDF"), GTK_WINDOW (self->window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                            _("_Download"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data_full (G_OBJECT (chooser), PAPER_KEY, paper, (GDestroyNotify)dp_paper_unref);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
download_pdf_to_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  g_autoptr (DpPaper) paper = NULL;
  g_autoptr (GFile) file = NULL;
  const char *uri = NULL;
  guint32     rowid = 0;

  g_variant_get (parameter, "(u&s)", &rowid, &uri);
  file = g_file_new_for_uri (uri);
  paper = load_paper (self, rowid);
  if (paper != NULL)
    start (self, paper, file);
}

/**
 * dp_application_cancel_download:
 * @self: an application
 *
 * Gives up the PDF that is on its way; what was there before stays.
 */
void
dp_application_cancel_download (DpApplication *self)
{
  g_cancellable_cancel (self->download);
}

static void
cancel_download_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  dp_application_cancel_download (DP_APPLICATION (user_data));
}

static void
open_uri (DpApplication *self,
          const char    *uri)
{
  if (self->window != NULL)
    gtk_show_uri (GTK_WINDOW (self->window), uri, GDK_CURRENT_TIME);
}

static void
open_file_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  open_uri (DP_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

/* A file that may have been moved since. */
typedef struct
{
  DpApplication *application; /* (owned) */
  guint32        rowid;
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->application);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
offer_download (DpApplication *self,
                guint32        rowid)
{
  AdwToast *toast = adw_toast_new (_("The PDF is not where it was saved"));

  adw_toast_set_button_label (toast, _("Download _Again"));
  adw_toast_set_action_name (toast, "app.download-pdf");
  adw_toast_set_action_target (toast, "u", rowid);
  dp_window_add_toast (self->window, toast);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, NULL);
  g_autofree char *uri = g_file_get_uri (G_FILE (object));

  if (opening->application->window == NULL)
    return;

  if (info != NULL)
    open_uri (opening->application, uri);
  else
    offer_download (opening->application, opening->rowid);
}

static void
look_for (DpApplication *self,
          guint32        rowid,
          const char    *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  Opening *opening = g_new0 (Opening, 1);

  opening->application = g_object_ref (self);
  opening->rowid = rowid;
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL,
                           looked_cb, opening);
}

static void
open_in_browser (DpApplication *self,
                 guint32        rowid)
{
  g_autoptr (DpPaper) paper = load_paper (self, rowid);
  g_autoptr (GPtrArray) links = paper != NULL ? dp_paper_dup_links (paper) : NULL;

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (links, i);

      if (link->kind == DP_LINK_PDF)
        {
          open_uri (self, link->url);
          return;
        }
    }
}

static void
open_pdf_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  DpApplication   *self = DP_APPLICATION (user_data);
  guint32          rowid = g_variant_get_uint32 (parameter);
  g_autofree char *uri = NULL;

  if (self->library == NULL || self->window == NULL)
    return;

  uri = dp_paper_file_find (self->library, rowid, NULL);
  if (uri != NULL)
    look_for (self, rowid, uri);
  else
    open_in_browser (self, rowid);
}

static const GActionEntry entries[] = {
  { "download-pdf", download_pdf_cb, "u" },
  { "download-pdf-to", download_pdf_to_cb, "(us)" },
  { "cancel-download", cancel_download_cb },
  { "open-pdf", open_pdf_cb, "u" },
  { "open-file", open_file_cb, "s" },
};

/**
 * dp_application_add_pdf_actions:
 * @self: an application
 *
 * Adds the actions above.
 */
void
dp_application_add_pdf_actions (DpApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
