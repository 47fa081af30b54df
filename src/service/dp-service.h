/* dp-service.h: everything that works behind a front end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "net/dp-http-client.h"
#include "service/refresh/dp-refresh.h"
#include "service/thumbnail/dp-thumbnail-cache.h"

G_BEGIN_DECLS

#define DP_TYPE_SERVICE (dp_service_get_type ())
G_DECLARE_FINAL_TYPE (DpService, dp_service, DP, SERVICE, GObject)

DpService  *dp_service_new_default     (DpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
DpLibrary  *dp_service_get_library     (DpService *self);
GPtrArray  *dp_service_get_paper_sources (DpService *self); /* for dp_paper_fetch_run_async() */

DpRefresh  *dp_service_get_refresh     (DpService *self);
DpRefresh  *dp_service_get_day_refresh (DpService *self);
gboolean    dp_service_is_refreshing   (DpService *self);
void        dp_service_stop_refreshing (DpService *self);

DpThumbnailCache *dp_service_get_thumbnails (DpService *self);
DpHttpClient     *dp_service_get_client     (DpService *self); /* for dp_pdf_download_run_async() */

void        dp_service_shutdown_async  (DpService          *self,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
gboolean    dp_service_shutdown_finish (DpService    *self,
                                        GAsyncResult *result,
                                        GError      **error);

G_END_DECLS
