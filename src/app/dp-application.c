/* dp-application.c: the program with its window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "service/dp-problem.h"
#include "ui/dp-preferences.h"

/* Where the window meets the library and the services. The window asks with actions:
 *
 * - `app.refresh`, `app.refresh-if-due`, `app.refresh-topic(x)`, `app.cancel-refresh`
 * - `app.show-list(s)`: a list, as the setting `selected-list` names it
 * - `app.fetch-day(s)`: if it is not here; `app.refetch-day(s)`, in any case;
 *   `app.fetch-days((ss))`, from one to another
 * - `app.set-mark((sbau))`: `bookmark` or `read`, set or clear, papers
 * - `app.follow((asas))`: words, categories
 * - `app.remove-topic(x)`, `app.move-topic((xu))`
 * - `app.export-list(s)`, `app.export-list-to((ss))`: a format, a file's URI;
 *   `app.cancel-list-export`, `app.open-folder(s)`: where a file is
 * - `app.copy-papers((sau))`, `app.save-papers((sau))`, …: see dp-application-cite.c
 * - `app.open-pdf(u)`, `app.download-pdf(u)`, …: see dp-application-pdf.c
 * - `app.open(s)`: a paper by its id or address, or a file; `app.cancel-open`
 * - `app.import`: files that are chosen, `app.export-library`, `app.export-library-to(s)`
 * - `app.open-library`, `app.set-library-aside`: after it could not be opened
 *
 * Those of tags, collections and notes are in dp-application-tags.c, those of undo in
 * dp-application-undo.c.
 *
 * Each is one call into the service or the library. What fails is turned into a
 * sentence by service/dp-problem and shown by the window. */

G_DEFINE_FINAL_TYPE (DpApplication, dp_application, ADW_TYPE_APPLICATION)

/**
 * dp_application_report:
 * @self: an application
 * @error: what went wrong
 *
 * Says above the list what happened, what was kept and what can be done.
 */
void
dp_application_report (DpApplication *self,
                       const GError  *error)
{
  g_autofree char *sentence = NULL;

  if (self->window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  sentence = dp_problem_dup_sentence (error, NULL);
  dp_window_show_notice (self->window, sentence);
}

static void
refresh_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  dp_application_refresh (DP_APPLICATION (user_data), 0, DP_REFRESH_FLAGS_FORCE);
}

/* Another process was started by a timer, and found that we are here. */
static void
refresh_if_due_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  dp_application_refresh (DP_APPLICATION (user_data), 0, DP_REFRESH_FLAGS_NONE);
}

static void
show_list_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  dp_application_show_list (DP_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
refresh_topic_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  dp_application_refresh (DP_APPLICATION (user_data), g_variant_get_int64 (parameter), DP_REFRESH_FLAGS_FORCE);
}

static void
cancel_refresh_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);

  if (self->service != NULL)
    dp_service_stop_refreshing (self->service);
}

static void
fetch_day_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  dp_application_fetch_day (DP_APPLICATION (user_data), g_variant_get_string (parameter, NULL), DP_REFRESH_FLAGS_NONE);
}

static void
refetch_day_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  dp_application_fetch_day (DP_APPLICATION (user_data), g_variant_get_string (parameter, NULL), DP_REFRESH_FLAGS_FORCE);
}

static void
fetch_days_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  dp_application_fetch_days (DP_APPLICATION (user_data), parameter);
}

static void
set_mark_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  dp_application_set_mark (DP_APPLICATION (user_data), parameter);
}

static void
follow_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  dp_application_follow (DP_APPLICATION (user_data), parameter);
}

static void
remove_topic_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  dp_application_remove_topic (DP_APPLICATION (user_data), g_variant_get_int64 (parameter));
}

static void
move_topic_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gint64 topic_id = 0;
  guint  position = 0;

  g_variant_get (parameter, "(xu)", &topic_id, &position);
  dp_application_move_topic (DP_APPLICATION (user_data), topic_id, position);
}

