/* dp-order-store.h: the orders of a library, kept current
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/dp-database.h"
#include "library/dp-library.h"
#include "library/dp-list-query.h"
#include "library/order/dp-order.h"

G_BEGIN_DECLS

/* Private to the library. One for each library, of its reader thread. */
typedef struct _DpOrderStore DpOrderStore;

/* Of the library's thread: */
DpOrderStore *dp_order_store_get_for_library (DpLibrary *library);
void          dp_order_store_save_async      (DpLibrary          *library,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
guint         dp_order_store_save_finish     (DpLibrary    *library,
                                              GAsyncResult *result);

/* Of the reader thread, in a transaction: */
gboolean      dp_order_store_begin           (DpOrderStore *self,
                                              DpDatabase   *database,
                                              GError      **error);
gboolean      dp_order_store_find            (DpOrderStore *self,
                                              DpDatabase   *database,
                                              DpSortKey     key,
                                              gboolean      descending,
                                              DpOrder     **out_order,
                                              GError      **error);
DpOrder      *dp_order_store_find_or_build   (DpOrderStore *self,
                                              DpDatabase   *database,
                                              DpSortKey     key,
                                              gboolean      descending,
                                              GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      dp_order_store_has_unsaved     (DpOrderStore *self);

G_END_DECLS
