/* dp-search-help.h: the search language on one page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *dp_search_help_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
