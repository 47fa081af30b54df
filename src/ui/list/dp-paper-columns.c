/* dp-paper-columns.c: what the columns of the paper list are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-columns.h"

#include <glib/gi18n.h>

#include "model/dp-category.h"
#include "model/dp-day.h"
#include "model/dp-link.h"
#include "model/dp-summary.h"
#include "model/tex/dp-tex-plain.h"
#include "ui/days/dp-day-text.h"

/* A cell shows the first few authors; its tooltip more of them, and no paper of a
 * thousand authors fills the screen. */
#define MAX_CELL_AUTHORS 8
#define MAX_TOOLTIP_AUTHORS 40

/* Before a title, as a pencil in the margin of a paper. */
#define NOTE_SIGN "✎"

static char *
format_date (DpTime      time,
             const char *format)
{
  g_autoptr (GDateTime) date = NULL;

  if (time == DP_TIME_UNKNOWN)
    return g_strdup ("");

  date = g_date_time_new_from_unix_utc (time);

  return date != NULL ? g_date_time_format (date, format) : g_strdup ("");
}

static char *
join_authors (const DpPaper *paper,
              guint          max_authors)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    {
      if (i == max_authors)
        {
          g_string_append (text, ", …");
          break;
        }
      if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, paper->authors[i]);
    }

  return g_string_free (text, FALSE);
}

static char *
dup_star_tooltip (const DpPaper *paper,
                  gboolean       revised)
{
  return g_strdup (paper->bookmarked ? _("Remove Bookmark") : _("Bookmark"));
}

static char *
dup_title (const DpPaper *paper,
           gboolean       revised)
{
  return dp_tex_plain (paper->title);
}

static char *
dup_authors (const DpPaper *paper,
             gboolean       revised)
{
  return join_authors (paper, MAX_CELL_AUTHORS);
}

static char *
dup_authors_tooltip (const DpPaper *paper,
                     gboolean       revised)
{
  return join_authors (paper, MAX_TOOLTIP_AUTHORS);
}

static char *
dup_date (const DpPaper *paper,
          gboolean       revised)
{
  /* Translators: a date in a narrow column, as g_date_time_format() writes it: 5 Mar 2026 */
  return format_date (revised ? paper->updated : paper->published, _("%-e %b %Y"));
}

static char *
dup_date_tooltip (const DpPaper *paper,
                  gboolean       revised)
{
  /* Translators: as g_date_time_format() writes it: 5 March 2026, 17:59 UTC */
  const char      *moment = _("%-e %B %Y, %H:%M UTC");
  g_autofree char *submitted = NULL;
  g_autofree char *updated = NULL;

  /* Translators: as g_date_time_format() writes it: 5 March 2026 */
  submitted = format_date (paper->published, paper->published_is_day ? _("%-e %B %Y") : moment);
  if (paper->updated == DP_TIME_UNKNOWN || paper->updated == paper->published)
    return g_steal_pointer (&submitted);

  updated = format_date (paper->updated, moment);

  /* Translators: two moments, each with date and time */
  return g_strdup_printf (_("Submitted %s\nRevised %s"), submitted, updated);
}

static char *
dup_topics (const DpPaper *paper,
            gboolean       revised)
{
  return paper->topics != NULL ? g_strjoinv (", ", paper->topics) : g_strdup ("");
}

static char *
dup_category (const DpPaper *paper,
              gboolean       revised)
{
  return g_strdup (paper->primary_category);
}

/* A line for each category; arXiv's names are its own and not translated. */
static char *
dup_category_tooltip (const DpPaper *paper,
                      gboolean       revised)
{
  const char *const  alone[] = { paper->primary_category, NULL };
  const char *const *ids = paper->categories != NULL ? (const char *const *)paper->categories : alone;
  GString           *text = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const DpCategory *category = dp_category_find (ids[i]);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, ids[i]);
      if (category != NULL)
        g_string_append_printf (text, " · %s", category->name);
    }

  return g_string_free (text, FALSE);
}

static char *
dup_comment (const DpPaper *paper,
             gboolean       revised)
{
  return dp_tex_plain (paper->comment);
}

static char *
dup_tasks (const DpPaper *paper,
           gboolean       revised)
{
  return paper->tasks != NULL ? g_strjoinv (", ", paper->tasks) : g_strdup ("");
}

static char *
dup_tags (const DpPaper *paper,
          gboolean       revised)
{
  return paper->tags != NULL ? g_strjoinv (", ", paper->tags) : g_strdup ("");
}

static char *
dup_summary (const DpPaper *paper,
             gboolean       revised)
{
  const char *summary = dp_paper_get_summary (paper);

  g_autofree char *line = summary != NULL ? dp_summary_dup_line (summary) : g_strdup ("");

  return dp_tex_plain (line);
}

static char *
format_count (int count)
{
  return count != DP_COUNT_UNKNOWN ? g_strdup_printf ("%'d", count) : g_strdup ("");
}

