/* dp-background.c: refreshing while the window is closed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service/dp-background.h"

#include <glib/gi18n.h>
#include <libportal/portal.h>

/* In a sandbox only the portal can start a program; elsewhere the user's systemd can, and
 * nothing has to stay in memory from one refresh to the next. Both remember what they
 * were told, so there is nothing to do at the next start. */

#define TIMER "daily-papers-refresh.timer"

#define SYSTEMD_NAME "org.freedesktop.systemd1"
#define SYSTEMD_PATH "/org/freedesktop/systemd1"
#define SYSTEMD_INTERFACE "org.freedesktop.systemd1.Manager"

/* One call of systemd's manager. */
typedef struct
{
  const char *method;
  GVariant *(*make_parameters) (void);
} Call;

typedef struct
{
  GDBusConnection *bus;
  const Call      *next; /* ends with one without a method */
} TimerJob;

static void
timer_job_free (TimerJob *job)
{
  g_clear_object (&job->bus);
  g_free (job);
}

/* By its path, so that a program which is installed somewhere else finds its own. */
static GVariant *
make_enable (void)
{
  const char *const files[] = { SYSTEMD_USER_UNIT_DIR "/" TIMER, NULL };

  return g_variant_new ("(^asbb)", files, FALSE, TRUE);
}

static GVariant *
make_disable (void)
{
  const char *const files[] = { TIMER, NULL };

  return g_variant_new ("(^asb)", files, FALSE);
}

static GVariant *
make_unit (void)
{
  return g_variant_new ("(ss)", TIMER, "replace");
}

static GVariant *
make_nothing (void)
{
  return NULL;
}

static const Call calls_to_enable[] = {
  { "EnableUnitFiles", make_enable },
  { "Reload", make_nothing },
  { "StartUnit", make_unit },
  { NULL, NULL },
};

static const Call calls_to_disable[] = {
  { "StopUnit", make_unit },
  { "DisableUnitFiles", make_disable },
  { "Reload", make_nothing },
  { NULL, NULL },
};

static void call_next (GTask *task);

/* A timer that is not there need not be stopped. */
static gboolean
is_stopped_already (const Call   *call,
                    const GError *error)
{
  g_autofree char *name = NULL;

  if (g_strcmp0 (call->method, "StopUnit") != 0 || !g_dbus_error_is_remote_error (error))
    return FALSE;

  name = g_dbus_error_get_remote_error (error);

  return g_strcmp0 (name, SYSTEMD_NAME ".NoSuchUnit") == 0;
}

static void
called_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  TimerJob *job = g_task_get_task_data (task);

  if (answer == NULL && !is_stopped_already (job->next, error))
    {
      g_dbus_error_strip_remote_error (error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  job->next++;
  call_next (g_steal_pointer (&task));
}

static void
call_next (GTask *task) /* (transfer full) */
{
  TimerJob *job = g_task_get_task_data (task);

  if (job->next->method == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_dbus_connection_call (job->bus, SYSTEMD_NAME, SYSTEMD_PATH, SYSTEMD_INTERFACE,
                          job->next->method, job->next->make_parameters (),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, g_task_get_cancellable (task),
                          called_cb, task);
}

static void
got_bus_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TimerJob *job = g_task_get_task_data (task);
  GError   *error = NULL;

  job->bus = g_bus_get_finish (result, &error);
  if (job->bus == NULL)
    g_task_return_error (task, error);
  else
    call_next (g_steal_pointer (&task));
}

static void
set_timer (GTask   *task, /* (transfer full) */
           gboolean enabled)
{
  TimerJob *job = g_new0 (TimerJob, 1);

  job->next = enabled ? calls_to_enable : calls_to_disable;
  g_task_set_task_data (task, job, (GDestroyNotify)timer_job_free);
  g_bus_get (G_BUS_TYPE_SESSION, g_task_get_cancellable (task), got_bus_cb, task);
}

/* To be refused is no failure of the portal, but one of ours. */
static void
portal_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_granted = xdp_portal_request_background_finish (XDP_PORTAL (object), result, &error);

  if (is_granted)
    g_task_return_boolean (task, TRUE);
  else if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                             _("The desktop does not let Daily Papers run in the background."));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
set_autostart (GTask   *task, /* (transfer full) */
               gboolean enabled)
{
  g_autoptr (XdpPortal) portal = xdp_portal_new ();
  g_autoptr (GPtrArray) command = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *reason = g_strdup (_("Daily Papers looks for new papers on your topics."));

  g_ptr_array_add (command, g_strdup ("daily-papers"));
  g_ptr_array_add (command, g_strdup ("--background"));

  xdp_portal_request_background (portal, NULL, reason,
                                 PORTAL_TAKES_COMMAND ? g_ptr_array_ref (command) : command,
                                 enabled ? XDP_BACKGROUND_FLAG_AUTOSTART : XDP_BACKGROUND_FLAG_NONE,
                                 g_task_get_cancellable (task), portal_cb, task);
}

/**
 * dp_background_get_kind:
 *
 * Returns: what can refresh here while the window is closed
 */
DpBackgroundKind
dp_background_get_kind (void)
{
  return xdp_portal_running_under_sandbox () ? DP_BACKGROUND_PORTAL : DP_BACKGROUND_TIMER;
}

/**
 * dp_background_set_async:
 * @kind: what refreshes
 * @enabled: whether it is to
 * @cancellable: (nullable): ends the wait for an answer
 * @callback: called on the main context
 * @user_data: data for @callback
 *
 * Has the program started, or not, without its window. Main thread.
 */
void
dp_background_set_async (DpBackgroundKind    kind,
                         gboolean            enabled,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, dp_background_set_async);

  switch (kind)
    {
    case DP_BACKGROUND_PORTAL:
      set_autostart (task, enabled);
      break;

    case DP_BACKGROUND_TIMER:
      set_timer (task, enabled);
      break;
    }
}

/**
 * dp_background_set_finish:
 * @result: the result that the callback got
 * @error: return location for an error: %G_IO_ERROR_PERMISSION_DENIED when the user or
 *   the desktop does not want it, else of the bus
 *
 * Returns: whether it is done
 */
gboolean
dp_background_set_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, dp_background_set_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
