/* dp-paper-record.h: a row of the table of papers, in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-database.h"

G_BEGIN_DECLS

/* In the order of the table's columns: first the numbers, then the texts. */
typedef enum
{
  DP_NUMBER_FIRST_STORED,
  DP_NUMBER_PUBLISHED,
  DP_NUMBER_UPDATED,
  DP_NUMBER_PUBLISHED_IS_DAY,
  DP_NUMBER_VERSION,
  DP_NUMBER_UPVOTES,
  DP_NUMBER_NUM_COMMENTS,
  DP_NUMBER_STARS,
  DP_NUMBER_TITLE_FROM,
  DP_NUMBER_AUTHORS_FROM,
  DP_NUMBER_ABSTRACT_FROM,
  DP_NUMBER_COMMENT_FROM,
  DP_NUMBER_JOURNAL_REF_FROM,
  DP_NUMBER_DOI_FROM,
  DP_NUMBER_CATEGORIES_FROM,
  DP_NUMBER_PUBLISHED_FROM,
  DP_NUMBER_UPDATED_FROM,
  DP_NUMBER_EXTRAS_FROM,
} DpNumberColumn;

#define DP_N_NUMBER_COLUMNS (DP_NUMBER_EXTRAS_FROM + 1)

typedef enum
{
  DP_TEXT_UID,
  DP_TEXT_PRIMARY_CATEGORY,
  DP_TEXT_CATEGORIES,
  DP_TEXT_DAY,
  DP_TEXT_TITLE,
  DP_TEXT_AUTHORS,
  DP_TEXT_COMMENT,
  DP_TEXT_JOURNAL_REF,
  DP_TEXT_DOI,
  DP_TEXT_ORGANIZATION,
  DP_TEXT_THUMBNAIL,
  DP_TEXT_TITLE_KEY,
  DP_TEXT_AUTHOR_KEY,
  DP_TEXT_COMMENT_KEY,
  DP_TEXT_ABSTRACT,
} DpTextColumn;

#define DP_N_TEXT_COLUMNS (DP_TEXT_ABSTRACT + 1)

/* All columns but the abstract, in that order, as a query names them. */
#define DP_PAPER_SHORT_COLUMNS \
  "paper.first_stored, paper.published, paper.updated, paper.published_is_day, paper.version, " \
  "paper.upvotes, paper.num_comments, paper.stars, paper.title_from, paper.authors_from, " \
  "paper.abstract_from, paper.comment_from, paper.journal_ref_from, paper.doi_from, " \
  "paper.categories_from, paper.published_from, paper.updated_from, paper.extras_from, " \
  "paper.uid, paper.primary_category, paper.categories, paper.day, paper.title, paper.authors, " \
  "paper.comment, paper.journal_ref, paper.doi, paper.organization, paper.thumbnail, " \
  "paper.title_key, paper.author_key, paper.comment_key"
#define DP_PAPER_COLUMNS DP_PAPER_SHORT_COLUMNS ", paper.abstract"

typedef struct
{
  guint32        rowid;                        /* 0 until it is stored */
  gint64         numbers[DP_N_NUMBER_COLUMNS];
  char          *texts[DP_N_TEXT_COLUMNS];     /* (owned), never NULL */
  guint64        dirty;                        /* a bit for each column that was set */
  DpChangeFields changed;                      /* what a reader would notice of that */
} DpPaperRecord;

DpPaperRecord *dp_paper_record_new        (void) G_GNUC_WARN_UNUSED_RESULT;
DpPaperRecord *dp_paper_record_load       (DpDatabase *database,
                                           guint32     rowid,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void           dp_paper_record_free       (DpPaperRecord *self);

void           dp_paper_record_set_number (DpPaperRecord *self,
                                           DpNumberColumn column,
                                           gint64         value,
                                           DpChangeFields field);
void           dp_paper_record_set_text   (DpPaperRecord *self,
                                           DpTextColumn   column,
                                           const char    *value,
                                           DpChangeFields field);
void           dp_paper_record_set_keys   (DpPaperRecord *self);
gboolean       dp_paper_record_save       (DpPaperRecord *self,
                                           DpDatabase    *database,
                                           GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpPaperRecord, dp_paper_record_free)

G_END_DECLS