static void
export_list_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  dp_application_ask_for_file (DP_APPLICATION (user_data), g_variant_get_string (parameter, NULL), NULL);
}

static void
export_list_to_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  const char *format = NULL;
  const char *uri = NULL;
  g_autoptr (GFile) file = NULL;

  g_variant_get (parameter, "(&s&s)", &format, &uri);
  file = g_file_new_for_uri (uri);
  dp_application_export_list_to (DP_APPLICATION (user_data), format, file);
}

static void
cancel_list_export_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  dp_application_cancel_list_export (DP_APPLICATION (user_data));
}

static void
open_folder_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  dp_application_open_folder (DP_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
import_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  dp_application_choose_import (DP_APPLICATION (user_data));
}

static void
export_library_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  dp_application_export_library (DP_APPLICATION (user_data));
}

static void
export_library_to_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  dp_application_export_to_file (DP_APPLICATION (user_data), file);
}

static void
open_library_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  dp_application_open_library (DP_APPLICATION (user_data));
}

static void
set_library_aside_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  dp_application_ask_set_aside (DP_APPLICATION (user_data));
}

static void
open_action_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  dp_application_open_text (DP_APPLICATION (user_data), g_variant_get_string (parameter, NULL));
}

static void
cancel_open_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  dp_application_cancel_open (DP_APPLICATION (user_data));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);
  GtkWidget     *preferences = dp_preferences_new (self->settings, self->library);

  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (self->window));
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  g_signal_connect_object (preferences, "destroy", G_CALLBACK (dp_application_copy_soon), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  DpApplication  *self = DP_APPLICATION (user_data);
  const char     *comments = _("Thank you to arXiv for use of its open access interoperability. This product was "
                              "not reviewed or approved by, nor does it necessarily express or reflect the "
                              "policies or opinions of, arXiv.\n\n"
                              "Daily Papers is not affiliated with arXiv or Hugging Face.");
  AdwAboutWindow *about = NULL;

  about = g_object_new (ADW_TYPE_ABOUT_WINDOW,
                        "transient-for", self->window,
                        "modal", TRUE,
                        "application-icon", APPLICATION_ID,
                        "version", PACKAGE_VERSION,
                        "website", PACKAGE_URL,
                        "license-type", GTK_LICENSE_GPL_3_0,
                        "comments", comments,
                        "application-name", _("Daily Papers"), "developer-name", _("The Daily Papers developers"), "translator-credits", _("translator-credits"), NULL);
#if HAVE_KATEX
  adw_about_window_add_legal_section (about, "KaTeX", "© 2013–2023 Khan Academy and other contributors",
                                      GTK_LICENSE_MIT_X11, NULL);
#endif
  gtk_window_present (GTK_WINDOW (about));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);

  if (self->window == NULL || dp_window_may_close (self->window))
    dp_application_close (self);
}

static const GActionEntry entries[] = {
  { "refresh", refresh_cb },
  { "refresh-if-due", refresh_if_due_cb },
  { "show-list", show_list_cb, "s" },
  { "refresh-topic", refresh_topic_cb, "x" },
  { "cancel-refresh", cancel_refresh_cb },
  { "fetch-day", fetch_day_cb, "s" },
  { "refetch-day", refetch_day_cb, "s" },
  { "fetch-days", fetch_days_cb, "(ss)" },
  { "set-mark", set_mark_cb, "(sbau)" },
  { "follow", follow_cb, "(asas)" },
  { "remove-topic", remove_topic_cb, "x" },
  { "move-topic", move_topic_cb, "(xu)" },
  { "export-list", export_list_cb, "s" },
  { "export-list-to", export_list_to_cb, "(ss)" },
  { "cancel-list-export", cancel_list_export_cb },
  { "open-folder", open_folder_cb, "s" },
  { "import", import_cb },
  { "export-library", export_library_cb },
  { "export-library-to", export_library_to_cb, "s" },
  { "open-library", open_library_cb },
  { "set-library-aside", set_library_aside_cb },
  { "open", open_action_cb, "s" },
  { "cancel-open", cancel_open_cb },
  { "preferences", preferences_cb },
  { "about", about_cb },
  { "quit", quit_cb },
};

