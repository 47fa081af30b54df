/* dp-arxiv-entry.c: what one entry of arXiv's said, and the paper it makes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/arxiv/dp-arxiv-entry.h"

#include <string.h>

#include "model/dp-category.h"
#include "model/dp-paper-id.h"
#include "model/dp-text.h"

/* Collaborations of physicists have thousands of authors; nothing has more of the rest. */
#define MAX_AUTHORS 10000
#define MAX_CATEGORIES 1000
#define MAX_LINKS 1000
#define MAX_VERSIONS 1000

struct _DpArxivEntry
{
  char      *texts[DP_ARXIV_N_TEXTS];
  char      *primary;
  GPtrArray *authors;    /* of char * */
  GPtrArray *categories; /* of char * */
  GPtrArray *dois;       /* of char *: addresses from links */
  GPtrArray *others;     /* of char *: addresses that mean something else */
  GArray    *versions;   /* of DpVersion */
};

/**
 * dp_arxiv_entry_new:
 *
 * Returns: (transfer full): an entry that has said nothing yet
 */
DpArxivEntry *
dp_arxiv_entry_new (void)
{
  DpArxivEntry *self = g_new0 (DpArxivEntry, 1);

  self->authors = g_ptr_array_new_with_free_func (g_free);
  self->categories = g_ptr_array_new_with_free_func (g_free);
  self->dois = g_ptr_array_new_with_free_func (g_free);
  self->others = g_ptr_array_new_with_free_func (g_free);
  self->versions = g_array_new (FALSE, FALSE, sizeof (DpVersion));

  return self;
}

/**
 * dp_arxiv_entry_free:
 * @self: (transfer full) (nullable): an entry
 */
void
dp_arxiv_entry_free (DpArxivEntry *self)
{
  if (self == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_free (self->primary);
  g_ptr_array_unref (self->authors);
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->dois);
  g_ptr_array_unref (self->others);
  g_array_unref (self->versions);
  g_free (self);
}

static void
set_once (char      **slot,
          const char *text)
{
  g_autofree char *clean = dp_text_clean (text);

  if (*slot == NULL && clean != NULL && *clean != '\0')
    *slot = g_steal_pointer (&clean);
}

static void
add_clean (GPtrArray  *list,
           guint       max,
           const char *text)
{
  g_autofree char *clean = dp_text_clean (text);

  if (list->len < max && clean != NULL && *clean != '\0')
    g_ptr_array_add (list, g_steal_pointer (&clean));
}

/**
 * dp_arxiv_entry_set_text:
 * @self: an entry
 * @which: which of its texts
 * @text: (nullable): its characters, as they stand in the file
 *
 * The first that is not empty counts.
 */
void
dp_arxiv_entry_set_text (DpArxivEntry *self,
                         DpArxivText   which,
                         const char   *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (which < DP_ARXIV_N_TEXTS);

  set_once (&self->texts[which], text);
}

/**
 * dp_arxiv_entry_add_author:
 * @self: an entry
 * @name: (nullable): a name as printed
 *
 * Two authors may well have one name, so here a repeated value counts.
 */
void
dp_arxiv_entry_add_author (DpArxivEntry *self,
                           const char   *name)
{
  g_return_if_fail (self != NULL);

  add_clean (self->authors, MAX_AUTHORS, name);
}

/**
 * dp_arxiv_entry_set_primary:
 * @self: an entry
 * @category: (nullable): the term of its primary category
 */
void
dp_arxiv_entry_set_primary (DpArxivEntry *self,
                            const char   *category)
{
  g_return_if_fail (self != NULL);

  set_once (&self->primary, category);
}

/**
 * dp_arxiv_entry_add_category:
 * @self: an entry
 * @category: (nullable): a term, which may be a subject code of the AMS or ACM
 */
void
dp_arxiv_entry_add_category (DpArxivEntry *self,
                             const char   *category)
{
  g_return_if_fail (self != NULL);

  add_clean (self->categories, MAX_CATEGORIES, category);
}

