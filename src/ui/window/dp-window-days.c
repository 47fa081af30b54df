/* dp-window-days.c: the days of Hugging Face in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include "model/dp-day.h"
#include "ui/days/dp-day-chooser.h"
#include "ui/days/dp-days-dialog.h"

/**
 * dp_window_get_day:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what is known of the day whose list is chosen;
 *   %NULL when that is no day's, or its library cannot be read
 */
const DpDayInfo *
dp_window_get_day (DpWindow *self)
{
  const DpPlace *place = dp_sidebar_get_place (self->sidebar);

  return place->scope == DP_SCOPE_DAY ? dp_recent_days_find (dp_sidebar_get_days (self->sidebar), place->name) : NULL;
}

/**
 * dp_window_get_sort:
 * @self: a window
 *
 * The list of a day has an order of its own, which is not that of all the others: it is
 * Hugging Face's, until somebody chooses another. So has what is like a paper: the
 * nearest come first.
 *
 * Returns: (transfer none): how the list that is shown is sorted, to be read and changed
 */
DpWindowSort *
dp_window_get_sort (DpWindow *self)
{
  const char *search = dp_window_get_search (self);
  gboolean    everywhere = self->everywhere && search != NULL;

  if (dp_list_query_is_like (search))
    return &self->like_sort;

  return dp_window_get_day (self) != NULL && !everywhere ? &self->day_sort : &self->sort;
}

/**
 * dp_window_open_day:
 * @self: a window
 *
 * Has the list of the day that was chosen fetched, if it is one that is not here yet.
 */
void
dp_window_open_day (DpWindow *self)
{
  const DpPlace *place = dp_sidebar_get_place (self->sidebar);

  if (place->scope == DP_SCOPE_DAY)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.fetch-day", "s", place->name != NULL ? place->name : "");
}

static void
show_place (DpWindow      *self,
            const DpPlace *place)
{
  if (self->library == NULL || !dp_sidebar_set_place (self->sidebar, place))
    return;

  dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
  dp_window_focus_pane (self, DP_PANE_LIST);
}

/* The newest day is *Today*. */
static void
show_day_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  DpWindow        *self = DP_WINDOW (user_data);
  const char      *day = g_variant_get_string (parameter, NULL);
  const DpDayInfo *newest = dp_recent_days_find (dp_sidebar_get_days (self->sidebar), NULL);
  gboolean         is_newest = newest != NULL && g_str_equal (newest->day, day);
  DpPlace          place = dp_place_named (DP_SCOPE_DAY, is_newest ? NULL : day);

  if (dp_day_is_valid (day))
    show_place (self, &place);
}

static void
show_today_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  show_place (DP_WINDOW (user_data), &(DpPlace){ .scope = DP_SCOPE_DAY });
}

static void
fetch_this_day_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DpWindow        *self = DP_WINDOW (user_data);
  const DpDayInfo *info = dp_window_get_day (self);

  if (info != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.refetch-day", "s", info->day);
}

static void
present (DpWindow  *self,
         GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static const char *
get_day_to_begin_with (DpWindow *self)
{
  const DpDayInfo *info = dp_window_get_day (self);

  return info != NULL ? info->day : NULL;
}

static void
choose_day_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  present (self, dp_day_chooser_new (self->library, get_day_to_begin_with (self)));
}

static void
choose_days_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  present (self, dp_days_dialog_new (self->library, get_day_to_begin_with (self)));
}

static const GActionEntry entries[] = {
  { "show-day", show_day_cb, "s" },
  { "show-today", show_today_cb },
  { "fetch-this-day", fetch_this_day_cb },
  { "choose-day", choose_day_cb },
  { "choose-days", choose_days_cb },
};

/**
 * dp_window_install_day_actions:
 * @self: a window
 *
 * Adds the actions of days.
 */
void
dp_window_install_day_actions (DpWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * dp_window_update_day_actions:
 * @self: a window
 *
 * Makes the actions of days follow the list that is shown.
 */
void
dp_window_update_day_actions (DpWindow *self)
{
  const struct
  {
    const char *name;
    gboolean    enabled;
  } actions[] = {
    { "show-day", self->library != NULL },
    { "show-today", self->library != NULL },
    { "fetch-this-day", dp_window_get_day (self) != NULL },
    { "choose-day", self->library != NULL },
    { "choose-days", self->library != NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), actions[i].name)),
                                 actions[i].enabled);
}
