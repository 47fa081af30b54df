/* dp-zotero.h: papers into the Zotero that runs on this machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "library/order/dp-order.h"

G_BEGIN_DECLS

/**
 * DpZoteroError:
 * @DP_ZOTERO_ERROR_NOT_RUNNING: nobody listens where Zotero does
 * @DP_ZOTERO_ERROR_REFUSED: it runs, and does not take papers
 *
 * Their messages are sentences for people.
 */
typedef enum
{
  DP_ZOTERO_ERROR_NOT_RUNNING,
  DP_ZOTERO_ERROR_REFUSED,
} DpZoteroError;

#define DP_ZOTERO_ERROR (dp_zotero_error_quark ())
GQuark dp_zotero_error_quark (void);

void     dp_zotero_send_async  (DpLibrary          *library,
                                DpOrder            *papers,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
gboolean dp_zotero_send_finish (DpLibrary    *library,
                                GAsyncResult *result,
                                guint        *out_n_papers,
                                GError      **error);

G_END_DECLS
