/* dp-citation.c: a paper in one line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-citation.h"

#include <string.h>

#include "formats/dp-markdown.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-plain.h"

/* What is more is “et al.”, as engineers' journals have it. */
#define MAX_AUTHORS 6

/* Of arXiv, in its century. */
#define FIRST_YEAR 91

#define URL_PREFIX "url:"

/* Two digits of the YYMM with which the number in an arXiv id begins. */
static guint
read_id (const DpPaper *paper,
         guint          place)
{
  const char *slash = NULL;
  const char *digits = paper->id;

  if (!dp_paper_id_is_arxiv (paper->id))
    return 0;

  slash = strchr (digits, '/');
  digits = (slash != NULL ? slash + 1 : digits) + place;

  return (guint)(g_ascii_digit_value (digits[0]) * 10 + g_ascii_digit_value (digits[1]));
}

static guint
read_date (const DpPaper *paper,
           const char    *format)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (paper->published);
  g_autofree char *number = date != NULL ? g_date_time_format (date, format) : NULL;

  return number != NULL ? (guint)g_ascii_strtoull (number, NULL, 10) : 0;
}

/**
 * dp_citation_get_year:
 * @paper: a paper
 *
 * Returns: the year of the first version, from its date or else from arXiv's id; 0
 *   when neither says it
 */
guint
dp_citation_get_year (const DpPaper *paper)
{
  guint in_century = 0;

  g_return_val_if_fail (paper != NULL, 0);

  if (paper->published != DP_TIME_UNKNOWN)
    return read_date (paper, "%Y");

  if (!dp_paper_id_is_arxiv (paper->id))
    return 0;

  in_century = read_id (paper, 0);

  return in_century < FIRST_YEAR ? 2000 + in_century : 1900 + in_century;
}

/**
 * dp_citation_get_month:
 * @paper: a paper
 *
 * Returns: the month of the first version, from 1 to 12; 0 when nobody knows
 */
guint
dp_citation_get_month (const DpPaper *paper)
{
  g_return_val_if_fail (paper != NULL, 0);

  return paper->published != DP_TIME_UNKNOWN ? read_date (paper, "%m") : read_id (paper, strlen ("YY"));
}

/**
 * dp_citation_dup_link:
 * @paper: a paper
 *
 * Gives the page with the abstract, or where else one reads of the paper. Any thread.
 *
 * Returns: (transfer full) (nullable): an address; %NULL when nobody knows one
 */
char *
dp_citation_dup_link (const DpPaper *paper)
{
  g_autoptr (GPtrArray) links = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  links = dp_paper_dup_links (paper);

  return links->len > 0 ? g_strdup (((const DpLink *)g_ptr_array_index (links, 0))->url) : NULL;
}

/**
 * dp_citation_format_id:
 * @paper: a paper
 *
 * Any thread.
 *
 * Returns: (transfer full): the id with the word before it by which readers know what
 *   it is, where it needs one
 */
char *
dp_citation_format_id (const DpPaper *paper)
{
  g_return_val_if_fail (paper != NULL && paper->id != NULL, NULL);

  if (dp_paper_id_is_arxiv (paper->id))
    return g_strconcat ("arXiv:", paper->id, NULL);
  if (g_str_has_prefix (paper->id, URL_PREFIX))
    return g_strdup (paper->id + strlen (URL_PREFIX));

  return g_strdup (paper->id);
}

/* Sources put a lone colon between a group and its members. */
static GPtrArray *
list_names (const DpPaper *paper)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    {
      g_autofree char *name = dp_text_clean (paper->authors[i]);

      if (dp_text_has_word (name))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  return names;
}

static void
append_authors (GString       *line,
                const DpPaper *paper)
{
  g_autoptr (GPtrArray) names = list_names (paper);
  guint shown = names->len > MAX_AUTHORS ? 1 : names->len;

  for (guint i = 0; i < shown; i++)
    {
      if (i > 0 && i + 1 == shown)
        g_string_append (line, shown > 2 ? ", and " : " and ");
      else if (i > 0)
        g_string_append (line, ", ");
      g_string_append (line, g_ptr_array_index (names, i));
    }

  if (shown < names->len)
    g_string_append (line, " et al.");
  if (shown > 0)
    g_string_append (line, ", ");
}

/**
 * dp_citation_format:
 * @paper: a paper
 *
 * Writes a paper as one cites it in a text: authors, title, id, category, year; of more
 * than six authors the first. In English, as bibliographies are. Any thread.
 *
 * Returns: (transfer full): one line of plain text, without its end
 */
char *
dp_citation_format (const DpPaper *paper)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *title = dp_tex_plain (paper->title);
  g_autofree char *id = dp_citation_format_id (paper);
  guint            year = dp_citation_get_year (paper);

  append_authors (line, paper);
  if (title != NULL && *title != '\0')
    g_string_append_printf (line, "“%s”, ", title);
  g_string_append (line, id);
  if (paper->primary_category != NULL)
    g_string_append_printf (line, " [%s]", paper->primary_category);
  if (year > 0)
    g_string_append_printf (line, ", %u", year);

  return g_strdup (line->str);
}

/**
 * dp_citation_format_markdown:
 * @paper: a paper
 *
 * Any thread.
 *
 * Returns: (transfer full): the title as a link, in Markdown
 */
char *
dp_citation_format_markdown (const DpPaper *paper)
{
  g_autoptr (GString) markdown = g_string_new (NULL);
  g_autofree char *title = dp_tex_plain (paper->title);
  g_autofree char *link = dp_citation_dup_link (paper);

  dp_markdown_append_link (markdown, title != NULL && *title != '\0' ? title : paper->id, link);

  return g_strdup (markdown->str);
}
