/* dp-schema-steps.h: the SQL that brings a library from version to version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Step N takes a library from version N - 1 to N. One that has been released is
 * never edited: add another, here and to the list of dp-library-schema.c. */
extern const char dp_schema_1[];
extern const char dp_schema_2[];
extern const char dp_schema_3[];

G_END_DECLS
