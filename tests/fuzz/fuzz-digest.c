/* fuzz-digest.c: any bytes as a digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "formats/digest/dp-digest-parser.h"
#include "fuzz.h"
#include "model/dp-paper-id.h"
#include "model/dp-task.h"

static void
check_text (const char *text,
            gboolean    may_be_empty)
{
  if (text == NULL)
    return;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (may_be_empty || *text != '\0');
}

/* Whatever the bytes, a paper has an identity, a title, and fields that are what
 * they say. */
static void
check_paper (const DpPaper *paper)
{
  g_autofree char *id = dp_paper_id_parse (paper->id, NULL);

  g_assert_cmpstr (id, ==, paper->id);
  g_assert_nonnull (paper->title);
  check_text (paper->title, FALSE);
  check_text (paper->abstract, FALSE);
  check_text (paper->comment, FALSE);
  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    check_text (paper->authors[i], FALSE);
  for (guint i = 0; paper->tasks != NULL && paper->tasks[i] != NULL; i++)
    g_assert_cmpstr (dp_task_find (paper->tasks[i]), ==, paper->tasks[i]);
}

static void
check_section (const DpDigestSection *section)
{
  check_text (section->topic, FALSE);
  check_text (section->reason, FALSE);
  g_assert_true (section->day == NULL || dp_day_is_valid (section->day));
  g_assert_true (section->month == NULL || strlen (section->month) == strlen ("2025-01"));
  for (guint i = 0; i < section->papers->len; i++)
    check_paper (g_ptr_array_index (section->papers, i));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (DpDigest) digest = dp_digest_parse ((const char *)data, size, "2025-01-30.md", NULL);
  guint n_lost = 0;
  guint line = 0;

  if (digest == NULL)
    return 0;

  for (guint i = 0; i < digest->sections->len; i++)
    check_section (g_ptr_array_index (digest->sections, i));

  for (guint i = 0; i < digest->problems->len; i++)
    {
      const DpDigestProblem *problem = g_ptr_array_index (digest->problems, i);

      g_assert_cmpuint (problem->line, >=, line);
      check_text (problem->text, TRUE);
      check_text (problem->reason, FALSE);
      line = problem->line;
      n_lost += problem->is_lost ? 1 : 0;
    }

  g_assert_cmpuint (digest->n_rows, ==, dp_digest_count_papers (digest) + n_lost);

  return 0;
}
