/* dp-day-store.h: writing down how it went to ask for a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-time.h"

G_BEGIN_DECLS

void     dp_day_store_record_async  (DpLibrary          *library,
                                     const char         *day,
                                     DpTime              asked_at,
                                     guint               n_papers,
                                     GPtrArray          *list,
                                     const char         *error_message,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean dp_day_store_record_finish (DpLibrary    *library,
                                     GAsyncResult *result,
                                     GError      **error);

G_END_DECLS
