/* dp-import-dialog.c: files on their way into the library, as a person sees them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/dp-import-dialog.h"

#include <glib/gi18n.h>

/* Up to so many characters a value stands beside its label, and below it otherwise. */
#define MAX_SHORT_VALUE 16
#define MAX_VALUE_LINES 4

struct _DpImportDialog
{
  AdwWindow parent_instance;

  GPtrArray *groups; /* of AdwPreferencesGroup (unowned): one a file */

  /* Template */
  GtkButton           *close_button;
  GtkWidget           *import_button;
  GtkStack            *stack;
  GtkWidget           *progress_page;
  GtkLabel            *progress_label;
  GtkProgressBar      *progress_bar;
  AdwPreferencesPage  *details_page;
  AdwPreferencesGroup *problems_group;
  GtkTextView         *problems_view;
};

G_DEFINE_FINAL_TYPE (DpImportDialog, dp_import_dialog, ADW_TYPE_WINDOW)

typedef enum
{
  SIGNAL_IMPORT_REQUESTED,
} DpImportDialogSignal;

static guint signals[SIGNAL_IMPORT_REQUESTED + 1];

static void
import_clicked_cb (DpImportDialog *self)
{
  g_signal_emit (self, signals[SIGNAL_IMPORT_REQUESTED], 0);
}

static char *
dup_problems (DpImportDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->problems_view);
  GtkTextIter    start;
  GtkTextIter    end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
copy_clicked_cb (DpImportDialog *self)
{
  g_autofree char *text = dup_problems (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
dp_import_dialog_finalize (GObject *object)
{
  DpImportDialog *self = DP_IMPORT_DIALOG (object);

  g_ptr_array_unref (self->groups);

  G_OBJECT_CLASS (dp_import_dialog_parent_class)->finalize (object);
}

static void
dp_import_dialog_class_init (DpImportDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = dp_import_dialog_finalize;

  /**
   * DpImportDialog::import-requested:
   * @self: the dialog
   *
   * Emitted when the files that are shown are to be imported.
   */
  signals[SIGNAL_IMPORT_REQUESTED] =
    g_signal_new ("import-requested", DP_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/dailypapers/DailyPapers/dp-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, progress_page);
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, details_page);
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, problems_group);
  gtk_widget_class_bind_template_child (widget_class, DpImportDialog, problems_view);
  gtk_widget_class_bind_template_callback (widget_class, import_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
}

static void
dp_import_dialog_init (DpImportDialog *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  dp_import_dialog_show_progress (self, _("Looking at the file…"), -1);
}

/**
 * dp_import_dialog_new:
 *
 * Returns: (transfer none): a dialog that shows progress
 */
GtkWidget *
dp_import_dialog_new (void)
{
  return g_object_new (DP_TYPE_IMPORT_DIALOG, NULL);
}

/**
 * dp_import_dialog_show_progress:
 * @self: a dialog
 * @text: what is going on
 * @fraction: how far it is, from 0 to 1; negative when nobody knows
 *
 * Shows that something is under way.
 */
void
dp_import_dialog_show_progress (DpImportDialog *self,
                                const char     *text,
                                double          fraction)
{
  g_return_if_fail (DP_IS_IMPORT_DIALOG (self));

  gtk_label_set_label (self->progress_label, text);
  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, MIN (fraction, 1));

  gtk_stack_set_visible_child (self->stack, self->progress_page);
  gtk_button_set_label (self->close_button, _("_Cancel"));
  gtk_widget_set_visible (self->import_button, FALSE);
}

/**
 * dp_import_dialog_clear:
 * @self: a dialog
 *
 * Takes away all that was said of files.
 */
void
dp_import_dialog_clear (DpImportDialog *self)
{
  g_return_if_fail (DP_IS_IMPORT_DIALOG (self));

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->details_page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->problems_view), "", 0);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), FALSE);
}

/**
 * dp_import_dialog_add_file:
 * @self: a dialog
 * @name: a file's name
 * @description: (nullable): which kind it is, or why it is of no use
 *
 * Begins what is said of a file.
 */
void
dp_import_dialog_add_file (DpImportDialog *self,
                           const char     *name,
                           const char     *description)
{
  AdwPreferencesGroup *group = NULL;
  g_autofree char     *title = NULL;
  g_autofree char     *text = NULL;

  g_return_if_fail (DP_IS_IMPORT_DIALOG (self));

  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  title = g_markup_escape_text (name, -1);
  text = g_markup_escape_text (description != NULL ? description : "", -1);
  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, text);

  /* The problems stay the last. */
  g_object_ref (self->problems_group);
  adw_preferences_page_remove (self->details_page, self->problems_group);
  adw_preferences_page_add (self->details_page, group);
  adw_preferences_page_add (self->details_page, self->problems_group);
  g_object_unref (self->problems_group);
  g_ptr_array_add (self->groups, group);
}

static GtkWidget *
new_value_label (const char *value)
{
  GtkWidget *label = gtk_label_new (value);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

/**
 * dp_import_dialog_add_fact:
 * @self: a dialog with a file
 * @label: what is counted
 * @value: how many there are, or which
 *
 * Says one thing of the file that was added last.
 */
void
dp_import_dialog_add_fact (DpImportDialog *self,
                           const char     *label,
                           const char     *value)
{
  AdwActionRow *row = NULL;

  g_return_if_fail (DP_IS_IMPORT_DIALOG (self));
  g_return_if_fail (self->groups->len > 0);

  row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  if (g_utf8_strlen (value, -1) <= MAX_SHORT_VALUE)
    {
      adw_action_row_add_suffix (row, new_value_label (value));
    }
  else
    {
      adw_action_row_set_subtitle (row, value);
      adw_action_row_set_subtitle_lines (row, MAX_VALUE_LINES);
    }
  adw_preferences_group_add (g_ptr_array_index (self->groups, self->groups->len - 1), GTK_WIDGET (row));
}

/**
 * dp_import_dialog_add_problem:
 * @self: a dialog
 * @text: a line about a line that cannot be read
 *
 * Adds a line to those that can be scrolled and copied.
 */
void
dp_import_dialog_add_problem (DpImportDialog *self,
                              const char     *text)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter    end;

  g_return_if_fail (DP_IS_IMPORT_DIALOG (self));

  buffer = gtk_text_view_get_buffer (self->problems_view);
  gtk_text_buffer_get_end_iter (buffer, &end);
  if (gtk_text_buffer_get_char_count (buffer) > 0)
    gtk_text_buffer_insert (buffer, &end, "\n", 1);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_group), TRUE);
}

/**
 * dp_import_dialog_ask:
 * @self: a dialog to which was added what the files hold
 * @may_import: whether there is anything to import
 *
 * Shows what the files hold and lets the person decide.
 */
void
dp_import_dialog_ask (DpImportDialog *self,
                      gboolean        may_import)
{
  g_return_if_fail (DP_IS_IMPORT_DIALOG (self));

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->details_page));
  gtk_button_set_label (self->close_button, may_import ? _("_Cancel") : _("C_lose"));
  gtk_widget_set_visible (self->import_button, may_import);
  gtk_window_set_title (GTK_WINDOW (self), _("Import"));
  gtk_window_set_focus (GTK_WINDOW (self), may_import ? self->import_button : GTK_WIDGET (self->close_button));
}

/**
 * dp_import_dialog_show_report:
 * @self: a dialog to which was added what became of the files
 *
 * Shows that, to be read and closed.
 */
void
dp_import_dialog_show_report (DpImportDialog *self)
{
  dp_import_dialog_ask (self, FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _("Import Report"));
}
