/* dp-version-refresh.h: asking for new versions of papers that the user keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "service/refresh/dp-refresh-outcome.h"
#include "sources/dp-source.h"

G_BEGIN_DECLS

char            **dp_version_refresh_list_due   (DpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;

void              dp_version_refresh_run_async  (DpLibrary          *library,
                                                 DpSource           *source,
                                                 const char *const  *ids,
                                                 GCancellable       *stop,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
DpRefreshOutcome *dp_version_refresh_run_finish (DpLibrary    *library,
                                                 GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
