/* dp-day-query.c: reading the days, their counts and how asking for them went
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "library/dp-day-query.h"

#include "library/dp-library-private.h"

#include <glib/gi18n.h>

/* Before and after every day there can be, in bytes. */
#define FIRST_DAY "0001-01-01"
#define LAST_DAY "9999-12-31"

/* The days from ?1 to ?2. Counting is done only for those that a LIMIT leaves. */
#define DAYS_SQL                                                                                     \
  "SELECT listed.day,"                                                                               \
  "  (SELECT count (*) FROM paper_day WHERE paper_day.day = listed.day),"                            \
  "  (SELECT count (*) FROM paper_day LEFT JOIN read_mark ON read_mark.paper = paper_day.paper"      \
  "     WHERE paper_day.day = listed.day AND coalesce (read_mark.state, 0) = 0),"                    \
  "  coalesce (attempted_at, (-9223372036854775807 - 1)),"                                           \
  "  coalesce (succeeded_at, (-9223372036854775807 - 1)), coalesce (day_refresh.n_papers, 0), error" \
  "  FROM (SELECT day FROM paper_day WHERE day BETWEEN ?1 AND ?2"                                    \
  "        UNION SELECT day FROM day_refresh WHERE day BETWEEN ?1 AND ?2"                            \
  "        ORDER BY day DESC LIMIT ?3) AS listed"                                                    \
  "  LEFT JOIN day_refresh ON day_refresh.day = listed.day ORDER BY listed.day DESC"

static void
clear_info (gpointer data)
{
  DpDayInfo *info = data;

  g_free (info->day);
  g_free (info->error);
}

DpDayInfo *
dp_day_info_ref (DpDayInfo *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
dp_day_info_unref (DpDayInfo *self)
{
  g_atomic_rc_box_release_full (self, clear_info);
}

static DpDayInfo *
read_info (DpStatement *row)
{
  DpDayInfo *info = g_atomic_rc_box_new0 (DpDayInfo);

  info->day = g_strdup (dp_statement_get_text (row, 0));
  info->n_papers = (guint)dp_statement_get_int64 (row, 1);
  info->n_unread = (guint)dp_statement_get_int64 (row, 2);
  info->attempted_at = dp_statement_get_int64 (row, 3);
  info->succeeded_at = dp_statement_get_int64 (row, 4);
  info->n_listed = (guint)dp_statement_get_int64 (row, 5);
  info->error = g_strdup (dp_statement_get_text (row, 6));

  return info;
}

/**
 * dp_day_query_list:
 * @library: a library
 * @first: (nullable): the earliest day that is wanted, `YYYY-MM-DD`
 * @last: (nullable): the latest
 * @limit: at most so many, the newest; %DP_DAY_QUERY_ALL for all
 * @error: return location for a #DpLibraryError
 *
 * Reads the days that have papers or were asked for, the newest first; a day that is
 * not among them is unknown. Some 10 µs a day, and a millisecond for years of them. On
 * the thread that owns the library.
 *
 * Returns: (transfer full) (nullable) (element-type DpDayInfo): the days
 */
GPtrArray *
dp_day_query_list (DpLibrary  *library,
                   const char *first,
                   const char *last,
                   guint       limit,
                   GError    **error)
{
  DpDatabase *database = NULL;
  g_autoptr (DpStatement) statement = NULL;
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_day_info_unref);
  DpStep step = DP_STEP_ROW;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  if (database == NULL)
    return NULL;

  statement = dp_database_prepare (database, DAYS_SQL, error);
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "ssu", first != NULL ? first : FIRST_DAY, last != NULL ? last : LAST_DAY, limit);
  while ((step = dp_statement_step (statement, error)) == DP_STEP_ROW)
    g_ptr_array_add (days, read_info (statement));

  return step == DP_STEP_DONE ? g_steal_pointer (&days) : NULL;
}

/**
 * dp_day_query_find:
 * @library: a library
 * @day: a day, `YYYY-MM-DD`
 * @error: return location for a #DpLibraryError
 *
 * Reads what is known of a day: of one that was never asked for and has no papers
 * nothing, and both times are %DP_TIME_UNKNOWN. On the thread that owns the library.
 *
 * Returns: (transfer full) (nullable): the day; %NULL only when the library cannot be read
 */
DpDayInfo *
dp_day_query_find (DpLibrary  *library,
                   const char *day,
                   GError    **error)
{
  g_autoptr (GPtrArray) days = NULL;
  DpDayInfo *info = NULL;

  g_return_val_if_fail (day != NULL, NULL);

  days = dp_day_query_list (library, day, day, 1, error);
  if (days == NULL)
    return NULL;

  if (days->len > 0)
    return dp_day_info_ref (days->pdata[0]);

  info = g_atomic_rc_box_new0 (DpDayInfo);
  info->day = g_strdup (day);
  info->attempted_at = DP_TIME_UNKNOWN;
  info->succeeded_at = DP_TIME_UNKNOWN;

  return info;
}

/**
 * dp_day_query_find_newest:
 * @library: a library
 * @now: the present moment
 * @error: return location for %DP_LIBRARY_ERROR_NOT_FOUND when no day has papers, and others
 *
 * Finds *Today*: the newest day that has papers. Days that have not come yet, which a
 * file with a slip of the pen may have brought, do not count. On the thread that owns
 * the library.
 *
 * Returns: (transfer full) (nullable): the day
 */
DpDayInfo *
dp_day_query_find_newest (DpLibrary *library,
                          DpTime     now,
                          GError   **error)
{
  static const char sql[] = "SELECT max (day) FROM paper_day WHERE day <= ?";
  DpDatabase       *database = NULL;
  g_autoptr (DpStatement) statement = NULL;
  g_autofree char *today = dp_time_format_day (now);
  g_autofree char *day = NULL;

  g_return_val_if_fail (DP_IS_LIBRARY (library), NULL);

  database = dp_library_get_database (library, error);
  statement = database != NULL ? dp_database_prepare (database, sql, error) : NULL;
  if (statement == NULL)
    return NULL;

  dp_statement_bind (statement, "s", today != NULL ? today : LAST_DAY);
  if (dp_statement_step (statement, error) != DP_STEP_ROW)
    return NULL;

  day = g_strdup (dp_statement_get_text (statement, 0));
  if (day != NULL)
    return dp_day_query_find (library, day, error);

  g_set_error_literal (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND, _("No day has papers yet."));
  return NULL;
}
