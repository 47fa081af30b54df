/* dp-refresh-outcome.c: how the refresh of one topic or day went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/refresh/dp-refresh-outcome.h"

#include "model/dp-day-calendar.h"
#include "service/dp-problem.h"

#include <glib/gi18n.h>

G_DEFINE_BOXED_TYPE (DpRefreshOutcome, dp_refresh_outcome, dp_refresh_outcome_ref, dp_refresh_outcome_unref)

/**
 * dp_refresh_outcome_new:
 * @topic_id: which topic
 * @topic_name: its name
 * @state: how it went
 *
 * Returns: (transfer full): an outcome to fill in before it is told
 */
DpRefreshOutcome *
dp_refresh_outcome_new (gint64         topic_id,
                        const char    *topic_name,
                        DpRefreshState state)
{
  DpRefreshOutcome *self = g_rc_box_new0 (DpRefreshOutcome);

  self->topic_id = topic_id;
  self->topic_name = g_strdup (topic_name);
  self->state = state;
  self->fresh_since = DP_TIME_UNKNOWN;

  return self;
}

/**
 * dp_refresh_outcome_new_day:
 * @day: which day
 * @state: how it went
 *
 * Returns: (transfer full): an outcome to fill in before it is told
 */
DpRefreshOutcome *
dp_refresh_outcome_new_day (const char    *day,
                            DpRefreshState state)
{
  DpRefreshOutcome *self = dp_refresh_outcome_new (0, NULL, state);

  self->day = g_strdup (day);

  return self;
}

/**
 * dp_refresh_outcome_new_bookmarks:
 * @state: how it went
 *
 * Returns: (transfer full): an outcome of asking for new versions, to fill in before it is told
 */
DpRefreshOutcome *
dp_refresh_outcome_new_bookmarks (DpRefreshState state)
{
  DpRefreshOutcome *self = dp_refresh_outcome_new (0, _("Bookmarks"), state);

  self->is_of_bookmarks = TRUE;

  return self;
}

/**
 * dp_refresh_outcome_ref:
 * @self: an outcome
 *
 * Main thread only, as everything of a refresh.
 *
 * Returns: (transfer full): @self
 */
DpRefreshOutcome *
dp_refresh_outcome_ref (DpRefreshOutcome *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  DpRefreshOutcome *self = data;

  g_free (self->topic_name);
  g_free (self->day);
  g_free (self->reason);
  g_free (self->instead);
  g_clear_error (&self->error);
}

/**
 * dp_refresh_outcome_unref:
 * @self: (transfer full): an outcome
 */
void
dp_refresh_outcome_unref (DpRefreshOutcome *self)
{
  g_rc_box_release_full (self, clear);
}

static char *
format_local_time (DpTime time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (time);

  /* The date and time of the user's locale, as in “21.11.2026 14:05”. */
  return g_date_time_format (date, "%x %H:%M");
}

static char *
describe_done (const DpRefreshOutcome *self)
{
  if (self->reason != NULL)
    return g_strdup (self->reason);

  if (self->is_of_bookmarks && self->n_revised == 0)
    return g_strdup (_("No new versions."));

  if (self->is_of_bookmarks)
    return g_strdup_printf (ngettext ("%u new version.", "%u new versions.", self->n_revised), self->n_revised);

  if (self->n_received == 0)
    return g_strdup (_("Nothing matches. Other words, or fewer of them, may find more."));

  /* The library may have had all of them from other topics. */
  if (self->n_new == 0 && self->is_first)
    return g_strdup_printf (ngettext ("%u paper, which was here already.",
                                      "%u papers, all of which were here already.", self->n_received),
                                      self->n_received);

  if (self->n_new == 0)
    return g_strdup (_("Nothing new."));

  if (self->day != NULL && self->n_new < self->n_received)
    return g_strdup_printf (ngettext ("%u paper, %u of them new.", "%u papers, %u of them new.", self->n_received),
                                      self->n_received, self->n_new);

  return g_strdup_printf (ngettext ("%u new paper.", "%u new papers.", self->n_new), self->n_new);
}

