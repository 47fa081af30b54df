/* dp-page-print.h: a page on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* Writes the page of a view as a PDF. */
void     dp_page_print_to_file_async  (WebKitWebView      *view,
                                       GFile              *file,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean dp_page_print_to_file_finish (GAsyncResult *result,
                                       GError      **error);

/* Asks the user for a printer, and prints. */
void     dp_page_print_async          (WebKitWebView      *view,
                                       GtkWindow          *parent,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean dp_page_print_finish         (GAsyncResult *result,
                                       GError      **error);

G_END_DECLS
