/* dp-application-backup.c: the library into a backup, and a backup into the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "service/dp-problem.h"
#include "service/keep/dp-keeping.h"
#include "ui/keep/dp-progress-dialog.h"
#include "ui/keep/dp-restore-dialog.h"

#define RESPONSE_RESTORE "restore"

/* One at a time: a backup that is written, looked at, or restored. */
typedef struct
{
  DpApplication    *application; /* (owned) */
  GFile            *file;        /* (owned) */
  char             *name;        /* (owned) */
  GCancellable     *cancellable; /* (owned) */
  DpProgressDialog *dialog;      /* (owned) (nullable) */
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  DpApplication *self = keeping->application;

  if (self->keeping == keeping->cancellable)
    self->keeping = NULL;
  g_clear_pointer (&keeping->dialog, dp_progress_dialog_free);
  g_object_unref (keeping->cancellable);
  g_object_unref (keeping->file);
  g_free (keeping->name);
  g_free (keeping);
  g_application_release (G_APPLICATION (self));
  g_object_unref (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keeping, keeping_free)

/* %NULL where nothing can be begun. */
static Keeping *
begin (DpApplication *self,
       GFile         *file)
{
  Keeping         *keeping = NULL;
  g_autofree char *base_name = NULL;

  if (self->library == NULL || self->window == NULL || self->is_closing || self->keeping != NULL)
    return NULL;

  base_name = g_file_get_basename (file);
  keeping = g_new0 (Keeping, 1);
  keeping->application = g_object_ref (self);
  keeping->file = g_object_ref (file);
  keeping->name = g_filename_display_name (base_name != NULL ? base_name : "");
  keeping->cancellable = g_cancellable_new ();
  self->keeping = keeping->cancellable;
  g_application_hold (G_APPLICATION (self));

  return keeping;
}

/**
 * dp_application_cancel_keeping:
 * @self: an application
 *
 * Gives up a backup that is written or restored; what was there before stays.
 */
void
dp_application_cancel_keeping (DpApplication *self)
{
  if (self->keeping != NULL)
    g_cancellable_cancel (self->keeping);
}

static void
progress_cb (guint64  n_done,
             guint64  n_total,
             gpointer user_data)
{
  Keeping *keeping = user_data;

  if (keeping->dialog != NULL)
    dp_progress_dialog_set_done (keeping->dialog, n_done, n_total);
}

static void
report (Keeping      *keeping,
        const GError *error)
{
  g_autofree char *sentence = NULL;

  if (keeping->application->window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  sentence = dp_problem_dup_backup_sentence (error);
  dp_window_show_notice (keeping->application->window, sentence);
}

static AdwToast *
new_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

static void
backed_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Keeping) keeping = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpBackupInfo) info = dp_keeping_back_up_finish (DP_LIBRARY (object), result, &error);
  g_autofree char *text = NULL;

  if (info == NULL)
    {
      report (keeping, error);
      return;
    }

  if (keeping->application->window == NULL)
    return;

  text = g_strdup_printf (ngettext ("%'u paper backed up in “%s”", "%'u papers backed up in “%s”", (gulong)info->n_papers),
                                    (guint)info->n_papers, keeping->name);
  dp_window_add_toast (keeping->application->window, new_toast (text));
}

static void
back_up_to (DpApplication *self,
            GFile         *file)
{
  Keeping *keeping = begin (self, file);

  if (keeping == NULL)
    return;

  keeping->dialog = dp_progress_dialog_new (GTK_WINDOW (self->window), _("Backing Up the Library"),
                                                                          keeping->cancellable);
  dp_keeping_back_up_async (self->library, file, keeping->cancellable, progress_cb, keeping, backed_up_cb, keeping);
}

static void
place_chosen_cb (GtkNativeDialog *chooser,
                 int              response,
                 DpApplication   *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    back_up_to (self, file);

  g_object_unref (chooser);
}

static void
choose_place (DpApplication *self)
{
  GtkFileChooserNative *chooser = NULL;
  g_autofree char      *name = dp_keeping_dup_file_name ();

  if (self->library == NULL || self->window == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Back Up Library"), GTK_WINDOW (self->window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                            _("Back _Up"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (place_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void restore_at_once (DpApplication *self,
                             GFile         *file);

static void
restore_what_was (gpointer owner,
                  gpointer data)
{
  restore_at_once (owner, data);
}

/* What was done before was done to another library. To undo is to restore what was there. */
static void
restored_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Keeping) keeping = user_data;
  DpApplication *self = keeping->application;
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = dp_keeping_restore_finish (DP_LIBRARY (object), result, &error);

  if (aside == NULL)
    {
      report (keeping, error);
      return;
    }

  dp_application_forget_undo (self);
  self->n_restored = dp_library_count_restored (DP_LIBRARY (object));
  dp_application_offer_undo (self, _("The library was restored"), restore_what_was, g_file_new_for_path (aside),
                                      g_object_unref);
}