static const struct
{
  const char *action;
  const char *accelerators[4];
} accelerators[] = {
  { "app.refresh", { "<Control>r", "F5" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.new-topic", { "<Control>n" } },
  { "win.new-collection", { "<Shift><Control>n" } },
  { "win.search", { "<Control>f" } },
  { "win.copy-as('bibtex')", { "<Shift><Control>c" } },
  { "win.show-today", { "<Control>t" } },
  { "win.choose-day", { "<Control>d" } },
  { "win.mark-all-read", { "<Shift><Control>m" } },
  { "win.back", { "<Alt>Left" } },
  { "win.focus-pane(1)", { "F6" } },
  { "win.focus-pane(-1)", { "<Shift>F6" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.print", { "<Control>p" } },
  { "win.zoom-in", { "<Control>plus", "<Control>KP_Add", "<Control>equal" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom-normal", { "<Control>0", "<Control>KP_0" } },
};

static gboolean
close_request_cb (DpApplication *self)
{
  if (dp_application_stays (self) && self->service != NULL)
    dp_application_leave_window (self);
  else
    dp_application_close (self);

  return GDK_EVENT_STOP; /* the window is gone already */
}

static gboolean
signal_cb (gpointer user_data)
{
  dp_application_close (DP_APPLICATION (user_data));

  return G_SOURCE_CONTINUE;
}

static void
dp_application_startup (GApplication *application)
{
  DpApplication *self = DP_APPLICATION (application);

  G_APPLICATION_CLASS (dp_application_parent_class)->startup (application);

  self->settings = g_settings_new (APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::show-thumbnails",
                           G_CALLBACK (dp_application_update_images), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  dp_application_add_tag_actions (self);
  dp_application_begin_undo (self);
  dp_application_add_cite_actions (self);
  dp_application_add_pdf_actions (self);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].accelerators);

  dp_application_add_backup_actions (self);
  dp_application_begin_schedule (self);

  g_unix_signal_add (SIGINT, signal_cb, self);
  g_unix_signal_add (SIGTERM, signal_cb, self);
}

/* For who measures the start: tests/bench reads it, and what the list then says. */
static void
first_frame_cb (GdkFrameClock *clock)
{
  g_debug ("The first frame is drawn");
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, NULL);
}

static void
open_window (DpApplication *self)
{
  GtkWidget *window = dp_window_new (GTK_APPLICATION (self), self->settings, self->progress);

  g_set_weak_pointer (&self->window, DP_WINDOW (window));
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "topic-edited", G_CALLBACK (dp_application_save_topic), self,
                           G_CONNECT_SWAPPED);
  dp_application_watch_undo_key (self, window);
  self->began_at = g_get_real_time ();
  dp_application_add_math (self);
  dp_application_open_library (self);

  gtk_widget_realize (window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (first_frame_cb), NULL);
}

/* The first activation of a program that was started without a window is its own. */
static void
dp_application_activate (GApplication *application)
{
  DpApplication *self = DP_APPLICATION (application);

  if (self->is_closing)
    return;

  if (self->presence != DP_PRESENCE_WINDOW && !self->is_held)
    {
      dp_application_stay (self);
      dp_application_open_library (self);
      return;
    }

  if (self->window == NULL)
    open_window (self);

  gtk_window_present (GTK_WINDOW (self->window));
}

static void
dp_application_open (GApplication *application,
                     GFile       **files,
                     int           n_files,
                     const char   *hint)
{
  g_application_activate (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *uri = g_file_get_uri (files[i]);

      dp_application_open_text (DP_APPLICATION (application), uri);
    }
}

static gboolean
dp_application_local_command_line (GApplication *application,
                                   char       ***arguments,
                                   int          *exit_status)
{
  dp_application_name_papers (*arguments);

  return G_APPLICATION_CLASS (dp_application_parent_class)->local_command_line (application, arguments, exit_status);
}

/* With one that is there already nothing is started: it is told, or knows itself. */
static int
start_without_window (DpApplication *self,
                      DpPresence     presence)
{
  GApplication *application = G_APPLICATION (self);
  g_autoptr (GError) error = NULL;

  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  if (!g_application_get_is_remote (application))
    {
      self->presence = presence;
      return -1;
    }

  if (presence == DP_PRESENCE_ONCE)
    g_action_group_activate_action (G_ACTION_GROUP (application), "refresh-if-due", NULL);

  return 0;
}

static int
dp_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  DpApplication *self = DP_APPLICATION (application);
  const char    *library = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("%s %s\n", PACKAGE_NAME, PACKAGE_VERSION);
      return 0;
    }

  if (g_variant_dict_lookup (options, "library", "^&ay", &library))
    {
      g_free (self->library_path);
      self->library_path = g_canonicalize_filename (library, NULL);
      /* Who names a library wants to see that one, and not a window with another. */
      g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }

  if (g_variant_dict_contains (options, "refresh"))
    return start_without_window (self, DP_PRESENCE_ONCE);
  if (g_variant_dict_contains (options, "background"))
    return start_without_window (self, DP_PRESENCE_STAYS);

  return -1;
}

static void
dp_application_dispose (GObject *object)
{
  DpApplication *self = DP_APPLICATION (object);

  g_clear_handle_id (&self->session_timeout_id, g_source_remove);
  g_clear_handle_id (&self->progress_timeout_id, g_source_remove);
  g_clear_handle_id (&self->start_timeout_id, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->schedule);
  g_clear_object (&self->settings);
  g_clear_object (&self->progress);

  G_OBJECT_CLASS (dp_application_parent_class)->dispose (object);
}

static void
dp_application_finalize (GObject *object)
{
  DpApplication *self = DP_APPLICATION (object);

  g_free (self->library_path);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_clear_pointer (&self->undo, dp_undo_free);
  g_clear_object (&self->opening);

  G_OBJECT_CLASS (dp_application_parent_class)->finalize (object);
}

static void
dp_application_class_init (DpApplicationClass *klass)
{
  GObjectClass      *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = dp_application_dispose;
  object_class->finalize = dp_application_finalize;
  application_class->startup = dp_application_startup;
  application_class->activate = dp_application_activate;
  application_class->open = dp_application_open;
  application_class->local_command_line = dp_application_local_command_line;
  application_class->handle_local_options = dp_application_handle_local_options;
}

static void
dp_application_init (DpApplication *self)
{
  static const GOptionEntry options[] = {
    { "library", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, NULL, N_("Use another library"), N_("FILE") },
      { "refresh", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Open no window; refresh if it is time to, and exit"), NULL },
        { "background", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Open no window; stay and refresh whenever it is time to"), NULL },
          { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
            { NULL },
        };

  self->progress = dp_refresh_progress_new ();
  self->library_path = dp_library_dup_default_path ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[PAPER|FILE…]"));
}

/**
 * dp_application_new:
 *
 * Returns: (transfer full): the application
 */
DpApplication *
dp_application_new (void)
{
  return g_object_new (DP_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/dailypapers/DailyPapers",
                       NULL);
}

/**
 * dp_application_get_exit_status:
 * @self: an application that has run
 *
 * Returns: 1 when it could not do what it was started for and had no window to say so, else 0
 */
int
dp_application_get_exit_status (DpApplication *self)
{
  g_return_val_if_fail (DP_IS_APPLICATION (self), 1);

  return self->has_failed ? 1 : 0;
}
