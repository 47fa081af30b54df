/* dp-author-names.h: authors on one line → names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `A. One (1), B. Two, Jr. and C. Three ((1) Somewhere)` → its three names. %NULL for none. */
char **dp_author_names_split (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
