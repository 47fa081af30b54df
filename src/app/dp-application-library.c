/* dp-application-library.c: opening the library and closing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"
#include "app/dp-thumbnail-images.h"

#include <glib/gi18n.h>

#include "library/mark/dp-mark-store.h"
#include "service/dp-problem.h"

/* A session counts for *New* once somebody can have looked at it. */
#define SESSION_SECONDS 10

#define RESPONSE_SET_ASIDE "set-aside"

static void
open_thread (GTask        *task,
             gpointer      object,
             gpointer      data,
             GCancellable *cancellable)
{
  GError    *error = NULL;
  DpLibrary *library = dp_library_open (data, &error);

  if (library != NULL)
    g_task_return_pointer (task, library, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
record_session_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The next session then shows as new what this one did: no reason to disturb. */
  if (!dp_mark_store_record_session_finish (DP_LIBRARY (object), result, &error))
    g_debug ("The session was not recorded: %s", error->message);
}

static gboolean
session_cb (gpointer user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);

  self->session_timeout_id = 0;
  dp_mark_store_record_session_async (self->library, self->began_at, NULL, record_session_cb, NULL);

  return G_SOURCE_REMOVE;
}

/**
 * dp_application_update_images:
 * @self: an application
 *
 * Gives the window thumbnails, or none: who turns them off wants nothing of them to be
 * asked for.
 */
void
dp_application_update_images (DpApplication *self)
{
  g_autoptr (DpImageProvider) images = NULL;

  if (self->window == NULL)
    return;

  if (self->service != NULL && g_settings_get_boolean (self->settings, "show-thumbnails"))
    images = dp_thumbnail_images_new (dp_service_get_thumbnails (self->service));
  dp_window_set_images (self->window, images);
}

static void
show_library (DpApplication *self)
{
  g_autoptr (GError) read_only = NULL;
  g_autofree char *notice = NULL;

  dp_application_update_images (self);
  dp_window_set_library (self->window, self->library);
  dp_application_open_pending (self);

  if (dp_library_is_read_only (self->library))
    {
      read_only = g_error_new_literal (DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_READ_ONLY, "read-only");
      notice = dp_problem_dup_sentence (read_only, NULL);
      dp_window_show_notice (self->window, notice);
      return;
    }

  self->session_timeout_id = g_timeout_add_seconds (SESSION_SECONDS, session_cb, self);
}

static void
use_library (DpApplication *self,
             DpLibrary     *library)
{
  self->library = g_object_ref (library);
  dp_library_watch (library);
  self->service = dp_service_new_default (library);
  dp_application_watch_refresh (self);

  if (self->window != NULL)
    show_library (self);
  dp_application_library_is_open (self);
  dp_application_watch_restores (self);
  dp_application_begin_copies (self);
}

/* A program without a window ends, and says why to who started it. */
static void
print_problem (DpApplication *self,
               const GError  *error)
{
  g_autofree char *sentence = dp_problem_dup_sentence (error, NULL);

  g_printerr ("%s\n", sentence);
  self->has_failed = TRUE;
  dp_application_close (self);
}

/* Of a damaged library the window can do what other places can only describe. */
static void
show_problem (DpApplication *self,
              const GError  *error)
{
  gboolean         is_damaged = g_error_matches (error, DP_LIBRARY_ERROR, DP_LIBRARY_ERROR_DAMAGED);
  g_autofree char *path = g_filename_display_name (self->library_path);
  g_autofree char *title = dp_problem_dup_title (error);
  g_autofree char *sentence = NULL;

  if (is_damaged)
    sentence = g_strdup_printf (_("The file “%s” cannot be read as a library. Nothing in it was changed. You can put a "
                                  "copy of yours in its place and try again, or keep it under another name and start "
                                  "a new library."),
                                   path);
  else
    sentence = dp_problem_dup_sentence (error, NULL);

  dp_window_show_problem (self->window, title, sentence, is_damaged);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  DpApplication *self = DP_APPLICATION (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (DpLibrary) library = g_task_propagate_pointer (G_TASK (result), &error);

  self->is_opening = FALSE;
  g_application_release (G_APPLICATION (self));

  if (self->is_closing || (self->window == NULL && !self->is_held))
    {
      if (library != NULL)
        dp_library_close (library);
      return;
    }

  if (library != NULL)
    {
      use_library (self, library);
      return;
    }

  if (self->window != NULL)
    show_problem (self, error);
  else
    print_problem (self, error);
}

/**
 * dp_application_open_library:
 * @self: an application
 *
 * Opens the library on a thread of its own, for a migration can take a while, and
 * shows it, or why it cannot be opened. One that is open already is shown.
 */
void
dp_application_open_library (DpApplication *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->library != NULL && self->window != NULL)
    show_library (self);
  if (self->library != NULL || self->is_opening)
    return;

  self->is_opening = TRUE;
  g_application_hold (G_APPLICATION (self));

  task = g_task_new (self, NULL, open_cb, NULL);
  g_task_set_source_tag (task, dp_application_open_library);
  g_task_set_task_data (task, g_strdup (self->library_path), g_free);
  g_task_run_in_thread (task, open_thread);
}

