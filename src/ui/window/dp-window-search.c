/* dp-window-search.c: the search of the window, and the help that it gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include "model/search/dp-search-topic.h"
#include "ui/search/dp-search-help.h"

static void
search_mode_changed_cb (DpWindow *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    {
      gtk_editable_set_text (self->search_entry, "");
      g_clear_pointer (&self->edited_smart, g_free);
    }
  dp_window_update_offer (self);
  dp_window_update_actions (self);
  dp_window_update_query (self);
}

static void
search_changed_cb (DpWindow *self)
{
  dp_window_update_search_actions (self);
  dp_window_update_offer (self);
  dp_window_update_query (self);
}

static void
search_activated_cb (DpWindow *self)
{
  if (!dp_window_open_named_paper (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->paper_view));
}

static void
text_changed_cb (DpWindow *self)
{
  dp_search_hint_update (self->search_hint, self->search_entry, FALSE);
}

/* Only what nobody is typing any more can be wrong. */
static void
left_cb (DpWindow *self)
{
  /* The keyboard also leaves when the window goes. */
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;

  dp_search_hint_update (self->search_hint, self->search_entry, TRUE);
}

/* In the editor one sees what becomes of it, and can put it right. */
static void
follow_search_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  DpWindow        *self = DP_WINDOW (user_data);
  g_autofree char *left_out = NULL;
  g_autoptr (DpSearchExpression) expression = NULL;
  g_autoptr (DpTopic) topic = NULL;
  DpTopicEditor *editor = NULL;

  expression = dp_search_expression_parse (dp_window_get_search (self));
  topic = dp_search_topic_new (expression, &left_out);
  editor = dp_window_open_topic_editor (self, topic);
  if (left_out != NULL)
    dp_topic_editor_set_problem (editor, left_out);
}

static const GActionEntry entries[] = {
  { "follow-search", follow_search_cb },
};

/**
 * dp_window_update_search_actions:
 * @self: a window
 *
 * Offers to follow or to save what is searched for where there is something.
 */
void
dp_window_update_search_actions (DpWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "follow-search");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->library != NULL && dp_window_get_search (self) != NULL);
  dp_window_update_save (self);
}

/**
 * dp_window_init_search:
 * @self: a window
 *
 * Gives the search its suggestions, its explanations and its help.
 */
void
dp_window_init_search (DpWindow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  dp_window_init_save (self);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_menu_button_set_popover (self->search_help_button, dp_search_help_new ());
  self->completion = dp_search_completion_new (self->search_entry);

  g_signal_connect_swapped (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (search_mode_changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (search_activated_cb), self);
  g_signal_connect_swapped (self->search_entry, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), focus);
}
