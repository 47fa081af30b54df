/* dp-window-groups.c: lists by day or topic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#define KEY_GROUP_BY "group-by"

/* What is wanted is kept while a list is sorted by something else, as after a click on
 * *Title*: sorted by date again, it is grouped again. The menu says what is seen. */

static DpGrouping
get_shown_grouping (DpWindow *self)
{
  gboolean everywhere = dp_window_get_search (self) != NULL && self->everywhere;
  DpScope  scope = everywhere ? DP_SCOPE_ALL : dp_sidebar_get_place (self->sidebar)->scope;

  return dp_grouping_fits (self->grouping, dp_window_get_sort (self)->key, scope) ? self->grouping : DP_GROUPING_NONE;
}

/**
 * dp_window_update_group_action:
 * @self: a window
 *
 * Makes the action's state follow the list that is shown.
 */
void
dp_window_update_group_action (DpWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), KEY_GROUP_BY);

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (dp_grouping_to_string (get_shown_grouping (self))));
}

/* A list that cannot be grouped as it is sorted is sorted so that it can. */
static void
group_by_cb (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  self->grouping = dp_grouping_parse (g_variant_get_string (state, NULL));
  g_settings_set_string (self->settings, KEY_GROUP_BY, dp_grouping_to_string (self->grouping));
  dp_paper_view_set_grouping (self->paper_view, self->grouping);

  if (get_shown_grouping (self) != self->grouping)
    dp_window_set_sort (self, dp_sort_key_to_string (dp_grouping_get_sort (self->grouping)));
  dp_window_update_group_action (self);
}

/**
 * dp_window_install_group_action:
 * @self: a window
 *
 * Gives the window `win.group-by`.
 */
void
dp_window_install_group_action (DpWindow *self)
{
  static const GActionEntry entries[] = { { KEY_GROUP_BY, NULL, "s", "'none'", group_by_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * dp_window_restore_grouping:
 * @self: a window with settings
 *
 * Groups its lists as was chosen last.
 */
void
dp_window_restore_grouping (DpWindow *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, KEY_GROUP_BY);

  self->grouping = dp_grouping_parse (name);
  dp_paper_view_set_grouping (self->paper_view, self->grouping);
}
