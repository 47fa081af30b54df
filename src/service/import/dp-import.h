/* dp-import.h: taking a file into the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "service/import/dp-import-file.h"
#include "service/dp-progress.h"

G_BEGIN_DECLS

/* What became of a file that was imported; see also #DpImportContents. */
typedef struct
{
  guint n_new;       /* papers that the library did not have */
  guint n_enriched;  /* known papers of which something was new */
  guint n_unchanged; /* known papers of which nothing was */
  guint n_strays;    /* marks of papers that the library does not have */
} DpImportReport;

/* `120 rows read: 80 new papers, 10 enriched, 30 known; 2 lines could not be read.` */
char *dp_import_report_dup_sentence (const DpImportReport   *self,
                                     const DpImportContents *contents) G_GNUC_WARN_UNUSED_RESULT;

#define DP_TYPE_IMPORT (dp_import_get_type ())

G_DECLARE_FINAL_TYPE (DpImport, dp_import, DP, IMPORT, GObject)

/* One file on its way into the library: first what it holds is looked at, and then, if
 * a person wants it, stored. Main thread; the work is done on others. */
DpImport               *dp_import_new            (DpLibrary *library,
                                                  GFile     *file) G_GNUC_WARN_UNUSED_RESULT;
/* Lent: its name, for people. */
const char             *dp_import_get_name       (DpImport *self);
/* The day that a list is of where the file does not say; %NULL for none. */
void                    dp_import_set_day        (DpImport   *self,
                                                  const char *day);

void                    dp_import_inspect_async  (DpImport           *self,
                                                  GCancellable       *cancellable,
                                                  DpProgressFunc      progress,
                                                  gpointer            progress_data,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
/* Lent; %NULL with @error: nothing of the file can be stored. */
const DpImportContents *dp_import_inspect_finish (DpImport     *self,
                                                  GAsyncResult *result,
                                                  GError      **error);

/* After it was inspected. Cancelling keeps what is stored already. */
void                    dp_import_store_async    (DpImport           *self,
                                                  GCancellable       *cancellable,
                                                  DpProgressFunc      progress,
                                                  gpointer            progress_data,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
gboolean                dp_import_store_finish   (DpImport       *self,
                                                  GAsyncResult   *result,
                                                  DpImportReport *out_report,
                                                  GError        **error);
/* Lent; %NULL before it was inspected. The lines that could not be read are all known
 * after it was stored. */
const DpImportContents *dp_import_get_contents   (DpImport *self);

G_END_DECLS
