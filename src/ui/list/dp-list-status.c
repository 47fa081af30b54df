/* dp-list-status.c: why a list is empty
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-list-status.h"

#include <glib/gi18n.h>

#include "model/dp-arxiv-calendar.h"
#include "model/dp-day-calendar.h"
#include "model/dp-day.h"
#include "ui/dp-refresh-text.h"
#include "ui/mark/dp-mark-bar.h"

/* Decides and words, without a widget: every case can be tested by itself. The
 * first rule that knows an answer gives it, the most specific first. */

#define ACTION_REFRESH "app.refresh"

/* Takes @description. */
static DpListStatus *
create (const char *icon_name,
        const char *title,
        char       *description)
{
  DpListStatus *self = g_new0 (DpListStatus, 1);

  self->icon_name = icon_name;
  self->title = g_strdup (title);
  self->description = description;

  return self;
}

static DpListStatus *
offer (DpListStatus *self,
       const char   *action_name,
       const char   *action_label)
{
  self->action_name = action_name;
  self->action_label = action_label;

  return self;
}

static DpListStatus *
explain_error (const DpListSituation *situation)
{
  return create ("dialog-error-symbolic", _("This List Cannot Be Read"),
                                             g_strdup_printf (_("Your papers are still in the library, but reading them failed: %s"),
                                                                 situation->error->message));
}

static DpListStatus *
explain_search (const DpListSituation *situation)
{
  DpListStatus *self = NULL;

  /* What was read may well match. */
  if (situation->unread_only && situation->place.scope != DP_SCOPE_NEW)
    return offer (create ("edit-find-symbolic", _("Nothing Unread"),
                                                   g_strdup_printf (_("No unread paper matches “%s”."), situation->search)),
                          "win.unread-only", _("Show _All"));

  if (situation->everywhere || situation->place.scope == DP_SCOPE_ALL)
    return create ("edit-find-symbolic", _("Nothing Found"),
                                            g_strdup_printf (_("No paper in your library matches “%s”."), situation->search));

  self = create ("edit-find-symbolic", _("Nothing Found Here"),
                                          g_strdup_printf (_("No paper in “%s” matches “%s”."), situation->list_name, situation->search));

  return offer (self, "win.search-everywhere", _("_Search Everywhere"));
}

static DpListStatus *
welcome (void)
{
  DpListStatus *self = create ("io.github.dailypapers.DailyPapers-symbolic", _("Welcome to Daily Papers"),
                                                                                g_strdup (_("Follow a topic, and its newest papers are kept here for you.")));

  self->is_welcome = TRUE;

  return self;
}

static DpListStatus *
explain_running (const DpListSituation *situation)
{
  const char *text = dp_refresh_progress_get_text (situation->progress);

  return create ("emblem-synchronizing-symbolic", _("Fetching Papers"),
                                                     g_strdup (text != NULL ? text : _("The papers appear here as they arrive.")));
}

static DpListStatus *
explain_trouble (const DpListSituation *situation)
{
  char *text = g_strdup (dp_refresh_progress_get_trouble_text (situation->progress));

  switch (dp_refresh_progress_get_trouble (situation->progress))
    {
    case DP_REFRESH_TROUBLE_OFFLINE:
      return offer (create ("network-offline-symbolic", _("You Seem to Be Offline"), text),
                            ACTION_REFRESH, _("_Try Again"));
    case DP_REFRESH_TROUBLE_BUSY:
      return offer (create ("preferences-system-time-symbolic", _("The Service Is Busy"), text),
                            ACTION_REFRESH, _("_Try Again"));
    case DP_REFRESH_TROUBLE_OTHER:
      return offer (create ("dialog-warning-symbolic", _("The Refresh Failed"), text),
                            ACTION_REFRESH, _("_Try Again"));
    case DP_REFRESH_TROUBLE_NONE:
      break;
    }

  g_free (text);

  return NULL;
}

