/* dp-paper.c: one paper, as every layer knows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

/* The model is what all layers talk about: plain records and pure functions on
 * them. Nothing here reads, writes, waits or knows where a record came from. */

#include "model/dp-paper.h"

#include "model/dp-authority.h"
#include "model/dp-paper-id.h"

#include <string.h>

/* In the order of DpLinkKind. */
static const char *const link_kinds[] = {
  "abs",
  "pdf",
  "html",
  "github",
  "huggingface",
  "project",
  "code",
  "doi",
  "model",
  "other",
};

G_STATIC_ASSERT (G_N_ELEMENTS (link_kinds) == DP_LINK_OTHER + 1);

/**
 * dp_link_kind_to_string:
 * @kind: a kind of link
 *
 * Gives the name that JSON and libraries hold. Any thread.
 *
 * Returns: (transfer none): the name
 */
const char *
dp_link_kind_to_string (DpLinkKind kind)
{
  g_return_val_if_fail ((gsize)kind < G_N_ELEMENTS (link_kinds), NULL);

  return link_kinds[kind];
}

/**
 * dp_link_kind_from_string:
 * @name: (nullable): a name, exactly as dp_link_kind_to_string() gives it
 * @out_kind: (out): where to store the kind; left alone on failure
 *
 * Returns: %FALSE when no kind has that name
 */
gboolean
dp_link_kind_from_string (const char *name,
                          DpLinkKind *out_kind)
{
  g_return_val_if_fail (out_kind != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (link_kinds); i++)
    if (g_strcmp0 (link_kinds[i], name) == 0)
      {
        *out_kind = (DpLinkKind)i;
        return TRUE;
      }

  return FALSE;
}

static void
free_link (gpointer data)
{
  DpLink *link = data;

  g_free (link->url);
  g_free (link);
}

static void
free_summary (gpointer data)
{
  DpSummary *summary = data;

  g_free (summary->source);
  g_free (summary->text);
  g_free (summary);
}

static void
free_day (gpointer data)
{
  DpDayRank *day = data;

  g_free (day->day);
  g_free (day);
}

/**
 * dp_paper_new:
 *
 * Makes a record in which nothing is known yet.
 *
 * Returns: (transfer full): a paper with one reference
 */
DpPaper *
dp_paper_new (void)
{
  DpPaper *self = g_atomic_rc_box_new0 (DpPaper);

  self->published = DP_TIME_UNKNOWN;
  self->updated = DP_TIME_UNKNOWN;
  self->upvotes = DP_COUNT_UNKNOWN;
  self->num_comments = DP_COUNT_UNKNOWN;
  self->stars = DP_COUNT_UNKNOWN;

  return self;
}

/**
 * dp_paper_ref:
 * @self: a paper
 *
 * Takes another reference; from here on the paper is not changed any more. Any thread.
 *
 * Returns: (transfer full): @self
 */
DpPaper *
dp_paper_ref (DpPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_paper (gpointer data)
{
  DpPaper *self = data;

  g_free (self->id);
  g_free (self->title);
  g_strfreev (self->authors);
  g_free (self->abstract);
  g_free (self->comment);
  g_free (self->journal_ref);
  g_free (self->doi);
  g_free (self->primary_category);
  g_strfreev (self->categories);

  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->summaries, g_ptr_array_unref);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  g_strfreev (self->tasks);
  g_strfreev (self->keywords);
  g_free (self->organization);
  g_free (self->thumbnail);

  g_strfreev (self->topics);
  g_strfreev (self->tags);
  g_strfreev (self->collections);
  g_free (self->note);
}

/**
 * dp_paper_unref:
 * @self: (transfer full) (nullable): a paper
 *
 * Gives a reference back; the last one frees the paper. Any thread.
 */
void
dp_paper_unref (DpPaper *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_paper);
}

/**
 * dp_paper_add_version:
 * @self: a paper with one reference
 * @number: the version, from 1; 0 is ignored
 * @date: when it came; %DP_TIME_UNKNOWN is ignored
 *
 * Notes that a version was seen. A number that is noted already keeps its date.
 */
