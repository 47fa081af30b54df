/* dp-refresh-sentence.c: what a refresh does, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-refresh-private.h"

#include "model/dp-day-calendar.h"

#include <glib/gi18n.h>

/* “until 14:05:20”: waits are of seconds. */
static char *
describe_wait (DpRefresh *self)
{
  const char *service = dp_source_get_name (self->source);
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *time = NULL;

  if (self->wait == DP_HTTP_WAIT_TURN)
    return g_strdup (_("waiting for another program’s request to end"));

  if (self->wait != DP_HTTP_WAIT_BUSY)
    return NULL;

  until = self->wait_until > 0 ? g_date_time_new_from_unix_local (self->wait_until / G_USEC_PER_SEC) : NULL;
  if (until == NULL)
    return g_strdup_printf (_("%s is busy"), service);

  time = g_date_time_format (until, "%T");
  /* Translators: the name of a service, and a time with seconds. */
  return g_strdup_printf (_("%s is busy, trying again at %s"), service, time);
}

static char *
describe_question (DpRefresh *self)
{
  const char         *service = dp_source_get_name (self->source);
  const DpRefreshJob *job = self->queue.current;
  g_autofree char    *words = NULL;

  if (job->ids != NULL)
    /* Translators: a service, and which question it is of how many. */
    return g_strdup_printf (_("Asking %s for new versions of bookmarked papers, %u of %u"),
                               service, self->queue.n_done + 1, self->queue.n_total);

  if (job->day == NULL)
    /* Translators: a service, a topic, and which one it is of how many. */
    return g_strdup_printf (_("Asking %s about “%s”, %u of %u"),
                               service, job->topic_name, self->queue.n_done + 1, self->queue.n_total);

  words = dp_day_calendar_format (job->day);
  /* Translators: a service, a day in words, and which one it is of how many. */
  return g_strdup_printf (_("Asking %s for the list of %s, %u of %u"),
                             service, words, self->queue.n_done + 1, self->queue.n_total);
}

/**
 * dp_refresh_dup_sentence:
 * @self: a refresh
 *
 * Says what is going on, for a line of progress: “Asking arXiv about “MLLM”, 2 of 4”.
 *
 * Returns: (transfer full) (nullable): words in the user's language without a full stop, or %NULL when idle
 */
char *
dp_refresh_dup_sentence (DpRefresh *self)
{
  g_autofree char *asking = NULL;
  g_autofree char *wait = NULL;

  g_return_val_if_fail (DP_IS_REFRESH (self), NULL);

  if (self->queue.current == NULL)
    return NULL;

  asking = describe_question (self);
  wait = describe_wait (self);

  return wait != NULL ? g_strdup_printf ("%s: %s", asking, wait) : g_steal_pointer (&asking);
}
