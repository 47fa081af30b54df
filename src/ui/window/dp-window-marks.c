/* dp-window-marks.c: tags, collections and the note of what the window shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

/**
 * dp_window_dup_targets:
 * @self: a window
 *
 * Returns: (transfer full) (element-type guint32): the papers that an action is about: all
 *   that are selected, or the one that is read when the list lost it
 */
GArray *
dp_window_dup_targets (DpWindow *self)
{
  GArray *rowids = dp_paper_view_dup_selected (self->paper_view);

  if (rowids->len == 0 && self->paper != NULL)
    g_array_append_val (rowids, self->paper->rowid);

  return rowids;
}

/**
 * dp_window_new_papers:
 * @rowids: (element-type guint32): papers
 *
 * Returns: (transfer floating): them as actions of the application take them, `au`
 */
GVariant *
dp_window_new_papers (const GArray *rowids)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, rowids->data, rowids->len, sizeof (guint32));
}

static void
choose_tags_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  dp_window_open_chooser (DP_WINDOW (user_data), DP_MARK_SHARE_TAGS);
}

static void
choose_collections_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  dp_window_open_chooser (DP_WINDOW (user_data), DP_MARK_SHARE_COLLECTIONS);
}

static void
new_collection_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  if (dp_panes_is_folded (self->panes))
    dp_panes_set_visible_pane (self->panes, DP_PANE_SIDEBAR);
  dp_sidebar_add_collection (self->sidebar);
}

/* Who removes a tag does not want to go on looking at its list. */
static void
remove_tag_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  DpWindow   *self = DP_WINDOW (user_data);
  const char *name = g_variant_get_string (parameter, NULL);
  DpPlace     place = dp_place_named (DP_SCOPE_TAG, name);

  if (dp_place_equal (&place, dp_sidebar_get_place (self->sidebar)))
    dp_sidebar_set_place (self->sidebar, &(DpPlace){ DP_SCOPE_ALL, 0 });
  gtk_widget_activate_action (GTK_WIDGET (self), "app.remove-tag", "s", name);
}

static void
untag_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);
  g_autoptr (GArray) rowids = dp_window_dup_targets (self);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.set-tag", "(sb@au)",
                              dp_sidebar_get_place (self->sidebar)->name, FALSE, dp_window_new_papers (rowids));
}

static void
uncollect_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);
  g_autoptr (GArray) rowids = dp_window_dup_targets (self);

  gtk_widget_activate_action (GTK_WIDGET (self), "app.set-collected", "(xb@au)",
                              dp_sidebar_get_place (self->sidebar)->id, FALSE, dp_window_new_papers (rowids));
}

/* Who has emptied it may go on writing. */
static void
show_note_editor (DpWindow *self)
{
  GtkWidget *editor = GTK_WIDGET (self->note_editor);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean   has_focus = focus != NULL && gtk_widget_is_ancestor (focus, editor);

  gtk_widget_set_visible (editor, self->note_wanted || has_focus || !dp_note_editor_is_empty (self->note_editor));
}

static void
edit_note_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  DpWindow *self = DP_WINDOW (user_data);

  if (dp_panes_is_folded (self->panes))
    dp_panes_set_visible_pane (self->panes, DP_PANE_READER);
  self->note_wanted = TRUE;
  show_note_editor (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->note_editor));
}

static void
note_left_cb (DpWindow *self)
{
  self->note_wanted = FALSE;
  dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
  dp_window_focus_pane (self, DP_PANE_LIST);
  show_note_editor (self);
}

static void
note_save_requested_cb (DpWindow   *self,
                        guint       rowid,
                        const char *base,
                        const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.set-note", "(uss)", (guint32)rowid, base, text);
}

static void
go_to (DpWindow      *self,
       const DpPlace *place)
{
  if (dp_sidebar_set_place (self->sidebar, place))
    dp_panes_set_visible_pane (self->panes, DP_PANE_LIST);
}

static void
tag_activated_cb (DpWindow   *self,
                  const char *name)
{
  DpPlace place = dp_place_named (DP_SCOPE_TAG, name);

  go_to (self, &place);
}

static void
collection_activated_cb (DpWindow   *self,
                         const char *name)
{
  gint64 id = dp_sidebar_find_collection (self->sidebar, name);

  if (id != 0)
    go_to (self, &(DpPlace){ DP_SCOPE_COLLECTION, id });
}

