/* dp-digest-writer.c: the four Markdown layouts of a digest, written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-writer.h"

#include <string.h>

#include "formats/digest/dp-digest-row.h"
#include "formats/dp-markdown.h"

/* Column for column as the originals are, and valid where they were not. The words
 * of the layouts are not translated: programs read them. What is only for people,
 * a section's reason, is in the language of who wrote it. */

#define INTRODUCTION                                                                                         \
  "# Daily Papers\n"                                                                                         \
  "The newest papers on each of these keywords, from arXiv and Hugging Face, by the program Daily Papers.\n" \
  "\n"                                                                                                       \
  "The subheadings are the keywords. Each list is sorted by the date shown, the newest paper first.\n"

static const char *
get_table_head (DpDigestLayout layout)
{
  switch (layout)
    {
    case DP_DIGEST_KEYWORD:
      return "| **Title** | **Date** | **Abstract** | **Comment** |\n"
             "| --- | --- | --- | --- |\n";

    case DP_DIGEST_CLASSIFIED:
      return "| Title | Authors | Summary | Classification | GitHub URLs | HuggingFace URLs |\n"
             "|-------|---------|---------|----------------|-------------|-----------------|\n";

    case DP_DIGEST_SUMMARY:
      return "| Title | Authors | Summary |\n"
             "|-------|---------|---------|\n";

    case DP_DIGEST_DATED:
      return "| Date | Title | Abstract |\n"
             "|------|-------|----------|\n";
    }

  g_return_val_if_reached ("");
}

/**
 * dp_digest_writer_append_start:
 * @markdown: what is being written, empty
 * @layout: the layout
 * @last_update: (nullable): the day of today, YYYY-MM-DD, for layouts that say it
 *
 * Appends what stands before the first section. Any thread.
 */
void
dp_digest_writer_append_start (GString       *markdown,
                               DpDigestLayout layout,
                               const char    *last_update)
{
  if (layout != DP_DIGEST_KEYWORD)
    return;

  g_string_append (markdown, INTRODUCTION);
  if (last_update != NULL)
    g_string_append_printf (markdown, "\nLast update: %s\n", last_update);
}

/* `2025-01` as `January 2025`. */
static char *
dup_month_name (const char *month)
{
  guint number = strlen (month) > 5 ? (guint)g_ascii_strtoull (month + 5, NULL, 10) : 0;

  return g_strdup_printf ("%s %.4s", dp_digest_row_get_month_name (number), month);
}

static void
append_section_heading (GString               *markdown,
                        const DpDigestSection *section)
{
  g_autofree char *text = NULL;

  if (section->topic != NULL)
    text = g_strdup (section->topic);
  else if (section->day != NULL)
    text = g_strdup_printf ("Papers for %s", section->day);
  else if (section->month != NULL)
    text = dup_month_name (section->month);

  if (text != NULL)
    dp_markdown_append_heading (markdown, text);
}

/**
 * dp_digest_writer_append_section:
 * @markdown: what is being written
 * @layout: the layout
 * @section: a section; its papers do not matter
 *
 * Appends a section's heading, its reason, and the head of its table. Rows may
 * follow at once. Any thread.
 */
void
dp_digest_writer_append_section (GString               *markdown,
                                 DpDigestLayout         layout,
                                 const DpDigestSection *section)
{
  g_return_if_fail (markdown != NULL && section != NULL);

  g_string_append_c (markdown, '\n');
  append_section_heading (markdown, section);

  if (section->reason != NULL)
    {
      dp_markdown_append_remark (markdown, section->reason);
      g_string_append_c (markdown, '\n');
    }
  else if (layout != DP_DIGEST_KEYWORD)
    {
      g_string_append_c (markdown, '\n');
    }

  g_string_append (markdown, get_table_head (layout));
}

/**
 * dp_digest_writer_append_paper:
 * @markdown: what is being written, in a section
 * @layout: the layout
 * @paper: a paper
 * @revised: whether its date is that of the newest version
 *
 * Appends one row: exactly one line. Any thread.
 */
void
dp_digest_writer_append_paper (GString       *markdown,
                               DpDigestLayout layout,
                               const DpPaper *paper,
                               gboolean       revised)
{
  g_return_if_fail (markdown != NULL && paper != NULL);

  switch (layout)
    {
    case DP_DIGEST_KEYWORD:
      dp_digest_row_append_keyword (markdown, paper, revised);
      return;

    case DP_DIGEST_CLASSIFIED:
      dp_digest_row_append_classified (markdown, paper);
      return;

    case DP_DIGEST_SUMMARY:
      dp_digest_row_append_summary (markdown, paper);
      return;

    case DP_DIGEST_DATED:
      dp_digest_row_append_dated (markdown, paper, revised);
      return;
    }

  g_return_if_reached ();
}

/* A place in the order: papers of one day stay as they were. */
typedef struct
{
  const DpPaper *paper; /* (unowned) */
  DpTime         day;
  guint          position;
} Place;

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *first = a;
  const Place *second = b;

  if (first->day != second->day)
    return first->day > second->day ? -1 : 1;

  return first->position < second->position ? -1 : 1;
}

/* A day has an order of its own; the others go by the date they show. */
static gboolean
is_sorted_by_date (DpDigestLayout layout)
{
  return layout == DP_DIGEST_KEYWORD || layout == DP_DIGEST_DATED;
}

static GArray *
arrange (DpDigestLayout         layout,
         const DpDigestSection *section)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < section->papers->len; i++)
    {
      const DpPaper *paper = g_ptr_array_index (section->papers, i);
      Place          place = { paper, dp_digest_row_get_day (paper, section->revised), i };

      if (paper->id != NULL && !g_hash_table_add (seen, paper->id))
        continue;
      g_array_append_val (places, place);
    }

  if (is_sorted_by_date (layout))
    g_array_sort (places, compare_places);

  return places;
}

/**
 * dp_digest_write:
 * @digest: a digest, as dp_digest_parse() gives it or somebody filled it in
 *
 * Writes a digest in its layout as GitHub-flavoured Markdown. Every cell is escaped,
 * so that a paper is one row and its texts are shown as they are; see
 * dp_markdown_append_text(). In the keyword and the dated layout the newest by the
 * date shown comes first, in the others the order is that of the section. A paper
 * that a section has twice is written once. Any thread.
 *
 * Returns: (transfer full): the file's text
 */
char *
dp_digest_write (const DpDigest *digest)
{
  GString *markdown = g_string_new (NULL);

  g_return_val_if_fail (digest != NULL, g_string_free (markdown, FALSE));

  dp_digest_writer_append_start (markdown, digest->layout, digest->last_update);
  for (guint i = 0; i < digest->sections->len; i++)
    {
      const DpDigestSection *section = g_ptr_array_index (digest->sections, i);
      g_autoptr (GArray) places = arrange (digest->layout, section);

      dp_digest_writer_append_section (markdown, digest->layout, section);
      for (guint j = 0; j < places->len; j++)
        dp_digest_writer_append_paper (markdown, digest->layout, g_array_index (places, Place, j).paper, section->revised);
    }

  return g_string_free (markdown, FALSE);
}
