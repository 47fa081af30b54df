/* dp-search-check.h: says what is wrong with a search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "cli/dp-cli.h"

G_BEGIN_DECLS

gboolean dp_search_check (DpCli      *cli,
                          const char *text);

G_END_DECLS
