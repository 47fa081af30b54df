/* dp-version-query.h: whose new versions to ask for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-time.h"

G_BEGIN_DECLS

char **dp_version_query_list_due (DpLibrary *library,
                                  DpTime     since,
                                  guint      limit,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
