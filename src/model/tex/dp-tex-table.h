/* dp-tex-table.h: commands sorted by their names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (nullable): the row of a table whose rows begin with a name, sorted by bytes. */
gconstpointer dp_tex_table_find (gconstpointer rows,
                                 gsize         n_rows,
                                 gsize         row_size,
                                 const char   *name,
                                 gsize         length);

G_END_DECLS
