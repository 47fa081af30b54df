/* fuzz-hugging-face.c: any bytes as an answer of Hugging Face's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/dp-format-error.h"
#include "formats/dp-hugging-face-parser.h"
#include "formats/dp-paper-json.h"
#include "fuzz.h"
#include "model/dp-paper-id.h"

/* Whatever comes in, what goes out has an id and a title and is valid UTF-8. */
static void
check_paper (const DpPaper *paper)
{
  g_autofree char *json = dp_paper_json_format (paper);

  g_assert_true (dp_paper_id_is_arxiv (paper->id));
  g_assert_nonnull (paper->title);
  g_assert_true (g_utf8_validate (json, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *text = (const char *)data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) paper_error = NULL;
  g_autoptr (GPtrArray) papers = dp_hugging_face_parse_day (text, size, "2025-11-04", 0, NULL, &error);
  g_autoptr (DpPaper) paper = dp_hugging_face_parse_paper (text, size, &paper_error);

  g_assert_true ((papers == NULL) == (error != NULL));
  for (guint i = 0; papers != NULL && i < papers->len; i++)
    check_paper (g_ptr_array_index (papers, i));

  g_assert_true ((paper == NULL) == (paper_error != NULL));
  if (paper != NULL)
    check_paper (paper);

  return 0;
}
