/* dp-day-refresh.c: asking for the list of one day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-day-refresh.h"

#include "library/dp-day-query.h"
#include "library/dp-day-store.h"
#include "library/paper/dp-paper-store.h"
#include "model/dp-day-calendar.h"
#include "model/dp-day.h"
#include "service/dp-problem.h"

/* The state of one refresh; the task's data. Everything happens on the main
 * thread: lists are parsed by the source and written by the library elsewhere. */
typedef struct
{
  DpSource         *source;   /* (owned) */
  DpTime            began_at; /* what is put up after that may be missing */
  DpSourcePage     *page;     /* (owned) (nullable): being stored */
  DpRefreshOutcome *outcome;  /* (owned) */
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_object_unref (refresh->source);
  g_clear_pointer (&refresh->page, dp_source_page_free);
  g_clear_pointer (&refresh->outcome, dp_refresh_outcome_unref);
  g_free (refresh);
}

static void
finish (GTask         *task,
        DpRefreshState state)
{
  Refresh *refresh = g_task_get_task_data (task);

  refresh->outcome->state = state;
  g_task_return_pointer (task, g_steal_pointer (&refresh->outcome), (GDestroyNotify)dp_refresh_outcome_unref);
}

static void
fail (GTask  *task,
      GError *error /* (transfer full) */)
{
  Refresh *refresh = g_task_get_task_data (task);

  refresh->outcome->error = error;
  finish (task, DP_REFRESH_STATE_FAILED);
}

/* Why a day shows nothing that was asked for at @succeeded_at. */
static void
explain_empty (GTask *task,
               DpTime succeeded_at)
{
  Refresh *refresh = g_task_get_task_data (task);
  DpTime   now = dp_time_now ();
  g_autoptr (DpDayInfo) newest = dp_day_query_find_newest (g_task_get_source_object (task), now, NULL);

  refresh->outcome->reason = dp_day_calendar_explain_empty (refresh->outcome->day, succeeded_at, now,
                                                            newest != NULL ? newest->day : NULL);
}

static void
recorded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Refresh *refresh = g_task_get_task_data (task);

  /* What made it fail is worth more than that this could not be written down. */
  if (!dp_day_store_record_finish (DP_LIBRARY (object), result, &error) && refresh->outcome->error == NULL)
    refresh->outcome->error = g_steal_pointer (&error);

  if (refresh->outcome->error != NULL)
    {
      finish (task, DP_REFRESH_STATE_FAILED);
      return;
    }

  if (refresh->outcome->n_received == 0)
    explain_empty (task, refresh->began_at);
  finish (task, DP_REFRESH_STATE_DONE);
}

/* Writes down how it went; the outcome's error says whether it did. */
static void
record (GTask *task)
{
  Refresh          *refresh = g_task_get_task_data (task);
  DpRefreshOutcome *outcome = refresh->outcome;
  g_autofree char  *sentence = NULL;

  if (outcome->error != NULL)
    sentence = dp_problem_dup_sentence (outcome->error, dp_source_get_name (refresh->source));

  /* Without the cancellable: it is over either way, and this is quick. */
  dp_day_store_record_async (g_task_get_source_object (task), outcome->day, refresh->began_at, outcome->n_received,
                             outcome->error == NULL ? refresh->page->papers : NULL, sentence, NULL, recorded_cb, g_object_ref (task));
}

/* Ends it because of what the service did, or did not. */
static void
end_with_problem (GTask  *task,
                  GError *error /* (transfer full) */)
{
  Refresh *refresh = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      finish (task, DP_REFRESH_STATE_STOPPED);
      return;
    }

  refresh->outcome->error = error;
  record (task);
}

static void
list_stored_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Refresh      *refresh = g_task_get_task_data (task);
  DpStoreResult stored = { 0 };
  gboolean      is_stored = dp_paper_store_merge_finish (DP_LIBRARY (object), result, &stored, &error);

  refresh->outcome->n_received = stored.n_papers;
  refresh->outcome->n_new = stored.n_new;

  if (is_stored)
    record (task);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish (task, DP_REFRESH_STATE_STOPPED);
  else
    fail (task, g_steal_pointer (&error));
}

static void
list_came_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Refresh *refresh = g_task_get_task_data (task);

  refresh->page = dp_source_fetch_day_finish (DP_SOURCE (object), result, &error);
  if (refresh->page == NULL)
    {
      end_with_problem (task, g_steal_pointer (&error));
      return;
    }

  /* Half a list is none: its ranks would be wrong, and what is missing would not be missed. */
  if (refresh->page->problem != NULL)
    {
      end_with_problem (task, g_steal_pointer (&refresh->page->problem));
      return;
    }

  dp_paper_store_merge_async (g_task_get_source_object (task), refresh->page->papers, refresh->page->authority,
                              0, DP_TOPIC_EDITION_NOW, DP_TOPIC_ORIGIN_LOCAL,
                              g_task_get_cancellable (task), list_stored_cb, g_object_ref (task));
}

