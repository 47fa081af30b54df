/* dp-application-refresh.c: asking what is new, and telling how it went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "library/dp-news-query.h"
#include "net/dp-net-error.h"
#include "service/dp-problem.h"

/* A round asks two services at the same time: for topics, and for the newest list of a
 * day. What it brought is told once, when both are through. */
typedef struct
{
  DpApplication *application; /* (owned) */
  GPtrArray     *outcomes;    /* of DpRefreshOutcome */
  guint32        end;         /* where the library ended before */
  guint          n_running;
  gboolean       is_whole; /* not of one topic alone */
  GError        *trouble;  /* (nullable): the first */
  const char    *service;  /* (nullable): who had it */
} Round;

static void
round_free (Round *round)
{
  g_object_unref (round->application);
  g_ptr_array_unref (round->outcomes);
  g_clear_error (&round->trouble);
  g_free (round);
}

static void
update_progress (DpApplication *self)
{
  DpRefresh       *refreshes[] = { dp_service_get_refresh (self->service), dp_service_get_day_refresh (self->service) };
  g_autofree char *text = NULL;
  guint            n_done = 0;
  guint            n_total = 0;

  /* One that is idle still has the numbers of its last time. */
  for (guint i = 0; i < G_N_ELEMENTS (refreshes); i++)
    if (dp_refresh_is_running (refreshes[i]))
      {
        n_done += dp_refresh_get_n_done (refreshes[i]);
        n_total += dp_refresh_get_n_total (refreshes[i]);
        if (text == NULL)
          text = dp_refresh_dup_sentence (refreshes[i]);
      }

  dp_refresh_progress_set (self->progress, dp_service_is_refreshing (self->service), n_done, n_total, text);
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
  g_signal_connect_object (dp_service_get_day_refresh (self->service), "notify",
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
tell_trouble (const Round *round)
{
  DpRefreshProgress *progress = round->application->progress;
  g_autofree char   *sentence = NULL;

  if (round->trouble == NULL)
    {
      dp_refresh_progress_set_trouble (progress, DP_REFRESH_TROUBLE_NONE, NULL);
      return;
    }

  sentence = dp_problem_dup_sentence (round->trouble, round->service);
  dp_refresh_progress_set_trouble (progress, classify (round->trouble), sentence);
}

/* Papers that are new in two topics count in both: the list of each has it. */
static void
tell_result (const Round *round)
{
  DpWindow        *window = round->application->window;
  g_autofree char *title = NULL;
  guint            n_new = 0;

  for (guint i = 0; i < round->outcomes->len; i++)
    n_new += ((const DpRefreshOutcome *)g_ptr_array_index (round->outcomes, i))->n_new;

  if (window == NULL || n_new == 0)
    return;

  title = g_strdup_printf (ngettext ("%'u new paper", "%'u new papers", n_new), n_new);
  dp_window_add_toast (window, adw_toast_new (title));
}

static void
finish_round (Round *round) /* (transfer full) */
{
  DpApplication *self = round->application;

  if (!self->is_closing && self->service != NULL)
    {
      tell_trouble (round);
      tell_result (round);
      dp_application_tell_news (self, round->end, round->outcomes);
      if (round->is_whole)
        dp_application_round_is_done (self, g_error_matches (round->trouble, DP_NET_ERROR, DP_NET_ERROR_OFFLINE));
    }

  round_free (round);
}

static void
take_outcomes (Round     *round,
               DpRefresh *refresh,
               GPtrArray *outcomes) /* (transfer full) (nullable) */
{
  const char *service = dp_refresh_get_service (refresh);

  for (guint i = 0; outcomes != NULL && i < outcomes->len; i++)
    {
      DpRefreshOutcome *outcome = g_ptr_array_index (outcomes, i);

      g_ptr_array_add (round->outcomes, dp_refresh_outcome_ref (outcome));
      if (round->trouble != NULL || outcome->error == NULL)
        continue;

      round->trouble = g_error_copy (outcome->error);
      round->service = service;
    }

  g_clear_pointer (&outcomes, g_ptr_array_unref);
}

static void
run_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  Round     *round = user_data;
  DpRefresh *refresh = DP_REFRESH (object);
  g_autoptr (GError) error = NULL;

  take_outcomes (round, refresh, dp_refresh_run_finish (refresh, result, &error));
  if (round->trouble == NULL && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      round->trouble = g_steal_pointer (&error);
      round->service = dp_refresh_get_service (refresh);
    }

  if (--round->n_running == 0)
    finish_round (round);
}

/**
 * dp_application_refresh:
 * @self: an application
 * @topic_id: a topic; 0 for all that are followed, and today's list
 * @flags: %DP_REFRESH_FLAGS_FORCE when the user said so: what cannot be expected to have
 *   anything new is asked too
 *
 * Asks what is new, and tells what it was once all is through. Does nothing without a library.
 */
void
dp_application_refresh (DpApplication *self,
                        gint64         topic_id,
                        DpRefreshFlags flags)
{
  Round *round = NULL;

  if (self->service == NULL)
    return;

  round = g_new0 (Round, 1);
  round->application = g_object_ref (self);
  round->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_refresh_outcome_unref);
  round->is_whole = topic_id == 0;
  round->n_running = round->is_whole ? 2 : 1;
  dp_news_query_get_end (self->library, &round->end, NULL);

  dp_refresh_run_async (dp_service_get_refresh (self->service), &topic_id, round->is_whole ? 0 : 1,
                        flags, NULL, run_cb, round);
  if (round->is_whole)
    dp_refresh_run_days_async (dp_service_get_day_refresh (self->service), NULL, NULL, flags, NULL, run_cb, round);
}
