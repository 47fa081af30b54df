/* dp-digest.h: what a digest says, whichever of the four layouts it has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "model/dp-paper.h"

G_BEGIN_DECLS

/**
 * DpDigestLayout:
 * @DP_DIGEST_KEYWORD: a section a keyword: Title, Date, Abstract, Comment
 * @DP_DIGEST_CLASSIFIED: a day: Title, Authors, Summary, Classification, links
 * @DP_DIGEST_SUMMARY: a day: Title, Authors, Summary
 * @DP_DIGEST_DATED: months: Date, Title, Abstract
 *
 * The four Markdown layouts of product.md.
 */
typedef enum
{
  DP_DIGEST_KEYWORD,
  DP_DIGEST_CLASSIFIED,
  DP_DIGEST_SUMMARY,
  DP_DIGEST_DATED,
} DpDigestLayout;

/* `keyword`, `classified`, `summary`, `dated`. */
const char *dp_digest_layout_to_string (DpDigestLayout layout);

/* A line with a work that could not be read, or not wholly. */
typedef struct
{
  guint    line;    /* in the file, from 1 */
  char    *text;    /* (owned): the line's beginning, valid UTF-8 */
  char    *reason;  /* (owned): a sentence for people, translated */
  gboolean is_lost; /* the row gave no paper; otherwise some of it is missing */
} DpDigestProblem;

/* Papers under one heading, in the order of the file. */
typedef struct
{
  char      *topic;  /* (owned) (nullable): keyword layout */
  char      *day;    /* (owned) (nullable): YYYY-MM-DD, day layouts */
  char      *month;  /* (owned) (nullable): YYYY-MM, dated layout */
  GPtrArray *papers; /* (element-type DpPaper): a row each */
  char      *reason; /* (owned) (nullable): why it is empty, as the file says */
  gboolean   revised; /* for who writes it: the date of a paper is that of its newest version */
} DpDigestSection;

typedef struct
{
  DpDigestLayout layout;
  GPtrArray     *sections;    /* (element-type DpDigestSection) */
  guint          n_rows;      /* with a work: papers, and problems that lost theirs */
  GPtrArray     *problems;    /* (element-type DpDigestProblem), by line */
  char          *last_update; /* (owned) (nullable): YYYY-MM-DD */
} DpDigest;

DpDigest        *dp_digest_new           (DpDigestLayout layout) G_GNUC_WARN_UNUSED_RESULT;
void             dp_digest_free          (DpDigest *self);
guint            dp_digest_count_papers  (const DpDigest *self);

/* (transfer none): the new last section. All of its names may be NULL. */
DpDigestSection *dp_digest_add_section   (DpDigest   *self,
                                          const char *topic,
                                          const char *day,
                                          const char *month);

void             dp_digest_add_problem   (DpDigest   *self,
                                          guint       line,
                                          const char *text,
                                          const char *reason,
                                          gboolean    is_lost);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDigest, dp_digest_free)

G_END_DECLS
