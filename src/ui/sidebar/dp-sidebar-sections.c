/* dp-sidebar-sections.c: the rows of days, topics and tasks in the sidebar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/sidebar/dp-sidebar-private.h"

#include <glib/gi18n.h>

#include "library/dp-task-query.h"
#include "ui/days/dp-day-text.h"
#include "ui/dp-refresh-text.h"

/**
 * dp_sidebar_find_row:
 * @self: a sidebar
 * @place: a list
 *
 * Returns: (transfer none) (nullable): its row, folded away or not
 */
DpSidebarRow *
dp_sidebar_find_row (DpSidebar     *self,
                     const DpPlace *place)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    if (dp_place_equal (dp_sidebar_row_get_place (DP_SIDEBAR_ROW (row)), place))
      return DP_SIDEBAR_ROW (row);

  return NULL;
}

/**
 * dp_sidebar_show_unread:
 * @row: a row
 * @count: how many papers of its list are not read
 */
void
dp_sidebar_show_unread (DpSidebarRow *row,
                        guint         count)
{
  g_autofree char *meaning = g_strdup_printf (ngettext ("%'u unread", "%'u unread", count), count);

  dp_sidebar_row_set_count (row, count, meaning);
}

static void
show_topic (DpSidebarRow      *row,
            const DpTopicInfo *info,
            guint              position,
            guint              n_topics)
{
  gboolean         failed = FALSE;
  g_autofree char *state = dp_refresh_text_describe (info, dp_time_now (), &failed);

  dp_sidebar_row_set_title (row, info->topic->name);
  dp_sidebar_show_unread (row, info->n_unread);
  dp_sidebar_row_set_state (row, state, failed);
  dp_sidebar_row_set_position (row, position, n_topics);
}

static gboolean
has_same_topics (DpSidebar *self,
                 GPtrArray *topics)
{
  if (topics->len != self->topics->len)
    return FALSE;

  for (guint i = 0; i < topics->len; i++)
    {
      const DpTopicInfo *old = g_ptr_array_index (self->topics, i);
      const DpTopicInfo *new = g_ptr_array_index (topics, i);

      if (old->topic->id != new->topic->id)
        return FALSE;
    }

  return TRUE;
}

static void
remove_others (DpSidebar *self,
               GPtrArray *rows,
               GPtrArray *kept)
{
  g_autoptr (GHashTable) to_keep = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < kept->len; i++)
    g_hash_table_add (to_keep, g_ptr_array_index (kept, i));
  for (guint i = 0; i < rows->len; i++)
    if (!g_hash_table_contains (to_keep, g_ptr_array_index (rows, i)))
      gtk_list_box_remove (self->list_box, g_ptr_array_index (rows, i));
}

static void
put_row (DpSidebar *self,
         GtkWidget *row,
         int        position)
{
  g_autoptr (GtkWidget) keep G_GNUC_UNUSED = g_object_ref_sink (row);

  if ((GtkWidget *)gtk_list_box_get_row_at_index (self->list_box, position) == row)
    return;

  if (gtk_widget_get_parent (row) != NULL)
    gtk_list_box_remove (self->list_box, row);
  gtk_list_box_insert (self->list_box, row, position);
}

/**
 * dp_sidebar_replace_rows:
 * @self: a sidebar
 * @section: (inout): the rows that are shown
 * @rows: (transfer full): the rows to show; may be some of @section
 * @before: the row that they stand below
 *
 * Rows are touched only when lists come, go or move, so that one who moves through them
 * with the keyboard is not thrown out by a change of counts.
 */
void
dp_sidebar_replace_rows (DpSidebar  *self,
                         GPtrArray **section,
                         GPtrArray  *rows,
                         GtkWidget  *before)
{
  gboolean      had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list_box)) != NULL;
  int           position = 0;
  DpSidebarRow *selected = NULL;

  self->rebuilding = TRUE;

  remove_others (self, *section, rows);
  g_ptr_array_unref (*section);
  *section = rows;

  position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (before));
  for (guint i = 0; i < rows->len; i++)
    put_row (self, g_ptr_array_index (rows, i), position + 1 + (int)i);

  selected = dp_sidebar_find_row (self, &self->place);
  gtk_list_box_select_row (self->list_box, GTK_LIST_BOX_ROW (selected));
  if (had_focus && selected != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->list_box)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (selected));

  self->rebuilding = FALSE;
}

