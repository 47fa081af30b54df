/* dp-progress-dialog.c: something long is under way, and can be given up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/keep/dp-progress-dialog.h"

#include <glib/gi18n.h>

/* What is over before is no reason to cover the window. */
#define DELAY_MS 300

struct _DpProgressDialog
{
  GtkWindow      *dialog;      /* (unowned) (nullable) once it went with its parent */
  GtkProgressBar *bar;         /* (unowned), lives with @dialog */
  GCancellable   *cancellable; /* (owned) */
  guint           timeout_id;
};

static gboolean
present_cb (gpointer user_data)
{
  DpProgressDialog *self = user_data;

  self->timeout_id = 0;
  if (self->dialog != NULL)
    gtk_window_present (self->dialog);

  return G_SOURCE_REMOVE;
}

/* Escape is the same as the button. */
static void
response_cb (DpProgressDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
add_bar (DpProgressDialog *self)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress"), -1);
  gtk_widget_set_size_request (bar, 240, -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self->dialog), bar);
  self->bar = GTK_PROGRESS_BAR (bar);
}

/**
 * dp_progress_dialog_new:
 * @parent: a window, which is covered meanwhile
 * @heading: what is under way
 * @cancellable: what the person cancels
 *
 * Returns: (transfer full): a dialog that appears after a moment
 */
DpProgressDialog *
dp_progress_dialog_new (GtkWindow    *parent,
                        const char   *heading,
                        GCancellable *cancellable)
{
  DpProgressDialog *self = g_new0 (DpProgressDialog, 1);

  self->cancellable = g_object_ref (cancellable);
  g_set_weak_pointer (&self->dialog, GTK_WINDOW (adw_message_dialog_new (parent, heading, NULL)));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self->dialog), "cancel", _("_Cancel"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self->dialog), "cancel");
  add_bar (self);
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (response_cb), self);
  self->timeout_id = g_timeout_add (DELAY_MS, present_cb, self);

  return self;
}

/**
 * dp_progress_dialog_free:
 * @self: (transfer full): a dialog
 *
 * Takes it from the screen.
 */
void
dp_progress_dialog_free (DpProgressDialog *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->dialog != NULL)
    {
      GtkWindow *dialog = self->dialog;

      g_signal_handlers_disconnect_by_data (dialog, self);
      g_clear_weak_pointer (&self->dialog);
      gtk_window_destroy (dialog);
    }
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * dp_progress_dialog_set_done:
 * @self: a dialog
 * @n_done: how much is done
 * @n_total: of how much; 0 when nobody knows
 */
void
dp_progress_dialog_set_done (DpProgressDialog *self,
                             guint64           n_done,
                             guint64           n_total)
{
  if (self->dialog == NULL)
    return;

  if (n_total > 0)
    gtk_progress_bar_set_fraction (self->bar, (double)n_done / (double)n_total);
  else
    gtk_progress_bar_pulse (self->bar);
}
