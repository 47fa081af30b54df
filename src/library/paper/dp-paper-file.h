/* dp-paper-file.h: where the PDF of a paper was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"

G_BEGIN_DECLS

/* Of this machine: neither exported nor merged. */
void     dp_paper_file_record_async  (DpLibrary          *library,
                                      guint32             rowid,
                                      const char         *uri,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean dp_paper_file_record_finish (DpLibrary    *library,
                                      GAsyncResult *result,
                                      GError      **error);
char    *dp_paper_file_find          (DpLibrary *library,
                                      guint32    rowid,
                                      GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