/**
 * dp_sidebar_get_last_row:
 * @rows: the rows of a section
 * @otherwise: a row above them
 *
 * Returns: (transfer none): the row that is last when the section is shown
 */
GtkWidget *
dp_sidebar_get_last_row (GPtrArray *rows,
                         GtkWidget *otherwise)
{
  return rows->len > 0 ? g_ptr_array_index (rows, rows->len - 1) : otherwise;
}

/**
 * dp_sidebar_show_topics:
 * @self: a sidebar, with the topics it showed before
 * @topics: (element-type DpTopicInfo): those it is to show
 */
void
dp_sidebar_show_topics (DpSidebar *self,
                        GPtrArray *topics)
{
  if (!has_same_topics (self, topics))
    {
      GPtrArray *rows = g_ptr_array_new ();

      for (guint i = 0; i < topics->len; i++)
        {
          const DpTopicInfo *info = g_ptr_array_index (topics, i);

          g_ptr_array_add (rows, dp_sidebar_row_new (&(DpPlace){ DP_SCOPE_TOPIC, info->topic->id },
                                                     "folder-saved-search-symbolic"));
        }
      dp_sidebar_replace_rows (self, &self->topic_rows, rows, dp_sidebar_get_last_row (self->day_rows, self->today_row));
    }

  for (guint i = 0; i < topics->len; i++)
    show_topic (g_ptr_array_index (self->topic_rows, i), g_ptr_array_index (topics, i), i, topics->len);
}

static gboolean
has_same_days (DpSidebar *self,
               GPtrArray *days)
{
  if (days->len != self->day_rows->len)
    return FALSE;

  for (guint i = 0; i < days->len; i++)
    {
      const DpDayInfo *info = g_ptr_array_index (days, i);

      if (!g_str_equal (dp_sidebar_row_get_place (g_ptr_array_index (self->day_rows, i))->name, info->day))
        return FALSE;
    }

  return TRUE;
}

static void
show_day (DpSidebarRow    *row,
          const DpDayInfo *info)
{
  gboolean is_problem = info->error != NULL && info->n_papers == 0;

  dp_sidebar_show_unread (row, info->n_unread);
  dp_sidebar_row_set_state (row, info->error, is_problem);
}

static char *
format_day (DpSidebar       *self,
            const DpDayInfo *info)
{
  return dp_day_text_format_short (info->day, dp_recent_days_get_today (self->days)->day);
}

/* The label says of which day *Today* is: it is the newest that has papers. */
static void
show_today (DpSidebar *self)
{
  const DpDayInfo *info = dp_recent_days_find (self->days, NULL);
  g_autofree char *detail = NULL;

  if (info == NULL)
    return;

  detail = info->n_papers > 0 ? format_day (self, info) : NULL;
  dp_sidebar_row_set_detail (DP_SIDEBAR_ROW (self->today_row), detail);
  show_day (DP_SIDEBAR_ROW (self->today_row), info);
}

/**
 * dp_sidebar_fold_rows:
 * @self: a sidebar
 * @rows: the rows of a section
 * @expanded: whether to show them
 *
 * Shows or hides rows. What is folded away shows the list that is chosen all the same.
 */
void
dp_sidebar_fold_rows (DpSidebar *self,
                      GPtrArray *rows,
                      gboolean   expanded)
{
  for (guint i = 0; i < rows->len; i++)
    {
      DpSidebarRow *row = g_ptr_array_index (rows, i);

      gtk_widget_set_visible (GTK_WIDGET (row), expanded ||
                                                  dp_place_equal (dp_sidebar_row_get_place (row), &self->place));
    }
}

/**
 * dp_sidebar_fold:
 * @self: a sidebar
 *
 * Hides what is folded and what there is nothing of.
 */
void
dp_sidebar_fold (DpSidebar *self)
{
  dp_sidebar_fold_rows (self, self->day_rows, self->days_expanded);
  dp_sidebar_fold_rows (self, self->task_rows, self->tasks_expanded);
  dp_sidebar_fold_marks (self);
  gtk_widget_set_visible (self->new_versions_row,
                          self->counts.n_new_versions > 0 || self->place.scope == DP_SCOPE_NEW_VERSIONS);
}