static char *
describe_fresh (const DpRefreshOutcome *self)
{
  g_autofree char *since = format_local_time (self->fresh_since);
  g_autofree char *until = NULL;

  if (self->reason != NULL)
    return g_strdup (self->reason);

  if (self->day == NULL)
    /* Translators: %s is a date and a time. */
    return g_strdup_printf (_("Up to date since %s: nothing has been announced after that."), since);

  if (self->fresh_until == DP_DAY_CALENDAR_NEVER)
    /* Translators: %s is a date and a time. */
    return g_strdup_printf (_("Fetched on %s: the list of a day that is over does not change."), since);

  until = format_local_time (self->fresh_until);
  /* Translators: each %s is a date and a time. */
  return g_strdup_printf (_("Up to date since %s; it is asked for again from %s on."), since, until);
}

/* The error's own sentences name what was read, see dp-refresh.c. */
static char *
describe_instead (const DpRefreshOutcome *self)
{
  if (self->n_new == 0)
    /* Translators: “them” are the announcements that the sentence before, in the place of %s, names */
    return g_strdup_printf (_("%s Nothing new was among them."), self->error->message);

  /* Translators: “them” are the announcements that the sentence before, in the place of %s, names */
  return g_strdup_printf (ngettext ("%s %u new paper came with them.", "%s %u new papers came with them.", self->n_new),
                                    self->error->message, self->n_new);
}

static char *
describe_failure (const DpRefreshOutcome *self,
                  const char             *service)
{
  g_autofree char *problem = dp_problem_dup_sentence (self->error, service);

  if (self->n_new == 0)
    return g_steal_pointer (&problem);

  /* Translators: the first sentence is one of the problems, “arXiv cannot be reached. …” */
  return g_strdup_printf (ngettext ("%s %u new paper came before that and is kept.",
                                    "%s %u new papers came before that and are kept.", self->n_new),
                                    problem, self->n_new);
}

/**
 * dp_refresh_outcome_get_name:
 * @self: how a refresh went
 *
 * Returns: (transfer none): the topic's name, what bookmarks are called, or the day as `YYYY-MM-DD`
 */
const char *
dp_refresh_outcome_get_name (const DpRefreshOutcome *self)
{
  return self->day != NULL ? self->day : self->topic_name;
}

/**
 * dp_refresh_outcome_dup_sentence:
 * @self: how a topic's or a day's refresh went
 * @service: the name of the service that was asked, as people know it
 *
 * Says how it went, without the name: “12 new papers.”
 *
 * Returns: (transfer full): one or two sentences in the user's language
 */
char *
dp_refresh_outcome_dup_sentence (const DpRefreshOutcome *self,
                                 const char             *service)
{
  switch (self->state)
    {
    case DP_REFRESH_STATE_DONE:
      return describe_done (self);

    case DP_REFRESH_STATE_FRESH:
      return describe_fresh (self);

    case DP_REFRESH_STATE_FAILED:
      if (self->instead != NULL)
        return describe_instead (self);
      return describe_failure (self, service);

    case DP_REFRESH_STATE_NOT_ASKED:
      if (self->instead != NULL)
        return describe_instead (self);
      return g_strdup (_("Not asked, for the same reason."));

    case DP_REFRESH_STATE_STOPPED:
      if (self->n_new > 0)
        return g_strdup_printf (ngettext ("Stopped. %u new paper had come and is kept.",
                                          "Stopped. %u new papers had come and are kept.", self->n_new),
                                          self->n_new);
      return g_strdup (_("Stopped."));

    case DP_REFRESH_STATE_REMOVED:
      return g_strdup (_("Not followed any more."));
    }

  g_return_val_if_reached (NULL);
}
