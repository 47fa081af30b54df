/* dp-paper.h: one paper, as every layer knows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "model/dp-time.h"

G_BEGIN_DECLS

/**
 * DpLinkKind:
 *
 * Where a link of a paper leads. The names of product.md's JSON are given by
 * dp_link_kind_to_string().
 */
typedef enum
{
  DP_LINK_ABS,
  DP_LINK_PDF,
  DP_LINK_HTML,
  DP_LINK_GITHUB,
  DP_LINK_HUGGINGFACE,
  DP_LINK_PROJECT,
  DP_LINK_CODE,
  DP_LINK_DOI,
  DP_LINK_MODEL,
  DP_LINK_OTHER,
} DpLinkKind;

const char *dp_link_kind_to_string   (DpLinkKind  kind);
gboolean    dp_link_kind_from_string (const char *name,
                                      DpLinkKind *out_kind);

typedef struct
{
  DpLinkKind kind;
  char      *url; /* (owned) */
} DpLink;

typedef struct
{
  char *source; /* (owned): a DpAuthority's name */
  char *text;   /* (owned) */
} DpSummary;

typedef struct
{
  char *day;  /* (owned): YYYY-MM-DD */
  int   rank; /* from 1; 0 when unknown */
} DpDayRank;

typedef struct
{
  guint  number; /* from 1 */
  DpTime date;
} DpVersion;

#define DP_COUNT_UNKNOWN (-1)

/**
 * DpPaper:
 *
 * One work with all that is known of it: what a source said, what the library
 * joined to it, and what the user made of it.
 *
 * A plain, reference-counted record. It is filled in by its maker and not
 * changed once a second reference exists, so it may cross threads. A text that
 * is not known is %NULL, a list that is empty is %NULL or has no elements, a
 * count that is not known is %DP_COUNT_UNKNOWN, a time %DP_TIME_UNKNOWN.
 */
typedef struct
{
  /* What the work is. */
  char  *id;      /* without version, see DpPaperId; never NULL once complete */
  guint  version; /* the newest that is known; 0 when unknown */
  char  *title;   /* white space collapsed */
  char **authors; /* as printed, in order */
  char  *abstract;
  char  *comment;
  char  *journal_ref;
  char  *doi;              /* bare: 10.… */
  char  *primary_category; /* canonical, see dp_category_resolve_alias() */
  char **categories;       /* the primary one first */
  DpTime published;        /* version 1 */
  DpTime updated;          /* the newest version known */
  gboolean published_is_day; /* a digest knows the day only */

  /* What sources add. */
  GPtrArray *versions;  /* (nullable) of DpVersion, ascending, those that were seen */
  GPtrArray *links;     /* (nullable) of DpLink */
  GPtrArray *summaries; /* (nullable) of DpSummary, the preferred one first */
  GPtrArray *days;      /* (nullable) of DpDayRank, newest first */
  char     **tasks;
  char     **keywords;
  char      *organization;
  char      *thumbnail; /* a URL */
  int        upvotes;
  int        num_comments;
  int        stars;

  /* What the library and its user add; empty in what a source delivers. */
  guint32  rowid; /* 0 when not from a library */
  char   **topics;
  char   **tags;
  char   **collections;
  char    *note;
  gboolean bookmarked;
  gboolean read;
  guint    seen_version; /* the one that was marked, where a newer is known; else 0 */
} DpPaper;

DpPaper *dp_paper_new   (void) G_GNUC_WARN_UNUSED_RESULT;
DpPaper *dp_paper_ref   (DpPaper *self);
void     dp_paper_unref (DpPaper *self);

/* These may be called only while one reference exists. An empty or repeated
 * value is ignored. */
void     dp_paper_add_version (DpPaper *self,
                               guint    number,
                               DpTime   date);
void     dp_paper_add_link    (DpPaper    *self,
                               DpLinkKind  kind,
                               const char *url);
void     dp_paper_add_summary (DpPaper    *self,
                               const char *source,
                               const char *text);
void     dp_paper_add_day     (DpPaper    *self,
                               const char *day,
                               int         rank);

/* What is shown where there is room for one; (nullable), lent. */
const char   *dp_paper_get_summary (const DpPaper *self);
const DpLink *dp_paper_find_code   (const DpPaper *self);
const DpLink *dp_paper_find_model  (const DpPaper *self);

/* What follows from id and DOI, then what was added. (element-type DpLink) */
GPtrArray *dp_paper_dup_links (const DpPaper *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaper, dp_paper_unref)

G_END_DECLS
