/* dp-page-facts.h: what a page says of a paper besides title and abstract
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

typedef struct
{
  char *text; /* (owned) */
  char *uri;  /* (owned) (nullable) */
} DpPageItem;

typedef struct
{
  const char *label; /* translated */
  GPtrArray  *items; /* of DpPageItem */
  gboolean    are_places; /* the items are short for their addresses */
  gboolean    is_typed;   /* the items are what an author typed, TeX included */
} DpPageFact;

/* The scheme of the links that search for an author instead of leading out. */
#define DP_PAGE_SEARCH_URI "dp://search/"

/* And of those that show a list of the program: what follows is the list's place, as in
 * `task:Translation` and `day:2025-01-31`, escaped. */
#define DP_PAGE_PLACE_URI "dp://place/"

/* The link by which a reader says that they know the newest version. */
#define DP_PAGE_SEEN_URI "dp://seen"

void       dp_page_fact_free         (DpPageFact *self);

/* (element-type DpPageFact), in the order in which they are shown; what is not
 * known is left out. */
GPtrArray *dp_page_facts_new         (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* Where the paper can be read, the arXiv addresses first, but for what is a fact: its
 * code and models. (element-type DpPageItem) */
GPtrArray *dp_page_facts_new_links   (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* "Version 3 of 9 May 2025; you read version 1."; %NULL when there is no newer version
 * than the user marked. With it come links to both, where there are such addresses.
 * (element-type DpPageItem) */
char      *dp_page_facts_dup_news       (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *dp_page_facts_new_news_links (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* The points of the preferred summary, none when there is none, and whose it is. */
char     **dp_page_facts_dup_summary    (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;
const char *dp_page_facts_get_summary_source (const DpPaper *paper);

/* One entry an author, with a link that searches. (element-type DpPageItem) */
GPtrArray *dp_page_facts_new_authors (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* "2 May 2025, version 3 of 9 May 2025"; %NULL when no date is known. */
char      *dp_page_facts_dup_dates   (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
