/* dp-restore-dialog.c: which backup is to be restored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/keep/dp-restore-dialog.h"

#define URI_KEY "dp-uri"

struct _DpRestoreDialog
{
  AdwWindow parent_instance;

  /* Template */
  GtkWidget           *file_row;
  AdwPreferencesGroup *daily_group;
  AdwPreferencesGroup *replaced_group;
};

G_DEFINE_FINAL_TYPE (DpRestoreDialog, dp_restore_dialog, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_CHOSEN,
  SIGNAL_FILE_REQUESTED,
} DpRestoreDialogSignal;

static guint signals[SIGNAL_FILE_REQUESTED + 1];

static void
file_activated_cb (DpRestoreDialog *self)
{
  g_autoptr (DpRestoreDialog) kept G_GNUC_UNUSED = g_object_ref (self);

  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_FILE_REQUESTED], 0);
}

static void
copy_activated_cb (GtkWidget       *row,
                   DpRestoreDialog *self)
{
  g_autoptr (DpRestoreDialog) kept G_GNUC_UNUSED = g_object_ref (self);
  g_autofree char                 *uri = g_strdup (g_object_get_data (G_OBJECT (row), URI_KEY));

  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, uri);
}

static void
dp_restore_dialog_class_init (DpRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * DpRestoreDialog::chosen:
   * @self: the dialog
   * @uri: the copy, as it was added
   */
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", DP_TYPE_RESTORE_DIALOG, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * DpRestoreDialog::file-requested:
   * @self: the dialog
   */
  signals[SIGNAL_FILE_REQUESTED] =
    g_signal_new ("file-requested", DP_TYPE_RESTORE_DIALOG, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DpRestoreDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, DpRestoreDialog, daily_group);
  gtk_widget_class_bind_template_child (widget_class, DpRestoreDialog, replaced_group);
  gtk_widget_class_bind_template_callback (widget_class, file_activated_cb);
}

static void
dp_restore_dialog_init (DpRestoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dp_restore_dialog_new:
 *
 * Returns: (transfer none): a dialog without copies
 */
GtkWidget *
dp_restore_dialog_new (void)
{
  return g_object_new (DP_TYPE_RESTORE_DIALOG, NULL);
}

/**
 * dp_restore_dialog_add_copy:
 * @self: a dialog
 * @uri: what is given back when it is chosen
 * @is_replaced: whether it was made before a restore, and not on a day by itself
 * @title: when it was made
 * @subtitle: what it holds
 *
 * Offers a copy below those before.
 */
void
dp_restore_dialog_add_copy (DpRestoreDialog *self,
                            const char      *uri,
                            gboolean         is_replaced,
                            const char      *title,
                            const char      *subtitle)
{
  AdwPreferencesGroup *group = is_replaced ? self->replaced_group : self->daily_group;
  GtkWidget           *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), URI_KEY, g_strdup (uri), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (copy_activated_cb), self, 0);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}