void
dp_paper_add_version (DpPaper *self,
                      guint    number,
                      DpTime   date)
{
  DpVersion *version = NULL;
  guint      place = 0;

  g_return_if_fail (self != NULL);

  if (number == 0 || date == DP_TIME_UNKNOWN)
    return;

  if (self->versions == NULL)
    self->versions = g_ptr_array_new_with_free_func (g_free);

  for (; place < self->versions->len; place++)
    {
      const DpVersion *other = g_ptr_array_index (self->versions, place);

      if (other->number == number)
        return;
      if (other->number > number)
        break;
    }

  version = g_new0 (DpVersion, 1);
  version->number = number;
  version->date = date;
  g_ptr_array_insert (self->versions, (int)place, version);
}

static gboolean
is_web_address (const char *url)
{
  return url != NULL &&
         (g_ascii_strncasecmp (url, "https://", 8) == 0 ||
          g_ascii_strncasecmp (url, "http://", 7) == 0);
}

static void
add_link (GPtrArray  *links,
          DpLinkKind  kind,
          const char *url)
{
  DpLink *link = NULL;

  for (guint i = 0; i < links->len; i++)
    {
      const DpLink *other = g_ptr_array_index (links, i);

      if (other->kind == kind && g_strcmp0 (other->url, url) == 0)
        return;
    }

  link = g_new0 (DpLink, 1);
  link->kind = kind;
  link->url = g_strdup (url);
  g_ptr_array_add (links, link);
}

/**
 * dp_paper_add_link:
 * @self: a paper with one reference
 * @kind: where it leads
 * @url: (nullable): an http or https URL; anything else is ignored
 *
 * Adds a link, unless the paper has it. What follows from the paper's id and DOI
 * need not be added; see dp_paper_dup_links().
 */
void
dp_paper_add_link (DpPaper    *self,
                   DpLinkKind  kind,
                   const char *url)
{
  g_return_if_fail (self != NULL);

  /* Links are handed to the user's browser, so this is where other schemes end. */
  if (!is_web_address (url))
    return;

  if (self->links == NULL)
    self->links = g_ptr_array_new_with_free_func (free_link);

  add_link (self->links, kind, url);
}

/* An unknown source counts least. */
static int
rank_source (const char *source)
{
  DpAuthority authority = 0;

  return dp_authority_from_string (source, &authority) ? (int)authority : 0;
}

/**
 * dp_paper_add_summary:
 * @self: a paper with one reference
 * @source: whose summary it is: a #DpAuthority's name
 * @text: (nullable): the summary; an empty one is ignored
 *
 * Adds a summary in its place: that of the higher authority is preferred. A
 * source has one summary: a second one replaces it.
 */
void
dp_paper_add_summary (DpPaper    *self,
                      const char *source,
                      const char *text)
{
  DpSummary *summary = NULL;
  guint      place = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (source != NULL);

  if (text == NULL || *text == '\0')
    return;

  if (self->summaries == NULL)
    self->summaries = g_ptr_array_new_with_free_func (free_summary);

  for (guint i = 0; i < self->summaries->len; i++)
    {
      DpSummary *other = g_ptr_array_index (self->summaries, i);

      if (g_strcmp0 (other->source, source) == 0)
        {
          g_free (other->text);
          other->text = g_strdup (text);
          return;
        }
      if (rank_source (other->source) >= rank_source (source))
        place = i + 1;
    }

  summary = g_new0 (DpSummary, 1);
  summary->source = g_strdup (source);
  summary->text = g_strdup (text);
  g_ptr_array_insert (self->summaries, (int)place, summary);
}

/**
 * dp_paper_add_day:
 * @self: a paper with one reference
 * @day: (nullable): the day of a list, `YYYY-MM-DD`; anything else is ignored
 * @rank: the place in that list, from 1; 0 when it is not known
 *
 * Notes that a day's list holds the paper. A day that is noted already only
 * learns its rank.
 */
