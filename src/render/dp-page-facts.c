/* dp-page-facts.c: what a page says of a paper besides title and abstract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "render/dp-page-facts.h"

#include "model/dp-category.h"

#include <glib/gi18n.h>

/* The HTML page and the plain-text page say the same things; this is the one
 * place that knows which, in which order and in which words. */

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

  add_fact (facts, _("Categories"), new_category_items (paper));
  add_text_fact (facts, _("Comment"), paper->comment, NULL);
  add_text_fact (facts, _("Journal"), paper->journal_ref, NULL);
  add_text_fact (facts, _("DOI"), paper->doi, dup_doi_uri (paper));
  add_list_fact (facts, _("Topics"), (const char *const *)paper->topics);

  return facts;
}

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

    case DP_LINK_GITHUB:
      return _("GitHub");

    case DP_LINK_HUGGINGFACE:
      return _("Hugging Face");

    case DP_LINK_PROJECT:
      return _("Project page");

    case DP_LINK_CODE:
      return _("Code");

    case DP_LINK_DOI:
      return _("Publisher");

    case DP_LINK_MODEL:
      return _("Model");

    case DP_LINK_OTHER:
      return _("Link");
    }

  g_assert_not_reached ();
}

/**
 * dp_page_facts_new_links:
 * @paper: a paper
 *
 * Returns: (transfer full) (element-type DpPageItem): the paper's addresses at
 *   arXiv, then those that its sources name. Any thread.
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
