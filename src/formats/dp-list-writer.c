/* dp-list-writer.c: a list of papers in any of the formats that a list is written in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/dp-list-writer.h"

#include "formats/arxiv/dp-atom-writer.h"
#include "formats/cite/dp-bibtex-writer.h"
#include "formats/cite/dp-citation.h"
#include "formats/cite/dp-ris-writer.h"
#include "formats/digest/dp-digest-writer.h"
#include "formats/dp-paper-csv.h"
#include "formats/dp-paper-json.h"

#define MONTH_LENGTH 7

static const struct
{
  const char    *name;
  const char    *extension;
  gboolean       is_digest;
  DpDigestLayout layout;
} formats[] = {
  [DP_LIST_FORMAT_CSV] = { "csv", "csv", FALSE, 0 },
  [DP_LIST_FORMAT_JSON] = { "json", "json", FALSE, 0 },
  [DP_LIST_FORMAT_ATOM] = { "atom", "atom", FALSE, 0 },
  [DP_LIST_FORMAT_BIBTEX] = { "bibtex", "bib", FALSE, 0 },
  [DP_LIST_FORMAT_BIBTEX_TEX] = { "bibtex-tex", "bib", FALSE, 0 },
  [DP_LIST_FORMAT_RIS] = { "ris", "ris", FALSE, 0 },
  [DP_LIST_FORMAT_CITATION] = { "citation", "txt", FALSE, 0 },
  [DP_LIST_FORMAT_MARKDOWN] = { "markdown", "md", FALSE, 0 },
  [DP_LIST_FORMAT_LINK] = { "link", "txt", FALSE, 0 },
  [DP_LIST_FORMAT_ID] = { "id", "txt", FALSE, 0 },
  [DP_LIST_FORMAT_KEYWORD] = { "keyword", "md", TRUE, DP_DIGEST_KEYWORD },
  [DP_LIST_FORMAT_CLASSIFIED] = { "classified", "md", TRUE, DP_DIGEST_CLASSIFIED },
  [DP_LIST_FORMAT_SUMMARY] = { "summary", "md", TRUE, DP_DIGEST_SUMMARY },
  [DP_LIST_FORMAT_DATED] = { "dated", "md", TRUE, DP_DIGEST_DATED },
};

G_STATIC_ASSERT (G_N_ELEMENTS (formats) == DP_LIST_N_FORMATS);

struct _DpListWriter
{
  DpListFormat  format;
  char         *title;
  char         *day; /* (nullable): of which the list is */
  GString      *text;
  DpAtomWriter *atom;    /* (nullable) */
  char         *section; /* (nullable): the day or month under whose heading we are */
  guint         n_papers;
};

/**
 * dp_list_format_to_string:
 * @format: a format
 *
 * Returns: (transfer none): its name, static
 */
const char *
dp_list_format_to_string (DpListFormat format)
{
  g_return_val_if_fail ((guint)format < DP_LIST_N_FORMATS, NULL);

  return formats[format].name;
}

/**
 * dp_list_format_from_string:
 * @name: a name
 * @out_format: (out): the format; untouched on failure
 *
 * Returns: %FALSE when there is no such format
 */
gboolean
dp_list_format_from_string (const char   *name,
                            DpListFormat *out_format)
{
  for (guint i = 0; i < DP_LIST_N_FORMATS; i++)
    if (g_strcmp0 (formats[i].name, name) == 0)
      {
        *out_format = (DpListFormat)i;
        return TRUE;
      }

  return FALSE;
}

/**
 * dp_list_format_get_extension:
 * @format: a format
 *
 * Returns: (transfer none): what its files' names end with, without the dot
 */
const char *
dp_list_format_get_extension (DpListFormat format)
{
  g_return_val_if_fail ((guint)format < DP_LIST_N_FORMATS, NULL);

  return formats[format].extension;
}

static void
start (DpListWriter *self,
       DpTime        now)
{
  g_autofree char *today = dp_time_format_day (now);

  switch (self->format)
    {
    case DP_LIST_FORMAT_CSV:
      g_string_append (self->text, dp_paper_csv_get_header ());
      return;

    case DP_LIST_FORMAT_JSON:
      g_string_append (self->text, "[");
      return;

    case DP_LIST_FORMAT_ATOM:
      self->atom = dp_atom_writer_new (self->title, now);
      return;

    case DP_LIST_FORMAT_BIBTEX:
    case DP_LIST_FORMAT_BIBTEX_TEX:
    case DP_LIST_FORMAT_RIS:
    case DP_LIST_FORMAT_CITATION:
    case DP_LIST_FORMAT_MARKDOWN:
    case DP_LIST_FORMAT_LINK:
    case DP_LIST_FORMAT_ID:
      return;

    case DP_LIST_FORMAT_KEYWORD:
    case DP_LIST_FORMAT_CLASSIFIED:
    case DP_LIST_FORMAT_SUMMARY:
    case DP_LIST_FORMAT_DATED:
      dp_digest_writer_append_start (self->text, formats[self->format].layout, today);
      return;
    }

  g_return_if_reached ();
}

/**
 * dp_list_writer_new:
 * @format: the format
 * @title: what the list is called
 * @day: (nullable): the day whose list it is, YYYY-MM-DD
 * @now: when it is written
 *
 * Begins a file.
 *
 * Returns: (transfer full): a writer that has something to take
 */
