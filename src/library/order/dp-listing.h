/* dp-listing.h: a list that keeps itself current
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-library.h"
#include "library/dp-list-query.h"
#include "library/order/dp-order.h"

G_BEGIN_DECLS

#define DP_TYPE_LISTING (dp_listing_get_type ())

/**
 * DpListing:
 *
 * Answers a DpListQuery with a DpOrder, and again whenever the library changes
 * what the answer is. The work is done on the library's reader thread; only the
 * newest query is worked on. Lives on the thread that watches the library.
 *
 * Properties: `order` (DpOrder, never %NULL; notified when a new one is there),
 * `loading` (a newer answer is being worked out), `complete` (%FALSE while `order`
 * holds only the first screens of a long list whose array is still being built),
 * `error` (GError, nullable: why the newest query has no answer; the old order stays).
 */
G_DECLARE_FINAL_TYPE (DpListing, dp_listing, DP, LISTING, GObject)

DpListing    *dp_listing_new          (DpLibrary *library) G_GNUC_WARN_UNUSED_RESULT;
/* Asks anew; the order stays what it was until the answer is there. */
void          dp_listing_set_query    (DpListing         *self,
                                       const DpListQuery *query);
/* (nullable) until the first is set; lent. */
const DpListQuery *dp_listing_get_query (DpListing *self);
/* The query that `order` answers, so that a view can tell a new sort from new papers; (nullable), lent. */
const DpListQuery *dp_listing_get_answered_query (DpListing *self);
DpOrder      *dp_listing_get_order    (DpListing *self); /* lent */
gboolean      dp_listing_is_loading   (DpListing *self);
gboolean      dp_listing_is_complete  (DpListing *self);
const GError *dp_listing_get_error    (DpListing *self); /* lent, (nullable) */

/* One answer, whole, for who does not stay (the command line). */
void          dp_listing_ask_async    (DpLibrary          *library,
                                       const DpListQuery  *query,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
DpOrder      *dp_listing_ask_finish   (DpLibrary    *library,
                                       GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
