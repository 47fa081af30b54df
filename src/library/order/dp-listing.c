/* dp-listing.c: a list that keeps itself current
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/order/dp-listing.h"

#include "library/order/dp-listing-answer.h"
#include "library/order/dp-order-store.h"

/* At most one question is with the reader thread: a newer query cancels the older
 * one, so that typing never queues up. A change of the library does not: the answer
 * that is under way is shown, and then it is asked again. While papers pour in, a
 * list asks anew a few times a second; after a pause the first change is answered
 * at once. */

#define MIN_INTERVAL_MS 200

/* Files wait until a list has come to rest. */
#define SAVE_DELAY_MS 1000

typedef enum
{
  PROP_ORDER = 1,
  PROP_LOADING,
  PROP_COMPLETE,
  PROP_ERROR,
} DpListingProperty;

#define N_PROPERTIES (PROP_ERROR + 1)

static GParamSpec *properties[N_PROPERTIES];

struct _DpListing
{
  GObject parent_instance;

  DpLibrary   *library;
  DpListQuery *query;          /* (nullable) */
  DpListQuery *answered_query; /* (nullable): what @order answers */
  DpOrder     *order;
  gboolean     is_complete;
  GError      *error; /* (nullable) */

  GCancellable *cancellable; /* (nullable): of the question under way */
  gboolean      is_stale;    /* the library has changed since that was asked */
  gint64        asked_at_us; /* monotonic */
  guint         ask_source;
  guint         save_source;
};

G_DEFINE_FINAL_TYPE (DpListing, dp_listing, G_TYPE_OBJECT)

static void start_asking (DpListing *self,
                          gboolean   may_be_incomplete);

static void
notify (DpListing        *self,
        DpListingProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
save_cb (gpointer user_data)
{
  DpListing *self = user_data;

  self->save_source = 0;
  dp_order_store_save_async (self->library, NULL, NULL);

  return G_SOURCE_REMOVE;
}

static void
save_soon (DpListing *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static void
ask (DpListing *self,
     gboolean   may_be_incomplete)
{
  gboolean was_loading = dp_listing_is_loading (self);

  start_asking (self, may_be_incomplete);
  if (!was_loading)
    notify (self, PROP_LOADING);
}

static gboolean
ask_cb (gpointer user_data)
{
  DpListing *self = user_data;

  self->ask_source = 0;
  ask (self, FALSE);

  return G_SOURCE_REMOVE;
}

/* For what the library has changed; a new query does not wait. */
static void
ask_soon (DpListing *self)
{
  gint64 passed_ms = (g_get_monotonic_time () - self->asked_at_us) / G_TIME_SPAN_MILLISECOND;

  self->is_stale = FALSE;
  if (self->ask_source == 0)
    self->ask_source = g_timeout_add (CLAMP (MIN_INTERVAL_MS - passed_ms, 0, MIN_INTERVAL_MS), ask_cb, self);
}

static void
take_order (DpListing *self,
            DpOrder   *order) /* (transfer full) */
{
  gboolean is_same_query = self->answered_query != NULL && dp_list_query_equal (self->answered_query, self->query);
  gboolean is_same = dp_order_equal (self->order, order);

  g_clear_pointer (&self->answered_query, dp_list_query_free);
  self->answered_query = dp_list_query_copy (self->query);

  /* The old array may be our own memory and the new one a file. */
  dp_order_unref (self->order);
  self->order = order;

  if (!is_same || !is_same_query)
    notify (self, PROP_ORDER);
}

static void
set_complete (DpListing *self,
              gboolean   is_complete)
{
  if (self->is_complete == is_complete)
    return;

  self->is_complete = is_complete;
  notify (self, PROP_COMPLETE);
}

static void
take_error (DpListing *self,
            GError    *error) /* (transfer full) (nullable) */
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  DpListing *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpListingAnswer) answer = dp_listing_answer_finish (DP_LIBRARY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Who is notified may ask anew, or drop us. */
  g_object_ref (self);
  g_object_freeze_notify (G_OBJECT (self));

  g_clear_object (&self->cancellable);
  if (answer != NULL)
    {
      set_complete (self, answer->is_complete);
      take_order (self, g_steal_pointer (&answer->order));
      if (answer->has_unsaved)
        save_soon (self);
    }
  take_error (self, g_steal_pointer (&error));

  if (self->error == NULL && !self->is_complete)
    start_asking (self, FALSE);
  else if (self->is_stale)
    ask_soon (self);
  if (self->cancellable == NULL)
    notify (self, PROP_LOADING);

  g_object_thaw_notify (G_OBJECT (self));
  g_object_unref (self);
}

static void
stop_asking (DpListing *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->ask_source, g_source_remove);
}

static void
start_asking (DpListing *self,
              gboolean   may_be_incomplete)
{
  stop_asking (self);
  self->cancellable = g_cancellable_new ();
  self->asked_at_us = g_get_monotonic_time ();
  self->is_stale = FALSE;
  dp_listing_answer_async (self->library, self->query, may_be_incomplete, self->cancellable, answer_cb, self);
}

static void
changed_cb (DpLibrary   *library,
            DpChangeSet *changes,
            DpListing   *self)
{
  if (self->query == NULL)
    return;
  if (!dp_change_set_is_complete_reload (changes) &&
      (dp_change_set_get_fields (changes) & dp_listing_answer_get_fields (self->query)) == 0)
    return;

  if (self->cancellable != NULL)
    self->is_stale = TRUE;
  else
    ask_soon (self);
}