DpListWriter *
dp_list_writer_new (DpListFormat format,
                    const char  *title,
                    const char  *day,
                    DpTime       now)
{
  DpListWriter *self = g_new0 (DpListWriter, 1);

  self->format = format;
  self->title = g_strdup (title);
  self->day = g_strdup (day);
  self->text = g_string_new (NULL);
  start (self, now);

  return self;
}

/**
 * dp_list_writer_free:
 * @self: (transfer full) (nullable): a writer
 */
void
dp_list_writer_free (DpListWriter *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->day);
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->atom, dp_atom_writer_free);
  g_free (self->section);
  g_free (self);
}

/* Under which heading a paper belongs; "" for that of the list. */
static char *
dup_section (const DpListWriter *self,
             const DpPaper      *paper)
{
  g_autofree char *published = paper->published != DP_TIME_UNKNOWN ? dp_time_format_day (paper->published) : NULL;

  switch (formats[self->format].layout)
    {
    case DP_DIGEST_KEYWORD:
      return g_strdup ("");

    case DP_DIGEST_CLASSIFIED:
    case DP_DIGEST_SUMMARY:
      if (self->day != NULL)
        return g_strdup (self->day);
      if (paper->days != NULL && paper->days->len > 0)
        return g_strdup (((const DpDayRank *)g_ptr_array_index (paper->days, 0))->day);
      return g_strdup ("");

    case DP_DIGEST_DATED:
      return published != NULL ? g_strndup (published, MONTH_LENGTH) : g_strdup ("");
    }

  g_return_val_if_reached (NULL);
}

/* Takes @name. */
static void
start_section (DpListWriter *self,
               char         *name)
{
  DpDigestLayout  layout = formats[self->format].layout;
  DpDigestSection section = { 0 };

  g_free (self->section);
  self->section = name;

  if (*name == '\0')
    section.topic = self->title;
  else if (layout == DP_DIGEST_DATED)
    section.month = name;
  else
    section.day = name;

  dp_digest_writer_append_section (self->text, layout, &section);
}

static void
add_row (DpListWriter  *self,
         const DpPaper *paper)
{
  g_autofree char *section = dup_section (self, paper);

  if (g_strcmp0 (section, self->section) != 0)
    start_section (self, g_steal_pointer (&section));

  dp_digest_writer_append_paper (self->text, formats[self->format].layout, paper, FALSE);
}

/* Takes @line. */
static void
add_line (DpListWriter *self,
          char         *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (self->text, "%s\n", line);
  g_free (line);
}

/* Takes @text; a line is left free between two. */
static void
add_entry (DpListWriter *self,
           char         *text,
           const char   *between)
{
  g_string_append (self->text, self->n_papers > 0 ? between : "");
  g_string_append (self->text, text);
  g_free (text);
}

/**
 * dp_list_writer_add:
 * @self: a writer
 * @paper: the next paper
 *
 * Writes a paper. In the layouts of days and months a heading comes before the first
 * of each: papers of one should come one after the other.
 */
void
dp_list_writer_add (DpListWriter  *self,
                    const DpPaper *paper)
{
  g_return_if_fail (self != NULL && paper != NULL);

  switch (self->format)
    {
    case DP_LIST_FORMAT_CSV:
      add_entry (self, dp_paper_csv_format (paper), "");
      break;

    case DP_LIST_FORMAT_JSON:
      add_entry (self, dp_paper_json_format (paper), ",\n");
      break;

    case DP_LIST_FORMAT_ATOM:
      dp_atom_writer_add (self->atom, paper);
      break;

    case DP_LIST_FORMAT_BIBTEX:
      add_entry (self, dp_bibtex_format (paper, DP_BIBTEX_UNICODE), "\n");
      break;

    case DP_LIST_FORMAT_BIBTEX_TEX:
      add_entry (self, dp_bibtex_format (paper, DP_BIBTEX_TEX), "\n");
      break;

    case DP_LIST_FORMAT_RIS:
      add_entry (self, dp_ris_format (paper), "\r\n");
      break;

    case DP_LIST_FORMAT_CITATION:
      add_line (self, dp_citation_format (paper));
      break;

    case DP_LIST_FORMAT_MARKDOWN:
      add_line (self, dp_citation_format_markdown (paper));
      break;

    case DP_LIST_FORMAT_LINK:
      add_line (self, dp_citation_dup_link (paper));
      break;

    case DP_LIST_FORMAT_ID:
      add_line (self, g_strdup (paper->id));
      break;

    case DP_LIST_FORMAT_KEYWORD:
    case DP_LIST_FORMAT_CLASSIFIED:
    case DP_LIST_FORMAT_SUMMARY:
    case DP_LIST_FORMAT_DATED:
      add_row (self, paper);
      break;
    }

  self->n_papers++;
}

/**
 * dp_list_writer_end:
 * @self: a writer
 *
 * Ends the file. Nothing may be added any more.
 */
void
dp_list_writer_end (DpListWriter *self)
{
  g_return_if_fail (self != NULL);

  if (self->format == DP_LIST_FORMAT_JSON)
    g_string_append (self->text, "]\n");
  else if (self->format == DP_LIST_FORMAT_ATOM)
    dp_atom_writer_end (self->atom);
  else if (formats[self->format].is_digest && self->section == NULL)
    start_section (self, g_strdup (""));
}

/**
 * dp_list_writer_take:
 * @self: a writer
 *
 * Returns: (transfer full): what was written since this was last called
 */
char *
dp_list_writer_take (DpListWriter *self)
{
  char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->atom != NULL)
    return dp_atom_writer_take (self->atom);

  text = g_strndup (self->text->str, self->text->len);
  g_string_truncate (self->text, 0);

  return text;
}
