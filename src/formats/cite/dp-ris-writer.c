/* dp-ris-writer.c: papers as RIS, which reference managers read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-ris-writer.h"

#include "formats/cite/dp-author-name.h"
#include "formats/cite/dp-citation.h"
#include "formats/cite/dp-cite-key.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"
#include "model/tex/dp-tex-plain.h"

/* The RIS format of Research Information Systems: two letters or a letter and a digit, two
 * spaces, a dash, a space, a value on one line; `TY` first, `ER` last; lines end with CR LF. */

#define LINE_END "\r\n"

/* What is not published in a journal; and what is of no kind that RIS knows. */
#define UNPUBLISHED "UNPB"
#define GENERIC "GEN"

static void
append_value (GString    *record,
              const char *tag,
              const char *value)
{
  g_autofree char *clean = dp_text_clean (value);

  if (clean != NULL && *clean != '\0')
    g_string_append_printf (record, "%s  - %s" LINE_END, tag, clean);
}

static void
append_text (GString    *record,
             const char *tag,
             const char *tex)
{
  g_autofree char *plain = dp_tex_plain (tex);

  append_value (record, tag, plain);
}

/* `Last, First, Suffix`; a group has no comma. */
static void
append_author (GString    *record,
               const char *printed)
{
  g_autoptr (DpAuthorName) name = dp_author_name_new (printed);
  g_autofree char *value = NULL;

  if (name == NULL)
    return;

  if (name->given == NULL)
    value = g_strdup (name->family);
  else
    value = g_strconcat (name->family, ", ", name->given, name->suffix != NULL ? ", " : NULL, name->suffix, NULL);

  append_value (record, "AU", value);
}

static void
append_dates (GString       *record,
              const DpPaper *paper)
{
  g_autofree char *day = paper->published != DP_TIME_UNKNOWN ? dp_time_format_day (paper->published) : NULL;
  g_autofree char *year = g_strdup_printf ("%u", dp_citation_get_year (paper));

  if (dp_citation_get_year (paper) > 0)
    append_value (record, "PY", year);
  if (day != NULL)
    append_value (record, "DA", g_strdelimit (day, "-", '/'));
}

static void
append_list (GString     *record,
             const char  *tag,
             char *const *values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    append_value (record, tag, values[i]);
}

static void
append_links (GString       *record,
              const DpPaper *paper)
{
  g_autofree char *link = dp_citation_dup_link (paper);
  g_autofree char *pdf = dp_paper_id_is_arxiv (paper->id) ? dp_paper_id_dup_pdf_url (paper->id, 0) : NULL;

  append_value (record, "UR", link);
  append_value (record, "L1", pdf);
}

static void
append_notes (GString       *record,
              const DpPaper *paper)
{
  g_autofree char *journal = NULL;

  if (paper->journal_ref != NULL)
    journal = g_strconcat ("Published in: ", paper->journal_ref, NULL);

  append_text (record, "N1", paper->comment);
  append_text (record, "N1", journal);
}

/**
 * dp_ris_format:
 * @paper: a paper
 *
 * Writes one record: who, what, when, where, the abstract as plain text, categories and
 * keywords, comment and journal. Values have no line ends. Any thread.
 *
 * Returns: (transfer full): the record, with its end
 */
char *
dp_ris_format (const DpPaper *paper)
{
  GString         *record = g_string_new (NULL);
  g_autofree char *key = dp_cite_key_format (paper);
  g_autofree char *id = dp_citation_format_id (paper);
  gboolean         is_arxiv = dp_paper_id_is_arxiv (paper->id);

  append_value (record, "TY", is_arxiv ? UNPUBLISHED : GENERIC);
  append_value (record, "ID", key);
  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    append_author (record, paper->authors[i]);
  append_text (record, "TI", paper->title);
  append_dates (record, paper);
  append_text (record, "AB", paper->abstract);
  append_list (record, "KW", paper->categories);
  append_list (record, "KW", paper->keywords);
  append_value (record, "DO", paper->doi);
  append_links (record, paper);
  append_value (record, "PB", is_arxiv ? "arXiv" : NULL);
  append_value (record, "AN", is_arxiv ? id : NULL);
  append_notes (record, paper);
  g_string_append (record, "ER  - " LINE_END);

  return g_string_free (record, FALSE);
}
