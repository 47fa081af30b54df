/* dp-list-export.h: writing a list into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/dp-list-writer.h"
#include "library/dp-library.h"
#include "library/dp-list-query.h"
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

G_END_DECLS
