/* dp-page-facts.c: what a page says of a paper besides title and abstract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-page-facts.h"

#include "model/dp-authority.h"
#include "model/dp-category.h"
#include "model/dp-link.h"
#include "model/dp-paper-id.h"
#include "model/dp-summary.h"

#include <glib/gi18n.h>

/* The HTML page and the plain-text page say the same things; this is the one
 * place that knows which, in which order and in which words. */

/* Versions that are listed at most. */
#define MAX_VERSIONS 30

static void
free_item (gpointer data)
{
  DpPageItem *item = data;

  g_free (item->text);
  g_free (item->uri);
  g_free (item);
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func (free_item);
}

static void
add_item (GPtrArray  *items,
          const char *text,
          char       *uri)
{
  DpPageItem *item = g_new0 (DpPageItem, 1);

  item->text = g_strdup (text);
  item->uri = uri;
  g_ptr_array_add (items, item);
}

/* Takes @items; a fact without any is left out. */
static void
add_fact (GPtrArray  *facts,
          const char *label,
          GPtrArray  *items)
{
  DpPageFact *fact = NULL;

  if (items->len == 0)
    {
      g_ptr_array_unref (items);
      return;
    }

  fact = g_new0 (DpPageFact, 1);
  fact->label = label;
  fact->items = items;
  g_ptr_array_add (facts, fact);
}

/* Takes @items. */
static void
add_place_fact (GPtrArray  *facts,
                const char *label,
                GPtrArray  *items)
{
  gboolean is_known = items->len > 0;

  add_fact (facts, label, items);
  if (is_known)
    ((DpPageFact *)g_ptr_array_index (facts, facts->len - 1))->are_places = TRUE;
}

static void
add_text_fact (GPtrArray  *facts,
               const char *label,
               const char *text,
               char       *uri)
{
  GPtrArray *items = new_items ();

  if (text != NULL && *text != '\0')
    add_item (items, text, uri);
  else
    g_free (uri);

  add_fact (facts, label, items);
}

static void
add_typed_fact (GPtrArray  *facts,
                const char *label,
                const char *text)
{
  guint n_facts = facts->len;

  add_text_fact (facts, label, text, NULL);
  if (facts->len > n_facts)
    ((DpPageFact *)g_ptr_array_index (facts, n_facts))->is_typed = TRUE;
}

static void
add_list_fact (GPtrArray         *facts,
               const char        *label,
               const char *const *values)
{
  GPtrArray *items = new_items ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    add_item (items, values[i], NULL);

  add_fact (facts, label, items);
}

static GPtrArray *
new_category_items (const DpPaper *paper)
{
  GPtrArray *items = new_items ();

  for (guint i = 0; paper->categories != NULL && paper->categories[i] != NULL; i++)
    {
      const char       *id = paper->categories[i];
      const DpCategory *category = dp_category_find (id);
      g_autofree char  *text = NULL;

      /* Translators: the full name of a subject class of arXiv, and its short name */
      text = category != NULL ? g_strdup_printf (_("%s (%s)"), category->name, id) : g_strdup (id);
      add_item (items, text, NULL);
    }

  return items;
}

/* The same address as that of the link to the publisher. */
static char *
dup_doi_uri (const DpPaper *paper)
{
  g_autoptr (GPtrArray) links = dp_paper_dup_links (paper);

  for (guint i = 0; i < links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (links, i);

      if (link->kind == DP_LINK_DOI)
        return g_strdup (link->url);
    }

  return NULL;
}

static char *
dup_display_day (DpTime time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  /* Translators: a day in a sentence, such as "2 May 2025"; see g_date_time_format() */
  return date != NULL ? g_date_time_format (date, _("%-e %B %Y")) : NULL;
}

static char *
dup_day_name (const char *day)
{
  g_autofree char *moment = g_strconcat (day, "T00:00:00Z", NULL);
  DpTime           time = DP_TIME_UNKNOWN;

  return dp_time_parse_iso8601 (moment, &time) ? dup_display_day (time) : g_strdup (day);
}

static char *
dup_place_uri (const char *kind,
               const char *name)
{
  g_autofree char *place = g_strconcat (kind, ":", name, NULL);
  g_autofree char *escaped = g_uri_escape_string (place, NULL, FALSE);

  return g_strconcat (DP_PAGE_PLACE_URI, escaped, NULL);
}

