/* dp-digest-sections.h: what stands under each heading → a digest's sections
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest-date.h"
#include "formats/digest/dp-digest.h"

G_BEGIN_DECLS

/* One heading with what the tables and lists under it gave. */
typedef struct
{
  char        *heading; /* (nullable): clean; NULL before the first one */
  guint        level;
  DpDigestDate date; /* of the heading or one above it; year 0 when none has one */
  GPtrArray   *papers;
  GArray      *dates; /* of DpDigestDate, the papers' own */
  char        *text;  /* (nullable): the first paragraph */
  guint        n_paragraphs;
  gboolean     is_emphasized; /* that paragraph, wholly */
  gboolean     has_table;
  gboolean     is_parent; /* a deeper heading follows */
  guint        line;      /* of its first row; 0 before */
} DpDigestBlock;

DpDigestBlock *dp_digest_block_new    (const char    *heading,
                                       guint          level) G_GNUC_WARN_UNUSED_RESULT;
void           dp_digest_block_free   (DpDigestBlock *self);

/* Gives @digest, whose layout is set, the sections that @blocks (element-type
 * DpDigestBlock) make in it. */
void           dp_digest_sections_add (DpDigest           *digest,
                                       GPtrArray          *blocks,
                                       const DpDigestDate *file_date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDigestBlock, dp_digest_block_free)

G_END_DECLS
