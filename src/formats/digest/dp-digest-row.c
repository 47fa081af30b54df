/* dp-digest-row.c: one paper as a row of each layout of a digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/digest/dp-digest-row.h"

#include <string.h>

#include "formats/dp-markdown.h"
#include "model/dp-paper-id.h"
#include "model/dp-sentence.h"
#include "model/dp-text.h"

#define NEXT_CELL " | "
#define UNKNOWN "N/A"

#define SECONDS_PER_DAY (24 * 60 * 60)

/* A longer comment is folded behind its beginning. */
#define MAX_COMMENT_LENGTH 20
#define COMMENT_START_LENGTH 5

/* How much of an abstract stands in for a summary. */
#define N_SENTENCES 2

#define HUGGING_FACE_PAGE "https://huggingface.co/papers/"

static gboolean
is_there (const char *text)
{
  return text != NULL && *text != '\0';
}

static DpTime
get_time (const DpPaper *paper,
          gboolean       revised)
{
  DpTime time = revised ? paper->updated : paper->published;

  if (time != DP_TIME_UNKNOWN)
    return time;

  return revised ? paper->published : paper->updated;
}

/**
 * dp_digest_row_get_day:
 * @paper: a paper
 * @revised: whether the date of its newest version counts
 *
 * Returns: the first second of the day that a row of @paper shows
 */
DpTime
dp_digest_row_get_day (const DpPaper *paper,
                       gboolean       revised)
{
  DpTime time = get_time (paper, revised);
  DpTime second = time != DP_TIME_UNKNOWN ? time % SECONDS_PER_DAY : 0;

  return time - (second < 0 ? second + SECONDS_PER_DAY : second);
}

/**
 * dp_digest_row_get_month_name:
 * @month: from 1
 *
 * Returns: (transfer none): its English name, as the files have it
 */
const char *
dp_digest_row_get_month_name (guint month)
{
  static const char *const names[] = {
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"
  };

  return month < G_N_ELEMENTS (names) ? names[month] : "";
}

/* The 11th to the 13th are not 11st to 13rd. */
static const char *
get_ordinal_ending (int day)
{
  if (day / 10 == 1)
    return "th";

  switch (day % 10)
    {
    case 1:
      return "st";

    case 2:
      return "nd";

    case 3:
      return "rd";

    default:
      return "th";
    }
}

static void
append_ordinal_date (GString *markdown,
                     DpTime   time)
{
  g_autoptr (GDateTime) date = time != DP_TIME_UNKNOWN ? g_date_time_new_from_unix_utc (time) : NULL;
  int day = date != NULL ? g_date_time_get_day_of_month (date) : 0;

  if (date != NULL)
    g_string_append_printf (markdown, "%d%s %s %04d", day, get_ordinal_ending (day),
                            dp_digest_row_get_month_name ((guint)g_date_time_get_month (date)),
                            g_date_time_get_year (date));
}

/* Where the work itself is; %NULL when only its name is known. */
static char *
dup_work_url (const DpPaper *paper,
              gboolean       with_version)
{
  g_autoptr (GPtrArray) links = NULL;

  if (with_version && paper->version > 0 && dp_paper_id_is_arxiv (paper->id))
    return dp_paper_id_dup_abs_url (paper->id, paper->version);

  links = dp_paper_dup_links (paper);

  return links->len > 0 ? g_strdup (((const DpLink *)g_ptr_array_index (links, 0))->url) : NULL;
}

static const char *
get_title (const DpPaper *paper)
{
  return is_there (paper->title) ? paper->title : paper->id;
}

static void
append_title (GString       *markdown,
              const DpPaper *paper,
              gboolean       with_version)
{
  g_autofree char *url = dup_work_url (paper, with_version);

  dp_markdown_append_link (markdown, get_title (paper), url);
}

static void
append_folded (GString    *markdown,
               const char *summary,
               const char *text)
{
  g_string_append (markdown, "<details><summary>");
  dp_markdown_append_text (markdown, summary);
  g_string_append (markdown, "</summary><p>");
  dp_markdown_append_text (markdown, text);
  g_string_append (markdown, "</p></details>");
}

