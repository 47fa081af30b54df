/* dp-list-export.h: writing papers into a file, or for the clipboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/dp-list-writer.h"
#include "library/dp-library.h"
#include "library/dp-list-query.h"
#include "library/order/dp-order.h"
#include "service/dp-progress.h"

G_BEGIN_DECLS

void     dp_list_export_run_async  (DpLibrary          *library,
                                    const DpListQuery  *query,
                                    DpListFormat        format,
                                    const char         *title,
                                    GFile              *file,
                                    GCancellable       *cancellable,
                                    DpProgressFunc      progress,
                                    gpointer            progress_data,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean dp_list_export_run_finish (DpLibrary    *library,
                                    GAsyncResult *result,
                                    guint        *out_n_papers,
                                    GError      **error);

void     dp_list_export_papers_async  (DpLibrary          *library,
                                       DpOrder            *papers,
                                       DpListFormat        format,
                                       const char         *title,
                                       GFile              *file,
                                       GCancellable       *cancellable,
                                       DpProgressFunc      progress,
                                       gpointer            progress_data,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean dp_list_export_papers_finish (DpLibrary    *library,
                                       GAsyncResult *result,
                                       char        **out_text,
                                       guint        *out_n_papers,
                                       GError      **error);

G_END_DECLS
