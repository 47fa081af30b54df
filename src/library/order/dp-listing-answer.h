/* dp-listing-answer.h: working out what a list shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-change-set.h"
#include "library/dp-library.h"
#include "library/dp-list-query.h"
#include "library/order/dp-order.h"

G_BEGIN_DECLS

/* Private to the library. */

/* How many papers an answer holds that is not complete. */
#define DP_LISTING_FIRST_PAPERS 512

typedef struct
{
  DpOrder *order;
  gboolean is_complete;
  gboolean has_unsaved; /* orders that dp_order_store_save_async() would write */
} DpListingAnswer;

void             dp_listing_answer_free   (DpListingAnswer *self);

void             dp_listing_answer_async  (DpLibrary          *library,
                                           const DpListQuery  *query,
                                           gboolean            may_be_incomplete,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
DpListingAnswer *dp_listing_answer_finish (DpLibrary    *library,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

DpChangeFields   dp_listing_answer_get_fields (const DpListQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DpListingAnswer, dp_listing_answer_free)

G_END_DECLS
