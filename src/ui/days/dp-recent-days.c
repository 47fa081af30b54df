/* dp-recent-days.c: the days that are listed beside the papers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/days/dp-recent-days.h"

#include "model/dp-day.h"

/* A working week. */
#define N_RECENT 5
/* Days that were asked for and have no papers are passed over. */
#define N_LOOKED_AT 30
#define N_VISITED 5

struct _DpRecentDays
{
  GPtrArray *visited; /* of char *, interned; the latest visit first */
  DpDayInfo *newest;  /* (nullable): the newest day that has papers */
  DpDayInfo *today;   /* (nullable) until the first update: the present day */
  GPtrArray *past;    /* of DpDayInfo, the newest first */
};

/**
 * dp_recent_days_new:
 *
 * Returns: (transfer full): days that know nothing yet
 */
DpRecentDays *
dp_recent_days_new (void)
{
  DpRecentDays *self = g_new0 (DpRecentDays, 1);

  self->visited = g_ptr_array_new ();
  self->past = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_day_info_unref);

  return self;
}

void
dp_recent_days_free (DpRecentDays *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->visited);
  g_ptr_array_unref (self->past);
  g_clear_pointer (&self->newest, dp_day_info_unref);
  g_clear_pointer (&self->today, dp_day_info_unref);
  g_free (self);
}

static gboolean
has_day (GPtrArray  *days,
         const char *day)
{
  for (guint i = 0; i < days->len; i++)
    if (g_str_equal (((const DpDayInfo *)g_ptr_array_index (days, i))->day, day))
      return TRUE;

  return FALSE;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const DpDayInfo *first = *(const DpDayInfo *const *)a;
  const DpDayInfo *second = *(const DpDayInfo *const *)b;

  return strcmp (second->day, first->day);
}

/* The newest is not repeated: it is *Today*. Who visits it by its date sees it so. */
static gboolean
add_recent (GPtrArray       *past,
            DpLibrary       *library,
            const DpDayInfo *newest,
            GError         **error)
{
  g_autoptr (GPtrArray) days = dp_day_query_list (library, NULL, newest->day, N_LOOKED_AT, error);

  if (days == NULL)
    return FALSE;

  for (guint i = 0; i < days->len && past->len < N_RECENT; i++)
    {
      DpDayInfo *info = g_ptr_array_index (days, i);

      if (info->n_papers > 0 && !g_str_equal (info->day, newest->day))
        g_ptr_array_add (past, dp_day_info_ref (info));
    }

  return TRUE;
}

static gboolean
add_visited (DpRecentDays *self,
             GPtrArray    *past,
             DpLibrary    *library,
             GError      **error)
{
  for (guint i = 0; i < self->visited->len; i++)
    {
      const char *day = g_ptr_array_index (self->visited, i);
      DpDayInfo  *info = NULL;

      if (has_day (past, day))
        continue;

      info = dp_day_query_find (library, day, error);
      if (info == NULL)
        return FALSE;
      g_ptr_array_add (past, info);
    }

  return TRUE;
}

/**
 * dp_recent_days_update:
 * @self: days
 * @library: where they are
 * @error: return location for a #DpLibraryError
 *
 * Reads them anew.
 *
 * Returns: whether that was possible; if not, everything stays as it was
 */
gboolean
dp_recent_days_update (DpRecentDays *self,
                       DpLibrary    *library,
                       GError      **error)
{
  DpTime           now = dp_time_now ();
  g_autofree char *day = dp_time_format_day (now);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GPtrArray) past = g_ptr_array_new_with_free_func ((GDestroyNotify)dp_day_info_unref);
  g_autoptr (DpDayInfo) today = dp_day_query_find (library, day, &problem);
  g_autoptr (DpDayInfo) newest = today != NULL ? dp_day_query_find_newest (library, now, &problem) : NULL;

  if (g_error_matches (problem, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_NOT_FOUND))
    g_clear_error (&problem); /* no day has papers */

  if (problem != NULL || (newest != NULL && !add_recent (past, library, newest, &problem)) ||
      !add_visited (self, past, library, &problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  g_ptr_array_sort (past, compare_newest_first);
  g_ptr_array_unref (self->past);
  self->past = g_steal_pointer (&past);
  g_clear_pointer (&self->newest, dp_day_info_unref);
  self->newest = g_steal_pointer (&newest);
  g_clear_pointer (&self->today, dp_day_info_unref);
  self->today = g_steal_pointer (&today);

  return TRUE;
}

/**
 * dp_recent_days_visit:
 * @self: days
 * @day: a valid day
 *
 * Adds a day from the next update on, and drops the one that was visited longest ago
 * when there are more than a few.
 */
void
dp_recent_days_visit (DpRecentDays *self,
                      const char   *day)
{
  const char *interned = g_intern_string (day);

  g_ptr_array_remove (self->visited, (gpointer)interned);
  g_ptr_array_insert (self->visited, 0, (gpointer)interned);
  if (self->visited->len > N_VISITED)
    g_ptr_array_set_size (self->visited, N_VISITED);
}

/**
 * dp_recent_days_get_newest:
 * @self: days
 *
 * Returns: (transfer none) (nullable): the newest day that has papers, which is *Today*
 */
const DpDayInfo *
dp_recent_days_get_newest (DpRecentDays *self)
{
  return self->newest;
}

/**
 * dp_recent_days_get_today:
 * @self: days
 *
 * Returns: (transfer none) (nullable): what is known of the present day
 */
const DpDayInfo *
dp_recent_days_get_today (DpRecentDays *self)
{
  return self->today;
}

/**
 * dp_recent_days_get_past:
 * @self: days
 *
 * Returns: (transfer none) (element-type DpDayInfo): the others, the newest first
 */
GPtrArray *
dp_recent_days_get_past (DpRecentDays *self)
{
  return self->past;
}

/**
 * dp_recent_days_find:
 * @self: days
 * @day: (nullable): a day, *Today* when %NULL
 *
 * Returns: (transfer none) (nullable): what is known of it, if it is among them. While no
 *   day has papers, *Today* is the present day
 */
const DpDayInfo *
dp_recent_days_find (DpRecentDays *self,
                     const char   *day)
{
  if (day == NULL)
    return self->newest != NULL ? self->newest : self->today;

  for (guint i = 0; i < self->past->len; i++)
    {
      const DpDayInfo *info = g_ptr_array_index (self->past, i);

      if (g_str_equal (info->day, day))
        return info;
    }

  return NULL;
}
