/* fuzz-cite.c: any bytes as a paper's authors, title and comment, written for citing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "formats/cite/dp-bibtex-writer.h"
#include "formats/cite/dp-citation.h"
#include "formats/cite/dp-ris-writer.h"
#include "fuzz.h"

/* One entry, and nothing behind it, as BibTeX counts braces. */
static void
assert_one_entry (const char *entry)
{
  int depth = 0;

  g_assert_true (g_utf8_validate (entry, -1, NULL));
  for (const char *p = entry; *p != '\0'; p++)
    {
      depth += *p == '{' ? 1 : *p == '}' ? -1
                                         : 0;
      g_assert_cmpint (depth, >=, 0);
      if (depth == 0 && *p == '}')
        g_assert_cmpstr (p, ==, "}\n");
    }
  g_assert_cmpint (depth, ==, 0);
}

static void
assert_one_record (const char *record)
{
  g_auto (GStrv) lines = g_strsplit (record, "\r\n", -1);
  guint n_lines = g_strv_length (lines);

  g_assert_true (g_utf8_validate (record, -1, NULL));
  for (guint i = 0; i + 1 < n_lines; i++)
    {
      g_assert_null (strpbrk (lines[i], "\r\n"));
      g_assert_cmpint (strncmp (lines[i] + 2, "  - ", 4), ==, 0);
      g_assert_true (g_str_has_prefix (lines[i], "ER") == (i + 2 == n_lines));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  guint            n_lines = g_strv_length (lines);
  g_autofree char *unicode = NULL;
  g_autofree char *tex = NULL;
  g_autofree char *record = NULL;
  g_autofree char *citation = NULL;
  g_autofree char *markdown = NULL;

  paper->id = g_strdup ("2501.00001");
  paper->authors = g_strsplit (n_lines > 0 ? lines[0] : "", "|", -1);
  paper->title = g_strdup (n_lines > 1 ? lines[1] : NULL);
  paper->comment = g_strdup (n_lines > 2 ? lines[2] : NULL);
  paper->doi = g_strdup (paper->title);

  unicode = dp_bibtex_format (paper, DP_BIBTEX_UNICODE);
  tex = dp_bibtex_format (paper, DP_BIBTEX_TEX);
  record = dp_ris_format (paper);
  citation = dp_citation_format (paper);
  markdown = dp_citation_format_markdown (paper);

  assert_one_entry (unicode);
  assert_one_entry (tex);
  assert_one_record (record);
  g_assert_null (strpbrk (citation, "\r\n"));
  g_assert_null (strpbrk (markdown, "\r\n"));

  return 0;
}