static char *
describe_calendar (const DpListSituation *situation)
{
  DpTime           next = dp_arxiv_calendar_get_next_announcement (situation->now);
  g_autofree char *when = dp_refresh_text_format_time (next, situation->now);

  /* Translators: %s is a time like “tomorrow at 02:00” */
  return g_strdup_printf (_("arXiv announces no papers on Fridays, Saturdays and holidays. "
                            "The next ones are expected %s."),
                             when);
}

static DpListStatus *
explain_all (const DpListSituation *situation)
{
  return offer (create ("view-refresh-symbolic", _("No Papers Yet"),
                                                    g_strdup (_("The papers of your topics are fetched at the next refresh."))),
                        ACTION_REFRESH, _("_Refresh Now"));
}

static DpListStatus *
explain_new (const DpListSituation *situation)
{
  if (situation->n_topics == 0)
    return offer (create ("mail-unread-symbolic", _("Nothing Is Followed"),
                                                     g_strdup (_("New papers on your topics appear here. Add a topic to begin."))),
                          "win.new-topic", _("_Add a Topic"));
  if (situation->n_papers == 0)
    return explain_all (situation);

  return create ("mail-read-symbolic", _("Nothing New"), describe_calendar (situation));
}

static DpListStatus *
explain_topic (const DpListSituation *situation)
{
  const DpRefreshRecord *record = situation->topic != NULL ? dp_refresh_text_get_latest (situation->topic) : NULL;

  if (record == NULL)
    return offer (create ("view-refresh-symbolic", _("Not Refreshed Yet"),
                                                      g_strdup (_("The papers of this topic are fetched at the next refresh."))),
                          ACTION_REFRESH, _("_Refresh Now"));

  if (record->error != NULL)
    {
      gboolean failed = FALSE;

      return offer (create ("dialog-warning-symbolic", _("The Refresh Failed"), dp_refresh_text_describe (situation->topic, situation->now, &failed)),
                            ACTION_REFRESH, _("_Try Again"));
    }

  return offer (create ("edit-find-symbolic", _("No Paper Matches This Topic"),
                                                 g_strdup (_("The service knows no paper on it. Other words, fewer categories or "
                                    "fewer excluded words may find some."))),
                        "win.edit-this-topic", _("_Edit Topic"));
}

static DpListStatus *
offer_newest (const DpListSituation *situation,
              DpListStatus          *status)
{
  return situation->newest_day != NULL ? offer (status, "win.show-today", _("Show the _Newest List")) : status;
}

/* The words are of who knows when lists are put up. */
static DpListStatus *
explain_empty_day (const DpListSituation *situation)
{
  const DpDayInfo *day = situation->day;
  const char      *newest = situation->newest_day != NULL ? situation->newest_day->day : NULL;
  char            *text = dp_day_calendar_explain_empty (day->day, day->succeeded_at, situation->now, newest);
  g_autofree char *today = dp_time_format_day (situation->now);

  if (day->succeeded_at == DP_TIME_UNKNOWN)
    return offer (create ("view-refresh-symbolic", _("Not Fetched Yet"), text), "win.fetch-this-day", _("_Fetch"));
  if (dp_day_is_weekend (day->day))
    return offer_newest (situation, create ("x-office-calendar-symbolic", _("No List at the Weekend"), text));
  if (strcmp (day->day, today) >= 0)
    return offer_newest (situation, create ("preferences-system-time-symbolic", _("The List Is Not Up Yet"), text));

  return offer_newest (situation, create ("x-office-calendar-symbolic", _("No List on This Day"), text));
}

static DpListStatus *
explain_day (const DpListSituation *situation)
{
  const DpDayInfo *day = situation->day;

  if (day->succeeded_at == DP_TIME_UNKNOWN && dp_refresh_progress_is_running (situation->progress))
    return explain_running (situation);
  if (day->error != NULL)
    return offer (create ("dialog-warning-symbolic", _("The List Could Not Be Fetched"), g_strdup (day->error)),
                          "win.fetch-this-day", _("_Try Again"));

  return explain_empty_day (situation);
}

