/* dp-bibtex-writer.c: papers as BibTeX
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/cite/dp-bibtex-writer.h"

#include <string.h>

#include "formats/cite/dp-author-name.h"
#include "formats/cite/dp-citation.h"
#include "formats/cite/dp-cite-key.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"

/* The type is @misc, as arXiv's own entries are. That has no field `journal` in the data
 * model of BibLaTeX, and BibTeX's styles would not print it; `howpublished`, which all
 * know, says in which journal a preprint has appeared. */

/* Known to every style, and written without braces. */
static const char *const months[] = {
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
};

/* As wide as the longest, so that values begin in one column. */
#define FIELD_FORMAT "  %-13s = "

static void
append_field (GString    *entry,
              const char *name,
              const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (entry, FIELD_FORMAT "{%s},\n", name, value);
}

static void
append_text (GString        *entry,
             const char     *name,
             const char     *tex,
             DpBibtexLetters letters)
{
  g_autofree char *value = dp_bibtex_text_format (tex, letters);

  append_field (entry, name, value);
}

/* A particle makes BibTeX take a family name apart, unless it begins with it. One that
 * has several words and stands alone would be taken for given names and a family name. */
static gboolean
needs_braces (const DpAuthorName *name)
{
  g_auto (GStrv) words = NULL;

  if (name->is_group || (name->given == NULL && strchr (name->family, ' ') != NULL))
    return TRUE;

  /* The words that stand for those who are left out, and between names. */
  if (g_ascii_strcasecmp (name->family, "others") == 0 || g_ascii_strcasecmp (name->family, "and") == 0)
    return TRUE;

  words = g_strsplit (name->family, " ", -1);
  if (g_unichar_islower (g_utf8_get_char (words[0])))
    return FALSE;

  for (guint i = 1; words[i] != NULL; i++)
    if (g_unichar_islower (g_utf8_get_char (words[i])))
      return TRUE;

  return FALSE;
}

static void
append_part (GString        *names,
             const char     *separator,
             const char     *part,
             DpBibtexLetters letters)
{
  g_autofree char *value = part != NULL ? dp_bibtex_text_format_plain (part, letters) : NULL;

  if (value != NULL)
    g_string_append_printf (names, "%s%s", separator, value);
}

static void
append_name (GString        *names,
             const char     *printed,
             DpBibtexLetters letters)
{
  g_autoptr (DpAuthorName) name = dp_author_name_new (printed);
  gboolean in_braces = name != NULL && needs_braces (name);

  if (name == NULL)
    return;

  if (names->len > 0)
    g_string_append (names, " and ");
  append_part (names, in_braces ? "{" : "", name->family, letters);
  if (in_braces)
    g_string_append_c (names, '}');
  append_part (names, ", ", name->suffix, letters);
  append_part (names, ", ", name->given, letters);
}

static void
append_authors (GString        *entry,
                const DpPaper  *paper,
                DpBibtexLetters letters)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    append_name (names, paper->authors[i], letters);

  append_field (entry, "author", names->str);
}

static void
append_date (GString       *entry,
             const DpPaper *paper)
{
  guint            year = dp_citation_get_year (paper);
  guint            month = dp_citation_get_month (paper);
  g_autofree char *value = g_strdup_printf ("%u", year);

  if (year > 0)
    append_field (entry, "year", value);
  if (month >= 1 && month <= G_N_ELEMENTS (months))
    g_string_append_printf (entry, FIELD_FORMAT "%s,\n", "month", months[month - 1]);
}

/* Authors give arXiv several, with a space between. */
static void
append_doi (GString    *entry,
            const char *dois)
{
  g_autofree char *first = NULL;
  g_autofree char *value = NULL;

  if (dois == NULL)
    return;

  first = g_strndup (dois, strcspn (dois, " ,;"));
  value = dp_bibtex_text_format_verbatim (first);
  append_field (entry, "doi", value);
}

static void
append_places (GString       *entry,
               const DpPaper *paper)
{
  g_autofree char *link = dp_citation_dup_link (paper);
  g_autofree char *url = link != NULL ? dp_bibtex_text_format_verbatim (link) : NULL;

  if (dp_paper_id_is_arxiv (paper->id))
    {
      append_field (entry, "eprint", paper->id);
      append_field (entry, "archivePrefix", "arXiv");
      append_field (entry, "primaryClass", paper->primary_category);
    }

  append_doi (entry, paper->doi);
  append_field (entry, "url", url);
}

/**
 * dp_bibtex_format:
 * @paper: a paper
 * @letters: how letters are written that ASCII lacks
 *
 * Writes an entry that BibTeX, BibLaTeX and what reads their files takes, whatever the
 * paper's texts hold; dp_cite_key_format() gives its key. Any thread.
 *
 * Returns: (transfer full): the entry, with its line end
 */
char *
dp_bibtex_format (const DpPaper  *paper,
                  DpBibtexLetters letters)
{
  GString         *entry = g_string_new (NULL);
  g_autofree char *key = dp_cite_key_format (paper);
  g_autofree char *title = dp_bibtex_text_format_title (paper->title, letters);

  g_string_append_printf (entry, "@misc{%s,\n", key);
  append_field (entry, "title", title);
  append_authors (entry, paper, letters);
  append_date (entry, paper);
  append_places (entry, paper);
  append_text (entry, "howpublished", paper->journal_ref, letters);
  append_text (entry, "note", paper->comment, letters);
  g_string_append (entry, "}\n");

  return g_string_free (entry, FALSE);
}