static void
append_comment (GString    *markdown,
                const char *comment)
{
  g_autofree char *start = NULL;
  g_autofree char *label = NULL;

  if (g_utf8_strlen (comment, -1) <= MAX_COMMENT_LENGTH)
    {
      dp_markdown_append_text (markdown, comment);
      return;
    }

  start = g_utf8_substring (comment, 0, COMMENT_START_LENGTH);
  label = g_strconcat (start, "...", NULL);
  append_folded (markdown, label, comment);
}

static void
append_list (GString    *markdown,
             char      **items,
             const char *separator)
{
  for (gsize i = 0; items != NULL && items[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (markdown, separator);
      dp_markdown_append_text (markdown, items[i]);
    }
}

/* @bullet stands before each sentence of the abstract. */
static void
append_summary (GString       *markdown,
                const DpPaper *paper,
                const char    *bullet)
{
  const char *summary = dp_paper_get_summary (paper);
  g_auto (GStrv) sentences = NULL;

  if (is_there (summary))
    {
      dp_markdown_append_text (markdown, summary);
      return;
    }

  sentences = dp_sentence_split (paper->abstract, N_SENTENCES);
  for (gsize i = 0; sentences[i] != NULL; i++)
    {
      g_string_append (markdown, i > 0 ? " " : "");
      g_string_append (markdown, bullet);
      dp_markdown_append_text (markdown, sentences[i]);
    }
}

/* As Python prints a list of names. */
static void
append_tasks (GString *markdown,
              char   **tasks)
{
  if (tasks == NULL || tasks[0] == NULL)
    {
      g_string_append (markdown, UNKNOWN);
      return;
    }

  g_string_append_c (markdown, '[');
  for (gsize i = 0; tasks[i] != NULL; i++)
    {
      char quote = strchr (tasks[i], '\'') != NULL ? '"' : '\'';

      g_string_append (markdown, i > 0 ? ", " : "");
      g_string_append_c (markdown, quote);
      dp_markdown_append_text (markdown, tasks[i]);
      g_string_append_c (markdown, quote);
    }
  g_string_append_c (markdown, ']');
}

/* What a link of the column *GitHub URLs* is called; %NULL for one that has no place
 * there. The name is the originals' for what the column says, and an honest one for
 * the rest. */
static const char *
get_code_label (DpLinkKind kind)
{
  switch (kind)
    {
    case DP_LINK_GITHUB:
      return "Link";

    case DP_LINK_CODE:
      return "Code";

    case DP_LINK_PROJECT:
      return "Project";

    case DP_LINK_OTHER:
      return "Other";

    case DP_LINK_ABS:
    case DP_LINK_PDF:
    case DP_LINK_HTML:
    case DP_LINK_HUGGINGFACE:
    case DP_LINK_DOI:
    case DP_LINK_MODEL:
      return NULL;
    }

  g_return_val_if_reached (NULL);
}

/* The same of the column *HuggingFace URLs*. */
static const char *
get_model_label (DpLinkKind kind)
{
  return kind == DP_LINK_MODEL || kind == DP_LINK_HUGGINGFACE ? "Link" : NULL;
}

/* The page that follows from the paper's id says nothing new. */
static gboolean
is_own_page (const DpPaper *paper,
             const DpLink  *link)
{
  return paper->id != NULL && g_str_has_prefix (link->url, HUGGING_FACE_PAGE) &&
         g_str_equal (link->url + strlen (HUGGING_FACE_PAGE), paper->id);
}

static void
append_links (GString       *markdown,
              const DpPaper *paper,
              const char *(*get_label) (DpLinkKind kind))
{
  gsize start = markdown->len;

  for (guint i = 0; paper->links != NULL && i < paper->links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (paper->links, i);
      const char   *label = get_label (link->kind);

      if (label == NULL || is_own_page (paper, link))
        continue;

      g_string_append (markdown, markdown->len > start ? ", " : "");
      dp_markdown_append_link (markdown, label, link->url);
    }

  if (markdown->len == start)
    g_string_append (markdown, UNKNOWN);
}

/**
 * dp_digest_row_append_keyword:
 * @markdown: what is being written
 * @paper: a paper
 * @revised: whether the date of its newest version counts
 *
 * Appends a row: title, date, abstract and comment, both folded. Any thread.
 */
void
dp_digest_row_append_keyword (GString       *markdown,
                              const DpPaper *paper,
                              gboolean       revised)
{
  DpTime           time = get_time (paper, revised);
  g_autofree char *day = time != DP_TIME_UNKNOWN ? dp_time_format_day (time) : NULL;
  g_autofree char *abstract = dp_text_clean (paper->abstract);
  g_autofree char *comment = dp_text_clean (paper->comment);

  g_string_append (markdown, "| **");
  append_title (markdown, paper, TRUE);
  g_string_append (markdown, "**" NEXT_CELL);
  g_string_append (markdown, day != NULL ? day : "");
  g_string_append (markdown, NEXT_CELL);
  if (is_there (abstract))
    append_folded (markdown, "Show", abstract);
  g_string_append (markdown, NEXT_CELL);
  if (is_there (comment))
    append_comment (markdown, comment);
  g_string_append (markdown, " |\n");
}

/**
 * dp_digest_row_append_classified:
 * @markdown: what is being written
 * @paper: a paper
 *
 * Appends a row: title, authors, summary, tasks, code and models. Any thread.
 */
void
dp_digest_row_append_classified (GString       *markdown,
                                 const DpPaper *paper)
{
  g_string_append (markdown, "| ");
  append_title (markdown, paper, FALSE);
  g_string_append (markdown, NEXT_CELL);
  append_list (markdown, paper->authors, ", ");
  g_string_append (markdown, NEXT_CELL);
  append_summary (markdown, paper, "- ");
  g_string_append (markdown, NEXT_CELL);
  append_tasks (markdown, paper->tasks);
  g_string_append (markdown, NEXT_CELL);
  append_links (markdown, paper, get_code_label);
  g_string_append (markdown, NEXT_CELL);
  append_links (markdown, paper, get_model_label);
  g_string_append (markdown, " |\n");
}

/* Hugging Face has pages of what is on arXiv. */
static void
append_pages (GString       *markdown,
              const DpPaper *paper)
{
  g_autofree char *url = dup_work_url (paper, FALSE);
  g_autofree char *page = NULL;

  if (url == NULL)
    return;

  g_string_append (markdown, " (Read more on ");
  if (dp_paper_id_is_arxiv (paper->id))
    {
      page = g_strconcat (HUGGING_FACE_PAGE, paper->id, NULL);
      dp_markdown_append_link (markdown, "arXiv", url);
      g_string_append (markdown, " or ");
      dp_markdown_append_link (markdown, "HuggingFace", page);
    }
  else
    {
      dp_markdown_append_link (markdown, "its page", url);
    }
  g_string_append_c (markdown, ')');
}

/**
 * dp_digest_row_append_summary:
 * @markdown: what is being written
 * @paper: a paper
 *
 * Appends a row: title with two places to read on, authors, summary. Any thread.
 */
void
dp_digest_row_append_summary (GString       *markdown,
                              const DpPaper *paper)
{
  g_string_append (markdown, "| ");
  dp_markdown_append_text (markdown, get_title (paper));
  append_pages (markdown, paper);
  g_string_append (markdown, NEXT_CELL);
  append_list (markdown, paper->authors, ", ");
  g_string_append (markdown, NEXT_CELL);
  append_summary (markdown, paper, "");
  g_string_append (markdown, " |\n");
}

/**
 * dp_digest_row_append_dated:
 * @markdown: what is being written
 * @paper: a paper
 * @revised: whether the date of its newest version counts
 *
 * Appends a row: date, title, abstract, or in its place a summary. Any thread.
 */
void
dp_digest_row_append_dated (GString       *markdown,
                            const DpPaper *paper,
                            gboolean       revised)
{
  g_string_append (markdown, "| ");
  append_ordinal_date (markdown, get_time (paper, revised));
  g_string_append (markdown, NEXT_CELL);
  append_title (markdown, paper, TRUE);
  g_string_append (markdown, NEXT_CELL);
  dp_markdown_append_text (markdown, is_there (paper->abstract) ? paper->abstract : dp_paper_get_summary (paper));
  g_string_append (markdown, " |\n");
}
