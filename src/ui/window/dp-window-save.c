/* dp-window-save.c: keeping a search under a name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

#include "library/mark/dp-smart-query.h"
#include "model/dp-name.h"
#include "model/search/dp-search-expression.h"

#define RESPONSE_SAVE "save"

static void
name_changed_cb (GtkEditable *entry,
                 gpointer     user_data)
{
  g_autofree char *name = dp_name_normalize (gtk_editable_get_text (entry), NULL);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (user_data), RESPONSE_SAVE, name != NULL);
}

static void
response_cb (DpWindow         *self,
             const char       *response,
             AdwMessageDialog *dialog)
{
  const char *search = dp_window_get_search (self);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)));

  if (g_str_equal (response, RESPONSE_SAVE) && search != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.save-search", "(ss)", name, search);
}

static GtkWidget *
create_entry (DpWindow *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), DP_NAME_MAX_LENGTH);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  if (self->edited_smart != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), self->edited_smart);

  return entry;
}

static void
save_search_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DpWindow         *self = DP_WINDOW (user_data);
  GtkWidget        *entry = create_entry (self);
  AdwMessageDialog *dialog = NULL;

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _("Save This Search"),
                                                                             _("It becomes a collection that always shows what the search "
                                                         "finds. One that was saved under the name before gives way.")));
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), RESPONSE_SAVE, _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_SAVE, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, RESPONSE_SAVE);
  adw_message_dialog_set_close_response (dialog, "cancel");

  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), dialog);
  name_changed_cb (GTK_EDITABLE (entry), dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* It is changed as any search, and saved under its name again. */
static void
edit_smart_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);
  g_autoptr (DpSmartInfo) info = NULL;

  if (self->library != NULL)
    info = dp_smart_query_load (self->library, g_variant_get_int64 (parameter), NULL);
  if (info == NULL)
    return;

  dp_window_search_everywhere (self, info->search);
  g_free (self->edited_smart);
  self->edited_smart = g_steal_pointer (&info->name);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_set_position (self->search_entry, -1);
}

static const GActionEntry entries[] = {
  { "save-search", save_search_cb },
  { "edit-smart", edit_smart_cb, "x" },
};

/**
 * dp_window_init_save:
 * @self: a window
 *
 * Adds the actions that save a search, and show one that was saved for editing.
 */
void
dp_window_init_save (DpWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/**
 * dp_window_update_save:
 * @self: a window
 *
 * Offers to save what is searched for where it can be kept.
 */
void
dp_window_update_save (DpWindow *self)
{
  const char *search = dp_window_get_search (self);
  GAction    *action = g_action_map_lookup_action (G_ACTION_MAP (self), "save-search");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->library != NULL && search != NULL &&
                                                           dp_search_expression_check (search, NULL));
}
