/* dp-application-refresh.c: how a refresh goes, told to the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "net/dp-net-error.h"
#include "service/dp-problem.h"

static void
update_progress (DpApplication *self)
{
  DpRefresh       *refresh = dp_service_get_refresh (self->service);
  g_autofree char *text = dp_refresh_dup_sentence (refresh);

  dp_refresh_progress_set (self->progress,
                           dp_refresh_is_running (refresh),
                           dp_refresh_get_n_done (refresh),
                           dp_refresh_get_n_total (refresh),
                           text);
}

/* What it waits for is said in seconds, and these pass without a notice. */
static gboolean
tick_cb (gpointer user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);

  update_progress (self);

  return G_SOURCE_CONTINUE;
}

static void
refresh_changed_cb (DpApplication *self)
{
  gboolean running = FALSE;

  if (self->service == NULL)
    return;

  update_progress (self);

  running = dp_refresh_progress_is_running (self->progress);
  if (running && self->progress_timeout_id == 0)
    self->progress_timeout_id = g_timeout_add_seconds (1, tick_cb, self);
  else if (!running)
    g_clear_handle_id (&self->progress_timeout_id, g_source_remove);
}

/**
 * dp_application_watch_refresh:
 * @self: an application with a service
 *
 * Makes the window's progress follow the service.
 */
void
dp_application_watch_refresh (DpApplication *self)
{
  g_signal_connect_object (dp_service_get_refresh (self->service), "notify",
                           G_CALLBACK (refresh_changed_cb), self, G_CONNECT_SWAPPED);
}

static DpRefreshTrouble
classify (const GError *error)
{
  if (g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_OFFLINE))
    return DP_REFRESH_TROUBLE_OFFLINE;
  if (g_error_matches (error, DP_NET_ERROR, DP_NET_ERROR_THROTTLED))
    return DP_REFRESH_TROUBLE_BUSY;

  return DP_REFRESH_TROUBLE_OTHER;
}

static void
tell_trouble (DpApplication *self,
              const GError  *error)
{
  g_autofree char *sentence = NULL;

  if (error == NULL)
    {
      dp_refresh_progress_set_trouble (self->progress, DP_REFRESH_TROUBLE_NONE, NULL);
      return;
    }

  sentence = dp_problem_dup_sentence (error, dp_refresh_get_service (dp_service_get_refresh (self->service)));
  dp_refresh_progress_set_trouble (self->progress, classify (error), sentence);
}

static void
tell_result (DpApplication *self,
             guint          n_new)
{
  g_autofree char *title = NULL;

  if (self->window == NULL || n_new == 0)
    return;

  title = g_strdup_printf (ngettext ("%'u new paper", "%'u new papers", n_new), n_new);
  dp_window_add_toast (self->window, adw_toast_new (title));
}

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = dp_refresh_run_finish (DP_REFRESH (object), result, &error);
  const GError *trouble = NULL;
  guint         n_new = 0;

  if (self->is_closing || self->service == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    {
      const DpRefreshOutcome *outcome = g_ptr_array_index (outcomes, i);

      n_new += outcome->n_new;
      if (trouble == NULL)
        trouble = outcome->error;
    }

  tell_trouble (self, error != NULL ? error : trouble);
  tell_result (self, n_new);
}

/**
 * dp_application_refresh:
 * @self: an application
 * @topic_id: a topic, 0 for all that are followed
 *
 * Asks what is new, also when nothing can be expected: the user said so.
 */
void
dp_application_refresh (DpApplication *self,
                        gint64         topic_id)
{
  if (self->service != NULL)
    dp_refresh_run_async (dp_service_get_refresh (self->service), &topic_id, topic_id != 0 ? 1 : 0,
                          DP_REFRESH_FLAGS_FORCE, NULL, run_cb, g_object_ref (self));
}