void
dp_paper_add_day (DpPaper    *self,
                  const char *day,
                  int         rank)
{
  DpDayRank *entry = NULL;
  guint      place = 0;

  g_return_if_fail (self != NULL);

  if (!dp_day_is_valid (day))
    return;

  if (self->days == NULL)
    self->days = g_ptr_array_new_with_free_func (free_day);

  for (; place < self->days->len; place++)
    {
      DpDayRank *other = g_ptr_array_index (self->days, place);
      int        order = g_strcmp0 (other->day, day);

      if (order == 0)
        {
          if (other->rank == 0)
            other->rank = MAX (rank, 0);
          return;
        }
      if (order < 0)
        break;
    }

  entry = g_new0 (DpDayRank, 1);
  entry->day = g_strdup (day);
  entry->rank = MAX (rank, 0);
  g_ptr_array_insert (self->days, (int)place, entry);
}

/**
 * dp_paper_get_summary:
 * @self: a paper
 *
 * Returns: (transfer none) (nullable): the text of the preferred summary
 */
const char *
dp_paper_get_summary (const DpPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->summaries != NULL && self->summaries->len > 0
           ? ((const DpSummary *)g_ptr_array_index (self->summaries, 0))->text
           : NULL;
}

static const DpLink *
find_link (const DpPaper *self,
           DpLinkKind     kind)
{
  for (guint i = 0; self->links != NULL && i < self->links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (self->links, i);

      if (link->kind == kind)
        return link;
    }

  return NULL;
}

/**
 * dp_paper_find_code:
 * @self: a paper
 *
 * Finds where the code is: a repository on GitHub, which is the one that stars are of,
 * before any other place.
 *
 * Returns: (transfer none) (nullable): the link
 */
const DpLink *
dp_paper_find_code (const DpPaper *self)
{
  const DpLink *link = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  link = find_link (self, DP_LINK_GITHUB);

  return link != NULL ? link : find_link (self, DP_LINK_CODE);
}

/**
 * dp_paper_find_model:
 * @self: a paper
 *
 * Returns: (transfer none) (nullable): the first link to a model
 */
const DpLink *
dp_paper_find_model (const DpPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return find_link (self, DP_LINK_MODEL);
}

/* arXiv makes HTML pages since December 2023; an older paper has one only if it was
 * revised since, and a link that leads nowhere is worse than none. */
static gboolean
has_html_page (const char *arxiv_id)
{
  return strchr (arxiv_id, '/') == NULL && strcmp (arxiv_id, "2312") > 0;
}

static void
add_links_of_id (GPtrArray  *links,
                 const char *id)
{
  if (dp_paper_id_is_arxiv (id))
    {
      g_autofree char *abs = dp_paper_id_dup_abs_url (id, 0);
      g_autofree char *pdf = dp_paper_id_dup_pdf_url (id, 0);
      g_autofree char *html = has_html_page (id) ? dp_paper_id_dup_html_url (id, 0) : NULL;

      add_link (links, DP_LINK_ABS, abs);
      add_link (links, DP_LINK_PDF, pdf);
      if (html != NULL)
        add_link (links, DP_LINK_HTML, html);
    }
  else if (id != NULL && g_str_has_prefix (id, "url:"))
    {
      add_link (links, DP_LINK_OTHER, id + strlen ("url:"));
    }
}

static void
add_link_of_doi (GPtrArray  *links,
                 const char *doi)
{
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;

  if (doi == NULL)
    return;

  path = g_uri_escape_string (doi, "/:;()@!$&'*+,=", FALSE);
  url = g_strconcat ("https://doi.org/", path, NULL);
  add_link (links, DP_LINK_DOI, url);
}

/**
 * dp_paper_dup_links:
 * @self: a paper
 *
 * Gives all links of a paper: those that follow from its arXiv id (abs, pdf,
 * html) or address and its DOI, then those that sources added. This is the one place where
 * links are derived, so they are never stored and always current. Any thread.
 *
 * Returns: (transfer full) (element-type DpLink): the links, maybe none
 */
GPtrArray *
dp_paper_dup_links (const DpPaper *self)
{
  GPtrArray *links = g_ptr_array_new_with_free_func (free_link);

  g_return_val_if_fail (self != NULL, links);

  add_links_of_id (links, self->id);
  add_link_of_doi (links, self->doi);

  for (guint i = 0; self->links != NULL && i < self->links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (self->links, i);

      add_link (links, link->kind, link->url);
    }

  return links;
}
