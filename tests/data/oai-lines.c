/* oai-lines.c: saved OAI-PMH answers as lines of JSON, for test_oai.py
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>

#include "formats/arxiv/dp-oai-parser.h"
#include "formats/dp-paper-json.h"

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *contents = NULL;
      g_autoptr (DpOaiAnswer) answer = NULL;
      gsize length = 0;

      g_file_get_contents (argv[i], &contents, &length, &error);
      g_assert_no_error (error);
      answer = dp_oai_parse (contents, length, &error);
      g_assert_no_error (error);

      g_assert_cmpuint (answer->papers->len, ==, answer->n_records);
      for (guint j = 0; j < answer->papers->len; j++)
        {
          g_autofree char *line = dp_paper_json_format (g_ptr_array_index (answer->papers, j));

          puts (line); /* g_print() would ask the locale */
        }
    }

  return 0;
}
