/* dp-search-expression.h: what a person looks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/search/dp-search-field.h"

G_BEGIN_DECLS

/* The language, which `daily-papers-cli.1` explains to people:
 *
 *   search  = all { "OR" all }              OR parts what stands on its two sides
 *   all     = { [ "-" ] item }              a paper must have every item, and none of those with a minus
 *   item    = [ field ":" ] value
 *   value   = word | '"' words '"' | "(" search ")"
 *
 * A text that is no search of this kind is words all the same: parsing never fails.
 * What cannot have been meant is left out and told as a fault. */

typedef enum
{
  DP_SEARCH_ALL,  /* every child; without children: all papers */
  DP_SEARCH_ONE_OF, /* any of two or more children */
  DP_SEARCH_NOT,  /* not the one child */
  DP_SEARCH_TERM,
} DpSearchKind;

typedef struct _DpSearchNode DpSearchNode;

struct _DpSearchNode
{
  DpSearchKind     kind;
  GPtrArray       *children; /* (owned) of DpSearchNode; for all but a term */
  /* Of a term: */
  DpSearchField    field;
  char            *text;      /* (owned) never empty: words with single spaces, a name, a day, a canonical id */
  char            *id;        /* (owned) (nullable): the canonical id that the word also is */
  gboolean         is_phrase; /* it was in quotes */
  gboolean         is_prefix; /* it ends the text, so it may be the beginning of something longer */
  DpSearchProperty property;  /* for DP_SEARCH_IS and DP_SEARCH_HAS */
};

typedef struct
{
  gsize    start;    /* in bytes of the text */
  gsize    length;
  char    *sentence; /* (owned) for people */
  gboolean is_unfinished; /* it is at the end of the text, where somebody may be typing */
  gboolean is_note;       /* it was searched all the same; nothing was left out */
} DpSearchFault;

typedef struct
{
  DpSearchNode *root;   /* (owned) (nullable): %NULL when the text says nothing, which means all papers */
  GPtrArray    *faults; /* (owned) of DpSearchFault, in the order of the text */
} DpSearchExpression;

DpSearchExpression *dp_search_expression_parse      (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void                dp_search_expression_free       (DpSearchExpression *self);
/* (transfer container) (element-type DpSearchNode): the words that a paper has because
 * it was found, to show where; lent by @self. */
GPtrArray          *dp_search_expression_list_words (const DpSearchExpression *self) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): the first fault that is more than a note. */
const DpSearchFault *dp_search_expression_get_fault (const DpSearchExpression *self);

/* In bytes, of a search that is kept. */
#define DP_SEARCH_MAX_KEPT_BYTES 4096

#define DP_SEARCH_ERROR (dp_search_error_quark ())

typedef enum
{
  DP_SEARCH_ERROR_EMPTY,
  DP_SEARCH_ERROR_FAULTY,
  DP_SEARCH_ERROR_TOO_LONG,
} DpSearchError;

GQuark               dp_search_error_quark          (void);
/* Whether a search can be kept under a name. */
gboolean             dp_search_expression_check     (const char *text,
                                                     GError    **error);

/* (nullable): the canonical id of the first `like:` that is no alternative and has no minus. */
const char          *dp_search_expression_get_like  (const DpSearchExpression *self);

DpSearchNode *dp_search_node_new  (DpSearchKind kind) G_GNUC_WARN_UNUSED_RESULT;
void          dp_search_node_free (DpSearchNode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpSearchExpression, dp_search_expression_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpSearchNode, dp_search_node_free)

G_END_DECLS