static GPtrArray *
new_task_items (const DpPaper *paper)
{
  GPtrArray *items = new_items ();

  for (guint i = 0; paper->tasks != NULL && paper->tasks[i] != NULL; i++)
    add_item (items, paper->tasks[i], dup_place_uri ("task", paper->tasks[i]));

  return items;
}

static GPtrArray *
new_day_items (const DpPaper *paper)
{
  GPtrArray *items = new_items ();

  for (guint i = 0; paper->days != NULL && i < paper->days->len; i++)
    {
      const DpDayRank *day = g_ptr_array_index (paper->days, i);
      g_autofree char *name = dup_day_name (day->day);
      g_autofree char *text = NULL;

      /* Translators: a day and the place in that day's list */
      text = day->rank > 0 ? g_strdup_printf (_("%s (no. %d)"), name, day->rank) : g_strdup (name);
      add_item (items, text, dup_place_uri ("day", day->day));
    }

  return items;
}

static DpTime
find_version_date (const DpPaper *paper,
                   guint          number)
{
  for (guint i = 0; paper->versions != NULL && i < paper->versions->len; i++)
    {
      const DpVersion *version = g_ptr_array_index (paper->versions, i);

      if (version->number == number)
        return version->date;
    }

  if (number == 1 && !paper->published_is_day)
    return paper->published;

  return number == paper->version ? paper->updated : DP_TIME_UNKNOWN;
}

static char *
dup_version_uri (const DpPaper *paper,
                 guint          number)
{
  return dp_paper_id_is_arxiv (paper->id) ? dp_paper_id_dup_abs_url (paper->id, number) : NULL;
}

static void
add_version (GPtrArray     *items,
             const DpPaper *paper,
             guint          number)
{
  DpTime           date = find_version_date (paper, number);
  g_autofree char *day = date != DP_TIME_UNKNOWN ? dup_display_day (date) : NULL;
  g_autofree char *text = NULL;

  if (day != NULL)
    /* Translators: a version of a paper, and its day */
    text = g_strdup_printf (_("v%u of %s"), number, day);
  else
    text = g_strdup_printf ("v%u", number);

  add_item (items, text, dup_version_uri (paper, number));
}

/* The newest ones, where somebody revises without end. */
static GPtrArray *
new_version_items (const DpPaper *paper)
{
  GPtrArray *items = new_items ();
  guint      first = paper->version > MAX_VERSIONS ? paper->version - MAX_VERSIONS + 1 : 1;

  if (paper->version > 1)
    for (guint number = first; number <= paper->version; number++)
      add_version (items, paper, number);

  return items;
}

static char *
dup_code_text (const DpPaper *paper,
               const DpLink  *link)
{
  g_autofree char *name = dp_link_dup_name (link->url);

  /* The stars are of the repository that is preferred. */
  if (paper->stars == DP_COUNT_UNKNOWN || link != dp_paper_find_code (paper))
    return g_steal_pointer (&name);

  /* Translators: the name of a repository at GitHub, and how many people starred it */
  return g_strdup_printf (ngettext ("%s (%'d star)", "%s (%'d stars)", (gulong)paper->stars), name, paper->stars);
}

static GPtrArray *
new_code_items (const DpPaper *paper)
{
  GPtrArray *items = new_items ();

  for (guint i = 0; paper->links != NULL && i < paper->links->len; i++)
    {
      const DpLink    *link = g_ptr_array_index (paper->links, i);
      g_autofree char *text = NULL;

      if (link->kind != DP_LINK_GITHUB && link->kind != DP_LINK_CODE)
        continue;

      text = dup_code_text (paper, link);
      add_item (items, text, g_strdup (link->url));
    }

  return items;
}

static GPtrArray *
new_model_items (const DpPaper *paper)
{
  GPtrArray *items = new_items ();

  for (guint i = 0; paper->links != NULL && i < paper->links->len; i++)
    {
      const DpLink    *link = g_ptr_array_index (paper->links, i);
      g_autofree char *name = link->kind == DP_LINK_MODEL ? dp_link_dup_name (link->url) : NULL;

      if (name != NULL)
        add_item (items, name, g_strdup (link->url));
    }

  return items;
}

static const char *
find_url (const DpPaper *paper,
          DpLinkKind     kind)
{
  for (guint i = 0; paper->links != NULL && i < paper->links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (paper->links, i);

      if (link->kind == kind)
        return link->url;
    }

  return NULL;
}

