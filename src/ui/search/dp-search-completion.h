/* dp-search-completion.h: suggestions under the search entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "library/dp-library.h"

G_BEGIN_DECLS

#define DP_TYPE_SEARCH_COMPLETION (dp_search_completion_get_type ())

/**
 * DpSearchCompletion:
 *
 * Suggests fields and values of the search language for the word at the cursor. The
 * keyboard stays in the entry: Tab takes the first suggestion, Down goes into the list,
 * where Enter or Tab takes one and Escape goes back. Main thread.
 */
G_DECLARE_FINAL_TYPE (DpSearchCompletion, dp_search_completion, DP, SEARCH_COMPLETION, GObject)

/* Must be given back before @entry is disposed of. */
DpSearchCompletion *dp_search_completion_new         (GtkEditable *entry) G_GNUC_WARN_UNUSED_RESULT;
void                dp_search_completion_set_library (DpSearchCompletion *self,
                                                      DpLibrary          *library);

G_END_DECLS
