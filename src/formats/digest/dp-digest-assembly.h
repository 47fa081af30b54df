/* dp-digest-assembly.h: headings, tables and lists, one after the other → a digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "formats/digest/dp-digest-cell.h"
#include "formats/digest/dp-digest-columns.h"
#include "formats/digest/dp-digest.h"

G_BEGIN_DECLS

/* What Markdown and HTML have in common. Lines are counted from 1. */
typedef struct _DpDigestAssembly DpDigestAssembly;

DpDigestAssembly      *dp_digest_assembly_new           (const char *file_name) G_GNUC_WARN_UNUSED_RESULT;
void                   dp_digest_assembly_free          (DpDigestAssembly *self);

void                   dp_digest_assembly_add_heading   (DpDigestAssembly *self,
                                                         guint             level,
                                                         const char       *text);
void                   dp_digest_assembly_add_paragraph (DpDigestAssembly *self,
                                                         const char       *text,
                                                         gboolean          is_emphasized);

/* @names: what its header says, by column. */
void                   dp_digest_assembly_begin_table   (DpDigestAssembly  *self,
                                                         const char *const *names);
void                   dp_digest_assembly_end_table     (DpDigestAssembly *self);

/* (nullable): of the table that was begun; %NULL where it is no digest's. */
const DpDigestColumns *dp_digest_assembly_get_columns   (DpDigestAssembly *self);

/* @cells (element-type DpDigestCell): by column, the last ones may be missing;
 * @raw: the row as it stands in the file, for who has to find it again. */
void                   dp_digest_assembly_add_row       (DpDigestAssembly *self,
                                                         GPtrArray        *cells,
                                                         guint             line,
                                                         const char       *raw);
void                   dp_digest_assembly_add_item      (DpDigestAssembly *self,
                                                         DpDigestCell     *cell,
                                                         guint             line,
                                                         const char       *raw);

/* A row that the reader itself could make nothing of. */
void                   dp_digest_assembly_add_lost      (DpDigestAssembly *self,
                                                         guint             line,
                                                         const char       *raw,
                                                         const char       *reason);

/* Whether there is no room for another row; what comes then is refused by finish. */
gboolean               dp_digest_assembly_is_full       (DpDigestAssembly *self);

DpDigest              *dp_digest_assembly_finish        (DpDigestAssembly *self,
                                                         GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpDigestAssembly, dp_digest_assembly_free)

G_END_DECLS
