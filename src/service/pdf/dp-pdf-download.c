/* dp-pdf-download.c: the PDF of a paper into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/pdf/dp-pdf-download.h"

#include <glib/gi18n.h>
#include <string.h>

#include "library/paper/dp-paper-file.h"
#include "model/dp-paper-id.h"
#include "service/export/dp-file-draft.h"
#include "service/pdf/dp-pdf-body.h"

/* One PDF at a time that somebody asked for, at arXiv's pace. It is written when all of it
 * is there, so that half of one is never taken for the whole. */

/* Its own, so that papers are fetched while a long PDF arrives. */
#define GROUP "arxiv-pdf"
#define INTERVAL_MS 3000

#define ACCEPT "application/pdf"
#define MAX_BYTES (G_GUINT64_CONSTANT (128) * 1024 * 1024)

#define URL_VARIABLE "DAILY_PAPERS_PDF_URL"
#define DEFAULT_URL "https://arxiv.org"

G_DEFINE_QUARK (dp_pdf_error, dp_pdf_error)

typedef struct
{
  guint32    rowid;
  GFile     *file;
  DpPdfBody *body;
} Download;

static void
download_free (Download *download)
{
  g_object_unref (download->file);
  g_object_unref (download->body);
  g_free (download);
}

/* Takes the place of scheme and host. */
static char *
dup_address (const char *id)
{
  g_autofree char *url = dp_paper_id_dup_pdf_url (id, 0);
  const char      *base = g_getenv (URL_VARIABLE);
  g_autofree char *trimmed = NULL;

  if (base == NULL || *base == '\0' || !g_str_has_prefix (url, DEFAULT_URL))
    return g_steal_pointer (&url);

  trimmed = g_strdup (base);
  if (g_str_has_suffix (trimmed, "/"))
    trimmed[strlen (trimmed) - 1] = '\0';

  return g_strconcat (trimmed, url + strlen (DEFAULT_URL), NULL);
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (dp_paper_file_record_finish (DP_LIBRARY (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
write_file (const Download *download,
            GCancellable   *cancellable,
            GError        **error)
{
  GPtrArray *pieces = dp_pdf_body_get_pieces (download->body);
  g_autoptr (DpFileDraft) draft = dp_file_draft_new (download->file, cancellable, error);

  if (draft == NULL)
    return FALSE;

  for (guint i = 0; i < pieces->len; i++)
    {
      gsize       length = 0;
      const void *data = g_bytes_get_data (g_ptr_array_index (pieces, i), &length);

      if (!g_output_stream_write_all (dp_file_draft_get_stream (draft), data, length, NULL, cancellable, error))
        return FALSE;
    }

  return dp_file_draft_finish (draft, cancellable, error);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_file (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Download  *download = g_task_get_task_data (task);
  g_autofree char *uri = NULL;
  GError          *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }

  uri = g_file_get_uri (download->file);
  dp_paper_file_record_async (g_task_get_source_object (task), download->rowid, uri, NULL,
                              recorded_cb, g_object_ref (task));
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DpHttpResponse) response = dp_http_client_fetch_finish (DP_HTTP_CLIENT (object), result, &error);
  g_autoptr (GTask) writing = NULL;

  if (response == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  writing = g_task_new (NULL, g_task_get_cancellable (task), written_cb, g_object_ref (task));
  g_task_set_source_tag (writing, fetched_cb);
  g_task_set_task_data (writing, g_task_get_task_data (task), NULL);
  g_task_set_check_cancellable (writing, FALSE);
  g_task_run_in_thread (writing, write_in_thread);
}

/**
 * dp_pdf_download_dup_name:
 * @paper: a paper of arXiv's
 *
 * Returns: (transfer full): what its file is called, unless somebody says otherwise
 */
char *
dp_pdf_download_dup_name (const DpPaper *paper)
{
  g_autofree char *name = g_strdelimit (g_strdup (paper->id), "/:\\", '-');

  return g_strconcat (name, ".pdf", NULL);
}

/**
 * dp_pdf_download_run_async:
 * @library: the library with the paper
 * @client: how arXiv is asked; `DAILY_PAPERS_PDF_URL` names another server
 * @paper: a paper of the library
 * @file: what is written, or replaced
 * @cancellable: (nullable): gives up; @file stays as it was
 * @progress: (nullable): told how many bytes have come
 * @progress_data: for @progress
 * @callback: called when the file is there
 * @user_data: for @callback
 *
 * Fetches the newest version of a paper's PDF, of at most 128 MiB, and writes down in the
 * library where it is. Main thread.
 */
void
dp_pdf_download_run_async (DpLibrary          *library,
                           DpHttpClient       *client,
                           const DpPaper      *paper,
                           GFile              *file,
                           GCancellable       *cancellable,
                           DpProgressFunc      progress,
                           gpointer            progress_data,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);
  g_autoptr (DpHttpRequest) request = NULL;
  g_autofree char *address = NULL;
  Download        *download = NULL;

  g_return_if_fail (paper != NULL && G_IS_FILE (file));

  g_task_set_source_tag (task, dp_pdf_download_run_async);
  g_task_set_check_cancellable (task, FALSE); /* a file that is there is there */
  if (!dp_paper_id_is_arxiv (paper->id))
    {
      g_task_return_new_error (task, DP_PDF_ERROR, DP_PDF_ERROR_NONE,
                               _("Only PDFs of papers on arXiv can be downloaded; open its page in the browser."));
      return;
    }

  address = dup_address (paper->id);
  request = dp_http_request_new (address, GROUP, INTERVAL_MS);
  request->accept = g_strdup (ACCEPT);
  request->max_bytes = MAX_BYTES;

  download = g_new0 (Download, 1);
  download->rowid = paper->rowid;
  download->file = g_object_ref (file);
  download->body = dp_pdf_body_new (progress, progress_data);
  g_task_set_task_data (task, download, (GDestroyNotify)download_free);

  dp_http_client_fetch_async (client, request, DP_HTTP_CONSUMER (download->body), cancellable,
                              fetched_cb, g_steal_pointer (&task));
}

/**
 * dp_pdf_download_run_finish:
 * @library: the library
 * @result: of dp_pdf_download_run_async()
 * @error: return location for a #DpPdfError, #DpNetError, %G_IO_ERROR or #DpLibraryError
 *
 * Returns: whether the file is there
 */
gboolean
dp_pdf_download_run_finish (DpLibrary    *library,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_pdf_download_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
