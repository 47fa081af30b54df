/* dp-window-page.c: what is done with the page that is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ui/window/dp-window-private.h"

#include <glib/gi18n.h>

#include "ui/reader/dp-page-print.h"
#include "ui/reader/dp-zoom.h"

static void
enable (DpWindow   *self,
        const char *name,
        gboolean    enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

static void
update_zoom_actions (DpWindow *self)
{
  double zoom = g_settings_get_double (self->settings, "reader-zoom");

  enable (self, "zoom-in", zoom < DP_ZOOM_MAX);
  enable (self, "zoom-out", zoom > DP_ZOOM_MIN);
}

static void
zoom_by (DpWindow *self,
         int       steps)
{
  double zoom = g_settings_get_double (self->settings, "reader-zoom");

  g_settings_set_double (self->settings, "reader-zoom", dp_zoom_step (zoom, steps));
}

static void
zoom_in_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  zoom_by (DP_WINDOW (user_data), 1);
}

static void
zoom_out_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  zoom_by (DP_WINDOW (user_data), -1);
}

static void
zoom_normal_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  g_settings_reset (DP_WINDOW (user_data)->settings, "reader-zoom");
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           DpWindow                 *self)
{
  GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((modifiers & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;

  zoom_by (self, dy < 0 ? 1 : -1);

  return GDK_EVENT_STOP;
}

/* @problem names what failed and takes the reason. */
static void
report (DpWindow     *self,
        const char   *problem,
        const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  text = g_markup_printf_escaped ("%s (%s)", problem, error->message);
  dp_window_add_toast (self, adw_toast_new (text));
}

/* The page, or %NULL when the user has been told that there is none. */
static WebKitWebView *
get_page (DpWindow *self)
{
  WebKitWebView *view = dp_reader_get_web_view (self->reader);

  if (view == NULL)
    dp_window_add_toast (self, adw_toast_new (_("A paper that is shown as plain text cannot be printed")));

  return view;
}

static void
printed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (DpWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_page_print_finish (result, &error))
    report (self, _("The paper was not printed."), error);
}

static void
print_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  DpWindow      *self = DP_WINDOW (user_data);
  WebKitWebView *view = get_page (self);

  if (view != NULL)
    dp_page_print_async (view, GTK_WINDOW (self), NULL, printed_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (DpWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (dp_page_print_to_file_finish (result, &error))
    dp_window_add_toast (self, adw_toast_new (_("Saved as PDF")));
  else
    report (self, _("The PDF was not saved."), error);
}

static void
save_as_pdf (DpWindow *self,
             GFile    *file)
{
  WebKitWebView *view = get_page (self);

  if (view != NULL)
    dp_page_print_to_file_async (view, file, NULL, saved_cb, g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           DpWindow        *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    save_as_pdf (self, file);

  g_object_unref (chooser);
}

/* An id may be an address, with anything in it. */
static char *
dup_file_name (const DpPaper *paper)
{
  char *name = g_strconcat (paper->id, ".pdf", NULL);

  return g_strcanon (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS ".-", '-');
}

static void
save_as_pdf_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DpWindow             *self = DP_WINDOW (user_data);
  g_autofree char      *name = dup_file_name (self->paper);
  GtkFileChooserNative *chooser = NULL;

  chooser = gtk_file_chooser_native_new (_("Save as PDF"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                            _("_Save"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* By D-Bus, for scripts and tests. */
static void
save_as_pdf_to_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  save_as_pdf (DP_WINDOW (user_data), file);
}

static const GActionEntry entries[] = {
  { "zoom-in", zoom_in_cb },
  { "zoom-out", zoom_out_cb },
  { "zoom-normal", zoom_normal_cb },
  { "print", print_cb },
  { "save-as-pdf", save_as_pdf_cb },
  { "save-as-pdf-to", save_as_pdf_to_cb, "s" },
};

/**
 * dp_window_update_page_actions:
 * @self: a window
 *
 * Makes the actions follow the paper that is shown.
 */
void
dp_window_update_page_actions (DpWindow *self)
{
  enable (self, "print", self->paper != NULL);
  enable (self, "save-as-pdf", self->paper != NULL);
  enable (self, "save-as-pdf-to", self->paper != NULL);
}

/**
 * dp_window_install_page_actions:
 * @self: a window
 *
 * Adds the actions that are about the page.
 */
void
dp_window_install_page_actions (DpWindow *self)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->reader), scroll);
}

/**
 * dp_window_follow_zoom:
 * @self: a window that has its settings
 *
 * Shows papers as large as the settings say, from now on.
 */
void
dp_window_follow_zoom (DpWindow *self)
{
  g_settings_bind (self->settings, "reader-zoom", self->reader, "zoom", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->settings, "changed::reader-zoom",
                           G_CALLBACK (update_zoom_actions), self, G_CONNECT_SWAPPED);
  update_zoom_actions (self);
}
