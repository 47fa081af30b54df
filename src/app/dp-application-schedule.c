/* dp-application-schedule.c: refreshing without being asked, and telling of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dp-application-private.h"

#include <glib/gi18n.h>

#include "service/dp-background.h"
#include "service/dp-news.h"

/* Three things start a round without anybody asking: the window opens, the hours that the
 * preferences name have passed, or the network comes back after it was missed. All three
 * leave out what cannot have anything new. Without a window the program does this too:
 * once, for a timer (`--refresh`), or for as long as the session lasts (`--background`). */

#define KEY_ON_START "refresh-on-start"
#define KEY_HOURS "refresh-hours"
#define KEY_BACKGROUND "refresh-in-background"
#define KEY_LAST "last-refresh"

#define NOTIFICATION_ID "news"

/* The first frame goes first. */
#define START_DELAY_MS 1000

static DpTime
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
may_refresh (DpApplication *self)
{
  return self->library != NULL && !dp_library_is_read_only (self->library) && !self->is_closing &&
         self->keeping == NULL;
}

static void
refresh_by_itself (DpApplication *self)
{
  if (may_refresh (self))
    dp_application_refresh (self, 0, DP_REFRESH_FLAGS_NONE);
}

static gboolean
is_here_once (DpApplication *self)
{
  return self->presence == DP_PRESENCE_ONCE && self->window == NULL;
}

static void
restart_schedule (DpApplication *self)
{
  if (may_refresh (self) && !is_here_once (self))
    dp_schedule_start (self->schedule, g_settings_get_uint (self->settings, KEY_HOURS), self->last_round);
  else
    dp_schedule_stop (self->schedule);
}

static gboolean
start_cb (gpointer user_data)
{
  DpApplication *self = DP_APPLICATION (user_data);

  self->start_timeout_id = 0;
  self->last_round = g_settings_get_int64 (self->settings, KEY_LAST);
  if (g_settings_get_boolean (self->settings, KEY_ON_START))
    refresh_by_itself (self);
  restart_schedule (self);

  return G_SOURCE_REMOVE;
}

/* For a timer that knows no hours. */
static void
refresh_once (DpApplication *self)
{
  if (may_refresh (self) &&
      dp_schedule_is_due (g_settings_get_uint (self->settings, KEY_HOURS),
                          g_settings_get_int64 (self->settings, KEY_LAST), get_now ()))
    refresh_by_itself (self);
  else
    dp_application_close (self);
}

/**
 * dp_application_library_is_open:
 * @self: an application whose library has just been opened
 *
 * Begins to refresh as the preferences say.
 */
void
dp_application_library_is_open (DpApplication *self)
{
  if (is_here_once (self))
    refresh_once (self);
  else
    self->start_timeout_id = g_timeout_add (START_DELAY_MS, start_cb, self);
}

static void
network_changed_cb (DpApplication *self,
                    gboolean       is_available)
{
  if (!is_available || !self->was_offline)
    return;

  self->was_offline = FALSE;
  refresh_by_itself (self);
}

/* Not at the start, which it would slow down, but when it is missed. */
static void
watch_network (DpApplication *self)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  g_signal_handlers_disconnect_by_func (monitor, network_changed_cb, self);
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * dp_application_round_is_done:
 * @self: an application
 * @was_offline: whether nobody could be reached
 *
 * Everything that is followed has been asked for: the hours begin anew.
 */
void
dp_application_round_is_done (DpApplication *self,
                              gboolean       was_offline)
{
  self->was_offline = was_offline;
  self->last_round = get_now ();
  if (was_offline)
    watch_network (self);
  else
    g_settings_set_int64 (self->settings, KEY_LAST, self->last_round); /* and the next start need not hurry */

  if (is_here_once (self))
    {
      dp_application_copy_and_close (self);
      return;
    }

  dp_application_copy_soon (self);
  restart_schedule (self);
}

static char *
dup_place (const DpNews *news)
{
  if (news->topic_id != 0)
    return g_strdup_printf ("topic:%" G_GINT64_FORMAT, news->topic_id);
  if (news->day != NULL)
    return g_strdup_printf ("day:%s", news->day);
  if (news->is_of_versions)
    return g_strdup ("new-versions");

  return g_strdup ("new");
}