/* What people there say of it. */
static GPtrArray *
new_reception_items (const DpPaper *paper)
{
  GPtrArray       *items = new_items ();
  const char      *page = find_url (paper, DP_LINK_HUGGINGFACE);
  g_autofree char *upvotes = NULL;
  g_autofree char *comments = NULL;

  if (paper->upvotes != DP_COUNT_UNKNOWN)
    {
      upvotes = g_strdup_printf (ngettext ("%'d upvote", "%'d upvotes", (gulong)paper->upvotes), paper->upvotes);
      add_item (items, upvotes, g_strdup (page));
    }
  if (paper->num_comments > 0)
    {
      comments = g_strdup_printf (ngettext ("%'d comment", "%'d comments", (gulong)paper->num_comments),
                                            paper->num_comments);
      add_item (items, comments, g_strdup (page));
    }

  return items;
}

/**
 * dp_page_facts_dup_news:
 * @paper: a paper
 *
 * Returns: (transfer full) (nullable): that there is a newer version than the one that
 *   the user read or, when it is not read, bookmarked; %NULL when there is none.
 *   Any thread.
 */
char *
dp_page_facts_dup_news (const DpPaper *paper)
{
  DpTime           date = DP_TIME_UNKNOWN;
  g_autofree char *day = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  if (paper->seen_version == 0)
    return NULL;

  date = find_version_date (paper, paper->version);
  day = date != DP_TIME_UNKNOWN ? dup_display_day (date) : NULL;

  if (day == NULL && paper->read)
    return g_strdup_printf (_("There is version %u; you read version %u."), paper->version, paper->seen_version);
  if (day == NULL)
    return g_strdup_printf (_("There is version %u; you bookmarked version %u."),
                               paper->version, paper->seen_version);
  if (paper->read)
    /* Translators: %s is a day */
    return g_strdup_printf (_("There is version %u of %s; you read version %u."),
                               paper->version, day, paper->seen_version);

  /* Translators: %s is a day */
  return g_strdup_printf (_("There is version %u of %s; you bookmarked version %u."),
                             paper->version, day, paper->seen_version);
}

/**
 * dp_page_facts_new_news_links:
 * @paper: a paper
 *
 * Returns: (transfer full) (element-type DpPageItem): links to the version of which
 *   dp_page_facts_dup_news() tells and to the one that is known; none when it tells
 *   nothing, or for a paper that is not on arXiv. Any thread.
 */
GPtrArray *
dp_page_facts_new_news_links (const DpPaper *paper)
{
  GPtrArray *items = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  items = new_items ();
  for (guint i = 0; paper->seen_version > 0 && dp_paper_id_is_arxiv (paper->id) && i < 2; i++)
    {
      guint            number = i == 0 ? paper->version : paper->seen_version;
      g_autofree char *text = g_strdup_printf (_("Version %u"), number);

      add_item (items, text, dup_version_uri (paper, number));
    }

  return items;
}

/**
 * dp_page_facts_dup_summary:
 * @paper: a paper
 *
 * Returns: (transfer full): what the preferred summary says, point by point; empty
 *   when there is none. Any thread.
 */
char **
dp_page_facts_dup_summary (const DpPaper *paper)
{
  const char *summary = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  summary = dp_paper_get_summary (paper);

  return summary != NULL ? dp_summary_split (summary) : g_new0 (char *, 1);
}

/**
 * dp_page_facts_get_summary_source:
 * @paper: a paper with a summary
 *
 * Returns: (transfer none) (nullable): whose the preferred summary is, for people;
 *   %NULL when that is not known. Any thread.
 */
const char *
dp_page_facts_get_summary_source (const DpPaper *paper)
{
  const DpSummary *summary = NULL;
  DpAuthority      authority = DP_AUTHORITY_DIGEST;

  g_return_val_if_fail (paper != NULL && paper->summaries != NULL && paper->summaries->len > 0, NULL);

  summary = g_ptr_array_index (paper->summaries, 0);
  if (!dp_authority_from_string (summary->source, &authority))
    return NULL;

  return authority == DP_AUTHORITY_DIGEST ? _("from a digest") : _("by Hugging Face");
}

/**
 * dp_page_facts_dup_dates:
 * @paper: a paper
 *
 * Returns: (transfer full) (nullable): when the paper first came out and, when it
 *   was revised, the newest version and its day; all days UTC. Any thread.
 */
