/* demo-number.h: a number that a query holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* At most 100000; @fallback where @query (nullable) has none of that name. */
static inline guint
demo_get_number (GHashTable *query,
                 const char *name,
                 guint       fallback)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;
  guint64     number = fallback;

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 0, 100000, &number, NULL);

  return (guint)number;
}

G_END_DECLS
