/* dp-list-reason.h: why a list is empty
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/dp-cli.h"
#include "library/dp-list-query.h"

G_BEGIN_DECLS

void dp_list_reason_say (DpCli             *cli,
                         DpLibrary         *library,
                         const DpListQuery *query,
                         gboolean           has_others,
                         gboolean           bookmarks);

G_END_DECLS
