/* dp-arxiv-entry.h: what one entry of arXiv's said, and the paper it makes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* The texts an entry has once. */
typedef enum
{
  DP_ARXIV_ID,
  DP_ARXIV_TITLE,
  DP_ARXIV_SUMMARY,
  DP_ARXIV_PUBLISHED,
  DP_ARXIV_UPDATED,
  DP_ARXIV_COMMENT,
  DP_ARXIV_JOURNAL_REF,
  DP_ARXIV_DOI,
  DP_ARXIV_N_TEXTS,
} DpArxivText;

/* A draft that the parser fills in whatever order the elements come. */
typedef struct _DpArxivEntry DpArxivEntry;

DpArxivEntry *dp_arxiv_entry_new              (void) G_GNUC_WARN_UNUSED_RESULT;
void         dp_arxiv_entry_free             (DpArxivEntry *self);

/* Each cleans what it is given; an empty or repeated value is ignored. */
void         dp_arxiv_entry_set_text         (DpArxivEntry *self,
                                             DpArxivText   which,
                                             const char  *text);
void         dp_arxiv_entry_add_author       (DpArxivEntry *self,
                                             const char  *name);
void         dp_arxiv_entry_set_primary      (DpArxivEntry *self,
                                             const char  *category);
void         dp_arxiv_entry_add_category     (DpArxivEntry *self,
                                             const char  *category);
void         dp_arxiv_entry_add_link         (DpArxivEntry *self,
                                             const char  *relation,
                                             const char  *title,
                                             const char  *url);
void         dp_arxiv_entry_add_version        (DpArxivEntry *self,
                                              guint        number,
                                              DpTime       date);

/* The service's reason where the entry is its error and no paper; %NULL otherwise. */
const char  *dp_arxiv_entry_get_refusal      (DpArxivEntry *self);

/* (nullable): %NULL where the entry has no id of arXiv's or no title. */
DpPaper     *dp_arxiv_entry_build_paper      (DpArxivEntry *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpArxivEntry, dp_arxiv_entry_free)

G_END_DECLS
