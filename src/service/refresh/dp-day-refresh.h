/* dp-day-refresh.h: asking for the list of one day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "service/refresh/dp-refresh-outcome.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

void              dp_day_refresh_run_async    (DpLibrary          *library,
                                               DpSource           *source,
                                               const char         *day,
                                               gboolean            force,
                                               GCancellable       *stop,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
DpRefreshOutcome *dp_day_refresh_run_finish   (DpLibrary    *library,
                                               GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

char             *dp_day_refresh_find_earlier (DpLibrary  *library,
                                               const char *day,
                                               guint      *n_left) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
