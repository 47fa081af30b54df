/* dp-undo.h: what can be taken back, the last one first
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How many steps are remembered. */
#define DP_UNDO_MAX_STEPS 20

/* A stack of things that were done, each with what takes exactly that back. Main
 * thread. */
typedef struct _DpUndo DpUndo;

/* @owner is the stack's, @data the step's. */
typedef void (*DpUndoFunc) (gpointer owner,
                            gpointer data);

DpUndo   *dp_undo_new          (gpointer owner) G_GNUC_WARN_UNUSED_RESULT;
void      dp_undo_free         (DpUndo *self);

guint     dp_undo_push         (DpUndo        *self,
                                const char    *sentence,
                                DpUndoFunc     func,
                                gpointer       data,
                                GDestroyNotify destroy);
AdwToast *dp_undo_offer        (DpUndo     *self,
                                guint       id,
                                const char *action) G_GNUC_WARN_UNUSED_RESULT;
AdwToast *dp_undo_confirm      (DpUndo     *self,
                                const char *sentence) G_GNUC_WARN_UNUSED_RESULT;
void      dp_undo_let_toast_go (DpUndo *self);
char     *dp_undo_take_back    (DpUndo *self,
                                guint   id);
void      dp_undo_clear        (DpUndo *self);
gboolean  dp_undo_is_empty     (DpUndo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpUndo, dp_undo_free)

G_END_DECLS
