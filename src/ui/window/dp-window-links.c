/* dp-window-links.c: papers that are named in the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

#include "model/dp-paper-id.h"

/* A link or some text dropped anywhere, or an id in the search: the application finds
 * out what it is, see the action `app.open(s)`. */

static void
open_text (DpWindow   *self,
           const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open", "s", text);
}

static gboolean
open_files (DpWindow *self,
            GSList   *files)
{
  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      open_text (self, uri);
    }

  return files != NULL;
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            gpointer       user_data)
{
  DpWindow        *self = DP_WINDOW (user_data);
  g_autofree char *text = NULL;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return open_files (self, g_value_get_boxed (value));

  text = g_strstrip (g_value_dup_string (value));
  if (*text == '\0')
    return FALSE;

  open_text (self, text);

  return TRUE;
}

static void
accept_drops (DpWindow           *self,
              GtkWidget          *widget,
              GtkPropagationPhase phase)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY | GDK_ACTION_LINK);
  GType          types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), phase);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/**
 * dp_window_init_links:
 * @self: a window
 *
 * Has links and text that are dropped on the window opened. What a widget takes for
 * itself, as the search does with text, it keeps; only the page must not have it.
 */
void
dp_window_init_links (DpWindow *self)
{
  accept_drops (self, GTK_WIDGET (self), GTK_PHASE_BUBBLE);
  accept_drops (self, GTK_WIDGET (self->reader), GTK_PHASE_CAPTURE);
}

/**
 * dp_window_dup_named_paper:
 * @self: a window
 *
 * Returns: (transfer full) (nullable): the id of the paper that the search names; %NULL
 *   where it is about words
 */
char *
dp_window_dup_named_paper (DpWindow *self)
{
  g_autofree char *id = dp_paper_id_parse (gtk_editable_get_text (self->search_entry), NULL);

  return dp_paper_id_is_arxiv (id) ? g_steal_pointer (&id) : NULL;
}

/**
 * dp_window_update_offer:
 * @self: a window
 *
 * Offers to open the paper that the search names, if it names one.
 */
void
dp_window_update_offer (DpWindow *self)
{
  g_autofree char *id = dp_window_dup_named_paper (self);
  g_autofree char *label = id != NULL ? g_strdup_printf (_("Open the Paper %s"), id) : NULL;

  gtk_widget_set_visible (self->offer_button, id != NULL);
  if (label != NULL)
    gtk_button_set_label (GTK_BUTTON (self->offer_button), label);
}

/**
 * dp_window_open_named_paper:
 * @self: a window
 *
 * Opens the paper that the search names, and ends the search.
 *
 * Returns: %FALSE when it names none
 */
gboolean
dp_window_open_named_paper (DpWindow *self)
{
  g_autofree char *id = dp_window_dup_named_paper (self);

  if (id == NULL)
    return FALSE;

  open_text (self, id);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);

  return TRUE;
}

/**
 * dp_window_open_paper:
 * @self: a window
 * @rowid: a paper
 *
 * Shows a paper to read, wherever it comes from; where the list has it, it is selected
 * there. Brings the window to the front.
 */
void
dp_window_open_paper (DpWindow *self,
                      guint32   rowid)
{
  g_return_if_fail (DP_IS_WINDOW (self));

  dp_paper_view_select (self->paper_view, rowid);
  dp_window_show_paper (self, rowid);
  dp_panes_set_visible_pane (self->panes, DP_PANE_READER);
  gtk_window_present (GTK_WINDOW (self));
}
