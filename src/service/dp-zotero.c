/* dp-zotero.c: papers into the Zotero that runs on this machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-zotero.h"

#include "formats/cite/dp-zotero-items.h"
#include "library/paper/dp-paper-query.h"
#include "net/dp-local-post.h"
#include "net/dp-net-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Zotero listens for its browser connectors, and takes papers into the collection that is
 * chosen in its window. Many go in as few requests as it can be asked without making its
 * window stand still. */

#define DEFAULT_URL "http://127.0.0.1:23119"
#define URL_VARIABLE "DAILY_PAPERS_ZOTERO_URL"
#define SAVE_PATH "/connector/saveItems"
#define VERSION_HEADER "X-Zotero-Connector-API-Version: 3"

#define BATCH 100

/* HTTP */
#define STATUS_OK 200
#define STATUS_CREATED 201

G_DEFINE_QUARK (dp_zotero_error, dp_zotero_error)

typedef struct
{
  DpOrder   *papers;
  guint      n_sent;
  guint      next;
  guint      n_under_way;
  GPtrArray *batch; /* (nullable): being written */
} Sending;

static void
sending_free (Sending *sending)
{
  dp_order_unref (sending->papers);
  g_clear_pointer (&sending->batch, g_ptr_array_unref);
  g_free (sending);
}

static char *
dup_address (void)
{
  const char      *base = g_getenv (URL_VARIABLE);
  g_autofree char *trimmed = g_strdup (base != NULL && *base != '\0' ? base : DEFAULT_URL);

  if (g_str_has_suffix (trimmed, "/"))
    trimmed[strlen (trimmed) - 1] = '\0';

  return g_strconcat (trimmed, SAVE_PATH, NULL);
}

static void send_next (GTask *new_task);

/* Takes @error. */
static void
return_problem (GTask  *task,
                GError *error)
{
  if (g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_OFFLINE))
    {
      g_clear_error (&error);
      g_set_error (&error, DP_ZOTERO_ERROR, DP_ZOTERO_ERROR_NOT_RUNNING,
                   _("Zotero is not running on this computer. Start it, and send the papers again."));
    }

  g_task_return_error (task, error);
}

static void
return_refusal (GTask *task,
                guint  status)
{
  /* Translators: %u is a number by which a server says what was wrong, as 500. */
  g_task_return_new_error (task, DP_ZOTERO_ERROR, DP_ZOTERO_ERROR_REFUSED,
                           _("Zotero did not take the papers (%u). Choose a collection in it that can be changed, "
                             "and send them again."),
                              status);
}

static void
posted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  GError  *error = NULL;
  guint    status = dp_local_post_finish (result, &error);

  if (error != NULL)
    return_problem (task, error);
  else if (status != STATUS_OK && status != STATUS_CREATED)
    return_refusal (task, status);
  else
    {
      sending->n_sent += sending->n_under_way;
      send_next (g_steal_pointer (&task));
    }
}

static void
format_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Sending         *sending = data;
  g_autofree char *session_id = g_uuid_string_random ();
  char            *json = dp_zotero_items_format (sending->batch, session_id);

  g_task_return_pointer (task, g_bytes_new_take (json, strlen (json)), (GDestroyNotify)g_bytes_unref);
}

static void
formatted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  GError  *error = NULL;
  g_autoptr (GBytes) json = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *address = dup_address ();

  if (json == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  sending->n_under_way = sending->batch->len;
  dp_local_post_async (address, json, VERSION_HEADER, g_task_get_cancellable (task), posted_cb, g_object_ref (task));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  GError  *error = NULL;
  g_autoptr (GTask) formatting = NULL;

  g_clear_pointer (&sending->batch, g_ptr_array_unref);
  sending->batch = dp_paper_query_load_many_finish (DP_LIBRARY (object), result, &error);
  if (sending->batch == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  formatting = g_task_new (NULL, g_task_get_cancellable (task), formatted_cb, g_object_ref (task));
  g_task_set_source_tag (formatting, loaded_cb);
  g_task_set_task_data (formatting, sending, NULL);
  g_task_run_in_thread (formatting, format_in_thread);
}

static void
send_next (GTask *new_task /* (transfer full) */)
{
  g_autoptr (GTask) task = new_task;
  Sending       *sending = g_task_get_task_data (task);
  const guint32 *rowids = dp_order_get_rowids (sending->papers);
  guint          n_papers = MIN (dp_order_get_length (sending->papers) - sending->next, BATCH);
  guint          first = sending->next;

  if (n_papers == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  sending->next += n_papers;
  dp_paper_query_load_many_async (g_task_get_source_object (task), rowids + first, n_papers,
                                  g_task_get_cancellable (task), loaded_cb, task);
  g_steal_pointer (&task);
}

/**
 * dp_zotero_send_async:
 * @library: a library
 * @papers: papers
 * @cancellable: (nullable): ends it; what Zotero has, it keeps
 * @callback: called when all are sent
 * @user_data: for @callback
 *
 * Sends papers to the Zotero that runs on this machine; another address for it is in
 * `DAILY_PAPERS_ZOTERO_URL`. On the thread that owns the library, which is kept free.
 */
void
dp_zotero_send_async (DpLibrary          *library,
                      DpOrder            *papers,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask   *task = NULL;
  Sending *sending = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (papers != NULL);

  sending = g_new0 (Sending, 1);
  sending->papers = dp_order_ref (papers);
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, dp_zotero_send_async);
  g_task_set_task_data (task, sending, (GDestroyNotify)sending_free);

  send_next (task);
}

/**
 * dp_zotero_send_finish:
 * @library: a library
 * @result: of dp_zotero_send_async()
 * @out_n_papers: (out) (optional): how many Zotero has taken, also of those that it did not all take
 * @error: return location for a #DpZoteroError, #DpNetError, #DpLibraryError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all are sent
 */
gboolean
dp_zotero_send_finish (DpLibrary    *library,
                       GAsyncResult *result,
                       guint        *out_n_papers,
                       GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_zotero_send_async), FALSE);

  if (out_n_papers != NULL)
    *out_n_papers = ((Sending *)g_task_get_task_data (G_TASK (result)))->n_sent;

  return g_task_propagate_boolean (G_TASK (result), error);
}
