/* dp-window-actions.c: what can be done in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

static void
set_action_state (DpWindow   *self,
                  const char *name,
                  GVariant   *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
enable_action (DpWindow   *self,
               const char *name,
               gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
label_button (GtkWidget  *button,
              const char *icon_name,
              const char *label)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* While only the first screens of a long list are there, "all" would not be all. */
static gboolean
can_mark_all (DpWindow *self)
{
  return self->listing != NULL && dp_listing_is_complete (self->listing) &&
         dp_order_get_length (dp_listing_get_order (self->listing)) > 0;
}

/**
 * dp_window_update_actions:
 * @self: a window
 *
 * Makes the actions' states follow the list and the paper that are shown.
 */
void
dp_window_update_actions (DpWindow *self)
{
  DpScope          scope = dp_sidebar_get_place (self->sidebar)->scope;
  gboolean         is_topic = scope == DP_SCOPE_TOPIC;
  gboolean         has_library = self->library != NULL;
  gboolean         has_paper = has_library && self->paper != NULL;
  gboolean         bookmarked = has_paper && self->paper->bookmarked;
  gboolean         read = has_paper && self->paper->read;
  DpWindowSort    *order = dp_window_get_sort (self);
  g_autofree char *sort = dp_sort_format (order->key, order->descending);

  set_action_state (self, "sort", g_variant_new_string (sort));
  set_action_state (self, "sort-by", g_variant_new_string (dp_sort_key_to_string (order->key)));
  set_action_state (self, "sort-direction", g_variant_new_string (order->descending ? "desc" : "asc"));
  set_action_state (self, "unread-only", g_variant_new_boolean (self->unread_only));
  set_action_state (self, "search-everywhere", g_variant_new_boolean (self->everywhere));
  set_action_state (self, "toggle-bookmark", g_variant_new_boolean (bookmarked));
  set_action_state (self, "toggle-read", g_variant_new_boolean (read));

  enable_action (self, "toggle-bookmark", has_paper);
  enable_action (self, "toggle-read", has_paper);
  enable_action (self, "more-like-this", has_paper);
  enable_action (self, "search-everywhere", scope != DP_SCOPE_ALL);
  enable_action (self, "new-topic", has_library);
  enable_action (self, "edit-this-topic", has_library && is_topic);
  enable_action (self, "remove-this-topic", has_library && is_topic);
  enable_action (self, "mark-all-read", can_mark_all (self));
  dp_window_update_day_actions (self);
  dp_window_update_group_action (self);
  dp_window_update_mark_actions (self);
  dp_window_update_search_actions (self);
  dp_window_update_page_actions (self);
  dp_window_update_share_actions (self);

  label_button (self->bookmark_button, bookmarked ? "starred-symbolic" : "non-starred-symbolic",
                bookmarked ? _("Remove Bookmark") : _("Bookmark"));
  label_button (self->read_button, read ? "mail-read-symbolic" : "mail-unread-symbolic",
                read ? _("Mark as Unread") : _("Mark as Read"));
}

/**
 * dp_window_set_sort:
 * @self: a window
 * @sort: see dp_sort_parse(); what cannot be read changes nothing
 */
void
dp_window_set_sort (DpWindow   *self,
                    const char *sort)
{
  DpWindowSort *order = dp_window_get_sort (self);

  if (!dp_sort_parse (sort, &order->key, &order->descending))
    return;

  dp_window_update_actions (self);
  dp_window_update_query (self);
}

static void
sort_cb (GSimpleAction *action,
         GVariant      *state,
         gpointer       user_data)
{
  dp_window_set_sort (DP_WINDOW (user_data), g_variant_get_string (state, NULL));
}

static void
sort_direction_cb (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  DpWindow        *self = DP_WINDOW (user_data);
  gboolean         descending = g_str_equal (g_variant_get_string (state, NULL), "desc");
  g_autofree char *sort = dp_sort_format (dp_window_get_sort (self)->key, descending);

  dp_window_set_sort (self, sort);
}

static void
unread_only_cb (GSimpleAction *action,
                GVariant      *state,
                gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  dp_window_leave_paper (self);
  self->unread_only = g_variant_get_boolean (state);
  g_settings_set_boolean (self->settings, "unread-only", self->unread_only);
  dp_window_update_actions (self);
  dp_window_update_query (self);
}

static void
search_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
}

static void
search_everywhere_cb (GSimpleAction *action,
                      GVariant      *state,
                      gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  self->everywhere = g_variant_get_boolean (state);
  dp_window_update_actions (self);
  dp_window_update_query (self);
}

static void
back_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  dp_panes_go_back (DP_WINDOW (user_data)->panes);
}

static void
focus_pane_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  dp_window_focus_next_pane (DP_WINDOW (user_data), g_variant_get_int32 (parameter));
}

static void
move_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  dp_paper_view_move (DP_WINDOW (user_data)->paper_view, g_variant_get_int32 (parameter));
}

static void
mark_selected (DpWindow   *self,
               const char *mark,
               gboolean    state)
{
  g_autoptr (GArray) rowids = dp_window_dup_targets (self);

  if (rowids->len > 0)
    dp_window_request_mark (self, mark, state, (const guint32 *)(void *)rowids->data, rowids->len);
}

