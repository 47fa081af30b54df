/* dp-author.h: names of authors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether the words of @name stand together in one of the names of @authors, which are
 * one a line. */
gboolean dp_author_is_among (const char *name,
                             const char *authors);

G_END_DECLS
