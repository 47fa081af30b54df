/* dp-atom-entry.h: what one Atom entry said, and the paper it makes
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
  DP_ATOM_ID,
  DP_ATOM_TITLE,
  DP_ATOM_SUMMARY,
  DP_ATOM_PUBLISHED,
  DP_ATOM_UPDATED,
  DP_ATOM_COMMENT,
  DP_ATOM_JOURNAL_REF,
  DP_ATOM_DOI,
  DP_ATOM_N_TEXTS,
} DpAtomText;

/* A draft that the parser fills in whatever order the elements come. */
typedef struct _DpAtomEntry DpAtomEntry;

DpAtomEntry *dp_atom_entry_new              (void) G_GNUC_WARN_UNUSED_RESULT;
void         dp_atom_entry_free             (DpAtomEntry *self);

/* Each cleans what it is given; an empty or repeated value is ignored. */
void         dp_atom_entry_set_text         (DpAtomEntry *self,
                                             DpAtomText   which,
                                             const char  *text);
void         dp_atom_entry_add_author       (DpAtomEntry *self,
                                             const char  *name);
void         dp_atom_entry_set_primary      (DpAtomEntry *self,
                                             const char  *category);
void         dp_atom_entry_add_category     (DpAtomEntry *self,
                                             const char  *category);
void         dp_atom_entry_add_link         (DpAtomEntry *self,
                                             const char  *relation,
                                             const char  *title,
                                             const char  *url);

/* The service's reason where the entry is its error and no paper; %NULL otherwise. */
const char  *dp_atom_entry_get_refusal      (DpAtomEntry *self);

/* (nullable): %NULL where the entry has no id of arXiv's or no title. */
DpPaper     *dp_atom_entry_build_paper      (DpAtomEntry *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpAtomEntry, dp_atom_entry_free)

G_END_DECLS