char *
dp_page_facts_dup_dates (const DpPaper *paper)
{
  g_autofree char *first = NULL;
  g_autofree char *newest = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  if (paper->published != DP_TIME_UNKNOWN)
    first = dup_display_day (paper->published);
  if (paper->updated != DP_TIME_UNKNOWN && paper->version > 1)
    newest = dup_display_day (paper->updated);

  if (first != NULL && newest != NULL)
    /* Translators: the day of the first version; the number and the day of the newest */
    return g_strdup_printf (_("%s, version %u of %s"), first, paper->version, newest);
  if (newest != NULL)
    return g_strdup_printf (_("Version %u of %s"), paper->version, newest);

  return g_steal_pointer (&first);
}

/**
 * dp_page_fact_free:
 * @self: (transfer full): a fact
 */
void
dp_page_fact_free (DpPageFact *self)
{
  g_ptr_array_unref (self->items);
  g_free (self);
}

/**
 * dp_page_facts_new:
 * @paper: a paper
 *
 * Returns: (transfer full) (element-type DpPageFact): what is known of @paper
 *   besides title, authors, dates, abstract and links. Any thread.
 */
GPtrArray *
dp_page_facts_new (const DpPaper *paper)
{
  GPtrArray *facts = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  facts = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_page_fact_free);

  add_text_fact (facts, _("Organization"), paper->organization, NULL);
  add_place_fact (facts, _("Code"), new_code_items (paper));
  add_place_fact (facts, _("Models"), new_model_items (paper));
  add_fact (facts, _("Hugging Face"), new_reception_items (paper));
  add_fact (facts, _("Days"), new_day_items (paper));
  add_fact (facts, _("Tasks"), new_task_items (paper));
  add_list_fact (facts, _("Keywords"), (const char *const *)paper->keywords);
  add_fact (facts, _("Categories"), new_category_items (paper));
  add_typed_fact (facts, _("Comment"), paper->comment);
  add_typed_fact (facts, _("Journal"), paper->journal_ref);
  add_text_fact (facts, _("DOI"), paper->doi, dup_doi_uri (paper));
  add_list_fact (facts, _("Topics"), (const char *const *)paper->topics);
  add_fact (facts, _("Versions"), new_version_items (paper));

  return facts;
}

/* %NULL for what is a fact and not a place to read. */
static const char *
get_link_text (DpLinkKind kind)
{
  switch (kind)
    {
    case DP_LINK_ABS:
      return _("arXiv page");

    case DP_LINK_PDF:
      return _("PDF");

    case DP_LINK_HTML:
      return _("HTML");

    case DP_LINK_HUGGINGFACE:
      return _("Hugging Face");

    case DP_LINK_PROJECT:
      return _("Project page");

    case DP_LINK_DOI:
      return _("Publisher");

    case DP_LINK_OTHER:
      return _("Link");

    case DP_LINK_GITHUB:
    case DP_LINK_CODE:
    case DP_LINK_MODEL:
      return NULL;
    }

  g_assert_not_reached ();
}

/**
 * dp_page_facts_new_links:
 * @paper: a paper
 *
 * Returns: (transfer full) (element-type DpPageItem): the paper's addresses at
 *   arXiv, then those that its sources name, without code and models. Any thread.
 */
GPtrArray *
dp_page_facts_new_links (const DpPaper *paper)
{
  GPtrArray *items = NULL;
  g_autoptr (GPtrArray) links = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  items = new_items ();
  links = dp_paper_dup_links (paper);
  for (guint i = 0; i < links->len; i++)
    {
      const DpLink *link = g_ptr_array_index (links, i);

      if (get_link_text (link->kind) != NULL)
        add_item (items, get_link_text (link->kind), g_strdup (link->url));
    }

  return items;
}

/**
 * dp_page_facts_new_authors:
 * @paper: a paper
 *
 * Returns: (transfer full) (element-type DpPageItem): the authors as printed, each
 *   with a %DP_PAGE_SEARCH_URI link. Any thread.
 */
GPtrArray *
dp_page_facts_new_authors (const DpPaper *paper)
{
  GPtrArray *items = NULL;

  g_return_val_if_fail (paper != NULL, NULL);

  items = new_items ();

  for (guint i = 0; paper->authors != NULL && paper->authors[i] != NULL; i++)
    {
      g_autofree char *escaped = g_uri_escape_string (paper->authors[i], NULL, FALSE);

      add_item (items, paper->authors[i], g_strconcat (DP_PAGE_SEARCH_URI, escaped, NULL));
    }

  return items;
}
