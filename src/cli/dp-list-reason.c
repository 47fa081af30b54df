/* dp-list-reason.c: why a list is empty
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli/dp-list-reason.h"

#include "library/dp-day-query.h"
#include "library/topic/dp-topic-query.h"
#include "model/dp-day-calendar.h"

#include <glib/gi18n.h>

static const DpRefreshRecord *
find_success (const DpTopicInfo *info)
{
  for (guint i = 0; info->refreshes != NULL && i < info->refreshes->len; i++)
    {
      const DpRefreshRecord *record = g_ptr_array_index (info->refreshes, i);

      if (record->succeeded_at != DP_TIME_UNKNOWN)
        return record;
    }

  return NULL;
}

/* Why a library without papers has none. */
static const char *
explain_no_papers (DpLibrary *library)
{
  g_autoptr (GPtrArray) infos = dp_topic_query_list (library, NULL);

  if (infos == NULL || infos->len == 0)
    return _("There are no papers yet: nothing is followed. “daily-papers-cli follow WORDS…” adds a topic.");

  for (guint i = 0; i < infos->len; i++)
    if (find_success (g_ptr_array_index (infos, i)) != NULL)
      return _("There are no papers: nothing has matched what is followed.");

  return _("There are no papers yet: “daily-papers-cli refresh” fetches them.");
}

static gboolean
is_empty_day (DpLibrary  *library,
              const char *day)
{
  g_autoptr (DpDayInfo) info = dp_day_query_find (library, day, NULL);

  return info != NULL && info->n_papers == 0;
}

/* That asking failed is told too: it is why nobody knows better. */
static void
explain_empty_day (DpCli      *cli,
                   DpLibrary  *library,
                   const char *day)
{
  DpTime now = dp_time_now ();
  g_autoptr (DpDayInfo) info = dp_day_query_find (library, day, NULL);
  g_autoptr (DpDayInfo) newest = dp_day_query_find_newest (library, now, NULL);
  g_autofree char *reason = NULL;

  if (info == NULL)
    return;

  if (info->error != NULL)
    dp_cli_say (cli, "%s: %s", info->day, info->error);

  reason = dp_day_calendar_explain_empty (info->day, info->succeeded_at, now, newest != NULL ? newest->day : NULL);
  dp_cli_say (cli, "%s", reason);
  if (info->succeeded_at == DP_TIME_UNKNOWN && dp_day_calendar_check (info->day, now, NULL))
    dp_cli_say (cli, _("“daily-papers-cli refresh --day %s” asks for it."), info->day);
}

/**
 * dp_list_reason_say:
 * @cli: the run
 * @library: what was asked
 * @query: the list that has no papers
 * @has_others: whether papers had to be in other lists too
 * @bookmarks: whether one of these was that of the bookmarks
 *
 * Says why: empty has a reason, and it is not a failure.
 */
void
dp_list_reason_say (DpCli             *cli,
                    DpLibrary         *library,
                    const DpListQuery *query,
                    gboolean           has_others,
                    gboolean           bookmarks)
{
  DpLibraryCounts counts = { 0 };

  if (!dp_topic_query_count (library, 0, &counts, NULL))
    return;

  if (query->scope == DP_SCOPE_DAY && is_empty_day (library, query->day))
    explain_empty_day (cli, library, query->day);
  else if (counts.n_papers == 0)
    dp_cli_say (cli, "%s", explain_no_papers (library));
  else if (query->search != NULL || query->scope == DP_SCOPE_SMART)
    dp_cli_say (cli, _("No paper matches the search."));
  else if (query->unread_only)
    dp_cli_say (cli, _("Everything here is read."));
  else if (query->scope == DP_SCOPE_BOOKMARKS || has_others)
    dp_cli_say (cli, bookmarks ? _("Nothing is bookmarked here.") : _("No paper is in both lists."));
  else if (query->scope == DP_SCOPE_COLLECTION)
    dp_cli_say (cli, _("The collection is empty."));
  else if (query->scope == DP_SCOPE_NEW_VERSIONS)
    dp_cli_say (cli, _("There is no new version of what you bookmarked or read."));
  else
    dp_cli_say (cli, _("This topic has no papers; “daily-papers-cli topics” says how its last refresh went."));
}
