/* hostile-lines.c: the hostile papers as lines of JSON, for an import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

#include "formats/dp-paper-json.h"
#include "hostile-papers.h"

int
main (void)
{
  g_autoptr (GPtrArray) papers = hostile_papers_new ();

  for (guint i = 0; i < papers->len; i++)
    {
      g_autofree char *line = dp_paper_json_format (g_ptr_array_index (papers, i));

      puts (line); /* g_print() would ask the locale */
    }

  return 0;
}
