/* dp-term-list.h: several terms typed into one entry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **dp_term_list_parse  (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char  *dp_term_list_format (const char *const *terms) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
