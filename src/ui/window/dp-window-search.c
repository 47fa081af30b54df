/* dp-window-search.c: the help that the window's search gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include "ui/search/dp-search-help.h"

static void
text_changed_cb (DpWindow *self)
{
  dp_search_hint_update (self->search_hint, self->search_entry, FALSE);
}

/* Only what nobody is typing any more can be wrong. */
static void
left_cb (DpWindow *self)
{
  dp_search_hint_update (self->search_hint, self->search_entry, TRUE);
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

  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_menu_button_set_popover (self->search_help_button, dp_search_help_new ());
  self->completion = dp_search_completion_new (self->search_entry);

  g_signal_connect_swapped (self->search_entry, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (left_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), focus);
}
