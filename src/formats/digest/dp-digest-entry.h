/* dp-digest-entry.h: the cells of one row → a paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest-cell.h"
#include "formats/digest/dp-digest-columns.h"
#include "formats/digest/dp-digest-date.h"

G_BEGIN_DECLS

typedef struct
{
  DpPaper     *paper;    /* (owned) (nullable): NULL when the row gives none */
  DpDigestDate date;     /* as the row has it; year 0 where it has none */
  GPtrArray   *faults;   /* (element-type utf8): what could not be read, sentences for people */
} DpDigestEntry;

void dp_digest_entry_clear      (DpDigestEntry *self);

/* Fill in a row that is all zeros. @cells (element-type DpDigestCell). */
void dp_digest_entry_read_cells (DpDigestEntry           *self,
                               const DpDigestColumns *columns,
                               GPtrArray             *cells);

/* FALSE where the item of a list has no link to a work, which is nothing strange. */
gboolean dp_digest_entry_read_item (DpDigestEntry        *self,
                                  const DpDigestCell *cell);

/* Whether a cell has a link to a work on arXiv or with a DOI. */
gboolean dp_digest_entry_has_work (const DpDigestCell *cell);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DpDigestEntry, dp_digest_entry_clear)

G_END_DECLS
