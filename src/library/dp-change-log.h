/* dp-change-log.h: what a transaction changes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-database.h"

G_BEGIN_DECLS

/* How many rows of the table `change` are kept. Who is further behind than that
 * must read everything anew. */
#define DP_CHANGE_LOG_KEPT 200000

typedef struct _DpChangeLog DpChangeLog;

DpChangeLog *dp_change_log_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void         dp_change_log_free        (DpChangeLog *self);
void         dp_change_log_add         (DpChangeLog   *self,
                                        guint32        rowid,
                                        DpChangeFields fields);
void         dp_change_log_add_topic   (DpChangeLog *self,
                                        gint64       topic);
gboolean     dp_change_log_add_topics_of (DpChangeLog *self,
                                          DpDatabase  *database,
                                          guint32      rowid,
                                          GError     **error);
gboolean     dp_change_log_write       (DpChangeLog *self,
                                        DpDatabase  *database,
                                        guint        n_kept,
                                        GError     **error);
gboolean     dp_change_log_is_empty    (DpChangeLog *self);

gboolean     dp_change_log_get_last    (DpDatabase *database,
                                        gint64     *out_seq,
                                        GError    **error);
DpChangeSet *dp_change_log_read        (DpDatabase *database,
                                        gint64      after_seq,
                                        gint64     *out_seq,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpChangeLog, dp_change_log_free)

G_END_DECLS