/**
 * dp_application_tell_news:
 * @self: an application with a library
 * @end: where the library ended before the refresh, see dp_news_query_get_end()
 * @outcomes: (element-type DpRefreshOutcome): how it went
 *
 * Sums up in one notification what came, in the place of the one before. A click on it
 * shows the list.
 */
void
dp_application_tell_news (DpApplication *self,
                          guint32        end,
                          GPtrArray     *outcomes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DpNews) news = dp_news_new (self->library, end, outcomes, &error);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *place = NULL;

  if (error != NULL)
    g_debug ("What is new cannot be told: %s", error->message);
  if (news == NULL)
    return;

  place = dup_place (news);
  notification = g_notification_new (news->title);
  if (news->body != NULL)
    g_notification_set_body (notification, news->body);
  g_notification_set_default_action_and_target (notification, "app.show-list", "s", place);
  g_application_send_notification (G_APPLICATION (self), NOTIFICATION_ID, notification);
}

/**
 * dp_application_show_list:
 * @self: an application
 * @list: a list, as the setting `selected-list` names it
 *
 * Opens the window, if it is not open, with @list.
 */
void
dp_application_show_list (DpApplication *self,
                          const char    *list)
{
  g_application_withdraw_notification (G_APPLICATION (self), NOTIFICATION_ID);

  if (self->window != NULL && self->library != NULL)
    dp_window_show_list (self->window, list);
  else
    g_settings_set_string (self->settings, "selected-list", list); /* what a window opens with */

  g_application_activate (G_APPLICATION (self));
}

/* The switch goes back to where it was; that is not a wish to be passed on. */
static void
take_back_background (DpApplication *self,
                      gboolean       enabled);

typedef struct
{
  DpApplication *application; /* (owned) */
  gboolean       enabled;
} BackgroundWish;

static void
background_set_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autofree BackgroundWish *wish = user_data;
  g_autoptr (DpApplication) self = g_steal_pointer (&wish->application);
  g_autoptr (GError) error = NULL;
  g_autofree char *notice = NULL;

  if (dp_background_set_finish (result, &error) || self->is_closing)
    return;

  take_back_background (self, !wish->enabled);
  if (self->window == NULL)
    return;

  /* Translators: %s is a sentence of the desktop's. */
  notice = g_strdup_printf (wish->enabled
                            ? _("Daily Papers cannot refresh in the background: %s While the window is open it "
                                  "refreshes as before.")
                            : _("Refreshing in the background cannot be turned off: %s"),
                                 error->message);
  dp_window_show_notice (self->window, notice);
}

static void
background_changed_cb (DpApplication *self)
{
  BackgroundWish *wish = g_new0 (BackgroundWish, 1);

  wish->application = g_object_ref (self);
  wish->enabled = g_settings_get_boolean (self->settings, KEY_BACKGROUND);
  dp_background_set_async (dp_background_get_kind (), wish->enabled, NULL, background_set_cb, wish);
}

static void
take_back_background (DpApplication *self,
                      gboolean       enabled)
{
  g_signal_handlers_block_by_func (self->settings, background_changed_cb, self);
  g_settings_set_boolean (self->settings, KEY_BACKGROUND, enabled);
  g_signal_handlers_unblock_by_func (self->settings, background_changed_cb, self);
}

/**
 * dp_application_stays:
 * @self: an application
 *
 * Returns: whether it goes on without its window: only where nothing else could start it
 */
gboolean
dp_application_stays (DpApplication *self)
{
  return g_settings_get_boolean (self->settings, KEY_BACKGROUND) &&
         g_settings_get_uint (self->settings, KEY_HOURS) != DP_SCHEDULE_NEVER &&
         dp_background_get_kind () == DP_BACKGROUND_PORTAL;
}

/**
 * dp_application_begin_schedule:
 * @self: an application that starts
 *
 * Makes it follow the preferences.
 */
void
dp_application_begin_schedule (DpApplication *self)
{
  self->schedule = dp_schedule_new ();
  g_signal_connect_object (self->schedule, "due", G_CALLBACK (refresh_by_itself), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" KEY_HOURS, G_CALLBACK (restart_schedule), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" KEY_BACKGROUND, G_CALLBACK (background_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * dp_application_end_schedule:
 * @self: an application
 *
 * Nothing is begun any more.
 */
void
dp_application_end_schedule (DpApplication *self)
{
  g_clear_handle_id (&self->start_timeout_id, g_source_remove);
  if (self->schedule != NULL)
    dp_schedule_stop (self->schedule);
}