static DpListStatus *
explain_place (const DpListSituation *situation)
{
  switch (situation->place.scope)
    {
    case DP_SCOPE_NEW:
      return explain_new (situation);
    case DP_SCOPE_BOOKMARKS:
      return create ("starred-symbolic", _("No Bookmarks"),
                                            g_strdup (_("Papers you bookmark are kept here, whatever a refresh brings. "
                                 "Click the star beside a paper, or press S.")));
    case DP_SCOPE_TOPIC:
      return explain_topic (situation);
    case DP_SCOPE_TASK:
      return create ("applications-science-symbolic", _("No Papers with This Task"),
                                                         g_strdup (_("Tasks come with the digests that are imported.")));
    case DP_SCOPE_TAG:
      return create (DP_TAG_ICON, _("No Papers with This Tag"),
                                     g_strdup (_("Select papers in another list and press T to give them a tag.")));
    case DP_SCOPE_COLLECTION:
      return create (DP_COLLECTION_ICON, _("This Collection Is Empty"),
                                            g_strdup (_("Drag papers onto it from another list, or select them and press L.")));
    case DP_SCOPE_SMART:
      return create ("system-search-symbolic", _("Nothing Found"),
                                                  g_strdup (_("Papers show up here as soon as the search of this collection finds them.")));
    case DP_SCOPE_NEW_VERSIONS:
      return create ("software-update-available-symbolic", _("No New Versions"),
                                                              g_strdup (_("Papers that you bookmarked or read are listed here when a newer version of them appears.")));
    case DP_SCOPE_DAY:
    case DP_SCOPE_ALL:
      break;
    }

  return explain_all (situation);
}

/* Bookmarks are the user's own, and the others hold what is there already. */
static gboolean
is_filled_by_refresh (const DpListSituation *situation)
{
  DpScope scope = situation->place.scope;

  return (scope == DP_SCOPE_ALL || scope == DP_SCOPE_NEW || scope == DP_SCOPE_TOPIC) && situation->n_topics > 0;
}

/* What went wrong with another topic does not explain why this one is empty. */
static gboolean
knows_better (const DpListSituation *situation)
{
  const DpRefreshRecord *record = situation->topic != NULL ? dp_refresh_text_get_latest (situation->topic) : NULL;

  return record != NULL && record->error == NULL;
}

/**
 * dp_list_status_new:
 * @situation: what is known of an empty list
 *
 * Says why a list is empty and what can be done. *Empty* and *failed* never look
 * alike.
 *
 * Returns: (transfer full): what to show
 */
DpListStatus *
dp_list_status_new (const DpListSituation *situation)
{
  DpListStatus *status = NULL;

  g_return_val_if_fail (situation != NULL, NULL);

  if (situation->error != NULL)
    return explain_error (situation);

  if (situation->search != NULL && *situation->search != '\0')
    return explain_search (situation);

  if (situation->day != NULL && situation->day->n_papers == 0)
    return explain_day (situation);

  if (situation->n_topics == 0 && situation->n_papers == 0)
    return welcome ();

  if (situation->unread_only && situation->place.scope != DP_SCOPE_NEW && situation->n_papers > 0)
    return offer (create ("mail-read-symbolic", _("Nothing Unread"),
                                                   g_strdup_printf (_("You have read every paper in “%s”."), situation->list_name)),
                          "win.unread-only", _("Show _All"));

  if (is_filled_by_refresh (situation))
    {
      if (dp_refresh_progress_is_running (situation->progress))
        return explain_running (situation);

      status = knows_better (situation) ? NULL : explain_trouble (situation);
      if (status != NULL)
        return status;
    }

  return explain_place (situation);
}

void
dp_list_status_free (DpListStatus *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->description);
  g_free (self);
}
