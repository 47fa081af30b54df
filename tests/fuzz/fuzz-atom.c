/* fuzz-atom.c: any bytes as an answer of arXiv's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "formats/arxiv/dp-atom-parser.h"
#include "formats/dp-format-error.h"
#include "formats/dp-paper-csv.h"
#include "formats/dp-paper-json.h"
#include "fuzz.h"
#include "model/dp-paper-id.h"

static DpAtomParser *
parse (const char *data,
       gsize       size,
       gsize       chunk_size,
       GError    **error)
{
  g_autoptr (DpAtomParser) parser = dp_atom_parser_new ();

  for (gsize i = 0; i < size; i += MIN (chunk_size, size - i))
    if (!dp_atom_parser_feed (parser, data + i, MIN (chunk_size, size - i), error))
      return g_steal_pointer (&parser);

  dp_atom_parser_finish (parser, error);

  return g_steal_pointer (&parser);
}

/* Whatever comes in, what goes out has an id and a title and is valid UTF-8. */
static void
check_paper (const DpPaper *paper)
{
  g_autofree char *json = dp_paper_json_format (paper);
  g_autofree char *csv = dp_paper_csv_format (paper);

  g_assert_true (dp_paper_id_is_arxiv (paper->id));
  g_assert_nonnull (paper->title);
  g_assert_true (g_utf8_validate (json, -1, NULL));
  g_assert_true (g_utf8_validate (csv, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cut_error = NULL;
  g_autoptr (DpAtomParser) parser = parse ((const char *)data, size, G_MAXSIZE, &error);
  g_autoptr (DpAtomParser) cut_parser = parse ((const char *)data, size, 1, &cut_error);
  GPtrArray *papers = dp_atom_parser_get_papers (parser);

  for (guint i = 0; i < papers->len; i++)
    check_paper (g_ptr_array_index (papers, i));

  /* Good is good wherever the answer was cut. */
  if (error == NULL)
    {
      g_assert_no_error (cut_error);
      g_assert_cmpuint (dp_atom_parser_get_papers (cut_parser)->len, ==, papers->len);
    }
  else
    {
      g_assert_nonnull (cut_error);
      g_assert_true (error->domain == DP_FORMAT_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }

  return 0;
}