static void
end_fresh (GTask           *task,
           const DpDayInfo *info)
{
  Refresh *refresh = g_task_get_task_data (task);

  refresh->outcome->fresh_since = info->succeeded_at;
  refresh->outcome->fresh_until = dp_day_calendar_get_next_look (info->day, info->succeeded_at, info->n_listed);
  if (info->n_papers == 0)
    explain_empty (task, info->succeeded_at);

  finish (task, DP_REFRESH_STATE_FRESH);
}

/* Asks, unless there is no need, or no use. */
static void
begin (GTask      *task,
       const char *day,
       gboolean    force)
{
  Refresh   *refresh = g_task_get_task_data (task);
  DpLibrary *library = g_task_get_source_object (task);
  g_autoptr (DpDayInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  /* Nobody is asked for what cannot be, or could not be kept. */
  if (!dp_day_calendar_check (day, refresh->began_at, &error) ||
      (info = dp_day_query_find (library, day, &error)) == NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }

  if (dp_library_is_read_only (library))
    {
      fail (task, g_error_new_literal (DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY, "read-only library"));
      return;
    }

  if (!force && dp_day_calendar_is_fresh (day, info->succeeded_at, info->n_listed, refresh->began_at))
    {
      end_fresh (task, info);
      return;
    }

  refresh->outcome->is_first = info->succeeded_at == DP_TIME_UNKNOWN;
  dp_source_fetch_day_async (refresh->source, day, g_task_get_cancellable (task), list_came_cb, g_object_ref (task));
}

/**
 * dp_day_refresh_run_async:
 * @library: where the papers are kept
 * @source: whom to ask, one that has %DP_SOURCE_DAYS
 * @day: the day
 * @force: ask although there can be nothing new
 * @stop: (nullable): ends the asking at once, and the storing with the hundred papers
 *   that are being written
 * @callback: called on the calling thread's main context
 * @user_data: data for @callback
 *
 * Asks @source for the list of the day unless dp_day_calendar_is_fresh(), stores it
 * when it came whole, and writes down how it went; of a broken answer nothing is
 * stored. Topics get what they match of it. Main thread.
 */
void
dp_day_refresh_run_async (DpLibrary          *library,
                          DpSource           *source,
                          const char         *day,
                          gboolean            force,
                          GCancellable       *stop,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Refresh *refresh = NULL;

  g_return_if_fail (DP_IS_LIBRARY (library));
  g_return_if_fail (DP_IS_SOURCE (source));
  g_return_if_fail (day != NULL);
  g_return_if_fail (stop == NULL || G_IS_CANCELLABLE (stop));

  refresh = g_new0 (Refresh, 1);
  refresh->source = g_object_ref (source);
  refresh->began_at = dp_time_now ();
  refresh->outcome = dp_refresh_outcome_new_day (day, DP_REFRESH_STATE_FAILED);

  task = g_task_new (library, stop, callback, user_data);
  g_task_set_source_tag (task, dp_day_refresh_run_async);
  g_task_set_task_data (task, refresh, (GDestroyNotify)refresh_free);
  /* Being stopped is an outcome. */
  g_task_set_check_cancellable (task, FALSE);

  begin (task, day, force);
}

/**
 * dp_day_refresh_run_finish:
 * @library: the library
 * @result: the result that the callback got
 *
 * Returns: (transfer full): how it went; there is always an outcome
 */
DpRefreshOutcome *
dp_day_refresh_run_finish (DpLibrary    *library,
                           GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_day_refresh_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * dp_day_refresh_find_earlier:
 * @library: where the papers are kept
 * @day: a day without papers
 * @n_left: (inout): how many days to go back at most
 *
 * Looks for the newest list before @day as far as the library knows: past the days that
 * are known to be empty, and no further than one that is known to have papers.
 *
 * Returns: (transfer full) (nullable): the day that is to be asked for, if any
 */
char *
dp_day_refresh_find_earlier (DpLibrary  *library,
                             const char *day,
                             guint      *n_left)
{
  g_autofree char *earlier = g_strdup (day);
  DpTime           now = dp_time_now ();

  for (; *n_left > 0; (*n_left)--)
    {
      g_autoptr (DpDayInfo) info = NULL;
      char *before = dp_day_shift (earlier, -1);

      g_free (earlier);
      earlier = before;
      info = dp_day_query_find (library, earlier, NULL);
      if (info == NULL)
        return NULL;

      if (!dp_day_calendar_is_fresh (earlier, info->succeeded_at, info->n_listed, now))
        {
          (*n_left)--;
          return g_steal_pointer (&earlier);
        }

      if (info->n_papers > 0)
        return NULL;
    }

  return NULL;
}
