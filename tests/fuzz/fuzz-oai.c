/* fuzz-oai.c: any bytes as a saved OAI-PMH answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/arxiv/dp-oai-parser.h"
#include "formats/dp-format-error.h"
#include "formats/dp-paper-json.h"
#include "fuzz.h"
#include "model/dp-paper-id.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpOaiAnswer) answer = dp_oai_parse ((const char *)data, size, &error);

  g_assert_true ((answer == NULL) == (error != NULL));

  if (error != NULL)
    {
      g_assert_true (error->domain == DP_FORMAT_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }

  g_assert_cmpuint (answer->papers->len + answer->rejected->len + answer->deleted->len, <=, answer->n_records);
  for (guint i = 0; i < answer->papers->len; i++)
    {
      const DpPaper   *paper = g_ptr_array_index (answer->papers, i);
      g_autofree char *json = dp_paper_json_format (paper);

      g_assert_true (dp_paper_id_is_arxiv (paper->id));
      g_assert_nonnull (paper->title);
      g_assert_true (g_utf8_validate (json, -1, NULL));
    }

  return 0;
}
