/* dp-export.h: writing a whole library into a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "service/dp-progress.h"

G_BEGIN_DECLS

/* Writes the JSON lines of dp-library-lines.h, all of one moment; @n_papers is how many
 * papers there were. On any error, and when cancelled, what was there before is there
 * again, see dp-file-draft.h. */
void     dp_export_to_file_async   (DpLibrary          *library,
                                    GFile              *file,
                                    GCancellable       *cancellable,
                                    DpProgressFunc      progress,
                                    gpointer            progress_data,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
void     dp_export_to_stream_async (DpLibrary          *library,
                                    GOutputStream      *stream,
                                    GCancellable       *cancellable,
                                    DpProgressFunc      progress,
                                    gpointer            progress_data,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean dp_export_finish          (DpLibrary    *library,
                                    GAsyncResult *result,
                                    guint64      *out_n_papers,
                                    GError      **error);

G_END_DECLS