static char *
dup_upvotes (const DpPaper *paper,
             gboolean       revised)
{
  return format_count (paper->upvotes);
}

static char *
dup_stars (const DpPaper *paper,
           gboolean       revised)
{
  return format_count (paper->stars);
}

static char *
dup_day (const DpPaper *paper,
         gboolean       revised)
{
  const DpDayRank *newest = paper->days != NULL && paper->days->len > 0 ? g_ptr_array_index (paper->days, 0) : NULL;

  return newest != NULL && dp_day_is_valid (newest->day) ? dp_day_text_format_compact (newest->day) : g_strdup ("");
}

static char *
dup_link_name (const DpLink *link /* (nullable) */)
{
  return link != NULL ? dp_link_dup_name (link->url) : g_strdup ("");
}

static char *
dup_link_url (const DpLink *link /* (nullable) */)
{
  return link != NULL ? g_strdup (link->url) : NULL;
}

static char *
dup_code (const DpPaper *paper,
          gboolean       revised)
{
  return dup_link_name (dp_paper_find_code (paper));
}

static char *
dup_code_label (const DpPaper *paper,
                gboolean       revised)
{
  g_autofree char *name = dup_code (paper, revised);

  /* Translators: what a screen reader says of a link; %s is a name like owner/repository */
  return g_strdup_printf (_("Open the code, %s"), name);
}

static char *
dup_code_tooltip (const DpPaper *paper,
                  gboolean       revised)
{
  return dup_link_url (dp_paper_find_code (paper));
}

static char *
dup_model (const DpPaper *paper,
           gboolean       revised)
{
  return dup_link_name (dp_paper_find_model (paper));
}

static char *
dup_model_label (const DpPaper *paper,
                 gboolean       revised)
{
  g_autofree char *name = dup_model (paper, revised);

  /* Translators: what a screen reader says of a link; %s is a name like owner/model */
  return g_strdup_printf (_("Open the model, %s"), name);
}

static char *
dup_model_tooltip (const DpPaper *paper,
                   gboolean       revised)
{
  return dup_link_url (dp_paper_find_model (paper));
}

/* The formatter takes N_() for the end of an initializer. */
/* clang-format off */
static const DpPaperColumn columns[] = {
  {
    .id = "group",
    .title = N_("Group"),
    .name = N_("Group"),
    .sort = DP_SORT_N_KEYS, /* by what the list is grouped by */
    .kind = DP_PAPER_CELL_GROUP,
    .width = 20,
  },
  {
    .id = "star",
    .title = "★",
    .name = N_("Bookmarked"),
    .sort = DP_SORT_STAR,
    .kind = DP_PAPER_CELL_STAR,
    .width = 6,
    .shown = TRUE,
    .dup_tooltip = dup_star_tooltip,
  },
  {
    .id = "title",
    .title = N_("Title"),
    .name = N_("Title"),
    .sort = DP_SORT_TITLE,
    .kind = DP_PAPER_CELL_TITLE,
    .width = 42,
    .expand = TRUE,
    .shown = TRUE,
    .dup_text = dup_title,
  },
  {
    .id = "author",
    .title = N_("Authors"),
    .name = N_("Authors"),
    .sort = DP_SORT_AUTHOR,
    .width = 16,
    .shown = TRUE,
    .rank = 1,
    .dup_text = dup_authors,
    .dup_tooltip = dup_authors_tooltip,
  },
  {
    .id = "date",
    .title = N_("Date"),
    .name = N_("Date"),
    .sort = DP_SORT_DATE,
    .width = 16,
    .shown = TRUE,
    .dup_text = dup_date,
    .dup_tooltip = dup_date_tooltip,
  },
  {
    .id = "topics",
    .title = N_("Topics"),
    .name = N_("Topics"),
    .sort = DP_SORT_TOPICS,
    .width = 13,
    .shown = TRUE,
    .rank = 2,
    .dup_text = dup_topics,
  },
  {
    .id = "category",
    .title = N_("Category"),
    .name = N_("Category"),
    .sort = DP_SORT_CATEGORY,
    .width = 11,
    .shown = TRUE,
    .rank = 3,
    .dup_text = dup_category,
    .dup_tooltip = dup_category_tooltip,
  },
  {
    .id = "comment",
    .title = N_("Comment"),
    .name = N_("Comment"),
    .sort = DP_SORT_COMMENT,
    .width = 20,
    .shown = TRUE,
    .rank = 4,
    .dup_text = dup_comment,
  },
  {
    .id = "upvotes",
    .title = N_("Upvotes"),
    .name = N_("Upvotes"),
    .sort = DP_SORT_UPVOTES,
    .kind = DP_PAPER_CELL_COUNT,
    .width = 10,
    .shown = TRUE,
    .rank = 5,
    .dup_text = dup_upvotes,
  },
  {
    .id = "code",
    .title = N_("Code"),
    .name = N_("Code"),
    .sort = DP_SORT_CODE,
    .kind = DP_PAPER_CELL_LINK,
    .width = 18,
    .shown = TRUE,
    .rank = 6,
    .dup_text = dup_code,
    .dup_tooltip = dup_code_tooltip,
    .find_link = dp_paper_find_code,
    .dup_label = dup_code_label,
  },
  {
    .id = "stars",
    .title = N_("Stars"),
    .name = N_("Stars on GitHub"),
    .sort = DP_SORT_STARS,
    .kind = DP_PAPER_CELL_COUNT,
    .width = 11,
    .rank = 7,
    .dup_text = dup_stars,
  },
  {
    .id = "tasks",
    .title = N_("Tasks"),
    .name = N_("Tasks"),
    .sort = DP_SORT_TASKS,
    .width = 20,
    .rank = 8,
    .dup_text = dup_tasks,
  },
  {
    .id = "tags",
    .title = N_("Tags"),
    .name = N_("Tags"),
    .sort = DP_SORT_TAGS,
    .width = 16,
    .rank = 12,
    .dup_text = dup_tags,
  },
  {
    .id = "summary",
    .title = N_("Summary"),
    .name = N_("Summary"),
    .sort = DP_SORT_SUMMARY,
    .width = 40,
    .rank = 9,
    .dup_text = dup_summary,
  },
  {
    .id = "models",
    .title = N_("Models"),
    .name = N_("Models"),
    .sort = DP_SORT_MODELS,
    .kind = DP_PAPER_CELL_LINK,
    .width = 18,
    .rank = 10,
    .dup_text = dup_model,
    .dup_tooltip = dup_model_tooltip,
    .find_link = dp_paper_find_model,
    .dup_label = dup_model_label,
  },
  {
    .id = "day",
    .title = N_("Day"),
    .name = N_("Day at Hugging Face"),
    .sort = DP_SORT_DAY,
    .width = 16,
    .rank = 11,
    .dup_text = dup_day,
  },
};
/* clang-format on */

