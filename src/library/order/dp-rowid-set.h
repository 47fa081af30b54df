/* dp-rowid-set.h: papers without an order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A bitmap of rowids, which are dense: a million papers take 125 kB. */
typedef struct _DpRowidSet DpRowidSet;

DpRowidSet *dp_rowid_set_new        (void) G_GNUC_WARN_UNUSED_RESULT;
void        dp_rowid_set_free       (DpRowidSet *self);

void        dp_rowid_set_add        (DpRowidSet *self,
                                     guint32     rowid);
/* Both ends included. */
void        dp_rowid_set_add_range  (DpRowidSet *self,
                                     guint32     first,
                                     guint32     last);
/* Adds what is in @other. */
void        dp_rowid_set_unite      (DpRowidSet       *self,
                                     const DpRowidSet *other);
/* Leaves what is in both. */
void        dp_rowid_set_intersect  (DpRowidSet       *self,
                                     const DpRowidSet *other);
/* Leaves what is not in @other. */
void        dp_rowid_set_subtract   (DpRowidSet       *self,
                                     const DpRowidSet *other);

gboolean    dp_rowid_set_contains   (const DpRowidSet *self,
                                     guint32           rowid);
guint       dp_rowid_set_get_size   (const DpRowidSet *self);
/* (element-type guint32): all of them, ascending. */
GArray     *dp_rowid_set_dup_rowids (const DpRowidSet *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpRowidSet, dp_rowid_set_free)

G_END_DECLS