static void
toggle_bookmark_cb (GSimpleAction *action,
                    GVariant      *state,
                    gpointer       user_data)
{
  mark_selected (DP_WINDOW (user_data), "bookmark", g_variant_get_boolean (state));
}

static void
toggle_read_cb (GSimpleAction *action,
                GVariant      *state,
                gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  /* Who marks by hand is not overruled a moment later. */
  g_clear_handle_id (&self->read_timeout_id, g_source_remove);
  self->read_is_due = FALSE;
  mark_selected (self, "read", g_variant_get_boolean (state));
}

static void
mark_all_read_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);
  DpOrder  *order = dp_listing_get_order (self->listing);

  dp_window_request_mark (self, "read", TRUE, dp_order_get_rowids (order), dp_order_get_length (order));
}

static void
save_requested_cb (DpWindow      *self,
                   DpTopicEditor *editor)
{
  g_signal_emit_by_name (self, "topic-edited", editor);
}

/**
 * dp_window_open_topic_editor:
 * @self: a window
 * @topic: (nullable): what it shows; one without id, as %NULL, is a new one
 *
 * Lets a topic be added or changed.
 *
 * Returns: (transfer none): the editor, which closes when that is done
 */
DpTopicEditor *
dp_window_open_topic_editor (DpWindow      *self,
                             const DpTopic *topic)
{
  GtkWidget *editor = dp_topic_editor_new (topic);

  g_signal_connect_object (editor, "save-requested", G_CALLBACK (save_requested_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (editor), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (editor));

  return DP_TOPIC_EDITOR (editor);
}

static void
new_topic_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  dp_window_open_topic_editor (DP_WINDOW (user_data), NULL);
}

static void
edit_topic_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DpWindow    *self = DP_WINDOW (user_data);
  DpTopicInfo *info = dp_sidebar_find_topic (self->sidebar, g_variant_get_int64 (parameter));

  if (info != NULL)
    dp_window_open_topic_editor (self, info->topic);
}

static void
edit_this_topic_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-topic", "x",
                              dp_sidebar_get_place (self->sidebar)->id);
}

static void
remove_this_topic_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.remove-topic", "x",
                              dp_sidebar_get_place (self->sidebar)->id);
}

/* Made when it is asked for, and not by GtkApplication for every start: GTK 4.8 ends in
 * a crash when a screen reader walks over a window that was never shown. */
static void
show_shortcuts_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/dailypapers/DailyPapers/dp-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (user_data));
  gtk_window_present (shortcuts);
}

static const GActionEntry entries[] = {
  { "sort", NULL, "s", "'date:desc'", sort_cb },
  { "sort-by", NULL, "s", "'date'", sort_cb },
  { "sort-direction", NULL, "s", "'desc'", sort_direction_cb },
  { "unread-only", NULL, NULL, "false", unread_only_cb },
  { "search", search_cb },
  { "search-everywhere", NULL, NULL, "false", search_everywhere_cb },
  { "back", back_cb },
  { "focus-pane", focus_pane_cb, "i" },
  { "move", move_cb, "i" },
  { "toggle-bookmark", NULL, NULL, "false", toggle_bookmark_cb },
  { "toggle-read", NULL, NULL, "false", toggle_read_cb },
  { "mark-all-read", mark_all_read_cb },
  { "show-help-overlay", show_shortcuts_cb },
  { "new-topic", new_topic_cb },
  { "edit-topic", edit_topic_cb, "x" },
  { "edit-this-topic", edit_this_topic_cb },
  { "remove-this-topic", remove_this_topic_cb },
};

/* Letters act only while the list has the focus, so that they can be typed elsewhere. */
static void
add_list_shortcut (GtkShortcutController *controller,
                   guint                  keyval,
                   const char            *action,
                   GVariant              *arguments)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, 0), gtk_named_action_new (action));

  gtk_shortcut_set_arguments (shortcut, arguments);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

/**
 * dp_window_install_actions:
 * @self: a window
 *
 * Adds the actions of the window and the keys of the list.
 */
void
dp_window_install_actions (DpWindow *self)
{
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  dp_window_install_day_actions (self);
  dp_window_install_group_action (self);
  dp_window_install_page_actions (self);
  dp_window_install_similar_actions (self);
  dp_window_install_share_actions (self);

  add_list_shortcut (keys, GDK_KEY_j, "win.move", g_variant_new_int32 (1));
  add_list_shortcut (keys, GDK_KEY_k, "win.move", g_variant_new_int32 (-1));
  add_list_shortcut (keys, GDK_KEY_s, "win.toggle-bookmark", NULL);
  add_list_shortcut (keys, GDK_KEY_m, "win.toggle-read", NULL);
  add_list_shortcut (keys, GDK_KEY_c, "win.open-code", NULL);
  add_list_shortcut (keys, GDK_KEY_t, "win.choose-tags", NULL);
  add_list_shortcut (keys, GDK_KEY_l, "win.choose-collections", NULL);
  add_list_shortcut (keys, GDK_KEY_n, "win.edit-note", NULL);
  add_list_shortcut (keys, GDK_KEY_Delete, "win.uncollect", NULL);
  add_list_shortcut (keys, GDK_KEY_Delete, "win.untag", NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->paper_view), GTK_EVENT_CONTROLLER (keys));
}