/**
 * dp_sidebar_show_days:
 * @self: a sidebar
 *
 * Shows its days, which were read anew.
 */
void
dp_sidebar_show_days (DpSidebar *self)
{
  GPtrArray *days = dp_recent_days_get_past (self->days);

  if (!has_same_days (self, days))
    {
      GPtrArray *rows = g_ptr_array_new ();

      for (guint i = 0; i < days->len; i++)
        {
          const DpDayInfo *info = g_ptr_array_index (days, i);
          DpPlace          place = dp_place_named (DP_SCOPE_DAY, info->day);
          GtkWidget       *row = dp_sidebar_row_new (&place, "x-office-calendar-symbolic");
          g_autofree char *title = format_day (self, info);

          dp_sidebar_row_set_title (DP_SIDEBAR_ROW (row), title);
          g_ptr_array_add (rows, row);
        }
      dp_sidebar_replace_rows (self, &self->day_rows, rows, self->today_row);
    }

  for (guint i = 0; i < days->len; i++)
    show_day (g_ptr_array_index (self->day_rows, i), g_ptr_array_index (days, i));
  show_today (self);
}

/**
 * dp_sidebar_append_row:
 * @self: a sidebar
 * @scope: what it lists
 * @icon_name: its icon
 * @title: its name
 *
 * Adds a row for a list that there is one of.
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
dp_sidebar_append_row (DpSidebar  *self,
                       DpScope     scope,
                       const char *icon_name,
                       const char *title)
{
  GtkWidget *row = dp_sidebar_row_new (&(DpPlace){ scope, 0 }, icon_name);

  dp_sidebar_row_set_title (DP_SIDEBAR_ROW (row), title);
  gtk_list_box_append (self->list_box, row);

  return row;
}

/**
 * dp_sidebar_append_top:
 * @self: a sidebar
 * @scope: what the section lists
 *
 * Adds what shows nothing but the heading of a section: a list box shows headings above
 * visible rows only.
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
dp_sidebar_append_top (DpSidebar *self,
                       DpScope    scope)
{
  GtkWidget *row = dp_sidebar_append_row (self, scope, "", "");

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), NULL);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "dp-sidebar-top");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  return row;
}

static gboolean
has_same_tasks (DpSidebar *self,
                GPtrArray *tasks)
{
  if (tasks->len != self->task_rows->len)
    return FALSE;

  for (guint i = 0; i < tasks->len; i++)
    {
      const DpTaskInfo *info = g_ptr_array_index (tasks, i);

      if (!g_str_equal (dp_sidebar_row_get_place (g_ptr_array_index (self->task_rows, i))->name, info->name))
        return FALSE;
    }

  return TRUE;
}

/**
 * dp_sidebar_show_tasks:
 * @self: a sidebar
 * @tasks: (element-type DpTaskInfo): those it is to show
 */
void
dp_sidebar_show_tasks (DpSidebar *self,
                       GPtrArray *tasks)
{
  if (!has_same_tasks (self, tasks))
    {
      GPtrArray *rows = g_ptr_array_new ();

      if (self->tasks_top == NULL)
        self->tasks_top = dp_sidebar_append_top (self, DP_SCOPE_TASK);
      for (guint i = 0; i < tasks->len; i++)
        {
          const DpTaskInfo *info = g_ptr_array_index (tasks, i);
          DpPlace           place = dp_place_named (DP_SCOPE_TASK, info->name);
          GtkWidget        *row = dp_sidebar_row_new (&place, "applications-science-symbolic");

          dp_sidebar_row_set_title (DP_SIDEBAR_ROW (row), info->name);
          g_ptr_array_add (rows, row);
        }
      dp_sidebar_replace_rows (self, &self->task_rows, rows, self->tasks_top);
    }

  for (guint i = 0; i < tasks->len; i++)
    dp_sidebar_show_unread (g_ptr_array_index (self->task_rows, i),
                            ((const DpTaskInfo *)g_ptr_array_index (tasks, i))->n_unread);
  if (self->tasks_top != NULL)
    gtk_widget_set_visible (self->tasks_top, tasks->len > 0);
}
