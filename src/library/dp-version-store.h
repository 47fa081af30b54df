/* dp-version-store.h: writing down whose new versions were asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-time.h"

G_BEGIN_DECLS

void     dp_version_store_record_async  (DpLibrary          *library,
                                         const char *const  *ids,
                                         DpTime              checked_at,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean dp_version_store_record_finish (DpLibrary    *library,
                                         GAsyncResult *result,
                                         GError      **error);

G_END_DECLS
