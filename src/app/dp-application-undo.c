/* dp-application-undo.c: taking back what was done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#define UNDO_ACTION "undo"
#define UNDO_STEP_ACTION "undo-step"

static void
update_action (DpApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), UNDO_ACTION);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), !dp_undo_is_empty (self->undo));
}

static void
show (DpApplication *self,
      AdwToast      *toast) /* (transfer full) (nullable) */
{
  if (toast != NULL)
    dp_window_add_toast (self->window, toast);
}

/**
 * dp_application_offer_undo:
 * @self: an application
 * @sentence: what was done, as “3 bookmarks removed”
 * @func: takes it back; its owner is @self
 * @data: (transfer full): for @func
 * @destroy: (nullable): frees @data
 *
 * Says what was done, and offers for a moment to take it back; Ctrl+Z does later too.
 */
void
dp_application_offer_undo (DpApplication *self,
                           const char    *sentence,
                           DpUndoFunc     func,
                           gpointer       data,
                           GDestroyNotify destroy)
{
  guint id = dp_undo_push (self->undo, sentence, func, data, destroy);

  update_action (self);
  show (self, self->window != NULL ? dp_undo_offer (self->undo, id, "app." UNDO_STEP_ACTION) : NULL);
}

/**
 * dp_application_forget_undo:
 * @self: an application
 *
 * Forgets what was done: the library is another now.
 */
void
dp_application_forget_undo (DpApplication *self)
{
  dp_undo_clear (self->undo);
  update_action (self);
}

/* Who presses a key does not see what is undone, so it is said after. */
static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  DpApplication   *self = DP_APPLICATION (user_data);
  g_autofree char *sentence = dp_undo_take_back (self->undo, 0);

  update_action (self);
  if (sentence != NULL && self->window != NULL)
    show (self, dp_undo_confirm (self->undo, sentence));
}

static void
undo_step_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);

  g_free (dp_undo_take_back (self->undo, g_variant_get_uint32 (parameter)));
  update_action (self);
}

/* An accelerator of the application would come before the text that somebody types in. */
static gboolean
key_cb (GtkWidget *window,
        GVariant  *arguments,
        gpointer   user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    return FALSE;

  g_action_group_activate_action (G_ACTION_GROUP (user_data), UNDO_ACTION, NULL);

  return TRUE;
}

/**
 * dp_application_watch_undo_key:
 * @self: an application
 * @window: its window
 *
 * Has Ctrl+Z undo in @window, where it does not undo text.
 */
void
dp_application_watch_undo_key (DpApplication *self,
                               GtkWidget     *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (key_cb, self, NULL)));
  gtk_widget_add_controller (window, controller);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (dp_undo_let_toast_go), self->undo);
}

/* - `app.undo`: the last thing that was done, `app.undo-step(u)`: one of them */
static const GActionEntry entries[] = {
  { UNDO_ACTION, undo_cb },
  { UNDO_STEP_ACTION, undo_step_cb, "u" },
};

/**
 * dp_application_begin_undo:
 * @self: an application that starts up
 *
 * Adds the actions that take back what was done.
 */
void
dp_application_begin_undo (DpApplication *self)
{
  self->undo = dp_undo_new (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  update_action (self);
}
