/* dp-topic-store.h: changing the topics of a library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "model/dp-topic.h"

G_BEGIN_DECLS

/* All run on the writer thread, synced to disk (FULL) before they finish. A
 * topic must have been through dp_topic_normalize(). */

/* Adds @topic at the end, or in place of one of its name that is not followed; papers
 * of the library that match belong to it at once.
 * Finish returns its new id, 0 with @error (%DP_LIBRARY_ERROR_EXISTS when one has
 * its name, without case). */
void     dp_topic_store_add_async      (DpLibrary          *library,
                                        const DpTopic      *topic,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
gint64   dp_topic_store_add_finish     (DpLibrary    *library,
                                        GAsyncResult *result,
                                        GError      **error);

/* Replaces the topic with the same id. Local rows are computed anew at once, what
 * the server gave is dropped at the next successful refresh. */
void     dp_topic_store_update_async   (DpLibrary          *library,
                                        const DpTopic      *topic,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
gboolean dp_topic_store_update_finish  (DpLibrary    *library,
                                        GAsyncResult *result,
                                        GError      **error);

/* Hides (@removed) or brings back a topic with all that belonged to it, at its
 * old place. If meanwhile another took its name, bringing it back fails with
 * %DP_LIBRARY_ERROR_EXISTS. */
void     dp_topic_store_set_removed_async  (DpLibrary          *library,
                                            gint64              topic_id,
                                            gboolean            removed,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
gboolean dp_topic_store_set_removed_finish (DpLibrary    *library,
                                            GAsyncResult *result,
                                            GError      **error);

/* Moves a topic to @position, from 0, among those that are not removed. */
void     dp_topic_store_move_async     (DpLibrary          *library,
                                        gint64              topic_id,
                                        guint               position,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
gboolean dp_topic_store_move_finish    (DpLibrary    *library,
                                        GAsyncResult *result,
                                        GError      **error);

/* Keeps how a topic's refresh by @source (a DpSource's id) went. @error_message is
 * %NULL after a success; @request is the identical-request key of the source. A
 * success of an edited topic drops what the server gave before the edit. @edition is
 * the DpTopicInfo's of what was asked: nothing is kept of how a topic did that has come
 * to ask for something else. */
void     dp_topic_store_record_refresh_async  (DpLibrary          *library,
                                               gint64              topic_id,
                                               gint64              edition,
                                               const char         *source,
                                               const char         *request,
                                               gint64              finished_at,
                                               guint               n_new,
                                               const char         *error_message,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
gboolean dp_topic_store_record_refresh_finish (DpLibrary    *library,
                                               GAsyncResult *result,
                                               GError      **error);

G_END_DECLS
