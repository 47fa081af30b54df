/* dp-order.h: papers in an order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* An immutable, reference-counted array of rowids: what a list shows, from first
 * to last. Its memory is a mapped file or our own. Any thread. Boxed. */
typedef struct _DpOrder DpOrder;

#define DP_TYPE_ORDER (dp_order_get_type ())

#define DP_ORDER_NOT_FOUND G_MAXUINT

GType          dp_order_get_type   (void) G_GNUC_CONST;
DpOrder       *dp_order_new_empty  (void) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @rowids, a g_malloc()ed array. */
DpOrder       *dp_order_new_take   (guint32 *rowids,
                                    guint    n_rowids) G_GNUC_WARN_UNUSED_RESULT;
/* Lends the rowids from @bytes (a mapped file), which it keeps alive; their
 * start must be aligned to 4 bytes, their length a multiple of 4. */
DpOrder       *dp_order_new_bytes  (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
DpOrder       *dp_order_ref        (DpOrder *self);
void           dp_order_unref      (DpOrder *self);

guint          dp_order_get_length (DpOrder *self);
guint32        dp_order_get_rowid  (DpOrder *self,
                                    guint    position);
const guint32 *dp_order_get_rowids (DpOrder *self);
/* The same papers in the same order. */
gboolean       dp_order_equal      (DpOrder *a,
                                    DpOrder *b);
/* Looks near @hint first, then everywhere: 1–3 ms a million. */
guint          dp_order_find       (DpOrder *self,
                                    guint32  rowid,
                                    guint    hint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpOrder, dp_order_unref)

G_END_DECLS
