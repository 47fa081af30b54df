/* dp-digest-cell.h: the words and links in one cell of a digest's table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A link, and where in the cell's text its words stand. */
typedef struct
{
  char *url; /* (owned): as written, which may be no address at all */
  gsize start;
  gsize end;
} DpDigestLink;

/**
 * DpDigestCell:
 *
 * What is left of a cell when its markup is understood: text and links. A part
 * that is folded away (`<details>`) counts as text like any other, without the
 * words of its `<summary>`; a second fold is something else (a translation, say)
 * and is kept apart.
 */
typedef struct
{
  char      *text;  /* (owned): UTF-8; a line break only where the markup has one */
  char      *more;  /* (owned) (nullable): the second fold and later ones */
  GPtrArray *links; /* (element-type DpDigestLink), in order */
} DpDigestCell;

void dp_digest_cell_free    (DpDigestCell *self);
void dp_digest_cell_prepend (DpDigestCell *self,
                             const char   *text);

/* What is read, piece by piece, until it is a cell. */
typedef struct _DpDigestCellBuilder DpDigestCellBuilder;

DpDigestCellBuilder *dp_digest_cell_builder_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void                 dp_digest_cell_builder_free        (DpDigestCellBuilder *self);
void                 dp_digest_cell_builder_add_text    (DpDigestCellBuilder *self,
                                                         const char          *text,
                                                         gssize               length);
void                 dp_digest_cell_builder_break_line  (DpDigestCellBuilder *self);
void                 dp_digest_cell_builder_open_link   (DpDigestCellBuilder *self,
                                                         const char          *url);
void                 dp_digest_cell_builder_close_link  (DpDigestCellBuilder *self);
void                 dp_digest_cell_builder_open_fold   (DpDigestCellBuilder *self);
void                 dp_digest_cell_builder_close_fold  (DpDigestCellBuilder *self);
void                 dp_digest_cell_builder_open_label  (DpDigestCellBuilder *self);
void                 dp_digest_cell_builder_close_label (DpDigestCellBuilder *self);

/* (transfer full): the cell; the builder is empty again. */
DpDigestCell        *dp_digest_cell_builder_finish      (DpDigestCellBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDigestCell, dp_digest_cell_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDigestCellBuilder, dp_digest_cell_builder_free)

G_END_DECLS