static void
set_library_aside (DpApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *path = dp_library_set_aside (self->library_path, &error);
  g_autofree char *name = NULL;
  g_autofree char *notice = NULL;

  if (path == NULL)
    {
      title = dp_problem_dup_title (error);
      sentence = dp_problem_dup_sentence (error, NULL);
      dp_window_show_problem (self->window, title, sentence, TRUE);
      return;
    }

  name = g_filename_display_basename (path);
  /* Translators: %s is the name of a file */
  notice = g_strdup_printf (_("The damaged library was kept as “%s”. This is a new one."), name);
  dp_window_show_notice (self->window, notice);
  dp_application_open_library (self);
}

static void
response_cb (DpApplication *self,
             const char    *response)
{
  if (g_str_equal (response, RESPONSE_SET_ASIDE) && self->library == NULL && !self->is_opening)
    set_library_aside (self);
}

/**
 * dp_application_ask_set_aside:
 * @self: an application whose library is damaged
 *
 * Asks, and when that is wished gives the damaged library another name and begins a
 * new one. Nothing is deleted.
 */
void
dp_application_ask_set_aside (DpApplication *self)
{
  GtkWidget *dialog = NULL;

  if (self->library != NULL || self->is_opening || self->window == NULL)
    return;

  dialog = adw_message_dialog_new (GTK_WINDOW (self->window), _("Start a New Library?"),
                                                                 _("The damaged library is kept under another name in the same folder. Nothing is "
                                     "deleted. The new library has no topics, papers or bookmarks."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"), RESPONSE_SET_ASIDE, _("_Start a New Library"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), RESPONSE_SET_ASIDE,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
shutdown_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!dp_service_shutdown_finish (DP_SERVICE (object), result, &error))
    g_warning ("%s", error->message);

  g_clear_object (&self->service);
  g_clear_object (&self->library);
  g_application_release (G_APPLICATION (self));
}

/**
 * dp_application_stay:
 * @self: an application
 *
 * Keeps it running without a window until it is closed.
 */
void
dp_application_stay (DpApplication *self)
{
  if (self->is_held)
    return;

  self->is_held = TRUE;
  g_application_hold (G_APPLICATION (self));
}

static void
let_window_go (DpApplication *self)
{
  g_clear_handle_id (&self->session_timeout_id, g_source_remove);
  dp_application_cancel_import (self);
  if (self->window == NULL)
    return;

  dp_window_save_state (self->window);
  dp_window_set_library (self->window, NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

/**
 * dp_application_leave_window:
 * @self: an application with a window
 *
 * Lets the window go, and stays without it.
 */
void
dp_application_leave_window (DpApplication *self)
{
  dp_application_stay (self);
  let_window_go (self);
}

/**
 * dp_application_close:
 * @self: an application
 *
 * Lets the window go at once, finishes the write in progress and no more, closes the
 * library and ends.
 */
void
dp_application_close (DpApplication *self)
{
  if (self->is_closing)
    return;

  self->is_closing = TRUE;
  dp_application_cancel_list_export (self);
  dp_application_cancel_sharing (self);
  dp_application_cancel_download (self);
  dp_application_cancel_export (self);
  dp_application_cancel_keeping (self);
  dp_application_end_copies (self);
  g_clear_handle_id (&self->progress_timeout_id, g_source_remove);
  dp_application_cancel_open (self);
  dp_application_end_schedule (self);
  let_window_go (self);

  if (self->service != NULL)
    {
      g_application_hold (G_APPLICATION (self));
      dp_service_shutdown_async (self->service, shutdown_cb, g_object_ref (self));
    }

  if (self->is_held)
    g_application_release (G_APPLICATION (self));
  self->is_held = FALSE;
}