/* The steps to take back name papers and topics by their numbers. */
static void
library_changed_cb (DpApplication *self,
                    DpChangeSet   *changes)
{
  int n_restored = 0;

  if (!dp_change_set_is_complete_reload (changes) || self->library == NULL)
    return;

  n_restored = dp_library_count_restored (self->library);
  if (n_restored != self->n_restored)
    dp_application_forget_undo (self);
  self->n_restored = n_restored;
}

/**
 * dp_application_watch_restores:
 * @self: an application whose library has just been opened
 *
 * Forgets what could be undone when another process restores a backup.
 */
void
dp_application_watch_restores (DpApplication *self)
{
  self->n_restored = dp_library_count_restored (self->library);
  g_signal_connect_object (self->library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
begin_to_restore (Keeping *keeping)
{
  DpApplication *self = keeping->application;

  if (self->library == NULL || self->window == NULL)
    {
      keeping_free (keeping);
      return;
    }

  keeping->dialog = dp_progress_dialog_new (GTK_WINDOW (self->window), _("Restoring the Library"),
                                                                          keeping->cancellable);
  dp_keeping_restore_async (self->library, keeping->file, keeping->cancellable, progress_cb, keeping, restored_cb,
                            keeping);
}

/* What comes from the network is meant for the topics of the library before. */
static void
running_changed_cb (DpRefresh  *refresh,
                    GParamSpec *pspec,
                    Keeping    *keeping)
{
  DpService *service = keeping->application->service;

  if (service != NULL && dp_service_is_refreshing (service))
    return;

  if (service != NULL)
    {
      g_signal_handlers_disconnect_by_data (dp_service_get_refresh (service), keeping);
      g_signal_handlers_disconnect_by_data (dp_service_get_day_refresh (service), keeping);
    }
  begin_to_restore (keeping);
}

static void
restore (Keeping *keeping)
{
  DpService *service = keeping->application->service;

  if (service == NULL || !dp_service_is_refreshing (service))
    {
      begin_to_restore (keeping);
      return;
    }

  g_signal_connect (dp_service_get_refresh (service), "notify::running", G_CALLBACK (running_changed_cb), keeping);
  g_signal_connect (dp_service_get_day_refresh (service), "notify::running", G_CALLBACK (running_changed_cb), keeping);
  dp_service_stop_refreshing (service);
}

static void
restore_at_once (DpApplication *self,
                 GFile         *file)
{
  Keeping *keeping = begin (self, file);

  if (keeping != NULL)
    restore (keeping);
}

/* What an answer is about. A question that is left with its window holds nothing back. */
typedef struct
{
  DpApplication *application; /* (owned) */
  GFile         *file;        /* (owned) */
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->application);
  g_object_unref (question->file);
  g_free (question);
}

static void
answer_cb (GtkWidget  *dialog,
           const char *response,
           gpointer    user_data)
{
  Question *question = user_data;

  if (g_str_equal (response, RESPONSE_RESTORE))
    restore_at_once (question->application, question->file);
}

static char *
describe_question (const Keeping      *keeping,
                   const DpBackupInfo *info)
{
  g_autofree char *papers = g_strdup_printf (ngettext ("%'u paper", "%'u papers", (gulong)info->n_papers), (guint)info->n_papers);
  g_autofree char *topics = g_strdup_printf (ngettext ("%'u topic", "%'u topics", (gulong)info->n_topics), (guint)info->n_topics);
  g_autofree char *marks = g_strdup_printf (ngettext ("%'u mark", "%'u marks", (gulong)info->n_marks), (guint)info->n_marks);

  /* Translators: the name of a file, and three numbers with what they count */
  return g_strdup_printf (_("“%s” has %s, %s and %s. It takes the place of everything in your library. What your library "
                            "holds now is kept, and can be brought back."),
                             keeping->name, papers, topics, marks);
}

static void
inspected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Keeping) keeping = user_data;
  DpApplication *self = keeping->application;
  g_autoptr (GError) error = NULL;
  g_autoptr (DpBackupInfo) info = dp_keeping_inspect_finish (DP_LIBRARY (object), result, &error);
  g_autofree char *text = NULL;
  GtkWidget       *dialog = NULL;
  Question        *question = NULL;

  if (info == NULL)
    report (keeping, error);
  if (info == NULL || self->window == NULL)
    return;

  text = describe_question (keeping, info);
  dialog = adw_message_dialog_new (GTK_WINDOW (self->window), _("Replace the Library?"), text);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"), RESPONSE_RESTORE, _("Re_place"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), RESPONSE_RESTORE, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  question = g_new0 (Question, 1);
  question->application = g_object_ref (self);
  question->file = g_object_ref (keeping->file);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answer_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_to_restore (DpApplication *self,
                GFile         *file)
{
  Keeping *keeping = begin (self, file);

  if (keeping != NULL)
    dp_keeping_inspect_async (self->library, file, inspected_cb, keeping);
}

