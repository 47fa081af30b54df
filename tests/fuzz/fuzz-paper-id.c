/* fuzz-paper-id.c: any bytes as the id of a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib.h>

#include "fuzz.h"
#include "model/dp-paper-id.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_autofree char *id = dp_paper_id_parse (text, NULL);
  g_autofree char *again = dp_paper_id_parse (id, NULL);

  /* An id is its own id, or a library would know one paper by two. */
  if (id != NULL)
    {
      g_assert_true (g_utf8_validate (id, -1, NULL));
      g_assert_cmpstr (again, ==, id);
      g_assert_cmpint (dp_paper_id_is_arxiv (id), ==,
                       !g_str_has_prefix (id, "doi:") && !g_str_has_prefix (id, "url:"));
    }

  return 0;
}