static void
close_anyway_cb (DpWindow *self)
{
  self->note_given_up = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * dp_window_may_close:
 * @self: a window
 *
 * Asks the user first where a note could not be stored, which would be gone with the
 * window.
 *
 * Returns: whether the window may close; %FALSE while the user is asked
 */
gboolean
dp_window_may_close (DpWindow *self)
{
  GtkWidget *dialog = NULL;

  g_return_val_if_fail (DP_IS_WINDOW (self), TRUE);

  if (self->note_given_up || !dp_note_editor_has_failed (self->note_editor))
    return TRUE;

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Close Without Saving the Note?"),
                                                         _("A note could not be saved. Copy its text if you want to keep it, or try again."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "close", _("C_lose"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response::close", G_CALLBACK (close_anyway_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));

  return FALSE;
}

static gboolean
close_request_cb (DpWindow *self)
{
  return dp_window_may_close (self) ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
}

static const GActionEntry entries[] = {
  { "choose-tags", choose_tags_cb },
  { "choose-collections", choose_collections_cb },
  { "new-collection", new_collection_cb },
  { "remove-tag", remove_tag_cb, "s" },
  { "untag", untag_cb },
  { "uncollect", uncollect_cb },
  { "edit-note", edit_note_cb },
};

/**
 * dp_window_init_marks:
 * @self: a window
 *
 * Adds the actions for tags, collections and notes, and joins what shows them.
 */
void
dp_window_init_marks (DpWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  dp_paper_drag_attach (self->paper_view);

  g_signal_connect_object (self->mark_bar, "tag-activated", G_CALLBACK (tag_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mark_bar, "collection-activated",
                           G_CALLBACK (collection_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_editor, "save-requested",
                           G_CALLBACK (note_save_requested_cb), self, G_CONNECT_SWAPPED);
  /* Before the application hears of it. */
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  g_signal_connect_object (self->note_editor, "left", G_CALLBACK (note_left_cb), self, G_CONNECT_SWAPPED);
}

static void
enable_action (DpWindow   *self,
               const char *name,
               gboolean    enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

/**
 * dp_window_update_mark_actions:
 * @self: a window
 *
 * Makes the actions follow the list and the paper that are shown.
 */
void
dp_window_update_mark_actions (DpWindow *self)
{
  DpScope  scope = dp_sidebar_get_place (self->sidebar)->scope;
  gboolean has_library = self->library != NULL;
  gboolean has_paper = has_library && self->paper != NULL;

  enable_action (self, "choose-tags", has_paper);
  enable_action (self, "choose-collections", has_paper);
  enable_action (self, "edit-note", has_paper);
  enable_action (self, "new-collection", has_library);
  enable_action (self, "untag", has_paper && scope == DP_SCOPE_TAG);
  enable_action (self, "uncollect", has_paper && scope == DP_SCOPE_COLLECTION);
}

/**
 * dp_window_show_marks:
 * @self: a window
 *
 * Shows the tags, collections and note of the paper that is shown, which is another one
 * or was read anew.
 */
void
dp_window_show_marks (DpWindow *self)
{
  const DpPaper *paper = self->paper;
  guint32        rowid = paper != NULL ? paper->rowid : 0;

  if (self->noted_rowid != rowid)
    self->note_wanted = FALSE;
  self->noted_rowid = rowid;

  dp_mark_bar_set_names (self->mark_bar, paper != NULL ? (const char *const *)paper->collections : NULL,
                         paper != NULL ? (const char *const *)paper->tags : NULL);
  dp_note_editor_set_note (self->note_editor, rowid, paper != NULL ? paper->note : NULL);
  show_note_editor (self);
  gtk_widget_set_visible (self->marks_box, paper != NULL);
}

/**
 * dp_window_note_saved:
 * @self: a window
 * @rowid: a paper
 * @stored: (nullable): its note as the library holds it now; %NULL when it could not be stored
 * @problem: (nullable): why it could not, a sentence
 *
 * Answers the action `app.set-note`.
 */
void
dp_window_note_saved (DpWindow   *self,
                      guint32     rowid,
                      const char *stored,
                      const char *problem)
{
  g_return_if_fail (DP_IS_WINDOW (self));

  dp_note_editor_take_answer (self->note_editor, rowid, stored, problem);
  show_note_editor (self);
  if (problem != NULL && self->noted_rowid != rowid)
    dp_window_add_toast (self, adw_toast_new (_("The note on another paper could not be saved. It is kept there to try again.")));
}