static void
dp_listing_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  DpListing *self = DP_LISTING (object);

  switch ((DpListingProperty)prop_id)
    {
    case PROP_ORDER:
      g_value_set_boxed (value, self->order);
      return;

    case PROP_LOADING:
      g_value_set_boolean (value, dp_listing_is_loading (self));
      return;

    case PROP_COMPLETE:
      g_value_set_boolean (value, self->is_complete);
      return;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      return;
    }

  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
dp_listing_dispose (GObject *object)
{
  DpListing *self = DP_LISTING (object);

  stop_asking (self);

  /* What waits to be saved is saved now, for there will be no later. */
  if (self->save_source != 0)
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      dp_order_store_save_async (self->library, NULL, NULL);
    }
  g_clear_object (&self->library);

  G_OBJECT_CLASS (dp_listing_parent_class)->dispose (object);
}

static void
dp_listing_finalize (GObject *object)
{
  DpListing *self = DP_LISTING (object);

  g_clear_pointer (&self->query, dp_list_query_free);
  g_clear_pointer (&self->answered_query, dp_list_query_free);
  g_clear_pointer (&self->order, dp_order_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (dp_listing_parent_class)->finalize (object);
}

static void
dp_listing_class_init (DpListingClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = dp_listing_get_property;
  object_class->dispose = dp_listing_dispose;
  object_class->finalize = dp_listing_finalize;

  properties[PROP_ORDER] = g_param_spec_boxed ("order", NULL, NULL, DP_TYPE_ORDER,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, TRUE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
dp_listing_init (DpListing *self)
{
  self->order = dp_order_new_empty ();
  self->is_complete = TRUE;
}

/**
 * dp_listing_new:
 * @library: the library that is listed
 *
 * Makes a list that is empty until it is given a query. It keeps itself current
 * if @library is watched, and belongs to the same thread.
 *
 * Returns: (transfer full): a new listing
 */
DpListing *
dp_listing_new (DpLibrary *library)
{
  DpListing *self = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  self = g_object_new (DP_TYPE_LISTING, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (changed_cb), self, 0);

  return self;
}

/**
 * dp_listing_set_query:
 * @self: a listing
 * @query: what is to be listed; copied
 *
 * Asks anew. The order stays what it was until the answer is there, which for all
 * papers may come in two steps, see dp_listing_is_complete(). A query that is equal
 * to the present one asks again only if that has failed.
 */
void
dp_listing_set_query (DpListing         *self,
                      const DpListQuery *query)
{
  g_return_if_fail (DP_IS_LISTING (self));
  g_return_if_fail (query != NULL);

  if (self->query != NULL && self->error == NULL && dp_list_query_equal (self->query, query))
    return;

  dp_list_query_free (self->query);
  self->query = dp_list_query_copy (query);
  ask (self, TRUE);
}

/**
 * dp_listing_get_query:
 * @self: a listing
 *
 * Returns: (transfer none) (nullable): what was asked last
 */
const DpListQuery *
dp_listing_get_query (DpListing *self)
{
  g_return_val_if_fail (DP_IS_LISTING (self), NULL);

  return self->query;
}

/**
 * dp_listing_get_answered_query:
 * @self: a listing
 *
 * Tells a view whether a new order is a new sort of the same list or a list with
 * other papers.
 *
 * Returns: (transfer none) (nullable): what the order answers
 */
const DpListQuery *
dp_listing_get_answered_query (DpListing *self)
{
  g_return_val_if_fail (DP_IS_LISTING (self), NULL);

  return self->answered_query;
}

/**
 * dp_listing_get_order:
 * @self: a listing
 *
 * Returns: (transfer none): the papers, never %NULL
 */
DpOrder *
dp_listing_get_order (DpListing *self)
{
  g_return_val_if_fail (DP_IS_LISTING (self), NULL);

  return self->order;
}

/**
 * dp_listing_is_loading:
 * @self: a listing
 *
 * Returns: whether a newer answer is being worked out
 */
gboolean
dp_listing_is_loading (DpListing *self)
{
  g_return_val_if_fail (DP_IS_LISTING (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * dp_listing_is_complete:
 * @self: a listing
 *
 * Returns: %FALSE while the order holds only the beginning of a long list
 */
gboolean
dp_listing_is_complete (DpListing *self)
{
  g_return_val_if_fail (DP_IS_LISTING (self), FALSE);

  return self->is_complete;
}

/**
 * dp_listing_get_error:
 * @self: a listing
 *
 * Returns: (transfer none) (nullable): why the newest query has no answer
 */
const GError *
dp_listing_get_error (DpListing *self)
{
  g_return_val_if_fail (DP_IS_LISTING (self), NULL);

  return self->error;
}

static void
ask_answer_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpListingAnswer) answer = dp_listing_answer_finish (DP_LIBRARY (object), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer->order), (GDestroyNotify)dp_order_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * dp_listing_ask_async:
 * @library: a library
 * @query: what is asked; copied
 * @cancellable: (nullable): ends the work
 * @callback: called when the answer is there
 * @user_data: for @callback
 *
 * Answers a query once and whole. Writes no files. To be called on the library's
 * thread.
 */
void
dp_listing_ask_async (DpLibrary          *library,
                      const DpListQuery  *query,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (query != NULL);

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_listing_ask_async);
  dp_listing_answer_async (library, query, FALSE, cancellable, ask_answer_cb, task);
}

/**
 * dp_listing_ask_finish:
 * @library: a library
 * @result: of dp_listing_ask_async()
 * @error: return location for a #DpLibraryError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the papers in order
 */
DpOrder *
dp_listing_ask_finish (DpLibrary    *library,
                       GAsyncResult *result,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
