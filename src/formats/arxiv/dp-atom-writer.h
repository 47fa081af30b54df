/* dp-atom-writer.h: a list of papers as an Atom feed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/dp-paper.h"

G_BEGIN_DECLS

/* A feed being written, in pieces of any size. On any one thread at a time. */
typedef struct _DpAtomWriter DpAtomWriter;

DpAtomWriter *dp_atom_writer_new  (const char *title,
                                   DpTime      now) G_GNUC_WARN_UNUSED_RESULT;
void          dp_atom_writer_free (DpAtomWriter *self);
void          dp_atom_writer_add  (DpAtomWriter  *self,
                                   const DpPaper *paper);
void          dp_atom_writer_end  (DpAtomWriter *self);
/* What was written since the last call. */
char         *dp_atom_writer_take (DpAtomWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpAtomWriter, dp_atom_writer_free)

G_END_DECLS
