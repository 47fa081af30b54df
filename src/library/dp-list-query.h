/* dp-list-query.h: which papers, in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "model/dp-time.h"

G_BEGIN_DECLS

/**
 * DpSortKey:
 *
 * Text sorts by dp_text_sort_key() in bytes, an author list by its first author,
 * a many-valued column by its first value. Empty comes last in both directions.
 * Ties: date descending, then the paper's id descending, in bytes (one rule for
 * every list, so that the newest N of a topic are a prefix of its list by date and
 * the lists of two libraries agree).
 *
 * Within the list of a day all have that day, so %DP_SORT_DAY stands for their places
 * in it: descending as the service shows them, the one at the top first, ascending
 * from the bottom up; those without a place come last in both directions.
 */
typedef enum
{
  DP_SORT_DATE,
  DP_SORT_TITLE,
  DP_SORT_AUTHOR,
  DP_SORT_CATEGORY,
  DP_SORT_COMMENT,
  DP_SORT_UPVOTES,
  DP_SORT_STARS,
  DP_SORT_DAY,
  DP_SORT_STAR,   /* bookmarked */
  DP_SORT_UNREAD,
  DP_SORT_TOPICS,
  DP_SORT_TASKS,
  DP_SORT_TAGS,
  DP_SORT_SUMMARY, /* the preferred one */
  DP_SORT_CODE,    /* by what dp_link_dup_name() makes of the preferred link */
  DP_SORT_MODELS,
  DP_SORT_NEAREST, /* the nearest to what `like:` names first; by date in a list without */
} DpSortKey;

#define DP_SORT_N_KEYS (DP_SORT_NEAREST + 1)

const char *dp_sort_key_to_string (DpSortKey key);

/* Parses `title`, `title:asc`, `date:desc`; without a direction: date, upvotes,
 * stars, day, star and unread descend, the others ascend. */
gboolean    dp_sort_parse  (const char *text,
                            DpSortKey  *out_key,
                            gboolean   *out_descending);
char       *dp_sort_format (DpSortKey key,
                            gboolean  descending) G_GNUC_WARN_UNUSED_RESULT;

typedef enum
{
  DP_SCOPE_ALL,
  DP_SCOPE_NEW,       /* unread and first stored since new_since */
  DP_SCOPE_BOOKMARKS,
  DP_SCOPE_TOPIC,     /* the newest N of topic_id */
  DP_SCOPE_DAY,       /* the list of day; DP_SORT_DAY is the places of that list, see below */
  DP_SCOPE_TASK,      /* all that have a task */
  DP_SCOPE_NEW_VERSIONS, /* of which a newer version is known than the user marked */
  DP_SCOPE_TAG,          /* all that have a tag */
  DP_SCOPE_COLLECTION,   /* all that are in collection_id */
  DP_SCOPE_SMART,        /* all that the search of the smart collection smart_id finds */
} DpScope;

/* A plain struct; dp_list_query_copy() for one that is kept. */
typedef struct
{
  DpScope   scope;
  gint64    topic_id;    /* for DP_SCOPE_TOPIC */
  char     *day;         /* for DP_SCOPE_DAY: YYYY-MM-DD, else not looked at */
  char     *task;        /* for DP_SCOPE_TASK */
  char     *tag;         /* for DP_SCOPE_TAG, in any case */
  gint64    collection_id; /* for DP_SCOPE_COLLECTION */
  gint64    smart_id;      /* for DP_SCOPE_SMART */
  DpTime    new_since;   /* for DP_SCOPE_NEW */
  gboolean  unread_only;
  char     *search;      /* (nullable): what was typed, see dp_search_expression_parse() */
  DpSortKey sort;
  gboolean  descending;
} DpListQuery;

DpListQuery *dp_list_query_copy  (const DpListQuery *self) G_GNUC_WARN_UNUSED_RESULT;
void         dp_list_query_free  (DpListQuery *self);
/* Whether all that @search (nullable) finds is like one paper, so that DP_SORT_NEAREST
 * is the order to show it in. */
gboolean     dp_list_query_is_like (const char *search);
gboolean     dp_list_query_equal (const DpListQuery *a,
                                  const DpListQuery *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpListQuery, dp_list_query_free)

G_END_DECLS