/**
 * dp_paper_columns_get_all:
 * @out_n_columns: (out): how many there are
 *
 * Returns: (transfer none) (array length=out_n_columns): every column, in the order
 *   of a list that nobody changed
 */
const DpPaperColumn *
dp_paper_columns_get_all (guint *out_n_columns)
{
  g_return_val_if_fail (out_n_columns != NULL, NULL);

  *out_n_columns = G_N_ELEMENTS (columns);

  return columns;
}

/**
 * dp_paper_columns_find:
 * @id: an id, perhaps of a newer version of the program
 *
 * Returns: (transfer none) (nullable): the column
 */
const DpPaperColumn *
dp_paper_columns_find (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].id, id))
      return &columns[i];

  return NULL;
}

/**
 * dp_paper_columns_dup_mark:
 * @paper: a paper
 *
 * Says in a sign or two that the user wrote a note, and that there is a newer version than
 * the user marked.
 *
 * Returns: (transfer full) (nullable): the mark; %NULL when there is none
 */
char *
dp_paper_columns_dup_mark (const DpPaper *paper)
{
  g_autofree char *version = NULL;

  if (paper->seen_version == 0)
    return paper->note != NULL ? g_strdup (NOTE_SIGN) : NULL;

  /* Translators: a mark before the title of a paper that was revised; %u is its new version */
  version = g_strdup_printf (_("NEW v%u"), paper->version);

  return paper->note != NULL ? g_strconcat (NOTE_SIGN " ", version, NULL) : g_steal_pointer (&version);
}

/**
 * dp_paper_columns_dup_name:
 * @paper: a paper
 * @revised: whether the list counts revisions as new
 *
 * Says of a row what its look says: the title first, then the marks, then the rest.
 *
 * Returns: (transfer full): a sentence without an end
 */
char *
dp_paper_columns_dup_name (const DpPaper *paper,
                           gboolean       revised)
{
  g_autofree char *title = dp_tex_plain (paper->title);
  GString         *text = g_string_new (title);
  g_autofree char *authors = join_authors (paper, MAX_CELL_AUTHORS);
  g_autofree char *date = dup_date (paper, revised);
  /* Translators: what a screen reader says of a paper that was revised */
  g_autofree char *version = paper->seen_version > 0 ? g_strdup_printf (_("New version %u"), paper->version)
                                                     : g_strdup ("");
  g_autofree char *tags = dup_tags (paper, revised);
  /* Translators: what a screen reader says of a paper on which the user wrote a note */
  const char       *note = paper->note != NULL ? _("With a note") : "";
  const char *const parts[] = {
    paper->read ? "" : _("Unread"), paper->bookmarked ? _("Bookmarked") : "", note, tags, version, authors, date,
    };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, ", %s", parts[i]);

  return g_string_free (text, FALSE);
}
