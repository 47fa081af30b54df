/* dp-search-day.h: days in a search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-time.h"

G_BEGIN_DECLS

gboolean dp_search_day_is_valid   (const char *text);
gboolean dp_search_day_get_period (const char *text,
                                   DpTime      now,
                                   char      **out_first,
                                   char      **out_last);

G_END_DECLS
