/* dp-progress.h: telling one thread how far another is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How much of @n_total is done, which is 0 when nobody knows. Called on the thread that
 * asked, a few times a second. */
typedef void (*DpProgressFunc) (guint64  n_done,
                                guint64  n_total,
                                gpointer user_data);

typedef struct _DpProgress DpProgress;

/* Belongs to the calling thread's main context; %NULL is nobody who listens. */
DpProgress *dp_progress_new       (DpProgressFunc func,
                                   gpointer       user_data) G_GNUC_WARN_UNUSED_RESULT;
DpProgress *dp_progress_ref       (DpProgress *self);
void        dp_progress_unref     (DpProgress *self);
/* Both on the working thread only. */
void        dp_progress_set_total (DpProgress *self,
                                   guint64     n_total);
void        dp_progress_tell      (DpProgress *self,
                                   guint64     n_done);

G_END_DECLS