/**
 * dp_arxiv_entry_add_link:
 * @self: an entry
 * @relation: (nullable): its `rel`
 * @title: (nullable): its `title`
 * @url: (nullable): its `href`
 *
 * Notes a link. Those to the abstract and the PDF follow from the id and are
 * not needed; see dp_paper_dup_links().
 */
void
dp_arxiv_entry_add_link (DpArxivEntry *self,
                         const char   *relation,
                         const char   *title,
                         const char   *url)
{
  g_return_if_fail (self != NULL);

  if (g_strcmp0 (title, "doi") == 0)
    add_clean (self->dois, MAX_LINKS, url);
  else if (g_strcmp0 (relation, "related") == 0 &&
           g_strcmp0 (title, "pdf") != 0 && g_strcmp0 (title, "html") != 0)
    add_clean (self->others, MAX_LINKS, url);
}

/**
 * dp_arxiv_entry_add_version:
 * @self: an entry
 * @number: a version, from 1
 * @date: when it came
 *
 * Notes a version. The first one's date is then the paper's, and the last one's that of
 * its update, unless the entry says them itself.
 */
void
dp_arxiv_entry_add_version (DpArxivEntry *self,
                            guint         number,
                            DpTime        date)
{
  DpVersion version = { number, date };

  g_return_if_fail (self != NULL);

  if (self->versions->len < MAX_VERSIONS)
    g_array_append_val (self->versions, version);
}

/**
 * dp_arxiv_entry_get_refusal:
 * @self: an entry
 *
 * Knows the entry by which the API refuses a request: it stands where a paper
 * would, with an id under /api/errors and the title "Error", see the user's
 * manual, 3.4. Only an entry whose id is no paper's is looked at, for a paper
 * may well be called "Error".
 *
 * Returns: (transfer none) (nullable): the reason in the service's words, maybe
 *   empty; %NULL when the entry is none
 */
const char *
dp_arxiv_entry_get_refusal (DpArxivEntry *self)
{
  const char      *id = NULL;
  const char      *summary = NULL;
  g_autofree char *paper_id = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  id = self->texts[DP_ARXIV_ID] != NULL ? self->texts[DP_ARXIV_ID] : "";
  paper_id = dp_paper_id_parse (id, NULL);
  if (dp_paper_id_is_arxiv (paper_id) ||
      (strstr (id, "/api/errors") == NULL && g_strcmp0 (self->texts[DP_ARXIV_TITLE], "Error") != 0))
    return NULL;

  summary = self->texts[DP_ARXIV_SUMMARY];

  return summary != NULL ? summary : "";
}

static char **
copy_list (GPtrArray *list)
{
  char **copy = NULL;

  if (list->len == 0)
    return NULL;

  copy = g_new0 (char *, list->len + 1);
  for (guint i = 0; i < list->len; i++)
    copy[i] = g_strdup (g_ptr_array_index (list, i));

  return copy;
}

static void
add_unless_listed (GPtrArray  *list,
                   const char *text)
{
  if (!g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    g_ptr_array_add (list, g_strdup (text));
}

/* The primary one first and in its canonical spelling, the others as arXiv lists
 * them: it names both sides of an alias, and a topic may ask for either. */
static void
set_categories (DpPaper      *paper,
                DpArxivEntry *self)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  const char *primary = self->primary;

  if (primary == NULL && self->categories->len > 0)
    primary = g_ptr_array_index (self->categories, 0);

  if (primary != NULL)
    {
      paper->primary_category = g_strdup (dp_category_resolve_alias (primary));
      add_unless_listed (list, paper->primary_category);
      add_unless_listed (list, primary);
    }

  for (guint i = 0; i < self->categories->len; i++)
    add_unless_listed (list, g_ptr_array_index (self->categories, i));

  paper->categories = copy_list (list);
}

/* Where one ends and the next begins: some write commas and semicolons between, which
 * a DOI may have inside, too. */
static char *
cut_doi (const char *start)
{
  static const char *const separators[] = { ",10.", ";10." };
  char                    *doi = g_strndup (start, strcspn (start, " "));

  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      char *next = strstr (doi, separators[i]);

      if (next != NULL)
        *next = '\0';
    }

  for (gsize length = strlen (doi); length > 0 && strchr (",;", doi[length - 1]) != NULL; length--)
    doi[length - 1] = '\0';

  return doi;
}

