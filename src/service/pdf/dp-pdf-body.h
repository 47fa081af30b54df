/* dp-pdf-body.h: a PDF as it arrives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "net/dp-http-consumer.h"
#include "service/dp-progress.h"

G_BEGIN_DECLS

#define DP_TYPE_PDF_BODY (dp_pdf_body_get_type ())

/**
 * DpPdfBody:
 *
 * Takes nothing that is no PDF. For one fetch.
 */
G_DECLARE_FINAL_TYPE (DpPdfBody, dp_pdf_body, DP, PDF_BODY, GObject)

DpPdfBody *dp_pdf_body_new        (DpProgressFunc progress,
                                   gpointer       user_data) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type GBytes): what has come, in its order. */
GPtrArray *dp_pdf_body_get_pieces (DpPdfBody *self);

G_END_DECLS
