/* dp-paper-fetch.h: one paper by its id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

/**
 * DpPaperFetchError:
 * @DP_PAPER_FETCH_ERROR_NOT_ARXIV: the library does not have it, and only papers of arXiv can be fetched
 * @DP_PAPER_FETCH_ERROR_UNKNOWN: no source knows it
 *
 * Their messages are sentences for people.
 */
typedef enum
{
  DP_PAPER_FETCH_ERROR_NOT_ARXIV,
  DP_PAPER_FETCH_ERROR_UNKNOWN,
} DpPaperFetchError;

#define DP_PAPER_FETCH_ERROR (dp_paper_fetch_error_quark ())
GQuark dp_paper_fetch_error_quark (void);

/* @sources (element-type DpSource) are asked in their order. Main thread. */
void    dp_paper_fetch_run_async  (DpLibrary          *library,
                                   GPtrArray          *sources,
                                   const char         *id,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
guint32 dp_paper_fetch_run_finish (DpLibrary    *library,
                                   GAsyncResult *result,
                                   GError      **error);

G_END_DECLS
