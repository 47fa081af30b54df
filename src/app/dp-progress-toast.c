/* dp-progress-toast.c: how far something is that can be stopped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-progress-toast.h"

#include <glib/gi18n.h>

/* libadwaita 1.2 ends in a crash when a toast is sent away that still moves in: by then it
 * stands. */
#define SETTLE_MS 1000

struct _DpProgressToast
{
  AdwToast *toast; /* (owned) (nullable): until somebody sends it away */
  gint64    shown_at;
};

static void
dismissed_cb (DpProgressToast *self)
{
  g_signal_handlers_disconnect_by_data (self->toast, self);
  g_clear_object (&self->toast);
}

/**
 * dp_progress_toast_new:
 * @window: a window
 * @text: what is being done
 * @cancel_action: the action that stops it
 *
 * Shows a toast that stays until it is freed, or somebody sends it away.
 *
 * Returns: (transfer full): the toast
 */
DpProgressToast *
dp_progress_toast_new (DpWindow   *window,
                       const char *text,
                       const char *cancel_action)
{
  DpProgressToast *self = g_new0 (DpProgressToast, 1);

  self->shown_at = g_get_monotonic_time ();
  self->toast = g_object_ref (adw_toast_new (text));
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, _("_Cancel"));
  adw_toast_set_action_name (self->toast, cancel_action);
  g_signal_connect_swapped (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self);
  dp_window_add_toast (window, g_object_ref (self->toast));

  return self;
}

/**
 * dp_progress_toast_set_text:
 * @self: a toast
 * @text: how far it is
 */
void
dp_progress_toast_set_text (DpProgressToast *self,
                            const char      *text)
{
  if (self->toast != NULL)
    adw_toast_set_title (self->toast, text);
}

static gboolean
dismiss_cb (gpointer user_data)
{
  adw_toast_dismiss (ADW_TOAST (user_data));

  return G_SOURCE_REMOVE;
}

/**
 * dp_progress_toast_free:
 * @self: (transfer full) (nullable): a toast
 *
 * Sends it away: at once, or as soon as it stands still.
 */
void
dp_progress_toast_free (DpProgressToast *self)
{
  gint64 shown_ms = 0;

  if (self == NULL)
    return;

  if (self->toast != NULL)
    {
      shown_ms = (g_get_monotonic_time () - self->shown_at) / 1000;
      g_signal_handlers_disconnect_by_data (self->toast, self);
      /* There is nothing left to stop. */
      adw_toast_set_button_label (self->toast, NULL);
      g_timeout_add_full (G_PRIORITY_DEFAULT, (guint)MAX (SETTLE_MS - shown_ms, 0), dismiss_cb,
                          g_steal_pointer (&self->toast), g_object_unref);
    }

  g_free (self);
}