/* `10.…` of a text or an address with one, in the case it was written; %NULL for
 * what is none. The field may hold several with spaces between: the first is it,
 * and the links have them all. */
static char *
extract_doi (const char *text)
{
  const char      *start = strstr (text, "10.");
  g_autofree char *bare = start != NULL ? cut_doi (start) : NULL;
  g_autofree char *decoded = NULL;

  if (start == NULL)
    return NULL;

  if (strstr (text, "://") == NULL)
    return g_steal_pointer (&bare);

  decoded = g_uri_unescape_string (bare, NULL);

  return decoded != NULL ? dp_text_clean (decoded) : g_steal_pointer (&bare);
}

static void
set_links (DpPaper      *paper,
           DpArxivEntry *self)
{
  const char *text = self->texts[DP_ARXIV_DOI];

  if (text != NULL)
    paper->doi = extract_doi (text);

  for (guint i = 0; i < self->dois->len; i++)
    {
      const char      *url = g_ptr_array_index (self->dois, i);
      g_autofree char *doi = extract_doi (url);

      if (paper->doi == NULL)
        paper->doi = g_steal_pointer (&doi);
      else if (doi != NULL && g_ascii_strcasecmp (doi, paper->doi) != 0)
        dp_paper_add_link (paper, DP_LINK_DOI, url);
    }

  for (guint i = 0; i < self->others->len; i++)
    dp_paper_add_link (paper, DP_LINK_OTHER, g_ptr_array_index (self->others, i));
}

static void
set_versions (DpPaper      *paper,
              DpArxivEntry *self)
{
  for (guint i = 0; i < self->versions->len; i++)
    {
      const DpVersion *version = &g_array_index (self->versions, DpVersion, i);

      dp_paper_add_version (paper, version->number, version->date);
      if (version->number == 1 && paper->published == DP_TIME_UNKNOWN)
        paper->published = version->date;
      if (version->number > paper->version)
        {
          paper->version = version->number;
          paper->updated = version->date;
        }
    }
}

/* `published` is version 1, `updated` the version the id names (user's manual, 3.3.2).
 * A version has a moment, so a day alone is not its date. */
static void
set_dates (DpPaper      *paper,
           DpArxivEntry *self)
{
  const char *published = self->texts[DP_ARXIV_PUBLISHED];

  dp_time_parse_iso8601 (published, &paper->published);
  dp_time_parse_iso8601 (self->texts[DP_ARXIV_UPDATED], &paper->updated);
  paper->published_is_day = dp_day_is_valid (published);

  if (!paper->published_is_day)
    {
      dp_paper_add_version (paper, 1, paper->published);
      dp_paper_add_version (paper, paper->version, paper->updated);
    }

  set_versions (paper, self);
}

/**
 * dp_arxiv_entry_build_paper:
 * @self: an entry
 *
 * Makes a paper of what the entry said. A date that is none is left out, and so
 * is every other field that the entry does not have.
 *
 * Returns: (transfer full) (nullable): the paper; %NULL where the entry has no id
 *   of arXiv's or no title
 */
DpPaper *
dp_arxiv_entry_build_paper (DpArxivEntry *self)
{
  g_autoptr (DpPaper) paper = dp_paper_new ();

  g_return_val_if_fail (self != NULL, NULL);

  paper->id = dp_paper_id_parse (self->texts[DP_ARXIV_ID], &paper->version);
  if (!dp_paper_id_is_arxiv (paper->id) || self->texts[DP_ARXIV_TITLE] == NULL)
    return NULL;

  paper->title = g_strdup (self->texts[DP_ARXIV_TITLE]);
  paper->abstract = g_strdup (self->texts[DP_ARXIV_SUMMARY]);
  paper->comment = g_strdup (self->texts[DP_ARXIV_COMMENT]);
  paper->journal_ref = g_strdup (self->texts[DP_ARXIV_JOURNAL_REF]);
  paper->authors = copy_list (self->authors);
  set_categories (paper, self);
  set_links (paper, self);
  set_dates (paper, self);

  return g_steal_pointer (&paper);
}
