/* dp-paper-groups.c: which papers of a list belong together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/list/dp-paper-groups.h"

#include <glib/gi18n.h>

#include "model/dp-day.h"

/* Groups are read off a sorted list: one begins where a paper's group is not that of
 * the paper before it. So no list needs to be gone through, and grouping costs nothing
 * but what it says in the rows that are seen. */

static const char *const names[] = { "none", "day", "topic" };

/**
 * dp_grouping_to_string:
 * @grouping: any
 *
 * Returns: (transfer none): its name in settings and actions
 */
const char *
dp_grouping_to_string (DpGrouping grouping)
{
  g_return_val_if_fail (grouping <= DP_GROUPING_TOPIC, names[DP_GROUPING_NONE]);

  return names[grouping];
}

/**
 * dp_grouping_parse:
 * @text: a name, perhaps of another version of the program
 *
 * Returns: what it stands for; %DP_GROUPING_NONE for what is not known
 */
DpGrouping
dp_grouping_parse (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], text))
      return (DpGrouping)i;

  return DP_GROUPING_NONE;
}

/**
 * dp_grouping_get_sort:
 * @grouping: by what; not %DP_GROUPING_NONE
 *
 * Returns: what to sort a list by that is not sorted so that it could be grouped
 */
DpSortKey
dp_grouping_get_sort (DpGrouping grouping)
{
  return grouping == DP_GROUPING_TOPIC ? DP_SORT_TOPICS : DP_SORT_DATE;
}

/**
 * dp_grouping_fits:
 * @grouping: by what
 * @sort: what a list is sorted by
 * @scope: which list it is
 *
 * Returns: whether the list's order is one of such groups. The list of a day sorted by
 *   day is in that day's own order, and has but one.
 */
gboolean
dp_grouping_fits (DpGrouping grouping,
                  DpSortKey  sort,
                  DpScope    scope)
{
  switch (grouping)
    {
    case DP_GROUPING_DAY:
      return sort == DP_SORT_DATE || (sort == DP_SORT_DAY && scope != DP_SCOPE_DAY);
    case DP_GROUPING_TOPIC:
      return sort == DP_SORT_TOPICS;
    case DP_GROUPING_NONE:
      break;
    }

  return FALSE;
}

/* Takes @date (nullable). */
static char *
format_day (GDateTime *date)
{
  g_autoptr (GDateTime) day = date;

  /* Translators: before the papers of a day, as g_date_time_format() writes it: “Fri 21 Nov 2025” */
  return day != NULL ? g_date_time_format (day, _("%a %-e %b %Y")) : g_strdup (_("No Day"));
}

static char *
dup_date_name (DpTime time)
{
  return format_day (time != DP_TIME_UNKNOWN ? g_date_time_new_from_unix_utc (time) : NULL);
}

static char *
dup_day_name (const DpPaper *paper)
{
  const DpDayRank *newest = paper->days != NULL && paper->days->len > 0 ? g_ptr_array_index (paper->days, 0) : NULL;

  return format_day (newest != NULL && dp_day_is_valid (newest->day) ? dp_day_to_date_time (newest->day) : NULL);
}

static char *
dup_topic_name (const DpPaper *paper)
{
  return g_strdup (paper->topics != NULL && paper->topics[0] != NULL ? paper->topics[0] : _("No Topic"));
}

/**
 * dp_paper_group_dup_name:
 * @paper: a paper, with what rows show of it
 * @sort: what its list is sorted by
 * @revised: whether that list counts revisions as new, so that its dates are the last version's
 *
 * Returns: (transfer full): the name of the group it is in; empty when such a list has none
 */
char *
dp_paper_group_dup_name (const DpPaper *paper,
                         DpSortKey      sort,
                         gboolean       revised)
{
  g_return_val_if_fail (paper != NULL, NULL);

  if (sort == DP_SORT_DATE)
    return dup_date_name (revised ? paper->updated : paper->published);
  if (sort == DP_SORT_DAY)
    return dup_day_name (paper);
  if (sort == DP_SORT_TOPICS)
    return dup_topic_name (paper);

  return g_strdup ("");
}
