/* dp-pdf-download.h: the PDF of a paper into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-paper.h"
#include "net/dp-http-client.h"
#include "service/dp-progress.h"

G_BEGIN_DECLS

/**
 * DpPdfError:
 * @DP_PDF_ERROR_NONE: the paper is not of arXiv, whose PDFs alone are known
 * @DP_PDF_ERROR_NOT_PDF: something else came
 *
 * Their messages are sentences for people.
 */
typedef enum
{
  DP_PDF_ERROR_NONE,
  DP_PDF_ERROR_NOT_PDF,
} DpPdfError;

#define DP_PDF_ERROR (dp_pdf_error_quark ())
GQuark   dp_pdf_error_quark (void);

/* `2501.12948.pdf` */
char    *dp_pdf_download_dup_name   (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

void     dp_pdf_download_run_async  (DpLibrary          *library,
                                     DpHttpClient       *client,
                                     const DpPaper      *paper,
                                     GFile              *file,
                                     GCancellable       *cancellable,
                                     DpProgressFunc      progress,
                                     gpointer            progress_data,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean dp_pdf_download_run_finish (DpLibrary    *library,
                                     GAsyncResult *result,
                                     GError      **error);

G_END_DECLS
