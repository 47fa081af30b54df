/* dp-search-hint.h: what is wrong with a search, under its entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DP_TYPE_SEARCH_HINT (dp_search_hint_get_type ())

/**
 * DpSearchHint:
 *
 * A sentence on the first thing that is wrong in an entry, whose place is underlined
 * there. Nothing is shown of what is still being typed. Main thread.
 */
G_DECLARE_FINAL_TYPE (DpSearchHint, dp_search_hint, DP, SEARCH_HINT, GtkWidget)

void dp_search_hint_update (DpSearchHint *self,
                            GtkEditable  *entry,
                            gboolean      is_left);

G_END_DECLS
