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
} DpPageFact;

/* The scheme of the links that search for an author instead of leading out. */
#define DP_PAGE_SEARCH_URI "dp://search/"

void       dp_page_fact_free         (DpPageFact *self);

/* (element-type DpPageFact), in the order in which they are shown; what is not
 * known is left out. */
GPtrArray *dp_page_facts_new         (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* Where the paper can be read, the arXiv addresses first. (element-type DpPageItem) */
GPtrArray *dp_page_facts_new_links   (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* One entry an author, with a link that searches. (element-type DpPageItem) */
GPtrArray *dp_page_facts_new_authors (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

/* "2 May 2025, version 3 of 9 May 2025"; %NULL when no date is known. */
char      *dp_page_facts_dup_dates   (const DpPaper *paper) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
