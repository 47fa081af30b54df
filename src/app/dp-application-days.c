/* dp-application-days.c: fetching the lists of days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

/* Of several days that were asked for at once. That one day failed stands in its own
 * list; that many did, nobody would see. */
static void
tell_result (DpApplication *self,
             GPtrArray     *outcomes)
{
  const DpRefreshOutcome *failed = NULL;
  guint                   n_new = 0;
  guint                   n_failed = 0;
  g_autofree char        *text = NULL;

  for (guint i = 0; i < outcomes->len; i++)
    {
      const DpRefreshOutcome *outcome = g_ptr_array_index (outcomes, i);

      n_new += outcome->n_new;
      if (outcome->state == DP_REFRESH_STATE_STOPPED)
        return;
      if (outcome->error != NULL)
        {
          n_failed++;
          failed = failed != NULL ? failed : outcome;
        }
    }

  if (failed != NULL)
    {
      const char      *service = dp_refresh_get_service (dp_service_get_day_refresh (self->service));
      g_autofree char *sentence = dp_refresh_outcome_dup_sentence (failed, service);

      text = g_strdup_printf (ngettext ("%'u day could not be fetched. %s", "%'u days could not be fetched. %s", n_failed),
                                        n_failed, sentence);
      dp_window_show_notice (self->window, text);
      return;
    }

  text = n_new > 0 ? g_strdup_printf (ngettext ("%'u new paper", "%'u new papers", n_new), n_new)
                   : g_strdup (_("Nothing new on these days"));
  dp_window_add_toast (self->window, adw_toast_new (text));
}

static void
range_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = dp_refresh_run_finish (DP_REFRESH (object), result, &error);

  if (self->is_closing || self->window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (outcomes != NULL)
    tell_result (self, outcomes);
  else
    dp_application_report (self, error);
}

/* How it went is written down with the day, and its list says so. */
static void
day_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = dp_refresh_run_finish (DP_REFRESH (object), result, &error);

  if (outcomes == NULL && !self->is_closing)
    dp_application_report (self, error);
}

/**
 * dp_application_fetch_day:
 * @self: an application
 * @day: a day; empty for the present one, and the newest that has papers
 * @flags: whether to ask also when nothing can be new
 *
 * Fetches the list of a day.
 */
void
dp_application_fetch_day (DpApplication *self,
                          const char    *day,
                          DpRefreshFlags flags)
{
  const char *only = *day != '\0' ? day : NULL;

  if (self->service != NULL)
    dp_refresh_run_days_async (dp_service_get_day_refresh (self->service), only, only, flags, NULL, day_cb,
                               g_object_ref (self));
}

/**
 * dp_application_fetch_days:
 * @self: an application
 * @parameter: `(ss)`: the first day and the last
 *
 * Fetches the lists of several days, except those that are here already.
 */
void
dp_application_fetch_days (DpApplication *self,
                           GVariant      *parameter)
{
  const char *first = NULL;
  const char *last = NULL;

  g_variant_get (parameter, "(&s&s)", &first, &last);
  if (self->service != NULL)
    dp_refresh_run_days_async (dp_service_get_day_refresh (self->service), first, last, DP_REFRESH_FLAGS_NONE, NULL,
                               range_cb, g_object_ref (self));
}