static void
backup_chosen_cb (GtkNativeDialog *chooser,
                  int              response,
                  DpApplication   *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    ask_to_restore (self, file);

  g_object_unref (chooser);
}

static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
choose_backup (DpApplication *self)
{
  GtkFileChooserNative *chooser = NULL;

  if (self->window == NULL)
    return;

  chooser = gtk_file_chooser_native_new (_("Restore from Backup"), GTK_WINDOW (self->window),
                                            GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  add_filter (GTK_FILE_CHOOSER (chooser), _("Backups"), "*" DP_BACKUP_SUFFIX);
  add_filter (GTK_FILE_CHOOSER (chooser), _("All Files"), "*");
  g_signal_connect_object (chooser, "response", G_CALLBACK (backup_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
copy_chosen_cb (DpApplication *self,
                const char    *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  ask_to_restore (self, file);
}

/* Days as days, moments to the minute. */
static char *
dup_when (const DpCopy *copy)
{
  g_autofree char *text = g_strndup (copy->when, strlen ("2026-11-21T06:12"));
  char            *separator = strchr (text, 'T');

  if (separator != NULL)
    *separator = ' ';

  return separator != NULL ? g_strdup_printf (_("%s UTC"), text) : g_steal_pointer (&text);
}

static void
add_copy (DpRestoreDialog *dialog,
          const DpCopy    *copy)
{
  g_autofree char *uri = g_filename_to_uri (copy->path, NULL, NULL);
  g_autofree char *when = dup_when (copy);
  g_autofree char *size = g_format_size (copy->n_bytes);
  g_autofree char *papers = g_strdup_printf (ngettext ("%'u paper", "%'u papers", (gulong)copy->n_papers), (guint)copy->n_papers);
  g_autofree char *marks = g_strdup_printf (ngettext ("%'u mark", "%'u marks", (gulong)copy->n_marks), (guint)copy->n_marks);
  g_autofree char *subtitle = g_strdup_printf ("%s, %s, %s", papers, marks, size);

  dp_restore_dialog_add_copy (dialog, uri, copy->kind == DP_COPY_REPLACED, when, subtitle);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GPtrArray) copies = dp_keeping_list_copies_finish (DP_LIBRARY (object), result, NULL);
  GtkWidget *dialog = NULL;

  if (self->window == NULL || copies == NULL)
    return;

  dialog = dp_restore_dialog_new ();
  for (guint i = 0; i < copies->len; i++)
    add_copy (DP_RESTORE_DIALOG (dialog), g_ptr_array_index (copies, i));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (copy_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "file-requested", G_CALLBACK (choose_backup), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self->window));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
offer_backups (DpApplication *self)
{
  if (self->library != NULL && self->window != NULL)
    dp_keeping_list_copies_async (self->library, listed_cb, g_object_ref (self));
}

static void
back_up_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  choose_place (DP_APPLICATION (user_data));
}

static void
back_up_to_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  back_up_to (DP_APPLICATION (user_data), file);
}

static void
restore_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  offer_backups (DP_APPLICATION (user_data));
}

static void
restore_from_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  ask_to_restore (DP_APPLICATION (user_data), file);
}

/* - `app.back-up`, `app.back-up-to(s)`: a file that is chosen, or its URI
 * - `app.restore`, `app.restore-from(s)`: what is chosen, or a file's URI, after asking */
static const GActionEntry entries[] = {
  { "back-up", back_up_cb },
  { "back-up-to", back_up_to_cb, "s" },
  { "restore", restore_cb },
  { "restore-from", restore_from_cb, "s" },
};

/**
 * dp_application_add_backup_actions:
 * @self: an application that starts
 *
 * Adds the actions of this file.
 */
void
dp_application_add_backup_actions (DpApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
