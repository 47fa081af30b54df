/* dp-application-prune.c: letting old papers go, where the preferences say so
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "library/keep/dp-prune-store.h"

/* After the daily copy it is looked whether there are old papers that nobody marked. The
 * first time, and whenever the number of months was changed, what would go is said and asked
 * for; after that it is said when it is gone. Both can be undone for a week. */

#define KEY_MONTHS "prune-months"
#define KEY_AGREED "prune-agreed-months"

#define RESPONSE_PRUNE "prune"

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_back = 0;

  if (!dp_prune_undo_finish (DP_LIBRARY (object), result, &n_back, &error))
    dp_application_report (self, error);
}

static void
undo (gpointer owner,
      gpointer data)
{
  DpApplication *self = DP_APPLICATION (owner);

  /* Or they would go again tomorrow. */
  g_settings_set_uint (self->settings, KEY_MONTHS, 0);
  if (self->library != NULL)
    dp_prune_undo_async (self->library, NULL, undone_cb, g_object_ref (self));
}

static void
pruned_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint            n_pruned = 0;
  gboolean         pruned = dp_prune_run_finish (DP_LIBRARY (object), result, &n_pruned, &error);

  g_clear_object (&self->pruning);
  g_application_release (G_APPLICATION (self));
  if (!pruned)
    dp_application_report (self, error);
  if (n_pruned == 0 || self->window == NULL || self->is_closing)
    return;

  sentence = g_strdup_printf (ngettext ("%'u old paper was removed", "%'u old papers were removed", n_pruned), n_pruned);
  dp_application_offer_undo (self, sentence, undo, NULL, NULL);
}

static void
prune (DpApplication *self,
       guint          months)
{
  if (self->library == NULL || self->is_closing || self->pruning != NULL || self->keeping != NULL)
    return;

  self->pruning = g_cancellable_new ();
  g_application_hold (G_APPLICATION (self));
  dp_prune_run_async (self->library, months, self->pruning, pruned_cb, g_object_ref (self));
}

static void
question_gone_cb (DpApplication *self)
{
  self->is_asking_to_prune = FALSE;
}

static void
answer_cb (DpApplication *self,
           const char    *response)
{
  guint months = g_settings_get_uint (self->settings, KEY_MONTHS);

  if (months == 0)
    return;

  if (!g_str_equal (response, RESPONSE_PRUNE))
    {
      g_settings_set_uint (self->settings, KEY_MONTHS, 0);
      return;
    }

  g_settings_set_uint (self->settings, KEY_AGREED, months);
  prune (self, months);
}

static void
ask (DpApplication      *self,
     guint               months,
     const DpPruneCount *count)
{
  g_autofree char *size = g_format_size (count->n_bytes);
  g_autofree char *heading = g_strdup_printf (ngettext ("Remove %'u Old Paper?", "Remove %'u Old Papers?", count->n_papers),
                                                        count->n_papers);
  g_autofree char *text = NULL;
  GtkWidget       *dialog = NULL;

  /* Translators: a number of months, and a size as "45 MB" */
  text = g_strdup_printf (ngettext ("They came over %u month ago and nobody marked them: about %s. What has a bookmark, tag, "
                                    "collection, note or PDF stays, and so do the newest of each topic and day. From now on this is "
                                    "done once a day and told. For a week it can be undone.",
                                    "They came over %u months ago and nobody marked them: about %s. What has a bookmark, tag, "
                                    "collection, note or PDF stays, and so do the newest of each topic and day. From now on this is "
                                    "done once a day and told. For a week it can be undone.",
                                    months),
                                    months, size);
  dialog = adw_message_dialog_new (GTK_WINDOW (self->window), heading, text);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Keep All"), RESPONSE_PRUNE, _("Re_move"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), RESPONSE_PRUNE, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answer_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (question_gone_cb), self, G_CONNECT_SWAPPED);
  self->is_asking_to_prune = TRUE;
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (DpApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  DpPruneCount count = { 0 };
  guint        months = 0;

  if (!dp_prune_count_finish (DP_LIBRARY (object), result, &count, &error))
    g_debug ("Old papers were not counted: %s", error->message);
  if (self->is_closing || self->library == NULL || count.n_papers == 0)
    return;

  months = g_settings_get_uint (self->settings, KEY_MONTHS);
  if (months == 0 || self->is_asking_to_prune)
    return;

  if (months == g_settings_get_uint (self->settings, KEY_AGREED))
    prune (self, months);
  else if (self->window != NULL)
    ask (self, months, &count);
}

/**
 * dp_application_prune_if_wished:
 * @self: an application
 *
 * Lets old papers go, or asks whether they may, if the preferences say so.
 */
void
dp_application_prune_if_wished (DpApplication *self)
{
  guint months = g_settings_get_uint (self->settings, KEY_MONTHS);

  if (months > 0 && self->library != NULL && !dp_library_is_read_only (self->library) && !self->is_closing)
    dp_prune_count_async (self->library, months, NULL, counted_cb, g_object_ref (self));
}
