/* dp-tex-table.c: commands sorted by their names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/tex/dp-tex-table.h"

#include <stdlib.h>
#include <string.h>

#define MAX_NAME_LENGTH 32

static int
compare_names (gconstpointer key,
               gconstpointer row)
{
  const char *const *name = row;

  return strcmp (key, *name);
}

/**
 * dp_tex_table_find:
 * @rows: the first row; each begins with a pointer to its name
 * @n_rows: how many
 * @row_size: bytes of one
 * @name: a command without its backslash
 * @length: how many bytes
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): the row of that name
 */
gconstpointer
dp_tex_table_find (gconstpointer rows,
                   gsize         n_rows,
                   gsize         row_size,
                   const char   *name,
                   gsize         length)
{
  char key[MAX_NAME_LENGTH];

  if (length >= sizeof key)
    return NULL;

  memcpy (key, name, length);
  key[length] = '\0';

  return bsearch (key, rows, n_rows, row_size, compare_names);
}
